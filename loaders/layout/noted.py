"""The unit that a document notes once for all its bare amounts: ``※ 금액은 따로 적지 않으면 백만원``, ``이하 단위 : 억원``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lexicon.amounts import unit_of

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
    for line in lines:
        for piece in (line, *re.split(r"\s[/·]\s", line)[1:]):
            if match := _NOTE.search(piece):
                return unit_of(f"({next(u for u in match.groups() if u)})")
    found = {
        unit_of(f"({m['u']})")
        for n, line in enumerate(lines)
        if (m := _OF_CHAPTER.fullmatch(line)) and not _stands_over_table(lines, n)
    }
    return found.pop() if len(found) == 1 else None


def _stands_over_table(lines: Sequence[str], heading: int) -> bool:
    """Whether a table follows the line (from 0): the unit is its own."""
    below = next((line for line in lines[heading + 1 : heading + 4] if line.strip()), "")
    return bool(_OF_TABLE.search(below.strip()))
