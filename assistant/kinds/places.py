"""Where: addresses of buildings and units, sites and places of programs, and the regions that carry a program out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Item
from assistant.desk import Candidate, Desk
from assistant.facts import best_facts, facts_of, names_field
from assistant.kinds.part import Part
from assistant.plan import Asked
from assistant.unaccounted import unaccounted
from assistant.wording import wording
from lexicon.places import ancestors
from lexicon.text import squash

Row = dict[str, Any]
_WORDS = ("위치", "장소", "주소", "소재지")


_TO_BE_BUILT = re.compile(
    r"짓[는고기]|지을|지어|건립|세우|세울|들어[서설선]|매입|사려|\b(?:to be|being) built\b|\bunder construction\b"
)


def place(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """Where a thing is, of the first candidate that says so; every region where the question asks for regions."""
    if desk.plan.target == "Region":
        return regions(desk, candidates)
    if _TO_BE_BUILT.search(desk.plan.text):  # not where the house stands that has the name already
        candidates = sorted(candidates, key=lambda c: (bool(c.missing), c.subject.label != "Program"))
    chosen = desk.plan.values_of("document") if desk.plan.years else ()
    candidates = [c for c in candidates if not chosen or not c.document or c.document in chosen]
    for candidate in candidates:
        if event := _of_event(desk, candidate):
            return event
        found = _ADDRESS[candidate.subject.label](desk, candidate)
        if found:
            return _part(desk, candidate, *found)
    stated = _region_of(desk, candidates)
    if stated and not any(c.missing for c in candidates[:1]):
        return stated
    fits = best_facts(desk, facts_of(desk, candidates, around=True), _WORDS)
    if fits:
        row, label = fits[0].row, str(fits[0].row["attribute"] or "")
        own = "" if squash(label) in _WORDS else label  # 합동설명회 장소, of an institution that has its own
        return _part(desk, fits[0].candidate, str(row["value"]), row["document"], row["line_start"], own)
    return stated


def _part(desk: Desk, candidate: Candidate, value: str, document: str, line: int | None, label: str = "") -> Part:
    say = wording(desk.plan)
    label = label or next((a.words for a in desk.plan.asked if a.field in ("address",)), "위치")
    item = Item(
        name=candidate.name,
        label=label,
        key=candidate.key,
        value=value,
        document=desk.file(document),
        year=desk.year_told(document),
        citations=(desk.evidence.cite(document, line),) if line else (),
    )
    return Part(candidate.name, say.stated(candidate.name, label, value, desk.title(document)), (item,))


Found = tuple[str, str, int | None]


def _of_program(desk: Desk, candidate: Candidate) -> Found | None:
    if candidate.missing and not desk.accounted([candidate]):
        return None
    stated = best_facts(desk, facts_of(desk, [candidate]), _WORDS)
    if stated:
        first = squash(str(stated[0].row["value"]))
        row = max((f.row for f in stated if first in squash(str(f.row["value"]))), key=lambda r: len(str(r["value"])))
        return str(row["value"]), row["document"], row["line_start"]
    sites = [r for r in desk.evidence.rows("sites_of", programs=[candidate.key]) if r["address"]]
    return (sites[0]["address"], sites[0]["document"], sites[0]["lines"][0]) if sites else None


def _of_event(desk: Desk, candidate: Candidate) -> Part | None:
    """Where that of a program is which only its section says (전국결선 of a 대회): the place given under just these words."""
    if not candidate.left or candidate.subject.label != "Program" or not desk.accounted([candidate]):
        return None
    words = candidate.in_section
    rows = [r for r, _ in facts_of(desk, [candidate], around=True) if words and r["attribute"]]
    stated = [
        r
        for r in rows
        if not unaccounted(words, [r["attribute"]]) and any(names_field(r["attribute"], w) for w in _WORDS)
    ]
    row = min(stated, key=lambda r: (len(r["attribute"]), r["line_start"]), default=None)
    if row is None:
        return None
    return _part(desk, candidate, str(row["value"]), row["document"], row["line_start"], str(row["attribute"]))


def _of_facility(desk: Desk, candidate: Candidate) -> Found | None:
    if candidate.missing:
        return None
    rows = [r for r in desk.evidence.rows("facility_cards", facilities=[candidate.key]) if r["address"]]
    rows.sort(key=lambda r: (r["address"][:6] not in (r["quote"] or ""), r["line_start"] or 0))
    return (rows[0]["address"], rows[0]["document"], rows[0]["line_start"]) if rows else None


_SEATS = {"Department": "seats_of_departments", "Institution": "seats_of_institutions"}


def _of_unit(desk: Desk, candidate: Candidate) -> Found | None:
    if candidate.missing:
        return None
    rows = [r for r in desk.evidence.rows(_SEATS[candidate.subject.label], units=[candidate.key]) if r["address"]]
    if rows:
        floor = f" {rows[0]['floor']}" if rows[0]["floor"] else ""
        return rows[0]["address"] + floor, rows[0]["document"], (rows[0]["lines"] or [None])[0]
    stated = best_facts(desk, facts_of(desk, [candidate]), _WORDS)
    if stated:
        return str(stated[0].row["value"]), stated[0].row["document"], stated[0].row["line_start"]
    return _main_house(desk, candidate) if candidate.subject.label == "Institution" else None


_MAIN_HOUSES = ("본원", "본관", "본사", "본청", "본부", "청사", "본점", "사옥")


def _main_house(desk: Desk, candidate: Candidate) -> Found | None:
    """The address of the house that an institution's own documents call its main one."""
    own = [d.key for d in desk.directory.documents if d.institution == candidate.key]
    rows = desk.evidence.rows("facilities_of", documents=own) if own else []
    rows = [r for r in rows if r["address"] and squash(r["name"]) in _MAIN_HOUSES]
    rows.sort(key=lambda r: (desk.directory.newness.get(r["document"], 99), r["line_start"] or 0))
    return (rows[0]["address"], rows[0]["document"], rows[0]["line_start"]) if rows else None


