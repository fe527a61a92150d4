"""The assistant: a question in, a cited answer or a typed silence out.

One ``Assistant`` serves a process: it keeps the names of the graph at its revision, the search index, and nothing of the
questions. Every answer is a function of the question, the turns it leans on, and the graph.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Found
from assistant.corrections.kept import read_corrections
from assistant.corrections.model import Correction
from assistant.corrections.overlay import Corrected
from assistant.desk import Desk
from assistant.directory import Directory, load_directory
from assistant.evidence import ChunkMap, Evidence
from assistant.followup import Turn, resolve
from assistant.kinds import (
    comparison,
    contacts,
    editions,
    extremes,
    fields,
    lineage,
    listing,
    passages,
    people,
    reckoning,
    sides,
    similar,
)
from assistant.kinds.described import described
from assistant.kinds.floors import floors
from assistant.kinds.headings import under_heading
from assistant.kinds.meaning import meaning
from assistant.kinds.quoted import quoted
from assistant.kinds.silence import of_another_half
from assistant.plan import Kind, Plan
from assistant.planning.planner import REFUSED, completed, make_plan
from assistant.planning.states import by_state
from assistant.planning.successors import in_year_asked
from assistant.reading.english import named_in_korean
from assistant.reading.joined import joined
from assistant.reading.names import NameIndex
from assistant.reading.reading import Reading, read
from assistant.reading.remarks import question_alone
from assistant.reading.respelling import respellings
from assistant.reading.spelling import Fix
from assistant.reading.text import prepare
from assistant.remembered import Remembered
from assistant.wording import wording
from embeddings.index import SearchIndex
from graph.still import of_one_state
from graph.store import Store
from lexicon.places import is_town_word

_KINDS: dict[str, Callable[[Desk], Found]] = {
    "list": listing.answer,
    "value": fields.answer,
    "date": fields.answer,
    "place": fields.answer,
    "contact": fields.answer,
    "count": reckoning.count,
    "sum": reckoning.total,
    "extreme": extremes.answer,
    "lineage": lineage.answer,
    "similar": similar.answer,
    "passage": passages.answer,
}


@dataclass(frozen=True)
class Known:
    """The names of the graph at one revision, and what people corrected by then."""

    directory: Directory
    names: NameIndex
    rows: Remembered
    corrections: tuple[Correction, ...] = ()


class Assistant:
    """Answers questions about the documents of a graph; safe to share between threads."""

    def __init__(self, store: Store, index: SearchIndex | None) -> None:
        self._store = store
        self._index = index
        self._chunks = ChunkMap(store)
        self._known: Known | None = None
        self._lock = threading.Lock()

    def known(self) -> Known:
        """The names of the graph as it is now."""
        return self._known_at(self._store.revision())

    def _known_at(self, revision: int) -> Known:
        with self._lock:
            if self._known is None or self._known.directory.revision != revision:
                directory = load_directory(self._store, revision)
                text = Evidence(self._store, directory, self._chunks).text
                names = NameIndex([*directory.programs, *directory.facilities])
                corrections = tuple(read_corrections(self._store, text))
                self._known = Known(directory, names, Remembered(self._store), corrections)
            return self._known

    def ask(
        self, question: str, *, known_as: str | int | None = None, after: Turn | None = None
    ) -> tuple[Answer, Turn]:
        """The answer to a question that may lean on the turn ``after`` which it comes, and the turn it makes."""
        started = time.perf_counter()

        def asked(known: Known) -> tuple[Answer, Turn]:
            plan = self._planned(question, after, known)
            if plan.kind in _BY_WORDS and (alone := self._question_alone(question, after, known, known_as, started)):
                return alone  # every word counts there, those of a remark as well
            whole = self._carried_out(plan, question, known_as, known, started)
            if whole[0].found.answered and not whole[0].found.partial:
                return whole
            for made in self._joined(plan, question, known):
                parts = self._carried_out(made, question, known_as, known, started)
                if parts[0].found.answered:
                    return parts
            if whole[0].found.reason not in _LACKING:
                return whole
            if alone := self._question_alone(question, after, known, known_as, started):
                return alone
            if (bare := named_in_korean(prepare(question))) and not plan.outside:
                named = self._carried_out(self._planned(bare, after, known), question, known_as, known, started)
                if named[0].found.answered and named[0].plan.kind not in _BY_WORDS:
                    return named
            respelt = (
                self._carried_out(p, question, known_as, known, started) for p in self._respelt(question, after, known)
            )
            said = [turn for turn in respelt if turn[0].found.answered]
            return said[0] if len(said) == 1 else whole

        answer, turn = self._of_one_state(asked)
        return answer, replace(turn, before=after)

    def _of_one_state(self, answer: Callable[[Known], tuple[Answer, Turn]]) -> tuple[Answer, Turn]:
        """An answer of one state of the graph. Raises ``StoreUnavailable`` where there is none to be had."""
        return of_one_state(self._store, lambda revision: answer(self._known_at(revision)))

    def plan(self, question: str, after: Turn | None = None) -> Plan:
        """What ``ask`` understands a question as, without carrying it out."""
        return self._planned(question, after, self.known())

    def _respelt(self, question: str, after: Turn | None, known: Known) -> Iterator[Plan]:
        """The plans of a question with a word that the documents do not have as one that they have."""
        reading = read(question, known.directory, known.names, self._written)
        done = {meant for _, meant in reading.corrected}
        for fix in respellings([w for w in reading.words if w not in done], self._written):
            yield self._planned(question, after, known, (fix,))

    def _planned(self, question: str, after: Turn | None, known: Known, respelt: tuple[Fix, ...] = ()) -> Plan:
        reading = read(question, known.directory, known.names, self._written, respelt)
        plan = make_plan(reading, known.directory)
        if after is not None:
            plan = resolve(plan, reading, after, known.directory)
        plan = in_year_asked(by_state(completed(plan, known.directory), known.rows.read), known.rows.read)
        if plan.unclear or (after is None and reading.slots.has("among") and not plan.subjects):
            outside = (reading.slots.values("outside") or [""])[0]
            return Plan("passage", english=reading.english, text=reading.text, unclear=not outside, outside=outside)
        return plan

    def _question_alone(
        self, question: str, after: Turn | None, known: Known, known_as: str | int | None, started: float
    ) -> tuple[Answer, Turn] | None:
        """The answer to what a message asks, without the remarks around it; None where these name what it is about."""
        core, remarks = question_alone(prepare(question))
        if not core:
            return None
        asked = self._read(core, known)
        left_out = [self._read(r, known) for r in remarks]
        if any(_is_named_in(r, asked, leading=question.find(r.text[:4]) < question.find(core[:4])) for r in left_out):
            return None
        plan = self._planned(core, after, known)
        if plan.unclear or not (plan.words or plan.subjects or any(f.kind not in _OF_TIME for f in plan.filters)):
            return None
        noted = replace(plan, assumptions=(*plan.assumptions, wording(plan).question_alone(core)))
        turn = self._carried_out(noted, question, known_as, known, started)
        return turn if turn[0].found.answered else None

    def _read(self, text: str, known: Known) -> Reading:
        return read(text, known.directory, known.names, self._written)

    def _joined(self, plan: Plan, question: str, known: Known) -> Iterator[Plan]:
        """The plans of a question as two in one."""
        reading = read(question, known.directory, known.names, self._written)
        kind: Kind = next((k for k in ("sum", "compare") if reading.slots.has(k)), plan.kind)
        for pair in joined(reading):
            each = _asked_of_both(tuple(self._planned(side, None, known) for side in pair))
            if all(side.kind in _OF_ONE and not side.unclear and not side.outside for side in each):
                yield replace(plan, kind=kind, sides=each)

    def _written(self, words: Sequence[str]) -> list[str]:
        return self._index.words_among(words) if self._index is not None else []

    def carry_out(self, plan: Plan, question: str = "") -> tuple[Answer, Turn]:
        """The answer to a plan, as ``ask`` made it or as a person changed it."""
        started = time.perf_counter()
        return self._of_one_state(lambda known: self._carried_out(plan, question or plan.text, None, known, started))

    def desk(self, plan: Plan) -> Desk:
        """The working place of a plan, for those who show more than its answer; facts are as people corrected them."""
        known = self.known()
        evidence = Evidence(Corrected(known.rows, known.corrections), known.directory, self._chunks, self._index)
        return Desk(plan, evidence, self._index)

    def _carried_out(
        self, plan: Plan, question: str, known_as: str | int | None, known: Known, started: float
    ) -> tuple[Answer, Turn]:
        corrected = Corrected(known.rows, known.corrections)
        evidence = Evidence(corrected, known.directory, self._chunks, self._index)
        found = self._found(plan, evidence)
        notes = _notes(plan, found, corrected, known.directory)
        found = replace(found, assumptions=(*plan.assumptions, *found.assumptions, *notes))
        answer = Answer(
            id=known_as,
            question=question,
            found=found,
            plan=plan,
            citations=evidence.citations(),
            cypher=evidence.cypher,
            params=evidence.params,
            elapsed_ms=1000 * (time.perf_counter() - started),
        )
        return answer, Turn(plan, found.items)

    def _found(self, plan: Plan, evidence: Evidence) -> Found:
        if plan.sides:
            return sides.answer(plan, lambda side: self._found(side, evidence)) or Found("", reason="not_stated")
        if plan.unclear:
            return Found(wording(plan).unclear(), reason="unclear")
        if plan.outside in REFUSED or (plan.outside and all(map(is_town_word, plan.words)) and not _of_plans(plan)):
            return Found(wording(plan).out_of_scope(), reason="out_of_scope")
        found = self._of_kind(plan, evidence)
        if found.reason == "unknown_entity" and not plan.outside:
            desk = Desk(plan, evidence, self._index)
            found = described(desk, lambda one: self._of_kind(one, evidence)) or found
        if found.reason in _LACKING and not plan.outside:
            found = quoted(Desk(plan, evidence, self._index)) or found
        if not found.answered and plan.outside:
            return replace(found, text=wording(plan).out_of_scope(), reason="out_of_scope")
        return found

    def _of_kind(self, plan: Plan, evidence: Evidence) -> Found:
        desk = Desk(plan, evidence, self._index)
        if plan.across:
            return editions.answer(desk, lambda side: self._of_kind(side, evidence))
        if plan.kind == "compare":
            return comparison.answer(desk, lambda side: self._of_kind(side, evidence))
        if plan.phones:
            return contacts.by_number(desk, plan.phones)
        if plan.has("person") and plan.kind in ("value", "contact"):
            return people.answer(desk)
        if early := (meaning(desk) or of_another_half(desk) or floors(desk)):
            return early
        found = _KINDS[plan.kind](desk)
        return found if found.answered else under_heading(desk) or found


def _is_named_in(remark: Reading, question: Reading, *, leading: bool) -> bool:
    """Whether a remark names what its message is about: a program, a facility, a person, a ministry; one before the question
    also where its place, its unit, its year or its limit is not said again.
    """
    if any(m.name_cover >= _NAMED and m.said >= _SAID for m in remark.matches[:1]) or remark.mentions.ministries:
        return True
    if any(m.keys for m in remark.mentions.people):
        return True
    places = {p.region.code for p in remark.mentions.places} - {p.region.code for p in question.mentions.places}
    years = {*remark.slots.years} - {*question.slots.years}
    units = {*remark.mentions.departments} and not question.mentions.departments
    return leading and bool(places or years or units or remark.slots.limits)


def _asked_of_both(sides: tuple[Plan, ...]) -> tuple[Plan, ...]:
    """The sides of a question, what only one of them asks for asked of all: A와 B의 총사업비."""
    asking = next((s for s in sides if s.asked), None)
    if asking is None:
        return sides
    return tuple(s if s.asked else replace(s, asked=asking.asked, kind=asking.kind) for s in sides)


def _of_plans(plan: Plan) -> bool:
    """Whether a question that asks for an opinion, or for the weather, still names what plans hold."""
    places = ("document", "year", "region") if plan.outside != "opinion" else ("document", "year")
    return any(f.kind not in places for f in plan.filters)


_NAMED, _SAID = 0.6, 3.0
"""The share of a name that a remark has to say to be taken for naming it, and the weight of its letters."""
_BY_WORDS = ("similar", "passage")
_OF_TIME = ("document", "year")
_LACKING = ("unknown_entity", "not_stated")
_OF_ONE = ("value", "date", "place", "contact", "count", "sum")
"""Kinds of questions of which one question can be made of two."""
_NOTES = 3
"""Corrections that an answer tells one by one."""
_SELECTING = ("list", "count", "sum", "extreme", "compare")


def _notes(plan: Plan, found: Found, corrected: Corrected, directory: Directory) -> tuple[str, ...]:
    """What people corrected of the things answered; of all that was looked through where a selection was made."""
    things = {i.key for i in found.items} | {s.key for s in plan.subjects}
    touched = [
        c for c in corrected.touched.values() if plan.kind in _SELECTING or c.statement.program in things
    ]  # fmt: skip
    told = tuple(
        c.told(directory.by_key[c.statement.program].name, english=plan.english)
        for c in touched[:_NOTES]
        if c.statement.program in directory.by_key
    )
    rest = len(touched) - len(told)
    more = f"{rest} more corrections" if plan.english else f"그 밖의 정정 {rest}건"
    return (*told, more) if rest else told
