"""Makes the two flat files that people and the benchmark read: one line for each program, one for each person.

They are made from an export's JSON Lines; the format is part of the contract. ``document`` is the file name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

PROGRAMS, PEOPLE = "programs.jsonl", "people.jsonl"
ROLES = {"APPLIES_TO": "공모", "PROPOSED_TO": "제안", "MENTIONS": "언급"}
"""The role of a ministry by relationship; that of ``FUNDED_BY`` is its own."""
RUNS = "수행"
LINES = ("line_start", "line_end")
_OWN = ("kind", "status", "is_new", "is_competition", "period_start", "period_end", "period_text")
_BUDGET = ("amount_krw", "source", "scope", "year", "party", "label", "adopted", "as_stated", *LINES)
_MILESTONE = ("date_start", "date_end", "text", "kind", *LINES)


class Links:
    """The relationships of an export, by type and start, each with the properties of the node at its end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nodes: dict[str, dict[str, Row]] = {}
        self._edges: dict[str, dict[tuple[str, str], list[Row]]] = {}

    def nodes(self, label: str, key: str = "key") -> dict[str, Row]:
        """The nodes of a label by key."""
        if label not in self._nodes:
            self._nodes[label] = {row[key]: row for row in _read(self._folder / f"{label}.jsonl")}
        return self._nodes[label]

    def of(self, label: str, key: str, type_: str, end: str) -> list[tuple[Row, Row]]:
        """The relationships of one type from a node to nodes of a label, as pairs: its properties, its end's."""
        if type_ not in self._edges:
            by_start = defaultdict(list)
            for row in _read(self._folder / f"{type_}.jsonl"):
                by_start[row["from_label"], row["from"]].append(row)
            self._edges[type_] = by_start
        ends = self.nodes(end, {"Ministry": "name", "Region": "code"}.get(end, "key"))
        return [(row, ends[row["to"]]) for row in self._edges[type_].get((label, key), []) if row["to_label"] == end]


def write(folder: Path) -> None:
    """Write ``programs.jsonl`` and ``people.jsonl`` beside the JSON Lines of ``folder``."""
    links = Links(folder)
    files = {key: row.get("file_name") or key for key, row in links.nodes("Document").items()}
    programs = [_program(row, files, links) for row in links.nodes("Program").values()]
    _write(folder / PROGRAMS, programs)
    programs_of = defaultdict(list)
    for program in links.nodes("Program"):
        for edge, person in links.of("Program", program, "CONTACT", "Person"):
            programs_of[person["key"]].append(edge)
    people = [_person(row, files, links, programs_of[row["key"]]) for row in links.nodes("Person").values()]
    _write(folder / PEOPLE, people)


def _program(row: Row, files: dict[str, str], links: Links) -> Row:
    """The line of one program."""
    key = row["key"]

    def linked(type_: str, end: str) -> list[tuple[Row, Row]]:
        return links.of("Program", key, type_, end)

    contacts = linked("CONTACT", "Person")
    return {
        "key": key,
        "document": files.get(row["document"], row["document"]),
        "name": row.get("name"),
        "aliases": row.get("aliases", []),
        "names": json.loads(row.get("names", "[]")),
        **_pick(row, _OWN),
        "budgets": _sorted(_pick(end, _BUDGET) for _, end in linked("HAS_BUDGET", "Budget")),
        "ministries": _ministries(links, key),
        "agencies": _sorted(_named(edge, end) for edge, end in linked("VIA", "Institution")),
        "institutions": _sorted(
            [
                *(_named(edge, end, RUNS) for edge, end in linked("RUN_BY", "Institution")),
                *(_named(edge, end, edge.get("role")) for edge, end in linked("PARTNER", "Institution")),
            ]
        ),
        "regions": _sorted(
            {**_pick(end, ("code", "name")), **_pick(edge, ("basis", *LINES))}
            for edge, end in linked("LOCATED_IN", "Region")
        ),
        "departments": _sorted(_pick(end, ("name", "path")) for _, end in linked("MANAGED_BY", "Department")),
        "contacts": _sorted(
            {
                **_pick(end, ("name",)),
                **_pick(edge, ("title", "phone", "duty", *LINES)),
                "phone": edge.get("phone") or _first("phone", [e for e, _ in _posts(links, end["key"])], []),
            }
            for edge, end in contacts
        ),
        "milestones": _sorted(_pick(end, _MILESTONE) for _, end in linked("HAS_MILESTONE", "Milestone")),
        "parent": min((end["key"] for _, end in linked("PART_OF", "Program")), default=None),
        "mentions": json.loads(row.get("mentions", "[]")),
    }


def _ministries(links: Links, program: str) -> list[Row]:
    """Who is asked or pays: ministries, and institutions that stand where a ministry would (충청북도)."""
    return _sorted(
        _named(edge, end, ROLES.get(type_, edge.get("role")))
        for type_ in ("FUNDED_BY", *ROLES)
        for label in ("Ministry", "Institution")
        for edge, end in links.of("Program", program, type_, label)
        if label == "Ministry" or type_ == "FUNDED_BY"
    )


def _posts(links: Links, person: str) -> list[tuple[Row, Row]]:
    """The posts of a person with their units, in the document's order."""
    return sorted(
        (pair for end in ("Department", "Institution") for pair in links.of("Person", person, "WORKS_IN", end)),
        key=lambda pair: (pair[0].get("line_start") or 0, pair[0]["to"]),
    )


def _person(row: Row, files: dict[str, str], links: Links, contacts: list[Row]) -> Row:
    """The line of one person; the post is the first that the document states, else the contact's."""
    key = row["key"]
    posts = _posts(links, key)
    stated = [edge for edge, _ in links.of("Person", key, "STATED_IN", "Chunk")]
    posted = [edge for edge, _ in posts]
    unit = posts[0][1] if posts else {}
    return {
        "key": key,
        "document": files.get(row["document"], row["document"]),
        "name": row.get("name"),
        "title": _first("title", posted, contacts),
        "department": unit.get("path") or unit.get("name"),
        "phone": _first("phone", posted, contacts),
        "programs": sorted({edge["from"] for edge in contacts}),
        "lines": sorted({line for edge in (*posted, *contacts, *stated) for line in _lines(edge)}),
    }


def _named(edge: Row, end: Row, role: str | None = None) -> Row:
    """A ministry or institution with its role, if it has one, and the lines that say so."""
    return {**_pick(end, ("name",)), **({"role": role} if role else {}), **_pick(edge, LINES)}


def _first(name: str, *groups: list[Row]) -> Any:
    return next((edge[name] for edges in groups for edge in edges if edge.get(name)), None)


def _lines(edge: Row) -> list[int]:
    return edge.get("lines") or [edge[name] for name in ("line_start",) if edge.get(name)]


def _pick(row: Row, names: Iterable[str]) -> Row:
    return {name: row.get(name) for name in names}


def _sorted(rows: Iterable[Row]) -> list[Row]:
    """The rows as the document has them, equals by their text."""
    return sorted(rows, key=lambda row: (row.get("line_start") or 0, json.dumps(row, ensure_ascii=False)))


def _read(path: Path) -> Iterable[Row]:
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            yield json.loads(line)


def _write(path: Path, rows: Iterable[Row]) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
