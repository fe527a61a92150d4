"""What groups the rows of a table of programs: a cell beside them, a sub-total before or behind them, the total of all.

Totals and sub-totals are no programs: a sub-total names the unit of the rows it sums (``미래전략부(3건)``), before or
after them. A group cell that stands only in its first row counts for the rows below it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lexicon.labels import is_money_label
from loaders.facts.heads import marks_in
from loaders.facts.model import Mention
from loaders.facts.tables import Column, column, counted, is_sum
from loaders.layout.markers import read_marker
from loaders.layout.model import Cell

_GROUP_NUMBER = re.compile(r"^\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|\(?\d{1,2}(?:-\d{1,2})?|[①-⑳])\s*[.):]?\s*")
_SUB_TOTAL = re.compile(r"\*?\s*소\s*계\s*\*?")
_OF_SUM = re.compile(r"(?P<of>(?=.*[가-힣])[^|]{2,30}?)\s*(?:소\s?계|합\s?계)")
_COUNT = re.compile(r"(?:총\s*)?(?P<n>\d{1,4})\s*(?:개|건|개\s?(?:사업|과제))?")
_BULLET = re.compile(r"^[^\w\s(]\s*")
_MOST_MARK = 6
_LEAST_GROUPS = 2
UNIT_NAME = re.compile(
    r"[가-힣A-Za-z0-9·]{2,16}(?:과|실|국|소|단|센터|담당관|관|팀|본부|처|부|(?<!지)원)(?:\(\s*\d+\s*건?\s*\))?"
)
"""A unit as a cell names it, with the count of its rows or without."""


class Totals(NamedTuple):
    """A row of totals: what it sums (a unit or empty for all), its cell by column, its line."""

    of: str
    cells: dict[int, str]
    line: int
    rows: int | None


class RowGroup(NamedTuple):
    """Rows that a cell beside them groups (돌봄안전망): its words without their number, the first line and the last, that of the
    sub-total included.
    """

    title: str
    line_start: int
    line_end: int


class Grouping:
    """What the rows of a group share: the cell that stands only in its first row, or the sub-total behind or before it."""

    def __init__(self, columns: list[Column], name: Column) -> None:
        before = [c for c in columns if c.index < name.index and c.field in ("group", "department", "")]
        self._column = next((c for c in before if column(columns, "number") is not c), None)
        self._name = ""
        self._topped = False  # the last group began with its sub-total
        self._pending: list[Mention] = []
        self._rows: list[RowGroup] = []
        self._summed = False

    def open(self, row: list[Cell], line: int) -> None:
        """Note the group that a row opens, or goes on with."""
        self._summed = False
        if self._column is None:
            if self._topped:
                self._rows[-1] = self._rows[-1]._replace(line_end=line)
            return
        self._name = row[self._column.index].text or self._name
        title = _GROUP_NUMBER.sub("", self._name).strip()
        if self._rows and self._rows[-1].title == title:
            self._rows[-1] = self._rows[-1]._replace(line_end=line)
        elif title:
            self._rows.append(RowGroup(title, line, line))

    def rows(self) -> list[RowGroup]:
        """The groups, where there are several and they are neither units nor marks (신규, 공모)."""
        of_units = self._column is not None and self._column.field == "department"
        if of_units or len({g.title for g in self._rows}) < _LEAST_GROUPS:
            return []
        named = [g for g in self._rows if not marks_in(g.title) and re.search(r"[가-힣]{2}", g.title)]
        return named if len(named) < sum(g.line_end - g.line_start + 1 for g in named) else []

    def take(self, mention: Mention) -> None:
        """Give a row its group, and its unit where the group is one."""
        mention.group = self._name
        mention.marks |= marks_in(self._name)
        units = self._column is not None and self._column.field == "department"
        if self._name and (units or UNIT_NAME.fullmatch(self._name.replace(" ", ""))):
            mention.department = mention.department or re.sub(r"\(.*\)$", "", self._name)
        self._pending.append(mention)

    def summed(self, total: Totals, row: list[Cell]) -> Totals:
        """A sub-total that names nothing is of the group that it ends."""
        nameless = not total.of and not self._summed and any(_SUB_TOTAL.fullmatch(c.text) for c in row)
        return total._replace(of=_GROUP_NUMBER.sub("", self._name).strip()) if nameless else total

    def close(self, total: Totals) -> None:
        """A sub-total that names a unit is of the rows before it where it counts as many, else of those behind it."""
        if self._rows and not self._summed and total.of in ("", self._name):
            self._rows[-1] = self._rows[-1]._replace(line_end=total.line)
        self._summed = True
        if self._column is None and not UNIT_NAME.fullmatch(total.of.replace(" ", "")):
            self._group_of(total)
        behind = bool(self._name) and self._name != total.of  # the rows before are of another: 과 | 소계 stands on top
        if total.of and self._pending and not behind and total.rows in (None, len(self._pending)):
            of_units = self._column is not None and self._column.field == "department"
            for summed in self._pending if of_units or UNIT_NAME.fullmatch(total.of.replace(" ", "")) else []:
                summed.department = _within(total.of, summed.department)
            self._pending = []
        elif total.of:
            self._name, self._pending = total.of, []

    def _group_of(self, total: Totals) -> None:
        """The rows that a sub-total names where no cell beside them does: those before it where it counts as many, else behind."""
        before = bool(self._pending) and total.rows == len(self._pending) and not self._topped
        self._topped = bool(total.of) and not before
        if total.of:
            first = self._pending[0].cite.start if before else total.line
            self._rows.append(RowGroup(total.of, first, total.line))


def _within(unit: str, own: str) -> str:
    """The unit of a row whose sub-total names a unit: a team of its own is one of that (관광문화과 관광개발팀)."""
    return f"{unit} {own}" if _TEAM.search(own) and not _TEAM.search(unit) and unit not in own else own or unit


_TEAM = re.compile(r"(?:팀|계|담당)$")


def total_of_row(row: list[Cell], name_index: int, line: int) -> Totals | None:
    """The totals that a row states: its name, or what stands before it, is a word for a sum, or a unit with a count."""
    lead = [c.text for c in row[: name_index + 1] if c.text]
    cells = {i: c.text for i, c in enumerate(row) if c.text and i > 0}
    if not lead:
        return Totals("", cells, line, None) if cells else None
    of_count = counted(lead[0])
    if of_count and (named := _OF_SUM.fullmatch(of_count[0])) and len(set(lead)) == 1:
        of = "" if is_money_label(named["of"]) else _GROUP_NUMBER.sub("", named["of"]).strip()
        return Totals(of, cells, line, of_count[1])  # 관광문화과 소계(8건), 사업비 합계(17건)
    if of_count and len(set(lead)) == 1 and marks_in(bare := _BULLET.sub("", of_count[0])) and len(bare) <= _MOST_MARK:
        return Totals(bare, cells, line, of_count[1])  # □ 신규사업 (3건)
    if is_sum(lead[-1]) or is_sum(lead[0]):
        of = "" if is_sum(lead[0]) else lead[0]
        unit = counted(lead[0])
        return Totals(of, cells, line, unit[1] if unit else None)
    heading = read_marker(lead[-1]) if name_index and not any(c.text for c in row[:name_index]) else None
    if heading and heading.family.startswith("word:"):
        return Totals(heading.text, cells, line, None)  # | 전략 1. 청년이 일하는 군 | 35,900, no number beside it
    if summed := _OF_SUM.fullmatch(lead[0]):  # 전략 1 소계 | 7개 과제
        number = _COUNT.fullmatch(lead[-1])
        if number or len(lead) == 1:
            return Totals(summed["of"], cells, line, int(number["n"]) if number else None)
    unit = counted(lead[0])
    if unit and not row[name_index].text and name_index > 0:
        if is_sum(unit[0]):
            return Totals("", cells, line, unit[1])
        return Totals(unit[0], cells, line, unit[1])
    return None
