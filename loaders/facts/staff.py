"""People of a document: who is one, who only shares a name.

One name in one unit, or with one telephone, is one person, also in two posts. The same name in other units with other
telephones is two. A name that differs from another of the same unit in one misread letter is that one; the reading whose
letters are usual in given names is kept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lexicon.jamo import distance
from lexicon.people import is_masked, usualness
from lexicon.phones import digits_of
from loaders.facts.loose import UnitPost
from loaders.facts.model import Cite, Contact, Program


@dataclass
class Post:
    """A post of a person: unit, title, telephone, the line, duty, grade (4급)."""

    unit: str
    title: str
    phone: str
    cite: Cite
    duty: str = ""
    grade: str = ""


@dataclass(eq=False)
class Person:
    """A person of one document; ``names`` are all readings, the first adopted."""

    names: list[str]
    posts: list[Post] = field(default_factory=list)
    programs: list[tuple[Program, Contact]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The adopted reading."""
        return self.names[0]


def gather(programs: list[Program], posts: list[UnitPost], unit_of: dict[int, str]) -> list[Person]:
    """The people of a document in order of first mention. ``unit_of``: the section unit of a post's line."""
    people = _People()
    found: list[tuple[int, str, Post, tuple[Program, Contact] | None]] = []
    for program in programs:
        for mention in program.mentions:
            for c in mention.contacts:
                unit = path_of(mention.department, c.unit)
                post = Post(unit, c.title, c.phone, c.cite, c.duty, c.grade)
                found.append((c.cite.start, c.name, post, (program, c)))
    for p in posts:
        unit = path_of(unit_of.get(p.cite.start, ""), p.unit)
        post = Post(unit, p.post.title, p.post.phone, p.cite, p.duty, p.post.grade)
        found.append((p.cite.start, p.post.name, post, None))
    for _, name, post, link in sorted(found, key=lambda f: (f[0], f[1])):
        person = next((p for p in people.like(name) if _same(p, name, post)), None) or people.new(name)
        _add(person, name, post, link)
    return people.all


class _People:
    """The people found so far, by the length and the first letter of their names: no other can be meant by a name."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._like: dict[tuple[int, str], list[Person]] = defaultdict(list)

    def like(self, name: str) -> list[Person]:
        """Those whose names may be a reading of this one, in order of first mention."""
        return self._like[len(name), name[0]]

    def new(self, name: str) -> Person:
        """Enter a person."""
        person = Person([name])
        self.all.append(person)
        self._like[len(name), name[0]].append(person)
        return person


def path_of(outer: str, inner: str) -> str:
    """The path of a unit within another, each named once."""
    if not inner or inner in outer:
        return outer
    return f"{outer} {inner}".strip() if outer and not inner.startswith(outer) else inner


def _same(person: Person, name: str, post: Post) -> bool:
    if name not in person.names and distance(name, person.name) != 1:
        return False
    units = {p.unit.split(" ")[0] for p in person.posts if p.unit}
    phones = {digits_of(p.phone)[-4:] for p in person.posts if p.phone}
    unit = post.unit.split(" ")[0]
    number = digits_of(post.phone)[-4:]
    together = (unit and unit in units) or (number and number in phones)
    if is_masked(name):
        return bool(together)
    if name in person.names:
        return bool(together) or not (unit and units) or not (number and phones)
    alike = len(name) == len(person.name) and name[0] == person.name[0] and distance(name, person.name) == 1
    titles = {p.title for p in person.posts}
    return alike and bool(together) and post.title in titles and not (number and phones and number not in phones)


def _add(person: Person, name: str, post: Post, link: tuple[Program, Contact] | None) -> None:
    if name not in person.names:
        person.names.append(name)
        person.names.sort(key=lambda n: -usualness(n))
    person.posts.append(post)
    if link and not any(p is link[0] for p, _ in person.programs):
        person.programs.append(link)
