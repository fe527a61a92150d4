"""Lines that are a unit's name and nothing else: headings of the numbered items below them (``유산보존팀``)."""

from __future__ import annotations

import re

from lexicon.text import plain
from loaders.layout.markers import read_marker

_UNIT = re.compile(r"[가-힣A-Za-z·]{1,12}(?:담당관|과|실|국|본부|팀|추진단|사업단|센터|사업소|부)")
_LEAST = 3


def unit_lines(lines: list[str]) -> frozenset[int]:
    """The lines (1-based) that name a unit alone, each right above a numbered item; none where fewer than three do."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines, 1):
        text = plain(line)
        if not _UNIT.fullmatch(text):
            continue
        below = next((x for x in lines[number : number + 3] if x.strip()), "")
        marker = read_marker(below)
        if marker is not None and marker.number is not None:
            found[number] = text
    return frozenset(found) if len(set(found.values())) >= _LEAST else frozenset()
