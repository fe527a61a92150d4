"""Which ministry, unit, agency or partner: the institutions around a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.answer import Item
from assistant.desk import Candidate, Desk
from assistant.kinds.part import Part
from assistant.plan import Asked
from assistant.wording import wording

Row = dict[str, Any]
_TYPES = {
    "ministry": ("FUNDED_BY", "APPLIES_TO", "PROPOSED_TO"),
    "agency": ("VIA",),
    "executor": ("RUN_BY",),
    "partner": ("PARTNER",),
}
_ROLE_OF = {"APPLIES_TO": "공모", "PROPOSED_TO": "제안", "MENTIONS": "언급", "VIA": "전문기관", "RUN_BY": "수행",
            "PARTNER": "참여"}  # fmt: skip


def actors(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """The actors of the kind asked for, of the first candidate that states any."""
    wanted = asked[0].field
    programs = [c for c in desk.accounted(candidates) if c.subject.label == "Program"]
    keys = [c.key for c in programs]
    if not keys:
        return None
    if wanted == "department":
        rows = desk.evidence.rows("managers_of", programs=keys)
    else:
        rows = [r for r in desk.evidence.rows("ministries_of", programs=keys) if r["type"] in _TYPES[wanted]]
        if wanted == "ministry":
            rows = [r for r in rows if r["label"] == "Ministry"] or rows
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key]
        if own:
            return _part(desk, candidate, own, asked[0])
    return None


def role_of(row: Row) -> str:
    """The role of a ministry or institution in a program: 지원·주관·공모선정·공모·제안·언급."""
    return _ROLE_OF.get(row["type"]) or row["role"] or "지원"


def _part(desk: Desk, candidate: Candidate, rows: Sequence[Row], asked: Asked) -> Part:
    say = wording(desk.plan)
    items: dict[str, Item] = {}
    texts: dict[str, str] = {}
    for row in rows:
        name = str(row.get("path") or row["name"])
        role = role_of(row) if "type" in row else ""
        items.setdefault(
            name,
            Item(
                name=name,
                label={"department": "Department"}.get(
                    asked.field, "Ministry" if asked.field == "ministry" else "Institution"
                ),
                key=row["key"],
                value=role or None,
                document=desk.file(candidate.document),
                year=desk.year_told(candidate.document),
                citations=desk.evidence.cite_lines(row["document"], row["lines"], 1),
            ),
        )
        texts.setdefault(name, f"{name}({say.roles.get(role, role)})" if role else name)
    value = ", ".join(texts.values())
    text = say.stated(candidate.name, say.field(asked), value, desk.title(candidate.document))
    return Part(candidate.name, text, tuple(items.values()))
