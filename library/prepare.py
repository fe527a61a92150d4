"""From a file's content to the rows of its document: read, lay out, extract, cut into chunks. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from embeddings.chunks import split
from graph.model import Subgraph, Value
from graph.places import page_lines, table_lines
from library.originals import content_hash
from library.said import SetByPerson
from library.sketch import sketch_of
from library.version import extractor
from loaders.facts.cover import read_cover
from loaders.facts.extract import extract
from loaders.layout.build import build_layout
from loaders.readers.files import read_bytes
from loaders.readers.tools import NO_TOOLS, Tools
from loaders.rows.builder import Passage
from loaders.rows.document import sections_of, subgraph

__all__ = ["Prepared", "SetByPerson", "prepare"]
PICTURES = "Page without text"
"""Counted beside what was found, where a PDF has pages that are pictures: nothing on them was read."""
Stage = Callable[[str], None]


@dataclass(frozen=True)
class Prepared:
    """A document ready to be stored, and what was found in it (label → number)."""

    key: str
    rows: Subgraph
    sha256: str
    found: dict[str, int] = field(default_factory=dict)


def prepare(
    key: str,
    data: bytes,
    said: SetByPerson,
    path: str = "",
    stage: Stage = lambda _: None,
    tools: Tools = NO_TOOLS,
) -> Prepared:
    """Read a file's content as the document ``key``, in this process: for text that is our own, and for the child.

    Raises ``DocumentError`` when it cannot be read.
    """
    stage("읽기")
    source = read_bytes(data, key, tools)
    layout = build_layout(source)
    stage("사실 찾기")
    cover = read_cover(layout, said.title, said.institution, list(said.years) or None)
    facts = extract(layout, cover)
    chunks = split(sections_of(facts))
    sha256 = content_hash(data)
    properties: dict[str, Value] = {
        "file_name": key,
        "format": source.format,
        "sha256": sha256,
        "extractor": extractor(source.extractor),
        "source_path": path,
        "set_by_person": said.as_json(),
        "page_lines": page_lines(source.pages, len(source.lines)),
        "table_lines": table_lines(table.lines for table in layout.tables),
        "sketch": sketch_of(source.lines),
    }
    passages = [Passage(c.text, c.line_start, c.line_end, c.order, c.section) for c in chunks]
    rows = subgraph(key, properties, facts, passages)
    found: dict[str, int] = {}
    for node in rows.nodes:
        found[node.label] = found.get(node.label, 0) + 1
    if source.pictures:
        found[PICTURES] = source.pictures
    return Prepared(key, rows, sha256, found)
