"""From words to a plan: which kind of question it is, about what, under which filters.

The order of ``_RULES`` is the order of decision: the first rule that holds makes the plan. A new kind of question is a
rule here and a module in ``assistant/kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.directory import Directory
from assistant.filters import filters_of
from assistant.plan import Asked, Kind, Plan, Subject
from assistant.reading.names import Match
from assistant.reading.reading import Reading
from lexicon.text import squash

_CLOSE = 0.82
"""A name that explains this share of what the best one explains may be meant as well."""
_SUBJECTS = 8
_LEAST_COVER = 0.12
"""One word that is less of a name than this does not name the thing: 대통령 is no name of the 대통령배 대회."""
_MONEY = {"total", "budget", "amount", "executed", "balance", "requested", "secured", "share", "change"}
_PLACES = {"place", "address"}
_DATES = {"date", "period"}
_WHO = {"contact", "person", "phone"}
_OTHERS = {"ministry": "Ministry", "department": "Department", "agency": "Institution", "executor": "Institution",
           "partner": "Institution"}  # fmt: skip
_TARGETS = {"program": "Program", "department": "Department", "ministry": "Ministry", "region": "Region",
            "institution": "Institution", "person": "Person", "facility": "Facility", "task": "Task", "goal": "Goal"}  # fmt: skip


def make_plan(reading: Reading, directory: Directory) -> Plan | None:
    """The plan of a question; None where it says nothing that could be planned."""
    asked = _asked(reading)
    base = Plan(
        kind="passage",
        target=_target(reading),
        asked=asked,
        subjects=_subjects(reading, directory),
        others=_complements(reading),
        words=reading.words,
        years=_years(reading, directory),
        half=next((m[5:] for m in reading.slots.months if "H" in m), ""),
        all_years=reading.slots.has("all_years"),
        english=reading.english,
        unknown=_unknown(reading),
        assumptions=_assumptions(reading, directory),
        text=reading.text,
        phones=tuple(reading.slots.phones),
        outside=reading.slots.has("outside") or (_judged(reading) and not reading.slots.has("field")),
    )
    base = replace(base, filters=filters_of(reading, directory, base))
    kind = next((k for rule in _RULES if (k := rule(reading, base))), None)
    return _finished(reading, directory, replace(base, kind=kind)) if kind else None


def _finished(reading: Reading, directory: Directory, plan: Plan) -> Plan:
    slots = reading.slots
    order = slots.values("order")
    change = slots.values("change")
    if plan.kind == "extreme":
        plan = replace(plan, order=(order or ["max"])[-1], change=change[0] if change else "")  # type: ignore[arg-type]
        plan = _measured(reading, plan)
    if (
        plan.kind in ("value", "compare")
        and plan.years
        and not plan.words
        and not plan.subjects
        and not _narrowed(plan)
    ):
        plan = replace(plan, subjects=_issuers(directory))
    if plan.kind == "date" and plan.words:
        events = tuple(w for w in slots.values("role") if w not in ("지원", "주관"))
        plan = replace(
            plan,
            words=(*plan.words, *events),
            filters=tuple(f for f in plan.filters if f.kind not in ("role", "competition")),
        )
    return replace(plan, limit=slots.top, rank=slots.rank)


def _measured(reading: Reading, plan: Plan) -> Plan:
    """What is compared where it is not money: how long, how early, how late, how many."""
    said = reading.slots.values("measure")
    ends = reading.slots.has("when", "end")
    if not said:
        return plan
    measure, order = _MEASURES[said[0]]
    if measure == "start" and ends:
        measure = "end"
    return replace(plan, measure=measure, order=plan.order if measure == "number" else order)  # type: ignore[arg-type]


_MEASURES = {
    "duration": ("duration", "max"),
    "shortness": ("duration", "min"),
    "early": ("start", "min"),
    "late": ("start", "max"),
    "number": ("number", "max"),
}


def _narrowed(plan: Plan) -> bool:
    return any(f.kind not in ("document", "year") for f in plan.filters)


def _issuers(directory: Directory) -> tuple[Subject, ...]:
    """The institutions of the documents, for questions that name only a year."""
    known = {i.key for i in directory.institutions}
    names = dict.fromkeys(d.institution for d in directory.documents if d.institution in known)
    return tuple(Subject("Institution", name, name, "") for name in names)


# ---------------------------------------------------------------- rules


def _by_number(reading: Reading, plan: Plan) -> Kind | None:
    return "contact" if reading.slots.phones else None


def _similar(reading: Reading, plan: Plan) -> Kind | None:
    return "similar" if reading.slots.has("similar") and (plan.words or plan.subjects) else None


def _lineage(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if slots.has("renamed") and not plan.subjects:
        return "list"
    if slots.has("lineage") or slots.has("renamed") or slots.has("both"):
        return "lineage" if plan.words else "list"
    return None


def _person(reading: Reading, plan: Plan) -> Kind | None:
    if not reading.mentions.people:
        return None
    if plan.asks("department", "title"):
        return "compare" if len(plan.years) > 1 or reading.slots.has("compare") else "value"
    if plan.asks("phone", "contact") and not plan.words:
        return "contact"
    slots = reading.slots
    if plan.asks(*_MONEY):
        return "sum"
    if slots.has("count"):
        return "count"
    if slots.has("duty") or slots.has("target", "program") or slots.has("list"):
        return "list"
    return "contact"


def _compare(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    several = len(plan.years) > 1 or _several(reading, plan)
    if slots.has("compare") and several and not slots.has("order") and not plan.asks("source"):
        return "compare"
    return None


def _extreme(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if slots.has("order") and not _measurable(reading, plan):
        return None
    return (
        "extreme" if slots.has("order") or slots.has("measure") or (slots.has("change") and not plan.subjects) else None
    )


_SIZED = re.compile(r"(?:가장|제일)\s*(?P<how>[가-힣]+)")
_SIZES = ("큰", "크", "많", "높", "비싼", "작", "적", "낮", "싼", "늘", "줄", "증", "감", "커", "오래", "긴", "길", "짧",
          "빨", "늦", "먼저", "일찍", "이른", "최근")  # fmt: skip


def _judged(reading: Reading) -> bool:
    """Whether 가장 is followed by a judgement (중요한, 좋은), not by something that documents give figures for (큰, 많은)."""
    said = _SIZED.search(reading.text)
    return bool(said and not said["how"].startswith(_SIZES) and not reading.slots.has("measure"))


def _measurable(reading: Reading, plan: Plan) -> bool:
    return not _judged(reading) or any(a.field in _MONEY or a.field in ("rate", "source", "period") for a in plan.asked)


def _who(reading: Reading, plan: Plan) -> Kind | None:
    return "contact" if plan.asks(*_WHO) and not plan.asks(*_OTHERS) else None


def _reckoned(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if slots.has("count"):
        return "count"
    if slots.has("sum") or slots.has("average"):
        whole = _about_one(plan) and not plan.has("region") and not _several(reading, plan)
        whole = whole or bool(reading.mentions.institutions and not slots.has("target") and not plan.words)
        return "value" if whole else "sum"
    return None


def _amount(reading: Reading, plan: Plan) -> Kind | None:
    asks = plan.asks(*_MONEY) or plan.asks("source", "rate", "ratio", "nth_year", "money")
    if not asks:
        return None
    listed = plan.target == "Program" and reading.slots.has("target", "program")
    if plan.has("source"):
        return "list"
    if plan.has("limit") or plan.has("state"):
        return "list" if not reading.slots.has("ask", "amount") else "sum"
    if plan.words or reading.mentions.institutions or reading.mentions.departments:
        return "value"
    if any(plan.has(k) for k in ("ministry", "new", "kind", "chapter", "competition", "ends", "starts")):
        return "sum"
    if plan.has("region"):
        return "sum" if listed else "value"
    return "sum" if listed else "value"


def _when(reading: Reading, plan: Plan) -> Kind | None:
    if plan.has("month") and not plan.words and not plan.subjects:
        return "list"
    if plan.asks(*_DATES) or (
        reading.slots.has("when") and plan.words and not plan.has("ends") and not plan.has("starts")
    ):
        return "date"
    return None


def _where(reading: Reading, plan: Plan) -> Kind | None:
    if reading.slots.has("target", "region") and reading.words:
        return "place"
    return "place" if plan.asks(*_PLACES) and not plan.asks("field_word") else None


def _other(reading: Reading, plan: Plan) -> Kind | None:
    if plan.asks(*_OTHERS):
        return "value" if plan.words or plan.subjects else "list"
    if plan.target in ("Goal", "Task"):
        return "list"
    return "value" if plan.asks("field_word", "quantity") else None


def _why(reading: Reading, plan: Plan) -> Kind | None:
    return "passage" if plan.asks("why", "how", "text") and (plan.words or plan.filters) else None


def _listed(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    wanted = slots.has("list") or slots.has("target") or slots.has("topic") or slots.has("duty")
    if slots.has("topic") and plan.words:
        return "similar"
    narrowing = any(f.kind not in ("year", "document") for f in plan.filters)
    if narrowing and not plan.words:
        return "list"
    if wanted and plan.words and _names_one(plan) and not slots.has("list") and not narrowing:
        return "value"
    return "list" if wanted and (plan.filters or plan.words) else None


def _rest(reading: Reading, plan: Plan) -> Kind | None:
    if _names_one(plan):
        return "value"
    return "passage" if plan.words or plan.filters else None


_RULES: tuple[Callable[[Reading, Plan], Kind | None], ...] = (
    _by_number,
    _similar,
    _lineage,
    _person,
    _compare,
    _extreme,
    _who,
    _reckoned,
    _amount,
    _where,
    _when,
    _other,
    _why,
    _listed,
    _rest,
)


# ---------------------------------------------------------------- parts


def _asked(reading: Reading) -> tuple[Asked, ...]:
    """The fields that are asked for, in order; a source of money goes with the field beside it."""
    found: list[Asked] = []
    for word in reading.slots.words:
        if word.slot == "ask":
            found.append(Asked("money" if word.value == "amount" else word.value, word.text))
        elif word.slot == "field":
            found.append(Asked(word.value, word.text))
        elif word.slot == "source":
            found.append(Asked("source", word.text, source=word.value))
        elif word.slot in ("ratio", "nth_year", "field_word", "quantity", "average"):
            found.append(Asked(word.slot, word.text, detail=word.value))
        elif word.slot == "topic":
            found.append(Asked("topic", word.text))
        elif word.slot == "when":
            found.append(Asked("when", word.text, detail=word.value))
    return tuple(found)


def _target(reading: Reading) -> str:
    """The label of what is asked for: the last target word, as in 금액이 가장 많은 부서."""
    others = [t for t in reading.slots.values("target") if t != "program"]
    for asked in reading.slots.values("ask"):
        if asked in _OTHERS:
            return _OTHERS[asked]
    if others and (
        reading.slots.has("order") or reading.slots.has("list") or not reading.slots.has("target", "program")
    ):
        return _TARGETS[others[-1]]
    return "Program"


def _subjects(reading: Reading, directory: Directory) -> tuple[Subject, ...]:
    """The things that the words name: the best match and those close to it."""
    found: list[Subject] = []
    if reading.matches:
        best = _worth(reading, reading.matches[0])
        for match in reading.matches[:_SUBJECTS]:
            share = _worth(reading, match)
            if share and share >= _CLOSE * best and (match.name_cover >= _LEAST_COVER or len(reading.words) > 1):
                n = match.named
                found.append(Subject(n.label, n.key, n.name, n.document, round(share, 3), round(match.name_cover, 3)))
    for mention in (*reading.mentions.departments, *reading.mentions.institutions):
        label = mention.label
        found += [
            Subject(label, key, mention.name, key.split(f"/{label}/")[0] if "/" in key else "") for key in mention.keys
        ]
        if label == "Department":
            found += [
                Subject(f.label, f.key, f.name, f.document)
                for f in directory.facilities
                if squash(mention.name) in map(squash, f.forms)
            ]
    return tuple(found)


def _complements(reading: Reading) -> tuple[Subject, ...]:
    """For each word that the best match leaves over, the program whose name explains it."""
    found: dict[str, Subject] = {}
    for i, _ in enumerate(reading.words):
        if not reading.matches or reading.matches[0].explained[i] > 0.5:
            continue
        best = max(reading.matches, key=lambda m: (m.explained[i], m.name_cover))
        if best.explained[i] >= 0.9 and best.name_cover >= _LEAST_COVER and best.named.label == "Program":
            n = best.named
            found.setdefault(n.key, Subject(n.label, n.key, n.name, n.document, round(_worth(reading, best), 3)))
    return tuple(found.values())


def _worth(reading: Reading, match: Match) -> float:
    """The share of the question's words that a name explains, each word by its letters."""
    letters = [max(1, len(w)) for w in reading.words]
    return sum(e * n for e, n in zip(match.explained, letters, strict=True)) / sum(letters)


