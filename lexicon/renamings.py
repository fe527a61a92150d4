"""What planning language calls by another word later (SW → 디지털) or beside (노인 = 어르신), from ``data/renamings.csv``.

A renaming never makes two names one: it only lets them be compared as if the older one were written today, and says so.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from lexicon.names import written_out
from lexicon.tables import rows

_BECOMES, _SAME = "바뀜", "같은 뜻"


class Renamed(NamedTuple):
    """A name's letters in today's words, and the replacements that made them (``SW → 디지털``)."""

    key: str
    changes: tuple[str, ...]


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    replacement: str
    said: str


@cache
def _rules(kind: str) -> tuple[_Rule, ...]:
    """The rows of a kind, longest word first, as replacements of written-out letters."""
    found: dict[str, _Rule] = {}
    for row in rows("renamings"):
        old, new = written_out(row["word"]), written_out(row["becomes"])
        if row["kind"] == kind and old and old != new:
            # An older word inside its successor (귀농 in 귀농귀촌) is no renaming there.
            inside = re.escape(new).replace(re.escape(old), f"(?:{re.escape(old)})") if old in new else ""
            guard = f"(?!{re.escape(new[new.index(old) + len(old) :])})" if inside and not new.endswith(old) else ""
            before = f"(?<!{re.escape(new[: new.index(old)])})" if inside and new.index(old) else ""
            found.setdefault(
                old,
                _Rule(re.compile(before + re.escape(old) + guard), new, f"{row['word']} → {row['becomes']}"),
            )
    return tuple(sorted(found.values(), key=lambda r: (-len(r.pattern.pattern), r.pattern.pattern)))


def _apply(key: str, kind: str) -> Renamed:
    changes = []
    for pattern, replacement, said in _rules(kind):
        key, count = pattern.subn(replacement, key)
        if count:
            changes.append(said)
    return Renamed(key, tuple(changes))


@lru_cache(maxsize=1 << 16)
def common(key: str) -> str:
    """Written-out letters with words of one meaning made one (노인, 고령자 → 어르신)."""
    return _apply(key, _SAME).key


@lru_cache(maxsize=1 << 16)
def later(key: str) -> Renamed:
    """Written-out letters in later words (소프트웨어 → 디지털), in the words of ``common``."""
    renamed = _apply(key, _BECOMES)
    return Renamed(common(renamed.key), renamed.changes)


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    classes: dict[str, list[str]] = {}
    for row in rows("renamings"):
        if row["kind"] == _SAME:
            members = classes.setdefault(common(written_out(row["becomes"])), [row["becomes"]])
            members.append(row["word"])
    return {key: tuple(dict.fromkeys(members)) for key, members in classes.items()}


def alternatives(key: str) -> tuple[str, ...]:
    """Other words of the meaning of written-out letters, as people write them (어르신 → 노인, 고령자 …)."""
    return _classes().get(common(key), ())
