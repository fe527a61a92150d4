"""Money in cards and under labels: bare figures in the unit of the card, or that which the document notes."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.facts.model import Cite, Money
from loaders.facts.money import Sum, borne_by_each, find_sums

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


def whole_with_unit(text: str, unit: int | None) -> str:
    """The same of a value that begins with a bare whole before its parts: ``16,800(국비 8,400, …)``."""
    return with_unit(text, unit) if _BARE_WHOLE.match(text) else text


_BARE_WHOLE = re.compile(r"\s*\d[\d,.]*\s*\(")


def of_same_share(found: list[Money], share: Sum) -> list[Money]:
    """A year's amounts out of a share, as parts of it: 420 of ``우리 군 몫 : 군비 1,100백만원 중 ’26년 420백만원``."""
    whose = share.parts[0].source if share.krw is None and share.parts else share.source
    return [replace(m, source=whose, scope="share") for m in found]


def shares_behind(value: str, unit: int | None, cite: Cite) -> list[Money]:
    """Who bears how much of the last of several parts: ``국비 3,000, 시비 2,100(군산 1,500, 김제 600)``, where it adds up."""
    found = []
    for total in find_sums(value, unit):
        inner = _IN_BRACKETS.match(total.after)
        last = total.parts[-1] if total.parts else None
        each = borne_by_each(inner["in"], last.source, unit) if inner and last and total.krw is None else []
        if last and sum(p.krw for p in each) == last.krw:
            found += [Money(p.krw, p.source, "share", None, "", p.text, cite, p.party) for p in each]
    return found


_IN_BRACKETS = re.compile(r"\s*\((?P<in>[^()]+)\)")
