"""Whose document it is, of which years, and of what kind: read from the cover, else from what the text says most."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lexicon.amounts import find_amounts
from lexicon.dates import Span, find_spans, find_years
from lexicon.places import Standpoint
from lexicon.text import plain
from loaders.facts.issuer import COVER_LINES, Issuer, find_issuer
from loaders.facts.model import Cite
from loaders.facts.titles import told_title, written_title
from loaders.layout.model import Block, Layout

_PLEDGE = re.compile(r"공약|매니페스토")
_PLAN_TITLE = re.compile(r"(?:업무|사업|시책|공약|과제)\S*\s*(?:\S+\s*)?(?:계획|보고|현황|상황|실적|조서|총괄)")
_PLANNING = re.compile(r"사\s?업|국비|도비|시비|군비|구비|지방비|출연금|추진|공모")
_GUESSED_MOST = 10**8
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?!\s*(?:[조억만천백]|원))")
_CURRENT = re.compile(r"(?:기\s*준|현\s*재)")


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
    plan: bool = True  # whether the text speaks of programs at all: elsewhere an item with an amount is none
    noted: int | None = None  # that of bare amounts under a label, where the document notes one for all
    looks_ahead: bool = False  # whether the text speaks of 내년
    units: list[tuple[int, int, int]] = field(default_factory=list)  # those of chapters: first line, last, won per one
    line: int = 0  # where the reader is

    @property
    def noted_unit(self) -> int | None:
        """The unit noted for bare amounts where the reader is: of its chapter, else of all."""
        return next((u for first, last, u in reversed(self.units) if first <= self.line <= last), self.noted)

    def unit_for(self, text: str) -> int | None:
        """Won per one of the bare amounts of a text: the document's unit; only a note makes figures of thousands 억원."""
        if self.noted_unit is not None:
            return self.noted_unit
        guessed = (self.unit or 0) >= _GUESSED_MOST
        broken = not guessed and _FRACTION.search(text)
        return None if broken or (guessed and _THOUSANDS.search(text)) else self.unit

    @property
    def year(self) -> int | None:
        """The year of writing: of the date, else the last year of the title."""
        if self.date:
            return int(self.date[:4])
        return self.years[-1] if self.years else None

    @property
    def own_year(self) -> int | None:
        """The year that the document is about, where it is one; else that of writing."""
        return self.years[0] if len(self.years) == 1 else self.year

    @property
    def this_year(self) -> int | None:
        """The year that 올해 means: that of writing where the plan is of the next and calls it 내년, else the document's own."""
        written = int(self.date[:4]) if self.date else None
        ahead = self.looks_ahead and written is not None and self.own_year == written + 1
        return written if ahead else self.own_year

    @property
    def where(self) -> Standpoint:
        """Who speaks, and when: for places and ministries."""
        return Standpoint(self.issuer.region if self.issuer else "", self.year, self.date)

    def repeats_title(self, heading: str) -> bool:
        """Whether a heading only says the title again: 2026년 주요업무 추진계획 in 2026년도 주요업무계획."""
        return heading == self.title or _bare_title(heading) == _bare_title(self.title)

    @property
    def when(self) -> str | int | None:
        """The date of writing, else the year: for the names of ministries."""
        return self.date or self.year

    @property
    def own_territory(self) -> bool:
        """Whether programs are, unless stated otherwise, in the issuer's own 시·군·구."""
        return bool(self.issuer and self.issuer.kind == "지자체" and len(self.issuer.region) == 5)


def _bare_title(text: str) -> str:
    """The letters of a title without the words that come and go: the 도 of a year, 주요, 추진, 시정, (안)."""
    return re.sub(r"\(안\)|(?<=년)도|주요|추진|세부|[시군구도]정(?=\s)|\W", "", text).removesuffix("서")


