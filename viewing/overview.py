"""All programs at a glance: what the explore page filters, counts and draws.

Read once for a revision in batches, through the same named queries as answers, so that corrections hold here as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.corrections.statements import Reader
from assistant.directory import Directory
from lexicon.places import ancestors
from queries.catalog import query

_BATCH = 2000
_ASKED = ("FUNDED_BY", "APPLIES_TO", "PROPOSED_TO")


@dataclass(frozen=True)
class Glance:
    """A program as filters see it. ``regions`` are names with those above them, ``places`` only those stated.

    ``total`` is the total cost in won, ``yearly`` what is stated for single years; ``whole`` the program it is part of.
    """

    key: str
    name: str
    document: str
    title: str
    year: int | None
    kind: str
    status: str
    is_new: bool
    is_competition: bool
    ministries: tuple[str, ...]
    regions: tuple[str, ...]
    places: tuple[str, ...]
    departments: tuple[str, ...]
    total: int | None
    yearly: tuple[tuple[int, int], ...]
    period: str
    whole: str = ""


def overview(reader: Reader, directory: Directory) -> tuple[Glance, ...]:
    """Every program, newest document first, then as the document has them."""
    newness = directory.newness
    programs = sorted(directory.programs, key=lambda p: (newness.get(p.document, len(newness)), p.order, p.key))
    return tuple(g for keys in _batches([p.key for p in programs]) for g in _glances(reader, directory, keys))


def _batches(keys: Sequence[str]) -> Iterator[list[str]]:
    for first in range(0, len(keys), _BATCH):
        yield list(keys[first : first + _BATCH])


def _glances(reader: Reader, directory: Directory, keys: list[str]) -> Iterator[Glance]:
    cards = {r["key"]: r for r in reader.read(query("program_cards"), programs=keys)}
    ministries = _names(reader, "ministries_of", keys, lambda r: r["type"] in _ASKED)
    departments = _names(reader, "managers_of", keys, lambda r: True)
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for row in reader.read(query("places_of"), programs=keys):
        places[row["program"]][row["code"]] = row["name"]
    yearly = _yearly(reader, keys)
    wholes = {r["program"]: r["whole"] for r in reader.read(query("wholes_of_programs"), programs=keys)}
    for key in keys:
        card = cards.get(key)
        if card is None:
            continue
        document = directory.document.get(card["document"])
        above = {a.name for code in places[key] for a in ancestors(code)}
        yield Glance(
            key=key,
            name=card["name"],
            document=card["document"],
            title=document.title if document else card["document"],
            year=document.year if document else None,
            kind=card["kind"] or "사업",
            status=card["status"] or "",
            is_new=bool(card["is_new"]),
            is_competition=bool(card["is_competition"]),
            ministries=ministries.get(key, ()),
            regions=tuple(dict.fromkeys((*places[key].values(), *sorted(above)))),
            places=tuple(dict.fromkeys(places[key].values())),
            departments=departments.get(key, ()),
            total=card["total_krw"],
            yearly=tuple(sorted(yearly.get(key, {}).items())),
            period=card["period_text"] or "",
            whole=wholes.get(key, ""),
        )


def _names(reader: Reader, name: str, keys: list[str], wanted: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in reader.read(query(name), programs=keys):
        if wanted(row):
            found[row["program"]][row["name"]] = None
    return {k: tuple(v) for k, v in found.items()}


def _yearly(reader: Reader, keys: list[str]) -> dict[str, dict[int, int]]:
    """The whole amount stated for each year of programs: what is adopted, else nothing."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    parts: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for row in reader.read(query("budgets_of"), programs=keys):
        if row["scope"] != "year" or not row["year"] or row["adopted"] is False:
            continue
        if row["source"] == "총사업비":
            found[row["program"]][row["year"]] = max(row["krw"], found[row["program"]].get(row["year"], 0))
        else:
            parts[row["program"], row["year"]].setdefault(row["source"], row["krw"])
    for (program, year), amounts in parts.items():
        found[program].setdefault(year, sum(amounts.values()))
    return found
