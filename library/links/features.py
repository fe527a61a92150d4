"""What two programs of different documents have in common, and what speaks against their being one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

from lexicon.ministries import today
from lexicon.names import written_out
from lexicon.renamings import common
from lexicon.renamings import later as in_later_words
from library.links.model import Amount, Entry, Named
from library.links.names import LinkName, Rarity
from library.links.places import apart, narrow

_WORD = re.compile(r"[가-힣A-Za-z0-9]+")
_LEAST_KRW, _LITTLE = 1_000_000, 10
_SAME = 1.015
_TELLING_NAME = 6
_SPEAKING, _SURE_NAME = 0.2, 0.95
_SPENT = ("executed", "balance")


@dataclass(frozen=True)
class Alike:
    """How alike the nearest two of the names are (0 to 1), which they are, and the renaming that makes them so."""

    score: float
    later: Named
    earlier: Named
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A later and an earlier program compared.

    ``said``: cosine of what is said of both; ``told``: how much of one's name a line of the other holds, and whether
    that line is the later one's.
    ``ratio``: the larger size over the smaller, 0 where one is unknown. ``foreign``: own words of each side's name that
    the other side does not have.
    """

    later: Entry
    earlier: Entry
    name: Alike
    said: float
    told: float
    told_line: int
    told_by_later: bool
    same_amount: tuple[Amount, Amount] | None
    ratio: float
    period: str
    units: frozenset[str]
    people: frozenset[str]
    agencies: frozenset[str]
    funders: str
    place: str
    foreign: tuple[tuple[str, ...], tuple[str, ...]]
    told_apart: str


class Comparer:
    """Compares a later with an earlier program; ``rarity`` says what the letters of names are worth.

    ``common_amounts``: amounts that so many programs have that they tell nothing.
    """

    def __init__(self, rarity: Rarity, common_amounts: Set[int] = frozenset()) -> None:
        self.rarity = rarity
        self._common = common_amounts

    def compare(self, later: Entry, earlier: Entry, said: float) -> Pair:
        """All features of a pair, of which ``said`` is known."""
        name = self.alike(later, earlier)
        back = ahead = (0.0, 0)
        if _SPEAKING <= name.score < _SURE_NAME:  # elsewhere it changes nothing
            back, ahead = self._told(later, earlier), self._told(earlier, later)
        told, line = max(back, ahead)
        return Pair(
            later, earlier, name,
            said=round(said, 4),
            told=told, told_line=line, told_by_later=ahead >= back,
            same_amount=self._same_amount(later, earlier),
            ratio=_ratio(later.size, earlier.size),
            period=_period(later, earlier),
            units=later.units & earlier.units,
            people=later.people & earlier.people,
            agencies=later.agencies & earlier.agencies,
            funders=_funders(later, earlier),
            place=_place(later, earlier),
            foreign=_foreign(later, earlier),
            told_apart=_told_apart(name.later.form, name.earlier.form, later, earlier),
        )  # fmt: skip

    def alike(self, later: Entry, earlier: Entry) -> Alike:
        """The nearest two names, as written or with the earlier one in later words."""
        best: Alike | None = None
        for a in later.names:
            for b in earlier.names:
                score, changes = self._names(a.form, b.form)
                if best is None or score > best.score:
                    best = Alike(score, a, b, changes)
        assert best is not None
        return best

    def _names(self, a: LinkName, b: LinkName) -> tuple[float, tuple[str, ...]]:
        if a.key == b.key:
            return 1.0, ()
        dice, inside = self.rarity.alike(a.pairs, b.pairs)
        plain = max(dice, self._inside(a, b, inside))
        if not b.changes or not a.modern_pairs:
            return plain, ()
        dice, inside = self.rarity.alike(a.modern_pairs, b.modern_pairs)
        modern = max(dice, self._inside(a, b, inside)) - 0.04
        return (modern, b.changes) if modern > plain + 0.05 else (plain, ())

    def _inside(self, a: LinkName, b: LinkName, inside: float) -> float:
        """What it is worth that the shorter name is all in the longer one: little, where it has no words of its own."""
        short = min(a, b, key=lambda n: len(n.key))
        own = sum(len(w) for w in short.own)
        return 0.92 * inside if own >= 4 and len(short.key) >= 6 and inside > 0.85 else 0.0

    def _same_amount(self, later: Entry, earlier: Entry) -> tuple[Amount, Amount] | None:
        """The largest amount that both state, up to rounding (74,880천원 and 0.75억원), and not too many others."""
        sides = [[a for a in e.amounts if a.krw >= _LEAST_KRW and a.scope not in _SPENT] for e in (later, earlier)]
        pairs = [
            (a, b)
            for a in sides[0]
            for b in sides[1]
            if a.source == b.source and _ratio(a.krw, b.krw) <= _SAME and a.krw not in self._common
        ]
        return max(pairs, key=lambda p: (p[0].krw, -p[0].line, -p[1].line), default=None)

    def _told(self, named: Entry, telling: Entry) -> tuple[float, int]:
        """How much of a name (its rarest pairs most) one line about the other program holds."""
        best = (0.0, 0)
        for name in named.names:
            worth, whole = self.rarity.worths(name.form.pairs)
            if not whole or len(name.form.key) < _TELLING_NAME:
                continue
            for line in telling.said:
                pairs = line_pairs(line.text)
                best = max(best, (sum(w for p, w in worth.items() if p in pairs) / whole, line.line))
        return best


