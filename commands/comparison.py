"""A comparison of two documents as text, as JSON, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.past import Comparison, Continued, Group, Sheet, groups, matching, signed, won
from graph.errors import RequestError
from lexicon.amounts import spoken
from lexicon.text import squash

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTHS = (44, 44, 18, 18, 18, 10, 18, 18, 30, 60, 44)
_MONEY = "#,##0"


def as_text(comparison: Comparison, titles: Mapping[str, str]) -> list[str]:
    """Lines for people: how many, then what continued with its changes, what is unclear, new, and ended."""
    c = comparison
    joined = groups((*c.continued, *c.unclear))
    sure, unsure = [g for g in joined if g.sure], [g for g in joined if not g.sure]
    lines = [f"{titles[c.earlier]} → {titles[c.later]}", _in_short(c, sure, unsure), ""]
    lines += _heading("이어지는 사업", len(sure)) + [line for g in sure for line in _group(g)]
    lines += _heading("불확실한 연결 (saeop link A B --same 또는 --not)", len(unsure))
    lines += [line for g in unsure for line in (*_group(g), *_doubts(g))]
    lines += _heading("신규", len(c.new)) + [_alone(s) for s in c.new]
    return lines + _heading("종료 또는 빠짐", len(c.ended)) + [_alone(s) for s in c.ended]


def _in_short(c: Comparison, sure: Sequence[Group], unsure: Sequence[Group]) -> str:
    """How many of each kind, and how amounts moved."""
    known = [g.difference for g in (*sure, *unsure) if g.difference is not None]
    up, down = sum(d > 0 for d in known), sum(d < 0 for d in known)
    moves = f"금액 늘어남 {up} · 줄어듦 {down} · 그대로 {len(known) - up - down} · 견줄 수 없음 {len(sure) + len(unsure) - len(known)}"
    return f"이어짐 {len(sure)} · 불확실 {len(unsure)} · 신규 {len(c.new)} · 종료 {len(c.ended)} ({moves})"


def _heading(word: str, number: int) -> list[str]:
    return [f"■ {word}: {number}건"]


def _group(group: Group) -> list[str]:
    """A group: its names, the amounts side by side, and what else changed."""
    mine, theirs = (", ".join(s.name for s in side) for side in (group.later, group.earlier))
    lines = [f"  - {mine}" if squash(mine) == squash(theirs) else f"  - {mine} ← {theirs}"]
    told = [
        _amounts(group),
        *(f"{k} {a} → {b}" for p in group.pairs for k, (a, b) in p.changes.items() if k not in _SHOWN),
    ]
    return [*lines, *(f"      {t}" for t in dict.fromkeys(told) if t)]


_SHOWN = ("이름", "금액")


def _amounts(group: Group) -> str:
    """The amounts of both sides with their difference, or that they cover different things; empty where one is unknown."""
    if len(group.pairs) > 1:
        if group.before is None or group.after is None:
            return ""
        return f"금액 합 {spoken(group.before)} → {spoken(group.after)} ({signed(group.after - group.before)})"
    later, earlier = group.later[0], group.earlier[0]
    a, b = matching(later, earlier)
    if a and b:
        return f"금액 {won(b)} → {won(a)} ({signed(a.krw - b.krw)})"
    if later.amount and earlier.amount:
        return f"금액 {won(earlier.amount)}, {won(later.amount)} (총액과 한 해 금액이라 견줄 수 없음)"
    return ""


def _doubts(group: Group) -> list[str]:
    """How sure each link is, and what speaks for it."""
    return [f"      확실성 {p.score:.2f}: {p.reason}" for p in group.pairs]


def _alone(sheet: Sheet) -> str:
    facts = [won(sheet.amount) if sheet.amount else "", sheet.term, ", ".join(sheet.units)]
    told = " · ".join(f for f in facts if f)
    return f"  - {sheet.name}" + (f" ({told})" if told else "")


def as_json(comparison: Comparison) -> Row:
    """The whole comparison as plain values."""
    c = comparison
    return {
        "later": c.later, "earlier": c.earlier,
        "continued": [_pair_json(p) for p in c.continued], "unclear": [_pair_json(p) for p in c.unclear],
        "new": [_sheet_json(s) for s in c.new], "ended": [_sheet_json(s) for s in c.ended],
    }  # fmt: skip


def _pair_json(pair: Continued) -> Row:
    return {
        "later": _sheet_json(pair.later), "earlier": _sheet_json(pair.earlier), "score": pair.score, "reason": pair.reason,
        "difference_krw": pair.difference, "together": list(pair.together), "changes": {k: {"before": a, "after": b} for k, (a, b) in pair.changes.items()},
    }  # fmt: skip


def _sheet_json(sheet: Sheet) -> Row:
    amount = sheet.amount
    return {
        "key": sheet.key, "name": sheet.name, "document": sheet.document, "line": sheet.line, "kind": sheet.kind,
        "status": sheet.status, "amount_krw": amount.krw if amount else None, "scope": amount.scope if amount else None,
        "year": amount.year if amount else None, "term": sheet.term or None, "departments": list(sheet.units),
        "contacts": list(sheet.people),
    }  # fmt: skip


def write_workbook(comparison: Comparison, titles: Mapping[str, str], path: Path) -> None:
    """Write one sheet for each kind. Raises ``RequestError`` when the file cannot be written."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    head: tuple[str, ...]
    for title, pairs in (("이어짐", comparison.continued), ("불확실", comparison.unclear)):
        head = (
            f"사업명 ({titles[comparison.later]})", f"사업명 ({titles[comparison.earlier]})", "이전 금액(원)", "이후 금액(원)",
            "증감(원)", "확실성", "부서", "담당자", "기간", "근거", "합쳐지거나 나뉜 사업",
        )  # fmt: skip
        _sheet(book, title, head, (_cells(p) for p in pairs))
    for title, sheets in (("신규", comparison.new), ("종료", comparison.ended)):
        head = ("사업명", "문서", "금액(원)", "상태", "부서", "담당자", "기간", "줄")
        _sheet(book, title, head, (_alone_cells(s, titles) for s in sheets))
    try:
        book.save(path)
    except OSError as error:
        raise RequestError(f"{path}: cannot be written ({error.strerror}); choose another place") from error


