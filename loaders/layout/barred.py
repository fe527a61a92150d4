"""Rows whose cells bars part, without a frame around them (``과제명 | 주관부서 | 예산``): from bars to cells.

Lines right below one another with bars between blanks are a table where most of them have as many cells. A row may leave
its last cells out. What begins with a bullet is a line of text that happens to hold bars.
"""

from __future__ import annotations

import re
from collections import Counter

from lexicon.text import plain
from loaders.layout.cells import is_row
from loaders.layout.markers import NUMBERED, read_marker

_BAR = re.compile(r"(?:(?<=\s)|^)[|｜](?=\s|$)")
_LEAST_ROWS = 2


def barred_tables(lines: list[str]) -> dict[int, str]:
    """The rows of all such tables: line (1-based) → its cells parted by tabs."""
    found: dict[int, str] = {}
    group: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*lines, ""], 1):
        cells = _cells(line, inside=bool(group))
        if cells:
            group.append((number, cells))
            continue
        found |= _rows(group)
        group = []
    return found


def _cells(line: str, *, inside: bool) -> list[str]:
    """The cells of a line that bars part; empty where none do, or where a bullet opens it. ``inside`` a table a row may leave
    its first cell out.
    """
    without_first = inside and line[:1].isspace() and line.strip().startswith("|") and "\t" not in line
    if (is_row(line) and not without_first) or not _BAR.search(line):
        return []
    cells = [cell.strip() for cell in _BAR.split(line)]
    marker = read_marker(plain(cells[0])) if cells[0] else None
    return cells if marker is None or marker.family in NUMBERED else []


def _rows(group: list[tuple[int, list[str]]]) -> dict[int, str]:
    if len(group) < _LEAST_ROWS:
        return {}
    columns, rows = Counter(len(cells) for _, cells in group).most_common(1)[0]
    fitting = [(number, cells) for number, cells in group if len(cells) <= columns]
    if 2 * rows < len(group) or len(fitting) < len(group):
        return {}
    return {number: "\t".join(cells + [""] * (columns - len(cells))) for number, cells in fitting}
