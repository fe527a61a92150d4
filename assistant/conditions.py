"""Conditions that programs meet: each is one small named query that gives programs with the lines that say so.

A new condition is a function here, a row of ``CONDITIONS`` and a query in ``queries/selection.cypher``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from assistant.chapters import title_letters
from assistant.evidence import Evidence
from assistant.facts import names_field
from assistant.money import OTHER, of_fund
from assistant.plan import Filter, Plan
from lexicon.names import differ

_ALL_ROLES = ("지원", "주관", "공모선정", "공모", "제안")
_ROLES = {
    "지원": ("지원", "주관", "공모선정", "공모"),
    "공모": ("공모", "공모선정"),
    "공모선정": ("공모선정",),
    "제안": ("제안",),
    "주관": ("주관",),
}


class Reason(NamedTuple):
    """Why a program is in a selection: the filter, the lines that say so, and what they say (a role, a basis)."""

    filter: str
    document: str
    lines: tuple[int, ...]
    detail: str = ""
    name: str = ""


Found = dict[str, list[Reason]]


def _found(rows: Iterable[dict[str, Any]], kind: str) -> Found:
    found: Found = {}
    for row in rows:
        reason = Reason(
            kind,
            row["document"],
            tuple(row.get("lines") or ()),
            str(row.get("detail") or ""),
            str(row.get("name") or ""),
        )
        found.setdefault(row["program"], []).append(reason)
    return found


def _ministries(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    words = plan.values_of("role")
    every = (*_ALL_ROLES, "언급") if _RELATED.search(plan.text) else _ALL_ROLES
    roles = tuple(dict.fromkeys(r for w in words for r in _ROLES[w])) if words else every
    return _found(evidence.rows("programs_of_ministries", ministries=list(each.values), roles=list(roles)), "ministry")


_RELATED = re.compile(r"관련\s?(?:이\s?)?(?:있는|된|되어|되는)|연관|얽힌|\b(?:related|connected)\s+to\b", re.I)
"""What takes any part of a ministry, the host of a final among them: 행안부랑 관련 있는 사업."""


def _roles(evidence: Evidence, each: Filter, plan: Plan) -> Found | None:
    """A role without a ministry: whatever is proposed to any."""
    if plan.has("ministry"):
        return None
    names = sorted(evidence.directory.ministries)
    roles = [r for w in each.values for r in _ROLES[w]]
    return _found(evidence.rows("programs_of_ministries", ministries=names, roles=roles), "role")


def _regions(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    codes = evidence.directory.regions_within(each.values)
    chosen = _documents_meant(evidence, plan)
    rows = evidence.rows("programs_of_documents_in_regions", documents=chosen, regions=codes) if chosen else []
    found = _found(rows or evidence.rows("programs_in_regions", regions=codes), "region")
    homes = [
        d.key
        for d in evidence.directory.documents
        if len(d.home) == 2 and d.home in each.values and (not chosen or d.key in chosen)
    ]
    if homes:
        placed = {r["program"] for r in evidence.rows("programs_with_place", documents=sorted(homes))}
        for program in (p for home in homes for p in evidence.directory.programs_of.get(home, ())):
            if program.key not in placed:
                found[program.key] = [Reason("region", program.document, (), "기관")]
    return found


def _documents_meant(evidence: Evidence, plan: Plan) -> list[str]:
    """The documents that the other conditions leave: those chosen, and those of the institution named; empty for any."""
    chosen = set(plan.values_of("document"))
    houses = set(plan.values_of("institution"))
    issued = {d.key for d in evidence.directory.documents if d.institution in houses}
    return sorted(chosen & issued if chosen and issued else chosen or issued)


def _departments(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    below = [r["department"] for r in evidence.rows("parts_of_departments", departments=list(each.values))]
    return _found(evidence.rows("programs_of_departments", departments=sorted({*each.values, *below})), "department")


def _people(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_of_people", people=list(each.values)), "person")


def _institutions(evidence: Evidence, each: Filter, plan: Plan) -> Found | None:
    """Programs with an institution; the one that issued documents means its documents."""
    issued = [d.key for d in evidence.directory.documents if d.institution in each.values]
    if issued:
        return _documents(evidence, Filter("document", tuple(issued), each.words), plan)
    # A university is also where one of its colleges is (경상국립대학교 해양과학대학).
    parts = [i.key for i in evidence.directory.institutions if i.name.startswith(tuple(f"{v} " for v in each.values))]
    rows = evidence.rows("programs_with_institutions", institutions=[*each.values, *parts])
    carried = [r for r in rows if r["detail"] == "RUN_BY"]
    if carried and re.search(rf"{re.escape(each.words)}(?:가|이|에서|의)?\s*(?:주관|총괄|수행)", plan.text):
        rows = carried  # UNIST가 주관하는: not where it only takes part
    return _found(rows, "institution")


def in_documents(evidence: Evidence, each: Filter, current: Found) -> Found:
    """Of programs found already, those of the documents: no query is needed for that."""
    by_key = evidence.directory.by_key
    return {k: [] for k in current if by_key[k].document in each.values}


def _documents(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_of_documents", documents=list(each.values)), "document")


def _ends(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(_at_their_periods(evidence.rows("programs_ending", years=list(each.values))), "ends")


def _starts(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(_at_their_periods(evidence.rows("programs_starting", years=list(each.values))), "starts")


def _at_their_periods(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of programs with the line that states the period for which they are there."""
    found = []
    for row in rows:
        stated = [line for _, _, text, line in json.loads(row.get("periods") or "[]") if text == row["detail"]]
        found.append({**row, "lines": stated[:1]})
    return found


