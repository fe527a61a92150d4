"""Everything on one program, as its page shows it: facts with their lines and what people corrected, money, steps, past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant import past
from assistant.corrections.model import Correction, Kind, Statement, label, said
from assistant.corrections.statements import statements
from assistant.directory import Directory
from queries.catalog import query
from viewing.answers import Cited, cited_at
from viewing.filters import Choice, chosen
from viewing.office import Office
from viewing.overview import Glance
from viewing.tables import Column, Table
from viewing.words import Words

_WHOLE = "총사업비"
_PARTS = ("국비", "지방비", "도비", "시비", "군비", "구비", "시군비", "민간", "자부담", "기타")


@dataclass(frozen=True)
class FactView:
    """A fact with the lines it stands on; ``correction`` is what a person said of it. ``value`` is what counts now."""

    id: str
    kind: Kind
    label: str
    value: str
    lines: tuple[int, ...]
    stated: str
    correction: Correction | None = None

    @property
    def rejected(self) -> bool:
        """Whether a person called it wrong."""
        return self.correction is not None and self.correction.new is None


class Money(NamedTuple):
    """An amount in a picture: what for, won, the line."""

    label: str
    krw: int
    line: int


class Step(NamedTuple):
    """A milestone: dates as stated, ISO for sorting, what, whether it is done, the line."""

    start: str
    end: str
    text: str
    past: bool
    line: int


class Contact(NamedTuple):
    """Whom to ask: with the unit, title, duty and telephone number as far as stated."""

    name: str
    title: str
    unit: str
    duty: str
    phone: str
    line: int


class Other(NamedTuple):
    """Another program: how it belongs to this one, in words, and how sure that is (0 to 1, 0 where nothing says)."""

    key: str
    name: str
    title: str
    relation: str
    reason: str
    score: float
    amount: str = ""


@dataclass(frozen=True)
class Card:
    """One program."""

    key: str
    name: str
    document: str
    title: str
    year: int | None
    aliases: tuple[str, ...]
    summary: str
    kind: str
    status: str
    is_new: bool
    is_competition: bool
    period: str
    total: int | None
    facts: tuple[FactView, ...]
    sources: tuple[Money, ...]
    years: tuple[Money, ...]
    contradictions: tuple[Money, ...]
    steps: tuple[Step, ...]
    actors: tuple[tuple[str, str], ...]
    departments: tuple[str, ...]
    contacts: tuple[Contact, ...]
    regions: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    before: tuple[Other, ...]
    after: tuple[Other, ...]
    related: tuple[Other, ...]
    whole: tuple[Other, ...]
    parts: tuple[Other, ...]


def card(office: Office, key: str, words: Words) -> Card | None:
    """The card of a program by key; None where there is none (any more)."""
    known = office.assistant.known()
    named = known.directory.by_key.get(key)
    if named is None or named.label != "Program":
        return None
    stated = statements(office.library.store, [key])
    corrections = {c.key: c for c in known.corrections if c.active and c.statement.program == key}
    facts = [_fact(s, corrections.get(s.id), words) for s in stated]
    row = office.assistant.desk(_no_plan()).cards([key])[key]
    title = known.directory.document[row["document"]]
    amounts = _amounts(stated, corrections)
    return Card(
        key=key,
        name=row["name"],
        document=row["document"],
        title=title.title,
        year=title.year,
        aliases=tuple(f for f in named.forms if f != row["name"]),
        summary=row["summary"] or "",
        kind=row["kind"] or "사업",
        status=row["status"] or "",
        is_new=bool(row["is_new"]),
        is_competition=bool(row["is_competition"]),
        period=row["period_text"] or "",
        total=row["total_krw"],
        facts=tuple(facts),
        sources=_sources(amounts),
        years=_years(amounts),
        contradictions=_contradictions(stated),
        steps=_steps(_values("milestone", stated, corrections)),
        actors=_actors(_values("actor", stated, corrections)),
        departments=tuple(dict.fromkeys(str(v["path"] or v["name"]) for v, _ in _values("unit", stated, corrections))),
        contacts=_contacts(_values("contact", stated, corrections)),
        regions=tuple(dict.fromkeys(str(v["name"]) for v, _ in _values("region", stated, corrections))),
        mentions=tuple((a, b) for a, b in row["mentions"]),
        **_others(office, key, words),
    )


def _no_plan() -> Any:
    from assistant.plan import Plan

    return Plan("list")


def _fact(statement: Statement, correction: Correction | None, words: Words) -> FactView:
    english = words.english
    now = correction.now if correction else statement.values
    told = said(statement.kind, statement.values, english=english)
    value = told if correction is None or correction.new is None else said(statement.kind, now, english=english)
    name = label(statement.kind, now, english=english)
    return FactView(statement.id, statement.kind, name, value, statement.lines, told, correction)


def _values(
    kind: Kind, stated: Sequence[Statement], corrections: dict[str, Correction]
) -> list[tuple[dict[str, Any], int]]:
    """The values of a kind as they count now, rejected ones left out, with their first lines."""
    found = []
    for each in stated:
        correction = corrections.get(each.id)
        if each.kind == kind and not (correction and correction.new is None):
            found.append((correction.now if correction else dict(each.values), min(each.lines, default=0)))
    return found


# ---------------------------------------------------------------- money


def _amounts(stated: Sequence[Statement], corrections: dict[str, Correction]) -> list[tuple[dict[str, Any], int]]:
    return _values("amount", [s for s in stated if s.adopted], corrections)


def _sources(amounts: list[tuple[dict[str, Any], int]]) -> tuple[Money, ...]:
    """The total by who pays."""
    found: dict[str, Money] = {}
    for values, line in amounts:
        source = str(values["source"])
        if values["scope"] == "total" and source in _PARTS and source not in found:
            found[source] = Money(source, values["krw"], line)
    return tuple(sorted(found.values(), key=lambda m: -m.krw))


def _years(amounts: list[tuple[dict[str, Any], int]]) -> tuple[Money, ...]:
    """What is stated for each year: the whole where it is, else the sum of the parts."""
    whole: dict[int, Money] = {}
    parts: dict[int, dict[str, Money]] = defaultdict(dict)
    for values, line in amounts:
        if values["scope"] == "year" and values["year"]:
            year = int(values["year"])
            if values["source"] == _WHOLE:
                whole.setdefault(year, Money(str(year), values["krw"], line))
            else:
                parts[year].setdefault(str(values["source"]), Money(str(year), values["krw"], line))
    for year, own in parts.items():
        whole.setdefault(year, Money(str(year), sum(m.krw for m in own.values()), min(m.line for m in own.values())))
    return tuple(whole[y] for y in sorted(whole))


def _contradictions(stated: Sequence[Statement]) -> tuple[Money, ...]:
    """Amounts that the document states and that were not adopted."""
    return tuple(
        Money(label("amount", s.values), s.values["krw"], min(s.lines, default=0))
        for s in stated
        if s.kind == "amount" and not s.adopted
    )


# ---------------------------------------------------------------- who, when


def _steps(values: list[tuple[dict[str, Any], int]]) -> tuple[Step, ...]:
    steps = [
        Step(str(v["date_start"] or ""), str(v["date_end"] or ""), str(v["text"]), v["kind"] == "past", line)
        for v, line in values
    ]
    return tuple(sorted(steps, key=lambda s: (s.start or s.end or "9999", s.end, s.line)))


def _actors(values: list[tuple[dict[str, Any], int]]) -> tuple[tuple[str, str], ...]:
    """Pairs of role and name, each once."""
    return tuple(dict.fromkeys((label("actor", v), str(v["name"])) for v, _ in values))


def _contacts(values: list[tuple[dict[str, Any], int]]) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            str(v.get("name") or ""), str(v.get("title") or ""), str(v.get("unit") or ""), str(v.get("duty") or ""),
            str(v.get("phone") or ""), line,
        )
        for v, line in sorted(values, key=lambda pair: pair[1])
    )  # fmt: skip


# ---------------------------------------------------------------- other programs

_RELATIONS = {"SAME_FAMILY": "relation.family", "LOCAL_SHARE": "relation.share", "SIMILAR_TO": "relation.similar"}


def _others(office: Office, key: str, words: Words) -> dict[str, tuple[Other, ...]]:
    store, directory = office.library.store, office.assistant.known().directory
    before, after = past.before(store, key), past.after(store, key)
    beside = past.beside(store, [key]).get(key, [])
    whole = store.read(query("wholes_of_programs"), programs=[key])
    parts = store.read(query("parts_of_programs"), programs=[key])
    around = {*(s.key for s in (*before, *after)), *(r["end"] for r in beside)}
    sheets = past.sheets(office.reader(), around)

    def other(end: str, relation: str, reason: str = "", score: float = 0.0) -> Other:
        sheet = sheets.get(end)
        amount = past.won(sheet.amount) if sheet and sheet.amount else ""
        return Other(end, *_name(directory, end), relation, reason, score, amount)

    return {
        "before": tuple(other(s.key, words("relation.before"), s.reason, s.score) for s in before),
        "after": tuple(other(s.key, words("relation.after"), s.reason, s.score) for s in after),
        "related": tuple(
            other(r["end"], words(_RELATIONS[r["type"]]), r["reason"] or "", r["score"] or 0.0) for r in beside
        ),
        "whole": tuple(other(r["whole"], words("relation.whole")) for r in whole),
        "parts": tuple(other(r["program"], words("relation.part")) for r in parts),
    }


def _name(directory: Directory, key: str) -> tuple[str, str]:
    named = directory.by_key.get(key)
    if named is None:
        return key.rpartition("/")[2], ""
    document = directory.document.get(named.document)
    return named.name, document.title if document else named.document


# ---------------------------------------------------------------- finding one, and its lines


def found_by_name(programs: Sequence[Glance], text: str, words: Words, most: int) -> Table:
    """The first programs whose name holds a text, of any kind where one is given."""
    wanted = text.replace(" ", "").lower()
    found = [g for g in programs if wanted in g.name.replace(" ", "").lower()] if wanted else chosen(programs, Choice())
    columns = (
        Column(words("column.name")), Column(words("column.total"), "money"), Column(words("column.period")),
        Column(words("column.status")), Column(words("column.document")),
    )  # fmt: skip
    rows = tuple((g.name, g.total, g.period, g.status, g.title) for g in found[:most])
    return Table(words("table.programs"), columns, rows, tuple(g.key for g in found[:most]))


def places_of(office: Office, document: str, lines: Sequence[int]) -> tuple[Cited, ...]:
    """Lines of a document with those around them."""
    desk = office.assistant.desk(_no_plan())
    for line in lines:
        if line:
            desk.evidence.cite(document, line)
    return tuple(cited_at(desk, c) for c in desk.evidence.citations())
