"""Which lines without a marker go on with the line above: broken sentences, names of the people in charge, values of forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lexicon.labels import split_label
from lexicon.ministries import is_ministry
from lexicon.organisations import is_known
from lexicon.text import plain
from loaders.layout.markers import NUMBERED_CAPTION
from loaders.layout.model import Block
from loaders.layout.outline import is_numbered

_OPEN_END = re.compile(
    r"(?:[,·&‘“(\[]|(?<![회협건심문강논정])의|(?<!마)을|[를에와며및]|(?<![결성효경초])과|(?<![보제광공재경])고|(?<![참기수부])여"
    r"|(?<![도경진수])로|위한|통한|대한|따른|하는|있는|등)$"
)
"""Particles and words that no line ends with; 결과, 보고, 회의, 참여 and 도로 end in no particle."""
_LONG_ENOUGH = 20
_FULL = 0.75
"""The share of the longest line that a line fills which goes on in the next."""
_SENTENCE = re.compile(r"[가-힣]다\.(?:\s|$)")
_SENTENCE_END = re.compile(r"[.:;!?]$")
_JOINING_END = re.compile(r"\S\s(?:및|또는|위한)$")
"""Words that no name ends with, short as it may be."""
_PHONE_ALONE = re.compile(r"[(\[]\s*(?:☎|☏|전화|TEL|Tel)\s*[:.)]?\s*[\d)\s,~-]+[)\]]")
_STAFF_LINE = re.compile(
    r"[\[【〔<〈(]\s*(?:업무\s*)?(?:담당|문의|연락)[^\[\]【】〔〕<>〈〉()]{0,6}[\]】〕>〉)].+"
    r"|(?:[가-힣A-Za-z·]+\s+){0,3}[가-힣A-Za-z·]+(?:팀|과|실|부|소|센터|관|[팀과실부소국]장)\s+[가-힣○〇◯*]{2,4}(?:\s+[가-힣]{2,4})?"
    r"\s*[(\[]?\s*(?:내선|교환|☎|☏|전화|TEL|Tel)?[\s:.]*\d[\d)(~,\s-]{2,}[)\]]?"
)
"""A line that names who is in charge: ``도시재생팀장 김한결 내선 3456``, ``【담당】 …``."""
_OF_STAFF = re.compile(r"(?:부서\s*)?(?:담당자?|연락처|문의처?)\s*(?:[:>\]】〕]|$).*\d{4}")
_NUMBERED_ONE = re.compile(r"[가-힣].*(?<![\d,.])\d{4}(?![\d,.])")
_DEEPER = 6
"""Blanks by which a line stands deeper than the people above whose list it goes on with."""
_LONGEST_STAFF = 60
_VALUES_AT = 6
"""The values of a form stand at least so far from the margin; a line that begins there goes on with the value above."""


@dataclass
class Previous:
    """The text line before: its block, its raw text, and whether a blank line came between."""

    block: Block
    raw: str
    blank: bool = False


class Widths(NamedTuple):
    """The letters of the longest line of a document, with its margin and without."""

    line: int
    text: int


def goes_on(before: Previous | None, raw: str, indent: int, level: int, widths: Widths) -> bool:
    """Whether an unmarked line is the rest of the block before it."""
    if before is None or level:
        return False
    text = plain(raw)
    if _STEP_LEAD.match(raw) or NUMBERED_CAPTION.match(text):
        return False
    if _in_brackets(before, text):
        return True
    if _is_title_over(before, text, widths.text):
        return False
    if before.block.family == "form":
        return indent >= _VALUES_AT and not before.blank and not before.block.text.endswith(":")
    if _goes_on_with_people(before, text, indent):
        return True
    if len(text) <= _LONGEST_STAFF and _STAFF_LINE.fullmatch(text):
        return False
    if re.fullmatch(r"[(\[].*[)\]]", text):
        return bool(_PHONE_ALONE.fullmatch(text)) and not before.blank
    if split_label(text) and len(text.split(":")[0]) <= 14 and not _OPEN_END.search(before.block.text):
        return False
    if _is_open(before, indent) or _is_paragraph(before, text, indent, widths.text):
        return True
    if before.raw.endswith("  ") and not before.blank:
        return True
    return _runs_over(before, indent, widths.line)


def _is_title_over(before: Previous, text: str, width: int) -> bool:
    """Whether a line is the first sentence below a short title behind a bullet: ◇ 탄소중립 선도도시 조성, over … 선정된 사업이다."""
    block = before.block
    short = len(block.text) <= min(_LONGEST_TITLE, _TITLE_SHARE * width) and not before.blank
    marked = block.family not in ("plain", "form", "table") and block.line_start == block.line_end
    named = bool(_NOUN_END.search(block.text)) and not _SENTENCE.search(f"{block.text} ")
    return short and marked and named and bool(_SENTENCE.search(f"{text} ")) and not _OPEN_END.search(block.text)


_LONGEST_TITLE, _TITLE_SHARE = 34, 0.6
_NOUN_END = re.compile(r"[가-힣)A-Z]$")
_STEP_LEAD = re.compile(r"\s*(?:[1-4]\s?분기|[상하]반기|\d{1,2}월)\s{2,}\S")
"""A time with a gap behind it: what is done then, whatever stands above."""


def _in_brackets(before: Previous, text: str) -> bool:
    """Whether a line closes a bracket that the one right above it opened: 354,800백만원(국비 198,600 / 민자 89,200), …."""
    above, close = before.block.text, text.find(")")
    is_open = above.count("(") == above.count(")") + 1 and not before.blank
    return is_open and close >= 0 and not 0 <= text.find("(") < close


def _runs_over(before: Previous, indent: int, width: int) -> bool:
    """Whether a line that says nothing of itself stands where the rest of the one above would."""
    block = before.block
    if before.blank or block.family.startswith(("md", "title")) or block.emphasised:
        return False
    if indent == 0 and block.family == "plain" and block.indent == 0:
        return False
    if indent > block.indent and len(plain(before.raw)) < 0.6 * width:
        return False
    if indent and indent == block.indent and block.family == "plain":
        return False
    return not (is_numbered(block.family) and len(block.text) < 30)


def _goes_on_with_people(before: Previous, text: str, indent: int) -> bool:
    """Whether a line goes on with a list of people: behind a stroke (/ 귀농귀촌팀 …), or far right below their label."""
    if before.blank:
        return False
    deeper = indent >= before.block.indent + _DEEPER and bool(_OF_STAFF.match(before.block.text))
    return text.startswith("/ ") or (deeper and bool(_NUMBERED_ONE.match(text)))


def _is_paragraph(before: Previous, text: str, indent: int, width: int) -> bool:
    """Whether a line goes on with sentences that fill the lines of the page."""
    block = before.block
    if block.family != "plain" or not indent or before.blank or abs(indent - block.indent) > 1 or split_label(text):
        return False
    full = len(plain(before.raw)) >= _FULL * width and not _SENTENCE_END.search(block.text)
    return full and bool(_SENTENCE.search(f"{block.text} {text} "))


def _is_open(before: Previous, indent: int) -> bool:
    """Whether the text before ends in a word that no line ends with."""
    text = before.block.text
    if _OPEN_END.search(text.rstrip("* ")) and len(text) > _LONG_ENOUGH:
        return True
    return bool(indent and not before.blank and _JOINING_END.search(text))


_LAST, _FIRST = re.compile(r"[가-힣]{2,12}$"), re.compile(r"[가-힣]{1,10}")


def joined(above: str, below: str) -> str:
    """Two lines as one, without a blank where they part the name of a ministry or institution: 과학기술 / 정보통신부."""
    last, first = _LAST.search(above), _FIRST.match(below)
    name = f"{last.group()}{first.group()}" if last and first else ""
    whole = bool(name) and (is_ministry(name) or is_known(name)) and not is_known(last.group() if last else "")
    return f"{above}{'' if whole else ' '}{below}"
