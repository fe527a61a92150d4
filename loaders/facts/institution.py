"""What a document says beside its programs: the institution, its units, history, buildings, goals, and every table.

Nothing that a table or a labelled line says is dropped: what no label foresaw becomes a statement of the thing whose row
or section it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lexicon.amounts import find_amounts
from lexicon.dates import find_spans, find_years
from lexicon.labels import read_label, split_label
from lexicon.text import squash
from loaders.facts.buildings import Building, read_buildings
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.listings import Listing
from loaders.facts.loose import Loose
from loaders.facts.model import Cite, Statement, Step
from loaders.facts.tables import Column, columns_of
from loaders.layout.model import Block, Cell, Layout, Table
from loaders.layout.outline import is_numbered
from loaders.layout.tables import is_numeric

_UNIT = re.compile(r"[가-힣A-Za-z0-9·]{2,16}(?:과|실|국|단|센터|담당관|관|팀|본부|처|부|소)(?:\(.*\))?")
_TASKS = {"이행과제", "추진과제", "실천과제", "세부과제", "세부추진과제"}
_HISTORY = re.compile(r"연혁|걸어온|발자취")
_MONTH_LEAD = re.compile(r"^(?P<m>\d{1,2})월(?:\s*(?P<d>\d{1,2})일)?\s*")
_COUNT_UNIT = re.compile(r"단\s*위\s*[:;]?\s*([가-힣]{1,3})(?=[),\s])")


@dataclass
class Goal:
    """A strategic goal or a task of one: name, line, last line, the goal's index for a task."""

    name: str
    line: int
    last: int
    goal: int | None = None


@dataclass
class Institution:
    """Statements by subject, milestones by subject, buildings, goals and tasks. A subject is a unit or empty (issuer)."""

    statements: list[Statement] = field(default_factory=list)
    steps: list[tuple[str, Step]] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    tasks: list[Goal] = field(default_factory=list)

    def task_at(self, line: int) -> int | None:
        """The index of the task in whose section a line stands."""
        return next((i for i, t in enumerate(self.tasks) if t.line <= line <= t.last), None)


def read_institution(layout: Layout, cover: Cover, loose: Loose, programs: set[str]) -> Institution:
    """Everything beside the programs; ``programs`` are the squashed names of those."""
    made = Institution()
    _goals(layout.root, made)
    made.buildings = read_buildings(layout, cover, programs)
    for unit, statement in loose.statements:
        made.statements.append(replace(statement, subject=unit))
    made.steps += loose.steps
    for table, context in loose.tables:
        _table(table, context, made, cover)
    for table, listing in loose.listings:
        _totals(table, listing, made)
    return made


# ---------------------------------------------------------------- goals and tasks
def _goals(root: Block, made: Institution) -> None:
    """A goal is a heading that announces its tasks (이행과제); the numbered headings below it are the tasks."""
    for block in root.walk():
        if not any(squash(c.text) in _TASKS for c in block.children):
            continue
        made.goals.append(Goal(block.text, block.line_start, block.last_line))
        for child in block.children:
            if is_numbered(child.family) and child.children:
                made.tasks.append(Goal(child.text, child.line_start, child.last_line, len(made.goals) - 1))


# ---------------------------------------------------------------- tables
def _table(table: Table, context: Context, made: Institution, cover: Cover) -> None:
    if _HISTORY.search(" ".join(context.section[-2:])) or _is_history(table):
        _history(table, made)
        return
    if not table.header_rows:
        for row, line in zip(table.rows, table.lines, strict=True):
            texts = [c.text for c in row if c.text]
            label = (
                texts[0]
                if len(texts) > 1 and len(texts[0]) <= 14
                else (context.section[-1] if context.section else "표")
            )
            for text in texts[1:] if len(texts) > 1 and label == texts[0] else texts:
                made.statements.append(Statement(label, text, Cite(line, line), table=table.number))
        return
    columns = columns_of(table)
    caption = " ".join(t for _, t in table.caption)
    group = ""
    for line, row in table.body():
        first = row[0].text
        group = first or group
        for cell, column in _cells(row, columns):
            made.statements += _statement(group, bool(first), cell, column, table, context, caption, line)


def _is_history(table: Table) -> bool:
    years = [row[0].text for _, row in table.body()]
    return (
        len(table.columns) == 2
        and len(years) >= 3
        and all(find_years(y) for y in years if y)
        and not any(is_numeric(row[1].text) for _, row in table.body())
    )


