"""The explore page's filters: what is chosen, which programs meet it, and how many each further choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from assistant.selection import LISTED_KINDS
from viewing.overview import Glance
from viewing.tables import Column, Table, joined
from viewing.words import Words

Facet = Literal["document", "year", "ministry", "region", "department", "status", "kind"]
FACETS: tuple[Facet, ...] = ("year", "ministry", "region", "department", "status", "kind")
NONE = "—"
"""The choice that stands for programs which state nothing."""

_VALUES: dict[Facet, Callable[[Glance], Sequence[str]]] = {
    "document": lambda g: (g.title,),
    "year": lambda g: (str(g.year),) if g.year else (),
    "ministry": lambda g: g.ministries,
    "region": lambda g: g.regions,
    "department": lambda g: g.departments,
    "status": lambda g: (g.status,) if g.status else (),
    "kind": lambda g: (g.kind,),
}


@dataclass(frozen=True)
class Choice:
    """What is chosen. Of one facet any value may hold, of several facets all must. Amounts in won."""

    values: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    new: bool = False
    competition: bool = False
    least: int | None = None
    most: int | None = None
    text: str = ""


class Count(NamedTuple):
    """A value that may be chosen, and how many programs it would leave."""

    value: str
    number: int


def chosen(programs: Iterable[Glance], choice: Choice, but: Facet | None = None) -> list[Glance]:
    """The programs that meet the choice; ``but`` is a facet that is left out of account.

    Programs of other kinds than lists count (activities, events) are in only where their kind is chosen.
    """
    tests = [_facet_test(facet, values) for facet, values in choice.values.items() if values and facet != but]
    if not choice.values.get("kind") and but != "kind":
        tests.append(lambda g: g.kind in LISTED_KINDS)
    if choice.new:
        tests.append(lambda g: g.is_new)
    if choice.competition:
        tests.append(lambda g: g.is_competition)
    if choice.least is not None or choice.most is not None:
        tests.append(_amount_test(choice.least, choice.most))
    if choice.text.strip():
        wanted = choice.text.replace(" ", "").lower()
        tests.append(lambda g: wanted in g.name.replace(" ", "").lower())
    return [g for g in programs if all(test(g) for test in tests)]


def _facet_test(facet: Facet, values: tuple[str, ...]) -> Callable[[Glance], bool]:
    wanted, of = set(values), _VALUES[facet]

    def test(glance: Glance) -> bool:
        stated = of(glance)
        return bool(wanted.intersection(stated)) or (not stated and NONE in wanted)

    return test


def _amount_test(least: int | None, most: int | None) -> Callable[[Glance], bool]:
    def test(glance: Glance) -> bool:
        if glance.total is None:
            return False
        return (least is None or glance.total >= least) and (most is None or glance.total <= most)

    return test


def counts(programs: Sequence[Glance], choice: Choice, facet: Facet) -> list[Count]:
    """The values of a facet with how many programs each leaves, the others' choices held; the most first.

    A value that is chosen stays, even where it leaves none.
    """
    found: Counter[str] = Counter()
    for glance in chosen(programs, choice, but=facet):
        found.update(dict.fromkeys(_VALUES[facet](glance) or (NONE,), 1))
    for value in choice.values.get(facet, ()):
        found.setdefault(value, 0)
    by_value = sorted(found.items(), key=lambda item: (item[0] == NONE, -item[1], item[0]))
    if facet == "year":
        by_value.sort(key=lambda item: (item[0] == NONE, item[0]), reverse=True)
        by_value.sort(key=lambda item: item[0] == NONE)
    return [Count(value, number) for value, number in by_value]


def narrowed(choice: Choice, facet: Facet, value: str) -> Choice:
    """The choice with one more value of a facet, as a click on a picture means it; taken out where it was in."""
    old = choice.values.get(facet, ())
    new = tuple(v for v in old if v != value) if value in old else (*old, value)
    return replace(choice, values={**choice.values, facet: new})


def listed(programs: Sequence[Glance], words: Words) -> Table:
    """Programs as a table."""
    columns = (
        Column(words("column.name")), Column(words("column.total"), "money"), Column(words("column.period")),
        Column(words("column.status")), Column(words("column.ministry")), Column(words("column.region")),
        Column(words("column.department")), Column(words("column.document")),
    )  # fmt: skip
    rows = tuple(
        (g.name, g.total, g.period, g.status, joined(g.ministries), joined(g.places), joined(g.departments), g.title)
        for g in programs
    )
    return Table(words("table.programs"), columns, rows, tuple(g.key for g in programs))


# ---------------------------------------------------------------- sums


class Bar(NamedTuple):
    """A bar of a picture: what it stands for, won, and over how many programs that state an amount."""

    label: str
    krw: int
    programs: int


class Summed(NamedTuple):
    """A sum over programs: won, over how many, how many state no amount, and how many are parts of counted wholes."""

    krw: int
    programs: int
    without: int
    parts: int


def counted(programs: Sequence[Glance]) -> list[Glance]:
    """The programs without those whose whole is among them: a whole or its parts, never both."""
    keys = {g.key for g in programs}
    return [g for g in programs if g.whole not in keys]


def total(programs: Sequence[Glance]) -> Summed:
    """The sum of total costs."""
    own = counted(programs)
    stated = [g.total for g in own if g.total is not None]
    return Summed(sum(stated), len(own), len(own) - len(stated), len(programs) - len(own))


def bars(programs: Sequence[Glance], facet: Facet, most: int = 12) -> list[Bar]:
    """Total costs by a facet's values, the largest first. A program with several values counts for each."""
    amounts: dict[str, list[int]] = {}
    for glance in counted(programs):
        if glance.total is None:
            continue
        stated = glance.places if facet == "region" else _VALUES[facet](glance)
        for value in stated or (NONE,):
            amounts.setdefault(value, []).append(glance.total)
    found = [Bar(value, sum(krw), len(krw)) for value, krw in amounts.items()]
    return sorted(found, key=lambda b: (b.label == NONE, -b.krw, b.label))[:most]


def by_year(programs: Sequence[Glance]) -> list[Bar]:
    """What is stated for single years, in order of years."""
    amounts: dict[int, list[int]] = {}
    for glance in counted(programs):
        for year, krw in glance.yearly:
            amounts.setdefault(year, []).append(krw)
    return [Bar(str(year), sum(krw), len(krw)) for year, krw in sorted(amounts.items())]
