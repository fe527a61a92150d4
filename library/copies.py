"""Files of one document: the same in another format, or nearly the same text. Facts are read from the first one only.

The Document keeps the others in ``copies`` (their names, for people) and ``copies_kept`` (JSON: what the library needs).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graph.model import Subgraph, Value
from library.sketch import Likeness, likeness

_SAME_TEXT = 0.85
_SAME_FIGURES, _PRINTED_FIGURES = 0.98, 0.95
"""Editions share text and not figures; a PDF may break a figure over two lines."""


class Copy(NamedTuple):
    """Another file of a document."""

    name: str
    format: str
    sha256: str
    source: str
    sketch: str


def copies_of(document: Mapping[str, Any]) -> list[Copy]:
    """The other files of a document, from its properties."""
    kept = document.get("copies_kept")
    return [Copy(*(str(row[field]) for field in Copy._fields)) for row in json.loads(kept)] if kept else []


def as_properties(copies: Iterable[Copy]) -> dict[str, Value]:
    """The inverse of ``copies_of``: the Document's properties."""
    ordered = sorted(copies)
    kept = json.dumps([copy._asdict() for copy in ordered], ensure_ascii=False) if ordered else ""
    return {"copies": [copy.name for copy in ordered], "copies_kept": kept}


def same_document(sketch: str, format_: str, others: Iterable[Mapping[str, Any]]) -> tuple[str, Likeness] | None:
    """The key of the document that a text is a copy of, the nearest one, and how near; None where there is none."""
    found: list[tuple[Likeness, str]] = []
    for document in others:
        near = likeness(sketch, document.get("sketch") or "")
        printed = "pdf" in (format_, document.get("format"))
        if near.text >= _SAME_TEXT and near.figures >= (_PRINTED_FIGURES if printed else _SAME_FIGURES):
            found.append((near, str(document["key"])))
    if not found:
        return None
    near, key = max(found)
    return key, near


def document_properties(rows: Subgraph) -> Mapping[str, Value]:
    """The properties of the Document in a subgraph."""
    return next(node.properties for node in rows.nodes if node.label == "Document")


def with_properties(rows: Subgraph, properties: Mapping[str, Value]) -> Subgraph:
    """The subgraph with more properties on its Document."""
    nodes = [
        type(node)(node.label, node.key, {**node.properties, **properties}) if node.label == "Document" else node
        for node in rows.nodes
    ]
    return Subgraph(rows.document, nodes, rows.edges)
