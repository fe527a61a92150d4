"""Makes GraphML (for Gephi, yEd, Cytoscape and Neo4j's import) from an export's JSON Lines, line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graph.schema import EXPORTED_LABELS, RELATIONSHIP_TYPES, key_property

FILE = "graph.graphml"
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_ENDS = ("from", "to", "from_label", "to_label")
# What XML 1.0 cannot hold, even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(folder: Path) -> None:
    """Write ``graph.graphml`` beside the JSON Lines of ``folder``. Lists become JSON text: GraphML has none."""
    node_types = _types(row for _, row in _nodes(folder))
    edge_types = _types(row for _, row in _edges(folder))
    with open(folder / FILE, "w", encoding="utf-8", newline="\n") as file:
        xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
        xml.startDocument()
        _start(xml, "graphml", {"xmlns": _NAMESPACE})
        _declare(xml, "node", {"labels": "string", **node_types})
        _declare(xml, "edge", {"label": "string", **edge_types})
        xml.characters("\n")
        _start(xml, "graph", {"edgedefault": "directed"})
        for label, row in _nodes(folder):
            attributes = {"id": f"{label}/{row[key_property(label)]}"}
            _element(xml, "node", attributes, {"labels": f":{label}", **row})
        for type_, row in _edges(folder):
            ends = {"source": f"{row['from_label']}/{row['from']}", "target": f"{row['to_label']}/{row['to']}"}
            _element(xml, "edge", ends, {"label": type_, **{k: v for k, v in row.items() if k not in _ENDS}})
        xml.characters("\n")
        xml.endElement("graph")
        xml.endElement("graphml")
        xml.endDocument()


def _nodes(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((label.name, row) for label in EXPORTED_LABELS for row in _rows(folder / f"{label.name}.jsonl"))


def _edges(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((type_, row) for type_ in RELATIONSHIP_TYPES for row in _rows(folder / f"{type_}.jsonl"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)


def _types(rows: Iterator[dict[str, Any]]) -> dict[str, str]:
    """The GraphML type of each property: the narrowest that holds all its values."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, set()).add(_type(value))
    return {name: _widest(types) for name, types in sorted(found.items()) if name not in _ENDS}


def _type(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    return "double" if isinstance(value, float) else "string"


def _widest(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    return "double" if types == {"long", "double"} else "string"


def _declare(xml: XMLGenerator, what: str, types: dict[str, str]) -> None:
    for name, type_ in types.items():
        xml.characters("\n")
        attributes = {"id": f"{what}.{name}", "for": what, "attr.name": name, "attr.type": type_}
        _start(xml, "key", attributes)
        xml.endElement("key")


def _start(xml: XMLGenerator, what: str, attributes: dict[str, str]) -> None:
    xml.startElement(what, AttributesImpl(attributes))


def _element(xml: XMLGenerator, what: str, attributes: dict[str, str], values: dict[str, Any]) -> None:
    xml.characters("\n")
    _start(xml, what, {name: _clean(value) for name, value in attributes.items()})
    for name, value in values.items():
        _start(xml, "data", {"key": f"{what}.{name}"})
        xml.characters(_clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))
        xml.endElement("data")
    xml.endElement(what)


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
