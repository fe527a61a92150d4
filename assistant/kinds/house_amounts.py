"""The amount of an institution, a unit or a building, as a line or table says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Item
from assistant.desk import Candidate, Desk
from assistant.facts import MONEY, MONEY_UNITS, Fit, best_facts, facts_of, is_difference, names_field, of_year
from assistant.kinds.part import Part
from assistant.plan import Asked
from assistant.unaccounted import unaccounted
from assistant.wording import wording
from lexicon.text import squash

Row = dict[str, Any]


def of_house(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """The amount of an institution, unit or building as a line or table says it."""
    things = [c for c in candidates if c.subject.label != "Program"]
    fields = [a.words for a in asked if a.field not in ("money", "average")] or ["예산"]
    if any(a.field == "total" for a in asked):
        fields.append("예산")  # 총예산 of an institution is its budget
    rows = facts_of(desk, things, MONEY)
    if payers := [a.words for a in asked if a.field == "source"]:  # what comes from one is no answer for the whole
        rows = [(r, c) for r, c in rows if any(names_field(str(r["attribute"] or ""), w) for w in payers)]
    rows = [(r, c) for r, c in rows if not is_difference(desk, r)]
    fits = [f for f in best_facts(desk, rows, [*fields, *_TOTALS]) if of_year(desk, f.row)]
    fits = [f for f in fits if _is_headed(desk, f.row, fields)]
    called = [(r, c) for r, c in rows if c.missing and not unaccounted(c.missing, [str(r["attribute"] or "")])]
    called = [(r, c) for r, c in called if not of_other_kind(desk, str(r["attribute"] or ""))]
    if not fits and called:
        fields = [str(called[0][0]["attribute"])]
        fits = [f for f in best_facts(desk, called) if of_year(desk, f.row)]
    whole = [f for f in fits if _of_whole(str(f.row["attribute"] or ""), fields) < (2,)]
    of_budget = not whole and not payers and any(a.field in ("budget", "total") for a in asked)
    if of_budget and (sides := _balanced(desk, best_facts(desk, rows))):
        return told_amount(desk, sides[0])
    if not fits:
        return None
    fits = whole or fits[:1]
    if _of_whole(str(fits[0].row["attribute"] or ""), fields) == (2,) and not names_field(
        str(fits[0].row["attribute"]), fields[0]
    ):
        return None
    return told_amount(desk, _likeliest(desk, fits, fields))


_OTHER_KIND = re.compile(r"부족|초과|증[가액감]|감[소액]|절감|체납|미수|부채|손실|피해|과태료|상승|차액")


def of_other_kind(desk: Desk, attribute: str) -> bool:
    """Whether a figure is of what lacks, grows or is saved, of which the question does not speak: no cost, whatever names it."""
    said = _OTHER_KIND.search(attribute)
    return said is not None and said.group()[:2] not in desk.plan.text


_SIDES = re.compile(r"(?:세입|세출|수입|지출)(?:총|합)?계")


def _balanced(desk: Desk, fits: Sequence[Fit]) -> list[Fit]:
    """The totals of income and of spending that a budget gives, where they are one figure: then that is the budget."""
    sides = [
        f for f in fits if of_year(desk, f.row) and _SIDES.fullmatch(squash(_YEAR.sub("", str(f.row["attribute"]))))
    ]
    years = {f.row["year"] for f in sides}
    return sides if len(sides) > 1 and len({f.row["number"] for f in sides}) == len(years) else []


def told_amount(desk: Desk, fit: Fit) -> Part:
    """An amount that a fact states, under the fact's own words."""
    row, say = fit.row, wording(desk.plan)
    krw, label, document = round(row["number"] * MONEY_UNITS[row["unit"]]), str(row["attribute"]), row["document"]
    item = Item(
        name=fit.candidate.name,
        label=label,
        key=fit.candidate.key,
        value=krw,
        unit="KRW",
        document=desk.file(document),
        year=row["year"] or desk.year_told(document),
        citations=(desk.evidence.cite(document, row["line_start"], row["line_end"]),),
    )
    return Part(item.name, say.stated(item.name, label, say.money(krw), desk.title(document)), (item,))


def _likeliest(desk: Desk, fits: Sequence[Fit], fields: Sequence[str]) -> Fit:
    """Of several amounts that of the year asked for, of the field itself, of the year nearest to the document's."""

    def rank(fit: Fit) -> tuple[object, ...]:
        row = fit.row
        apart = abs(row["year"] - (desk.year(row["document"]) or 0)) if row["year"] else 0
        of_year = row["year"] or desk.year(row["document"])
        other_year = of_year not in desk.plan.years if desk.plan.year_of_money else False
        plainly = squash(str(row["attribute"] or "")) in map(squash, fields)  # 예산 before 예산현액 합계 of a table
        return other_year, *_of_whole(str(row["attribute"] or ""), fields), apart, not plainly, fits.index(fit)

    return min(fits, key=rank)


_TOTALS = ("합계", "총계", "계")
_ONLY_TOTAL = re.compile(r"(?:합|총|소)?계(?:합계)?|합계")


_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:년도?)?")


def _is_headed(desk: Desk, row: Row, fields: Sequence[str]) -> bool:
    """Whether the total of a year (계 2023) stands below a heading that says the field: 예산 추이."""
    attribute = str(row["attribute"] or "")
    if not (_YEAR.search(attribute) and _ONLY_TOTAL.fullmatch(squash(_YEAR.sub("", attribute)))):
        return True
    headings = " ".join(
        c.title
        for c in desk.directory.chapters
        if c.document == row["document"] and c.line_start <= row["line_start"] <= c.line_end
    )
    return any(f in headings for f in fields)


def _of_whole(attribute: str, fields: Sequence[str]) -> tuple[int]:
    """0 for the field itself, 1 for a bare total, 2 for another figure whose label only holds the word (보조사업비)."""
    key = squash(_YEAR.sub("", attribute)) or squash(attribute)
    if any(squash(f) in key and not key.startswith("보조") for f in fields):
        return (0,)
    return (1 if _ONLY_TOTAL.fullmatch(key) else 2,)
