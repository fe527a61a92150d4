"""Lays corrections over the rows of named queries: a person's word wins wherever an answer reads.

``SHAPES`` says, for each query that gives facts of programs, which columns hold what a correction changes; ``CHOICES``,
for each query that looks programs up by a fact, when a program is in and when it is out. A new query that answers read
from gets its line here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from assistant.corrections.model import Correction, Kind, said
from assistant.corrections.statements import Reader
from graph.bolt import Row
from graph.query import Query
from lexicon.phones import digits_of

Columns = Mapping[str, str]


class Shape(NamedTuple):
    """Rows that give a fact: ``program`` names the column with the program's key, empty where there is none.

    ``same``: values of the stated fact → the columns that must equal them; ``put``: new values → columns that take them.
    A rejected fact's row is left out, or, where the row holds other facts too (``whole`` is false), its columns emptied.
    ``only``: values that the stated fact must have for the shape to concern it.
    """

    kind: Kind
    program: str
    same: Columns
    put: Columns
    whole: bool = True
    only: Mapping[str, Any] = {}


class Choice(NamedTuple):
    """Rows that give programs of which a fact is among the values asked for (the query's parameter ``among``), or begins with one."""

    kind: Kind
    same: Columns
    field: str
    among: str
    prefix: bool = False
    detail: str = ""


def _same(*names: str, **others: str) -> Columns:
    return {**{n: n for n in names}, **others}


_AMOUNT = _same("krw", "source", "scope", "year")
_PERIOD = {"start": "period_start", "end": "period_end", "text": "period_text"}
_TOTAL = {"scope": "total", "source": "총사업비"}
_CONTACT = _same("name", "title", "phone", "person")
_STEP = _same("text", "date_start", "date_end")

SHAPES: dict[str, tuple[Shape, ...]] = {
    "budgets_of": (Shape("amount", "program", {**_AMOUNT, "party": "party"}, _same("krw", "as_stated")),),
    "sheet_amounts": (Shape("amount", "key", _AMOUNT, _same("krw")),),
    "program_cards": (
        Shape("amount", "key", {"krw": "total_krw"}, {"krw": "total_krw"}, False, _TOTAL),
        Shape("status", "key", _same("status"), _same("status"), False),
        Shape("period", "key", {"start": "period_start", "end": "period_end"}, _PERIOD, False),
    ),
    "sheets": (
        Shape("status", "key", _same("status"), _same("status"), False),
        Shape("period", "key", {"start": "period_start", "end": "period_end"}, {k: _PERIOD[k] for k in ("start", "end")},
              False),
    ),
    "ministries_of": (Shape("actor", "program", _same("type", "role", "name"), _same("name", "key")),),
    "managers_of": (Shape("unit", "program", _same("key"), _same("key", "name", "path")),),
    "contacts_of": (Shape("contact", "program", _same("person"), {**_CONTACT, "own_phone": "own_phone"}),),
    "contacts_by_person": (Shape("contact", "program", _same("person"), _CONTACT),),
    "posts_of": (Shape("contact", "", _same("person", "phone"), _same("phone"), False),),
    "staff_of": (Shape("contact", "", _same("person", "phone"), _same("phone"), False),),
    "people_with_number": (Shape("contact", "", _same("person", "phone"), _CONTACT),),
    "places_of": (Shape("region", "program", _same("code"), _same("code", "name", "level")),),
    "sheet_ends": (
        Shape("actor", "key", _same("type", "name"), _same("name")),
        Shape("unit", "key", _same("name"), _same("name")),
        Shape("contact", "key", _same("name"), _same("name")),
        Shape("region", "key", _same("code"), _same("code", "name")),
    ),
    "milestones_of_programs": (Shape("milestone", "thing", _STEP, _STEP),),
    "facts_about_programs": (
        Shape("fact", "thing", _same("attribute", "value"), _same("value", "number")),
        Shape("amount", "thing", {"krw": "number"}, {"krw": "number", "words": "value"}),
    ),
    "facts_in_chunks": (
        Shape("fact", "thing", _same("attribute", "value"), _same("value", "number")),
        Shape("amount", "thing", {"krw": "number"}, {"krw": "number", "words": "value"}),
    ),
}  # fmt: skip

CHOICES: dict[str, Choice] = {
    "programs_of_ministries": Choice("actor", _same("name", word="detail"), "name", "ministries", detail="word"),
    "programs_with_institutions": Choice("actor", _same("name", type="detail"), "key", "institutions", detail="type"),
    "programs_of_departments": Choice("unit", _same("name"), "key", "departments"),
    "programs_of_people": Choice("contact", _same("name"), "person", "people"),
    "programs_in_regions": Choice("region", _same("name"), "code", "regions", detail="basis"),
    "programs_ending": Choice("period", {}, "end", "years", prefix=True),
    "programs_starting": Choice("period", {}, "start", "years", prefix=True),
    "programs_active": Choice("milestone", {"text": "detail"}, "date_start", "dates", prefix=True),
    "programs_stating": Choice("fact", {"attribute": "detail", "value": "name"}, "value", "values"),
}


class Corrected:
    """A reader with corrections laid over it, for one question; ``touched`` are those that changed a row it gave."""

    def __init__(self, reader: Reader, corrections: Iterable[Correction] = ()) -> None:
        self._reader = reader
        self._of_kind: dict[Kind, list[Correction]] = {}
        for each in corrections:
            if each.active:
                self._of_kind.setdefault(each.statement.kind, []).append(each)
        self.touched: dict[str, Correction] = {}

    def read(self, query: Query, **values: object) -> list[Row]:
        """The rows of a named query as corrected."""
        rows = self._reader.read(query, **values)
        if not self._of_kind:
            return rows
        for shape in SHAPES.get(query.name, ()):
            for correction in self._of_kind.get(shape.kind, ()):
                rows = self._laid_over(rows, shape, correction)
        if query.name == "people_with_number":
            rows = self._numbered(rows, str(values["ending"]))
        choice = CHOICES.get(query.name)
        for correction in self._of_kind.get(choice.kind, ()) if choice else ():
            rows = self._chosen(rows, choice, correction, values) if choice else rows
        return rows

    def _laid_over(self, rows: list[Row], shape: Shape, correction: Correction) -> list[Row]:
        old = correction.statement.values
        if any(old.get(name) != value for name, value in shape.only.items()):
            return rows
        kept = []
        for row in rows:
            if not _concerns(row, shape, correction):
                kept.append(row)
                continue
            self.touched[correction.key] = correction
            if correction.new is not None:
                new = {**correction.new, **_derived(correction)}
                kept.append(row | {c: new[n] for n, c in shape.put.items() if n in new})
            elif not shape.whole:
                kept.append(row | dict.fromkeys(shape.put.values()))
        return kept

    def _chosen(self, rows: list[Row], choice: Choice, correction: Correction, values: Mapping[str, Any]) -> list[Row]:
        """Leave the program out where its stated fact brought it in, and bring it in where the new one does."""
        program = correction.statement.program
        old = correction.statement.values
        kept = [
            r for r in rows
            if r["program"] != program or any(r.get(c) != old.get(n) for n, c in choice.same.items())
        ]  # fmt: skip
        wanted = tuple(values[choice.among])
        now = correction.now
        value = now.get(choice.field)
        meets = str(value or "").startswith(wanted) if choice.prefix else value in wanted
        fits = correction.new is not None and meets
        if "roles" in values and old.get("word") not in values["roles"]:
            fits = False
        if len(kept) != len(rows) or fits:
            self.touched[correction.key] = correction
        if fits:
            kept.append({
                "program": program, "document": correction.statement.document, "lines": list(correction.statement.lines),
                "detail": str(now.get(choice.detail) or ""), "name": str(now.get("name") or now.get("value") or ""),
            })  # fmt: skip
        return kept

    def _numbered(self, rows: list[Row], ending: str) -> list[Row]:
        """Those whose number ends so now: whoever got another one is out, whoever got this one is in."""
        rows = [r for r in rows if digits_of(str(r["phone"] or "")).endswith(ending)]
        there = {r["person"] for r in rows}
        for correction in self._of_kind.get("contact", ()):
            of, now = correction.statement, correction.now
            has_it = correction.new is not None and digits_of(str(now["phone"] or "")).endswith(ending)
            if has_it and now["person"] not in there:
                self.touched[correction.key] = correction
                rows.append({
                    "person": now["person"], "name": now["name"], "document": of.document, "title": now["title"],
                    "phone": now["phone"], "duty": of.values.get("duty"), "lines": list(of.lines), "thing": of.program,
                    "thing_name": of.program.rpartition("/")[2], "label": "Program",
                })  # fmt: skip
        return rows


def _concerns(row: Row, shape: Shape, correction: Correction) -> bool:
    if shape.program and row.get(shape.program) != correction.statement.program:
        return False
    return all(row.get(column) == correction.statement.values.get(name) for name, column in shape.same.items())


def _derived(correction: Correction) -> dict[str, Any]:
    """What follows from new values: an amount's words, without the split that belonged to the old one."""
    if correction.statement.kind == "amount" and correction.new is not None:
        words = said("amount", correction.new)
        return {"as_stated": words, "words": words}
    if correction.statement.kind == "contact" and correction.new is not None:
        return {"own_phone": correction.new.get("phone")}
    return {}
