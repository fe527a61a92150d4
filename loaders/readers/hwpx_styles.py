"""What HWPX styles draw before a paragraph: numbers, bullets and indentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.readers.symbols import readable
from loaders.readers.xml import local, whole

Element = Any
_MAX_BLANKS = 20
_DEPTH = 10  # levels that Hangul's numbering has
_HANGUL = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"


@dataclass(frozen=True)
class _Level:
    form: str  # such as "^1."
    numbers: str  # such as "HANGUL_SYLLABLE"
    start: int


@dataclass(frozen=True)
class _Style:
    kind: str  # NONE, OUTLINE, NUMBER, BULLET
    id: str
    level: int
    left: int  # HWPUNIT, of the first line


class Styles:
    """Reads the header part once and counts numbered paragraphs as they come."""

    def __init__(self, header: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._levels: dict[str, list[_Level]] = {}
        self._bullets: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._outline = ""
        for element in header.iter() if header is not None else ():
            kind = local(element)
            if kind == "paraPr":
                self._styles[element.get("id", "")] = _style(element)
            elif kind == "numbering":
                self._levels[element.get("id", "")] = [_level(e) for e in element if local(e) == "paraHead"]
            elif kind == "bullet":
                self._bullets[element.get("id", "")] = readable(element.get("char", ""))[:1]

    def section(self, root: Element) -> None:
        """Take note of the numbering that a section's outline uses."""
        for element in root.iter():
            if local(element) == "secPr":
                self._outline = element.get("outlineShapeIDRef", "")
                return

    def lead(self, paragraph: Element, text: str, unit: int) -> str:
        """The blanks, number or bullet that stand before a paragraph's text. ``unit``: HWPUNIT per blank, 0 for none.

        A paragraph without text draws none, and does not count.
        """
        style = self._styles.get(paragraph.get("paraPrIDRef", ""))
        if style is None or not text.strip():
            return ""
        blanks = " " * min(_MAX_BLANKS, max(0, round(style.left / unit))) if unit else ""
        if style.kind == "BULLET":
            mark = self._bullets.get(style.id, "")
        elif style.kind in ("NUMBER", "OUTLINE"):
            mark = self._number(style.id if style.kind == "NUMBER" else self._outline, style.level)
        else:
            mark = ""
        return f"{blanks}{mark} " if mark and not text.lstrip().startswith(mark) else blanks

    def _number(self, numbering: str, level: int) -> str:
        levels = self._levels.get(numbering, [])
        if level >= len(levels):
            return ""
        counts = self._counts.setdefault(numbering, [0] * _DEPTH)
        counts[level] += 1
        counts[level + 1 :] = [0] * (_DEPTH - level - 1)

        def count(match: re.Match[str]) -> str:
            if not match[1].isdigit():  # ^n, ^N: the number of every level
                return ".".join(str(max(1, n)) for n in counts[: level + 1])
            at = int(match[1]) - 1
            if not 0 <= at < len(levels):
                return ""
            return written(max(counts[at], 1) + levels[at].start - 1, levels[at].numbers)

        return re.sub(r"\^(\d{1,2}|[nN])", count, levels[level].form).strip()


def written(number: int, form: str) -> str:
    """A number in one of OWPML's forms."""
    if form == "HANGUL_SYLLABLE" and number <= len(_HANGUL):
        return _HANGUL[number - 1]
    if form == "HANGUL_JAMO" and number <= len(_JAMO):
        return _JAMO[number - 1]
    if form == "CIRCLED_DIGIT" and number <= 20:
        return chr(ord("①") + number - 1)
    if form == "ROMAN_CAPITAL" and number <= 10:
        return chr(ord("Ⅰ") + number - 1)
    if form == "ROMAN_SMALL" and number <= 10:
        return chr(ord("ⅰ") + number - 1)
    if form in ("LATIN_CAPITAL", "LATIN_SMALL") and number <= 26:
        return chr(ord("A" if form == "LATIN_CAPITAL" else "a") + number - 1)
    if form.startswith("CIRCLED_HANGUL") and number <= 14:
        return chr(ord("㉮") + number - 1)
    return str(number)


def _style(element: Element) -> _Style:
    kind, numbering, level, left, intent = "NONE", "", 0, 0, 0
    seen = False
    for child in element.iter():
        name = local(child)
        if name == "heading":
            kind, numbering = child.get("type", "NONE"), child.get("idRef", "")
            level = max(0, min(_DEPTH - 1, whole(child.get("level"))))
        elif name in ("left", "intent") and not seen:
            # The first of hp:switch's branches is in HWPUNIT, the second in half of it.
            value = whole(child.get("value"))
            left, intent = (value, intent) if name == "left" else (left, value)
        elif name == "next":
            seen = True
    return _Style(kind, numbering, level, left + max(0, intent))


def _level(element: Element) -> _Level:
    return _Level("".join(element.itertext()), element.get("numFormat", "DIGIT"), whole(element.get("start")) or 1)
