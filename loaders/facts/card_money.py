"""Money in cards and under labels: bare figures in the unit of the card, or that which the document notes."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.facts.model import Money
from loaders.facts.money import Sum

_UNITS = {10**3: "천원", 10**4: "만원", 10**6: "백만원", 10**7: "천만원", 10**8: "억원", 10**9: "십억원"}
_BARE = re.compile(
    r"(?<![\d.,~])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})(?=\s*(?:\(|/|$))|^\s*(?P<a>\d{1,2})(?=\s*(?:\([^\d]|$))"
)


_PRICED = re.compile(
    r"(?P<lead>^[^:]{2,40}:\s*(?:총\s*)?)(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?=\s*\((?:국|도|시|군|구|민|자|지|특|기)[가-힣·]{0,4}\s*[:：]?\s*\d)"
)
_OF_PART = re.compile(
    r"(?P<lead>^[^:(]{2,40}(?::\s*|\())(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{2,})(?=\s*(?:[(,)]|$))(?![(,)]\d)"
)


def priced(text: str, unit: int | None, *, part: bool) -> str:
    """The text of an item with the unit behind its bare amount: ``보육동 신축 : 7,500(국비 4,000, …)``; one that is listed as a
    ``part`` needs no shares.
    """
    word = _UNITS.get(unit or 0)
    return (_OF_PART if part else _PRICED).sub(lambda m: m["lead"] + m["n"] + word, text) if word else text


def with_unit(text: str, unit: int | None) -> str:
    """A value with the unit behind its bare amounts: ``13,800(국 5,520, …)``, ``2025년 7,300 / …``."""
    word = _UNITS.get(unit or 0)
    return _BARE.sub(lambda m: (m["n"] or m["a"]) + word, text) if word else text


def of_same_share(found: list[Money], share: Sum) -> list[Money]:
    """A year's amounts out of a share, as parts of it: 420 of ``우리 군 몫 : 군비 1,100백만원 중 ’26년 420백만원``."""
    whose = share.parts[0].source if share.krw is None and share.parts else share.source
    return [replace(m, source=whose, scope="share") for m in found]
