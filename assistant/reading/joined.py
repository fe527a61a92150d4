"""Two questions in one: A와 B의 사업비를 합치면, 준공이랑 개관은 각각 언제.

Which of the words around the joining one belong to its two sides, and which to both, no rule of grammar tells, so all near
cuts are given, likeliest first: sides that end alike before others, then sides of as many words, the shorter first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.reading import Reading
from embeddings.tokens import morphemes
from lexicon.boundaries import PARTICLES

_LONGEST = 3
"""Words of a side at most, beside the whole of what stands before or behind."""
_CUTS = 6
_RECKONING = ("compare", "sum", "difference")
"""Slots whose words are of both questions together, and of neither alone."""
_WHEN = "언제"
"""What is asked of each side where the question is which of them came first."""
_JOINING = ("JC", "JKB")
_FORMS = ("와", "과", "랑", "이랑", "하고")
_SIGN = re.compile(r"\s(?:및|\+|&|vs\.?)\s")
_ENGLISH = re.compile(r"\s(?:and|vs\.?|versus)\s(?:the\s)?")
_BEFORE_BOTH = re.compile(r"^.*\b(?:of|for|between|in|is|are|have|does|do)\s(?:the\s)?")
_TOGETHER = re.compile(r"\s*(?:함께|같이|공동|관련|비슷|유사|다른|달리|협력|협약|연계)")
_END = re.compile(rf"(?:{PARTICLES})$")


def joined(reading: Reading) -> Iterator[tuple[str, str]]:
    """The pairs of questions that a question may be, at most a few; none where nothing joins two things."""
    text = _without_reckoning(reading)
    place = _place(text, english=reading.english)
    if place is None or any(start < place[0] < end for start, end in reading.mentions.spans):
        return  # 먹거리계획과: the end of a name joins nothing
    before, behind = text[: place[0]].rstrip(), text[place[1] :].lstrip()
    if not before or not behind or _TOGETHER.match(behind):
        return
    cuts = _english_cuts(before, behind) if reading.english else _cuts(before.split(), behind.split())
    yield from list(dict.fromkeys(cuts))[:_CUTS]


def _without_reckoning(reading: Reading) -> str:
    """The text without the words that set two things side by side or add them up."""
    letters = list(reading.text)
    for word in reading.slots.words:
        if word.slot in _RECKONING:
            size = word.end - word.start
            letters[word.start : word.end] = (_WHEN if word.value == "first" else "").rjust(size)
    return "".join(letters)


def _place(text: str, *, english: bool) -> tuple[int, int] | None:
    """Where the first joining word stands."""
    sign = (_ENGLISH if english else _SIGN).search(text)
    if sign or english:
        return sign.span() if sign else None
    for m in morphemes(text):
        blank = text[m.end : m.end + 1].isspace()
        if m.tag in _JOINING and m.form in _FORMS and blank and text[m.start : m.end] == m.form:
            return m.start, m.end
    return None


def _cuts(before: list[str], behind: list[str]) -> list[tuple[str, str]]:
    sizes = sorted(
        {(a, b) for a in (*range(1, _LONGEST + 1), len(before)) for b in (*range(1, _LONGEST + 1), len(behind))}
    )
    fitting = [(a, b) for a, b in sizes if a <= len(before) and b <= len(behind)]
    alike = {(a, b) for a, b in fitting if _END.sub("", before[-1]) == _END.sub("", behind[b - 1])}
    fitting.sort(key=lambda ab: (ab not in alike, abs(ab[0] - ab[1]), ab))
    return [(_joined(before, behind[b:]), _joined(before[: len(before) - a], behind)) for a, b in fitting]


def _english_cuts(before: str, behind: str) -> list[tuple[str, str]]:
    shared = _BEFORE_BOTH.match(before)
    return [(before, f"{shared.group()}{behind}")] if shared else []


def _joined(*parts: list[str]) -> str:
    return " ".join(word for part in parts for word in part)
