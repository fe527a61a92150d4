"""What a line begins with: the family of its marker, its number, and the text behind it.

Families say which markers belong together (``○ ❍ ◯`` are one), not how deep they stand: depth follows from the order in
which a document uses them (``outline.py``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from lexicon.tables import rows
from lexicon.text import plain

_ROMAN = {c: i for i, c in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)} | {
    r: i for i, r in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)
}
_HANGUL = {c: i for i, c in enumerate("가나다라마바사아자차카타파하", 1)}
NUMBERED = frozenset({"part", "roman", "word", "arabic", "bare", "circled", "sub", "hangul", "paren", "paren-hangul",
                      "double", "double-hangul", "boxed", "decimal", "latin", "circled-black", "boxed-black"})  # fmt: skip
NUMBERED_CAPTION = re.compile(r"\s*[<〈‹\[【(]\s*(?:표|그림)\s*\d")
"""How the caption of a table or picture begins: <표 2> …."""


class Marker(NamedTuple):
    """A line's marker: its family, as written, its number if it counts, and the text behind it."""

    family: str
    written: str
    number: int | None
    text: str


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "part",
        re.compile(
            r"(?P<m>[\[【〈<《〔](?:참고|붙임|별첨|별지|첨부|부록)\s*\d*(?:-\d+)?[\]】〉>》〕]|(?:붙임|별첨|참고|첨부)\s*(?P<n>\d{1,2})\s*[:.]?)\s*(?P<t>.+)"
        ),
    ),
    (
        "part",
        re.compile(
            r"(?P<m>붙임|별첨|별지)\s+(?P<t>(?!\d)[^:]{3,40}?(?:현황|표|목록|내역|계획|일정|예산|조직도|명단|요약)\s*(?:\([^()]*\))?)"
        ),
    ),
    ("part", re.compile(r"(?P<m>제\s*(?P<n>\d{1,2})\s*[편부장절])\s*[.:]?\s+(?P<t>.+)")),
    ("sub", re.compile(r"(?P<m>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\s*-\s*(?P<n>\d{1,2})[.)]?)\s*(?P<t>\S.*)")),
    ("roman", re.compile(r"(?P<m>(?P<n>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?:VI{0,3}|I[VX]|I{1,3}|X)(?=\s*\.))\s*\.?)\s*(?P<t>\S.*)")),
    (
        "word",
        re.compile(
            r"(?P<m>[\[【〈<《〔「]\s*[가-힣]{2,6}\s?-?\s?(?:\d{1,2}[-.])?(?P<n>\d{1,2})\s*[\]】〉>》〕」])\s*(?P<t>\S.*)"
        ),
    ),
    ("boxed", re.compile(r"(?P<m>[\[<【〔]\s*(?:\d{1,2}[-.])?(?P<n>\d{1,2})\s*[\]>】〕])\s*(?P<t>\S.*)")),
    ("decimal", re.compile(r"(?P<m>1?\d-\d{1,2}-(?P<n>\d{1,2})[.)]?)\s+(?P<t>(?:\d+[가-힣A-Z]|[가-힣A-Z「‘(]).{2,})")),
    ("decimal", re.compile(r"(?P<m>\d{1,2}(?:[.-]\d{1,2})?\.(?P<n>\d{1,2})\.?)\s+(?P<t>[가-힣A-Z「‘(].{2,})")),
    ("latin", re.compile(r"(?P<m>(?P<n>[A-H])\.)\s+(?P<t>(?:[가-힣]|\d{2,4}년|['’]\d\d).*)")),
    ("sub", re.compile(r"(?P<m>[A-Z]-?(?P<n>\d{1,2})[.)])\s+(?P<t>[가-힣A-Z「‘(].{2,})")),
    ("sub", re.compile(r"(?P<m>[A-H]-(?P<n>\d{1,2}))\s+(?P<t>[가-힣A-Z「‘(].{2,})")),
    ("sub", re.compile(r"(?P<m>\d{1,2}-(?P<n>\d{1,2})[.)]?)\s+(?P<t>(?:[^\d\s~]|\d+[가-힣A-Z]).*)")),
    (
        "arabic",
        re.compile(
            r"(?P<m>(?P<n>\d{1,2})\.)\s*(?P<t>(?:[^\d\s~월일→]|[월일](?=[가-힣]|\s[가-힣]\s[가-힣])|(?<=\s)\d+(?![\d.~월일(),\s])|20\d\d\s(?=[가-힣]{2})|\d+(?:[A-Z]|차|단계|20\d\d년)).*)"
        ),
    ),
    ("circled", re.compile(r"(?P<m>(?P<n>[①-⑳➀-➉⓵-⓾]))\s*(?P<t>.+)")),
    ("circled-black", re.compile(r"(?P<m>(?P<n>[❶-❿⓫-⓴\U000f02ee-\U000f02f6]))\s*(?P<t>.+)")),
    (
        "boxed-black",  # Hangul keeps them in its private area: one to nine, and the halves of ten and more
        re.compile(r"(?P<m>(?P<n>[➊-➓\U000f02b1-\U000f02b9]|\U000f02ba[\U000f02c3-\U000f02cc]))\s*(?P<t>.+)"),
    ),
    ("hangul", re.compile(r"(?P<m>(?P<n>[가나다라마바사아자차카타파하])\.)\s*(?P<t>\S.*)")),
    ("paren", re.compile(r"(?P<m>(?P<n>\d{1,2})\))\s*(?P<t>\S.*)")),
    ("paren-hangul", re.compile(r"(?P<m>(?P<n>[가나다라마바사아자차카타파하])\))\s*(?P<t>\S.*)")),
    ("double", re.compile(r"(?P<m>\((?P<n>\d{1,2})\))\s*(?P<t>\S.*)")),
    ("double-hangul", re.compile(r"(?P<m>\((?P<n>[가나다라마바사아자차카타파하])\))\s*(?P<t>\S.*)")),
    (
        "word",
        re.compile(r"(?P<m>(?:[▣■◆●◎]\s*)?[가-힣]{2,6}\s?(?P<n>[①-⑳❶-❿]))\s+(?P<t>[가-힣A-Z「‘(].{3,80})"),
    ),
    (
        "word",
        re.compile(
            r"(?P<m>[가-힣]{2,6}\s?(?:\d{1,2}[-.])?(?P<n>\d{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])\s*[:.])\s+(?P<t>(?:[^\d\s]|\d+(?:년|[가-힣A-Z])).*)"
        ),
    ),
)
_LETTERS = "oㅇㅁᄋ"
"""Letters that stand for a bullet where a blank follows them."""
_TITLE = re.compile(r"(?P<a>[《≪<【〔「\[])\s*(?P<t>[^《》<>【】]{2,40}?)\s*(?P<z>[》≫>】〕」\]])$")
_BARE = re.compile(r"(?P<m>(?P<n>\d{1,2}))\s+(?P<t>(?:[가-힣A-Z‘「'(]|\d차).{2,60})$")
_MARKED = re.compile(r"신규|계속|기존")
_PAIRS = {"《": "》", "≪": "≫", "<": ">", "【": "】", "〔": "〕", "[": "]"}
_FRAMED = re.compile(r"[│┃║]\s*(?P<t>[^│┃║]+?)\s*[│┃║]")
"""A heading within a drawn frame: its sides."""
_ONLY_RULE = re.compile(
    r"[-=_─━~*·.\s]{3,}|[┌┏╔└┗╚├┠╠][─━═┄┈]{2,}[┐┓╗┘┛╝┤┨╣]|[-–]\s*[^-–\s][^-–]{0,14}[-–]|\d{1,3}\s*/\s*\d{1,3}"
)


