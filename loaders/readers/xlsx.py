"""XLSX: each visible sheet as text and tables, figures as Excel shows them. Hidden sheets are named, not read."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import WorkSheetParser

from graph.errors import DocumentError
from loaders.layout.model import Source
from loaders.readers.figures import shown
from loaders.readers.grids import Spans, write_grid
from loaders.readers.packages import check_package
from loaders.readers.writer import SourceWriter

EXTRACTOR = "xlsx 1 (openpyxl 3.1.5)"
MAX_CELLS = 500_000
"""Cells with content of one file."""
_MAX_COLUMNS = 500
_MAX_MERGES = 20_000
_FIRST_OWN_FORMAT = 164
_DEFAULT_NAME = re.compile(r"(?:sheet|시트)\s*\d*", re.I)


def read_xlsx(data: bytes, name: str) -> Source:
    """The source of an XLSX file. Raises ``DocumentError``: broken, over the limits, empty."""
    check_package(data, name)
    writer = SourceWriter(name, "xlsx", EXTRACTOR)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
        hidden = [s.title for s in book.worksheets if s.sheet_state != "visible"]
        for sheet in sheets:
            if len(sheets) > 1 or not _DEFAULT_NAME.fullmatch(sheet.title):
                writer.line(f"## {sheet.title}")
                writer.blank()
            write_grid(*_cells(sheet, name), writer)
    except (DocumentError, MemoryError):
        raise
    except Exception as error:  # openpyxl's errors, zipfile's, zlib's and the XML parsers' share no base
        text = " ".join(str(error).split())[:160] or type(error).__name__
        raise DocumentError(
            f"{name}: this XLSX file cannot be opened ({text}); open it in Excel and save it again"
        ) from error
    if hidden and writer.height:
        writer.line(f"※ 숨긴 시트(읽지 않음): {', '.join(hidden)}")
    return writer.source(str(getattr(book.properties, "title", None) or ""))


def _cells(sheet: Any, name: str) -> tuple[dict[int, dict[int, str]], Spans]:
    """The shown texts of a sheet by row and column, and its merged cells, all from 0; only what the file really holds.

    openpyxl's own rows are filled up to the sheet's last row and column, of which there may be 16 thousand million.
    """
    book = sheet.parent
    rows: dict[int, dict[int, str]] = {}
    count = 0
    with sheet._get_source() as part:
        parser = WorkSheetParser(part, sheet._shared_strings, data_only=True, epoch=book.epoch,
                                 date_formats=book._date_formats, timedelta_formats=book._timedelta_formats)  # fmt: skip
        for number, row in parser.parse():
            texts = {c["column"] - 1: text for c in row if c["column"] <= _MAX_COLUMNS and (text := _text(book, c))}
            if texts:
                rows[number - 1] = texts
                count += len(texts)
            if count > MAX_CELLS:
                raise DocumentError(f"{name}: more than {MAX_CELLS:,} cells; split the file and load its parts")
        return rows, _spans(parser.merged_cells)


def _text(book: Any, cell: dict[str, Any]) -> str:
    value = cell["value"]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "예" if value else "아니오"
    if isinstance(value, int | float | datetime.date | datetime.time | datetime.timedelta):
        return shown(value, _format(book, cell["style_id"]))
    return str(value).strip()


def _format(book: Any, style: int) -> str:
    """The number format of a style."""
    number = book._cell_styles[style].numFmtId
    if number < _FIRST_OWN_FORMAT:
        return BUILTIN_FORMATS.get(number) or "General"
    return str(book._number_formats[number - _FIRST_OWN_FORMAT])


def _spans(merged: Any) -> Spans:
    """(rows, columns) of merged cells by their first cell."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for cell in merged.mergeCell[:_MAX_MERGES] if merged else ():
        left, top, right, bottom = range_boundaries(cell.ref)
        if None not in (left, top, right, bottom):
            found[top - 1, left - 1] = (bottom - top + 1, min(right - left + 1, _MAX_COLUMNS))
    return found
