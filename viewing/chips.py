"""How a question was understood, as chips: each can be taken out or put in another's place without typing.

A chip's ``id`` says what it is in words that do not depend on its place in the plan, so that it survives a new answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, get_args

from assistant.directory import Directory
from assistant.plan import Filter, FilterKind, Kind, Plan
from assistant.planning.times import documents_of_years
from viewing.words import Words

_SELECTING: tuple[Kind, ...] = ("list", "count", "sum", "extreme")
_HIDDEN: tuple[FilterKind, ...] = ("among",)
CHANGEABLE = ("intent", "subject", "year", "document", "region", "ministry", "department")
"""What a person may set to another value."""


class Chip(NamedTuple):
    """One part of a plan in words: 지역: 충주시."""

    id: str
    label: str
    value: str

    @property
    def text(self) -> str:
        """Label and value."""
        return f"{self.label}: {self.value}" if self.value else self.label


class Option(NamedTuple):
    """A value that a part of a plan may take; an empty ``id`` means none."""

    id: str
    words: str


# ---------------------------------------------------------------- what is shown


def summary(plan: Plan, words: Words, *, known: bool = True) -> list[Chip]:
    """What no chip can take out: what is looked for, of which thing, in which order.

    ``known``: the documents have the thing that is asked about; where they have not, the nearest name is not said to be it.
    """
    found = [Chip("intent", words("chip.intent"), words(f"intent.{plan.kind}"))]
    if known and plan.subjects and plan.kind not in _SELECTING:
        found.append(Chip("subject", words("chip.subject"), plan.subjects[0].name))
    if plan.asked:
        found.append(
            Chip("asked", words("chip.asked"), ", ".join(dict.fromkeys(a.words for a in plan.asked if a.words)))
        )
    if plan.order or plan.change:
        found.append(Chip("order", words("chip.order"), words(f"order.{plan.order or 'max'}")))
    return [c for c in found if c.value]


def chips(plan: Plan, directory: Directory, words: Words) -> list[Chip]:
    """The parts of a plan that can be taken out."""
    found = []
    year = _year_filter(plan, directory)
    if plan.years:
        found.append(Chip(_id("year", map(str, plan.years)), words("chip.year"), ", ".join(map(str, plan.years))))
    for each in plan.filters:
        if each.kind not in _HIDDEN and each is not year:
            found.append(Chip(_filter_id(each), words(f"chip.{each.kind}"), each.words))
    if any(f.kind == "among" for f in plan.filters):
        found.append(Chip("among", words("chip.among"), ""))
    if plan.words and plan.kind in _SELECTING:
        found.append(Chip("words", words("chip.words"), " ".join(plan.words)))
    if plan.limit:
        found.append(Chip("limit_of", words("chip.number"), str(plan.limit)))
    return found


def _id(kind: str, values: Iterable[str]) -> str:
    return f"{kind}={'|'.join(values)}"


def _filter_id(each: Filter) -> str:
    return _id(each.kind, each.values)


def _year_filter(plan: Plan, directory: Directory) -> Filter | None:
    """The filter of documents that only says which documents the years mean."""
    meant = tuple(d.key for d in documents_of_years(directory, plan.years)) if plan.years else ()
    return next((f for f in plan.filters if f.kind == "document" and set(f.values) == set(meant)), None)


# ---------------------------------------------------------------- taking out


def without(plan: Plan, directory: Directory, off: Iterable[str]) -> Plan:
    """The plan without the chips of these ids."""
    gone = set(off)
    if not gone:
        return plan
    year = _year_filter(plan, directory)
    no_year = _id("year", map(str, plan.years)) in gone
    kept = tuple(
        f
        for f in plan.filters
        if _filter_id(f) not in gone and not (no_year and f is year) and not (f.kind == "among" and "among" in gone)
    )
    if no_year and year is not None and any(f.kind == "chapter" for f in kept):
        kept = tuple(f for f in kept if f.kind != "chapter")  # a chapter of a document that is not asked for any more
    return replace(
        plan,
        filters=kept,
        years=() if no_year else plan.years,
        words=() if "words" in gone else plan.words,
        limit=None if "limit_of" in gone else plan.limit,
        assumptions=(),
    )


# ---------------------------------------------------------------- putting in another's place


def options(plan: Plan, directory: Directory, words: Words) -> dict[str, list[Option]]:
    """What each changeable part of the plan may be; the first of a list is "any" where that is possible."""
    any_ = Option("", words("chip.any"))
    found: dict[str, list[Option]] = {}
    if plan.kind in _SELECTING:
        found["intent"] = [Option(k, words(f"intent.{k}")) for k in ("list", "count", "sum")]
        found["region"] = [any_, *(Option(r.code, r.name) for r in sorted(directory.regions, key=lambda r: r.name))]
        found["ministry"] = [any_, *(Option(m, m) for m in sorted(directory.ministries))]
        names = sorted({d.name for d in directory.departments})
        found["department"] = [any_, *(Option(n, n) for n in names)]
    elif len(plan.subjects) > 1:
        found["subject"] = [Option(s.key, _where(s.name, s.document, directory)) for s in plan.subjects]
    found["year"] = [any_, *(Option(str(y), str(y)) for y in directory.years)]
    found["document"] = [any_, *(Option(d.key, d.title) for d in directory.documents)]
    return {k: v for k, v in found.items() if len(v) > 1}


def _where(name: str, document: str, directory: Directory) -> str:
    card = directory.document.get(document)
    return f"{name} ({card.title})" if card else name


def chosen(plan: Plan, part: str, directory: Directory) -> str:
    """The id of the option that the plan has now, empty where it has none or several."""
    if part == "intent":
        return plan.kind
    if part == "subject":
        return plan.subjects[0].key if plan.subjects else ""
    if part == "year":
        return str(plan.years[0]) if len(plan.years) == 1 else ""
    found = next((f for f in plan.filters if f.kind == part), None)
    if found is None or (part == "document" and found is _year_filter(plan, directory)):
        return ""
    if part == "department":
        return found.words
    return found.values[0] if len(found.values) == 1 else ""


def changed(plan: Plan, part: str, option: str, directory: Directory) -> Plan:
    """The plan with one part set to an option, or freed of it where the option is empty."""
    if part == "intent":
        kind = next((k for k in get_args(Kind) if k == option), plan.kind)
        return replace(plan, kind=kind, order="", change="", limit=None, assumptions=())
    if part == "subject":
        first = [s for s in plan.subjects if s.key == option]
        rest = [s for s in plan.subjects if s.key != option]
        return replace(plan, subjects=(*first, *rest), words=(), assumptions=()) if first else plan
    if part == "year":
        return _of_year(plan, option, directory)
    new = _filter(part, option, directory)
    gone = {part, "chapter"} if part == "document" else {part}
    filters = tuple(f for f in plan.filters if f.kind not in gone)
    years = () if part == "document" else plan.years
    return replace(plan, filters=(*filters, *([new] if new else [])), years=years, assumptions=())


def _of_year(plan: Plan, option: str, directory: Directory) -> Plan:
    old = _year_filter(plan, directory)
    filters = tuple(f for f in plan.filters if f is not old and f.kind != "chapter")
    if option not in map(str, directory.years):
        return replace(plan, years=(), filters=filters, assumptions=())
    keys = tuple(d.key for d in documents_of_years(directory, [int(option)]))
    filters = tuple(f for f in filters if f.kind != "document")
    return replace(plan, years=(int(option),), filters=(*filters, Filter("document", keys, option)), assumptions=())


def _filter(part: str, option: str, directory: Directory) -> Filter | None:
    if not option:
        return None
    if part == "region":
        name = next((r.name for r in directory.regions if r.code == option), option)
        return Filter("region", (option,), name)
    if part == "ministry":
        return Filter("ministry", (option,), option)
    if part == "department":
        return Filter("department", tuple(d.key for d in directory.departments if d.name == option), option)
    card = directory.document.get(option)
    return Filter("document", (option,), card.title if card else option)
