"""A program's name prepared for comparison with those of other documents.

Places, years, editions and versions are taken out and compared on their own; what is left is cut into words that every
program has (지원, 운영, 산업 …) and its own words, and into pairs of letters, of which those of its own words count most.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from lexicon.names import written_out
from lexicon.places import Standpoint, find_code, find_places
from lexicon.renamings import common, later
from lexicon.tables import rows
from lexicon.text import squash

_YEAR = re.compile(r"(?:(?:20\d\d|['’‘`]\d\d)\s*년?도?\s*(?:[~∼-]\s*(?:(?:20\d\d|['’‘`]?\d\d)\s*년?도?))?)")
_BARE_YEARS = re.compile(r"\(\s*\d{2}\s*년?\s*(?:[~∼-]\s*\d{0,2}\s*년?\s*)?\)")
_EDITION = re.compile(r"제?\s*(\d+)\s*회")
_PHASE = re.compile(r"(\d)\s*(?:단계|차년도|기(?=\s|$)|차(?!\s*산업|원|전지))")
_VERSION = re.compile(r"(?<![\d.])(\d+\.\d+)(?![\d.])")
_QUALIFIER = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$|_([^_]+)$")
_PROVINCE = re.compile(r"(?<![가-힣])(?:충북|충남|전북|전남|경북|경남|강원|경기|제주)(?:형|도)?(?=[가-힣A-Za-z ])")
_BREAK = re.compile(r"[^\w&]+|_")
_MARK = re.compile(r"\((?:신규|계속|공모|변경|연장|확대|종료|완료|가칭|안)\)")
GENERAL, ACT = 0.7, 0.35
"""What a pair of letters is worth in a general word (교육, 마케팅) and in one that only says that something is done
(지원, 운영), against 1 in the name's own words."""


@dataclass(frozen=True)
class LinkName:
    """A name: how it is written, its letters (``key``, and ``modern`` in later words), own words, what tells apart."""

    text: str
    key: str
    own: tuple[str, ...]
    modern: str
    changes: tuple[str, ...]
    qualifier: str
    edition: int
    phase: int
    version: float
    places: frozenset[str]
    pairs: Counter[str] = field(compare=False, hash=False)
    modern_pairs: Counter[str] = field(compare=False, hash=False)


@cache
def _generic() -> tuple[str, ...]:
    listed = {row["word"] for row in rows("generic_words")}
    words = {squash(w) for w in listed} | {common(written_out(w)) for w in listed} | {"단", "및", "의", "등", "형"}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


@cache
def _acts() -> re.Pattern[str]:
    words = {squash(row["word"]) for row in rows("act_words")}
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))))


def _stem(word: str) -> str:
    """A word without the general ones that it begins and ends with; empty where nothing else is in it."""
    while word:
        tail = next((g for g in _generic() if word.endswith(g)), "")
        if not tail:
            break
        if len(word) - len(tail) == 1 and len(tail) > 1:
            return word  # 친환경, 대기업: one letter makes it another word
        word = word[: -len(tail)]
    while word:
        head = next((g for g in _generic() if word.startswith(g) and len(g) > 1), "")
        if not head:
            break
        if len(word) - len(head) == 1:
            return word
        word = word[len(head) :]
    return word if len(word) >= 2 and not word.isdigit() else ""


@lru_cache(maxsize=200_000)
def link_name(text: str, home: str = "") -> LinkName:
    """The form of a name; ``home`` is the code of the region from which its places are meant."""
    bare = _MARK.sub(" ", text)
    edition, phase, version = (float(m[1]) if (m := p.search(bare)) else 0.0 for p in (_EDITION, _PHASE, _VERSION))
    for pattern in (_YEAR, _BARE_YEARS, _EDITION, _PHASE, _VERSION):
        bare = pattern.sub(" ", bare)
    places, bare = _without_places(bare, home)
    match = _QUALIFIER.search(bare)
    qualifier = ""
    if match and len(squash(bare[: match.start()])) >= 4:
        qualifier, bare = squash(match[1] or match[2]), bare[: match.start()]
    words = [common(written_out(w)) for w in _BREAK.split(bare) if w]
    key = "".join(words)
    own = tuple(s for w in words if (s := _stem(w)))
    renamed = later(written_out(bare))
    return LinkName(
        text, key, own, renamed.key, renamed.changes, qualifier, int(edition), int(phase), version, places,
        weighted(key, own), weighted(renamed.key, own),
    )  # fmt: skip


