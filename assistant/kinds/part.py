"""A part of an answer: one field of one thing."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Alternative, Item, Suggestion


@dataclass(frozen=True)
class Part:
    """What one field says: of whom, in a sentence, with items and other values."""

    name: str
    text: str
    items: tuple[Item, ...]
    alternatives: tuple[Alternative, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()
