"""Rows of a table that no rule parts: where white space runs through all columns of a ruled row, rows part.

White as wide as between rows parts them; narrower white (between lines) only where three or more columns have lines on
the same three or more baselines, none of them broken for want of room.
"""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Sequence

from loaders.readers.pdf_lines import FIGURE, PADDING, Joiner, Line, lines_of, used_width
from loaders.readers.pdf_page import Letter
from loaders.readers.pdf_tables import Box

_ROW_PITCH = 1.9  # of the letter size between baselines: lines of one cell stand closer
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_WHITE = 0.1  # of the letter size


def split_rows(boxes: Sequence[Box], joiner: Joiner) -> list[Box]:
    """The cells, rows cut apart where white says so; spans grow with them."""
    by_row: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        by_row[box.row].append(box)
    boxes = _header_parted(boxes, {row: row_boxes[0].y1 for row, row_boxes in by_row.items()})
    by_row.clear()
    for box in boxes:
        by_row[box.row].append(box)
    cuts = {row: _cuts(by_row[row], joiner) for row in by_row}
    made: list[Box] = []
    for box in boxes:
        shift = sum(len(cuts[r]) for r in cuts if r < box.row)
        inside = [y for r in range(box.row, box.row + box.row_span) for y in cuts.get(r, ())]
        if box.row_span == 1:
            made.extend(_cut(box, box.row + shift, inside))
        else:
            made.extend(_cut_span(box, box.row + shift, cuts))
    return sorted(made, key=lambda b: (b.row, b.column))


def _header_parted(boxes: Sequence[Box], tops: dict[int, float]) -> list[Box]:
    """The cells; one over several rows that holds a word far above a figure parts at the row's edge between them."""
    made = []
    for box in boxes:
        lines = lines_of(box.letters) if box.row_span > 1 else []
        for row in range(box.row + 1, box.row + box.row_span):
            y = tops.get(row, box.y0)
            above, below = [x for x in lines if x.y > y], [x for x in lines if x.y <= y]
            if above and below and _is_header_over(above[-1], below[0]):
                top = _part(box, box.row, row - box.row, [g for g in box.letters if g.y > y])
                under = _part(box, row, box.row + box.row_span - row, [g for g in box.letters if g.y <= y])
                top.y0 = under.y1 = y
                made += [top, under]
                break
        else:
            made.append(box)
    return sorted(made, key=lambda b: (b.row, b.column))


def _is_header_over(above: Line, below: Line) -> bool:
    """Whether a word stands over a figure, as far apart as rows."""
    is_pair = FIGURE.fullmatch(below.text) is not None and FIGURE.fullmatch(above.text) is None
    return is_pair and above.y - below.y >= _ROW_PITCH * below.size


def _cuts(boxes: Sequence[Box], joiner: Joiner) -> list[float]:
    """The heights (from the top) at which a ruled row parts into rows."""
    columns = [(box, lines_of(box.letters)) for box in boxes if box.row_span == 1 and box.letters]
    if len(columns) < 2:
        return []
    strips = _strips([line for _, lines in columns for line in lines])
    if len(strips) < 2:
        return []
    wide = [
        (a[-1].y + b[0].y + 0.6 * b[0].size) / 2
        for a, b in itertools.pairwise(strips)
        if _parts(columns, a[-1].y, b[0].y, joiner)
    ]
    if len(columns) < _LEAST_COLUMNS or len(strips) < _LEAST_ROWS:
        return wide
    full = [(box, lines) for box, lines in columns if len(lines) == len(strips)]
    if sum(not _is_wrapped(box, lines, joiner) for box, lines in full) < 2:
        return wide
    filled = sum(len(lines) for _, lines in columns) / (len(columns) * len(strips))
    if filled < 0.5 or any(max(line.y for line in s) - min(line.y for line in s) > 2.5 for s in strips):
        return wide
    return [(a[-1].y + b[0].y + 0.6 * b[0].size) / 2 for a, b in itertools.pairwise(strips)]


def _strips(lines: list[Line]) -> list[list[Line]]:
    """Lines from the top in groups that white parts through all columns."""
    lines.sort(key=lambda line: -line.y)
    found: list[list[Line]] = []
    low = 0.0
    for line in lines:
        if found and line.y + 0.75 * line.size > low - _WHITE * line.size:
            found[-1].append(line)
            low = min(low, line.y - 0.2 * line.size)
        else:
            found.append([line])
            low = line.y - 0.2 * line.size
    for group in found:
        group.sort(key=lambda line: -line.y)
    return found


def _parts(columns: Sequence[tuple[Box, list[Line]]], above: float, below: float, joiner: Joiner) -> bool:
    """Whether half of the columns, and two at least, have lines on both sides, most of them as far apart as rows, and
    fewer than half only go on below. Two columns of words above figures are enough: a header and its first row.
    """
    steps = []
    wrapped = figures = 0
    for box, lines in columns:
        over, under = [x for x in lines if x.y >= above], [x for x in lines if x.y <= below]
        if over and under:
            width = used_width(lines, box.x1 - box.x0 - PADDING)
            if joiner.goes_on(over[-1], under[0], width - (over[-1].x1 - over[-1].x0)):
                wrapped += 1
            figures += bool(FIGURE.fullmatch(under[0].text)) and not FIGURE.fullmatch(over[-1].text)
            steps.append((over[-1].y - under[0].y) / max(over[-1].size, under[0].size))
    enough = len(steps) >= max(2, 0.5 * len(columns)) and 2 * wrapped < len(steps)
    enough = enough or figures == len(steps) >= 2
    return enough and statistics.median_low(steps) >= _ROW_PITCH


def _is_wrapped(box: Box, lines: Sequence[Line], joiner: Joiner) -> bool:
    room = used_width(lines, box.x1 - box.x0 - PADDING)
    return any(joiner.goes_on(a, b, room - (a.x1 - a.x0)) for a, b in itertools.pairwise(lines))


def _cut(box: Box, row: int, heights: Sequence[float]) -> list[Box]:
    """The parts of a cell of one ruled row, one for each of the rows in it."""
    made = []
    edges = [float("inf"), *heights, float("-inf")]
    for n, (top, bottom) in enumerate(itertools.pairwise(edges)):
        made.append(_part(box, row + n, 1, [g for g in box.letters if bottom < g.y + 0.3 * g.size <= top]))
    return made


def _cut_span(box: Box, row: int, cuts: dict[int, list[float]]) -> list[Box]:
    """A cell over several ruled rows: it parts at the first cut inside that white parts its own lines at as well."""
    rows = 0
    lines = lines_of(box.letters)
    for r in range(box.row, box.row + box.row_span):
        for y in cuts.get(r, ()):
            rows += 1
            above, below = [x for x in lines if x.y > y], [x for x in lines if x.y <= y]
            if above and below and above[-1].y - below[0].y >= _ROW_PITCH * below[0].size:
                rest = sum(len(cuts.get(k, ())) for k in range(box.row, box.row + box.row_span)) + box.row_span
                top = [g for g in box.letters if g.y + 0.3 * g.size > y]
                under = [g for g in box.letters if g.y + 0.3 * g.size <= y]
                return [_part(box, row, rows, top), _part(box, row + rows, rest - rows, under)]
        rows += 1
    return [_part(box, row, rows, box.letters)]


def _part(box: Box, row: int, row_span: int, letters: list[Letter]) -> Box:
    return Box(row, box.column, row_span, box.column_span, box.x0, box.y0, box.x1, box.y1, letters)
