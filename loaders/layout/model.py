"""The layout of a document: a tree of blocks with their lines, and tables as grids of cells.

Lines are 1-based lines of the text that the reader gave. A block is a heading, a bullet, a labelled line or a plain
paragraph; which of these matters to a rule is asked of the block, never of the raw line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class SourceCell:
    r"""A cell as a reader of Office files gives it: text (``\\n`` between paragraphs), place and spans.

    ``line`` is its own line where the cells of a row stand on lines of their own; else 0.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    line: int = 0


@dataclass
class SourceTable:
    """A table that the file itself marks as one: ``lines[r]`` is the 1-based line of row ``r``; ``first_line`` and
    ``last_line`` are the lines that belong to it where it begins before its first row or ends behind its last.
    """

    lines: list[int]
    cells: list[SourceCell]
    first_line: int = 0
    last_line: int = 0

    @property
    def span(self) -> range:
        """All lines that belong to the table."""
        return range(self.first_line or min(self.lines), max(*self.lines, self.last_line) + 1)


@dataclass
class Source:
    """What a reader gives: clean lines, the file's own tables, the page of each line (empty: no pages).

    ``pictures`` counts pages that hold a picture and no text: they were not read.
    """

    lines: list[str]
    format: str
    extractor: str
    tables: list[SourceTable] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    title: str = ""
    pictures: int = 0

    def page(self, line: int) -> int | None:
        """The page of a 1-based line, or None where the format has no pages."""
        return self.pages[line - 1] if 0 < line <= len(self.pages) else None


@dataclass
class Cell:
    """A cell of a grid. ``items`` are its list entries, each ``(marker, text)``; one entry where it is no list."""

    text: str
    row: int
    column: int
    line: int
    column_span: int = 1
    row_span: int = 1
    items: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Table:
    """A grid. ``rows[r][c]`` is the cell that covers row r, column c (the same object under a span).

    ``columns`` are header texts per column, joined from the top by `` > ``; ``header_rows`` counts rows of headers;
    ``unit`` is won per one from the caption, or None; ``pairs`` says that labels and values alternate along each row.
    ``turned``: the cells of a row stand on lines of their own, as where each row was a column of the text.
    """

    rows: list[list[Cell]]
    lines: list[int]
    header_rows: int
    columns: list[str]
    caption: list[tuple[int, str]]
    unit: int | None
    pairs: bool
    number: int = 0
    turned: bool = False

    def line_of(self, cell: Cell, line: int) -> int:
        """The line of a cell in the row of ``line``."""
        return cell.line if self.turned else line

    @property
    def line_start(self) -> int:
        """The first row's line."""
        return self.lines[0]

    @property
    def line_end(self) -> int:
        """The last row's line."""
        return self.lines[-1]

    def body(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows below the header with their lines."""
        for r in range(self.header_rows, len(self.rows)):
            yield self.lines[r], self.rows[r]


def distinct(row: list[Cell]) -> list[Cell]:
    """The cells of a row, one that spans several columns once."""
    return list({id(c): c for c in row}.values())


@dataclass(eq=False)
class Block:
    """A heading, bullet, labelled line or paragraph; ``text`` without marker and mark-up, ``marks`` such as 신규."""

    family: str
    marker: str
    text: str
    line_start: int
    line_end: int
    indent: int = 0
    number: int | None = None
    marks: frozenset[str] = frozenset()
    emphasised: bool = False
    children: list[Block] = field(default_factory=list)
    parent: Block | None = None
    table: Table | None = None

    def add(self, child: Block) -> Block:
        """Append a child and return it."""
        child.parent = self
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Block]:
        """The block and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator[Block]:
        """The blocks above it, nearest first, without the root."""
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent

    @property
    def last_line(self) -> int:
        """The last line of the block with all below it."""
        node = self
        end = self.line_end
        while node.children:
            node = node.children[-1]
            end = max(end, node.line_end)
        return end


@dataclass
class Layout:
    """A document's blocks under ``root``, its tables in order, and the lines they come from. ``unit``: won per one of bare
    amounts, where the document notes it once for all; ``units``: where chapters note another (first line, last, won per one).
    """

    source: Source
    root: Block
    tables: list[Table]
    unit: int | None = None
    units: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The document's lines; line n is ``lines[n - 1]``."""
        return self.source.lines

    def quote(self, start: int, end: int) -> str:
        """The text of lines start to end (1-based, both included)."""
        return "\n".join(self.lines[start - 1 : end])
