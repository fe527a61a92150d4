"""Money in the cells of a list of programs: amounts with their shares, of which year, in which unit."""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.amounts import find_amounts
from lexicon.dates import year_of
from loaders.facts.card_money import with_unit
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.groups import Totals
from loaders.facts.investment import read_years
from loaders.facts.model import Cite, Mention, Money
from loaders.facts.money import TOTAL, find_sums, source_of
from loaders.facts.scopes import SCOPES
from loaders.facts.tables import Column
from loaders.facts.values import money_of
from loaders.layout.model import Table

_UNDECIDED = re.compile(r"\s*(?:미정|미확정|추후|협의\s?중|산정\s?중|검토\s?중)")
_OF_A_YEAR = re.compile(r"\s*(?:(?P<y>20\d\d|['’‘]\d\d)\s*년?\s+|(?:연|연간|매년)\s*)(?=\d)")
"""Before an amount: the year whose money it is, or that it is of each year."""


class CellMoney:
    """Reads the amounts of one table's cells. ``of_terms``: its rows state terms, so that an amount is of the whole term."""

    def __init__(self, table: Table, columns: list[Column], context: Context, cover: Cover, *, of_terms: bool) -> None:
        self._table = table
        self._context = context
        self._cover = cover
        self._of_terms = of_terms
        self._unit = next((c.unit for c in columns if c.is_money and c.unit), None) or table.unit

    def read(self, text: str, col: Column, mention: Mention, cite: Cite) -> list[Money]:
        """The amounts of a cell in a column of money or of sources."""
        if not col.is_money:
            return self._shares(text, mention, cite)
        years = self._years(text, col, cite)
        return years if years and _OF_A_YEAR.match(text) else [*self._amounts(text, col, cite), *years]

    def shares_in_remark(self, text: str, cite: Cite) -> list[Money]:
        """The shares that a remark gives without an amount of its own: ``국비 50, 도비 50``."""
        loose = [total for total in find_sums(text, self._unit) if total.krw is None]
        return [m for total in loose for m in money_of(total, self._context, self._cover, cite)]

    def _years(self, text: str, col: Column, cite: Cite) -> list[Money]:
        """The amounts of a cell that names the year of each: ``’25년 2,500, ’26년 3,000(구비)``."""
        unit = col.unit or self._table.unit
        found = [] if col.year else read_years(text, unit, col.label, cite)
        return [replace(m, table=self._table.number) for m in found]

    def _shares(self, text: str, mention: Mention, cite: Cite) -> list[Money]:
        """The amounts of a cell of sources: of the year of the row's amount that they add up to."""
        of = replace(self._context, year=None) if self._of_terms else self._context
        found: list[Money] = []
        for total in find_sums(text, self._unit or _unit_by_total(text, mention)):
            stated = [m for m in mention.money if m.source == TOTAL and m.krw == sum(p.krw for p in total.parts)]
            at = replace(of, year=stated[0].year) if stated and total.krw is None else of
            found += [replace(m, table=self._table.number) for m in money_of(total, at, self._cover, cite)]
        return found

    def _amounts(self, text: str, col: Column, cite: Cite) -> list[Money]:
        """The amounts of a cell in a money column, in the column's unit, else the table's, else won where written."""
        if _UNDECIDED.match(text):
            return []
        unit = col.unit or self._table.unit
        amounts = find_amounts(text, unit) if unit else find_amounts(text)
        if not amounts:
            return []
        whole = col.field == "total" or (col.field in ("budget", "source") and self._of_terms)
        year = col.year or (None if whole else self._context.year)
        scope = SCOPES.get(col.field) or ("year" if year else "total")
        lead = _OF_A_YEAR.match(text) if scope == "total" else None
        if lead is not None:  # ’26년 610,000, 연 1.8
            scope, year = "year", year_of(lead["y"]) if lead["y"] else self._context.year or self._cover.own_year
        year = None if scope == "total" else year
        source = col.source or (source_of(col.qualifier) if col.qualifier else None) or TOTAL
        table = self._table.number
        if source != TOTAL and not amounts[0].krw:
            return []  # 0 in a column of sources: none of it
        found = [Money(amounts[0].krw, source, scope, year, col.label, text, cite, table=table)]
        said = find_sums(with_unit(text, unit), unit)
        payer = said[0].source if said and said[0].krw == amounts[0].krw and source == TOTAL else TOTAL
        if payer != TOTAL:  # 320(구비)
            found.append(replace(found[0], source=payer))
        for p in (p for total in said for p in total.parts):
            found.append(Money(p.krw, p.source, p.scope_in(scope), year, col.label, p.text, cite, p.party, table))
        return found


def _unit_by_total(text: str, mention: Mention) -> int | None:
    """The unit in which bare shares add up to an amount of the row: ``120억원 | 국 60, 시 30, 구 30``."""
    wholes = {m.krw for m in mention.money if m.source == TOTAL}
    units = (1, 10**3, 10**6, 10**8) if wholes else ()
    return next((u for u in units if sum(p.krw for s in find_sums(text, u) for p in s.parts) in wholes), None)


def parts_in_totals(table: Table, columns: list[Column], totals: list[Totals], whole: set[int]) -> list[Money]:
    """Out of which money a whole comes, where the total of a list of its parts says so: 소계 | 21,300 | 국비 7,200 | ….

    ``whole``: what the whole costs, in won; a total of another amount says nothing of it.
    """
    for total in totals:
        cite = Cite(total.line, total.line)
        said = {
            c: a[0].krw
            for c in columns
            if (c.is_money or c.source)
            and not c.year
            and (a := find_amounts(total.cells.get(c.index, ""), c.unit or table.unit or 1))
        }
        parts = {c: krw for c, krw in said.items() if c.source not in ("", TOTAL)}
        stated = any(krw in whole for c, krw in said.items() if c not in parts)
        if stated and sum(parts.values()) in whole:
            return [
                Money(krw, c.source, "total", None, c.label, total.cells[c.index], cite, table=table.number)
                for c, krw in parts.items()
            ]
    return []
