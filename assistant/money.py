"""Which of the amounts stated for a program a question means: part, scope, year, and who stated it how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from assistant.plan import Asked, Plan
from assistant.planning.asking import both_asked
from lexicon.text import squash

Row = dict[str, Any]
WHOLE, OTHER = "총사업비", "기타"
_LOCAL = ("도비", "시비", "군비", "구비", "시군비")
SCOPES = {"total": "total", "executed": "executed", "balance": "balance", "requested": "requested", "secured": "secured",
           "share": "share", "future": "future", "prior": "prior"}  # fmt: skip


class Wish(NamedTuple):
    """An amount asked for. An empty ``scope`` takes the total, or a year's budget where only that is stated."""

    source: str = WHOLE
    scope: str = ""
    year: int | None = None
    nth: str = ""
    words: str = ""


@dataclass(frozen=True)
class Amount:
    """An amount found: in won, with the rows that state it."""

    krw: int
    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The row that stands for it: an adopted one, the earliest."""
        return self.rows[0]


def wishes(plan: Plan) -> list[Wish]:
    """The amounts that a plan asks for, one for each part or field: 국비와 도비, 총사업비."""
    nth = next((a.detail for a in plan.asked if a.field == "nth_year"), "")
    year = plan.years[0] if len(plan.years) == 1 else None
    sources = [a for a in plan.asked if a.field == "source"]
    fields = [a for a in plan.asked if a.field in (*SCOPES, "budget", "amount", "money", "change")]
    fields = [a for a in fields if not _only_whole(a, plan.text) or (sources and a.field in _OWN_PARTS)] or fields
    scope = next((SCOPES[a.field] for a in fields if a.field in SCOPES), "")
    if any(a.field == "share" for a in fields):
        scope = "share"
    whole = next((a for a in fields if a.field in ("total", "budget")), None)
    total = next((a for a in fields if a.field == "total"), None)
    budget = next((a for a in fields if a.field == "budget"), None)
    if total and budget and year and not sources and both_asked(plan.text, total.words, budget.words):
        return [Wish(WHOLE, "total", None, nth, total.words), Wish(WHOLE, "", year, nth, budget.words)]
    beside = list({a.field: a for a in fields if a.field in (*SCOPES, "budget")}.values())
    if len(beside) > 1 and not sources and all(both_asked(plan.text, a.words, b.words) for a, b in pairwise(beside)):
        return [Wish(WHOLE, SCOPES.get(a.field, ""), year, nth, a.words) for a in beside]  # 예산액과 집행액
    if sources and whole and both_asked(plan.text, whole.words, sources[0].words):
        first = Wish(WHOLE, SCOPES.get(whole.field, ""), year, nth, whole.words)
        return [first, *(Wish(a.source, "", year, nth, a.words) for a in sources)]
    if sources:
        if scope == "share":
            scope = ""
        return [Wish(a.source, scope if scope != "total" else "", year, nth, a.words) for a in sources]
    named = [a for a in fields if a.field not in ("money",)]
    words = (named or fields)[0].words if fields else ""
    return [Wish(WHOLE, scope, year, nth, words)] if fields or nth else []


def payers(plan: Plan) -> dict[str, Asked]:
    """Whose parts of the money are asked for, each once, in the question's order: 국비, 도비."""
    found: dict[str, Asked] = {}
    for asked in plan.asked:
        if asked.source:
            found.setdefault(asked.source, asked)
    return found


_OWN_PARTS = ("executed", "balance", "requested", "secured")
"""Amounts that state parts of their own: 요구액 중 국비."""


def _only_whole(asked: Asked, text: str) -> bool:
    """Whether an amount is only said to be the whole of what is asked for: 총사업비 중 국비."""
    return bool(asked.words) and bool(re.search(rf"{re.escape(asked.words)}\s*(?:에서|중)", text))


def find_amounts(rows: Sequence[Row], wish: Wish, document_year: int | None = None) -> list[Amount]:
    """The amounts among a program's budgets that meet the wish, the likeliest first; equal amounts are one."""
    fitting = of_fund([r for r in rows if _source_fits(r, wish)], wish.words if wish.source == OTHER else "")
    if wish.nth:
        fitting = [r for r in fitting if _nth(r) == wish.nth]
        return _grouped(fitting)
    for scope, year in _ways(wish, document_year, fitting):
        found = [r for r in fitting if r["scope"] == scope and (year is None or r["year"] == year)]
        if found and scope == "share" and wish.year is None:  # the whole share before that of a year
            found = [r for r in found if not r["year"]] or found
        if found:
            return _grouped(found)
    if wish.scope == "requested":  # 국비 요청액 as the head of a column
        named = _grouped(r for r in fitting if _REQUESTED.search(str(r["label"] or "")))
        of_state = [r for r in rows if wish.source == "국비" and _ASKED_OF_STATE.search(str(r["label"] or ""))]
        return named or (find_amounts(of_state, wish._replace(source=WHOLE), document_year) if of_state else [])
    return _added_up(rows, wish, document_year)


