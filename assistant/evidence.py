"""What an answer stands on: the queries that were run, and the lines that are cited.

One ``Evidence`` serves one question. It reads through named queries only, remembers them for the answer's ``cypher`` and
``params``, and turns (document, lines) into citations with the words that stand there.
"""

from __future__ import annotations

import json
import sys
import threading
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from assistant.answer import Citation
from assistant.corrections.statements import Reader
from assistant.directory import Directory
from embeddings.index import SearchIndex
from graph.bolt import Row
from graph.places import Place, Places
from graph.query import Query
from queries.catalog import query

_QUOTE = 300
"""Characters of a quote; the line is given, so that the rest can be read there."""
_DOCUMENTS_KEPT = 2048
_NEAR = 30
"""Passages whose programs are looked at for words that no name has."""


class _ChunkPlaces(NamedTuple):
    """The chunks of a document by their first lines. Numbers are packed and the ends of keys shared: a server of a
    thousand documents keeps them all in some tens of megabytes.
    """

    prefix: str
    first: array[int]
    last: array[int]
    ends: list[str]


class ChunkMap:
    """Which chunks hold a document's lines: read once for each document and revision, the least used forgotten."""

    def __init__(self, store: Reader) -> None:
        self._store = store
        self._known: OrderedDict[tuple[int, str], _ChunkPlaces] = OrderedDict()
        self._printed: OrderedDict[tuple[int, str], Places] = OrderedDict()
        self._lock = threading.Lock()

    def chunks_at(self, revision: int, document: str, first: int, last: int) -> list[str]:
        """The keys of the chunks that hold any of the lines, in order."""
        places = self._places(revision, document)
        end = bisect_right(places.first, last)
        return [places.prefix + places.ends[n] for n in range(max(0, end - 40), end) if places.last[n] >= first]

    def place(self, revision: int, document: str, line: int) -> Place:
        """The page, table and row of a line."""
        key = (revision, document)
        with self._lock:
            known = self._printed.get(key)
        if known is None:
            rows = self._store.read(query("document_places"), document=document)
            known = Places.of_document(rows[0] if rows else {})
            with self._lock:
                self._printed[key] = known
                while len(self._printed) > _DOCUMENTS_KEPT:
                    self._printed.popitem(last=False)
        return known.at(line)

    def _places(self, revision: int, document: str) -> _ChunkPlaces:
        key = (revision, document)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        prefix = f"{document}/Chunk/"
        (row,) = self._store.read(query("chunk_lines"), prefix=prefix)
        found = sorted(row["places"], key=lambda place: (place[1], place[3]))
        places = _ChunkPlaces(
            prefix,
            array("l", (first for _, first, _, _ in found)),
            array("l", (last for _, _, last, _ in found)),
            [sys.intern(key[len(prefix) :]) for key, _, _, _ in found],
        )
        with self._lock:
            self._known[key] = places
            while len(self._known) > _DOCUMENTS_KEPT:
                self._known.popitem(last=False)
        return places


def _in_the_document(rows: Iterable[Row]) -> list[Row]:
    """Rows that a query leaves in any order in that of the lines, so that both engines answer alike; else by what they say."""
    found: list[Row] = []
    for _, same in groupby(sorted(rows, key=_place), key=_place):
        beside = list(same)
        found += sorted(beside, key=_said) if len(beside) > 1 else beside
    return found


def _place(row: Row) -> tuple[str, int]:
    lines = row.get("lines") or [0]
    return str(row.get("document") or ""), int(row.get("line_start") or row.get("first") or lines[0] or 0)


def _said(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)


