"""HTML: blocks as lines, headings with ``#``, lists with their bullets, tables with their spans. No script runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree

from graph.errors import DocumentError
from loaders.layout.model import Source, SourceCell
from loaders.readers.text import decode
from loaders.readers.writer import SourceWriter

EXTRACTOR = "html 1 (lxml)"
_SKIPPED = frozenset(
    {"script", "style", "head", "noscript", "template", "nav", "svg", "object", "iframe", "select", "button"}
)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "ul",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DEPTH = 200
_SPACES = re.compile(r"[ \t\r\n\f]+")
Element = Any


def read_html(data: bytes, name: str) -> Source:
    """The source of an HTML file. Raises ``DocumentError`` when it has no text."""
    try:
        root = lxml.html.document_fromstring(_decode(data, name), parser=lxml.html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"{name}: this HTML file cannot be read ({error}); save the page again") from error
    writer = SourceWriter(name, "html", EXTRACTOR)
    _Page(writer).block(root, 0)
    return writer.source(root.findtext(".//title") or "")


def _decode(data: bytes, name: str) -> str:
    """The characters: by BOM, by the page's own word, else as text files are."""
    stated = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", data[:4096], re.I)
    text = ""
    if stated and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = stated[1].decode("ascii").lower()
        if encoding in ("euc-kr", "ks_c_5601-1987", "cp949", "ms949", "utf-8", "utf8"):
            text = data.decode("utf-8" if encoding.startswith("utf") else "cp949", errors="replace")
            if text.count("\ufffd") > 0.01 * len(text):
                text = ""
    text = text or decode(data, name)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))


class _Page:
    def __init__(self, writer: SourceWriter) -> None:
        self._writer = writer
        self._lists = 0  # lists around the current element

    def block(self, element: Element, depth: int, bullet: str = "") -> None:
        """Write an element: its text in lines, the blocks inside it in order."""
        if depth > _DEPTH:
            return
        pieces = [bullet + _raw(element.text)]
        for child in element:
            kind = _kind(child)
            if kind == "table":
                self._line(pieces, element)
                pieces = []
                self._table(child, depth)
            elif kind in ("ul", "ol"):
                self._line(pieces, element)
                pieces = []
                self._list(child, depth)
            elif kind in _BLOCKS:
                self._line(pieces, element)
                pieces = []
                self.block(child, depth + 1)
            elif kind:
                pieces.append(inline(child))
            pieces.append(_raw(child.tail))
        self._line(pieces, element)

    def _line(self, pieces: list[str], element: Element) -> None:
        text = _tidy("".join(pieces))
        if not text.strip():
            if _kind(element) == "p" and not len(element):
                self._writer.blank()
            return
        kind = _kind(element)
        if re.fullmatch(r"h[1-6]", kind):
            text = "#" * int(kind[1]) + " " + " ".join(text.split())
        self._writer.line(text)

    def _list(self, element: Element, depth: int) -> None:
        level = min(self._lists, 10)
        indent = "\u00a0" * level
        for n, item in enumerate((e for e in element if _kind(e)), 1):
            mark = f"{indent}{n}. " if _kind(element) == "ol" else f"{indent}- "
            own = _raw(item.text).strip()
            if own[:1] in "○□■●▪·-※" and own:
                mark = indent
            self._lists += 1
            self.block(item, depth + 1, mark)
            self._lists -= 1

    def _table(self, table: Element, depth: int) -> None:
        for caption in table.iterchildren("caption"):
            self.block(caption, depth + 1)
        cells = table_cells(table)
        if len({(c.row, c.column) for c in cells}) == 1:  # a frame
            for cell in table.iter("td", "th"):
                self.block(cell, depth + 1)
                return
        self._writer.table(cells)


def table_cells(table: Element) -> list[SourceCell]:
    """The cells of a table element in their places; what is nested in a cell is its text."""
    cells: list[SourceCell] = []
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(_rows(table)):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (r, column) in covered:
                column += 1
            rows, columns = _span(cell, "rowspan", 500), _span(cell, "colspan", 200)
            cells.append(SourceCell(_tidy(inline(cell)).strip(), r, column, rows, columns))
            covered |= {(i, k) for i in range(r, r + rows) for k in range(column, column + columns)}
            column += columns
    return cells


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        kind = _kind(child)
        if kind == "tr":
            yield child
        elif kind in ("thead", "tbody", "tfoot"):
            yield from (e for e in child if _kind(e) == "tr")


def _span(cell: Element, attribute: str, most: int) -> int:
    text = cell.get(attribute, "1").strip()
    return max(1, min(int(text), most)) if text.isdigit() and len(text) < 6 else 1


def inline(element: Element, depth: int = 0) -> str:
    r"""The text of an element: ``\\n`` for line breaks and between blocks inside it."""
    kind = _kind(element)
    if not kind or depth > _DEPTH:
        return ""
    if kind == "br":
        return "\n"
    parts = [_raw(element.text)]
    for child in element:
        text = inline(child, depth + 1)
        if _kind(child) == "li" and text.strip()[:1] not in "○□■●▪·-※":
            text = "- " + text.strip()
        apart = _kind(child) in _BLOCKS or _kind(child) == "tr"
        parts.append(f"\n{text}\n" if apart else f" {text} " if _kind(child) in ("td", "th") else text)
        parts.append(_raw(child.tail))
    return "".join(parts)


def _kind(element: Element) -> str:
    """The name of an element; empty for comments and for what a reader of the page does not see."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        return ""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return ""
    return tag.lower()


def _raw(text: str | None) -> str:
    """Text of the page's source: runs of blanks and line ends are one blank."""
    return _SPACES.sub(" ", text or "")


def _tidy(text: str) -> str:
    """Lines without blanks around them, but with the hard blanks that a paragraph begins with; empty ones left out."""
    lines = []
    for line in text.split("\n"):
        bare = line.strip(" \u00a0")
        lead = re.match(r"[ \u00a0]*", line)
        indent = lead[0] if lead and "\u00a0" in lead[0] else ""
        if bare:
            lines.append(indent + _SPACES.sub(" ", bare))
    return "\n".join(lines)
