"""The nearest programs of other institutions, by the vectors of their passages and by the letters of their names.

Only programs that share a piece of a word of their own are compared (``pieces``), so that the work grows with the size
of these groups and not with the square of all. All arithmetic is in whole numbers below 2^24, which float32 holds
exactly: the same lists come out whatever the size of the blocks, the library underneath, or the order in which
documents came. Lists of what did not change are kept.
"""

from __future__ import annotations

import bisect
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from library.links.features import said_pairs
from library.links.model import Entry

Numbers = npt.NDArray[np.int16]
Whole = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LETTERS = 256
"""Numbers that stand for the letters of names and lines."""
MEANING_SCALE, LETTERS_SCALE = 900.0, 700.0
_SAID_WORTH = 0.15
COARSE = 1 << 14
"""Products are told apart only so far: of programs that are nearly equal, the lot decides which become neighbours."""
KEPT = 16
"""Neighbours kept for each program."""
_ROWS = 1024
_ROW_BITS, _LOT_BITS = 21, 20
_ROW, _LOT = (1 << _ROW_BITS) - 1, (1 << _LOT_BITS) - 1
"""A product, a lot and a row number make one sortable number of 62 bits. The lot decides between equal products: it is
the same for both of a pair, so that of many equals each has its own few and not all the same first ones."""


class Placed(NamedTuple):
    """A program among its neighbours: its issuer, the pieces of words it may share, its numbers."""

    issuer: str
    pieces: tuple[str, ...]
    vector: Numbers


def place(entry: Entry, meaning: npt.NDArray[np.float32] | None, dimension: int) -> Placed:
    """A program with its passages' mean vector (of ``dimension`` numbers, zeros where there is none) and its letters."""
    first = np.zeros(dimension, np.float32)
    if meaning is not None and len(meaning):
        first = _unit(np.asarray(meaning, np.float32).mean(axis=0)) * MEANING_SCALE
    vector = np.rint(np.concatenate((first, _unit(_letters(entry)) * LETTERS_SCALE))).astype(np.int16)
    return Placed(entry.document.issuer or entry.document.key, pieces(entry), vector)


def pieces(entry: Entry) -> tuple[str, ...]:
    """The runs of three letters of a program's own words (a word of two is its own), of names without any: of all."""
    found: set[str] = set()
    for name in entry.names:
        for word in name.form.own or (name.form.key,):
            if word.isascii() or len(word) <= 3:
                found.add(word)
            else:
                found.update(word[i : i + 3] for i in range(len(word) - 2))
    return tuple(sorted(found))


def _letters(entry: Entry) -> npt.NDArray[np.float32]:
    found = np.zeros(LETTERS, np.float32)
    worth: dict[str, float] = {}
    for name in entry.names:
        for pair, weight in name.form.pairs.items():
            worth[pair] = max(worth.get(pair, 0.0), weight)
    for pair in said_pairs(entry):
        worth.setdefault(pair, _SAID_WORTH)
    for pair in sorted(worth):
        number = zlib.crc32(pair.encode())
        found[number % LETTERS] += worth[pair] * (1 if number & 0x10000 else -1)
    return found


