"""Former names of a program, as its plan tells them: ``(구 게이트 시범사업)``, ``전년도 「돌봄이음」을 본사업으로 전환``,
``사업명 변경 : 빛거리 조성 → 야간 미디어아트 조성``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from lexicon.dates import find_years
from lexicon.labels import split_label
from lexicon.text import squash
from loaders.facts.heads import is_name, read_head
from loaders.layout.model import Table

_QUOTED = r"[「『'‘“\"](?P<n>[^「」『』'‘’“”\"]{4,40})[」』'’”\"]"
_BEFORE = r"(?:(?P<last>전년|작년|지난해)(?:도)?|(?P<y>20\d\d)\s*년?(?:도)?|\(?(?:구|옛|舊|종전|기존|당초|변경\s?전|개편\s?전)\.?\)?)(?:까지의|까지|의)?"
_CHANGED = r"(?:확대|변경|개편|전환|통합|이관|명칭\s*변경|개칭|후속|묶|바꾸|바꿔|바꾼|이어)"
_REMARK = re.compile(
    rf"(?:(?:신규|계속|공모)\s*[,·/]\s*)?{_BEFORE}\s*(?:(?:(?:사업|공약|과제)명|명칭)\s*)?[:：]?\s*[「『'‘]?(?P<n>[^(),:]{{4,40}}?)[」』'’]?(?:,.*)?\s*(?P<c>을\s|를\s|에서\s|의\s)?(?:{_CHANGED})?"
)
_LINE = re.compile(
    rf"(?<![가-힣]){_BEFORE}(?:\s[^「」'‘’,.]{{0,12}}?|\s*){_QUOTED}(?:\s*\([^()]*\))?\s*(?:을|를|에서|이|가|의)?\s[^.]*?{_CHANGED}"
)
_RENAMING = re.compile(r"(?:사업|과제|공약|사업의)?\s*명칭?\s*(?:변경|개칭|조정)")
_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|->)\s*")
_NUMBER = re.compile(r"^\s*[(\[]\s*\d{1,2}(?:-\d{1,2})?\s*[)\]]\s*")


class Former(NamedTuple):
    """A name that a program had, and the year of it where the text says so."""

    name: str
    year: int | None


def former_of_remark(remark: str, year: int | None) -> Former | None:
    """The former name that a bracket behind a name consists of; ``year`` is that of the present name."""
    match = _REMARK.fullmatch(remark.strip())
    if match is None or not _parted(match) or not is_name(match["n"].strip(), heading=True):
        return None
    return Former(match["n"].strip(), _year(match, year))


def _parted(match: re.Match[str]) -> bool:
    """Whether the word for before stands by itself: 구 게이트 사업, not 구도심 재생."""
    return match.string.strip()[: match.start("n")][-1:] in tuple(" .「『'‘):：")


def former_in_line(text: str, year: int | None) -> Former | None:
    """The former name that a line tells the program to have grown out of, in quotes; or at its end behind 舊."""
    if match := _LINE.search(text):
        return Former(match["n"].strip(), _year(match, year))
    old = _OLD.search(text)
    return Former(old["n"].strip(), None) if old and is_name(old["n"].strip(), heading=True) else None


_OLD = re.compile(r"(?:^|[/,;]\s*|\s)(?:舊|\(\s*(?:舊|구|옛)\s*\))\s*(?P<n>[가-힣A-Za-z][^/,;()→]{3,30}?)\s*$")


def renaming(text: str) -> tuple[str, str] | None:
    """The old and the new name of ``사업명 변경 : 옛 이름 → 새 이름``."""
    pair = split_label(_BRACKETED.sub(r"\g<l> : ", _NUMBER.sub("", text)))
    if pair is None or not _RENAMING.fullmatch(pair[0].strip()):
        return None
    names = [re.sub(r"\s*\([^()]*\)$", "", part).strip(" 「」'‘’") for part in _ARROW.split(pair[1])]
    return (names[0], names[1]) if len(names) == 2 and all(is_name(n, heading=True) for n in names) else None


_BRACKETED = re.compile(r"^\s*[(\[〔<]\s*(?P<l>[가-힣\s]{4,10})\s*[)\]〕>]\s*:?\s*(?=.*(?:→|⇒|➔|➜|->))")
_LABELLED = re.compile(
    r"(?:종전|기존|이전|변경\s?전|구|舊|당\s?초)\s?(?:사업|과제|공약)?\s?(?:명칭|사업명|과제명|이름|명)|당\s?초"
)


def former_labelled(text: str) -> Former | None:
    """The former name of ``종전 명칭 : 남해안 워케이션 시범 운영(’25년 600백만원)``."""
    pair = split_label(text)
    if pair is None or not _LABELLED.fullmatch(pair[0].strip()):
        return None
    head = read_head(pair[1])
    if not is_name(head.name):
        return None
    told = [r for r in [*head.remarks, pair[1]] if not _UNTIL.search(r)]
    return Former(head.name, next(iter(find_years(" ".join(told))), None))


_UNTIL = re.compile(r"변경|개칭|개편|전환")
"""A year beside this is that of the change, not one in which the thing was called so."""


_HEAD_BEFORE = re.compile(r"(?:당초|종전|기존|변경전)(?:(?:사업|공약|과제)?명|명칭)?")
_HEAD_AFTER = re.compile(r"변경(?:후)?(?:(?:사업|공약|과제)?명|명칭)?")


class Renaming(NamedTuple):
    """A row of a table of changes: its line, the old name and the new, the year of the old one where a head says it, and
    whether the new program took in several.
    """

    line: int
    old: str
    new: str
    year: int | None = None
    merged: bool = False


def renamings_in(table: Table, known: Callable[[str], bool]) -> list[Renaming]:
    """The rows of a table of changes (당초 | 변경; 2025년 | 2026년 | 구분) that give a ``known`` program another name."""
    heads = [squash(c) for c in table.columns]
    at = next(
        (i for i, h in enumerate(heads[:-1]) if _HEAD_BEFORE.fullmatch(h) and _HEAD_AFTER.fullmatch(heads[i + 1])), -1
    )
    if not table.header_rows:
        return []
    if at < 0:
        return [r for r in _between_years(table, heads) if known(r.new)]
    rows = [Renaming(line, row[at].text.strip(), row[at + 1].text.strip()) for line, row in table.body()]
    return [r for r in rows if known(r.new) and _is_renaming(r)]


def _is_renaming(row: Renaming) -> bool:
    return is_name(row.old, heading=True) and squash(row.old) != squash(row.new)


def _between_years(table: Table, heads: list[str]) -> list[Renaming]:
    """The rows of programs of two years side by side that a further column calls renamed or merged; a row that goes on below
    (several are merged) leaves the new name empty.
    """
    years = [next(iter(find_years(h)), None) if _HEAD_OF_YEAR.fullmatch(h) else None for h in heads]
    at = next((i for i, (a, b) in enumerate(pairwise(years)) if a and b and a < b), -1)
    found: list[Renaming] = []
    merged = ""
    for line, row in table.body() if at >= 0 else ():
        old, new = row[at].text.strip(), row[at + 1].text.strip()
        kinds = [squash(c.text) for i, c in enumerate(row) if i not in (at, at + 1) and c.text]
        goes_on = merged if not new and not kinds else ""
        merged = new if any(_MERGED.search(k) for k in kinds) else goes_on
        if goes_on or any(_OF_CHANGE.search(k) for k in kinds[:1]):
            found.append(Renaming(line, old, new or goes_on, years[at], bool(merged)))
    return [r for r in found if _is_renaming(r)]


_HEAD_OF_YEAR = re.compile(r"(?:20\d\d|['’‘]\d\d)년?도?(?:사업|사업명)?")
_MERGED = re.compile(r"통합|병합|일원화")
_OF_CHANGE = re.compile(r"^(?:명칭|사업명|이름)?(?:변경|개칭)|^통합|^병합|^일원화|^개편")


def _year(match: re.Match[str], year: int | None) -> int | None:
    if match["y"]:
        return int(match["y"])
    return year - 1 if match["last"] and year else None