_REQUESTED = re.compile(r"요[구청]액|신청액")
_ASKED_OF_STATE = re.compile(r"요구액|건의액")
"""What is asked of the state's budget is its money; what is applied for (신청액) may hold others' as well."""


def _ways(wish: Wish, document_year: int | None, rows: Sequence[Row]) -> list[tuple[str, int | None]]:
    """Scopes and years to look for, in order; None as a year takes any."""
    if wish.scope == "share":
        return [("share", wish.year), ("year", wish.year)] if wish.year else [("share", None)]
    if wish.scope in ("executed", "balance", "requested", "secured", "future", "prior"):
        return [(wish.scope, wish.year)]
    if wish.scope == "total":
        return [("total", None)]
    if wish.year is not None:
        ways: list[tuple[str, int | None]] = [("year", wish.year)]
        return [*ways, ("total", None)] if wish.year == document_year else ways
    newest = max((r["year"] for r in rows if r["scope"] == "year" and r["year"]), default=None)
    ways = [("total", None), ("year", newest)] if newest else [("total", None), ("year", None)]
    return [*ways, ("share", None)] if wish.source != WHOLE else ways


def _source_fits(row: Row, wish: Wish) -> bool:
    asked = {"민자": _PRIVATE}.get(wish.source, wish.source)
    noted = asked == _PRIVATE and row["source"] == OTHER and squash(str(row["party"] or "")).startswith(_PRIVATE)
    return str(row["source"]) == asked or noted  # 기타, of which a note says that it is 민간자본


_PRIVATE = "민간"


def of_fund(rows: Sequence[Row], words: str) -> list[Row]:
    """Of amounts that are neither of a public purse nor private those of the very fund of the words: 기금, 원인자부담금.

    Rows that do not name theirs (of a table) count where every other one is of that fund. All rows where no fund is named.
    """
    asked = squash(words)
    if not asked or asked.startswith(OTHER):
        return list(rows)
    named = {id(r): name for r in rows if (name := _fund(r))}
    same = {key for key, name in named.items() if _same_fund(name, asked)}
    alone = bool(same) and len(same) == len(named)
    return [r for r in rows if id(r) in same or (alone and id(r) not in named)]


_FUND = re.compile(r"[가-힣A-Za-z]{2,}")


def _fund(row: Row) -> str:
    """The name under which an amount is stated: of who bears it, else the word before the figure."""
    said = row["party"] or next(iter(_FUND.findall(str(row["as_stated"] or ""))), "")
    return squash(str(said))


def _same_fund(name: str, asked: str) -> bool:
    """Whether two names of a fund are one, the shorter being the end of the longer, or both its beginning and its end."""
    short, long_ = sorted((name, asked), key=len)
    ends = short[:2] == long_[:2] and short[-2:] == long_[-2:]
    return bool(short) and (long_.endswith(short) or ends)


def _nth(row: Row) -> str:
    match = re.search(r"(\d)\s*(?:차\s*년도|년차)", row["label"] or "")
    return match[1] if match else ""


def _grouped(rows: Iterable[Row]) -> list[Amount]:
    """Equal amounts as one, adopted ones first, whole shares before a year's, then in the order of the document."""
    found: dict[int, list[Row]] = {}
    for row in sorted(
        rows,
        key=lambda r: (
            not r["adopted"],
            r["scope"] == "share" and bool(r["year"]),
            r["line_start"],
            r["scope"] != "total",
        ),
    ):
        found.setdefault(row["krw"], []).append(row)
    return [Amount(krw, tuple(rows_)) for krw, rows_ in found.items()]


def settled(rows: Iterable[Row], year: int | None) -> list[Amount]:
    """Rows as amounts, whatever their part and scope; only of a year where one is asked for."""
    return _grouped(r for r in rows if year is None or r["year"] == year)


def _added_up(rows: Sequence[Row], wish: Wish, document_year: int | None) -> list[Amount]:
    """지방비 where only 도비 and 시비 are stated: their sum, from the statement that holds them all."""
    if wish.source != "지방비":
        return []
    parts = [
        amounts[0] for source in _LOCAL if (amounts := find_amounts(rows, wish._replace(source=source), document_year))
    ]
    if not parts:
        return []
    return [Amount(sum(p.krw for p in parts), tuple(r for p in parts for r in p.rows[:1]))]


def is_settled(amount: Amount) -> bool:
    """Whether any statement of the amount is adopted."""
    return any(r["adopted"] for r in amount.rows)
