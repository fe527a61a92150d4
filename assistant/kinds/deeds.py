"""What a question says with a verb and documents with a noun: 땅을 언제 샀어 is a date of 매입 (``data/verbs.csv``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from assistant.desk import Candidate, Desk
from assistant.facts import said_of
from assistant.unaccounted import unaccounted
from embeddings.tokens import morphemes
from lexicon.tables import rows

Row = dict[str, Any]


def acts_asked(text: str) -> tuple[str, ...]:
    """The nouns of documents for the last verb of a question; none where the table does not have it."""
    verbs = [m.form for m in morphemes(text) if m.tag.startswith("VV")]
    return _acts().get(verbs[-1], ()) if verbs else ()


@cache
def _acts() -> dict[str, tuple[str, ...]]:
    return {row["verb"]: tuple(row["acts"].split("|")) for row in rows("verbs")}


def steps_of(desk: Desk, candidates: Sequence[Candidate], acts: Sequence[str]) -> list[tuple[Row, Candidate, str]]:
    """The dated milestones of the candidates that say one of the acts and what the names leave over, with the act."""
    by_key = {c.key: c for c in candidates}
    found = []
    for row in said_of(desk, candidates, "milestones_of"):
        act = next((a for a in acts if a in row["text"]), "")
        candidate = by_key[row["thing"]]
        if act and row["date_start"] and not unaccounted(candidate.missing, [row["text"], *candidate.texts]):
            found.append((row, candidate, act))
    return found
