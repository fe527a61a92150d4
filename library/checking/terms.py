"""Terms and dates that do not fit: ends before starts, stated lengths, years outside the term, headings of last year."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator

from library.checking.amounts import TOTAL
from library.checking.model import Finding, Row, Sheet, at, finding, own

_LENGTH = re.compile(r"\(\s*(?:총\s*)?(?P<n>\d{1,3})\s*(?P<u>개월|년|개년)(?:간)?\s*\)")
_WHEN = re.compile(r"['’‘]?\d[\d.\s~∼년월일개()]*(?!차)(?:월|년|일|[상하]반기|분기)?|[상하]반기|\(\s*\)")
_BORDER = re.compile(r"(?P<y>20\d\d|['’]\d\d)\s*년?도?\s*(?P<w>이전|까지|이후|부터)")


def terms(sheet: Sheet) -> Iterator[Finding]:
    """All findings on terms and dates."""
    for program in sheet.programs:
        yield from _stated(sheet, program)
        yield from _differing(sheet, program)
    for program, rows in sheet.budgets_of().items():
        yield from _outside(sheet, program, rows)
        yield from _borders(sheet, program, rows)
    yield from _moved(sheet)
    for step in sheet.steps:
        start, end = step["date_start"] or "", step["date_end"] or ""
        if start and end and _before(end, start):
            text = f"「{step['text']}」: 끝이 시작보다 앞섬 {at([step['line_start']])}"
            yield finding("기간", sheet.name(step["program"]), text, [step["line_start"]])


def _stated(sheet: Sheet, program: str) -> Iterator[Finding]:
    """A term that ends before it starts, or whose stated length is another."""
    for start, end, text, line in sheet.periods(program):
        if not start or not end:
            continue
        if _before(end, start):
            yield finding("기간", sheet.name(program), f"「{text}」: 끝이 시작보다 앞섬 {at([line])}", [line])
            continue
        match = _LENGTH.search(f"{text} {sheet.quotes.get(line, '')}")
        lengths = _lengths(start, end, match["u"]) if match else set()
        if match and lengths and int(match["n"]) not in lengths:
            told = "·".join(map(str, sorted(lengths)))
            words = f"「{text}」: {match['n']}{match['u']}이라 적었으나 {told}{match['u']} {at([line])}"
            yield finding("기간", sheet.name(program), words, [line])


def _lengths(start: str, end: str, unit: str) -> set[int]:
    """What the length of a term may be called: whole months, or those begun; years by the calendar or by months."""
    first, last = _month(start, True), _month(end, False)
    if unit == "개월":
        return {last - first, last - first + 1} if len(start) >= 7 and len(end) >= 7 else set()
    years = int(end[:4]) - int(start[:4]) + 1
    months = last - first + 1
    return {years, round(months / 12), -(-months // 12)} if len(start) >= 7 and len(end) >= 7 else {years}


def _month(date: str, starts: bool) -> int:
    month = int(date[5:7]) if re.match(r"\d{4}-\d\d", date) else 1 if starts else 12
    return int(date[:4]) * 12 + month


def _before(end: str, start: str) -> bool:
    size = min(len(end), len(start))
    return end[:size] < start[:size] and all(re.fullmatch(r"\d{4}(?:-\d\d){0,2}", d) for d in (end, start))


def _differing(sheet: Sheet, program: str) -> Iterator[Finding]:
    """Terms of one program that cannot both hold: another first or last year."""
    if sheet.programs[program]["kind"] in ("활동", "행사"):
        return
    adopted = (sheet.programs[program].get("period_start"), sheet.programs[program].get("period_end"))
    for start, end, text, line in sheet.periods(program):
        pairs = [(a, b) for a, b in zip(adopted, (start, end), strict=True) if a and b]
        if len(pairs) == 2 and any(not (a.startswith(b) or b.startswith(a)) for a, b in pairs):
            told = f"{adopted[0]} ~ {adopted[1]}"
            mine = [n for s, e, _, n in sheet.periods(program) if (s, e) == adopted]
            if line in mine:
                continue  # the terms of two steps, in one line
            words = f"사업기간: {told} {at(mine)} ↔ {start} ~ {end} 「{text}」 {at([line])}; 앞의 것을 채택"
            yield finding("모순", sheet.name(program), words, [*mine, line])
            return


def _outside(sheet: Sheet, program: str, rows: list[Row]) -> Iterator[Finding]:
    """Amounts that its investment table asks for in a year in which the program does not run."""
    start, end = (str(sheet.programs[program].get(k) or "")[:4] for k in ("period_start", "period_end"))
    planned = {r["table"] for r in rows if r["table"] and r["scope"] in ("requested", "secured", "prior", "future")}
    outside = [
        r
        for r in rows
        if r["year"] and r["source"] == TOTAL and r["adopted"] and r["scope"] in ("year", "requested", "secured")
        if r["table"] in planned and r["amount_krw"]
        if (start and r["year"] < int(start)) or (end and r["year"] > int(end))
    ]
    if outside:
        years = "·".join(str(y) for y in sorted({r["year"] for r in outside}))
        lines = [r["line_start"] for r in outside]
        term = f"{start or '…'} ~ {end or '…'}"
        yield finding("기간", sheet.name(program), f"사업기간({term}) 밖인 {years}년의 금액이 있음 {at(lines)}", lines)


def _borders(sheet: Sheet, program: str, rows: list[Row]) -> Iterator[Finding]:
    """Columns such as ``2022년 이전 | 2024년 | 2024년 이후``: a year is missing, or stands twice."""
    tables: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row["table"]:
            tables[row["table"]].append(row)
    for found in tables.values():
        years = {r["year"] for r in found if r["year"] and r["scope"] in ("year", "requested", "secured")}
        lines = [r["line_start"] for r in found]
        for label in sorted({own(r["label"]) for r in found if r["scope"] in ("prior", "future")}):
            match = _BORDER.search(label)
            if not match or not years:
                continue
            border = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"][-2:])
            last = match["w"] in ("이전", "까지")
            wrong = border < min(years) - 1 if last else border == max(years) and "이후" in match["w"]
            if wrong:
                text = f"표 머리글 「{label}」과 {min(years)}년 열 사이에 {'빠진 해가 있음' if last else '겹치는 해가 있음'} {at(lines)}"
                yield finding("기간", sheet.name(program), text, lines)


def _moved(sheet: Sheet) -> Iterator[Finding]:
    """One step of a program that two places date differently within a year."""
    steps: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step in sheet.steps:
        words = _WHEN.sub("", step["text"])
        core = re.sub(r"[^가-힣A-Za-z0-9]", "", words)
        if len(core) >= 2 and step["date_start"] and len(step["date_start"]) >= 7:
            steps[step["program"], core].append(step)
    for (program, _), rows in steps.items():
        first = rows[0]
        for other in rows[1:]:
            if _place(sheet, first) != _place(sheet, other) and _apart(first, other):
                texts = [f"「{s['text']}」 {at([s['line_start']])}" for s in (first, other)]
                lines = [first["line_start"], other["line_start"]]
                yield finding("모순", sheet.name(program), f"일정: {texts[0]} ↔ {texts[1]}", lines)
                break


def _place(sheet: Sheet, step: Row) -> int:
    """Which of the places where its program stands a step belongs to."""
    return bisect.bisect_right(sheet.mentions(step["program"]), int(step["line_start"]))


def _apart(a: Row, b: Row) -> bool:
    """Whether two dates of one year exclude each other."""
    first, second = (str(s["date_start"]) for s in (a, b))
    size = min(len(first), len(second))
    return first[:4] == second[:4] and first[:size] != second[:size]
