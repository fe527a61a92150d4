"""Figures that are no money: what programs state under a word of the question (만족도, 참여 인원), to compare or to add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.desk import Desk
from assistant.facts import MONEY_UNITS, names_field, of_year
from assistant.plan import Plan
from assistant.planning.asking import MONEY


class Measure(NamedTuple):
    """What a program or unit measures, and the line that says so. ``size`` is what is compared."""

    key: str
    name: str
    document: str
    size: float | str
    value: float | str
    unit: str
    line: int
    label: str


def of_other(plan: Plan) -> bool:
    """Whether the most or the sum of something is asked for that is no money (만족도, 참여 인원): amounts are no answer."""
    other = any(a.field in _FIGURES and a.detail not in _OF_MONEY for a in plan.asked)
    return other and not plan.asks(*MONEY, "money", "amount", "source")


_FIGURES = ("field_word", "partner", "contact", "person", "phone")
"""Fields whose values are no amounts; people and partners can be counted, not added up in won."""


_OF_MONEY = ("규모", "사업규모")
"""What people call the money of a program as well."""


def figures(desk: Desk, keys: Sequence[str]) -> list[Measure]:
    """The first figure of each program under a word of the question that is no amount of a budget (이월액, 참여 인원)."""
    return _first(_stated(desk, keys))


def addable(desk: Desk, keys: Sequence[str]) -> list[Measure]:
    """The figures of programs that may be added up: one of each, of one unit, of two programs or more; else none.

    A program that gives several (a goal and a result) leaves open which is meant.
    """
    found = _stated(desk, keys)
    one_each = all(len({m.size for m in said}) == 1 for said in found.values())
    return _first(found) if one_each and len(found) > 1 else []


def _first(found: dict[str, list[Measure]]) -> list[Measure]:
    """The first figure of each program, where all are of one unit."""
    firsts = [said[0] for said in found.values()]
    return firsts if len({m.unit for m in firsts}) == 1 else []


def _stated(desk: Desk, keys: Sequence[str]) -> dict[str, list[Measure]]:
    words = [a.detail or a.words for a in desk.plan.asked if a.field not in _NOT_NAMED]
    by_key = desk.directory.by_key
    found: dict[str, list[Measure]] = {}
    for row in desk.evidence.rows("facts_about_programs", things=sorted(keys), units=[]) if words else []:
        fits = any(names_field(str(row["attribute"] or ""), w) for w in words)
        if not fits or row["number"] is None or not of_year(desk, row):
            continue
        unit, number = str(row["unit"] or ""), row["number"]
        size = round(number * MONEY_UNITS[unit]) if unit in MONEY_UNITS else number
        shown = "KRW" if unit in MONEY_UNITS else unit
        measure = Measure(
            row["thing"], by_key[row["thing"]].name, row["document"], size, size, shown, row["line_start"], words[0]
        )
        found.setdefault(row["thing"], []).append(measure)
    return found


_NOT_NAMED = ("money", "amount", "quantity", "average")