class Evidence:
    """The queries and citations of one answer."""

    def __init__(self, store: Reader, directory: Directory, chunks: ChunkMap, index: SearchIndex | None = None) -> None:
        self._index = index
        self._store = store
        self.directory = directory
        self._chunks = chunks
        self._asked: dict[str, dict[str, Any]] = {}
        self._read: dict[str, list[Row]] = {}
        self._cited: dict[tuple[str, int, int], int] = {}

    def rows(self, name: str, **values: Any) -> list[Row]:
        """The rows of the named query; asked again, the same rows."""
        self._asked.setdefault(name, values)
        return self._once(name, values)

    def _once(self, name: str, values: dict[str, Any]) -> list[Row]:
        key = json.dumps([name, values], ensure_ascii=False, sort_keys=True)
        if key not in self._read:
            rows = self._store.read(query(name), **values)
            self._read[key] = rows if "ORDER BY" in query(name).text else _in_the_document(rows)
        return [dict(row) for row in self._read[key]]

    def programs_near(self, words: Iterable[str], among: Iterable[str]) -> list[str]:
        """The programs of ``among`` in whose sections search finds the words; sorted, none without an index."""
        hits = self._index.search(" ".join(words), _NEAR, lexical_only=True) if self._index else []
        rows = self.rows("programs_near_chunks", chunks=sorted(h.chunk_key for h in hits)) if hits else []
        return sorted(set(among) & {r["program"] for r in rows})

    def found_by(self, words: Iterable[str]) -> list[Row]:
        """The passages that search finds by the words: document, first line and text."""
        hits = self._index.search(" ".join(words), _NEAR, lexical_only=True) if self._index else []
        return self.rows("passages", chunks=sorted(h.chunk_key for h in hits)) if hits else []

    def cite(self, document: str, line_start: int, line_end: int | None = None) -> int:
        """The position of a citation of these lines."""
        place = (document, line_start, line_end or line_start)
        return self._cited.setdefault(place, len(self._cited))

    def cite_lines(self, document: str, lines: Iterable[int], most: int = 2) -> tuple[int, ...]:
        """Citations of single lines, the first ``most`` of them."""
        return tuple(self.cite(document, line) for line in list(dict.fromkeys(lines))[:most])

    @property
    def cypher(self) -> str:
        """The queries that were run, each under its name."""
        return ";\n\n".join(f"// {name}\n{query(name).text}" for name in self._asked)

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of the queries; where two queries share a name, the first one's value."""
        merged: dict[str, Any] = {}
        for values in self._asked.values():
            for name, value in values.items():
                merged.setdefault(name, value)
        return merged

    def citations(self) -> tuple[Citation, ...]:
        """All citations with their words, in order of position."""
        wanted = {place: self._chunks.chunks_at(self.directory.revision, *place) for place in self._cited}
        keys = sorted({key for found in wanted.values() for key in found})
        texts = {r["key"]: r for r in self._once("chunk_texts", {"chunks": keys})} if keys else {}
        return tuple(self._citation(place, [texts[k] for k in wanted[place] if k in texts]) for place in self._cited)

    def cited(self, positions: Iterable[int]) -> list[str]:
        """The text of the lines that stand at positions of citations."""
        places = list(self._cited)
        return [self.text(*places[n]) for n in positions]

    def chunks_between(self, document: str, first: int, last: int) -> list[str]:
        """The keys of the chunks that hold the lines."""
        return self._chunks.chunks_at(self.directory.revision, document, first, last)

    def text(self, document: str, first: int, last: int) -> str:
        """The lines of a document as its chunks hold them."""
        keys = self.chunks_between(document, first, last)
        rows = self._once("chunk_texts", {"chunks": keys}) if keys else []
        rows.sort(key=lambda r: r["order"])
        return "\n".join(part for row in rows if (part := _lines(row, first, last)))

    def _citation(self, place: tuple[str, int, int], chunks: list[Row]) -> Citation:
        document, first, last = place
        card = self.directory.document.get(document)
        words = " ".join(part for row in chunks if (part := _lines(row, first, last)))
        printed = self._chunks.place(self.directory.revision, document, first)
        return Citation(
            document=card.file_name if card else document,
            line_start=first,
            line_end=last,
            page=printed.page,
            section=(chunks[0]["section"] or "") if chunks else "",
            quote=words[:_QUOTE],
            table=printed.table,
            row=printed.row,
        )


def _lines(row: Mapping[str, Any], first: int, last: int) -> str:
    """The lines ``first`` to ``last`` of a chunk, joined."""
    lines = str(row["text"]).split("\n")
    start = row["line_start"]
    return "\n".join(lines[max(0, first - start) : last - start + 1]).strip()


class Asking:
    """Named queries asked through the evidence of an answer, which remembers them: a ``Reader`` for ``assistant.past``."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def read(self, query: Query, **values: object) -> list[Row]:
        """The rows of a query."""
        return self._evidence.rows(query.name, **values)
