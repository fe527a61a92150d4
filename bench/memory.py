"""A document's export without a graph: what ``saeop export`` would write of it, read in memory.

The rows of the document go through the same flat writer as an export from the store, so that a benchmark of the
extraction needs neither a server nor an index.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from embeddings.chunks import split
from graph import flat
from graph.model import Subgraph
from graph.schema import EXPORTED_LABELS, RELATIONSHIP_TYPES
from lexicon.text import clean
from loaders.facts.extract import extract
from loaders.layout.build import build_layout
from loaders.readers.files import read_bytes
from loaders.readers.tools import NO_TOOLS, Tools
from loaders.rows.builder import Passage
from loaders.rows.document import sections_of, subgraph

Row = dict[str, Any]


@dataclass
class Reading:
    """What was read of one document: the flat records, the graph's rows, the lines, the seconds of each stage."""

    programs: list[Row]
    people: list[Row]
    rows: Subgraph
    lines: list[str]
    seconds: dict[str, float] = field(default_factory=dict)

    def nodes(self, label: str) -> list[Row]:
        """The properties of all nodes of a label, their key among them."""
        return [{"key": n.key, **n.properties} for n in self.rows.nodes if n.label == label]


def read_file(path: Path, key: str = "") -> Reading:
    """Read a file as the document ``key`` (its name where none is given)."""
    return read_data(path.read_bytes(), key or path.name)


def read_data(data: bytes, key: str, tools: Tools = NO_TOOLS) -> Reading:
    """Read a file's content as the document ``key``."""
    started = time.perf_counter()
    source = read_bytes(data, key, tools)
    layout = build_layout(source)
    laid_out = time.perf_counter()
    facts = extract(layout)
    extracted = time.perf_counter()
    chunks = split(sections_of(facts))
    passages = [Passage(c.text, c.line_start, c.line_end, c.order, c.section) for c in chunks]
    rows = subgraph(key, {"file_name": key}, facts, passages)
    done = time.perf_counter()
    programs, people = _flat(rows)
    seconds = {"layout": laid_out - started, "facts": extracted - laid_out, "rows": done - extracted}
    return Reading(programs, people, rows, layout.lines, seconds)


def read_lines(text: str, key: str = "document.md") -> Reading:
    """Read a text as the document ``key``."""
    return read_data(clean(text).encode("utf-8"), key)


def _flat(rows: Subgraph) -> tuple[list[Row], list[Row]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        nodes: dict[str, list[Row]] = {label.name: [] for label in EXPORTED_LABELS}
        edges: dict[str, list[Row]] = {type_: [] for type_ in RELATIONSHIP_TYPES}
        keys = {label.name: label.key for label in EXPORTED_LABELS}
        for node in sorted(rows.nodes, key=lambda n: n.key):  # as an export has them
            nodes[node.label].append({keys[node.label]: node.key, **node.properties})
        for e in rows.edges:
            ends = {"from": e.start.key, "to": e.end.key, "from_label": e.start.label, "to_label": e.end.label}
            edges[e.type].append({**ends, **e.properties})
        for kind, found in (nodes | edges).items():
            lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in found]
            (folder / f"{kind}.jsonl").write_text("".join(lines), encoding="utf-8")
        flat.write(folder)
        return _read(folder / flat.PROGRAMS), _read(folder / flat.PEOPLE)


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
