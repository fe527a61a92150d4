"""Rows kept for a revision: the same as the graph gives, asked once, never more than the bound."""

from __future__ import annotations

from assistant.remembered import Remembered
from graph.bolt import Row
from graph.query import Query
from graph.store import Store
from queries.catalog import query


class Counting:
    """A reader that counts what is asked of the store behind it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked = 0

    def read(self, query: Query, **values: object) -> list[Row]:
        self.asked += 1
        return self._store.read(query, **values)


def test_the_same_rows_are_asked_for_once(store: Store) -> None:
    counting = Counting(store)
    rows = Remembered(counting)
    wanted = query("chunk_lines")
    first = rows.read(wanted, prefix="a.md/Chunk/")
    first.append({"changed": True})  # by whoever asked: the next one sees what the graph gave
    assert rows.read(wanted, prefix="a.md/Chunk/") == store.read(wanted, prefix="a.md/Chunk/")
    assert counting.asked == 1


def test_no_more_rows_are_kept_than_may_be(store: Store) -> None:
    counting = Counting(store)
    rows = Remembered(counting, most=4)
    for name in ("a", "b", "c"):
        rows.read(query("chunk_lines"), prefix=f"{name}.md/Chunk/")
    rows.read(query("chunk_lines"), prefix="c.md/Chunk/")
    assert counting.asked == 3
    rows.read(query("chunk_lines"), prefix="a.md/Chunk/")
    assert counting.asked == 4
