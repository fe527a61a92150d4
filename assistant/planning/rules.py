"""Which kind of question it is.

The order of ``RULES`` is the order of decision: the first rule that holds names the kind. A new kind of question is a rule
here and a module in ``assistant/kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from assistant.plan import Kind, Plan
from assistant.planning.asking import ACTORS, DATES, EACH_PROGRAM, MONEY, PLACES, STAFFING, WHO, counts_things
from assistant.planning.subjects import about_one, names_one, place_in_name, several
from assistant.reading.reading import Reading

_SIZED = re.compile(r"(?:가장|제일)\s*(?P<how>[가-힣]+)")
_SIZES = ("큰", "크", "많", "높", "비싼", "작", "적", "낮", "싼", "늘", "줄", "증", "감", "커", "오래", "긴", "길", "짧",
          "빨", "빠", "늦", "먼저", "일찍", "이른", "최근", "마지막", "가까", "멀", "넓", "좁", "깊")  # fmt: skip


def kind_of(reading: Reading, plan: Plan) -> Kind | None:
    """The kind of a question; None where it says nothing that could be looked for."""
    return next((kind for rule in RULES if (kind := rule(reading, plan))), None)


def judged(reading: Reading) -> bool:
    """Whether 가장 is followed by a judgement (중요한, 좋은), not by something that documents give figures for (큰, 많은)."""
    said = _SIZED.search(reading.text)
    return bool(said and not said["how"].startswith(_SIZES) and not reading.slots.has("measure"))


def _by_number(reading: Reading, plan: Plan) -> Kind | None:
    return "contact" if reading.slots.phones else None


def _similar(reading: Reading, plan: Plan) -> Kind | None:
    return "similar" if reading.slots.has("similar") and (plan.words or plan.subjects) else None


def _lineage(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if plan.asks("date") and slots.has("renamed"):
        return "date"
    if plan.family and plan.words and names_one(plan):
        return "lineage"
    if plan.asks("why"):
        return None
    if slots.has("renamed") and not plan.subjects:
        return "list"
    if slots.has("order") and not plan.words:
        return None
    if slots.has("lineage") or slots.has("renamed") or slots.has("across"):
        of_house = bool(reading.mentions.institutions) and not slots.has("target") and slots.has("lineage")
        of_house = of_house and not plan.asks(*WHO) and not slots.has("head")
        return "lineage" if plan.words or of_house else "list" if slots.has("target", "program") else None
    return None


def _person(reading: Reading, plan: Plan) -> Kind | None:
    if not reading.mentions.people:
        return None
    if plan.asks("department", "title") or plan.target == "Department":
        return "compare" if len(plan.years) > 1 or reading.slots.has("compare") else "value"
    if plan.asks("field_word"):
        return "value"
    slots = reading.slots
    which = slots.has("target", "program") or slots.has("list") or plan.has("kind")
    listed = which and reading.english and not plan.asks("phone", *MONEY)
    listed = listed or (
        which and (slots.has("duty") or bool(_AS_CONTACT.search(reading.text))) and not plan.asks("phone")
    )
    if plan.asks("phone", "contact") and not plan.words and not listed:
        return "contact"
    if plan.asks(*MONEY, "source", "money"):
        return "sum"
    if slots.has("count"):
        return "count"
    return "list" if slots.has("duty") or which else "contact"


_AS_CONTACT = re.compile(r"(?:담당자?|책임자|연락처)로\s*(?:적|되|돼|올|지정|나[오온]|표시|기재|있)")
"""Programs on which somebody is put down: 담당자로 적혀 있는 사업."""


def _compare(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if slots.has("change") and (slots.has("target", "program") or plan.asks("ratio")):
        return None
    sides = len(plan.years) > 1 or several(reading)
    said = [a.field for a in plan.asked]
    if len(plan.years) == 2 and said.count("quantity") == 2:
        return "compare"
    named = {m.name for m in (*reading.mentions.departments, *reading.mentions.institutions)}
    sides = sides or len(named) > 1
    if (
        _YEARS_JOINED.search(reading.text)
        and plan.asked
        and not slots.has("target", "program")
        and not slots.has("sum")
    ):
        return "compare"
    if len(plan.years) > 1 and plan.asked and _EACH_OF_YEARS.search(reading.text):
        return "compare"
    if _side_by_side(reading) and plan.asked and not slots.has("target", "program"):
        return "compare"
    parts = sum(a.field == "source" for a in plan.asked) > 1
    if slots.has("compare", "first"):
        return "compare"
    return "compare" if slots.has("compare") and sides and not slots.has("order") and not parts else None


_EACH_OF_YEARS = re.compile(
    r"(?:20\d\d\s*년?|작년|올해|내년)\s*(?:에?는|에|엔)\s*(?:얼마|몇\s*[가-힣]{1,2}?)(?:이?고|이?었고|였고|이며|인데|이?었는데)[,\s]+(?:20\d\d|작년|올해|내년)"
    r"|\bin 20\d\d,?\s+and\s[^?]*\bin 20\d\d",
    re.I,
)
"""Two years asked for one after the other: 2020년엔 몇 명이고 2024년엔 몇 명."""
_YEARS_JOINED = re.compile(
    r"(?:20\d\d\s*년?도?|작년|올해|내년|재작년|지난해)\s*(?:하고|이랑|랑|과|와|,|·|및|and)\s*(?:20\d\d\s*년?도?|작년|올해|내년|재작년|지난해)",
    re.I,
)


def _side_by_side(reading: Reading) -> bool:
    """Whether two units or institutions are asked about together: A와 B의 주소."""
    found = sorted((*reading.mentions.departments, *reading.mentions.institutions), key=lambda m: m.start)
    pairs = pairwise(found)
    return any(_AND.fullmatch(reading.text[a.end : b.start]) for a, b in pairs if a.name != b.name)


_AND = re.compile(r"\s*(?:과|와|이랑|랑|하고|,|및|\band\b)\s*")
_YEAR_ASKED = re.compile(
    r"(?:연도|년도)(?:는|와|가|를|이)?\s*(?:언제|어느|그\s|$|\?)"
    r"|(?<![가-힣])해(?:는|와|가|를|이)\s*(?:언제|어느|그\s|$|\?)|(?<=[한된던인큰은])\s해\s*(?:\?|$)|(?:어느|몇|무슨)\s*(?:해|연도|년도|년)(?![가-힣]|\s*몇\s*월)"
)


def asks_year(reading: Reading) -> bool:
    """Whether it is a year that is asked for (투자액이 가장 적은 해는?)."""
    return bool(_YEAR_ASKED.search(reading.text))


def _extreme(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if asks_year(reading):
        return "extreme" if slots.has("order") else "passage"
    named = any(s.label != "Institution" for s in plan.subjects)  # a house's programs are asked of, not the house
    if slots.has("change") and not slots.has("order") and not named and slots.has("target", "program"):
        return "count" if slots.has("count") else "list"
    if slots.has("order") and not _measurable(reading, plan):
        return None
    by_change = slots.has("change") and slots.has("target", "program") and not plan.words and not plan.asks("change")
    by_change = by_change and not named
    return "extreme" if slots.has("order") or slots.has("measure") or by_change else None


def _measurable(reading: Reading, plan: Plan) -> bool:
    return not judged(reading) or plan.asks(*MONEY, "rate", "source", "period")


def _reason(reading: Reading, plan: Plan) -> Kind | None:
    """왜 집행률이 낮은 거야: what is asked is why, the field only says of what."""
    return "passage" if plan.asks("why") and (plan.words or plan.filters) else None


def _who(reading: Reading, plan: Plan) -> Kind | None:
    if reading.slots.has("head") and not plan.asks(*MONEY):
        return "contact"
    counted = reading.slots.has("count") and reading.slots.has("target", "program")  # 담당자로 올라간 사업은 몇 개
    return "contact" if plan.asks(*WHO) and not plan.asks(*ACTORS) and not counted else None


def _reckoned(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if slots.has("count"):
        return "value" if counts_things(reading) else "count"
    if (slots.has("sum") or slots.has("average")) and _asks_rate(plan) and not plan.asks(*MONEY):
        return "value"  # 합계 집행률, 평균 이행률
    staffing = bool(plan.asked) and all(a.detail in STAFFING for a in plan.asked)
    if staffing and not (slots.has("target", "program") or plan.words or plan.subjects):
        return "value"  # 정원 합계: what the institution says of itself
    if slots.has("sum") and _OF_HOUSE.search(reading.text) and not (slots.has("target") or plan.has("chapter")):
        return "value"  # 충남도 본예산 총액
    if slots.has("sum") or slots.has("average"):
        placed = plan.has("region") and not place_in_name(reading, plan)
        one = about_one(plan) and not placed and not plan.has("new") and not several(reading)
        of_issuer = reading.mentions.institutions and not slots.has("target") and not plan.has("chapter")
        one = one and not (plan.has("chapter") and _COUNTED.search(reading.text))  # of a chapter 네 개를 합치면
        one = one or bool(of_issuer and not plan.words)
        return "value" if one and not slots.has("average") else "sum"
    return None


_COUNTED = re.compile(
    r"(?:(?<!\d)[2-9]|(?<![가-힣])(?:두|세|네|다섯|여섯|일곱|여덟|아홉|열))\s?(?:개|건|곳|가지)(?:를|을|의)?\s"
)


_AIDED = re.compile(
    r"비\s*(?:를|을|도)?\s*(?:지원\s?|보조\s?)?받(?:는|은|고\s?있는|아)\s"
    r"|비\s*(?:를|을|도)?\s*(?:건의|요구|요청|신청)(?:하는|한|할|하려는)\s*(?:사업|과제)"
    r"|비(?:가|는)?\s+(?:\S+\s+){0,2}교부(?:된|받은)\s*(?:사업|과제)"
)


def _asks_rate(plan: Plan) -> bool:
    return plan.asks("rate") or any(a.field == "field_word" and a.words.endswith(("률", "율")) for a in plan.asked)


def _each(reading: Reading, plan: Plan) -> Kind | None:
    """The money of every program of a list: 공모 대응 사업의 신청액을 각각."""
    chosen = any(f.kind not in ("document", "year") for f in plan.filters) and not plan.words and not plan.subjects
    money = plan.asks(*MONEY, "source", "money") and plan.target == "Program"
    each = bool(EACH_PROGRAM.search(reading.text)) and not _ADDED_UP.search(reading.text)
    return "list" if chosen and money and each and not reading.slots.has("order") else None


def _amount(reading: Reading, plan: Plan) -> Kind | None:
    if plan.has("rate") and not reading.slots.has("count"):
        return "list"  # 이행률 60% 안 되는 공약
    if not plan.asks(*MONEY, "source", "rate", "ratio", "nth_year", "money"):
        return None
    if _asks_rate(plan) and not plan.asks(*MONEY, "source", "ratio") and not plan.has("rate"):
        return "value"  # a rate is nothing to be added up
    listed = plan.target == "Program" and reading.slots.has("target", "program")
    if listed and not _SUM_SAID.search(reading.text) and _are_asked(reading, plan):
        return "list"
    if any(f.kind in ("source", "only_source") for f in plan.filters):
        return "count" if reading.slots.has("count") else "list"
    if (
        reading.slots.has("list")
        and listed
        and not _SUM_SAID.search(reading.text)
        and plan.asks("money")
        and len(plan.asked) == 1
    ):
        return "list"  # 돈 같이 내서 하는 사업 있어
    if plan.has("limit") or plan.has("state") or plan.has("rate"):
        return "list" if not reading.slots.has("ask", "amount") or _WHICH.search(reading.text) else "sum"
    if plan.has("chapter") and reading.mentions.departments and not plan.words and _SUM_SAID.search(reading.text):
        return "sum"  # 붙임 집행계획 기준으로 산림과 국비는 모두 얼마
    if plan.words or reading.mentions.institutions or reading.mentions.departments or plan.has("part_of"):
        return "value"
    if _OF_HOUSE.search(reading.text) and not reading.slots.has("target", "program"):
        return "value"  # 충남도 본예산: nothing that its programs add up to
    if any(
        plan.has(k) for k in ("ministry", "funder", "new", "kind", "chapter", "competition", "ends", "starts", "task")
    ):
        return "sum"
    return "sum" if listed else "value"


def _are_asked(reading: Reading, plan: Plan) -> bool:
    """Whether programs are asked for, not their money: 기후부에서 국비 지원받는 사업은, 국비로 산업부에 제안하는 사업은 무엇입니까."""
    return bool(_AIDED.search(reading.text) or (_WHICH.search(reading.text) and not plan.asks(*MONEY)))


_OF_HOUSE = re.compile(r"본예산|당초\s?예산|추경|일반회계|특별회계|세입|세출|예산\s?규모|재정\s?규모")
_WHICH = re.compile(r"(?:사업|과제|공약)(?:들)?(?:이|은|는)?\s*(?:뭐|뭔|무엇|어떤\s*것)[가-힣]*\s*[?.]?$")
_SUM_SAID = re.compile(r"얼마|합|총|금액|규모")
_ADDED_UP = re.compile(
    r"합(?:계|산|쳐|치|하면)|더하|(?:모두|전부|총)\s*얼마|\b(?:sum|total of|combined|altogether)\b", re.I
)


def _where(reading: Reading, plan: Plan) -> Kind | None:
    if reading.slots.has("target", "region") and reading.words and not plan.asks("how", "why", "text"):
        return "place"
    if plan.target == "Facility" and plan.asks("opened") and not plan.subjects:
        return None  # which ones
    return "place" if plan.asks(*PLACES) and not plan.asks("field_word", *ACTORS) else None


def _when(reading: Reading, plan: Plan) -> Kind | None:
    if plan.has("month") and not plan.words and not plan.subjects:
        return "list"
    bounded = (plan.has("ends") or plan.has("starts")) and all(a.field == "period" for a in plan.asked)
    programs = reading.slots.has("target", "program") or plan.has("kind")
    if bounded and programs and not plan.words and not plan.subjects:
        return "list"  # 사업기간이 2027년 이후까지 이어지는 공약
    if plan.asks(*DATES):
        return "date"
    said = reading.slots.has("when") and not plan.asks("text", "why", "how")  # 무슨 취지로 시작한
    return "date" if said and plan.words and not plan.has("ends") and not plan.has("starts") else None


def _other(reading: Reading, plan: Plan) -> Kind | None:
    if plan.target in ("Goal", "Task") and not plan.has("task"):
        return "list"
    if plan.target == "Facility" and (not plan.words or plan.asks("opened")):
        return "list"
    if plan.asks(*ACTORS):
        return "value" if plan.words or plan.subjects else "list"
    return "value" if plan.asks("field_word", "quantity") else None


def _why(reading: Reading, plan: Plan) -> Kind | None:
    return "passage" if plan.asks("why", "how", "text") and (plan.words or plan.filters) else None


def _listed(reading: Reading, plan: Plan) -> Kind | None:
    slots = reading.slots
    if slots.has("seek") and plan.words and plan.either and not plan.has("region") and not plan.has("ministry"):
        return "similar"
    wanted = any(slots.has(s) for s in ("list", "target", "topic", "duty", "kind_word"))
    if slots.has("topic") and plan.words:
        return "similar"
    narrowing = any(f.kind not in ("year", "document") for f in plan.filters)
    if narrowing and not plan.words:
        return "list"
    if wanted and plan.words and names_one(plan) and not slots.has("list") and not narrowing:
        return "value"
    return "list" if wanted and (plan.filters or plan.words) else None


def _rest(reading: Reading, plan: Plan) -> Kind | None:
    if names_one(plan):
        return "value"
    return "passage" if plan.words or plan.filters else None


RULES: tuple[Callable[[Reading, Plan], Kind | None], ...] = (
    _by_number,
    _similar,
    _lineage,
    _person,
    _compare,
    _reason,
    _extreme,
    _who,
    _reckoned,
    _each,
    _amount,
    _where,
    _when,
    _other,
    _why,
    _listed,
    _rest,
)
