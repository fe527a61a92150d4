"""Money in cards and under labels: bare figures in the unit of the card, or that which the document notes."""

from __future__ import annotations

import re

_UNITS = {10**3: "천원", 10**4: "만원", 10**6: "백만원", 10**7: "천만원", 10**8: "억원", 10**9: "십억원"}
_BARE = re.compile(
    r"(?<![\d.,~])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})(?=\s*(?:\(|/|$))|^\s*(?P<a>\d{1,2})(?=\s*(?:\([^\d]|$))"
)


def with_unit(text: str, unit: int | None) -> str:
    """A value with the unit behind its bare amounts: ``13,800(국 5,520, …)``, ``2025년 7,300 / …``."""
    word = _UNITS.get(unit or 0)
    return _BARE.sub(lambda m: (m["n"] or m["a"]) + word, text) if word else text
