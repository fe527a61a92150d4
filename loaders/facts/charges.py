"""Who is in charge of what stands elsewhere: units of whole parts (전략목표 | 담당부서), people of items by their numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from lexicon.text import squash
from loaders.facts.tables import column, columns_of
from loaders.layout.model import Block, Layout
from loaders.layout.outline import is_numbered

_NUMBER = re.compile(r"^\W*(?:[가-힣]{2,6}\s*)?(?:\d{1,2}(?:-\d{1,2})?|[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ가-하])[.)\s]\s*")
_SHORTEST = 4


def units_of_parts(layout: Layout) -> dict[str, str]:
    """The unit of each heading (its squashed text) that the rows of a table give one, and all of them the same."""
    headings = {squash(b.text) for b in _headings(layout.root)}
    found: dict[str, list[str]] = {}
    for table in layout.tables:
        unit = column(columns_of(table), "department") if table.header_rows else None
        if unit is None:
            continue
        for _, row in table.body():
            for cell in row:
                key = squash(_NUMBER.sub("", cell.text))
                if cell is not row[unit.index] and len(key) >= _SHORTEST and key in headings and row[unit.index].text:
                    found.setdefault(key, []).append(row[unit.index].text)
    return {key: units[0] for key, units in found.items() if len(set(units)) == 1}


def numbered_items(layout: Layout) -> dict[str, str]:
    """The texts of the items that have a number of two parts (``2-1``) that no other has."""
    found: dict[str, list[str]] = {}
    for block in _headings(layout.root):
        if _TWO_PARTS.fullmatch(number := block.marker.strip(" .)")):
            found.setdefault(number, []).append(block.text)
    return {number: texts[0] for number, texts in found.items() if len(texts) == 1}


class Counted(NamedTuple):
    """Items of a run that letters or numbers count (가. 나., 1) 2)): the lines that they and what follows them take, and their
    texts by what counts them.
    """

    first: int
    last: int
    texts: dict[str, str]


def counted_items(layout: Layout) -> list[Counted]:
    """The runs of items that letters or numbers count, or that have lines of their own below them, in document order."""
    found = []
    for block in layout.root.walk():
        for family in dict.fromkeys(c.family for c in block.children if is_numbered(c.family) or c.children):
            items = [c for c in block.children if c.family == family and (is_numbered(family) or c.children)]
            if len(items) > 1:
                texts = {c.marker.strip(" .)(") or str(n): _REMARK.sub("", c.text) for n, c in enumerate(items)}
                found.append(Counted(items[0].line_start, block.last_line, texts))
    return sorted(found, key=lambda run: (run.first, run.last))


def are_of_several(counted: list[Counted], line: int, duties: list[str]) -> bool:
    """Whether what people have in brackets behind their numbers are the items of a run, not parts of one of them:
    ``양수빈(5641, 우드랜드), 금나래(5642, 유치휴양림)``.
    """
    said = [duty for duty in duties if duty]
    around = [run for run in counted if run.first < line <= run.last] if len(said) > 1 else []
    for run in around:
        names = [squash(text) for text in run.texts.values()]
        meant = [[n for n in names if _has_word_of(n, duty)] for duty in said]
        if all(meant) and len({n[0] for n in meant}) > 1:
            return True
    return False


def _has_word_of(name: str, duty: str) -> bool:
    """Whether a name has two letters running of a word of a duty: 원목표고 … of 표고."""
    words = re.findall(r"[가-힣A-Za-z]{2,}", duty)
    return any(w[i : i + 2] in name for w in words for i in range(len(w) - 1))


def of_letters(counted: list[Counted], line: int, text: str) -> list[tuple[list[str], str]]:
    """``다·마 : 팀장 …, … / 사 : …``: the items that each list of people is for, with its words; empty where it is none."""
    marks = list(_BY_LETTER.finditer(text))
    if not marks or marks[0].start() > 1:
        return []
    around = [run for run in counted if run.first < line <= run.last and "가" in run.texts]
    if not around:
        return []
    ends = [*(m.start() for m in marks[1:]), len(text)]
    named = [[around[-1].texts.get(letter, "") for letter in re.findall("[가-하]", m["l"])] for m in marks]
    words = [text[m.end() : end].strip(" /,;") for m, end in zip(marks, ends, strict=True)]
    return list(zip(named, words, strict=True)) if all(all(items) for items in named) else []


_REMARK = re.compile(r"\s*[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]\s*$")
_BY_LETTER = re.compile(r"(?:^|(?<=[\s/,;※]))(?P<l>[가-하](?:\s?[·,]\s?[가-하])*)\s*:\s*")
_TWO_PARTS = re.compile(r"\d{1,2}-\d{1,2}")


def _headings(block: Block) -> list[Block]:
    """The blocks below that have blocks of their own."""
    return [b for c in block.children if c.children for b in (c, *_headings(c))]
