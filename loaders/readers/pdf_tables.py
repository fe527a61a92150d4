"""Tables of a PDF page from the lines that are drawn: a grid with spans, also where outer rules are missing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from loaders.readers.pdf_page import Letter, Rule

_NEAR = 3.0  # points: ends that meet; double lines
_GAP = 4.0  # points: dashes of one line
_BESIDE = 36.0  # points between tables that are one
_SHORT = 5.0  # points: shorter rules are strokes of a drawing
_LEVEL = 0.3  # of the letter size: letters of one line
_MAX_PLACES = 40_000  # of a grid


@dataclass
class Box:
    """A cell: place in the grid, spans, edges in points, and its letters."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    y0: float
    x1: float
    y1: float
    letters: list[Letter] = field(default_factory=list)

    def holds(self, letter: Letter) -> bool:
        """Whether the letter's middle is inside."""
        x, y = (letter.x0 + letter.x1) / 2, letter.y + 0.35 * letter.size
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass
class Ruled:
    """A table of a page: its edges in points and its cells."""

    x0: float
    y0: float
    x1: float
    y1: float
    boxes: list[Box]

    def holds(self, letter: Letter) -> bool:
        """Whether the letter's middle is inside."""
        x, y = (letter.x0 + letter.x1) / 2, letter.y + 0.35 * letter.size
        return self.x0 - _NEAR <= x <= self.x1 + _NEAR and self.y0 - _NEAR <= y <= self.y1 + _NEAR


def find_tables(rules: Iterable[Rule]) -> list[Ruled]:
    """The tables that rules draw, from the top; a frame around text is one of one cell. Inside a cell there is none."""
    merged = _merged([r for r in rules if r.level]) + _merged([r for r in rules if not r.level])
    found = [t for group in _groups(merged) if (t := _table(group)) is not None]
    found.sort(key=lambda t: -(t.x1 - t.x0) * (t.y1 - t.y0))
    kept: list[Ruled] = []
    for table in found:
        if len(table.boxes) == 1 and any(_inside(other, table) and other is not table for other in found):
            continue  # a frame around tables or around frames
        if not any(_inside(table, other) for other in kept):
            kept.append(table)
    return _side_by_side(sorted(kept, key=lambda t: (-round(t.y1 / _NEAR), t.x0)))


def _side_by_side(tables: list[Ruled]) -> list[Ruled]:
    """Tables with the same rows right beside each other as one: columns that white parts, such as a road map's years."""
    found: list[Ruled] = []
    for table in tables:
        before = found[-1] if found else None
        if before is None or not 0 < table.x0 - before.x1 <= _BESIDE or not _same_rows(before, table):
            found.append(table)
            continue
        columns = max(b.column + b.column_span for b in before.boxes)
        boxes = [*before.boxes, *(replace(b, column=b.column + columns) for b in table.boxes)]
        boxes.sort(key=lambda b: (b.row, b.column))
        found[-1] = Ruled(before.x0, min(before.y0, table.y0), table.x1, max(before.y1, table.y1), boxes)
    return found


def _same_rows(one: Ruled, other: Ruled) -> bool:
    a, b = (sorted({(box.row, box.row_span): box.y1 for box in t.boxes}.items()) for t in (one, other))
    return (
        [place for place, _ in a] == [place for place, _ in b]
        and all(abs(y - z) <= 2 * _NEAR for (_, y), (_, z) in zip(a, b, strict=True))
        and abs(one.y0 - other.y0) <= 2 * _NEAR
    )


def _inside(inner: Ruled, outer: Ruled) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.x0 <= x <= outer.x1 and outer.y0 <= y <= outer.y1


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules on one line that touch, or lie side by side as a double line, as one."""
    rules.sort(key=lambda r: r.at)
    found: list[Rule] = []
    n = 0
    while n < len(rules):
        same = list(_while_near(rules, n))
        n += len(same)
        at = sum(r.at * (r.end - r.start + 0.1) for r in same) / sum(r.end - r.start + 0.1 for r in same)
        same.sort(key=lambda r: r.start)
        start, end = same[0].start, same[0].end
        for rule in same[1:]:
            if rule.start > end + _GAP:
                found.append(Rule(rule.level, at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        found.append(Rule(same[0].level, at, start, end))
    return [r for r in found if r.end - r.start >= _SHORT]


def _while_near(rules: list[Rule], n: int) -> Iterable[Rule]:
    first = rules[n].at
    while n < len(rules) and rules[n].at - first <= _NEAR:
        yield rules[n]
        n += 1


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that meet, directly or through others."""
    level = [i for i, r in enumerate(rules) if r.level]
    upright = sorted((i for i, r in enumerate(rules) if not r.level), key=lambda i: rules[i].at)
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i in level:
        a = rules[i]
        for j in upright:
            b = rules[j]
            if b.at > a.end + _NEAR:
                break
            if b.at >= a.start - _NEAR and b.start - _NEAR <= a.at <= b.end + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())


