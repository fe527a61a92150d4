"""In which year something was the most or the least: 투자액이 가장 적은 해, 신규사업을 가장 많이 확보한 연도."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assistant.answer import Found, Item
from assistant.desk import Candidate, Desk
from assistant.facts import facts_of, in_won, names_field
from assistant.money import WHOLE, Wish, wishes
from assistant.planning.asking import MONEY
from assistant.unaccounted import unaccounted
from assistant.wording import wording

Row = dict[str, Any]
_LEAST = 2
_NOT_NAMED = ("date", "when", "money", "quantity", "period")


class _Series(NamedTuple):
    """One thing's figures by year, in one unit."""

    candidate: Candidate
    label: str
    unit: str
    rows: Mapping[int, Row]


def answer(desk: Desk) -> Found | None:
    """The year with the most, or the least, of what is asked; None where no thing states figures of several years."""
    candidates = desk.candidates("Program", "Institution", "Department", "Facility")
    series = _budgets(desk, candidates) or _figures(desk, candidates)
    if series is None:
        return None
    say = wording(desk.plan)
    sizes = {year: float(row["number"]) for year, row in series.rows.items()}
    best = (min if desk.plan.order == "min" else max)(sizes.values())
    name, document = series.candidate.name, next(iter(series.rows.values()))["document"]
    items = tuple(
        Item(
            name=name,
            label=series.label,
            key=series.candidate.key,
            value=int(best) if series.unit == "KRW" else best,
            unit=series.unit or None,
            document=desk.file(document),
            year=year,
            citations=(desk.evidence.cite(document, series.rows[year]["line_start"]),),
        )
        for year in sorted(y for y, size in sizes.items() if size == best)
    )
    told = say.money(round(best)) if series.unit == "KRW" else say.number(best, series.unit)
    said = [say.measured(say.year(i.year or 0), told) for i in items]
    among = f"{name} {say.of_years(len(sizes))}"
    return Found(say.extreme(among, series.label, desk.plan.order == "min", said, desk.title(document)), items)


def _budgets(desk: Desk, candidates: Sequence[Candidate]) -> _Series | None:
    """A program's money by year, of the part asked for."""
    if not desk.plan.asks(*MONEY, "money", "source"):
        return None
    wish = next(iter(wishes(desk.plan)), Wish(WHOLE))
    programs = desk.accounted([c for c in candidates if c.subject.label == "Program"])
    rows = desk.evidence.rows("budgets_of", programs=[c.key for c in programs]) if programs else []
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key and r["year"] and r["source"] == wish.source]
        by_year = {r["year"]: {**r, "number": r["krw"]} for r in reversed(own) if r["scope"] == (wish.scope or "year")}
        if len(by_year) >= _LEAST:
            return _Series(candidate, wish.words or WHOLE, "KRW", by_year)
    return None


def _figures(desk: Desk, candidates: Sequence[Candidate]) -> _Series | None:
    """The figures of one label that lines or a table give for several years."""
    words = [a.detail or a.words for a in desk.plan.asked if a.field not in _NOT_NAMED]
    found: dict[tuple[str, str, str], dict[int, Row]] = {}
    owner = {c.key: c for c in candidates}
    for row, candidate in facts_of(desk, candidates):
        label = str(row["attribute"] or "")
        if row["number"] is None or not row["year"] or not _named(candidate, label, words, row):
            continue
        number, unit = in_won(row)
        bare = label.replace(str(row["year"]), "").strip(" 년")
        found.setdefault((candidate.key, bare, unit), {}).setdefault(row["year"], {**row, "number": number})
    full = {k: rows for k, rows in found.items() if len(rows) >= _LEAST}
    if not full:
        return None
    key, label, unit = min(full, key=lambda k: (-len(full[k]), len(k[1]), k))
    return _Series(owner[key], label, unit, full[key, label, unit])


def _named(candidate: Candidate, label: str, words: Sequence[str], row: Row) -> bool:
    """Whether a label is of the field asked for and says what the thing's names leave over."""
    left = unaccounted(candidate.missing, [label, str(row["subject"] or "")])
    return not left and bool(words or candidate.missing) and all(names_field(label, w) for w in words)
