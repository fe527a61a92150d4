"""HWP documents locked for distribution (배포용), whose text is scrambled but not secret: read by dochan."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from dochan import Dochan

from graph.errors import DocumentError
from loaders.layout.model import Source, SourceCell
from loaders.readers.writer import SourceWriter

EXTRACTOR = "hwp 1 (dochan 1.15.0)"


def read_locked(data: bytes, name: str) -> Source:
    """The source of a 배포용 HWP file. Its pages are not known. Raises ``DocumentError`` when it cannot be opened."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "locked.hwp"
        path.write_bytes(data)
        document = Dochan(str(path))
    if document.errors and not document.doc.sections:
        raise DocumentError(
            f"{name}: this 배포용 HWP file cannot be opened ({document.errors[-1]}); ask its sender for the HWP or a PDF"
        )
    writer = SourceWriter(name, "hwp", EXTRACTOR)
    for section in document.doc.sections:
        for element in section.elements:
            kind = type(element).__name__
            if kind == "Paragraph":
                writer.line(_text(element))
            elif kind == "Table":
                for paragraph in element.caption:
                    writer.line(_text(paragraph))
                writer.table(_cells(element))
    return writer.source()


def _text(paragraph: Any) -> str:
    """A paragraph's text without the marks of footnotes."""
    return "".join(run.text for run in paragraph.runs if not run.note_ref)


def _cells(table: Any) -> list[SourceCell]:
    """Cells in their places: where the file names none, those that a span from above leaves free, from the left."""
    cells: list[SourceCell] = []
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (r, column) in covered:
                column += 1
            at = cell.row if cell.row is not None else r, cell.col if cell.col is not None else column
            rows, columns = max(1, min(cell.row_span, 1000)), max(1, min(cell.col_span, 200))
            cells.append(SourceCell(_cell_text(cell), *at, rows, columns))
            covered |= {(at[0] + i, at[1] + k) for i in range(rows) for k in range(columns)}
            column = at[1] + columns
    return cells


def _cell_text(cell: Any) -> str:
    lines = []
    for item in cell.paragraphs:
        if hasattr(item, "runs"):
            lines.append(_text(item))
        elif hasattr(item, "rows"):
            lines += [" ".join(_cell_text(inner) for inner in row) for row in item.rows]
    return "\n".join(line for line in lines if line.strip())
