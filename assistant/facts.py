"""Which of the things that lines and tables say answers a question: by the words of the attribute and the words left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.desk import Candidate, Desk
from assistant.unaccounted import unaccounted
from lexicon.amounts import find_amounts
from lexicon.dates import Span, find_spans
from lexicon.labels import read_label
from lexicon.text import squash

Row = dict[str, Any]
_SECTION = 80
_UNIT = re.compile(
    r"몇\s*([가-힣a-zA-Z㎡%]+?)(?:한테|에게|에서|에|씩|쯤|정도|까지|짜리|이었|였|인가|이나|이야|인지|입니|이에|예요|을|를|이|가|나|야|$|\s|\?)"
)


class Fit(NamedTuple):
    """A row beside a question: the better, the smaller. ``missing`` are words that nothing accounts for."""

    missing: tuple[str, ...]
    strange: int
    row: Row
    candidate: Candidate


MONEY_UNITS = {"KRW": 1, "천원": 10**3, "백만원": 10**6}
"""Units of money of facts, in won."""
MONEY = tuple(MONEY_UNITS)
PERCENT = ("%",)


def in_won(row: dict[str, Any]) -> tuple[float | None, str]:
    """A row's figure and unit; money in won, whatever unit its table is in."""
    number, unit = row["number"], str(row["unit"] or "")
    times = MONEY_UNITS.get(unit)
    return (number, unit) if number is None or times is None else (round(number * times), "KRW")


def facts_of(
    desk: Desk, candidates: Sequence[Candidate], units: Sequence[str] = (), *, around: bool = False
) -> list[tuple[Row, Candidate]]:
    """What is said of the candidates, only figures in ``units`` where any are given.

    ``around``: also whatever stands in the sections that name them.
    """
    by_key = {c.key: c for c in candidates}
    if not by_key:
        return []
    rows = [(r, by_key[r["thing"]]) for r in _buildings(desk, candidates, units)]
    said = [(r, by_key[r["thing"]]) for r in said_of(desk, candidates, "facts_about", units=list(units))]
    rows += [(r, c) for r, c in said if not _of_house(c) or r["document"] == c.document]
    if not around:
        return rows
    programs = [c for c in candidates if c.subject.label == "Program"][:3]
    for place in desk.evidence.rows("program_passages", programs=[c.key for c in programs]) if programs else []:
        candidate = by_key[place["program"]]
        if place["line_end"] and place["line_end"] - place["line_start"] < _SECTION:
            chunks = desk.evidence.chunks_between(candidate.document, place["line_start"], place["line_end"])
            found = desk.evidence.rows("facts_in_chunks", chunks=chunks)
            rows += [(r, candidate) for r in found if not _of_another(r, candidate)]
    return rows


def _of_another(row: Row, candidate: Candidate) -> bool:
    """Whether what stands in the section of a program is said of another one, which is no part of it."""
    return row["label"] == "Program" and candidate.key not in (row["thing"], row["whole"])


def _of_house(candidate: Candidate) -> bool:
    """Whether an institution stands for the unit that issued one document: only what that document says counts."""
    return candidate.subject.label == "Institution" and bool(candidate.document)


_BUILDING = {"area_m2": ("면적", "㎡"), "site_area_m2": ("부지면적", "㎡"), "floors": ("층수", "")}


def _buildings(desk: Desk, candidates: Iterable[Candidate], units: Sequence[str]) -> list[Row]:
    """The measures of buildings as rows of facts, each with the first line that says it."""
    keys = sorted(c.key for c in candidates if c.subject.label == "Facility")
    rows = desk.evidence.rows("facility_cards", facilities=keys) if keys and not units else []
    found: dict[tuple[str, str], Row] = {}
    for field, (attribute, unit) in _BUILDING.items():
        for row in sorted((r for r in rows if r[field]), key=lambda r: (not _says(r, field), r["line_start"] or 1)):
            found.setdefault((row["key"], field), _measure(row, field, attribute, unit))
    return list(found.values())


def _says(row: Row, field: str) -> bool:
    """Whether the line of a row says its measure."""
    value = row[field]
    return (f"{value:.10g}" if isinstance(value, float) else str(value)) in str(row["quote"] or "").replace(",", "")


