"""Hangul by its letters: distances in jamo, and words typed with the keyboard in the wrong mode (``cndwn`` → 충주)."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_KEYS = dict(
    zip(
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        strict=True,
    )
)
_VOWEL_PAIRS = {"ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ"}
_TAIL_PAIRS = {"ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ",
               "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ"}  # fmt: skip
_FIRST, _LAST = ord("가"), ord("힣")


@lru_cache(maxsize=1 << 16)
def decompose(text: str) -> str:
    """The letters of a text: 충주 → ㅊㅜㅇㅈㅜ; other characters stay."""
    letters = []
    for c in text:
        if _FIRST <= ord(c) <= _LAST:
            lead, vowel, tail = letters_of(c)
            letters += [_LEADS[lead], _VOWELS[vowel], _TAILS[tail]]
        else:
            letters.append(c)
    return "".join(letters)


def letters_of(character: str) -> tuple[int, int, int]:
    """The places of a Hangul syllable's lead (0 to 18), vowel (0 to 20) and tail (0 to 27, 0 for none)."""
    index = ord(character) - _FIRST
    return index // 588, index % 588 // 28, index % 28


def syllable(lead: int, vowel: int, tail: int) -> str:
    """The Hangul syllable of these letters; see ``letters_of``."""
    return chr(_FIRST + lead * 588 + vowel * 28 + tail)


def distance(a: str, b: str) -> int:
    """The number of letters to insert, delete or replace to make ``b`` of ``a``."""
    return Levenshtein.distance(decompose(a), decompose(b))


def has_tail(character: str) -> bool | None:
    """Whether a Hangul syllable ends in a consonant; None for another character."""
    if not _FIRST <= ord(character) <= _LAST:
        return None
    return (ord(character) - _FIRST) % 28 > 0


def from_keys(text: str) -> str:
    """A word typed in English mode as Hangul: ``cndwn`` → 충주; letters without a key stay as they are."""
    letters = [_KEYS.get(c, _KEYS.get(c.lower(), c)) for c in text]
    result: list[str] = []
    i = 0
    while i < len(letters):
        if letters[i] in _LEADS and i + 1 < len(letters) and letters[i + 1] in _VOWELS:
            i = _syllable(letters, i, result)
        else:
            result.append(letters[i])
            i += 1
    return "".join(result)


def _syllable(letters: list[str], i: int, result: list[str]) -> int:
    """Compose one syllable at ``i``; the index behind it."""
    lead, vowel = letters[i], letters[i + 1]
    i += 2
    if i < len(letters) and vowel + letters[i] in _VOWEL_PAIRS:
        vowel = _VOWEL_PAIRS[vowel + letters[i]]
        i += 1
    tail = ""
    if i < len(letters) and letters[i] in _TAILS and not _opens(letters, i):
        tail = letters[i]
        i += 1
        if i < len(letters) and tail + letters[i] in _TAIL_PAIRS and not _opens(letters, i):
            tail = _TAIL_PAIRS[tail + letters[i]]
            i += 1
    result.append(syllable(_LEADS.index(lead), _VOWELS.index(vowel), _TAILS.index(tail)))
    return i


def _opens(letters: list[str], i: int) -> bool:
    """Whether the consonant at ``i`` begins the next syllable."""
    return i + 1 < len(letters) and letters[i + 1] in _VOWELS
