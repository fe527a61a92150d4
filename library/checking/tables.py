"""Tables that do not add up: printed totals, rest = amount − spent, rates, changes, sums along a row or down a column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from library.checking.amounts import TOTAL, same
from library.checking.model import Finding, Row, Sheet, at, finding, is_meant, own, won

_SUM = re.compile(r"(?:^|\s)(?:합\s*계|총\s*계|소\s*계|누\s*계|계|전\s*체)$")
_ALL = " 합계"
_ROWS = "사업 건수"
_MOST_OFF = 0.3


def tables(sheet: Sheet) -> Iterator[Finding]:
    """All findings on tables."""
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in sheet.budgets:
        if row["table"]:
            rows[row["table"]].append(row)
    yield from _totals(sheet, rows)
    yield from _counts(sheet, rows)
    for program, budgets in sheet.budgets_of().items():
        yield from _spent(sheet, program, budgets)
    yield from _figures(sheet)


# ---------------------------------------------------------------- tables of programs
def _column(rows: list[Row], label: str) -> dict[int, int]:
    """The amounts of a column by line: the total of each row, in the unit that is meant."""
    found: dict[int, Row] = {}
    for row in rows:
        if own(row["label"]).replace(" > ", " ") == label:
            known = found.get(row["line_start"])
            if known is None or (is_meant(row) and not is_meant(known)) or known["source"] != TOTAL == row["source"]:
                found[row["line_start"]] = row
    return {line: int(row["amount_krw"]) for line, row in found.items()}


def _totals(sheet: Sheet, rows: dict[int, list[Row]]) -> Iterator[Finding]:
    """Printed totals and sub-totals that are not the sum of their rows."""
    for fact in _printed(sheet):
        label = str(fact["attribute"]).removesuffix(_ALL)
        column = _column(rows.get(fact["table"], []), label)
        if len(column) < 2:
            continue
        line, total = fact["line_start"], int(fact["number"])
        breaks = [f["line_start"] for f in _printed(sheet, fact["table"], fact["attribute"])]
        before = max((b for b in breaks if b < line), default=0)
        behind = min((b for b in breaks if b > line), default=10**9)
        spans = ((0, 10**9), (before, line), (line, behind), (line, 10**9), (0, line))
        sums = [sum(krw for at_line, krw in column.items() if a < at_line < b) for a, b in spans]
        inner = sum(int(f["number"]) for f in _printed(sheet, fact["table"], fact["attribute"]) if f is not fact)
        if any(same(total, s) for s in (*sums, inner)):
            continue
        nearest = min((s for s in sums if s), key=lambda s: abs(s - total), default=0)
        text = f"{label} {fact['value']} = {won(total)} {at([line])} ≠ 행의 합 {won(nearest)}"
        yield finding("합계", str(fact["subject"] or "표"), text, [line])


def _printed(sheet: Sheet, table: int | None = None, attribute: str = "") -> list[Row]:
    """The printed totals in won of lists of programs, or of one column of one."""
    return [
        f
        for f in sheet.facts
        if f["table"] and f["unit"] == "KRW" and str(f["attribute"]).endswith(_ALL) and f["number"]
        if table is None or (f["table"] == table and f["attribute"] == attribute)
    ]


def _counts(sheet: Sheet, rows: dict[int, list[Row]]) -> Iterator[Finding]:
    """``합계(32건)`` above or below another number of rows."""
    for fact in sheet.facts:
        if fact["attribute"] != _ROWS or not fact["number"]:
            continue
        lines = {r["line_start"] for r in rows.get(fact["table"], [])}
        breaks = [f["line_start"] for f in sheet.facts if f["attribute"] == _ROWS and f["table"] == fact["table"]]
        line = fact["line_start"]
        before = max((b for b in breaks if b < line), default=0)
        behind = min((b for b in breaks if b > line), default=10**9)
        counts = {len(lines), sum(before < n < line for n in lines), sum(line < n < behind for n in lines)}
        if lines and int(fact["number"]) not in counts:
            text = f"{fact['value']} {at([line])}: 표의 행은 {max(counts)}건"
            yield finding("합계", str(fact["subject"] or "표"), text, [line])


def _spent(sheet: Sheet, program: str, budgets: list[Row]) -> Iterator[Finding]:
    """A row of spending: rest = amount − spent, rate = spent ÷ amount."""
    lines: dict[int, dict[str, int]] = defaultdict(dict)
    for row in budgets:
        if row["source"] == TOTAL and row["scope"] in ("year", "executed", "balance", "total"):
            lines[row["line_start"]].setdefault(row["scope"], int(row["amount_krw"]))
    for line, found in lines.items():
        amount, spent, rest = found.get("year", found.get("total")), found.get("executed"), found.get("balance")
        if amount is None or spent is None:
            continue
        if amount == spent and amount and (state := _going_on(sheet, program)):
            text = f"예산 {won(amount)} 전액 집행 {at([line])} ↔ 「{state['value']}」 {at([state['line_start']])}"
            yield finding("모순", sheet.name(program), text, [line, state["line_start"]])
        if rest is not None and not same(amount - spent, rest):
            text = f"예산 {won(amount)} − 집행 {won(spent)} ≠ 잔액 {won(rest)} {at([line])}"
            yield finding("합계", sheet.name(program), text, [line])
        for fact in sheet.facts:
            stated = fact["number"] if fact["program"] == program and fact["line_start"] == line else None
            if stated is None or fact["unit"] != "%" or "집행" not in fact["attribute"] or not amount:
                continue
            if abs(100 * spent / amount - stated) > 0.15:
                text = f"{fact['attribute']} {fact['value']} ≠ 집행 {won(spent)} ÷ 예산 {won(amount)} = {100 * spent / amount:.1f}% {at([line])}"
                yield finding("합계", sheet.name(program), text, [line])


def _going_on(sheet: Sheet, program: str) -> Row | None:
    """Where a program's state is said to be under way and nothing else."""
    mine = (f for f in sheet.facts if f["program"] == program and "추진" in f["attribute"])
    return next((f for f in mine if re.fullmatch(r"추진\s?중", str(f["value"]).strip())), None)


