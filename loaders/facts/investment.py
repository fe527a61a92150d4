"""Tables of money by source and year (연차별 투자계획): each row a source, each column a total, a year, spent or to come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from lexicon.amounts import find_amounts
from lexicon.labels import read_label
from loaders.facts.listings import SCOPES
from loaders.facts.model import Cite, Money
from loaders.facts.money import TOTAL, source_of
from loaders.facts.tables import columns_of, is_sum
from loaders.layout.model import Table


def is_investment(table: Table) -> bool:
    """Whether the rows of a table are sources of money (재원별 …)."""
    first = read_label(table.columns[0]) if table.columns else None
    if first is not None and first.field == "source":
        return True
    labels = [row[0].text for _, row in table.body()]
    sources = [label for label in labels if source_of(label)]
    years = sum(bool(c.year) for c in columns_of(table))
    return (len(sources) >= 2 or (bool(sources) and years >= 2)) and all(
        source_of(label) or is_sum(label) for label in labels if label
    )


def read_investment(table: Table) -> list[Money]:
    """The amounts of a table of sources, each with its scope: the total column, a year, what was or will be spent."""
    columns = columns_of(table)
    money: list[Money] = []
    for line, row in table.body():
        label = row[0].text
        source = TOTAL if is_sum(label) else source_of(label)
        if source is None:
            continue
        for col in columns[1:]:
            if not (col.is_money or col.source == TOTAL) or "소계" in col.label:
                continue
            unit, text = col.unit or table.unit, row[col.index].text
            amounts = find_amounts(text, unit) if unit else find_amounts(text)
            if not amounts:
                continue
            scope = SCOPES.get(col.field) or ("year" if col.year else "total")
            year = None if scope == "total" else col.year
            cite = Cite(line, line)
            money.append(Money(amounts[0].krw, source, scope, year, col.label, text, cite, table=table.number))
    return money + _sums(money)


def _sums(money: list[Money]) -> list[Money]:
    """The amounts of all sources together, where a table has no row that says them: they stand on the rows added up."""
    if not money or any(m.source == TOTAL for m in money):
        return []
    columns: dict[tuple[str, int | None, str], list[Money]] = defaultdict(list)
    for m in money:
        columns[m.scope, m.year, m.label].append(m)
    found = []
    for parts in columns.values():
        cite = Cite(min(m.cite.start for m in parts), max(m.cite.end for m in parts))
        words = " + ".join(m.as_stated for m in parts)
        found.append(replace(parts[0], krw=sum(m.krw for m in parts), source=TOTAL, as_stated=words, cite=cite))
    return found
