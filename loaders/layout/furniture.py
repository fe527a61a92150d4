"""What a printed page adds to a text that was copied out of it: page numbers, and the running heads beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.layout.cells import is_row, split_row

_PAGE = re.compile(r"\s*(?:[-–―]\s*(?P<a>\d{1,4})\s*[-–―]|(?P<b>\d{1,4})\s*/\s*\d{1,4})\s*")
_FEWEST = 3
"""Pages from which on a line that stands beside their numbers is no text."""
_MOST_OF_PAGES = 0.6
_PASSED = "---"
"""A line that only draws a rule, which the rows of a table run on over."""


def without_furniture(lines: Sequence[str]) -> list[str]:
    """The lines with those of page breaks empty, or drawn through where a table runs on over them; as many as before."""
    pages = _pages(lines)
    if len(pages) < _FEWEST:
        return list(lines)
    taken = set(pages)
    for step in (1, -1):
        beside = {p: _beside(lines, p, step) for p in pages}
        count = Counter(lines[n].strip() for n in beside.values() if n is not None)
        heads = {t for t, number in count.items() if number >= max(_FEWEST, _MOST_OF_PAGES * (len(pages) - 1))}
        taken |= {n for n in beside.values() if n is not None and lines[n].strip() in heads}
    found = ["" if n in taken else line for n, line in enumerate(lines)]
    for page in pages:
        _draw_through(found, page)
    return found


def _pages(lines: Sequence[str]) -> list[int]:
    """The places of page numbers, each greater than the one before."""
    found: list[int] = []
    last = 0
    for n, line in enumerate(lines):
        match = _PAGE.fullmatch(line)
        number = int(match["a"] or match["b"]) if match else 0
        if number > last:
            found.append(n)
            last = number
    return found


def _beside(lines: Sequence[str], page: int, step: int) -> int | None:
    """The nearest line above or below a page number that is not blank; rows of tables are no heads."""
    n = _next(lines, page, step)
    return None if n is None or is_row(lines[n]) else n


def _draw_through(lines: list[str], page: int) -> None:
    """Let a table run on over a page break: rows of as many cells, or rows set with blanks, on both sides of it."""
    above, below = _next(lines, page, -1), _next(lines, page, 1)
    if above is None or below is None:
        return
    cells = [_cells(lines[n]) for n in (above, below)]
    if cells[0] == cells[1] > 1:
        lines[above + 1 : below] = [_PASSED] * (below - above - 1)


def _next(lines: Sequence[str], page: int, step: int) -> int | None:
    n = page + step
    while 0 <= n < len(lines) and not lines[n].strip():
        n += step
    return n if 0 <= n < len(lines) else None


def _cells(line: str) -> int:
    """How many cells a row has: parted by tabs or pipes, else by wide gaps."""
    return len(split_row(line)) if is_row(line) else len(re.split(r"\s{2,}", line.strip()))
