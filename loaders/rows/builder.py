"""Collects one document's nodes and relationships: each node once, each relationship once per pair, type and role."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Edge, Keys, Node, Properties, Ref, Subgraph, Value
from graph.schema import LABEL_BY_NAME, RELATIONSHIPS
from lexicon.text import plain
from loaders.facts.model import Cite

_QUOTE = 400
_ROLE = {r.type: r.role for r in RELATIONSHIPS if r.role}


@dataclass(frozen=True)
class Passage:
    """A chunk of the document as the store wants it: ``section`` is the key of the section it stands in."""

    text: str
    line_start: int
    line_end: int
    order: int
    section: str


class Rows:
    """The subgraph of one document under construction."""

    def __init__(self, document: str, lines: Sequence[str], passages: Sequence[Passage]) -> None:
        self.document = document
        self.keys = Keys(document)
        self._lines = lines
        self._passages = passages
        self._starts = [p.line_start for p in passages]
        self.chunk_keys = [self.keys.owned("Chunk", str(p.order)) for p in passages]
        self._texts: dict[int, str] = {}
        self._quotes: dict[tuple[int, int], str] = {}
        self._nodes: dict[Ref, Node] = {}
        self._edges: dict[tuple[str, Ref, Ref, str], dict[str, Value]] = {}

    def node(self, label: str, key: str, properties: Properties) -> Ref:
        """Add a node (or find the one of that key) and return it; empty properties are left out."""
        ref = Ref(label, key)
        if ref not in self._nodes:
            kept = {k: v for k, v in properties.items() if v not in (None, "", [])}
            if LABEL_BY_NAME[label].owned:
                kept["document"] = self.document
            self._nodes[ref] = Node(label, key, kept)
        return ref

    def owned(self, label: str, name: str, properties: Properties) -> Ref:
        """Add a node of the document under a key made of its name, with a counter for equals."""
        return self.node(label, self.keys.owned(label, name), properties)

    def edge(self, type_: str, start: Ref, end: Ref, cite: Cite | None = None, **properties: Value) -> None:
        """Add a relationship; a second statement of the same one adds its line."""
        role = str(properties.get(_ROLE.get(type_, ""), "") or "")
        key = (type_, start, end, role)
        known = self._edges.get(key)
        if known is None:
            known = {k: v for k, v in properties.items() if v not in (None, "")}
            if cite is not None:
                known |= {
                    "document": self.document,
                    "line_start": cite.start,
                    "line_end": cite.end,
                    "lines": [cite.start],
                }
            self._edges[key] = known
        elif cite is not None and isinstance(known.get("lines"), list):
            lines = known["lines"]
            assert isinstance(lines, list)
            known["lines"] = sorted({*(int(x) for x in lines), cite.start})

    def stated(self, node: Ref, cite: Cite, name: str = "", year: int | None = None) -> None:
        """Say where a node is stated: a relationship to the chunk that holds the line."""
        quote = cite.quote or self.quote(cite)
        chunk = self._chunk(cite.start, quote)
        if chunk is None:
            return
        key = ("STATED_IN", node, Ref("Chunk", chunk), str(cite.start))
        if key not in self._edges:
            kept: dict[str, Value] = {
                "line_start": cite.start,
                "line_end": cite.end,
                "quote": quote,
                "document": self.document,
            }
            if name:
                kept["name"] = name
            if year is not None:
                kept["year"] = year
            self._edges[key] = kept

    def quote(self, cite: Cite) -> str:
        """The words of the lines, mark-up resolved, at most 400 characters."""
        known = self._quotes.get((cite.start, cite.end))
        if known is None:
            lines = (x[: 8 * _QUOTE] for x in self._lines[cite.start - 1 : min(cite.end, cite.start + _QUOTE)])
            text = " ".join(plain(x.replace("\t", " | ")) for x in lines)
            known = self._quotes[cite.start, cite.end] = text[:_QUOTE].strip(" |")
        return known

    def _chunk(self, line: int, quote: str) -> str | None:
        """The chunk that holds a line: of several on one long line the one that holds the words."""
        end = bisect.bisect_right(self._starts, line)
        covering = [i for i in range(max(0, end - 60), end) if self._passages[i].line_end >= line]
        if not covering:
            return None
        words = quote[:16]
        if len(covering) == 1:
            return self.chunk_keys[covering[0]]
        holding = [i for i in covering if words and words in self._plain(i)]
        return self.chunk_keys[(holding or covering)[0]]

    def _plain(self, passage: int) -> str:
        if passage not in self._texts:
            self._texts[passage] = plain(self._passages[passage].text)
        return self._texts[passage]

    def subgraph(self) -> Subgraph:
        """All rows, in a stable order."""
        edges = [Edge(t, s, e, p) for (t, s, e, _), p in self._edges.items()]
        return Subgraph(self.document, list(self._nodes.values()), edges)
