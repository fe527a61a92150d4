"""Headings of documents as questions name them: without year, remark and the word for what they give of their things."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.schema import GROUP_LEVEL
from lexicon.labels import field_of
from lexicon.text import squash


class Chapter(NamedTuple):
    """A heading of the four upper levels, or a group of rows in a table, and the lines under it; ``letters`` of its title
    without year and remark.
    """

    key: str
    document: str
    title: str
    letters: str
    level: int
    line_start: int
    line_end: int

    @property
    def of_rows(self) -> bool:
        """Whether it is a group of rows."""
        return self.level == GROUP_LEVEL


def title_letters(title: str) -> str:
    """The letters of a heading without its year, 주요, and a remark in brackets behind it."""
    text = re.sub(r"\([^()]*\)\s*$", "", title)
    text = re.sub(r"^[\s'’‘]*\d{2,4}\s*년도?\s*", "", text)
    return squash(re.sub(r"^(?:주요|중점)\s+", "", text))


_TAIL = re.compile(r"\s(?:목록|현황|내역|개요|추진\s?상황|추진\s?현황|추진\s?계획|총괄표?)$")


def shortened(chapter: Chapter) -> list[str]:
    """The letters of a title without the word for what it gives of its things (대상사업 목록), and without 사업 as well."""
    text = re.sub(r"\([^()]*\)\s*$", "", chapter.title).strip()
    short = title_letters(_TAIL.sub("", text)) if _TAIL.search(text) and not chapter.of_rows else ""
    if not short or field_of(short) not in (None, "name"):
        return []
    bare = short.removesuffix("사업") if len(short) >= _LONG else short
    return [letters for letters in dict.fromkeys((short, bare)) if letters != chapter.letters]


_LONG = 8
"""Letters of a title that is told from others also without its last word."""
