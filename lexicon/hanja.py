"""Hanja as Hangul: ``豫算`` → 예산, ``2024年`` → 2024년 (``data/hanja.csv``: the characters and place names of planning documents)."""

from __future__ import annotations

import re
from functools import cache

from lexicon.jamo import letters_of, syllable
from lexicon.tables import rows

_RUN = re.compile(r"(?P<before>[가-힣\d]?)(?P<run>[\u3400-\u9fff]+)")
_N, _R, _NONE = 2, 5, 11
"""The leads ㄴ, ㄹ and ㅇ among the nineteen."""
_BRIGHT = frozenset({2, 6, 7, 12, 17, 20})
"""The vowels ㅑ ㅕ ㅖ ㅛ ㅠ ㅣ, before which a word begins with no ㄴ or ㄹ."""


def to_hangul(text: str) -> str:
    """The text with its Hanja read as Hangul; characters that the table lacks stay."""
    return _RUN.sub(lambda m: m["before"] + _read(m["run"], begins=not m["before"]), text)


@cache
def _readings() -> dict[str, str]:
    return {row["hanja"]: row["reading"] for row in rows("hanja")}


def _read(run: str, *, begins: bool) -> str:
    """A run of Hanja; at the beginning of a word ㄹ and ㄴ change by 두음법칙 (한글 맞춤법 제10~12항)."""
    read, at = "", 0
    while at < len(run):
        size = 2 if run[at : at + 2] in _readings() else 1
        read += _readings().get(run[at : at + size], run[at : at + size])
        at += size
    return _begun(read[0]) + read[1:] if begins and "가" <= read[0] <= "힣" else read


def _begun(letter: str) -> str:
    lead, vowel, tail = letters_of(letter)
    if lead in (_N, _R) and vowel in _BRIGHT:
        return syllable(_NONE, vowel, tail)
    return syllable(_N, vowel, tail) if lead == _R else letter
