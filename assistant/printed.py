"""Totals and counts that a document prints itself: where its table gives one for what is asked, that figure is the answer."""

from __future__ import annotations

import re
from typing import Any

from assistant.desk import Desk
from assistant.plan import Filter, Plan
from lexicon.text import squash

Row = dict[str, Any]
_OF_TABLES = ("document", "year", "new", "chapter", "department", "region", "institution")
"""Filters that the place of a table can meet; whatever else narrows the question, a printed total does not know of."""
_OTHER_MONEY = re.compile(r"증감|집행|잔액|국비|도비|시비|군비|자부담|민자|까지|이후|이전|향후|기투자")


def printed(desk: Desk, *, money: bool) -> Row | None:
    """The printed total (``money``) or count for the plan's filters; None where no table prints one."""
    plan = desk.plan
    several = any(f.kind == "department" and ", " in f.words for f in plan.filters)
    if _narrowed(desk) or plan.words or several or not _own_region(desk):
        return None
    if not (plan.has("new") or plan.has("chapter") or plan.has("department")):
        return _of_institution(desk) if money else None
    rows = [r for r in _rows(desk) if _fits(desk, r, money)]
    words = [squash(a.words) for a in plan.asked if a.field in ("total", "budget", *_OWN_COLUMNS)]
    if money and any(
        a.field in _OWN_COLUMNS for a in plan.asked
    ):  # 확보액 is not what the first column of money adds up to
        rows = [r for r in rows if any(w in squash(str(r["attribute"])) for w in words)]
    newness = desk.directory.newness

    def rank(row: Row) -> tuple[object, ...]:
        said = any(w in squash(str(row["attribute"])) for w in words)
        within = plan.has("department") and row["label"] != "Department"  # a table of a part in the unit's chapter
        fit = -_year_fit(desk, row)
        return fit, newness.get(row["document"], 99), within, _of_group(row), not said, row["line_start"]

    rows.sort(key=rank)
    return rows[0] if rows else None


_OWN_COLUMNS = ("executed", "balance", "secured", "requested", "future", "prior")
"""Fields of money whose total stands in a column of their own."""


def _of_institution(desk: Desk) -> Row | None:
    """The total that a table prints for an institution under the very word of the question: 예산현액 합계."""
    found = [r for r in totals_named(desk) if _year_fit(desk, r) >= 0]
    of_source = any(a.source for a in desk.plan.asked)
    if of_source and len({r["number"] for r in found}) > 1:
        return None  # each of several tables prints its own
    return found[0] if found else None


def totals_named(desk: Desk) -> list[Row]:
    """The totals that tables print under the very word of the question, of any year; none where programs are asked for."""
    sources = [a.source for a in desk.plan.asked if a.source]
    if sources and PROGRAMS.search(desk.plan.text):
        return _of_programs(desk, sources)
    words = sources or [squash(a.words) for a in desk.plan.asked if a.field in ("budget", "executed", "balance")]
    plan = desk.plan
    of_part = plan.has("new") or plan.has("chapter") or plan.has("department")
    if not words or of_part or _narrowed(desk) or plan.words or PROGRAMS.search(plan.text):
        return []
    rows = [r for r in _rows(desk) if r["unit"] == "KRW" and r["label"] != "Department" and r["table"] is not None]
    return [
        r
        for r in rows
        if _TOTAL_OF.fullmatch(squash(str(r["attribute"]))) and any(w in squash(str(r["attribute"])) for w in words)
    ]


def _of_programs(desk: Desk, sources: list[str]) -> list[Row]:
    """The total of a source that a table of programs prints for the year asked about: 2026년 사업비 국비 합계."""
    plan = desk.plan
    if (
        len(plan.years) != 1
        or len(sources) > 1
        or _narrowed(desk)
        or plan.words
        or plan.has("new")
        or plan.has("chapter")
    ):
        return []
    rows = [r for r in _rows(desk) if r["unit"] == "KRW" and r["table"] is not None and r["year"] in plan.years]
    rows = [r for r in rows if r["label"] != "Department"]
    return [r for r in rows if _YEARLY_TOTAL.fullmatch(squash(str(r["attribute"]))) and sources[0] in r["attribute"]]


_YEARLY_TOTAL = re.compile(r"(?:사업별)?(?:20\d\d년?도?|['’]?\d\d년?도?)?(?:사업비|예산액?).*(?:합계|총계)")
PROGRAMS = re.compile(r"사업(?!비)|과제|공약|program|project", re.I)
_TOTAL_OF = re.compile(r"(?:총|합)?계.*|.*(?:합계|총계)")


def _narrowed(desk: Desk) -> bool:
    """Whether a filter is more than the place of a table: a funder, a ministry, a status, an institution that issued nothing."""
    issuers = {d.institution for d in desk.directory.documents}
    others = [f for f in desk.plan.filters if f.kind == "institution" and not issuers & set(f.values)]
    return bool(others) or any(f.negated or not _of_table(desk.plan, f) for f in desk.plan.filters)