@cache
def _families() -> dict[str, str]:
    """The family of each bullet of ``data/bullets.csv``."""
    return {c: row["family"] for row in rows("bullets") for c in row["characters"]}


def _read_bullet(text: str) -> Marker | None:
    """A bullet at the start of a line: one that the table knows, or any other sign that is no part of a word."""
    first, rest = text[0], text[1:]
    family = _families().get(first)
    if first in _LETTERS:
        return (
            Marker(family or first, first, None, rest.strip())
            if re.match(r"\s+[가-힣(「'\"A-Z0-9<\[【〔《‘’“]", rest)
            else None
        )
    if family is None and unicodedata.category(first) in ("So", "Co"):
        family = f"sign{first}"
    return Marker(family, first, None, rest.strip()) if family and rest.strip() else None


def is_rule(line: str) -> bool:
    """A horizontal line or a page number that stands alone."""
    return bool(_ONLY_RULE.fullmatch(line.strip()))


def read_marker(line: str) -> Marker | None:
    """The marker of a line (leading blanks removed), or None for plain text."""
    text = plain(line)
    if framed := _FRAMED.fullmatch(text):
        return read_marker(framed["t"]) or Marker("panel", text[0], None, framed["t"])
    for family, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            number = _number(match.groupdict().get("n"))
            if family == "word":
                family = "word:" + _counted(re.sub(r"[\d\s:.Ⅰ-Ⅹ①-⑳❶-❿-]", "", match["m"]))
            return Marker(family, match["m"], number, match["t"].strip())
    match = _TITLE.fullmatch(text)
    if match and _PAIRS.get(match["a"]) == match["z"]:
        return Marker("title" + match["a"], match["a"], None, match["t"].strip())
    return _read_bullet(text) if text else None


def _counted(word: str) -> str:
    """The word that numbers count; items marked 신규 and 계속 are counted through."""
    return _MARKED.sub("=", word)


def read_bare_number(line: str) -> Marker | None:
    """``1 조직 및 예산``: a number whose dot or circle was lost. Only where the caller expects a heading."""
    match = _BARE.fullmatch(plain(line))
    return Marker("bare", match["m"], int(match["n"]), match["t"].strip()) if match else None


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    if written.isascii() and written.isdigit():
        return int(written)
    if written in _ROMAN:
        return _ROMAN[written]
    if written in "ABCDEFGH":
        return ord(written) - ord("A") + 1
    if written in _HANGUL:
        return _HANGUL[written]
    for first, number, count in _COUNTERS:
        if 0 <= ord(written[-1]) - ord(first) < count:
            return ord(written[-1]) - ord(first) + number
    return None


_COUNTERS = (("①", 1, 20), ("➀", 1, 10), ("⓵", 1, 10), ("❶", 1, 10), ("⓫", 11, 10), ("➊", 1, 10),
             ("\U000f02b1", 1, 9), ("\U000f02c3", 10, 10), ("\U000f02ee", 1, 9))  # fmt: skip
"""Signs that count: the first of a run, its number, how many there are."""
