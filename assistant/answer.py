"""An answer as users, other programs and the benchmarks see it: `DESIGN.md` section 6 in types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.plan import Plan
from graph.places import Place

Reason = Literal["unknown_entity", "not_stated", "out_of_scope", "unclear"]


@dataclass(frozen=True)
class Citation:
    """Where something stands: the document's file name, 1-based lines, and the words there.

    ``page``, ``table`` and ``row`` (from 1, the header's with them) are those of the first line, where they are known.
    """

    document: str
    line_start: int
    line_end: int
    page: int | None
    section: str
    quote: str
    table: int | None = None
    row: int | None = None

    @property
    def place(self) -> str:
        """``p. 12, 표 3, 4행``, as far as known."""
        return Place(self.page, self.table, self.row).text()


@dataclass(frozen=True)
class Item:
    """One thing that answers the question. ``citations`` are positions in the answer's citations."""

    name: str
    label: str = "Program"
    key: str = ""
    value: str | float | int | None = None
    unit: str | None = None
    document: str = ""
    year: int | None = None
    status: str | None = None
    citations: tuple[int, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A question that the documents do answer, near the one asked."""

    text: str
    question: str
    why: str


@dataclass(frozen=True)
class Alternative:
    """Another value that a document states: contradicting or older."""

    value: str | float | int
    unit: str | None
    document: str
    citations: tuple[int, ...]
    why: str


@dataclass(frozen=True)
class Found:
    """What a kind of question found: items with a sentence, or nothing with a reason and a sentence.

    ``partial``: not all that was asked for is stated; the sentence says what is not.
    """

    text: str
    items: tuple[Item, ...] = ()
    reason: Reason | None = None
    suggestions: tuple[Suggestion, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    assumptions: tuple[str, ...] = ()
    matched: int | None = None
    without_value: int = 0
    partial: bool = False

    @property
    def answered(self) -> bool:
        """Whether the documents say it."""
        return self.reason is None


@dataclass(frozen=True)
class Answer:
    """A finished answer."""

    id: str | int | None
    question: str
    found: Found
    plan: Plan
    citations: tuple[Citation, ...] = ()
    cypher: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    elapsed_ms: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The format of `saeop ask --json`."""
        found = self.found
        return {
            "id": self.id,
            "question": self.question,
            "answered": found.answered,
            "reason": found.reason,
            "kind": self.plan.kind,
            "text": found.text,
            "answers": [
                {
                    "name": i.name,
                    "label": i.label,
                    "key": i.key,
                    "value": i.value,
                    "unit": i.unit,
                    "document": i.document,
                    "year": i.year,
                    "status": i.status,
                    "citations": list(i.citations),
                }
                for i in found.items
            ],
            "citations": [vars(c) for c in self.citations],
            "suggestions": [vars(s) for s in found.suggestions],
            "alternatives": [{**vars(a), "citations": list(a.citations)} for a in found.alternatives],
            "assumptions": list(found.assumptions),
            "coverage": {
                "matched": len(found.items) if found.matched is None else found.matched,
                "without_value": found.without_value,
            },
            "plan": self.plan.in_words(),
            "cypher": self.cypher,
            "params": self.params,
            "elapsed_ms": round(self.elapsed_ms, 1),
        }
