"""CSV and TSV: one list, whatever parts its columns; encodings as for text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from graph.errors import DocumentError
from loaders.layout.model import Source
from loaders.readers.grids import write_grid
from loaders.readers.writer import SourceWriter

EXTRACTOR = "csv 1"
_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE = 200  # rows that are looked at
_FIELD = 1_000_000  # characters of one cell


def separator_of(text: str) -> str:
    """What parts the columns of a list; empty where the text is no list: most rows have as many columns."""
    sample = text[:200_000]
    for separator in _SEPARATORS:
        try:
            rows = [row for row, _ in zip(_rows(sample, separator), range(_SAMPLE), strict=False) if any(row)]
        except csv.Error:
            continue
        if len(rows) < 2:
            continue
        width, count = Counter(len(row) for row in rows).most_common(1)[0]
        if width > 1 and count >= 0.9 * len(rows) and not any(row[0].startswith(("#", "|", "○", "□")) for row in rows):
            return separator
    return ""


def read_csv(text: str, name: str, separator: str) -> Source:
    """The source of a list's text."""
    writer = SourceWriter(name, "csv", EXTRACTOR)
    try:
        rows = _said(text, separator)
    except csv.Error as error:
        raise DocumentError(
            f"{name}: a cell of more than {_FIELD:,} letters ({error}); a quote may be open: save the list again"
        ) from error
    write_grid(rows, {}, writer)
    return writer.source()


def _said(text: str, separator: str) -> dict[int, dict[int, str]]:
    """The cells with text by row and column."""
    rows = {
        r: {c: cell.strip() for c, cell in enumerate(row) if cell.strip()}
        for r, row in enumerate(_rows(text, separator))
    }
    return {r: row for r, row in rows.items() if row}


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
