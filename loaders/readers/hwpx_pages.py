"""Pages of an HWPX body, as far as the file tells: Hangul keeps where each line stood when it was last laid out.

A paragraph whose first line stands higher than the one before begins a page (or a column). A table that is longer than
the rest of its page runs over; the pages of its rows follow from their heights. From the first paragraph on that no
layout engine has touched, pages are not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loaders.readers.xml import local, whole

Element = Any
_SLACK = 200  # HWPUNIT by which a line may stand higher without having turned the page
_MAX_ROWS = 100_000


class Pager:
    """Follows the body; ``page`` is that of the paragraph last given, 0 where pages are not known."""

    def __init__(self) -> None:
        self._page = 0
        self._last = 0
        self._across = 0  # where the last line began, HWPUNIT from the left
        self._waiting: list[tuple[int, int]] = []  # page and height of the paragraph's lines, for its tables
        self._height = 0  # of the body of a page, HWPUNIT
        self._columns = 1
        self._turned = 0
        self._known = True

    @property
    def page(self) -> int:
        """The page of the current paragraph, from 1."""
        return self._page if self._known else 0

    def section(self, root: Element) -> None:
        """Begin a section: a new page, with its own paper."""
        self._known = self._known and _is_laid_out(root)
        self._page += 1
        self._last = self._turned = 0
        for element in root.iter():
            if local(element) == "pagePr":
                self._height = _body_height(element)
                return

    def paragraph(self, element: Element) -> None:
        """Go on to the next paragraph of the body."""
        for part in element.iter():
            if local(part) == "colPr":
                self._columns = max(1, min(10, whole(part.get("colCount"))))
        lines = list(_lines_of(element))
        if not any(whole(e.get("vertsize")) for e in lines):  # changed since it was last laid out
            self._known = False
        places = [(whole(e.get("vertpos")), whole(e.get("horzpos"))) for e in lines]
        broken = element.get("pageBreak") == "1"
        if broken and self._last:
            self._turn(self._columns)
            self._last = 0
        self._waiting = []
        for n, (position, across) in enumerate(places):
            above = position < self._last - _SLACK or (n > 0 and position == self._last and across <= self._across)
            if above and not (broken and n == 0):
                self._turn(1)
            self._last, self._across = position, across
            self._waiting.append((self._page, position))

    def _turn(self, columns: int) -> None:
        self._turned += columns
        while self._turned >= self._columns:
            self._turned -= self._columns
            self._page += 1

    def table(self, table: Element) -> list[int]:
        """The page of each row of a table that stands in the current paragraph; empty where pages are not known."""
        if not self._known:
            return []
        heights = _row_heights(table)
        page, at = self._waiting.pop(0) if self._waiting else (self._page, self._last)
        if at + sum(heights) > self._height + _SLACK:  # where a table over pages begins, its line does not say
            at = self._last
        pages = []
        whole = table.get("pageBreak") == "NONE" or self._height <= 0
        for height in heights:
            if not whole and at and at + height > self._height + _SLACK:
                page, at = page + 1, 0
            pages.append(page)
            at += height
        if self._waiting:
            self._put_off(page, at)
        elif page > self._page:
            self._page, self._last = page, max(0, at - 2 * _SLACK)
        return pages

    def _put_off(self, page: int, end: int) -> None:
        """Move the lines behind a table that ran over on: they begin below its end, or on the page after."""
        first, place = self._waiting[0]
        later = page + (place < end - _SLACK) - first
        if later > 0:
            self._waiting = [(n + later, y) for n, y in self._waiting]
            self._page += later


def _is_laid_out(root: Element) -> bool:
    """Whether positions are kept for the body: a generator leaves them out, or writes zeros."""
    seen = 0
    for paragraph in root:
        seen += sum(1 for e in _lines_of(paragraph) if whole(e.get("vertpos")))
        if seen > 3:
            return True
    return False


def _lines_of(paragraph: Element) -> Iterator[Element]:
    for child in paragraph:
        if local(child) == "linesegarray":
            yield from (e for e in child if local(e) == "lineseg")


def _row_heights(table: Element) -> list[int]:
    heights = []
    for row in (e for e in table if local(e) == "tr"):
        height = 0
        for size, span in (_size(cell) for cell in row if local(cell) == "tc"):
            if span == 1:
                height = max(height, size)
        heights.append(height)
        if len(heights) > _MAX_ROWS:
            break
    return heights


def _size(cell: Element) -> tuple[int, int]:
    size, span = 0, 1
    for child in cell:
        if local(child) == "cellSz":
            size = whole(child.get("height"))
        elif local(child) == "cellSpan":
            span = whole(child.get("rowSpan"))
    return size, span


def _body_height(page: Element) -> int:
    height = whole(page.get("height"))
    if page.get("landscape") == "NARROWLY":
        height = whole(page.get("width"))
    for child in page:
        if local(child) == "margin":
            height -= sum(whole(child.get(side)) for side in ("top", "bottom", "header", "footer"))
    return height
