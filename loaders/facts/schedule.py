"""Timetables: columns are quarters, halves or months, rows say what is done then, in words or by a mark (●, ▶)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lexicon.dates import find_spans
from lexicon.labels import read_label
from lexicon.text import squash
from loaders.facts.clauses import clauses
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.model import Cite, Statement, Step
from loaders.facts.values import tense_of
from loaders.layout.cells import is_numeric
from loaders.layout.model import Cell, Table, distinct

_LEAST_TIMES = 2
_MARK = re.compile(r"[^\w\s]{1,6}|[oO○ㅇVv]")
_BARE_MONTH = re.compile(r"(1[0-2]|[1-9])")
_MONTH = re.compile(r"(?:(?:20\d\d|['’]\d\d)\s*[.년]\s*)?(?:1[0-2]|[1-9])\s*월")
_CALENDAR_COLUMNS, _LEAST_ROWS = 2, 4
_BESIDE, _BESIDE_EVENTS = 2, ("department", "note", "location", "executor", "institution")
"""Columns beside the month and what is done in it, at most, and what they may hold."""
_NAMES_NOTHING = ("plan", "progress", "progress_plan", "content", "when", "group")


class TimetableRow(NamedTuple):
    """What a row of a timetable says: its label, milestones, and figures of a time."""

    label: str
    steps: list[Step]
    statements: list[Statement]


def is_timetable(table: Table, year: int | None) -> bool:
    """Whether at least two columns are times of a year, and nearly all beside the first."""
    if not table.header_rows or table.pairs or len(table.columns) < 1 + _LEAST_TIMES:
        return False
    times = sum(_time(label, year) is not None for label in table.columns[1:])
    return times >= _LEAST_TIMES and times >= 0.7 * (len(table.columns) - 1)


def is_calendar(table: Table) -> bool:
    """Whether each row is of a month, said in the first cell: ``3월 | 늘봄학교 전면 시행(3. 4.), 진단검사(3. 10. ~ 3. 21.)``."""
    fields = [read_label(label) for label in table.columns[_CALENDAR_COLUMNS:]]
    beside = len(fields) <= _BESIDE and all(f and f.field in _BESIDE_EVENTS for f in fields)
    rows = list(table.body()) if not table.pairs and len(table.columns) >= _CALENDAR_COLUMNS and beside else []
    said = read_label(table.columns[0]) if rows else None
    headed = (
        table.header_rows and rows and (squash(table.columns[0]) in ("월", "월별") or (said and said.field == "when"))
    )
    dated = headed and all(_is_date(row[0].text.strip()) for _, row in rows)
    monthly = all(_MONTH.fullmatch(row[0].text.strip()) for _, row in rows)
    return len(rows) >= (1 if headed else _LEAST_ROWS) and (dated or monthly)


def _is_date(text: str) -> bool:
    """Whether a cell is a date with its year, or a term: 2026. 2., 2026. 5. 9. ~ 5. 10."""
    spans = find_spans(text)
    return len(spans) == 1 and spans[0].begin <= 1 and spans[0].stop >= len(text) - 1 and len(spans[0].start or "") > 4


def places_in_calendar(table: Table) -> list[Statement]:
    """Where the events of a calendar take place, of the rows that have one: ``4월 | 합동설명회(4. 9.) | 컨벤션센터``."""
    at = [c for c, label in enumerate(table.columns) if (f := read_label(label)) and f.field == "location"]
    return [
        Statement(f"{_DATE_BEHIND.sub('', entries[0])} {table.columns[at[0]]}", row[at[0]].text, Cite(line, line))
        for line, row in table.body()
        if at and row[at[0]].text and len(entries := [c for _, entry in row[1].items for c in clauses(entry)]) == 1
    ]


_DATE_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")


def read_calendar(table: Table, context: Context, cover: Cover) -> list[Step]:
    """The milestones of a calendar: each thing of a row at its own date, else in the row's month."""
    year = context.year or cover.own_year
    found = []
    for line, row in table.body():
        bare = _BARE_MONTH.fullmatch(row[0].text.strip())
        month = find_spans(f"{row[0].text}월" if bare else row[0].text, year)
        for text in (c for _, entry in row[1].items for c in clauses(entry)) if month else ():
            own = [s for s in find_spans(text, int(str(month[0].start)[:4])) if len(s.start or "") > len("2025")]
            span = own[0] if own else month[0]
            date = span.start or span.end or ""
            found.append(Step(span.start, span.end, text, tense_of(date, context, cover), Cite(line, line)))
    return found


def _time(label: str, year: int | None) -> str | None:
    """The quarter, half or month that a column is of, as a date; None for a year or for words."""
    words = label.replace(" > ", " ")
    if _BARE_MONTH.fullmatch(words.strip()):
        words = f"{words.strip()}월"
    spans = find_spans(words, year)
    date = spans[-1].start if spans and not spans[-1].is_period else None
    return date if date and len(date) > 4 else None


def read_timetable(table: Table, context: Context, cover: Cover, named: Callable[[str], bool]) -> list[TimetableRow]:
    """The rows of a timetable; a milestone has its row's words where these say what is done, and name (``named``) no program."""
    year = context.year or cover.own_year
    times = [_time(label, year) for label in table.columns]
    rows = []
    for line, row in table.body():
        label, cite = row[0].text, Cite(line, line)
        found = TimetableRow(label, [], [])
        rows.append(found)
        marked = [
            times[c.column + k] for c in distinct(row[1:]) if _MARK.fullmatch(c.text) for k in range(c.column_span)
        ]
        dates = sorted(d for d in marked if d)
        if dates and label:
            found.steps.append(Step(dates[0], dates[-1], label, tense_of(dates[0], context, cover), cite))
        for cell in distinct(row[1:]):
            date = times[cell.column]
            if date and cell.text and not _MARK.fullmatch(cell.text):
                said = "" if named(label) else label
                _read_cell(found, cell, said, date, tense_of(date, context, cover), cite)
    return rows


def _read_cell(found: TimetableRow, cell: Cell, label: str, date: str, tense: str, cite: Cite) -> None:
    if is_numeric(cell.text):
        found.statements.append(Statement(label, cell.text, cite, date=date, year=int(date[:4])))
        return
    reading = read_label(label)
    for _, text in cell.items:
        words = text if not label or (reading and reading.field in _NAMES_NOTHING) else f"{label} : {text}"
        found.steps.append(Step(date, date, words, tense, cite))