def _history(table: Table, made: Institution) -> None:
    """``2015년 | • 8월 … 개소 • 10월 …``: a milestone for each entry, with the year of its row."""
    year: int | None = None
    for line, row in table.body():
        year = next(iter(find_years(row[0].text)), year)
        if year is None:
            continue
        for _, text in row[-1].items or [("", row[-1].text)]:
            match = _MONTH_LEAD.match(text)
            words = text[match.end() :] if match else text
            date = (
                f"{year}-{int(match['m']):02d}" + (f"-{int(match['d']):02d}" if match["d"] else "")
                if match
                else str(year)
            )
            if words:
                made.steps.append(("", Step(date, date, words, "past", Cite(line, line))))
                made.statements.append(
                    Statement("연혁", words, Cite(line, line), date=date, year=year, table=table.number)
                )


def _cells(row: list[Cell], columns: list[Column]) -> list[tuple[Cell, Column]]:
    """The cells of a row behind its first, each spanned cell once."""
    found, seen = [], {id(row[0])}
    for column in columns[1:]:
        cell = row[column.index]
        if cell.text and id(cell) not in seen:
            seen.add(id(cell))
            found.append((cell, column))
    return found


def _statement(
    group: str, named: bool, cell: Cell, column: Column, table: Table, context: Context, caption: str, line: int
) -> list[Statement]:
    """The statements of one cell: its figure with unit and year, or each entry of its list."""
    cite = Cite(line, line)
    header = column.label.replace(" > ", " ") or (context.section[-1] if context.section else "")
    if not named and group:
        header = column.label.split(" > ")[-1] or header
    unit_row = bool(_UNIT.fullmatch(group.replace(" ", "")))
    subject = re.sub(r"\(.*\)$", "", group) if unit_row else ""
    year = column.year or next(iter(find_years(group)), None) or context.year or next(iter(find_years(caption)), None)
    attribute = header if unit_row or not group else f"{group} {header}".strip()
    if len(cell.items) > 1 and not is_numeric(cell.text):
        return [Statement(header, text, cite, year=year, table=table.number, subject=subject) for _, text in cell.items]
    number, unit = _figure(cell.text, group, column, table, caption)
    spans = find_spans(cell.text) if number is None else []
    date = spans[0].start or "" if spans else ""
    return [Statement(attribute, cell.text, cite, number, unit, date, year, table.number, subject)]


def _figure(text: str, group: str, column: Column, table: Table, caption: str) -> tuple[float | None, str]:
    """A cell's number and unit: won where row, column or caption speak of money, else the caption's unit."""
    share = re.fullmatch(r"([△▲-]?)\s*(\d[\d,]*(?:\.\d+)?)\s*%p?", text)
    if share:
        return float(share[2].replace(",", "")) * (-1 if share[1] else 1), "%"
    counted = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)\s*([가-힣㎡]{1,3})", text)
    if counted and not find_amounts(text):
        return float(counted[1].replace(",", "")), counted[2]
    plain = re.fullmatch(r"([△▲-]?)\s*([\d,]+(?:\.\d+)?)", text)
    if plain is None:
        amounts = find_amounts(text)
        return (float(amounts[0].krw), "KRW") if amounts and amounts[0].start <= 1 else (None, "")
    value = float(plain[2].replace(",", "")) * (-1 if plain[1] else 1)
    unit = column.unit or table.unit
    reading = read_label(group)
    counts = _COUNT_UNIT.search(caption)
    row_counts = bool(re.search(r"건\s*수|명\s*수|인원|개수|횟수", group))
    if (
        unit
        and not row_counts
        and (column.is_money or (reading and reading.field in ("total", "budget")) or not counts)
    ):
        return value * unit, "KRW"
    if row_counts:
        return value, "명" if re.search(r"명|인원", group) else "건"
    return value, counts[1] if counts else ""


def _totals(table: Table, listing: Listing, made: Institution) -> None:
    """The totals that a table of programs prints, as statements of the unit they sum or of the institution."""
    for total in listing.totals:
        for column in listing.columns:
            text = total.cells.get(column.index, "")
            if not text or not (column.is_money or column.field in ("rate", "change") or is_numeric(text)):
                continue
            unit = column.unit or table.unit
            share = re.fullmatch(r"([\d.]+)\s*%", text)
            amounts = find_amounts(text, unit) if unit and not share else []
            number = float(share[1]) if share else (float(amounts[0].krw) if amounts else None)
            label = f"{column.label.replace(' > ', ' ')} 합계"
            made.statements.append(
                Statement(
                    label,
                    text,
                    Cite(total.line, total.line),
                    number,
                    "%" if share else "KRW" if amounts else "",
                    "",
                    column.year,
                    table.number,
                    total.of,
                )
            )


def labelled(block: Block) -> tuple[str, str, str] | None:
    """(field, label, value) of a labelled line whose label is known."""
    pair = split_label(block.text)
    reading = read_label(pair[0]) if pair and pair[1] else None
    return (reading.field, pair[0], pair[1]) if pair and reading else None
