"""Answers that people called wrong: kept with question and plan, for whoever looks after the documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graph.store import Store
from queries.catalog import query

LIMIT = 500
"""Complaints that are kept; the oldest go first."""


@dataclass(frozen=True)
class Complaint:
    """One answer called wrong: the plan is JSON, ``when`` ISO."""

    question: str
    plan: str
    answer: str
    who: str
    when: str
    why: str

    @property
    def key(self) -> str:
        """The key of its node: when it was said, and of which question."""
        return f"{self.when} {hashlib.sha256(self.question.encode()).hexdigest()[:12]}"


def complaints(store: Store) -> list[Complaint]:
    """All that is kept, newest first."""
    names = ("question", "plan", "answer", "who", "when", "why")
    return [Complaint(*(str(row[n] or "") for n in names)) for row in store.read(query("feedback"))]


def keep_complaint(store: Store, complaint: Complaint) -> None:
    """Keep one more, and no more than ``LIMIT`` in all."""
    fields = ("question", "plan", "answer", "who", "when", "why")
    store.write(query("save_feedback"), key=complaint.key, **{n: getattr(complaint, n) for n in fields})
    old = [c.key for c in complaints(store)[LIMIT:]]
    if old:
        store.write(query("drop_feedback"), keys=old)


def forget(store: Store, key: str) -> None:
    """Forget a complaint that was dealt with."""
    store.write(query("drop_feedback"), keys=[key])
