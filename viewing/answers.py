"""An answer as a page shows it: the sentence, a table, the cited lines, and what is near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Item
from assistant.assistant import Assistant
from assistant.desk import Desk
from assistant.kinds.bounds import amounts_of
from assistant.kinds.listing import in_order
from assistant.kinds.reckoning import chosen
from viewing.lines import Line, around
from viewing.money import exact
from viewing.near import Near, near
from viewing.tables import Cell, Column, Table
from viewing.words import Words

_TOLD_IN_FULL = ("contact", "value", "date", "place", "passage")
"""Kinds whose text says all; their table is only handed out."""
_BULLET = re.compile(r"^\s*-\s+")
_MOST_CITED = 40
_FEW = 8


@dataclass(frozen=True)
class Cited:
    """A cited place: where it is, and its lines with those around them."""

    document: str
    title: str
    line_start: int
    line_end: int
    page: int | None
    section: str
    lines: tuple[Line, ...]
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class AnswerView:
    """All that is shown of one answer. ``programs`` are keys and names of those that have a card."""

    question: str
    answered: bool
    reason: str
    paragraphs: tuple[str, ...]
    bullets: tuple[str, ...]
    table: Table | None
    table_shown: bool
    parts: Table | None
    cited: tuple[Cited, ...]
    notes: tuple[str, ...]
    alternatives: tuple[str, ...]
    near: tuple[Near, ...]
    programs: tuple[tuple[str, str], ...]
    elapsed_ms: float


def answer_view(assistant: Assistant, answer: Answer, words: Words) -> AnswerView:
    """The view of an answer; reads the cards and lines that the answer itself does not hold."""
    desk = assistant.desk(answer.plan)
    found = answer.found
    table = _table(desk, answer, words) if found.answered and found.items else None
    parts = _parts(desk, words) if found.answered and answer.plan.kind in ("sum", "count") else None
    shown = table is not None and (answer.plan.kind not in _TOLD_IN_FULL)
    paragraphs, bullets = _split(found.text)
    return AnswerView(
        question=answer.question,
        answered=found.answered,
        reason=found.reason or "",
        paragraphs=paragraphs,
        bullets=() if shown and answer.plan.kind == "list" else bullets,
        table=table,
        table_shown=shown,
        parts=parts,
        cited=tuple(cited_at(desk, c) for c in answer.citations[:_MOST_CITED]),
        notes=tuple(dict.fromkeys(found.assumptions)),
        alternatives=tuple(_alternative(a.value, a.unit, a.document, a.why, words) for a in found.alternatives),
        near=near(assistant, answer, words),
        programs=_programs(desk, answer),
        elapsed_ms=answer.elapsed_ms,
    )


def _split(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of an answer and the items of its lists."""
    lines = [line for line in text.split("\n") if line.strip()]
    plain = tuple(line.strip() for line in lines if not _BULLET.match(line))
    return plain, tuple(_BULLET.sub("", line) for line in lines if _BULLET.match(line))


def _programs(desk: Desk, answer: Answer) -> tuple[tuple[str, str], ...]:
    """The programs answered; where something else is, the one it was asked of."""
    by_key = desk.directory.by_key
    keys = [i.key for i in answer.found.items if "/Program/" in i.key]
    if not keys and answer.found.answered:
        programs = [s.key for s in answer.plan.subjects if s.label == "Program"]
        keys = [k for k in programs if by_key[k].name in answer.found.text][:1]
    return tuple((k, by_key[k].name) for k in dict.fromkeys(keys) if k in by_key)[:_FEW]


# ---------------------------------------------------------------- tables


def _table(desk: Desk, answer: Answer, words: Words) -> Table:
    items = answer.found.items
    columns = [Column(words("column.name"))]
    cells: list[list[Cell]] = [[i.name] for i in items]
    if answer.plan.kind not in ("list", "lineage") and any(i.label not in ("", "Program", "Person") for i in items):
        columns.append(Column(words("column.field")))
        cells = [[*row, i.label] for row, i in zip(cells, items, strict=True)]
    if any(i.value is not None and i.value != i.status for i in items):
        column, values = _values(items, words)
        columns.append(column)
        cells = [[*row, value] for row, value in zip(cells, values, strict=True)]
    more = _card_columns(desk, items, words)
    columns += [c for c, _ in more]
    cells = [[*row, *(values[n] for _, values in more)] for n, row in enumerate(cells)]
    columns += [
        Column(words("column.document")),
        Column(words("column.year"), "year"),
        Column(words("column.line"), "year"),
    ]
    titles = {d.file_name: d.title for d in desk.directory.documents}
    places = [(titles.get(i.document, i.document), i.year, _line(answer, i)) for i in items]
    rows = tuple((*row, *place) for row, place in zip(cells, places, strict=True))
    keys = tuple(i.key if "/Program/" in i.key else "" for i in items)
    return Table(words("table.answer"), tuple(columns), rows, keys)


