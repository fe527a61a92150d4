"""A number or date as Excel shows it in its format: ``#,##0``, ``0.0%``, ``△#,##0``, ``yyyy-mm-dd``, ``#,##0"천원"``."""

from __future__ import annotations

import datetime
import math
import re

_PLACEHOLDERS = re.compile(r"[#0?](?:[#0?,. ]*[#0?])?(?P<thousands>,*)%?")
_HIDDEN = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours, conditions; room for a letter; filling
_Value = int | float | datetime.date | datetime.time | datetime.timedelta


def shown(value: _Value, form: str) -> str:
    """The text that Excel shows for a value in a number format, as a person would type it."""
    if isinstance(value, datetime.datetime):
        return _date(value, form)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        return str(value)
    if not math.isfinite(value):
        return ""
    return _number(value, form)


def _date(value: datetime.datetime, form: str) -> str:
    form = form.lower()
    if value.time() != datetime.time() and "h" in form:
        return value.strftime("%Y-%m-%d %H:%M")
    if "d" not in form and "m" in form:
        return value.strftime("%Y-%m")
    return value.strftime("%Y-%m-%d")


def _number(value: float, form: str) -> str:
    sections = form.split(";")
    section, number = sections[0], value
    if value < 0 and len(sections) > 1:
        section, number = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    section = _HIDDEN.sub("", section)
    literal = re.sub(r'"([^"]*)"|\\(.)', lambda m: _escape(m[1] or m[2] or ""), section)
    core = _PLACEHOLDERS.search(literal)
    if core is None or section.strip().lower() == "general" or "@" in section:
        text = _unescape(literal) if core is None and literal.strip() and "@" not in section else _general(number)
        return text if text.lower() != "general" else _general(number)
    places = core[0].partition(".")[2]
    decimals = len(re.findall(r"[0#?]", places))
    scaled = number * (100 if "%" in core[0] else 1) / 1000 ** len(core["thousands"])
    grouped = "," in core[0].rstrip(",%")
    digits = f"{scaled:,.{decimals}f}" if grouped else f"{scaled:.{decimals}f}"
    if "." in digits and places.rstrip("%,").endswith("#"):
        digits = digits.rstrip("0").rstrip(".")
    before, after = _unescape(literal[: core.start()]), _unescape(literal[core.end() :])
    return f"{before}{digits}{'%' if '%' in core[0] else ''}{after}".strip()


def _escape(text: str) -> str:
    """Text of a format moved out of the way of its placeholders."""
    return "".join(chr(0xF0000 + ord(c)) if ord(c) < 0xF000 else c for c in text)


def _unescape(text: str) -> str:
    return "".join(chr(ord(c) - 0xF0000) if ord(c) >= 0xF0000 else c for c in text)


def _general(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"
