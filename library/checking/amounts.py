"""Amounts that contradict each other: statements that differ, parts and years that do not add up, tables in a wrong unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from library.checking.model import Finding, Row, Sheet, at, finding, is_meant, own, won

TOTAL = "총사업비"
_LOCAL = ("도비", "시비", "군비", "구비", "시군비")
_NEAR = 0.002
_SCOPES = {"total": "총사업비", "year": "년 예산", "requested": "년 요구액", "secured": "년 확보액", "executed": "년 집행액",
           "balance": "년 잔액", "prior": "기투자", "future": "향후", "share": "부담분"}  # fmt: skip


def amounts(sheet: Sheet) -> Iterator[Finding]:
    """All findings on amounts."""
    yield from _units(sheet)
    yield from _wholes(sheet)
    copies = _tables_of_others(sheet)
    for program, rows in sheet.budgets_of().items():
        rows = [r for r in rows if not _misread(r, rows)]
        yield from _differing(sheet, program, rows, copies)
        yield from _parts(sheet, program, rows)
        yield from _years(sheet, program, rows)
        yield from _beyond_total(sheet, program, rows)


def _wholes(sheet: Sheet) -> Iterator[Finding]:
    """A whole whose parts, each with a total of its own, add up to more, or to a power of ten of it."""
    totals = {
        r["program"]: r
        for r in reversed(sheet.budgets)
        if r["scope"] == "total" and r["source"] == TOTAL and r["adopted"] and not r["party"]
    }
    parts: dict[str, list[Row]] = defaultdict(list)
    lacking: set[str] = set()
    for key, program in sheet.programs.items():
        whole = str(program.get("whole") or "")
        if whole not in totals or program["kind"] in ("활동", "행사"):
            continue
        if key in totals:
            parts[whole].append(totals[key])
        else:
            lacking.add(whole)
    for whole, rows in parts.items():
        total, amount = totals[whole]["amount_krw"], sum(r["amount_krw"] for r in rows)
        tenfold = any(same(amount * k, total) for k in (10, 100, 1000))
        if len(rows) < 2 or (amount <= total * 1.02 and not (tenfold and whole not in lacking)):
            continue
        lines = [totals[whole]["line_start"], *(r["line_start"] for r in rows)]
        why = ": 단위를 살필 것" if tenfold else ""
        text = f"{won(total)} {at(lines[:1])} ≠ 세부사업 {len(rows)}건의 합 {won(amount)} {at(lines[1:])}{why}"
        yield finding("단위" if tenfold else "합계", sheet.name(whole), text, lines)


def same(a: float, b: float) -> bool:
    """Whether two amounts are equal but for rounding."""
    return abs(a - b) <= _NEAR * max(abs(a), abs(b))


def _misread(row: Row, rows: list[Row]) -> bool:
    """Whether a figure stands in a wrong unit: the amount that is meant stands beside it."""
    return not row["adopted"] and any(
        is_meant(r) and r["line_start"] == row["line_start"] and own(r["label"]) == own(row["label"]) for r in rows
    )


def _units(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each table whose unit cannot be meant."""
    tables: dict[int, list[Row]] = defaultdict(list)
    for row in sheet.budgets:
        if is_meant(row):
            tables[row["table"] or 0].append(row)
    for rows in tables.values():
        head = next((r for r in rows if r["source"] == TOTAL), rows[0])
        lines = [r["line_start"] for r in rows]
        text = f"「{own(head['label'])}」의 단위가 다른 곳의 금액과 맞지 않음: 적힌 {head['as_stated']} → {won(head['amount_krw'])}으로 읽음"
        yield finding("단위", f"표 {at(lines)}", text, lines)


def _what(row: Row) -> str:
    """``2024년 예산 국비``: what an amount is of."""
    scope = _SCOPES.get(row["scope"]) or str(row["scope"])
    year = str(row["year"]) if row["year"] else ""
    words = f"{year}{scope}" if year else scope.removeprefix("년 ")
    return words if row["source"] == TOTAL else f"{words} {row['source']}"


