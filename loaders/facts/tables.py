"""Columns by meaning: what each column of a table holds, which rows are totals, and what a row is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lexicon.amounts import unit_of
from lexicon.dates import find_years
from lexicon.labels import read_label
from lexicon.text import squash
from loaders.facts.fields import of_unit
from loaders.facts.money import TOTAL, source_of
from loaders.layout.cells import is_numeric
from loaders.layout.model import Cell, Table

_SUM = re.compile(
    r"(?:합\s*계|총\s*계|소\s*계|누\s*계|계|총\s*액|총합|전\s*체|총\s*괄)(?:\s*\(\s*(?:\d+\s*[건개]?\s*(?:사업|과제)?|[^()]{2,16}\s?제외)\s*\))?"
)
_SUM_OF = re.compile(
    r"(?:소\s?계|합\s?계)\s*[-–:]\s*[^|]{2,30}|[^|]{2,30}?\s*(?:소\s?계|합\s계|(?<=\s)(?:합계|총계))(?:\s*\(\s*\d+\s*[건개]?\s*(?:사업|과제)?\s*\))?"
)
_PHONE = re.compile(r"[☎☏]?\s*\(?\d[\d\s)~,./-]{2,}")
_COUNTED = re.compile(r"(?P<n>.+?)\s*\(\s*(?P<c>\d+)\s*(?:건|개|개사업)?\s*\)")
_MONEY_FIELDS = ("total", "budget", "executed", "balance", "prior", "future", "requested", "secured", "share")


@dataclass(frozen=True)
class Column:
    """A column: its field (empty if unknown), the year and unit that its header states, the header's words, and whose
    money it holds (국비 …; 총사업비 for a sum of all sources; empty where the header does not say).
    """

    index: int
    field: str
    year: int | None
    unit: int | None
    label: str
    qualifier: str = ""
    source: str = ""

    @property
    def is_money(self) -> bool:
        """Whether its figures are amounts."""
        return self.field in _MONEY_FIELDS


def columns_of(table: Table) -> list[Column]:
    """The columns of a table with headers."""
    columns = [_column(table, i, header) for i, header in enumerate(table.columns)]
    return _settle_sources([_whole_beside_years(c, columns) for c in columns], table.unit)


def _whole_beside_years(column: Column, columns: list[Column]) -> Column:
    """A column of the whole where one beside it under the same words is of a year: 사업비 > 총액, 사업비 > ’26년."""
    above, _, last = column.label.rpartition(" > ")
    dated = any(c.year and c is not column and c.label.rpartition(" > ")[0] == above for c in columns)
    whole = column.field == "budget" and not column.year and squash(last) in _WHOLES
    return replace(column, field="total") if above and whole and dated else column


_WHOLES = ("총액", "총계", "합계", "계", "전체", "총사업비")


def _column(table: Table, index: int, header: str) -> Column:
    parts = header.split(" > ")
    years = [y for part in parts for y in find_years(part)]
    unit = next((u for part in reversed(parts) if (u := unit_of(part)) is not None), None)
    figures = _figures(table, index)
    source = next((s for part in reversed(parts) if figures and (s := _source(part, years))), "")
    reading = None
    for part in reversed(parts):
        if len(parts) > 1 and (is_sum(_bare(part)) or _source(part, years)):
            continue
        reading = read_label(_bare(part)) or read_label(re.sub(r"\([^()]*\)", "", part).strip())
        if reading:
            break
    cells = [row[index].text for _, row in table.body() if row[index].text]
    settled = of_unit(reading, next(iter(cells), ""))
    if settled is not reading and all(of_unit(reading, c) is not reading for c in cells):
        reading = settled  # 소관 over 기획예산실, 관광치즈과
    field = reading.field if reading else ""
    if field == "investment" and years:
        field = "year"  # 연차별 over 2026년
    if field == "contact" and _all_numbers(table, index):
        field = "phone"  # 연락처 beside 담당자
    if field == "note":
        inner = re.search(r"\(([^()]+)\)", header)
        remark = read_label(inner[1]) if inner else None
        field = remark.field if remark else field
    planned = field in ("plan", "progress") and (unit or table.unit)
    if years and figures and (not field or field == "year" or source or planned):
        field = field if field in _MONEY_FIELDS else "budget"
    if field == "budget" and years and (border := re.search(r"이전|까지|이후|부터|^\s*[~∼]|[~∼]\s*$", parts[-1])):
        field = "prior" if border.group().strip() in ("이전", "까지") or border.start() == 0 else "future"
    if is_sum(_bare(parts[-1])) and figures:
        source, field = TOTAL, "" if field == "sum" else field
    if field in _MONEY_FIELDS and any(_AIM.search(part) for part in parts[:-1]):
        field = ""  # 상반기 집행목표 over 금액: what is to be spent by then, no budget
    return Column(index, field, years[0] if years else None, unit, header, reading.qualifier if reading else "", source)


_AIM = re.compile(r"목\s*표")


def _bare(part: str) -> str:
    """A header's words without the unit in brackets."""
    return re.sub(r"\([^()]*(?:원|명|건|%)[^()]*\)", "", part).strip()


