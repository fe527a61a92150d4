"""Follow-up questions: what a question leaves out is taken from the turn before.

A pure function of the question and the turns before it (each its plan and what it answered). A question that stands alone
is never bent: it leans only when it says so (그중, 그 사업, its) or leaves out what every question of its kind has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer import Item
from assistant.directory import Directory
from assistant.plan import Filter, Kind, Plan, Subject
from assistant.planning.asking import MONEY
from assistant.planning.times import documents_of_years
from assistant.reading.reading import Reading, is_act
from lexicon.text import squash

_ELLIPTIC = re.compile(
    r"(?:은|는|도|만|에는|엔|땐|에서는|에선|이면|면|경우|쪽은|요|빼고|제외하고|말고)\s*(?:요|어때|어떤가요|어떻게 돼)?\s*\??$"
    r"|^\s*(?:and|what about|how about|그럼|그러면|그리고)\b",
    re.I,
)
_FIELD_KINDS = ("value", "contact", "date", "place")
_REPLACED = ("region", "ministry", "role", "department", "institution", "person", "new", "kind", "competition", "limit",
             "ends", "starts", "month", "state", "chapter")  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """A turn of a conversation: its plan, as it was carried out, the things it answered, and the turn before it."""

    plan: Plan
    items: tuple[Item, ...] = ()
    before: Turn | None = None

    def keys(self, label: str) -> tuple[str, ...]:
        """The keys of the answered things of a label."""
        mark = f"/{label}/"
        return tuple(dict.fromkeys(i.key for i in self.items if mark in i.key))

    def last_keys(self, label: str, least: int) -> tuple[str, ...]:
        """The keys of at least so many things of a label, from this turn and as many before it as that takes."""
        found = self.keys(label)
        turn = self.before
        while len(found) < least and turn is not None:
            found = tuple(dict.fromkeys([*turn.keys(label), *found]))
            turn = turn.before
        return found


def leans(plan: Plan, reading: Reading) -> bool:
    """Whether a question leans on the turn before it."""
    slots = reading.slots
    if slots.has("among") or slots.has("that") or slots.has("that_person"):
        return True
    if slots.has("duty") and not reading.mentions.people and not reading.mentions.departments and not plan.words:
        return True
    return _bare_field(plan, reading) or _bare_filter(plan, reading) or _bare_name(plan, reading)


def resolve(plan: Plan, reading: Reading, turn: Turn, directory: Directory) -> Plan:
    """The plan with what it leaves out taken from ``turn``; the plan itself where it stands alone."""
    if not leans(plan, reading):
        return plan
    return replace(_leaned(_reckoned_from(plan, reading, turn), reading, turn, directory), unclear=False)


def _reckoned_from(plan: Plan, reading: Reading, turn: Turn) -> Plan:
    """전년도, 이듬해: the year before or after the one that was spoken of, not after today's."""
    said = next((w for w in reading.slots.words if w.slot == "relative_year" and _FROM_THEN.match(w.text)), None)
    if said is None or len(turn.plan.years) != 1:
        return plan
    filters = tuple(f for f in plan.filters if f.kind != "document")
    return replace(plan, years=(turn.plan.years[0] + int(said.value),), filters=filters, assumptions=())


_FROM_THEN = re.compile(r"전년|전\s?해|이듬|다음\s?해|그\s?(?:전|다음)")


def _leaned(plan: Plan, reading: Reading, turn: Turn, directory: Directory) -> Plan:
    slots = reading.slots
    person = turn.keys("Person") or turn.plan.values_of("person")
    if slots.has("that_person") or (person and slots.has("duty") and not plan.words and not plan.subjects):
        return _of_person(plan, turn)
    if slots.has("compare") and slots.has("among"):
        return _larger(plan, reading, turn)
    if _bare_name(plan, reading) and turn.plan.asked and not slots.has("among"):
        return _other_subject(plan, turn)
    if slots.has("among") or (_bare_field(plan, reading) and _reckons(plan)):
        return _among(plan, turn)
    if _bare_field(plan, reading) or slots.has("that"):
        if any(_PROGRAM_SAID.search(words) for words in slots.texts("that")):
            turn = _of_programs(turn)
        return _of_things(plan, turn, directory)
    return _with_filters(plan, turn, directory)


_PROGRAM_SAID = re.compile("사업|과제")


