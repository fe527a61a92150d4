"""Words of a question that are no names: what is asked, how it is reckoned, limits and years (``data/question_words.csv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from assistant.reading.denial import cue_of
from assistant.reading.lengths import Length, lengths
from lexicon.amounts import find_amounts
from lexicon.boundaries import free_right
from lexicon.dates import find_spans, find_years
from lexicon.phones import Phone, find_phones
from lexicon.tables import rows

_LIMIT = re.compile(
    r"\s*(?:원)?\s*(?:을|를|이|가|도|에|은|는|조차)?\s*(?:채\s*)?"
    r"(?P<w>이상|이하|초과|미만|(?:넘|크|많|작|적)거나\s*같[은고]|넘[는은긴게어고으지]|안\s*(?:되는|된|넘는|돼는)|못\s*(?:넘는|넘긴|넘은|미치는|미친|되는)"
    r"|밑도는|밑돈|웃도는|상회하는|하회하는|보다\s*(?:더\s*)?(?:큰|많은|적은|작은|낮은|높은)|or more|or less|및\s*이상)"
)
_JUST = re.compile(r"\s*(?:원)?\s*(?:인|짜리|짜리인|규모의)(?=\s*(?:사업|과제|것|거|건|신규|공모))")
_JUST_THAT = re.compile(r"(?=\s*(?:사업(?!비)|과제))")
_OF_RATE = re.compile(r"[률율](?:이|가|은|는|도)?\s*$")
_NOTHING = re.compile(
    r"(?<![\d,.])0\s*원(?:인|짜리|이었던|이던|이면서|이고|인데)?(?=\s)|(?<=집행액이)\s*(?:(?:전혀|하나도|아예|한\s*푼도)\s*)?없는|(?<=집행이)\s*(?:(?:전혀|하나도|아예|한\s*푼도)\s*)?없는"
    r"|(?:전혀|하나도|아예|한\s*푼도)\s*(?=집행\s*(?:하지\s*)?(?:못|안))"
    r"|(?:전혀|하나도|아예|한\s*푼도)(?=\s*(?:안|못)\s*(?:쓴|쓰고|집행한))"
    r"|(?:전혀|하나도|아예|한\s*푼도)(?=\s*집행\s*(?:(?:하지|되지)\s*(?:않|못)|(?:안|못)\s*[하한했되된됐]))"
)
_LIMIT_LEAD = re.compile(
    r"(?P<w>more than|over|above|at least|less than|under|below|at most|exactly|precisely)\s+(?:KRW\s*|₩\s*)?$", re.I
)
_ENGLISH_MONEY = re.compile(r"(?:KRW\s*|₩\s*)?(\d+(?:\.\d+)?)\s*(billion|million|trillion)\s*(?:won|KRW)?", re.I)
_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*(?:%|퍼센트|프로(?![가-힣])|percent)")
_BUT_PERCENT = re.compile(
    r"(?:단,?\s*)?(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*(?:%|퍼센트|프로(?![가-힣]))\s*(?:인|짜리)?\s*(?:사업|것|거|건)?(?:들)?(?:은|는|을|를)?\s*(?:빼고|제외(?:하고|한|하면)?|말고)"
)
_MONEY_UNITS = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_TOP = re.compile(
    r"(?:(?P<end>상위|하위|top))\s*(\d{1,2})\s*(?:개|건|곳|위)?|(?<!\d)(\d{1,2})\s*(?:개|건|곳|가지)"
    r"(?!\s*(?:[가-힣]{2,4})?(?:들)?\s*(?:중|가운데)(?![가-힣]))(?:\s*만|\s*사업|\s*과제)?(?=\s|$|[을를만은는이가의씩?])",
    re.I,
)
_NOT = re.compile(
    r"(?P<what>[가-힣A-Za-z0-9·\s]{2,16}?)(?:\s쪽)?(?:은|는|을|를)?\s*(?:빼고|제외(?:하고|한|하면|하|해)?|말고|뺀"
    r"|(?<!상관)(?<!관계)(?<!구분)(?<!상관 )(?<!관계 )(?<!구분 )(?<!국비 )(?<!도비 )(?<!시비 )(?<!군비 )(?<!구비 )(?<!방비 )(?<!부담 )없이)"
)
_NOT_ENGLISH = re.compile(r"(?:excluding|except(?: for)?|without)\s+(?:the\s+)?(?P<what>[\w·\s]{2,20})", re.I)


_RANKS = {
    "두": 2,
    "세": 3,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "second": 2,
    "third": 3,
}
_RANK = re.compile(rf"(\d{{1,2}}|{'|'.join(_RANKS)})(?:\s*번째(?:로)?|(?<=[dh])(?:[- ]largest)?)", re.I)
_TAKEN = "\u2400"
_COMPOUNDING = {"field", "source", "flag", "kind", "kind_word", "target"}
"""Slots whose words are also parts of other words (예산심의, 사업화): they count where nothing but a particle follows."""


class Word(NamedTuple):
    """A recognised word: its slot, its value, where it stands."""

    slot: str
    value: str
    start: int
    end: int
    text: str


class Limit(NamedTuple):
    """What bounds a list: at least, more than, at most, less than, just (``>=``, ``>``, ``<=``, ``<``, ``==``) so many won, or percent;
    ``at``: where it stands.
    """

    sign: str
    krw: float
    percent: bool = False
    at: int = 0


class Dated(NamedTuple):
    """A year or month where it stands in the question; ``sign``: from it on (``>=``, ``>``), up to it (``<=``, ``<``), or it alone."""

    at: int
    date: str
    sign: str = ""

    @property
    def year(self) -> int:
        """Its year."""
        return int(self.date[:4])


@dataclass
class Slots:
    """All recognised words of a question; ``spans`` are the character ranges they take.

    ``dated`` says where years and months stand, ``term`` is the one that things are to run from and to; ``left_out`` are
    words for what is not wanted (신규가 아닌, 완료된 사업 빼고), ``without`` other words that say so.
    """

    words: list[Word] = field(default_factory=list)
    left_out: list[Word] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
    term: tuple[str, str] | None = None
    months: list[str] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    lengths: list[Length] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    top: int | None = None
    rank: int = 1
    without: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def has(self, slot: str, value: str | None = None) -> bool:
        """Whether a word of the slot (and value) stands in the question."""
        return any(w.slot == slot and (value is None or w.value == value) for w in self.words)

    def values(self, slot: str) -> list[str]:
        """The values of a slot in order, each once."""
        return list(dict.fromkeys(w.value for w in self.words if w.slot == slot))

    def texts(self, slot: str) -> list[str]:
        """The words of a slot as written."""
        return [w.text for w in self.words if w.slot == slot]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(row["pattern"], re.I), row["slot"], row["value"]) for row in rows("question_words"))


def read_slots(text: str, taken: list[tuple[int, int]]) -> Slots:
    """The words of ``text`` outside the ranges ``taken`` by names."""
    slots = Slots(spans=list(taken))
    masked = _mask(text, taken)
    for phone in [*find_phones(masked), *_extensions(masked)]:
        slots.phones.append(phone.number)
        slots.spans.append((phone.start, phone.end))
    slots.lengths = lengths(masked)
    slots.spans += [(x.start, x.end) for x in slots.lengths]
    masked = _mask(text, slots.spans)
    _limits(masked, slots)
    masked = _mask(text, slots.spans)
    _negations(masked, slots)
    masked = _mask(text, slots.spans)
    _times(masked, slots)
    masked = _mask(text, slots.spans)
    rank = _RANK.search(masked)
    if rank:
        slots.rank = int(rank[1]) if rank[1].isdigit() else _RANKS[rank[1].lower()]
        slots.spans.append(rank.span())
        masked = _mask(masked, [rank.span()])
        slots.words = [Word("order", "max", rank.start(), rank.end(), rank.group())]
    slots.words = sorted([*slots.words, *_words(masked)], key=lambda w: w.start)
    _denials(masked, slots)
    top = _TOP.search(masked)
    if top:
        slots.top = int(top[2] or top[3])
        if top["end"] and not slots.has("order"):
            slots.words.append(Word("order", "min" if top["end"] == "하위" else "max", *top.span("end"), top["end"]))
        slots.spans.append(top.span())
    slots.spans += [(w.start, w.end) for w in slots.words]
    return slots


def _words(text: str) -> list[Word]:
    """The words of the vocabulary; where two overlap, the longer is meant (담당자, not 담당)."""
    found = [
        Word(slot, value, match.start(), match.end(), " ".join(match.group().replace(_TAKEN, "").split()))
        for pattern, slot, value in _patterns()
        for match in pattern.finditer(text)
        if match.group().strip()
    ]
    kept: list[Word] = []
    starts = {w.start for w in found}
    for word in sorted(found, key=lambda w: (-(w.end - w.start), w.start)):
        apart = word.end in starts or not _COMPOUNDING & {word.slot} or free_right(text, word.end)
        if apart and not any(word.start < k.end and k.start < word.end for k in kept):
            kept.append(word)
    return sorted(kept, key=lambda w: w.start)


def _extensions(text: str) -> list[Phone]:
    """Four bare digits in a question about a number (3120은 누구 번호?)."""
    if not _NUMBER_ASKED.search(text):
        return []
    short = [Phone(m.group(), m.start(), m.end(), True) for m in _FOUR_DIGITS.finditer(text)]
    return [*short, *(Phone("-".join(m.groups()), m.start(), m.end(), False) for m in _RUN_ON.finditer(text))]


_NUMBER_ASKED = re.compile(r"번호|내선|전화|extension|number|phone", re.I)
_RUN_ON = re.compile(r"(?<!\d)(02|0\d\d)(\d{3,4})(\d{4})(?!\d)")
"""A telephone number without its marks: 0432100852."""
_FOUR_DIGITS = re.compile(r"(?<![\d-])(?!(?:19|20)\d\d)\d{4}(?![\d-]|년|천|백|만|억|원)")


def _mask(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with taken ranges blanked, positions unchanged; no pattern reaches across a blanked word."""
    letters = list(text)
    for start, end in spans:
        inside = end - start - 2
        letters[start:end] = f" {_TAKEN * inside} " if inside > 0 else " " * (end - start)
    return "".join(letters)


