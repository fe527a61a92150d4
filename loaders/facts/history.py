"""Tables of an institution's history: a year or a date in the first column, what happened in the second."""

from __future__ import annotations

import re

from lexicon.dates import find_spans, find_years
from loaders.facts.context import Context
from loaders.facts.model import Cite, Statement, Step
from loaders.layout.cells import is_numeric
from loaders.layout.model import Table

_HISTORY = re.compile(r"연\s*혁|걸어온|발자취")
_MONTH_LEAD = re.compile(r"^(?P<m>\d{1,2})월(?:\s*(?P<d>\d{1,2})일)?\s*")
_FEWEST_YEARS = 3


def is_history(table: Table, context: Context) -> bool:
    """Whether a table tells a history: its heading says so, or it has years and words in two columns."""
    if _HISTORY.search(" ".join(context.section[-2:])):
        return True
    rows = [row for _, row in table.body()]
    years = [row[0].text for row in rows]
    dated = len(years) >= _FEWEST_YEARS and all(find_years(y) for y in years if y)
    return len(table.columns) == 2 and dated and not any(is_numeric(row[1].text) for row in rows)


def read_history(table: Table) -> list[tuple[Step, Statement]]:
    """``2015년 | • 8월 … 개소 • 10월 …``: a milestone and a statement for each entry, with the year of its row."""
    found: list[tuple[Step, Statement]] = []
    year: int | None = None
    for line, row in table.body():
        dates = [s.start for s in find_spans(row[0].text) if s.start and not s.is_period]
        year = next(iter(find_years(row[0].text)), year)
        if year is None:
            continue
        for _, text in row[-1].items or [("", row[-1].text)]:
            lead = _MONTH_LEAD.match(text)
            words = text[lead.end() :] if lead else text
            whole = dates[0] if len(dates) == 1 else str(year)  # 2023. 4. 20. in the first column
            date = _date(year, lead["m"], lead["d"]) if lead else whole
            if words:
                cite = Cite(line, line)
                step = Step(date, date, words, "past", cite)
                found.append((step, Statement("연혁", words, cite, date=date, year=year, table=table.number)))
    return found


def _date(year: int, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
