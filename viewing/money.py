"""Amounts of won as tables and pictures show them, in the unit that the reader chose."""

from __future__ import annotations

from typing import Literal

from lexicon.amounts import spoken

Unit = Literal["억원", "백만원"]
UNITS: tuple[Unit, ...] = ("억원", "백만원")
_WON = {"억원": 10**8, "백만원": 10**6}
_ENGLISH = {"억원": "₩100M", "백만원": "₩1M"}


def figure(krw: float, unit: Unit) -> str:
    """An amount in the unit, without the unit's name: ``25``, ``13.25``, ``1,985``; 0.004억 stays visible as ``0.004``."""
    value = krw / _WON[unit]
    digits = 2 if abs(value) >= 0.01 or not value else 6
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(krw: float, unit: Unit, *, english: bool = False) -> str:
    """An amount with its unit: ``25억원``, ``2,500백만원``, ``25 × ₩100M``."""
    return f"{figure(krw, unit)} × {_ENGLISH[unit]}" if english else f"{figure(krw, unit)}{unit}"


def exact(krw: int) -> str:
    """An amount as people say it, exact to the won."""
    return spoken(krw)


def unit_name(unit: Unit, *, english: bool = False) -> str:
    """The unit as a column's head says it."""
    return _ENGLISH[unit] if english else unit