def _limits(text: str, slots: Slots) -> None:
    amounts: list[tuple[int, int, float]] = [(a.start, a.end, a.krw) for a in find_amounts(text)]
    amounts += [
        (m.start(), m.end(), int(float(m[1]) * _MONEY_UNITS[m[2].lower()])) for m in _ENGLISH_MONEY.finditer(text)
    ]
    percents = {(m.start(), m.end()) for m in _PERCENT.finditer(text)}
    for match in _BUT_PERCENT.finditer(text):  # 0%인 사업은 빼고
        slots.limits.append(Limit("!=", float(match[1]), True, match.start()))
        slots.spans.append(match.span())
        text = _mask(text, [match.span()])
    amounts += [(m.start(), m.end(), float(m[1])) for m in _PERCENT.finditer(text)]
    for start, end, krw in amounts:
        percent = (start, end) in percents
        of_rate = percent and _OF_RATE.search(text[:start])
        just = _JUST.match(text, end) or (_JUST_THAT.match(text, end) if of_rate else None)
        if just and (not percent or of_rate):
            slots.limits.append(Limit("==", krw, percent, start))
            slots.spans.append((start, just.end()))
    for match in _NOTHING.finditer(text):
        slots.limits.append(Limit("==", 0, at=match.start()))
        slots.spans.append(match.span())
    for start, end, krw in amounts:
        behind, lead = _LIMIT.match(text, end), _LIMIT_LEAD.search(text[:start])
        word = re.sub(r"\s+", "", (behind or lead)["w"]) if (behind or lead) else ""  # type: ignore[index]
        if word:
            slots.limits.append(Limit(_sign(word.lower()), krw, (start, end) in percents, start))
            slots.spans.append((lead.start() if lead else start, behind.end() if behind else end))


