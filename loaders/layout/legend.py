"""Signs whose meaning the document states once: ``㊔ = 심의로 추가된 신규 공약`` makes every ㊔ the mark that it stands for."""

from __future__ import annotations

import re
import unicodedata

_MEANING = re.compile(r"(?P<sign>\S)\s*[=:：]\s*(?P<words>[^/;|,=]{2,40})")
_MARKS = (("신규", re.compile(r"신규|신설")), ("공모", re.compile(r"공모\s*사업|국가\s*공모")))


def with_marks(lines: list[str]) -> list[str]:
    """The lines, each sign of the legend as its mark in brackets; a sign that begins lines is a bullet and stays."""
    meant = _legend(lines)
    if not meant:
        return lines
    said = re.compile("|".join(map(re.escape, meant)))
    return [line if _is_legend(line, meant) else said.sub(lambda m: f" [{meant[m.group()]}] ", line) for line in lines]


def _legend(lines: list[str]) -> dict[str, str]:
    """The mark of each sign that a line explains and that stands elsewhere, never at the beginning."""
    found: dict[str, str] = {}
    for line in lines:
        for match in _MEANING.finditer(line):
            mark = next((mark for mark, words in _MARKS if words.search(match["words"])), "")
            if mark and unicodedata.category(match["sign"]) == "So":
                found.setdefault(match["sign"], mark)
    if not found:
        return {}
    begun = {line.strip()[:1] for line in lines if not _is_legend(line, found)}
    return {sign: mark for sign, mark in found.items() if sign not in begun}


def _is_legend(line: str, meant: dict[str, str]) -> bool:
    return any(match["sign"] in meant for match in _MEANING.finditer(line))
