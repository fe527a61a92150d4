"""On which floor of a building a centre or room is, and what there is on a floor (2관 3층에는 뭐가 있어?)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.wording import wording

Row = dict[str, Any]
_WHICH = re.compile(r"(?:몇|어느|어떤)\s*층(?!짜리|\s*건물|\s*규모|으로)")
_ON = re.compile(
    r"(?P<below>지하)\s*(?P<b>\d)?\s*층?|(?<!\d)(?P<f>\d{1,2})(?:st|nd|rd|th)?\s*층(?!짜리|\s*건물|\s*규모|으로)"
)
_NAMED = 0.45
"""The share of the question that a building's name explains: besides it a floor is said, and what is there asked."""


def floors(desk: Desk) -> Found | None:
    """The floor of a room, or the rooms of a floor; None where no floor is said or asked."""
    text = desk.plan.text
    inside = bool(_INSIDE.search(text) and _WING.search(text)) and desk.plan.kind in ("list", "value")
    least = _BY_WING if inside else _NAMED
    things = [s.key for s in desk.plan.subjects if s.label == "Facility" and s.share >= least]
    said = _ON.search(text)
    if not things or ("층" not in text and "지하" not in text):
        return _rooms_on(desk, things, None) if things and inside else None
    if _WHICH.search(text):
        return _floor_of(desk, things)
    return _rooms_on(desk, things, _floor_said(said)) if said else None


_INSIDE = re.compile(
    r"(?:뭐|뭘|무엇|어떤|무슨)[^?]{0,14}(?:있|들어|입주|자리)|입주(?:한|해\s?있는|된)?\s?(?:시설|기관|센터|곳)|(?:시설|센터|기관|공간)(?:들)?(?:은|는|이)?\s*(?:뭐|무엇|\?|$)"
)
_WING = re.compile(r"(?<![가-힣\d])\d\s?(?:관|동)(?=\s|에|의|은|는|이|[?,]|$)|본관|별관|신관")
"""What is asked of a building that is called by its number or wing: 2관에는 어떤 센터들이 입주해 있나요."""
_BY_WING = 0.2


def _floor_of(desk: Desk, things: Sequence[str]) -> Found | None:
    """Where in which building the first of things is."""
    rows = _stated(desk, "buildings_around", things)
    first = min(rows, key=lambda r: things.index(r["key"]), default=None)
    if first is None:
        return None
    say, where = wording(desk.plan), f"{first['building']} {first['floors']}"
    item = _item(desk, first, where)
    return Found(say.stated(item.name, say.nouns["place"], where, desk.title(first["document"])), (item,))


def _rooms_on(desk: Desk, things: Sequence[str], floor: int | None) -> Found | None:
    """What sits on a floor of the first building that has such a floor, or on any of its floors."""
    rows = [r for r in _stated(desk, "rooms_of", things) if floor is None or floor in floors_in(r["floors"])]
    if not rows:
        return None
    building, document = rows[0]["building"], rows[0]["document"]
    rows = [r for r in rows if (r["building"], r["document"]) == (building, document)]
    say = wording(desk.plan)
    items = tuple(_item(desk, r, f"{building} {r['floors']}") for r in rows)
    what = " ".join([building, *([] if floor is None else [say.floor(floor)]), say.label("Facility")])
    return Found(say.listed(what, len(items), [i.name for i in items], desk.title(document)), items)


def _stated(desk: Desk, query: str, things: Sequence[str]) -> list[Row]:
    """Rooms with their floors, of the documents chosen, newest first; each with the line that says the floor."""
    chosen = desk.plan.values_of("document")
    rows = [r for r in desk.evidence.rows(query, facilities=list(things)) if r["floors"] and r["line_start"]]
    rows = [r for r in rows if not chosen or r["document"] in chosen]
    newness = desk.directory.newness
    rows.sort(key=lambda r: (newness.get(r["document"], 99), not _says_floor(desk, r), r["line_start"], r["key"]))
    return list({r["key"]: r for r in reversed(rows)}.values())[::-1]


def _says_floor(desk: Desk, row: Row) -> bool:
    return str(row["floors"]) in desk.evidence.text(row["document"], row["line_start"], row["line_start"])


def _item(desk: Desk, row: Row, where: str) -> Item:
    return Item(
        name=row["name"],
        label="Facility",
        key=row["key"],
        value=where,
        document=desk.file(row["document"]),
        year=desk.year_told(row["document"]),
        citations=(desk.evidence.cite(row["document"], row["line_start"]),),
    )


def _floor_said(said: re.Match[str]) -> int:
    """A floor as a number; those below ground are negative."""
    return -int(said["b"] or 1) if said["below"] else int(said["f"])


def floors_in(text: str) -> set[int]:
    """The floors that a text says: 3·5층, 지하~2층 (below ground, 1 and 2)."""
    found: set[int] = set()
    last: int | None = None
    for sign, below, number in re.findall(r"([~∼-]?)\s*(지하)?\s*(\d{1,2})?", text):
        if not below and not number:
            continue
        floor = -int(number or 1) if below else int(number)
        found |= set(range(last, floor + 1)) - {0} if sign and last is not None else {floor}
        last = floor
    return found