# ---------------------------------------------------------------- other tables
def _figures(sheet: Sheet) -> Iterator[Finding]:
    """Tables of figures: the sum along each row, the sum down each column."""
    cells: dict[int, list[Row]] = defaultdict(list)
    for fact in sheet.facts:
        if fact["table"] and fact["number"] is not None and not fact["program"] and fact["unit"] != "%":
            cells[fact["table"]].append(fact)
    for facts in cells.values():
        yield from _along(facts)
        yield from _down(facts)


def _along(facts: list[Row]) -> Iterator[Finding]:
    """``계`` of a row against its other cells; only where the other rows of the table, or nearly this one, add up."""
    lines: dict[int, list[Row]] = defaultdict(list)
    for fact in facts:
        lines[fact["line_start"]].append(fact)
    off: list[tuple[int, Row, float]] = []
    right = 0
    for line, row in lines.items():
        sums = [f for f in row if _SUM.search(f["attribute"])]
        others = [f for f in row if not _SUM.search(f["attribute"])]
        if len(sums) != 1 or len(others) < 2 or len({f["unit"] or "" for f in row}) != 1:
            continue
        amount = sum(f["number"] for f in others)
        if same(sums[0]["number"], amount):
            right += 1
        else:
            off.append((line, sums[0], amount))
    for line, head, amount in off:
        near = abs(amount - head["number"]) <= _MOST_OFF * abs(head["number"])
        if right >= len(off) and (right or near):
            yield finding(
                "합계",
                str(head["subject"]),
                f"{head['attribute']} {head['value']} {at([line])} ≠ 칸의 합 {amount:,.0f}",
                [line],
            )


def _down(facts: list[Row]) -> Iterator[Finding]:
    """A row of sums against the rows below or above it, column by column."""
    columns: dict[str, list[tuple[Row, bool]]] = defaultdict(list)
    for fact in facts:
        match = re.match(r"(?:합\s*계|총\s*계|계)\s+(?P<c>\S.*)", fact["attribute"])
        name = match["c"] if match else fact["attribute"]
        columns[name].append((fact, bool(match)))
    for column in columns.values():
        heads = [f for f, is_sum in column if is_sum]
        others = [f for f, is_sum in column if not is_sum]
        if len(heads) != 1 or len(others) < 2 or len({f["line_start"] for f in others}) != len(others):
            continue
        amount = sum(f["number"] for f in others)
        off = abs(amount - heads[0]["number"])
        if not same(amount, heads[0]["number"]) and off <= _MOST_OFF * abs(heads[0]["number"]):
            line = heads[0]["line_start"]
            text = f"{heads[0]['attribute']} {heads[0]['value']} {at([line])} ≠ 행의 합 {amount:,.0f}"
            yield finding("합계", str(heads[0]["subject"]), text, [line])
