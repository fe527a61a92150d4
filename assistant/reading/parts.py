"""Documents and chapters that a question names: 2024년 업무계획, 현안사업, 주요사업 예산(안)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.chapters import Chapter
from assistant.directory import Directory
from lexicon.boundaries import free_left, free_right
from lexicon.text import squash

_SHORTEST = 4
"""Letters that a document's title must share with the question."""
_CONDITION = re.compile(r"(?:신규|공모|공약|계속|주요|이행|추진|전략|세부|핵심)(?:사업|과제|목표)")
_CHAPTER_WORD = re.compile(r"(?:장|편|절|단원|항목)(?:에|의|은|는|에서)")
_GROUP_WORD = re.compile(r"분야|전략|부문|영역|과제|분과")
"""What a group of rows is called behind its name; a short name is one only with such a word."""
_FOLLOW = re.compile(r"사업|예산|총사업비|과제|소계|합계")
_INTO_A_FIELD = re.compile(r"[액률율비]")
_LEFT_OUT = re.compile(r"[가-힣]{0,2}(?:빼|제외|말고|없이)")
_DOCUMENT_WORD = re.compile(r"계획|실적|상황|보고|공약|업무|백서|시책|지침|평가")


class NamedDocuments(NamedTuple):
    """Documents by key, and the words of the question that name them."""

    keys: tuple[str, ...]
    words: tuple[str, ...]


def chapters_named(
    text: str, taken: Sequence[tuple[int, int]], directory: Directory
) -> tuple[tuple[Chapter, ...], list[tuple[int, int]]]:
    """The chapters whose titles stand in the text outside ``taken``, the longest titles only, and where.

    A program's own section is none, nor is a title that only says a kind of program (신규사업): that is a condition.
    """
    places = [i for i, c in enumerate(text) if squash(c)]
    run = "".join(squash(text[i])[:1] for i in places)
    found: list[tuple[Chapter, tuple[int, int]]] = []
    for at in range(len(run) - 1):
        for chapter in (c for n in (3, 2) for c in directory.chapters_by_head.get(run[at : at + n], ())):
            end = at + len(chapter.letters)
            if not run.startswith(chapter.letters, at):
                continue
            if _CONDITION.fullmatch(chapter.letters) and not _CHAPTER_WORD.match(run, end):
                continue
            group = _GROUP_WORD.match(run, end) if chapter.of_rows else None
            if chapter.of_rows and (_LEFT_OUT.match(run, end) or (len(chapter.letters) < _SHORTEST and not group)):
                continue
            span = places[at], places[(group.end() if group else end) - 1] + 1
            if chapter.of_rows and not (free_left(text, span[0]) and (group or free_right(text, span[1], _FOLLOW))):
                continue
            if _INTO_A_FIELD.match(text, span[1]):
                continue  # …사업 집행액 is no part of a chapter …사업 집행
            if not any(s < span[1] and span[0] < e for s, e in taken):
                found.append((chapter, span))
    longest = max((len(c.letters) for c, _ in found), default=0)
    kept = [(c, span) for c, span in found if len(c.letters) == longest]
    kept = kept or _attached(text, directory) or _begun(text, taken, directory) or _worded(text, taken, directory)
    return tuple(c for c, _ in kept), sorted({span for _, span in kept})


_ATTACHED = re.compile(
    r"(?:붙임|별첨|첨부)\s*\d*\s*(?P<of>[가-힣]{2,10}?)\s?(?=에서?\s|의\s|을\s|를\s|기준|상\s|\s|$)(?:\s?기준(?:으로)?)?"
    r"|(?P<table>총괄표|일람표|조서)(?=에서?\s|의\s|상\s|\s기준)"
)


def _attached(text: str, directory: Directory) -> list[tuple[Chapter, tuple[int, int]]]:
    """The one chapter of a document that a word behind 붙임, or for a table, is the end of: 붙임 집행계획, 총괄표."""
    for match in _ATTACHED.finditer(text):
        letters = squash(match["of"] or match["table"])
        ending = [c for c in directory.chapters if c.letters.endswith(letters) and not c.of_rows]
        if len(ending) == 1:
            return [(ending[0], match.span())]
    return []


_QUOTES = re.compile(r"['‘’\"“”「」]")
_BEGUN = re.compile(
    r"(?P<of>(?:[가-힣A-Za-z0-9·&]+\s+){1,4}?)(?P<word>분야|부문|전략|쪽|관련|지원사업)(?:에서|에|의|중)?(?![가-힣])"
)


def _begun(text: str, taken: Sequence[tuple[int, int]], directory: Directory) -> list[tuple[Chapter, tuple[int, int]]]:
    """The one group of rows, or heading, that begins with the words before 분야 or the like: 뉴 콘텐츠 분야."""
    text = _QUOTES.sub(" ", text)
    for match in _BEGUN.finditer(text):
        words = match["of"].split()
        for count in range(len(words), 0, -1):
            letters = squash("".join(words[-count:]))
            start = text.rfind(words[-count], match.start(), match.end("of"))
            span = (
                start,
                match.end("word") if match["word"] in ("분야", "부문", "전략", "쪽") else match.end("of") - 1,
            )
            if len(letters) < _SHORTEST or any(s < span[1] and span[0] < e for s, e in taken):
                continue
            begun = [c for c in directory.chapters if c.letters.startswith(letters) and c.letters != letters]
            groups = [c for c in begun if c.of_rows]
            if len(groups) == 1 or (not groups and len(begun) == 1 and len(letters) >= _LONG):
                return [((groups or begun)[0], span)]
    return []