def read_cover(layout: Layout, title: str = "", institution: str = "", years: list[int] | None = None) -> Cover:
    """The cover of a document; ``title``, ``institution`` and ``years`` set by a person win."""
    written = written_title(layout)
    named = title or (written[0] if written else layout.source.title)
    stated_years = years or find_years(named) or _years_by_weight(layout)
    date, date_cite = _date(layout, stated_years)
    base_year = int(date[:4]) if date else (stated_years[-1] if stated_years else None)
    issuer = find_issuer(layout, named, institution, base_year)
    pledge = bool(_PLEDGE.search(named)) or _pledge_table(layout)
    kind = _kind(named, pledge)
    told = None if title or written or issuer is None else told_title(layout, issuer.name, kind)
    text = "\n".join(re.sub(r"\s{2,}", " ", line) for line in layout.lines)
    return Cover(
        told[0] if told else named,
        (written or told or ("", Cite(1, 1)))[1],
        sorted(set(stated_years)),
        date,
        date_cite,
        kind,
        issuer,
        layout.unit or _main_unit(text),
        pledge,
        bool(_PLAN_TITLE.search(named)) or _is_plan(layout.lines),
        layout.unit,
        bool(_NEXT_YEAR.search(text)),
        layout.units,
    )


_FRACTION = re.compile(r"[국도시군구비]\s?\d{1,3}\.\d(?![\d.]*\s*[억조백천만원])")
"""A share that is no whole number of 백만원: 도 1.8 is of 억원, which only a note can say."""
_NEXT_YEAR = re.compile(r"(?<![가-힣])내년")


def _pledge_table(layout: Layout) -> bool:
    """A sheet of one pledge begins with a table of labels, one of which says so (공약명, 공약실명제)."""
    return any(t.pairs and any(_PLEDGE.search(c.text) for row in t.rows for c in row[::2]) for t in layout.tables[:1])


def _date(layout: Layout, years: list[int]) -> tuple[str, Cite | None]:
    """The date of the cover, of a 기준 or 현재 line, else the last year."""
    for number, raw in enumerate(layout.lines[:COVER_LINES], 1):
        for text in re.split(r"[|\t]|\s/\s", plain(raw.lstrip("# "))):
            spans = find_spans(text)
            alone = bool(spans) and len(text) <= 16 and not re.search(r"[가-힣]{2}", _beside(text, spans[0]))
            if alone and spans[0].start and len(spans[0].start) >= 7 and not spans[0].is_period:
                return spans[0].start, Cite(number, number)
    for number, raw in enumerate(layout.lines, 1):
        if _CURRENT.search(raw) and len(raw) <= 60:
            spans = [s for s in find_spans(plain(raw)) if s.start and len(s.start) == 10]
            if spans and spans[0].start:
                return spans[0].start, Cite(number, number)
    return (str(max(years)) if years else ""), None


def _beside(text: str, span: Span) -> str:
    """The words beside a date, those that date a document left out: ``2026. 1. 15. 현재``, ``작성일 2025. 3. 2.``."""
    return re.sub(r"기\s*준|현\s*재|작\s*성|일\s*자|발\s*행", "", text[: span.begin] + text[span.stop :])


def _years_by_weight(layout: Layout) -> list[int]:
    """The years that the text speaks of: all that stand at least a third as often as the most frequent."""
    counts = Counter(y for raw in layout.lines for y in find_years(raw))
    most = max(counts.values(), default=0)
    return sorted(y for y, n in counts.items() if 3 * n >= most)


def _is_plan(lines: list[str]) -> bool:
    """Whether at least three lines, and one in thirty, speak of programs, of public money or of carrying them out."""
    written = [raw for raw in lines if raw.strip()]
    speaking = sum(bool(_PLANNING.search(raw)) for raw in written)
    return speaking >= 3 and 30 * speaking >= len(written)


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


def cover_blocks(layout: Layout) -> list[Block]:
    """The blocks of the cover: what stands before the first block that has something below it."""
    blocks = []
    for block in layout.root.children:
        if block.children or block.table:
            break
        blocks.append(block)
    return blocks
