"""How the library and its reading processes talk: a header in JSON, then bytes. Never pickles: a reader may be hostile.

A message is the header's length (4 bytes), the header, and as many bytes as its ``size`` says.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

from graph.model import Edge, Node, Ref, Subgraph

MAX_HEADER = 2**20
MAX_BODY = 512 * 2**20
_LENGTH = struct.Struct("!I")


class Broken(Exception):
    """The other side ended, or said something that is no message."""


def send(stream: IO[bytes], header: dict[str, Any], body: bytes | memoryview = b"") -> None:
    """Write one message."""
    text = json.dumps({**header, "size": len(body)}).encode()
    stream.write(_LENGTH.pack(len(text)) + text)
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises ``Broken`` at the end of the stream and for anything that is no message."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > MAX_HEADER:
        raise Broken(f"a header of {length} bytes")
    try:
        header = json.loads(_exactly(stream, length))
        size = int(header["size"])
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(f"no header: {error}") from error
    if not 0 <= size <= MAX_BODY:
        raise Broken(f"a body of {size} bytes")
    return header, _exactly(stream, size)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    parts = []
    while count:
        part = stream.read(count)
        if not part:
            raise Broken("the stream ended")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def rows_as_json(rows: Subgraph) -> dict[str, Any]:
    """A subgraph as plain lists."""
    return {
        "document": rows.document,
        "nodes": [[n.label, n.key, dict(n.properties)] for n in rows.nodes],
        "edges": [[e.type, *e.start, *e.end, dict(e.properties)] for e in rows.edges],
    }


def rows_from_json(value: dict[str, Any]) -> Subgraph:
    """The inverse of ``rows_as_json``. Raises ``Broken`` for anything else."""
    try:
        nodes = [Node(str(label), str(key), _properties(p)) for label, key, p in value["nodes"]]
        edges = [
            Edge(str(type_), Ref(str(a), str(b)), Ref(str(c), str(d)), _properties(p))
            for type_, a, b, c, d, p in value["edges"]
        ]
        return Subgraph(str(value["document"]), nodes, edges)
    except (KeyError, TypeError, ValueError) as error:
        raise Broken(f"no subgraph: {error}") from error


def _properties(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(k, str) and _is_value(v) for k, v in value.items()):
        raise TypeError("a property that is no plain value")
    return value


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(v, str | int | float) for v in value)
    return value is None or isinstance(value, str | int | float | bool)
