"""What speaks for two like-named mentions being one program: equal sums, terms, units, institutions, places."""

from __future__ import annotations

from loaders.facts.model import Mention, Program
from loaders.facts.money import TOTAL


def proof(mention: Mention, program: Program) -> tuple[float, str]:
    """What speaks for one program beside the name (positive) or against it, and the words for it."""
    weight, words = 0.0, ""
    totals, others = _totals([mention]), _totals(program.mentions)
    if totals & others:
        weight, words = weight + 0.16, words + ", 같은 금액"
    elif totals & set(years_of(program.mentions).values()) or others & set(years_of([mention]).values()):
        weight, words = weight + 0.14, words + ", 같은 금액"
    elif totals and others and mention.rank == 3 and any(m.rank == 3 for m in program.mentions):
        weight -= 0.25
    years, known = years_of([mention]), years_of(program.mentions)
    same = [k for k in years if known.get(k) == years[k]]
    if same:
        weight, words = weight + 0.14 * min(2, len(same)), words + ", 같은 연도별 금액"
    elif any(k in known for k in years):
        weight -= 0.1
    terms, stated = _terms([mention]), _terms(program.mentions)
    if any(_same_term(a, b) for a in terms for b in stated):
        weight, words = weight + 0.1, words + ", 같은 기간"
    elif terms and stated:
        weight -= 0.06
    units = {m.department for m in program.mentions if m.department}
    if mention.department and units:
        weight += 0.06 if any(_same_unit(mention.department, u) for u in units) else -0.12
    if _via(mention) & {v for m in program.mentions for v in _via(m)}:
        weight, words = weight + 0.1, words + ", 같은 기관"
    places, known_places = _places([mention]), _places(program.mentions)
    if places & known_places:
        weight += 0.04
    return weight, words


def _same_unit(a: str, b: str) -> bool:
    """Whether one path of a unit is the other, begins it or ends it: 체육과 and 급식팀 beside 체육과 급식팀."""
    return any(x == y or x.startswith(f"{y} ") or x.endswith(f" {y}") for x, y in ((a, b), (b, a)))


def _totals(mentions: list[Mention]) -> set[int]:
    return {m.krw for x in mentions for m in x.money if m.scope == "total" and m.source == TOTAL}


def years_of(mentions: list[Mention]) -> dict[int, int]:
    """The whole sum of each year that mentions state, in won."""
    return {m.year: m.krw for x in mentions for m in x.money if m.scope == "year" and m.source == TOTAL and m.year}


def _terms(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(p.start, p.end) for m in mentions for p in m.periods if p.start and p.end]


def _same_term(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=True))


def _via(mention: Mention) -> set[str]:
    return {a.name for a in mention.actors if a.role in ("전담", "수행")}


def _places(mentions: list[Mention]) -> set[str]:
    return {s.code for m in mentions for s in m.spots if len(s.code) >= 5}
