"""Words of one field of work (``data/topics.csv``): 어르신 and 돌봄, 박람회 and 판로."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lexicon.tables import rows
from lexicon.text import squash


@cache
def _topics() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(squash(w) for w in row["words"].split("|")) for row in rows("topics"))


def kindred_words(words: Iterable[str]) -> frozenset[str]:
    """The words of the topics that words belong to, or hold a word of (통합돌봄센터); none of the words themselves."""
    asked = {squash(w) for w in words}
    long = [w for w in asked if len(w) > 1]
    held = {t for topic in _topics() for t in topic if not t.isascii() and any(t in w for w in long)} | asked
    return frozenset(w for topic in _topics() if topic & held for w in topic) - asked
