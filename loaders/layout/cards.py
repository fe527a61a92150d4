"""Cards: the grid of one thing's labels and values, made plain before it is read: cells over several labels, sources of money
spread over rows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.labels import is_pair_label, read_label
from loaders.layout.model import Cell, distinct

YEARISH = re.compile(
    r"(?:20\d\d\.\s?\d{1,2}\.?|['’]?\d{2,4}\s*(?:년도?)?(?:\s*[상하]반기|\s*\(안\)|\s*\(?[A-Z가-힣]{1,3}\)?)?)"
)
OF_MONEY = ("total", "budget", "investment", "source")
MOST_PAIRS = 24


def ungrouped(grid: list[list[Cell]]) -> list[list[Cell]]:
    """Labels and values without the cell that stands over some of them: ``사업개요 | 위치 | …`` above ``기간 | …``."""
    rows = [distinct(row) for row in grid]
    heads = [r for r, row in enumerate(rows) if row[0].row_span > 1 and row[0].row == r]
    covered = [r for h in heads for r in range(h, min(len(grid), h + rows[h][0].row_span))]
    if not covered or len(grid) > MOST_PAIRS:
        return grid
    under = [rows[r] for r in covered]
    others = [row for r, row in enumerate(rows) if r not in covered]
    if any(len(row) != 3 for row in under) or any(len(row) != 2 for row in others):
        return grid
    timed = [row for row in under if YEARISH.match(row[1].text) and is_pair_label(row[0].text)]
    pairs = [row[::2] if row in timed else row[-2:] for row in rows]
    known = sum(is_pair_label(label.text) for label, _ in pairs)
    if known < _LEAST_KNOWN * len(pairs) or any(is_pair_label(value.text) for _, value in pairs):
        return grid
    return [[a, *[b] * (len(grid[0]) - 1)] for a, b in pairs]


def with_sources_joined(grid: list[list[Cell]]) -> list[list[Cell]]:
    """A form whose label of money spans rows with one source in each cell, those in one cell: ``재원 | 총계 168 | 국비 84`` above
    ``도비 42 | 군비 42``. What stands beside them and is no source follows in a cell of its own with the same label.
    """
    found = list(grid)
    for r, row in enumerate(grid):
        label = row[0]
        if label.row != r or not _of_money(label.text):
            continue
        span = grid[r : r + label.row_span]
        cells = {id(c): c for line in span for c in line if c is not label and c.text}
        sources = [c for c in cells.values() if _SOURCE_AND_AMOUNT.fullmatch(c.text)]
        others = [c for c in cells.values() if c not in sources]
        if len(sources) < _LEAST_SOURCES or len(others) > len(span) - 1:
            continue
        text = _as_sum([c.text.strip() for c in sources])
        joined = replace(sources[0], text=text, items=[("", text)], column=1, column_span=len(row) - 1, row_span=1)
        for k, value in enumerate([joined, *others]):
            found[r + k] = [
                replace(label, row=r + k, row_span=1),
                *[replace(value, row=r + k, row_span=1)] * (len(row) - 1),
            ]
        for k in range(1 + len(others), len(span)):
            found[r + k] = [replace(c, text="", items=[]) for c in grid[r + k]]
    return found


def with_sources_below(grid: list[list[Cell]], lines: list[int]) -> tuple[list[list[Cell]], list[int]]:
    """A list whose rows go on below with one source of money each in a column, those in one cell:
    ``2-1 | … | 국비 5,000`` above ``| | 시비 1,700``. With the lines of the rows that stay.
    """
    kept, at = [list(row) for row in grid[:1]], lines[:1]
    for row, line in zip(grid[1:], lines[1:], strict=True):
        said = [c for c, cell in enumerate(row) if cell.text]
        if len(said) != 1 or not _are_sources(above := kept[-1][said[0]], row[said[0]]):
            kept.append(list(row))
            at.append(line)
            continue
        text = f"{above.text}, {row[said[0]].text}"
        kept[-1][said[0]] = replace(above, text=text, items=[("", text)])
    for r, row in enumerate(kept):
        for cell in row:
            cell.row = min(cell.row, r)
    return kept, at


def _are_sources(*cells: Cell) -> bool:
    """Whether each cell holds sources with their amounts and nothing else."""
    return all(_SOURCE_AND_AMOUNT.fullmatch(source) for cell in cells for source in cell.text.split(", "))


def _as_sum(sources: list[str]) -> str:
    """Sources of money as one value, the whole before its parts: 총계 168, 국비 84, 도비 84 as ``168(국비 84, 도비 84)``."""
    whole = _WHOLE.fullmatch(sources[0])
    return f"{whole['amount']}({', '.join(sources[1:])})" if whole else ", ".join(sources)


_WHOLE = re.compile(r"(?:총\s?계|합\s?계|계|총\s?액|총)\s*:?\s*(?P<amount>\d.*)")


def _of_money(label: str) -> bool:
    reading = read_label(label)
    return reading is not None and reading.field in OF_MONEY


_SOURCE_AND_AMOUNT = re.compile(r"\s*[가-힣]{1,12}\s*:?\s*[\d,.]+\s*(?:조|억|천만|백만|천|만)?\s*원?\s*")
_LEAST_SOURCES = 3
_LEAST_KNOWN = 0.75
"""The share of a form's labels that are known, at least, where a cell stands over some of them."""