def _of_programs(turn: Turn) -> Turn:
    """The last turn that was about programs, where that of a person came between (그 사업 국비는?)."""
    said: Turn | None = turn
    while said is not None:
        if said.keys("Program") or any(s.label == "Program" for s in said.plan.subjects):
            return said
        said = said.before
    return turn


# ---------------------------------------------------------------- what is left out


def _narrowing(plan: Plan) -> bool:
    return any(f.kind not in ("document", "year") for f in plan.filters)


def _bare_field(plan: Plan, reading: Reading) -> bool:
    """Whether only a field or a way to reckon is said (담당자는?, 예산은?, 합계는?)."""
    if not all(map(is_act, plan.words)) or plan.subjects or _narrowing(plan) or reading.slots.has("target"):
        return False
    return bool(plan.asked) or _reckons(plan) or plan.kind == "lineage"


def _reckons(plan: Plan) -> bool:
    return plan.kind in ("sum", "count", "extreme")


def _bare_filter(plan: Plan, reading: Reading) -> bool:
    """Whether only a condition is said (충주는?, 2020년에는?, 과기부는?)."""
    if (
        plan.words
        or plan.asked
        or reading.slots.has("target")
        or reading.slots.has("list")
        or reading.slots.has("duty")
    ):
        return False
    return bool(plan.filters or plan.years) and bool(_ELLIPTIC.search(reading.question.strip()))


def _bare_name(plan: Plan, reading: Reading) -> bool:
    """Whether only a name with 은, 는 or 도 is said (스마트시티 챌린지는?)."""
    if not plan.words or plan.asked or reading.slots.has("target") or reading.slots.has("list"):
        return False
    return (
        bool(plan.subjects) and plan.kind in ("value", "passage") and bool(_ELLIPTIC.search(reading.question.strip()))
    )


# ---------------------------------------------------------------- taking it from the turn before


def _larger(plan: Plan, reading: Reading, turn: Turn) -> Plan:
    """둘 중 어느 게 더 커: the extreme of the programs of the last turns."""
    smaller = any(w in reading.text for w in _SMALLER)
    keys = turn.last_keys("Program", 2)
    asked = plan.asked or tuple(a for a in turn.plan.asked if a.field in MONEY)
    among = Filter("among", keys, "")
    return replace(
        plan, kind="extreme", order="min" if smaller else "max", filters=(among,), asked=asked, words=(), subjects=()
    )


_SMALLER = ("작", "적", "낮", "짧", "smaller", "lower", "shorter")


def _of_person(plan: Plan, turn: Turn) -> Plan:
    """그 사람: the person answered or asked about before."""
    keys = turn.keys("Person") or turn.plan.values_of("person")
    name = next((i.name for i in turn.items if "/Person/" in i.key), "") or next(
        (f.words for f in turn.plan.filters if f.kind == "person"), ""
    )
    kind = plan.kind
    if plan.asks("phone", "contact", "department", "title"):
        kind = "value" if plan.asks("department", "title") else "contact"
    elif plan.asks("field_word"):
        kind = "value"  # 그분 이메일은?
    elif kind not in ("count", "sum", "extreme"):
        kind = "list"
    filters = (*(f for f in plan.filters if f.kind != "person"), Filter("person", keys, name))
    return replace(plan, kind=kind, filters=filters, target="Program", subjects=())


def _other_subject(plan: Plan, turn: Turn) -> Plan:
    """The same field of another thing."""
    years = plan.years or turn.plan.years
    documents = () if plan.years else tuple(f for f in turn.plan.filters if f.kind == "document")
    return replace(
        plan,
        kind=turn.plan.kind if turn.plan.kind in _FIELD_KINDS else "value",
        asked=turn.plan.asked,
        years=years,
        filters=(*plan.filters, *documents),
        target=turn.plan.target,
    )


def _among(plan: Plan, turn: Turn) -> Plan:
    """The programs answered before, narrowed or reckoned by what the question adds."""
    keys = turn.keys("Program") or tuple(s.key for s in turn.plan.subjects if s.label == "Program")
    if len(keys) == 1 and plan.asked and not plan.words and not _narrowing(plan):
        only = (
            turn
            if any(s.key == keys[0] for s in turn.plan.subjects)
            else replace(turn, plan=replace(turn.plan, subjects=()))
        )
        return _of_things(replace(plan, kind="value") if plan.kind == "sum" else plan, only, None)
    among = (Filter("among", keys, ""),) if keys else tuple(f for f in turn.plan.filters)
    kind: Kind = plan.kind if _reckons(plan) or plan.kind in ("contact", "date", "place") else "list"
    bounded = plan.has("limit")  # 그중 총사업비 100억 이상인 것만
    if plan.asks("total", "budget", "amount", "money", "source") and kind == "list" and not bounded:
        kind = "sum" if len(keys) > 1 else "value"
    if kind in ("contact", "date", "place") and keys:
        return _of_things(replace(plan, kind=kind), turn, None)
    asked = plan.asked or (turn.plan.asked if _reckons(plan) else ())
    return replace(plan, kind=kind, filters=(*plan.filters, *among), asked=asked, subjects=(), years=plan.years)


