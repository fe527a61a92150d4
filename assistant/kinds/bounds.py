"""Bounds of figures: the programs whose amount, rate or length of time is within what the question says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.chapters import Chapter
from assistant.conditions import Reason
from assistant.desk import Desk
from assistant.facts import PERCENT, names_field
from assistant.money import SCOPES, WHOLE, Amount, Wish, find_amounts, wishes
from assistant.plan import Filter, Plan
from assistant.selection import Selection
from lexicon.labels import read_label

Row = dict[str, Any]


def within_limits(desk: Desk, selection: Selection) -> tuple[list[str], int]:
    """The programs whose amount is within the limits asked for, and how many state none.

    The lines that state the amounts become the first reasons for which the programs are there.
    """
    keys = selection.programs
    rates = [f for f in desk.plan.filters if f.kind == "rate"]
    if rates and keys:
        stated = rates_of(desk, keys)
        keys = [k for k in keys if k in stated and all(_meets(stated[k][0], f) for f in rates)]
        _add_reasons(desk, selection, "rate", {k: stated[k][1] for k in keys})
    lengths = [f for f in desk.plan.filters if f.kind == "length"]
    if lengths and keys:
        cards = desk.cards(keys)
        keys = [k for k in keys if (months := length_of(cards[k])) and all(_meets(months, f) for f in lengths)]
    limits = [f for f in desk.plan.filters if f.kind == "limit"]
    if not limits or not keys:
        return keys, 0
    kept, without = keys, 0
    for limit in limits:
        amounts = amounts_of(desk, kept, field=limit.values[2])
        without += sum(1 for k in kept if k not in amounts)
        kept = [k for k in kept if k in amounts and _meets(amounts[k].krw, limit)]
        _add_reasons(desk, selection, "limit", {k: amounts[k].first["line_start"] for k in kept})
    return kept, without


def length_of(card: Row) -> int:
    """How many months a program runs, as its period says ((57개월)), else from its first to its last; 0 where an end is open."""
    if said := _SAID_MONTHS.search(str(card["period_text"] or "")):
        return int(said[1])
    return months_between(card["period_start"], card["period_end"])


_SAID_MONTHS = re.compile(r"\(\s*(?:총\s*)?(\d{1,3})\s*개월\s*\)")


def _add_reasons(desk: Desk, selection: Selection, kind: str, lines: dict[str, int]) -> None:
    by_key = desk.directory.by_key
    for key, line in lines.items():
        selection.reasons[key] = [Reason(kind, by_key[key].document, (line,)), *selection.reasons[key]]


def months_between(start: str | None, end: str | None) -> int:
    """How many months a period takes, both ends included; 0 where an end is open. A year alone is the whole year."""
    if not start or not end:
        return 0

    def month(date: str, last: bool) -> int:
        year, *rest = date.split("-")
        part = rest[0] if rest else ("12" if last else "01")
        number = {"H1": 6 if last else 1, "H2": 12 if last else 7}.get(part)
        if number is None and part[0] == "Q":
            number = 3 * int(part[1]) - (0 if last else 2)
        return 12 * int(year) + (number if number is not None else int(part))

    return month(end, True) - month(start, False) + 1


def amounts_of(desk: Desk, keys: Sequence[str], *, field: str = "") -> dict[str, Amount]:
    """The amount that the plan means of each program that states it; ``field``: of several the one meant here."""
    wish = next(iter(wishes(desk.plan)), Wish(WHOLE, year=desk.plan.years[0] if len(desk.plan.years) == 1 else None))
    if desk.plan.has("limit") and wish.scope == "" and not desk.plan.asks("source"):
        wish = wish._replace(year=None) if desk.plan.asks("total", "amount", "money") or not desk.plan.asked else wish
    wish = wish._replace(scope=SCOPES.get(field, "")) if field else wish
    by_key = desk.directory.by_key
    covered = {y for k in keys if (card := desk.directory.document.get(by_key[k].document)) for y in card.years}
    if not desk.plan.year_of_money and wish.year in covered:
        wish = wish._replace(year=None)
    rows: dict[str, list[Row]] = {}
    for row in desk.evidence.rows("budgets_of", programs=sorted(keys)):
        rows.setdefault(row["program"], []).append(row)
    wanted = set(desk.plan.values_of("chapter"))
    chapters = [c for c in desk.directory.chapters if c.key in wanted] if wanted else []
    found: dict[str, Amount] = {}
    for key in keys:
        own = _in_chapter(chapters, rows.get(key, []))
        several = desk.plan.kind == "sum" and len(desk.plan.years) > 1 and (desk.plan.year_of_money or len(keys) == 1)
        year = desk.year(by_key[key].document)
        amounts = _of_years(own, wish, desk.plan.years) if several else find_amounts(own, wish, year)
        if amounts:
            found[key] = amounts[0]
    return _comparable(desk, found, wish)


def _of_years(rows: list[Row], wish: Wish, years: Sequence[int]) -> list[Amount]:
    """What a program states for each of the years, added up; nothing where it leaves one out."""
    each = [find_amounts(rows, wish._replace(year=year)) for year in years]
    if not all(each):
        return []
    return [Amount(sum(a[0].krw for a in each), tuple(r for a in each for r in a[0].rows[:1]))]


def _in_chapter(chapters: Sequence[Chapter], rows: list[Row]) -> list[Row]:
    """Of a program's amounts those that stand in the chapters asked about, where any does."""
    inside = [
        r
        for r in rows
        if any(c.document == r["document"] and c.line_start <= r["line_start"] <= c.line_end for c in chapters)
    ]
    return inside or rows


