"""A correction: one fact of a program as its document states it, and what a person says instead.

A fact is known by its kind and the values that tell it from others of its program (``IDENTITY``), never by a line number:
all places that state the same are corrected together. ``words`` are those of its line when it was corrected; the
correction counts for as long as the document still states the fact on a line of these words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lexicon.amounts import spoken

Kind = Literal["amount", "status", "period", "actor", "unit", "contact", "region", "milestone", "fact"]
Values = Mapping[str, Any]

IDENTITY: dict[Kind, tuple[str, ...]] = {
    "amount": ("krw", "source", "scope", "year", "party"),
    "status": ("status",),
    "period": ("start", "end"),
    "actor": ("type", "role", "name"),
    "unit": ("key",),
    "contact": ("person",),
    "region": ("code",),
    "milestone": ("text", "date_start", "date_end"),
    "fact": ("attribute", "value"),
}
"""The values by which a fact of a kind is known."""

_LABELS: dict[Kind, tuple[str, str]] = {
    "amount": ("금액", "amount"),
    "status": ("상태", "status"),
    "period": ("사업기간", "period"),
    "actor": ("기관", "body"),
    "unit": ("담당부서", "department"),
    "contact": ("담당자", "contact"),
    "region": ("지역", "region"),
    "milestone": ("추진일정", "milestone"),
    "fact": ("기타", "other"),
}
_ACTORS = {"VIA": "전문기관", "RUN_BY": "수행기관", "PARTNER": "참여기관"}


def label(kind: Kind, values: Values, *, english: bool = False) -> str:
    """What a fact is called: 총사업비, 2024년 국비, 담당자, 주관, and so on."""
    if kind == "fact":
        return str(values["attribute"] or "")
    if english:
        return _LABELS[kind][1]
    if kind == "amount":
        year = f"{values['year']}년 " if values.get("year") else ""
        return f"{year}{values.get('source') or '금액'}"
    if kind == "actor":
        return _ACTORS.get(str(values["type"]), str(values.get("word") or _LABELS[kind][0]))
    return _LABELS[kind][0]


def said(kind: Kind, values: Values, *, english: bool = False) -> str:
    """A fact's value in words."""
    if kind == "amount":
        return f"{values['krw']:,} won" if english else spoken(int(values["krw"]))
    if kind == "period":
        return f"{values.get('start') or ''} ~ {values.get('end') or ''}".strip()
    if kind == "contact":
        return " ".join(str(values[k]) for k in ("name", "title", "phone") if values.get(k))
    if kind == "milestone":
        when = " ~ ".join(dict.fromkeys(str(values[k]) for k in ("date_start", "date_end") if values.get(k)))
        return f"{when} {values['text']}".strip()
    field_of_kind = {"status": "status", "fact": "value"}.get(kind, "name")
    return str(values.get(field_of_kind) or "")


def identity(kind: Kind, values: Values) -> tuple[Any, ...]:
    """What tells a fact from the others of its kind and program."""
    return tuple(values.get(name) for name in IDENTITY[kind])


@dataclass(frozen=True)
class Statement:
    """A fact of a program as its document states it, with the lines that do."""

    kind: Kind
    program: str
    document: str
    values: Values
    lines: tuple[int, ...] = ()
    adopted: bool = True

    @property
    def id(self) -> str:
        """What names the fact among all: the program's key, the kind and the identity as JSON."""
        known = json.dumps(identity(self.kind, self.values), ensure_ascii=False)
        return f"{self.program} ~ {self.kind} ~ {known}"


def changed(statement: Statement, fields: Values) -> dict[str, Any]:
    """The new values of a correction with what follows from them: a person's key from the name, a number from its text."""
    new = {name: value for name, value in fields.items() if value != statement.values.get(name)}
    if statement.kind == "contact" and "name" in new:
        new["person"] = f"{statement.document}/Person/{new['name']}"
    if statement.kind == "fact" and "value" in new:
        number = re.search(r"-?\d[\d,]*(?:\.\d+)?", str(new["value"]))
        new["number"] = (
            float(number[0].replace(",", "")) if number and statement.values.get("number") is not None else None
        )
    if statement.kind == "milestone" and "date_start" in new and statement.values.get("date_end") is not None:
        new.setdefault("date_end", new["date_start"])
    return new


@dataclass(frozen=True)
class Correction:
    """What a person says of a statement: new values for some fields, or (``new`` is None) that it is wrong.

    ``when`` is ISO. ``active`` is false where the document does not state the fact any more.
    """

    statement: Statement
    new: Values | None
    words: str
    who: str = ""
    when: str = ""
    why: str = ""
    active: bool = field(default=True, compare=False)

    @property
    def key(self) -> str:
        """The key of its node: the fact that it is about, so that a later word on the same fact replaces it."""
        return self.statement.id

    @property
    def now(self) -> dict[str, Any]:
        """The values that count: those stated, with the new ones in their place; of a rejected fact, those stated."""
        return {**self.statement.values, **(self.new or {})}

    def told(self, name: str, *, english: bool = False) -> str:
        """The correction in one sentence; ``name`` is the program's."""
        kind, values = self.statement.kind, self.statement.values
        what, old = label(kind, values, english=english), said(kind, values, english=english)
        why = f"{self.who}, {self.when[:10]}" + (f": {self.why}" if self.why else "")
        if english:
            change = f"not {old}" if self.new is None else f"{old} → {said(kind, self.now, english=True)}"
            return f"Corrected by a person: {name}, {what}: {change} ({why})"
        change = f"{old} → 틀린 내용으로 표시" if self.new is None else f"{old} → {said(kind, self.now)}"
        return f"사람이 정정함: {name} {what} {change} ({why})"
