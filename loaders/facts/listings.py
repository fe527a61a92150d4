"""Tables that list programs: a row is a mention; its cells are facts by the meaning of their columns.

Totals and what groups rows: ``groups.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from lexicon.amounts import digits
from lexicon.dates import find_spans
from lexicon.people import read_people
from lexicon.phones import find_phones, mark_extensions
from lexicon.text import squash
from loaders.facts.actors import actors_of_label, actors_of_text
from loaders.facts.cell_money import CellMoney
from loaders.facts.clauses import clauses
from loaders.facts.contacts import contact_of, unit_and_people
from loaders.facts.context import Context
from loaders.facts.counts import quantities
from loaders.facts.cover import Cover
from loaders.facts.groups import UNIT_NAME, Grouping, RowGroup, Totals, total_of_row
from loaders.facts.heads import code_in, is_name, marks_in, read_head
from loaders.facts.model import Cite, Mention, Name, Period, Statement, Step
from loaders.facts.money import TOTAL, find_sums, in_won, source_of
from loaders.facts.overview import listed_fields, read_overview
from loaders.facts.tables import Column, columns_of, is_sure_name, name_column, unshift
from loaders.facts.values import JOINT, money_of, read_line, spots_of_text
from loaders.layout.model import Cell, Table

_RATE = re.compile(r"[가-힣](?:률|율)(?:\s*\([^()]*\))?$")
"""The end of a column's head whose figures are percent, said or not."""
_ACTORS = frozenset({"ministry", "structure", "agency", "executor", "partner"})
_PLANNED = frozenset({"period", "ministry", "agency", "executor", "structure", "department", "contact", "person", "source",
                      "progress", "plan", "progress_plan", "location", "content", "target", "rate"})  # fmt: skip
_PEOPLE = ("contact", "person", "manager")
_OVERVIEWS = ("overview", "content")
_TELLING = ("overview", "content", "scale", "note", "")
"""Columns of words that may tell the term and the total cost in passing."""
_MOST = 0.8
"""Of a cell, what a term has to take to be all it says."""
_COUNTING = re.compile(r"[①-⑳❶-❿➊-➓]")
"""Several of these in one cell list what a strategy is made of: no name."""
_WHEN = re.compile(r"((?!추진|사업|시행|진행|설립|개최)[가-힣]{2,8}?)(?:시기|일정|예정일?|시점|일자)")
"""Heads of columns that say what is done at the date below them."""
_DONE_AT = re.compile(r"(준공|착공|개관|개소|완공|완료|착수|개장|개통|종료|선정|발표|승인|협약|신청)(?:일자?|예정일?)?")
_BID_RESULT = re.compile(r"(?:공모|응모|심사)?(?:선정)?(?:결과|현황|상황)(?:\([^()]*\))?$")
_OF_MONEY = re.compile(r"[가-힣](?:액|금|비)$")
_OF_BIDS = re.compile(r"공모(?:선정)?(?:결과|현황|상황)|공모(?:사업|과제)(?:명|$)|공모(?:신청)?(?:시기|일정|기간|예정)")
"""Heads of columns in a table of programs that are bid for."""
_BID_LIST = re.compile(r"공모\s*(?:사업|과제)?\s*(?:대응|응모|신청|추진|참여)?\s*(?:현황|결과|실적|상황)")
_RESULT_HEAD = re.compile(r"(?:선정|심사|평가|응모)?(?:결과|여부)")
"""What heads a list of bids, and its column of what became of them."""
_WON_LIST = re.compile(r"공모\s*(?:사업)?\s*선정\s*(?:현황|내역|실적|결과|사업)")
"""What heads a list of programs whose bids were won."""
_OF_MEASURES = re.compile(r"지표명?$")
_TO_BID = re.compile(r"(?:공모|응모)(?:신청)?(?:시기|일정|기간|예정)")
"""Heads of columns that say when a program will be bid for."""
_PLEDGED = re.compile(r"공약(?:사업|과제)?(?:명|$)")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:-\d{1,2})?[.)]\s+|[①-⑳❶-❿➊-➓]\s*)(?=\S)")
_NONE = ("-", "–", "—")
_RENAMED = re.compile(r"\(?\s*(?:명칭\s*변경|사업명\s*변경|개칭|명칭변경)\s*\)?\s*[:：]?\s*(?P<n>[^—–:;,(]{4,40})?")


class Listing(NamedTuple):
    """What a table of programs says: its mentions in order, its totals, its columns; the unit and year of its section."""

    mentions: list[Mention]
    totals: list[Totals]
    columns: list[Column]
    unit: str = ""
    year: int | None = None
    groups: Sequence[RowGroup] = ()

    def units(self, table: Table) -> set[int | None]:
        """The units of its amounts, won per one."""
        return {c.unit or table.unit for c in self.columns if c.is_money}