def _of_table(plan: Plan, each: Filter) -> bool:
    """Whether the place of a table can meet a filter; what is new in a year starts in it."""
    started = each.kind == "starts" and plan.has("new") and each.values == tuple(str(y) for y in plan.years)
    return started or each.kind in _OF_TABLES


def printed_by_department(desk: Desk) -> list[Row]:
    """The printed totals of units in the tables that the filters mean, or their counts where the number of programs is asked."""
    plan = desk.plan
    counts = plan.measure == "number"
    if _narrowed(desk) or not (plan.has("new") or plan.has("chapter")):
        return []
    return [
        r
        for r in _rows(desk)
        if r["label"] == "Department"
        and (_is_count(r) if counts else _is_money(r, plan))
        and _about(desk, r)
        and _year_fit(desk, r) >= 0
    ]


def _rows(desk: Desk) -> list[Row]:
    """The totals and counts that the documents chosen print, or any where a year or nothing chooses them."""
    plan = desk.plan
    chosen, homes = plan.values_of("document"), plan_regions(desk)
    documents = {
        d.key: d
        for d in desk.directory.documents
        if (d.key in chosen or plan.years or not chosen) and (not homes or d.home in homes)
    }
    institutions = sorted({d.institution for d in documents.values() if d.institution})
    units = sorted(u.key for u in desk.directory.departments if u.document in documents)
    rows = desk.evidence.rows("totals_of_institutions", institutions=institutions)
    rows += desk.evidence.rows("totals_of_departments", departments=units)
    return [r for r in rows if r["document"] in documents and not str(r["attribute"]).startswith("소계 ")]


def plan_regions(desk: Desk) -> set[str]:
    """The regions that the plan names."""
    return set(desk.plan.values_of("region"))


def _own_region(desk: Desk) -> bool:
    """Whether the regions named are those of institutions that issued documents: then they narrow nothing within these."""
    return plan_regions(desk) <= set(desk.directory.homes)


def _fits(desk: Desk, row: Row, money: bool) -> bool:
    plan = desk.plan
    if money != _is_money(row, plan) or (not money and not _is_count(row)):
        return False
    return _year_fit(desk, row) >= 0 and _of_unit(desk, row) and _about(desk, row)


def _is_count(row: Row) -> bool:
    """Whether a figure is the count of a table: 건수, or the number beside a total."""
    return bool(row["unit"] == "건" and row["table"] is not None and _COUNT.search(str(row["attribute"] or "")))


def _of_group(row: Row) -> bool:
    """Whether a count is of one group of a table, not of all its rows."""
    return _is_count(row) and squash(str(row["attribute"])) not in _OF_ALL


_OF_ALL = ("사업건수", "건수", "합계", "총계", "계")
_COUNT = re.compile(r"건\s*수|개\s*수|(?:합|총|소)?\s*계")


def _is_money(row: Row, plan: Plan) -> bool:
    attribute = str(row["attribute"] or "")
    if row["unit"] != "KRW":
        return False
    wanted = [a.source for a in plan.asked if a.source]
    if wanted:
        return any(w in attribute for w in wanted)
    spent = {a.field for a in plan.asked} & {"executed", "balance"}
    if spent:
        return any(w in attribute for field in spent for w in _SPENT[field])
    return not _OTHER_MONEY.search(attribute)


_SPENT = {"executed": ("집행", "지출"), "balance": ("잔액", "이월")}
"""How tables head what is spent, and what is left."""


def _of_unit(desk: Desk, row: Row) -> bool:
    """Whether a figure is of the unit asked about, or of no unit where none is."""
    units = desk.plan.values_of("department")
    if not units:
        return bool(row["label"] != "Department")
    if str(row["thing"]) in units:
        return True
    names = {squash(desk.directory.by_key[u].name) for u in units if u in desk.directory.by_key}
    return bool(row["label"] != "Department") and any(
        c.letters in names and c.document == row["document"] and c.line_start <= row["line_start"] <= c.line_end
        for c in desk.directory.chapters
    )


def _about(desk: Desk, row: Row) -> bool:
    """Whether a figure stands where the filters say: in the chapter, in a section on new programs."""
    plan = desk.plan
    wanted = plan.values_of("chapter")
    inside = [c for c in desk.directory.chapters if c.key in wanted and c.document == row["document"]]
    if wanted and not any(c.line_start <= row["line_start"] <= c.line_end for c in inside):
        return False
    return not plan.has("new") or "신규" in f"{_headings(desk, row)} {row['attribute'] or ''}"


def _year_fit(desk: Desk, row: Row) -> int:
    """1 where the figure is of the year asked for, 0 where nothing says so against it, -1 for another year."""
    years = desk.plan.years
    said = row["year"] or next((int(y) for y in re.findall(r"(?:19|20)\d\d", str(row["attribute"] or ""))), None)
    if not years:
        return 0
    if said:
        return 1 if said in years else -1
    return 0 if desk.year_fit(row["document"]) == 2 else -1


def _headings(desk: Desk, row: Row) -> str:
    """The upper headings under which a row stands."""
    return " ".join(
        c.title
        for c in desk.directory.chapters
        if c.document == row["document"] and c.level <= 2 and c.line_start <= row["line_start"] <= c.line_end
    )