def _worded(text: str, taken: Sequence[tuple[int, int]], directory: Directory) -> list[tuple[Chapter, tuple[int, int]]]:
    """The headings whose words a question says in their order within a sentence: 정부예산에 반영해 달라고 요구한 for 정부예산 반영 요구."""
    found: dict[str, list[tuple[Chapter, tuple[int, int]]]] = {}
    for at in (m.start() for m in re.finditer(r"(?<![가-힣])(?=[가-힣]{2})", text)):
        head = squash(text[at : at + _LONG])[:3]
        for chapter in (c for n in (3, 2) for c in directory.chapters_by_head.get(head[:n], ())):
            words = re.findall(r"[가-힣A-Za-z]{2,}", _YEAR.sub("", chapter.title))
            if len(words) < _FEWEST_WORDS or squash("".join(words)) != chapter.letters:
                continue
            said = re.compile(
                rf"[가-힣]{{0,3}}\s[^,]{{0,{_BETWEEN}}}?".join(map(re.escape, words)) + r"[가-힣]{0,3}"
            ).match(text, at)
            of_programs = said and _PROGRAMS.match(text, said.end())
            if said and of_programs and not any(s < said.end() and said.start() < e for s, e in taken):
                found.setdefault(chapter.letters, []).append((chapter, said.span()))
    return max(found.values(), key=lambda each: len(each[0][0].letters), default=[])


_PROGRAMS = re.compile(r"\s*(?:사업|과제|공약|현안|안건)")
"""What stands behind the words of a heading where those of its things are asked for."""
_YEAR = re.compile(r"\d{2,4}\s*년도?")
_FEWEST_WORDS, _BETWEEN = 3, 6
"""Words of a heading, and letters that may stand between two of them."""
_LONG = 6
"""Letters with which a heading has to begin, where it is not called by its whole title."""


def issuers_named(words: Sequence[str], directory: Directory) -> NamedDocuments:
    """The documents whose issuing unit (경제산업국) or house (재단, 구청) is one of the words, and those words.

    A word for the house of every document chooses none.
    """
    units = directory.issuing_units
    houses = {w: keys for w in words if squash(w) not in units and (keys := _issued_by(squash(w), directory))}
    named = [w for w in words if squash(w) in units or w in houses]
    keys = [k for w in named for k in units.get(squash(w), houses.get(w, ()))]
    every = set(keys) >= {d.key for d in directory.documents}
    return NamedDocuments(() if every else tuple(dict.fromkeys(keys)), tuple(named))


def _issued_by(word: str, directory: Directory) -> list[str]:
    """The documents of the institutions that people call by a word alone: 재단 of ○○문화재단, 구청 or 구청장 of ○○구."""
    office = _OFFICE.fullmatch(word)
    ending = office[1] if office else word if _HOUSE.fullmatch(word) else ""
    return [d.key for d in directory.documents if ending and d.institution.endswith(ending) and d.institution != word]


_OFFICE = re.compile(r"([군시구도])청")
_HOUSE = re.compile(
    r"재단|진흥원|혁신원|연구원|테크노파크|공사|공단|의료원|교육청|교육지원청|대학교?|진흥재단|문화재단|상공회의소|조합"
)


def document_pointed_at(text: str, directory: Directory) -> NamedDocuments:
    """The one document whose title holds the words right before 문서 or 자료 (정보화 기본계획 문서), and those words."""
    pointed = _POINTED.search(text)
    said = pointed["before"].split() if pointed else []
    found = NamedDocuments((), ())
    for count in range(1, len(said) + 1):
        tokens = said[-count:]
        keys = [d.key for d in directory.documents if all(squash(t) in squash(d.title + d.institution) for t in tokens)]
        if not keys or any(t[0].isdigit() and t.endswith(("년", "년도")) for t in tokens):
            break
        if len(keys) == 1:
            found = NamedDocuments(tuple(keys), tuple(tokens))
    return found


_POINTED = re.compile(
    r"(?P<before>(?:[가-힣A-Za-z0-9·]{2,}\s+){0,3}[가-힣A-Za-z0-9·]{2,})\s+(?:문서|자료|계획서|보고서)(?:에서는?|에는?|상에?|의|속)?(?![가-힣])"
)


def documents_named(words: Sequence[str], directory: Directory) -> NamedDocuments:
    """The documents whose titles hold most of the words, when one of those words is a word for documents."""
    best: dict[int, list[str]] = {}
    said: tuple[str, ...] = ()
    letters = {w: squash(w) for w in words}
    for document in directory.documents:
        title = squash(document.title)
        held = tuple(w for w in words if len(letters[w]) >= 2 and letters[w] in title)
        weight = sum(len(letters[w]) for w in held)
        if weight >= _SHORTEST and any(_DOCUMENT_WORD.search(w) for w in held):
            best.setdefault(weight, []).append(document.key)
            said = held if weight == max(best) else said
    return NamedDocuments(tuple(best[max(best)]), said) if best else NamedDocuments((), ())
