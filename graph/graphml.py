"""Makes GraphML (for Gephi, yEd, Cytoscape and Neo4j's import) from an export's JSON Lines, line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.schema import EXPORTED_LABELS, RELATIONSHIP_TYPES, key_property

FILE = "graph.graphml"
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_RETURN = {"\r": "&#13;"}  # a reader of XML takes a bare one for a line's end
_ENDS = ("from", "to", "from_label", "to_label")
# What XML 1.0 cannot hold, even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(folder: Path) -> None:
    """Write ``graph.graphml`` beside the JSON Lines of ``folder``. Lists become JSON text: GraphML has none."""
    with open(folder / FILE, "w", encoding="utf-8", newline="\n") as file:
        file.write(f'<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="{_NAMESPACE}">\n')
        file.writelines(_declarations("node", {"labels": "string", **_types(row for _, row in _nodes(folder))}))
        file.writelines(_declarations("edge", {"label": "string", **_types(row for _, row in _edges(folder))}))
        file.write('<graph edgedefault="directed">\n')
        for label, row in _nodes(folder):
            start = f"<node id={_attribute(label, row[key_property(label)])}>"
            file.write(f"{start}{_data('node', {'labels': f':{label}', **row})}</node>\n")
        for type_, row in _edges(folder):
            source, target = _attribute(row["from_label"], row["from"]), _attribute(row["to_label"], row["to"])
            start = f"<edge source={source} target={target}>"
            file.write(f"{start}{_data('edge', {'label': type_, **row})}</edge>\n")
        file.write("</graph>\n</graphml>\n")


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


def _declarations(what: str, types: dict[str, str]) -> Iterator[str]:
    for name, type_ in types.items():
        yield f'<key id="{what}.{name}" for="{what}" attr.name="{name}" attr.type="{type_}"/>\n'


def _attribute(label: str, key: str) -> str:
    """The id of a node, quoted."""
    return quoteattr(_clean(f"{label}/{key}"))


def _data(what: str, values: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{what}.{name}">{escape(_clean(_text(value)), _RETURN)}</data>'
        for name, value in values.items()
        if name not in _ENDS
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
