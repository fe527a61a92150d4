"""Buildings, centres and rooms: where they stand, how large they are, on which floor of which other they sit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lexicon.dates import find_spans
from lexicon.labels import field_of, read_label, split_label
from lexicon.places import find_places, named
from lexicon.text import squash
from loaders.facts.cover import Cover
from loaders.facts.fields import paired
from loaders.facts.heads import read_head, split_colon
from loaders.facts.houses import house_end
from loaders.facts.model import Cite
from loaders.facts.programs import is_card, section_field
from loaders.facts.tables import columns_of
from loaders.layout.model import Block, Layout, Table

_AREA = re.compile(r"(?<![\d,.])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?:㎡|m²|m2|제곱미터)")
_FLOOR = re.compile(r"\(\s*(?P<f>(?:지하|지상|본관|별관|신관)?\s*[\d~·,\-\s지하]*층?(?:\s*[~·]\s*\d+층)?)\s*\)\s*$")
_FLOOR_LEAD = re.compile(r"\(\s*(?P<f>(?:지하\s*)?\d+(?:[·~,]\d+)*층|지하)\s*\)\s*(?P<t>[^()]+)")
_GENERAL = re.compile(r"^(?:지역|권역|광역)\s*")
_PLACE = ("location", "address")
_OPENED = re.compile(r"(?P<n>.+?)\s*(?:개소식?|개관|준공|개원|개국|개장|개교)(?:\s*개최)?$")


@dataclass(eq=False)
class Building:
    """A building, centre or room. ``part_of`` is the building it sits in, ``floor`` as written."""

    name: str
    cite: Cite
    aliases: list[str] = field(default_factory=list)
    address: str = ""
    address_cite: Cite | None = None
    area: float | None = None
    site_area: float | None = None
    floors: str = ""
    opened: str = ""
    part_of: Building | None = None
    places: list[str] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)


def read_buildings(layout: Layout, cover: Cover, programs: set[str]) -> list[Building]:
    """The buildings of a document; ``programs`` are squashed names that are none."""
    found: list[Building] = []
    for block in layout.root.walk():
        if block.table is not None:
            _from_table(block, found, cover)
        elif _is_building(block) and squash(read_head(block.text).name) not in programs:
            _from_block(block, found, cover)
        elif is_card(block):
            _from_program(block, found, cover)
    _called_otherwise(layout, found)
    lacking = [b for b in found if b.area is None]
    for block in layout.root.walk():
        _area_elsewhere(block, lacking)
        _opening(block.text, block, found, programs)
    return found


def _called_otherwise(layout: Layout, found: list[Building]) -> None:
    """The names of the text that put a place before a building's own: 전남드론지원센터 for 지역드론지원센터."""
    text = "\n".join(layout.lines)
    for building in found:
        core = _GENERAL.sub("", building.name)
        if core != building.name and len(squash(core)) >= 6:
            led = re.finditer(rf"(?<![가-힣])([가-힣]{{2,4}})\s?{re.escape(core)}", text)
            names = (m.group() for m in led if named(m[1]) is not None)
            building.aliases += [n for n in dict.fromkeys(names) if n != building.name and n not in building.aliases]


def _is_building(block: Block) -> bool:
    fields = set()
    for child in block.children:
        pair = split_label(child.text)
        reading = read_label(pair[0]) if pair and pair[1] else None
        if reading:
            fields.add(reading.field)
    return bool(fields & {"location", "address"}) and "area" in fields and not is_card(block)


def _building(name: str, cite: Cite, found: list[Building]) -> Building:
    """The building of that name, new where none has it."""
    key = squash(name)
    for building in found:
        if squash(building.name) == key or any(squash(a) == key for a in building.aliases):
            building.cites.append(cite)
            return building
    building = Building(name, cite, cites=[cite])
    found.append(building)
    return building


def _from_block(block: Block, found: list[Building], cover: Cover) -> None:
    building = _building(block.text, Cite(block.line_start, block.line_end), found)
    for child in block.children:
        pair = split_label(child.text)
        if not pair:
            continue
        reading = read_label(pair[0])
        cite = Cite(child.line_start, child.line_end)
        if reading and reading.field in ("location", "address"):
            _set_address(building, pair[1], cite, cover)
        elif reading and reading.field == "area":
            building.area = area_in(pair[1])
            building.cites.append(cite)
        elif reading and reading.field == "note":
            building.cites.append(cite)
            _rooms(pair[1], building, cite, found, floors_only=True)
        for below in child.children:
            _rooms(below.text, building, Cite(below.line_start, below.line_end), found, floors_only=False)


def _set_address(building: Building, value: str, cite: Cite, cover: Cover) -> None:
    area = area_in(value)
    building.address = re.sub(r"\s*\([^()]*(?:㎡|m²)[^()]*\)\s*$", "", value).strip()
    building.address_cite = cite
    building.area = building.area or area
    building.cites.append(cite)
    building.places = [p.region.code for p in find_places(value, cover.where, in_address=True)]


def area_in(text: str) -> float | None:
    """The first area of a text in ㎡."""
    match = _AREA.search(text)
    return float(match["n"].replace(",", "")) if match else None