def _unit(numbers: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    length = float(np.sqrt(np.square(numbers.astype(np.float64)).sum()))
    return (numbers / length).astype(np.float32) if length else numbers


@dataclass
class Lists:
    """For each program (``keys``, sorted) its nearest of other issuers: product, lot and row as one number (-1: none)."""

    keys: list[str]
    issuers: list[str]
    pieces: list[tuple[str, ...]]
    vectors: Numbers
    best: Ints

    def row(self, key: str) -> int:
        """The row of a program. Raises ``KeyError`` for one that is not there."""
        at = bisect.bisect_left(self.keys, key)
        if at == len(self.keys) or self.keys[at] != key:
            raise KeyError(key)
        return at

    def at(self, row: int) -> list[tuple[str, int]]:
        """The neighbours of a row with their products, nearest first."""
        return [(self.keys[b & _ROW], b >> (_ROW_BITS + _LOT_BITS)) for b in self.best[row].tolist() if b >= 0]


def empty(dimension: int) -> Lists:
    """No programs; their vectors would have ``dimension`` numbers."""
    return Lists([], [], [], np.zeros((0, dimension), np.int16), np.zeros((0, KEPT), np.int64))


def update(old: Lists, new: Mapping[str, Placed], gone: Set[str]) -> tuple[Lists, set[str]]:
    """The lists with ``new`` programs put in (in place of those of the same key) and ``gone`` ones taken out.

    Returns them with the keys whose lists are not what they were. The same as computing all of it anew.
    """
    old_row = {key: i for i, key in enumerate(old.keys) if key not in gone and key not in new}
    keys = sorted([*old_row, *new])
    row_of = {key: i for i, key in enumerate(keys)}
    known = [new.get(key) for key in keys]
    lists = Lists(
        keys,
        [p.issuer if p else old.issuers[old_row[k]] for k, p in zip(keys, known, strict=True)],
        [p.pieces if p else old.pieces[old_row[k]] for k, p in zip(keys, known, strict=True)],
        np.zeros((len(keys), old.vectors.shape[1]), np.int16),
        np.full((len(keys), KEPT), -1, np.int64),
    )
    for i, (key, placed) in enumerate(zip(keys, known, strict=True)):
        lists.vectors[i] = placed.vector if placed else old.vectors[old_row[key]]
    anew = _carry_over(lists, old, row_of, old_row) | {row_of[key] for key in new}
    before = lists.best.copy()
    work = _Work(lists)
    work.compute(anew)
    work.put_in({row_of[key] for key in new}, anew)
    changed = np.flatnonzero((before != lists.best).any(axis=1)).tolist()
    return lists, {keys[i] for i in {*changed, *anew}}


def _carry_over(lists: Lists, old: Lists, row_of: Mapping[str, int], old_row: Mapping[str, int]) -> set[int]:
    """Copy the lists of programs that stayed; the rows of those that lost a neighbour, whose lists stay empty."""
    if not old_row:
        return set()
    moved = np.array([row_of[key] if key in old_row else -1 for key in old.keys], np.int64)
    rows = np.array(sorted(old_row.values()), np.int64)
    best = old.best[rows]
    neighbour = np.where(best >= 0, moved[np.where(best >= 0, best & _ROW, 0)], -1)
    lost = ((best >= 0) & (neighbour < 0)).any(axis=1)
    best = np.where(best >= 0, best & ~_ROW | neighbour, -1)
    best[lost] = -1
    lists.best[moved[rows]] = best
    return set(moved[rows[lost]].tolist())


class _Work:
    """The groups of programs that share a piece, and the products within them."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        groups: dict[str, list[int]] = defaultdict(list)
        for row, own in enumerate(lists.pieces):
            for piece in own:
                groups[piece].append(row)
        self._groups = groups
        number = {name: i for i, name in enumerate(sorted(set(lists.issuers)))}
        self._issuer = np.array([number[name] for name in lists.issuers], np.int64)
        self._lot = np.array([zlib.crc32(key.encode()) & _LOT for key in lists.keys], np.int64)

    def compute(self, rows: Set[int]) -> None:
        """Compare ``rows`` with all that share a piece with them."""
        for members in self._touched(rows):
            mine = [m for m in members if m in rows]
            self._compare(np.array(mine, np.int64), np.array(members, np.int64))

    def put_in(self, came: Set[int], done: Set[int]) -> None:
        """Compare all that share a piece with ``came``, and are not ``done``, with those."""
        for members in self._touched(came):
            others = [m for m in members if m not in done]
            self._compare(np.array(others, np.int64), np.array([m for m in members if m in came], np.int64))

    def _touched(self, rows: Set[int]) -> Iterable[list[int]]:
        """The groups that hold one of ``rows``, each set of members once."""
        seen: set[tuple[int, ...]] = set()
        for piece in sorted({p for row in rows for p in self._lists.pieces[row]}):
            members = self._groups[piece]
            if len(members) > 1 and (mark := tuple(members)) not in seen:
                seen.add(mark)
                yield members

    def _compare(self, rows: Ints, columns: Ints) -> None:
        """Put the nearest of ``columns`` into the lists of ``rows``."""
        if not len(rows) or not len(columns):
            return
        others = self._lists.vectors[columns].astype(np.float32)
        for start in range(0, len(rows), _ROWS):
            block = rows[start : start + _ROWS]
            found = np.floor((self._lists.vectors[block].astype(np.float32) @ others.T) / COARSE)
            found[self._issuer[block][:, None] == self._issuer[columns][None, :]] = -1
            near, products = _foremost(found, columns)
            lots = (self._lot[block][:, None] + self._lot[near]) & _LOT
            came = products.astype(np.int64) << (_ROW_BITS + _LOT_BITS) | lots << _ROW_BITS | near
            self._lists.best[block] = _merged(self._lists.best[block], np.where(products > 0, came, -1))


def _foremost(found: Whole, columns: Ints) -> tuple[Ints, Whole]:
    """The row numbers and products of at least the ``KEPT`` best columns of each row, ties at the end included."""
    if found.shape[1] <= 2 * KEPT:
        return np.broadcast_to(columns, found.shape), found
    keep = KEPT
    while True:
        best = np.argpartition(found, -keep, axis=1)[:, -keep:]
        products = np.take_along_axis(found, best, axis=1)
        # Equal products at the edge: which of them argpartition took is chance, so take more.
        if keep == found.shape[1] or not _cut_in_ties(found, products):
            return columns[best], products
        keep = min(2 * keep, found.shape[1])


def _cut_in_ties(found: Whole, products: Whole) -> bool:
    """Whether a product that matters for the first ``KEPT`` was left out though it equals one taken."""
    edge = products.min(axis=1)
    first = np.partition(products, -KEPT, axis=1)[:, -KEPT]
    tied = (edge == first) & (edge > 0)
    if not tied.any():
        return False
    outside = (found[tied] == edge[tied][:, None]).sum(axis=1)
    inside = (products[tied] == edge[tied][:, None]).sum(axis=1)
    return bool((outside > inside).any())


def _merged(best: Ints, came: Ints) -> Ints:
    """The lists with more neighbours put in, largest number first; each once."""
    both = -np.sort(-np.concatenate((best, came), axis=1), axis=1)
    both[:, 1:][both[:, 1:] == both[:, :-1]] = -1
    return np.asarray((-np.sort(-both, axis=1))[:, :KEPT])
