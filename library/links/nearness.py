"""Which programs of two documents are worth comparing: the nearest by name and by what is said of them.

Everything else is left out, so that the work grows with the number of programs and not with its square; only two
matrix products see all pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set

import numpy as np
import numpy.typing as npt

from library.links.features import Comparer, Pair, said_pairs
from library.links.model import Entry
from library.links.names import LinkName, Rarity, held

Matrix = npt.NDArray[np.float32]
BY_NAME, BY_SAID = 5, 2
"""How many of the nearest are looked at."""
_LEAST_NAME, _LEAST_SAID = 0.17, 0.24
_MOST_OF_ONE_AMOUNT = 8


def name_nearness(
    later: Sequence[Sequence[LinkName]],
    earlier: Sequence[Sequence[LinkName]],
    rarity: Rarity,
    pairs: Callable[[LinkName], Counter[str]],
) -> Matrix:
    """How alike the nearest names of each two are, about as ``Rarity.alike`` says; (later, earlier)."""
    rows_a, rows_b = ([pairs(n) for names in side for n in names] for side in (later, earlier))
    number = {p: i for i, p in enumerate(sorted({p for row in (*rows_a, *rows_b) for p in row}))}
    a, b = (_matrix(rows, number, rarity) for rows in (rows_a, rows_b))
    worth_a, worth_b = (np.square(m).sum(axis=1) for m in (a, b))
    dice = 2 * (a @ b.T) / np.maximum(worth_a[:, None] + worth_b[None, :], 1e-6)
    return _best_of(_best_of(dice, [len(n) for n in later]).T, [len(n) for n in earlier]).T


def _matrix(rows: Sequence[Counter[str]], number: dict[str, int], rarity: Rarity) -> Matrix:
    matrix = np.zeros((len(rows), len(number)), np.float32)
    for i, row in enumerate(rows):
        for pair, worth in row.items():
            matrix[i, number[pair]] = (worth * rarity.of(pair)) ** 0.5
    return matrix


def _best_of(matrix: Matrix, sizes: Sequence[int]) -> Matrix:
    """The largest of each group of rows; every group has at least one."""
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
    return np.maximum.reduceat(matrix, starts, axis=0)


def said_nearness(later: Sequence[frozenset[str]], earlier: Sequence[frozenset[str]], rarity: Rarity) -> Matrix:
    """Cosines of what is said of each two."""
    number = {p: i for i, p in enumerate(sorted(set().union(*later, *earlier)))}
    if not number:
        return np.zeros((len(later), len(earlier)), np.float32)
    worth = np.array([rarity.of(p) for p in sorted(number, key=number.__getitem__)], np.float32)
    a, b = (_binary(rows, number) * worth for rows in (later, earlier))
    norms = np.linalg.norm(a, axis=1)[:, None] * np.linalg.norm(b, axis=1)[None, :]
    return np.asarray((a @ b.T) / np.maximum(norms, 1e-6), np.float32)


def _binary(rows: Sequence[frozenset[str]], number: dict[str, int]) -> Matrix:
    matrix = np.zeros((len(rows), len(number)), np.float32)
    for i, row in enumerate(rows):
        matrix[i, [number[p] for p in row]] = 1
    return matrix


def nearest(names: Matrix, said: Matrix) -> list[tuple[int, int]]:
    """The pairs worth comparing, in order."""
    found: set[tuple[int, int]] = set()
    for matrix, limit, least in ((names, BY_NAME, _LEAST_NAME), (said, BY_SAID, _LEAST_SAID)):
        for turned in (False, True):
            rows = matrix.T if turned else matrix
            for i, row in enumerate(rows):
                best = np.argsort(-row, kind="stable")[:limit]
                found.update((int(j), i) if turned else (i, int(j)) for j in best if row[j] >= least)
    return sorted(found)


class Between:
    """Compares programs of two documents; how rare letters are is counted in these two alone.

    So the result does not depend on what else is loaded, and a word that every program of this field has counts little.
    """

    def __init__(self, later: Sequence[Entry], earlier: Sequence[Entry]) -> None:
        self._sides = (later, earlier)
        both = [*later, *earlier]
        names = list({n.form.text: n.form for e in both for n in e.names}.values())
        self._rarity = Rarity(held(names), len(names))
        self._comparer = Comparer(self._rarity, _common_amounts(both))
        self._words = {e.key: said_pairs(e) for e in both}
        self._said = Rarity(Counter(w for words in self._words.values() for w in words), len(both))

    def pairs(self, settled: Set[str] = frozenset()) -> list[Pair]:
        """The pairs worth comparing, compared, in the order of keys; programs that are ``settled`` are left out.

        Programs with one name that no other has are compared with each other only; the rest with all.
        """
        later, earlier = ([e for e in side if e.key not in settled] for side in self._sides)
        found = {(p.later.key, p.earlier.key): p for p in self._of_one_name(later, earlier)}
        rest = [[e for e in side if e.key not in {k for ends in found for k in ends}] for side in (later, earlier)]
        for a, b in ((rest[0], earlier), (later, rest[1])):
            for pair in self._nearest(a, b):
                found.setdefault((pair.later.key, pair.earlier.key), pair)
        return [found[k] for k in sorted(found)]

    def _of_one_name(self, later: Sequence[Entry], earlier: Sequence[Entry]) -> Iterator[Pair]:
        """Pairs of programs that share a name no third one has, at one place, and that nothing tells apart."""
        for a, b in _unique_names(later, earlier):
            pair = self._comparer.compare(a, b, self._cosine(a, b))
            if pair.place != "other" and not pair.told_apart:
                yield pair

    def _nearest(self, later: Sequence[Entry], earlier: Sequence[Entry]) -> Iterator[Pair]:
        if not later or not earlier:
            return
        sides = [[[n.form for n in e.names] for e in side] for side in (later, earlier)]
        plain = name_nearness(sides[0], sides[1], self._rarity, lambda n: n.pairs)
        modern = name_nearness(sides[0], sides[1], self._rarity, lambda n: n.modern_pairs)
        words = [[self._words[e.key] for e in side] for side in (later, earlier)]
        said = said_nearness(words[0], words[1], self._said)
        for i, j in nearest(np.maximum(plain, modern), said):
            yield self._comparer.compare(later[i], earlier[j], float(said[i, j]))

    def _cosine(self, a: Entry, b: Entry) -> float:
        return float(said_nearness([self._words[a.key]], [self._words[b.key]], self._said)[0, 0])


def _unique_names(later: Sequence[Entry], earlier: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """The programs of both sides that share a name which only they have, each once, in the order of keys."""
    holders: list[dict[str, set[str]]] = []
    for side in (later, earlier):
        held_by: dict[str, set[str]] = defaultdict(set)
        for entry in side:
            for name in entry.names:
                held_by[name.form.key].add(entry.key)
        holders.append(held_by)
    entry_of = {e.key: e for side in (later, earlier) for e in side}
    found = {
        (min(holders[0][name]), min(holders[1][name]))
        for name in holders[0].keys() & holders[1].keys()
        if len(holders[0][name]) == len(holders[1][name]) == 1
    }
    count = Counter(k for ends in found for k in ends)
    return [(entry_of[a], entry_of[b]) for a, b in sorted(found) if count[a] == count[b] == 1]


def _common_amounts(entries: Sequence[Entry]) -> frozenset[int]:
    """Amounts that more programs of two documents have than one program and its successors would."""
    held_by = Counter(krw for e in entries for krw in {a.krw for a in e.amounts})
    return frozenset(krw for krw, number in held_by.items() if number > _MOST_OF_ONE_AMOUNT)
