"""Names: one thing written in two ways, two entries of one thing, people with two numbers, funders in no table; gaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, permutations

from lexicon.jamo import distance
from lexicon.ministries import by_name
from lexicon.phones import digits_of
from lexicon.text import squash
from library.checking.model import Finding, Row, Sheet, at, finding

_LISTED = ("사업", "세부사업", "공약")
_HIGH = re.compile(r"[가-힣]{2,12}(?:부|처|청|위원회)$")
_MOST = 0.7
_LONG = 8
_SHARED = 0.6


def names(sheet: Sheet) -> Iterator[Finding]:
    """All findings on names."""
    yield from _spellings(sheet)
    yield from _doubles(sheet)
    yield from _numbers(sheet)
    yield from _funders(sheet)
    yield from _lists(sheet)


def gaps(sheet: Sheet) -> Iterator[Finding]:
    """What a document does not say, or most of its programs say and some do not."""
    if not sheet.programs:
        yield finding("누락", "문서", "사업을 찾지 못함: 사업 계획서가 아니거나 글자를 읽지 못한 것으로 보임", ())
    for key, words in (("institution", "기관이"), ("years", "연도가")):
        if not sheet.document.get(key):
            yield finding("누락", "문서", f"{words} 적혀 있지 않음: load --institution·--years로 알려 줄 수 있음", ())
    programs = [k for k, p in sheet.programs.items() if p["kind"] in _LISTED]
    amounts = {r["program"] for r in sheet.budgets}
    parts = {p["whole"] for p in sheet.programs.values() if p.get("whole")}
    told = {r["program"] for r in sheet.contacts}
    terms = {k for k in programs if sheet.programs[k].get("period_start") or sheet.programs[k].get("period_end")}
    terms |= {f["program"] for f in sheet.facts if f["program"] and f["attribute"].endswith("기간")}
    for words, having in (("금액", amounts | parts), ("사업기간", terms), ("담당자", told)):
        missing = [k for k in programs if k not in having]
        if missing and len(missing) <= (1 - _MOST) * len(programs):
            lines = [sheet.mentions(k)[0] for k in missing if sheet.mentions(k)]
            shown = ", ".join(sheet.name(k) for k in missing[:8]) + (" …" if len(missing) > 8 else "")
            yield finding("누락", f"{words} 없는 사업 {len(missing)}건", shown, lines)


def _lists(sheet: Sheet) -> Iterator[Finding]:
    """Programs of one list that a longer list, which has nearly all of the others, leaves out."""
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for row in sheet.budgets:
        if row["table"]:
            rows[row["table"]].setdefault(row["program"], row["line_start"])
    listed = {t: found for t, found in rows.items() if len(found) >= _LONG}
    for (_, short), (_, long) in permutations(listed.items(), 2):
        missing = [k for k in short if k not in long]
        if missing and len(long) > len(short) and len(missing) <= (1 - _SHARED) * len(short):
            lines = [short[k] for k in missing]
            shown = ", ".join(f"{sheet.name(k)} {at([short[k]])}" for k in missing[:8]) + (
                " …" if len(missing) > 8 else ""
            )
            first, last = min(long.values()), max(long.values())
            yield finding("누락", f"{first}~{last}행의 표에 없는 사업 {len(missing)}건", shown, lines)


def _spellings(sheet: Sheet) -> Iterator[Finding]:
    """Names of one program, or of two units, that differ in a letter: one of them is misread or mistyped."""
    for program in sheet.programs:
        for a, b in combinations(sheet.names(program), 2):
            if _one_letter(a["name"], b["name"]):
                lines = [a["line_start"], b["line_start"]]
                text = f"「{a['name']}」 {at(lines[:1])} / 「{b['name']}」 {at(lines[1:])}: 한 글자가 다름"
                yield finding("표기", sheet.name(program), text, lines)
                break
    units = sorted({p["unit"] for p in sheet.posts if p["unit"]} | set(sheet.units.values()))
    line_of = {p["unit"]: p["line_start"] for p in sheet.posts}
    for x, y in combinations(units, 2):
        if len(x) >= 4 and x[0] == y[0] and _one_letter(x, y) and _one_sound(x, y):
            lines = [n for n in (line_of.get(x), line_of.get(y)) if n]
            yield finding("표기", x, f"부서 「{x}」와 「{y}」: 한 글자가 다름", lines)


def _one_letter(a: str, b: str) -> bool:
    x, y = squash(a), squash(b)
    same_size = len(x) == len(y) >= 4
    off = [(p, q) for p, q in zip(x, y, strict=False) if p != q] if same_size else []
    return len(off) == 1 and not (off[0][0].isdigit() and off[0][1].isdigit())


def _one_sound(a: str, b: str) -> bool:
    return distance(squash(a), squash(b)) == 1


def _doubles(sheet: Sheet) -> Iterator[Finding]:
    """Two entries that are called the same, spaces and brackets aside."""
    same: dict[str, list[str]] = defaultdict(list)
    for key, program in sheet.programs.items():
        if program["kind"] in _LISTED:
            same[re.sub(r"(?:지원)?사업$", "", squash(program["name"]))].append(key)
    for keys in same.values():
        if len(keys) > 1:
            lines = [sheet.mentions(k)[0] for k in keys if sheet.mentions(k)]
            text = f"이름이 같은 사업이 {len(keys)}건: 하나인지 살필 것 {at(lines)}"
            yield finding("중복", sheet.name(keys[0]), text, lines)


def _numbers(sheet: Sheet) -> Iterator[Finding]:
    """One person with two telephones."""
    people: dict[str, list[Row]] = defaultdict(list)
    for row in [*sheet.contacts, *sheet.posts]:
        if row["phone"]:
            people[row["person"]].append(row)
    for rows in people.values():
        numbers: dict[str, int] = {}
        for row in rows:
            numbers.setdefault(digits_of(row["phone"])[-4:], row["line_start"])
        units = {r.get("unit") or "" for r in rows} - {""}
        if len(numbers) > 1 and len(units) <= 1:
            told = ", ".join(
                f"{r['phone']} {at([r['line_start']])}" for r in rows if r["line_start"] in numbers.values()
            )
            yield finding("모순", rows[0]["name"], f"전화번호가 둘: {told}", numbers.values())


def _funders(sheet: Sheet) -> Iterator[Finding]:
    """A ministry that no table knows."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sheet.funders:
        if row["label"] == "Institution" and _HIGH.fullmatch(row["name"]) and by_name(row["name"]) is None:
            found[row["name"]].append(row)
    for name, rows in found.items():
        if not name.endswith(("교육청", "군청", "시청", "구청", "도청")):
            lines = [r["line_start"] for r in rows]
            yield finding("미확인", name, f"부처로 적혔으나 부처 표(data/ministries.csv)에 없음 {at(lines)}", lines)
