"""Loads plans into a graph and reads the links between them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from graph.query import inline
from graph.store import Store
from library.links.linker import Linked, Linker
from library.prepare import SetByPerson, prepare

LINKS = inline(
    "links",
    "MATCH (a)-[r:CONTINUES|SAME_FAMILY|SIMILAR_TO|LOCAL_SHARE|SAME_AS]->(b) "
    "RETURN type(r) AS type, a.key AS start, b.key AS end, r.score AS score, r.reason AS reason, "
    "r.lines_from AS lines_from, r.lines_to AS lines_to, a.name AS a, b.name AS b",
)


class Found(NamedTuple):
    """A link as the graph holds it, with the names of its ends."""

    type: str
    start: str
    end: str
    score: float
    reason: str
    lines_from: tuple[int, ...]
    lines_to: tuple[int, ...]
    a: str
    b: str


def put(store: Store, key: str, text: str) -> None:
    store.save(prepare(key, text.encode(), SetByPerson()).rows)


def link(store: Store, home: Path) -> Linked:
    return Linker(store, home).link()


def links(store: Store, *types: str) -> list[Found]:
    rows = [
        Found(
            r["type"], r["start"], r["end"], r["score"], r["reason"], tuple(r["lines_from"] or ()),
            tuple(r["lines_to"] or ()), r["a"], r["b"],
        )
        for r in store.read(LINKS)
    ]  # fmt: skip
    return sorted(f for f in rows if not types or f.type in types)


def names(store: Store, type_: str) -> set[tuple[str, str]]:
    return {(f.a, f.b) for f in links(store, type_)}
