"""Paragraphs that tell of a program in sentences: money that is put in, from when until when, whom to ask.

``2024년 3월부터 2026년 10월까지 98억원(국비 49억원, 시비 49억원)을 투입해 저온창고를 짓는다. 올해 예산은 12억원이다.``
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from lexicon.amounts import find_amounts
from lexicon.dates import find_spans, find_years
from lexicon.people import Post, read_people
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.model import Cite, Money, Period, Step
from loaders.facts.money import find_sums
from loaders.facts.values import money_of, tense_of

_END = re.compile(r"(?<=[다음임함됨요])\.\s+|(?<=[)가-힣])\.\s+(?=[가-힣])")
_SENTENCE = re.compile(r"[가-힣](?:다|한다|이다|된다|했다|됐다|있다|중이다)\s*[.]")
_PUT_IN = re.compile(r"\s*(?:을|를|의\s*사업비를|의\s*예산을)?\s*(?:들여|들인|투입|투자|쏟|확보해|들어가)")
_COST = re.compile(r"(?:총\s*)?(?:사업비|소요\s*예산|소요\s*재원|공사비)(?:는|은|가|이|로)?\s*(?:모두|총|약)?\s*$")
_OF_YEAR = re.compile(
    r"(?P<y>올해|금년|내년|지난해|작년|전년|(?:20\d\d|['’‘]\d\d)\s*년(?:도)?)\s*(?:의\s*)?(?:예산|사업비)(?:은|는|이|으로|액은)?\s*(?:총|약)?\s*$"
)
_RELATIVE = {"올해": 0, "금년": 0, "내년": 1, "지난해": -1, "작년": -1, "전년": -1}
_ASK = re.compile(r"(?:업무\s*)?(?:담당|문의|연락)(?:자|처)?(?:은|는)?\s*[:：]?\s+(?P<who>[가-힣].*)")
_LEAST = 30


class Prose(NamedTuple):
    """What a paragraph states."""

    money: list[Money]
    periods: list[Period]
    people: list[Post]
    steps: list[Step]


def is_prose(text: str) -> bool:
    """Whether a text is a paragraph of sentences."""
    return len(text) >= _LEAST and bool(_SENTENCE.search(text))


def tells_of_program(text: str) -> set[str]:
    """The fields of a program that a paragraph states: total, budget, period, contact."""
    if not is_prose(text):
        return set()
    fields = set()
    for sentence in _END.split(text):
        for total in find_sums(sentence):
            if _OF_YEAR.search(total.before):
                fields.add("budget")
            elif _PUT_IN.match(total.after) or _COST.search(total.before):
                fields.add("total")
        if _terms(sentence, None):
            fields.add("period")
        if (who := _ASK.search(sentence)) and any(p.phone for p in read_people(who["who"])):
            fields.add("contact")
    return fields


def read_prose(text: str, context: Context, cover: Cover, cite: Cite) -> Prose:
    """The amounts, terms and people of a paragraph below a program."""
    found = Prose([], [], [], [])
    for sentence in _END.split(text):
        for total in find_sums(sentence):
            of_year = _OF_YEAR.search(total.before)
            if of_year:
                at = replace(context, year=_year(of_year["y"], cover))
                found.money.extend(money_of(total, at, cover, cite, scope="year"))
            elif _PUT_IN.match(total.after) or _COST.search(total.before):
                found.money.extend(money_of(total, context, cover, cite, scope="total"))
        found.periods.extend(Period(s, e, words, cite) for s, e, words in _terms(sentence, cover.own_year))
        found.steps.extend(_steps(sentence, context, cover, cite))
        who = _ASK.search(sentence)
        if who:
            found.people.extend(p for p in read_people(who["who"]) if p.phone or p.title)
    return found


def _steps(sentence: str, context: Context, cover: Cover, cite: Cite) -> list[Step]:
    """``2025년 12월 승인을 받았고, 2026년 6월 보상에 들어가 11월 착공한다``: each date with the words up to the next."""
    spans = [s for s in find_spans(sentence, context.year or cover.own_year) if len(s.start or "") > 4]
    found = []
    for span, after in zip(spans, [*spans[1:], None], strict=False):
        rest = sentence[span.stop : after.begin if after else len(sentence)]
        words = re.split(r"(?<=고)[,\s]|(?<=며)[,\s]|,\s", rest.strip(" ,."), maxsplit=1)[0]
        if not span.is_period and not re.match(r"부터|까지", rest) and re.match(r"\s*(?:에\s+)?[가-힣]", words):
            text = re.sub(r"^\s*에\s+", "", words).strip()
            found.append(Step(span.start, span.end, text, tense_of(span.start or "", context, cover), cite))
    return found


def _year(words: str, cover: Cover) -> int | None:
    if words in _RELATIVE:
        return cover.own_year + _RELATIVE[words] if cover.own_year else None
    return next(iter(find_years(words)), None)


def _terms(sentence: str, year: int | None) -> list[tuple[str | None, str | None, str]]:
    """``2024년 3월부터 2026년 10월까지``; ``2029년까지`` and ``4월부터`` where the sentence tells of money or carrying out."""
    found: list[tuple[str | None, str | None, str]] = []
    for span in find_spans(sentence, year):
        behind = sentence[span.stop : span.stop + 3]
        if span.is_period and re.search(r"부터|까지|~", span.text):
            found.append((span.start, span.end, span.text))
        elif behind.startswith("까지") and find_amounts(sentence[span.stop : span.stop + 40]):
            found.append((None, span.end, f"{span.text}까지"))
        elif behind.startswith("부터") and re.match(
            r"부터\s*(?:연중|계속|매년|상시)?\s*(?:운행|운영|시행|추진|실시)", sentence[span.stop :]
        ):
            found.append((span.start, None, f"{span.text}부터"))
    return found
