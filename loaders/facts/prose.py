"""Paragraphs that tell of a program in sentences: money that is put in, from when until when, whom to ask.

``2024년 3월부터 2026년 10월까지 98억원(국비 49억원, 시비 49억원)을 투입해 저온창고를 짓는다. 올해 예산은 12억원이다.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lexicon.amounts import find_amounts
from lexicon.dates import Span, find_spans, find_years
from lexicon.people import Post, read_people
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.heads import is_name
from loaders.facts.model import Cite, Money, Period, Step
from loaders.facts.money import TOTAL, Sum, find_sums, source_of
from loaders.facts.values import SHARE_WORDS, money_of, tense_of

_END = re.compile(r"(?<=[다음임함됨요])\.\s+|(?<=[)가-힣])\.\s+(?=[가-힣])|(?<=[가-힣]\))\.\s+(?=\d)")
_SENTENCE = re.compile(
    r"(?:[가-힣](?:다|한다|이다|된다|했다|됐다|있다|중이다)|사업임|예정임|(?:하|되)였음)\s*(?:\([^()]*\)\s*)?[.]"
)
_NOMINAL = re.compile(r"[가-힣](?:함|됨|임|음)\s*\.(?=\s|$)")
"""Sentences that end in a noun: 5개년 추진함. 교육부가 재원을 지원함."""
_NOMINAL_FIRST = re.compile(r"[가-힣](?:함|됨|임|음)\s*\.\s+(?=[가-힣])[^.]*\d")
"""One such sentence before one that goes on: … 추진함. 총사업비는 54억원이며 …."""
_PUT_IN = re.compile(
    r"\s*(?:을|를|이|가|의\s*사업비를|의\s*예산을|규모로)?\s*(?:모두\s*|전부\s*|전액\s*)?"
    r"(?:(?:20\d\d|['’‘]\d\d)년?[\d\s.~년월부터까지간]{1,40})?"
    r"(?:들여|들인|들이|든다|들고|들며|투입|투자|쏟|확보해|들어가|소요|집행|추진)"
)
_TO_THEN, _WITH = re.compile(r"까지\s*(?:총|약)?\s*$"), re.compile(r"\s*(?:으로|로)\s")
"""'28년까지 30억원(국비 15억원, …)으로 …을 실증한다."""
_COST = re.compile(
    r"(?:총\s*)?(?:사업비|소요\s*예산|소요\s*재원|공사비|예산|재원|비용|소요액)(?:는|은|가|이|로)?\s*(?:모두|총|약)?\s*$"
)
_OF_YEAR = re.compile(
    r"(?P<y>올해|금년|내년|지난해|작년|전년|(?:20\d\d|['’‘]\d\d)\s*년(?:도)?)\s*(?:(?:의\s*)?(?:예산|사업비)(?:은|는|이|으로|액은)?|에|에는)?\s*(?:총|약)?\s*$"
)
_IN_YEAR = re.compile(
    r"(?:^|(?<=\s))(?P<y>올해|금년|내년|지난해|작년|전년|(?:20\d\d|['’‘]\d\d)\s*년(?:도)?)(?:에는|엔|은|는)\s"
)
_RELATIVE = {"올해": 0, "금년": 0, "내년": 1, "지난해": -1, "작년": -1, "전년": -1}
_MONTH_OF_YEAR = re.compile(r"(?<![가-힣])(?P<y>올해|금년|내년|지난해|작년|전년)도?\s*(?=\d{1,2}\s*월)")
_ASK = re.compile(r"(?:업무\s*)?(?:담당|문의|연락)(?:자|처)?(?:은|는)?\s*[:：]?\s+(?P<who>[가-힣].*)")
_WHOLE = re.compile(
    r"\s*(?:은|는|을|를|이)?\s*(?:모두|전액|전부)\s*(?P<s>[가-힣]{2,6}?)(?:로|으로)?(?![가-힣]*원)(?=\s|[.,)]|$)"
)
_PARTS_FOLLOW = re.compile(r"\s*(?:으로|로|이며|이고|인데|가운데|중|이다|원)?\s*[,:]?\s*")
_OF_BUDGET = re.compile(r"\s+(?:국비|국가|정부|본예산|당초예산|예산|추경|신규\s?사업|공모\s?사업)")
"""What has a year of its own that is not the one of what is done: '27년 국비사업으로 건의한다(3월)."""
_BEGINS = re.compile(r"(?:에|부터)?\s*(?:시작|착수|출발)")
_ENDS = re.compile(r"(?:에|까지)?\s*(?:사업을\s*)?(?:마친|마쳤|마칠|끝|종료|마무리)")
_TOPIC = re.compile(r"(?P<w>[^,.()]{2,30}?)(?:은|는)\s*$")
_OF_WHOLE = re.compile(r"(?:사업|기간|공사|과제|연구|추진|시행)$")
_FIRST = re.compile(
    r"신규\s?사업(?:이다|임)|(?:올해|금년|새해)(?:부터|에)?\s*(?:처음|새로|신규로)|처음(?:으로)?\s*(?:시작|추진|시행|도입)[하한되된]"
)
_QUOTED = re.compile(r"\s*['‘“「『\"](?P<n>[^'’”」』\"]{4,40})['’”」』\"]\s*(?:사업)?(?:은|는|이|가|을|를)\s")
_INTRODUCED = re.compile(
    r"\s*(?:먼저|우선|다음으로|다음은|이어서|끝으로|마지막으로|아울러|또한|(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)\s?째(?:로)?|첫\s?번째(?:로)?)\s*,?\s+"
    r"(?P<n>[^,.()]{2,36}?(?:사업|조성|건립|구축|운영|지원|신축|증축|정비|확충|보급|설치|육성|개선|개발|개최|축제|센터))"
    r"(?:입니다\.|이다\.|(?:은|는)\s|의\s경우)"
)
"""A program that a report read aloud goes on to: ``먼저, 치매안심센터 분소 신축사업입니다. …``, ``둘째, 건강관리사업은 …``."""
_LEAST = 30


