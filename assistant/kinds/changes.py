"""How budgets of programs changed from one year to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from assistant.answer import Item
from assistant.desk import Candidate, Desk
from assistant.facts import best_facts, facts_of, names_field, of_year
from assistant.kinds.house_amounts import told_amount
from assistant.kinds.part import Part
from assistant.money import WHOLE, Wish, find_amounts
from assistant.wording import wording
from lexicon.amounts import find_amounts as find_won

Row = dict[str, Any]


class Change(NamedTuple):
    """A program's change in won, ``size`` positive in the direction asked for, the line that says so, and the two amounts."""

    key: str
    document: str
    krw: int
    size: int
    line: int
    both: tuple[int, int] | None = None


def changes(desk: Desk, keys: Sequence[str], *, any_way: bool = False) -> list[Change]:
    """The changes in the direction that the plan asks for, or ``any_way``.

    As the document prints them, else between its last two years.
    """
    by_key = desk.directory.by_key
    sign = -1 if desk.plan.change == "down" else 1
    found: dict[str, Change] = {}
    for row in desk.evidence.rows("facts_about_programs", things=sorted(keys), units=["KRW"]):
        if names_field(str(row["attribute"] or ""), "증감"):
            krw = round(row["number"])
            found.setdefault(row["thing"], Change(row["thing"], row["document"], krw, sign * krw, row["line_start"]))
    rows = desk.evidence.rows("budgets_of", programs=sorted(keys))
    for key in keys:
        own = [r for r in rows if r["program"] == key]
        years = sorted({r["year"] for r in own if r["scope"] == "year" and r["year"] and r["source"] == WHOLE})
        before, after = (find_amounts(own, Wish(WHOLE, year=y)) for y in years[-2:]) if len(years) > 1 else ([], [])
        if not before or not after:
            continue
        krw, both = after[0].krw - before[0].krw, (before[0].krw, after[0].krw)
        line = after[0].first["line_start"]
        printed = found.get(key, Change(key, by_key[key].document, krw, sign * krw, line))
        found[key] = printed._replace(both=both) if printed.krw == krw else printed
    same = desk.plan.change == "same"
    return [c for c in found.values() if any_way or (c.krw == 0 if same else c.size > 0)]


_BEFORE_CHANGE = re.compile(
    r"(?<![가-힣])(?:당초(?!\s*예산)|애초)|(?:증액|감액|변경|조정|늘|줄)[가-힣]{0,4}\s?전(?![가-힣]*년)"
)
"""Words that ask for the amount before it was changed, and for no other."""
_AT_FIRST = re.compile(r"(?<![가-힣])(?:원래|처음에)")
_FORMER = re.compile(r"(?:당초|애초|기정|변경\s?전|종전)(?!\s*예산)")


def before_change(desk: Desk, programs: Sequence[Candidate]) -> Part | None:
    """What a program was to cost before that was changed: ``당초 45억원에서 3억원 증액``; None where that is not asked for.

    A part that says nothing where the question is of that amount alone and no line states it.
    """
    strict = bool(_BEFORE_CHANGE.search(desk.plan.text))
    if not strict and not _AT_FIRST.search(desk.plan.text):
        return None
    rows = [(r, c) for r, c in facts_of(desk, programs, ["KRW"]) if _FORMER.match(str(r["attribute"] or ""))]
    found = best_facts(desk, rows)
    return told_amount(desk, found[0]) if found else NO_FORMER if strict else None


NO_FORMER = Part("", "", ())
"""The amount before a change is asked for, and not stated."""
_AGAINST = re.compile(r"대비\s*(?:약\s*)?(?P<sign>[△▽▲▼-]?)\s*(?P<percent>\d+(?:\.\d+)?)\s*%\s*(?P<way>[가-힣]?)")
_LESS = ("△", "▽", "▼", "-")


def against_before(desk: Desk, candidates: Sequence[Candidate], fields: Sequence[str]) -> Part | None:
    """By how many percent the budget of an institution or unit grew or shrank, as its line says (전년 대비 5.4% 증)."""
    things = [c for c in candidates if c.subject.label != "Program"]
    rows = [(r, c) for r, c in facts_of(desk, things) if _AGAINST.search(str(r["value"] or ""))]
    rows = [(r, c) for r, c in rows if any(f in f"{r['attribute']} {r['value']}" for f in fields)]
    fits = [f for f in best_facts(desk, rows) if of_year(desk, f.row)]
    if not fits:
        return None
    row, say = fits[0].row, wording(desk.plan)
    said = _AGAINST.search(str(row["value"]))
    assert said is not None
    less = (said["sign"] in _LESS and said["sign"] != "") or said["way"] in ("감", "줄", "하")
    label = say.shrinkage if less else say.growth
    item = Item(
        name=fits[0].candidate.name,
        label=label,
        key=fits[0].candidate.key,
        value=float(said["percent"]),
        unit="%",
        document=desk.file(row["document"]),
        year=row["year"] or desk.year_told(row["document"]),
        citations=(desk.evidence.cite(row["document"], row["line_start"], row["line_end"]),),
    )
    value = str(row["value"])
    quote = value if not value[:1].isdigit() or value[:4].isdigit() else f"{row['attribute']} {value}"
    told = say.stated(item.name, label, f"{said['percent']}%", desk.title(row["document"]))
    base = find_won(value) if desk.plan.asks("money") else []
    before = [replace(item, label=say.before, value=int(a.krw), unit="KRW") for a in base[:1]]
    return Part(item.name, f"{told} “{quote}”", (item, *before))


def between_years(desk: Desk, candidates: Sequence[Candidate], fields: Sequence[str]) -> Part | None:
    """By how much an amount of an institution or unit changed from the year before, where a table gives both (2026 | 2025)."""
    things = [c for c in candidates if c.subject.label != "Program"]
    series: dict[tuple[str, str], dict[int, tuple[Row, Candidate]]] = {}
    for row, candidate in facts_of(desk, things, ["KRW"]):
        label = str(row["attribute"] or "")
        if row["year"] and row["number"] is not None and all(f in label for f in fields):
            bare = label.replace(str(row["year"]), "").strip(" 년")
            series.setdefault((candidate.key, bare), {})[row["year"]] = (row, candidate)
    asked = desk.plan.years
    for (_, label), rows in sorted(series.items(), key=lambda each: (len(each[0][1]), each[0])):
        later = asked[-1] if len(asked) == 1 else max(asked, default=max(rows))
        earlier = min(asked) if len(asked) > 1 else later - 1
        if later in rows and earlier in rows:
            return _moved(desk, label, rows[earlier][0], *rows[later])
    return None


def _moved(desk: Desk, label: str, before: Row, after: Row, candidate: Candidate) -> Part:
    say, (old, new) = wording(desk.plan), (round(before["number"]), round(after["number"]))
    cited = {desk.evidence.cite(r["document"], r["line_start"], r["line_end"]): None for r in (before, after)}
    item = Item(
        name=candidate.name,
        label=label,
        key=candidate.key,
        value=abs(new - old),
        unit="KRW",
        document=desk.file(after["document"]),
        year=after["year"],
        citations=tuple(cited),
    )
    told = say.stated(candidate.name, label, say.moved(old, new), desk.title(after["document"]))
    return Part(candidate.name, told, (item,))