def _values(items: Sequence[Item], words: Words) -> tuple[Column, list[Cell]]:
    """The column of values: money where all are, figures with their unit in the head, else as text."""
    units = {i.unit for i in items if i.value is not None}
    numbers = all(isinstance(i.value, (int, float)) for i in items if i.value is not None)
    if units == {"KRW"} and numbers:
        return Column(words("column.amount"), "money"), [i.value for i in items]
    if numbers and len(units) == 1:
        unit = next(iter(units))
        return Column(words("column.value") + (f" ({unit})" if unit else ""), "number"), [i.value for i in items]
    role = all(i.label == "Program" and not i.unit for i in items)
    return Column(words("column.role" if role else "column.value")), [value_text(i.value, i.unit) for i in items]


def value_text(value: str | float | int | None, unit: str | None) -> str:
    """A value with its unit as people write it."""
    if value is None:
        return ""
    if unit == "KRW" and isinstance(value, (int, float)):
        return exact(int(value))
    return f"{value:,}{unit or ''}" if isinstance(value, (int, float)) else f"{value}{unit or ''}"


def _line(answer: Answer, item: Item) -> int | None:
    return answer.citations[item.citations[0]].line_start if item.citations else None


def _card_columns(desk: Desk, items: Sequence[Item], words: Words) -> list[tuple[Column, list[Cell]]]:
    """What lists say beside a program's name: total, period, status; only where any is stated."""
    keys = [i.key for i in items if "/Program/" in i.key]
    if not keys:
        return []
    cards = desk.cards(sorted(set(keys)))

    def of(item: Item, name: str) -> Cell:
        value: Cell = cards.get(item.key, {}).get(name)
        return value

    known = any(i.unit == "KRW" for i in items)
    wanted = [("status", Column(words("column.status"))), ("period_text", Column(words("column.period")))]
    if not known:
        wanted.insert(0, ("total_krw", Column(words("column.total"), "money")))
    found = [(column, [of(i, name) for i in items]) for name, column in wanted]
    return [(column, values) for column, values in found if any(v is not None for v in values)]


def _parts(desk: Desk, words: Words) -> Table | None:
    """The programs that a count or sum is over, with the amount of each that states one."""
    _, keys, _ = chosen(desk)
    if not keys or desk.plan.target != "Program":
        return None
    amounts = amounts_of(desk, keys) if desk.plan.kind == "sum" else {}
    cards = desk.cards(keys)
    summing = desk.plan.kind == "sum"
    rows: list[tuple[Cell, ...]] = []
    ordered = in_order(desk, keys)
    for key in ordered:
        card, amount = cards[key], amounts.get(key)
        line = amount.first["line_start"] if amount else (card["mentions"] or [[None]])[0][0]
        krw = (amount.krw if amount else None,) if summing else ()
        rows.append((card["name"], *krw, card["status"], desk.title(card["document"]), line))
    columns = [Column(words("column.name"))]
    columns += [Column(words("column.amount"), "money")] if summing else []
    columns += [
        Column(words("column.status")),
        Column(words("column.document")),
        Column(words("column.line"), "year"),
    ]
    return Table(words("table.parts"), tuple(columns), tuple(rows), tuple(ordered))


def evidence_table(view: AnswerView, words: Words) -> Table:
    """The cited lines as a table, for files that are handed out."""
    columns = (
        Column(words("column.document")), Column(words("column.line"), "year"), Column(words("column.section")),
        Column(words("column.words")),
    )  # fmt: skip
    rows = tuple(
        (c.title, c.line_start, c.section, " ".join(line.text.strip() for line in c.lines if line.cited))
        for c in view.cited
    )
    return Table(words("table.evidence"), columns, rows)


# ---------------------------------------------------------------- what stands behind and beside


def cited_at(desk: Desk, citation: Citation) -> Cited:
    """A citation with the lines around it."""
    card = next((d for d in desk.directory.documents if d.file_name == citation.document), None)
    key = card.key if card else citation.document
    lines = tuple(around(desk.evidence, key, citation.line_start, citation.line_end))
    return Cited(
        key, card.title if card else citation.document, citation.line_start, citation.line_end, citation.page,
        citation.section, lines, citation.table, citation.row,
    )  # fmt: skip


def _alternative(value: str | float | int, unit: str | None, document: str, why: str, words: Words) -> str:
    told = words.either(f"why.{why}", why)
    return f"{value_text(value, unit)} · {document}" + (f" ({told})" if told else "")