def _comparable(desk: Desk, found: dict[str, Amount], wish: Wish) -> dict[str, Amount]:
    """Amounts of one kind in each document: where some state the year's budget, totals of more than that year stay out."""
    by_key = desk.directory.by_key
    of_year = {by_key[k].document for k, a in found.items() if a.first["scope"] == "year"}
    if wish.year is None or wish.scope or not of_year:
        return found
    cards = desk.cards([k for k, a in found.items() if a.first["scope"] != "year"])
    longer = {k for k, c in cards.items() if _is_longer(c, found[k].first, wish.year)}
    return {k: a for k, a in found.items() if by_key[k].document not in of_year or k not in longer}


def _is_longer(card: Row, total: Row, year: int) -> bool:
    """Whether the total of a program is of more than a year: by its term, else by its label (총사업비, not 사업비)."""
    term = {str(card[f"period_{end}"])[:4] for end in ("start", "end") if card[f"period_{end}"]}
    reading = None if term else read_label(str(total["label"] or ""))
    return term != {str(year)} if term else reading is not None and reading.field == "total"


def _meets(value: float, limit: Filter) -> bool:
    sign, bound = limit.values[0], float(limit.values[1])
    return {
        "==": value == bound,
        "!=": value != bound,
        ">=": value >= bound,
        ">": value > bound,
        "<=": value <= bound,
        "<": value < bound,
    }[sign]


def rate_asked(plan: Plan) -> str:
    """The word of the question for a rate (이행률, 공정률); empty where it asks for none."""
    return next((a.words for a in plan.asked if a.words.endswith(("률", "율", "진척도"))), "")


def rates_of(desk: Desk, keys: Sequence[str]) -> dict[str, tuple[float, int]]:
    """The execution rates that programs state for the years asked about, in percent, with their lines."""
    found: dict[str, tuple[float, int]] = {}
    last: dict[str, str] = {}
    words = [rate_asked(desk.plan)] if rate_asked(desk.plan) else ["집행률"]
    for row in desk.evidence.rows("facts_about_programs", things=sorted(keys), units=list(PERCENT)):
        label = str(row["attribute"] or "")
        of_year = not desk.plan.years or row["year"] in (None, *desk.plan.years)
        of_half = not desk.plan.half or half_of(label) in ("", desk.plan.half)
        if not (any(names_field(label, w) for w in words) and of_year and of_half):
            continue
        if row["thing"] not in found or half_of(label) > last.get(row["thing"], ""):
            found[row["thing"]] = (row["number"], row["line_start"])
            last[row["thing"]] = half_of(label)
    return found


_HALVES = {"상반기": "H1", "하반기": "H2", "1/4분기": "Q1", "1분기": "Q1", "2분기": "Q2", "3분기": "Q3", "4분기": "Q4"}


def half_of(label: str) -> str:
    """The half or quarter that a label is of (H1, Q3); empty where it says none."""
    return next((half for word, half in _HALVES.items() if word in label), "")
