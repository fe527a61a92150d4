"""How budgets of programs changed from one year to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.desk import Desk
from assistant.facts import names_field
from assistant.money import WHOLE, Wish, find_amounts


class Change(NamedTuple):
    """A program's change in won, ``size`` positive in the direction asked for, and the line that says so."""

    key: str
    document: str
    krw: int
    size: int
    line: int


def changes(desk: Desk, keys: Sequence[str], *, any_way: bool = False) -> list[Change]:
    """The changes in the direction that the plan asks for, or ``any_way``.

    As the document prints them, else between its last two years.
    """
    by_key = desk.directory.by_key
    sign = -1 if desk.plan.change == "down" else 1
    found: dict[str, Change] = {}
    for row in desk.evidence.rows("facts_about_programs", things=sorted(keys), units=["KRW"]):
        if names_field(str(row["attribute"] or ""), "증감"):
            krw = int(row["number"])
            found.setdefault(row["thing"], Change(row["thing"], row["document"], krw, sign * krw, row["line_start"]))
    rows = desk.evidence.rows("budgets_of", programs=sorted(keys))
    for key in keys:
        own = [r for r in rows if r["program"] == key]
        years = sorted({r["year"] for r in own if r["scope"] == "year" and r["year"] and r["source"] == WHOLE})
        if key in found or len(years) < 2:
            continue
        before, after = (find_amounts(own, Wish(WHOLE, year=y)) for y in years[-2:])
        if before and after:
            krw = after[0].krw - before[0].krw
            found[key] = Change(key, by_key[key].document, krw, sign * krw, after[0].first["line_start"])
    return [c for c in found.values() if any_way or c.size > 0]