_ADDRESS = {"Program": _of_program, "Facility": _of_facility, "Department": _of_unit, "Institution": _of_unit}


def _region_of(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """The regions of a program that states no nearer place; the institution's own region is none."""
    programs = [c for c in desk.accounted(candidates) if c.subject.label == "Program"]
    rows = desk.evidence.rows("places_of", programs=[c.key for c in programs]) if programs else []
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key and r["basis"] != "기관"]
        own = _own_places(own)
        if own:
            names = ", ".join(dict.fromkeys(_as_written(desk, candidate, r) for r in _nearest(own)))
            return _part(desk, candidate, names, candidate.document, (own[-1]["lines"] or [None])[0])
    return None


def _nearest(rows: Sequence[Row]) -> list[Row]:
    """Places without those above them: 진도읍, not 진도군 beside it."""
    above = {a.code for r in rows for a in ancestors(r["code"])}
    return [r for r in rows if r["code"] not in above]


def _as_written(desk: Desk, candidate: Candidate, row: Row) -> str:
    """A place with what its line says behind it: 진도읍 남동리."""
    for line in row["lines"] or ():
        text = desk.evidence.text(candidate.document, line, line)
        for form in (row["name"], row["name"][:-1]):
            at = text.find(form) if len(form) >= 2 else -1
            if at >= 0 and row["level"] in ("시군구", "읍면동"):
                return _FURTHER.match(text, at + len(form)).expand(f"{form}\\g<0>").strip()  # type: ignore[union-attr]
    return str(row["name"])


_FURTHER = re.compile(
    r"(?:\s*[가-힣0-9\-]{1,8}(?:읍|면|동|리|로|길|번지|지구|단지|가|층|항|섬|마을|해변|해수욕장|시장|공원)(?![가-힣])"
    r"(?:(?<=[로길])\s?\d{1,4}(?:-\d{1,3})?(?![\d.,~년월]))?)*"
)


def _own_places(rows: Any) -> list[Row]:
    """Places that the text states; the institution's own only where there is no other."""
    found = list(rows)
    return [r for r in found if r["basis"] != "기관"] or found


def regions(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """All regions in which programs of the name are carried out, each with its program."""
    programs = [c for c in desk.accounted(candidates) if c.subject.label == "Program"]
    rows = desk.evidence.rows("places_of", programs=[c.key for c in programs]) if programs else []
    items: dict[str, Item] = {}
    lines: list[str] = []
    for candidate in programs:
        for row in _own_places(r for r in rows if r["program"] == candidate.key and r["level"] != "읍면동"):
            if row["code"] not in items:
                items[row["code"]] = Item(
                    name=row["name"],
                    label="Region",
                    key=row["code"],
                    document=desk.file(candidate.document),
                    year=desk.year_told(candidate.document),
                    citations=desk.evidence.cite_lines(candidate.document, row["lines"], 1),
                )
                lines.append(f"{row['name']} — {candidate.name}({desk.title(candidate.document)})")
    if not items:
        return None
    say = wording(desk.plan)
    name = " ".join(desk.plan.words)
    return Part(name, say.places(name, lines), tuple(items.values()))
