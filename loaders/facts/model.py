"""The facts of a document as plain values, each with the lines that state it. Amounts are won, lines 1-based."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Cite(NamedTuple):
    """The lines that state a fact, and the words themselves where they are less than the lines."""

    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True)
class Money:
    """An amount: whose money (``source``), for what (``scope``), which year, and how it was written."""

    krw: int
    source: str
    scope: str
    year: int | None
    label: str
    as_stated: str
    cite: Cite
    party: str = ""
    table: int = 0
    adopted: bool = True
    doubted: bool = False  # the unit it is written in cannot be meant


@dataclass(frozen=True)
class Period:
    """A program's term as stated; ends are dates as precise as written, or None where open."""

    start: str | None
    end: str | None
    text: str
    cite: Cite
    own: bool = True  # stands in the program's own section, not in a list


@dataclass(frozen=True)
class Actor:
    """A ministry or institution with its role: 주관 지원 공모선정 공모 제안 언급, 전담, 수행, or a partner's role."""

    name: str
    role: str
    ministry: bool
    cite: Cite
    surface: str


@dataclass(frozen=True)
class Spot:
    """A region of a program: its code and on what the statement rests (위치·주소·대상·내용·사업명·기관)."""

    code: str
    basis: str
    cite: Cite
    surface: str


@dataclass(frozen=True)
class Contact:
    """A person in charge: name, title, telephone, duty, and the unit named beside."""

    name: str
    title: str
    phone: str
    duty: str
    unit: str
    cite: Cite
    grade: str = ""


@dataclass(frozen=True)
class Step:
    """A milestone: what was done or is planned (``past`` or ``plan``), and when."""

    start: str | None
    end: str | None
    text: str
    kind: str
    cite: Cite


@dataclass(frozen=True)
class Site:
    """A program's building or ground: address, areas in ㎡, floors as written."""

    address: str
    cite: Cite


@dataclass(frozen=True)
class Statement:
    """Whatever else a table or a labelled line says: attribute and value of a subject."""

    attribute: str
    value: str
    cite: Cite
    number: float | None = None
    unit: str = ""
    date: str = ""
    year: int | None = None
    table: int = 0
    subject: str = ""


class Name(NamedTuple):
    """A name as written, the year that the text ties it to, and where."""

    text: str
    year: int | None
    cite: Cite


@dataclass(eq=False)
class Mention:
    """One place where a program stands: a heading with its fields, an item with an amount, a row of a table.

    ``listing`` names the list or table: two mentions of one listing are two programs. ``rank`` says how much a place is
    worth where statements differ: 3 the program's own section, 2 a list item, 1 a row of a table of all programs.
    """

    listing: str
    rank: int
    cite: Cite
    names: list[Name] = field(default_factory=list)
    section: tuple[str, ...] = ()
    code: str = ""  # the number by which the document refers to it: 4-1
    counted: str = ""  # the circled number that it has among the parts of its program: ①
    order: int = 0
    kind: str = ""
    marks: set[str] = field(default_factory=set)
    status: str = ""
    department: str = ""
    department_at: Cite | None = None
    group: str = ""
    year: int | None = None
    money: list[Money] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    summary: str = ""
    lines: list[tuple[str, Cite]] = field(default_factory=list)
    asides: list[tuple[str, Cite]] = field(default_factory=list)
    parent: Mention | None = None

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0].text

    def called_before(self, name: str, year: int | None, cite: Cite, now: int | None) -> None:
        """Note a former name, of ``year``; the names that it has so far are those of ``now``."""
        self.names = [n._replace(year=n.year or now) for n in self.names]
        self.names.append(Name(name, year, cite))


@dataclass(eq=False)
class Program:
    """All mentions of one program, in document order."""

    mentions: list[Mention]
    parent: Program | None = None
    kind: str = "사업"
    why: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the best mention."""
        return self.best.name

    @property
    def best(self) -> Mention:
        """The mention that is worth most: of the program before its activities, its own section before lists before
        tables.
        """
        return max(self.mentions, key=lambda m: (m.kind not in ("활동", "행사"), m.rank, -m.order))
