"""Headings that a viewer copies out of boxes as rows of two cells: ``Ⅳ⇥중점 추진사업``, ``1⇥조직 및 인력``."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ROMAN = re.compile(r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|I{1,3}|IV|VI{0,3}|IX|X")
_COUNT = re.compile(r"\d{1,2}")
_TITLE = re.compile(r"(?=.*[가-힣]{2})(?!.*[.다]$)[^:：]{2,60}")


def boxed_headings(lines: Sequence[str]) -> dict[int, str]:
    """The lines that are such headings, by their 1-based number, with a dot for the tab.

    A number is one only where the rows beside it do not count on: those are rows of a list.
    """
    cells = [_cells(line) for line in lines]
    found: dict[int, str] = {}
    for n, row in enumerate(cells):
        if len(row) != 2 or not _TITLE.fullmatch(re.sub(r"\([^()]*\)", "", row[1])):
            continue
        counted = bool(_COUNT.fullmatch(row[0]))
        if _ROMAN.fullmatch(row[0]) or (counted and not _listed(cells, n)):
            found[n + 1] = f"{row[0]}. {row[1]}"
    return found


def _cells(line: str) -> list[str]:
    return [c.strip() for c in line.split("\t")] if "\t" in line else []


def _listed(cells: list[list[str]], at: int) -> bool:
    """Whether the row right above or below counts on, or heads the two columns."""
    number = int(cells[at][0])
    above = cells[at - 1] if at else []
    below = cells[at + 1] if at + 1 < len(cells) else []
    counts_on = any(r and r[0] == str(number + step) for r, step in ((above, -1), (below, 1)))
    headed = len(above) == len(cells[at]) and not _ROMAN.fullmatch(above[0])
    return counts_on or headed
