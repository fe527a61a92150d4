"""A page of a PDF as PDFium sees it: letters with their places, and the straight lines drawn on it.

Coordinates are points, y upward from the page's bottom. Letters that are drawn many times over for emphasis are given
once. A page whose text is turned, for a wide table on upright paper, is turned to be read; letters that stand in another
direction than most (watermarks, side notes) are left out.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

MAX_LETTERS = 200_000
"""Letters of one page; a sheet of paper holds some thousands."""
MAX_PATHS = 100_000
_FULL = 0.9  # of the letter size: PDFs of Hangul state a full letter's width for what is narrower
_WIDTHS = {char: width for chars, width in (
    (",.:;'\"‘’“”·!|()/[]Iijlft", 0.3), ("*", 0.4), ("-acdeghknopqrsuvxyz", 0.5), ("0123456789~<>=+", 0.55),
    ("ABCDEFGHJKLNOPQRSTUVXYZ", 0.65)) for char in chars}  # fmt: skip
_ASKEW = 0.1  # of a letter's run: how far it may rise
_THIN = 3.0  # points: a filled box no thicker is a line
_SHORT = 1.0
_UNDER = 0.2  # of the letter size: from the baseline down to an underline; the rules of a table keep off
_SAME = 0.15  # of the letter size: the same letter so near is drawn again for emphasis


class Letter(NamedTuple):
    """A letter: its start, end, baseline and size in points; a blank is a letter too."""

    char: str
    x0: float
    x1: float
    y: float
    size: float


class Rule(NamedTuple):
    """A straight line: at ``at`` (y of a level one, x of an upright one), from ``start`` to ``end``."""

    level: bool
    at: float
    start: float
    end: float


class TooMuch(Exception):
    """A page holds more than any printed page does."""


def letters_of(text_page: Any, width: float, height: float) -> tuple[int, list[Letter]]:
    """The quarter turns by which most letters of a page are turned to the left, and these letters, turned back, in the
    order in which they are drawn. ``width`` and ``height`` are those of the page as it lies. Raises ``TooMuch``.
    """
    count = text_page.count_chars()
    if count > MAX_LETTERS:
        raise TooMuch(f"a page of {count:,} letters")
    raw = text_page.raw
    found: tuple[list[Letter], ...] = ([], [], [], [])
    drawn: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    for n in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, n)
        if code < 32 or code in (0xFFFE, 0xFFFF) or pdfium.FPDFText_IsGenerated(raw, n) == 1:
            continue
        char = chr(code) if not 0xD800 <= code <= 0xDFFF else _pair(raw, n, code)
        placed = _placed(raw, n, width, height) if char else None
        if placed is None:
            continue
        quarter, x, y, end, size = placed
        row = round(y / size)
        near = (drawn.get((char, quarter, row + step), ()) for step in (-1, 0, 1))
        if any(abs(x - a) + abs(y - b) < _SAME * size for places in near for a, b in places):
            continue
        drawn.setdefault((char, quarter, row), []).append((x, y))
        found[quarter].append(Letter(char, x, x + _width(char, x, end, size), y, size))
    most = max(range(4), key=lambda quarter: len(found[quarter]))
    return most, found[most]


def _placed(raw: Any, n: int, width: float, height: float) -> tuple[int, float, float, float, float] | None:
    """A letter's quarter turns, start, baseline and end, turned back, and its size; None where it is askew."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(raw, n, x, y)
    pdfium.FPDFText_GetLooseCharBox(raw, n, box)
    pdfium.FPDFText_GetMatrix(raw, n, matrix)
    scale = math.hypot(matrix.c, matrix.d)
    if not math.isfinite(x.value + y.value + scale + box.right + box.left + box.top + box.bottom):
        return None
    if abs(matrix.b) <= _ASKEW * abs(matrix.a):
        quarter = 0 if matrix.a >= 0 else 2
    elif abs(matrix.a) <= _ASKEW * abs(matrix.b):
        quarter = 1 if matrix.b > 0 else 3
    else:
        return None
    size = pdfium.FPDFText_GetFontSize(raw, n) * (scale or 1.0)
    if not 2.0 <= size <= 200.0:
        size = max(2.0, min(200.0, box.top - box.bottom))
    if quarter == 0:
        return 0, x.value, y.value, box.right, size
    end = (x.value, box.top) if quarter == 1 else (box.left, y.value) if quarter == 2 else (x.value, box.bottom)
    left, base = _turned(quarter, x.value, y.value, width, height)
    return quarter, left, base, _turned(quarter, end[0], end[1], width, height)[0], size


