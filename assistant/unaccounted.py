"""Which words of a question stand in none of the texts about a thing: as they are, spelt otherwise, or by their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.reading.names import explain, left_over, misspelt, together
from embeddings.tokens import is_noun, nouns
from lexicon.names import alike_words, written_out
from lexicon.text import squash

_ENOUGH = 0.75
"""The share of a word's letters that has to be found for the word to be accounted for."""


def unaccounted(words: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """The words that stand in none of the texts."""
    said = [t for t in texts if t]
    said += [bare for t in said if "(" in t and (bare := _BRACKET.sub("", t)) != t]  # 8K(Full-UHD) 광무선
    keys = {k for t in said for k in (squash(t), written_out(t) if len(t) < 80 else "") if k}
    return tuple(w for w in words if not (_stands(w, keys, said) or _stands(_bare(w), keys, said)))


_BRACKET = re.compile(r"(?<=\S)\([A-Za-z][^()]{0,20}\)(?=\s?\S)")
"""A gloss in Latin letters inside a name, which people leave out."""


def _bare(word: str) -> str:
    """A name without the word that says what it names: 충북인터넷방송운영 사업."""
    bare = word.removesuffix("사업").rstrip()
    return bare if len(bare) > _LEAST_NAME else word


_LEAST_NAME = 4


def _stands(word: str, keys: Iterable[str], texts: Sequence[str]) -> bool:
    """Whether a word stands in a text, whole or by parts that follow its own; its figures only whole."""
    if not all(any(figure.search(t) for t in texts) for figure in _figures(word)):
        return False
    if len(word) > _LONGEST_WORD:
        return False
    forms = {*alike_words(word), written_out(word)}
    if word.isascii():
        return any(_stands_whole(f, key) for f in forms for key in keys)
    short = len(squash(word)) < 4 or bool(BRANCH.search(word))
    for key in keys:
        if any(f in key for f in forms):
            return True
        enough = _ENOUGH if len(key) < _LONG_TEXT else 1.0
        if short or not any(_explained(f, key) >= _needed(word, f, enough) for f in forms):
            continue
        if _means(word, key, keys):
            return True
    return False


def _means(word: str, key: str, keys: Iterable[str]) -> bool:
    """Whether a text of which a word is made for the most part has what the word means.

    Its parts stand together there, and no noun of it is in none of the texts: a 블록체인우주센터 is no 블록체인센터.
    """
    squashed = squash(word)
    if not together(squashed, key):
        return False
    said = {noun for text in (word, *left_over(squashed, key)) for noun in _nouns(text)}
    return all(any(_has(k, noun) for k in keys) for noun in said)


@lru_cache(maxsize=1 << 15)
def _has(key: str, noun: str) -> bool:
    """Whether a text has a noun, as it is or nearly so."""
    return any(explain(n, key)[0] >= _ENOUGH for n in alike_words(noun)) or misspelt(noun, key)


@lru_cache(maxsize=1 << 12)
def _nouns(text: str) -> tuple[str, ...]:
    """The nouns of a text that a dictionary has."""
    return tuple(n for n in nouns(text) if len(n) > 1 and is_noun(n))


def _needed(word: str, form: str, enough: float) -> float:
    """The share of a form of a word that has to stand: what may be left out is measured by the word itself, however much
    longer its shorthand written out is (드론택시 is not 무인비행장치 for the most part).
    """
    return 1 - (1 - enough) * min(1.0, len(squash(word)) / max(1, len(form)))


BRANCH = re.compile(r"(?:지점|지사|지소|분소|분원|출장소|사무소|영업소|지부|지회)$")
"""A branch is that of its place only where both stand together: 남해지점 is no 진주지점 that serves 남해군."""


@lru_cache(maxsize=1 << 15)
def _explained(form: str, key: str) -> float:
    """How much of a form stands in a text; the same facts are looked at for each thing that the question may mean."""
    return explain(form, key, forgive=len(key) < _LONG_TEXT)[0]


_LONG_TEXT = 60
"""Letters beyond which a text holds parts of any word: there all of a word has to stand."""
_LONGEST_WORD = 80
"""Letters beyond which a word is none."""


def _stands_whole(form: str, key: str) -> bool:
    """Whether a form stands in a text; a short Latin one only as a word of its own (AI, not the ai of main)."""
    if len(form) > _SHORT_LATIN or not form.isascii():
        return form in key
    return bool(re.search(rf"(?<![a-z]){re.escape(form)}(?![a-z])", key))


_SHORT_LATIN = 3


def _figures(word: str) -> list[re.Pattern[str]]:
    """The figures of a word (3.0, 13), each to be found as a figure of its own."""
    return [re.compile(rf"(?<![\d.]){re.escape(f)}(?![\d]|\.\d)") for f in re.findall(r"\d+(?:\.\d+)?", word)]
