"""Pages set in two columns of running text: the left one is read to its end, then the right one.

A column is told from an unruled table by its text: on both sides of a white strip there are lines with bullets, and
lines broken at its edge. Each column becomes a frame, whose edges are the margins of the text inside.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.readers.pdf_lines import Line, lines_of
from loaders.readers.pdf_page import Letter
from loaders.readers.pdf_tables import Box, Ruled

MARGIN = 0.08
"""Of the page's height: above and below stand running heads and page numbers."""
_MIDDLE = (0.35, 0.65)
"""Where the strip may stand, of the page's width."""
_STEP = 2.0
_STRIP = 3.0
"""Points to each side of the strip's middle that hold no letter."""
_LEAST_LINES = 6
_LEAST_MARKED = 3
_WIDE = 0.3
"""Of the page's width: a column is no narrower."""
_FULL, _LEAST_FULL = 0.85, 2
"""Of a column's width, what lines that are broken at its edge reach at least; so many of them show a column of text."""
_SAME_ROW = 0.45
_HEADING = 1.12
"""Of the usual letter size: a line below the columns that is larger is a heading of what follows."""
_WHITE = 2.2
"""Of the usual distance of lines: what stands further below is no more of the columns."""

Row = list[Letter]


def find_columns(
    letters: Sequence[Letter], tables: Sequence[Ruled], width: float, height: float
) -> tuple[list[Ruled], list[Letter]]:
    """The columns of a page as frames, in the order of reading, and the letters outside of them."""
    frames: list[Ruled] = []
    edges = height * MARGIN, height * (1 - MARGIN)
    outside = [g for g in letters if not edges[0] <= g.y <= edges[1]]
    for band in _bands([g for g in letters if edges[0] <= g.y <= edges[1]], tables):
        found = _columns(band, width)
        frames += found
        taken = {id(g) for frame in found for g in frame.boxes[0].letters}
        outside += [g for g in band if id(g) not in taken]
    return frames, outside


def _bands(letters: Sequence[Letter], tables: Sequence[Ruled]) -> Iterator[list[Letter]]:
    """The letters between tables, from the top."""
    edges = sorted({t.y1 for t in tables if len(t.boxes) > 1}, reverse=True)
    bands: dict[int, list[Letter]] = {}
    for letter in letters:
        bands.setdefault(sum(letter.y < y for y in edges), []).append(letter)
    yield from (bands[n] for n in sorted(bands))


def _columns(letters: Sequence[Letter], width: float) -> list[Ruled]:
    """The two columns of a band; empty where it has none."""
    rows = _rows(letters)
    best: tuple[int, float] = (0, 0.0)
    run: list[Row] = []
    x = 0.0
    for n in range(round((_MIDDLE[1] - _MIDDLE[0]) * width / _STEP)):
        place = _MIDDLE[0] * width + n * _STEP
        white = max(_runs(rows, place), key=lambda r: _in_both(r, place), default=[])
        rank = (_in_both(white, place), -abs(place - width / 2))
        if rank > best:
            best, run, x = rank, white, place
    run = _without_tail(run, x)
    sides = [[g for row in run for g in row if (g.x0 < x) is left] for left in (True, False)]
    lines = [lines_of(side) for side in sides]
    if not run or not all(_is_text(side, _WIDE * width) for side in lines):
        return []
    return [_frame(side, n) for n, side in enumerate(sides)]


def _rows(letters: Sequence[Letter]) -> list[Row]:
    rows: list[Row] = []
    for letter in sorted((g for g in letters if not g.char.isspace()), key=lambda g: (-g.y, g.x0)):
        if rows and rows[-1][0].y - letter.y <= _SAME_ROW * max(rows[-1][0].size, letter.size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return rows


def _runs(rows: Sequence[Row], x: float) -> Iterator[list[Row]]:
    """The runs of rows that leave the strip at ``x`` white."""
    run: list[Row] = []
    for row in rows:
        if any(g.x0 < x + _STRIP and x - _STRIP < g.x1 for g in row):
            yield run
            run = []
        else:
            run.append(row)
    yield run


def _in_both(run: Sequence[Row], x: float) -> int:
    """How many lines the side with fewer lines has."""
    return min(sum(any(g.x0 < x for g in row) for row in run), sum(any(g.x0 > x for g in row) for row in run))


def _without_tail(run: list[Row], x: float) -> list[Row]:
    """The run without what comes below the columns and stands on the left: larger letters, or more white before it."""
    last = max((n for n, row in enumerate(run) if any(g.x0 > x for g in row)), default=-1)
    size = statistics.median(g.size for row in run for g in row) if run else 0.0
    left = [row[0].y for row in run if row[0].x0 < x]
    pitch = statistics.median(a - b for a, b in pairwise(left)) if len(left) > 1 else 0.0
    for n in range(max(1, last + 1), len(run)):
        if max(g.size for g in run[n]) > _HEADING * size or run[n - 1][0].y - run[n][0].y > _WHITE * pitch:
            return run[:n]
    return run


def _is_text(lines: Sequence[Line], least_width: float) -> bool:
    """Whether a side is a column of text: lines enough, some with bullets, some broken at its edge."""
    if len(lines) < _LEAST_LINES or sum(line.is_marked for line in lines) < _LEAST_MARKED:
        return False
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    return width >= least_width and sum(line.x1 - line.x0 >= _FULL * width for line in lines) >= _LEAST_FULL


def _frame(letters: list[Letter], order: int) -> Ruled:
    """The frame of a column; ``order`` lowers its top a little, so that it is read behind those before it."""
    x0, x1 = min(g.x0 for g in letters), max(g.x1 for g in letters)
    y0, y1 = min(g.y for g in letters), max(g.y + g.size for g in letters) - order * 0.01
    return Ruled(x0, y0, x1, y1, [Box(0, 0, 1, 1, x0, y0, x1, y1, letters)])
