"""The programs that meet a plan's filters, each with the lines that say so.

Every filter is one small named query that gives programs with evidence; the programs that all of them give are the
selection. A new filter is a function here and a query in ``queries/selection.cypher``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from assistant.directory import Named
from assistant.evidence import Evidence
from assistant.plan import Filter, Plan
from lexicon.names import differ
from lexicon.text import squash

LISTED_KINDS = ("사업", "세부사업", "공약")
_ALL_ROLES = ("지원", "주관", "공모선정", "공모", "제안")
_ROLES = {
    "지원": ("지원", "주관", "공모선정", "공모"),
    "공모": ("공모", "공모선정"),
    "공모선정": ("공모선정",),
    "제안": ("제안",),
    "주관": ("주관",),
}
_STATED = 6
"""Programs beyond which words are not looked for in their text one by one."""


class Reason(NamedTuple):
    """Why a program is in a selection: the filter, the lines that say so, and what they say (a role, a basis)."""

    filter: str
    document: str
    lines: tuple[int, ...]
    detail: str = ""
    name: str = ""


@dataclass
class Selection:
    """Programs by key with their reasons. ``failed`` is the first filter that nothing met, with what met the others."""

    reasons: dict[str, list[Reason]] = field(default_factory=dict)
    failed: Filter | None = None
    before: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def programs(self) -> list[str]:
        """The keys, sorted."""
        return sorted(self.reasons)


Found = dict[str, list[Reason]]


def select(evidence: Evidence, plan: Plan, *, kinds: tuple[str, ...] | None = LISTED_KINDS) -> Selection:
    """The programs that meet all filters of the plan; ``kinds`` are those that count where the plan names none."""
    selection = Selection()
    current: Found | None = None
    for each in _ordered(f for f in plan.filters if not f.negated):
        found = _apply(evidence, each, plan, current)
        if found is None:
            continue
        met = found if current is None else {k: [*current[k], *found[k]] for k in current if k in found}
        if not met and selection.failed is None:
            selection.failed, selection.before = each, tuple(sorted(current or ()))
        current = met
    if current is None:
        current = _documents(evidence, Filter("document", tuple(d.key for d in evidence.directory.documents), ""), plan)
    current = _without(evidence, plan, _of_kinds(evidence, plan, current, kinds))
    for each in (f for f in plan.filters if f.negated):
        met = _but(evidence, each, plan, current)
        if current and not met:
            selection.failed, selection.before = each, tuple(sorted(current))
        current = met
    if plan.words and current:
        named = _topic(evidence, plan.words, current, either=len(plan.words) > 1 and plan.either)
        if not named and selection.failed is None:
            selection.failed, selection.before = (
                Filter("topic", plan.words, " ".join(plan.words)),
                tuple(sorted(current)),
            )
        current = named
    selection.reasons = _wholes(evidence, plan, current)
    return selection


def _but(evidence: Evidence, each: Filter, plan: Plan, current: Found) -> Found:
    """What does not meet a filter; of a source of money, only what says where its money comes from."""
    met = _apply(evidence, each, plan, None) or {}
    known = set(current)
    if each.kind == "source":
        rows = evidence.rows("sources_of", programs=sorted(current))
        known = {r["program"] for r in rows if r["source"] != "총사업비"}
    return {k: r for k, r in current.items() if k in known and k not in met}


def _apply(evidence: Evidence, each: Filter, plan: Plan, current: Found | None) -> Found | None:
    """The programs that meet one filter; None for what is no filter of programs."""
    if each.kind == "document" and current is not None:
        return _in_documents(evidence, each, current)
    return _APPLY[each.kind](evidence, each, plan) if each.kind in _APPLY else None


_ORDER = ("person", "department", "ministry", "state", "month", "ends", "starts", "chapter", "region", "institution")


def _ordered(filters: Iterable[Filter]) -> list[Filter]:
    """The narrowest filters first, so that what failed is the wider one."""
    rank = {kind: i for i, kind in enumerate(_ORDER)}
    return sorted(filters, key=lambda f: rank.get(f.kind, len(rank)))


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


# ---------------------------------------------------------------- filters


def _ministries(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    words = plan.values_of("role")
    roles = tuple(dict.fromkeys(r for w in words for r in _ROLES[w])) if words else _ALL_ROLES
    return _found(evidence.rows("programs_of_ministries", ministries=list(each.values), roles=list(roles)), "ministry")


def _roles(evidence: Evidence, each: Filter, plan: Plan) -> Found | None:
    """A role without a ministry: whatever is proposed to any."""
    if plan.has("ministry"):
        return None
    names = sorted(evidence.directory.ministries)
    roles = [r for w in each.values for r in _ROLES[w]]
    return _found(evidence.rows("programs_of_ministries", ministries=names, roles=roles), "role")


def _regions(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    codes = evidence.directory.regions_within(each.values)
    found = _found(evidence.rows("programs_in_regions", regions=codes), "region")
    homes = {d.key for d in evidence.directory.documents if d.home[:2] in each.values and len(d.home) == 2}
    if homes:
        placed = {r["program"] for r in evidence.rows("programs_with_place")}
        for program in evidence.directory.programs:
            if program.document in homes and program.key not in placed:
                found[program.key] = [Reason("region", program.document, (), "기관")]
    return found


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
    return _found(evidence.rows("programs_with_institutions", institutions=list(each.values)), "institution")


def _in_documents(evidence: Evidence, each: Filter, current: Found) -> Found:
    """Of programs found already, those of the documents: no query is needed for that."""
    by_key = evidence.directory.by_key
    return {k: [] for k in current if by_key[k].document in each.values}


def _documents(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_of_documents", documents=list(each.values)), "document")


def _ends(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_ending", years=list(each.values)), "ends")


def _starts(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_starting", years=list(each.values)), "starts")


def _months(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_active", months=[m[:7] for m in each.values]), "month")


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
    return _found(evidence.rows("programs_in_competition"), "competition")


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
    return _found(evidence.rows("programs_with_source", sources=wanted), "source")


def _statuses(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    return _found(evidence.rows("programs_with_status", statuses=list(each.values)), "status")


def _tasks(evidence: Evidence, each: Filter, plan: Plan) -> Found:
    found = _found(evidence.rows("programs_of_tasks", tasks=list(each.values)), "task")
    for key, reasons in _found(evidence.rows("programs_of_goals", goals=list(each.values)), "task").items():
        found.setdefault(key, reasons)
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


_APPLY: dict[str, Callable[[Evidence, Filter, Plan], Found | None]] = {
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


# ---------------------------------------------------------------- kinds, wholes and parts


def _of_kinds(evidence: Evidence, plan: Plan, found: Found, kinds: tuple[str, ...] | None) -> Found:
    named = plan.values_of("kind")
    wanted = named or kinds
    if wanted is None:
        return found
    by_key = evidence.directory.by_key
    pledges = {d.key for d in evidence.directory.documents if "공약" in d.kind or "공약" in d.title}
    kept = {
        k: r
        for k, r in found.items()
        if k in by_key
        and (
            by_key[k].kind in wanted
            or _is_event(by_key[k], wanted)
            or (named == ("공약",) and by_key[k].document in pledges and by_key[k].kind in LISTED_KINDS)
        )
    }
    return kept or ({k: r for k, r in found.items() if plan.has("person") or plan.has("among")} if not named else {})


def _is_event(named: Named, wanted: tuple[str, ...]) -> bool:
    """Whether events are wanted and the name is one's, whatever kind its document lists it under."""
    return "행사" in wanted and any(e in named.name for e in _EVENTS)


