"""Misspelt words of questions: 싱규사업, 왼료, 연락쳐.

A word that is in no name and in no vocabulary, and is one letter (jamo) away from a word of planning questions, is read as
that word; so is one that no dictionary has and that is one wrong key away from a single word of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from embeddings.tokens import is_noun, is_strange
from lexicon.boundaries import PARTICLES
from lexicon.jamo import decompose, distance, from_keys
from lexicon.labels import field_of
from lexicon.ministries import ministry_surfaces
from lexicon.tables import rows

Fix = tuple[str, str]
"""A misspelt word and what is meant."""
Written = Callable[[Sequence[str]], Collection[str]]
"""Those of some words that the documents have."""

_LEAD = re.compile(r"[가-힣]{2,}")
_ENDING = re.compile(rf"(?:이?야|이?에요|예요|인가요?|입니까|이?죠|나요|이?지|임|님|{PARTICLES})+")
_PARTICLE_END = re.compile(rf"(?:{PARTICLES})$")
_LITERAL = re.compile(r"[가-힣]{2,6}")


@cache
def vocabulary() -> frozenset[str]:
    """Words that questions use: those with which the patterns of ``question_words.csv`` begin, the labels of fields, and the
    longer names of ministries.
    """
    words: set[str] = set()
    for row in rows("question_words"):
        for part in row["pattern"].split("|"):
            lead = _LEAD.match(part.replace("\\s*", "").replace("\\s?", ""))
            if lead:
                words.add(lead.group())
    words |= {row["label"] for row in rows("labels")} | {row["title"] for row in rows("titles")}
    ministries = {w for w in ministry_surfaces() if len(w) >= _LONG_NAME and _HANGUL.fullmatch(w)}
    return frozenset(w for w in words if _LITERAL.fullmatch(w)) | ministries


def corrections(words: Iterable[str], known: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    """The misspelt ones of ``words`` with what is meant; a word may go on with another of the vocabulary (싱규사업).

    What is ``known`` is not misspelt, nor is a word that begins with it.
    """
    found = []
    for word in words:
        if (rate := _RATE.fullmatch(word)) and (spelt := rate["w"] + _rate_after(rate["w"][-1]) + rate["rest"]) != word:
            found.append((word, spelt))  # 가동율
            continue
        bare = _PARTICLE_END.sub("", word)
        if len(bare) > 1 and bare != word and (known(bare) or bare in vocabulary()):
            continue  # 목표가: 목표 with a particle, no misspelt 목표값
        for size in range(len(word), 1, -1):
            rest = word[size:]
            follows = not rest or rest in vocabulary() or _ENDING.fullmatch(rest)
            usual = size <= _SHORT and is_noun(word[:size])  # 나라 is no misspelt 날짜
            meant = _nearest(word[:size]) if follows and not usual else ""
            if meant and not known(word[:size]):
                found.append((word, meant + rest))
                break
    return tuple(found)


_RATE = re.compile(rf"(?P<w>[가-힣]{{2,6}})[율률](?P<rest>(?:{PARTICLES})?)")


def _rate_after(letter: str) -> str:
    """율 behind a vowel or ㄴ, else 률 (한글 맞춤법 제11항)."""
    final = (ord(letter) - ord("가")) % 28
    return "율" if final in (0, 4) else "률"


_SHORT = 2
_LONG_NAME = 4
"""Letters of a ministry's name from which on one wrong letter leaves no doubt."""


@lru_cache(maxsize=4096)
def _nearest(word: str) -> str:
    """The only word of the vocabulary that is one letter away or has two syllables in the other order (당담), or one of several
    that are labels of one field (사업기간, 사업기한); empty where the word itself is in it.
    """
    if word in vocabulary() or not _HANGUL.fullmatch(word):
        return ""
    letters = len(decompose(word))
    near = [
        v
        for v in vocabulary()
        if len(v) == len(word) and abs(len(decompose(v)) - letters) <= 1 and distance(word, v) == 1
    ] or [v for v in _turned(word) if len(word) == _SHORT and v in vocabulary()]
    fields = {field_of(v) for v in near}
    return min(near) if len(near) == 1 or (len(fields) == 1 and None not in fields) else ""


def _turned(word: str) -> Iterator[str]:
    """The words with two neighbouring syllables in the other order."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def of_names(words: Iterable[str], beginnings: Callable[[int], frozenset[str]]) -> tuple[tuple[str, str], ...]:
    """The words that are one letter (jamo) away from the beginning of one word of names, and from no other, with that.

    ``beginnings`` gives the words of names cut to a number of syllables.
    """
    found = []
    for word in words:
        if not _HANGUL.fullmatch(word):
            continue
        letters = len(decompose(word))
        size = len(word)
        begun = beginnings(size)
        near = {b for b in begun if abs(len(decompose(b)) - letters) <= 1 and distance(word, b) == 1}
        if not near and size > _SHORT:
            near = set(begun.intersection(_turned(word)))
        if len(near) == 1 and _PARTICLE.sub("", meant := near.pop()) != _PARTICLE.sub("", word):
            found.append((word, meant))
    return tuple(found)


_PARTICLE = re.compile(rf"(?:{PARTICLES})$")
_HANGUL = re.compile(r"[가-힣]{2,}")


def of_documents(words: Iterable[str], written: Written) -> tuple[Fix, ...]:
    """The words that no dictionary has with the only ``written`` word that one wrong key made them of: 과졍."""
    found = []
    for word in dict.fromkeys(words):
        near = set(written(list(_slips(word)))) if _LITERAL.fullmatch(word) and is_strange(word) else set()
        if len(near) == 1:
            found.append((word, near.pop()))
    return tuple(found)


_KEYBOARD = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
_SHIFTED = ("ㅂㅃ", "ㅈㅉ", "ㄷㄸ", "ㄱㄲ", "ㅅㅆ", "ㅐㅒ", "ㅔㅖ")
_TWO_KEYS = {"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ", "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ",
             "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ"}  # fmt: skip


@cache
def _beside() -> dict[str, str]:
    """The keys around each key, and the one on it with shift."""
    beside: dict[str, set[str]] = {}
    for y, row in enumerate(_KEYBOARD):
        for x, key in enumerate(row):
            near = [(x - 1, y), (x + 1, y), (x, y - 1), (x + 1, y - 1), (x, y + 1), (x - 1, y + 1)]
            beside[key] = {_KEYBOARD[j][i] for i, j in near if 0 <= j < len(_KEYBOARD) and 0 <= i < len(_KEYBOARD[j])}
    for plain, shifted in map(tuple, _SHIFTED):
        beside[plain].add(shifted)
        beside[shifted] = {plain}
    return {key: "".join(sorted(keys)) for key, keys in beside.items()}


def _slips(word: str) -> Iterator[str]:
    """The words that one wrong, one needless key, two keys or two syllables in the wrong order would make ``word`` of."""
    keys = "".join(_TWO_KEYS.get(c, c) for c in decompose(word))
    typed = [keys[:i] + other + keys[i + 1 :] for i, key in enumerate(keys) for other in (*_beside()[key], "")]
    typed += [keys[:i] + keys[i + 1] + keys[i] + keys[i + 2 :] for i in range(len(keys) - 1)]
    made = (*(from_keys(letters) for letters in dict.fromkeys(typed)), *_turned(word))
    yield from (w for w in made if len(w) == len(word) and _HANGUL.fullmatch(w))
