"""Puts links into the graph: what is there and right stays untouched, the rest is replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from graph.bolt import Row, Transaction
from graph.statements import create_edges, delete_edges
from library.links.model import Link

_BATCH = 5000
_TYPES = ("CONTINUES", "LOCAL_SHARE", "SAME_FAMILY", "SIMILAR_TO", "SAME_AS")


class Changes(NamedTuple):
    """Links to be put in and to be taken out."""

    added: list[Link]
    removed: list[Link]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def from_row(row: Row) -> Link:
    """A link as a query gives it."""
    lines = [tuple(row[side] or ()) for side in ("lines_from", "lines_to")]
    return Link(
        row["type"], row["start"], row["end"], row["score"], row["reason"] or "", lines[0], lines[1], row["label"]
    )


def changes(old: Iterable[Link], new: Iterable[Link]) -> Changes:
    """What turns the old links into the new ones, in order."""
    before, after = set(old), set(new)
    return Changes(sorted(after - before, key=_order), sorted(before - after, key=_order))


def _order(link: Link) -> tuple[str, str, str]:
    return link.type, link.start, link.end


def apply(transaction: Transaction, change: Changes) -> None:
    """Make the changes in an open transaction."""
    for (type_, label), rows in _grouped(change.removed, _ends):
        for batch in _batches(rows):
            transaction.run(delete_edges(type_, label), rows=batch)
    for (type_, label), rows in _grouped(change.added, _values):
        for batch in _batches(rows):
            transaction.run(create_edges(type_, label, label), rows=batch)


def _ends(link: Link) -> list[Any]:
    return [link.start, link.end]


def _values(link: Link) -> list[Any]:
    return [link.start, link.end, link.score, link.reason, list(link.lines_from), list(link.lines_to)]


def _grouped(links: Sequence[Link], row: Any) -> list[tuple[tuple[str, str], list[list[Any]]]]:
    groups: dict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    for link in links:
        if link.type not in _TYPES:
            raise ValueError(f"no link has the type {link.type!r}")
        groups[link.type, link.label].append(row(link))
    return sorted(groups.items())


def _batches(rows: list[list[Any]]) -> Iterable[list[list[Any]]]:
    for first in range(0, len(rows), _BATCH):
        yield rows[first : first + _BATCH]
