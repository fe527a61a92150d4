"""Which of the graph's names a question means: by shared letters, the rare ones counting most, typing errors forgiven.

A name and a question are compared in pairs of neighbouring letters, blanks and punctuation aside, so that 스마트시티
데이터허브, 스마트시티데이터허브 and 데이터허브 all find 충청북도 스마트시티 데이터허브 구축사업. A pair weighs the logarithm of how few
names hold it (the inverse document frequency of retrieval). What a name leaves unexplained of the question is the
caller's to judge.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.directory import Named
from embeddings.tokens import morphemes
from lexicon.boundaries import PARTICLES
from lexicon.jamo import decompose, distance
from lexicon.names import alike_words, written_out
from lexicon.text import squash

Mask = list[bool]
_PARTICLE_TAIL = re.compile(rf"(?:{PARTICLES})$")
_CANDIDATES = 24
_EXACT, _HEAD, _SHORT = 5, 3, 3
_TYPO_LETTERS = 3
"""Letters (jamo) for each of which one may be wrong: one in 센터, two in 클러스터."""
_MOST_TYPOS = 2
"""More wrong letters than that are another word, however long it is: 해상풍력유치원 is not 해상풍력지원."""


@dataclass(frozen=True)
class Match:
    """A named thing beside a question.

    ``name_cover``: share of the name's weight that the question says, 0 to 1. ``said``: the weight itself.
    ``explained``: which words of the question (by index) the name explains, and how far.
    ``corrected``: words read with a typing error forgiven, as (written, meant).
    """

    named: Named
    form: str
    name_cover: float
    said: float
    explained: tuple[float, ...]
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the question says the whole name."""
        return self.name_cover > 0.97


_OTHER_NAME = 0.5
"""The most that a name can say of a word that is itself the whole name of something else, where more is said than it."""


