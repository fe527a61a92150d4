"""Whose document it is: a line of the cover that names a government or an institution, a label, else the most named.

``대구광역시 달서구``, ``괴 산 군``, ``경상남도 예산담당관`` and ``보성군 농업기술센터`` are governments: their programs are in their
own territory. ``부평구시설관리공단`` and ``(재)강원미래산업진흥원`` are institutions of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lexicon.dates import find_spans
from lexicon.labels import field_of
from lexicon.organisations import abbreviates, canonical, find_organisations, kind_of
from lexicon.places import Region, Standpoint, ancestors, find_places, named, namesakes, regions, towns
from lexicon.text import plain, squash, unspace
from loaders.facts.model import Cite
from loaders.layout.model import Layout, distinct

COVER_LINES = 30
"""So many lines at the head of a document may be its cover."""

GOVERNMENT = "지자체"
_LEGAL_FORM = re.compile(r"^(?:재단법인|사단법인|\((?:재|사|주)\)|㈜)\s*")
_ACRONYM = re.compile(r"\s*\([A-Za-z&-]{2,12}\)?$")
_FULL_NAME = re.compile(r"[가-힣]{1,7}?(?:특별자치시|특별자치도|특별시|광역시|도|시|군|구)")
_OWN_UNIT = re.compile(r"청|[가-힣·]{0,14}?(?:담당관|실|국|과|본부|팀|추진단)")
_OWN_HOUSE = re.compile(
    r"[가-힣·]{0,10}(?:의회|보건소|보건의료원|농업기술센터|농업기술원|사업소|도서관|소방본부|소방서|경찰단|관리단|위원회)"
)
_NO_ISSUER = re.compile(r"센터$|대학교?$|위원회$|의회$|국회$|랩$|병원$|의료원$")
_UNLISTED = re.compile(r"([가-힣]{2,3}[시군구])(?:\s+|$)")
_OFTEN, _WITH_OFFICE = 5, 2
"""A 시·군·구 that the tables do not list (one that is new) is believed where the document names it so often, by itself and
with an office of its own behind it.
"""
_SECTION = re.compile(r"(?:[ⅠI]\s*[.]|□)\s*\S")


@dataclass
class Issuer:
    """The institution of a document: canonical name, kind, region code, and the ways the document writes it."""

    name: str
    kind: str
    region: str
    cite: Cite
    surfaces: set[str]
    unit: str = ""  # the unit of a local government whose document it is: 경제산업국


class _Named(NamedTuple):
    """What a line of the cover names."""

    name: str
    kind: str
    region: Region | None
    unit: str = ""


def find_issuer(layout: Layout, title: str, institution: str, year: int | None) -> Issuer | None:
    """The issuer of a document; ``institution`` is what a person said, ``year`` decides which names were in use."""
    if institution:
        made = _institution_in(institution, year, layout) or _Named(*canonical(institution), None)
        return _finish(layout, made, Cite(1, 1), year)
    heard: tuple[int, _Named] | None = None
    for number, text in _candidates(layout, title):
        found = _institution_in(text, year, layout)
        if found is not None and not _AUDIENCE.search(found.name):
            return _finish(layout, found, Cite(number, number), year)
        heard = heard or ((number, found) if found is not None else None)
    return _finish(layout, heard[1], Cite(heard[0], heard[0]), year) if heard else _most_named(layout, year)


_AUDIENCE = re.compile(r"(?:의회|위원회)(?:\s*(?:업무|주요업무)?\s*(?:보고|제출)\S*)?$")
"""To whom a plan is often reported: their names stand on the cover before the office's own."""


def _candidates(layout: Layout, title: str) -> Iterator[tuple[int, str]]:
    """What may name the issuer, best first: labels, short lines of the cover, the title's beginning, the file's name."""
    for table in layout.tables[:2]:
        if table.pairs:
            for row in table.rows:
                cells = distinct(row)
                for left, right in zip(cells[::2], cells[1::2], strict=False):
                    if field_of(left.text) in ("structure", "institution") and right.text:
                        yield left.line, right.text
    for number, raw in enumerate(layout.lines[:COVER_LINES], 1):
        text = re.sub(r"\(\s*([가-힣])\s*\)\s*", r"(\1)", plain(raw.lstrip("# ")))
        if _SECTION.match(text) and number > 3:
            break
        yield from ((number, part) for part in re.split(r"[|/\t]|\s[·,]\s|\s{3,}", _undated(text)))
        if desk := _WITH_DESK.fullmatch(text.strip()):
            yield number, desk["name"]
        if written := _WRITTEN_BY.match(text):
            yield number, written["name"]
    for words in (title, layout.source.title):
        first = re.match(rf"(?:{_LEAD}\s*)*([가-힣]{{2,14}})", words)
        if first:
            yield 1, first[1]