def is_listing(table: Table) -> bool:
    """Whether a table lists programs."""
    if not table.header_rows:
        return False
    columns = columns_of(table)
    name = name_column(table, columns)
    if name is None:
        return False
    return is_sure_name(name) or any(c.is_money or c.field in _PLANNED for c in columns if c is not name)


def listed_names(table: Table) -> list[str]:
    """The names of the programs that a table lists under a header that names nothing else."""
    columns = columns_of(table) if table.header_rows else []
    name = name_column(table, columns) if columns else None
    costed = any(c.field in ("total", "period") for c in columns)
    if name is None or not (is_sure_name(name) or (costed and "과제" in name.label)):
        return []
    return [_AGAIN.sub("", read_head(row[name.index].text).name) for _, row in table.body() if row[name.index].text]


_AGAIN = re.compile(r"\s*\((?:재도전|재추진|재공모|재신청|계속|변경)\)$")


Labelled = Callable[[str, Context, Mention, Cite], bool]
"""Reads ``라벨 : 값`` of an entry in a cell into a mention; False where it has no known label."""


def read_listing(table: Table, context: Context, cover: Cover, labelled: Labelled) -> Listing:
    """The mentions and totals of a table that lists programs."""
    columns = columns_of(table)
    name = name_column(table, columns)
    assert name is not None
    reader = _RowReader(table, columns, name, context, cover, labelled)
    mentions: list[Mention] = []
    totals: list[Totals] = []
    group = Grouping(columns, name)
    spanned: Cell | None = None
    for line, cells in table.body():
        row = unshift(cells, name.index)
        further = bool(mentions) and reader.goes_on(row)
        total = None if further else total_of_row(row, name.index, line)
        if total:
            total = group.summed(total, row)
            totals.append(total)
            group.close(total)
            continue
        group.open(row, line)
        if further or (mentions and row[name.index] is spanned):
            reader.more(mentions[-1], row, line)
            continue
        spanned = row[name.index]
        mention = reader.mention(row, line)
        if mention is not None:
            group.take(mention)
            mentions.append(mention)
    return Listing(mentions, totals, columns, context.unit, context.year, group.rows())


def is_fact_row(table: Table) -> bool:
    """Whether a table states the fields of the one program it stands under: labels, and a row of values below them."""
    columns = columns_of(table) if table.header_rows else []
    known = [c for c in columns if c.field in _PLANNED or c.is_money]
    if columns and _OF_MEASURES.search(squash(columns[0].label)):
        return False  # 지표명 | 2024 실적 | 2025 목표
    rows = len(table.rows) - table.header_rows
    return rows == 1 and len(known) >= 2 and 2 * len(known) >= len(columns) and name_column(table, columns) is None


def read_fact_row(table: Table, context: Context, cover: Cover, labelled: Labelled, owner: Mention) -> None:
    """Read such a table into the program."""
    columns = columns_of(table)
    reader = _RowReader(table, columns, replace(columns[0], index=-1), context, cover, labelled)
    for line, row in table.body():
        reader.more(owner, row, line)


def _holds_terms(table: Table, column: Column) -> bool:
    """Whether a column of times (추진시기) holds from when to when things are done."""
    cells = [row[column.index].text for _, row in table.body() if row[column.index].text]
    spans = [find_spans(text) for text in cells]
    return bool(cells) and all(s and s[0].start and s[0].end and s[0].is_period for s in spans if s) and all(spans)


_WHOLE = ("계", "합계", "소계", "총계", "총사업비")
_BORNE = re.compile(r"부담|분담")
_MOSTLY = 0.6


def _names_sources(table: Table, column: Column) -> bool:
    """Whether the cells of a column say out of which money the amounts of their rows are: 계, 국비, 시비."""
    cells = [squash(row[column.index].text) for _, row in table.body() if row[column.index].text]
    named = [t for t in cells if t in _WHOLE or source_of(t)]
    mostly = len(cells) > 1 and len(named) >= _MOSTLY * len(cells)
    return mostly and any(t in _WHOLE for t in named) and any(t not in _WHOLE for t in named)


_SHORT_STATES = {"정상": "정상추진", "일부": "일부추진", "부분": "부분추진", "추진": "추진중"}
_STATE_HEADER = re.compile(r"상태|(?:추진|이행|진행)(?:상황|현황|단계)$")
"""States as columns shorten them, and the headers of such columns."""
_WHOLE_AMOUNT = re.compile(r"(?:총|약)?\s*\d[\d,.]*\s*(?:조|천억|백억|십억|억|천만|백만|천)\s*원(?:\s*\([^()]*\))?")


