"""The pages of a PDF as one text: running heads left out, broken lines joined, indentation kept, tables in their place."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from lexicon.text import squash
from loaders.layout.model import SourceCell
from loaders.readers.pdf_lines import PADDING, Joiner, Line, lines_of, used_width
from loaders.readers.pdf_rows import split_rows
from loaders.readers.pdf_runs import Run
from loaders.readers.pdf_tables import Box, Ruled
from loaders.readers.pdf_tabs import TabStops
from loaders.readers.writer import SourceWriter

_MARGIN = 0.12  # of the page's height: where running heads and page numbers stand
_PAGE_NUMBER = re.compile(
    r"[-–—<\[(\s]*(?:\d{1,4}|[ivxlcⅰ-ⅹ]{1,5})(?:\s*(?:/|of|쪽|페이지|page)\s*\d{0,4})?[-–—>\])\s]*", re.I
)
_WHITE = 1.35  # of the usual distance of lines: more parts paragraphs
_INDENT = 0.3  # of the letter size: the least step of indentation, one blank
_MAX_INDENT = 30
_SAME_INDENT = 1.8  # points
_NARROWEST = 0.5  # of the page's width: a column of text is no narrower


@dataclass
class Grid:
    """A table as rows and columns, however it was found, and where its top edge stands."""

    top: float
    cells: list[SourceCell]


@dataclass
class Sheet:
    """A page: its number from 1, size, lines outside of tables, and tables."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[Ruled | Grid] = field(default_factory=list)


def write(sheets: Sequence[Sheet], writer: SourceWriter) -> None:
    """Write the pages in order."""
    drop_running_heads(sheets)
    lines = [line for sheet in sheets for line in sheet.lines]
    frames = [t.boxes[0] for sheet in sheets for t in sheet.tables if isinstance(t, Ruled) and len(t.boxes) == 1]
    framed = [line for box in frames for line in lines_of(box.letters)]
    stops, joiner = TabStops(lines), Joiner([*lines, *framed])
    flow = _Flow(sheets, writer, joiner, stops)
    for sheet in sheets:
        flow.sheet(sheet)
    flow.end()


