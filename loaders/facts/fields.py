"""Which field a labelled value is: by its label where the table knows it, else by what the value plainly is."""

from __future__ import annotations

import re

from lexicon.dates import find_spans, find_years
from lexicon.labels import LabelReading, field_of, read_label, split_label
from lexicon.ministries import find_ministries
from lexicon.organisations import is_known
from lexicon.text import squash
from loaders.facts.context import Context
from loaders.facts.counts import quantities
from loaders.facts.model import Cite, Statement
from loaders.facts.money import OTHER_MONEY, find_sums, spending_words

_LONGEST = 12
_JOINED = re.compile(r"\s*(?:[/·,]|및(?=\s))\s*")
_BETWEEN = (re.compile(r"\s/\s(?![^()]*\))"), re.compile(r",\s+(?![^()]*\))"), re.compile(r"/(?![^()]*\))"))
_AMOUNT_OF_WON = re.compile(r"(?:총|약)?\s*\d[\d,.]*\s*(?:조|천억|백억|십억|억|천만|백만|천)\s*원")
_AMOUNT = re.compile(r"(?:총|약)?\s*\d[\d,.]*\s*(?:[조억천백십만]|원|\(|$)")
_AIDED = re.compile(r"국고보조|국비지원|국비보조|국비|보조|국고지원|국고|지원")
_OF_MONEY = re.compile(r"(?:비|액|금|예산|재정|투자|재원|규모)$")


def reading_of(label: str, value: str) -> LabelReading | None:
    """The field of ``label : value``; an unknown label is one of money or time where the whole value is."""
    known = of_unit(read_label(label), value)
    if known is None and _AIDED.fullmatch(squash(label)) and (by := find_ministries(value, None)) and by[0].start == 0:
        return LabelReading("ministry", "")  # 국고보조 : 문화체육관광부(관광자원개발)
    if known is not None and known.field == "future" and not find_sums(value, 1)[:1]:
        return LabelReading("plan", "")  # 향후 : 준공(2026. 10.)
    own = spending_words().get(squash(label)) != OTHER_MONEY
    if known is not None and known.field == "scale" and own and _AMOUNT_OF_WON.match(value):
        return LabelReading("budget", "")  # 조성규모 : 300억원(국비 180, …)
    if known is not None or not value or not label or len(squash(label)) > _LONGEST or re.search(r"\d", label):
        return known
    sums = find_sums(value, 1)
    if sums and sums[0].start <= 2:
        if sums[0].krw is None and len(sums[0].parts) >= 2:
            return LabelReading("source", "")
        named = own and sums[0].unit > 1 and (len(sums[0].parts) >= 2 or bool(_OF_MONEY.search(label)))
        return LabelReading("budget", "") if named and sums[0].krw is not None else None
    spans = find_spans(value)
    if spans and spans[0].begin <= 1 and spans[0].is_period and spans[0].stop >= 0.6 * len(value):
        return LabelReading("period", "") if "기간" in label else None
    return None


_OF_UNIT = re.compile(r"(?:[가-힣A-Za-z0-9·]{1,14}(?:과|실|국|소|단|센터|담당관|팀|본부|처|(?<!지)원)(?:\s+|$)){1,3}")


_PEOPLE_BEHIND = re.compile(r"\s*\((?=[^()]*(?:[팀과국실장]장|주무관|담당|☎|\d{4}))[^()]*\)\s*$")


def of_unit(label: LabelReading | None, value: str) -> LabelReading | None:
    """The reading of a label, which of ministries (소관) is one of departments where the value is a unit: 기획예산실 인구청년팀."""
    unit = _PEOPLE_BEHIND.sub("", value)
    of_unit = label is not None and (label.field == "ministry" or (label.field == "executor" and unit != value))
    if label is None or not of_unit or not _OF_UNIT.fullmatch(unit) or _TERM_BEHIND.search(value[len(unit) :]):
        return label
    if find_ministries(unit, None) or is_known(unit):
        return label
    return LabelReading("department", label.qualifier)


