"""Tables of money by source and year (연차별 투자계획): each row a source, each column a total, a year, spent or to come."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from lexicon.amounts import find_amounts, unit_of
from lexicon.dates import find_years, year_of
from lexicon.labels import field_of, read_label
from lexicon.ministries import find_ministries
from lexicon.organisations import is_listed
from loaders.facts.model import Actor, Cite, Money
from loaders.facts.money import TOTAL, source_of
from loaders.facts.scopes import SCOPES
from loaders.facts.tables import columns_of, is_sum
from loaders.layout.model import Table

_YEAR_ENTRY = re.compile(
    r"(?:^|[,/·;→]|\s)\s*(?P<t>[~∼]\s*)?(?:(?P<y>20\d\d(?!\d)|['’‘]\d\d)\s*년?도?)?\s*(?P<b>이전|까지|이후|임기\s?후|임기\s?전|향후|기투자|계|합계|총계)?\s*[:：]?\s*"
    r"(?P<n>\d[\d,]*(?:\.\d+)?)(?!,?\d)\s*(?P<u>(?:조|억|천만|백만|천|만)?\s*원)?(?=\s*(?:[,/·;(→)]|$))"
)
_REMARK = re.compile(
    r"※\s*(?P<y>20\d\d|['’‘]\d\d)\s*년?도?\s*(?:예산|사업비|분)?\s*[:：]?\s*(?P<n>\d[\d,]*(?:\.\d+)?)(?!,?\d)\s*$"
)
_BORDER = {"이전": "prior", "까지": "prior", "기전": "prior", "투자": "prior", "이후": "future", "기후": "future",
           "향후": "future", " 후": "future", " 전": "prior", "계": "total", "합계": "total", "총계": "total"}  # fmt: skip


def is_investment(table: Table) -> bool:
    """Whether the rows of a table are sources of money (재원별 …)."""
    first = read_label(table.columns[0]) if table.columns else None
    if first is not None and first.field == "source":
        return True
    labels = [row[0].text for _, row in table.body()]
    sources = [label for label in labels if _payer(label)[0]]
    years = sum(bool(c.year) for c in columns_of(table))
    return (len(sources) >= 2 or years >= 2) and all(_payer(label)[0] or _is_whole(label) for label in labels if label)


def unit_by_total(table: Table, money: list[Money]) -> int | None:
    """The unit in which the whole of a table of sources or years that states none is the program's stated cost."""
    costs = {m.krw for m in money if m.scope == "total" and m.source == TOTAL}
    wholes = [
        amount.krw
        for _, row in table.body()
        if _is_whole(row[0].text)
        for label, cell in zip(table.columns, row, strict=True)
        if is_sum(label)
        for amount in find_amounts(cell.text, 1)
    ]
    return next((u for u in _UNITS for n in wholes if n * u in costs), None)


_UNITS = (10**3, 10**6, 10**8)


def _is_whole(label: str) -> bool:
    """Whether a row is of all sources together: 계, 금액, 사업비."""
    return is_sum(label) or field_of(label) in ("budget", "total")


def is_split(table: Table) -> bool:
    """Whether the columns of a table are nothing but sources of one amount: ``계 | 국비 | 지방비``."""
    labels = [c for c in table.columns if c]
    sources = sum(bool(source_of(label)) for label in labels)
    return bool(table.header_rows) and sources >= 2 and all(source_of(c) or is_sum(c) for c in labels)


def read_split(table: Table, scope: str, year: int | None) -> list[Money]:
    """The amounts of a table of sources in columns, of the first row that states any."""
    money: list[Money] = []
    for line, row in table.body():
        for label, cell in zip(table.columns, row, strict=True):
            source = TOTAL if is_sum(label) else source_of(label)
            amounts = find_amounts(cell.text, table.unit) if table.unit else find_amounts(cell.text)
            if source and amounts:
                at = None if scope == "total" else year
                cite = Cite(line, line)
                money.append(Money(amounts[0].krw, source, scope, at, label, cell.text, cite, table=table.number))
        if money:
            break
    return money + _sums([replace(m, label="") for m in money])  # of one row


def is_split_by_row(table: Table) -> bool:
    """Whether the columns behind the first are sources of money, and each row names a span: 총사업비, 2026년, 기투자."""
    if not table.header_rows or len(table.columns) < 3:
        return False
    first = read_label(table.columns[0])
    if table.columns[0] and (first is None or first.field not in ("group", "year")):
        return False
    others = [c for c in table.columns[1:] if c]
    sources = sum(bool(source_of(c)) for c in others)
    labels = [row[0].text for _, row in table.body() if not row[0].text.startswith(("※", "*"))]
    split = sources >= 2 and all(source_of(c) or is_sum(c) for c in others)
    return split and bool(labels) and all(_span_of(t) for t in labels)


