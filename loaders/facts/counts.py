"""Counts and shares in running text, with the year that stands before each."""

from __future__ import annotations

import re

from lexicon.dates import year_of
from loaders.facts.model import Cite, Statement

_QUANTITY = re.compile(
    r"(?P<l>[가-힣A-Za-z·\s()/]{0,30}?)\s*(?<!~)(?P<n>[\d][\d,Ol]{0,20}(?:\.\d+)?)(?:\s*만\s*(?P<m>\d{1,4})(?P<k>\s*천)?)?\s*"
    r"(?P<u>만?\s?(?:명|건|개사|개소|개교|개팀|개|회|편|종|대|동|호|가구|세대|필지|톤|㎡|m²|ha|km|%|점|팀|식|시수|권|면|척|마리|석|실|과제|곳|학급|농가|병상"
    r"|(?:교|기)(?=[\s(,)/·]|$)|만미|세트|km2)(?![가-힣]*간))"
)
_OF_YEAR = re.compile(r"(?P<y>20\d\d|['’‘]\d\d)\s*년?도?\s*(?:말|기준)?\s*$")
_YEAR_LED = re.compile(r"(?P<y>20\d\d|['’‘]\d\d)\s*년도?\s+(?P<w>[가-힣A-Za-z·\s]{2,20})$")
"""2025년 야행 3회."""
_LAST = re.compile(r".*[→⇒➔,;]\s*", re.S)


def quantities(text: str, year: int | None, cite: Cite, told: str = "") -> list[Statement]:
    """Counts and shares in running text: ``이용객 31.2만명``, ``유수율 71.5%``; ``방문객 ’24년 98만명 → ’25년 112만명`` are two of
    one thing. ``told``: what the clause before was of.
    """
    found: list[Statement] = []
    for match in _QUANTITY.finditer(text):
        lead = text[: match.start("n")]
        of_year = _OF_YEAR.search(lead)
        if of_year:
            words = _LAST.sub("", lead[: of_year.start()]).strip(" :·-(○▪")
            label = words if words and not re.search(r"\d", words) else found[-1].attribute if found else told
        elif of_year := _YEAR_LED.search(lead):
            label = of_year["w"].strip()
        else:
            label = re.sub(r"^[^()]*\)(?=\s*[가-힣])|^[\s·,()]+|[\s(]+$", "", match["l"]).strip()
        number, unit = _number(match)
        said = text[match.start("n") : match.end("u")]
        label = label or _words_before(text, match.start("n"))
        of = (year_of(of_year["y"]) if of_year else None) or year
        found.append(Statement(label[-30:].strip(), said, cite, number, unit, year=of))
    return found


def _number(match: re.Match[str]) -> tuple[float, str]:
    """A count and its unit: 12만 5천명 is 125,000명."""
    number = float(match["n"].replace(",", "").replace("O", "0").replace("l", "1") or 0)
    unit = match["u"].replace(" ", "")
    if match["m"]:
        return number * 10_000 + int(match["m"]) * (1000 if match["k"] else 1), unit
    if unit.startswith("만") and unit != "만미":
        return round(number * 10_000, 6), unit[1:]
    return number, unit


def _words_before(text: str, at: int) -> str:
    """What a figure in brackets or behind a comma is of: 자문단 발족 in ``자문단 발족(10월, 91명)``; else how the text begins."""
    before = re.sub(r"\s+", " ", re.sub(r"\([^()]*$", "", text[:at])).strip(" ·,:")
    behind = _SAID_BEHIND.match(text) if not before else None  # 15,860명 참여(…)
    return before or (behind["w"] if behind else "") or re.sub(r"\s+", " ", text[:24])


_SAID_BEHIND = re.compile(r"\W*[\d,.]+(?:\s?만\s?\d+천?)?\s?[가-힣]{1,3}\s+(?P<w>[가-힣]{2,8})(?=\s*(?:\(|,|$))")