def _or_equal(*stems: str) -> tuple[str, ...]:
    """넘거나 같은, 넘거나 같고."""
    return tuple(f"{stem}거나같{ending}" for stem in stems for ending in "은고")


_SIGNS = (
    (">=", ("이상", "ormore", "atleast", "및이상", *_or_equal("넘", "크", "많"))),
    ("==", ("exactly", "precisely")),
    ("<=", ("이하", *_or_equal("작", "적"), "orless", "atmost", "안넘는", "못넘는", "못넘긴", "못넘은")),
    ("<", ("미만", "안되는", "안된", "안돼는", "못미치는", "못미친", "못되는", "밑도는", "밑돈", "하회하는", "보다적은", "보다작은",
           "보다낮은", "보다더적은", "보다더작은", "보다더낮은", "lessthan", "under", "below")),
)  # fmt: skip


def _sign(word: str) -> str:
    """The comparison that a word says; whatever is not listed is more than (넘는, 초과)."""
    return next((sign for sign, words in _SIGNS if word in words), ">")


def _negations(text: str, slots: Slots) -> None:
    found = [(pattern, match) for pattern in (_NOT, _NOT_ENGLISH) for match in pattern.finditer(text)]
    words_of = _words(text) if found else []
    conditions = {w.end for w in words_of if w.slot in _CONDITIONS and cue_of(text, w.start, w.end)}
    for pattern, match in found:
        words = match["what"].strip().split(" ")
        if any(match.start("what") <= end <= match.end() for end in conditions) or find_spans(words[-1]):
            continue
        slots.without.append(words[-1] if pattern is _NOT else match["what"].strip())
        slots.spans.append((match.end("what") - len(words[-1]), match.end()))


_CONDITIONS = {"status", "flag", "fact_value"}
"""Slots whose words say what programs are to be, or are not to be."""


