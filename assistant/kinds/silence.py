"""Nothing found, and why: an unknown name, something not stated, a question for other sources.

The reason is decided on what was looked for and not found; what is near is offered.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Found, Suggestion
from assistant.desk import Candidate, Desk
from assistant.directory import DocumentCard
from assistant.plan import Asked
from assistant.wording import wording
from lexicon.dates import find_spans


def nothing_meant(desk: Desk) -> Found:
    """No thing of the graph has such a name."""
    say = wording(desk.plan)
    plan = desk.plan
    if plan.unknown:
        return Found(say.not_known(plan.unknown[0]), reason="unknown_entity", suggestions=_near(desk))
    if plan.words:
        return Found(say.not_known(" ".join(plan.words)), reason="unknown_entity", suggestions=_near(desk))
    named = [f.words for f in plan.filters if f.kind not in ("document", "year") and f.words]
    if named and plan.asked:
        return Found(say.not_stated(" ".join(named), say.field(plan.asked[0])), reason="not_stated")
    return Found(say.unclear(), reason="unclear")


def of_another_half(desk: Desk) -> Found | None:
    """Silence on what was spent in a half of the year where the documents chosen are for the other half; else None."""
    plan = desk.plan
    asked = [a for a in plan.asked if a.field in ("executed", "rate", "balance")]
    cards = [desk.directory.document[k] for k in plan.values_of("document") if k in desk.directory.document]
    if not (plan.half and asked and cards) or any(plan.half in _halves(c) or not _halves(c) for c in cards):
        return None
    say = wording(plan)
    what = f"{say.halves[plan.half]} {say.field(asked[0])}"
    return Found(say.not_stated(cards[0].title, what), reason="not_stated")


def _halves(card: DocumentCard) -> set[str]:
    """The halves and quarters of years that a document's title says it is for."""
    return {s.start[5:] for s in find_spans(card.title) if s.start and s.start[5:6] in ("H", "Q")}


def silent(desk: Desk, candidates: Sequence[Candidate], lacking: Sequence[Asked]) -> Found:
    """A thing was found by name, or nearly, and the documents do not say what was asked of it."""
    say = wording(desk.plan)
    known = [c for c in candidates if not c.missing and not _hardly_named(desk, c)]
    if not known:
        name = " ".join(desk.plan.words)
        near = tuple(_suggest(desk, c) for c in candidates[:3])
        return Found(say.not_known(name), reason="unknown_entity", suggestions=near)
    what = say.field(lacking[0]) if lacking else say.that
    if len(desk.plan.years) == 1:
        what = say.of_year(desk.plan.years[0], what)
    near = tuple(_suggest(desk, c) for c in known[:1])
    return Found(say.not_stated(known[0].name, what), reason="not_stated", suggestions=near)


def _hardly_named(desk: Desk, candidate: Candidate) -> bool:
    """Whether a thing is meant by its section alone: of it nothing can be said not to be stated."""
    return candidate.subject.share < _HALF and set(candidate.in_section) == set(desk.plan.words) != set()


_HALF = 0.5


def _suggest(desk: Desk, candidate: Candidate) -> Suggestion:
    say = wording(desk.plan)
    return Suggestion(say.near(candidate.name), candidate.name, desk.title(candidate.document))


def _near(desk: Desk) -> tuple[Suggestion, ...]:
    """The names nearest to the words, even where they explain little."""
    say = wording(desk.plan)
    return tuple(Suggestion(say.near(s.name), s.name, desk.title(s.document)) for s in desk.plan.subjects[:3])
