"""Questions to begin with, made from what is loaded; each was asked, and has an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from assistant.assistant import Assistant
from lexicon.text import squash
from viewing.overview import Glance
from viewing.words import Words

LIMIT = 6
Value = TypeVar("Value")
_LONGEST = 34
_TRIED = 4
"""Programs or pairs that are tried for each kind of question."""


def starters(assistant: Assistant, programs: Sequence[Glance], words: Words) -> list[str]:
    """Up to six questions, each of another kind, that the documents answer."""
    found = []
    for questions in _kinds(assistant, programs, words):
        answered = next((q for q in questions if assistant.ask(q)[0].found.answered), None)
        if answered and answered not in found:
            found.append(answered)
        if len(found) == LIMIT:
            break
    return found


def _kinds(assistant: Assistant, programs: Sequence[Glance], words: Words) -> Iterator[list[str]]:
    """For each kind of question several of it, the likeliest first."""
    ministries = assistant.known().directory.ministries
    listed = [g for g in programs if g.kind == "사업" and 6 <= len(g.name) <= _LONGEST]
    pairs = [(r, m) for g in listed for m in g.ministries for r in g.places if m in ministries]
    yield [words("starter.list", region=r, ministry=_short(m, ministries[m])) for r, m in _few(pairs)]
    yield [words("starter.contact", program=g.name) for g in _few([g for g in listed if g.departments])]
    yield [words("starter.sum", ministry=_short(m, ministries[m])) for m in _few([m for _, m in pairs])]
    yield [words("starter.total", program=g.name) for g in _few([g for g in reversed(listed) if g.total])]
    years = sorted({g.year for g in programs if g.year and g.is_new}, reverse=True)
    yield [words("starter.new", year=y) for y in years]
    older = [g for g in listed if g.year and years and g.year < max(g.year or 0 for g in programs)]
    yield [words("starter.lineage", year=g.year, program=g.name) for g in older[: 3 * _TRIED]]
    yield [words("starter.largest", region=r) for r, _ in _few(pairs)]


def _few(values: Iterable[Value]) -> list[Value]:
    return list(dict.fromkeys(values))[:_TRIED]


def _short(name: str, known: Sequence[str]) -> str:
    """What people call a ministry: its shortest abbreviation of four letters or more, else its name."""
    fitting = [k for k in known if 3 <= len(squash(k)) <= 5]
    return min(fitting, key=lambda k: (abs(len(k) - 5), k)) if fitting else name
