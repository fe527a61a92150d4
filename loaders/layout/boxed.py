"""Headings set in boxes: copied out of a viewer as rows of two cells parted by tabs (``Ⅳ⇥중점 추진사업``), left by converters as
tables of one row (a number and a name, a unit and who heads it).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from lexicon.text import plain
from loaders.layout.cells import is_numeric
from loaders.layout.markers import read_marker
from loaders.layout.model import Table, distinct

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


_CIRCLED = re.compile(r"[①-⑳❶-❿➀-➓⓵-⓾⓫-⓴]")
_NUMBER_CELL = re.compile(
    rf"(?:{_CIRCLED.pattern}|\d{{1,2}}(?:[-.]\d{{1,2}})*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[가나다라마바사아자차카타파하])[.)]?"
)


def heading_in_cells(table: Table) -> str:
    """A heading set in a box, which converters leave as a table of one row; empty where it is none.

    A name alone (``① 정책기획 지원``), or with its number in a cell of its own before it (``1-1 | 청년시청 운영``,
    ``전략과제 2 | …``) and what marks it in one behind (``A-1 | 실증단지 구축 | 신규·공모``). A circled number stands in a box of
    its own there: it is none of those that count the lines below (``➊ | …`` → ``[1] …``).
    """
    cells = [c.text for c in distinct(table.rows[0]) if c.text]
    if len(table.rows) != 1 or not cells:
        return ""
    marks = _marks(cells.pop()) if len(cells) > 1 and _marks(cells[-1]) else ""
    if len(cells) == 1:
        return f"{_alone(cells[0])}{marks}" if _alone(cells[0]) else ""
    if len(cells) != 2 or is_numeric(cells[1]):
        return ""
    if _CODE_CELL.fullmatch(cells[0]):
        return f"{cells[0]}. {cells[1]}{marks}"
    if not _NUMBER_CELL.fullmatch(cells[0]):
        counted = read_marker(f"{cells[0]}. {cells[1]}") if cells[0][-1].isdigit() else None
        return f"{cells[0]}. {cells[1]}{marks}" if counted and counted.family.startswith(("word:", "part")) else ""
    return f"{_boxed(cells[0])} {cells[1]}{marks}"


def unit_in_cells(table: Table) -> str:
    """The heading of a unit set in a box with who heads it, which converters leave as a row of two cells (``기획예산실 | 실장
    노경섭``); empty where it is none.
    """
    cells = [plain(c.text) for c in distinct(table.rows[0]) if c.text]
    if (
        len(table.rows) != 1
        or len(cells) != 2
        or not (_UNIT_CELL.fullmatch(cells[0]) and _HEAD_CELL.fullmatch(cells[1]))
    ):
        return ""
    return f"{cells[0]} ({cells[1]})"


_UNIT_CELL = re.compile(r"[가-힣A-Za-z·]{2,14}(?:과|실|국|소|단|원|센터|본부|담당관|사업소|팀|부)")
_HEAD_CELL = re.compile(
    r"(?:[가-힣]{0,6}(?:장|담당관)(?:\s?(?:직무대리|직무대행))?)\s*:?\s*[가-힣]\s?[가-힣]\s?[가-힣]?[가-힣]?"
)


def _alone(text: str) -> str:
    """The heading that is all that a box holds: a name behind its number."""
    match = _NUMBERED_NAME.fullmatch(plain(text))
    return f"{_boxed(match['n'])} {match['t']}" if match else ""


def _boxed(number: str) -> str:
    """The number of a box, as one in brackets where it is a circled one or a figure alone."""
    alone = _CIRCLED.fullmatch(number) or number.isdigit()
    return f"[{unicodedata.numeric(number) if len(number) == 1 else int(number):.0f}]" if alone else number


def _marks(cell: str) -> str:
    """What a cell behind a name marks it with (신규·공모), as marks of a heading; empty where it is no such cell."""
    words = re.split(r"\s*[·/,]\s*", re.sub(r"\([^()]*\)$", "", plain(cell)).strip())
    return "".join(f" ^{{{w}}}" for w in words) if all(w in _MARKS for w in words) else ""


_MARKS = ("신규", "계속", "공모", "공약", "확정", "제안", "완료", "기존")
_CODE_CELL = re.compile(r"[A-Z]-?\d{1,2}")
_NUMBERED_NAME = re.compile(
    rf"(?P<n>{_CIRCLED.pattern}|\d{{1,2}}[.)]|[가나다라마바사아자차카타파하][.)])\s*(?P<t>[가-힣A-Z「‘(].{{3,60}})"
)
