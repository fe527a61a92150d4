"""Korean particles by the last sound of what stands before them: 은/는, 이/가, 을/를, 과/와, 으로/로.

The sound is that of the last letter that is read aloud: of a number its Sino-Korean reading (3 삼, 100 백, 10억 억), of Latin
letters their Korean names (L 엘, R 알), of units theirs (% 퍼센트, ㎡ 제곱미터); closing brackets and quotation marks are passed
over, a bracketed remark is not read.
"""

from __future__ import annotations

import re

from lexicon.jamo import has_tail

_PAIRS = {
    "은": ("은", "는"),
    "는": ("은", "는"),
    "이": ("이", "가"),
    "가": ("이", "가"),
    "을": ("을", "를"),
    "를": ("을", "를"),
    "과": ("과", "와"),
    "와": ("과", "와"),
    "으로": ("으로", "로"),
    "로": ("으로", "로"),
    "이라": ("이라", "라"),
    "이며": ("이며", "며"),
    "이고": ("이고", "고"),
    "입니다": ("입니다", "입니다"),
}
_DIGITS = "영일이삼사오육칠팔구"
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "이비씨디이프지치이이이엘엠엔오피큐알스티유이유스이트", strict=True))
_SIGNS = {
    "%": "트",
    "‰": "밀",
    "㎡": "터",
    "㎢": "터",
    "㎥": "터",
    "㎞": "터",
    "㎜": "터",
    "㎝": "터",
    "㎏": "램",
    "℃": "도",
    "+": "스",
}
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_SKIPPED = re.compile(r"[\s\"'“”‘’\]\)}>」』》〉…·.,!?~\-_*]+$")
_NUMBER = re.compile(r"(\d[\d,]*)(?:\.(\d+))?$")
_WHOLE = ("", "십", "백", "천")
_MYRIADS = ("", "만", "억", "조", "경")


def with_particle(text: str, particle: str) -> str:
    """``text`` and the form of ``particle`` that its last sound takes: 사업 + 은, 청주 + 는."""
    return text + particle_for(text, particle)


def particle_for(text: str, particle: str) -> str:
    """The form of ``particle`` behind ``text``. Raises ``KeyError`` for a particle that has no two forms."""
    closed, opened = _PAIRS[particle]
    syllable = last_syllable(text)
    tail = has_tail(syllable) if syllable else False
    if closed == "으로" and syllable and (ord(syllable) - ord("가")) % 28 == _RIEUL:
        return opened
    return closed if tail else opened


_RIEUL = 8
"""The tail ㄹ, behind which 로 stands, not 으로."""


def last_syllable(text: str) -> str:
    """The last syllable as read aloud; empty where nothing is."""
    while (bare := _SKIPPED.sub("", _REMARK.sub("", text))) != text:
        if not bare:
            bare = re.sub(r"[()\[\]\s]", "", text)
            return last_syllable(bare) if bare and bare != text else ""
        text = bare
    if not text:
        return ""
    last = text[-1]
    if "가" <= last <= "힣":
        return last
    if last in _SIGNS:
        return _SIGNS[last]
    number = _NUMBER.search(text)
    if number:
        return _read_number(number[1].replace(",", ""), number[2] or "")
    return _LETTERS.get(last.lower(), "")


def _read_number(whole: str, decimals: str) -> str:
    """The last syllable of a number: its last decimal, or the last place of the whole that is not zero."""
    if decimals:
        return _DIGITS[int(decimals[-1])]
    stripped = whole.rstrip("0")
    zeros = len(whole) - len(stripped)
    if not stripped:
        return "영"
    if zeros == 0:
        return _DIGITS[int(whole[-1])]
    place, myriad = zeros % 4, zeros // 4
    return _WHOLE[place] or (_MYRIADS[myriad] if myriad < len(_MYRIADS) else "조")
