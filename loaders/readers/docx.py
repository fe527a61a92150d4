"""DOCX: the body in order from its XML, opened by python-docx.

Left out: headers, footers, foot- and endnotes, comments, deleted text, field codes and captions of pictures. Numbers and
bullets that Word draws by itself are written out. A page is known only where Word left a mark when it last laid the
document out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx

from graph.errors import DocumentError
from loaders.layout.model import Source, SourceCell
from loaders.readers.docx_styles import Styles
from loaders.readers.packages import check_package
from loaders.readers.writer import SourceWriter
from loaders.readers.xml import first, local, number

EXTRACTOR = "docx 1 (python-docx 1.2.0)"
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "footnoteReference", "endnoteReference", "commentReference", "pict"}
)
_DEPTH = 24
Element = Any


def read_docx(data: bytes, name: str) -> Source:
    """The source of a DOCX file. Raises ``DocumentError``: broken, over the limits, empty."""
    check_package(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = Styles(document)
    except MemoryError:
        raise
    except Exception as error:  # python-docx's errors, zipfile's, zlib's and lxml's share no base
        raise DocumentError(
            f"{name}: this DOCX file cannot be opened ({_line(error)}); open it in Word and save it again"
        ) from error
    writer = SourceWriter(name, "docx", EXTRACTOR)
    _Body(writer, styles).write(body)
    return writer.source()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__


class _Body:
    def __init__(self, writer: SourceWriter, styles: Styles) -> None:
        self._writer, self._styles = writer, styles
        self._page = 1
        self._marked = False  # whether Word left marks of its pages

    def write(self, body: Element) -> None:
        """All paragraphs and tables of the body."""
        self._marked = any(local(e) == "lastRenderedPageBreak" for e in body.iter())
        for child in _blocks(body):
            if local(child) == "p":
                self._paragraph(child, 0)
            else:
                self._table(child, 0)

    @property
    def _known(self) -> int:
        return self._page if self._marked else 0

    def _paragraph(self, element: Element, depth: int) -> None:
        texts, boxes, turned = _content(element)
        before = self._page
        if turned and not "".join(texts[:1]).strip():  # the mark stands before the text
            before += turned
        text = "".join(texts)
        lead = self._styles.lead(element, text)
        self._page += turned
        if text.strip() or not boxes:
            self._writer.line(lead + text, before if self._marked else 0)
        for box in boxes if depth < _DEPTH else ():
            for inner in _blocks(box):
                if local(inner) == "p":
                    self._paragraph(inner, depth + 1)
                else:
                    self._table(inner, depth + 1)

    def _table(self, table: Element, depth: int) -> None:
        cells: list[SourceCell] = []
        pages: list[int] = []
        open_cells: dict[int, SourceCell] = {}  # by column: cells that a row below may continue
        for r, row in enumerate(e for e in _children(table) if local(e) == "tr"):
            self._page += sum(local(e) == "lastRenderedPageBreak" for e in row.iter())
            pages.append(self._known)
            column = number(first(first(row, "trPr"), "gridBefore"), "val")
            for cell in (e for e in _children(row) if local(e) == "tc"):
                properties = first(cell, "tcPr")
                span = max(1, number(first(properties, "gridSpan"), "val", 1))
                merge = next((e for e in properties if local(e) == "vMerge"), None)
                if merge is not None and _value(merge) != "restart" and column in open_cells:
                    open_cells[column].row_span = r - open_cells[column].row + 1
                else:
                    made = SourceCell(self._cell_text(cell, depth), r, column, 1, span)
                    cells.append(made)
                    open_cells[column] = made
                column += span
        self._writer.table(cells, pages)

    def _cell_text(self, cell: Element, depth: int) -> str:
        lines: list[str] = []
        for child in _blocks(cell):
            if local(child) == "p":
                texts, boxes, _ = _content(child)
                text = "".join(texts)
                lines.append(self._styles.lead(child, text).strip(" ") + (text if text else ""))
                if depth < _DEPTH:
                    lines += [self._cell_text(box, depth + 1) for box in boxes]
            elif depth < _DEPTH:
                for row in (e for e in _children(child) if local(e) == "tr"):
                    inner = (self._cell_text(c, depth + 1) for c in _children(row) if local(c) == "tc")
                    lines.append(" ".join(text for text in inner if text))
        return "\n".join(line for line in lines if line.strip())


def _children(element: Element) -> Iterator[Element]:
    """Children, those inside content controls and insertions of tracked changes included."""
    for child in element:
        kind = local(child)
        if kind in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _children(child)
        else:
            yield child


def _blocks(element: Element) -> Iterator[Element]:
    return (e for e in _children(element) if local(e) in ("p", "tbl"))


def _content(paragraph: Element) -> tuple[list[str], list[Element], int]:
    """The texts of a paragraph, its text boxes, and how many pages end in it."""
    texts: list[str] = []
    boxes: list[Element] = []
    turned = 0
    waiting = list(reversed(list(_children(paragraph))))
    while waiting:
        element = waiting.pop()
        kind = local(element)
        if kind == "t":
            texts.append(element.text or "")
        elif kind == "tab":
            texts.append("\t")
        elif kind in ("br", "cr"):
            texts.append("" if _value(element, "type") == "page" else "\n")
        elif kind == "noBreakHyphen":
            texts.append("-")
        elif kind == "lastRenderedPageBreak":
            turned += 1
        elif kind == "txbxContent":
            boxes.append(element)
        elif kind == "AlternateContent":  # the same drawing twice: for new and for old programs
            waiting.extend(e for e in element if local(e) == "Choice")
        elif kind not in _SKIPPED and kind not in ("pPr", "rPr"):
            waiting.extend(reversed(list(element)))
    return texts, boxes, turned


def _value(element: Element, attribute: str = "val") -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == attribute), "")
