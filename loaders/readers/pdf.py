"""PDF: text and ruled tables by PDFium, tables without rules by a second reader in Node where it is installed.

Letters are put together by where they stand, so that the text is the same whatever program printed it; a text layer
without Hangul (a scan, or a printer that kept only pictures of letters) is refused, or goes through OCR where that is
installed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from graph.errors import DocumentError
from loaders.layout.model import Source
from loaders.readers.pdf_columns import find_columns
from loaders.readers.pdf_flow import Grid, Sheet, write
from loaders.readers.pdf_lines import Line, lines_of
from loaders.readers.pdf_node import Found, second_tables
from loaders.readers.pdf_notes import drop_footnotes
from loaders.readers.pdf_ocr import has_ocr, recognise
from loaders.readers.pdf_page import Letter, Rule, TooMuch, letters_of, rules_of, without_underlines
from loaders.readers.pdf_tables import Ruled, fill, find_tables
from loaders.readers.tools import Tools
from loaders.readers.writer import SourceWriter

EXTRACTOR = "pdf 1 (pypdfium2 5.15.2)"
MAX_PAGES = 5_000
_OCR_SHARE = 0.5  # of the time for the file
_COLUMNS = 3  # lines
_LEAST_HANGUL = 0.02  # of the letters; files with a good text layer have .16 and more


@dataclass
class _Read:
    """What PDFium gives of a page."""

    number: int
    width: float
    height: float
    letters: list[Letter]
    rules: list[Rule]
    tables: list[Ruled] = field(default_factory=list)
    is_picture: bool = False
    outside: list[Letter] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def read_pdf(data: bytes, name: str, tools: Tools) -> Source:
    """The source of a PDF. Raises ``DocumentError``: password, broken, a scan, over the limits."""
    document = _open(data, name)
    try:
        pages = [_page(page, n) for n, page in enumerate(document, 1)]
    except TooMuch as error:
        raise DocumentError(f"{name}: this PDF holds {error}, as no printed page does; print it anew") from error
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"{name}: a page of this PDF is damaged ({error}); print or download it again") from error
    if not _has_text(pages):
        return _scanned(document, pages, name, tools)
    for page in pages:
        page.tables, page.outside = fill(find_tables(page.rules), page.letters)
        columns, page.outside = find_columns(page.outside, page.tables, page.width, page.height)
        page.tables += columns
        page.lines = lines_of(page.outside)
    gaps = [page.number for page in pages if _has_gaps(page.lines)]
    second = second_tables(data, gaps, tools) if gaps else None
    extractor = EXTRACTOR.replace(")", ", kordoc 4.14.1)") if second is not None else EXTRACTOR
    writer = SourceWriter(name, "pdf", extractor)
    write([_sheet(page, (second or {}).get(page.number, [])) for page in pages], writer)
    source = writer.source()
    source.pictures = sum(page.is_picture for page in pages)
    return source


def _open(data: bytes, name: str) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentError(f"{name}: this PDF has a password; save it without one and load it again") from error
        raise DocumentError(
            f"{name}: this PDF cannot be opened ({error}); it may be cut off: copy or download it again"
        ) from error
    if not count:
        raise DocumentError(f"{name}: this PDF has no pages; nothing was loaded")
    if count > MAX_PAGES:
        raise DocumentError(f"{name}: this PDF says it has {count:,} pages, more than {MAX_PAGES:,}; split it")
    return document


def _page(page: Any, number: int) -> _Read:
    text_page = page.get_textpage()
    width, height = page.get_size()
    if page.get_rotation() % 180:
        width, height = height, width  # as the page lies
    try:
        quarter, letters = letters_of(text_page, width, height)
        rules = without_underlines(rules_of(page, quarter, width, height), letters)
        wide, high = (height, width) if quarter % 2 else (width, height)
        pictures = () if letters else page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        return _Read(number, wide, high, letters, rules, is_picture=any(True for _ in pictures))
    finally:
        text_page.close()
        page.close()


def _has_text(pages: Sequence[_Read]) -> bool:
    letters = [g.char for page in pages for g in page.letters if g.char.isalnum()]
    hangul = sum("가" <= c <= "힣" or "ㄱ" <= c <= "ㆎ" or "ᄀ" <= c <= "ᇿ" for c in letters)
    return bool(letters) and hangul >= _LEAST_HANGUL * len(letters)


def _scanned(document: Any, pages: Sequence[_Read], name: str, tools: Tools) -> Source:
    letters = sum(len(page.letters) for page in pages)
    what = f"no Hangul among its {letters:,} letters" if letters else f"no text on its {len(pages)} pages"
    refusal = DocumentError(
        f"{name}: a scanned PDF ({what}); print it to PDF again from the program that wrote it, "
        "or install Tesseract with Korean and saeopgil[ocr]"
    )
    if not tools.ocr or not has_ocr():
        raise refusal
    sheets = []
    began = time.monotonic()
    for done, page in enumerate(pages, 1):
        sheets.append(Sheet(page.number, page.width, page.height, recognise(document[page.number - 1])))
        needed = (time.monotonic() - began) / done * len(pages) / _OCR_SHARE
        if done < len(pages) and needed > tools.seconds:
            raise DocumentError(
                f"{name}: a scanned PDF ({what}); recognising its {len(pages)} pages needs SAEOP_READ_SECONDS={needed:.0f} "
                f"or more (now {tools.seconds:g}): raise it, or split the file"
            )
    if not any("가" <= c <= "힣" for sheet in sheets for line in sheet.lines for c in line.text):
        raise refusal
    writer = SourceWriter(name, "pdf", EXTRACTOR.replace(")", ", tesseract)"))
    write(sheets, writer)
    return writer.source()


def _has_gaps(lines: Sequence[Line]) -> bool:
    """Whether some lines in a row have wide gaps: there may be a table that no rules draw."""
    run = 0
    for line in lines:
        run = run + 1 if any(word.is_apart for word in line.words) else 0
        if run >= _COLUMNS:
            return True
    return False


def _sheet(page: _Read, second: Sequence[Found]) -> Sheet:
    """A page with its tables: the ruled ones, and those of the second reader where there are none and it misses no
    letter.
    """
    tables: list[Ruled | Grid] = list(page.tables)
    outside = page.outside
    lines = page.lines
    for found in second:
        if any(found.overlaps(t) for t in page.tables if len(t.boxes) > 1) or not found.agrees(page.letters):
            continue
        frames = [t for t in page.tables if len(t.boxes) == 1 and found.overlaps(t)]
        tables = [t for t in tables if t not in frames] + [found.grid]
        outside = [g for g in outside if not found.holds(g)]
    if len(outside) != len(page.outside):
        lines = lines_of(outside)
    return Sheet(page.number, page.width, page.height, drop_footnotes(lines, page.rules, page.height), tables)