class NameIndex:
    """All names of some things, searchable by parts."""

    def __init__(self, things: Iterable[Named]) -> None:
        self._things = list(things)
        self._forms: list[tuple[int, str]] = []
        for i, thing in enumerate(self._things):
            keys = dict.fromkeys(k for f in thing.forms for k in (squash(f), written_out(f)) if k)
            self._forms += [(i, key) for key in keys]
        self._whole = {key for _, key in self._forms if len(key) >= _EXACT}
        self._by_head: dict[str, list[str]] = defaultdict(list)
        for key in sorted({key for _, key in self._forms if len(key) >= _EXACT}, key=lambda k: (-len(k), k)):
            self._by_head[key[:_HEAD]].append(key)
        postings: dict[str, set[int]] = defaultdict(set)
        holders: dict[str, set[int]] = defaultdict(set)
        self._written: dict[str, str] = {squash(f): f for thing in self._things for f in thing.forms}
        for j, (i, key) in enumerate(self._forms):
            for pair in _pairs(key):
                postings[pair].add(j)
                holders[pair].add(i)
        count = max(1, len(self._things))
        self._weight = {p: math.log(1 + count / len(h)) for p, h in holders.items()}
        self._postings = {p: np.fromiter(sorted(js), dtype=np.int64) for p, js in postings.items()}
        self._rest = math.log(1 + count)

    def weight(self, text: str) -> float:
        """What a text's letters weigh among these names; letters that no name holds weigh most."""
        pairs = _pairs(squash(text))
        return sum(self._weight.get(p, self._rest) for p in pairs)

    def rarity(self, text: str) -> float:
        """The mean weight of a text's pairs, 1 for what at most one name holds."""
        pairs = _pairs(squash(text))
        return self.weight(text) / (len(pairs) * self._rest) if pairs else 0.0

    def whole_names(self, run: str) -> list[tuple[int, int]]:
        """Where whole names of at least five letters stand in a run of letters, the longest first, none overlapping."""
        found: list[tuple[int, int]] = []
        for start in range(len(run)):
            for key in self._by_head.get(run[start : start + _HEAD], ()):
                if run.startswith(key, start):
                    found.append((start, start + len(key)))
        kept: list[tuple[int, int]] = []
        for span in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
            if not any(s < span[1] and span[0] < e for s, e in kept):
                kept.append(span)
        return kept

    def find(self, required: Sequence[str], optional: Sequence[str] = (), most: int = 12) -> list[Match]:
        """The things whose names share most with the words, best first.

        ``required`` words are those that a name has to explain; ``optional`` ones (사업, 지원, a place) help but need not be
        in it.
        """
        words = [alike_words(w) for w in required]
        others = [w for w in (squash(o) for o in optional) if w]
        needed = [form for forms in words for form in forms]
        scores = self._shared([*needed, *others], needed)
        best: dict[int, Match] = {}
        for j in scores:
            i, key = self._forms[j]
            match = self._match(i, key, words, others)
            if match.said and (i not in best or _better(match, best[i])):
                best[i] = match
        return sorted(best.values(), key=_order)[:most]

    def _shared(self, words: Sequence[str], required: Sequence[str]) -> list[int]:
        """The forms that share the heaviest pairs with the words: those that any required word touches."""
        if not self._forms:
            return []
        total = np.zeros(len(self._forms))
        touched = np.zeros(len(self._forms), dtype=bool)
        needed = {p for w in required for p in _pairs(w)}
        for pair in {p for w in words for p in _pairs(w)}:
            rows = self._postings.get(pair)
            if rows is not None:
                total[rows] += self._weight[pair]
                if pair in needed:
                    touched[rows] = True
        total[~touched] = 0
        count = min(_CANDIDATES, int(np.count_nonzero(total)))
        if not count:
            return []
        top = np.argpartition(-total, count - 1)[:count]
        return [int(j) for j in sorted(top, key=lambda j: (-total[j], j))]

    def _match(self, i: int, key: str, words: list[tuple[str, ...]], others: list[str]) -> Match:
        mask: Mask = [False] * len(key)
        explained, corrected = [], []
        for forms in words:
            best = forms[0] if len(forms) == 1 else max(forms, key=lambda f: explain(f, key, forgive=False)[0])
            if len(best) <= _SHORT and not self._stands_alone(best, key):
                explained.append(0.0)
                continue
            share, fix = explain(best, key, mask)
            other_name = len(words) > 1 and share < 1.0 and best in self._whole
            explained.append(min(share, _OTHER_NAME) if other_name else share)
            if fix:
                corrected.append((best, fix))
        own = self._weigh(key, mask)
        for word in others:
            explain(word, key, mask, forgive=False)
        said = self._weigh(key, mask)
        whole = self._weigh(key, [True] * len(key))
        return Match(self._things[i], key, said / whole if whole else 0.0, own, tuple(explained), tuple(corrected))

    def _stands_alone(self, word: str, key: str) -> bool:
        """Whether a short word stands in a name as a word or at the edge of one, not across others (비전 in 장비 전문)."""
        breaks, starts, ends = edges(self._written.get(key, key))
        at = key.find(word)
        while at >= 0:
            end = at + len(word)
            crossing = any(at < b < end for b in breaks)
            if not crossing and (at in starts or end in ends):
                return True
            at = key.find(word, at + 1)
        return False

    def _weigh(self, key: str, mask: Mask) -> float:
        if len(key) == 1:
            return self._rest if mask[0] else 0.0
        return sum(self._weight.get(key[k : k + 2], 0.0) for k in range(len(key) - 1) if mask[k] and mask[k + 1])


@lru_cache(maxsize=20_000)
def edges(name: str) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """In the letters of a name: where it is written apart, and where words begin and end, compounds cut into nouns."""
    breaks, starts, ends, at = set(), {0}, set(), 0
    place: dict[int, int] = {}
    for i, c in enumerate(name):
        place[i] = at
        at += len(squash(c))
    place[len(name)] = at
    for i, c in enumerate(name):
        if not squash(c):
            breaks.add(place[i])
            ends.add(place[i])
            starts.add(place[i])
    for morpheme in morphemes(name):
        starts.add(place.get(morpheme.start, 0))
        ends.add(place.get(morpheme.end, at))
    return frozenset(breaks), frozenset(starts), frozenset({*ends, at})


def _better(a: Match, b: Match) -> bool:
    return (sum(a.explained), a.name_cover) > (sum(b.explained), b.name_cover)


def _order(match: Match) -> tuple[float, float, str]:
    return (-round(sum(match.explained), 6), -round(match.name_cover, 6), match.named.key)


