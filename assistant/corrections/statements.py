"""All facts of programs that can be corrected, as the documents state them, each with its lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from assistant.corrections.model import Kind, Statement
from graph.bolt import Row
from graph.query import Query
from queries.catalog import query

_ROLES = {"APPLIES_TO": "공모", "PROPOSED_TO": "제안", "MENTIONS": "언급"}


class Reader(Protocol):
    """Whatever answers named queries: the store, or the store with corrections laid over it."""

    def read(self, query: Query, **values: object) -> list[Row]:
        """The rows of a query."""


def statements(reader: Reader, programs: Sequence[str]) -> list[Statement]:
    """The facts of programs by key, in the order of kinds, then as they stand in the document."""
    keys = sorted(set(programs))
    if not keys:
        return []
    facts = reader.read(query("facts_about_programs"), things=keys, units=[])
    found = [
        *_of_cards(reader.read(query("program_cards"), programs=keys), facts),
        *_amounts(reader.read(query("budgets_of"), programs=keys)),
        *(_ended("actor", r, word=_word(r)) for r in reader.read(query("ministries_of"), programs=keys)),
        *(_ended("unit", r) for r in reader.read(query("managers_of"), programs=keys)),
        *_contacts(reader.read(query("contacts_of"), programs=keys)),
        *(_ended("region", r) for r in reader.read(query("places_of"), programs=keys)),
        *_milestones(reader.read(query("milestones_of_programs"), things=keys)),
        *_facts(facts),
    ]
    return _merged(found)


def _word(row: Row) -> str:
    """The role of a ministry or institution as lists say it."""
    type_ = str(row["type"])
    return str(row["role"] or "지원") if type_ == "FUNDED_BY" else _ROLES.get(type_, "")


def _ended(kind: Kind, row: Row, **more: Any) -> Statement:
    """A relationship: its end and its own values."""
    left_out = ("program", "document", "lines")
    values = {k: v for k, v in row.items() if k not in left_out} | more
    return Statement(kind, row["program"], row["document"], values, tuple(sorted(row["lines"] or ())))


def _of_cards(cards: Iterable[Row], facts: Iterable[Row]) -> list[Statement]:
    """Status and period, which stand on the node: the period's line is the fact that says it, else the name's."""
    said: dict[tuple[str, str], list[int]] = {}
    for fact in facts:
        said.setdefault((fact["thing"], str(fact["value"] or "")), []).append(fact["line_start"])
    found = []
    for card in cards:
        names = json.loads(card["names"] or "[]")
        line = tuple(n["line_start"] for n in names[:1])
        of = (card["key"], card["document"])
        if card["status"]:
            found.append(Statement("status", *of, {"status": card["status"]}, line))
        if card["period_start"] or card["period_end"]:
            text = card["period_text"] or ""
            own = tuple(said.get((card["key"], text), ()))
            values = {"start": card["period_start"], "end": card["period_end"], "text": text}
            found.append(Statement("period", *of, values, own or line))
    return found


def _amounts(rows: Iterable[Row]) -> list[Statement]:
    names = ("krw", "source", "scope", "year", "party", "label", "as_stated")
    return [
        Statement(
            "amount", r["program"], r["document"], {n: r[n] for n in names}, (r["line_start"],), r["adopted"] is not False
        )
        for r in rows
    ]  # fmt: skip


def _contacts(rows: Iterable[Row]) -> list[Statement]:
    found = []
    for row in rows:
        values = {n: row[n] for n in ("person", "name", "title", "duty", "unit")}
        values["phone"] = row["phone"] or row["own_phone"]
        found.append(Statement("contact", row["program"], row["document"], values, tuple(sorted(row["lines"] or ()))))
    return found


def _milestones(rows: Iterable[Row]) -> list[Statement]:
    names = ("text", "date_start", "date_end", "kind")
    return [
        Statement("milestone", r["thing"], r["document"], {n: r[n] for n in names}, (r["line_start"],)) for r in rows
    ]


def _facts(rows: Iterable[Row]) -> list[Statement]:
    names = ("subject", "attribute", "value", "number", "unit", "date", "year")
    return [Statement("fact", r["thing"], r["document"], {n: r[n] for n in names}, (r["line_start"],)) for r in rows]


def _merged(found: Iterable[Statement]) -> list[Statement]:
    """Equal facts as one with all their lines; adopted where one of them is."""
    merged: dict[str, Statement] = {}
    for each in found:
        other = merged.get(each.id)
        if other is None:
            merged[each.id] = each
        else:
            lines = tuple(sorted({*other.lines, *each.lines}))
            adopted = other.adopted or each.adopted
            values = {k: v if v is not None else each.values.get(k) for k, v in other.values.items()}
            merged[each.id] = replace(other, values=values, lines=lines, adopted=adopted)
    return sorted(merged.values(), key=lambda s: (s.program, _ORDER[s.kind], min(s.lines, default=0)))


_ORDER = {
    k: i
    for i, k in enumerate(
        ("status", "period", "amount", "actor", "unit", "contact", "region", "milestone", "fact")
    )
}  # fmt: skip
