"""Which programs of a later document continue which of an earlier one of the same institution.

The best pairs are taken first, each program once. What is then left over may have been merged into, or split from, a
program that is taken: that needs a line that says so, a name that is part of the other, or amounts that add up. Of what
is left after that, two programs of successive editions may be one under another name: that needs contents that are
nearer than any others, and amounts that are near; it is never sure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from library.links.features import Pair, said_pairs, shared_words
from library.links.model import Entry, Link
from library.links.nearness import Between
from library.links.weigh import SAME_NAME, Weighed, lines_of, weigh

LEAST = 0.47
"""The least sum that is believed of two programs that nothing else claims."""
SIMILAR_SCALE = 1.0
_SPEAKS_NAME, _SPEAKS_SAID = 0.2, 0.35
_TOLD_MERGE, _TOLD_SIBLING, _SIBLING = 0.75, 0.45, 0.6
_PART, _ADDS_UP, _SUM_NAME, _LEAST_PART = 0.85, 0.005, 0.2, 0.1
_MOST_EARLIER, _MOST_LATER = 4, 4
_LEFT_SAID, _LEFT_LEAD, _LEFT_RATIO, _LEFT_YEARS, _LEFT_OWN = 0.33, 0.05, 1.5, 2, 2
_PASSING = ("활동", "행사")

Verdicts = Mapping[frozenset[str], str]
"""What people decided, by the two keys: ``same``, ``family`` or ``not``."""


@dataclass(frozen=True)
class Succession:
    """The outcome for two documents: links found, and all pairs that were weighed."""

    links: tuple[Link, ...]
    weighed: tuple[Weighed, ...]


def succession(
    later: Sequence[Entry], earlier: Sequence[Entry], verdicts: Verdicts, settled: Set[str] = frozenset()
) -> Succession:
    """The links between the programs of two documents but the ``settled`` ones."""
    weighed = [weigh(p) for p in Between(later, earlier).pairs(settled)]
    open_ = [w for w in weighed if frozenset(w.ends) not in verdicts]
    claims = _Claims(open_, verdicts, (later, earlier))
    claims.take_best()
    claims.take_told()
    claims.take_parts()
    claims.take_left()
    return Succession(tuple(claims.links()), tuple(weighed))


def possible(weighed: Weighed) -> bool:
    """Whether the two can be one at all, however alike."""
    pair = weighed.pair
    if pair.place == "other" or pair.told_apart:
        return False
    kinds = {pair.later.kind, pair.earlier.kind}
    if kinds & set(_PASSING):  # a bare activity is an item of a program, unless it has the very name
        editions = pair.name.later.form.edition and pair.name.earlier.form.edition
        return pair.name.score >= (0.8 if editions else SAME_NAME)
    return True


class _Claims:
    """Who continues whom, as far as it is known."""

    def __init__(
        self, weighed: list[Weighed], verdicts: Verdicts, sides: tuple[Sequence[Entry], Sequence[Entry]]
    ) -> None:
        self._sides = sides
        self._open = sorted((w for w in weighed if possible(w)), key=lambda w: (-w.total, w.ends))
        self._taken: dict[tuple[str, str], Link] = {}
        self._earlier_of: dict[str, list[str]] = defaultdict(list)
        self._later_of: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, list[int]] = defaultdict(list)
        # What a person calls the same is taken: no other program may claim it as its only one.
        keys = {k for w in weighed for k in w.ends}
        for ends, verdict in verdicts.items():
            if verdict == "same":
                for key in ends & keys:
                    self._earlier_of[key].append("")
                    self._later_of[key].append("")

    def links(self) -> list[Link]:
        """The links taken, in order."""
        return [self._taken[k] for k in sorted(self._taken)]

    def take_best(self) -> None:
        """Best pairs first, each program once."""
        for w in self._open:
            if w.total < LEAST:
                return
            p = w.pair
            if not (p.name.score >= _SPEAKS_NAME or p.said >= _SPEAKS_SAID):
                continue
            if not self._earlier_of[p.later.key] and not self._later_of[p.earlier.key]:
                self._take(w)

    def take_told(self) -> None:
        """Earlier programs that a line of the later one names: they were merged into it."""
        siblings: dict[str, list[Pair]] = defaultdict(list)
        for w in self._open:
            p = w.pair
            if self._later_of[p.earlier.key] or not (p.name.later.form.own or p.name.earlier.form.own):
                continue
            if p.told >= _TOLD_MERGE and p.told_by_later and p.name.score >= _SPEAKS_NAME and self._room(p):
                self._take(w, "하나로 합쳐짐")
                siblings[p.later.key].append(p)
        for w in self._open:
            p = w.pair
            if self._later_of[p.earlier.key] or p.told < _TOLD_SIBLING:
                continue
            alike = [s for s in siblings[p.later.key] if _siblings(s.earlier, p.earlier)]
            if alike:
                reason = f"같은 계열인 {alike[0].earlier.name}와 함께 이어짐"
                self._taken[w.ends] = replace(_link(w, "SAME_FAMILY"), reason=f"{w.reason}, {reason}", score=0.5)

    def take_parts(self) -> None:
        """Programs left over whose name is part of a taken one's, or whose amount makes up the difference."""
        for w in self._open:
            p = w.pair
            merged = bool(self._earlier_of[p.later.key]) and not self._later_of[p.earlier.key]
            split = bool(self._later_of[p.earlier.key]) and not self._earlier_of[p.later.key]
            if merged == split or not self._room(p):
                continue
            if _is_part(p) or self._adds_up(p, merged):
                self._take(w, "하나로 합쳐짐" if merged else "여럿으로 나뉨")

    def take_left(self) -> None:
        """Programs of successive editions that nothing claims and that say nearly the same of nearly the same amount."""
        near = [w for w in self._open if self._is_left(w.pair)]
        held = [Counter(p for e in side for p in said_pairs(e)) for side in self._sides] if near else []
        left = [w for w in near if _tells(w.pair, held)]
        best: dict[str, list[float]] = defaultdict(list)
        for w in left:
            for key in w.ends:
                best[key].append(w.pair.said)
        for w in left:
            others = [sorted(best[key], reverse=True)[1:2] for key in w.ends]
            alone = all(w.pair.said >= (o[0] if o else 0.0) + _LEFT_LEAD for o in others)
            first = all(w.pair.said == max(best[key]) for key in w.ends)
            if alone and first:
                self._take(w, "이름은 다르나 내용과 금액이 가까움")

    def _is_left(self, pair: Pair) -> bool:
        free = not (self._earlier_of[pair.later.key] or self._later_of[pair.earlier.key])
        years = pair.later.document.year - pair.earlier.document.year
        near = pair.said >= _LEFT_SAID and 0 < pair.ratio <= _LEFT_RATIO
        return free and near and years <= _LEFT_YEARS and not pair.later.is_new

    def _adds_up(self, pair: Pair, merged: bool) -> bool:
        """Whether the part's amount is just what the whole has beside the parts already taken.

        Sums agree by chance as well, so the two must have a word of their own in common, and a unit or their contents.
        """
        whole, part = (pair.later, pair.earlier) if merged else (pair.earlier, pair.later)
        taken = self._parts[whole.key]
        if pair.name.score < _SUM_NAME or not shared_words(pair.later, pair.earlier):
            return False
        if not (pair.units or pair.said >= _SPEAKS_SAID) or part.size < _LEAST_PART * whole.size:
            return False
        if not taken or not all(taken):
            return False
        return abs(sum(taken) + part.size - whole.size) <= _ADDS_UP * whole.size

    def _room(self, pair: Pair) -> bool:
        return (
            len(self._earlier_of[pair.later.key]) < _MOST_EARLIER
            and len(self._later_of[pair.earlier.key]) < _MOST_LATER
        )

    def _take(self, w: Weighed, word: str = "") -> None:
        link = _link(w, "CONTINUES")
        if word:
            link = replace(link, reason=f"{w.reason}, {word}", score=min(link.score, 0.69))
        self._taken[w.ends] = link
        self._earlier_of[w.pair.later.key].append(w.pair.earlier.key)
        self._later_of[w.pair.earlier.key].append(w.pair.later.key)
        self._parts[w.pair.later.key].append(w.pair.earlier.size)
        self._parts[w.pair.earlier.key].append(w.pair.later.size)


