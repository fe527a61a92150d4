"""Lines of documents by number, as the loader read them: around a citation, or a stretch of the whole text."""

from __future__ import annotations

from typing import NamedTuple

from assistant.evidence import Evidence

AROUND = 2
"""Lines shown before and after a cited one."""


class Line(NamedTuple):
    """A line of a document; ``cited`` where it is the one that says so."""

    number: int
    text: str
    cited: bool = False


def lines_between(evidence: Evidence, document: str, first: int, last: int) -> list[Line]:
    """The lines of a document that hold anything, by number."""
    keys = evidence.chunks_between(document, first, last)
    rows = evidence.rows("chunk_texts", chunks=sorted(keys)) if keys else []
    found: dict[int, str] = {}
    for row in rows:
        for number, text in enumerate(str(row["text"]).split("\n"), start=row["line_start"]):
            if first <= number <= last and text.strip():
                found.setdefault(number, text.rstrip())
    return [Line(n, found[n]) for n in sorted(found)]


def around(evidence: Evidence, document: str, first: int, last: int) -> list[Line]:
    """The cited lines with those before and after them that say anything: the rule of a table does not."""
    lines = lines_between(evidence, document, max(1, first - AROUND), last + AROUND)
    marked = [line._replace(cited=first <= line.number <= last) for line in lines]
    return [line for line in marked if line.cited or any(c.isalnum() for c in line.text)]
