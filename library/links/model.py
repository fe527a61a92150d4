"""What linking compares: documents and programs as plain values, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from library.links.names import LinkName


@dataclass(frozen=True)
class Issue:
    """A document as linking sees it: whose it is, of which region (code or empty), and when it stands.

    ``stamp`` changes whenever what it says may have; ``linked`` is by which rules its links were made, empty for none.
    """

    key: str
    issuer: str
    region: str
    date: str
    stamp: str = ""
    linked: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """Later documents have the larger one: the year, and within one year the key."""
        return (self.date[:4], self.key)

    @property
    def year(self) -> int:
        """The year of the document, 0 where it states none."""
        return int(self.date[:4]) if self.date[:4].isdigit() else 0


class Named(NamedTuple):
    """A name of a program and the lines it stands on."""

    form: LinkName
    line: int
    last: int


class Amount(NamedTuple):
    """An adopted amount in won."""

    krw: int
    source: str
    scope: str
    year: int | None
    line: int


class Said(NamedTuple):
    """A line's words about a program."""

    text: str
    line: int


@dataclass
class Entry:
    """A program of one document, with all that speaks for or against its being another document's program.

    ``regions``: codes of where it is carried out; ``mentioned``: those that only its text names.
    """

    key: str
    document: Issue
    kind: str
    status: str
    is_new: bool
    start: str
    end: str
    names: list[Named]
    amounts: list[Amount] = field(default_factory=list)
    funders: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    runners: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    said: list[Said] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as the document has it."""
        return self.names[0].form.text

    @cached_property
    def size(self) -> int:
        """The amount that the program is known by: its total, else its largest year; 0 where none is stated."""
        totals = [a.krw for a in self.amounts if a.scope == "total" and a.source == "총사업비"]
        years = [a.krw for a in self.amounts if a.scope == "year"]
        return max(totals or years or [a.krw for a in self.amounts if a.scope == "total"] or [0])

    @cached_property
    def named_places(self) -> frozenset[str]:
        """The places that its names name."""
        return frozenset(p for n in self.names for p in n.form.places)

    @cached_property
    def ground(self) -> frozenset[str]:
        """Where it is carried out, as far as stated; else the region of its institution."""
        home = self.document.region
        return self.regions or (frozenset({home}) if home else frozenset())


@dataclass(frozen=True)
class Link:
    """One link: its type, ends by key, how sure it is (0 to 1), why, and the lines of both sides."""

    type: str
    start: str
    end: str
    score: float
    reason: str
    lines_from: tuple[int, ...] = ()
    lines_to: tuple[int, ...] = ()
    label: str = "Program"


def document_of(key: str) -> str:
    """The key of the document that owns a program, person, unit or building."""
    for label in ("Program", "Person", "Department", "Facility"):
        before, found, _ = key.partition(f"/{label}/")
        if found:
            return before
    return ""