def _of_things(plan: Plan, turn: Turn, directory: Directory | None) -> Plan:
    """A field of the things answered, or asked about, before; a year moves to the same things of its document."""
    named = {s.key: s for s in turn.plan.subjects}
    both = plan.kind == "compare"  # 두 해의 사업비는 각각: of the program asked about and of the one it became
    keys = [k for k in turn.keys("Program") if k not in named] if both or not named else []
    subjects = (*named.values(), *(_subject(turn, k) for k in keys))
    if turn.plan.subjects and turn.items and not plan.years:
        answered = {i.key for i in turn.items}
        subjects = tuple(sorted(subjects, key=lambda s: s.key not in answered))
    filters = list(plan.filters)
    kept = ("person", "department") if not subjects else ()
    filters += [f for f in turn.plan.filters if f.kind in kept]
    if not plan.years and not subjects:
        filters += [
            f
            for f in turn.plan.filters
            if f.kind in ("document", "institution", "region", "ministry", "new", "chapter")
        ]
    years = plan.years or turn.plan.years
    if directory is not None and not plan.years:
        filters += [f for f in turn.plan.filters if f.kind == "document" and f not in filters]
    acts = tuple(w for w in plan.words if is_act(w))  # 준공은 언제
    return replace(
        plan, kind=_field_kind(plan, turn), subjects=subjects, filters=tuple(filters), years=years, words=acts
    )


def _field_kind(plan: Plan, turn: Turn) -> Kind:
    if plan.kind in _FIELD_KINDS or _reckons(plan) or plan.kind in ("lineage", "similar", "compare"):
        return plan.kind
    return "value" if plan.asked else turn.plan.kind


def _subject(turn: Turn, key: str) -> Subject:
    item = next(i for i in turn.items if i.key == key)
    return Subject("Program", key, item.name, key.split("/Program/")[0])


def _sibling(plan: Plan, turn: Turn, directory: Directory) -> tuple[Subject, ...]:
    """The things called like those before but for a place: 남부권 혁신지원센터 after 북부권 혁신지원센터."""
    new = next((squash(f.words) for f in plan.filters if f.kind == "region"), "")
    before = {(s.label, squash(s.name)) for s in turn.plan.subjects}
    if not new or not before:
        return ()
    found = []
    for named in directory.by_key.values():
        name = squash(named.name)
        for place in (new, new[:-1]):
            rest = name.replace(place, "", 1)
            if (
                place in name
                and len(rest) > _REST
                and any(n != name and rest in n for k, n in before if k == named.label)
            ):
                found.append(Subject(named.label, named.key, named.name, named.document))
                break
    return tuple(found)


_REST = 3
"""Letters that two names have to share beside their places."""


def _with_filters(plan: Plan, turn: Turn, directory: Directory) -> Plan:
    """The question before with another condition: 충주는? puts 충주 in the place of the region asked for before."""
    siblings = _sibling(plan, turn, directory)
    if siblings:
        kept = tuple(f for f in turn.plan.filters if f.kind == "document")
        return replace(turn.plan, subjects=siblings, filters=kept, words=(), english=plan.english)
    new = {f.kind for f in plan.filters if not f.negated}
    if plan.years and "document" not in new:
        keys = [d.key for d in documents_of_years(directory, plan.years)]
        plan = replace(plan, filters=(*plan.filters, Filter("document", tuple(keys), ", ".join(map(str, plan.years)))))
        new.add("document")
    kept = tuple(f for f in turn.plan.filters if f.kind not in new)
    return replace(
        turn.plan,
        filters=(*kept, *plan.filters),
        years=plan.years or turn.plan.years,
        english=plan.english,
        assumptions=plan.assumptions,
        unknown=plan.unknown,
        text=f"{turn.plan.text} {plan.text}",
    )
