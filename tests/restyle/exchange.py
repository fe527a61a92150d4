"""Puts other names, places, numbers and amounts into a document, the same ones everywhere: its facts must follow."""

from __future__ import annotations

import re

from tests.restyle.fingerprint import Facts

_UNITS = (("조", "십조"), ("천억", "조"), ("백만", "천만"), ("억", "십억"), ("천원", "만원"), ("천 원", "만 원"))
_DOUBLE = ("황보", "제갈", "독고", "서문")
_FAMILY, _GIVEN = "강남류문방서송심안양엄연염오왕우원유육윤은이인임장전정조지진차채천최추하한함허현홍황", "가나다라마"


def tenfold(text: str) -> str:
    """Every amount times ten: by its unit alone, ``백만원`` as ``천만원``, ``억`` as ``십억``."""
    pattern = re.compile("|".join(re.escape(a) for a, _ in _UNITS if a != "조"))
    return pattern.sub(lambda m: dict(_UNITS)[m.group()], text)


def is_composite(text: str) -> bool:
    """Whether the text holds amounts of several units (``32억 2,500만원``), whose units ``tenfold`` cannot move."""
    return bool(re.search(r"억\s*\d[\d,]*(?:천|백|십)?만|\d\s*천만|조 \d", text))


def people(text: str, names: list[str]) -> tuple[str, dict[str, str]]:
    """Other people of the same number of letters; what was put for whom."""
    put: dict[str, str] = {}
    for i, name in enumerate(sorted(set(names))):
        family = _DOUBLE[i % len(_DOUBLE)] if len(name) == 4 else _FAMILY[i % len(_FAMILY)]
        other = family + "".join(_GIVEN[(i + k) % 5] for k in range(len(name) - len(family)))
        if other not in text and other not in put.values():
            put[name] = other
    for name, other in put.items():
        text = text.replace(name, other).replace(" ".join(name), " ".join(other))
    return text, put


def swapped(text: str, one: str, other: str) -> str:
    """The two 시군구 in each other's place; their towns stay behind and become unknown."""
    stems = {one: other, other: one} | (
        {one[:-1]: other[:-1], other[:-1]: one[:-1]} if len(one) > 2 < len(other) else {}
    )
    pattern = re.compile("|".join(sorted(map(re.escape, stems), key=len, reverse=True)))
    return pattern.sub(lambda m: stems[m.group()], text)


def tenfold_facts(facts: dict[str, Facts]) -> dict[str, set[object]]:
    """The money that ``tenfold`` should give."""
    return {tenfold(n): {(s, scope, year, 10 * krw) for s, scope, year, krw in f["money"]} for n, f in facts.items()}