class _RowReader:
    """Reads the rows of one table of programs into mentions."""

    def __init__(
        self, table: Table, columns: list[Column], name: Column, context: Context, cover: Cover, labelled: Labelled
    ) -> None:
        self._table = table
        self._labelled = labelled
        self._columns = columns
        self._name = name
        self._context = context
        self._cover = cover
        fields = {c.field for c in columns}
        termed = "period" in fields or any(_holds_terms(table, c) for c in columns if c.field == "when")
        yearly = context.of_year or any(c.year for c in columns)
        of_terms = termed and "total" not in fields and not yearly
        self._amounts = CellMoney(table, columns, context, cover, of_terms=of_terms)
        self._sources = next((c.index for c in columns if c.field == "source" and _names_sources(table, c)), None)

    def goes_on(self, row: list[Cell]) -> bool:
        """Whether a row without a name gives the money of one more source of the program above: ``| 국비 | 6,250``."""
        return self._sources is not None and not row[self._name.index].text and bool(row[self._sources].text)

    def mention(self, row: list[Cell], line: int) -> Mention | None:
        """The program of a row; None where its name says nothing."""
        head = read_head(row[self._name.index].text, self._context.year)
        text = _NUMBERED.sub("", re.sub(r"\s+", " ", head.name).strip())
        aside = text.startswith("(") and text.endswith(")")  # (농가당 80만원), below a name
        if len(squash(text)) < 3 or aside or not re.search(r"[가-힣A-Za-z]", text) or len(_COUNTING.findall(text)) > 1:
            return None
        cite, year = Cite(line, line), self._context.year
        mention = Mention(f"table:{self._table.number}", 1, cite, [Name(text, year, cite)], self._context.section)
        mention.marks |= head.marks
        mention.statements += [Statement("구분", "변경", cite, year=year)] if "변경" in head.marks else []
        mention.year = year
        numbers = [code_in(row[c.index].text) for c in self._columns if c.field == "number"]
        mention.code = head.code or next((n for n in numbers if n), "")
        heads = [squash(c.label) for c in self._columns]
        won = any("선정" in h for h in heads)
        over = [*(text for _, text in self._table.caption), *self._context.section[-2:]]
        listed = any(map(_WON_LIST.search, over))
        results = [c for c, h in zip(self._columns, heads, strict=True) if _RESULT_HEAD.fullmatch(h)]
        if results and any(map(_BID_LIST.search, over)):  # 공모 대응현황: … | 결과 | with 선정, 미선정
            mention.marks |= {"공모", "공모선정"} if row[results[0].index].text.startswith("선정") else {"공모"}
        mention.marks |= {"공모"} if listed or (any(map(_OF_BIDS.match, heads)) and not won) else set()
        mention.marks |= {"공모선정"} if listed else set()
        mention.marks |= {"공모", "공모대응"} if any(map(_TO_BID.match, heads)) else set()
        mention.kind = "공약" if _PLEDGED.match(squash(self._name.label)) else mention.kind
        mention.periods += [Period(p.start, p.end, p.text, cite, own=False) for p in head.periods]
        mention.actors += [a for r in head.remarks for a in actors_of_text(r, self._cover.when, cite, True)]
        mention.spots += spots_of_text(text, self._cover, cite, "사업명")
        for col in self._columns:
            if col.index != self._name.index and row[col.index].text not in ("", *_NONE):
                self._cell(mention, row[col.index], self._of_row(col, row), self._cite(row[col.index], line))
        self._phone(mention, row)
        return mention

    def _of_row(self, col: Column, row: list[Cell]) -> Column:
        """A column of money as it is in a row that says out of which money: 국비, 우리 시 부담."""
        said = row[self._sources].text if self._sources is not None and col.is_money else ""
        if _BORNE.search(said) and source_of(said) is None:
            return replace(col, field="share")
        return replace(col, source=source_of(said) or col.source) if said else col

    def _cite(self, cell: Cell, line: int) -> Cite:
        at = self._table.line_of(cell, line)
        return Cite(at, at)

    def more(self, mention: Mention, row: list[Cell], line: int) -> None:
        """A further row of the same program, whose name spans several: what it says besides."""
        for col in self._columns:
            cell = row[col.index]
            if col.index != self._name.index and cell.row_span == 1 and cell.text not in ("", *_NONE):
                self._cell(mention, cell, self._of_row(col, row), Cite(line, line))

    def _phone(self, mention: Mention, row: list[Cell]) -> None:
        """Columns of telephone numbers, each beside one of names (팀장 | 전화 | 담당자 | 전화); one alone is of who stands alone."""
        phones = [c for c in self._columns if c.field == "phone"]
        for phone in phones:
            names = [c for c in self._columns if c.field in _PEOPLE and c.index < phone.index]
            beside = row[names[-1].index].text if len(phones) > 1 and names else ""
            said = {p.name for p in read_people(mark_extensions(beside))}
            of = [n for n, c in enumerate(mention.contacts) if (c.name in said if said else len(mention.contacts) == 1)]
            number = row[phone.index].text.strip("☎ ")
            if number and len(of) == 1 and not mention.contacts[of[0]].phone:
                found = find_phones(f"☎{number}")
                mention.contacts[of[0]] = replace(mention.contacts[of[0]], phone=found[0].number if found else number)

    def _cell(self, mention: Mention, cell: Cell, col: Column, cite: Cite) -> None:
        if col.field == "scale" and _WHOLE_AMOUNT.fullmatch(cell.text.strip()):
            col = replace(col, field="total")  # 사업규모 | 20억원
        text = cell.text
        if col.is_money or col.field == "source":
            mention.money += self._amounts.read(text, col, mention, cite)
            terms = [x for x in find_spans(text) if x.is_period and not self._table.unit] if col.is_money else []
            mention.periods += [Period(x.start, x.end, x.text, cite, own=False) for x in terms[:1]]
        elif col.field == "period":
            spans = find_spans(text, self._context.year)
            mention.periods += [Period(s.start, s.end, text, cite, own=False) for s in spans[:1]]
        elif col.field in _ACTORS:
            mention.actors += actors_of_label(col.field, col.label, text, self._cover.where, cite)
            mention.steps += read_line(text, self._context, self._cover, cite).steps if "선정" in text else []
        elif col.field in _PEOPLE:
            posts = read_people(mark_extensions(text))
            mention.contacts += [contact_of(p, cite) for p in posts]
            if not posts and UNIT_NAME.fullmatch(text.replace(" ", "")):
                mention.department = mention.department or text
        elif col.field == "department":
            own, people = unit_and_people(text, cite)
            outer = mention.department if mention.department_at == cite and mention.department not in own else ""
            mention.department, mention.department_at = f"{outer} {own}".strip(), cite  # 본부 | 팀
            mention.contacts += people
        elif col.field in ("location", "address"):
            mention.spots += spots_of_text(text, self._cover, cite, "위치")
            mention.statements.append(Statement("위치", text, cite, table=self._table.number))
        elif col.field == "group":
            mention.marks |= marks_in(text)
        else:
            self._told(mention, cell, col, cite)

    def _told(self, mention: Mention, cell: Cell, col: Column, cite: Cite) -> None:
        if col.field == "change":
            mention.statements.append(self._plain(col, cell.text, cite))
        elif col.field not in ("number", "sum", "phone"):
            self._entries(mention, cell, col, cite)

    def _entries(self, mention: Mention, cell: Cell, col: Column, cite: Cite) -> None:
        """The entries of a cell of words: those with a known label by their field, the others as words."""
        entries = [t for _, t in cell.items] if len(cell.items) > 1 or any(m for m, _ in cell.items) else [cell.text]
        rest = [t for t in entries if not self._labelled(t, self._context, mention, cite)]
        if len(rest) < len(entries):
            mention.statements.append(self._plain(col, cell.text, cite))
        for text in rest:
            self._words(mention, text, col, cite)

    def _overview(self, mention: Mention, text: str, cite: Cite) -> str:
        """Read what a cell lists of a program without labels (중기부, ’25~’33년, 1,056억원(…), 한국벤처투자); what is left of it."""
        found = read_overview(text, self._context.year, self._cover.where, cite)
        mention.periods += [] if mention.periods else [replace(p, own=False) for p in found.periods]
        mention.actors += found.actors
        mention.spots += [s for p in found.places for s in spots_of_text(p, self._cover, cite, "위치")]
        if not any(m.source == TOTAL for m in mention.money):
            sums = [total for amount in found.amounts[:1] for total in find_sums(amount)]
            whole = replace(self._context, year=None)
            mention.money += [m for total in sums for m in money_of(total, whole, self._cover, cite, scope="total")]
        return ", ".join([*found.rest, *found.amounts[1:]])

    def _words(self, mention: Mention, text: str, col: Column, cite: Cite) -> None:
        """A cell of words: milestones, places, ministries, shares and counts in it, a new name, the words themselves."""
        tense = {"progress": "past", "plan": "plan"}.get(col.field, self._context.tense)
        year = col.year or self._context.year
        own = replace(self._context, year=year, tense=tense, field=col.field or self._context.field)
        listed = col.field in _OVERVIEWS and len(listed_fields(text, self._cover.where)) > 1
        rest = self._overview(mention, text, cite) if listed else text
        if renamed := _RENAMED.search(text):
            mention.marks.add("명칭변경")
            later = (renamed["n"] or "").strip()
            if later and is_name(later):
                if col.year and any(c.year == col.year - 1 for c in self._columns):
                    mention.names = [n._replace(year=n.year or col.year - 1) for n in mention.names]
                mention.names.append(Name(later, col.year, cite))
                rest = text[renamed.end() :].lstrip(" —–-")
        for clause in clauses(text):
            words = [w for w in re.split(r"[\s,·/()]+", clause) if w]
            mention.marks |= marks_in(clause) if all(marks_in(w) for w in words) else set()  # 코스 신설 is no mark
        if _BID_RESULT.match(squash(col.label)):  # 미선정(2027년 재신청 검토)
            mention.marks |= marks_in(re.sub(r"\([^()]*\)", "", text))
        reading = read_line(rest, own, self._cover, cite)
        if col.field == "when" and not mention.periods:  # 추진시기 | 2~12월
            whole = [s for s in find_spans(rest, year or self._cover.own_year) if s.stop - s.begin >= _MOST * len(rest)]
            whole = [s for s in whole if s.is_period or "추진" in col.label]  # 공모시기 is a step
            mention.periods += [Period(s.start, s.end, s.text, cite, own=False) for s in whole[:1]]
        head = _WHEN if col.field == "when" else _DONE_AT
        if col.field in ("when", "") and (step := head.fullmatch(squash(col.label))):  # 공모시기 | ’26. 2월
            dated = [s for s in find_spans(rest, year) if s.start and s.stop - s.begin >= _MOST * len(rest)]
            mention.steps += [Step(s.start, s.end, step[1], tense or "plan", cite) for s in dated[:1]]
        if col.field in _TELLING:
            mention.periods += [replace(p, own=False) for p in reading.periods if not mention.periods]
            mention.money += [m for m in reading.money if m.scope == "total"]
        mention.steps += reading.steps
        mention.actors += actors_of_text(rest, self._cover.when, cite, True)
        mention.lines.append((text, cite))
        if col.field == "note":
            mention.money += self._amounts.shares_in_remark(text, cite)
        if not self._cover.own_territory or col.field in ("overview", "content", "scale") or JOINT.search(rest):
            mention.spots += spots_of_text(rest, self._cover, cite, "내용")
        mention.statements.append(self._plain(col, text, cite))
        if (state := _SHORT_STATES.get(text.strip())) and _STATE_HEADER.search(squash(col.label)):
            mention.statements.append(Statement("추진상태", state, cite, table=self._table.number))
        mention.statements += quantities(rest, own.year, cite)

    def _is_sum_of_money(self, col: Column) -> bool:
        """Whether a column that no table knows holds amounts: 반납액 in a table of 천원."""
        return not col.field and bool(self._table.unit) and bool(_OF_MONEY.search(re.sub(r"\([^()]*\)", "", col.label)))

    def _plain(self, col: Column, text: str, cite: Cite) -> Statement:
        """The cell as a statement of the row's program: the column's words as attribute."""
        label = col.label.replace(" > ", " ")
        number, unit = None, ""
        share = re.fullmatch(r"([△▲-]?)(\d[\d,]*(?:\.\d+)?)\s*(%?)", text)
        if share and (share[3] or col.field == "rate" or _RATE.search(col.label)):
            number, unit = float(share[2].replace(",", "")) * (-1 if share[1] else 1), "%"
        elif (col.field == "change" or self._is_sum_of_money(col)) and (value := _figure(text)) is not None:
            number, unit = in_won(value, self._table.unit or 1), "KRW" if self._table.unit else ""
        spans = find_spans(text) if col.field in ("granted", "when", "note") else []
        date = spans[0].start if spans and spans[0].start else ""
        year = col.year or self._context.year
        return Statement(label, text, cite, number, unit, date or "", year, self._table.number)


def _figure(text: str) -> int | None:
    match = re.fullmatch(r"([△▲\-]?)\s*([\d,Ol]+(?:\.\d+)?)", text.strip())
    value = digits(match[2]) if match else None
    if match is None or value is None:
        return None
    return int(-value) if match[1] else int(value)
