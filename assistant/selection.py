"""The programs that meet a plan's filters, each with the lines that say so.

The programs that all conditions give are the selection; then come kinds, wholes and parts, and words that no field explains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from assistant.conditions import CONDITIONS, Found, Reason, in_documents
from assistant.directory import Named
from assistant.evidence import Evidence
from assistant.plan import Filter, Plan
from assistant.said import on_topic
from assistant.steps import taking_step
from graph.schema import STATUSES
from lexicon.text import squash

LISTED_KINDS = ("사업", "세부사업", "공약")


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
        everything = Filter("document", tuple(d.key for d in evidence.directory.documents), "")
        current = CONDITIONS["document"](evidence, everything, plan) or {}
    current = _without(evidence, plan, _of_kinds(evidence, plan, current, kinds))
    for each in (f for f in plan.filters if f.negated):
        met = _but(evidence, each, plan, current)
        if current and not met:
            selection.failed, selection.before = each, tuple(sorted(current))
        current = met
    if plan.words and current:
        either = len(plan.words) > 1 and plan.either
        named = taking_step(evidence, plan, current) or on_topic(evidence, plan.words, current, either=either)
        if not named and selection.failed is None:
            selection.failed, selection.before = (
                Filter("topic", plan.words, " ".join(plan.words)),
                tuple(sorted(current)),
            )
        current = named
    current = _of_years(evidence, plan, current)
    selection.reasons = _going_on(evidence, plan, _wholes(evidence, plan, current))
    return selection


_NOW = re.compile(r"올해|금년|(?<![가-힣])(?:지금|현재)\s")


def _going_on(evidence: Evidence, plan: Plan, found: Found) -> Found:
    """Programs that are asked for as of this year without those that ended before it (2025년 종료사업 in a plan for 2026)."""
    if (
        not found
        or plan.across
        or not _NOW.search(plan.text)
        or any(plan.has(k) for k in ("ends", "starts", "status", "state"))
    ):
        return found
    this = evidence.directory.this_year or 0
    rows = evidence.rows("program_cards", programs=sorted(found))
    ended = {r["key"] for r in rows if r["period_end"] and int(str(r["period_end"])[:4]) < this}
    return {k: reasons for k, reasons in found.items() if k not in ended}


def _but(evidence: Evidence, each: Filter, plan: Plan, current: Found) -> Found:
    """What does not meet a filter; of a source of money or a status, only what says one."""
    met = _apply(evidence, each, plan, None) or {}
    known = set(current)
    if each.kind == "status":
        known = {r["program"] for r in evidence.rows("programs_with_status", statuses=list(STATUSES))}
    if each.kind == "source":
        rows = evidence.rows("sources_of", programs=sorted(current))
        known = {r["program"] for r in rows if r["source"] != "총사업비"}
    return {k: r for k, r in current.items() if k in known and k not in met}


def _apply(evidence: Evidence, each: Filter, plan: Plan, current: Found | None) -> Found | None:
    """The programs that meet one filter; None for what is no filter of programs."""
    if each.kind == "document" and current is not None:
        return in_documents(evidence, each, current)
    return CONDITIONS[each.kind](evidence, each, plan) if each.kind in CONDITIONS else None


_ORDER = ("person", "department", "ministry", "state", "month", "ends", "starts", "chapter", "region", "institution")


def _ordered(filters: Iterable[Filter]) -> list[Filter]:
    """The narrowest filters first, so that what failed is the wider one."""
    rank = {kind: i for i, kind in enumerate(_ORDER)}
    return sorted(filters, key=lambda f: rank.get(f.kind, len(rank)))


# ---------------------------------------------------------------- kinds, wholes and parts


def _of_kinds(evidence: Evidence, plan: Plan, found: Found, kinds: tuple[str, ...] | None) -> Found:
    named = plan.values_of("kind")
    wanted = named or (kinds and (*kinds, *_HELD) if _of_events(plan) else kinds)
    if wanted is None:
        return found
    by_key = evidence.directory.by_key
    pledges = _of_one_pledge(evidence) if named == (_PLEDGE,) else ()
    kept = {
        k: r
        for k, r in found.items()
        if k in by_key
        and (
            by_key[k].kind in wanted
            or _is_event(by_key[k], wanted)
            or (by_key[k].document in pledges and by_key[k].kind in LISTED_KINDS)
        )
    }
    return kept or ({k: r for k, r in found.items() if plan.has("person") or plan.has("among")} if not named else {})


def _of_one_pledge(evidence: Evidence) -> set[str]:
    """The documents of pledges of whose programs no several are called so: all in them is pledged."""
    told = (d.key for d in evidence.directory.documents if _PLEDGE in d.kind or _PLEDGE in d.title)
    of = evidence.directory.programs_of
    return {key for key in told if sum(p.kind == _PLEDGE for p in of.get(key, ())) <= 1}


_HELD = ("행사", "활동")
_OF_EVENTS = re.compile(r"교육|특강|강좌|연수|공모전|행사|설명회|세미나|박람회|축제")


def _of_events(plan: Plan) -> bool:
    """Whether what was held is listed, and not programs: 2019년에 한 교육."""
    return (
        plan.kind in ("list", "count")
        and not _PROGRAMS.search(plan.text)
        and any(map(_OF_EVENTS.fullmatch, plan.words))
    )


_PROGRAMS = re.compile(r"사업(?!비)|과제|공약\s*사업|program|project", re.I)


def _of_years(evidence: Evidence, plan: Plan, found: Found) -> Found:
    """What was held, without what a document lists under another year than the one asked about."""
    held = _of_events(plan) or any(k in _HELD for k in plan.values_of("kind"))
    if not (found and plan.years and held):
        return found
    kept = {}
    for row in evidence.rows("program_cards", programs=sorted(found)):
        stated = {int(str(d)[:4]) for d in (row["period_start"], row["period_end"]) if d}
        years = set(range(min(stated), max(stated) + 1)) if stated else {n["year"] for n in _names(row) if n["year"]}
        if not years or years & set(plan.years):
            kept[row["key"]] = found[row["key"]]
    return {k: found[k] for k in found if k in kept}


def _names(row: dict[str, Any]) -> list[dict[str, Any]]:
    names = row.get("names") or []
    return json.loads(names) if isinstance(names, str) else list(names)


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
        return any(w and any(w in t or (t in w and len(t) > _SHORT) for t in texts) for w in words)

    return {k: r for k, r in found.items() if not out(k)}


_SHORT = 3
"""Letters that a name needs to be what a longer word leaves out (기관운영 of 기관운영비)."""


def _wholes(evidence: Evidence, plan: Plan, found: Found) -> Found:
    """A whole or its parts, never both: parts whose whole is in the selection go, unless the whole is only a bundle."""
    parts = sorted(found.keys() & evidence.directory.parts)
    if len(found) < 2 or not parts:
        return found
    wholes = {(r["program"], r["whole"]) for r in evidence.rows("wholes_of_programs", programs=parts)}
    inside = {part for part, whole in wholes if whole in found and not (plan.has("person") or plan.has("among"))}
    named = {w for _, w in wholes if w in {s.key for s in plan.subjects}}
    if named:
        return {k: r for k, r in found.items() if k not in named}
    if plan.has("chapter") and (plan.kind == "count" or (plan.kind == "list" and plan.limit)):
        by_key = evidence.directory.by_key
        return _as_numbered(found, {(p, w) for p, w in wholes if by_key[w].kind != _PLEDGE}, inside)
    outer = {k: r for k, r in found.items() if k not in inside}
    if plan.kind == "extreme" and len(outer) < 2:
        return {k: r for k, r in found.items() if k in inside}
    return outer


_PLEDGE = "공약"
"""What is pledged is no item of a chapter that its programs are."""


def _as_numbered(found: Found, wholes: set[tuple[str, str]], inside: set[str]) -> Found:
    """The items of a chapter as the document numbers them: a bundle is one, whatever is in it."""
    bundle = {part: whole for part, whole in sorted(wholes) if whole not in found}
    kept: Found = {}
    for key, reasons in found.items():
        if key not in inside:
            kept.setdefault(bundle.get(key, key), reasons)
    return kept
