"""Dates and periods as precise as they are stated.

A date is ``2024``, ``2024-06``, ``2024-06-30``, ``2024-H1`` or ``2024-Q3``; an open end is None. ``find_spans`` reads
every date and period of a text: ``'24~'26``, ``2018. 7. ~ 2022. 6.``, ``'23. 8. 24.``, ``'24. 3월 ~ '24. 11월``,
``~ '24. 6.``, ``'25. 상반기``, ``(2/4) …``, ``6. 29. ~ 8. 21.`` (with the year of the context), ``10월~12월``, ``2024(1년)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lexicon.spans import Taken


class Span(NamedTuple):
    """A date (``start == end``) or a period; where it stands; ``own_year`` False when the year came from the context."""

    start: str | None
    end: str | None
    begin: int
    stop: int
    text: str
    own_year: bool

    @property
    def is_period(self) -> bool:
        """Whether it runs from one date to another, or is open at one side."""
        return self.start != self.end


_Q = "['’‘`´′]"
_YEAR = (
    rf"(?:(?<![\d,])(?:19|2[0O])[\dOol]{{2}}(?![\dOol%]|,\d|\.\d\d\d)(?:\s*년도?)?|{_Q}\s?\d{{2}}(?!\d|\s?(?:세|살|명|%))(?:\s*년도?)?"
    r"|(?<![\d.,])(?:1[3-9]|[23]\d)\s?년도?(?!\s*(?:간|째|차|만|동안|이상|이내|이하|후|전|경력|여|생|넘|이나|\d{3})))"
)
_HALF = r"(?:상반기|하반기|[1-4](?:\s?/\s?4)?\s?분기)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_WEEKDAY = r"(?:\s?\([월화수목금토일](?:요일)?\))?"
_COUNTED = r"(?!월|부터|까지|에서|에(?![가-힣])|경|초|말|중)[가-힣]|\s(?:건|명|회|종|팀|대|호|차|급)(?![가-힣])"
"""What follows a number that counts things, and is no month: 2020년 5급, 2020년 4차 산업."""
_NUMBERED = (
    r"계열|단계|차|층|호|구간|공구|지구|단지|공장|학년|학기|등급|라인|블록|주차|[주기회종팀대척동급위](?![가-힣])"
)
"""What is numbered or counted behind a month, with no day: 11월 1계열 시운전, 5월 3주."""
# One end of a period. A month stands after a dot or with 월; a day after the month.
_FULL = (
    rf"(?P<y@>{_YEAR})(?:\s*\.)?(?:\s*(?P<h@>{_HALF})|\s*(?P<m@>{_MONTH})(?!\d|,\d|/4|\s*[%년억만천개]|{_COUNTED})"
    rf"(?:\s*(?:\.|월))?(?:\s*(?P<d@>{_DAY})(?!\d|{_NUMBERED}|\s*(?:월|년|[%억만천개건명]))(?:\s*(?:\.|일))?{_WEEKDAY})?)?"
)
_NO_SHARE = "".join(rf"(?<!{c} )(?<!{c})" for c in "국도시군구비자담액")  # 국 1.4, 군 1.4 are amounts
_SHORT = (
    rf"(?:(?P<h@>{_HALF})|{_NO_SHARE}(?P<m@>{_MONTH})(?:\s*\.\s*|\s*월\s*)(?P<d@>{_DAY})(?!\d|{_NUMBERED}|[A-Za-z㎞㎡]|\s*(?:[월년%억만천개건명배점톤평]|리터|대(?![가-힣])))"
    rf"(?:\s*(?:\.(?!\d)|일))?{_WEEKDAY}|(?P<n@>{_MONTH})\s*월)"
)
_TILDE = r"\s*(?:~|∼|〜|–|―|부터|에서)\s*"
_AFTER = r"\s*(?:까지)?"
_DAY_ALONE = (
    rf"(?P<eD>(?:1[3-9]|2\d|3[01])(?=\s?(?:\.|일|\)|$|,|\s|\([월화수목금토일]))|{_DAY}(?=\s?(?:\.|일)?\s?\([월화수목금토일]\))|{_DAY}(?=일))"
    rf"(?!\s?\.\s?\d|\s?[년월%㎡])(?:\s?(?:\.|일))?{_WEEKDAY}"
)
"""The last day of what lasts within a month: 9. 16.(수) ~ 18.(금)."""
_END = rf"(?:{_FULL.replace('@', 'B')}|{_SHORT.replace('@', 'C')}|{_DAY_ALONE}|(?P<mD>{_MONTH})(?:\s*\.\s*(?P<dD>{_DAY})(?!\d))?\s*\.?(?!\d|[가-힣%㎡,]|\s*년))"
_PERIOD = re.compile(rf"{_FULL.replace('@', 'A')}{_WEEKDAY}{_TILDE}{_END}{_AFTER}")
_UNTIL = re.compile(rf"(?<![\d.월일년)])\s*~\s*{_FULL.replace('@', 'A')}")
_FROM = re.compile(rf"{_FULL.replace('@', 'A')}\s*~(?!\s*[\d'’‘])")
_ISO = re.compile(rf"(?<!\d)(?P<yA>(?:19|20)\d\d)[-/](?P<mA>{_MONTH})(?:[-/](?P<dA>{_DAY}))?(?!\d)")
_DOTTED = re.compile(
    rf"(?<![\d.,])(?P<yA>1[3-9]|[2-6]\d)\.\s?(?P<mA>{_MONTH})\.\s?(?P<dA>{_DAY})(?!{_NUMBERED})\.?(?!\d|\.\d)"
)
_BARE_YEARS = re.compile(r"(?<=\()(?P<yA>1[3-9]|[23]\d)\s*~\s*(?P<yB>1[3-9]|[234]\d)(?=\))")
_DATE = re.compile(_FULL.replace("@", "A"))
_SHORT_PERIOD = re.compile(
    rf"(?<![\d.\-/:,]){_SHORT.replace('@', 'A')}{_TILDE}(?:{_SHORT.replace('@', 'C')}|{_DAY_ALONE}|(?P<mD>{_MONTH})\s*\.?(?!\d|[가-힣%㎡,]))"
)
_MONTHS = re.compile(rf"(?<![\d.\-/:,])(?P<mA>{_MONTH})\s*~\s*(?P<mD>{_MONTH})\s*월")
_SHORT_UNTIL = re.compile(rf"(?<![\d.월일년)])\s*~\s*(?P<mA>{_MONTH})\s*(?:\.|월)(?!\d)")
_SHORT_DATE = re.compile(rf"(?<![\d.\-/:,]){_SHORT.replace('@', 'A')}")
_LEADING_QUARTER = re.compile(r"^[(\[<〈【〔]\s*(?P<hA>[1-4]\s?/\s?4)\s*[)\]>〉】〕]")
_PAREN_MONTH = re.compile(rf"(?<=\()(?P<mA>{_MONTH})\.(?:\s*(?P<dA>{_DAY})\.?)?(?=\))")


def year_of(text: str) -> int | None:
    """The year that ``2024``, ``2024년도`` or ``'24`` says; OCR look-alikes allowed (``2O24``)."""
    digits = re.sub(r"[Oo]", "0", re.sub(r"l", "1", re.sub(r"[^\dOol]", "", text)))
    if len(digits) == 4:
        return int(digits)
    if len(digits) == 2:
        return 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)
    return None


