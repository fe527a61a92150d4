"""The parts of a line that each tell one thing: at commas, arrows, marks of a list, and between dated steps of a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

_THEN = re.compile(r"([가-힣])(?:하여|하고|되어|한\s뒤|한\s후)\s+(?=(?:20\d\d|['’‘]\d\d)\s*[.년]\s*\d)")
"""Between two dated steps of a sentence: 2025. 5. 착공하여 2026. 8. 준공."""
_THEN_NEXT = re.compile(
    r"(?P<e>(?<=[가-힣])(?:다\.|고|며|한\s뒤|한\s후)|(?<=\))\.)\s+(?=[^()]{2,60}(?:\([^()]*\d\s*월[^()]*\)|\d\s*월))"
)
"""Between two steps of a sentence that each have their month, and between sentences: …용역(1~6월)을 마치고 …건의한다(3월). …"""
_SIDE_BY_SIDE = re.compile(r"(?<=월\))\s*·\s*(?=[^()]{2,30}\([^()]*\d\s*월\))")
"""Between things side by side with a month each: 도쿄게임쇼(9월)·방콕 콘텐츠마켓(6월)."""
_DATED_LEAD = re.compile(r"\(?(?:20\d\d|['’‘]\d\d)\s*[.년]\s*\d{1,2}\s*[.월](?!\s*\d?\d?[.일]?\s*[~∼-])")
_DATED_NEXT = re.compile(rf"(?<=[가-힣)])\s+(?={_DATED_LEAD.pattern})")
"""Before each of several dated steps that follow one another: 2024. 8. 용역 완료 2025. 2. 사업 건의."""
_AT_EACH = re.compile(r"(?P<what>[^()]{2,40})\(\s*(?P<dates>\d{1,2}월(?:\s*[,·]\s*\d{1,2}월)+)\s*\)")
"""What is done in several months: 데모데이(6월, 11월)."""
_DOT_NEXT = re.compile(rf"\s·\s(?={_DATED_LEAD.pattern})")
_DATE_BEHIND = re.compile(
    r"(?<=\))\s+(?=[가-힣A-Za-z‘「'][^()]{1,40}\(\s*(?:(?:20\d\d|['’‘]\d\d)\s*[.년]\s*)?\d{1,2}\s*[.월][^()가-힣]{0,20}(?:예정|완료|까지)?\s*\))"
)
"""Between steps that follow one another, each with its date in brackets behind it: 포장(2026. 9.) 개통(2026. 12.)."""
_DATE_IN_BRACKETS = re.compile(r"\(\s*(?:(?:20\d\d|['’‘]\d\d)\s*[.년]|\d{1,2}\s*(?:월|\.(?=\s|\)|\d{1,2}\.)))[^()]*\)$")
_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|⇨|▶|>>)\s*")
_DATED = re.compile(r"\d\s*월|['’‘]\d\d\s*[.년]|20\d\d\s*[.년]|[상하]반기|\d\s*분기|\(\d{1,2}\.\s*\d{0,2}\.?\)")
_DATED_NAME = re.compile(r"(?P<n>[가-힣A-Za-z0-9·\s]{2,20})\([^()]*\d[^()]*\)\s*(?P<act>[가-힣]{2,6})?")
_LEAD_DATE = re.compile(
    r"(?:^|(?<=[\s,/;→]))[(\[<〈【〔]\s*(?:[1-4]\s?/\s?4(?:\s?분기)?|[1-4]\s?분기|[상하]반기"
    r"|(?:(?:20\d\d|['’‘]\d\d)\s*[년.]\s*)?\d{1,2}\s*[월.](?:\s*[~∼-]\s*\d{1,2}\s*[월.])?)\s*[)\]>〉】〕]\s*:?\s*(?=[가-힣A-Za-z\d'‘“「])"
)
_LISTED = re.compile(r"(?:(?<=\s)|^|(?<=:))[①-⑳▸▹]\s*")
"""What counts the things of one line: ``① 정밀 스캔(3월) ② 시범 공개(12월)``."""
_CLAUSE = re.compile(r"[()\[\]「」『』]|,\s|,(?=[^\d])|;\s?|\s/\s")


def clauses(text: str) -> list[str]:
    """The parts of a line at commas and slashes outside brackets; each of those that a date in brackets leads begins with
    that date.
    """
    if (listed := list(_LISTED.finditer(text))) and len(listed) > 1:
        starts = [0, *(m.start() for m in listed), len(text)]
        return [part for a, b in pairwise(starts) for part in clauses(_LISTED.sub("", text[a:b]).strip(" ,;"))]
    if led_by_dates(text):
        starts = [m.start() for m in _LEAD_DATE.finditer(text)]
        pieces = [text[a:b].strip(" ,/;→") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        return [part for piece in pieces for part in _led(piece)]
    parts, depth, start = [], 0, 0
    for match in _CLAUSE.finditer(text):
        token = match.group()
        if token in "([「『":
            depth += 1
        elif token in ")]」』":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [p for part in parts for p in _steps_of(part.strip()) if p]


def led_by_dates(text: str) -> bool:
    """Whether dates in brackets stand before what is done then: ``(1/4) 설계 (3/4) 착공, 보상``, ``[3월] 공고 [5월] 선정``."""
    found = list(_LEAD_DATE.finditer(text))
    return len(found) > 1 and found[0].start() == 0


def _led(piece: str) -> list[str]:
    """What one date in brackets leads, each with the date unless it has one of its own."""
    lead = _LEAD_DATE.match(piece)
    assert lead is not None
    first, *rest = clauses(piece[lead.end() :]) or [""]
    return [
        f"{lead.group().strip()} {first}",
        *(c if _DATED.search(c) else f"{lead.group().strip()} {c}" for c in rest),
    ]


def _steps_of(clause: str) -> list[str]:
    """``공고(2월) → 선정(3월)`` are two clauses; an arrow between things without dates is a change and stays in one."""
    if _DATED_LEAD.match(clause) and len(run := [p for p in _DATED_NEXT.split(clause) if p.strip()]) > 1:
        return run
    if again := _AT_EACH.fullmatch(clause):
        return [f"{again['what']}({date})" for date in re.split(r"\s*[,·]\s*", again["dates"])]
    behind = [p.strip() for p in _DATE_BEHIND.split(clause)]
    if len(behind) > 1 and all(_DATE_IN_BRACKETS.search(p) for p in behind[:-1]):
        return behind
    parted = _SIDE_BY_SIDE.sub(" → ", _THEN_NEXT.sub(r"\g<e> → ", _THEN.sub(r"\1 → ", clause)))
    parts = [p.strip() for p in _ARROW.split(_DOT_NEXT.sub(" → ", parted))]
    dated = sum(bool(_DATED.search(p)) for p in parts)
    return parts if len(parts) > 1 and dated >= 2 and dated >= len(parts) - 1 else [clause]


def with_shared_act(parts: list[str]) -> list[str]:
    """``동천점(5월), 서천점(8월), 남천점(9월) 개소``: the word behind the last of like names is said of all."""
    matches = [_DATED_NAME.fullmatch(p) for p in parts]
    last = next((i for i, m in enumerate(matches) if m and m["act"]), 0)
    run = [m for m in matches[: last + 1] if m]
    alike = len(run) == last + 1 >= 2 and len({m["n"][-1] for m in run}) == 1 and not any(m["act"] for m in run[:-1])
    act = run[-1]["act"] if alike else ""
    return [f"{p} {act}" if alike and i < last else p for i, p in enumerate(parts)]