def _turned(quarter: int, x: float, y: float, width: float, height: float) -> tuple[float, float]:
    """A place on the page as it is when the page is turned to the right by so many quarters."""
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[quarter]


def _pair(raw: Any, n: int, code: int) -> str:
    """A letter beyond the first plane, which PDFium gives as two."""
    if code >= 0xDC00:
        return ""
    low = pdfium.FPDFText_GetUnicode(raw, n + 1)
    return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)) if 0xDC00 <= low <= 0xDFFF else ""


def _width(char: str, start: float, right: float, size: float) -> float:
    width = max(0.0, right - start)
    if width > _FULL * size:
        width = _WIDTHS.get(char, width / size) * size
    return min(width, 1.2 * size)


def rules_of(page: Any, quarter: int, width: float, height: float) -> list[Rule]:
    """The straight lines of a page: strokes, edges of drawn boxes, and filled boxes thin as a line; turned back as
    ``letters_of`` does.
    """
    found: list[Rule] = []
    for n, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=8)):
        if n > MAX_PATHS:
            raise TooMuch(f"a page of more than {MAX_PATHS:,} drawings")
        found.extend(_rules_of(item))
    return [_turned_rule(rule, quarter, width, height) for rule in found] if quarter else found


def without_underlines(rules: Sequence[Rule], letters: Iterable[Letter]) -> list[Rule]:
    """The rules that underline no words: those right below a line, from the start of a letter to the end of one."""
    starts: dict[int, list[Letter]] = defaultdict(list)
    ends: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        starts[round(letter.x0)].append(letter)
        ends[round(letter.x1)].append(letter)

    def is_under(rule: Rule, x: float, found: dict[int, list[Letter]]) -> bool:
        near = (g for step in (-1, 0, 1) for g in found.get(round(x) + step, ()))
        length = rule.end - rule.start  # dashes of a rule are shorter
        return any(0 < g.y - rule.at <= _UNDER * g.size <= _UNDER * length for g in near)

    return [r for r in rules if not (r.level and is_under(r, r.start, starts) and is_under(r, r.end, ends))]


def _turned_rule(rule: Rule, quarter: int, width: float, height: float) -> Rule:
    ends = [(rule.start, rule.at), (rule.end, rule.at)] if rule.level else [(rule.at, rule.start), (rule.at, rule.end)]
    (x0, y0), (x1, y1) = (_turned(quarter, x, y, width, height) for x, y in ends)
    if rule.level == (quarter == 2):
        return Rule(True, y0, min(x0, x1), max(x0, x1))
    return Rule(False, x0, min(y0, y1), max(y0, y1))


def _rules_of(item: Any) -> Iterator[Rule]:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, mode, stroke)
    points = list(_points(item))
    if not points or not (mode.value or stroke.value):
        return
    if not stroke.value:
        xs, ys = [p[1] for p in points], [p[2] for p in points]
        yield from _thin_box(min(xs), min(ys), max(xs), max(ys))
        return
    for (_, x0, y0), (kind, x1, y1) in itertools.pairwise(points):
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(x0, y0, x1, y1)


def _points(item: Any) -> Iterator[tuple[int, float, float]]:
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for n in range(min(pdfium.FPDFPath_CountSegments(item.raw), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, n)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        at = matrix.on_point(x.value, y.value)
        if not all(map(math.isfinite, at)):
            return
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = at
        yield kind, *at
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield pdfium.FPDF_SEGMENT_LINETO, *start


def _straight(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    if abs(y1 - y0) <= _SHORT and abs(x1 - x0) > 0:
        yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    elif abs(x1 - x0) <= _SHORT:
        yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _thin_box(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
        yield Rule(True, (y0 + y1) / 2, x0, x1)
    elif x1 - x0 <= _THIN:
        yield Rule(False, (x0 + x1) / 2, y0, y1)
