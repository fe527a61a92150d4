"""Where a line of a document stands: its page, its table and the row in it, from what the Document keeps of them.

``page_lines`` is the first line of each page, from page 1, and last, where pages are not known to the end, minus the
first line without one; it is empty where no page is known. ``table_lines`` has the lines of each table's rows, tables
parted by 0; tables count from 1 in order, rows from 1 with the header's.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A page, a table and a row of it; None where the line is in none or the format has none."""

    page: int | None = None
    table: int | None = None
    row: int | None = None

    def text(self) -> str:
        """``p. 12, 표 3, 4행``; empty where nothing is known."""
        parts = [f"p. {self.page}"] if self.page else []
        if self.table:
            parts += [f"표 {self.table}", f"{self.row}행"]
        return ", ".join(parts)


class Places:
    """The places of one document's lines."""

    def __init__(self, page_lines: Sequence[int] = (), table_lines: Sequence[int] = ()) -> None:
        self._pages = [line for line in page_lines if line > 0]
        self._known = next((-line for line in page_lines if line < 0), None)
        self._rows: dict[int, tuple[int, int]] = {}
        table, row = 1, 0
        for line in table_lines:
            if line == 0:
                table, row = table + 1, 0
            else:
                row += 1
                self._rows.setdefault(line, (table, row))

    @classmethod
    def of_document(cls, properties: Mapping[str, Any]) -> Places:
        """The places of a Document node's properties."""
        return cls(properties.get("page_lines") or (), properties.get("table_lines") or ())

    def at(self, line: int) -> Place:
        """The place of a 1-based line."""
        known = self._known is None or line < self._known
        page = bisect.bisect_right(self._pages, line) if known else 0
        table, row = self._rows.get(line, (None, None))
        return Place(page or None, table, row)


def page_lines(pages: Sequence[int], lines: int) -> list[int]:
    """The first line of each page, from the page of each of the first lines of a text of so many lines."""
    found: list[int] = []
    for line, page in enumerate(pages, 1):
        while len(found) < page:
            found.append(line)
    if found and len(pages) < lines:
        found.append(-len(pages) - 1)
    return found


def table_lines(tables: Iterable[Sequence[int]]) -> list[int]:
    """The lines of each table's rows, tables parted by 0."""
    found: list[int] = []
    for rows in tables:
        if found:
            found.append(0)
        found.extend(rows)
    return found
