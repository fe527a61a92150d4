"""XLSX: each visible sheet as text and tables, figures as Excel shows them. Hidden sheets are named, not read."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from graph.errors import DocumentError
from loaders.layout.model import Source
from loaders.readers.figures import shown
from loaders.readers.grids import Spans, write_grid
from loaders.readers.packages import check_package
from loaders.readers.writer import SourceWriter
from loaders.readers.xml import local

EXTRACTOR = "xlsx 1 (openpyxl 3.1.5)"
MAX_CELLS = 500_000
"""Cells with content of one file."""
_MAX_COLUMNS = 500
_MAX_MERGES = 20_000
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
            write_grid(_rows(sheet, name), _spans(data, sheet), writer)
    except (DocumentError, MemoryError):
        raise
    except (InvalidFileException, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, KeyError, TypeError, AttributeError,
            IndexError, OSError) as error:  # fmt: skip
        text = " ".join(str(error).split())[:160]
        raise DocumentError(
            f"{name}: this XLSX file cannot be opened ({text}); open it in Excel and save it again"
        ) from error
    if hidden and writer.height:
        writer.line(f"※ 숨긴 시트(읽지 않음): {', '.join(hidden)}")
    return writer.source(str(getattr(book.properties, "title", None) or ""))


def _rows(sheet: Any, name: str) -> dict[int, dict[int, str]]:
    """The shown texts of a sheet by row and column, both from 0."""
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows: dict[int, dict[int, str]] = {}
    count = 0
    for r, row in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS)):
        texts = {c: text for c, cell in enumerate(row) if cell.value is not None and (text := _text(cell))}
        if texts:
            rows[r] = texts
            count += len(texts)
        if count > MAX_CELLS:
            raise DocumentError(f"{name}: more than {MAX_CELLS:,} cells; split the file and load its parts")
    return rows


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "예" if value else "아니오"
    if isinstance(value, int | float | datetime.date | datetime.time | datetime.timedelta):
        return shown(value, cell.number_format or "General")
    return str(value).strip()


def _spans(data: bytes, sheet: Any) -> Spans:
    """(rows, columns) of merged cells by their first cell; openpyxl leaves them out when it streams."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(sheet._worksheet_path) as part:
        for reference in _merged(part):
            left, top, right, bottom = range_boundaries(reference)
            if None not in (left, top, right, bottom):
                found[top - 1, left - 1] = (bottom - top + 1, min(right - left + 1, _MAX_COLUMNS))
            if len(found) >= _MAX_MERGES:
                break
    return found


def _merged(part: Any) -> Iterator[str]:
    for _, element in etree.iterparse(part, events=("end",), resolve_entities=False, no_network=True):
        if local(element) == "mergeCell":
            yield element.get("ref", "")
        elif local(element) == "row":
            element.clear()
