"""Terms and dates that do not fit: ends before starts, stated lengths, years outside the term, headings of last year."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from lexicon.dates import find_spans, find_years
from library.checking.amounts import TOTAL
from library.checking.model import Finding, Row, Sheet, at, finding, own, won

_LENGTH = re.compile(r"\(\s*(?:총\s*)?(?P<n>\d{1,3})\s*(?P<u>개월|년|개년)(?:간)?\s*\)")
_WHEN = re.compile(r"['’‘]?\d[\d.\s~∼년월일개()]*(?!차)(?:월|년|일|[상하]반기|분기)?|[상하]반기|\(\s*\)")
_ONCE = re.compile(r"착공|기공|준공|개소|개관|개원")
_PHASE = re.compile(r"\d\s*(?:차|단계|공구|호점|호)|[가-힣]점(?:\s|$|\()")
_AFTERMATH = re.compile(r"정산|성과|평가|후속|사후|운영|개소|개관|유지|환류")
_BORDER = re.compile(r"(?P<y>20\d\d|['’]\d\d)\s*년?도?\s*(?P<w>이전|까지|이후|부터)")


def terms(sheet: Sheet) -> Iterator[Finding]:
    """All findings on terms and dates."""
    for program in sheet.programs:
        yield from _stated(sheet, program)
        yield from _differing(sheet, program)
    for program, rows in sheet.budgets_of().items():
        yield from _outside(sheet, program, rows)
        yield from _after(sheet, program, rows)
    yield from _borders(sheet)
    yield from _moved(sheet)
    yield from _acts(sheet)
    yield from _spans(sheet)
    yield from _stale(sheet)
    yield from _late(sheet)
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
        match = _LENGTH.search(f"{text} {sheet.lines.get(line, '')}")
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
            if line in mine or not _YEAR_SAID.search(text):
                continue  # the terms of two steps, in one line; months of the year that the list is for
            words = f"사업기간: {told} {at(mine)} ↔ {start} ~ {end} 「{text}」 {at([line])}; 앞의 것을 채택"
            yield finding("모순", sheet.name(program), words, [*mine, line])
            return


_YEAR_SAID = re.compile(r"20\d\d|['’‘]\d\d")


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


def _after(sheet: Sheet, program: str, rows: list[Row]) -> Iterator[Finding]:
    """Money of the time behind the program's end: ``2022 하반기 이후`` of one that ends in June 2022."""
    end = str(sheet.programs[program].get("period_end") or "")
    for row in rows:
        spans = find_spans(own(row["label"])) if row["scope"] == "future" and row["amount_krw"] else []
        start = (spans[0].start or "").replace("-H1", "-01").replace("-H2", "-07") if spans else ""
        if row["source"] == TOTAL and len(start) >= 7 and end and start > end[:7] + "-31"[: len(start) - 7]:
            text = f"사업기간이 {end}에 끝나는데 「{own(row['label'])}」에 {won(row['amount_krw'])} {at([row['line_start']])}"
            yield finding("기간", sheet.name(program), text, [row["line_start"]])
            return


def _borders(sheet: Sheet) -> Iterator[Finding]:
    """Headings such as ``2022년 이전 | 2024년 | 2024년 이후``: a year is missing, or stands twice."""
    for line, text in sorted(sheet.lines.items()):
        borders = list(_BORDER.finditer(text))
        rest = _BORDER.sub(" ", text)
        years = {y for y in find_years(rest) if re.search(rf"(?<!\d)(?:{y}|['’]{y % 100:02d})\s*년?도?(?!\d)", rest)}
        if not borders or not years or not (text.count("\t") >= 2 or text.count("|") >= 3 or "<t" in text):
            continue
        wrong = []
        for border in borders:
            year = find_years(border["y"])[0]
            last = border["w"] in ("이전", "까지")
            if year < min(years) - 1 if last else (year == max(years) and border["w"] == "이후"):
                what = "빠진 해가 있음" if last else "겹치는 해가 있음"
                wrong.append(f"「{border.group()}」과 {min(years) if last else max(years)}년 열 사이에 {what}")
        if wrong:
            yield finding("기간", sheet.program_at(line), f"표 머리글 {', '.join(wrong)} {at([line])}", [line])


