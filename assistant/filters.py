"""The conditions that a question sets, from its names and its words."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.directory import Directory, DocumentCard
from assistant.plan import Filter, Plan
from assistant.reading.reading import Reading
from lexicon.amounts import spoken
from lexicon.text import squash

_SIGNS = {">=": "이상", ">": "초과", "<=": "이하", "<": "미만"}


def filters_of(reading: Reading, directory: Directory, plan: Plan) -> tuple[Filter, ...]:
    """All filters of a question. Years become filters of documents or of periods, as the words around them say."""
    found: list[Filter] = [
        *_names(reading),
        *_flags(reading),
        *_times(reading, plan),
    ]
    documents = documents_meant(reading, directory, plan)
    if documents:
        found.append(Filter("document", tuple(d.key for d in documents), ", ".join(d.title for d in documents)))
    found += _pledge(reading, directory)
    chapters = [c for c in reading.chapters if not documents or c.document in {d.key for d in documents}]
    if chapters:
        found.append(Filter("chapter", tuple(c.key for c in chapters), chapters[0].title))
    return tuple(found)


def _pledge(reading: Reading, directory: Directory) -> list[Filter]:
    """The one pledge of the document that the question names by it: its programs are asked for, not itself."""
    if "공약" not in reading.document_words:
        return []
    pledges = [p for p in directory.programs if p.kind == "공약" and p.document in reading.documents]
    words = [squash(w) for w in reading.document_words if w != "공약"]
    named = [p for p in pledges if any(w in squash(f) for w in words for f in p.forms)]
    chosen = named if len(named) == 1 else pledges if len(pledges) == 1 else []
    return [Filter("part_of", (p.key,), p.name) for p in chosen]


def _names(reading: Reading) -> list[Filter]:
    found: list[Filter] = []
    mentions = reading.mentions
    if mentions.ministries:
        keys = tuple(dict.fromkeys(k for m in mentions.ministries for k in m.keys))
        found.append(Filter("ministry", keys, ", ".join(dict.fromkeys(m.name for m in mentions.ministries))))
        roles = tuple(r for r in reading.slots.values("role"))
        if roles:
            found.append(Filter("role", roles, "·".join(roles)))
    if mentions.places:
        codes = tuple(dict.fromkeys(p.region.code for p in mentions.places))
        found.append(Filter("region", codes, ", ".join(dict.fromkeys(p.region.name for p in mentions.places))))
    for kind, group in (("department", mentions.departments), ("person", mentions.people)):
        if group:
            keys = tuple(dict.fromkeys(k for m in group for k in m.keys))
            found.append(Filter(kind, keys, ", ".join(dict.fromkeys(m.meant or m.name for m in group))))  # type: ignore[arg-type]
    if mentions.institutions:
        keys = tuple(dict.fromkeys(k for m in mentions.institutions for k in m.keys))
        found.append(Filter("institution", keys, ", ".join(m.name for m in mentions.institutions)))
    return found


def _flags(reading: Reading) -> list[Filter]:
    slots = reading.slots
    found: list[Filter] = []
    if slots.has("flag", "new"):
        found.append(Filter("new", ("true",), "신규"))
    if not reading.mentions.ministries and not reading.mentions.institutions:
        roles = slots.values("role")
        if "공모선정" in roles or "공모" in roles:
            found.append(Filter("competition", ("true",), "·".join(roles)))
        if "제안" in roles:
            found.append(Filter("role", ("제안",), "제안"))
    if slots.has("kind"):
        found.append(Filter("kind", tuple(slots.values("kind")), "·".join(slots.values("kind"))))
    if slots.has("kind_word"):
        found.append(Filter("kind", tuple(slots.values("kind_word")), "·".join(slots.values("kind_word"))))
    if slots.has("fact_value"):
        found.append(Filter("state", tuple(slots.values("fact_value")), "·".join(slots.values("fact_value"))))
    if slots.has("source") and slots.has("having"):
        found.append(Filter("source", tuple(slots.values("source")), "·".join(slots.texts("source"))))
    if slots.has("renamed"):
        found.append(Filter("renamed", ("true",), "이름이 바뀜"))
    for limit in slots.limits:
        found.append(Filter("limit", (limit.sign, str(limit.krw)), f"{spoken(limit.krw)} {_SIGNS[limit.sign]}"))
    if slots.without:
        found.append(Filter("without", tuple(slots.without), ", ".join(slots.without)))
    return found


def _times(reading: Reading, plan: Plan) -> list[Filter]:
    """끝나는 2025년 is an end, 2023년 12월에 진행된 a time of work; other years choose documents."""
    slots = reading.slots
    years = tuple(str(y) for y in plan.years)
    months = tuple(m for m in slots.months if "H" not in m and len(m) >= 7)
    if slots.has("when", "end") and years and (slots.has("target", "program") or not plan.words):
        return [Filter("ends", years, ", ".join(years))]
    if slots.has("when", "start") and years and (slots.has("target", "program") or not plan.words):
        return [Filter("starts", years, ", ".join(years))]
    return [Filter("month", months, ", ".join(months))] if months else []


def documents_meant(reading: Reading, directory: Directory, plan: Plan) -> list[DocumentCard]:
    """The documents that the question's years or words choose; none where it leaves them open.

    A year that says when programs end, start or were worked on chooses no document.
    """
    named = [d for d in directory.documents if d.key in reading.documents]
    months = {int(m[:4]) for m in reading.slots.months if "H" not in m}
    by_period = any(f.kind in ("ends", "starts") for f in _times(reading, plan))
    years = [] if by_period else [y for y in plan.years if y not in months]
    by_year = [d for d in directory.documents if set(d.years) & set(years)]
    if named and years:
        both = [d for d in named if d in by_year]
        return both or named
    return named or by_year


def documents_of_years(directory: Directory, years: Iterable[int]) -> list[str]:
    """The documents for any of the years, newest first."""
    wanted = set(years)
    return [d.key for d in directory.documents if set(d.years) & wanted]
