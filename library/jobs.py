"""What is done with a file in a process of its own: read it as a document, give its text, list an archive.

Each job takes the request's header and the file's bytes and gives its answer: one line of JSON, and behind it, for an
archive, the contents of its files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from library.prepare import prepare
from library.said import SetByPerson
from library.wire import rows_as_json
from loaders.readers.archive import members_of
from loaders.readers.files import read_bytes
from loaders.readers.kinds import kind_of
from loaders.readers.tools import Tools

Stage = Callable[[str], None]
Job = Callable[[dict[str, Any], bytes, Stage], bytes]


def read_document(request: dict[str, Any], data: bytes, stage: Stage) -> bytes:
    """The rows of a document; of an archive its files: ``{"members": [[path, size], …]}`` and their contents."""
    name = request["name"]
    if kind_of(data, name) == "zip":
        stage("풀기")
        members = members_of(data, name)
        return _line({"members": [[m.path, len(m.data)] for m in members]}) + b"".join(m.data for m in members)
    said = SetByPerson.from_json(request.get("said"))
    prepared = prepare(name, data, said, request.get("path", ""), stage, _tools(request))
    return _line({"rows": rows_as_json(prepared.rows), "found": prepared.found})


def read_text(request: dict[str, Any], data: bytes, stage: Stage) -> bytes:
    """The lines that the reader sees, with the page of each."""
    stage("읽기")
    source = read_bytes(data, request["name"], _tools(request))
    return _line({"lines": source.lines, "pages": source.pages})


def _line(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer).encode() + b"\n"


def _tools(request: dict[str, Any]) -> Tools:
    return Tools(**request.get("tools", {}))


JOBS: dict[str, Job] = {"document": read_document, "text": read_text}
