"""Tables whose heading names the wrong unit: figures that other places of the document state a thousand times as large.

Nothing is repaired in silence: what is written stays, not adopted; beside it stands the amount in the unit that is meant,
with a remark in its label.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from loaders.facts.model import Money, Program
from loaders.facts.money import TOTAL

_FACTORS = (Fraction(1000), Fraction(1, 1000), Fraction(10**6), Fraction(1, 10**6), Fraction(10**5), Fraction(1, 10**5))
_LEAST = 2


def wrong_units(programs: list[Program], right: set[int]) -> dict[int, Fraction]:
    """By what the figures of a table must be multiplied, for each table whose unit at least two rows show to be wrong.

    Of two tables that differ by the same factor the one that other places confirm is right, else the one that is in the
    unit which the document mostly uses (``right``: the numbers of such tables).
    """
    votes: dict[int, dict[Fraction, int]] = defaultdict(lambda: defaultdict(int))
    confirmed: dict[int, int] = defaultdict(int)
    for program in programs:
        for mine, other in _pairs(program):
            if mine.krw == other.krw:
                confirmed[mine.table] += 1
            elif (factor := Fraction(other.krw, mine.krw)) in _FACTORS:
                votes[mine.table][factor] += 1
    found: dict[int, Fraction] = {}
    for table, factors in sorted(votes.items(), key=lambda v: (confirmed[v[0]], v[0] in right, v[0])):
        factor, count = max(factors.items(), key=lambda f: f[1])
        if count >= _LEAST and count > confirmed[table] and 1 / factor not in found.values():
            found[table] = factor
    return found


def _pairs(program: Program) -> Iterator[tuple[Money, Money]]:
    """An amount of a table, and one of the same program, scope and year from elsewhere."""
    money = [m for x in program.mentions for m in x.money if m.source == TOTAL and m.krw]
    for mine in money:
        for other in money:
            same = (mine.scope, mine.year) == (other.scope, other.year)
            if mine.table and other.table != mine.table and same:
                yield mine, other


def doubt(programs: list[Program], factors: dict[int, Fraction]) -> None:
    """Put the amount that is meant beside each figure of a table whose unit is wrong."""
    for mention in (m for p in programs for m in p.mentions):
        if not any(m.table in factors for m in mention.money):
            continue
        kept: list[Money] = []
        for money in mention.money:
            factor = factors.get(money.table)
            if factor is None:
                kept.append(money)
                continue
            meant = int(money.krw * factor)
            label = f"{money.label} ※표의 단위가 틀린 것으로 보아 고쳐 읽음".strip()
            kept += [replace(money, krw=meant, label=label), replace(money, doubted=True)]
        mention.money = kept