def explain(word: str, key: str, mask: Mask | None = None, *, forgive: bool = True) -> tuple[float, str]:
    """How much of ``word`` stands in ``key`` (0 to 1), and the word meant where a typing error was forgiven.

    ``mask`` is filled with the letters of ``key`` that were used.
    """
    mask = mask if mask is not None else [False] * len(key)
    if not word:
        return 0.0, ""
    covered: Mask = []
    for part, at in _cut(word, key, len(key), whole=True):
        covered += [at >= 0] * len(part)
        for k in range(len(part) if at >= 0 else 0):
            mask[at + k] = True
    tail = _PARTICLE_TAIL.search(word)
    if tail and not any(covered[tail.start() :]) and tail.start() >= 2:
        word, covered = word[: tail.start()], covered[: tail.start()]
    share = sum(covered) / len(word)
    if share == 1.0 or not forgive or len(word) < 3:
        return share, ""
    meant = _forgiven(word, covered, key, mask)
    return (0.9, meant) if meant else (share, "")


def left_over(word: str, key: str) -> list[str]:
    """The parts of ``word`` that do not stand in ``key``."""
    return [part for stands, part in _parts(word, key) if not stands]


def misspelt(word: str, key: str) -> bool:
    """Whether ``key`` has the word but for one letter of it: 센타 for 센터."""
    parts = {key[at : at + len(word)] for at in range(len(key) - len(word) + 1)}
    return any(set(part) & set(word) and distance(word, part) == 1 for part in parts)


def together(word: str, key: str) -> bool:
    """Whether the parts of ``word`` that stand in ``key`` do so in their order, close to one another."""
    parts = [re.escape(part) for stands, part in _parts(word, key) if stands]
    return bool(re.search(f".{{0,{_APART}}}?".join(parts), key))


def _parts(word: str, key: str) -> list[tuple[bool, str]]:
    """``word`` cut into the parts that stand in ``key`` and the others."""
    return [(at >= 0, part) for part, at in _cut(word, key, len(key), whole=True)]


_APART = 12
"""Letters that may stand between two parts of a word: 혁신센터 in 혁신을 위한 지원센터."""


def _cut(word: str, key: str, longest: int, *, whole: bool = False) -> list[tuple[str, int]]:
    """``word`` cut into the longest part that stands in ``key``, and what is on each side of it in the same way.

    Each part with where it stands, -1 for nowhere. No part has more than ``longest`` letters: on the sides none is longer
    than the one found; a single letter counts only where it is the ``whole`` word.
    """
    for size in range(min(len(word), longest), 0 if whole and len(word) == 1 else 1, -1):
        for start in range(len(word) - size + 1):
            part = word[start : start + size]
            at = key.find(part)
            if (
                at >= 0
                and not (part.isdigit() and _inside_number(key, at, size))
                and ((whole and size == len(word)) or not _astride(key, at, size))
            ):
                return [*_cut(word[:start], key, size), (part, at), *_cut(word[start + size :], key, size)]
    return [(word, -1)] if word else []


def _astride(key: str, at: int, size: int) -> bool:
    """Whether two letters of a longer word stand only across two words of a name: 실증 of 실증센터 in 가상현실 증강현실."""
    if size != _PAIR or len(key) > _LONGEST_NAME:
        return False
    while at >= 0:
        _, starts, ends = edges(key)
        if at in starts or at + size in ends:
            return False
        at = key.find(key[at : at + size], at + 1)
    return True


_PAIR = 2
_LONGEST_NAME = 60
"""Letters beyond which a text is no name; it is not cut into nouns."""


def _inside_number(key: str, at: int, size: int) -> bool:
    """Whether digits found are only a part of a longer number: 1 of 16."""
    return (at > 0 and key[at - 1].isdigit()) or (at + size < len(key) and key[at + size].isdigit())


def _forgiven(word: str, covered: Mask, key: str, mask: Mask) -> str:
    """The part of ``key`` that ``word`` misspells by few letters; empty where none does."""
    if any(c.isdigit() for c in word) or (word[0] not in key and word[-1] not in key):
        return ""
    allowed = min(_MOST_TYPOS, max(1, len(decompose(word)) // (2 * _TYPO_LETTERS)))
    best: tuple[int, int, str] | None = None
    for size in (len(word), len(word) - 1, len(word) + 1):
        if size < 2:
            continue
        for start in range(len(key) - size + 1):
            part = key[start : start + size]
            if part[0] != word[0] and part[-1] != word[-1] and part[0:2] != word[0:2]:
                continue
            wrong = distance(word, part)
            if 0 < wrong <= allowed and (best is None or (wrong, start) < best[:2]):
                best = (wrong, start, part)
    if best is None:
        return ""
    for k in range(best[1], best[1] + len(best[2])):
        mask[k] = True
    return best[2]


def _pairs(key: str) -> list[str]:
    return [key[i : i + 2] for i in range(len(key) - 1)] or ([key] if key else [])
