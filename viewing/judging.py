"""What people decide of the links of a program, as the app takes it: who, when and why are kept, and it always wins."""

from __future__ import annotations

from typing import NamedTuple

from graph.errors import RequestError
from library.links.desk import Desk
from library.links.judgements import VERDICTS, read_judgements
from viewing.card import Card
from viewing.editing import Said
from viewing.office import Office
from viewing.words import Words


class Decided(NamedTuple):
    """A decision on a program and another: the other's key and name, what was decided, by whom, when and why."""

    other: str
    name: str
    verdict: str
    who: str
    when: str
    why: str


def open_to_judgement(shown: Card) -> dict[str, str]:
    """The programs that a card links with its own, by key, with their names and documents."""
    return {o.key: f"{o.name} ({o.title})" for o in (*shown.before, *shown.after, *shown.related)}


def decided_on(office: Office, key: str) -> list[Decided]:
    """What people decided of a program, in the order of keys."""
    by_key = office.assistant.known().directory.by_key
    found = []
    for j in read_judgements(office.library.store):
        if key in j.ends:
            other = j.right if j.left == key else j.left
            name = by_key[other].name if other in by_key else other.rpartition("/")[2]
            found.append(Decided(other, name, j.verdict, j.who, j.when, j.why))
    return found


def decide(office: Office, key: str, other: str, verdict: str, person: Said, words: Words) -> None:
    """Keep a decision on two programs (``other``: a key or a name) and bring the links into step with it.

    Raises ``RequestError`` where name or reason are missing, or no single other program is meant.
    """
    person = person.cleaned()
    if not person.who or not person.why:
        raise RequestError(words("edit.needs_person"))
    if verdict not in VERDICTS:
        raise RequestError(words("judge.choose"))
    desk = Desk(office.library.store)
    desk.decide(
        key, desk.find(other), verdict, who=person.who, when=person.time.isoformat(timespec="seconds"), why=person.why
    )
    office.library.link()


def undo(office: Office, key: str, other: str) -> bool:
    """Forget a decision and bring the links into step; ``False`` where there is none."""
    forgotten = Desk(office.library.store).undo(key, other)
    if forgotten:
        office.library.link()
    return forgotten