class Prose(NamedTuple):
    """What a paragraph states."""

    money: list[Money]
    periods: list[Period]
    people: list[Post]
    steps: list[Step]
    marks: set[str]


def is_prose(text: str) -> bool:
    """Whether a text is a paragraph of sentences."""
    told = _SENTENCE.search(text) or _NOMINAL_FIRST.search(text) or len(_NOMINAL.findall(text)) > 1
    return len(text) >= _LEAST and bool(told)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [f"{s.rstrip('. ')}." for s in _END.split(text) if s.strip()]


def named_in_prose(text: str) -> str:
    """The program that a paragraph names in quotes and tells of: ``'2025 달빛길 조성'은 12월에 사업을 마쳤다. 사업비 …``."""
    match = _QUOTED.match(text) or _INTRODUCED.match(text)
    named = match is not None and tells_of_program(text) & {"total", "budget"} and is_name(match["n"].strip())
    return match["n"].strip() if match and named else ""


def tells_of_program(text: str) -> set[str]:
    """The fields of a program that a paragraph states: total, budget, period, contact."""
    if not is_prose(text):
        return set()
    fields = set()
    for sentence in _END.split(text):
        for total in _sums(sentence):
            if _OF_YEAR.search(total.before):
                fields.add("budget")
            elif _is_put_in(total):
                fields.add("total")
        if _terms(sentence, None):
            fields.add("period")
        if (who := _ASK.search(sentence)) and any(p.phone for p in read_people(who["who"])):
            fields.add("contact")
    return fields


