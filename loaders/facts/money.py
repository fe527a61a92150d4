"""Amounts with their parts: ``13,248백만원(국비 6,624, 지방비 6,624)``, ``군비 120백만원``, ``국 250·도 75·군 175``.

A bare part takes the unit of the amount it belongs to, or the caller's (a table's caption). What only looks like money
of the program is told apart by its neighbours: a limit (``1.5억원 이내``), a price per head (``세대당 50만원``), each one's
share (``각 1.5억원``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lexicon.amounts import Amount, find_amounts
from lexicon.ministries import is_ministry, ministry_surfaces
from lexicon.organisations import is_known
from lexicon.places import named, namesakes
from lexicon.tables import rows

TOTAL = "총사업비"


class Part(NamedTuple):
    """Whose money and how much; ``party`` where it is the share of one of several who carry the program together."""

    source: str
    krw: int
    text: str
    party: str = ""

    def scope_in(self, scope: str) -> str:
        """The scope of the part of an amount of ``scope``: a share where it says who bears it and not out of which money."""
        return "share" if self.party and self.source == TOTAL else scope


class Sum(NamedTuple):
    """An amount in a text: the head (None where only parts stand), its parts, the words right before it."""

    krw: int | None
    source: str
    parts: tuple[Part, ...]
    before: str
    after: str
    start: int
    end: int
    text: str
    unit: int


@cache
def _sources() -> dict[str, str]:
    return {row["token"]: row["source"] for row in rows("sources") if not row["token"].startswith("*")}


@cache
def _source_ends() -> tuple[tuple[str, str], ...]:
    """Ends of words that name a source (``*기금`` of the table), longest first."""
    ends = [(row["token"][1:], row["source"]) for row in rows("sources") if row["token"].startswith("*")]
    return tuple(sorted(ends, key=lambda e: (-len(e[0]), e[0])))


@cache
def _source_pattern() -> str:
    words = sorted({*_sources(), *ministry_surfaces()}, key=lambda t: (-len(t), t))
    ends = [f"[가-힣]{{0,10}}{_with_blank(end)}" for end, _ in _source_ends()]
    return "|".join([*ends, *map(_with_blank, words)])


def _with_blank(word: str) -> str:
    return _PAYER.sub(r"\1\\s?", re.escape(word))


_PAYER = re.compile(r"^(시군|[도시군구]|국고|국가|정부|기업|농가|업체|조합|주민|농협|본인|민간|자체)(?=[가-힣]{2})")
"""Who pays, behind which a blank may stand: 도 출연금, 시군 분담금."""


def source_of(text: str) -> str | None:
    """The source that a word names: 국비, 도비 … ; ``충주시비``, ``의료원 자부담`` and ``폐광기금`` by their end."""
    word = re.sub(r"\s+", "", text)
    sources = _sources()
    if word in sources:
        return sources[word]
    match = re.fullmatch(r"[가-힣]+?([시군구도]비)", word)
    if match and match[1] in sources:
        return sources[match[1]]
    if is_ministry(word):
        return "국비"
    by_end = next((sources[t] for t in ("자부담", "지방비", "국비", "민간") if word.endswith(t)), None)
    return by_end or next((source for end, source in _source_ends() if word.endswith(end)), None)


@cache
def _part_pattern() -> re.Pattern[str]:
    number = r"[0-9OlI][0-9OolI,.]*"
    unit = "조|천억|백억|십억|억|천만|백만|만|천"
    return re.compile(
        rf"(?<![가-힣A-Za-z])(?P<s>(?:[가-힣]{{2,4}}(?=[시군구도]비))?(?:{_source_pattern()}))\s*[:：]?\s*"
        rf"(?P<n>{number}(?!\s*[%~]|[0-9]))\s*(?P<u>(?:{unit})?(?:\s*{number}\s*(?:{unit})(?=\s*(?:[원억만,·/+)\]]|$)))*"
        r"(?:\s*원(?!칙|인|도|내|스|천|장))?)(?:(?<=원)|(?![가-힣]))"
    )


_SHORT_MYRIADS = re.compile(r"억\s*\d천$")
"""Thousands behind hundreds of millions, said short for tens of millions: 22억 5천."""
_WHOLE_BEFORE = re.compile(r"(?:전액|전부|모두)\s*([가-힣]{2,6})\s*\(\s*$")
PER_UNIT = re.compile(r"\s*/\s*(?:㎥|㎡|㎏|kg|kWh|톤|명|인|개|대|건|호|가구|세대|월|일)(?![가-힣])")
"""Behind an amount: what it is the price of."""
_LIMIT = re.compile(rf"\s*(?:이내|한도|이하|미만|이상|초과|범위|씩|까지|내외\s*지원|/\s*[가-힣]+당)|{PER_UNIT.pattern}")
_EACH = re.compile(
    r"(?:당|각|각각|매월|매년|월|연간|최대|인당|1인|기준|건당|개당|개소당|세대당|약정|한도)\s*(?:약\s*)?$"
)


def find_sums(text: str, unit: int | None = None) -> list[Sum]:
    """The amounts of ``text`` with their parts, in order. ``unit``: won per one of a bare number in a list of parts."""
    heads = find_amounts(text)
    found: list[Sum] = []
    position = 0
    for head in heads:
        if head.start < position:
            continue
        before = text[position : head.start]
        named = re.search(rf"(?<![가-힣])({_source_pattern()}|[가-힣]{{2,4}}[시군구도]비)\s*[:：]?\s*$", before)
        end, parts, sole = _parts_behind(text, head, unit)
        whole = _WHOLE_BEFORE.search(before)  # 전액 국비(2,000백만원)
        sole = sole or (source_of(whole[1]) if whole else None)
        if named and not parts:
            continue  # a part that stands alone is read below, with its like
        source = sole or (source_of(named[1]) if named else None) or TOTAL
        found.append(
            Sum(
                head.krw,
                source,
                tuple(parts),
                before.rstrip(),
                text[end:],
                head.start,
                end,
                text[head.start : end],
                head.unit,
            )
        )
        position = end
    found += _free_parts(text, unit, found)
    return sorted(found, key=lambda s: s.start)


def _parts_behind(text: str, head: Amount, unit: int | None) -> tuple[int, list[Part], str | None]:
    """The bracket behind a head: its end, its parts, or the one source of the whole (``30백만원(시비)``)."""
    opening = re.match(r"\s*(?:규모|상당)?\s*[(\[〔]", text[head.end :])
    if not opening:
        whole = re.match(r"\s*,?\s*(?:전액\s*([가-힣]{2,6})|([가-힣]{2,6})\s*전액)(?![가-힣])", text[head.end :])
        source = source_of(whole[1] or whole[2]) if whole else None
        return (head.end + whole.end(), [], source) if whole and source else (head.end, [], None)
    start = head.end + opening.end()
    close = _closing(text, start)
    inside = _REMARKED.sub(_payer_said, text[start:close])
    parts = _adding_up(inside, head) or _shares(inside, head) or _rates(inside, head)
    end = min(close + 1, len(text))
    if parts:
        return end, parts, None
    if wholly := _WHOLLY.match(inside):  # (전액 국비, …)
        return end, [], source_of(wholly[1] or wholly[2])
    if len(inside) <= _LONGEST_PAYER and (payer := source_of(re.sub(r"100\s*%|전액", "", inside))):
        return end, [], payer
    words = [source_of(w) for w in re.split(r"[\s,·/]+|100%|전액", inside) if w]
    if words and all(words) and len(set(words)) == 1:
        return end, [], words[0]
    return head.end, [], None


_REMARKED = re.compile(r"(?P<p>[가-힣]{2,8})\s?\((?P<in>[^()]{2,12})\)(?=\s*\d)")


def _payer_said(match: re.Match[str]) -> str:
    """The payer of a share with a remark behind it: 특별교부금(국비) is 국비, 기타(교육청) is 기타."""
    return match["in"] if source_of(match["in"]) and not source_of(match["p"]) else match["p"]


_LONGEST_PAYER = 12
"""Letters of a bracket that only says who pays: (전액 도 출연금)."""
_PART_UNITS = (10**8, 10**6, 10**3, 10**4)


def _adding_up(inside: str, head: Amount) -> list[Part]:
    """The parts of an amount; bare ones take the unit in which they add up to it: 13억 5천만원(도비 13.5)."""
    parts = read_parts(inside, head.unit)
    if not parts or sum(p.krw for p in parts) == head.krw:
        return parts
    borne = [*parts, *_borne(inside, head.unit)]
    if len(borne) > len(parts) and sum(p.krw for p in borne) == head.krw:
        return borne
    others = (read_parts(inside, unit) for unit in _PART_UNITS)
    return next((found for found in others if sum(p.krw for p in found) == head.krw), parts)


_WHOLLY = re.compile(r"\s*(?:전액\s*([가-힣]{2,6})|([가-힣]{2,6})\s*전액)(?=\s*,)")
_BEARER = re.compile(
    r"[시군구]$|대학교?$|[가-힣]대$|병원$|의료원$|연구원$|공사$|공단$|재단$|진흥원$|협회$|조합$|기업$|센터$|본원$"
)
_SHARE = re.compile(
    r"(?P<p>[가-힣][가-힣A-Za-z]{1,11})\s*[:：]?\s*(?P<n>[0-9OlI][0-9OolI,.]*)\s*(?P<u>조|천억|백억|십억|억|천만|백만|만|천)?\s*원?"
)


_BORNE = re.compile(
    r"(?P<p>[A-Z]{2,6}|[가-힣][가-힣A-Za-z]{1,13})\s*[:：]?\s*(?P<n>\d[\d,.]*)\s*(?P<u>억|천만|백만|만|천)?\s*원?"
)


def _borne(inside: str, unit: int) -> list[Part]:
    """``국비 8,560, 도비 1,712, LH 4,280``: the shares of those that are no public purse, beside the parts."""
    parted = re.split(r"[·/+]|,\s|,(?!\d{3})|(?<=[\d억만천원])\s+(?=[가-힣A-Z])", inside)
    pieces = [m for p in parted if (m := _BORNE.fullmatch(p.strip()))]
    found = []
    for match in pieces:
        amounts = find_amounts(match["n"].rstrip(".,") + (f"{match['u']}원" if match["u"] else ""), unit)
        if amounts and source_of(match["p"]) is None and not _GOVERNMENT.search(match.group()):
            found.append(Part("기타", amounts[0].krw, match.group(), match["p"]))
    return found


def _carries(word: str) -> bool:
    """Whether a word names a place or an organisation, which may bear a share."""
    return bool(namesakes(word) or named(word)) or is_known(word) or bool(_BEARER.search(word))


def _shares(inside: str, head: Amount) -> list[Part]:
    """``29,000백만원(괴산 14,500·음성 14,500)``: who bears how much; only where the shares add up to the whole."""
    pieces = [p.strip() for p in re.split(r"[·/+]|,\s|,(?!\d{3})", inside) if p.strip()]
    matches = [_SHARE.fullmatch(p) for p in pieces]
    found = []
    for match in matches:
        if match is None or not _carries(match["p"]):
            return []
        amounts = find_amounts(match["n"].rstrip(".,") + (f"{match['u']}원" if match["u"] else ""), head.unit)
        found += [Part(TOTAL, a.krw, match.group(), match["p"]) for a in amounts[:1]]
    return found if len(found) >= 2 and sum(p.krw for p in found) == head.krw else []


_RATE = re.compile(r"(?P<p>[가-힣·\s]{1,8}?)\s*[:：]?\s*(?P<n>\d{1,3}(?:\.\d+)?)\s*%")


def _rates(inside: str, head: Amount) -> list[Part]:
    """``12,500백만원(국 50%, 도 15%, 시 35%)``: the parts of an amount by their share; only where they make up the whole."""
    matches = [_RATE.fullmatch(p.strip()) for p in re.split(r"[/+,]|·(?=\s*[가-힣]+\s*\d)", inside) if p.strip()]
    parts = [(source_of(m["p"]), float(m["n"]), m.group()) for m in matches if m]
    if len(parts) < 2 or len(parts) < len(matches) or sum(rate for _, rate, _ in parts) != _WHOLE:
        return []
    return [Part(source, round(head.krw * rate / _WHOLE), text) for source, rate, text in parts if source]


_WHOLE = 100.0
"""Percent."""


def borne_by_each(value: str, label: str, unit: int | None) -> list[Part]:
    """``군비 분담 : 청송군 6억원, 영덕군 4.5억원``: who bears how much, two at least; out of the money that the label names."""
    pieces = [p.strip() for p in re.split(r"[·/+]|,\s|,(?!\d{3})", value) if p.strip()]
    matches = [_SHARE.fullmatch(p) for p in pieces]
    if len(matches) < 2 or not all(m and _carries(m["p"]) for m in matches):
        return []
    source = next((s for w in label.split() if (s := source_of(w))), TOTAL)
    found = []
    for match in filter(None, matches):
        amounts = find_amounts(match["n"].rstrip(".,") + (f"{match['u']}원" if match["u"] else ""), unit)
        found += [Part(source, a.krw, match.group(), match["p"]) for a in amounts[:1]]
    return found


def _closing(text: str, start: int) -> int:
    depth = 1
    for i in range(start, len(text)):
        depth += {"(": 1, ")": -1, "[": 1, "]": -1, "〔": 1, "〕": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return len(text)


def read_parts(text: str, unit: int | None) -> list[Part]:
    """``국비 6,624, 지방비 6,624`` as parts; a bare number takes ``unit``, or that of the parts that have one."""
    found = []
    inherited = unit
    for match in _part_pattern().finditer(text):
        written = match["u"].replace(" ", "").removesuffix("원")
        won = "" if not written or _SHORT_MYRIADS.search(match["u"]) else "원"
        amounts = find_amounts(match["n"].rstrip(".,") + written + won, inherited)
        if written and not re.search(r"\d", written) and amounts:
            inherited = amounts[0].unit
        source = source_of(match["s"])
        if amounts and source:
            found.append(Part(source, amounts[0].krw, match.group().strip()))
    return [*found, *_of_governments(text, inherited)] if found else []


_GOVERNMENT = re.compile(
    r"(?<![가-힣])(?P<p>[가-힣]{2,4}(?P<e>[시군구]))\s*[:：]?\s*(?P<n>\d[\d,.]*)\s*(?P<u>조|천억|백억|억|천만|백만|만|천)?\s*원?(?=\s*(?:[,·/+)\]]|$)|\s+[가-힣]{2,4}\s*\d)"
)


_NEXT_GOVERNMENT = re.compile(rf"[\s,·/+]*{_GOVERNMENT.pattern}")
"""A government's share behind the parts before it: 도비 180,000 김해시 40,000."""