def _names_one(plan: Plan) -> bool:
    """Whether the words name one thing: most of a name is said, or no other name in its document is as near."""
    if not plan.subjects or plan.subjects[0].share <= 0.75:
        return False
    first, *others = plan.subjects
    near = [s for s in others if s.label == first.label and s.document == first.document and s.share >= first.share]
    return first.cover > 0.5 or not near


def _about_one(plan: Plan) -> bool:
    programs = [s for s in plan.subjects if s.label in ("Program", "Facility")]
    return bool(programs) and programs[0].share > 0.6


def _several(reading: Reading, plan: Plan) -> bool:
    """Whether the words name several things side by side: each is explained by another name, or places tell them apart."""
    top = [m for m in reading.matches[:4] if _worth(reading, m) > 0.3]
    if len(reading.mentions.places) > 1 and len(top) > 1:
        return True
    if len(top) < 2 or not top[0].explained:
        return False
    first, second = top[0].explained, top[1].explained
    only_first = any(a > 0.8 > 0.5 > b for a, b in zip(first, second, strict=True))
    only_second = any(b > 0.8 > 0.5 > a for a, b in zip(first, second, strict=True))
    return (only_first and only_second) or bool(_complements(reading))


def _years(reading: Reading, directory: Directory) -> tuple[int, ...]:
    newest = directory.years[0] if directory.years else None
    relative = [newest + int(v) for v in reading.slots.values("relative_year") if newest is not None]
    return tuple(dict.fromkeys([*reading.slots.years, *relative]))


def _assumptions(reading: Reading, directory: Directory) -> tuple[str, ...]:
    """What was taken for granted: whose 작년 it is."""
    if not directory.years:
        return ()
    newest = directory.years[0]
    said = []
    for word in reading.slots.words:
        if word.slot == "relative_year":
            year = newest + int(word.value)
            said.append(
                f"{word.text} = {year} (from the documents of {newest})"
                if reading.english
                else f"{word.text} = {year} ({newest} 문서 기준)"
            )
    for mention in reading.mentions.people:
        if mention.meant:
            said.append(f"‘{mention.name}’ → ‘{mention.meant}’")
    for match in reading.matches[:1]:
        said += [f"‘{written}’ → ‘{meant}’" for written, meant in match.corrected]
    return tuple(dict.fromkeys(said))


def _unknown(reading: Reading) -> tuple[str, ...]:
    """Names in the question that no loaded document has."""
    groups = (reading.mentions.people, reading.mentions.ministries, reading.mentions.institutions)
    return tuple(m.name for group in groups for m in group if not m.keys)
