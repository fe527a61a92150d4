"""Which of several statements is adopted. All are kept; none is repaired.

Total: the total line of the program's own section whose parts add up, before lists and tables; of two such lines the
one that another place confirms, else the first. A table that repeats figures of another total is not adopted. Amounts of
a year: the program's own section before lists and tables; where two differ by exactly a thousand, the one in the unit
that the document writes most of its amounts in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from loaders.facts.cover import Cover
from loaders.facts.model import Cite, Mention, Money, Period, Program
from loaders.facts.money import TOTAL

_IMPOSSIBLE = 10**14
"""Won that no single program costs (the budget of the state is some six times as much): the unit was taken from elsewhere."""


class Stated(NamedTuple):
    """An amount with the mention that states it."""

    money: Money
    mention: Mention


def adopt_money(program: Program, cover: Cover) -> list[Money]:
    """The amounts of a program, each once per line, with ``adopted`` set."""
    possible = [Stated(m, x) for x in program.mentions for m in x.money if m.krw < _IMPOSSIBLE]
    doubted = [replace(s.money, adopted=False) for s in possible if s.money.doubted]
    stated = _tie_shares(_distinct([s for s in possible if not s.money.doubted]))
    totals = [s for s in stated if s.money.scope == "total"]
    rest = [s for s in stated if s.money.scope != "total"]
    adopted = _adopt_totals(totals)
    total = next((s.money.krw for s in adopted if s.money.source == TOTAL), None)
    wrong_tables = {
        (s.mention.order, s.money.table)
        for s in totals
        if s.money.table
        and s.money.source == TOTAL
        and total is not None
        and s.money.krw != total
        and s.mention.rank == 3
    }
    result = [replace(s.money, adopted=s in adopted) for s in totals]
    result += _adopt_years([s for s in rest if (s.mention.order, s.money.table) not in wrong_tables], cover)
    result += [replace(s.money, adopted=False) for s in rest if (s.mention.order, s.money.table) in wrong_tables]
    return sorted([*result, *doubted], key=lambda m: (m.cite, m.scope, m.year or 0, m.source != TOTAL, m.source, m.krw))


def _tie_shares(stated: list[Stated]) -> list[Stated]:
    """Shares without a head that add up to the amount of a year, and to no total, are of that year."""
    years = {s.money.krw: s.money.year for s in stated if s.money.scope == "year" and s.money.source == TOTAL}
    totals = {s.money.krw for s in stated if s.money.scope == "total" and s.money.source == TOTAL}
    lines: dict[tuple[int, Cite], list[Stated]] = defaultdict(list)
    for s in stated:
        if s.money.scope == "total" and not s.money.table:
            lines[s.mention.order, s.money.cite].append(s)
    moved: dict[int, int | None] = {}
    for group in lines.values():
        amount = sum(s.money.krw for s in group)
        if all(s.money.source != TOTAL for s in group) and amount in years and amount not in totals:
            moved |= {id(s): years[amount] for s in group}
    return [
        s._replace(money=replace(s.money, scope="year", year=moved[id(s)])) if id(s) in moved else s for s in stated
    ]


def _distinct(stated: list[Stated]) -> list[Stated]:
    seen = set()
    kept = []
    for s in stated:
        column = s.money.label if s.money.table else ""
        key = (s.money.cite.start, s.money.scope, s.money.year, s.money.source, s.money.krw, s.money.party, column)
        if key not in seen:
            seen.add(key)
            kept.append(s)
    return kept


def _adopt_totals(stated: list[Stated]) -> list[Stated]:
    """The adopted total with its parts, and every statement equal to one of them."""
    heads = [s for s in stated if s.money.source == TOTAL]
    if not heads:
        best_line = _parts_line(stated)
        return [s for s in stated if (s.mention.order, s.money.cite) == best_line]
    chosen = max(
        heads,
        key=lambda s: (
            s.mention.rank,
            not s.money.table,
            _adds_up(s, stated),
            _confirmed(s, heads),
            -s.mention.order,
            -s.money.cite.start,
        ),
    )
    parts = _parts_of(chosen, stated)
    if not parts:
        parts = _parts_elsewhere(chosen, stated, heads)
    wanted = {(s.money.source, s.money.krw) for s in parts} | {(TOTAL, chosen.money.krw)}
    return [s for s in stated if (s.money.source, s.money.krw) in wanted]


def _parts_line(stated: list[Stated]) -> tuple[int, Cite] | None:
    lines = sorted({(-s.mention.rank, s.mention.order, s.money.cite) for s in stated})
    return (lines[0][1], lines[0][2]) if lines else None


def _parts_of(head: Stated, stated: list[Stated]) -> list[Stated]:
    """The parts stated with a total: on its line, or in its table."""
    return [
        s
        for s in stated
        if s.money.source != TOTAL
        and s.mention is head.mention
        and (s.money.cite == head.money.cite or (s.money.table and s.money.table == head.money.table))
    ]


def _parts_elsewhere(chosen: Stated, stated: list[Stated], heads: list[Stated]) -> list[Stated]:
    for head in heads:
        if head.money.krw == chosen.money.krw and (parts := _parts_of(head, stated)):
            return parts
    lines: dict[tuple[int, int], list[Stated]] = defaultdict(list)
    for s in stated:
        if s.money.source != TOTAL:
            lines[s.mention.order, s.money.table or -s.money.cite.start].append(s)
    return next((p for p in lines.values() if sum(s.money.krw for s in p) == chosen.money.krw), [])


def _adds_up(head: Stated, stated: list[Stated]) -> bool:
    parts = _parts_of(head, stated)
    return bool(parts) and sum(s.money.krw for s in parts) == head.money.krw


def _confirmed(head: Stated, heads: list[Stated]) -> int:
    return sum(1 for h in heads if h.money.krw == head.money.krw and h.mention is not head.mention)


def _adopt_years(stated: list[Stated], cover: Cover) -> list[Money]:
    groups: dict[tuple[str, int | None, str, str], list[Stated]] = defaultdict(list)
    for s in stated:
        groups[s.money.scope, s.money.year, s.money.source, s.money.party].append(s)
    result = []
    for group in groups.values():
        values = {s.money.krw for s in group}
        chosen = next(iter(values)) if len(values) == 1 else _choose(group, cover)
        mine = [s.money for s in group if s.money.krw == chosen]
        result += [replace(s.money, adopted=s.money.krw == chosen or _beside(s.money, mine)) for s in group]
    return result


def _beside(money: Money, chosen: list[Money]) -> bool:
    """Whether another column of the same row states what is chosen: 건의액 and 증액요구 do not contradict each other."""
    return any(
        money.table and m.table == money.table and m.cite == money.cite and m.label != money.label for m in chosen
    )


def _choose(group: list[Stated], cover: Cover) -> int:
    unit = cover.unit or 1
    values = {s.money.krw for s in group}
    thousand = {v for v in values if v * 1000 in values}
    sane = [s for s in group if s.money.krw not in thousand or unit < 10**5]
    ranked = sorted(
        sane or group,
        key=lambda s: (-s.mention.rank, -sum(1 for o in group if o.money.krw == s.money.krw), s.mention.order),
    )
    return ranked[0].money.krw


def adopt_period(program: Program, own_year: int | None) -> Period | None:
    """The term: of the program's own section, else of a list item, else of a table; the more precise of equals. What a section
    on a year before ``own_year`` tells of that year alone comes last.
    """
    own = [m for m in program.mentions if m.kind not in ("활동", "행사")] or program.mentions
    stated = [(p, m) for m in own for p in m.periods if p.start or p.end]
    if not stated:
        return None

    def rank(item: tuple[Period, Mention]) -> tuple[bool, bool, int, int]:
        period, mention = item
        of_past = bool(mention.year and own_year and mention.year < own_year)
        past = of_past and {(d or "")[:4] for d in (period.start, period.end)} == {str(mention.year)}
        return not past, period.own and mention.rank == 3, mention.rank, -mention.order

    best, _mention = max(stated, key=rank)
    finer = [
        p
        for p, _ in stated
        if (p.start or "").startswith(best.start or "")
        and (p.end or "").startswith(best.end or "")
        and p.start
        and p.end
    ]
    return max(finer, key=lambda p: len((p.start or "") + (p.end or ""))) if finer else best
