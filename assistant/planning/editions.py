"""Questions about two editions of a plan: what goes on, is new or ended, and what budgets grew or shrank between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assistant.directory import Directory, DocumentCard
from assistant.plan import Across, Kind, Plan
from assistant.planning.subjects import names_one
from assistant.reading.reading import Reading

_BASE = re.compile(
    r"(20\d\d)\s*년?도?(?:에|의)?\s*(?:보다|대비|에?\s*비(?:해|교)|이후|부터|와\s*비교|과\s*비교|랑\s*비교|이랑\s*비교)"
)
_OF_TIME = ("document", "year", "ends", "starts", "status")
"""Filters that only say which editions are meant, or that a program ended."""
CHANGES = ("up", "down", "same")
"""What may be asked of the amounts of two editions."""
_OF_EDITIONS = ("both", "ended", "merged", "split")
"""What nothing but two editions can say."""
_THINGS = ("Program", "Facility")
_WHOLE = 0.9


def across_editions(reading: Reading, directory: Directory, plan: Plan) -> Plan:
    """The plan as one about two editions, where it is; else the plan as it is."""
    one = _about_one(reading, plan)
    across = _asked(reading, plan, one=one)
    if not across:
        return plan
    pairs = _editions(reading, directory, plan)
    if not pairs and (one or across not in _OF_EDITIONS):
        return plan
    if one:
        return replace(plan, kind="compare", across=across, editions=pairs)
    gone = (*_OF_TIME, across)
    kind: Kind = "extreme" if reading.slots.has("order") and across in CHANGES else "lineage"
    return replace(
        plan, unclear=False, kind=kind, across=across, editions=pairs, target="Program",
        change=across if across in ("up", "down", "same") else "",
        filters=tuple(f for f in plan.filters if f.kind not in gone),
    )  # fmt: skip


def _asked(reading: Reading, plan: Plan, *, one: bool) -> Across:
    """What is asked of two editions, of one program only how its amount changed; empty where one edition is meant."""
    slots = reading.slots
    compared = slots.has("change_base") or len(plan.years) > 1
    if plan.target != "Program":
        return ""
    if one:
        return (
            cast(Across, slots.values("change")[0]) if compared and slots.has("change") and plan.asks("change") else ""
        )
    among = slots.has("target", "program") or (slots.has("topic") and bool(_AMONG.search(reading.text)))
    if not among and (plan.words or plan.subjects):
        return ""
    if (absent := _absent(reading, plan)) is not None:
        return "ended" if absent == max(plan.years) else "new"
    if slots.has("across"):
        return cast(Across, slots.values("across")[0])
    if slots.has("change"):
        return cast(Across, slots.values("change")[0])
    if slots.has("renamed") and not plan.words:
        return "renamed"
    if not compared:
        return ""
    if slots.has("change_base") and (slots.has("when", "end") or slots.has("status", "완료")):
        return "ended"
    if slots.has("flag", "new") and not slots.has("when"):
        return "new"
    named = any(s.label in _THINGS and s.share > _WHOLE for s in plan.subjects) and not _AMONG.search(reading.text)
    goes_on = slots.has("lineage") or (
        not slots.months and bool(_AMONG.search(reading.text)) and bool(_GOES_ON.search(reading.text))
    )
    return "both" if goes_on and not named else ""


_ABSENT = re.compile(
    r"(?P<year>20\d\d|'\d\d)\s*년?(?:도)?[^\d?]{0,14}?(?:에|에는|엔|에선|에서는)\s*"
    r"(?:없|안\s*(?:하|했|나오|나온|보이)|빠[지진졌]|사라[지진졌]|보이지\s*않|나오지\s*않|하지\s*않)"
)
"""A year of two in which programs are said not to be: 2020년 사업 중 2024년 계획에는 없는."""


def _absent(reading: Reading, plan: Plan) -> int | None:
    """The one of two years in which the programs asked for are not; None where the question says none."""
    found = _ABSENT.search(reading.text)
    year = int(f"20{found['year'][-2:]}") if found else None
    return year if len(set(plan.years)) > 1 and year in plan.years else None


_GOES_ON = re.compile(r"이어[지진졌]|계속")
_AMONG = re.compile(r"(?:사업|과제|것)(?:들)?\s*(?:중|가운데)")


def _about_one(reading: Reading, plan: Plan) -> bool:
    """Whether the words name one program or building; words that choose among programs (… 사업 중) name none."""
    if reading.slots.has("having") or _AMONG.search(reading.text):
        return False
    things = [s for s in plan.subjects if s.label in _THINGS]
    whole = any(s.cover > _WHOLE and s.share > _WHOLE for s in things)
    return bool(plan.words and things) and (whole or (plan.subjects[0].label in _THINGS and names_one(plan)))


def _editions(reading: Reading, directory: Directory, plan: Plan) -> tuple[tuple[str, str], ...]:
    """The documents meant, by key: of each institution a later and an earlier one."""
    cards = _by_issuer(directory)
    years = sorted(set(plan.years))
    if reading.slots.has("change_base") and directory.this_year and len(years) < 2:
        years = [directory.this_year - 1, directory.this_year]
    base = {int(y) for y in _BASE.findall(reading.text)}
    pairs = [p for own in cards.values() if (p := _pair(own, years, base))]
    chosen = set(plan.values_of("document"))
    pairs.sort(key=lambda p: directory.newness[p[0].key])
    return tuple((a.key, b.key) for a, b in pairs if len(years) > 1 or not chosen or chosen & {a.key, b.key})


def _by_issuer(directory: Directory) -> dict[str, list[DocumentCard]]:
    """The documents of each institution, oldest first."""
    cards: dict[str, list[DocumentCard]] = defaultdict(list)
    for card in sorted(directory.documents, key=lambda d: (d.year or 0, d.key)):
        if card.institution:
            cards[card.institution].append(card)
    return cards


def last_two_years(directory: Directory) -> tuple[int, ...]:
    """The years of the last two editions (두 해의 사업비), of the institution whose last is the newest; none where none has two."""
    years = (sorted({c.year for c in own if c.year}, reverse=True)[:2] for own in _by_issuer(directory).values())
    editions = sorted(y for y in years if len(y) > 1)
    return tuple(reversed(editions[-1])) if editions else ()


def _pair(
    cards: Sequence[DocumentCard], years: Sequence[int], base: set[int]
) -> tuple[DocumentCard, DocumentCard] | None:
    """The later and the earlier of an institution's documents, oldest first; None where it has no two such."""
    if len(years) > 1:
        earlier, later = (_of_year(cards, y) for y in (years[0], years[-1]))
    elif years:
        meant = _of_year(cards, years[0])
        after = [c for c in cards if meant and (c.year or 0) > (meant.year or 0)]
        before = [c for c in cards if meant and (c.year or 0) < (meant.year or 0)]
        if meant and after and (years[0] in base or not before):
            earlier, later = meant, after[-1]
        else:
            earlier, later = (before[-1] if before else None), meant
    else:
        later = cards[-1]
        before = [c for c in cards if (c.year or 0) < (later.year or 0)]
        earlier = before[-1] if before else None
    return (later, earlier) if later and earlier and later.key != earlier.key else None


def _of_year(cards: Sequence[DocumentCard], year: int) -> DocumentCard | None:
    """The document for a year: the last of those of which it is the only or last year, else any that covers it."""
    best = [c for c in cards if c.year == year] or [c for c in cards if year in c.years]
    return best[-1] if best else None
