"""Named queries: Cypher files that people can read, paste into Neo4j Browser, and that are checked when they are read.

A file holds one query after another::

    // name: programs_of_region(code)
    // Programs of a region or below, newest document first.
    MATCH (p:Program)-[:LOCATED_IN]->(:Region {code: $code})
    RETURN p.name AS name;

The comment lines after the name are its documentation, which it must have; the parameters in brackets must be those
it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.cypher import parameters
from graph.errors import QueryFileError

_NAME = re.compile(r"//\s*name:\s*(.*)")
_SIGNATURE = re.compile(r"(\w+)\s*\(\s*((?:\w+\s*,\s*)*\w+)?\s*\)\s*")


@dataclass(frozen=True)
class Query:
    """A query by name: its text, the parameters it declares, what it answers, and where it is written."""

    name: str
    text: str
    parameters: tuple[str, ...] = ()
    doc: str = ""
    file: str = ""
    line: int = 0

    def bind(self, values: Mapping[str, object]) -> dict[str, object]:
        """The values to send. Raises ``TypeError`` unless they are exactly those that the query declares."""
        if values.keys() != set(self.parameters):
            given, wanted = sorted(values), sorted(self.parameters)
            raise TypeError(f"query {self.name!r} takes {wanted}, got {given}")
        return dict(values)


def inline(name: str, text: str) -> Query:
    """A query that code writes; its parameters are those its text uses."""
    return Query(name, text, tuple(sorted(parameters(text))))


def parse(text: str, file: str) -> list[Query]:
    """The queries of a file's ``text``. Raises ``QueryFileError`` with file and line."""
    blocks: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        named = _NAME.match(line)
        if named:
            blocks.append((number, named[1], []))
        elif blocks:
            blocks[-1][2].append(line)
        elif line.strip() and not line.startswith("//"):
            raise QueryFileError(f"{file}:{number}: a query needs a line '// name: NAME(PARAMETERS)' before it")
    return [_query(signature, body, file, number) for number, signature, body in blocks]


def load(folder: Path) -> dict[str, Query]:
    """All queries of ``folder/*.cypher`` by name. Raises ``QueryFileError`` for a name that is given twice."""
    return _by_name(
        query
        for path in sorted(folder.glob("*.cypher"))
        for query in parse(path.read_text(encoding="utf-8"), f"{folder.name}/{path.name}")
    )


def _by_name(queries: Iterable[Query]) -> dict[str, Query]:
    found: dict[str, Query] = {}
    for query in queries:
        first = found.setdefault(query.name, query)
        if first is not query:
            where, other = f"{query.file}:{query.line}", f"{first.file}:{first.line}"
            raise QueryFileError(f"{where}: {query.name!r} is already the name of the query at {other}")
    return found


def _query(signature: str, body: list[str], file: str, line: int) -> Query:
    """One query of a file: the lines after its name are its documentation, then its text."""
    match = _SIGNATURE.fullmatch(signature)
    if not match:
        raise QueryFileError(f"{file}:{line}: expected NAME(PARAMETERS) after 'name:', got {signature!r}")
    declared = tuple(part.strip() for part in (match[2] or "").split(",") if part.strip())
    end = next((i for i, row in enumerate(body) if not row.startswith("//")), len(body))
    doc = "\n".join(row.removeprefix("//").strip() for row in body[:end]).strip()
    text = "\n".join(body[end:]).strip().removesuffix(";").rstrip()
    name = match[1]
    if not doc:
        raise QueryFileError(f"{file}:{line}: {name!r} needs a '// …' line that says what it answers")
    if not any(row.strip() and not row.strip().startswith("//") for row in text.split("\n")):
        raise QueryFileError(f"{file}:{line}: {name!r} is empty")
    used = parameters(text)
    if len(set(declared)) < len(declared):
        raise QueryFileError(f"{file}:{line}: {name!r} declares a parameter twice: {', '.join(declared)}")
    if used != set(declared):
        undeclared = [f"${p} is used but not declared" for p in sorted(used - set(declared))]
        unused = [f"{p!r} is declared but not used" for p in sorted(set(declared) - used)]
        raise QueryFileError(f"{file}:{line}: {name!r}: {'; '.join(undeclared + unused)}")
    return Query(name, text, declared, doc, file, line)
