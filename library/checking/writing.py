"""What is written wrongly, whatever it is about: misread figures, areas and shares that do not fit, brackets left open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexicon.amounts import find_amounts
from library.checking.model import Finding, Sheet, at, finding, won

_LEADS = re.compile(r"<t[dr]|\|\s*$|(?:^|\s)[:;]\($")
_LOOKALIKE = re.compile(
    r"(?<![A-Za-z0-9.,])(?=[\dOolI,]*\d)(?:\d[\d,]*[Ol][\dOl,]*\d|\d[\d,]*O+(?=\s*(?:[/|\t,)]|명|원|개|건|백만|천|억|년|$))|[lIO],\d{3})(?![A-Za-z\d])"
)
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*,\d{1,2}(?=\s*(?:㎡|m²|천원|백만원|억원|원|명|건)(?![가-힣]))")
_UNITS = re.compile(r"\d\s*(?P<w>백민원|백만윈|천윈|억윈|벡만원)")
_PYEONG = re.compile(r"(?P<m>\d[\d,]*(?:\.\d+)?)\s*(?:㎡|m²|m2)\s*\(\s*(?P<about>약\s*)?(?P<p>\d[\d,]*(?:\.\d+)?)\s*평")
_M2 = 3.305785
_CHANGE = re.compile(
    r"대비\s*(?:약\s*)?(?P<s>[△▲+-]?)\s*(?P<n>\d[\d,]*(?:\.\d+)?)\s*%\s*(?P<w>상승|증가|증액|증|확대|↑|감소|감액|감|하락|축소|↓)?"
)
_RIGHT_BEFORE = re.compile(r"\s*원?[)\]\s]*")
_DOWN = ("감소", "감액", "감", "하락", "축소", "↓")
_LOOK_BACK = 5


def writing(sheet: Sheet) -> Iterator[Finding]:
    """All findings on the writing."""
    for line, text in sorted(sheet.lines.items()):
        yield from _figures(line, text)
        yield from _changes(sheet, line, text)
        if _is_left_open(text) and not _is_closed(sheet, line):
            yield finding("표기", text[text.rfind("(") :].strip()[:24], f"여는 괄호를 닫지 않음 {at([line])}", [line])


def _is_left_open(text: str) -> bool:
    text = re.sub(r"^\s*(?:\d{1,2}|[가-하])\)", "", text)  # 3) is a marker
    return text.count("(") == text.count(")") + 1 and text.rfind("(") > text.rfind(")") and not _LEADS.search(text)


def _is_closed(sheet: Sheet, line: int) -> bool:
    """Whether the text goes on behind a line that leaves a bracket open, and closes it."""
    below = sheet.lines.get(line + 1, "")
    return below.count(")") > below.count("(") or bool(
        below.strip() and not re.match(r"\s*(?:[^\w\s(]|\d{1,2}[.)]|[가-하][.)])", below)
    )


def _figures(line: int, text: str) -> Iterator[Finding]:
    for match in _LOOKALIKE.finditer(text):
        meant = re.sub("[Oo]", "0", re.sub("[lI]", "1", match.group()))
        yield finding("표기", match.group(), f"숫자 안의 글자: {meant}으로 읽음 {at([line])}", [line])
    for match in _THOUSANDS.finditer(text):
        yield finding("표기", match.group(), f"자릿점 뒤의 숫자가 셋이 아님 {at([line])}", [line])
    for match in _UNITS.finditer(text):
        yield finding("표기", match["w"], f"금액의 단위를 잘못 적음 {at([line])}", [line])
    for match in _PYEONG.finditer(text):
        area, stated = (float(match[g].replace(",", "")) for g in ("m", "p"))
        off = 0.01 * stated if match["about"] else 0.1 if "." in match["p"] else max(0.6, 0.002 * stated)
        if abs(area / _M2 - stated) > off:
            text_of = f"{match['m']}㎡는 {area / _M2:,.1f}평인데 {match['p']}평이라 적음 {at([line])}"
            yield finding("합계", f"{match['m']}㎡", text_of, [line])


def _changes(sheet: Sheet, line: int, text: str) -> Iterator[Finding]:
    """``… 12,853백만원 대비 48% 상승``: a change against two amounts that the text states."""
    match = _CHANGE.search(text)
    amounts = find_amounts(text[: match.start()]) if match else []
    if match is None or not amounts:
        return
    base = amounts[-1]
    if not _RIGHT_BEFORE.fullmatch(text[base.end : match.start()]):
        return
    now = amounts[0].krw if len(amounts) > 1 else _amount_before(sheet, line)
    if not now or not base.krw or now == base.krw:
        return
    change = 100 * (now / base.krw - 1)
    stated = float(match["n"].replace(",", ""))
    down = match["s"] in ("△", "▲", "-") or match["w"] in _DOWN
    if abs(change - (-stated if down else stated)) > max(0.11, 0.02 * stated):
        words = f"「{match.group().strip()}」: {won(base.krw)} → {won(now)}은 {change:+.1f}% {at([line])}"
        yield finding("합계", match.group().strip(), words, [line])


def _amount_before(sheet: Sheet, line: int) -> int:
    """The amount of the nearest line above that states one alone."""
    for number in range(line - 1, line - 1 - _LOOK_BACK, -1):
        amounts = find_amounts(sheet.lines.get(number, ""))
        if amounts:
            return amounts[0].krw if len(amounts) == 1 else 0
    return 0
