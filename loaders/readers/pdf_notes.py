"""Footnotes of a PDF page: small lines below a short rule at the foot. They are no part of the text above."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from loaders.readers.pdf_lines import Line
from loaders.readers.pdf_page import Rule

_NUMBERED = re.compile(r"\d{1,3}\s?\)")
_NOTE = re.compile(r"\d{1,3}\s?[).]?\s*\D|\*|주\s?\d")
_SMALLER = 0.93  # of the page's usual letter size
_LOWEST = 0.5  # of the page's height: the rule stands below


def drop_footnotes(lines: Sequence[Line], rules: Sequence[Rule], height: float) -> list[Line]:
    """The lines of a page without its footnotes."""
    if len(lines) < 3:
        return list(lines)
    usual = statistics.median(line.size for line in lines)
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for rule in sorted((r for r in rules if r.level and r.at < _LOWEST * height), key=lambda r: -r.at):
        if rule.start > left + 20 or not 30 < rule.end - rule.start < 0.6 * (right - left):
            continue
        below = sorted((line for line in lines if line.y < rule.at), key=lambda line: -line.y)
        if below and _NUMBERED.match(below[0].text):
            return [line for line in lines if line not in below]
        notes = [line for line in below if line.size <= _SMALLER * usual]
        if notes and notes[0] is below[0] and _NOTE.match(notes[0].text) and len(notes) >= len(below) - 1:
            return [line for line in lines if line not in notes]
    return list(lines)
