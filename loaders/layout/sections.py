"""Lines of a unit: its name and nothing else, which heads the numbered items below it (``유산보존팀``), and its people."""

from __future__ import annotations

import re

from lexicon.text import plain
from loaders.layout.markers import Marker, read_marker

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


_PEOPLE = re.compile(
    r"\s*(?:\*\*\s*(?:부서\s*)?(?:담당자?|연락처|문의처?)\s*\*\*|(?:부서\s*)?(?:담당자?|연락처|문의처?)\s*(?=▷))\s*[:▷]?\s*(?P<p>[가-힣].*\d{4}.*)"
)


def people_of_unit(line: str) -> Marker | None:
    """The people of a unit in a line at its end (``**연락처** 상수도팀장 …``, ``담당 ▷ … ▷ …``), as a block of its own: a line
    without a bullet would be part of the item above it. None for other lines.
    """
    match = _PEOPLE.fullmatch(line)
    return Marker("box", "", None, f"담당 : {plain(match['p']).replace('▷', '/')}") if match else None
