"""A document's text, a stretch at a time, with what was read out of it marked where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant.evidence import Evidence
from assistant.plan import Plan
from graph.schema import GROUP_LEVEL
from queries.catalog import query
from viewing.lines import Line, lines_between
from viewing.office import Office

_LONGEST_NUMBER = 8
STRETCH = 150
"""Lines on one page of the text."""
_KINDS = {
    "Program": "program",
    "Budget": "money",
    "Person": "person",
    "Ministry": "body",
    "Institution": "body",
    "Department": "body",
    "Region": "place",
    "Facility": "place",
    "Milestone": "step",
    "Fact": "fact",
}
_RANK = {kind: i for i, kind in enumerate(("program", "money", "person", "body", "place", "step", "fact"))}
_LONGEST_LINE = 4000
"""Characters of a line that are shown: one of five million is no reading."""


class Mark(NamedTuple):
    """A stretch of a line, by characters, that states something of a kind; ``key`` is a program's, or empty."""

    start: int
    end: int
    kind: str
    key: str = ""


@dataclass(frozen=True)
class MarkedLine:
    """A line with its marks, which do not overlap."""

    number: int
    text: str
    cited: bool
    marks: tuple[Mark, ...]


class Heading(NamedTuple):
    """A heading of the document, to jump to."""

    title: str
    level: int
    line: int


@dataclass(frozen=True)
class TextPage:
    """A stretch of a document: lines ``first`` to ``last`` of ``end``, by page ``number`` of ``pages``."""

    lines: tuple[MarkedLine, ...]
    number: int
    pages: int
    end: int


def number_in(text: str) -> int:
    """The line or page that an address names; 0 for whatever is no number (also for ``²``, which Python calls a digit)."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def pages_of(office: Office, document: str) -> tuple[int, int]:
    """How many stretches a document's text has, and its last line."""
    rows = office.library.store.read(query("document_extent"), prefix=f"{document}/Chunk/")
    last = int(rows[0]["last"] or 0) if rows else 0
    return max(1, -(-last // STRETCH)), last


def page_with(line: int) -> int:
    """The number of the stretch that holds a line."""
    return max(1, -(-line // STRETCH))


def text_page(office: Office, document: str, number: int, cited: tuple[int, int] = (0, 0)) -> TextPage:
    """One stretch of a document's text; the lines ``cited`` (first, last) are told from the others."""
    pages, last = pages_of(office, document)
    number = min(max(1, number), pages)
    first = (number - 1) * STRETCH + 1
    evidence = office.assistant.desk(Plan("list")).evidence
    lines = lines_between(evidence, document, first, first + STRETCH - 1)
    stated = _stated(evidence, document, first, first + STRETCH - 1)
    return TextPage(tuple(_marked(line, stated.get(line.number, ()), cited) for line in lines), number, pages, last)


def headings(office: Office, document: str) -> list[Heading]:
    """The headings of a document in its order."""
    rows = office.library.store.read(query("sections_of"), document=document, group=GROUP_LEVEL)
    found = [Heading(str(r["title"] or ""), int(r["level"] or 1), int(r["line_start"] or 1)) for r in rows]
    return sorted((h for h in found if h.title), key=lambda h: h.line)


def whole_text(office: Office, document: str) -> str:
    """All lines of a document that hold anything, as the loader read them."""
    _, last = pages_of(office, document)
    evidence = office.assistant.desk(Plan("list")).evidence
    parts: list[str] = []
    for first in range(1, last + 1, STRETCH):
        parts += [line.text for line in lines_between(evidence, document, first, first + STRETCH - 1)]
    return "\n".join(parts) + "\n"


def _stated(evidence: Evidence, document: str, first: int, last: int) -> dict[int, list[dict[str, Any]]]:
    """The statements of a stretch by line; those of several lines count for each."""
    keys = evidence.chunks_between(document, first, last)
    rows = evidence.rows("stated_in_chunks", chunks=sorted(keys)) if keys else []
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        for number in range(row["line_start"] or 0, min(row["line_end"] or 0, (row["line_start"] or 0) + 5) + 1):
            found.setdefault(number, []).append(row)
    return found


def _marked(line: Line, stated: Sequence[dict[str, Any]], cited: tuple[int, int]) -> MarkedLine:
    text = line.text[:_LONGEST_LINE] + ("…" if len(line.text) > _LONGEST_LINE else "")
    marks: list[Mark] = []
    for row in sorted(stated, key=lambda r: _RANK.get(_KINDS.get(r["label"], ""), 99)):
        kind = _KINDS.get(row["label"])
        if kind is None:
            continue
        key = row["key"] if row["label"] == "Program" else ""
        for start, end in _places(text, _surfaces(row)):
            if not any(start < m.end and m.start < end for m in marks):
                marks.append(Mark(start, end, kind, key))
                break
    is_cited = cited[0] <= line.number <= cited[1]
    return MarkedLine(line.number, text, is_cited, tuple(sorted(marks)))


def _surfaces(row: dict[str, Any]) -> Iterable[str]:
    """What a statement may look like in its line, the likeliest first."""
    found = (row["stated"], row["as_stated"], row["text"], row["value"], row["name"])
    return dict.fromkeys(str(f) for f in found if f and len(str(f).strip()) > 1)


def _places(text: str, surfaces: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Where a surface stands in a text, however either is spaced."""
    letters = [i for i, c in enumerate(text) if not c.isspace()]
    squashed = "".join(text[i] for i in letters)
    for surface in surfaces:
        wanted = "".join(surface.split())
        at = squashed.find(wanted)
        while at >= 0:
            yield letters[at], letters[at + len(wanted) - 1] + 1
            at = squashed.find(wanted, at + 1)
