"""Who bears or gets what of a program's money by place: a table of 시·군 under the program whose sums are the program's own."""

from __future__ import annotations

from collections.abc import Sequence

from lexicon.amounts import find_amounts
from lexicon.places import Standpoint, named
from loaders.facts.model import Cite, Money
from loaders.facts.money import TOTAL
from loaders.facts.tables import Column, columns_of, is_sum
from loaders.layout.model import Cell, Table

_LEAST = 2
"""Places of such a table at least."""


def shares_by_place(table: Table, money: Sequence[Money], where: Standpoint) -> list[Money]:
    """The share of each place in the program's total and its parts; empty where the rows do not make up the total.

    ``money`` is what the program is said to cost elsewhere: a table whose column adds up to none of it is of other things.
    """
    columns = [c for c in columns_of(table) if c.index and (c.source or c.field in ("total", "budget"))]
    unit = table.unit or next((c.unit for c in columns if c.unit), None)
    rows = [(line, row) for line, row in table.body() if not is_sum(row[0].text)]
    if len(rows) < _LEAST or unit is None or not columns or any(c.year for c in columns):
        return []
    if not all((place := named(row[0].text, where)) is not None and place.level == "시군구" for _, row in rows):
        return []
    whole = next((c for c in columns if c.source in ("", TOTAL)), None)
    totals = {m.krw for m in money if m.source == TOTAL and m.scope in ("total", "year")}
    if whole is None or sum(_krw(row[whole.index], unit) for _, row in rows) not in totals:
        return []
    return [
        Money(krw, c.source or TOTAL, "share", None, c.label, row[c.index].text, Cite(line, line), row[0].text)
        for line, row in rows
        for c in columns
        if (krw := _krw(row[c.index], _unit(c, unit)))
    ]


def _unit(column: Column, unit: int) -> int:
    return column.unit or unit


def _krw(cell: Cell, unit: int) -> int:
    """The amount of a cell in won; 0 where it holds none."""
    amounts = find_amounts(cell.text, unit)
    return int(amounts[0].krw) if amounts else 0
