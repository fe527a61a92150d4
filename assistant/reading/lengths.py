"""How long programs are to run, as questions say it: 사업기간 12개월인, 2년 넘는, 10개월짜리, more than 12 months."""

from __future__ import annotations

import re
from typing import NamedTuple


class Length(NamedTuple):
    """A length in months with its sign (``==``, ``>=``, ``>``, ``<=``, ``<``), and where it stands."""

    sign: str
    months: int
    start: int
    end: int


_KOREAN = re.compile(
    r"(?P<lead>기간[이은가]?\s*)?(?P<n>\d{1,3})\s*(?P<u>개월|달|년)(?:\s*간)?(?:[을를이])?\s*"
    r"(?P<w>이상|초과|이하|미만|넘[는게은긴]|보다\s*(?:긴|오래|길게|짧은|짧게)|짜리|인(?=\s)|동안(?=\s))?(?:인(?=\s))?"
)
_ENGLISH = re.compile(
    r"(?P<w>more than|longer than|over|at least|less than|shorter than|under|at most|for)\s+(?P<n>\d{1,3})\s*(?P<u>months?|years?)",
    re.I,
)
_SIGNS = {
    "이상": ">=", "초과": ">", "이하": "<=", "미만": "<", "more than": ">", "longer than": ">", "over": ">", "at least": ">=",
    "less than": "<", "shorter than": "<", "under": "<", "at most": "<=",
}  # fmt: skip


def lengths(text: str) -> list[Length]:
    """The lengths of time that bound programs; a number of months alone is one only behind 기간 or before 짜리."""
    found = []
    for match in _KOREAN.finditer(text):
        word = re.sub(r"\s+", "", match["w"] or "")
        bounded = word in _SIGNS or word.startswith(("넘", "보다"))
        if word == "짜리" or (match["lead"] and (bounded or word or match["u"] == "개월")):
            found.append(Length(_sign(word), _months(match), match.start("n"), match.end()))
    found += [
        Length(_SIGNS.get(m["w"].lower(), "=="), _months(m), m.start(), m.end())
        for m in _ENGLISH.finditer(text)
        if _RUN.search(text[: m.start()])
    ]
    return found


_RUN = re.compile(r"\b(?:run|runs|running|last|lasts|lasting|take|takes|period|duration)\b", re.I)


def _months(match: re.Match[str]) -> int:
    return int(match["n"]) * (12 if match["u"].lower().startswith(("년", "year")) else 1)


def _sign(word: str) -> str:
    if word.startswith("넘") or word in ("보다긴", "보다오래", "보다길게"):
        return ">"
    if word in ("보다짧은", "보다짧게"):
        return "<"
    return _SIGNS.get(word, "==")
