"""Whose document it is, of which years, and of what kind: read from the cover, else from what the text says most."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lexicon.amounts import find_amounts
from lexicon.dates import find_spans, find_years
from lexicon.labels import field_of, split_label
from lexicon.organisations import abbreviates, canonical, find_organisations, kind_of
from lexicon.places import Region, Standpoint, find_places, named
from lexicon.text import plain, squash
from loaders.facts.model import Cite
from loaders.layout.model import Block, Layout

_TITLE = re.compile(
    r"계획|현황|추진|보고|실적|업무|백서|공약|편람|개요|사업|예산|결과|성과|방안|대책|안내|공고|시책|자료|요강"
)
_PLEDGE = re.compile(r"공약|매니페스토")
_CURRENT = re.compile(r"(?:기\s*준|현\s*재)")
_COVER_LINES = 30


@dataclass
class Issuer:
    """The institution of a document: canonical name, kind, region code, and the ways the document writes it."""

    name: str
    kind: str
    region: str
    cite: Cite
    surfaces: set[str]


@dataclass
class Cover:
    """What is known of the document as a whole. ``year`` completes dates without one; ``unit`` is won per one."""

    title: str
    title_cite: Cite
    years: list[int]
    date: str
    date_cite: Cite | None
    kind: str
    issuer: Issuer | None
    unit: int | None
    pledge: bool

    @property
    def year(self) -> int | None:
        """The year of writing: of the date, else the last year of the title."""
        if self.date:
            return int(self.date[:4])
        return self.years[-1] if self.years else None

    @property
    def where(self) -> Standpoint:
        """Who speaks, and when: for places and ministries."""
        return Standpoint(self.issuer.region if self.issuer else "", self.year)

    @property
    def own_territory(self) -> bool:
        """Whether programs are, unless stated otherwise, in the issuer's own 시·군·구."""
        return bool(self.issuer and self.issuer.kind == "지자체" and len(self.issuer.region) == 5)


def read_cover(layout: Layout, title: str = "", institution: str = "", years: list[int] | None = None) -> Cover:
    """The cover of a document; ``title``, ``institution`` and ``years`` set by a person win."""
    found_title, cite = _title(layout)
    stated_years = years or find_years(title or found_title) or _years_by_weight(layout)
    date, date_cite = _date(layout, stated_years)
    base_year = int(date[:4]) if date else (stated_years[-1] if stated_years else None)
    issuer = _issuer(layout, title or found_title, institution, base_year)
    text = "\n".join(layout.lines)
    pledge = bool(_PLEDGE.search(title or found_title)) or _pledge_table(layout)
    return Cover(
        title or found_title,
        cite,
        sorted(set(stated_years)),
        date,
        date_cite,
        _kind(title or found_title, pledge),
        issuer,
        _main_unit(text),
        pledge,
    )


def _title(layout: Layout) -> tuple[str, Cite]:
    """The first line of the cover that reads like a title, else the source's own title, else nothing."""
    for number, raw in enumerate(layout.lines[:_COVER_LINES], 1):
        text = plain(raw.lstrip("# "))
        if 6 <= len(text) <= 60 and _TITLE.search(text) and not split_label(text) and "\t" not in raw.strip():
            if not re.match(r"[□○\-ⅠⅡ※①\d]+[.)\s]", text) or find_years(text[:6]):
                return text, Cite(number, number)
        if re.match(r"\s*(?:#+\s*)?(?:[ⅠI]\s*[.]|□)", raw):
            break
    return layout.source.title, Cite(1, 1)


def _pledge_table(layout: Layout) -> bool:
    """A sheet of one pledge begins with a table of labels, one of which says so (공약명, 공약실명제)."""
    return any(t.pairs and any(_PLEDGE.search(c.text) for row in t.rows for c in row[::2]) for t in layout.tables[:1])


def _date(layout: Layout, years: list[int]) -> tuple[str, Cite | None]:
    """The date of the cover, of a 기준 or 현재 line, else the last year."""
    for number, raw in enumerate(layout.lines[:_COVER_LINES], 1):
        text = plain(raw.lstrip("# "))
        spans = find_spans(text)
        if spans and len(text) <= 16 and spans[0].start and len(spans[0].start) >= 7 and not spans[0].is_period:
            return spans[0].start, Cite(number, number)
    for number, raw in enumerate(layout.lines, 1):
        if _CURRENT.search(raw) and len(raw) <= 60:
            spans = [s for s in find_spans(plain(raw)) if s.start and len(s.start) == 10]
            if spans and spans[0].start:
                return spans[0].start, Cite(number, number)
    return (str(max(years)) if years else ""), None


def _years_by_weight(layout: Layout) -> list[int]:
    """The years that the text speaks of: all that stand at least a third as often as the most frequent."""
    counts = Counter(y for raw in layout.lines for y in find_years(raw))
    most = max(counts.values(), default=0)
    return sorted(y for y, n in counts.items() if 3 * n >= most)