def _measure(row: Row, field: str, attribute: str, unit: str) -> Row:
    value = row[field]
    return {
        "thing": row["key"],
        "document": row["document"],
        "subject": row["name"],
        "attribute": attribute,
        "value": f"{value:,.10g}{unit}" if isinstance(value, float) else f"{value}{unit}",
        "number": value if isinstance(value, (int, float)) else None,
        "unit": unit,
        "date": None,
        "year": None,
        "line_start": row["line_start"] or 1,
        "line_end": row["line_start"] or 1,
        "table": None,
    }


_PLURALS = {
    "Program": "programs",
    "Institution": "institutions",
    "Department": "departments",
    "Facility": "facilities",
}


def said_of(desk: Desk, candidates: Iterable[Candidate], query: str, **more: Any) -> list[Row]:
    """The rows of a query that stands once for each label: ``facts_about``, ``milestones_of``."""
    keys: dict[str, list[str]] = {}
    for candidate in candidates:
        keys.setdefault(candidate.subject.label, []).append(candidate.key)
    return [
        row
        for label, things in keys.items()
        for row in desk.evidence.rows(f"{query}_{_PLURALS[label]}", things=sorted(things), **more)
    ]


def best_facts(
    desk: Desk, rows: Iterable[tuple[Row, Candidate]], fields: Sequence[str] = (), unit: str = ""
) -> list[Fit]:
    """The rows that explain what their candidates leave unexplained, and are of the field or unit asked for."""
    fits = []
    for row, candidate in rows:
        if unit and not _of_unit(row, unit):
            continue
        if fields and not any(names_field(str(row["attribute"] or ""), f) for f in fields):
            continue
        said = [str(row["attribute"] or ""), str(row["value"] or ""), str(row["subject"] or "")]
        missing = unaccounted(candidate.missing, [*said, *candidate.texts])
        fits.append(Fit(missing, _strange(desk, row, candidate, fields), row, candidate))
    fits = [f for f in fits if not f.missing]
    return sorted(
        fits,
        key=lambda f: (
            -_year_fit(desk, f.row),
            _newness(desk, f.row),
            is_difference(desk, f.row),
            _is_aim(desk, f.row),
            _of_a_part(desk, f.row, f.candidate),
            f.strange,
            _years_past(desk, f.row),
            f.candidate.subject.label == "Program"
            and f.row["table"] is not None,  # its own section before lists of all
            f.row["line_start"],
        ),
    )


def is_difference(desk: Desk, row: Row) -> bool:
    """Whether a row says by how much something grew or shrank (증감), where the question does not ask for that."""
    return bool(_DIFFERENCE.search(str(row["attribute"] or "")) and not _OF_DIFFERENCE.search(desk.plan.text))


_DIFFERENCE = re.compile(r"증\s?감|증가|감소|차\s?액")
_OF_DIFFERENCE = re.compile(
    r"증\s?감|증가|감소|차이|차액|늘|줄|변동|변화|올랐|내렸|increase|decrease|change|grow|grew|more|less", re.I
)


def _of_a_part(desk: Desk, row: Row, candidate: Candidate) -> bool:
    """Whether a row about an institution is of something within it (원장, of the columns 계 | 원장 | …) that nobody asked for."""
    of, asked = squash(str(row["subject"] or "")), squash(desk.plan.text)
    whole = {squash(candidate.key), squash(candidate.subject.name)}
    return candidate.subject.label == "Institution" and bool(of) and of not in whole and of not in asked


def _is_aim(desk: Desk, row: Row) -> bool:
    """Whether a row says what was aimed at (2025 목표), where the question asks for what there is."""
    return "목표" in str(row["attribute"] or "") and "목표" not in desk.plan.text and not desk.plan.english


def _years_past(desk: Desk, row: Row) -> int:
    """How many years before that of its document a row is of, where the question says no year; 0 for others."""
    year = desk.year(row["document"])
    return max(0, year - row["year"]) if not desk.plan.years and row["year"] and year else 0


_YEAR_LEAD = re.compile(r"^\s*(?:19|20)\d\d\s*년?도?\s*")
_WIDE = ("name", "note", "content", "stat", "status", "result")
"""Fields under which labels of different things stand: one does not answer for another."""


