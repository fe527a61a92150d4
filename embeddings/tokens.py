"""The one token stream of lexical search, and the Korean morphology the rest of the product asks for.

A text becomes the words that carry meaning (nouns, verbs, adjectives, roots, foreign words, Hanja, numbers, by Kiwi)
and the character bigrams of its words. Words alone miss compounds that Kiwi cuts differently in the question and in
the document (과기정통부 is cut 과기 + 정통부); bigrams alone know no word ends. The two kinds never meet: a bigram
carries a mark. Measured with the shipped pipeline in ``bench/retrieval.py``.

One Kiwi per process, loaded at the first use (about a second) and safe to use from many threads.
"""

from __future__ import annotations

import functools
import importlib.metadata
import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from embeddings.text import clean

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

STREAM_VERSION = 1
"""Raise it when ``terms`` or ``bigrams`` change: every index is then rebuilt."""

BIGRAM_MARK = "_"
"""Before each bigram; no term starts with it, because terms are letters and digits (``_RUN``)."""

# Kiwi's tags (its README has the list; irregular verbs add "-I", regular ones "-R"). Pronouns (NP) and dependent nouns
# (NNB: 것, 수, 년, 원) are left out: without them nDCG@10 rose .807 → .820 on welfare and kept .948 on KorQuAD.
_TERM_TAGS = frozenset({"NNG", "NNP", "NR", "VV", "VA", "XR", "SL", "SH", "SN"})
_NOUN_TAGS = frozenset({"NNG", "NNP", "NR", "SL", "SH"})
_RUN = re.compile(r"[^\W_]+")
_NUMBER_OR_RUN = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")


class Morpheme(NamedTuple):
    """A morpheme: its form, Kiwi's tag, and the half-open range of characters of the text it stands for."""

    form: str
    tag: str
    start: int
    end: int


class _Shared:
    """The process's Kiwi, made by whoever asks first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kiwi: Kiwi | None = None

    def get(self) -> Kiwi:
        with self._lock:
            if self._kiwi is None:
                from kiwipiepy import Kiwi

                # The dictionary of multi-word names costs .5 s and 200 MB and moved nDCG@10 by .000 and .001.
                self._kiwi = Kiwi(load_multi_dict=False)
            return self._kiwi


_shared = _Shared()


def warm() -> None:
    """Load Kiwi now rather than at the first text."""
    _shared.get().tokenize("가")


@functools.cache
def version() -> str:
    """What the token stream depends on; part of the index manifest."""
    kiwi, model = (importlib.metadata.version(name) for name in ("kiwipiepy", "kiwipiepy_model"))
    return f"{STREAM_VERSION}/kiwi-{kiwi}/{model}"


def morphemes(text: str) -> list[Morpheme]:
    """The morphemes of ``text`` in order, with their positions in ``clean(text)``.

    Time grows faster than length in text without blanks (100,000 characters: seconds): bound what comes from outside.
    """
    tokens = _shared.get().tokenize(clean(text))
    return [Morpheme(token.form, token.tag, token.start, token.start + token.len) for token in tokens]


def is_strange(word: str) -> bool:
    """Whether Kiwi takes all of ``word`` for one noun that its dictionary does not have: 챡임."""
    read = _shared.get().tokenize(word)
    return len(read) == 1 and read[0].tag in _NOUN_TAGS and read[0].id < _FIRST_WORD


def is_noun(word: str) -> bool:
    """Whether all of ``word`` is one noun that Kiwi's dictionary has: 나라."""
    read = _shared.get().tokenize(word)
    return len(read) == 1 and read[0].tag in _NOUN_TAGS and read[0].id >= _FIRST_WORD


_FIRST_WORD = 100
"""The numbers below it are Kiwi's own for unknown words, one for each tag."""


def corrected(text: str) -> str:
    """``text`` with misspelt nouns as Kiwi reads them (충쥬시 → 충주시, 담당쟈 → 담당자); all else as it is.

    For questions that found nothing as they stand: a name Kiwi does not know may become a word it knows.
    """
    text = clean(text)
    at = 0
    parts: list[str] = []
    for token in _shared.get().tokenize(text, typos="basic"):
        # Only words that needed a correction: taking the whole reading breaks others (사업게획서 → 것 + 이 + 획 + 서).
        if token.typo_cost > 0 and token.tag in _NOUN_TAGS and token.start >= at:
            parts += [text[at : token.start], token.form]
            at = token.start + token.len
    return "".join([*parts, text[at:]])


def spaced(text: str) -> str:
    """``text`` with blanks where Kiwi would write them: 사업뭐있어 → 사업 뭐 있어. No letter is changed."""
    spread: str = _shared.get().space(clean(text))
    return spread


def nouns(text: str) -> list[str]:
    """The nouns, foreign words and Hanja words of ``text``, in order, as written there."""
    return [morpheme.form for morpheme in morphemes(text) if morpheme.tag in _NOUN_TAGS]


def terms(texts: Sequence[str]) -> list[list[str]]:
    """Each text's meaning-carrying words, lower case and NFKC; many texts are read in parallel."""
    read: Iterable[list[Token]] = _shared.get().tokenize([_folded(text) for text in texts])
    return [_terms((token.form, token.tag) for token in each) for each in read]


def single(words: Sequence[str]) -> list[str]:
    """Those of the words that are one term each."""
    return [word for word, found in zip(words, terms(words), strict=True) if found == [word.lower()]]


def bigrams(text: str) -> list[str]:
    """The pairs of neighbouring letters or digits within each word of ``text``, marked; a lone one stays alone."""
    found: list[str] = []
    for word in _RUN.findall(_folded(text).lower()):
        found.extend([word] if len(word) == 1 else (word[at : at + 2] for at in range(len(word) - 1)))
    return [BIGRAM_MARK + pair for pair in found]


def stream(text: str) -> list[str]:
    """The token stream of ``text``: its terms, then its bigrams. No token holds white space."""
    words = morphemes(_folded(text))
    return _terms((word.form, word.tag) for word in words) + bigrams(text)


def _terms(tokens: Iterable[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    for form, tag in tokens:
        if tag.startswith("W_"):  # telephone numbers, dates, addresses of the web: their parts
            found.extend(_RUN.findall(form.lower()))
        elif tag.partition("-")[0] in _TERM_TAGS:
            found.extend(_NUMBER_OR_RUN.findall(form.lower().replace(",", "")))  # "3,400" and "3400" are one number
    return found


def _folded(text: str) -> str:
    """One spelling for ＳＷ and SW, ㎡ and m2, Ⅳ and IV."""
    return unicodedata.normalize("NFKC", clean(text))
