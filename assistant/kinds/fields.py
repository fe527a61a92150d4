"""Value, date, place and contact questions: one field after another of the thing that is asked about.

Each field has a function here or in a sibling module; it takes the candidates, likeliest first, and gives what the first of
them says that states it, or None. A new field is a function and a row of ``_FIELDS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Found, Item
from assistant.bearers import asks_share
from assistant.desk import Candidate, Desk
from assistant.kinds import passages
from assistant.kinds.actors import actors
from assistant.kinds.amounts import amount
from assistant.kinds.anywhere import anywhere
from assistant.kinds.card import card
from assistant.kinds.contacts import contacts
from assistant.kinds.part import Part
from assistant.kinds.places import place
from assistant.kinds.reckoning import total
from assistant.kinds.shares import FOR_EACH
from assistant.kinds.silence import nothing_meant, silent
from assistant.kinds.stated import left_over, named_fact, quantity, rate
from assistant.kinds.times import date, period
from assistant.plan import Asked
from assistant.planning.asking import FIGURE, SCALE, USED
from assistant.unaccounted import unaccounted
from assistant.wording import wording
from embeddings.tokens import morphemes
from lexicon.names import differ
from lexicon.text import squash


def title(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """A title or grade that a line states, else that of the people to ask."""
    return named_fact(desk, candidates, asked) or contacts(desk, candidates, ())


Handler = Callable[[Desk, Sequence[Candidate], Sequence[Asked]], Part | None]

_LABELS = ("Program", "Facility", "Department", "Institution")
_FIELDS: dict[str, tuple[str, Handler]] = {
    **dict.fromkeys(
        ("total", "budget", "amount", "money", "executed", "balance", "requested", "secured", "share", "future", "prior", "source",
         "nth_year", "ratio", "change"),
        ("amount", amount),
    ),
    "rate": ("rate", rate),
    "quantity": ("quantity", quantity),
    "field_word": ("named", named_fact),
    "title": ("named", title),
    "date": ("date", date),
    "when": ("date", date),
    "opened": ("date", date),
    "period": ("period", period),
    "place": ("place", place),
    "address": ("place", place),
    **dict.fromkeys(("contact", "person", "phone"), ("contact", contacts)),
    **dict.fromkeys(("ministry", "department", "agency", "executor", "partner"), ("actor", actors)),
}  # fmt: skip


def answer(desk: Desk) -> Found:
    """All fields asked for, each from the first candidate that states it."""
    candidates = desk.candidates(*_LABELS)
    if not candidates:
        part = anywhere(desk, desk.plan.asked) or anywhere(_of_group(desk), desk.plan.asked)
        return Found(part.text, part.items) if part else nothing_meant(desk)
    desk = _in_the_year_of_its_name(desk, candidates[0])
    parts, lacking = _each_field(desk, candidates)
    if not parts and all(c.missing for c in candidates) and (part := anywhere(desk, desk.plan.asked)):
        parts, lacking = [part], []
    if (
        not parts
        and any(c.in_section for c in candidates)
        and all(a.field in (*_ACTORS, *_PLACES) for a in desk.plan.asked)
    ):
        spoken = passages.answer(desk)
        if spoken.answered:
            return spoken
    if not parts and any(a.detail in (USED, SCALE) for a in desk.plan.asked):
        cost = tuple(a if a.detail not in (USED, SCALE) else Asked("money", "사업비") for a in desk.plan.asked)
        return answer(Desk(replace(desk.plan, asked=cost), desk.evidence, desk.index))
    if not parts and (rates := [a for a in desk.plan.asked if a.field == "field_word" and FIGURE.fullmatch(a.words)]):
        rest = tuple(
            a for a in desk.plan.asked if a not in rates
        )  # the rate as a word that whatever has it accounts for
        words = (*desk.plan.words, *(a.words for a in rates))
        return answer(Desk(replace(desk.plan, asked=rest, words=words), desk.evidence, desk.index))
    if not parts and (added := _of_unit(desk)):
        return added
    if not parts:
        told = passages.answer(desk, headed=True) if not desk.plan.asked else None
        return told if told and told.answered else silent(desk, candidates, lacking)
    say = wording(desk.plan)
    texts = list(dict.fromkeys(p.text for p in parts))
    said = squash(" ".join(texts))  # 부지 매입은 언제: the step says the word
    lacking = [a for a in lacking if a.field != "field_word" or squash(a.words) not in said]
    texts += [say.not_stated(parts[0].name, say.field(a)) for a in lacking]
    return Found(
        text=" ".join(texts),
        items=tuple(dict.fromkeys(i for p in parts for i in p.items)),
        alternatives=tuple(a for p in parts for a in p.alternatives),
        suggestions=tuple(s for p in parts for s in p.suggestions),
        assumptions=tuple(n for p in parts for n in p.notes),
        partial=bool(lacking),
    )


def _of_group(desk: Desk) -> Desk:
    """The question about a group of rows itself (복지·교육 분야 이행률), whose title is then to be said by what answers it."""
    chosen = desk.plan.values_of("chapter")
    titles = dict.fromkeys(c.title for c in desk.directory.chapters if c.key in chosen and c.of_rows)
    filters = tuple(f for f in desk.plan.filters if f.kind != "chapter")
    return Desk(replace(desk.plan, words=(*desk.plan.words, *titles), filters=filters), desk.evidence, desk.index)


def _of_unit(desk: Desk) -> Found | None:
    """What the programs of a unit add up to, where nothing is said of the unit itself: 콘텐츠기업팀 올해 사업 예산."""
    plan = desk.plan
    bare = not plan.words and all(s.label in ("Department", "Facility") for s in plan.subjects)
    if not (bare and plan.has("department") and plan.asks("total", "budget", "amount", "source", "executed")):
        return None
    added = total(Desk(replace(plan, kind="sum", subjects=()), desk.evidence, desk.index))
    return added if added.answered else None


def _each_field(desk: Desk, candidates: Sequence[Candidate]) -> tuple[list[Part], list[Asked]]:
    """What is stated of the fields asked for, and the fields of which nothing is."""
    parts: list[Part] = []
    lacking: list[Asked] = []
    for handler, asked in _groups(desk):
        if handler is period and any(map(_ROUND.fullmatch, candidates[0].missing)):  # 2차 교육기간
            handler = date
        part = _other_field(desk, candidates, asked) or handler(desk, candidates, asked)
        if part is None and handler is actors and asked[0].words.startswith(_WHERE):
            part = place(desk, candidates, [Asked("place", asked[0].words)])
        by_term = handler is date and part is not None and any(i.label == "사업기간" for i in part.items)
        if part is not None and (by_term or handler in _ON_THE_LINE) and _beside_the_point(desk, candidates, part):
            part = date(desk, candidates, [Asked("date", asked[0].words)]) if handler is period else None
            if part is None or _beside_the_point(desk, candidates, part):
                part = anywhere(desk, asked)
        if part is None:
            lacking += [a for a in asked if a.field == "source"][:1] or asked[
                :1
            ]  # 총사업비 중 국비: the part is lacking
        else:
            parts.append(part)
    return parts, lacking


_ROUND = re.compile(r"\d+\s?(?:차|기|회)")
_WHERE = "어디"
"""어디서 수행해요 asks for who does it, or for where."""
_ON_THE_LINE = (amount, actors, period, place)
"""Fields of a whole program: where the question narrows it (the company that checks quality), its line has to say so."""


def _beside_the_point(desk: Desk, candidates: Sequence[Candidate], part: Part) -> bool:
    """Whether a field of a program answers a question for something in it: words that only its section says are not said.

    A name of its own (a spot where it is done) says which program is meant, not what of it.
    """
    words = next((c.in_section for c in candidates if c.name == part.name), ())
    words = tuple(w for w in words if not any(m.tag == "NNP" for m in morphemes(w)))
    if not words:
        return False
    cited = desk.evidence.cited([n for i in part.items for n in i.citations])
    return bool(unaccounted(words, [*cited, *(f"{i.label} {i.value}" for i in part.items)]))


def _in_the_year_of_its_name(desk: Desk, candidate: Candidate) -> Desk:
    """A program that is called differently from year to year is asked about in the year of the name that is used."""
    if desk.plan.years or candidate.subject.label != "Program":
        return desk
    card = desk.cards([candidate.key]).get(candidate.key)
    names = card["names"] if card else []
    years = {n["year"] for n in names if candidate.subject.form in squash(n["name"]).lower()}
    dated = {n["year"] for n in names} - {None}
    if len(dated) < 2 or len(years) != 1 or None in years or not differ([n["name"] for n in names]):
        return desk
    return Desk(replace(desk.plan, years=tuple(years)), desk.evidence, desk.index)


def _other_field(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """연면적이 얼마야: the field is the word that no name explains, not an amount of money."""
    if any(a.field != "money" for a in asked) or not any(c.missing for c in candidates):
        return None
    if FOR_EACH.search(desk.plan.text) or asks_share(desk):
        return None
    return left_over(desk, candidates)


def _groups(desk: Desk) -> list[tuple[Handler, list[Asked]]]:
    """The fields asked for, those of one handler together; the whole card where nothing is asked by name."""
    asked = desk.plan.asked
    if any(a.field == "field_word" or a.field in _ACTORS for a in asked):
        asked = tuple(a for a in asked if a.field not in _PLACES)
    named = [a.words for a in asked if a.field == "field_word"]
    asked = tuple(  # 교부일자: the one date, not the term beside it
        a for a in asked if a.field != "date" or not any(f"{w}{a.words}" in desk.plan.text for w in named)
    )
    if desk.plan.change and any(_FIELDS.get(a.field, ("",))[0] == "amount" for a in asked):
        asked = tuple(a for a in asked if a.field != "quantity")
    if any(a.field in _WHO for a in asked):
        asked = tuple(a for a in asked if a.field != "title" and a.detail not in _TITLES)
    groups: dict[str, tuple[Handler, list[Asked]]] = {}
    for each in asked:
        if each.field in _FIELDS:
            name, handler = _FIELDS[each.field]
            name = f"{name} {each.detail}" if each.field == "field_word" else name
            groups.setdefault(name, (handler, []))[1].append(each)
    return list(groups.values()) or [(card, [])]


_WHO = ("contact", "person", "phone")
_TITLES = ("직급", "직위", "직책")
"""What the answer to whom to ask says anyway."""
_PLACES = ("place", "address")
_ACTORS = ("ministry", "department", "agency", "executor", "partner")


def items_of(parts: Sequence[Part]) -> tuple[Item, ...]:
    """All items of parts, in order."""
    return tuple(i for p in parts for i in p.items)