def _source(part: str, years: list[int]) -> str:
    """Whose money a header names: ``국비``, ``2026년 국비``, ``시비(%)``; a word for other things as well names none."""
    words = re.sub(r"\([^()]*\)", "", part).strip() or part.strip("() ")  # (국비) below 사업비 is 국비
    for year in years:
        words = re.sub(rf"['’]?(?:{year}|{year % 100:02d})\s*년?도?", "", words).strip()
    words = re.sub(r"\s*등$", "", words)  # 군비 등
    if words in ("기타", "구", "시", "군", "도", "시군", "기금"):
        return ""
    first, _, rest = words.partition(" ")
    planned = read_label(rest) if rest else None  # 국비 투자계획, 국비 요구액
    joint = {source_of(w) for w in re.split(r"[·/]", words)} if re.search(r"[·/]", words) else {None}
    if source_of(words) is None and None not in joint:  # 자체·기타
        return str(joint.pop()) if len(joint) == 1 else "기타"
    return source_of(words) or (planned and planned.field in (*_MONEY_FIELDS, "plan") and source_of(first)) or ""


_ASKED = re.compile(r"신청|요구|건의|요청")


def _settle_sources(columns: list[Column], unit: int | None) -> list[Column]:
    """Columns of sources without a field of their own belong to the amount beside them: ``총사업비 | 국비 | 도비 | 기타``."""
    settled = list(columns)
    amount = next((c for c in columns if c.field in ("total", "budget")), None)
    known = next((c.unit for c in columns if c.is_money and c.unit), None)
    for i, column in enumerate(settled):
        left = settled[i - 1] if i else None
        if left is not None and not column.source and (source := _beside_source(column, left)):
            column = settled[i] = replace(column, source=source)
        if column.field == "note" and column.label.endswith("기타") and left is not None and left.source:
            column = settled[i] = replace(column, field="", source="기타")
        if not column.source or column.is_money:
            continue
        if (
            column.source == TOTAL
            and column.year is None
            and len({c.year for c in settled if c.is_money and c.year}) > 1
        ):
            settled[i] = replace(column, field="total")  # 2025 | 2026 | 합계: of all years
        elif left is not None and left.is_money and (left.source or left.field in ("total", "budget")):
            settled[i] = replace(column, field=left.field, year=left.year, unit=column.unit or left.unit)
        elif amount is not None and column.source != TOTAL:
            settled[i] = replace(column, field=amount.field, year=column.year or amount.year, unit=column.unit or known)
        elif any(c.source and c is not column for c in settled):
            settled[i] = replace(column, field="budget", unit=column.unit or known)
        elif column.source == TOTAL and any(c.is_money and c.year for c in settled[i + 1 :]):
            settled[i] = replace(column, field="total")
        elif column.source != TOTAL and column.unit and _ASKED.search(column.label):  # 신청 국비(백만원)
            settled[i] = replace(column, field="requested")
        elif (
            column.source != TOTAL and unit and unit > 1 and "%" not in column.label
        ):  # 국비 alone in a table in 백만원
            settled[i] = replace(column, field="budget")
    return settled


