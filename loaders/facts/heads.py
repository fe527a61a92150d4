"""The head of an item: a name, and what stands behind it in brackets or behind a colon.

``충북 반도체 SW융합클러스터 사업('20~'24) : 180억원`` → name, term, money; ``군정 홍보콘텐츠 제작(350백만원)`` → name, money;
``운림산방 야간관광 명소화 → (’25) 운림산방 예술의 밤 조성`` → two names. Brackets that belong to a name stay in it: (SW), (안전작업).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from lexicon.amounts import find_amounts
from lexicon.dates import Span, find_spans, find_years
from lexicon.labels import field_of, read_label
from lexicon.ministries import find_ministries
from lexicon.staff_lines import people_alone
from lexicon.tables import rows
from lexicon.text import squash
from loaders.facts.money import Sum, find_sums, is_side_figure
from loaders.layout.markers import NUMBERED_CAPTION

_TRAILING_BRACKET = re.compile(
    r"\s*[(\[【〔<〈⟨](?P<in>[^()\[\]【】〔〕<>〈〉⟨⟩]*(?:\([^()]*\)[^()\[\]【】〔〕<>〈〉⟨⟩]*)*)[)\]】〕>〉⟩]?\s*(?P<mark>[가-힣]{2,4})?$"
)
_RENAMED = re.compile(r"\s*(?:→|⇒|➔|➜)\s*(?:\(\s*(?P<y>['’‘]?\d{2,4})\s*년?\s*\)\s*)?")
_SENTENCE = re.compile(
    r"(?:[다음함임됨요]\.?|필요|시급|절실|요구|우려|예정|완료|중|가능|불가|곤란|없음|있음|미흡|부족|공석|저조)$"
)
_OF_SENTENCE = re.compile(r"→|⇒|\d{3,}\s*(?:명|건|회)|[.]\s|[」』'’”](?:을|를|은|는|이|가|와|과|으로|에서)\s")
_AWARD = re.compile(r"(?:최?우수(?:기관|시군|부서|지자체|사례)|(?:최우수|우수|장려|특별|기관|단체)상|표창|수상)$")
"""What is won is no program: 전국 지자체 자원순환 평가 우수기관."""
_REPORT = re.compile(r"(?:확대|증가|감소)$")

_COUNT_OF_PROGRAMS = re.compile(
    r"(?:총\s*)?\d+\s*(?:개\s*(?:사업|과제)|(?:건|종)\s*(?:,\s*|\s)(?:총\s*사업비\s*|총\s*)?(?:\d+\s*개소,\s*)?[\d,.]+\s*(?:조|억|백만|천)?\s*\d*[억만천]*\s*원)"
)
_LEAD = re.compile(r"\s*[(\[<〈⟨【〔](?P<in>[^()\[\]<>〈〉⟨⟩【】〔〕]{2,24})[)\]>〉⟩】〕]\s*")
_COUNT_LEAD = re.compile(r"\d[\d.,]*\s*(?:명|건|개|회|억|%|점|원|호|동|대)(?![가-힣]{2})")
_COUNT_END = re.compile(r"\d+\s*(?:건|개\s?사업|개\s?과제|개사|개소|명)\s*(?:선정|확보|유치|발굴|완료|달성|체결)$")
_DEFINITION = re.compile(r"이라 함은|이란\s|라 한다|[\"“][^\"”]+[\"”]이?란")
_OF_REMARK = re.compile(
    r"공모|선정|제안|공동|전년|협업|위탁|^\(?(?:구|옛|舊|종전|당초|기존|변경\s?전|개편\s?전)[).:：\s「'‘]|^(?:['’]?\d{2,4}년도?\s*)?(?:명칭|사업명|과제명)\s*[:：]"
)
_SHORT_REMARK = 6
_COLON = re.compile(r"\s*[:：]\s*")
_DEPARTMENT = re.compile(r"[가-힣]{1,8}(?:담당관|정책관|(?<![효성결학사])과|팀|본부|사업소)")
_UNIT = re.compile(
    r"[가-힣A-Za-z0-9·]{1,14}(?:담당관|정책관|(?<![효성결학사])과|팀|본부|사업소|센터)(?:\s[가-힣A-Za-z0-9·]{1,12}팀)?"
)
"""A unit in a bracket of its own behind a name: [AI융합팀]."""
_TEAM = re.compile(r"[가-힣A-Za-z0-9·]{2,12}(?:담당관|정책관|(?<![효성결학사초경])과|팀)")
"""What is a unit in whatever bracket: (문화교육팀)."""
_RATE_BEHIND = re.compile(
    r"\s*[-─—–―|]\s*(?P<label>[가-힣]{1,6}[률율])\s*(?P<n>\d{1,3}(?:\.\d+)?)\s*%\s*(?:[(〔\[](?P<in>[^()\[\]]{2,12})[)〕\]])?$"
)
"""A rate behind a dash after the name, with the state: ``─ 이행률 25%(일부추진)``."""
_CODE_LEAD = re.compile(
    r"[\[(【〔]?\s?(?:[가-힣]{0,4}(?:공약|과제|사업|시책)\s?)?(?P<c>\d{1,2}-\d{1,2})\s?[\])】〕.]?\s+(?=[가-힣A-Z‘「])"
)
"""The number of an item before its name, and what is counted: 4-2 …, 공약 3-1 …."""
_RAISED = re.compile(r"\s?\^\{?(?P<m>[가-힣]{2,4})\}?\^?(?=\s|$|\()")
"""A mark set above the line: 해양레저관광도시 조성 ^신규^."""
_JOINED_WORDS = re.compile(r"\s*[·/,]\s*")
_ONLY_YEARS = re.compile(
    r"['’‘]?\d{2,4}\s*년?도?\s*(?:실적|계획|예산|추진실적|추진계획|사업비|목표|현황|선정|응모|공모\s?선정)?"
)


@dataclass
class Head:
    """What the head of an item says."""

    name: str
    later_name: str = ""
    later_year: int | None = None
    marks: set[str] = field(default_factory=set)
    periods: list[Span] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    rates: list[tuple[str, float]] = field(default_factory=list)
    unit: str = ""
    code: str = ""
    value: str = ""


@cache
def mark_words() -> dict[str, str]:
    """Words that mark a program, such as 신규 or 공모, and what they say."""
    return {row["word"]: row["mark"] for row in rows("marks")}


def code_in(text: str) -> str:
    """The number of two parts that a marker or a cell is (``공약 4-1 :``, ``【2-1】``); empty where it is none."""
    match = _CODE.fullmatch(text.strip())
    return match["c"] if match else ""


def without_code(name: str) -> str:
    """A name without the number of two parts before it: 4-2 농어촌버스 무료승차."""
    return _CODE_LEAD.sub("", name, count=1)


_CODE = re.compile(r"\W*(?:[가-힣]{2,6}\s?)?(?P<c>\d{1,2}-\d{1,2})\W*")


def marks_in(text: str) -> set[str]:
    """The marks that a short text (``신규``, ``신규(공모)``) consists of or holds."""
    return {mark_words()[w] for w in re.split(r"[\s,·/()]+", text) if w in mark_words()} if len(text) <= 12 else set()


def split_colon(text: str) -> tuple[str, str]:
    """The parts before and behind the first colon outside brackets; the second is empty where there is none."""
    depth = 0
    for match in re.finditer(r"[()\[\]]|\s*[:：]\s*", text):
        token = match.group()
        if token in "([":
            depth += 1
        elif token in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and not _is_time(text, match) and not text.startswith("//", match.end()):
            return text[: match.start()].strip(), text[match.end() :].strip()
    return text.strip(), ""


def _is_time(text: str, colon: re.Match[str]) -> bool:
    return bool(re.search(r"\d$", text[: colon.start()]) and re.match(r"\d\d(?!\d|[.,]\d)", text[colon.end() :])) and (
        colon.group() == ":"
    )


def read_head(text: str, year: int | None = None, marks: frozenset[str] = frozenset(), unit: int | None = None) -> Head:
    """The head of an item's text; ``year`` completes months, ``marks`` are those its mark-up set apart, ``unit`` is won per
    one of a list of shares without any.
    """
    text = _RAISED.sub(lambda m: f" 【{m['m']}】" if m["m"] in mark_words() else m.group(), text)
    left, value = split_colon(_unwrapped(_between_bars(text)))
    head = Head(left, marks={mark_words().get(m, m) for m in marks}, value=value)
    if value and field_of(left) == "name":  # 사업명 : …
        left, value = split_colon(value)
        head.name, head.value = left, value
    if code := _CODE_LEAD.match(head.name):
        head.name, head.code = head.name[code.end() :], code["c"]
    _take_rate(head)
    _take_lead(head, year)
    _take_rename(head)
    while match := _TRAILING_BRACKET.search(head.name):
        if match.start() == 0 or not _take_bracket(head, match, year):
            break
        head.name = head.name[: match.start()].strip()
    _take_words(head)
    if value:
        shares = unit if any(len(s.parts) >= 2 for s in find_sums(value, unit)) else None
        head.sums += [s for s in find_sums(value, shares) if not is_side_figure(s)]
    return head


def _unwrapped(text: str) -> str:
    """``< 부처별 현황 > (단위 : 건)``: what stands between signs, and what stands behind them is of its figures."""
    match = re.fullmatch(r"[<〈《]\s*(?P<in>[^<>〈〉《》]+?)\s*[>〉》]\s*(?:\([^()]*\))?", text.strip())
    return match["in"] if match else text


def _between_bars(text: str) -> str:
    """``공약 4-1 │ 달빛거리 조성 │ 정상추진``: the piece that is neither a number nor a state."""
    pieces = [p.strip() for p in re.split(r"\s*[│┃┆]\s*", text)] if re.search(r"[│┃┆]", text) else [text]
    named = [p for p in pieces if not re.fullmatch(r"[가-힣]{0,4}\s*\d{1,2}(?:-\d{1,2})?\.?|[가-힣]{2,5}", p)]
    return named[0] if len(pieces) > 1 and named else text


def _take_rate(head: Head) -> None:
    if rate := _RATE_BEHIND.search(head.name):
        head.name = head.name[: rate.start()].strip()
        head.rates.append((rate["label"], float(rate["n"])))
        head.marks |= marks_in(rate["in"] or "")
        head.remarks += [rate["in"]] if rate["in"] else []


def _take_lead(head: Head, year: int | None) -> None:
    """``(산업부) 소재 국산화``, ``[신규] …``: a bracket before the name that holds a ministry or a mark."""
    lead = _LEAD.match(head.name)
    if not lead:
        return
    inside, rest = lead["in"].strip(), head.name[lead.end() :].strip()
    words = [w for w in re.split(r"[\s,·/]+", inside) if w]
    marked = {mark_words()[w] for w in words if w in mark_words()}
    ministries = find_ministries(inside, year)
    if len(squash(rest)) >= 4 and (marked or (ministries and ministries[0].start == 0)):
        head.name = rest
        head.marks |= marked
        head.remarks.append(inside)


def _take_rename(head: Head) -> None:
    parts = _RENAMED.search(head.name)
    if parts and parts.start() > 3:
        later = head.name[parts.end() :].strip()
        if later and not find_sums(later) and not re.match(r"[\d(]", later) and len(squash(later)) >= 4:
            head.later_name, head.later_year = later, next(iter(find_years(parts["y"] or "")), None)
            head.name = head.name[: parts.start()].strip()


def _take_bracket(head: Head, match: re.Match[str], year: int | None) -> bool:
    """Whether the last bracket of the name says something of the program; then it is taken off."""
    inside, mark = match["in"].strip(), match["mark"]
    if mark and mark not in mark_words():
        return False
    if mark:
        head.marks.add(mark_words()[mark])
    words = [w for w in re.split(r"[\s,·/]+", inside) if w]
    spans = find_spans(f"({inside})", year)
    covered = sum(s.stop - s.begin for s in spans)
    sums = list(find_sums(inside))
    if re.fullmatch(r"\d차\s*년도", inside):
        return True
    if people_alone(inside):
        head.people.append(inside)
        return True
    unit = _UNIT if match.group().strip()[0] in "[<【〔〈" else _TEAM
    if unit.fullmatch(inside) and not head.unit:
        head.unit = inside
        return True
    marked = {mark_words()[w] for w in words if w in mark_words()}
    if marked or sums:
        if any(is_side_figure(s) for s in sums):
            return False
        head.marks |= marked
        head.sums += sums
        head.periods += spans if len(spans) == 1 and spans[0].is_period else []
        head.remarks.append(inside)
    elif spans and covered >= 0.6 * len(inside.strip("() ")):
        head.periods += spans
    elif find_ministries(inside, year) or _OF_REMARK.search(inside):
        head.remarks.append(inside)
    elif match.group().strip()[0] in "【〔" and all(len(w) <= _SHORT_REMARK for w in words):
        head.remarks.append(inside)  # 【확대】: a stamp on the name
    elif not re.fullmatch(
        r"['’‘]?\d{2,4}년?도?|\d+[건명개회식편종대동호]소?|[가-힣]{0,4}예정|계획|[가-힣]*반기|추진중|완료", inside
    ):
        return bool(mark)
    else:
        head.remarks.append(inside)
    return True


def _take_words(head: Head) -> None:
    """Marks that stand as the last word: ``… 추진(5.6억원) 공모``."""
    last = head.name.rsplit(" ", 1)
    if len(last) == 2 and last[1] in ("공모", "신규", "공약"):
        head.name = last[0].strip()
        head.marks.add(mark_words()[last[1]])


@cache
def _figures(with_fields: bool) -> re.Pattern[str]:
    found = (row["word"] for row in rows("not_programs") if row["even_with_fields"] or not with_fields)
    words = sorted(found, key=lambda w: (-len(w), w))
    return re.compile(rf"(?:^|.*?(?<=[가-힣\s]))(?:{'|'.join(map(re.escape, words))})(?:\([^()]*\))?")


def sums_up(name: str, value: str, *, with_fields: bool = False) -> bool:
    """Whether ``name : value`` states a figure of many things together: ``국비 확보 목표 : 1조원``, ``… : 12개 사업, 300억원``.

    ``with_fields``: the fields of a program stand below, so that only words for a section (기관 현황) rule it out.
    """
    return bool(_figures(with_fields).fullmatch(name.strip())) or bool(_COUNT_OF_PROGRAMS.match(value))


BID_TOLD = re.compile(r"공모(?:\s?사업)?\s*(?:최종\s*)?(?:선정|신청|탈락|미선정)\s*(?:\([^()]*\))?$")
"""A line that tells what became of a bid."""


def is_name(text: str, *, heading: bool = False) -> bool:
    """Whether a text can be the name of a program: a noun phrase, no label, no sentence, no year alone. A ``heading`` may
    end in a word that elsewhere reports (늘봄학교 확대).
    """
    key = squash(text)
    in_brackets = re.fullmatch(r"\([^()]*\)", text.strip())  # (농가당 80만원)
    if in_brackets or BID_TOLD.search(text) or NUMBERED_CAPTION.match(text):  # ○○부 공모 선정
        return False
    if not 4 <= len(key) <= 60 or not re.search(r"[가-힣A-Za-z]{2}", text):
        return False
    if (
        _DEPARTMENT.fullmatch(text.strip())
        or read_label(text)
        or _ONLY_YEARS.fullmatch(text.strip())
        or text.count(",") > 2
    ):
        return False
    joined = _JOINED_WORDS.split(text.strip())
    if len(joined) > 1 and all(field_of(word) for word in joined):  # 기간·투자
        return False
    if _AWARD.search(text) or (_REPORT.search(text) and not heading):
        return False
    if (
        _COUNT_LEAD.match(text)
        or _COUNT_END.search(text)
        or _DEFINITION.search(text)
        or any(a.unit > 1 for a in find_amounts(text))
    ):
        return False
    return not _SENTENCE.search(text) and not _OF_SENTENCE.search(text)