_TERM_BEHIND = re.compile(r"위탁|\d년")
"""What stands behind an institution that something is entrusted to, not behind a unit: (2026 ~ 2028년 위탁)."""


def paired(label: str, value: str) -> list[tuple[str, str]]:
    """``기간 및 예산 : A / B``: each label with its own value; empty where one label has one value. What stands behind the last
    value of its own kind has no label: ``기간·사업비 : A, B, 산업부``.
    """
    labels = [w for w in _JOINED.split(label.strip()) if w]
    if len(labels) < 2 or field_of(label) or not all(read_label(w) for w in labels):
        return []
    for sign in _BETWEEN:
        values = _with_shares([v.strip() for v in sign.split(value)])
        if len(values) == len(labels) and all(values) and not any(map(_holds_more, labels, values)):
            return list(zip(labels, values, strict=True))
        if len(values) > len(labels) and all(map(_is_of_field, labels, values)):
            return [*zip(labels, values, strict=False), *(("", rest) for rest in values[len(labels) :] if rest)]
    return []


def _with_shares(values: list[str]) -> list[str]:
    """Values, of which one that is only a share of an amount stands with the amount: 45억원 ― 국비 31, 도비 9, 시비 5."""
    found: list[str] = []
    for value in values:
        sums = find_sums(value, 1) if found else []
        share = bool(sums) and sums[0].krw is None and sums[0].start == 0
        found[-1:] = [f"{found[-1]}, {value}"] if share and find_sums(found[-1], 1) else [*found[-1:], value]
    return found


def _holds_more(label: str, value: str) -> bool:
    """Whether a value of a label of terms is a term with something else behind it: '19년 ~, 강릉시 …."""
    spans = find_spans(value) if field_of(label) == "period" else []
    return bool(spans) and bool(re.match(r"\s*,\s*[가-힣]{2}", value[spans[0].stop :]))


def _is_of_field(label: str, value: str) -> bool:
    """Whether a value is a term under a label of terms, an amount under one of money; other labels are not so sure."""
    field = field_of(label)
    if field == "period":
        spans = find_spans(value)
        return bool(spans) and spans[0].begin <= 1 and spans[0].is_period
    return field in ("total", "budget") and bool(_AMOUNT.match(value))


def labelled(text: str) -> tuple[str, str, LabelReading] | None:
    """(label, value, field) of a labelled line whose field is known; None for any other line."""
    pair = split_label(text)
    reading = reading_of(*pair) if pair and pair[1] else None
    return (pair[0], pair[1], reading) if pair and reading else None


_YEAR_LEAD = re.compile(r"\s*(?:20\d\d|['’‘]\d\d)\s*년?도?의?\s*(?=[가-힣])")
_OF_TIME = ("when", "plan", "progress", "progress_plan")


def planned_year(label: str) -> tuple[int, str] | None:
    """(year, field) of a label of what is done in a year: ``2026년 추진일정``, ``’25년 주요실적``; None for any other."""
    lead = _YEAR_LEAD.match(label)
    field = field_of(label[lead.end() :]) if lead else None
    years = find_years(lead.group()) if lead else []
    return (years[0], field) if field in _OF_TIME and years else None


_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def valued(label: str, value: str, context: Context, cite: Cite) -> Statement:
    """A labelled value as a statement with its number, unit or date where it is one."""
    sums = find_sums(value)
    if sums and sums[0].start <= 2 and sums[0].krw is not None:
        return Statement(label, value, cite, float(sums[0].krw), "KRW", year=context.year)
    counts = quantities(value, context.year, cite)
    if field_of(label) == "rate" and len(shares := _SHARE.findall(value)) == 1:
        return Statement(label, value, cite, float(shares[0]), "%", year=context.year)  # 진척도 : 공정률 28%
    if counts and len(counts[0].value) >= 0.5 * len(value):
        return Statement(label, value, cite, counts[0].number, counts[0].unit, year=context.year)
    spans = find_spans(value, context.year)
    date = spans[0].start if spans and spans[0].begin <= 2 and spans[0].start else ""
    return Statement(label, value, cite, date=date or "", year=context.year)