def _denials(text: str, slots: Slots) -> None:
    """What programs are not to be goes from the words to those left out, with the words that say so."""
    for word in [w for w in slots.words if w.slot in ("status_not", "fact_value_not")]:
        slots.words.remove(word)
        slots.left_out.append(word._replace(slot=word.slot.removesuffix("_not")))
        slots.spans.append((word.start, word.end))
    for word in [w for w in slots.words if w.slot in _CONDITIONS]:
        cue = cue_of(text, word.start, word.end)
        if cue:
            slots.words.remove(word)
            slots.left_out.append(word)
            slots.spans += [(word.start, word.end), cue]


_BARE_YEAR = re.compile(r"(?:(?<=\s)|^)20[0-4]\d(?=\s|$|\?|,(?!\d))")


def _times(text: str, slots: Slots) -> None:
    for span in find_spans(text):
        if not span.start:
            continue
        if cue := cue_of(text, span.begin, span.stop):
            slots.spans += [(span.begin, span.stop), cue]
            continue
        as_of, sign = _as_of(text, span.begin, span.stop), _bound(text, span.begin, span.stop)
        if len(span.start) > 4 and not as_of:
            slots.months.append(span.start)
            slots.dated.append(Dated(span.begin, span.start, sign[0]))
        elif not as_of or len(span.start) == 4:
            slots.years.append(int(span.start[:4]))
            slots.dated.append(Dated(span.begin, span.start[:4], sign[0]))
        else:
            slots.years.append(int(span.start[:4]))
        slots.spans.append(as_of or sign[1])
        if span.end and span.end != span.start and len(span.end) == 4:
            slots.years.append(int(span.end))
            if _FROM_TO.search(span.text) or _TERM_LED.search(text[: span.begin]):
                slots.term = span.start, span.end
    for match in _BARE_YEAR.finditer(_mask(text, slots.spans)):
        sign = _bound(text, match.start(), match.end())
        slots.years.append(int(match.group()))
        slots.dated.append(Dated(match.start(), match.group(), sign[0]))
        slots.spans.append(sign[1])
    slots.years = list(
        dict.fromkeys([*slots.years, *(int(m[:4]) for m in slots.months), *find_years(_mask(text, slots.spans))])
    )


_AS_OF = re.compile(
    r"\s*(?:말|초)?\s*(?:일자)?\s*(?:기준|현재|시점)(?:으로|에)?|\s*말\s*까지(?:도|는)?(?=[^?]*(?:집행|교부|지출|[쓰썼쓴]))"
)
_AS_OF_LEAD = re.compile(r"\bas\s+(?:of|at)\s+(?:the\s+end\s+of\s+)?$", re.I)
_SPENT_BY = re.compile(r"(?:\bspent|\bexecuted|집행액?)\b[^?]*?(?P<lead>\bby\s+(?:the\s+(?:end|종료)\s+of\s+)?$)", re.I)


def _as_of(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where a date stands that only says as of when figures are given: 2020년 6월 말 기준."""
    behind, lead = _AS_OF.match(text, stop), _AS_OF_LEAD.search(text[:start])
    if not lead and (spent := _SPENT_BY.search(text[:start])):  # had spent 40% by the end of June 2020
        return spent.start("lead"), stop
    return (lead.start() if lead else start, behind.end() if behind else stop) if behind or lead else None


_FROM_TO = re.compile(r"부터.*까지|에서.*까지")
_TERM_LED = re.compile(r"(?<![가-힣])(?:사업|추진)?\s?기간(?:이|은|:)?\s*$")
"""What says that a term is that of programs: 사업기간 2022~2024."""
_BEHIND = re.compile(
    r"(?:\s*(?:이?나|또는|혹은|및|과)\s*그)?\s*(?P<w>이후|뒤|이전|or later|or earlier|or after|or before)(?:까지|에|로)?"
)
_LEAD = re.compile(r"\b(?P<w>after|beyond|since|before|by)\s+$", re.I)
_BOUNDS = {"이후": ">=", "뒤": ">", "이전": "<=", "or later": ">=", "or after": ">=", "or earlier": "<=", "or before": "<=",
           "after": ">", "beyond": ">", "since": ">=", "before": "<", "by": "<="}  # fmt: skip


def _bound(text: str, start: int, stop: int) -> tuple[str, tuple[int, int]]:
    """On which side of a date things are to lie (2028년 이후), and where it stands with the words that say so."""
    behind, lead = _BEHIND.match(text, stop), _LEAD.search(text[:start])
    word = (behind or lead)["w"].lower() if (behind or lead) else ""  # type: ignore[index]
    return _BOUNDS.get(word, ""), (lead.start() if lead else start, behind.end() if behind else stop)
