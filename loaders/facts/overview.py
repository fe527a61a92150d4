"""Overviews that list what a program is without labels: ``2025. 4. ~ 12., 1,547백만원(국비 1,083백만원, …), 과기정통부·NIA``;
or with labels in brackets: ``(기간) 2025. 1. ~ 12. (사업비) 21억원 (주관) 과기정통부``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lexicon.dates import find_spans
from lexicon.labels import read_label
from lexicon.ministries import find_ministries
from lexicon.organisations import find_organisations, is_known
from lexicon.places import Standpoint, find_places
from loaders.facts.actors import actors_of_field
from loaders.facts.clauses import clauses
from loaders.facts.model import Actor, Cite, Period
from loaders.facts.money import TOTAL, find_sums

_COST = re.compile(r"(?:총\s*)?(?:사업비|예산)\s*(?:총|약)?\s*(?=\d)")
_BRACKETED = re.compile(r"(?:^|(?<=\s))\((?P<l>[가-힣]{2,6})\)(?=\s*\S)")
_BETWEEN = re.compile(
    r"\((?:재|사|주)\)|[\s,·/()&]|및|와|과|(?:공모|소관|주관|지원|전담|위탁|건의)(?:\s*(?:선정|사업))?"
)
_ROLE_BEHIND = re.compile(r"(?<=\S)\s+(?:전담|위탁|수행)$")


class Overview(NamedTuple):
    """What an overview lists: terms, texts of amounts, who it is with, where, and the clauses that are none of these."""

    periods: list[Period]
    amounts: list[str]
    actors: list[Actor]
    places: list[str]
    rest: list[str]


def bracketed(text: str) -> list[tuple[str, str]]:
    """Labels in brackets with what stands behind each; empty where the table of labels knows less than two of them."""
    found = list(_BRACKETED.finditer(text))
    if not found or found[0].start() or sum(read_label(m["l"]) is not None for m in found) < 2:
        return []
    ends = [*(m.start() for m in found[1:]), len(text)]
    return [(m["l"], text[m.end() : end].strip(" ,/;")) for m, end in zip(found, ends, strict=True)]


_ANYWHERE = Standpoint()


def listed_fields(text: str, where: Standpoint = _ANYWHERE) -> set[str]:
    """The fields that an overview lists without labels of their own; ``where``: whose places are meant."""
    found = {reading.field for label, _ in bracketed(text) if (reading := read_label(label))}
    said = clauses(text)
    found |= {"period"} if any(map(_is_term, said)) else set()
    for clause in said:
        cost = _COST.search(clause)
        if cost and any(s.start <= cost.end() for s in find_sums(clause)):
            found.add("total" if "총" in cost.group() else "budget")
        elif "period" in found and _is_amount(clause):
            found.add("budget")
        elif is_place(clause, where):
            found.add("location")
        elif _only_names(clause, where, led=False):
            found.add("ministry")
    return found if found - {"location", "ministry"} else set()


def read_overview(text: str, year: int | None, where: Standpoint, cite: Cite, *, led: bool = False) -> Overview:
    """An overview's clauses, each by what it plainly is; ``led``: its place and term stand above."""
    found = Overview([], [], [], [], [])
    for clause in clauses(text):
        if _is_term(clause) and not found.periods:
            span = find_spans(clause, year)[0]
            found.periods.append(Period(span.start, span.end, clause, cite))
        elif _is_amount(clause):
            found.amounts.append(clause)
        elif _only_names(clause, where, led=bool(led or found.actors or (found.places and found.periods))):
            field = "agency" if found.actors or not find_ministries(clause, where.when) else "ministry"
            found.actors.extend(actors_of_field(field, _ROLE_BEHIND.sub("", clause), where, cite))
        elif is_place(clause, where):
            found.places.append(clause)
        else:
            found.rest.append(clause)
    return found


def _is_term(clause: str) -> bool:
    spans = find_spans(clause)
    bare = re.sub(r"\([^()]*\)\s*$", "", clause).rstrip()
    return bool(spans) and spans[0].begin <= 1 and spans[0].is_period and spans[0].stop >= len(bare) - 2


def _is_amount(clause: str) -> bool:
    """``1,547백만원(국비 1,083백만원, 도비 464백만원)``, ``총 72억원``: the money of the whole, by its parts or by its word."""
    first = next(iter(find_sums(clause)), None)
    if first is None or first.krw is None or first.start > 2 or clause[first.end :].strip(" .※"):
        return False
    return bool(first.parts) or first.source != TOTAL or clause.startswith("총")


def is_place(clause: str, where: Standpoint) -> bool:
    """Whether a clause is where a program is: 거제시 장목면, 통영시 욕지면 해역, 하동군 금성면 대송산업단지 내."""
    places = find_places(clause, where, in_address=True)
    return (
        bool(places)
        and places[0].start == 0
        and len(clause) <= _LONGEST_PLACE
        and not _OF_HOUSE.match(clause[places[-1].end :])
    )


_LONGEST_PLACE = 40
_OF_HOUSE = re.compile(
    r"(?:청|의회|교육청|[가-힣]{0,6}(?:재단|공사|진흥원|센터|협회|대학교?|병원|의료원)(?![가-힣]))|[가-힣]*\s*(?:주최|주관|협력|공동|출연)"
)


def opens_overview(text: str) -> str:
    """The field that a line without a label gives first, its term or its money as a whole; empty where it gives none."""
    first = next(iter(clauses(text)), "")
    return "period" if _is_term(first) else "budget" if _is_amount(first) else ""


def _only_names(clause: str, where: Standpoint, *, led: bool) -> bool:
    """Whether a clause names ministries and institutions and nothing else: 과기정통부·한국인터넷진흥원(KISA); behind a ministry,
    or a place and a term (``led``), institutions alone.
    """
    ministries = find_ministries(clause, where.when)
    houses = [o for o in find_organisations(clause) if ministries or led or is_known(o.surface)]
    spans = [(m.start, m.end) for m in ministries] + [(o.start, o.end) for o in houses]
    letters = {i for start, end in spans for i in range(start, end)}
    left = "".join(c for i, c in enumerate(clause) if i not in letters)
    return bool(ministries or (led and houses)) and not _BETWEEN.sub("", left)