_EVENTS = ("대회", "페스티벌", "축제", "박람회", "공모전", "포럼", "교류회", "행사", "시상식", "엑스포")


def _without(evidence: Evidence, plan: Plan, found: Found) -> Found:
    """Leave out what the question leaves out: programs by name, kind or place."""
    words = [squash(w) for w in plan.values_of("without")]
    if not words:
        return found
    by_key = evidence.directory.by_key

    def out(key: str) -> bool:
        named = by_key[key]
        texts = [squash(f) for f in named.forms] + [named.kind]
        return any(w and any(w in t for t in texts) for w in words)

    return {k: r for k, r in found.items() if not out(k)}


def _wholes(evidence: Evidence, plan: Plan, found: Found) -> Found:
    """A whole or its parts, never both: parts whose whole is in the selection go, unless the whole is only a bundle."""
    if len(found) < 2:
        return found
    wholes = {(r["program"], r["whole"]) for r in evidence.rows("wholes_of_programs", programs=sorted(found))}
    inside = {part for part, whole in wholes if whole in found and not (plan.has("person") or plan.has("among"))}
    named = {w for _, w in wholes if w in {s.key for s in plan.subjects}}
    if named:
        return {k: r for k, r in found.items() if k not in named}
    return {k: r for k, r in found.items() if k not in inside}


# ---------------------------------------------------------------- topics


def _topic(evidence: Evidence, words: tuple[str, ...], found: Found, *, either: bool = False) -> Found:
    """The programs of a selection whose names hold all the words; where none does, those whose text does."""
    keys = [squash(w) for w in words]
    by_key = evidence.directory.by_key
    if any(w.isdigit() for w in keys):
        return {}
    if either:
        each = [_topic(evidence, (w,), found) for w in words]
        return {k: r for f in each for k, r in f.items()}
    named = {k: r for k, r in found.items() if all(any(w in squash(f) for f in by_key[k].forms) for w in keys)}
    if named:
        return named
    return _in_text(evidence, keys, found)


def _in_text(evidence: Evidence, keys: list[str], found: Found) -> Found:
    """The programs whose own sections say all the words; of many, those that search finds by them."""
    near = evidence.programs_near(keys, found) if len(found) > _READ_ALL else sorted(found)
    texts: dict[str, str] = {}
    places: dict[str, list[Reason]] = {}
    for row in evidence.rows("program_passages", programs=near) if near else []:
        document = by_document(evidence, row["program"])
        spoken = [(str(row["text"]), row["first"])]
        if row["line_start"] and row["line_end"] - row["line_start"] < _OWN_SECTION:
            spoken.append((evidence.text(document, row["line_start"], row["line_end"]), row["line_start"]))
        for text, first in spoken:
            texts[row["program"]] = texts.get(row["program"], "") + squash(text)
            if any(w in squash(text) for w in keys):
                line = first + _line_with(text, keys)
                places.setdefault(row["program"], []).append(Reason("topic", document, (line,), "내용"))
    return {k: [*found[k], *places.get(k, [])[:1]] for k in near if all(w in texts.get(k, "") for w in keys)}


_READ_ALL = 60
"""Programs whose text is read one by one."""
_OWN_SECTION = 80
"""A section longer than this is not about one program."""


def by_document(evidence: Evidence, program: str) -> str:
    """The document of a program."""
    return evidence.directory.by_key[program].document


def _line_with(text: str, keys: list[str]) -> int:
    for number, line in enumerate(text.split("\n")):
        if any(w in squash(line) for w in keys):
            return number
    return 0
