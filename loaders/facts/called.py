"""Under which words an amount of an institution stands: those right before it, the label of its line, or its heading."""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.dates import find_years
from lexicon.labels import is_money_label
from loaders.facts.model import Cite, Statement
from loaders.facts.money import Sum

_LAST_YEAR = re.compile(r"(?:전년|작년|지난해)(?:도)?(?:의)?\s*(?:본?예산|당초예산|사업비)?(?:액)?")
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:은|는|이|가|을|를|으로|로|에)$")
_YEAR_ALONE = re.compile(r"(?:^|\s)(?:20\d\d|['’‘]\d\d)\s*년(?:도)?$")
_MOST_WORDS = 24
"""Letters right before an amount in prose that may say what it is."""


_OF_BRACKET = re.compile(r"(?P<of>(?:[가-힣A-Za-z0-9·]+\s){0,2}[가-힣A-Za-z0-9·]{2,})\s*\([^()]{0,12}$")


def amount_in_prose(total: Sum, heading: str, year: int | None, cite: Cite) -> Statement:
    """An amount of a sentence: under the words right before it, else under the heading; ``… 2025년(2,170억원)보다`` is of the
    heading's thing in another year.
    """
    before = re.split(r"[,;(]", total.before.rstrip("( "))[-1].strip(" :")[-_MOST_WORDS:]
    words = _PARTICLE.sub("", before)
    if is_money_label(words) and (of := _OF_BRACKET.search(total.before)):
        words = f"{of['of']} {words}"  # 전수관 건립(총사업비 60억원)
    number = float(total.krw or 0)
    if _YEAR_ALONE.search(words) and (years := find_years(words)):
        return Statement(heading or words, total.text, cite, number, "KRW", year=years[-1])
    return Statement(words or heading, total.text, cite, number, "KRW", year=year)


def under_own_words(amount: Statement, before: str, own_year: int | None) -> Statement:
    """An amount under the words right before it, where it has any: 5,218억원(본예산 4,903억원, 전년 4,800억원), 2025년 예산(안)
    5,340억원.
    """
    words = re.split(r"[,;(+]", before.replace("(안)", "안"))[-1].strip(" :)")
    if not re.search(r"[가-힣]{2}", words):
        return amount
    known = amount.year or own_year
    if _LAST_YEAR.fullmatch(words) and known:
        return replace(amount, year=known - 1)
    years = find_years(words)
    if years:
        return replace(amount, attribute=words, year=years[-1])
    return replace(amount, attribute=f"{amount.attribute} {words}".strip())
