"""Ministries by authority: abbreviations, reorganisations with dates, the name at a time and today's."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lexicon.boundaries import free_left, free_right
from lexicon.tables import rows

_AFTER = re.compile(
    r"\s*(?:공모|제안|건의|보조|지원|주관|소관|주최|장관|차관|산하|고시|지침|승인|협의|방문|심사|예산|국비|사업|부처|관계자|담당|간|등|측|예정|선정|출연|협업|유치)"
)


When = str | int
"""A date such as ``2025-11-10`` or ``2025-11``, or a year."""


_SHORTEST = 3
_PART_OF_YEAR = re.compile(r"H[12]|Q[1-4]")
_FIRST_MONTHS = {"H1": "01", "H2": "07", "Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10"}


class Ministry(NamedTuple):
    """A ministry in one period of its name. ``valid_from`` and ``valid_to`` are dates or empty; ``successors`` names."""

    name: str
    abbreviations: tuple[str, ...]
    english: tuple[str, ...]
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]

    def valid(self, when: When) -> bool:
        """Whether the name was in use on a date; of a bare year, half, quarter or month its first day counts."""
        date = _PART_OF_YEAR.sub(lambda m: _FIRST_MONTHS[m.group()], str(when))
        day = f"{date}-01-01" if len(date) == 4 else f"{date}-01" if len(date) == 7 else date
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_to or self.valid_to >= day)


class MinistryMention(NamedTuple):
    """A ministry named in a text: its official name then, and where and how it is written."""

    name: str
    start: int
    end: int
    surface: str


@cache
def ministries() -> tuple[Ministry, ...]:
    """All rows of ``data/ministries.csv``."""
    return tuple(
        Ministry(
            row["name"],
            _split(row["abbreviations"]),
            _split(row["english"]),
            row["valid_from"],
            row["valid_to"],
            _split(row["successors"]),
        )
        for row in rows("ministries")
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _by_surface() -> dict[str, tuple[Ministry, ...]]:
    table: dict[str, list[Ministry]] = {}
    for ministry in ministries():
        for surface in (ministry.name, *ministry.abbreviations):
            table.setdefault(surface, []).append(ministry)
    return {surface: tuple(found) for surface, found in table.items()}


def ministry_surfaces() -> tuple[str, ...]:
    """Every way in which a ministry is written, three letters or more."""
    return tuple(s for s in _by_surface() if len(s) >= _SHORTEST)


def is_ministry(word: str) -> bool:
    """Whether a word is the name of a ministry, at whatever time."""
    return len(word) >= _SHORTEST and word in _by_surface()


@cache
def _pattern() -> re.Pattern[str]:
    surfaces = sorted(_by_surface(), key=lambda s: (-len(s), s))
    return re.compile("|".join(re.escape(s) for s in surfaces))


def resolve(surface: str, when: When | None) -> str | None:
    """The official name, at the time, of a ministry written as ``surface``; None where no ministry is called so."""
    found = _by_surface().get(surface)
    if not found:
        return None
    at_the_time = [m for m in found if when is None or m.valid(when)] or _become(found, when)
    newest_first = sorted(at_the_time or found, key=lambda m: (m.name == surface, m.valid_from), reverse=True)
    return newest_first[0].name


def _become(found: tuple[Ministry, ...], when: When | None) -> list[Ministry]:
    """What the last of these had become by then, under one new name: 환경부 in a plan for 2026. Divided, it keeps its name."""
    last = max(found, key=lambda m: m.valid_from)
    while when is not None and len(last.successors) == 1:
        after = [m for m in ministries() if m.name == last.successors[0] and m.valid_from > last.valid_to]
        if not after:
            return []
        last = min(after, key=lambda m: m.valid_from)
        if last.valid(when):
            return [last]
    return []


def find_ministries(text: str, when: When | None) -> list[MinistryMention]:
    """The ministries that ``text`` names, in order, each where it stands free."""
    found = []
    for match in _pattern().finditer(text):
        if free_left(text, match.start()) and free_right(text, match.end(), _AFTER):
            name = resolve(match.group(), when)
            if name:
                found.append(MinistryMention(name, match.start(), match.end(), match.group()))
    return found


def by_name(name: str) -> Ministry | None:
    """The ministry of that official name (the latest period where it was used twice)."""
    found = [m for m in ministries() if m.name == name]
    return found[-1] if found else None


def today(name: str) -> tuple[str, ...]:
    """Today's names of a ministry, through all its successors; itself where it still exists."""
    ministry = by_name(name)
    if ministry is None or not ministry.successors:
        return (name,)
    return tuple(dict.fromkeys(n for s in ministry.successors if s != name for n in today(s)))
