"""Reading the words of one line into typed facts: money with its scope, terms, milestones, places, statements.

A line is a list of clauses parted by commas outside brackets. What a clause is follows from what it holds, not from
where it stands; the year and tense come from the line's own label or from the headings above (``Context``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from lexicon.amounts import find_amounts
from lexicon.dates import Span, find_spans, find_years, year_of
from lexicon.places import Place, ancestors, find_places
from loaders.facts.clauses import clauses, with_shared_act
from loaders.facts.context import Context
from loaders.facts.counts import quantities
from loaders.facts.cover import Cover
from loaders.facts.model import Cite, Money, Period, Spot, Statement, Step
from loaders.facts.money import OTHER_MONEY, PER_UNIT, TOTAL, Sum, find_sums, is_side_figure, spending_words

_YEAR_LABEL = re.compile(
    r"^\s*[(\[]?\s*(?P<y>['’‘`´]\s?\d{2}|(?:20|2[0O])[\dOol]{2})\s*(?:년도?)?\s*(?P<w>추진실적|추진계획|실적|계획|성과|예산|목표|사업비)?\s*(?P<v>\(안\))?[)\]]?\s*[:：]?\s*(?=\S)"
)
_YEAR_MONEY = re.compile(
    r"^\s*(?P<y>(?:20|2[0O])[\dOol]{2}|['’‘]\d{2})\s*년도?\s*[:：]?\s*"
    r"(?=[\dlOo][\dlOo,.]*\s*(?:조|억|천만|백만|천|만)?\s*(?:[\d,.]+\s*(?:억|천만|백만|만|천)\s*)*원|[\d,.]+\s*억)"
)
_TOTAL_WORDS = re.compile(
    r"(?:총\s*사\s*업\s*비|총액|총\s*예산|총\s*투자비?|총\s*공사비|총|합계|\d{1,2}\s*개?년간)\s*[:：(]?\s*$"
)
_BUDGET_WORDS = re.compile(
    r"(?:사\s*업\s*비|예\s*산\s*액?|예산\s*현액|소요\s*예산|투자\s*계획|지원\s*예산|본예산|확보액)\s*(?:\(안\))?\s*[:：(]?\s*$"
)
SHARE_WORDS = re.compile(
    r"(?P<p>[가-힣]{1,4}\s?[시군구도]|우리(?:\s?(?:원|기관|재단|공단|공사))?|본원|기관)?\s*(?:[시군구도]비?\s*)?(?:부담(?:분|액|금)?|수행(?:분|액)|몫)(?:은|이)?\s*(?P<y>['’‘]?\d{2,4}년)?\s*[:：(]?\s*$"
)
_NTH_YEAR = re.compile(r"(?P<n>\d)차\s*년도")
_YEAR_BEHIND = re.compile(r"\s*\(\s*(?P<y>['’‘]\d{2}|20\d\d)\s*년?\s*[)]")
_YEAR_BEFORE = re.compile(
    r"(?:^|[\s(])((?:20\d\d|['’‘]\d\d)\s*년?도?)(?:은|는)?\s*(?:\(안\))?\s*(?:예산|사업비|계획|실적|전액\s*[가-힣]{2,4})?\s*[:：(]?\s*$"
)
_YEAR_ALONE = re.compile(r"\s*(?:20\d\d|['’‘]\d\d)\s*년도?\s*")
_ROUTE = re.compile(r"[가-힣]~[가-힣]")
JOINT = re.compile(r"공동|컨소시엄")
_VISIT = re.compile(
    r"(?:참가|참여|수혜|입주)\s?기업\s*\d+\s*개사\s*\(|방문|견학|벤치마킹|경합|경쟁|교류|출장|답사|쾌속선|노선|항로|지정병원|피해|개최지|초청|본선|결선|타\s?시도"
)


class Reading(NamedTuple):
    """The facts that a line states for the thing it stands under."""

    money: list[Money]
    periods: list[Period]
    steps: list[Step]
    statements: list[Statement]


@cache
def _year_act() -> re.Pattern[str]:
    words = "|".join(sorted(spending_words(), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"\s*(?P<y>['’‘`´]\s?\d{{2}}|20\d\d)\s*년?도?\s*(?P<w>{words})\s*[:：]?\s*(?=[\dlOo][\d,.OolI]*\s*(?:조|억|천만|백만|만|천))"
    )


def year_label(text: str) -> tuple[int, str, str] | None:
    """``’24 실적 : …``, ``(’25 계획) …`` or ``2024년 3,100백만원``: the year, the tense, and the rest."""
    acted = _year_act().match(text)
    if acted and (year := year_of(acted["y"])):  # '24년 교부 58억, 집행 41억
        return year, "", text[acted.start("w") :]
    match = _YEAR_LABEL.match(text)
    if not match:
        return None
    year, word, rest = year_of(match["y"]), match["w"] or "", text[match.end() :]
    marked = ":" in match.group() or (bool(word) and match.group().rstrip().endswith(")"))
    if year is None or not (marked or word or _YEAR_MONEY.match(text)):
        return None
    if not marked and (re.match(r"[.~∼]", rest) or (word and not _starts_with_amount(rest))):
        return None
    tense = "past" if word in ("실적", "추진실적", "성과") else "plan" if word in ("계획", "추진계획", "목표") else ""
    return year, tense, rest


def _starts_with_amount(text: str) -> bool:
    amounts = find_amounts(text)
    return bool(amounts) and amounts[0].start <= 4


def money_of(
    total: Sum, context: Context, cover: Cover, cite: Cite, *, scope: str = "", label: str = ""
) -> list[Money]:
    """The budget facts of one amount. ``scope`` and ``label`` where a field or column gives them."""
    year = context.year
    party = ""
    before = re.split(r"[,;]", total.before)[-1] if total.before else ""
    behind = _YEAR_BEHIND.match(total.after)
    share = SHARE_WORDS.search(before)
    named = find_years(label_year[1]) if (label_year := _YEAR_BEFORE.search(before)) else []
    if behind:
        year = year_of(behind["y"])
    elif named:
        year = named[-1]
    if not scope:
        if share:
            scope, party = "share", (share["p"] or "").strip()
            year = named[-1] if named else (year if context.year else None)
        elif _TOTAL_WORDS.search(before):
            scope, year = "total", None
        else:
            scope = "year" if year else "total"
    if scope == "total":
        year = None
    words = label or (before.strip(" (:：")[-20:] if (share or _BUDGET_WORDS.search(before)) else "")
    found = []
    if total.krw is not None:
        found.append(Money(total.krw, TOTAL, scope, year, words, total.text, cite, party))
        if total.source != TOTAL:
            found.append(Money(total.krw, total.source, scope, year, words, total.text, cite, party))
    for p in total.parts:
        found.append(Money(p.krw, p.source, p.scope_in(scope), year, words, p.text, cite, p.party or party))
    return found


def shares_of(part: Sum, context: Context, cite: Cite) -> list[Money]:
    """Who bears how much of one part of an amount."""
    return [Money(p.krw, part.source, "share", context.year, "", p.text, cite, p.party) for p in part.parts if p.party]


def names_year(before: str) -> bool:
    """Whether the words right before an amount say of which year it is (``2025년 예산``)."""
    return bool(_YEAR_BEFORE.search(before))


def budget_like(total: Sum, position: int) -> bool:
    """Whether an amount in running text is the thing's own money: named so, or the first thing a year's line says."""
    before = re.split(r"[,;]", total.before)[-1] if total.before else ""
    if is_side_figure(total):
        return False
    if _YEAR_ALONE.fullmatch(re.split(r"→|⇒|➔", before)[-1]):  # …, '26년 4,200백만원, …
        return True
    if re.search(r"전액\s*[가-힣]{2,4}\s*\(\s*$", before) and names_year(before):
        return True
    if _TOTAL_WORDS.search(before) or _BUDGET_WORDS.search(before) or SHARE_WORDS.search(before):
        return True
    return position == 0 and not before.strip(" (")


def read_line(text: str, context: Context, cover: Cover, cite: Cite) -> Reading:
    """The facts of a line of running text below a program."""
    out = Reading([], [], [], [])
    labelled = year_label(text)
    if labelled:
        context = replace(context, year=labelled[0], tense=labelled[1] or context.tense)
        text = labelled[2]
    first = bool(labelled)
    bare = cover.unit_for(text)
    unit = bare if sum(1 for s in find_sums(text, bare) if len(s.parts) >= 2) else None
    sums = find_sums(text, unit)
    listed = [s for s in sums if s.krw is None]
    for total in sums:
        if any(
            s.start < total.start < s.end and len(s.parts) > 1 for s in listed
        ):  # 군비 3,136(산청 1,960, 함양 1,176)
            out.money.extend(shares_of(total, context, cite))
            continue
        own = budget_like(total, 0 if first and total.start <= 4 else 1) or _is_whole_line(text, total)
        parts_only = total.krw is None and (len(total.parts) >= 2 or total.start <= 2 or total is not listed[0])
        spent = _spending(total)
        if spent == OTHER_MONEY:
            out.statements.append(_side(text, total, context, cite))
        elif spent:
            at = replace(context, year=context.year or context.document_year)
            scope = spent if spent != "year" or at.year else ""
            out.money.extend(money_of(total, at, cover, cite, scope=scope, label=_last_word(total.before)))
        elif own or parts_only:
            out.money.extend(money_of(total, context, cover, cite))
        elif total.krw is not None:
            out.statements.append(_side(text, total, context, cite))
    at, told = context, ""
    for clause in with_shared_act(clauses(text)):
        if told and _goes_back(clause, told):
            at, told = context, ""
        if (later := _OF_NEXT_YEAR.match(clause)) and (year := year_of(later["y"])):  # '26년 : … / '27년 : …
            context = at = replace(context, year=year)
            clause, told = clause[later.end() :], ""
        _read_clause(clause, at, cover, cite, out)
        if last := _last_date(clause):
            at, told = replace(context, year=int(last[:4])), last
    return out


_OF_NEXT_YEAR = re.compile(r"(?P<y>20\d\d|['’‘]\d\d)\s*년?도?\s*(?:계획|실적)?\s*:\s*(?=\S)")


def _is_whole_line(text: str, total: Sum) -> bool:
    """``9,500백만원(국비 4,750, 도비 1,425, 시비 3,325)``: a line that says nothing else, the parts making up the whole."""
    alone = total.start <= _LEAD_OF_SUM and not text[total.end :].strip(" .")
    sole = total.source != TOTAL and total.krw is not None and "전액" in total.text  # 80백만원(전액 군비)
    return alone and (sole or (len(total.parts) > 1 and sum(p.krw for p in total.parts) == total.krw))


_LEAD_OF_SUM = 2


def _last_date(clause: str) -> str:
    """The last date with a year and a month, whose year what follows is of: 2025년 8월 준공, 9월 개관."""
    dated = [s.start for s in find_spans(clause) if s.start and len(s.start) >= len("2025-08") and not s.is_period]
    return dated[-1] if dated else ""


def _goes_back(clause: str, told: str) -> bool:
    """Whether a month without a year would, in the year told, be before what was told: 2025년 9월 선정, 3월 개소."""
    spans = find_spans(clause, int(told[:4]))
    return any(not s.own_year and len(d := s.start or s.end or "") >= len(told[:7]) and d[:7] < told[:7] for s in spans)


def _last_word(before: str) -> str:
    return re.split(r"[\s,;(]", before.rstrip(" :："))[-1]


def _spending(total: Sum) -> str:
    """The scope of an amount that the word right before it gives: ``집행액 611백만원``, ``잔액 809백만원``, ``신청 74억``."""
    before = _TOTAL_WORDS.sub("", total.before)
    word = _last_word(before) if before and not is_side_figure(total) else ""
    return spending_words().get(word, "") if total.krw is not None else ""


_CHANGED = re.compile(r"\s*(?:이|을|를|만큼)?\s*(?P<way>증액|감액|삭감|증가|감소)")


def _side(text: str, total: Sum, context: Context, cite: Cite) -> Statement:
    way = _CHANGED.match(text, total.end) if total.before.rstrip().endswith("에서") else None
    if way:  # 당초 45억원에서 3억원 증액
        sign = 1 if way["way"].startswith("증") else -1
        return Statement("증감액", total.text, cite, float(sign * (total.krw or 0)), "KRW", year=context.year)
    lead = [w.strip() for w in re.split(r"[,;(]|(?<=[다음임함])\.\s|(?<=이)[며고]\s", total.before)]
    words = re.sub(r"(?<=[가-힣]{2})[은는]$", "", lead[-1]) or "금액"
    if each := PER_UNIT.match(total.after):  # 생산원가(1,191.2원/㎥): the price of one, no amount of money
        words = next((w for w in reversed(lead) if w), words)
        figure = float(re.sub(r"[^\d.]", "", total.text)) if total.text.endswith("원") else float(total.krw or 0)
        unit = "원" + re.sub(r"\s", "", each.group())
        return Statement(words[-24:], total.text + each.group(), cite, figure, unit, year=context.year)
    return Statement(words[-24:], total.text, cite, float(total.krw or 0), "KRW", year=context.year)


def _of_writing(clause: str, context: Context, cover: Cover) -> int | None:
    """The year of a bare month in a document of several years, written in one of them: what was done in the year of writing
    lies before its month, what is planned for later than that is of the same year.
    """
    year = int(cover.date[:4]) if len(cover.date) >= len("2026-11") else 0
    if year not in cover.years or (len(cover.years) == _TWO and year != cover.years[0]):
        return None
    said = next((s.start for s in find_spans(clause, year) if s.start and re.match(r"\d{4}-\d\d", s.start)), "")
    past = context.field == "progress" or context.tense == "past"
    done, planned = past and said[:7] <= cover.date[:7], context.field == "plan" and said[:7] >= cover.date[:7]
    return year if said.startswith(f"{year}-") and (done or planned) else None


_TWO = 2


def _read_clause(clause: str, context: Context, cover: Cover, cite: Cite, out: Reading) -> None:
    year = context.year or (cover.years[0] if len(cover.years) == 1 else _of_writing(clause, context, cover))
    if led := _YEAR_OF_DEED.match(clause):  # '26년 공모 재신청(3월)
        year = _year_done(year_of(led["y"]), clause, cover) or year
    spans = find_spans(clause, year)
    bare = re.sub(r"\([^()]*\)?$", "", clause).strip()
    whole = [s for s in spans if s.begin <= 1 and s.stop >= len(bare) - 2]
    if whole and whole[0].is_period and not find_amounts(clause):
        out.periods.append(Period(whole[0].start, whole[0].end, clause, cite))
        return
    if context.field == "overview" and spans and spans[0].begin <= 1 and spans[0].is_period:
        out.periods.append(Period(spans[0].start, spans[0].end, spans[0].text, cite, own=False))
    step = _step(clause, spans, context, cover, cite)
    if step:
        out.steps.append(step)
    told = out.statements[-1].attribute if out.statements else ""
    out.statements.extend(quantities(clause, context.year, cite, told))


def _year_done(said: int | None, clause: str, cover: Cover) -> int | None:
    """The year in which something for the year said is done: what is to come for the next one in a month that lies after the
    month of writing is done before it ('27년 공모 신청(8월), written in July 2026).
    """
    if said is None or len(cover.date) < len("2026-07") or said != int(cover.date[:4]) + 1:
        return said
    this = next((s.start for s in find_spans(clause, said - 1) if s.start and s.start.startswith(f"{said - 1}-")), "")
    return said - 1 if this and this[:7] > cover.date[:7] else said


_YEAR_OF_DEED = re.compile(
    r"\s*(?P<y>['’‘`´]\s?\d{2}|20\d\d)년(?:도)?\s+(?!(?:[가-힣]+\s)?(?:본?예산|국비|도비|국가|정부|추경|당초)|[가-힣]*부\s)(?=[가-힣].*\(\s*\d{1,2}\s*월)"
)
"""The year of what is done in a month that stands in brackets; none of whose budget is spoken of: '27년 국비 건의(4월)."""


_EVENT_OF_YEAR = re.compile(
    r"(?:^|[(—–,]\s*|-\s)(?P<e>(?:20\d\d|['’‘]\d\d)\s*년도?\s*(?:에\s*)?(?:공모\s*)?(?:선정|준공|착공|개소|개관|개원|개통|개장|설립|출범|지정|완공))\s*(?=$|[),])"
)
"""An event of which no more than the year is said: 중소벤처기업부(’24년 공모 선정)."""


def _step(clause: str, spans: list[Span], context: Context, cover: Cover, cite: Cite) -> Step | None:
    """A milestone: ``실시설계 착수(9월)``, ``7월 시행``, ``공고 : '24. 3.``; a date alone is none."""
    of_years = spans
    spans = [s for s in spans if len(s.start or s.end or "") > 4]
    if not spans and len(of_years) == 1 and (event := _EVENT_OF_YEAR.search(clause)):
        date = of_years[0].start or ""
        return Step(date, date, event["e"], tense_of(date, context, cover), cite)
    if not spans:
        return None
    spans = [_put_off(s, clause) for s in spans]
    first, last = spans[0], spans[-1]
    if len(spans) > 1 and _is_within(last, first) and clause[last.stop :].strip(" .") == ")":
        first = last  # 상반기 수요기업 모집(3월)
    words = clause
    for span in reversed(spans):
        words = words[: span.begin] + " " + words[span.stop :]
    if not re.search(r"[가-힣A-Za-z]", words):
        return None
    start, end = (
        first.start,
        (
            last.end
            if len(spans) > 1 and last.start and first.start and last.start >= first.start and not first.is_period
            else first.end
        ),
    )
    return Step(start, end, clause, tense_of(start or end or "", context, cover), cite)


def _is_within(date: Span, half: Span) -> bool:
    """Whether a month lies in the half-year or quarter that is said before it."""
    if not (date.start and half.start and re.search(r"-[HQ]\d$", half.start)) or re.search(r"-[HQ]", date.start):
        return False
    part, number = half.start[5], int(half.start[6])
    months = 6 if part == "H" else 3
    return date.start[:4] == half.start[:4] and (int(date.start[5:7]) - 1) // months + 1 == number


_PUT_OFF = re.compile(
    r"\s*(?:으)?로\s*(?:\d+\S*\s*)?(?:연기|변경|조정|순연|지연|연장|단축|늦|미뤄|미루|미룸|미룬|앞당)"
)


def _put_off(span: Span, clause: str) -> Span:
    """``착공이 '25. 9.에서 '26. 4.로 연기``: the date that holds now."""
    moved = "에서" in span.text and _PUT_OFF.match(clause, span.stop)
    return span._replace(start=span.end) if moved else span


def tense_of(date: str, context: Context, cover: Cover) -> str:
    """Whether a milestone is past or planned: by its section, its heading, else by the date of the document."""
    if context.field == "progress":
        return "past"
    before = bool(context.year and date[:4].isdigit() and int(date[:4]) < context.year)
    if context.field == "plan":
        return "past" if before else "plan"
    if context.tense and context.field != "progress_plan" and not (context.tense == "plan" and before):
        return context.tense
    reference = cover.date or (str(max(cover.years)) if cover.years else "")
    if not reference or not date:
        return "plan"
    size = min(len(date), len(reference))
    return "past" if date[:size] < reference[:size] or (size >= 7 and date[:size] == reference[:size]) else "plan"


def spots_of_text(text: str, cover: Cover, cite: Cite, basis: str) -> list[Spot]:
    """The places where running text says that a program is carried out; guests, routes and visits are none."""
    where = cover.where
    spots = []
    for clause in clauses(text):
        places = find_places(clause, where, in_address=basis in ("위치", "주소"))
        if basis not in ("위치", "주소") and (_VISIT.search(clause) or (basis != "사업명" and _ROUTE.search(clause))):
            continue
        if cover.own_territory and basis not in ("위치", "주소", "사업명"):
            places = _own_or_shared(places, clause, where.home)
        spots += [Spot(p.region.code, basis, cite, p.surface) for p in places]
    return spots


def _own_or_shared(places: list[Place], clause: str, home: str) -> list[Place]:
    """In a 시·군·구's own document: its own towns; other places only where they stand in one list with its own."""
    inside = [p for p in places if p.region.code == home or home in {a.code for a in ancestors(p.region.code)}]
    peers = [p for p in places if p.region.level == "시군구"]
    if [p.region.level for p in places] == ["시도", "시군구", "읍면동"]:
        return places  # an address: 충남 태안군 남면
    return places if len(peers) >= 2 and any(p.region.code == home for p in peers) else inside
