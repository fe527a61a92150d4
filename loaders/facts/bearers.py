"""Who bears an amount stated above: ``군비 720은 남해군 360, 고성군 360으로 나누어 부담``, ``※ 기타는 민간자본``."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.facts.model import Cite, Money
from loaders.facts.money import borne_by_each, source_of

_SHARED = re.compile(
    r"\W*(?P<s>[가-힣]{1,6}?)\s?(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?:[조억백천만]+\s*원?)?\s?(?:은|는|:)\s*(?P<v>[가-힣].*\d.*)"
)
_SHARING = re.compile(r"\s*(?:으로|로|씩|을|를)?\s*(?:각각?\s*)?(?:나누어|나눠|분담|부담|투입)[^\d]*$")
_OTHER = "기타"
_OTHERS_PAY = re.compile(
    r"\W*기타\s?(?:재원|예산)?\s*(?:는|은|:)\s*[가-힣][^\d()]*(?:부담금|분담금|부담분|분담분)\s*(?:\([^()]*\))?\s*\.?"
)
_NAMED = re.compile(
    r"\W*기타\s*(?:는|은|:)\s*(?P<p>[가-힣A-Za-z(㈜][가-힣A-Za-z()㈜\s]{1,19}?)\s*(?:부담분?|출자분?|발행분|분담분?|출연분?)?\s*\.?"
)
_UNITS = tuple(10**n for n in range(10))


def tells_of_bearers(text: str) -> bool:
    """Whether a line says who bears an amount: the places that it names pay, nothing is carried out there."""
    return bool(
        _NAMED.match(text) or (_SHARED.fullmatch(text) and _SHARING.search(text)) or _OTHERS_PAY.fullmatch(text)
    )


def with_bearers(text: str, money: list[Money], cite: Cite) -> list[Money]:
    """The amounts of a program with what a line says of who bears one of them."""
    if named := _NAMED.fullmatch(text):
        return [replace(m, party=m.party or named["p"].strip()) if m.source == _OTHER else m for m in money]
    shared = _SHARED.fullmatch(text)
    source = source_of(shared["s"]) if shared else None
    if shared is None or source is None:
        return money
    figure = float(shared["n"].replace(",", ""))
    whole = next((m for m in money if m.source == source and any(m.krw == figure * u for u in _UNITS)), None)
    if whole is None or not figure:
        return money
    parts = borne_by_each(_SHARING.sub("", shared["v"]), shared["s"], round(whole.krw / figure))
    if sum(p.krw for p in parts) != whole.krw:
        return money
    return [*money, *(Money(p.krw, p.source, "share", None, shared["s"], p.text, cite, p.party) for p in parts)]
