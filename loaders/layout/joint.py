"""Columns that hold two things: ``공약명 / 부서``, ``기간·사업비`` become a column for each, so that no later rule asks.

The values of a cell stand on lines of their own, or on both sides of a stroke: ``2025. 4. ~ 12. / 320(구비)``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.labels import field_of
from loaders.layout.model import Cell

_BETWEEN_LABELS = re.compile(r"\s*[/·]\s*")
_BETWEEN_VALUES = re.compile(r"\s/\s")
_BESIDE = ("number", "group")
"""What stands before a name in the same cell is part of it."""
_MOST_WHOLE = 1 / 3
"""So many of a joint column's cells may hold one value: it is the first."""


def parted_columns(grid: list[list[Cell]], headers: int) -> list[list[Cell]]:
    """The grid with each joint column as several; its first ``headers`` rows are the header."""
    labels = [_labels([row[c] for row in grid[headers - 1 :]]) for c in range(len(grid[0]))] if headers else []
    if not any(labels):
        return grid
    last = [id(cell) for cell in grid[headers - 1]]
    parted: list[list[Cell]] = []
    made: dict[int, list[Cell]] = {}
    for r, row in enumerate(grid):
        parted.append([])
        for cell, of in zip(row, labels, strict=True):
            if not of or (r < headers and id(cell) not in last):  # or a header over several columns
                parted[-1] += [cell] * max(1, len(of))
            else:
                parted[-1] += made.setdefault(id(cell), _parts(cell, of, r < headers))
    for row in parted:
        for c in range(len(row) - 1, -1, -1):
            row[c].column = c
    return parted


def _labels(column: list[Cell]) -> list[str]:
    """The labels of a column, two or more where its cells have as many values; else none."""
    header, *cells = column
    labels = _BETWEEN_LABELS.split(header.text.strip())
    fields = {field_of(label) for label in labels}
    if (
        len(labels) < 2
        or fields & {None, *_BESIDE}
        or len(fields) < len(labels)
        or any(c.column_span > 1 for c in column)
    ):
        return []
    said = [_values(cell, len(labels)) for cell in cells if cell.text]
    whole = sum(len(values) == 1 for values in said)
    fits = all(len(values) in (1, len(labels)) for values in said)
    return labels if said and fits and whole <= _MOST_WHOLE * len(said) else []


def _values(cell: Cell, count: int) -> list[str]:
    """The values of a cell: its ``count`` lines, else what stands between strokes outside brackets."""
    if len(cell.items) == count:
        return [text for _, text in cell.items]
    parts, start = [], 0
    for match in _BETWEEN_VALUES.finditer(cell.text):
        before = cell.text[: match.start()]
        if before.count("(") == before.count(")"):
            parts.append(before[start:].strip())
            start = match.end()
    return [*parts, cell.text[start:].strip()]


def _parts(cell: Cell, labels: list[str], header: bool) -> list[Cell]:
    if not labels:
        return [cell]
    values = labels if header else _values(cell, len(labels))
    texts = [*values, *[""] * (len(labels) - len(values))]
    return [replace(cell, text=text, items=[("", text)] if text else []) for text in texts]