def _acts(sheet: Sheet) -> Iterator[Finding]:
    """An act that a program does once (착공, 준공, 개소), dated otherwise by another of its places."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step in sheet.steps:
        acts = set(_ONCE.findall(step["text"]))
        if len(acts) == 1 and step["date_start"] and len(step["date_start"]) >= 7 and not _PHASE.search(step["text"]):
            found[step["program"], acts.pop()].append(step)
    for (program, act), rows in found.items():
        places: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            places[_place(sheet, row)].append(row)
        if len(places) != 2 or any(len(p) != 1 for p in places.values()):
            continue
        first, other = (p[0] for p in places.values())
        if _apart(first, other) and _core(first) != _core(other):
            texts = [f"「{s['text']}」 {at([s['line_start']])}" for s in (first, other)]
            lines = [first["line_start"], other["line_start"]]
            yield finding("모순", sheet.name(program), f"{act}: {texts[0]} ↔ {texts[1]}", lines)


def _spans(sheet: Sheet) -> Iterator[Finding]:
    """Two places that give one piece of work the same end and another start: a year apart, or a month or two."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step in sheet.steps:
        if (
            step["date_end"]
            and step["date_start"]
            and len(step["date_start"]) >= 7
            and step["date_start"] != step["date_end"]
        ):
            found[step["program"], step["date_end"][:7]].append(step)
    for (program, _), rows in found.items():
        for a, b in combinations(rows, 2):
            months = abs(_month(a["date_start"], True) - _month(b["date_start"], True))
            same_work = set(_ONCE.findall(a["text"])) & set(_ONCE.findall(b["text"]))
            if _place(sheet, a) == _place(sheet, b) or _core(a) == _core(b):
                continue
            if (months == 12 and _share_word(a, b)) or (months in (1, 2) and same_work):
                texts = [
                    f"「{s['text'][:30]}」 {s['date_start']} ~ {s['date_end']} {at([s['line_start']])}" for s in (a, b)
                ]
                lines = [a["line_start"], b["line_start"]]
                yield finding("모순", sheet.name(program), f"일정: {texts[0]} ↔ {texts[1]}", lines)


def _share_word(a: Row, b: Row) -> bool:
    first, second = _core(a), _core(b)
    return any(
        first[i : i + 2] in second for i in range(len(first) - 1) if re.fullmatch(r"[가-힣]{2}", first[i : i + 2])
    )


_WON = re.compile(r"공모[^,]{0,16}선정(?!\s*(?:예정|계획|목표))")
"""What a plan stands on, even where it stands among what is planned."""


def _stale(sheet: Sheet) -> Iterator[Finding]:
    """Plans whose date is past on the document's own date: one finding for all."""
    date = str(sheet.document.get("date") or "")
    stale = [
        s
        for s in sheet.steps
        if len(date) >= 7
        and s["kind"] == "plan"
        and not _WON.search(s["text"])
        and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", s["date_end"] or "")
        if (s["date_start"] or "") <= s["date_end"] and s["date_end"][:7] < date[:7] and s["date_end"][:4] == date[:4]
    ]
    if stale:
        lines = [s["line_start"] for s in stale]
        shown = ", ".join(f"「{s['text'][:24]}」 {at([s['line_start']])}" for s in stale[:4])
        text = f"문서의 날짜({date})보다 앞선 계획 {len(stale)}건: {shown}{' …' if len(stale) > 4 else ''}"
        yield finding("기간", "향후계획", text, lines)


def _late(sheet: Sheet) -> Iterator[Finding]:
    """Planned steps behind the end of their program."""
    for program, row in sheet.programs.items():
        end = str(row.get("period_end") or "")
        late = [
            s
            for s in sheet.steps
            if s["program"] == program and len(end) >= 7 and s["kind"] == "plan" and not _AFTERMATH.search(s["text"])
            if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", s["date_start"] or "") and s["date_start"][:7] > end[:7]
        ]
        if late:
            shown = ", ".join(f"「{s['text'][:24]}」 {at([s['line_start']])}" for s in late[:3])
            yield finding(
                "기간", sheet.name(program), f"사업기간({end}까지) 뒤의 일정: {shown}", [s["line_start"] for s in late]
            )


def _moved(sheet: Sheet) -> Iterator[Finding]:
    """One step of a program that two places date differently within a year."""
    steps: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step in sheet.steps:
        core = _core(step)
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


def _core(step: Row) -> str:
    """The words of a step without its dates and signs."""
    return re.sub(r"[^가-힣A-Za-z0-9]", "", _WHEN.sub("", step["text"]))


def _place(sheet: Sheet, step: Row) -> int:
    """Which of the places where its program stands a step belongs to."""
    return bisect.bisect_right(sheet.mentions(step["program"]), int(step["line_start"]))


def _apart(a: Row, b: Row) -> bool:
    """Whether two dates of one year exclude each other, or two spans with one end begin a year apart in the same month."""
    first, second = (str(s["date_start"]) for s in (a, b))
    size = min(len(first), len(second))
    if first[:4] == second[:4]:
        return first[:size] != second[:size]
    ends = [s["date_end"] for s in (a, b)]
    mistyped = abs(int(first[:4]) - int(second[:4])) == 1 and first[4:] == second[4:]
    return mistyped and ends[0] == ends[1] and (first, second) != tuple(ends)
