"""A question's text made ready once: cleaned, bounded, and its words put into the form that documents use.

Hangul typed with the keyboard in English mode becomes Hangul (``cndwn`` → 충주), Hanja abbreviations and English planning
terms get their Korean beside them, numbers in words become figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from simplemma import lemmatize

from lexicon.amounts import in_words, spoken
from lexicon.jamo import distance, from_keys
from lexicon.labels import field_of
from lexicon.tables import rows
from lexicon.text import clean, squash

MAX_QUESTION = 1000
_TAG = re.compile(r"^\s*\[[^\[\]]{1,12}\]\s*")
_WORD = re.compile(r"[A-Za-z]{3,}")
_HANGUL = re.compile(r"[가-힣]")
_ENGLISH = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|why|how|the|is|are|was|were|of|for|in|and|tell|list|show|me|does|do|did|much|many|has|have|had|an|or|to|on|at|by|with|from|that|there|includes?|need|could|would|can|will|been|projects?|programs?)\b",
    re.I,
)
_COUNTS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_COUNT_WORD = re.compile(rf"(?<![가-힣])({'|'.join(_COUNTS)})\s?(개|건|곳|명|가지)(?=[^가-힣]|이상|이하|$)")


def prepare(question: str) -> str:
    """The question cleaned, cut at 1,000 characters, on one line."""
    text = _TAG.sub("", re.sub(r"\s+", " ", clean(question)).strip()[:MAX_QUESTION])
    text = _LOOSE.sub(lambda m: from_keys(m.group()), text)
    text = _CUT_OFF.sub("는", text)
    text = _UNIT_OR.sub("", text)
    text = _HOW_MANY.sub("몇", _MONEY_WORD.sub(_in_figures, text))
    text = _EACH.sub("1인당", _JOINED_EVENT.sub(r"\1 \2", text))
    text = _HALF.sub("50%", _AMONG_MONEY.sub(" 중 ", _AMONG.sub(" 중 ", text)))
    text = _SIZED.sub(_size, _HONORIFIC.sub("", text))
    text = _YEAR_DIGITS.sub(lambda m: "".join(str(_DIGITS.index(c) % 10) for c in m[1]) + "년", text)
    text = _YEAR_WORD.sub(lambda m: f"{in_words(m[1])}년", text)
    text = _PERCENT_WORD.sub(lambda m: f"{in_words(m[1], least=1)}{m[2]}", text)
    text = _ENGLISH_DATE.sub(_date, _ENGLISH_TERM.sub(r"\1년부터 \2년까지", text))
    return _COUNT_WORD.sub(lambda m: f"{_COUNTS[m[1]]}{m[2]}", text)


_AMONG = re.compile(r"(?<=사업)중(?![단복점심소앙])(?=[\s가-힣])\s*")
"""Among programs, written in one word: 신규사업중 청주시 주관."""
_AMONG_MONEY = re.compile(
    r"(?:(?<=사업비|총예산)|(?<=소요예산))중(?:에서?)?\s*(?=(?:국비|도비|시비|군비|구비|지방비|민자|자부담|국고)[은는이가을를만]?(?:\s|\?|$))"
)
_UNIT_OR = re.compile(
    r"(?<=본부|부서|센터)\((?:단|팀|부|실|과|국|소|센터|본부)(?:[·,]\s?(?:단|팀|부|실|과))*\)|(?<=[팀과실])\((?:단|팀|부|실|과|국)\)(?=[은는이가을를의]|\s)"
)
"""A kind of unit with another in brackets: 본부(단)는."""
_HALF = re.compile(
    r"절반\s*\(\s*50\s*%\s*\)|절반(?=\s*(?:을|를|도|이|에)?\s*(?:넘|안\s*[되돼된]|못|이상|이하|초과|미만))"
)
_HONORIFIC = re.compile(r"(?<=[가-힣][장자관임원사])님(?=[이가은는을를의께도\s?,.]|$)")
_MONEY_WORD = re.compile(
    r"(?<![가-힣0-9])([일이삼사오육칠팔구십백천만억]{1,12}[조억만])(?:\s*원(?!인))?(?=\s*(?:이|을|를|도|에|은)?\s*(?:이상|이하|초과|미만|넘|보다|원|인(?=\s)|짜리|정도|안\s*되|못))"
)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DATE = re.compile(
    r"\b(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?\s+(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>20\d\d)\b"
)
_ENGLISH_TERM = re.compile(r"\b(?:from|between)\s+(20\d\d)\s+(?:to|and|until|through)\s+(20\d\d)\b", re.I)


def _date(match: re.Match[str]) -> str:
    """March 1, 2020 as 2020년 3월 1일."""
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    return f"{match['year']}년 {month}월" + (f" {match['day']}일" if match["day"] else "")


_LOOSE = re.compile(r"[ㄱ-ㅎ][ㅏ-ㅣ][ㄱ-ㅎㅏ-ㅣ]*")
"""Letters that the keyboard left apart: 며칠이었ㅈㅣ."""
_CUT_OFF = re.compile(r"(?<=[하되])느(?=\s[가-힣\d])")
"""The ending of a verb before a noun without its last letter: 담당하느 사업."""
_HOW_MANY = re.compile(
    r"(?<![가-힣])(?:[멏몃몆멷](?=\s?[가-힣])|[며멱면](?=(?:명|회|건|개|번|곳|군데|억|편|대)(?:[이인야예]|\s|였|$|\?)))"
)
_EACH = re.compile(r"(?:한|1)\s?(?:사람|명)\s?당|(?<![가-힣\d])인당")
_JOINED_EVENT = re.compile(
    r"([가-힣]{4,}[^\s]?)(준공|착공|개소|개관|완공|개장|개통|개원)(?=일|시기|예정|날짜|연도|[은는이]?(?:\s|$|\?))"
)
_SIZED = re.compile(r"(가장|제일)\s+([가-힣]{2})(?=\s)")
_SIZES = ("적은", "작은", "많은", "높은", "낮은", "짧은", "늦은", "빠른")


def _size(match: re.Match[str]) -> str:
    """A misspelt size as the one that it is a letter away from: 가장 젹은."""
    near = [s for s in _SIZES if match[2] not in _SIZES and distance(match[2], s) == 1]
    return f"{match[1]} {near[0]}" if near else match.group()


_YEAR_WORD = re.compile(r"(?<![가-힣])(이천(?:[일이삼]?십)?[일이삼사오육칠팔구]?)\s*년")
_YEAR_DIGITS = re.compile(r"(?<![가-힣])(이[공영][공영일이삼사오][공영일이삼사오육칠팔구])\s*년")
_DIGITS = "공일이삼사오육칠팔구영"
_PERCENT_WORD = re.compile(r"(?<![가-힣0-9])([일이삼사오육칠팔구십백]{1,5})\s*(퍼센트|프로(?![가-힣]))")


def _in_figures(match: re.Match[str]) -> str:
    """오십억 이상 as 50억원 이상."""
    value = in_words(match[1])
    if value is None:
        return match.group()
    said = spoken(int(value))
    told_twice = re.match(r"\s*원(?!인)", match.string[match.end() :])
    return said.removesuffix("원").rstrip() if told_twice else said


def is_english(text: str) -> bool:
    """Whether a question is asked in English: English function words, and more Latin words than Hangul ones."""
    if not _HANGUL.search(text):
        return any(w.lower() in _english_words() for w in re.findall(r"[A-Za-z]{2,}", text))
    latin, hangul = len(re.findall(r"\b[A-Za-z]{2,}\b", text)), len(re.findall(r"[가-힣]+", text))
    return len(_ENGLISH.findall(text)) >= 2 and latin > hangul


def from_wrong_mode(text: str) -> str:
    """The text as it reads when its Latin words were meant as Hangul; equal to ``text`` where none was.

    A Latin word counts as mistyped when all of it becomes whole syllables; words of the language, acronyms and the words
    of English questions stay.
    """

    def turn(match: re.Match[str]) -> str:
        word = match.group()
        if word.isupper() or word.lower() in _english_words():
            return word
        hangul = from_keys(word)
        return hangul if re.fullmatch(r"[가-힣]{2,}", hangul) else word

    return _WORD.sub(turn, text)


@cache
def _english_rows() -> tuple[Mapping[str, str], ...]:
    """The tables of English: terms of planning, and other words."""
    return (*rows("english_terms"), *rows("english_words"))


@cache
def _english_words() -> frozenset[str]:
    words = {w for row in _english_rows() for w in row["english"].lower().split()}
    names = {w.lower() for row in rows("regions") for n in row["english"].split("|") for w in re.split(r"[-\s]", n)}
    common = "the and for with from that this what which where when who how many much are is was were does did list show tell give about"
    return frozenset(words | names | set(common.split()))


class _Term(NamedTuple):
    """An English name or term with its Korean; names of ministries and regions stand as written, others in any case."""

    english: str
    korean: tuple[str, ...]
    as_written: bool


@cache
def _terms() -> dict[str, tuple[_Term, ...]]:
    """English names and terms by their first word."""
    terms = [_Term(row["english"], tuple(row["korean"].split("|")), False) for row in _english_rows()]
    for table in ("ministries", "regions"):
        for row in rows(table):
            names = [name for name in row["english"].split("|") if len(name) > 2]
            terms += [_Term(name, (row["name"],), True) for name in names]
    found: dict[str, list[_Term]] = {}
    for term in terms:
        found.setdefault(_first_word(term.english), []).append(term)
    return {word: tuple(each) for word, each in found.items()}


def _first_word(text: str) -> str:
    return re.split(r"\W", text, maxsplit=1)[0].lower()


@lru_cache(maxsize=1 << 12)
def _pattern(term: _Term) -> re.Pattern[str]:
    said = re.escape(term.english)
    return re.compile(rf"\b{said}\b") if term.as_written else re.compile(rf"\b{said}(?:'?s)?\b", re.I)


def _terms_in(text: str) -> list[_Term]:
    """The terms whose first word a text has, longest first."""
    words = {w for said in re.findall(r"\w+", text.lower()) for w in (said, said.removesuffix("s"))}
    found = [term for word in words for term in _terms().get(word, ())]
    return sorted(found, key=lambda t: (-len(_pattern(t).pattern), _pattern(t).pattern))


def korean_of(text: str, held: Callable[[str], bool] = lambda _: False) -> str:
    """An English question with its planning terms in Korean, longest terms first; other words stay.

    Of several translations the one is taken that is ``held``: that some name of the graph has (pilot: 시범 or 실증).
    """
    text = _HALF_OF.sub(
        lambda m: f"{m['y']}년 {'상' if m['n'].lower() == 'first' else '하'}반기",
        _without_glossed(_POSSESSIVE.sub("", _OWN.sub("", text))),
    )
    text = _LED_BY.sub(r"주관부처가 \g<who>", _LATIN_GLOSS.sub("", text))
    for term in _terms_in(text):
        if _pattern(term).search(text):
            korean = next((t for t in term.korean if held(squash(t))), term.korean[0])
            text = _pattern(term).sub(f" {korean} ", text)
    text = _INFLECTED.sub(lambda m: _uninflected(m.group(), held), text)
    return re.sub(r"\s+", " ", text).strip()


_LED_BY = re.compile(
    r"\b(?:list|have|has|had|with|name)\s+(?P<who>[^?,]{2,60}?)\s+as\s+(?:the\s+|its\s+|their\s+)?(?:lead|leading|supervising|responsible|competent)\s+(?:ministry|agency)\b",
    re.I,
)
"""Which programs have a ministry, or a government, as the one that leads them."""
_LATIN_GLOSS = re.compile(r"(?<=[가-힣])\s?\((?=[^()]*[a-z]{2})[A-Za-z&,.\s'’-]+\)")
"""What a Korean name is called in English, behind it: 기업성장팀 (Company Growth Team)."""
_INFLECTED = re.compile(r"(?<![A-Za-z])[a-z]{4,}(?![A-Za-z])")


def _uninflected(word: str, held: Callable[[str], bool]) -> str:
    """An English word that is no term as it stands by what its base form means: certificates, reopened."""
    if _of_questions(word):
        return word
    base = lemmatize(word, lang="en")
    translations = _meanings().get(base, ()) if base != word else ()
    return next((f" {t} " for t in translations if held(squash(t))), f" {translations[0]} ") if translations else word


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return {row["english"]: tuple(row["korean"].split("|")) for row in _english_rows()}


@lru_cache(maxsize=1 << 12)
def _of_questions(word: str) -> bool:
    """Whether questions are made of a word, whatever they are about."""
    return any(re.fullmatch(row["pattern"], word, re.IGNORECASE) for row in rows("question_words"))


_OF_NAMES = ("location", "rooms", "institution", "name")
"""Fields whose labels names are made of as well: 지구, 시설, 센터."""


@lru_cache(maxsize=1 << 12)
def _asks_for(word: str) -> bool:
    """Whether an English word is one of asking, of programs or the name of a field (budget); no place and no facility."""
    asking = [r for r in rows("question_words") if r["slot"] != "target" or r["value"] in ("program", "task")]
    of_field = any(len(k) > 1 and field_of(k) not in _OF_NAMES for k in _meanings().get(word, ()) if field_of(k))
    return of_field or any(re.fullmatch(r["pattern"], word, re.IGNORECASE) for r in asking)


def named_in_korean(text: str) -> str:
    """An English question by the Korean names in its brackets alone: the words around each that say it in English are left out
    (the Yeonhyang district (연향지구) stormwater storage facility); empty where none is.
    """

    def turn(match: re.Match[str]) -> str:
        said = [w for w in re.split(r"\s+", f"{match['before']} {match['after']}") if w]
        return " ".join([*(w for w in said if _asks_for(w.lower())), match["gloss"]])

    bare = re.sub(r"\s+", " ", _IN_KOREAN.sub(turn, text)).strip()
    return bare if is_english(text) and bare != text else ""


_ENDS_PHRASE = r"(?:the|an?|of|for|in|on|at|with|by|to|from|and|or|is|are|was|were|be|do|does|did|has|have|had|will|can|who|that|which|what|how|many|much)"
_IN_KOREAN = re.compile(
    rf"(?P<before>(?:(?<!\S)(?!{_ENDS_PHRASE}\b)[A-Za-z][\w'’&-]*\s+)*)\((?P<gloss>[^()]*[가-힣]{{2}}[^()]*)\)"
    rf"(?P<after>(?:\s+(?!{_ENDS_PHRASE}\b)[a-z][a-z-]+)*)",
    re.I,
)


_POSSESSIVE = re.compile(r"(?<=[A-Za-z가-힣)])['’]s\b")
_OWN = re.compile(
    r"\b(?:of\s+)?(?:the|our)\s+(?:agency|institute|institution|organi[sz]ation|foundation|office)['’]s\b", re.I
)
"""Whose a thing is, where it is that of the documents themselves."""
_HALF_OF = re.compile(r"\b(?P<n>first|second) half of (?P<y>20\d\d)\b", re.I)


def _without_glossed(text: str) -> str:
    """Words that their Korean in brackets behind them says again are left out: 청주시 지방법원 (청주지방법원).

    So are English words before it that have no Korean: immersive 콘텐츠 zone (실감콘텐츠 체험존).
    """

    def turn(match: re.Match[str]) -> str:
        gloss = squash(match["gloss"])
        if _AMOUNT.fullmatch(gloss):  # 25 billion won (250억)
            return match["words"].rstrip()
        said = match["words"].split()
        kept: list[str] = []
        while said and said[-1].lower() not in _FUNCTION_WORDS:
            word = said.pop()
            if re.fullmatch(r"(?:19|20)\d\d", word) or (_verb(word) and said):
                said.append(word)
                break
            head = not kept and len(said) > 0 and said[-1].lower() not in _FUNCTION_WORDS
            again = head or squash(word) in gloss or (squash(word)[:-1] in gloss and len(word) > _STEM)
            small = bool(_SMALL.fullmatch(word)) or (not kept and word.isascii() and word.isalnum())
            place = word.lower() in _place_words()
            if not again and (not small or _asks(word) or place):
                kept.append(word)
        joined = bool(said) and said[-1].lower() in ("and", "or")
        return match.group() if joined else " ".join([*said, *reversed(kept), match["gloss"]])

    return _GLOSSED.sub(turn, text)


def _verb(word: str) -> bool:
    """Whether a word is the verb between programs and what they are for: what stands before it is no name of the gloss."""
    return word.lower() in (
        "support",
        "supports",
        "involve",
        "involves",
        "help",
        "helps",
        "include",
        "includes",
        "use",
        "uses",
    )


@cache
def _place_words() -> frozenset[str]:
    """The first words of English names of regions that are no words of the language as well (northern)."""
    terms = {w for row in _english_rows() for w in row["english"].split()}
    names = [n for row in rows("regions") for n in row["english"].split("|") if n]
    return frozenset(re.split(r"[-\s]", n)[0].lower() for n in names) - terms - _FUNCTION_WORDS


@lru_cache(maxsize=1 << 16)
def _asks(word: str) -> bool:
    """Whether an English word is one of those that questions are made of (combined, largest), or a field (budget)."""
    korean = {k for row in _english_rows() if row["english"] == word.lower() for k in row["korean"].split("|")}
    asked = [row["pattern"] for row in rows("question_words") if row["slot"] not in ("filler", "target")]
    said = any(re.search(pattern, text, re.IGNORECASE) for pattern in asked for text in (word, *korean))
    return said or any(field_of(k) for k in korean)


_AMOUNT = re.compile(r"\d[\d.,조억만천백]*원?")
_GLOSSED = re.compile(r"(?P<words>(?:[\w.·&'’-]+\s+){1,8})\((?P<gloss>[^()]*[가-힣][^()]*)\)")
_FUNCTION_WORDS = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "by",
        "with",
        "from",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
    }
    | {"be", "been", "do", "does", "did", "which", "who", "many", "much", "will"}
)
_SMALL = re.compile(r"(?=.*[a-z])[A-Za-z'’-]+")
_STEM = 2


def mixed(text: str, held: Callable[[str], bool]) -> str:
    """A Korean question with the English words in it that no name has put into Korean: AI trauma 치료기기."""

    def turn(match: re.Match[str]) -> str:
        word = match.group()
        return word if held(squash(word)) else korean_of(word, held)

    return _LOWER.sub(turn, text)


_LOWER = re.compile(r"(?<![A-Za-z])[a-z]{4,}(?:\s[a-z]{3,}){0,3}(?![A-Za-z])")
