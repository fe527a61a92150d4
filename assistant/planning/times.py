"""When: ends and starts of programs, months of work, and the documents that a question's years choose."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.directory import Directory, DocumentCard
from assistant.plan import Filter, Plan
from assistant.reading.reading import Reading
from assistant.reading.slots import Dated

_YEARS_OF_ONE_PLAN = 2
"""A plan for this year often looks back on the last; one for more years is a programme of a term of office."""
TERM_OF_MONEY = re.compile(
    r"까지\s*(?:의\s*)?(?:투입(?:되는|된|할)?\s*)?(?:국비|도비|시비|군비|구비|지방비|민자|예산|사업비|투자)"
)
"""A term of amounts, not of programs: 2018년부터 2020년까지 국비 합계."""


def times_of(reading: Reading, plan: Plan, directory: Directory) -> list[Filter]:
    """끝나는 2025년 is an end, 2023년 12월에 진행된 a time of work; other years choose documents.

    What is new in a year that no document is for starts in it: 내년에 새로 시작하는 사업.
    """
    slots = reading.slots
    of_programs = (slots.has("target", "program") or not plan.words) and not plan.asks("future")
    if slots.term and of_programs and not TERM_OF_MONEY.search(reading.text):
        start, end = (Dated(0, date) for date in slots.term)
        return [
            Filter("starts", slots.term[:1], _in_words(start, "starts", reading.english)),
            Filter("ends", slots.term[1:], _in_words(end, "ends", reading.english)),
        ]
    dated = _dated(reading, directory)
    found: list[Filter] = []
    for kind, value in (("ends", "end"), ("starts", "start")):
        if of_programs and slots.has("when", value) and (said := _said_of(reading, plan, dated, value)):
            either = _either(reading, dated, said)
            values = tuple(dict.fromkeys(v for d in either for v in _within(d)))
            words = (" or " if reading.english else " 또는 ").join(_in_words(d, kind, reading.english) for d in either)
            found.append(Filter(kind, values, words))  # type: ignore[arg-type]
    for bounded in [d for d in dated if d.sign and of_programs and not found][:1]:
        kind = "ends" if ">" in bounded.sign else "starts"
        found.append(Filter(kind, _within(bounded), _in_words(bounded, kind, reading.english)))  # type: ignore[arg-type]
    if found:
        return found
    covered = {y for d in directory.documents for y in d.years}
    if slots.has("flag", "new") and plan.years and not covered & set(plan.years) and of_programs:
        years = tuple(str(y) for y in plan.years)
        return [Filter("starts", years, ", ".join(years))]
    if slots.has("flag", "new") and of_programs and (others := _years_beside(plan, directory)):
        words = ", ".join(_in_words(Dated(0, year), "starts", reading.english) for year in others)
        return [Filter("starts", others, words, negated=True)]
    if any(limit.percent for limit in slots.limits):
        return []  # 6월 말 집행률이 50% 넘는: when the rate was taken
    months = tuple(m for m in slots.months if "H" not in m and len(m) >= 7)
    named = plan.years if documents_of_years(directory, plan.years) else ()
    this = named[0] if len(named) == 1 else seen_from(reading, directory)
    if not months and of_programs and slots.has("target", "program") and this and not slots.has("count"):
        months = tuple(f"{this}-{int(w[:-1]):02d}" for w in plan.words if BARE_MONTH.fullmatch(w))
    return [Filter("month", months, ", ".join(months))] if months else []


def _years_beside(plan: Plan, directory: Directory) -> tuple[str, ...]:
    """The other years of documents that cover the year asked for with others: what was done in one and is planned for the next."""
    both = documents_of_years(directory, plan.years)
    alone = len(plan.years) == 1 and bool(both) and all(len(d.years) == _YEARS_OF_ONE_PLAN for d in both)
    return tuple(str(y) for y in sorted({y for d in both for y in d.years} - set(plan.years))) if alone else ()


BARE_MONTH = re.compile(r"(?:1[0-2]|[1-9])월")
"""A month without its year: that of the year from which the question is seen."""


AS_OF = re.compile(r"(?P<y>20\d\d)\s*년도?[^,?]{0,14}?(?:자료|문서|보고서|계획서?)\s*기준")


def seen_from(reading: Reading, directory: Directory) -> int | None:
    """The year from which 작년 and 내년 are meant: that of the document the question takes (2020년 자료 기준), else of the newest."""
    said = AS_OF.search(reading.text)
    return int(said["y"]) if said else directory.this_year


def _dated(reading: Reading, directory: Directory) -> list[Dated]:
    """Where years and months stand in the question, also those said as 올해 and 재작년."""
    this = seen_from(reading, directory)
    said = [Dated(w.start, str(this + int(w.value))) for w in reading.slots.words if w.slot == "relative_year" and this]
    return sorted([*reading.slots.dated, *said])


_OR = re.compile(r"['’]?(?:20)?\d\d\s*년?도?\s*(?:이나|나|또는|혹은|이랑|하고|와|과|및|,|or|and)\s*(?:이나\s*)?")


def _either(reading: Reading, dated: list[Dated], said: Dated) -> list[Dated]:
    """The dates of which any will do: 2028년이나 2029년에 끝나는."""
    at = dated.index(said) if said in dated else 0
    joined = [said]
    while at and not said.sign and _OR.fullmatch(reading.text, dated[at - 1].at, dated[at].at):
        at -= 1
        joined.insert(0, dated[at])
    return joined


def _said_of(reading: Reading, plan: Plan, dated: list[Dated], value: str) -> Dated | None:
    """The date that an end or start is said of: of several the one before the word (2020년 사업 중 2021년에 끝나는)."""
    when = next(w for w in reading.slots.words if w.slot == "when" and w.value == value)
    before = [d for d in dated if d.at < when.start]
    bounded = [d for d in dated if d.sign]
    if bounded and not (before and before[-1].sign):
        return bounded[-1]
    if reading.english and (behind := [d for d in dated if d.at > when.start]):
        return behind[0]
    known = before or dated or [Dated(0, str(y)) for y in plan.years[:1]]
    return known[-1] if known else None


_FAR = 15
"""Years that 이후 and 이전 reach: longer than any plan."""
_SIDES = {"": "", ">=": " 이후", ">": "보다 뒤", "<=": " 이전", "<": "보다 앞"}
_ENGLISH_SIDES = {"": "in", ">=": "in or after", ">": "after", "<=": "in or before", "<": "before"}


def _in_words(said: Dated, kind: str, english: bool) -> str:
    """2020년 6월 시작, 2028년 이후 종료."""
    if english:
        return f"{'ending' if kind == 'ends' else 'starting'} {_ENGLISH_SIDES[said.sign]} {said.date}"
    year, *rest = said.date.split("-")
    date = f"{year}년" + "".join(f" {int(n)}{unit}" for n, unit in zip(rest, "월일", strict=False))
    return f"{date}{_SIDES[said.sign]} {'종료' if kind == 'ends' else '시작'}"


def _within(said: Dated) -> tuple[str, ...]:
    """The dates that a bound allows, by years; a date without a bound is itself."""
    year = said.year
    reach = {">=": range(year, year + _FAR), ">": range(year + 1, year + _FAR),
             "<=": range(year - _FAR, year + 1), "<": range(year - _FAR, year)}  # fmt: skip
    return tuple(str(y) for y in reach[said.sign]) if said.sign else (said.date,)


def documents_meant(reading: Reading, directory: Directory, plan: Plan) -> list[DocumentCard]:
    """The documents that the question's years or words choose; none where it leaves them open.

    A year that says when programs end, start or were worked on, or when buildings opened, chooses no document.
    """
    named = [d for d in directory.documents if d.key in reading.documents]
    months = {int(m[:4]) for m in reading.slots.months if "H" not in m}
    periods = {int(v[:4]) for f in times_of(reading, plan, directory) if f.kind in ("ends", "starts") for v in f.values}
    years = [] if reading.slots.has("opened") else [y for y in plan.years if y not in months | periods]
    by_year = documents_of_years(directory, years)
    places = {p.region.code for p in reading.mentions.places}
    by_year += [d for d in directory.documents if d.home in places and d not in by_year and set(d.years) & set(years)]
    if named and years:
        both = [d for d in named if d in by_year]
        return both or named
    return named or by_year


def documents_of_years(directory: Directory, years: Iterable[int]) -> list[DocumentCard]:
    """The documents for any of the years, newest first; plans for many years only where no other is of the year."""
    wanted = set(years)
    found = [d for d in directory.documents if set(d.years) & wanted]
    return [d for d in found if len(d.years) <= _YEARS_OF_ONE_PLAN] or found
