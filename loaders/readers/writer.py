"""What readers write to: lines, tables and pages in reading order, made into a ``Source``.

Whatever the format, a table row is one line with its cells joined by tabs, a paragraph is one line, and a frame that
only looks like a table (one cell, or one column) is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph.errors import DocumentError
from lexicon.text import clean
from loaders.layout.model import Source, SourceCell, SourceTable
from loaders.readers.symbols import readable

MAX_CHARACTERS = 8_000_000
"""Characters of a document's text: more is no document that a person wrote (a novel has half a million)."""
MAX_COLUMNS = 1000
MAX_CELLS = 1_000_000
"""Grid places of one table; spans beyond are cut."""
_TITLE_NUMBER = re.compile(r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{1,4}|\d{1,2}|[가-하①-⑳])\s*[.)]?")
_DRAWN = re.compile(r"[-=_─━:]{3,}")  # a cell that only draws a line, as converters of text leave them
_BLANKS = re.compile(r"[ \t]+")


def too_long(name: str) -> DocumentError:
    """What is said of a document with more text than ``MAX_CHARACTERS``."""
    return DocumentError(
        f"{name}: its text has more than {MAX_CHARACTERS:,} characters; split the file and load its parts"
    )


class SourceWriter:
    """Collects a document. Page 0 says that a line's page is not known."""

    def __init__(self, name: str, format_: str, extractor: str) -> None:
        self._name = name
        self._source = Source([], format_, extractor)
        self._pages: list[int] = []
        self._size = 0
        self._rows: set[int] = set()  # lines (1-based) of the file's own tables

    @property
    def height(self) -> int:
        """The number of lines so far."""
        return len(self._source.lines)

    def line(self, text: str, page: int = 0) -> None:
        r"""Add a paragraph: one line, or several where it holds ``\\n``. Leading blanks are kept."""
        for part in clean(readable(text)).split("\n"):
            self._add(part.rstrip(" "), page)

    def blank(self, page: int = 0) -> None:
        """Add an empty line, unless there is one already or nothing above it."""
        if self._source.lines and self._source.lines[-1]:
            self._add("", page)

    def table(self, cells: Iterable[SourceCell], pages: Sequence[int] = ()) -> None:
        """Add a table. ``pages[r]`` is the page of row r. Empty rows and columns are left out; a frame becomes text."""
        grid = _packed([_bounded(c) for c in cells if 0 <= c.row < MAX_CELLS and 0 <= c.column < MAX_COLUMNS])
        if not grid.cells:
            return
        at = [pages[min(r, len(pages) - 1)] if pages else 0 for r in grid.rows]
        if grid.is_frame:
            for cell in grid.cells:
                if cell.text:
                    self.line(cell.text, at[cell.row])
            return
        title = _title_bar(grid)
        if title:
            self.line(title, at[0])
            return
        if self.height in self._rows:
            self.blank(at[0])
        first = self.height + 1
        texts: list[list[str]] = [[""] * grid.width for _ in grid.rows]
        for cell in grid.cells:
            texts[cell.row][cell.column] = _BLANKS.sub(" ", cell.text.replace("\n", " "))
        for row, page in zip(texts, at, strict=True):
            self._add("\t".join(row), page)
        lines = list(range(first, first + len(texts)))
        self._rows.update(lines)
        self._source.tables.append(SourceTable(lines, grid.cells))

    def source(self, title: str = "") -> Source:
        """The document. Raises ``DocumentError`` when it says nothing."""
        source = self._source
        while source.lines and not source.lines[-1].strip():
            source.lines.pop()
        if not source.lines:
            raise DocumentError(
                f"{self._name}: no text was found in this {source.format} file; nothing was loaded "
                "(give a file with text, not pictures of it)"
            )
        self._settle_tabs()
        source.title = clean(title).strip()[:200]
        if any(self._pages):
            source.pages = _filled(self._pages[: len(source.lines)])
        return source

    def _add(self, line: str, page: int) -> None:
        self._size += len(line) + 1
        if self._size > MAX_CHARACTERS:
            raise too_long(self._name)
        self._source.lines.append(line)
        self._pages.append(page)

    def _settle_tabs(self) -> None:
        """Tabs inside a paragraph are columns where paragraphs in a row have them, else mere distance."""
        lines = self._source.lines
        inner = [n not in self._rows and "\t" in line.strip() for n, line in enumerate(lines, 1)]
        for i, line in enumerate(lines):
            if i + 1 in self._rows or "\t" not in line:
                continue
            beside = any(inner[k] for k in (_said(lines, i, -1), _said(lines, i, 1)) if k is not None)
            body = line.lstrip("\t ")
            if (beside and body) or (inner[i] and body.count("\t") > 1):
                continue
            lead = line[: len(line) - len(body)].replace("\t", "    ")
            lines[i] = (lead + re.sub(r" *\t[\t ]*", "  ", body)).rstrip()