def _differing(sheet: Sheet, program: str, rows: list[Row], copies: dict[tuple[str, int], str]) -> Iterator[Finding]:
    """Statements of one amount that differ; those of one table in one finding."""
    kept: dict[tuple[str, int | None, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        kept[row["scope"], row["year"], row["source"], row["party"] or ""].append(row)
    groups: dict[object, list[tuple[Row, list[Row]]]] = defaultdict(list)
    of_a_year = {r["table"] for r in rows if r["source"] == TOTAL and _of_a_year(r, kept)}
    for group in kept.values():
        adopted = [r for r in group if r["adopted"]]
        for row in group:
            if row["adopted"] or not row["amount_krw"] or not (adopted or row["source"] == TOTAL):
                continue
            if not row["table"] and any(a["line_start"] == row["line_start"] for a in adopted):
                continue  # 당초 120억원 → 150억원: the line says itself that it changed
            if row["table"] in of_a_year and row["scope"] == "total":
                continue
            if not any(same(row["amount_krw"], a["amount_krw"]) for a in adopted):
                groups[row["table"] or row["line_start"]].append((row, adopted))
    for pairs in groups.values():
        pairs.sort(key=lambda p: (p[0]["source"] != TOTAL, p[0]["scope"] != "total", not p[1]))
        row, adopted = pairs[0]
        lines = [r["line_start"] for r, _ in pairs] + [a["line_start"] for _, found in pairs for a in found]
        stated = f"{won(row['amount_krw'])} {at([row['line_start']])}"
        text = f"{_what(row)}: {stated}"
        if adopted:
            mine = [a["line_start"] for a in adopted]
            text = f"{_what(row)}: {won(adopted[0]['amount_krw'])} {at(mine)} ↔ {stated}; 앞의 것을 채택"
        other = copies.get((program, row["table"] or 0))
        if other:
            text += f"; 「{other}」의 표와 금액이 모두 같음(옮겨 적은 것으로 보임)"
        yield finding("모순", sheet.name(program), text, lines)


def _of_a_year(row: Row, kept: dict[tuple[str, int | None, str, str], list[Row]]) -> bool:
    """Whether a column that says neither 총 nor a year states what elsewhere is the amount of a year."""
    if row["scope"] != "total" or not row["table"] or "총" in own(row["label"]):
        return False
    years = [
        r for (scope, _, source, _), rows in kept.items() if scope == "year" and source == row["source"] for r in rows
    ]
    return any(r["adopted"] and same(r["amount_krw"], row["amount_krw"]) for r in years)


def _tables_of_others(sheet: Sheet) -> dict[tuple[str, int], str]:
    """Tables within a program's section whose figures are all those of another program's table: by program and table."""
    tables: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in sheet.budgets:
        if row["table"]:
            tables[row["program"], row["table"]].append(row)
    figures = {k: sorted((r["scope"], r["source"], r["amount_krw"]) for r in rows) for k, rows in tables.items()}
    found = {}
    for key, rows in figures.items():
        wrong = not all(r["adopted"] for r in tables[key])
        for other, theirs in figures.items():
            if wrong and other[0] != key[0] and len(rows) >= 3 and rows == theirs:
                found[key] = sheet.name(other[0])
    return found


def _parts(sheet: Sheet, program: str, rows: list[Row]) -> Iterator[Finding]:
    """Shares on the line of an amount (국비, 도비 …) that do not add up to it."""
    sources = {r["source"] for r in rows} - {TOTAL}
    lines: dict[tuple[int, str, int | None], list[Row]] = defaultdict(list)
    for row in rows:
        if not row["table"] or row["scope"] == "year":
            lines[row["line_start"], row["scope"], row["year"]].append(row)
    for (line, _, _), group in lines.items():
        heads = [r for r in group if r["source"] == TOTAL]
        parts = [r for r in group if r["source"] != TOTAL]
        if len(heads) != 1 or len(parts) < 2 or adds_up(heads[0]["amount_krw"], parts):
            continue
        amount = sum(p["amount_krw"] for p in parts)
        if heads[0]["table"] and amount < heads[0]["amount_krw"] and sources - {p["source"] for p in parts}:
            continue  # the table has no column for a source that the program has
        told = " + ".join(f"{p['source']} {won(p['amount_krw'])}" for p in parts)
        text = f"{_what(heads[0])} {won(heads[0]['amount_krw'])} ≠ {told} = {won(amount)} {at([line])}"
        yield finding("합계", sheet.name(program), text, [line])


def adds_up(total: int, parts: list[Row]) -> bool:
    """Whether shares add up to a total; 지방비 may stand beside the shares that make it."""
    if same(sum(p["amount_krw"] for p in parts), total):
        return True
    inner = [p for p in parts if p["source"] != "지방비"]
    outer = [p for p in parts if p["source"] not in _LOCAL]
    return any(0 < len(x) < len(parts) and same(sum(p["amount_krw"] for p in x), total) for x in (inner, outer))


def _years(sheet: Sheet, program: str, rows: list[Row]) -> Iterator[Finding]:
    """An investment table whose years do not add up to the total of the program."""
    heads = [r for r in rows if r["source"] == TOTAL]
    total = next((r for r in heads if r["scope"] == "total" and r["adopted"]), None)
    tables: dict[int, list[Row]] = defaultdict(list)
    for row in heads:
        if row["table"] and row["adopted"] and row["scope"] in ("prior", "year", "requested", "secured", "future"):
            tables[row["table"]].append(row)
    for rows_of in tables.values():
        scopes = {r["scope"] for r in rows_of}
        if total is None or (not scopes & {"prior", "future"} and len(rows_of) < 4):
            continue
        sums = [
            sum(r["amount_krw"] for r in rows_of if r["scope"] not in leave)
            for leave in ((), ("requested",), ("secured",), ("requested", "year"), ("secured", "year"))
        ]
        if "future" not in scopes and sums[0] <= total["amount_krw"]:
            continue  # what is to come is not in the table
        if not any(same(s, total["amount_krw"]) for s in sums):
            lines = [r["line_start"] for r in rows_of]
            text = f"연도별 금액의 합 {won(sums[0])} {at(lines)} ≠ 총사업비 {won(total['amount_krw'])} {at([total['line_start']])}"
            yield finding("합계", sheet.name(program), text, [*lines, total["line_start"]])


def _beyond_total(sheet: Sheet, program: str, rows: list[Row]) -> Iterator[Finding]:
    """An amount of one year that is larger than the total, or other than the total of a program of that year alone."""
    heads = [r for r in rows if r["source"] == TOTAL and r["adopted"] and not r["party"]]
    total = next((r for r in heads if r["scope"] == "total"), None)
    start, end = (str(sheet.programs[program].get(k) or "")[:4] for k in ("period_start", "period_end"))
    for row in heads:
        if total is None or row["scope"] != "year" or not row["year"]:
            continue
        only = start == end == str(row["year"])
        more = row["amount_krw"] > total["amount_krw"] and not same(row["amount_krw"], total["amount_krw"])
        if more or (only and not same(row["amount_krw"], total["amount_krw"])):
            why = "보다 큼" if more else f": 사업기간이 {row['year']}년뿐인데 다름"
            text = f"{_what(row)} {won(row['amount_krw'])} {at([row['line_start']])}, 총사업비 {won(total['amount_krw'])} {at([total['line_start']])}{why}"
            yield finding("모순", sheet.name(program), text, [row["line_start"], total["line_start"]])
            return