def _without_places(text: str, home: str) -> tuple[frozenset[str], str]:
    codes = set()
    for place in reversed(find_places(text, Standpoint(home))):
        codes.add(place.region.code)
        text = f"{text[: place.start]} {text[place.end :]}"
    for match in _PROVINCE.finditer(text):
        codes |= {p.region.code for p in find_places(match.group()[:2], Standpoint(home))}
    return frozenset(c for c in codes if find_code(c)), _PROVINCE.sub(" ", text)


def weighted(key: str, own: Iterable[str]) -> Counter[str]:
    """Pairs of letters with their worth: most inside the name's own words, least in what only says that it is done."""
    inside = [False] * len(key)
    for word in own:
        start = key.find(word)
        while start >= 0:
            inside[start : start + len(word)] = [True] * len(word)
            start = key.find(word, start + 1)
    act = [False] * len(key)
    for match in _acts().finditer(key):
        act[match.start() : match.end()] = [True] * (match.end() - match.start())
    found: Counter[str] = Counter()
    for i in range(len(key) - 1):
        pair = key[i : i + 2]
        worth = 1.0 if inside[i] and inside[i + 1] else ACT if act[i] and act[i + 1] else GENERAL
        found[pair] = max(found.get(pair, 0), worth)  # type: ignore[assignment]
    return found


class Rarity:
    """What a pair of letters is worth between two documents: rare ones more than those that many names hold."""

    def __init__(self, held: Counter[str], count: int) -> None:
        self._held, self._count = held, max(1, count)
        self._rest = math.log(1 + self._count)
        self._known: dict[str, float] = {}
        self._worths: dict[int, tuple[Mapping[str, float], float]] = {}
        self._kept: list[Counter[str]] = []  # so that no id is given twice

    def of(self, pair: str) -> float:
        """``log(1 + N / names that hold it)``."""
        worth = self._known.get(pair)
        if worth is None:
            number = self._held.get(pair, 0)
            worth = self._known[pair] = math.log(1 + self._count / number) if number else self._rest
        return worth

    def worths(self, pairs: Counter[str]) -> tuple[Mapping[str, float], float]:
        """The pairs of a name with what each is worth here, and the sum."""
        known = self._worths.get(id(pairs))
        if known is None:
            each = {p: w * self.of(p) for p, w in pairs.items()}
            known = self._worths[id(pairs)] = (each, sum(each.values()))
            self._kept.append(pairs)
        return known

    def alike(self, a: Counter[str], b: Counter[str]) -> tuple[float, float]:
        """How alike two names are, 0 to 1: the shared worth over the mean worth, and over the smaller one's."""
        (worth_a, whole_a), (worth_b, whole_b) = self.worths(a), self.worths(b)
        if not whole_a or not whole_b:
            return 0.0, 0.0
        small, large = (worth_a, worth_b) if len(worth_a) <= len(worth_b) else (worth_b, worth_a)
        shared = sum(max(w, large[p]) for p, w in small.items() if p in large)
        return min(1.0, 2 * shared / (whole_a + whole_b)), min(1.0, shared / min(whole_a, whole_b))


def held(names: Iterable[LinkName]) -> Counter[str]:
    """How many of the names hold each pair of letters."""
    found: Counter[str] = Counter()
    for name in names:
        found.update(set(name.pairs) | set(name.modern_pairs))
    return found
