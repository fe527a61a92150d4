"""The largest and smallest row of a table that is not about programs: the unit with the lowest rate, the field with the best mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from assistant.desk import Desk, unaccounted
from assistant.facts import names_field
from lexicon.text import squash

Row = dict[str, Any]
_HITS = 12
_LEAST = 2
_SUMS = re.compile(r"(?:총|소|합|누)?\s*계|평\s*균|전\s*체|종\s*합")


class Column(NamedTuple):
    """A column of a table: its rows have a figure each, of one unit and one year."""

    document: str
    table: int
    attribute: str
    year: int | None


def ranked_rows(desk: Desk, words: Sequence[str]) -> list[Row]:
    """The rows of the one column whose label, with its heading, says all the words; empty where none or several do.

    ``words`` are those of the field asked for. Sums of the table are left out.
    """
    asked = [*words, *desk.plan.words]
    if desk.index is None or not asked:
        return []
    documents = desk.plan.values_of("document") or None
    hits = desk.index.search(" ".join(asked), _HITS, documents=documents, lexical_only=True)
    rows = desk.evidence.rows("facts_in_chunks", chunks=sorted({h.chunk_key for h in hits})) if hits else []
    columns: dict[Column, dict[str, Row]] = {}
    for row in rows:
        if row["table"] is None or row["number"] is None or not _fits(desk, row, words):
            continue
        name = str(row["name"] or row["subject"]) if row["label"] in ("Department", "Program") else str(row["subject"])
        if not _SUMS.match(str(row["attribute"])) and not _SUMS.fullmatch(name):
            column = Column(row["document"], row["table"], str(row["attribute"]), row["year"])
            columns.setdefault(column, {}).setdefault(name, {**row, "name": name})
    full = {c: list(r.values()) for c, r in columns.items() if len(r) >= _LEAST}
    if desk.plan.years and any(c.year in desk.plan.years for c in full):
        full = {c: r for c, r in full.items() if c.year in desk.plan.years}
    newest = min((desk.directory.newness.get(c.document, 99) for c in full), default=0)
    full = {c: r for c, r in full.items() if desk.directory.newness.get(c.document, 99) == newest}
    return next(iter(full.values())) if len(full) == 1 else []


def _fits(desk: Desk, row: Row, words: Sequence[str]) -> bool:
    """Whether a figure is of the field asked for, under headings that say the other words; of the units asked for."""
    attribute = str(row["attribute"] or "")
    if desk.plan.target == "Department" and row["label"] != "Department":
        return False
    if words and not any(names_field(attribute, w) for w in words[-1:]):
        return False
    said = [attribute, str(row["section"] or ""), desk.title(row["document"])]
    return bool(squash(attribute)) and not unaccounted(desk.plan.words, said)