def _table(rules: list[Rule]) -> Ruled | None:
    level, upright = [r for r in rules if r.level], [r for r in rules if not r.level]
    if len(level) < 2 or not upright:
        return None
    xs = _places([r.at for r in upright] + [min(r.start for r in level), max(r.end for r in level)])
    ys = _places([r.at for r in level] + [min(r.start for r in upright), max(r.end for r in upright)])[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MAX_PLACES:
        return None
    boxes = _boxes(xs, ys, level, upright)
    if len(boxes) == 1 and len(upright) < 2:
        return None
    return Ruled(xs[0], ys[-1], xs[-1], ys[0], boxes)


def _places(values: list[float]) -> list[float]:
    """Sorted values, those that are near each other as one."""
    values.sort()
    found = [values[0]]
    for value in values[1:]:
        if value - found[-1] > _NEAR:
            found.append(value)
    return found


def _boxes(xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]) -> list[Box]:
    """Cells: places of the grid with no rule between them are one."""
    columns, rows = len(xs) - 1, len(ys) - 1
    walls = _covered(upright, xs, [(ys[r + 1], ys[r]) for r in range(rows)])
    floors = _covered(level, ys, [(xs[c], xs[c + 1]) for c in range(columns)])
    boxes = []
    for region in _regions(rows, columns, walls, floors):
        for top, left, bottom, right in _rectangles(region, xs, ys):
            box = Box(top, left, bottom - top, right - left, xs[left], ys[bottom], xs[right], ys[top])
            boxes.append(box)
    return sorted(boxes, key=lambda b: (b.row, b.column))


Place = tuple[int, int]


def _regions(rows: int, columns: int, walls: set[Place], floors: set[Place]) -> list[set[Place]]:
    """Places (row, column) that no rule parts."""
    taken: set[Place] = set()
    found = []
    for start in ((r, c) for r in range(rows) for c in range(columns)):
        if start in taken:
            continue
        region, waiting = {start}, [start]
        while waiting:
            r, c = waiting.pop()
            for place, is_open in (
                ((r, c + 1), (c + 1, r) not in walls),
                ((r, c - 1), (c, r) not in walls),
                ((r + 1, c), (r + 1, c) not in floors),
                ((r - 1, c), (r, c) not in floors),
            ):
                inside = 0 <= place[0] < rows and 0 <= place[1] < columns
                if inside and is_open and place not in region:
                    region.add(place)
                    waiting.append(place)
        taken |= region
        found.append(region)
    return found


def _rectangles(region: set[Place], xs: list[float], ys: list[float]) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right) of the rectangles that make up a region, the largest first."""
    left = set(region)
    found = []
    while left:
        best, area = (0, 0, 0, 0), -1.0
        starts = sorted(left) if len(left) <= 400 else [min(left)]
        for r, c in starts if not _is_rectangle(left) else [min(left)]:
            width = columns = 0
            while (r, c + columns) in left:
                columns += 1
            bottom, width = r, columns
            while width and (bottom, c) in left:
                width = next((k for k in range(width) if (bottom, c + k) not in left), width)
                bottom += 1
                size = (xs[c + width] - xs[c]) * (ys[r] - ys[bottom])
                if size > area:
                    best, area = (r, c, bottom, c + width), size
        left -= {(r, c) for r in range(best[0], best[2]) for c in range(best[1], best[3])}
        found.append(best)
    return found


def _is_rectangle(region: set[Place]) -> bool:
    rows, columns = {r for r, _ in region}, {c for _, c in region}
    return len(region) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _covered(rules: list[Rule], places: list[float], spans: list[tuple[float, float]]) -> set[tuple[int, int]]:
    """(place, span) pairs where a rule at the place covers the span; an underline stops short of the cell's edge."""
    found = set()
    for p, at in enumerate(places):
        near = [r for r in rules if abs(r.at - at) <= _NEAR]
        for s, (low, high) in enumerate(spans):
            if any(r.start <= low + _NEAR and r.end >= high - _NEAR for r in near):
                found.add((p, s))
    return found


def fill(tables: Sequence[Ruled], letters: Sequence[Letter]) -> tuple[list[Ruled], list[Letter]]:
    """Put letters into the cells that hold them; the tables that hold any, and the letters outside of all.

    A table whose edges cut through words is a drawing: it is none, and its letters are outside.
    """
    outside: list[Letter] = []
    inside: dict[int, list[tuple[Letter, Box | None]]] = {}
    for letter in letters:
        n = next((n for n, t in enumerate(tables) if t.holds(letter)), -1)
        if n < 0:
            outside.append(letter)
        else:
            inside.setdefault(n, []).append((letter, next((b for b in tables[n].boxes if b.holds(letter)), None)))
    kept = []
    for n, placed in sorted(inside.items()):
        drawn = _cut_words(placed) > max(5, 0.03 * len(placed))
        for letter, box in placed:
            if drawn or box is None:
                outside.append(letter)
            else:
                box.letters.append(letter)
        if not drawn:
            kept.append(tables[n])
    marks = [t for t in kept if _is_mark(t, outside)]
    return [t for t in kept if t not in marks], outside + [g for t in marks for g in t.boxes[0].letters]


def _is_mark(table: Ruled, outside: Sequence[Letter]) -> bool:
    """Whether a table is no more than a box around a part of a line, such as the number of a heading."""
    said = [g for g in table.boxes[0].letters if not g.char.isspace()]
    if len(table.boxes) > 1 or not said or max(g.y for g in said) - min(g.y for g in said) > _LEVEL * said[0].size:
        return False
    return any(abs(g.y - said[0].y) <= _LEVEL * g.size and not g.char.isspace() for g in outside)


def _cut_words(placed: list[tuple[Letter, Box | None]]) -> int:
    """How often neighbouring letters of a word are in different cells."""
    said = [(letter, box) for letter, box in placed if not letter.char.isspace()]
    said.sort(key=lambda item: (round(item[0].y), item[0].x0))
    return sum(
        one is not two and abs(a.y - b.y) < 1 and abs(b.x0 - a.x1) < 0.15 * a.size
        for (a, one), (b, two) in itertools.pairwise(said)
    )
