"""Units that are said once for many amounts: ``※ 금액은 따로 적지 않으면 백만원``, ``(단위 : 천원)`` under a chapter's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lexicon.amounts import unit_of
from lexicon.labels import field_of, is_money_label, is_source_word
from loaders.layout.model import Block, Table

_UNIT = r"(?:십억|억|천만|백만|천)\s*원"
_ENDS = r"(?=\s*(?:단위|이?[임며다고]|으로|로\s|[).,]|$))"
_MONEY = r"(?:사업비|예산|금액|투자액|투자비|투자계획)"
_ALL = r"(?:이하|모든|전체|본\s?문서의?|각)"
_NOTE = re.compile(
    rf"^\W*{_MONEY}의?\s*단위\s*[:：]\s*(?P<a>{_UNIT})\s*(?:\([^()]*\)|\))?$"
    rf"|(?:따로|별도|특별한?|달리)\s.{{0,16}}(?:없|않).{{0,24}}?(?P<b>{_UNIT})(?=\s*단위|이?[임며다고]|으로|\s|[).,]|$)"
    rf"|^\W*(?:{_ALL}\s*)?(?:{_MONEY}의?\s*)?(?:표시\s*)?단위(?:는|\s*[:：])\s*(?P<c>{_UNIT})이?(?:임|며|다)"
    rf"|^\W*{_ALL}\s*(?:표의?\s*)?(?:{_MONEY}의?\s*)?(?:표시\s*)?단위(?:는|\s*[:：])?\s*(?P<d>{_UNIT}){_ENDS}"
    rf"|^\W*(?:{_ALL}\s*)?{_MONEY}(?:은|는)?\s*(?:모두\s*)?(?P<e>{_UNIT})\s*단위(?=\s*(?:임|이며|이다|로|[).,]|$))"
)


_OF_CHAPTER = re.compile(
    rf"\s*(?:#+\s*)?(?:\d{{1,2}}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[.\s]\s*[^|\t]*?[(\[<]\s*단\s*위\s*[:：;]?\s*(?P<u>{_UNIT})\s*[)\]>]\s*"
)
"""A chapter's heading with a unit behind it that no table stands under: ``4 주요 사업      (단위 : 천원)``."""
_OF_TABLE = re.compile(r"\||\t|\S\s{2,}\S+\s{2,}\S")


def noted_unit(lines: Sequence[str]) -> int | None:
    """Won per one of bare amounts, by the first line that notes it; None where none does."""
    for n, line in enumerate(lines):
        for piece in (line, *re.split(r"\s[/·]\s", line)[1:]):
            if match := _NOTE.search(piece):
                unit = unit_of(f"({next(u for u in match.groups() if u)})")
                if match["a"] is None or not _of_its_chapter(lines[:n], unit):
                    return unit
    found = {
        unit_of(f"({m['u']})")
        for n, line in enumerate(lines)
        if (m := _OF_CHAPTER.fullmatch(line)) and not _stands_over_table(lines, n)
    }
    return found.pop() if len(found) == 1 else None


def units_of_chapters(root: Block, unit: int | None) -> list[tuple[int, int, int]]:
    """The units that notes give for their own chapters, other than that of the document: first line, last line, won per one."""
    found = []
    for block in root.walk():
        match = _NOTE.search(block.text) if block.table is None and block.parent not in (None, root) else None
        own = unit_of(f"({next(u for u in match.groups() if u)})") if match else _under_heading(block)
        if own and own != unit and block.parent is not None:
            found.append((block.parent.line_start, block.parent.last_line, own))
    return found


def _under_heading(block: Block) -> int | None:
    """The unit that stands alone right under the heading of a chapter, with other headings and no table below it."""
    above = block.parent
    if above is None or above.parent is None or above.children[0] is not block or not _UNIT_ALONE.fullmatch(block.text):
        return None
    below = above.children[1:2]
    return unit_of(block.text) if below and below[0].table is None else None


_UNIT_ALONE = re.compile(rf"[(\[<]\s*단\s*위\s*[:：;]?\s*{_UNIT}\s*[)\]>]")


def _of_its_chapter(above: Sequence[str], unit: int | None) -> bool:
    """Whether a bare note (※ 금액단위 : 억원) is of its chapter alone: other units were stated above it, for other things."""
    return any(unit_of(line) not in (None, unit) for line in above if _CAPTION.fullmatch(line.strip()))


_CAPTION = re.compile(r"[(\[<]?\s*(?:[^()]{0,24}?[,，]\s*)?단\s*위\s*[:：;]?[^()]*[)\]>]?")


def _stands_over_table(lines: Sequence[str], heading: int) -> bool:
    """Whether a table follows the line (from 0): the unit is its own."""
    below = next((line for line in lines[heading + 1 : heading + 4] if line.strip()), "")
    return bool(_OF_TABLE.search(below.strip()))


def share_units(root: Block) -> None:
    """Make a unit right below a heading that of all tables of money under it, not of the first alone."""
    for parent in root.walk():
        unit = None
        for table in (c.table for c in parent.children if c.table is not None):
            if table.unit is None and unit and _is_of_money(table):
                table.unit = unit
            elif any(parent.line_end < line <= parent.line_end + 2 for line, _ in table.caption):
                unit = table.unit


def take_unit(root: Block, tables: Sequence[Table], unit: int) -> None:
    """Make the unit that a note gives that of tables of money that state none."""
    for table in tables:
        if table.unit is None and _is_of_money(table):
            table.unit = unit
    taken = {id(table) for table in tables}
    for block in root.walk():
        above = next(block.ancestors(), None)
        if block.table is None or id(block.table) not in taken or above is None:
            continue
        if block.table.unit is None and _OF_MONEY.search(above.text):
            block.table.unit = unit


_OF_MONEY = re.compile(r"(?:예산|재정|세입|세출|투자)\s*(?:규모|현황|총괄|계획|편성|내역)?$")


def _is_of_money(table: Table) -> bool:
    """Whether a table is a card, or has a column or a row of money."""
    heads = [part for c in table.columns for part in c.split(" > ")]
    if table.pairs or any(is_money_label(h) or is_source_word(h) or field_of(h) == "source" for h in heads):
        return True
    return any(is_source_word(row[0].text) for _, row in table.body())
