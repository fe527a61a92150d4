"""A sheet of cells (Excel, CSV) as text and tables: what a person put around a list is text, the list is a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.layout.model import SourceCell
from loaders.readers.writer import SourceWriter

Row = Mapping[int, str]
Spans = Mapping[tuple[int, int], tuple[int, int]]
_NOTE = re.compile(r"\s*(?:※|\*|주\s*\d?\s*[):]|\d\))")


def write_grid(rows: Mapping[int, Row], spans: Spans, writer: SourceWriter) -> None:
    """Write a sheet. ``rows`` has the texts by row and column, ``spans`` the (rows, columns) that a merged cell covers."""
    for block in _blocks(rows, spans):
        lead, table, notes = _parts(rows, block)
        for r in lead:
            writer.line("  ".join(text for _, text in sorted(rows[r].items())))
        writer.table(_cells(rows, spans, table))
        for r in notes:
            writer.line("  ".join(text for _, text in sorted(rows[r].items())))
        writer.blank()


def _blocks(rows: Mapping[int, Row], spans: Spans) -> Iterator[list[int]]:
    """Rows with text that follow each other; an empty row parts them unless a merged cell covers it."""
    covered = {r for (top, _), (height, _) in spans.items() for r in range(top, top + min(height, 10_000))}
    block: list[int] = []
    for r in sorted(rows):
        if block and any(k not in covered for k in range(block[-1] + 1, r)):
            yield block
            block = []
        block.append(r)
    if block:
        yield block


def _parts(rows: Mapping[int, Row], block: Sequence[int]) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """The title and unit above a table, its rows, and the notes below it."""
    top, end = 0, len(block)
    while top < end and len(rows[block[top]]) == 1:
        top += 1
    while end > top and len(rows[block[end - 1]]) == 1 and _NOTE.match(next(iter(rows[block[end - 1]].values()))):
        end -= 1
    return block[:top], block[top:end], block[end:]


def _cells(rows: Mapping[int, Row], spans: Spans, table: Sequence[int]) -> Iterator[SourceCell]:
    place = {r: i for i, r in enumerate(table)}
    for r in table:
        for column, text in sorted(rows[r].items()):
            height, width = spans.get((r, column), (1, 1))
            inside = sum(k in place for k in range(r, r + min(height, 10_000)))
            yield SourceCell(text, place[r], column, max(1, inside), width)
