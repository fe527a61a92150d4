"""Institutions: the known ones by their names and acronyms, others by how such names end."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from rapidfuzz import distance, process

from lexicon.boundaries import free_left, free_right
from lexicon.places import Standpoint, find_places, named
from lexicon.spans import Taken
from lexicon.tables import rows
from lexicon.text import squash

_ENDINGS = (
    "진흥원|연구원|혁신원|개발원|정보원|평가원|관리원|교육원|기술원|문화원|예술원|과학원|품질원|보증원|인증원|육성원|지원원|테크노파크|공단|공사|재단|협회|학회|"
    "조합|조합중앙회|연합회|진흥회|사업단|평가단|지원단|추진단|대학교|산학협력단|의료원|병원|은행|위원회|상공회의소|연구소|박물관|체육회|"
    "진흥센터|지원센터|지역센터|육성센터|혁신센터|자활센터|거점센터|평가센터|연구센터|위원회|국회|의회|교육청|교육지원청|경제자유구역청|관리청|환경청|노동청|서비스원|인재원|항만청|항공청|수산청|기상청|경찰청|소방본부"
)
_FORM = r"(?:\(주\)|㈜|주식회사\s?|\(사\)|\(재\)|\(유\)|사단법인\s?|재단법인\s?)"
_GENERIC = re.compile(
    rf"{_FORM}\s?[가-힣A-Za-z0-9·&]{{2,20}}|(?:[가-힣A-Za-z0-9·&]{{2,20}}|[가-힣A-Za-z0-9·]{{2,12}} [가-힣A-Za-z0-9·]{{2,12}})(?:{_ENDINGS})(?![가-힣A-Za-z])"
    r"|[가-힣]{2,10}(?:주식회사|\(주\)|㈜)|[가-힣A-Za-z0-9·]{2,14}(?:랩|TP|창조경제혁신센터)(?![가-힣A-Za-z])"
)
_FOLLOW = re.compile(r"\s*(?:공모|주관|지원|위탁|협약|연계|소속|주최|산하|등)")
_KINDS = (
    (re.compile(r"대학교?$|대학원$|산학협력단$|과학기술원$"), "대학"),
    (re.compile(r"협회$|학회$|조합$|연합회$|체육회$|상공회의소$|\(사\)|사단법인"), "협회"),
    (re.compile(r"\(주\)|㈜|주식회사"), "기업"),
    (re.compile(r"(?:특별시|광역시|특별자치[시도]|[가-힣]{2,}[도시군구])$"), "지자체"),
    (re.compile(r"진흥원$|테크노파크$|혁신원$|개발원$|재단$|연구원$|정보원$|센터$"), "출연기관"),
)


_PARTICLE = re.compile(r"(?<=원|단|사|회|합|터|크|교)(?:과|와|은|는|이|가|을|를|의|에|에서)$")
"""Behind a name whose legal form stands before it, whatever it ends in: (재)○○진흥원과."""


class Organisation(NamedTuple):
    """An institution named in a text: its canonical name, kind, and how and where it is written."""

    name: str
    kind: str
    start: int
    end: int
    surface: str


@cache
def _listed() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for source, kind in (("agencies", ""), ("universities", "대학")):
        for row in rows(source):
            for surface in (row["name"], *row["aliases"].split("|")):
                if len(surface) > 1:
                    table.setdefault(surface, (row["name"], row.get("kind") or kind))
    return table


@cache
def _known() -> dict[str, tuple[str, str]]:
    """Those that may be found in running text: two letters are too few."""
    return {surface: found for surface, found in _listed().items() if len(surface) > _SHORT}


_SHORT = 2


@cache
def _known_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(s) for s in sorted(_known(), key=lambda s: (-len(s), s))))


def canonical(surface: str) -> tuple[str, str]:
    """(name, kind) of an institution written as ``surface``."""
    text = re.sub(r"\s+", " ", surface.strip(" ,·"))
    bare = _OF_LAW.sub("", re.sub(r"\([A-Za-z&]{2,10}\)", "", text)).strip()
    if bare in _listed():
        return _listed()[bare]
    region = named(bare)
    if region is not None and region.level in ("시도", "시군구"):
        return region.name, "지자체"
    return bare, kind_of(bare)


_OF_LAW = re.compile(r"^(?:\((?:재|사)\)|(?:재단|사단)법인)\s?(?=[가-힣]{4})")


def is_known(surface: str) -> bool:
    """Whether the tables list an institution under exactly this name or alias."""
    return surface in _known()


def is_listed(surface: str) -> bool:
    """Whether a whole word is a name or alias of a listed institution, be it as short as LH or 한전."""
    return surface in _listed()


def nearest_known(surface: str) -> str | None:
    """The known institution that differs from ``surface`` by one misread letter, or None."""
    best = process.extractOne(surface, _known().keys(), scorer=distance.Levenshtein.distance, score_cutoff=1)
    return _known()[best[0]][0] if best and len(surface) >= 5 else None


def kind_of(name: str) -> str:
    """The kind of an institution by its name's form."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), "공공기관")


def find_organisations(text: str) -> list[Organisation]:
    """The institutions that ``text`` names: known ones where they stand free, others by their endings."""
    found: list[Organisation] = []
    for match in _known_pattern().finditer(text):
        if free_left(text, match.start()) and free_right(text, match.end(), _FOLLOW):
            name, kind = _known()[match.group()]
            found.append(Organisation(name, kind, match.start(), match.end(), match.group()))
    taken = Taken((o.start, o.end) for o in found)
    for match in _GENERIC.finditer(text):
        if not taken.holds(*match.span()) and free_left(text, match.start()):
            surface = _PARTICLE.sub("", match.group().strip())
            end = match.start() + match.group().find(surface) + len(surface)
            found.append(Organisation(canonical(surface)[0], kind_of(surface), match.start(), end, surface))
    return sorted(found, key=lambda o: o.start)


def abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is made of letters of ``long`` in order, first letters first: 충북과기원 of 충북과학기술혁신원.

    It must end alike, be at most two thirds as long, and begin where a word of the long name begins (its first letter,
    or behind a place's name).
    """
    a, b = squash(short), squash(long)
    if not 2 <= len(a) <= 0.7 * len(b) or a[-1] != b[-1]:
        return False
    for start in range(min(5, len(b) - len(a)) + 1):
        if b[start] != a[0] or (start and not _place_before(b, start)):
            continue
        position = start
        for letter in a:
            position = b.find(letter, position) + 1
            if position == 0:
                break
        else:
            return True
    return False


def _place_before(name: str, start: int) -> bool:
    places = find_places(name[:start], Standpoint())
    return any(p.start == 0 and p.end == start for p in places)
