"""Which fields a question asks for: by its words, and by labels of planning documents that stand among its names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.directory import Directory
from assistant.plan import Asked, Filter
from assistant.reading.reading import Reading, is_act
from lexicon.labels import field_of

MONEY = frozenset(
    {"total", "budget", "amount", "executed", "balance", "requested", "secured", "share", "change", "future", "prior"}
)
PLACES = frozenset({"place", "address"})
DATES = frozenset({"date", "period"})
WHO = frozenset({"contact", "person", "phone"})
ACTORS = {
    "ministry": "Ministry",
    "department": "Department",
    "agency": "Institution",
    "executor": "Institution",
    "partner": "Institution",
}
_TARGETS = {
    "program": "Program",
    "department": "Department",
    "ministry": "Ministry",
    "region": "Region",
    "institution": "Institution",
    "person": "Person",
    "facility": "Facility",
    "task": "Task",
    "goal": "Goal",
}
_AS_ASKED = {
    "investment": "budget",
    **{f: f for f in ("total", "budget", "executed", "balance", "requested", "secured", "share", "future", "prior")},
    **{f: f for f in ("ministry", "department", "agency", "executor", "partner", "period", "phone", "contact", "address")},
    "location": "place",
    "when": "date",
    **dict.fromkeys(("area", "floors", "stat", "scale", "target", "basis", "effect", "goal", "granted", "rooms", "duty", "url",
                     "title", "rate"), "field_word"),
    **dict.fromkeys(("background", "issue", "plan", "progress", "progress_plan", "content", "overview", "structure"), "text"),
}  # fmt: skip
"""What a label's field (``data/labels.csv``) is asked as."""
_BOTH = re.compile(
    r"(?:과|와|이랑|랑|하고|,|및|\band\b|도)\s*$"
    r"|(?:과|와|이랑|랑|하고|,|도|는|은|고|며|데)\s*(?:그|이)\s*(?:중|가운데|안)(?:에서?|의)?\s*$"
)


def asked_of(reading: Reading) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """The fields asked for, and the words of the question that are none."""
    found = [a for word in reading.slots.words if (a := _asked(word.slot, word.value, word.text))]
    words = []
    for word in reading.words:
        verb = not is_act(word) and bool(
            re.search(rf"{re.escape(word)}(?:하는|한|하고(?=\s*[있싶])|해|되는|된)(?=\s)", reading.text)
        )
        field = "" if verb or _in_a_name(word, reading) else _AS_ASKED.get(field_of(word) or "", "")
        if not field and FIGURE.fullmatch(word) and not _in_a_name(word, reading) and not _told_of(reading):
            field = "field_word"
        cost = "" if field or _in_a_name(word, reading) else cost_of(word)
        if field:
            found.append(Asked(field, word, detail=word))
        elif cost:
            found.append(Asked("money", word))
            words.append(cost)
        elif not (verb and field_of(word)):
            words.append(word)
    found += _head_of_unit(reading)
    counted = reading.slots.texts("count")[:1] if counts_things(reading) else []
    found += [Asked("quantity", _COUNTED.get(words_, words_)) for words_ in counted]
    words = _left(words, found)
    found, words = _with_most(found, words, reading)
    found = [_as_spent(a) for a in found]
    found = _heads([*found, *_borne(reading)], reading.text)
    if later := _LATER_MONEY.search(reading.text):
        found = [*(a for a in found if a.field not in (*MONEY, "money")), Asked("future", later.group())]
    found = [a for a in found if a.field != "quantity" or not _no_number(a, found)]
    return tuple(_agreed(found, reading)), tuple(words)


def _told_of(reading: Reading) -> bool:
    """Whether a question is about what something means, why it is so or what is done, not for its figure."""
    return bool(_ABOUT.search(reading.text)) or reading.slots.has("compare")


_ABOUT = re.compile(r"무슨\s*뜻|뭐야|뭔가요|의미|왜|어떻게|이유|대책|\bwhy\b", re.I)
FIGURE = re.compile(r"[가-힣]{2,6}[률율]|[가-힣]{2,5}액")
"""A word that is asked for as a figure, whatever it is the rate or the amount of: 가동률, 발행액."""


