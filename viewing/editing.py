"""Corrections and complaints as the app takes them: which fields of a fact may be changed, and keeping what was said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from assistant.answer import Answer
from assistant.corrections.kept import drop_correction, save_correction, words_at
from assistant.corrections.model import Correction, Kind, Statement, changed
from assistant.corrections.statements import statements
from assistant.directory import Directory
from assistant.plan import Plan
from graph.errors import RequestError, SearchError
from graph.schema import STATUSES
from lexicon.amounts import find_amounts
from lexicon.text import clean
from library.feedback import Complaint, keep_complaint
from viewing.office import Office
from viewing.words import Words

_LONGEST = 500
"""Characters of what a person writes."""


class Field(NamedTuple):
    """A field of a fact that may be changed: its name, its value as text, and what it may be (empty: anything)."""

    name: str
    value: str
    options: tuple[str, ...] = ()


def fields_of(statement: Statement, directory: Directory) -> list[Field]:
    """The fields that a person may change, with the values that the graph knows where only those make sense."""
    values = {k: str(v) if v is not None else "" for k, v in statement.values.items()}
    kind: Kind = statement.kind
    if kind == "amount":
        return [Field("krw", f"{statement.values['krw']:,}")]
    if kind == "status":
        return [Field("status", values["status"], STATUSES)]
    if kind == "period":
        return [Field("start", values["start"]), Field("end", values["end"])]
    if kind == "contact":
        return [Field(n, values[n]) for n in ("name", "title", "phone")]
    if kind == "milestone":
        return [Field(n, values[n]) for n in ("date_start", "date_end", "text")]
    if kind == "fact":
        return [Field("value", values["value"])]
    return [Field("name", values["name"], tuple(_names(statement, directory)))]


def fields_for(office: Office, fact: str) -> list[Field]:
    """The fields of a fact by id; none where the documents do not state it any more."""
    stated = statements(office.library.store, [fact.partition(" ~ ")[0]])
    return next((fields_of(s, office.assistant.known().directory) for s in stated if s.id == fact), [])


def _names(statement: Statement, directory: Directory) -> list[str]:
    if statement.kind == "region":
        return sorted({r.name for r in directory.regions})
    if statement.kind == "unit":
        return sorted({d.name for d in directory.departments if d.document == statement.document})
    if statement.values.get("label") == "Ministry":
        return sorted(directory.ministries)
    return sorted({i.name for i in directory.institutions})


class Said(NamedTuple):
    """What a person writes with a correction or complaint, and when it was (now, unless a test says)."""

    who: str
    why: str
    when: datetime | None = None

    @property
    def time(self) -> datetime:
        """The moment it was said."""
        return self.when or datetime.now(UTC)

    def cleaned(self) -> Said:
        """Without control characters, and not longer than is kept."""
        return Said(clean(self.who).strip()[:_LONGEST], clean(self.why).strip()[:_LONGEST], self.when)


def correct(office: Office, fact: str, given: Mapping[str, str] | None, person: Said, words: Words) -> Correction:
    """Keep what a person says of a fact: other values, or (``given`` is None) that it is wrong.

    Raises ``RequestError`` where the fact is gone, nothing is changed, no reason is given, or a value cannot be read.
    """
    program = fact.partition(" ~ ")[0]
    statement = next((s for s in statements(office.library.store, [program]) if s.id == fact), None)
    if statement is None:
        raise RequestError(words("edit.gone"))
    person = person.cleaned()
    if not person.who or not person.why:
        raise RequestError(words("edit.needs_person"))
    new = None
    if given is not None:
        new = changed(statement, _Reading(words, office.assistant.known().directory).read(statement, given))
        if not new:
            raise RequestError(words("edit.nothing"))
    text = office.assistant.desk(Plan("list")).evidence.text
    when = person.time.isoformat(timespec="seconds")
    correction = Correction(statement, new, words_at(text, statement), person.who, when, person.why)
    save_correction(office.library.store, correction)
    _follow(office)
    return correction


def undo(office: Office, key: str) -> bool:
    """Forget a correction; ``False`` where there is none."""
    dropped = drop_correction(office.library.store, key)
    if dropped:
        _follow(office)
    return dropped


def complain(office: Office, answer: Answer, person: Said) -> Complaint:
    """Keep an answer that a person calls wrong, with its question and plan."""
    person = person.cleaned()
    complaint = Complaint(
        question=clean(answer.question)[:_LONGEST],
        plan=json.dumps(answer.plan.in_words(), ensure_ascii=False),
        answer=answer.found.text[: 4 * _LONGEST],
        who=person.who,
        why=person.why,
        when=person.time.isoformat(timespec="milliseconds"),
    )
    keep_complaint(office.library.store, complaint)
    _follow(office)
    return complaint


def _follow(office: Office) -> None:
    """Tell the index that what was written is no chunk, so that it is still in step."""
    try:
        office.library.index.follow(office.library.store.revision())
    except SearchError:
        return  # a broken index is told, and mended, by whoever searches


class _Reading:
    """Reads what was typed into a fact's fields; refuses in the reader's language what it cannot read."""

    def __init__(self, words: Words, directory: Directory) -> None:
        self._words, self._directory = words, directory

    def read(self, statement: Statement, given: Mapping[str, str]) -> dict[str, object]:
        """The values as the graph has them. Raises ``RequestError`` for one that cannot be read."""
        values: dict[str, object] = {n: clean(v).strip()[:_LONGEST] or None for n, v in given.items()}
        if statement.kind == "amount":
            return {"krw": self._won(str(values["krw"] or ""))}
        for name in ("start", "end", "date_start", "date_end"):
            self._check_date(values.get(name))
        if statement.kind == "period":
            if not (values["start"] or values["end"]):
                raise RequestError(self._words("edit.no_date", value=""))
            values["text"] = f"{values['start'] or ''} ~ {values['end'] or ''}"
        if statement.kind in ("region", "unit", "actor"):
            values |= self._known(statement, str(values["name"] or ""))
        if statement.kind in ("fact", "contact", "milestone") and not any(
            values.get(n) for n in ("value", "name", "text")
        ):
            raise RequestError(self._words("edit.empty"))
        return values

    def _won(self, text: str) -> int:
        found = find_amounts(text) or find_amounts(text, 1)
        if len(found) != 1 or found[0].krw < 0:
            raise RequestError(self._words("edit.no_amount", value=text))
        return found[0].krw

    def _check_date(self, value: object) -> None:
        if value and not _DATE.fullmatch(str(value)):
            raise RequestError(self._words("edit.no_date", value=value))

    def _known(self, statement: Statement, name: str) -> dict[str, object]:
        """What else follows from the name of a region, unit or body that the graph knows."""
        known = self._directory
        if statement.kind == "region":
            region = next((r for r in known.regions if r.name == name), None)
            if region:
                return {"code": region.code, "level": region.level}
        elif statement.kind == "unit":
            units = [d for d in known.departments if d.name == name and d.document == statement.document]
            if units:
                return {"key": units[0].key, "path": units[0].forms[-1]}
        elif statement.values.get("label") == "Ministry":
            if name in known.ministries:
                return {"key": name}
        else:
            body = next((i for i in known.institutions if i.name == name), None)
            if body:
                return {"key": body.key}
        raise RequestError(self._words("edit.unknown", value=name))


_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-H[12]|-Q[1-4])?")
