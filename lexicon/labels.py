"""Field labels: what ``총사업비``, ``소요예산`` or ``주관부처`` mean, wherever they stand (line, column, section)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lexicon.tables import rows
from lexicon.text import squash
from lexicon.ticks import ticked

_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR_LEAD = re.compile(r"(?:20\d\d|['’‘]\d\d)\s*년?도?\s*(?=[가-힣])")
# Columns that only headers have: no line begins with them.
_HEADER_ONLY = {"number", "group", "sum", "year", "note", "name", "change"}

_OF_MONEY = frozenset({"total", "budget", "executed", "balance", "prior", "future", "requested", "secured", "share"})

MERGED_FROM = "통합 전 사업"
"""The label of the programs that were merged into one, which tables of changes list without any."""


class LabelReading(NamedTuple):
    """The field that a label names, and what stands before the known word (``1차년도`` of ``1차년도 사업비``)."""

    field: str
    qualifier: str


@cache
def _fields() -> dict[str, str]:
    return {squash(row["label"]): row["field"] for row in rows("labels") if not row["label"].startswith("*")}


@cache
def _ends() -> tuple[tuple[str, str], ...]:
    """Ends of labels that name a field (``*기간`` of the table), longest first."""
    ends = [(row["label"][1:], row["field"]) for row in rows("labels") if row["label"].startswith("*")]
    return tuple(sorted(ends, key=lambda e: (-len(e[0]), e[0])))


@cache
def _source_lead() -> re.Pattern[str]:
    """A year and a source of money before the word for an amount."""
    sources = [row["token"] for row in rows("sources") if re.fullmatch(r"[가-힣]{2,}", row["token"])]
    words = "|".join(sorted(sources, key=lambda t: (-len(t), t)))
    return re.compile(rf"(?:{_YEAR_LEAD.pattern})?(?:{words})\s*(?=[가-힣])")


def field_of(label: str) -> str | None:
    """The field of a label exactly known (blanks and a bracketed remark aside), or None."""
    fields = _fields()
    key = squash(label)
    return fields.get(key) or fields.get(squash(_BRACKET.sub("", label)))


def read_label(label: str) -> LabelReading | None:
    """The field of a label, known as a whole or by its end; None where the end is no word of the field."""
    field = field_of(label)
    if field:
        return LabelReading(field, "")
    bare = _BRACKET.sub(" ", label).strip()
    if (year := _YEAR_LEAD.match(bare)) and (field := field_of(bare[year.end() :])) in _OF_MONEY:
        return LabelReading(field, year.group().strip())  # ’26년 배분액
    of_source = _source_lead().match(bare)
    if of_source and (field := field_of(bare[of_source.end() :])) in _OF_MONEY:
        return LabelReading(field, of_source.group().strip())  # 2026년 국비 요구액
    compact = re.sub(r"\s+", "", bare)
    for end, name in _ends():
        if compact.endswith(end) and len(compact) > len(end):
            return LabelReading(name, compact[: -len(end)])
    lead, _, last = compact.rpartition("·") if "·" in compact else compact.rpartition("/")
    if lead and (field := field_of(last)) in _OF_ROWS:
        return LabelReading(field, lead)  # 직 · 성명, 번호·공약명
    if lead and len(lead) <= _LONGEST_LEAD and field in _OF_INSTITUTIONS and last.endswith(("기관", "부처", "처")):
        return LabelReading("structure", lead)  # 지원·협력기관
    return None


_OF_INSTITUTIONS = ("ministry", "agency", "executor", "partner")
_LONGEST_LEAD = 4
_OF_ROWS = ("person", "name")
"""What a row of a table is about, whatever stands beside it in the same cell."""


def is_header_word(text: str) -> bool:
    """Whether a cell reads like a column's header."""
    return field_of(text) is not None or squash(text) in _fields()


def is_money_label(text: str) -> bool:
    """Whether a cell reads like the label of an amount."""
    reading = read_label(text)
    return reading is not None and reading.field in _OF_MONEY


@cache
def _sources() -> frozenset[str]:
    return frozenset(squash(row["token"]) for row in rows("sources") if not row["token"].startswith("*"))


def is_source_word(text: str) -> bool:
    """Whether a cell names whose money it is, as a table of sources does: 국비, 시비, 민자."""
    return squash(text) in _sources()


def is_pair_label(text: str) -> bool:
    """Whether a cell reads like the label of a value beside it."""
    reading = read_label(text)
    return reading is not None and reading.field not in _HEADER_ONLY


_OF_A_YEAR = re.compile(r"^(?:['’‘]\d\d|20\d\d)년?\s")
_DASHED = re.compile(r"\s*((?:['’‘]\d\d년?\s|20\d\d년?\s)?[가-힣][가-힣\s]{1,9}?)\s+[—–―─]\s+(\S.*)$", re.S)
"""A label with a dash behind it: 사업비 — 12억원."""


def split_label(text: str) -> tuple[str, str] | None:
    """``라벨 : 값`` as (label, value); None where the part before the colon is no label (a time, a sentence)."""
    dashed = _DASHED.match(text)
    if dashed and field_of(_OF_A_YEAR.sub("", dashed[1])):
        return dashed[1].strip(), ticked(dashed[2].strip())
    match = re.match(r"\s*([^:]{1,40}?)\s*:\s*(?!//)(.*)$", text, re.S)
    if not match or re.search(r"\d\s*:\s*\d", text[: match.end(1) + 3]):
        return None
    return match[1].strip(), ticked(match[2].strip())