def _agreed(found: list[Asked], reading: Reading) -> list[Asked]:
    """The fields without those that others of the question take over."""
    if any(a.detail in _SITES for a in found):  # 부지 면적
        found = [a for a in found if a.detail != "면적"]
    if not found and reading.slots.has("compare") and _WIDE.search(reading.text):
        found = [Asked("field_word", "면적", detail="면적")]
    if any(a.field == "field_word" for a in found):
        found = [a for a in found if a.field not in ("quantity", "money") and not a.words.startswith("몇")]
    if any(a.field == "field_word" for a in found):  # 목표와 실적
        found = [a._replace(field="field_word") if a.words in _FIGURES else a for a in found]
    if reading.slots.has("compare", "first") and not any(a.field in (*DATES, "opened") for a in found):
        found.append(Asked("date", "먼저"))
    if any(a.field in DATES for a in found):  # 공사 시행 시기: when it is done, not by whom
        found = [a for a in found if a.field != "executor" or a.words not in _DONE]
    ordered = reading.slots.has("order") or reading.slots.has("compare")
    if any(a.field in ("date", "when") for a in found) and not ordered:  # 예산이 통과된 게 언제
        found = [a for a in found if a.field != "budget" or not _is_subject(a.words, reading.text)]
    if any(a.field == "rate" for a in found):  # 집행률은 얼마
        found = [a for a in found if a.field != "money"]
    if reading.mentions.ministries:
        found = [a for a in found if a.field not in (*MONEY, "source") or not _is_given(a.words, reading.text)]
    return found


_DONE = ("시행", "운영", "추진", "수행")


def _is_subject(word: str, text: str) -> bool:
    """Whether money is what something is done with or to, and not asked for: 예산이 국회를 통과한."""
    return bool(re.search(rf"{re.escape(word)}(?:이|가|을|를)\s", text)) and not _HOW_MUCH.search(text)


_HOW_MUCH = re.compile(r"얼마|몇\s*[억원]|금액|액수|규모")


def _head_of_unit(reading: Reading) -> list[Asked]:
    """Who heads a unit that is named with the title (수산과장 내선): its last letter and 장."""
    heads = [m for m in reading.mentions.departments if _HEAD_BEHIND.match(reading.text, m.end)]
    titles = [f"{reading.text[m.end - 1]}장" for m in heads]
    return [Asked("contact", title, detail=title) for title in titles[:1]]


_HEAD_BEHIND = re.compile(r"(?<=[과국실단소팀부원])장(?=님|[은는이가의께]?(?:\s|\?|$))")


def _no_number(quantity: Asked, found: Sequence[Asked]) -> bool:
    """Whether 몇 asks for no number of things: 며칠부터 며칠까지 for days, 내선번호는 몇 번 for a telephone."""
    fields = {a.field for a in found}
    return "phone" in fields or (bool(fields & {"date", "when"}) and quantity.words.startswith("며칠"))


def counts_things(reading: Reading) -> bool:
    """Whether a question counts what is no program: how many farmers; how often a thing was done whose whole name it says."""
    slots = reading.slots
    if not slots.has("count") or slots.has("target") or slots.has("kind") or not reading.words:
        return False
    if slots.texts("count")[0] in _COUNTED and not _OF_PROGRAMS.search(reading.text):
        return True  # 데이터 제공 건수
    done = [m for m in reading.matches if m.exact and getattr(m.named, "kind", "") == "활동"]
    return reading.english or (len(reading.words) == 1 and bool(done) and done[0].explained[0] > _WHOLLY)


_COUNTED = {"건수": "몇 건", "횟수": "몇 회"}
_OF_PROGRAMS = re.compile(r"(?:사업|과제|공약)(?:의|이|은|는)?\s*(?:총\s*|전체\s*)?(?:건수|횟수)")
_WHOLLY = 0.97


def _with_most(found: list[Asked], words: list[str], reading: Reading) -> tuple[list[Asked], list[str]]:
    """The fields with what is to be the most of, and the words without it."""
    measure = _most_of(reading, found)
    if measure not in words:
        return found, words
    return [*found, Asked("field_word", measure, detail=measure)], [w for w in words if w != measure]


_MOST_OF = re.compile(r"([가-힣]{2,8})(?:이|가)\s+(?:가장|제일)\s*(?:많|큰|크|높|낮|적|작)")


