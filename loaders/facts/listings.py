"""Tables that list programs: a row is a mention; its cells are facts by the meaning of their columns.

Totals and sub-totals are no programs: a sub-total names the unit of the rows it sums (``미래전략부(3건)``), before or
after them. A group cell that stands only in its first row counts for the rows below it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from lexicon.amounts import digits, find_amounts
from lexicon.dates import find_spans
from lexicon.people import Post, read_people
from lexicon.text import squash
from loaders.facts.actors import actors_of_field, actors_of_text
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.heads import is_name, read_head
from loaders.facts.model import Cite, Contact, Mention, Money, Name, Period, Statement
from loaders.facts.money import TOTAL, find_sums, source_of
from loaders.facts.tables import Column, column, columns_of, counted, is_sum, name_column, unshift
from loaders.facts.values import money_of, quantities, read_line, spots_of_text
from loaders.layout.model import Cell, Table

_SCOPES = {"executed": "executed", "balance": "balance", "prior": "prior", "future": "future", "requested": "requested",
           "secured": "secured", "share": "share", "total": "total"}  # fmt: skip
_RENAMED = re.compile(r"\(?\s*(?:명칭\s*변경|사업명\s*변경|개칭|명칭변경)\s*\)?\s*[:：]?\s*(?P<n>[^—–:;,(]{4,40})?")
_UNIT_NAME = re.compile(
    r"[가-힣A-Za-z0-9·]{2,16}(?:과|실|국|소|단|센터|담당관|관|팀|본부|처|부|원)(?:\(\s*\d+\s*건?\s*\))?"
)


class Totals(NamedTuple):
    """A row of totals: what it sums (a unit or empty for all), its cell by column, its line."""

    of: str
    cells: dict[int, str]
    line: int
    rows: int | None


class Listing(NamedTuple):
    """What a table of programs says: its mentions in order, its totals, its columns."""

    mentions: list[Mention]
    totals: list[Totals]
    columns: list[Column]


def is_listing(table: Table) -> bool:
    """Whether a table lists programs."""
    return bool(table.header_rows) and name_column(table, columns_of(table)) is not None


def read_listing(table: Table, context: Context, cover: Cover) -> Listing:
    """The mentions and totals of a table that lists programs."""
    columns = columns_of(table)
    name = name_column(table, columns)
    assert name is not None
    mentions: list[Mention] = []
    totals: list[Totals] = []
    group = ""
    pending: list[Mention] = []
    for line, cells in table.body():
        row = unshift(cells, name.index)
        total = _total(row, name.index, line)
        if total:
            totals.append(total)
            if total.of and pending and total.rows in (None, len(pending)):
                for summed in pending:
                    summed.department = summed.department or total.of
                pending = []
            elif total.of:
                group = total.of
            continue
        group_column = next(
            (c for c in columns if c.index < name.index and c.field in ("group", "department", "")), None
        )
        if group_column and row[group_column.index].text and column(columns, "number") is not group_column:
            group = row[group_column.index].text
        mention = _row(row, line, table, columns, name, context, cover)
        if mention is None:
            continue
        mention.group = group
        if group and (
            _UNIT_NAME.fullmatch(group.replace(" ", "")) or (group_column and group_column.field == "department")
        ):
            mention.department = mention.department or re.sub(r"\(.*\)$", "", group)
        mentions.append(mention)
        pending.append(mention)
    return Listing(mentions, totals, columns)


def _total(row: list[Cell], name_index: int, line: int) -> Totals | None:
    """The totals that a row states: its name, or what stands before it, is a word for a sum, or a unit with a count."""
    lead = [c.text for c in row[: name_index + 1] if c.text]
    cells = {i: c.text for i, c in enumerate(row) if c.text and i > 0}
    if not lead:
        return Totals("", cells, line, None) if cells else None
    if is_sum(lead[-1]) or is_sum(lead[0]):
        of = "" if is_sum(lead[0]) else lead[0]
        unit = counted(lead[0])
        return Totals(of, cells, line, unit[1] if unit else None)
    unit = counted(lead[0])
    if unit and not row[name_index].text and name_index > 0:
        if is_sum(unit[0]):
            return Totals("", cells, line, unit[1])
        return Totals(unit[0], cells, line, unit[1])
    return None


def _row(
    row: list[Cell], line: int, table: Table, columns: list[Column], name: Column, context: Context, cover: Cover
) -> Mention | None:
    head = read_head(row[name.index].text, context.year)
    text = re.sub(r"\s+", " ", head.name).strip()
    if len(squash(text)) < 3 or not re.search(r"[가-힣A-Za-z]", text):
        return None
    cite = Cite(line, line)
    mention = Mention(f"table:{table.number}", 1, cite, [Name(text, context.year, cite)], context.section)
    mention.marks |= head.marks
    mention.year = context.year
    mention.periods += [Period(p.start, p.end, p.text, cite, own=False) for p in head.periods]
    mention.actors += [a for r in head.remarks for a in actors_of_text(r, cover.year, cite, True)]
    mention.spots += spots_of_text(text, cover, cite, "사업명")
    for col in columns:
        if col.index != name.index and row[col.index].text:
            _cell(mention, row[col.index], col, table, context, cover, cite)
    return mention


def _cell(mention: Mention, cell: Cell, col: Column, table: Table, context: Context, cover: Cover, cite: Cite) -> None:
    text = cell.text
    if text in ("-", "–", "—"):
        return
    if col.is_money:
        mention.money += _amounts(text, col, table, context, cite)
        return
    if col.field == "source":
        unit = next((c.unit for c in columns_of(table) if c.is_money and c.unit), None) or table.unit
        for total in find_sums(text, unit):
            year = context.year
            mention.money += money_of(total, replace(context, year=year), cover, cite)
        return
    if col.field == "period":
        spans = find_spans(text, context.year)
        mention.periods += [Period(s.start, s.end, text, cite, own=False) for s in spans[:1]]
    elif col.field in ("ministry", "structure", "agency", "executor", "partner"):
        mention.actors += actors_of_field(col.field, text, cover.where, cite)
    elif col.field in ("contact", "person", "manager"):
        mention.contacts += [contact_of(p, cite) for p in read_people(text)]
    elif col.field == "department":
        mention.department = re.sub(r"\s+", "", text)
    elif col.field in ("location", "address"):
        mention.spots += spots_of_text(text, cover, cite, "위치")
        mention.statements.append(Statement("위치", text, cite, table=table.number))
    elif col.field in ("number", "group", "change", "sum"):
        if col.field == "change":
            mention.statements.append(_plain(col, text, table, cite, context))
    else:
        _text_cell(mention, text, col, table, context, cover, cite)


def _text_cell(
    mention: Mention, text: str, col: Column, table: Table, context: Context, cover: Cover, cite: Cite
) -> None:
    """A cell of words: milestones, places, ministries and counts in it, a new name, and the words as a statement."""
    tense = {"progress": "past", "plan": "plan"}.get(col.field, context.tense)
    own = replace(context, year=col.year or context.year, tense=tense, field=col.field or context.field)
    renamed = _RENAMED.search(text)
    if renamed:
        mention.marks.add("명칭변경")
        later = (renamed["n"] or "").strip()
        if later and is_name(later):
            mention.names.append(Name(later, col.year, cite))
            text_rest = text[renamed.end() :].lstrip(" —–-")
        else:
            text_rest = text
    else:
        text_rest = text
    reading = read_line(text_rest, own, cover, cite)
    mention.steps += reading.steps
    mention.actors += actors_of_text(text_rest, cover.year, cite, True)
    mention.lines.append((text, cite))
    if not cover.own_territory:
        mention.spots += spots_of_text(text_rest, cover, cite, "내용")
    mention.statements.append(_plain(col, text, table, cite, context))
    mention.statements += quantities(text_rest, own.year, cite)


def _plain(col: Column, text: str, table: Table, cite: Cite, context: Context) -> Statement:
    """The cell as a statement of the row's program: the column's words as attribute."""
    label = col.label.replace(" > ", " ")
    number, unit = None, ""
    share = re.fullmatch(r"([△▲-]?)([\d.,]+)\s*%", text)
    if share:
        number, unit = float(share[2].replace(",", "")) * (-1 if share[1] else 1), "%"
    elif col.field == "change" and (value := _figure(text)) is not None:
        number, unit = float(value * (table.unit or 1)), "KRW" if table.unit else ""
    spans = find_spans(text) if col.field in ("granted", "when", "note") else []
    date = spans[0].start if spans and spans[0].start else ""
    return Statement(label, text, cite, number, unit, date or "", col.year or context.year, table.number)


def _figure(text: str) -> int | None:
    match = re.fullmatch(r"([△▲\-]?)\s*([\d,Ol]+(?:\.\d+)?)", text.strip())
    value = digits(match[2]) if match else None
    if match is None or value is None:
        return None
    return int(-value) if match[1] else int(value)


def _amounts(text: str, col: Column, table: Table, context: Context, cite: Cite) -> list[Money]:
    """The amounts of a cell in a money column, in the column's unit, else the table's, else won where written."""
    unit = col.unit or table.unit
    amounts = find_amounts(text, unit) if unit else find_amounts(text)
    if not amounts:
        return []
    year = col.year or (context.year if col.field != "total" else None)
    scope = _SCOPES.get(col.field) or ("year" if year else "total")
    source = col.source or (source_of(col.qualifier) if col.qualifier else None)
    found = [
        Money(
            amounts[0].krw,
            source or TOTAL,
            scope,
            None if scope == "total" else year,
            col.label,
            text,
            cite,
            table=table.number,
        )
    ]
    for total in find_sums(text, unit):
        found += [
            Money(p.krw, p.source, scope, found[0].year, col.label, p.text, cite, table=table.number)
            for p in total.parts
        ]
    return found


def contact_of(person: Post, cite: Cite) -> Contact:
    """A contact from a person as read."""
    return Contact(person.name, person.title or "", person.phone, person.duty, person.unit, cite, person.grade)


def read_investment(table: Table, context: Context, cover: Cover) -> list[Money]:
    """A table of sources by years (투자계획): each row a source, each column a total, a year, what was or will be spent."""
    columns = columns_of(table)
    money: list[Money] = []
    for line, row in table.body():
        label = row[0].text
        source = TOTAL if is_sum(label) else source_of(label)
        if source is None:
            continue
        for col in columns[1:]:
            if not (col.is_money or col.source == TOTAL) or "소계" in col.label:
                continue
            unit = col.unit or table.unit
            amounts = find_amounts(row[col.index].text, unit) if unit else []
            if not amounts:
                continue
            scope = _SCOPES.get(col.field) or ("year" if col.year else "total")
            year = None if scope == "total" else col.year
            cite = Cite(line, line)
            money.append(
                Money(amounts[0].krw, source, scope, year, col.label, row[col.index].text, cite, table=table.number)
            )
    return money