_MISREAD = re.compile(
    r"(?<=[.월]\s)[lI](?=\d[.월])|(?<=[.월])[lI](?=\d[.월])|(?<=\s1)[Oo](?=[.월])|(?<=[.월]\s)[lI](?=[.월])"
)


def find_spans(text: str, year: int | None = None) -> list[Span]:
    """All dates and periods of ``text`` in order, longest reading first; ``year`` completes those that state none."""
    found: list[Span] = []
    text = _MISREAD.sub(lambda m: "0" if m.group() in "Oo" else "1", text)
    _collect(found, text, _PERIOD, _period)
    _collect(found, text, _ISO, _single)
    _collect(found, text, _DOTTED, _single)
    _collect(found, text, _BARE_YEARS, _period)
    _collect(found, text, _UNTIL, lambda m: _open(m, until=True))
    _collect(found, text, _FROM, lambda m: _open(m, until=False))
    _collect(found, text, _DATE, _single)
    if year is not None:
        _collect(found, text, _SHORT_PERIOD, lambda m: _short_period(m, year))
        _collect(found, text, _MONTHS, lambda m: _short_period(m, year))
        _collect(found, text, _SHORT_UNTIL, lambda m: _short_until(m, year))
        _collect(found, text, _SHORT_DATE, lambda m: _short_single(m, year))
        _collect(found, text, _LEADING_QUARTER, lambda m: _short_single(m, year))
        _collect(found, text, _PAREN_MONTH, lambda m: _short_single(m, year))
    return sorted(found, key=lambda s: s.begin)


