"""A comparison of two documents as text, as JSON, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.past import Comparison, Continued, Sheet, won
from graph.errors import RequestError

Row = dict[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTHS = (44, 44, 16, 16, 16, 10, 18, 18, 30, 60)


def as_text(comparison: Comparison, titles: Mapping[str, str]) -> list[str]:
    """Lines for people: what continued with its changes, what is unclear, new, and ended."""
    c = comparison
    lines = [f"{titles[c.earlier]} → {titles[c.later]}", ""]
    lines += _heading("이어지는 사업", len(c.continued)) + [line for p in c.continued for line in _pair(p)]
    lines += _heading("불확실한 연결 (saeop link A B --same 또는 --not)", len(c.unclear))
    lines += [line for p in c.unclear for line in (*_pair(p), f"      {p.score:.2f} {p.reason}")]
    lines += _heading("신규", len(c.new)) + [_alone(s) for s in c.new]
    return lines + _heading("종료 또는 빠짐", len(c.ended)) + [_alone(s) for s in c.ended]


def _heading(word: str, number: int) -> list[str]:
    return [f"■ {word}: {number}건"]


def _pair(pair: Continued) -> list[str]:
    changed = [f"{k} {a} → {b}" for k, (a, b) in pair.changes.items() if k != "이름"]
    if pair.difference:
        changed = [x + f" ({_signed(pair.difference)})" if x.startswith("금액") else x for x in changed]
    before = f" ← {pair.earlier.name}" if "이름" in pair.changes else ""
    lines = [f"  - {pair.later.name}{before}"]
    return [*lines, f"      {', '.join(changed)}"] if changed else lines


def _signed(krw: int) -> str:
    sign = "+" if krw > 0 else "-"
    hundreds = f"{abs(krw) / 100_000_000:,.2f}".rstrip("0").rstrip(".")
    return f"{sign}{hundreds}억원" if abs(krw) >= 10_000_000 else f"{sign}{abs(krw) / 10_000:,.0f}만원"


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
        "difference_krw": pair.difference, "changes": {k: {"before": a, "after": b} for k, (a, b) in pair.changes.items()},
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
            "증감(원)", "확실성", "부서", "담당자", "기간", "근거",
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
    sheet.freeze_panes = "A2"
    for number, width in zip(range(len(head)), _WIDTHS, strict=False):
        sheet.column_dimensions[chr(ord("A") + number)].width = width


def plain(cell: Any) -> Any:
    """A cell that no spreadsheet reads as a formula, without characters that a workbook cannot hold."""
    if not isinstance(cell, str):
        return cell
    text = "".join(c for c in cell if c in "\n\t" or ord(c) >= 32)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(pair: Continued) -> tuple[Any, ...]:
    a, b = pair.later.amount, pair.earlier.amount
    changes = {k: f"{before} → {after}" for k, (before, after) in pair.changes.items()}
    return (
        pair.later.name, pair.earlier.name, b.krw if b else None, a.krw if a else None, pair.difference, pair.score,
        changes.get("부서", ", ".join(pair.later.units)), changes.get("담당자", ", ".join(pair.later.people)),
        changes.get("기간", pair.later.term), pair.reason,
    )  # fmt: skip


def _alone_cells(sheet: Sheet, titles: Mapping[str, str]) -> tuple[Any, ...]:
    return (
        sheet.name, titles[sheet.document], sheet.amount.krw if sheet.amount else None, sheet.status,
        ", ".join(sheet.units), ", ".join(sheet.people), sheet.term, sheet.line,
    )  # fmt: skip
