"""Programs as rows: the node, its amounts, actors, places, people and steps."""

from __future__ import annotations

import json

from graph.model import Ref
from lexicon.places import find_code
from loaders.facts.extract import DocumentFacts, ProgramFacts
from loaders.facts.model import Actor, Cite
from loaders.rows.builder import Rows
from loaders.rows.shared import Shared

_FUNDED = ("주관", "지원", "공모선정")
_ASKED = {"공모": "APPLIES_TO", "제안": "PROPOSED_TO", "언급": "MENTIONS"}


def add_programs(rows: Rows, facts: DocumentFacts, shared: Shared, people: dict[int, Ref]) -> list[Ref]:
    """Add all programs; ``people`` maps ``id(Person)`` to its node. Returns the programs' nodes in order."""
    refs = [_program(rows, fact, order) for order, fact in enumerate(facts.programs)]
    by_fact = {id(f): r for f, r in zip(facts.programs, refs, strict=True)}
    for fact, ref in zip(facts.programs, refs, strict=True):
        _money(rows, fact, ref)
        for actor in fact.actors:
            _actor(rows, actor, ref, shared)
        for spot in fact.spots:
            region = shared.region(spot.code)
            if region is not None:
                rows.edge("LOCATED_IN", ref, region, spot.cite, basis=spot.basis)
                rows.stated(region, spot.cite, spot.surface)
        for step in fact.steps:
            properties = {"date_start": step.start, "date_end": step.end, "text": step.text, "kind": step.kind,
                          "line_start": step.cite.start, "line_end": step.cite.end}  # fmt: skip
            node = rows.owned("Milestone", f"{fact.name}/{step.text}", properties)
            rows.edge("HAS_MILESTONE", ref, node, step.cite)
            rows.stated(node, step.cite)
        if fact.department:
            places = fact.department_at or fact.lines[:1]
            unit = shared.department(fact.department, places[0])
            for cite in places:
                rows.edge("MANAGED_BY", ref, unit, cite)
        if fact.parent is not None:
            rows.edge("PART_OF", ref, by_fact[id(fact.parent)], fact.lines[0])
    _contacts(rows, facts, refs, people)
    return refs


def _program(rows: Rows, fact: ProgramFacts, order: int) -> Ref:
    names = [{"name": n.text, "year": n.year, "line_start": n.cite.start, "line_end": n.cite.end} for n in fact.names]
    period = fact.period
    ref = rows.owned(
        "Program",
        f"({fact.kind}) {fact.name}" if fact.kind in ("활동", "행사") else fact.name,
        {
            "name": fact.name,
            "aliases": [n.text for n in fact.names if n.text != fact.name],
            "names": json.dumps(names, ensure_ascii=False),
            "kind": fact.kind,
            "status": fact.status,
            "is_new": fact.is_new,
            "is_competition": fact.is_competition,
            "period_start": period.start if period else None,
            "period_end": period.end if period else None,
            "period_text": period.text if period else None,
            "periods": _periods(fact),
            "total_krw": fact.total,
            "summary": fact.summary,
            "mentions": json.dumps(sorted({(c.start, c.end) for c in fact.lines})),
            "order": order,
        },
    )
    rows.edge("IN", ref, Ref("Document", rows.document), fact.lines[0])
    for name in fact.names:
        rows.stated(ref, name.cite, name.text, name.year)
    if period:
        rows.stated(ref, period.cite, fact.name)
    return ref


def _money(rows: Rows, fact: ProgramFacts, ref: Ref) -> None:
    for money in fact.money:
        node = rows.owned(
            "Budget",
            f"{fact.name}/{money.scope}/{money.year or ''}/{money.source}",
            {
                "amount_krw": money.krw,
                "source": money.source,
                "scope": money.scope,
                "year": money.year,
                "party": money.party,
                "label": money.label,
                "as_stated": money.as_stated,
                "adopted": money.adopted,
                "line_start": money.cite.start,
                "line_end": money.cite.end,
                "table": money.table or None,
            },
        )
        rows.edge("HAS_BUDGET", ref, node, money.cite)
        rows.stated(node, money.cite)


def _actor(rows: Rows, actor: Actor, ref: Ref, shared: Shared) -> None:
    node = (
        shared.ministry(actor.name) if actor.ministry and shared.is_ministry(actor.name) else shared.institution(actor)
    )
    if node is None:
        return
    if actor.ministry and actor.role in _FUNDED:
        rows.edge("FUNDED_BY", ref, node, actor.cite, role=actor.role)
    elif actor.ministry:
        rows.edge(_ASKED.get(actor.role, "MENTIONS"), ref, node, actor.cite)
    elif actor.role == "전담":
        rows.edge("VIA", ref, node, actor.cite)
    elif actor.role == "수행":
        rows.edge("RUN_BY", ref, node, actor.cite)
    else:
        rows.edge("PARTNER", ref, node, actor.cite, role=actor.role)
    rows.stated(node, actor.cite, actor.surface)


def _contacts(rows: Rows, facts: DocumentFacts, refs: list[Ref], people: dict[int, Ref]) -> None:
    person_of = {
        (id(p), n): people[id(person)] for person in facts.people for p, _ in person.programs for n in person.names
    }
    names = {n: people[id(person)] for person in facts.people for n in person.names}
    for fact, ref in zip(facts.programs, refs, strict=True):
        for contact in fact.contacts:
            person = person_of.get((id(fact.program), contact.name)) or names.get(contact.name)
            if person is not None:
                cite = Cite(contact.cite.start, contact.cite.end)
                title = contact.title or contact.grade
                known = {"title": title, "grade": contact.grade, "phone": contact.phone, "duty": contact.duty}
                rows.edge("CONTACT", ref, person, cite, **known)


def region_name(code: str) -> str:
    """The name of a region code, or the code itself."""
    region = find_code(code)
    return region.name if region else code


def _periods(fact: ProgramFacts) -> str | None:
    """All stated terms: start, end, words and line of each."""
    stated = [[p.start, p.end, p.text, p.cite.start] for p in fact.periods]
    return json.dumps(stated, ensure_ascii=False) if stated else None