# -------------------------------------------------------------------- running heads
def drop_running_heads(sheets: Sequence[Sheet]) -> None:
    """Take away page numbers, and lines at the page's edge that most pages repeat."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_edge_key(sheet, line) for line in _edges(sheet)})
    needed = max(3, 0.3 * len(sheets))
    for sheet in sheets:
        for line in _edges(sheet):
            repeated = seen[_edge_key(sheet, line)] >= needed
            if repeated or _PAGE_NUMBER.fullmatch(line.text):
                sheet.lines.remove(line)


def _edges(sheet: Sheet) -> list[Line]:
    high, low = sheet.height * (1 - _MARGIN), sheet.height * _MARGIN
    ordered = sorted(sheet.lines, key=lambda line: -line.y)
    return [line for line in ordered[:2] if line.y > high] + [line for line in ordered[-3:] if line.y < low]


def _edge_key(sheet: Sheet, line: Line) -> tuple[str, int]:
    text = squash(line.text)
    return text if line.is_marked else re.sub(r"\d+", "#", text), round(line.y / 6)  # □ 사업 1, □ 사업 2 are items


# -------------------------------------------------------------------- the text
class _Flow:
    def __init__(self, sheets: Sequence[Sheet], writer: SourceWriter, joiner: Joiner, stops: TabStops) -> None:
        self._writer, self._joiner, self._stops = writer, joiner, stops
        lines = [line for sheet in sheets for line in sheet.lines]
        self._left, self._right = _margins(sheets, lines)
        self._indents = _indents(lines, self._left)
        self._pitch = _pitch(sheets)
        self._bottom = _bottom(sheets)
        self._open: list[Line] = []  # the paragraph being read
        self._columns = 0  # tabs in the rows that stand above it
        self._page = 0
        self._run: Run | None = None  # the table being read: the next page may go on with it

    def sheet(self, sheet: Sheet) -> None:
        """Write a page. A paragraph that is open at its end may go on on the next."""
        items: list[tuple[float, Callable[[], None]]] = []
        tables = sorted(sheet.tables, key=_top)
        for table in tables:
            items.append((_top(table), lambda t=table: self._table(t, sheet)))  # type: ignore[misc]
        for line in sheet.lines:
            items.append((-line.y, lambda x=line: self._line(x, sheet.number)))  # type: ignore[misc]
        for _, put in sorted(items, key=lambda item: item[0]):
            put()

    def end(self) -> None:
        """Write the paragraph or table that is still open."""
        self._end_table()
        if not self._open:
            return
        first = self._open[0]
        text = first.text
        for before, line in zip(self._open, self._open[1:], strict=False):
            if line.text.startswith("\t"):
                text += line.text
            else:
                text = self._joiner.join(text, before, line, self._right - before.x1)
        tabs = text.count("\t")
        self._columns = max(tabs, self._columns) if tabs else 0
        lead = "" if text.startswith("\t") else " " * self._blanks(first)
        self._writer.line(lead + text, self._page)
        self._open = []

    def _line(self, line: Line, page: int) -> None:
        self._end_table()
        before = self._open[-1] if self._open else None
        if before is not None and self._goes_on(before, line, page):
            self._open.append(line)
            return
        self.end()
        if before is not None and self._parted(before, line, page):
            self._writer.blank(page)
        self._open, self._page = [line], page

    def _parted(self, before: Line, line: Line, page: int) -> bool:
        """Whether white parts two paragraphs: more than between lines, or a page that ends early."""
        if page == self._page:
            return before.y - line.y > _WHITE * max(self._pitch, line.size)
        return before.y > self._bottom + 3 * self._pitch

    def _goes_on(self, before: Line, line: Line, page: int) -> bool:
        if abs(before.size - line.size) > 0.2 * before.size:
            return False
        if page == self._page and not 0 < before.y - line.y <= 1.7 * max(self._pitch, line.size):
            return False
        if self._stops.found and any("\t" in part.text for part in (*self._open, line)):
            return self._stops.runs_over(self._open, line, self._right, self._columns)
        if "\t" in line.text or line.x0 < self._open[0].x0 - line.size:
            return False
        return self._joiner.goes_on(before, line, self._right - before.x1)

    def _blanks(self, line: Line) -> int:
        middle = abs((line.x0 - self._left) - (self._right - line.x1))
        if middle < 2 * line.size and line.x0 - self._left > 4 * line.size:
            return 0  # centred
        near = min(self._indents, key=lambda x: abs(x - line.x0), default=line.x0)
        return max(0, min(_MAX_INDENT, round((near - self._left) / (_INDENT * 10.5))))

    def _frame(self, box: Box, page: int) -> None:
        """The text inside a frame, with the frame's edges as its margins."""
        self.end()
        kept = self._left, self._right, self._indents
        lines = lines_of(box.letters)
        self._left = min((line.x0 for line in lines), default=box.x0)
        self._right = self._left + used_width(lines, box.x1 - self._left - PADDING / 2)
        self._indents = _indents(lines, self._left)
        for line in lines:
            self._line(line, page)
        self.end()
        self._left, self._right, self._indents = kept

    def _table(self, table: Ruled | Grid, sheet: Sheet) -> None:
        if isinstance(table, Ruled) and len(table.boxes) == 1:
            self._frame(table.boxes[0], sheet.number)
        elif isinstance(table, Grid):
            self.end()
            self._writer.table(table.cells, [sheet.number])
        else:
            run = Run.of(split_rows(table.boxes, self._joiner), sheet.number, sheet.height)
            whole = self._run.goes_on(run, self._joiner) if self._run else None
            if whole is None:
                self.end()
            self._run = whole or run

    def _end_table(self) -> None:
        """Write the table that is still open."""
        run, self._run = self._run, None
        if run is not None:
            cells = [
                SourceCell("\n".join(self._paragraphs(b)), b.row, b.column, b.row_span, b.column_span)
                for b in run.boxes
            ]
            self._writer.table(cells, run.pages)

    def _paragraphs(self, box: Box) -> list[str]:
        lines = lines_of(box.letters)
        for line in lines:
            line.text = line.text.replace("\t", " ")
        return self._joiner.paragraphs(lines, box.x1 - box.x0 - PADDING)


def _top(table: Ruled | Grid) -> float:
    return -(table.top if isinstance(table, Grid) else table.y1)


def _margins(sheets: Sequence[Sheet], lines: Sequence[Line]) -> tuple[float, float]:
    """The left and right edge of the text: the places that at least some lines reach; short lines alone tell no
    right edge, it is then as far from the page's edge as the left.
    """
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    left, right = lefts[len(lefts) // 50], rights[-1 - len(rights) // 50]
    width = statistics.median(sheet.width for sheet in sheets)
    return left, right if right - left > _NARROWEST * width else max(right, width - left)


def _indents(lines: Iterable[Line], left: float) -> list[float]:
    """The places at which lines begin, near ones as one."""
    found: list[list[float]] = []
    for x in sorted(line.x0 for line in lines):
        if found and x - found[-1][0] <= _SAME_INDENT:
            found[-1].append(x)
        else:
            found.append([x])
    return [max(left, statistics.fmean(group)) for group in found]


def _bottom(sheets: Sequence[Sheet]) -> float:
    """The height of the lowest line of a full page."""
    lows = sorted(min(line.y for line in sheet.lines) for sheet in sheets if sheet.lines)
    return lows[len(lows) // 4] if lows else 0.0


def _pitch(sheets: Sequence[Sheet]) -> float:
    """The usual distance of lines in a paragraph."""
    steps: list[float] = []
    for sheet in sheets:
        ordered = sorted(sheet.lines, key=lambda line: -line.y)
        steps += [a.y - b.y for a, b in itertools.pairwise(ordered) if 0 < a.y - b.y < 4 * a.size]
    return statistics.median(steps) if steps else 0.0