def find_years(text: str) -> list[int]:
    """The years that a text names, in order, each once."""
    years = [y for m in re.finditer(_YEAR, text) if (y := year_of(m.group())) is not None]
    return list(dict.fromkeys(years))


_Ends = tuple[str | None, str | None, bool]


def _collect(
    found: list[Span], text: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], _Ends | None]
) -> None:
    taken = Taken((s.begin, s.stop) for s in found)
    for match in pattern.finditer(text):
        if taken.holds(*match.span()):
            continue
        ends = read(match)
        if ends is not None:
            start, end, own = ends
            found.append(Span(start, end, match.start(), match.end(), match.group().strip(), own))


def _group(match: re.Match[str], name: str) -> str | None:
    try:
        return match[name]
    except IndexError:
        return None


def _half(text: str, year: int) -> str:
    if "반기" in text:
        return f"{year}-H{1 if text[0] == '상' else 2}"
    return f"{year}-Q{text[0]}"


def _end_of(match: re.Match[str], suffix: str, year: int | None) -> str | None:
    """The date of one end: groups y, h, m, d, n with ``suffix``; ``year`` where it states none."""
    stated = _group(match, "y" + suffix)
    year = year_of(stated) if stated else year
    if year is None:
        return None
    half, month = _group(match, "h" + suffix), _group(match, "m" + suffix) or _group(match, "n" + suffix)
    if half:
        return _half(half, year)
    if not month:
        return str(year) if stated else None
    day = _group(match, "d" + suffix)
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _period(match: re.Match[str]) -> _Ends | None:
    start = _end_of(match, "A", None)
    assert start is not None
    year = int(start[:4])
    if day := _group(match, "eD"):
        return _until_day(start, day, own=True)
    for suffix in "BCD":
        end = _end_of(match, suffix, year)
        if end:
            return start, _not_before(start, end, match, suffix), True
    return None


def _until_day(start: str, day: str, *, own: bool) -> _Ends | None:
    """From a day to a later one of the same month; None where the first is no day."""
    end = f"{start[:8]}{int(day):02d}"
    return (start, end, own) if len(start) == len(end) and end >= start else None


def _not_before(start: str, end: str, match: re.Match[str], suffix: str) -> str:
    """A bare ``6.`` after ``2019. 12. ~`` is of the next year; after ``9. 4. ~`` a bare ``8`` would be a day."""
    if _group(match, "y" + suffix) or len(end) == 4 or end[5] in "HQ" or start[5:6] in "HQ":
        return end
    if suffix == "D" and len(start) == 10 and len(end) == 7:  # 2025. 3. 29. ~ 31 names a day of the same month
        day = f"{start[:8]}{end[5:]}"
        if day >= start:
            return day
    return end if end >= start[: len(end)] else f"{int(end[:4]) + 1}{end[4:]}"


def _open(match: re.Match[str], *, until: bool) -> _Ends | None:
    date = _end_of(match, "A", None)
    return (None, date, True) if until else (date, None, True)


def _single(match: re.Match[str]) -> _Ends | None:
    date = _end_of(match, "A", None)
    return date, date, True


def _short_single(match: re.Match[str], year: int) -> _Ends | None:
    date = _end_of(match, "A", year)
    return (date, date, False) if date else None


def _short_until(match: re.Match[str], year: int) -> _Ends | None:
    return None, _end_of(match, "A", year), False


def _short_period(match: re.Match[str], year: int) -> _Ends | None:
    start = _end_of(match, "A", year)
    if start and (day := _group(match, "eD")):
        return _until_day(start, day, own=False)
    end = _end_of(match, "C", year) or _end_of(match, "D", year)
    if not start or not end:
        return None
    if end[5] not in "HQ" and start[5] not in "HQ" and end < start[: len(end)]:
        end = f"{year + 1}{end[4:]}"
    return start, end, False