def _tells(pair: Pair, held: Sequence[Counter[str]]) -> bool:
    """Whether the contents have letters in common that no other program of either document has."""
    shared = said_pairs(pair.later) & said_pairs(pair.earlier)
    return sum(all(side[p] == 1 for side in held) for p in shared) >= _LEFT_OWN


def _link(w: Weighed, type_: str) -> Link:
    lines_from, lines_to = lines_of(w.pair)
    return Link(type_, *w.ends, sureness(w.total), w.reason, lines_from, lines_to)


def sureness(total: float) -> float:
    """The score of a link, 0.5 (barely) to 0.99, from the sum of what speaks for it."""
    return round(min(0.99, max(0.5, 0.5 + 0.85 * (total - LEAST))), 2)


def _is_part(pair: Pair) -> bool:
    """Whether one name holds the other's letters nearly whole, and goes on with words of its own."""
    a, b = pair.name.later.form, pair.name.earlier.form
    short, long = sorted((a, b), key=lambda n: len(n.key))
    if len(short.key) < 6 or not short.own or short.qualifier != long.qualifier:
        return False
    left = pair.foreign[1] if short is b else pair.foreign[0]
    worth = sum(short.pairs.values())
    inside = sum(w for p, w in short.pairs.items() if p in long.pairs) / worth
    return not left and inside >= _PART and len(long.own) > len(short.own)


def _siblings(a: Entry, b: Entry) -> bool:
    """Whether two programs of one document belong together: their names are mostly the same."""
    for x in a.names:
        for y in b.names:
            shared = sum(min(w, y.form.pairs[p]) for p, w in x.form.pairs.items() if p in y.form.pairs)
            if 2 * shared >= _SIBLING * (sum(x.form.pairs.values()) + sum(y.form.pairs.values())):
                return True
    return False
