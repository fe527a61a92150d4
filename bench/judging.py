"""Judges answers against questions with gold: wholly right, or not.

A question of things is right when all ``required`` are answered and nothing beside them but ``allowed``; one of values when
all ``values`` are said; an unanswerable one when the answer says that the documents do not say it. Names are compared by
letters and digits; one holds another with 70 % of its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

Json = dict[str, Any]
_SHARE = 0.7
_NEAR = 0.0005
"""What two amounts may differ by: one is rounded in words (26.5억 for 2,650,499,000)."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})\s+)?(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?:(?P<behind>\d{{1,2}}),?\s+)?(?P<year>(?:19|20)\d\d)",
    re.I,
)
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:년|[.-])\s*(\d{1,2})?(?:\s*(?:월|[.-])\s*(\d{1,2})?)?")
_HALF = re.compile(r"((?:19|20)\d\d)년?\s*(상|하)반기|((?:19|20)\d\d)-H([12])")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def is_right(question: Json, answer: Json) -> bool:
    """Whether an answer (as ``Answer.as_json`` writes it) is wholly right."""
    expect = question["expect"]
    if not expect.get("answerable", True):
        return not answer["answered"]
    if not answer["answered"]:
        return False
    things = not expect.get("required") or _lists(expect, answer["answers"])
    return things and all(_says(value, answer) for value in expect.get("values", []))


def _letters(text: object) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", str(text)).lower() if c.isalnum())


def _same(name: str, other: str) -> bool:
    a, b = _letters(name), _letters(other)
    return bool(a and b) and ((a in b or b in a) and min(len(a), len(b)) / max(len(a), len(b)) >= _SHARE)


def _is_of(item: Json, group: Sequence[str]) -> bool:
    said = [item["name"], *([item["value"]] if isinstance(item.get("value"), str) else [])]
    return any(_same(name, s) for name in group for s in said)


def _lists(expect: Json, items: Sequence[Json]) -> bool:
    head = items[: expect["top_k"]] if expect.get("top_k") else items
    if not all(any(_is_of(i, group) for i in head) for group in expect["required"]):
        return False
    known = [*expect["required"], *expect.get("allowed", [])]
    return bool(expect.get("top_k")) or all(any(_is_of(i, group) for group in known) for i in items)


def _says(value: Json, answer: Json) -> bool:
    if "any" in value:
        return any(_says(v, answer) for v in value["any"])
    items = answer["answers"]
    said = [str(answer["text"]), *(f"{i['name']} {i.get('value')}" for i in items)]
    numbers = [float(i["value"]) for i in items if isinstance(i.get("value"), (int, float))]
    if "krw" in value:
        return any(abs(n - value["krw"]) <= _NEAR * value["krw"] for n in numbers)
    if "percent" in value or "number" in value:
        wanted = float(value["percent"] if "percent" in value else value["number"])
        return any(abs(n - wanted) < 1e-6 for n in (*numbers, *_numbers(said)))
    if "date" in value:
        return any(d.startswith(value["date"]) for d in _dates(said))
    if "phone" in value:
        return any(re.sub(r"\D", "", value["phone"]) in re.sub(r"\D", "", s) for s in said)
    return any(_letters(form) in _letters(s) for form in value["text"] for s in said)


def _numbers(said: Iterable[str]) -> list[float]:
    return [float(m.group().replace(",", "")) for s in said for m in _NUMBER.finditer(s)]


def _dates(said: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for text in said:
        for year, half, other, number in _HALF.findall(text):
            found.add(f"{year or other}-H{number or ('1' if half == '상' else '2')}")
        for year, month, day in _DATE.findall(text):
            found.add("-".join([year, *(f"{int(p):02d}" for p in (month, day) if p)]))
        for match in _ENGLISH_DATE.finditer(text):
            month = _MONTHS.index(match["month"].lower()) + 1
            day = match["before"] or match["behind"]
            found.add(f"{match['year']}-{month:02d}" + (f"-{int(day):02d}" if day else ""))
    return found
