"""Refusals and errors in the reader's language: what the library says in English is told in Korean by ``refusals.csv``.

A row holds what a message says (a pattern; the first row that is found wins) and the Korean for it, with ``{1}`` for what
its first group holds. What no row knows is told as it is, after a Korean beginning.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from viewing.words import Words


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    with Path(__file__).with_name("refusals.csv").open(encoding="utf-8", newline="") as file:
        return tuple((re.compile(row["says"]), row["ko"]) for row in csv.DictReader(file))


def in_korean(message: str) -> str:
    """The Korean of a message; empty where the table has none."""
    for says, korean in _table():
        if found := says.search(message):
            return korean.format(*(found[0], *(g or "" for g in found.groups())))
    return ""


def refusal(error: object, words: Words) -> str:
    """What went wrong, in the reader's language. Messages that are Korean already stay."""
    message = " ".join(str(error).split())
    if words.english or re.match(r"[^a-zA-Z]*[가-힣]", message.rpartition(": ")[2]):
        return message
    return in_korean(message) or words("failed.told", message=message)