def _of_governments(text: str, unit: int | None) -> list[Part]:
    """``국비 120, 도비 72, 원주시 48``: the shares that are named by who bears them."""
    found = []
    for match in _GOVERNMENT.finditer(text):
        amounts = find_amounts(match["n"].rstrip(".,") + (f"{match['u']}원" if match["u"] else ""), unit)
        if amounts and (namesakes(match["p"]) or named(match["p"])):
            found.append(Part(f"{match['e']}비", amounts[0].krw, match.group().strip(), match["p"]))
    return found


def _free_parts(text: str, unit: int | None, found: list[Sum]) -> list[Sum]:
    """Parts without a head: ``국 600, 도 180, 군 420`` of a table's column, ``군비 120백만원``."""
    runs: list[list[re.Match[str]]] = []
    for match in _part_pattern().finditer(text):
        if any(s.start <= match.start() < s.end for s in found):
            continue
        written = match["u"].replace(" ", "")
        if written in ("", "원") and unit is None and not _has_unit(text):
            continue
        if runs and re.fullmatch(r"(?:[\s,·/+및]|[과와]\s)*", text[runs[-1][-1].end() : match.start()]):
            runs[-1].append(match)
        else:
            runs.append([match])
    sums = []
    for run in runs:
        start, end = run[0].start(), run[-1].end()
        while behind := _NEXT_GOVERNMENT.match(text, end):
            end = behind.end()
        parts = read_parts(text[start:end], unit or _unit_in(text))
        if parts:
            sums.append(
                Sum(None, "", tuple(parts), text[:start].rstrip(), text[end:], start, end, text[start:end], unit or 1)
            )
    return sums


def _has_unit(text: str) -> bool:
    return bool(find_amounts(text))


def _unit_in(text: str) -> int | None:
    amounts = find_amounts(text)
    return amounts[0].unit if amounts else None


def in_won(value: float, unit: float) -> float:
    """A figure in whole won: 165.7 of 억원 is no 16,569,999,999.999998."""
    return float(round(value * unit))


OTHER_MONEY = "other"
"""The scope of money that is not the thing's own: what it lends, issues, sells or collects."""


@cache
def spending_words() -> dict[str, str]:
    """Words right before an amount that say what it is for: ``신청 74억``, ``집행액 611백만원``, ``융자규모 240억원``; their scopes."""
    return {row["word"]: row["scope"] for row in rows("spending_words")}


def is_side_figure(total: Sum) -> bool:
    """Whether an amount is a limit, a price per piece or each one's share, not the program's money."""
    return bool(_LIMIT.match(total.after) or _EACH.search(total.before))
