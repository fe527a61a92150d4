"""What makes two files the same document: a small sample of its text and of its figures, comparable without the text.

The sample is the smallest hashes of all runs of seven letters (blanks and marks aside), so that line breaks, bullets
and the order of a table's cells hardly matter, and of all figures of three digits or more. Two editions of a plan share
most of their text but not their figures.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from lexicon.text import squash

_RUN = 7
_TEXTS, _FIGURES = 400, 200
_FIGURE = re.compile(r"\d[\d,]*\d{2}(?:\.\d+)?")
_LEAST = 60
"""Runs of a text that is long enough to be told from others."""


class Likeness(NamedTuple):
    """Shares (0 to 1) of text and figures that two documents have in common."""

    text: float
    figures: float


def sketch_of(lines: Iterable[str]) -> str:
    """The sample of a text, as printable characters (about 3 KB); empty for a text that says too little."""
    whole = "\n".join(lines)
    letters = squash(whole)
    runs = {zlib.crc32(letters[i : i + _RUN].encode()) for i in range(len(letters) - _RUN + 1)}
    if len(runs) < _LEAST:
        return ""
    figures = {zlib.crc32(m.replace(",", "").encode()) for m in _FIGURE.findall(whole)}
    return f"{_packed(runs, _TEXTS)}.{_packed(figures, _FIGURES)}"


def likeness(one: str, other: str) -> Likeness:
    """How much two sketches have in common; nothing where one is empty or none."""
    try:
        (a, b), (c, d) = (map(_unpacked, sketch.rsplit(".", 1)) for sketch in (one, other))
    except (ValueError, struct.error):
        return Likeness(0.0, 0.0)
    return Likeness(_shared(a, c, _TEXTS), _shared(b, d, _FIGURES) if b or d else 1.0)


def _packed(hashes: set[int], count: int) -> str:
    smallest = sorted(hashes)[:count]
    return base64.b85encode(struct.pack(f"!{len(smallest)}I", *smallest)).decode()


def _unpacked(text: str) -> set[int]:
    data = base64.b85decode(text)
    return set(struct.unpack(f"!{len(data) // 4}I", data))


def _shared(a: set[int], b: set[int], count: int) -> float:
    """The share of both that is in both, estimated from the smallest hashes of each."""
    both = sorted(a | b)[:count]
    return sum(h in a and h in b for h in both) / len(both) if both else 0.0
