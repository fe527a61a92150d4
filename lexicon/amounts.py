"""Amounts of won as planning documents write them, and as people say them.

``find_amounts`` reads ``250억원``, ``1,985백만원``, ``265억 767만 7천원``, ``17,780,000천원``, ``삼억 오천만원``,
``2.5억`` and OCR look-alikes (``64O``, ``l,300``). A bare number is an amount only where the caller says in which
unit (a table's caption, the head of a list of shares). Money of other countries and counts of things are none.
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import NamedTuple

from lexicon.spans import Taken

UNITS = {"조": 10**12, "천억": 10**11, "백억": 10**10, "십억": 10**9, "억": 10**8, "천만": 10**7, "백만": 10**6,
         "십만": 10**5, "만": 10**4, "천": 10**3, "백": 10**2}  # fmt: skip
_UNIT = "조|천억|백억|십억|억|천만|백만|백민|십만|만|천|백"
_NUMBER = r"[0-9OolI](?:[0-9OolI,]*[0-9OolI])?(?:\.[0-9OolI]+)?"
_DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "영": 0, "공": 0}
_WORDS = "[일이삼사오육칠팔구십백천만억조]"
_FOREIGN = r"(?!\s*(?:불|달러|유로|엔|위안|위엔|명|건|개|회|대|주|톤|미|평|권|부수|㎡|m|시간|년|원수))"

_REST = rf"(?:\s*{_NUMBER}(?=\s*원(?!칙|인|도(?!\s*(?:안|못|채|되|넘|없))|내|스|천|장)))?"
"""The won behind the last unit: 1만 500원."""
_COMPOSITE = re.compile(
    rf"(?<![\d.,A-Za-z])(?P<sign>[△▲▽]|(?<![\w~)] )-(?=\d))?\s*"
    rf"(?P<body>{_NUMBER}\s*(?:{_UNIT})(?:\s*{_NUMBER}\s*(?:{_UNIT}))*{_REST})\s*(?P<won>원(?!칙|인|도(?!\s*(?:안|못|채|되|넘|없))|내|스|천|장))?(?(won)|{_FOREIGN})"
)
_PLAIN_WON = re.compile(
    rf"(?<![\d.,A-Za-z])(?P<sign>[△▲▽])?\s*(?P<body>{_NUMBER})\s*원(?!칙|인|도(?!\s*(?:안|못|채|되|넘|없))|내|스|천|장)"
)
_WORD_WON = re.compile(
    rf"(?<![가-힣\d.,])(?!(?<=\()(?:{_UNIT})\s*원\s*\))(?P<body>{_WORDS}(?: ?{_WORDS}){{1,14}})\s*원(?!칙|인|도(?!\s*(?:안|못|채|되|넘|없))|내|스|천|장)"
)
_ARTICLE = re.compile(r"\s*(?:제\s*\d|의\s*\d|에\s|에서|항|각|본문|단서|\(\s*[가-힣])")
_COUNTED = re.compile(
    r"\s*(?!(?:이상|이내|이하|내외|미만|규모|정도|투입|지원|확보|증액?|감액?|요청|반영|편성|배정|신설|투자|국비|도비|시비|군비|구비|및|등|의|을|를|은|는|이|가|도|로|과|와|씩|한도|범위)(?![가-힣])|국|도|시|군|구)[가-힣]"
)
_LAST = re.compile(rf"(?:{_UNIT})\s*({_NUMBER})$")
_PIECE = re.compile(rf"({_NUMBER})\s*({_UNIT})")
_BARE = re.compile(rf"(?<![\w.,'’])(?P<sign>[△▲▽-])?\s*(?P<body>{_NUMBER})(?![\w%]|\.\d|,\d)")


class Amount(NamedTuple):
    """An amount in won, where it stands in the text, and the unit it was written in (won per one)."""

    krw: int
    start: int
    end: int
    text: str
    unit: int


def digits(text: str) -> Decimal | None:
    """A number with thousands commas and OCR look-alikes (``O`` → 0, ``l`` → 1), or None."""
    text = text.replace("O", "0").replace("o", "0").replace("l", "1").replace("I", "1").replace(",", "")
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def _looks_numeric(body: str) -> bool:
    """At least one real digit: ``Il백`` is a word."""
    return any(c.isdigit() for c in body)


def find_amounts(text: str, unit: int | None = None) -> list[Amount]:
    """All amounts of ``text``, in order. With ``unit`` (won per one) bare numbers are amounts too."""
    found: list[Amount] = []
    for match in _COMPOSITE.finditer(text):
        pieces = [(digits(n), UNITS[u.replace("백민", "백만")]) for n, u in _PIECE.findall(match["body"])]
        rest = _LAST.search(match["body"])
        pieces = _of_myriads(pieces if match["won"] else _said_short(pieces)) + ([(digits(rest[1]), 1)] if rest else [])
        if not _looks_numeric(match["body"]) or any(n is None for n, _ in pieces) or not _descending(pieces):
            continue
        if pieces[-1][1] < 10**4 and not match["won"]:  # 3천 or 5백 alone counts heads, not won
            continue
        if not match["won"] and pieces[-1][1] == 10**4 and len(pieces) == 1:
            continue
        if not match["won"] and (
            _is_article(text, match) or (pieces[-1][1] < 10**8 and _COUNTED.match(text, match.end()))
        ):
            continue
        value = sum(((n or Decimal(0)) * u for n, u in pieces), Decimal(0))
        found.append(_amount(match, value, pieces[-1][1]))
    taken = Taken((a.start, a.end) for a in found)
    for pattern in (_PLAIN_WON, _WORD_WON):
        for match in pattern.finditer(text):
            won = in_words(match["body"]) if pattern is _WORD_WON else digits(match["body"])
            if won is not None and not taken.holds(*match.span()):
                found.append(_amount(match, won, 1))
                taken.add(found[-1].start, found[-1].end)
    if unit is not None:
        for match in _BARE.finditer(text):
            number = digits(match["body"])
            if number is not None and _looks_numeric(match["body"]) and not taken.holds(*match.span()):
                found.append(_amount(match, number * unit, unit))
    return sorted(found, key=lambda a: a.start)


def _is_article(text: str, match: re.Match[str]) -> bool:
    """``제14조``, ``14조 제1항``, ``법 14조의2``: the article of a law."""
    if not match["body"].endswith("조") or "." in match["body"]:
        return False
    before = text[max(0, match.start("body") - 8) : match.start("body")]
    return bool(re.search(r"(?:제|법|조례|규칙|령)\s*$", before)) or bool(_ARTICLE.match(text, match.end()))


def _amount(match: re.Match[str], value: Decimal, unit: int) -> Amount:
    sign = -1 if (match.groupdict().get("sign") or "") in "△▲▽-" and match.groupdict().get("sign") else 1
    return Amount(sign * round(value), match.start("body"), match.end(), match.group().strip(), unit)


def _said_short(pieces: list[tuple[Decimal | None, int]]) -> list[tuple[Decimal | None, int]]:
    """Thousands right behind hundreds of millions count tens of thousands: 22억 5천 is 22억 5천만."""
    if [unit for _, unit in pieces[-2:]] != [10**8, 10**3]:
        return pieces
    return [*pieces[:-1], (pieces[-1][0], 10**7)]


def _of_myriads(pieces: list[tuple[Decimal | None, int]]) -> list[tuple[Decimal | None, int]]:
    """Thousands and hundreds that count what follows: 4천5백만 is 4,500만, 1억2천5백만 is 1억 2,500만."""
    found: list[tuple[Decimal | None, int]] = []
    base = 1
    for number, unit in reversed(pieces):
        counts = unit < 10**4 <= base and found[-1][1] < unit * base
        found.append((number, unit * base if counts else unit))
        base = base if unit < 10**4 else 10**8 if unit >= 10**8 else 10**4
    return found[::-1]


def _descending(pieces: list[tuple[Decimal | None, int]]) -> bool:
    units = [u for _, u in pieces]
    return all(a > b for a, b in itertools.pairwise(units))


def in_words(body: str, least: int = 1000) -> Decimal | None:
    """``삼억오천만`` → 350000000; None where they make no number of at least ``least``."""
    total = part = digit = 0
    for c in body.replace(" ", ""):
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in "십백천":
            part += (digit or 1) * {"십": 10, "백": 100, "천": 1000}[c]
            digit = 0
        else:
            total += (part + digit or 1) * {"만": 10**4, "억": 10**8, "조": 10**12}[c]
            part = digit = 0
    value = total + part + digit
    return Decimal(value) if value >= least else None


_CAPTION = re.compile(
    rf"(?:단\s*위\s*[:;]?|[(\[])\s*(?:[가-힣]{{1,3}}\s*,\s*)*(?P<u>{_UNIT})?\s*원|,\s*(?P<v>{_UNIT})\s*원\s*$"
)


def unit_of(caption: str) -> int | None:
    """The unit that a caption or header states: ``(단위 : 천원)`` → 1000, ``사업비(백만원)`` and ``투자계획, 백만원`` → 10⁶, else None."""
    match = _CAPTION.search(caption)
    if not match:
        return None
    written = match["u"] or match["v"]
    return UNITS[written.replace("백민", "백만")] if written else 1


def spoken(krw: int) -> str:
    """An amount as people say it, exact: 20000000000 → ``200억 원``, 26507677000 → ``265억 767만 7천 원``."""
    if abs(krw) < 1000:
        return f"{krw}원"
    sign, rest = ("-", -krw) if krw < 0 else ("", krw)
    words = []
    for name, unit in (("조", 10**12), ("억", 10**8), ("만", 10**4)):
        count, rest = divmod(rest, unit)
        if count:
            words.append(f"{count:,}{name}")
    if rest:
        words.append(f"{rest // 1000}천" if rest % 1000 == 0 else f"{rest:,}")
    return f"{sign}{' '.join(words)} 원"
