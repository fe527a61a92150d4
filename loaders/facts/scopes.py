"""What a labelled amount is: of the whole program, of one year, spent, left; and of which year its label speaks."""

from __future__ import annotations

import re
from typing import NamedTuple

from lexicon.dates import find_spans
from lexicon.text import squash
from loaders.facts.context import Context
from loaders.facts.model import Mention

SCOPES = {"executed": "executed", "balance": "balance", "prior": "prior", "future": "future", "requested": "requested",
           "secured": "secured", "share": "share", "total": "total"}  # fmt: skip
_OF_YEAR = re.compile(r"(?<!소요)(?<!총)예산(?:액|현액)?$")
_RELATIVE = re.compile(
    r"^(금년|올해|당해연도|당해년도|당해|내년|명년|전년|작년|지난해)(?:도)?(?:의)?(?=예산|사업비|소요|투자|집행)"
)
_RELATIVES = {
    "금년": 0,
    "올해": 0,
    "당해": 0,
    "당해연도": 0,
    "당해년도": 0,
    "내년": 1,
    "명년": 1,
    "전년": -1,
    "작년": -1,
    "지난해": -1,
}


class Label(NamedTuple):
    """A label as read: its field, what stands before the known word, and its own words."""

    field: str
    qualifier: str
    words: str


def scope_of(label: Label, owner: Mention, context: Context, own: int | None) -> tuple[str, int | None]:
    """The scope and year of a money field: ``1차년도 사업비`` and ``2024년 예산`` name their year.

    ``own`` is the year that the document is about.
    """
    if relative := _RELATIVE.search(squash(label.words)):
        return "year", own + _RELATIVES[relative[1]] if own else context.year
    stated = [s.start for s in find_spans(label.qualifier) if s.start]
    if re.search(r"\d차", label.qualifier):
        return "year", nth_year(label.qualifier, owner) or context.year
    if stated:
        return "year", int(stated[0][:4])
    termed = bool(owner.periods) and not _OF_YEAR.search(squash(label.words))
    if label.field == "total" or (label.field == "budget" and (context.year is None or termed)):
        return "total", context.year
    return ("" if label.field == "budget" else label.field), context.year


def nth_year(words: str, owner: Mention) -> int | None:
    """The year that ``2차년도`` means: counted from the start of the program's term."""
    nth = re.search(r"(\d)차", words)
    starts = [p.start for p in owner.periods if p.start]
    return int(starts[0][:4]) + int(nth[1]) - 1 if nth and starts else None
