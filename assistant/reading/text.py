"""A question's text made ready once: cleaned, bounded, and its words put into the form that documents use.

Hangul typed with the keyboard in English mode becomes Hangul (``cndwn`` → 충주), so do Hanja (豫算 → 예산); numbers in words become figures.
"""

from __future__ import annotations

import re

from assistant.reading.english import english_words
from lexicon.amounts import in_words, spoken
from lexicon.hanja import to_hangul
from lexicon.jamo import distance, from_keys
from lexicon.text import clean

MAX_QUESTION = 1000
_TAG = re.compile(r"^\s*\[[^\[\]]{1,12}\]\s*")
_WORD = re.compile(r"[A-Za-z]{3,}")
_COUNTS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_COUNT_WORD = re.compile(
    rf"(?<![가-힣])({'|'.join(_COUNTS)})\s?(개|건|곳|명|가지)(?=[^가-힣]|이상|이하|[을를은는만의도가씩](?![가-힣])|$)"
)


def prepare(question: str) -> str:
    """The question cleaned, cut at 1,000 characters, on one line."""
    text = to_hangul(_TAG.sub("", re.sub(r"\s+", " ", clean(question)).strip()[:MAX_QUESTION]))
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


_AMONG = re.compile(r"(?<=사업)중(?:에서?(?!너지|코|듀|스|어))?(?![단복점심소앙])(?=[\s가-힣])\s*")
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


def from_wrong_mode(text: str) -> str:
    """The text as it reads when its Latin words were meant as Hangul; equal to ``text`` where none was.

    A Latin word counts as mistyped when all of it becomes whole syllables; words of the language, acronyms and the words
    of English questions stay.
    """

    def turn(match: re.Match[str]) -> str:
        word = match.group()
        if word.isupper() or word.lower() in english_words():
            return word
        hangul = from_keys(word)
        return hangul if re.fullmatch(r"[가-힣]{2,}", hangul) else word

    return _WORD.sub(turn, text)
