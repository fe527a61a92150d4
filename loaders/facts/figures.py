"""Tables that list no programs: every cell becomes a statement with its figure, unit and year, and what it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from lexicon.amounts import find_amounts, unit_of
from lexicon.dates import find_spans, find_years
from lexicon.labels import is_source_word, read_label
from lexicon.text import squash
from loaders.facts.context import Context
from loaders.facts.groups import Totals
from loaders.facts.listings import Listing
from loaders.facts.model import Cite, Statement
from loaders.facts.money import in_won
from loaders.facts.tables import Column, columns_of, is_sum
from loaders.layout.cells import is_numeric
from loaders.layout.model import Cell, Table

_UNIT = re.compile(r"[가-힣A-Za-z0-9·]{2,16}(?:과|실|국|단|센터|담당관|관|팀|본부|처|부|소)(?:\(.*\))?")
_COUNT_UNIT = re.compile(r"단\s*위\s*[:;]?\s*(?![조억만천백]*원)([가-힣]{1,3})(?=[),\s])")
_COUNTED_ROW = re.compile(r"건\s*수|명\s*수|인원|개수|횟수")
_SHARE = re.compile(r"([△▲-]?)\s*(\d[\d,]*(?:\.\d+)?)\s*%p?")
_COUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([가-힣㎡]{1,3})")
_PLAIN = re.compile(r"([△▲-]?)\s*(\d[\d,]*(?:\.\d+)?)")
_RATE = re.compile(r"(?:[율률]|비율|비중|구성비|\(\s*%\s*\))\s*$")
_LONGEST_LABEL = 14
_MONEY = re.compile(r"예산|결산|세입|세출|재정|사업비|기금")
_MONEY_NEEDED = re.compile(rf"재정\s?소요|{_MONEY.pattern}")


def _money_of(section: tuple[str, ...]) -> str:
    """What the amounts of a section are (예산, 결산, 재정 소요), as its heading says; empty where it does not."""
    match = _MONEY_NEEDED.search(section[-1]) if section else None
    return match.group() if match else ""


def statements_of(table: Table, context: Context) -> list[Statement]:
    """What the cells of a table say; of two tables side by side, each by itself."""
    if not table.header_rows:
        return _unlabelled(table, context)
    return [s for part in _halves(table) or [table] for s in _FigureReader(part, context).read()]


def _halves(table: Table) -> list[Table]:
    """The tables that stand side by side under heads that repeat (수입 | 과목 | 2026 … 지출 | 과목 | 2026); else none."""
    heads, half = [squash(c.split(" > ")[-1]) for c in table.columns], len(table.columns) // 2
    if half < _HALF or len(heads) % 2 or heads[:half] != heads[half:] or not all(heads):
        return []
    return [
        replace(table, rows=[row[a : a + half] for row in table.rows], columns=table.columns[a : a + half])
        for a in (0, half)
    ]


_HALF = 2
"""Columns of one of two tables side by side at least."""


def _unlabelled(table: Table, context: Context) -> list[Statement]:
    """Rows without a header: a short first cell names the others, else the section does."""
    found = []
    for row, line in zip(table.rows, table.lines, strict=True):
        texts = [c.text for c in row if c.text]
        named = len(texts) > 1 and len(texts[0]) <= _LONGEST_LABEL
        label = texts[0] if named else context.section[-1] if context.section else "표"
        values = texts[1:] if named else texts
        found += [Statement(label, text, Cite(line, line), table=table.number) for text in values]
    return found


_FORMULA = re.compile(r"\s*\(\s*[A-Z](?:\s*[-+/÷]\s*[A-Z])*\s*\)")
"""What a column is reckoned from: 2025년 예산(B), 증감(B-A)."""
_IN_LABEL = re.compile(r"\((명|건|개소|개사|개|점|호|대|회|편|일|동|가구|세대|농가|필지|㎞|km|ha|톤|%|㎡)\)\s*$")
"""What a row or column counts: 고용창출(명)."""
_UNIT_ALONE = re.compile(r"(?:^|\s)(명|건|개소|개사|가구|세대|농가)$")
"""A row named by nothing but what it counts: 기초수급자 | 가구."""


_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


_INNER_ROWS, _LONGEST_INNER = 2, 24
_MEASURES = re.compile(r"지표명?$")
_NAMES = re.compile(r"(?:장비|기기|품목|물품|시설|제품|품|차량|기업|기관|과정|항목)명$|지표명?$")
"""Heads of columns that name the things of their rows."""
_OF_YEAR = re.compile(r"\s*(?:20|['’‘])?\d\d\s*년?도?\s*(?:최종|당초|기정|현계|본|추경|\(?안\)?)?\s*")
_MANY_UNITS = 2
"""Beside so many units and more, one column may be of something else: the head of the house."""


class _FigureReader:
    """Reads the cells of one table with headers."""

    def __init__(self, table: Table, context: Context) -> None:
        self._table = table
        self._context = context
        self._unit_of_row = ""
        self._lead = ""
        self._caption = " ".join(text for _, text in table.caption)
        self._columns = columns_of(table)
        fields = {c.field for c in self._columns}
        self._of_houses = "area" in fields and bool(fields & {"address", "location"})
        counted = _IN_LABEL.search(self._columns[0].label)
        firsts = [row[0].text for _, row in table.body() if row[0].text]
        of_years = bool(firsts) and all(find_years(text) for text in firsts)
        self._measure = self._columns[0].label[: counted.start()].strip() if counted and of_years else ""
        self._measured_in = counted[1] if counted and of_years else ""
        across = [c for c in self._columns[1:] if _UNIT.fullmatch(squash(c.label))]
        others = [c for c in self._columns[1:] if c not in across and not is_sum(c.label)]
        self._units_across = len(across) > 1 and (not others or (len(across) > _MANY_UNITS and len(others) == 1))

    def read(self) -> list[Statement]:
        """The statements of all cells in order."""
        columns = self._columns
        found: list[Statement] = []
        group = lead = ""
        named = self._names_units()
        within = not named and self._has_inner_labels()
        unheaded = not named and not within and self._goes_on_unheaded()
        for line, row in self._table.body():
            if unheaded and row[1] is not row[0]:  # 총인구(명) | , and below it | 고령화율(%)
                lead = row[0].text or lead
                self._lead = lead if row[1].text else ""
                row = [*[row[1] if row[1].text else row[0]] * 2, *row[2:]]
            if within:
                lead = "" if row[1] is row[0] else row[0].text or lead
                self._lead = "" if is_sum(lead) else lead
            row = [row[1], *row[1:]] if named or within else row
            group = row[0].text or group
            self._unit_of_row = next((row[c.index].text for c in columns if squash(c.label) == "단위"), "")
            for cell, column in _cells(row, [c for c in columns if squash(c.label) != "단위"]):
                found += self._cell(cell, column, group if row[0].text else "", group, Cite(line, line))
        return found

    def _has_inner_labels(self) -> bool:
        """Whether the second column names the rows within those that the first groups: 세입 | 계, 세입 | 국고보조금."""
        body = [row for _, row in self._table.body() if len(row) > 2]
        apart = [row for row in body if row[1] is not row[0]]
        inner = [squash(row[1].text) for row in apart if row[1].text]
        texts = [t for row in apart if (t := row[1].text)]
        of_names = bool(_NAMES.search(squash(self._columns[1].label)))  # 설치장소 | 장비명 | 취득가
        strange = not of_names and any(any(c.isdigit() for c in t) or len(t) > _LONGEST_INNER for t in texts)
        if len(inner) < _INNER_ROWS or strange:
            return False
        firsts = [row[0] for row in apart]
        grouped = len({id(c) for c in firsts}) < len(firsts) or any(not c.text for c in firsts)
        grouped = grouped or bool(_MEASURES.search(squash(self._columns[1].label)))  # 분야 | 실적지표 | 목표 | 실적
        figures = [row for row in apart if any(_PLAIN.fullmatch(c.text) for c in row[2:])]
        return grouped and len(inner) == len(apart) and 3 * len(figures) >= 2 * len(apart)

    def _goes_on_unheaded(self) -> bool:
        """Whether a second column without a head names rows within some of those that the first names."""
        if len(self._columns) <= _INNER_ROWS or self._columns[1].label:
            return False
        texts = [row[1].text for _, row in self._table.body() if row[1] is not row[0] and row[1].text]
        return bool(texts) and not any(is_numeric(t) or len(t) > _LONGEST_INNER for t in texts)

    def _names_units(self) -> bool:
        """Whether the second column names the units that rows are of, below those of the first (국 | 과 | 정원)."""
        cells = [row[1].text for _, row in self._table.body() if len(row) > 2 and row[1].text]
        firsts = [row[0].text for _, row in self._table.body() if row[0].text and not is_sum(row[0].text)]
        units = [t for t in cells if _UNIT.fullmatch(squash(t))]
        of_units = [t for t in firsts if _UNIT.match(squash(t))]
        return len(units) > 1 and 3 * len(units) >= 2 * len(cells) and len(of_units) == len(firsts) > 0

    def _cell(self, cell: Cell, column: Column, own: str, group: str, cite: Cite) -> list[Statement]:
        """The statements of one cell: its figure with unit and year, or each entry of its list. ``own`` is the row's own
        name, ``group`` that of the last row that has one.
        """
        header = _FORMULA.sub("", column.label.replace(" > ", " ")) or (
            self._context.section[-1] if self._context.section else ""
        )
        if not own and group:
            header = column.label.split(" > ")[-1] or header
        if self._units_across:
            return self._of_unit_across(cell, column, group, cite)
        is_unit = (self._of_houses and not is_sum(group)) or bool(_UNIT.fullmatch(group.replace(" ", "")))
        subject = re.sub(r"\(.*\)$", "", group) if is_unit else ""
        if self._lead and not is_unit:
            if _UNIT.fullmatch(squash(self._lead)):
                subject = re.sub(r"\(.*\)$", "", self._lead)
            else:
                group = group if group.startswith(self._lead) else f"{self._lead} {group}"  # 세입 | 세입 계
        stated = [column.year, *find_years(group)[:1], self._context.year, *find_years(self._caption)[:1]]
        year = next((y for y in stated if y), None)
        attribute = header if is_unit or not group else f"{self._measure} {group} {header}".strip()
        number = self._table.number
        if len(cell.items) > 1 and not is_numeric(cell.text):
            return [Statement(header, t, cite, year=year, table=number, subject=subject) for _, t in cell.items]
        figure, unit = self._figure(cell.text, group, column)
        spans = find_spans(cell.text) if figure is None else []
        date = spans[0].start or "" if spans else ""
        own_name = group.removeprefix(self._lead).strip() or group
        of_whole = is_sum(own_name) or is_source_word(own_name)
        unnamed = unit == "KRW" and not _MONEY.search(attribute) and (of_whole or _OF_YEAR.fullmatch(attribute))
        if unnamed and (money := _money_of(self._context.section)):
            attribute = f"{money} {attribute}"  # 계 2026년 under 예산 현황, and 투자유치과 | 2026년
        return [Statement(attribute, cell.text, cite, figure, unit, date, year, number, subject)]

    def _of_unit_across(self, cell: Cell, column: Column, group: str, cite: Cite) -> list[Statement]:
        """The statement of a cell in a table whose columns are units, whose rows say what of them: 정원(명) | 계 | 수산과."""
        figure, unit = self._figure(cell.text, group, column)
        subject = "" if is_sum(column.label) else squash(column.label)
        label = _IN_BRACKETS.sub("", group)
        year = next(
            (y for y in [*find_years(group)[:1], self._context.year, *find_years(self._caption)[:1]] if y), None
        )
        attribute = label if subject else f"{label} {column.label}"
        return [Statement(attribute, cell.text, cite, figure, unit, "", year, self._table.number, subject)]

    def _figure(self, text: str, group: str, column: Column) -> tuple[float | None, str]:
        """A cell's number and unit: won where row, column or caption speak of money, else the caption's unit."""
        if share := _SHARE.fullmatch(text):
            return _signed(share), "%"
        counted = _COUNT.fullmatch(text)
        if counted and not find_amounts(text):
            return float(counted[1].replace(",", "")), counted[2]
        plain = _PLAIN.fullmatch(text)
        if plain and (column.field == "rate" or _RATE.search(column.label)):
            return _signed(plain), "%"
        if plain is None:
            amounts = find_amounts(text)
            return (float(amounts[0].krw), "KRW") if amounts and amounts[0].start <= 1 else (None, "")
        value = _signed(plain)
        if self._unit_of_row and self._unit_of_row != "-":
            money = unit_of(f"({self._unit_of_row})")
            return (in_won(value, money), "KRW") if money else (value, self._unit_of_row)
        counted_in = _IN_LABEL.search(group) or _IN_LABEL.search(column.label)
        if counted_in:
            return value, counted_in[1]
        if counted_in := _UNIT_ALONE.search(group):
            return value, counted_in[1]
        if self._measured_in:
            return value, self._measured_in
        unit = unit_of(group) or column.unit or self._table.unit
        last = column.label.rpartition(" > ")[2]
        if _COUNTED_ROW.fullmatch(squash(last)):
            return value, "명" if re.search(r"명|인원", last) else "건"
        if _COUNTED_ROW.search(group):
            return value, "명" if re.search(r"명|인원", group) else "건"
        reading = read_label(group)
        counts = _COUNT_UNIT.search(self._caption)
        of_money = column.is_money or (reading is not None and reading.field in ("total", "budget")) or not counts
        if unit and of_money:
            return in_won(value, unit), "KRW"
        return value, counts[1] if counts else ""


def _signed(match: re.Match[str]) -> float:
    return float(match[2].replace(",", "")) * (-1 if match[1] else 1)


def _cells(row: list[Cell], columns: list[Column]) -> list[tuple[Cell, Column]]:
    """The cells of a row behind its first, each spanned cell once."""
    found, seen = [], {id(row[0])}
    for column in columns[1:]:
        cell = row[column.index]
        if cell.text and id(cell) not in seen:
            seen.add(id(cell))
            found.append((cell, column))
    return found


def totals_of(table: Table, listing: Listing, factor: Fraction) -> list[Statement]:
    """The totals that a table of programs prints, and how many rows they count; ``factor`` where its unit is wrong."""
    found: list[Statement] = []
    partial = {line for line, row in table.body() if any(_SUB_TOTAL.fullmatch(c.text) for c in row)}
    if all(total.line in partial for total in listing.totals):
        partial = set()  # the table has no other total
    for total in listing.totals:
        total = total._replace(of=total.of or ("소계" if total.line in partial else listing.unit))
        cite = Cite(total.line, total.line)
        if total.rows is not None:
            words, unit = f"{total.of or '합계'}({total.rows}건)", _unit_of(total.of)
            label = "사업 건수" if unit or not total.of else f"{total.of} 사업 건수"
            number = float(total.rows)
            found.append(Statement(label, words, cite, number, "건", table=table.number, subject=unit))
        found += [s for column in listing.columns if (s := _total(total, column, table, listing.year, factor))]
    return found


_SUB_TOTAL = re.compile(r"소\s*계(?:\s*\(.*\))?")
"""A total that names nothing and is not of the whole table."""


def _unit_of(words: str) -> str:
    """The unit that a row of totals is of; empty for any other group."""
    return words if _UNIT.fullmatch(words.replace(" ", "")) else ""


def _total(total: Totals, column: Column, table: Table, year: int | None, factor: Fraction) -> Statement | None:
    text = total.cells.get(column.index, "")
    if text in ("", "-", "–", "—") or not (column.is_money or column.field in ("rate", "change") or is_numeric(text)):
        return None
    unit = column.unit or table.unit
    of_rate = column.field == "rate" or bool(_RATE.search(column.label))
    share = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%" + "?" * of_rate, text)
    amounts = find_amounts(text, unit) if unit and not share else []
    number = float(share[1]) if share else float(amounts[0].krw * factor) if amounts else None
    unit_name = _unit_of(total.of)
    label = f"{'' if unit_name else total.of} {column.label.replace(' > ', ' ')} 합계".strip()
    measure = "%" if share else "KRW" if amounts else ""
    stated = column.year or (year if of_rate or (column.is_money and column.field != "total") else None)
    cite = Cite(total.line, total.line)
    return Statement(label, text, cite, number, measure, "", stated, table.number, unit_name)
