"""The Cypher page: ready queries, what a person writes, its rows as a table and, where they hold things, as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from graph.store import Store
from queries import browser
from settings import Settings
from viewing.network import Network, Node
from viewing.tables import Cell, Column, ColumnKind, Table
from viewing.words import Words

LIMIT = 500
"""Rows of a result."""
LONGEST = 5000
"""Characters of a query."""


class Ready(NamedTuple):
    """A ready query: its name, what it answers in Korean and in English, its text."""

    name: str
    korean: str
    english: str
    text: str

    def title(self, words: Words) -> str:
        """What it answers, in the reader's language."""
        return self.english if words.english else self.korean


@dataclass(frozen=True)
class Result:
    """The rows of a query. ``more``: there were more than are shown. ``picture`` is empty where no row holds a thing."""

    table: Table
    picture: Network
    more: bool


def ready_queries() -> list[Ready]:
    """The ready queries in the order of their file; each runs as it is."""
    return [Ready(q.name, *_titles(q.doc), q.text) for q in browser.ready()]


def _titles(doc: str) -> tuple[str, str]:
    korean, _, english = doc.partition("\n")
    return korean, " ".join(english.split()) or korean


def run(store: Store, text: str, words: Words) -> Result:
    """The result of a reading query. Raises ``RequestError`` or ``QueryFailed`` with what is wrong."""
    rows = store.run_read(text[:LONGEST], limit=LIMIT)
    columns = tuple(Column(words.either(f"head.{c}", c), _kind(c, [r[c] for r in rows.rows])) for c in rows.columns)
    cells = tuple(tuple(_cell(row[c]) for c in rows.columns) for row in rows.rows)
    return Result(Table(words("table.result"), columns, cells), _picture(rows.rows), rows.more)


def _kind(name: str, values: list[Any]) -> ColumnKind:
    """What a column holds, by its values and by its name as our graph and ready queries have it."""
    stated = [v for v in values if v is not None]
    if not stated or not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in stated):
        return "text"
    last = name.rpartition("_")[2].rpartition(".")[2]
    kinds: dict[str, ColumnKind] = {"krw": "money", "line": "year", "start": "year", "end": "year", "year": "year"}
    return kinds.get(last, "number")


def _cell(value: Any) -> Cell:
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        return value
    if isinstance(value, dict) and "labels" in value:
        return f"({value['labels'][0]} {value.get('name') or value.get('key') or ''})"
    if isinstance(value, dict) and "type" in value:
        return f"[{value['type']}]"
    if isinstance(value, list):
        return ", ".join(str(_cell(v)) for v in value)
    return str(value)


def _picture(rows: list[dict[str, Any]]) -> Network:
    """Things of the rows; a relationship joins the things on both sides of it in its row."""
    network = Network()
    for row in rows:
        values = [v for value in row.values() for v in (value if isinstance(value, list) else [value])]
        for at, value in enumerate(values):
            if node := _node(value):
                network.add(node)
            elif _is_relationship(value):
                left = next((n for v in reversed(values[:at]) if (n := _node(v))), None)
                right = next((n for v in values[at + 1 :] if (n := _node(v))), None)
                if left and right:
                    network.join(left, right, str(value["type"]))
    return network


def _is_relationship(value: Any) -> bool:
    return isinstance(value, dict) and "type" in value and "labels" not in value


def _node(value: Any) -> Node | None:
    if not isinstance(value, dict) or not value.get("labels"):
        return None
    id_ = value.get("key") or value.get("code") or value.get("name")
    name = value.get("name") or value.get("title") or value.get("text") or id_
    return Node(str(id_), str(value["labels"][0]), str(name)[:80]) if id_ else None


def browser_address(settings: Settings) -> str:
    """The address of Neo4j Browser at the graph's server; empty for the embedded graph, which has none."""
    if settings.graph == "embedded":
        return ""
    if settings.browser:
        return settings.browser
    parts = urlsplit(settings.graph)
    secure = "s" in parts.scheme.partition("+")[2]
    return f"{'https' if secure else 'http'}://{parts.hostname}:{7473 if secure else 7474}/browser/"


def guide_address(settings: Settings, here: str) -> str:
    """The address that opens Neo4j Browser with the guide that the app at ``here`` serves; empty for the embedded graph.

    Browser fetches from ``localhost`` without being told to, but not from ``127.0.0.1``, which is the same machine.
    """
    address, parts = browser_address(settings), urlsplit(here)
    local = parts.hostname in ("127.0.0.1", "::1")
    host = f"localhost:{parts.port or 80}" if local else parts.netloc
    return f"{address}?cmd=guide&arg={parts.scheme}://{host}/browser/guide.html" if address else ""