def read_prose(text: str, context: Context, cover: Cover, cite: Cite) -> Prose:
    """The amounts, terms and people of a paragraph below a program."""
    found = Prose([], [], [], [], {"신규"} if _FIRST.search(text) else set())
    text = _MONTH_OF_YEAR.sub(lambda m: f"{_year(m['y'], cover)}년 " if cover.this_year else m.group(), text)
    for sentence in _END.split(text):
        for total in _sums(sentence):
            of_year = _OF_YEAR.search(total.before)
            if of_year:
                at = replace(context, year=_year(of_year["y"], cover))
                found.money.extend(money_of(total, at, cover, cite, scope="year"))
            elif SHARE_WORDS.search(total.before):
                found.money.extend(money_of(total, context, cover, cite, scope="share"))
            elif _is_put_in(total):
                year = _year_told(sentence[: total.start], cover)
                at, scope = (replace(context, year=year), "year") if year else (context, "total")
                found.money.extend(money_of(total, at, cover, cite, scope=scope))
        terms = _terms(sentence, cover.own_year)
        found.periods.extend(Period(s, e, words, cite) for s, e, words in terms)
        found.steps.extend(_steps(sentence, context, cover, cite))
        who = _ASK.search(sentence)
        if who:
            found.people.extend(p for p in read_people(who["who"]) if p.phone or p.title)
    return found


def _year_told(before: str, cover: Cover) -> int | None:
    """The year that a sentence sets against others before an amount (``2026년에는 … 16억원을 들여``), where no later date stands."""
    told = list(_IN_YEAR.finditer(before))
    return _year(told[-1]["y"], cover) if told and not find_spans(before[told[-1].end() :]) else None


def _is_put_in(total: Sum) -> bool:
    over_term = _TO_THEN.search(total.before) and total.parts and _WITH.match(total.after)
    return bool(_PUT_IN.match(total.after) or _COST.search(total.before) or over_term)


def _sums(sentence: str) -> Iterator[Sum]:
    """The amounts of a sentence; shares that are told behind one belong to it where they add up to it."""
    sums = find_sums(sentence)
    taken = False
    for total, behind in zip(sums, [*sums[1:], None], strict=False):
        if taken:
            taken = False
        elif total.krw is None:
            whole = sum(p.krw for p in total.parts)
            yield total._replace(krw=whole, source=TOTAL) if _is_put_in(total) else total
        elif not total.parts and behind is not None and behind.krw is None and _shared_out(sentence, total, behind):
            taken = True
            yield total._replace(parts=behind.parts, end=behind.end)
        else:
            whole_of = _WHOLE.match(total.after) if not total.parts else None
            yield total._replace(source=(source_of(whole_of["s"]) if whole_of else None) or total.source)


def _shared_out(sentence: str, total: Sum, behind: Sum) -> bool:
    gap = sentence[total.end : behind.start]
    return bool(_PARTS_FOLLOW.fullmatch(gap)) and sum(p.krw for p in behind.parts) == total.krw


def _spans(sentence: str, year: int | None) -> list[Span]:
    """The dates of a sentence; one without a year is of the year told last, which a term of years is not, nor a year by which
    all is done; nor is one of that year that would be before what was told of it.
    """
    found: list[Span] = []
    told = ""
    for span in find_spans(sentence, year):
        first = span.start or span.end or ""
        if span.own_year:
            kept = not _runs_over_years(span, sentence) and not _OF_BUDGET.match(sentence, span.stop)
            told = (span.end or first) if kept else ""
        elif told and first[:4] == (span.end or first)[:4] and told[4:7] <= first[4:7]:
            span = span._replace(
                start=span.start and told[:4] + span.start[4:], end=span.end and told[:4] + span.end[4:]
            )
        found.append(span)
    return found


def _runs_over_years(span: Span, sentence: str) -> bool:
    years = {(d or "")[:4] for d in (span.start, span.end)}
    return len(years) > 1 or (len(span.start or "") == len("2029") and sentence[span.stop :].startswith("까지"))


def _steps(sentence: str, context: Context, cover: Cover, cite: Cite) -> list[Step]:
    """``2025년 12월 승인을 받았고, 2026년 6월 보상에 들어가 11월 착공한다``: each date with its words: those in whose brackets
    it stands, those whose date it is (결과전은 11월이다), else those up to the next date.
    """
    spans = [s for s in _spans(sentence, context.year or cover.own_year) if len(s.start or "") > 4]
    found = []
    for before, span, after in zip([None, *spans[:-1]], spans, [*spans[1:], None], strict=False):
        rest = sentence[span.stop : after.begin if after else len(sentence)]
        lead = sentence[before.stop if before else 0 : span.begin]
        noted = lead.endswith("(") and re.match(r"[),]", rest)  # SW 특별관(10. 23. ~ 26.), 컨퍼런스(11월, 진주)
        if (span.is_period and not noted) or re.match(r"부터|까지", rest) or _BEGINS.match(rest):
            continue
        if _HALF.search(span.start or "") and re.match(r"에는|엔", rest):
            continue
        if text := _words_of_date(lead, rest):
            found.append(Step(span.start, span.end, text, tense_of(span.start or "", context, cover), cite))
    return found


