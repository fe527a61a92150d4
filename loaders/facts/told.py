"""Programs that a sentence names as what it is about, with their money: ``서림 웹툰마당 운영사업(2022. 3. ~ 2025. 12., 총 18억원)은
작가 64명을 배출하였다.``, ``찾아가는 서림 영화관은 2025년 예산 4천만원으로 …``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lexicon.organisations import find_organisations
from lexicon.places import named
from lexicon.staff_lines import UNIT_WORD
from loaders.facts.heads import Head, is_name, read_head, sums_up
from loaders.facts.money import find_sums
from loaders.facts.prose import sentences

_BRACKETED = re.compile(
    r"(?P<n>[^(),.:;]{4,40}?)\s*(?P<b>\((?:[^()]|\([^()]*\))*\))\s*(?:사업)?(?:은|는|이|가|을|를)\s"
)
_TOPIC = re.compile(
    r"(?P<n>[^(),.:;]{4,40}?)(?:은|는)\s+(?:(?:20\d\d|['’‘]\d\d)\s*년(?:도)?(?:에)?\s*)?(?:총\s*)?(?:사업비|총사업비|예산)(?:은|는)?\s*(?:총|약)?\s*(?=\d)"
)
_POINTING = re.compile(
    r"(?:이|그|본|동|해당|이번|전체|모든|올해|금년|각|우리|당초|주요|기타)\s|(?:이들|이와|이를|그중|그\s중)"
)


class Told(NamedTuple):
    """A program as a sentence names it, and the sentence without the bracket behind the name."""

    head: Head
    sentence: str


def told_programs(text: str, year: int | None) -> tuple[list[Told], str]:
    """The programs of a paragraph, and what of it is about none."""
    found, rest = [], []
    for sentence in sentences(text):
        head = _head(sentence, year)
        bracket = _BRACKETED.match(sentence) if head is not None else None
        if head is None:
            rest.append(sentence)
        else:  # term and money of the bracket are the head's
            said = sentence[: bracket.end("n")] + sentence[bracket.end("b") :] if bracket else sentence
            found.append(Told(head, said))
    return found, " ".join(rest)


def behind_others(text: str) -> str:
    """What stands behind a label of what is left (``기타 연구 : …``), where it begins with a program and its money."""
    match = _OTHERS.match(text)
    return text[match.end() :] if match and _head(text[match.end() :], None) else ""


_OTHERS = re.compile(r"(?:기타|그\s?밖의)(?:\s?[가-힣·]{1,8}){1,2}\s*:\s*")


def _head(sentence: str, year: int | None) -> Head | None:
    bracketed = _BRACKETED.match(sentence)
    if bracketed and any(s.krw is not None for s in find_sums(bracketed["b"])):
        head = read_head(f"{bracketed['n']}{bracketed['b']}", year)
    elif topic := _TOPIC.match(sentence):
        head = Head(topic["n"].strip())
    else:
        return None
    return head if _is_program(head.name) else None


def _is_program(name: str) -> bool:
    """Whether what a sentence is about can be a program: no house, place, unit, nor many things together."""
    if not is_name(name) or sums_up(name, "", with_fields=True) or _POINTING.match(name) or named(name):
        return False
    houses = find_organisations(name)
    return not (UNIT_WORD.fullmatch(name) or (houses and houses[-1].end >= len(name)))
