"""Rows that questions read again and again (the facts of an institution, the passages of a program), kept for a revision."""

from __future__ import annotations

import gc
import json
import threading
from collections import OrderedDict

from assistant.corrections.statements import Reader
from graph.bolt import Row
from graph.query import Query

_MOST_ROWS = 20_000
"""Rows kept for all queries together: some twenty megabytes."""


class Remembered:
    """A reader that asks the graph once for the same rows, the least used forgotten; for one revision, any thread."""

    def __init__(self, reader: Reader, most: int = _MOST_ROWS) -> None:
        self._reader, self._most = reader, most
        self._kept: OrderedDict[str, list[Row]] = OrderedDict()
        self._count = 0
        self._lock = threading.Lock()

    def read(self, query: Query, **values: object) -> list[Row]:
        """The rows of a named query. Those who read must not change them."""
        key = json.dumps([query.name, values], ensure_ascii=False, sort_keys=True, default=str)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return list(self._kept[key])
        rows = self._reader.read(query, **values)
        with self._lock:
            if key not in self._kept and len(rows) < self._most:
                self._kept[key] = rows
                self._count += len(rows) + 1
            while self._count > self._most:
                self._count -= len(self._kept.popitem(last=False)[1]) + 1
        return list(rows)


def set_apart() -> None:
    """Take what stays (tables, names, programs) out of Python's collections, each of which would stop every question.

    For a process that answers many: the app, a batch, a conversation.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