def _rooms(text: str, building: Building, cite: Cite, found: list[Building], *, floors_only: bool) -> None:
    """``A, B(2층)`` below a building: parts of it on that floor; ``(1층) A (2층) B`` likewise."""
    led = list(_FLOOR_LEAD.finditer(text))
    if led:
        for match in led:
            for name in re.split(r",\s*", match["t"].strip()):
                _room(name, match["f"], building, cite, found)
        return
    floor = _FLOOR.search(text)
    if floors_only and not floor:
        return
    body = text[: floor.start()] if floor else text
    for name in re.split(r",\s*", body):
        _room(name, floor["f"].strip() if floor else "", building, cite, found)


def _room(name: str, floor: str, building: Building, cite: Cite, found: list[Building]) -> None:
    name = name.strip(" ·-")
    if 2 <= len(squash(name)) <= 30 and not house_end("tenant").search(name):
        room = _building(name, cite, found)
        if room is not building:
            room.part_of, room.floors = room.part_of or building, room.floors or floor


def _from_table(block: Block, found: list[Building], cover: Cover) -> None:
    table = block.table
    assert table is not None
    if not table.header_rows:
        return
    columns = {c.field: c for c in columns_of(table) if c.field}
    place = columns.get("location") or columns.get("address")
    name = columns.get("institution") or columns.get("department") or columns.get("name")
    if (
        place is None
        or name is None
        or _OF_PROGRAMS.search(name.label)
        or "period" in columns
        or "total" in columns
        or "budget" in columns
    ):
        return
    heading = next((a.text for a in block.ancestors() if house_end("house").search(a.text)), "")
    for line, row in table.body():
        text, address = row[name.index].text, row[place.index].text
        if not text or not address:
            continue
        building = _building(_full_name(text, heading), Cite(line, line), found)
        _set_address(building, address, Cite(line, line), cover)
        area = columns.get("area")
        if area and (value := area_in(row[area.index].text + "㎡")):
            building.area = value
        floor = re.search(r"(?:본관|별관|지하)?\s*\d+층", address)
        building.floors = floor.group().strip() if floor else building.floors


_OF_PROGRAMS = re.compile(r"사업|과제|공약")
"""Over a column of names: what is listed are programs with their places, no houses."""


def _full_name(cell: str, heading: str) -> str:
    """``북부권`` under ``북부권 · 남부권 혁신지원센터`` is 북부권 혁신지원센터."""
    if house_end("house").search(cell) or not heading or squash(cell) not in squash(heading):
        return cell
    return f"{cell} {heading.split(' ')[-1]}"


def _from_program(block: Block, found: list[Building], cover: Cover) -> None:
    """A program that builds a house: its site's address and the areas of ground and floors."""
    address, areas, cites = "", [], []
    for child in (c for b in block.children for c in [b, *b.children]):
        pair = split_label(child.text)
        reading = read_label(pair[0]) if pair and pair[1] else None
        cite = Cite(child.line_start, child.line_end)
        if reading and reading.field in ("location", "address") and pair:
            address, place_cite = next((v for w, v in paired(*pair) if field_of(w) in _PLACE), pair[1]), cite
        if _AREA.search(child.text) and re.search(r"부지|연면적|건물|규모|면적", child.text):
            areas.append(child.text)
            cites.append(cite)
    if not address or not areas:
        return
    named = next((b for b in (block, *block.ancestors()) if not section_field(b)), block)
    name = re.sub(
        r"\s*(?:건립|조성|구축|신축|건설|설치|리모델링)?\s*(?:지원)?\s*사업$|\s*(?:건립|조성|구축|신축|건설|설치)$",
        "",
        read_head(named.text).name,
    )
    building = _building(name, cites[0], found)
    _set_address(building, address, place_cite, cover)
    text = " ".join(areas)
    site = re.search(rf"부\s*지\)?\s*(?:면적)?\s*{_AREA.pattern.replace('?P<n>', '')}", text)
    floor = re.search(rf"(?:연면적|건물)[^,/]{{0,10}}?\s*{_AREA.pattern.replace('?P<n>', '')}", text)
    building.site_area = float(site[1].replace(",", "")) if site else building.site_area
    building.area = float(floor[1].replace(",", "")) if floor else (building.area or (None if site else area_in(text)))
    floors = re.search(r"\(?\s*(지하\s?\d+층[^()]*?\d+층)\s*\)?", text)
    building.floors = floors[1] if floors else building.floors
    building.cites += cites


def _area_elsewhere(block: Block, lacking: list[Building]) -> None:
    """``연면적 3,960㎡`` below another mention of a building whose area no place has told yet."""
    floor = re.search(rf"(?:연면적|건물)[^,/]{{0,10}}?\s*{_AREA.pattern.replace('?P<n>', '')}", block.text)
    if not floor or block.parent is None:
        return
    key = squash(block.parent.text)
    for building in lacking:
        if building.area is None and squash(building.name) in key:
            building.area = float(floor[1].replace(",", ""))
            building.cites.append(Cite(block.line_start, block.line_end))


def _opening(text: str, block: Block, found: list[Building], programs: set[str]) -> None:
    """``충북블록체인진흥센터 개소 : '18. 10. 22.`` dates a building; one not yet known is added."""
    label, value = split_colon(text)
    match = _OPENED.fullmatch(label)
    spans = find_spans(value) if match and value else []
    if not match or not spans or spans[0].begin > 3 or not spans[0].start:
        return
    name = match["n"].strip()
    if house_end("house").search(name) and squash(name) not in programs:
        building = _building(name, Cite(block.line_start, block.line_end), found)
        building.opened = building.opened or spans[0].start


__all__ = ["Building", "Table", "area_in", "read_buildings"]