def _span_of(label: str) -> tuple[str, int | None] | None:
    """(scope, year) of a row's label: all of it, one year, or what came before or comes after one; None for any other."""
    if _is_whole(label):
        return "total", None
    years = find_years(label)
    if border := re.search(r"이전|까지|이후|향후|기투자", label):
        return _BORDER[border.group()[-2:]], years[0] if years else None
    if len(years) == 1:
        return "year", years[0]
    scope = SCOPES.get(field_of(label) or "")
    return (scope, None) if scope else None


def read_split_by_row(table: Table) -> list[Money]:
    """The amounts of such a table."""
    money: list[Money] = []
    for line, row in table.body():
        span = _span_of(row[0].text)
        of_row: list[Money] = []
        for label, cell in list(zip(table.columns, row, strict=True))[1:] if span else []:
            source = TOTAL if is_sum(label) else source_of(label)
            amounts = find_amounts(cell.text, table.unit) if table.unit else find_amounts(cell.text)
            if source and amounts and span:
                words = f"{row[0].text} {label}".strip()
                cite = Cite(line, line)
                of_row.append(Money(amounts[0].krw, source, *span, words, cell.text, cite, table=table.number))
        money += of_row + _sums(of_row)
    return money


def read_years(value: str, unit: int | None, label: str, cite: Cite, *, least: int = 2) -> list[Money]:
    """``2023년 600, 2024년 3,900, 임기후 3,000``: a plan of years in one line, in ``unit``; empty where it is none: where it
    gives fewer than ``least`` years, or nothing beside one.
    """
    found = []
    for match in _YEAR_ENTRY.finditer(value):
        amounts = find_amounts(match["n"] + (match["u"] or ""), unit)
        year = year_of(match["y"]) if match["y"] else None
        scope = "prior" if match["t"] else _BORDER.get((match["b"] or "")[-2:], "year")
        if amounts and (year or match["b"]):
            found.append(Money(amounts[0].krw, TOTAL, scope, year, label, match.group().strip(), cite))
    return found if len(found) > 1 and sum(m.scope == "year" for m in found) >= least else []


def year_in_remark(value: str, unit: int | None, label: str, cite: Cite) -> list[Money]:
    """``2,400백만원(도비 720, 시비 1,680) ※ ’25년 700``: the one year of a remark behind an amount, in its ``unit``."""
    match = _REMARK.search(value)
    amounts = find_amounts(match["n"], unit) if match else []
    return [Money(a.krw, TOTAL, "year", year_of(match["y"]), label, match.group(), cite) for a in amounts[:1] if match]


def read_investment(table: Table) -> list[Money]:
    """The amounts of a table of sources, each with its scope: the total column, a year, what was or will be spent."""
    columns = columns_of(table)
    money: list[Money] = []
    for line, row in table.body():
        label = row[0].text
        source, party = (TOTAL, "") if _is_whole(label) else _payer(label)
        if not source:
            continue
        for col in columns[1:]:
            if not (col.is_money or col.source == TOTAL) or "소계" in col.label:
                continue
            unit, text = col.unit or unit_of(label) or table.unit, row[col.index].text
            amounts = find_amounts(text, unit) if unit else find_amounts(text)
            if not amounts:
                continue
            scope = SCOPES.get(col.field) or ("year" if col.year else "total")
            year = None if scope == "total" else col.year
            cite = Cite(line, line)
            money.append(Money(amounts[0].krw, source, scope, year, col.label, text, cite, party, table.number))
    return money + _sums(money)


_IN_BRACKETS = re.compile(r"\s*\((?P<in>[^()]*)\)\s*$")


def _payer(label: str) -> tuple[str, str]:
    """The source that a row is of, without a remark behind it (``국비(문체부)``), and the institution where it is one's (``LH``);
    both empty where it is neither.
    """
    bare = _IN_BRACKETS.sub("", label)
    if source := source_of(label) or source_of(bare):
        return source, ""
    return ("기타", bare) if is_listed(bare) else ("", "")


def funders_of(table: Table, when: str | int | None) -> list[Actor]:
    """The ministries that stand in brackets behind a source: ``국비(복지부 8.0, 성평등부 4.0)``."""
    return [
        Actor(m.name, "지원", True, Cite(line, line), m.surface)
        for line, row in table.body()
        if (remark := _IN_BRACKETS.search(row[0].text)) and _payer(row[0].text)[0]
        for m in find_ministries(remark["in"], when)
    ]


def _sums(money: list[Money]) -> list[Money]:
    """The amounts of all sources together, where a table has no row that says them: they stand on the rows added up."""
    if not money or any(m.source == TOTAL for m in money):
        return []
    columns: dict[tuple[str, int | None, str], list[Money]] = defaultdict(list)
    for m in money:
        columns[m.scope, m.year, m.label].append(m)
    found = []
    for parts in columns.values():
        cite = Cite(min(m.cite.start for m in parts), max(m.cite.end for m in parts))
        words = " + ".join(m.as_stated for m in parts)
        found.append(replace(parts[0], krw=sum(m.krw for m in parts), source=TOTAL, as_stated=words, cite=cite))
    return found