def _kind(title: str, pledge: bool) -> str:
    if pledge:
        return "공약 실천계획"
    for word, kind in (
        ("추진상황", "추진상황"),
        ("실적", "추진실적"),
        ("업무계획", "주요업무계획"),
        ("계획", "계획"),
        ("결산", "결산"),
        ("예산", "예산"),
    ):
        if word in title:
            return kind
    return "문서"


def _main_unit(text: str) -> int | None:
    """The unit that the document writes most of its amounts in, for lists of shares without one."""
    counts = Counter(a.unit for a in find_amounts(text) if a.unit >= 1000)
    counts.update(
        unit
        for unit in re.findall(r"단위\s*[:;]?\s*(백만|천|억)\s*원", text)
        for unit in [{"백만": 10**6, "천": 1000, "억": 10**8}[unit]]
    )
    return counts.most_common(1)[0][0] if counts else None


def _issuer(layout: Layout, title: str, institution: str, year: int | None) -> Issuer | None:
    if institution:
        name, kind = canonical(institution)
        return _finish(layout, name, kind, Cite(1, 1), year)
    labelled = _labelled_issuer(layout)
    for number, text in [*labelled, *_cover_lines(layout, title)]:
        region = _government(text, year)
        if region is not None:
            return _finish(layout, region.name, "지자체", Cite(number, number), year, region)
        organisations = find_organisations(text)
        if organisations and len(squash(organisations[0].surface)) >= 0.6 * len(squash(text)):
            return _finish(layout, organisations[0].name, organisations[0].kind, Cite(number, number), year)
    return _most_named(layout, year)


def _labelled_issuer(layout: Layout) -> list[tuple[int, str]]:
    found = []
    for table in layout.tables[:2]:
        if table.pairs:
            for row in table.rows:
                for left, right in zip(row[::2], row[1::2], strict=False):
                    if field_of(left.text) in ("structure", "institution") and right.text:
                        found.append((left.line, right.text))
    return found


def _cover_lines(layout: Layout, title: str) -> list[tuple[int, str]]:
    """Short lines before the first section, and the title's own beginning."""
    lines = []
    for number, raw in enumerate(layout.lines[:_COVER_LINES], 1):
        text = plain(raw.lstrip("# "))
        if re.match(r"(?:[ⅠI]\s*[.]|□)\s*\S", text):
            break
        if 2 <= len(squash(text)) <= 20 and not re.search(r"\d", text):
            lines.append((number, squash(text)))
    first = re.match(r"(?:\d{4}년도?\s*)?([가-힣]{2,14})", title)
    return [*lines, *([(1, first[1])] if first else [])]


def _government(text: str, year: int | None) -> Region | None:
    region = named(re.sub(r"(?:청|의회)$", "", text.strip()), Standpoint("", year))
    full = region is not None and (
        region.name == text.strip() or text.strip().endswith(("시청", "군청", "구청", "도청"))
    )
    return region if full and region is not None and region.level in ("시도", "시군구") else None


def _most_named(layout: Layout, year: int | None) -> Issuer | None:
    """The institution that the document speaks of as its own: 재단법인, 명칭변경, 설립; else the one named most."""
    weights: Counter[str] = Counter()
    first: dict[str, int] = {}
    for number, raw in enumerate(layout.lines, 1):
        text = plain(raw)
        for organisation in find_organisations(text):
            if re.search(r"센터$|대학교?$|위원회$|의회$|국회$|랩$|병원$|의료원$", organisation.name):
                continue
            name = re.sub(r"^(?:재단법인|사단법인|\(재\)|\(사\))\s*", "", organisation.name)
            around = text[max(0, organisation.start - 6) : organisation.end + 8]
            weights[name] += 6 if re.search(r"재단법인|명칭변경|개원|설립", around) else 1
            first.setdefault(name, number)
    if not weights:
        return None
    name, weight = max(weights.items(), key=lambda item: (item[1], -first[item[0]]))
    return _finish(layout, name, kind_of(name), Cite(first[name], first[name]), year) if weight >= 3 else None


def _finish(layout: Layout, name: str, kind: str, cite: Cite, year: int | None, region: Region | None = None) -> Issuer:
    """Complete an issuer with its region and the short forms that the document uses for it."""
    where = Standpoint("", year)
    if region is None:
        places = [p for p in find_places(name, where, in_address=True) if p.region.level in ("시도", "시군구")]
        prefix = next((named(name[:n], where) for n in (4, 3, 2) if named(name[:n], where)), None)
        region = places[0].region if places and places[0].start == 0 else prefix
    surfaces = {name}
    text = "\n".join(layout.lines)
    for candidate in set(re.findall(r"(?<![가-힣])[가-힣]{2,12}(?:원|단|관|사|청|TP|재단|공단)(?![가-힣])", text)):
        if abbreviates(candidate, name) or (len(candidate) >= 4 and name.endswith(candidate)):
            surfaces.add(candidate)
    return Issuer(name, kind, region.code if region else "", cite, surfaces)


def cover_blocks(layout: Layout) -> list[Block]:
    """The blocks of the cover: what stands before the first block that has something below it."""
    blocks = []
    for block in layout.root.children:
        if block.children or block.table:
            break
        blocks.append(block)
    return blocks