def _most_of(reading: Reading, found: Sequence[Asked]) -> str:
    """What is to be the most of where no word for a field says so: 참여인원이 가장 많은 사업; empty where nothing."""
    said = _MOST_OF.search(reading.text) or _MEAN_OF.search(reading.text)
    known = not said or reading.slots.has("measure") or any(a.field not in ("place", "average") for a in found)
    what = next(filter(None, said.groups()), "") if said and not known else ""
    return "" if what in _THINGS else what


_MEAN_OF = re.compile(r"평균\s+([가-힣]{2,8})(?=[은는이가]?(?:\s|\?|$))|(?<!\S)([가-힣]{2,8})(?:의)?\s+평균")
_THINGS = ("사업", "과제", "공약", "개수", "건수", "수")
"""What there may be most of: a number of programs, which is counted."""
STAFFING = ("정원", "현원")
_SPENT = "집행액"
_SPENDING = re.compile(r"쓴$|썼|사용[한했]|(?:집행|지출)[한했하]|집행$|지출$")
"""What is asked with a verb: 얼마를 집행했나요, 많이 쓴."""


def _as_spent(asked: Asked) -> Asked:
    """What a verb asks for, by its noun; 썼어 (``detail``) may also ask for what a thing costs."""
    if asked.field != "executed" or not _SPENDING.search(asked.words):
        return asked
    return asked._replace(words=_SPENT, detail=USED if "썼" in asked.words else "")


USED = "썼"
SCALE = "규모"
"""What people ask with these words where no figure stands under them: what a thing costs."""


def _left(words: list[str], found: list[Asked]) -> list[str]:
    """The words that are not said already by what is asked for: 현원 5급 인원."""
    return [w for w in words if w not in ("인원", "인원수")] if any(a.detail in STAFFING for a in found) else words


_COST = re.compile(
    r"(?P<act>[가-힣·]*(?:운영|조성|건립|구축|설치|건설|제작|개최|정비|신축|증축|개발|유지|관리|설계|공사|감리|용역|홍보|임차))비"
)
"""What a thing costs to run, to build or to plan: the money of what is called after that (센터 운영비, 실시설계비)."""


def cost_of(word: str) -> str:
    """The act whose cost a word is; empty where it is none."""
    cost = _COST.fullmatch(word)
    return cost["act"] if cost else ""


def _borne(reading: Reading) -> list[Asked]:
    """What somebody bears (김해시가 내는 돈): a share where it is a government, else an amount."""
    said = reading.slots.texts("bearing")
    governed = reading.mentions.places or _OURS.search(reading.text)
    return [Asked("share" if governed else "money", words) for words in said]


_OURS = re.compile(r"(?<![가-힣])(?:우리|저희)\s*[시군구도](?:이|가|에서)")


def _heads(found: list[Asked], text: str) -> list[Asked]:
    """Without the field words right before a rate, a size or a grant (예산 집행률, 사무실 면적): they say of what it is."""
    kept = []
    for asked in found:
        behind = text[text.find(asked.words) + len(asked.words) :] if asked.words in text else ""
        behind = re.sub(r"^[이가을를]?\s+", "", behind)
        of_rate = any(a is not asked and a.words.endswith(_HEADS) and behind.startswith(a.words) for a in found)
        if not of_rate or asked.field not in (*MONEY, "field_word", "phone") or asked.detail in _SITES:
            kept.append(asked)
    return kept


_SITES = ("부지", "대지")
"""What 면적 is of is another field there: the ground, not the building."""


def _is_given(words: str, text: str) -> bool:
    """Whether money is what a ministry gives (예산을 지원하는 사업), not what is asked for."""
    return bool(re.search(rf"{re.escape(words)}\s*(?:을|를)\s*(?:지원|보조|대는|대주|주는|준)", text))


EACH_PROGRAM = re.compile(
    r"각각|(?:사업|과제|공약)\s?(?:별|마다)|하나하나|일일이|(?:사업|과제|공약)(?:들)?\s*(?:목록|리스트)(?:와|과|이랑|하고|및|,)"
    r"|\b(?:each|respective(?:ly)?)\b",
    re.I,
)
"""What asks for a field of every program of a list: 공모 대응 사업의 신청액을 각각."""
_FIGURES = ("실적", "계획")
"""Beside another figure these ask for one as well."""
_HEADS = ("률", "율", "면적", "넓이", "교부", "교부일")


