"""A program asked about in a year in which it had another name: 전국결선 장소 of 2020, by the name of 2024."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.past import SURE
from assistant.plan import Plan, Subject
from queries.catalog import query

_KINDS = ("value", "contact", "date", "place", "passage")
_WHOLLY = 0.99


def in_year_asked(plan: Plan, read: Callable[..., list[dict[str, Any]]]) -> Plan:
    """The plan with the program that the one it names continues, or that continues it, in the documents of its years; as it is
    where these have a program of the name, where words are left over, or where no link is sure.
    """
    chosen = plan.values_of("document") if plan.years else ()
    programs = [s for s in plan.subjects if s.label == "Program"]
    if not chosen or plan.kind not in _KINDS or plan.across or not programs or programs[0].share < _WHOLLY:
        return plan
    named = programs[0]
    if any(s.document in chosen and s.share >= named.share for s in plan.subjects):
        return plan
    rows = [r for name in ("continued_from", "continued_by") for r in read(query(name), programs=[named.key])]
    there = {r["other"]: r for r in rows if r["document"] in chosen and (r["score"] or 0) >= SURE}
    if len(there) != 1:
        return plan
    row = next(iter(there.values()))
    meant = Subject(
        "Program", row["other"], row["name"], row["document"], named.share, named.cover, named.form, named.name
    )
    return replace(
        plan, subjects=(meant, *plan.subjects), assumptions=(*plan.assumptions, f"‘{named.name}’ → ‘{row['name']}’")
    )
