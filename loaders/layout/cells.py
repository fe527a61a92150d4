"""Cells and rows as they are written: rows of text parted into cells, the list entries of a cell, cells that hold figures."""

from __future__ import annotations

import re

from lexicon.text import plain, unspace
from lexicon.ticks import ticked
from loaders.layout.model import Cell

_NUMERIC = re.compile(
    r"[△▲▽\-+]?\s*[\dOol][\dOol,.]*\s*(?:%|명|건|개|억|천|백만|만|원|억원|천원|백만원|%p)*|[-–—]|순증|순감"
)
_JOINED_OVER = re.compile(r"(?<=[가-힣])·\s*(?:<br\s*/?>|\n)\s*(?=[가-힣])")
"""A name broken over lines behind its dot: 그린에너지·<br>바이오팀."""
_SLANTED = re.compile(r"^\s*[*_]([^*_]+)[*_]\s*$")
"""A cell set in italics: *소 계(8건)*."""
_ITEM = re.compile(
    r"(?:^|(?<=[\s>]))([□■○❍●•·▪◦∙‧‣▸▹►\-–①-⑳※▶▷]|[ㅇㅁ](?=\s))\s*(?=[^\s\d.~]|\d+[가-힣A-Z]|20\d\d\s?[.년])|<li>\s*|<p>\s*|<br\s*/?>\s*"
)


def is_row(line: str) -> bool:
    """Whether a text line is a row of a table: cells parted by tabs or pipes."""
    body = line.strip(" ")
    return (
        "\t" in body.strip() or ("\t" in body and bool(body.strip())) or (body.startswith("|") and body.count("|") >= 2)
    )


def split_row(line: str) -> list[str]:
    """The raw cells of a row."""
    body = line.rstrip("\n").strip(" ")
    if "\t" in body:
        return body.split("\t")
    return [c.strip() for c in body.strip().strip("|").split("|")]


def is_divider(line: str) -> bool:
    """A row that only draws a line: ``-----⇥-----`` or ``|---|---|``."""
    body = line.strip()
    return bool(body) and not re.sub(r"[-=:|\t ]", "", body)


def items_of(raw: str) -> list[tuple[str, str]]:
    """The list entries of a cell, each ``(marker, text)``: ``<li>``, bullets and numbers that run on in one cell."""
    parts: list[tuple[str, str]] = []
    start, marker = 0, ""
    for match in _ITEM.finditer(raw):
        head = plain(raw[start : match.start()])
        if head:
            parts.append((marker, head))
            marker = ""
        start, marker = match.end(), match[1] or marker
    tail = plain(raw[start:])
    if tail:
        parts.append((marker, tail))
    return _with_shares(parts)


def _with_shares(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The entries of a cell, an amount with the bracket that a line broke off: ``12,000백만원`` over ``(국비 6,000, …)``."""
    joined: list[tuple[str, str]] = []
    for marker, text in parts:
        if joined and not marker and _SHARES.match(text) and _AMOUNT_END.search(joined[-1][1]):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {text}")
        else:
            joined.append((marker, text))
    return joined


_SHARES = re.compile(r"[(\[〔][^()]*\d[^()]*[)\]〕]")
_AMOUNT_END = re.compile(r"(?:원|억)$")


def cell_of(raw: str, row: int, column: int, line: int) -> Cell:
    """A cell of a grid from its raw text: a name broken over lines joined, ticked boxes read, its list entries apart."""
    raw = _SLANTED.sub(r"\1", _JOINED_OVER.sub("·", raw))
    said = unspace(plain(raw.replace("\n", " ")))
    text = ticked(said)
    items = items_of(raw.replace("\n", "<br>")) if text == said else [("", text)]
    return Cell(text, row, column, line, items=items)


def is_numeric(text: str) -> bool:
    """A cell that holds a figure, a dash for none, or a share."""
    return bool(_NUMERIC.fullmatch(text.strip()))


Rows = list[tuple[int, str]]


def rejoined(rows: Rows) -> Rows:
    """Rows parted by tabs, those whose cell runs on in the next line as one: the halves make up the width of the head, and
    put together their figures stand under figures, which those of the second half alone do not.
    """
    parted = [split_row(raw) for _, raw in rows]
    width = max(map(len, parted))
    whole = [cells for cells in parted[1:] if len(cells) == width]
    if width < _LEAST_BROKEN or len(parted[0]) != width or not all("\t" in raw for _, raw in rows) or len(whole) < 2:
        return rows
    figures = [2 * sum(is_numeric(cells[c]) for cells in whole) > len(whole) for c in range(width)]
    found: Rows = []
    n = 0
    while n < len(rows):
        line, raw = rows[n]
        if n + 1 < len(rows) and _is_broken(parted[n], parted[n + 1], figures):
            raw, n = f"{raw.rstrip()} {rows[n + 1][1].lstrip()}", n + 1
        found.append((line, raw))
        n += 1
    return found


_LEAST_BROKEN = 4
"""Columns of a table whose broken rows can be told by their figures."""


def _is_broken(upper: list[str], lower: list[str], figures: list[bool]) -> bool:
    if len(upper) + len(lower) - 1 != len(figures) or not (upper[-1].strip() and lower[0].strip()) or len(lower) < 2:
        return False
    if is_numeric(upper[-1]) or is_numeric(lower[0]):
        return False
    together = [*upper[:-1], f"{upper[-1]} {lower[0]}", *lower[1:]]
    return _fits(together, figures) and not _fits(lower, figures)


def _fits(cells: list[str], figures: list[bool]) -> bool:
    """Whether figures stand in the columns of figures, and words in the others."""
    return all(not c.strip() or is_numeric(c) == f for c, f in zip(cells, figures, strict=False))