def _beside_source(column: Column, left: Column) -> str:
    """Whose money a word that is also one for other things names beside a source of money: 사업비 > 국, 사업비 > 도."""
    (above, _, word), (over, _, before) = column.label.rpartition(" > "), left.label.rpartition(" > ")
    short = squash(word) in _SHORT_SOURCES and above == over and left.source not in ("", TOTAL)
    return source_of(squash(word)) or "" if short and (above or squash(before) in _SHORT_LEADS) else ""


_SHORT_SOURCES = ("구", "시", "군", "도", "시군", "기금", "민")
_SHORT_LEADS = ("국", "도", "시", "군", "구")


def _figures(table: Table, index: int) -> bool:
    cells = [row[index].text for _, row in table.body() if index < len(row) and row[index].text]
    return bool(cells) and sum(is_numeric(c) for c in cells) >= 0.6 * len(cells)


def _all_numbers(table: Table, index: int) -> bool:
    """Whether a column holds telephone numbers and nothing else."""
    cells = [row[index].text for _, row in table.body() if index < len(row) and row[index].text]
    return bool(cells) and all(_PHONE.fullmatch(c) for c in cells)


def column(columns: list[Column], field: str) -> Column | None:
    """The first column of a field."""
    return next((c for c in columns if c.field == field), None)


def name_column(table: Table, columns: list[Column]) -> Column | None:
    """The column of programs' names: labelled so, and mostly words. None where the table is no list of programs."""
    best: tuple[int, Column] | None = None
    for candidate in [c for c in columns if c.field == "name"] or [c for c in columns if c.field == "project_title"]:
        rows = [row for _, row in table.body() if not is_sum(row[0].text)]  # 소계 | 2건
        cells = [row[candidate.index].text for row in rows if row[candidate.index].text]
        if not cells or sum(is_numeric(c) for c in cells) > 0.3 * len(cells):
            continue
        names = len(set(cells))
        if best is None or names > best[0]:  # 단위사업 | 세부사업: the finer one names the rows
            best = (names, candidate)
    if best and not is_sure_name(best[1]) and any(_lists_names(table, c) for c in columns if c.field == "content"):
        return None  # 추진과제 | 주요사업
    return best[1] if best else None


_OF_PROGRAMS = re.compile(r"(?:주요|세부|대표|핵심|단위)\s*사업")
_LISTED = re.compile(r"[가-힣\d)]\s*,\s+[가-힣A-Z]")


def _lists_names(table: Table, column: Column) -> bool:
    """Whether the cells of a column list programs: what stands beside them are the tasks that these serve."""
    cells = [row[column.index].text for _, row in table.body() if row[column.index].text]
    listed = sum(bool(_LISTED.search(c)) for c in cells)
    return bool(_OF_PROGRAMS.match(column.label)) and 2 * listed >= len(cells) > 0


def is_sure_name(column: Column) -> bool:
    """Whether a header names programs and nothing else: 사업명, 공약명; 과제 or 행사 may head any table."""
    return (
        bool(re.search(r"사\s*업\s*명|공약|시책|사업\s*\(", column.label.split(" > ")[-1]))
        or column.label.strip() == "사업"
    )


def is_sum(text: str) -> bool:
    """Whether a cell names a total or sub-total: 합계, 소계, 기업지원단 소계."""
    return bool(_SUM.fullmatch(text.strip()) or _SUM_OF.fullmatch(text.strip()))


def counted(text: str) -> tuple[str, int] | None:
    """``미래전략부(3건)`` → (미래전략부, 3)."""
    match = _COUNTED.fullmatch(text.strip())
    return (match["n"].strip(), int(match["c"])) if match else None


def unshift(row: list[Cell], name_index: int) -> list[Cell]:
    """A row that lost its empty group cell: the name in the first column, figures from the name's column on, and an
    empty last cell. Such a row is moved one column to the right; any other is returned as it is.
    """
    if name_index == 0 or not row[0].text or row[-1].text or not is_numeric(row[name_index].text):
        return row
    if any(is_numeric(c.text) for c in row[:1]) or len(squash(row[0].text)) < 3:
        return row
    empty = Cell("", row[0].row, 0, row[0].line)
    return [empty, *row[:-1]]
