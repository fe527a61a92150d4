"""English questions: their terms in Korean, by tables; what they say of a name beside its Korean is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from simplemma import lemmatize

from lexicon.labels import field_of
from lexicon.tables import rows
from lexicon.text import squash

_HANGUL = re.compile(r"[가-힣]")
_ENGLISH = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|why|how|the|is|are|was|were|of|for|in|and|tell|list|show|me|does|do|did|much|many|has|have|had|an|or|to|on|at|by|with|from|that|there|includes?|need|could|would|can|will|been|projects?|programs?)\b",
    re.I,
)


def is_english(text: str) -> bool:
    """Whether a question is asked in English: English function words, and more Latin words than Hangul ones."""
    if not _HANGUL.search(text):
        return any(w.lower() in english_words() for w in re.findall(r"[A-Za-z]{2,}", text))
    latin, hangul = len(re.findall(r"\b[A-Za-z]{2,}\b", text)), len(re.findall(r"[가-힣]+", text))
    return len(_ENGLISH.findall(text)) >= 2 and latin > hangul


@cache
def _english_rows() -> tuple[Mapping[str, str], ...]:
    """The tables of English: terms of planning, and other words."""
    return (*rows("english_terms"), *rows("english_words"))


@cache
def english_words() -> frozenset[str]:
    """The words of the tables of English, of English names of places, and the little ones between them."""
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
    text = _IN_UNIT.sub("", _SIGNED.sub("", text))
    text = _LED_BY.sub(r"주관부처가 \g<who>", _LATIN_GLOSS.sub("", text))
    for term in _terms_in(text):
        if _pattern(term).search(text):
            korean = next((t for t in term.korean if held(squash(t))), term.korean[0])
            text = _pattern(term).sub(f" {korean} ", text)
    text = _INFLECTED.sub(lambda m: _uninflected(m.group(), held), text)
    return re.sub(r"\s+", " ", text).strip()


_IN_UNIT = re.compile(r",?\s*\bin\s+(?:square\s+met(?:er|re)s?|m2|㎡|(?:korean\s+)?won|krw)\b", re.I)
"""The unit that an answer is to be in: the documents say which theirs is in."""
_SIGNED = re.compile(r"\bsign(?:s|ed|ing)?\s+(?:the|an|a|its|their)\s+(?=\w*\s*(?:agreement|mou|memorandum))", re.I)
"""What is done with an agreement, which a plan need not say."""
_LED_BY = re.compile(
    r"\b(?:list|have|has|had|with|name)\s+(?P<who>[^?,]{2,60}?)\s+as\s+(?:the\s+|its\s+|their\s+)?(?:lead|leading|supervising|responsible|competent)\s+(?:ministry|agency|authority|organi[sz]ation|institution|body)\b",
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
    if base != word and _says_nothing(base):
        return " "
    translations = _meanings().get(base, ()) if base != word else ()
    return next((f" {t} " for t in translations if held(squash(t))), f" {translations[0]} ") if translations else word


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return {row["english"]: tuple(row["korean"].split("|")) for row in _english_rows()}


@lru_cache(maxsize=1 << 12)
def _says_nothing(word: str) -> bool:
    return any(re.fullmatch(r["pattern"], word, re.IGNORECASE) for r in rows("question_words") if r["slot"] == "filler")


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
    """An English question by the Korean names in its brackets alone: without the words around each that say it in English
    (the Yeonhyang district (연향지구) stormwater storage facility); empty where none is. What it asks of them stays.
    """
    bare = re.sub(r"\s+", " ", _IN_KOREAN.sub(_in_korean, text)).strip()
    return bare if is_english(text) and bare != text else ""


def _in_korean(match: re.Match[str]) -> str:
    said = re.split(r"\s+", f"{match['before']} {match['after']}".strip())
    return " ".join([*(w for w in said if _asks_for(w.lower()) or _is_place(w)), match["gloss"]])


def _is_place(word: str) -> bool:
    """Whether a word is a year or begins the English name of a place or a ministry."""
    return word.isdigit() or any(term.as_written for term in _terms().get(word.lower(), ()))


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
            small = small or bool(_CAPITALISED.fullmatch(word))
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
    korean = _meanings().get(word.lower(), ())
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
_CAPITALISED = re.compile(r"[A-Z][a-z]{2,}")
_STEM = 2


def mixed(text: str, held: Callable[[str], bool]) -> str:
    """A Korean question with the English words in it that no name has put into Korean: AI trauma 치료기기."""

    def turn(match: re.Match[str]) -> str:
        word = match.group()
        return word if held(squash(word)) else korean_of(word, held)

    return _LOWER.sub(turn, text)


_LOWER = re.compile(r"(?<![A-Za-z])[a-z]{4,}(?:\s[a-z]{3,}){0,3}(?![A-Za-z])")
