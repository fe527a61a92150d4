"""From words to a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.directory import Directory
from assistant.plan import Asked, Filter, Plan, Subject
from assistant.planning.asking import MONEY, asked_of, target_of, without_stated
from assistant.planning.editions import across_editions, last_two_years
from assistant.planning.filters import filters_of
from assistant.planning.rules import asks_year, judged, kind_of
from assistant.planning.subjects import complements_of, in_documents, issuers, subjects_of, unknown_names
from assistant.planning.times import AS_OF, BARE_MONTH, TERM_OF_MONEY, seen_from
from assistant.reading.reading import Reading
from lexicon.text import squash

_ABOUT = ("value", "contact", "date", "place", "passage")
"""Kinds that are about things, not about a selection of programs."""
_WHOLE_NAME = 0.9
_EITHER = re.compile(
    r"[가-힣A-Za-z0-9](?:이나|나|거나|또는|혹은)\s+[가-힣A-Za-z0-9]|또는|혹은|\bor\b|[가-힣A-Za-z0-9]\s?,\s?[가-힣A-Za-z0-9]+\s(?:같은|등의?|따위)\s"
)
"""Either of several, or examples of what is meant: 특허, 저작권 같은."""
_OF_TASKS = ("전략", "과제", "목표", "분야", "방향")
"""Words behind the name of a goal or task that only say what it is."""
REFUSED = ("order", "personal", "forecast", "judgement")
"""What planning documents are never asked for, whatever else they say of the names in the question."""


def make_plan(reading: Reading, directory: Directory) -> Plan:
    """The plan of a question; ``unclear`` where it says nothing that could be planned by itself."""
    asked, words = asked_of(reading)
    base = Plan(
        kind="passage",
        target=target_of(reading, directory),
        asked=asked,
        subjects=subjects_of(reading, directory),
        others=complements_of(reading),
        words=words,
        years=_years(reading, directory),
        half=next((m[5:] for m in reading.slots.months if "H" in m or "Q" in m), ""),
        all_years=reading.slots.has("all_years"),
        english=reading.english,
        unknown=unknown_names(reading),
        assumptions=_assumptions(reading, directory),
        text=reading.text,
        phones=tuple(reading.slots.phones),
        outside=_outside(reading),
        either=bool(_EITHER.search(reading.text)),
        year_of_money=_year_of_money(reading, asked),
        family=reading.slots.has("family"),
    )
    if base.outside in _SAID_OUTSIDE and words:  # 계족산 날씨: what is said of the weather has to say so
        words = (*words, *reading.slots.texts("outside"))
    filters = filters_of(reading, directory, base)
    stated = without_stated(asked, filters, reading)
    if any(f.kind == "task" for f in filters):
        words = tuple(w for w in words if w not in _OF_TASKS)
    if reading.english:  # programs for the semiconductor (반도체) industry
        words = tuple(w for w in words if w not in _GENERIC_IN_ENGLISH) or words
    if any(f.kind == "month" for f in filters):
        words = tuple(w for w in words if not BARE_MONTH.fullmatch(w))
    base = replace(
        base, words=words, filters=filters, asked=stated, target=base.target if stated == asked else "Program"
    )
    base = replace(base, subjects=in_documents(reading, base))
    kind = kind_of(reading, base)
    finished = _finished(reading, directory, replace(base, kind=kind or "list", unclear=not kind))
    return across_editions(reading, directory, finished)


_SAID_OUTSIDE = ("weather", "prices")
_GENERIC_IN_ENGLISH = ("산업", "분야", "기업", "업계", "as")
"""What English says around a topic and Korean does not."""


def _year_of_money(reading: Reading, asked: Sequence[Asked]) -> bool:
    """Whether a year stands right before a word for money: 2024년 국비, 올해 사업비, or a term does."""
    slots = reading.slots
    if slots.term and TERM_OF_MONEY.search(reading.text):
        return True
    ends = [m.end() for d in slots.dated if (m := _YEAR.match(reading.text, d.at))]
    ends += [w.end + 1 for w in slots.words if w.slot == "relative_year"]
    money = [
        w.start
        for w in slots.words
        if w.slot == "source" or (w.slot == "field" and w.value in MONEY) or (w.slot == "ask" and w.value == "amount")
    ]
    money += [reading.text.find(a.words) for a in asked if a.field in MONEY and a.words in reading.text]
    relative = slots.has("relative_year") and bool(money) and not slots.has("field", "total")
    return relative or any(end - 1 <= start <= end for end in ends for start in money)


_YEAR = re.compile(
    r"(?:\d{4}|['’]?\d{2}(?=\s*년))\s*(?:년도?|학년도|회계연도)?\s*(?:의|에)?\s*(?:사업별\s*)?(?:(?:들어[간갈가]|(?:투입|투자|편성|배정|책정|지원|확보)[된되한할하받]|쓴|쓰는|받은)[가-힣]*(?:\s*한)?\s*)?"
)


def _outside(reading: Reading) -> str:
    """What the question asks for that planning documents do not hold; empty where nothing."""
    said = reading.slots.values("outside")
    refused = [s for s in said if s in REFUSED]
    if judged(reading) and "opinion" in said:
        return "judgement"
    if refused or said:
        return (refused or said)[0]
    return "judgement" if judged(reading) and not reading.slots.has("field") else ""


def _finished(reading: Reading, directory: Directory, plan: Plan) -> Plan:
    slots = reading.slots
    change = slots.values("change")
    if plan.kind == "value" and change:
        plan = replace(plan, change=change[0])  # type: ignore[arg-type]
    if plan.kind in ("list", "count") and change and slots.has("target", "program"):
        plan = replace(plan, change=change[0])  # type: ignore[arg-type]
    if plan.kind == "extreme":
        plan = replace(plan, order=(slots.values("order") or ["max"])[-1], change=change[0] if change else "")  # type: ignore[arg-type]
        plan = _measured(reading, plan)
    programs = [s for s in plan.subjects if s.label == "Program"]
    whole = next(iter(programs if slots.has("parts") and programs else plan.subjects), None)
    if plan.kind == "list" and whole and _is_program(whole) and reading.slots.has("list"):
        plan = replace(plan, filters=(*plan.filters, Filter("part_of", (whole.key,), whole.name)), words=())
    if whole and reading.slots.has("parts") and plan.kind in _OF_PARTS and _wholly_said(plan, whole):
        listed = "list" if plan.kind == "value" and not plan.asked else plan.kind
        plan = replace(
            plan, kind=listed, filters=(*plan.filters, Filter("part_of", (whole.key,), whole.name)), words=()
        )
    if plan.measure == "year":
        plan = replace(plan, words=tuple(w for w in plan.words if w not in _YEARS_SAID))
    of_itself = _several_payers(plan) or _WHOLE_SUM.intersection(slots.texts("sum"))
    if plan.kind == "sum" and plan.has("part_of") and not slots.has("target", "program") and of_itself:
        plan = replace(plan, kind="value")  # 공약 예산에서 국비와 도비를 더하면, 공약 예산 총액은: of the pledge itself
    if (plan.kind in (*_ABOUT, "compare") or plan.measure == "year") and plan.has("part_of") and not plan.words:
        plan = _about_pledge(plan, directory)
    if plan.kind == "date" and (plan.words or plan.subjects):
        plan = _with_events(reading, plan)
    return replace(plan, limit=slots.top, rank=slots.rank)


_WHOLE_SUM = frozenset({"총액", "총계"})


def _several_payers(plan: Plan) -> bool:
    return len({a.source for a in plan.asked if a.source}) > 1


_YEARS_SAID = ("연도", "년도", "해")
_OF_PARTS = ("list", "count", "sum", "extreme", "value")
"""Kinds of questions that can be about the parts of a program (○○사업 세부사업은?)."""


def _wholly_said(plan: Plan, whole: Subject) -> bool:
    """Whether the words name a program and nothing else."""
    return whole.label == "Program" and bool(plan.words) and all(squash(w) in squash(whole.name) for w in plan.words)


def _is_program(subject: Subject) -> bool:
    return subject.label == "Program" and subject.cover > _WHOLE_NAME


def completed(plan: Plan, directory: Directory) -> Plan:
    """A question of only a field and a year (2024년 예산은?) is about the institutions of the documents.

    So is one that names the place by which an institution is called (영동군 예산은?).
    """
    bare = not plan.words and not plan.subjects and bool(plan.asked)
    headed = plan.kind == "contact" and any(a.detail for a in plan.asked)  # 대표이사가 누구야?
    asking = headed or (plan.kind in ("value", "compare") and _of_issuers(plan))
    if not (bare and asking) or _narrowed(plan, "region"):
        return plan
    meant = issuers(directory, plan)
    return (
        replace(plan, subjects=meant, filters=tuple(f for f in plan.filters if f.kind != "region")) if meant else plan
    )


def _of_issuers(plan: Plan) -> bool:
    """Whether a question that names nothing can be about the institutions themselves: of a year, a place, or a fact (정원은?)."""
    return bool(plan.years) or plan.has("region") or all(a.field == "field_word" for a in plan.asked)


def _measured(reading: Reading, plan: Plan) -> Plan:
    """What is compared where it is not money: how long, how early, how late, how many."""
    if asks_year(reading):
        return replace(plan, measure="year")
    said = reading.slots.values("measure")
    if not said and plan.asks("period") and _LONG.search(reading.text):
        return replace(plan, measure="duration")  # 사업기간이 가장 짧은
    if not said:
        return plan
    measure, order = _MEASURES[said[0]]
    if measure == "start" and reading.slots.has("when", "end"):
        measure = "end"
    return replace(plan, measure=measure, order=plan.order if measure == "number" else order)  # type: ignore[arg-type]


_LONG = re.compile(r"짧|긴|길|오래|short|long", re.I)
_MEASURES = {
    "duration": ("duration", "max"),
    "shortness": ("duration", "min"),
    "early": ("start", "min"),
    "late": ("start", "max"),
    "number": ("number", "max"),
}


def _narrowed(plan: Plan, *but: str) -> bool:
    return any(f.kind not in ("document", "year", *but) for f in plan.filters)


def _about_pledge(plan: Plan, directory: Directory) -> Plan:
    """A pledge named by its document is what a question about one thing is about."""
    by_key = directory.by_key
    subjects = tuple(Subject("Program", k, by_key[k].name, by_key[k].document) for k in plan.values_of("part_of"))
    return replace(plan, subjects=subjects, filters=tuple(f for f in plan.filters if f.kind != "part_of"))


def _with_events(reading: Reading, plan: Plan) -> Plan:
    """공모 언제 해, 이름이 바뀐 것은 언제: the word of an event is to be explained by what has the date."""
    slots = reading.slots
    events = [w for w in slots.values("role") if w not in ("지원", "주관")]
    if slots.has("renamed"):
        events.append("변경")
    filters = tuple(f for f in plan.filters if f.kind not in ("role", "competition", "renamed"))
    return replace(plan, words=(*plan.words, *events), filters=filters)


def _years(reading: Reading, directory: Directory) -> tuple[int, ...]:
    newest = seen_from(reading, directory)
    relative = [newest + int(v) for v in reading.slots.values("relative_year") if newest is not None]
    if (term := reading.slots.term) and TERM_OF_MONEY.search(reading.text):
        return tuple(range(int(term[0][:4]), int(term[1][:4]) + 1))
    said = [y for y in reading.slots.years if not (relative and AS_OF.search(reading.text) and y == newest)]
    found = tuple(dict.fromkeys([*said, *relative]))
    return last_two_years(directory) if not found and reading.slots.has("both_years") else found


def _assumptions(reading: Reading, directory: Directory) -> tuple[str, ...]:
    """What was taken for granted: whose 작년 it is, how a word was spelt."""
    said = []
    newest = seen_from(reading, directory)
    for word in reading.slots.words:
        if word.slot == "relative_year" and newest is not None:
            year = newest + int(word.value)
            said.append(
                f"{word.text} = {year} (from the documents of {newest})"
                if reading.english
                else f"{word.text} = {year} ({newest} 문서 기준)"
            )
    said += [f"‘{m.name}’ → ‘{m.meant}’" for m in reading.mentions.people if m.meant]
    said += [f"‘{written}’ → ‘{meant}’" for written, meant in reading.corrected]
    for match in reading.matches[:1]:
        said += [f"‘{written}’ → ‘{meant}’" for written, meant in match.corrected]
    return tuple(dict.fromkeys(said))
