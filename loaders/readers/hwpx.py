"""HWPX (OWPML): the package is opened by python-hwpx within its limits, the body is read from its XML.

Only what a reader of the printed page reads as the document becomes lines: headers, footers, page numbers, footnotes,
hidden comments, deleted text of tracked changes and captions of pictures are left out; text boxes stand where they
are anchored. Numbers and bullets that Hangul draws by itself are written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hwpx.opc.package import HwpxPackage
from lxml import etree

from graph.errors import DocumentError
from loaders.layout.model import Source, SourceCell
from loaders.readers.hwpx_pages import Pager
from loaders.readers.hwpx_styles import Styles
from loaders.readers.writer import SourceWriter
from loaders.readers.xml import first, local, number

EXTRACTOR = "hwpx 1 (python-hwpx 6.9.0)"
_UNIT_PER_BLANK = 1000  # HWPUNIT (1/7200 inch): one full-width letter of 10 points
_INLINE = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_BOXES = frozenset({"rect", "ellipse", "polygon", "curve", "arc", "line", "connectLine", "container", "textart"})
_MANIFEST = "META-INF/manifest.xml"
_DEPTH = 24  # nested tables and boxes
Element = Any


def read_hwpx(data: bytes, name: str) -> Source:
    """The source of an HWPX file. Raises ``DocumentError``: password, broken, over the limits."""
    try:
        package = HwpxPackage.open(data)
        if package.has_part(_MANIFEST) and b"encryption-data" in package.get_part(_MANIFEST):
            raise DocumentError(f"{name}: this HWPX file has a password; save it without one and load it again")
        header = [package.get_part(path) for path in package.header_paths()]
        sections = [package.get_part(path) for path in package.section_paths()]
    except (DocumentError, MemoryError):
        raise
    except Exception as error:  # the package's own errors, zipfile's, zlib's and lxml's share no base
        text = " ".join(str(error).split())[:200]
        raise DocumentError(
            f"{name}: this HWPX file cannot be opened ({text}); open it in Hangul and save it again"
        ) from error
    return read_parts(header, sections, SourceWriter(name, "hwpx", EXTRACTOR), name)


def read_parts(header: list[bytes], sections: list[bytes], writer: SourceWriter, name: str) -> Source:
    """The source of the XML parts of a document (an HWP file is turned into them as well)."""
    styles = Styles(parse_xml(header[0], name) if header else None)
    pager = Pager()
    while sections:
        root = parse_xml(sections.pop(0), name)
        pager.section(root)
        _Body(writer, styles, pager).section(root)
        writer.blank()
    return writer.source()


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML part. No entity is resolved and nothing is fetched; broken XML is a ``DocumentError``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(
            f"{name}: a part of this file is no sound XML ({error}); open it in Hangul and save it again"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError(f"{name}: a part of this file declares XML entities, which no Hangul writes; not loaded")
    return root


class _Paragraph:
    """What stands in one paragraph: its text, and tables and boxes in order."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.objects: list[tuple[str, Element]] = []

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Body:
    """Writes the paragraphs of a section."""

    def __init__(self, writer: SourceWriter, styles: Styles, pager: Pager) -> None:
        self._writer, self._styles, self._pager = writer, styles, pager
        self._deleted = 0

    def section(self, root: Element) -> None:
        """All paragraphs of the body in order."""
        self._styles.section(root)
        for element in root:
            if local(element) == "p":
                self._pager.paragraph(element)
                self._write(element, 0, self._pager.page)

    def _write(self, element: Element, depth: int, page: int) -> None:
        paragraph = self._read(element)
        text = self._styles.lead(element, paragraph.text, _UNIT_PER_BLANK) + paragraph.text
        if text.strip() or not paragraph.objects:
            self._writer.line(text, page)
        for kind, item in paragraph.objects if depth < _DEPTH else ():
            if kind == "tbl":
                self._table(item, depth, page)
            else:
                for inner in _paragraphs(item):
                    self._write(inner, depth + 1, page)

    # ---------------------------------------------------------------- tables
    def _table(self, table: Element, depth: int, page: int) -> None:
        pages = self._pager.table(table) if depth == 0 else []
        page = pages[0] if pages else page
        for inner in _captions(table):
            self._write(inner, depth + 1, page)
        cells = list(_cells(table))
        if len({(row, column) for row, column, *_ in cells}) == 1 and cells:  # a frame: its text is the document's
            for inner in _paragraphs(cells[0][4]):
                self._write(inner, depth + 1, page)
            return
        texts = [
            SourceCell(self._cell_text(cell, depth), row, column, row_span, column_span)
            for row, column, row_span, column_span, cell in cells
        ]
        self._writer.table(texts, pages or [page])

    def _cell_text(self, cell: Element, depth: int) -> str:
        lines: list[str] = []
        for element in _paragraphs(cell):
            lines.extend(self._cell_lines(element, depth))
        return "\n".join(line for line in lines if line.strip())

    def _cell_lines(self, element: Element, depth: int) -> Iterator[str]:
        paragraph = self._read(element)
        yield self._styles.lead(element, paragraph.text, 0) + paragraph.text
        for kind, item in paragraph.objects if depth < _DEPTH else ():
            if kind == "box":
                for inner in _paragraphs(item):
                    yield from self._cell_lines(inner, depth + 1)
                continue
            rows: dict[int, list[str]] = {}
            for row, _, _, _, cell in _cells(item):
                rows.setdefault(row, []).append(self._cell_text(cell, depth + 1))
            for texts in rows.values():
                yield " ".join(t for t in texts if t)

    # ---------------------------------------------------------------- text of a paragraph
    def _read(self, element: Element) -> _Paragraph:
        paragraph = _Paragraph()
        for run in element:
            if local(run) == "run":
                for child in run:
                    self._run_child(child, paragraph)
        return paragraph

    def _run_child(self, child: Element, paragraph: _Paragraph) -> None:
        kind = local(child)
        if kind == "t":
            self._text(child, paragraph)
        elif kind == "tbl":
            paragraph.objects.append(("tbl", child))
        elif kind in _BOXES:
            paragraph.objects.append(("box", child))
        elif kind in ("compose", "dutmal"):
            paragraph.pieces.append(child.get("composeText") or "".join(first(child, "mainText").itertext()))

    def _text(self, element: Element, paragraph: _Paragraph) -> None:
        self._add(element.text, paragraph)
        for child in element:
            kind = local(child)
            if kind == "deleteBegin":
                self._deleted += 1
            elif kind == "deleteEnd":
                self._deleted = max(0, self._deleted - 1)
            else:
                self._add(_INLINE.get(kind), paragraph)
            self._add(child.tail, paragraph)

    def _add(self, text: str | None, paragraph: _Paragraph) -> None:
        if text and not self._deleted:
            paragraph.pieces.append(text)


def _paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs right inside a cell, box or caption, in order; not those of what these hold."""
    for child in element:
        kind = local(child)
        if kind == "p":
            yield child
        elif kind in ("subList", "drawText") or (kind in _BOXES and local(element) == "container"):
            yield from _paragraphs(child)


def _captions(table: Element) -> Iterator[Element]:
    """The paragraphs of a table's caption: they say the unit."""
    for child in table:
        if local(child) == "caption":
            yield from _paragraphs(child)


def _cells(table: Element) -> Iterator[tuple[int, int, int, int, Element]]:
    """(row, column, row span, column span, element) of each cell of a table."""
    for r, row in enumerate(e for e in table if local(e) == "tr"):
        for c, cell in enumerate(e for e in row if local(e) == "tc"):
            address, span = first(cell, "cellAddr"), first(cell, "cellSpan")
            yield (
                number(address, "rowAddr", r),
                number(address, "colAddr", c),
                number(span, "rowSpan", 1),
                number(span, "colSpan", 1),
                cell,
            )