@lru_cache(maxsize=100_000)
def line_pairs(text: str) -> frozenset[str]:
    """The pairs of letters of a line, written out, in words of one meaning."""
    key = common(written_out(text))
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))


def said_pairs(entry: Entry) -> frozenset[str]:
    """The pairs of letters within the words of what is said about a program; where little is, with those of its names."""
    found = {pair for said in entry.said for pair in _word_pairs(said.text)}
    if len(found) < _LITTLE:
        found.update(pair for n in entry.names for pair in _word_pairs(n.form.text))
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _word_pairs(text: str) -> frozenset[str]:
    found: set[str] = set()
    for word in _WORD.findall(text):
        if not word.isdigit():
            key = common(written_out(word))
            found.update(key[i : i + 2] for i in range(len(key) - 1))
    return frozenset(found)


def _ratio(a: int, b: int) -> float:
    return max(a, b) / min(a, b) if a > 0 and b > 0 else 0.0


def _period(later: Entry, earlier: Entry) -> str:
    """``same`` (both ends), ``overlap``, ``apart``, or "" where one states none."""
    if not (later.start and later.end and earlier.start and earlier.end):
        return ""
    spans = [(e.start, e.end) for e in (later, earlier)]
    if all(x.startswith(y) or y.startswith(x) for x, y in zip(*spans, strict=True)):
        long = int(later.end[:4]) > int(later.start[:4]) or min(len(x) for s in spans for x in s) > 4
        return "same" if long else "overlap"
    (a, b), (c, d) = spans
    return "overlap" if a[:4] <= d[:4] and c[:4] <= b[:4] else "apart"


def _funders(later: Entry, earlier: Entry) -> str:
    if not later.funders or not earlier.funders:
        return ""
    a, b = ({t for f in e.funders for t in today(f)} for e in (later, earlier))
    return "same" if a & b else "other"


def _place(later: Entry, earlier: Entry) -> str:
    """``other`` (no common ground), ``moved`` (only the text's places differ), ``same`` (a common 시군구) or ""."""
    if apart(later.named_places, earlier.named_places) or apart(later.named_places, earlier.ground):
        return "other"
    if apart(later.ground, earlier.named_places) or apart(later.ground, earlier.ground):
        return "other"
    if narrow(later.regions) & narrow(earlier.regions):
        return "same"
    return "moved" if apart(narrow(later.mentioned), narrow(earlier.mentioned)) else ""


def _foreign(later: Entry, earlier: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _unmatched(later, earlier), _unmatched(earlier, later)


def _unmatched(entry: Entry, other: Entry) -> tuple[str, ...]:
    """Own words that no name of the other has, of the name that has the fewest such."""
    keys = [n.form.key for n in other.names]
    modern = [n.form.modern for n in other.names]
    best: tuple[str, ...] | None = None
    for name in entry.names:
        left = tuple(w for w in name.form.own if not _in_any(keys, w) and not _in_any(modern, in_later_words(w).key))
        if best is None or len(left) < len(best):
            best = left
    return best or ()


def _in_any(keys: Iterable[str], word: str) -> bool:
    return any(_holds(k, word) for k in keys)


def _holds(key: str, word: str) -> bool:
    if word in key:
        return True
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return sum(p in key for p in pairs) >= 0.6 * len(pairs)


def _told_apart(a: LinkName, b: LinkName, later: Entry, earlier: Entry) -> str:
    """Why the names cannot mean one program though they are alike; "" if nothing says so."""
    years = later.document.year - earlier.document.year
    for what, x, y in (("회차", a.edition, b.edition), ("단계", a.phase, b.phase), ("판", a.version, b.version)):
        if x and y and x != y and (x < y or years == 0):
            return what
    if a.qualifier and b.qualifier and a.qualifier != b.qualifier and not _holds(b.qualifier, a.qualifier):
        return "구분"
    return ""


def shared_words(a: Entry, b: Entry) -> list[str]:
    """The own words of the one's names that the other's names have as well, longest first, none inside another."""
    words: set[str] = set()
    for one, other in ((a, b), (b, a)):
        keys = [n.form.key for n in other.names]
        words |= {w for n in one.names for w in n.form.own if any(w in k for k in keys)}
    longest: list[str] = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        if not any(word in x for x in longest):
            longest.append(word)
    return longest[:3]
