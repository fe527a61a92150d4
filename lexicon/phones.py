"""Telephone numbers as they are written: ``043)904-7462``, ``☎852-2908``, ``061-000-3011``, ``☎3120``, ``(6350)``."""

from __future__ import annotations

import re
from typing import NamedTuple


class Phone(NamedTuple):
    """A number as written, its digits joined by ``-``, and where it stands. ``extension``: four digits inside a house."""

    number: str
    start: int
    end: int
    extension: bool


_MARK = r"(?:☎|☏|📞|℡|(?:전화|연락처|내선|문의|TEL|Tel|tel|T)\s*(?:번호)?\s*[.:)]?)"
_FULL = re.compile(r"(?<![\d,])(?<!\d\.)(0\d{1,2})\s*[-).\s]\s*(\d{3,4})\s*[-.\s]\s*(\d{4})(?!\d|[.,]\d)")
_LOCAL = re.compile(r"(?<![\d.,)\-])(\d{3,4})-(\d{4})(?![\d,\-]|\.\d)")
_NATION = re.compile(r"(?<!\d)(1[568]\d\d)-(\d{4})(?!\d)")
_MARKED = re.compile(rf"{_MARK}\s*\(?(\d{{4}})\)?(?!\d|-|\s*[년.])")
_EXTENSION = re.compile(r"(?:내선|구내|☏|☎)\s*(?:번호)?\s*[.:]?\s*\(?(\d{3})\)?(?!\d|[-.,]|\s*[년명건개억])")
_BARE_EXTENSION = re.compile(r"(?<=[가-힣)])\s*[(:]?\s*(?<![☎☏])(\d{3,4})\)?(?=\s*(?:$|[,/;]))")
_PARENTHESISED = re.compile(r"(?<=[가-힣])\s?\(\s*(?:☎|내선)?\s*(\d{4})\s*\)")


def find_phones(text: str) -> list[Phone]:
    """All telephone numbers of ``text`` in order. Four digits count only after a mark or behind a name in brackets."""
    found: list[Phone] = []

    def add(match: re.Match[str], number: str, extension: bool = False) -> None:
        if not any(match.start() < p.end and p.start < match.end() for p in found):
            found.append(Phone(number, match.start(), match.end(), extension))

    for match in _FULL.finditer(text):
        add(match, f"{match[1]}-{match[2]}-{match[3]}")
    for match in _NATION.finditer(text):
        add(match, f"{match[1]}-{match[2]}")
    for match in _LOCAL.finditer(text):
        if not (_is_year(match[1]) and _is_year(match[2])):
            add(match, f"{match[1]}-{match[2]}")
    for pattern in (_MARKED, _EXTENSION, _PARENTHESISED):
        for match in pattern.finditer(text):
            if pattern is not _PARENTHESISED or not _is_year(match[1]):
                add(match, match[1], extension=True)
    return sorted(found, key=lambda p: p.start)


def plain_numbers(text: str) -> str:
    """The text with its full numbers as digits and hyphens: ``043)904-7462`` holds no bracket that ends something."""
    for phone in reversed(find_phones(text)):
        if not phone.extension:
            text = f"{text[: phone.start]}{phone.number}{text[phone.end :]}"
    return text


def mark_extensions(text: str) -> str:
    """The text with ``☎`` before numbers of three or four digits that end it or stand behind a name: only where the
    caller knows that the text names people (a column of contacts).
    """
    text = _WITH_REMARK.sub(r"(\1)(\2)", text) if _WHOLE_NUMBER.search(text) else text
    marked = _IN_BRACKETS.sub(r"(☎\1)", text) if _WHOLE_NUMBER.search(text) else text
    return _BARE_EXTENSION.sub(r" ☎\1", marked)


_WITH_REMARK = re.compile(r"(?<=[가-힣])\((\d{4})\s*,\s*([가-힣][^()]{0,20})\)")
"""An extension with what its holder does in the same bracket: 도예나(5741, 낙지)."""
_WHOLE_NUMBER = re.compile(r"\d{3,4}-\d{4}(?!\d)")
_IN_BRACKETS = re.compile(r"(?<=[가-힣])\((\d{4})\)")
"""An extension behind a name, where another of the text has its whole number: 우정훈(☎055-979-6411) 주무관 표세영(6413)."""


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and "1900" <= digits <= "2099"


def digits_of(text: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", text)