_OBJECT = re.compile(r"(?:^|[,.]\s|(?<=고)\s|(?<=여)\s|(?<=해)\s|(?<=며),?\s)(?P<o>[^,.]{2,40}?(?:을|를|이|가))\s*$")
"""Before a date, what is done then."""
_HALF = re.compile(r"-[HQ]\d$")


def _words_of_date(lead: str, rest: str) -> str:
    if lead.endswith("(") and re.match(r"[),]", rest):
        words = re.split(r",\s|(?<=고)\s(?=[가-힣])|[)](?:[과와]\s)?", lead[:-1])[-1].strip()
        return re.sub(r"^(?:에는|엔)\s", "", words)
    if (topic := _TOPIC.search(lead)) and re.match(r"\s*(?:이다|이며|이고|,|$)", rest):
        return topic["w"].strip()
    words = re.split(r"(?<=고)[,\s]|(?<=며)[,\s]|,\s", rest.strip(" ,."), maxsplit=1)[0]
    if (of := _OBJECT.search(lead)) and re.match(r"\s*에?\s*[가-힣]{2,}", words):
        words = f"{of['o']} {re.sub(r'^에', '', words.strip()).strip()}"  # 연계상품을 4월에 출시하고
    if not re.match(r"\s*(?:에\s+)?[가-힣]", words):
        return ""
    return re.sub(r"^\s*에\s+", "", words).strip()


def _of_a_part(sentence: str, span: Span) -> bool:
    """Whether a term is what is said of something in the program: ``봄 개방은 5월 23일부터 6월 14일까지다``."""
    topic = _TOPIC.search(sentence[: span.begin])
    said = re.match(r"\s*(?:까지)?(?:이?다|이며|이고)(?![가-힣])", sentence[span.stop :])
    return topic is not None and said is not None and not _OF_WHOLE.search(topic["w"])


def _year(words: str, cover: Cover) -> int | None:
    if words in _RELATIVE:
        return cover.this_year + _RELATIVE[words] if cover.this_year else None
    return next(iter(find_years(words)), None)


def _terms(sentence: str, year: int | None) -> list[tuple[str | None, str | None, str]]:
    """``2024년 3월부터 2026년 10월까지``; ``6월에 시작해 8월에 마친다``; ``2029년까지`` and ``4월부터`` where the sentence tells of
    money or carrying out.
    """
    found: list[tuple[str | None, str | None, str]] = []
    spans = _spans(sentence, year)
    begun = next((s for s in spans if not s.is_period and _BEGINS.match(sentence[s.stop :])), None)
    ended = next((s for s in spans if not s.is_period and _ENDS.match(sentence[s.stop :])), None)
    if begun or ended:
        words = sentence[(begun or ended or spans[0]).begin : (ended or begun or spans[0]).stop]
        found.append((begun.start if begun else None, ended.end if ended else None, words))
    for span in spans:
        behind = sentence[span.stop : span.stop + 3]
        if span.is_period and re.search(r"부터|까지|~", span.text) and not _of_a_part(sentence, span):
            found.append((span.start, span.end, span.text))
        elif behind.startswith("까지") and find_amounts(sentence[span.stop : span.stop + 40]):
            found.append((None, span.end, f"{span.text}까지"))
        elif behind.startswith("부터") and re.match(
            r"부터\s*(?:연중|계속|매년|상시)?\s*(?:운행|운영|시행|추진|실시)", sentence[span.stop :]
        ):
            found.append((span.start, None, f"{span.text}부터"))
    return found