def _in_a_name(word: str, reading: Reading) -> bool:
    """Whether a name that the question may mean has the word as a word of its own."""
    i = reading.words.index(word)
    return any(m.explained[i] > 0.9 and sum(e > 0.9 for e in m.explained) > 1 for m in reading.matches)


_LATER_MONEY = re.compile(
    r"(?<=\d년)(?:도)?\s*이후(?:에|로|엔)?\s*(?:(?:돈|예산|사업비|비용)(?:이|을)?\s*)?(?:가장|제일|더)?\s*(?:많이|적게)?\s*"
    r"(?:투자|투입|들어가|들어갈|드는|들|쓰이|쓸|쓰는|필요한|소요)[가-힣]*"
)
"""Money that is spent after a year (2027년 이후 투자할 금액): the table's last column, not the end of a program."""
_WIDE = re.compile(r"넓|좁")
_HOW_MUCH = re.compile(r"얼마나|얼마|몇\s*원")


def _asked(slot: str, value: str, text: str) -> Asked | None:
    if slot == "ask":
        return Asked("money" if value == "amount" else value, text)
    if slot == "field":
        return Asked("field_word", text, detail=text) if value == "rate" and "집행" not in text else Asked(value, text)
    if slot == "source":
        return Asked("source", text, source=value)
    if slot == "price":
        return Asked("field_word", text, detail=text)
    if slot == "opened":
        return Asked("opened", text)
    if slot == "change" and _HOW_MUCH.search(text):
        return Asked("change", text)
    if slot == "head":
        return Asked("contact", text, detail=text)
    if slot in ("ratio", "nth_year", "field_word", "quantity", "average", "topic", "when"):
        return Asked(slot, text, detail=value)
    return None


def target_of(reading: Reading, directory: Directory) -> str:
    """The label of what is asked for: the last target word, as in 금액이 가장 많은 부서.

    Where no document has a tree of tasks, its 세부과제 are its programs.
    """
    target = _target_said(reading)
    return "Program" if target == "Task" and not any(t.label == target for t in directory.tasks) else target


_BUILDINGS = frozenset(
    ("센터", "시설", "건물", "공간", "랩", "회관", "도서관", "체육관", "공원", "박물관", "미술관", "사무소")
)
"""Words for kinds of buildings: what has opened in a year, where nothing else is said of it."""


def _target_said(reading: Reading) -> str:
    slots = reading.slots
    if (
        slots.has("opened")
        and set(reading.words) <= _BUILDINGS
        and (reading.words or slots.has("target", "department"))
    ):
        return "Facility"
    others = [t for t in slots.values("target") if t != "program"]
    if reading.mentions.ministries and (reading.english or slots.has("target", "program")):
        others = [t for t in others if t != "ministry"]  # a program for the Ministry of Agriculture
    for asked in slots.values("ask"):
        if asked in ACTORS:
            return ACTORS[asked]
    if others and (
        slots.has("order") or slots.has("list") or slots.has("opened") or not slots.has("target", "program")
    ):
        return _TARGETS[others[-1]]
    return "Program"


def without_stated(asked: Sequence[Asked], filters: Sequence[Filter], reading: Reading) -> tuple[Asked, ...]:
    """The fields without those whose value the question itself says: NIPA가 전담기관인 사업 asks for no agency."""
    if not (reading.slots.has("target", "program") or reading.slots.has("count")):
        return tuple(asked)
    said = {f.kind for f in filters}
    stated: set[str] = set()
    if "institution" in said or "funder" in said:
        stated |= {"agency", "executor", "partner", "ministry"}
    if "ministry" in said:
        stated.add("ministry")
    if "department" in said:
        stated.add("department")
    if said & {"ends", "starts", "length"} and not reading.slots.has("ask", "date"):
        stated |= {"period", "when"}
    if any(f.kind == "person" and f.negated for f in filters):
        stated.add("contact")
    return tuple(a for a in asked if a.field not in stated)


def both_asked(text: str, first: str, second: str) -> bool:
    """Whether two fields are asked side by side (총사업비와 민자), not one as a part of the other (총사업비 중 국비)."""
    start, end = text.find(first), text.find(second)
    return 0 <= start < end and bool(_BOTH.search(text[start + len(first) : end] or " "))