def _months(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    size = min(_DAY, *map(len, each.values))  # 2020. 3. 9. is a day, 2020. 3. a month
    dates = [m[:size] for m in each.values]
    words = [a.detail or a.words for a in plan.asked if a.field == "field_word"]
    if words:
        rows = evidence.rows("programs_dated", dates=dates, size=size)
        return _found((r for r in rows if any(names_field(str(r["name"]), w) for w in words)), "month")
    return _found(_bids(plan, evidence.rows("programs_active", dates=dates, size=size)), "month")


_BID = re.compile(
    r"(?:년|월|해|반기)(?:도)?(?:에|에는|\s*중에?)\s*(?:국비|국가|정부|중앙부처)?\s*공모\s*(?:사업\s*)?(?:에서?\s*)?(?P<act>선정|신청|대응|응모|접수)"
)
"""A year or month in which a bid was made or won: 3월에 공모 대응하기로 한 사업."""
_OF_BID, _WON = re.compile("공모|응모|신청|선정"), re.compile("(?<!미)선정")
_DAY, _YEAR = len("2024-03-09"), len("2024")


def _bids(plan: Plan, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of dated steps those of a bid, where the time asked about is that of one."""
    every = list(rows)
    asked = _BID.search(plan.text)
    won = asked is not None and asked["act"] == "선정"
    return [r for r in every if (_WON if won else _OF_BID).search(str(r["detail"]))] if asked else every


def _states(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_stating", values=list(each.values)), "state")


def _chapters(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    wanted = [c for c in evidence.directory.chapters if c.key in each.values]
    found: Found = {}
    for row in evidence.rows("mentions_in_documents", documents=sorted({c.document for c in wanted})):
        inside = tuple(
            first
            for first, _ in json.loads(row["mentions"] or "[]")
            if any(c.document == row["document"] and c.line_start <= first <= c.line_end for c in wanted)
        )
        if inside:
            found[row["program"]] = [Reason("chapter", row["document"], inside)]
    return found


def _new(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_marked_new"), "new")


def _competition(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    marked = _found(evidence.rows("programs_in_competition"), "competition")
    if "선정" in each.words:  # what is only bid for, or was refused, is not won
        still = evidence.rows("programs_with_status", statuses=["공모", "미선정", "제안"])
        marked = {k: v for k, v in marked.items() if k not in {r["program"] for r in still}}
    if not plan.years or plan.has("month") or not _BID.search(plan.text):
        return marked
    years = [str(y) for y in plan.years]
    dated = _found(_bids(plan, evidence.rows("programs_active", dates=years, size=_YEAR)), "competition")
    return {k: reasons for k, reasons in dated.items() if k in marked} or marked


def _renamed(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    """The programs that a document calls by really different names in different years."""
    found: Found = {}
    for row in evidence.rows("programs_renamed"):
        names = json.loads(row["names"])
        dated = [n for n in names if n["year"]]
        if len({n["year"] for n in names}) > 1 and differ([n["name"] for n in names]):
            last = max(dated, key=lambda n: int(n["year"]))
            detail = " → ".join(dict.fromkeys(n["name"] for n in sorted(names, key=lambda n: n["year"] or 0)))
            found[row["program"]] = [Reason("renamed", row["document"], (last["line_start"],), detail)]
    return found


def _sources(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    wanted = ["민간" if v == "민자" else v for v in each.values]
    rows = evidence.rows("programs_with_source", sources=wanted)
    if wanted != [OTHER]:
        return _found(rows, "source")
    by_program: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_program.setdefault(row["program"], []).append({**row, "as_stated": row["detail"]})
    return _found((r for own in by_program.values() for r in of_fund(own, each.words)), "source")


def _statuses(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_with_status", statuses=list(each.values)), "status")


def _tasks(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    found = _found(evidence.rows("programs_of_tasks", tasks=list(each.values)), "task")
    for key, reasons in _found(evidence.rows("programs_of_goals", goals=list(each.values)), "task").items():
        found.setdefault(key, reasons)
    named = {(t.document, title_letters(t.name)) for t in evidence.directory.tasks if t.key in each.values}
    groups = [c.key for c in evidence.directory.chapters if c.of_rows and (c.document, c.letters) in named]
    for key, reasons in _chapters(evidence, each._replace(values=tuple(groups)), plan).items() if groups else ():
        found.setdefault(key, reasons)  # the rows that a table groups under the goal
    return found


def _funders(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_funded_by_institutions", institutions=list(each.values)), "ministry")


def _only_sources(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    """The programs that state money from these sources and from no other; a whole (총사업비) is no source."""
    found = _sources(evidence, each, plan)
    stated: dict[str, set[str]] = {}
    for row in evidence.rows("sources_of", programs=sorted(found)):
        if row["source"] != "총사업비":
            stated.setdefault(row["program"], set()).add(row["source"])
    return {k: r for k, r in found.items() if stated.get(k, set()) <= set(each.values)}


def _parts(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    rows = evidence.rows("parts_of_programs", programs=list(each.values))
    by_key = evidence.directory.by_key
    return {r["program"]: [Reason("part_of", by_key[r["program"]].document, ())] for r in rows}


def _among(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return {k: [] for k in each.values}


CONDITIONS: dict[str, Callable[[Evidence, Filter, Plan], Found | None]] = {
    "ministry": _ministries,
    "role": _roles,
    "region": _regions,
    "department": _departments,
    "person": _people,
    "institution": _institutions,
    "document": _documents,
    "ends": _ends,
    "starts": _starts,
    "month": _months,
    "state": _states,
    "chapter": _chapters,
    "new": _new,
    "competition": _competition,
    "renamed": _renamed,
    "part_of": _parts,
    "source": _sources,
    "only_source": _only_sources,
    "task": _tasks,
    "funder": _funders,
    "status": _statuses,
    "among": _among,
}