_LEAD = r"(?:['’]?\d{2,4}\s*(?:년도?|회계연도)?|민선\s*\d{1,2}기|제\s*\d{1,2}대|\((?:재|사)\)|[「『《])"
"""What stands before the name in a title: 민선8기 ○○시 공약 실천계획."""
_WRITTEN_BY = re.compile(r"\W*작\s*성(?:\s*(?:기관|부서|자))?\s*:\s*(?P<name>[가-힣]{2,12}(?:\s[가-힣]{2,12}){0,1})")
"""Who wrote it: the government or institution, and the unit of it behind its name."""


_WITH_DESK = re.compile(
    r"(?P<name>[가-힣()\s]{2,24}?)\s*[(\[](?=[^()]*(?:☎|☏|전화|담당|팀장|과장|주무관|실|과|팀))[^()\[\]]+[)\]]"
)
"""Whose plan it is, and in brackets the desk that wrote it: ○○군 (기획예산실 공약평가팀장 …)."""


def _undated(text: str) -> str:
    for span in reversed(find_spans(text)):
        text = f"{text[: span.begin]}   {text[span.stop :]}"
    return text


def _institution_in(text: str, year: int | None, layout: Layout) -> _Named | None:
    """The government or institution that a short text is the name of."""
    text = re.sub(r"\s*(?:공고|고시|훈령)\s*제\s*(?:\d[\d\s호-]*)?$", "", text)
    words = _LEGAL_FORM.sub("", unspace(re.sub(r"^[^\w(㈜]+|[^\w)]+$", "", plain(text))))
    words = _ACRONYM.sub("", words)
    if not 2 <= len(squash(words)) <= 24 or re.search(r"\d", words):
        return None
    region, rest = _region_before(words, year, layout)
    if region is not None and (not rest or _OWN_UNIT.fullmatch(rest)):
        return _Named(_told_apart(region), GOVERNMENT, region, rest)
    if region is not None and _OWN_HOUSE.fullmatch(rest):
        return _Named(f"{_told_apart(region)} {rest}", GOVERNMENT, region)
    if unlisted := _UNLISTED.match(rest or words):
        name, office = unlisted[1], (rest or words)[unlisted.end() :]
        often = "\n".join(layout.lines).count(name)
        if often >= (_WITH_OFFICE if office else _OFTEN) and (not office or _OWN_UNIT.fullmatch(office)):
            return _Named(name, GOVERNMENT, region, office)
        if often >= _WITH_OFFICE and _OWN_HOUSE.fullmatch(office):
            return _Named(f"{name} {office}", GOVERNMENT, region)
    organisations = find_organisations(words) or find_organisations(unspace(plain(text)))
    if organisations and len(squash(organisations[0].surface)) >= 0.6 * len(squash(words)):
        name = organisations[0].name if organisations[0].name != organisations[0].surface else words
        return _Named(_LEGAL_FORM.sub("", name), organisations[0].kind, region)
    return None


def _told_apart(region: Region) -> str:
    """The name of a government, with its 시도 where others are called like it: the 중구 of one city is not that of another."""
    alike = [r for r in namesakes(region.name) if r.name == region.name and r.level == region.level]
    return f"{regions()[region.parent].name} {region.name}" if len(alike) > 1 and region.parent else region.name


def _region_before(words: str, year: int | None, layout: Layout) -> tuple[Region | None, str]:
    """The 시도 or 시군구 whose full name begins the words (``충청남도 서산시 …``), and what stands behind it."""
    region: Region | None = None
    rest = words
    while match := _longest(rest, Standpoint(region.code if region else "", year), layout):
        found, length = match
        if region is not None and not found.code.startswith(region.code):
            break
        region, rest = found, rest[length:].lstrip()
    return region, rest


