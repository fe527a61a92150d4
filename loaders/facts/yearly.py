"""Tables of years: what was done each year, as lists that run on in one cell.

A dash opens a program or event, dots below it are its particulars; a row whose year cell is empty goes on with the year
before. Where the head of an entry counts its projects (``과제 1건 발굴, 3건 선정``) and as many entries stand below it, these are
its sub-projects.
"""

from __future__ import annotations

import re

from lexicon.dates import find_spans, find_years
from lexicon.labels import read_label, split_label
from lexicon.text import squash
from loaders.facts.actors import actors_of_field
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.heads import is_name, read_head
from loaders.facts.model import Cite, Mention, Name, Period, Statement, Step
from loaders.facts.tables import columns_of
from loaders.facts.values import tense_of
from loaders.layout.model import Table

_COUNTED = re.compile(r"(?:과제|사업)\s*(\d+)\s*건")
_EVENT = re.compile(r"특강|교육|공모전|대회|행사|워크숍|포럼|세미나|박람회|축제|설명회|캠프|엑스포")
_PROGRAM = re.compile(r"(?:사업|프로젝트)$")


def is_yearly(table: Table) -> bool:
    """Whether the first column of a table names years and a cell holds a list."""
    if not table.header_rows or len(table.columns) > 4:
        return False
    years = [row[0].text for _, row in table.body() if row[0].text]
    lists = any(len(c.items) > 2 for _, row in table.body() for c in row[1:])
    return len(years) >= 2 and lists and all(len(find_years(y)) == 1 and len(y) <= 8 for y in years)


class YearlyReader:
    """Reads one table of years into mentions below ``owner``."""

    def __init__(self, table: Table, context: Context, cover: Cover, owner: Mention | None) -> None:
        self._table = table
        self._context = context
        self._cover = cover
        self._owner = owner
        self._current: Mention | None = None
        self._below: list[str] = []
        self.mentions: list[Mention] = []

    def read(self) -> list[Mention]:
        """The mentions in order."""
        year: int | None = None
        content = [c.index for c in columns_of(self._table)[1:]]
        for line, row in self._table.body():
            stated = next(iter(find_years(row[0].text)), None)
            if stated is not None:
                self._close()
                self._current, year = None, stated
            for index in content:
                for marker, text in row[index].items:
                    self._entry(marker, text, year, Cite(line, line, text))
        self._close()
        return self.mentions

    def _entry(self, marker: str, text: str, year: int | None, cite: Cite) -> None:
        if marker in ("-", "–", "□", "○", "■", "") and not split_label(text) and self._is_entry(marker, text):
            self._open(text, year, cite)
        elif self._current is not None:
            self._particular(self._current, text, year, cite)

    def _is_entry(self, marker: str, text: str) -> bool:
        return bool(marker) or (self._current is None and is_name(read_head(text).name))

    def _open(self, text: str, year: int | None, cite: Cite) -> None:
        self._close()
        head = read_head(text, year)
        name = re.sub(r"\s*\(\d차\s*년도\)$", "", head.name).strip()
        if len(squash(name)) < 4:
            return
        mention = Mention(
            f"years:{self._table.number}:{cite.start}:{year}", 1, cite, [Name(name, year, cite)], self._context.section
        )
        mention.kind = "사업" if _PROGRAM.search(name) else "행사" if _EVENT.search(name) else "활동"
        mention.year, mention.parent = year, self._owner
        mention.lines += [(r, cite) for r in head.remarks]
        if year is not None:
            mention.steps.append(Step(str(year), str(year), text, self._tense(str(year)), cite))
        self.mentions.append(mention)
        self._current, self._below = mention, []

    def _tense(self, date: str) -> str:
        return tense_of(date, self._context, self._cover)

    def _particular(self, mention: Mention, text: str, year: int | None, cite: Cite) -> None:
        pair = split_label(text)
        reading = read_label(pair[0]) if pair and pair[1] else None
        spans = find_spans(text, year)
        if pair and reading:
            self._field(mention, reading.field, pair[0], pair[1], year, cite)
            return
        self._below.append(text)
        start = next((s for s in spans if s.start and len(s.start) > 4), None)
        if start is not None:
            mention.steps.append(Step(start.start, start.end, text, self._tense(start.start or ""), cite))
        elif year is not None:
            mention.steps.append(Step(str(year), str(year), text, self._tense(str(year)), cite))
        mention.statements.append(Statement("주요 사업내용", text, cite, year=year))

    def _field(self, mention: Mention, field: str, label: str, value: str, year: int | None, cite: Cite) -> None:
        mention.statements.append(Statement(label, value, cite, year=year))
        spans = find_spans(value, year)
        if field == "name" and is_name(value):
            mention.names.append(Name(value, year, cite))
        elif field in ("executor", "partner", "agency", "ministry"):
            mention.actors += actors_of_field(field, value, self._cover.where, cite)
        elif spans and field in ("period", "when", "location"):
            mention.periods.append(Period(spans[0].start, spans[0].end, value, cite, own=False))
            mention.steps.append(
                Step(spans[0].start, spans[0].end, f"{label} : {value}", self._tense(spans[0].start or ""), cite)
            )
        elif spans:
            mention.steps.append(
                Step(spans[0].start, spans[0].end, f"{label} : {value}", self._tense(spans[0].start or ""), cite)
            )

    def _close(self) -> None:
        """Make sub-projects of the entries below where the head counts as many."""
        mention = self._current
        if mention is None:
            return
        counts = [int(n) for text, _ in mention.lines for n in _COUNTED.findall(text)]
        if len(self._below) >= 2 and sum(counts) == len(self._below):
            for text in self._below:
                cite = Cite(mention.cite.start, mention.cite.end, text)
                part = Mention(f"{mention.listing}:parts", 1, cite, [Name(text, mention.year, cite)], mention.section)
                part.kind, part.parent, part.year = "세부사업", mention, mention.year
                self.mentions.append(part)
        self._below = []