def _said(lines: Sequence[str], i: int, step: int) -> int | None:
    """The nearest line with text before or behind line i, at most two blank ones between."""
    for k in range(i + step, i + 4 * step, step):
        if 0 <= k < len(lines) and lines[k].strip():
            return k
    return None


class _Grid:
    """Cells whose empty rows and columns are gone. ``rows`` are the numbers that the kept rows had before."""

    def __init__(self, rows: list[int], width: int, cells: list[SourceCell]) -> None:
        self.rows, self.width, self.cells = rows, width, cells

    @property
    def is_frame(self) -> bool:
        """Whether no row has more than one cell with text."""
        said = [c.row for c in self.cells if c.text]
        return len(set(said)) == len(said)


def _bounded(cell: SourceCell) -> SourceCell:
    text = clean(readable(cell.text)).replace("\t", " ").strip("\n ")
    if _DRAWN.fullmatch(text):
        text = ""
    rows = max(1, min(cell.row_span, MAX_CELLS // MAX_COLUMNS))
    return SourceCell(text, cell.row, cell.column, rows, max(1, min(cell.column_span, MAX_COLUMNS - cell.column)))


def _packed(cells: list[SourceCell]) -> _Grid:
    """The cells without rows and columns in which no cell with text begins; spans shrink with them."""
    said = [c for c in cells if c.text]
    rows = sorted({c.row for c in said})
    columns = sorted({c.column for c in said})
    row_at = {r: i for i, r in enumerate(rows)}
    column_at = {c: i for i, c in enumerate(columns)}
    kept = []
    for cell in cells:
        if cell.row in row_at and cell.column in column_at:
            height = sum(1 for r in range(cell.row, cell.row + cell.row_span) if r in row_at)
            width = sum(1 for c in range(cell.column, cell.column + cell.column_span) if c in column_at)
            kept.append(SourceCell(cell.text, row_at[cell.row], column_at[cell.column], height, width))
    kept.sort(key=lambda c: (c.row, c.column))
    return _Grid(rows, len(columns), kept)


def _title_bar(grid: _Grid) -> str:
    """The heading that a table of one row draws: ``Ⅰ | 일반현황`` is ``Ⅰ. 일반현황``; empty where it is none."""
    said = [c.text for c in grid.cells if c.text]
    if len(grid.rows) != 1 or len(said) != 2 or not _TITLE_NUMBER.fullmatch(said[0]) or "\n" in said[1]:
        return ""
    number = said[0].rstrip()
    mark = "" if number[-1] in ".)" or "①" <= number[-1] <= "⑳" else "."
    return f"{number}{mark} {said[1]}" if re.search(r"[가-힣A-Za-z]", said[1]) and len(said[1]) <= 60 else ""


def _filled(pages: list[int]) -> list[int]:
    """Unknown pages take the page before them, those at the start the first known one; an unknown end is cut off."""
    last = next(p for p in pages if p)
    filled = []
    for page in pages[: max(i for i, p in enumerate(pages, 1) if p)]:
        last = page or last
        filled.append(last)
    return filled
