"""HTML tables in running text, as converters leave them: from the lines to the tables that a file would mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from loaders.layout.model import SourceCell, SourceTable

_OPEN = re.compile(r"<table[\s>]", re.I)
_BOUND = re.compile(r"<(/?)table[\s>]", re.I)
_BREAKS = {"br", "p", "li", "div", "tr"}
_MOST_SPANNED = 500


def html_tables(lines: list[str]) -> list[SourceTable]:
    """The tables that ``<table>`` … ``</table>`` mark in the lines; one inside a cell is text of that cell."""
    found = []
    for first, last in _ranges(lines):
        parser = _Parser(first)
        parser.feed("\n".join(lines[first - 1 : last]))
        parser.close()
        if parser.cells:
            found.append(SourceTable(parser.lines, parser.cells, first, last))
    return found


def _ranges(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last line (1-based) of each outermost table; one that is never closed ends with its last row."""
    depth = first = 0
    last_row = 0
    for number, line in enumerate(lines, 1):
        if not depth and not _OPEN.search(line):
            continue
        for match in _BOUND.finditer(line):
            if not match[1]:
                first = first if depth else number
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    yield first, number
        if depth and re.search(r"</?t[rdh][\s>]", line, re.I):
            last_row = number
    if depth and last_row > first:
        yield first, last_row


class _Parser(HTMLParser):
    """Collects the cells of one table; ``lines[r]`` is the line on which row ``r`` begins."""

    def __init__(self, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self._first = first
        self._depth = 0
        self._taken: set[tuple[int, int]] = set()
        self._column = 0
        self._open: SourceCell | None = None
        self.lines: list[int] = []
        self.cells: list[SourceCell] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row or a cell; a mark that breaks the line breaks it in the cell's text."""
        if tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag == "tr":
            self._row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._cell(dict(attrs))
        elif self._open is not None and tag in _BREAKS and self._open.text:
            self._open.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or a table inside one."""
        if tag == "table":
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._open = None

    def handle_data(self, data: str) -> None:
        """Take the words of the open cell; a line's end in the source is a blank."""
        if self._open is not None and (words := re.sub(r"\s+", " ", data)).strip():
            self._open.text += words

    def _row(self) -> None:
        self.lines.append(self._first + self.getpos()[0] - 1)
        self._column, self._open = 0, None

    def _cell(self, attributes: dict[str, str | None]) -> None:
        if not self.lines:
            self._row()
        row = len(self.lines) - 1
        while (row, self._column) in self._taken:
            self._column += 1
        height, width = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        self._open = SourceCell("", row, self._column, height, width)
        self.cells.append(self._open)
        if height > 1:
            self._taken |= {(r, c) for r in range(row + 1, row + height) for c in self._columns(width)}
        self._column += width

    def _columns(self, width: int) -> range:
        return range(self._column, self._column + width)


def _span(written: str | None) -> int:
    """A span as written, at least 1; what is no number, or absurd, counts as 1."""
    return int(written) if written and written.isdecimal() and 0 < int(written) <= _MOST_SPANNED else 1