def _longest(words: str, where: Standpoint, layout: Layout) -> tuple[Region, int] | None:
    for length in range(min(len(words), 8), 1, -1):
        if not _FULL_NAME.fullmatch(words[:length]):
            continue
        region = named(words[:length], where) or _by_towns(words[:length], layout)
        if (
            region is not None
            and region.level in ("시도", "시군구")
            and words[:length] in (region.name, *region.aliases)
        ):
            return region, length
    return None


def _by_towns(name: str, layout: Layout) -> Region | None:
    """Which of several 시군구 of one name is meant: the one whose towns the document names most."""
    text = "\n".join(layout.lines)
    counts = [(sum(text.count(town) for town in towns().get(r.code, {})), r) for r in namesakes(name)]
    best = max((n for n, _ in counts), default=0)
    found = [r for n, r in counts if n == best]
    return found[0] if best and len(found) == 1 else None


def _most_named(layout: Layout, year: int | None) -> Issuer | None:
    """The institution that the document speaks of as its own: 재단법인, 명칭변경, 설립; else the one named most."""
    weights: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, raw in enumerate(layout.lines, 1):
        text = plain(raw)
        for organisation in find_organisations(text):
            if _NO_ISSUER.search(organisation.name) and not _LEGAL_FORM.match(organisation.surface):
                continue
            name = _LEGAL_FORM.sub("", organisation.name)
            around = text[max(0, organisation.start - 6) : organisation.end + 8]
            weights[name] += 6 if re.search(r"재단법인|명칭변경|개원|설립", around) else 1
            first.setdefault(name, number)
    if not weights:
        return None
    name, weight = max(weights.items(), key=lambda item: (item[1], -first[item[0]]))
    found = _Named(name, kind_of(name), None)
    return _finish(layout, found, Cite(first[name], first[name]), year) if weight >= 3 else None


def _finish(layout: Layout, found: _Named, cite: Cite, year: int | None) -> Issuer:
    """Complete an issuer with its region and the short forms that the document uses for it."""
    where = Standpoint("", year)
    region = found.region or _region_told(layout, where, _region_of(found.name, where))
    surfaces = {found.name, *((found.region.name,) if found.region else ())}
    text = "\n".join(layout.lines)
    for candidate in set(
        re.findall(r"(?<![가-힣])[가-힣]{2,12}(?:원|단|관|사|소|서|청|센터|본부|TP|재단|공단)(?![가-힣])", text)
    ):
        if abbreviates(candidate.replace("TP", "테크노파크"), found.name) or (
            len(candidate) >= 4 and found.name.endswith(candidate)
        ):
            surfaces.add(candidate)
    return Issuer(found.name, found.kind, region.code if region else "", cite, surfaces, found.unit)


def _region_of(name: str, where: Standpoint) -> Region | None:
    """The region that the name of an institution begins with (강원 of 강원미래산업진흥원)."""
    places = [p for p in find_places(name, where, in_address=True) if p.region.level in ("시도", "시군구")]
    if places and places[0].start == 0:
        return places[0].region
    return next((found for n in (4, 3, 2) if (found := named(name[:n], where))), None)


_OF_REGION = re.compile(
    r"\W*(?P<region>[가-힣]{2,8})\s*(?:출연|출자|산하|직속|투자)[·\s]*(?:출연|출자|공공)?\s*기관\W*"
)
_ADDRESS = re.compile(r"\W*(?:소\s*재\s*지|주\s*소)\W+(?P<address>[가-힣]{2,8}[시군구도]\s.*)")


def _region_told(layout: Layout, where: Standpoint, named_after: Region | None) -> Region | None:
    """The region that a line of the cover says an institution is of (강원특별자치도 출연기관), else the one in its name, unless
    its address lies elsewhere (영동 is a county and a coast); else the 시도 of the address.
    """
    lines = [plain(raw) for raw in layout.lines]
    for text in lines[:COVER_LINES]:
        if (of := _OF_REGION.fullmatch(text)) and (region := named(of["region"], where)):
            return region if named_after is None or not named_after.code.startswith(region.code) else named_after
    for text in lines:
        if (at := _ADDRESS.match(text)) and (found := find_places(at["address"], where, in_address=True)):
            code = found[0].region.code
            home = next((a for a in (*ancestors(code), found[0].region) if a.level == "시도"), None)
            return (
                named_after if named_after and home and named_after.code.startswith(home.code) else home or named_after
            )
    return named_after