def _sheet(book: Any, title: str, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append([plain(cell) for cell in head])
    for row in rows:
        sheet.append([plain(cell) for cell in row])
    for cell in (c for row in sheet.iter_rows(min_row=2) for c in row if isinstance(c.value, int)):
        cell.number_format = _MONEY
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, width in zip(range(len(head)), _WIDTHS, strict=False):
        sheet.column_dimensions[chr(ord("A") + number)].width = width


def plain(cell: Any) -> Any:
    """A cell that no spreadsheet reads as a formula, without characters that a workbook cannot hold."""
    if not isinstance(cell, str):
        return cell
    text = "".join(c for c in cell if c in "\n\t" or ord(c) >= 32)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(pair: Continued) -> tuple[Any, ...]:
    a, b = matching(pair.later, pair.earlier)
    a, b = (a, b) if a and b else (pair.later.amount, pair.earlier.amount)
    changes = {k: f"{before} → {after}" for k, (before, after) in pair.changes.items()}
    return (
        pair.later.name, pair.earlier.name, b.krw if b else None, a.krw if a else None, pair.difference, pair.score,
        changes.get("부서", ", ".join(pair.later.units)), changes.get("담당자", ", ".join(pair.later.people)),
        changes.get("기간", pair.later.term), pair.reason, ", ".join(pair.together),
    )  # fmt: skip


def _alone_cells(sheet: Sheet, titles: Mapping[str, str]) -> tuple[Any, ...]:
    return (
        sheet.name, titles[sheet.document], sheet.amount.krw if sheet.amount else None, sheet.status,
        ", ".join(sheet.units), ", ".join(sheet.people), sheet.term, sheet.line,
    )  # fmt: skip
