"""The title of a document: a line of its cover, else what the source calls itself, else what its first sheet is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexicon.dates import find_years
from lexicon.labels import field_of, split_label
from lexicon.text import plain, unspace
from loaders.facts.heads import is_name
from loaders.facts.issuer import COVER_LINES
from loaders.facts.model import Cite
from loaders.layout.model import Layout, distinct

_TITLE = re.compile(
    r"계획|현황|추진|보고|실적|업무|백서|공약|편람|개요|사업|예산|결과|성과|방안|대책|안내|공고|시책|자료|요강|설명서"
)
_TITLE_END = re.compile(
    r"(?:계획|보고|현황|실적|업무|백서|편람|개요|결과|성과|방안|대책|안내|시책|자료|상황|예산|설명|공고)(?:서|집|안|\(안\))?$"
)
_OFFICE_LINE = re.compile(
    r".*제\s*\d{4}\s*-\s*\d+\s*호|문서번호|결재|공개여부|방침|수신|발신|시행일|담당자?\s|본문|붙임|첨부"
)
_SAYS_NOTHING = re.compile(r"(?:[^가-힣]|제목\s?없음|(?:새|빈)\s?문서|문서|사본|스캔|최종|수정)*")
"""What a file is called that nobody named: 003_3888df22, scan0001, 빈 문서 1, 문서1 (사본)."""


def written_title(layout: Layout) -> tuple[str, Cite] | None:
    """The first line of the cover that ends like a title, else the first that reads like one."""
    first: tuple[str, Cite] | None = None
    for number, line in enumerate(layout.lines[:COVER_LINES], 1):
        boxed = re.fullmatch(r"\s*\|([^|]+)\|\s*", line)  # a title in a box is a table of one cell
        raw = boxed[1].strip() if boxed else line
        text = (
            re.sub(r"^[□■◇◆○●▣❑]\s*", "", unspace(plain(raw.lstrip("# "))))
            if number <= 3
            else unspace(plain(raw.lstrip("# ")))
        )
        worded = 6 <= len(text) <= 60 and _TITLE.search(text) and not split_label(text) and "\t" not in raw.strip()
        if (
            worded
            and not _OFFICE_LINE.match(text)
            and (not re.match(r"[□○ㅁㅇ◦❍■●◆▶\-ⅠⅡ※①\d]+[.)\s]", text) or find_years(text[:6]))
        ):
            if _TITLE_END.search(text):
                return text, Cite(number, number)
            first = first or (text, Cite(number, number))
        if re.match(r"\s*(?:#+\s*)?(?:[ⅠI]\s*[.]|□)", raw) and number > 3:
            break
    return first


def told_title(layout: Layout, issuer: str, kind: str) -> tuple[str, Cite] | None:
    """The title of a sheet that has none and whose file nobody named: whose, what about, of what kind."""
    if not issuer or not _SAYS_NOTHING.fullmatch(layout.source.title):
        return None
    stated = {field: (value, line) for field, value, line in _stated(layout) if is_name(value)}
    subject = stated.get("name") or stated.get("goal")
    return (f"{issuer} {subject[0]} {kind}", Cite(subject[1], subject[1])) if subject else None


def _stated(layout: Layout) -> Iterator[tuple[str, str, int]]:
    """The names and goals that labels of the first lines state, the first last: field, value, line."""
    for table in reversed(layout.tables[:2]):
        if table.pairs and table.line_start <= COVER_LINES:
            for row in reversed(table.rows):
                cells = distinct(row)
                for left, right in zip(cells[::2], cells[1::2], strict=False):
                    yield field_of(left.text) or "", right.text, right.line
    for number in range(min(COVER_LINES, len(layout.lines)), 0, -1):
        if pair := split_label(plain(layout.lines[number - 1].lstrip("#-*○□ \t"))):
            yield field_of(pair[0]) or "", pair[1], number
