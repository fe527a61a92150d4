"""Who is in charge of what stands elsewhere: units of whole parts (전략목표 | 담당부서), people of items by their numbers."""

from __future__ import annotations

import re

from lexicon.text import squash
from loaders.facts.tables import column, columns_of
from loaders.layout.model import Block, Layout

_NUMBER = re.compile(r"^\W*(?:[가-힣]{2,6}\s*)?(?:\d{1,2}(?:-\d{1,2})?|[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ가-하])[.)\s]\s*")
_SHORTEST = 4


def units_of_parts(layout: Layout) -> dict[str, str]:
    """The unit of each heading (its squashed text) that the rows of a table give one, and all of them the same; a heading
    that is called as a unit is of that unit.
    """
    headings = {squash(b.text) for b in _headings(layout.root)}
    found: dict[str, list[str]] = {}
    for table in layout.tables:
        unit = column(columns_of(table), "department") if table.header_rows else None
        if unit is None:
            continue
        for _, row in table.body():
            for cell in row:
                key = squash(_NUMBER.sub("", cell.text))
                if len(key) >= _SHORTEST and key in headings and row[unit.index].text:
                    found.setdefault(key, []).append(row[unit.index].text)
    return {key: units[0] for key, units in found.items() if len(set(units)) == 1}


def numbered_items(layout: Layout) -> dict[str, str]:
    """The texts of the items that have a number of two parts (``2-1``) that no other has."""
    found: dict[str, list[str]] = {}
    for block in _headings(layout.root):
        if _TWO_PARTS.fullmatch(number := block.marker.strip(" .)")):
            found.setdefault(number, []).append(block.text)
    return {number: texts[0] for number, texts in found.items() if len(texts) == 1}


_TWO_PARTS = re.compile(r"\d{1,2}-\d{1,2}")


def _headings(block: Block) -> list[Block]:
    """The blocks below that have blocks of their own."""
    return [b for c in block.children if c.children for b in (c, *_headings(c))]
