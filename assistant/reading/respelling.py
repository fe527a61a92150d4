"""The second reading of a question that found nothing: words that the documents lack, one letter away from some that they have.

Whether 가임 is a misspelt 가입 no dictionary can say; a line that answers the question with 가입 can. So these are tried one
after the other, and only one that alone leads to an answer counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.reading.spelling import Fix, Written, vocabulary
from lexicon.jamo import letters_of, syllable

_WORD = re.compile(r"[가-힣]{2,5}")
_SUFFIX = re.compile(r"(?<=[가-힣]{2})[일식율비액수률]$")
"""What makes a word of a written one: 개소식, 개소일."""
_TRIED = 6


def respellings(words: Iterable[str], written: Written) -> list[Fix]:
    """The words of a question that the documents do not have, each with one that they have and that differs in one letter."""
    found: list[Fix] = []
    for word in words:
        if _WORD.fullmatch(word) and word not in vocabulary() and not _standing([word], written):
            found += [(word, near) for near in _standing(list(_near(word)), written)]
    return found[:_TRIED]


def _standing(words: Sequence[str], written: Written) -> list[str]:
    """Those of the words that the documents have, or the one that each is made of."""
    bare = {word: _SUFFIX.sub("", word) for word in words}
    there = set(written(list(dict.fromkeys((*words, *bare.values())))))
    return [word for word in words if word in there or bare[word] in there]


def _near(word: str) -> Iterator[str]:
    """The words that differ from one in a single letter of a single syllable."""
    for at, character in enumerate(word):
        lead, vowel, tail = letters_of(character)
        near = [(a, vowel, tail) for a in range(19)] + [(lead, b, tail) for b in range(21)]
        near += [(lead, vowel, c) for c in range(28)]
        for letters in near:
            if letters != (lead, vowel, tail):
                yield word[:at] + syllable(*letters) + word[at + 1 :]