@lru_cache(maxsize=1 << 16)
def names_field(attribute: str, word: str) -> bool:
    """Whether a label means what a word of the question means: by its letters, or as the same field of planning."""
    if not squash(attribute):
        return False
    if _rates(word) in _rates(attribute):
        return True
    asked, said = read_label(word), read_label(attribute) or read_label(_YEAR_LEAD.sub("", attribute))
    if asked is None or said is None or asked.field != said.field or asked.field in _WIDE:
        return False
    if _SITE.search(word) and not _SITE.search(attribute):
        return False  # 부지 면적 is not that of the building on it
    return asked.field != "rate" or ("집행" in word) == ("집행" in attribute)  # what is spent is not what is built


def _rates(text: str) -> str:
    """The letters of a text with all rates spelt alike: 집행율 is 집행률."""
    return squash(text).replace("율", "률")


_SITE = re.compile(r"부지|대지")


def unit_asked(words: str) -> str:
    """The unit in 몇 편, 몇 명; empty where none is said."""
    match = _UNIT.search(words)
    if match is None and (number := _NUMBER_OF.search(words)):
        return _NUMBERED.get(number[1], number[1])
    return _UNITS.get(match[1], match[1]) if match else ""


_NUMBER_OF = re.compile(r"(대|횟|인원|편|면)수(?![가-힣]{2})")
_NUMBERED = {"횟": "회", "인원": "명"}
_UNITS = {"제곱미터": "㎡", "평방미터": "㎡", "퍼센트": "%", "프로": "%", "헥타르": "ha"}


def date_of(text: str, words: Iterable[str]) -> Span | None:
    """Of the dates in a text the one right before which most of the words stand; None without any.

    자율주행 in 응급의료('23. 6.), 자율주행('23. 11.).
    """
    dated = [s for s in find_spans(text) if s.start]
    at = _behind(text, [(s.begin, s.stop) for s in dated], words)
    return dated[at] if dated else None


def amount_of(text: str, words: Iterable[str]) -> int | None:
    """Of the amounts in a text the one right before which most of the words stand, in won; None without any."""
    amounts = find_amounts(text)
    at = _behind(text, [(a.start, a.end) for a in amounts], words)
    return int(amounts[at].krw) if amounts else None


def _behind(text: str, places: Sequence[tuple[int, int]], words: Iterable[str]) -> int:
    """Which of the places most of the words stand right before; the first of equals."""
    said, at = list(words), 0
    letters = []
    for start, end in places:
        letters.append(sum(len(w) for w in said if w in text[at:start]))
        at = end
    return letters.index(max(letters)) if letters else 0


def _of_unit(row: Row, unit: str) -> bool:
    said = str(row["unit"] or "")
    if not said:
        return bool(re.match(rf"[\d,.]+\s*{re.escape(unit)}", str(row["value"] or "")))
    return said == unit or bool(re.fullmatch(rf"(?:십|백|천)?[만천억]{re.escape(unit)}", said))  # 만명


def _strange(desk: Desk, row: Row, candidate: Candidate, fields: Sequence[str]) -> int:
    """Letters of the attribute that the question does not say: of two rows the plainer one answers."""
    attribute = squash(str(row["attribute"] or ""))
    if attribute == squash(str(row["value"] or "")):
        return 0
    said = squash(desk.plan.text) + "".join(squash(f) for f in fields)
    return sum(1 for k in range(len(attribute) - 1) if attribute[k : k + 2] not in said)


def _year_fit(desk: Desk, row: Row) -> int:
    """2 where the row is of the year asked for, 1 where its document is, 0 where no year says so, -1 for another year."""
    if not desk.plan.years:
        return 0
    stated = row["year"]
    if stated:
        return 2 if stated in desk.plan.years else -1
    attribute_years = [int(y) for y in re.findall(r"(?:19|20)\d\d", str(row["attribute"] or ""))]
    if attribute_years:
        return 2 if set(attribute_years) & set(desk.plan.years) else -1
    told = {int(y) for y in _FIGURE_OF_YEAR.findall(str(row["value"] or ""))}
    if told:
        return 2 if told & set(desk.plan.years) else -1
    return 1 if desk.year_fit(row["document"]) else -1


_FIGURE_OF_YEAR = re.compile(r"(20\d\d)년\s*\d")
"""The year of a figure that a text tells: 가동률 저조(2025년 38.2%)."""


def of_year(desk: Desk, row: Row) -> bool:
    """Whether a row may be said of the year asked for."""
    return _year_fit(desk, row) >= 0


def _newness(desk: Desk, row: Row) -> int:
    return desk.directory.newness.get(row["document"], 99)
