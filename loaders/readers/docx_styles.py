"""What Word draws before a paragraph: numbers, bullets, indentation, and headings by style."""

from __future__ import annotations

import re
from typing import Any

from loaders.readers.hwpx_styles import written
from loaders.readers.symbols import readable
from loaders.readers.xml import first, local, number

Element = Any
_TWIPS_PER_BLANK = 200  # twentieths of a point: one full-width letter of 10 points
_MAX_BLANKS = 20
_LEVELS = 9
_MAX_PARENTS = 20
_FORMS = {
    "decimal": "DIGIT", "decimalZero": "DIGIT", "upperRoman": "ROMAN_CAPITAL", "lowerRoman": "ROMAN_SMALL",
    "upperLetter": "LATIN_CAPITAL", "lowerLetter": "LATIN_SMALL", "ganada": "HANGUL_SYLLABLE", "chosung": "HANGUL_JAMO",
    "koreanCounting": "DIGIT", "decimalEnclosedCircle": "CIRCLED_DIGIT", "decimalEnclosedCircleChinese": "CIRCLED_DIGIT",
}  # fmt: skip


class Styles:
    """Reads a document's styles and numbering once and counts numbered paragraphs as they come."""

    def __init__(self, document: Any) -> None:
        self._styles = {s.get(_w(s, "styleId")): s for s in document.styles.element if local(s) == "style"}
        self._levels: dict[str, dict[int, Element]] = {}
        self._counts: dict[str, list[int]] = {}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {_attribute(a, "abstractNumId"): a for a in numbering if local(a) == "abstractNum"}
        for num in (e for e in numbering if local(e) == "num"):
            found = abstract.get(_attribute(first(num, "abstractNumId"), "val"))
            if found is not None:
                self._levels[_attribute(num, "numId")] = {number(e, "ilvl"): e for e in found if local(e) == "lvl"}

    def lead(self, paragraph: Element, text: str) -> str:
        """The blanks, number, bullet or ``#`` that stand before a paragraph's text; none where there is no text."""
        if not text.strip():
            return ""
        properties = first(paragraph, "pPr")
        chain = self._chain(_attribute(first(properties, "pStyle"), "val"))
        level = self._heading(properties, chain)
        mark, indent = self._mark(properties, chain)
        if level:
            return "#" * min(level, 6) + " " + (f"{mark} " if mark else "")
        own = _indent(first(properties, "ind"))
        left = (
            own
            if own is not None
            else next((i for s in chain if (i := _indent(_inside(s, "ind"))) is not None), indent)
        )
        blanks = " " * max(0, min(_MAX_BLANKS, round((left or 0) / _TWIPS_PER_BLANK)))
        return f"{blanks}{mark} " if mark and not text.lstrip().startswith(mark) else blanks

    def _chain(self, style: str) -> list[Element]:
        """A style and those that it is based on."""
        found: list[Element] = []
        while style in self._styles and len(found) < _MAX_PARENTS:
            found.append(self._styles[style])
            style = _attribute(first(found[-1], "basedOn"), "val")
        return found

    @staticmethod
    def _heading(properties: Element, chain: list[Element]) -> int:
        """The outline level of a heading style, from 1; 0 for other paragraphs."""
        for style in chain:
            name = _attribute(first(style, "name"), "val").lower()
            match = re.fullmatch(r"(?:heading|제목|개요)\s*(\d)", name)
            if match:
                return int(match[1])
            if name == "title":
                return 1
        return 0

    def _mark(self, properties: Element, chain: list[Element]) -> tuple[str, int | None]:
        own = first(properties, "numPr")
        numbering = _attribute(first(own, "numId"), "val")
        level = number(first(own, "ilvl"), "val")
        if not numbering:
            for style in chain:
                inside = _inside(style, "numPr")
                if _attribute(first(inside, "numId"), "val"):
                    numbering, level = _attribute(first(inside, "numId"), "val"), number(first(inside, "ilvl"), "val")
                    break
        shape = self._levels.get(numbering, {}).get(level)
        if shape is None or not 0 <= level < _LEVELS:
            return "", None
        indent = _indent(_inside(shape, "ind"))
        form = _attribute(first(shape, "numFmt"), "val")
        text = _attribute(first(shape, "lvlText"), "val")
        if form == "bullet":
            return readable(text)[:1].strip(), indent
        counts = self._counts.setdefault(numbering, [0] * _LEVELS)
        counts[level] += 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        levels = self._levels[numbering]

        def count(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            start = number(first(levels[at], "start"), "val", 1) if at in levels else 1
            shown = _attribute(first(levels[at], "numFmt"), "val") if at in levels else ""
            return written(max(counts[at], 1) + start - 1, _FORMS.get(shown, "DIGIT"))

        return ("" if form == "none" else re.sub(r"%([1-9])", count, text).strip()), indent


def _inside(element: Element, name: str) -> Element:
    """The first element of a name in the paragraph properties of a style or level."""
    return first(first(element, "pPr"), name)


def _indent(element: Element) -> int | None:
    """The place at which the first line begins, in twips; None where nothing is said."""
    if not element.attrib:
        return None
    left = number(element, "left", number(element, "start"))
    return left + number(element, "firstLine") - number(element, "hanging")


def _attribute(element: Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == name), "")


def _w(element: Element, name: str) -> str:
    return next((str(k) for k in element.attrib if k.rsplit("}", 1)[-1] == name), name)
