"""Places by the administrative hierarchy and by context, never by substring.

A full name (충주시, 충청북도) stands for itself. A short one (충주, 음성, 예산) is a word like any other: it counts where it
stands free, and where it is also a common word (``data/homonyms.csv``) only beside other places or inside the caller's
own territory. Towns (읍·면·동) are read behind their 시군구 or in the caller's own 시군구.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lexicon.boundaries import PARTICLES, free_left
from lexicon.labels import field_of
from lexicon.tables import rows

_AFTER_SHORT = re.compile(
    rf"(?:(?:지역|일원|일대|관내|시내|소재|전역|권역|권|거점|본원|분원|(?:국가|일반|농공|첨단)?(?:산단|산업단지)|신도시|혁신도시|역|항|현지|센터|등|내|간)?(?:{PARTICLES})?(?![가-힣A-Za-z]))"
)
_AFTER_FULL = re.compile(r"(?!(?:민|장|정|의회|립|청|사|보|세|도(?=[가-힣]))(?![가-힣]*(?:일원|소재)))")
_NAMES_OF_HOUSES = re.compile(
    r"(?:의료원|시청|군청|구청|도청|청사|공항|터미널|산단|산업단지|캠퍼스|분소|사무소|지사|역사|밀레니엄|읍성|호|댐)"
)
_LIST_SEPARATOR = re.compile(r"\s*(?:\d+\s*[가-힣]?)?\s*(?:[,·∙ㆍ・/&~]|및|와|과|-)\s*")
_ALONE = re.compile(r"[\s()·,]|등")
_NEW_TOWN = re.compile(r"[동서남북신]$")


class Region(NamedTuple):
    """A row of ``data/regions.csv`` or ``data/towns.csv``. ``level``: 권역·시도·시군구·읍면동."""

    code: str
    name: str
    level: str
    parent: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    english: tuple[str, ...]
    valid_from: str
    valid_to: str

    def valid(self, year: int) -> bool:
        """Whether the region existed under this code at some time of the year."""
        return not (
            (self.valid_from and int(self.valid_from[:4]) > year) or (self.valid_to and int(self.valid_to[:4]) < year)
        )


class Standpoint(NamedTuple):
    """Who speaks and when: the code of the own region (or empty), the year (or None for today), and the date as far as
    it is known (empty: the year alone).
    """

    home: str = ""
    year: int | None = None
    date: str = ""

    @property
    def when(self) -> str | int | None:
        """The date where it is known, else the year."""
        return self.date or self.year


class Place(NamedTuple):
    """A place named in a text: the region, where it stands, as written."""

    region: Region
    start: int
    end: int
    surface: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(p for p in cell.split("|") if p)


@cache
def regions() -> dict[str, Region]:
    """All regions above the towns, by code."""
    table = {}
    for row in rows("regions"):
        names = (*_split(row["aliases"]), *(n.split("(")[0].split(":")[0] for n in _split(row["former_names"])))
        table[row["code"]] = Region(
            row["code"],
            row["name"],
            row["level"],
            row["parent"],
            names,
            _split(row["members"]),
            _split(row["english"]),
            row["valid_from"],
            row["valid_to"],
        )
    return table


@cache
def _town_words() -> frozenset[str]:
    names = {name for own in towns().values() for name in own}
    return frozenset(names | {name[:-1] for name in names if len(name) > _SHORTEST_TOWN})


_SHORTEST_TOWN = 2


def is_town_word(word: str) -> bool:
    """Whether a word is the name of a town somewhere, with or without what it is: 오창읍, 오창."""
    return word in _town_words()


@cache
def towns() -> dict[str, dict[str, Region]]:
    """The towns of each 시군구 code, by name; the 일반구 of a city count for the city as well."""
    table: dict[str, dict[str, Region]] = {}
    for row in rows("towns"):
        region = Region(
            row["code"], row["name"], "읍면동", row["parent"], (), (), (), row["valid_from"], row["valid_to"]
        )
        table.setdefault(row["parent"], {}).setdefault(row["name"], region)
    for code, region in regions().items():
        if region.parent in regions() and regions()[region.parent].level == "시군구":
            for name, town in table.get(code, {}).items():
                table.setdefault(region.parent, {}).setdefault(name, town)
    return table


@cache
def _homonyms() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("homonyms"))


@cache
def _surfaces() -> dict[str, tuple[Region, ...]]:
    table: dict[str, list[Region]] = {}
    for region in regions().values():
        for surface in dict.fromkeys((region.name, *region.aliases)):
            if len(surface) >= 2:
                table.setdefault(surface, []).append(region)
    return {s: tuple(r) for s, r in table.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(s) for s in sorted(_surfaces(), key=lambda s: (-len(s), s))))


def ancestors(code: str) -> list[Region]:
    """The regions above a code, nearest first."""
    above = []
    region = find_code(code)
    while region is not None and region.parent:
        region = find_code(region.parent)
        if region is not None:
            above.append(region)
    return above


@cache
def _town_codes() -> dict[str, Region]:
    return {t.code: t for group in towns().values() for t in group.values()}


def find_code(code: str) -> Region | None:
    """The region of a code, towns included."""
    return regions().get(code) or _town_codes().get(code)


def _choose(candidates: tuple[Region, ...], where: Standpoint, context: list[Place]) -> Region | None:
    """The one meant: below a place just named, else in the own 시도, else the only one; None where it stays open."""
    home = where.home
    current = tuple(r for r in candidates if (r.valid(where.year) if where.year else not r.valid_to))
    if not current:
        return candidates[0] if where.year is None and len(candidates) == 1 else None
    if len(current) == 1:
        return current[0]
    for place in reversed(context):
        below = [r for r in current if place.region.code in {a.code for a in ancestors(r.code)}]
        if below:
            return below[0]
    near = [r for r in current if home and r.code[:2] == home[:2]]
    own = [r for r in near if r.code == home]
    if own or len(near) == 1:
        return (own or near)[0]
    wide = [r for r in current if r.level in ("시도", "권역") and not r.parent]
    return wide[0] if len(wide) == 1 and not near else None


_NOWHERE = Standpoint()


def find_places(text: str, where: Standpoint = _NOWHERE, *, in_address: bool = False) -> list[Place]:
    """The places that ``text`` names, in order, as ``where`` would mean them.

    ``in_address``: the text is a location, so that names of houses (``충주의료원``, ``김천시청``) and towns count.
    """
    found: list[Place] = []
    weak: list[Place] = []
    position = 0
    while match := _pattern().search(text, position):
        place, sure = _accept(text, match, where, found, in_address)
        position = match.end() if place else match.start() + 1
        if place:
            found.append(place)
            if not sure:
                weak.append(place)
    alone = in_address and len(found) == 1 and not _ALONE.sub("", text[: found[0].start] + text[found[0].end :])
    kept = [p for p in found if alone or p not in weak or _supported(p, found, text)]
    kept = [p for p in kept if not any(_is_spot_in(p, q, text) for q in kept) and not _is_own_town(p, where)]
    return sorted(kept + _find_towns(text, kept, where.home), key=lambda p: p.start)


def _is_spot_in(place: Place, other: Place, text: str) -> bool:
    """Whether a short name right behind a 시군구 is but a spot there that is called like another place: 광산구 하남산업단지."""
    if place.surface == place.region.name or other.region.level != "시군구" or other.surface != other.region.name:
        return False
    beside = other.end < place.start and not text[other.end : place.start].strip()
    glued = bool(re.match(r"[가-힣]{2}", text[place.end :]))
    return beside and glued and not place.region.code.startswith(other.region.code)


def _is_own_town(place: Place, where: Standpoint) -> bool:
    """Whether a short name of a 시군구 of another province is that of a town of the own one: 신안 in 산청군, which has a 신안면."""
    home, region = where.home, place.region
    if len(home) != _OF_CITY or place.surface == region.name or region.level != "시군구" or region.code[:2] == home[:2]:
        return False
    return any(f"{place.surface}{end}" in towns().get(home, {}) for end in "읍면동")


_OF_CITY = 5
"""Letters of the code of a 시군구."""


def named(surface: str, where: Standpoint = _NOWHERE) -> Region | None:
    """The region that is called exactly ``surface``, homonyms included; None where none or several are."""
    candidates = _surfaces().get(surface.strip())
    return _choose(candidates, where, []) if candidates else None


def namesakes(name: str) -> tuple[Region, ...]:
    """All regions that are called ``name``, in force or not."""
    return _surfaces().get(name.strip(), ())


def _accept(
    text: str, match: re.Match[str], where: Standpoint, before: list[Place], in_address: bool
) -> tuple[Place | None, bool]:
    surface, start, end = match.group(), match.start(), match.end()
    region = _choose(_surfaces()[surface], where, [p for p in before if start - p.end <= 8])
    if region is None:
        return None, False
    touching = any(p.end == start for p in before)
    compass = (
        start > 0 and bool(_NEW_TOWN.search(text[:start])) and free_left(text, start - 1) and region.level == "시군구"
    )
    if not (free_left(text, start) or touching or compass):
        return None, False
    full = surface == region.name or region.level == "권역" or (surface[-1] in "도시군구" and len(surface) > 2)
    if full:
        sure = bool(_AFTER_FULL.match(text, end)) or in_address
        return (Place(region, start, end, surface), True) if sure else (None, False)
    if not (_AFTER_SHORT.match(text, end) or (in_address and _NAMES_OF_HOUSES.match(text, end))):
        return None, False
    return Place(region, start, end, surface), surface not in _homonyms()


def _supported(place: Place, found: list[Place], text: str) -> bool:
    """A common word is a place in a list of places, right behind its 시도, or before 지역, 군 or 에서.

    One that is also a label (예산) is a place only behind its own 시도: 달서구 예산 is money.
    """
    label = field_of(place.surface) is not None
    for other in found:
        if other is place:
            continue
        gap = text[other.end : place.start] if other.end <= place.start else text[place.end : other.start]
        if not gap.strip() and (not label or other.region.code == place.region.parent):
            return True
        if gap.strip() and len(gap) <= 8 and _LIST_SEPARATOR.fullmatch(gap):
            return True
    after = text[place.end : place.end + 3]
    if label and after.startswith("에서"):
        return False
    return after.startswith(("지역", "에서", " 지역", " 일원", " 관내", " 소재", "군에", "읍")) and not text[
        : place.start
    ].endswith("공정 ")


@cache
def _town_pattern() -> re.Pattern[str]:
    return re.compile(
        r"[가-힣]{1,5}[0-9]{0,2}(?:읍|면|동|가)(?![가-힣])|[가-힣]{1,5}(?:읍|면|동)(?=\s+[가-힣0-9]|[)·,]|(?:에서|에|과|와|의|을|를|은|는|까지|부터|으로)(?![가-힣]))"
    )


def _find_towns(text: str, places: list[Place], home: str) -> list[Place]:
    """Towns behind their 시군구, and those of the own 시군구."""
    found = []
    for match in _town_pattern().finditer(text):
        name = match.group()
        near = [p.region.code for p in places if 0 <= match.start() - p.end <= 14]
        owners = [*reversed(near), *([home] if len(home) == 5 else [])]
        for code in owners:
            for cut in range(len(name) - 1):
                town = towns().get(code, {}).get(name[cut:])
                if town and (cut == 0 or (places and any(p.end == match.start() + cut for p in places))):
                    if free_left(text, match.start() + cut) or cut:
                        found.append(Place(town, match.start() + cut, match.end(), name[cut:]))
                    break
            else:
                continue
            break
    return found
