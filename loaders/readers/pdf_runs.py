"""Tables of a PDF that run on over a page: the header that is drawn again is left out, a row that the page's end cuts is one.

Two tables are one only where the second repeats the header of the first, or goes on with a cut row; rows that merely look
alike (a form on each page) stay tables of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lexicon.text import squash
from loaders.readers.pdf_lines import PADDING, Joiner, lines_of, used_width
from loaders.readers.pdf_page import Letter
from loaders.readers.pdf_tables import Box

_NEAR = 4.0  # points: edges of columns that are the same
_LOW = 0.2  # of the page's height: a table that is cut ends below
_BELOW = 100_000.0  # points: the letters of a page stand so far below those of the page before


@dataclass
class Run:
    """A table as far as it is read: its cells, the page of each row, its last page, and whether it ends at
    the foot of that.
    """

    boxes: list[Box]
    pages: list[int]
    last_page: int
    is_low: bool

    @classmethod
    def of(cls, boxes: Sequence[Box], page: int, height: float) -> Run:
        """The table that stands on one page of this height."""
        rows = max(b.row + b.row_span for b in boxes)
        return cls(list(boxes), [page] * rows, page, min(b.y0 for b in boxes) < _LOW * height)

    def goes_on(self, after: Run, joiner: Joiner) -> Run | None:
        """Both as one, ``after`` being at the head of the next page; None where it is another table."""
        places = _same_edges(self.boxes, after.boxes)
        if places is None or after.last_page != self.last_page + 1:
            return None
        above, below = places
        header = _header(above, below)
        cut = _is_cut(above, below, header, joiner)
        if not header and not (cut and self.is_low):
            return None
        shift = len(self.pages) - header - cut
        turned = after.last_page - self.pages[0]
        rest = [replace(b, row=b.row + shift, letters=_lowered(b, turned)) for b in below if b.row >= header]
        boxes = _mended(above, rest) if cut else [*above, *rest]
        return Run(boxes, [*self.pages, *after.pages[header + cut :]], after.last_page, after.is_low)


def _mended(above: list[Box], rest: list[Box]) -> list[Box]:
    """The cells of both, those of the first row below put into the cells of the last row above."""
    last = max(b.row + b.row_span for b in above) - 1
    kept = [b for b in rest if b.row > last]
    for box in (b for b in rest if b.row == last):
        over = _part_above(above, box, last)
        if over is not None:
            over.letters.extend(box.letters)
            over.row_span += box.row_span - 1
        elif box.row_span > 1:
            kept.append(replace(box, row=last + 1, row_span=box.row_span - 1))
    return sorted([*above, *kept], key=lambda b: (b.row, b.column))


def _lowered(box: Box, pages: int) -> list[Letter]:
    return [g._replace(y=g.y - pages * _BELOW) for g in box.letters]


def _edges(boxes: Iterable[Box], left: float) -> set[float]:
    return {x - left for b in boxes for x in (b.x0, b.x1)}


def _same_edges(one: Sequence[Box], other: Sequence[Box]) -> tuple[list[Box], list[Box]] | None:
    """Both tables with columns counted alike; None where one has edges that the other has not and neither holds all."""
    lefts = [min(b.x0 for b in boxes) for boxes in (one, other)]
    a, b = (_edges(boxes, left) for boxes, left in zip((one, other), lefts, strict=True))
    if abs(max(a) - max(b)) > _NEAR or not (_holds(a, b) or _holds(b, a)):
        return None
    places: list[float] = []
    for x in sorted(a | b):
        if not places or x - places[-1] > _NEAR:
            places.append(x)
    return _counted(one, lefts[0], places), _counted(other, lefts[1], places)


def _holds(edges: set[float], others: set[float]) -> bool:
    return all(any(abs(x - y) <= _NEAR for y in edges) for x in others)


def _counted(boxes: Sequence[Box], left: float, places: Sequence[float]) -> list[Box]:
    def at(x: float) -> int:
        return min(range(len(places)), key=lambda n: abs(places[n] - (x - left)))

    return [
        replace(b, column=at(b.x0), column_span=max(1, at(b.x1) - at(b.x0)), letters=list(b.letters)) for b in boxes
    ]


def _header(above: Sequence[Box], below: Sequence[Box]) -> int:
    """How many rows at the head of the second table are those at the head of the first."""
    rows = max(b.row for b in below)
    count = 0
    while count < rows and _row(above, count) == _row(below, count) and any(t for *_, t in _row(below, count)):
        count += 1
    return count


def _row(boxes: Sequence[Box], row: int) -> list[tuple[int, int, int, str]]:
    return [(b.column, b.column_span, b.row_span, _text(b)) for b in boxes if b.row == row]


def _text(box: Box) -> str:
    return squash("".join(line.text for line in lines_of(box.letters)))


def _is_cut(above: Sequence[Box], below: Sequence[Box], row: int, joiner: Joiner) -> bool:
    """Whether the first row below is the rest of the last row above: what it says goes on there, other cells are empty."""
    last = max(b.row + b.row_span for b in above) - 1
    said = [b for b in below if b.row == row and _text(b)]
    return bool(said) and all(_runs_over(_part_above(above, b, last), b, joiner) for b in said)


def _part_above(boxes: Sequence[Box], below: Box, row: int) -> Box | None:
    """The cell of a row that stands over a cell."""
    same = (b for b in boxes if b.row <= row < b.row + b.row_span and b.column == below.column)
    return next((b for b in same if b.column_span == below.column_span), None)


def _runs_over(above: Box | None, below: Box, joiner: Joiner) -> bool:
    lines, more = lines_of(above.letters) if above else [], lines_of(below.letters)
    if above is None or not lines or not more:
        return False
    width = used_width([*lines, *more], above.x1 - above.x0 - PADDING)
    return joiner.goes_on(lines[-1], more[0], width - (lines[-1].x1 - lines[-1].x0))
