"""The conditions that a question sets, from its names and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.directory import Directory, DocumentCard
from assistant.money import SCOPES
from assistant.plan import Filter, FilterKind, Plan
from assistant.reading.mentions import Mention
from assistant.reading.reading import Reading
from assistant.reading.slots import Dated, Limit, Slots, Word
from lexicon.amounts import spoken
from lexicon.places import Place, ancestors
from lexicon.text import squash

_SIGNS = {"==": "", ">=": "이상", ">": "초과", "<=": "이하", "<": "미만", "!=": "제외"}
_BY_SLOT: tuple[tuple[str, FilterKind], ...] = (
    ("status", "status"),
    ("kind", "kind"),
    ("kind_word", "kind"),
    ("fact_value", "state"),
)
"""Slots whose values are conditions as they stand."""
_OUTSET = re.compile(r"새로\s*(?:시작|착수|생기)")
"""What starts anew need not be marked as new."""
_JUST_THAT = re.compile(
    r"(?:중|가운데|에서)\s[^.?]*비만\s*\??$|비만\s*(?:(?:다|모두|전부)\s*)?(?:합|더하|얼마|알려|말해|궁금)|^\s*(?:그럼\s*)?\S+비만\s*(?:하면|보면|따지면|치면|은요?|요)?\s*\??$"
)
"""Of an amount only that part is asked for (부담분 가운데 시비만, 국비만 하면?): no condition for programs."""
_FUNDING = re.compile(r"\s*(?:가|이|에서|시가|군이|도가)?\s*(?:주관|전담|지원하는|지원한|돈을?\s*대는)")
_FUNDER_BEFORE = re.compile(
    r"(?:주관|지원)\s*(?:(?:부처|기관)(?:가|이|는|은|인)?|이)\s*$|\b(?:led|funded|run|sponsored) by\b[^,.]{0,24}$", re.I
)


def filters_of(reading: Reading, directory: Directory, plan: Plan) -> tuple[Filter, ...]:
    """All filters of a question. Years become filters of documents or of periods, as the words around them say."""
    found: list[Filter] = [
        *_names(reading, directory),
        *_roles(reading),
        *_flags(reading, directory),
        *_times(reading, plan, directory),
        *_tasks(reading, directory),
    ]
    if any(f.kind == "starts" for f in found):
        found = [f for f in found if f.kind != "new" or not _OUTSET.search(reading.text)]
    documents = documents_meant(reading, directory, plan)
    if documents:
        found.append(Filter("document", tuple(d.key for d in documents), ", ".join(d.title for d in documents)))
    found += _pledge(reading, directory)
    chapters = [c for c in reading.chapters if not documents or c.document in {d.key for d in documents}]
    if chapters and not any(f.kind == "task" for f in found):
        but = bool(reading.headings) and set(reading.headings) <= reading.without.names
        found.append(Filter("chapter", tuple(c.key for c in chapters), chapters[0].title, negated=but))
    return tuple(found)


def _bounded(slots: Slots, limit: Limit) -> Word | None:
    """The word for the field that one of several bounds of money is of (집행액이 0원, 예산액이 1억 이하): it stands before it."""
    money = [x.at for x in slots.limits if not x.percent]
    if len(money) < 2:
        return None
    after = max((at for at in money if at < limit.at), default=-1)
    fields = [
        w for w in slots.words if w.slot == "field" and w.value in (*SCOPES, "budget") and after < w.start < limit.at
    ]
    return fields[-1] if fields else None


def _pledge(reading: Reading, directory: Directory) -> list[Filter]:
    """The one pledge of the document that the question names by it: its programs are asked for, not itself."""
    if "공약" not in reading.document_words:
        return []
    pledges = [p for p in directory.programs if p.kind == "공약" and p.document in reading.documents]
    words = [squash(w) for w in reading.document_words if w != "공약" and len(w) > _SHORT_WORD]
    named = [p for p in pledges if any(w in squash(f) for w in words for f in p.forms)]
    chosen = named if len(named) == 1 else pledges if len(pledges) == 1 else []
    return [Filter("part_of", (p.key,), p.name) for p in chosen]


_SHORT_WORD = 2
"""A word of a document's title that is no longer names no pledge: 변경."""


# ---------------------------------------------------------------- names


def _names(reading: Reading, directory: Directory) -> list[Filter]:
    found: list[Filter] = []
    mentions = reading.mentions
    out = reading.without.names
    meant = [p for p in mentions.places if (p.start, p.end) not in out]
    denied = [p for p in mentions.places if (p.start, p.end) in out]
    funders = {p: key for p in meant if (key := _funder(reading.text, p, directory))}
    refused = {p: key for p in denied if _of_money(reading) and (key := _government(p, directory))}
    places = _lowest([p for p in meant if p not in funders])
    places = [p for p in places if not _acts(reading.text, p, places, directory)]
    found += _of_places(places, negated=False)
    found += _of_places([p for p in denied if p not in refused], negated=True)
    found += _of_funders(funders, negated=False)
    found += _of_funders(refused, negated=True)
    groups: tuple[tuple[FilterKind, tuple[Mention, ...]], ...] = (
        ("ministry", mentions.ministries),
        ("department", mentions.departments),
        ("person", mentions.people),
        ("institution", mentions.institutions),
    )
    for kind, group in groups:
        wanted = [m for m in group if (m.start, m.end) not in out]
        unwanted = [m for m in group if (m.start, m.end) in out]
        if len(wanted) > 1 and reading.slots.has("all_of"):
            found += [_of_names(kind, [m], negated=False) for m in wanted]
        elif wanted:
            found.append(_of_names(kind, wanted, negated=False))
        if unwanted:
            found.append(_of_names(kind, unwanted, negated=True))
    return found


def _of_places(places: list[Place], *, negated: bool) -> list[Filter]:
    codes = tuple(dict.fromkeys(p.region.code for p in places))
    names = ", ".join(dict.fromkeys(p.region.name for p in places))
    return [Filter("region", codes, names, negated=negated)] if places else []


def _of_funders(funders: dict[Place, str], *, negated: bool) -> list[Filter]:
    keys = tuple(dict.fromkeys(funders.values()))
    names = ", ".join(p.region.name for p in funders)
    return [Filter("funder", keys, names, negated=negated)] if funders else []


def _of_names(kind: FilterKind, mentions: Iterable[Mention], *, negated: bool) -> Filter:
    keys = tuple(dict.fromkeys(k for m in mentions for k in m.keys))
    names = dict.fromkeys(m.meant or m.name for m in mentions)
    return Filter(kind, keys, ", ".join(names), negated=negated)


def _of_money(reading: Reading) -> bool:
    """Whether a place left out is meant as who pays: beside a ministry, or where 부처 or 지원 is said."""
    return bool(reading.mentions.ministries) or reading.slots.has("role") or "부처" in reading.text


def _acts(text: str, place: Place, places: list[Place], directory: Directory) -> bool:
    """Whether a place is the issuer of a document that does something in another place: 홍성군이 보령시에서 하는."""
    others = [p for p in places if p is not place and p.start > place.end]
    return bool(others) and place.region.code in directory.homes and bool(_DOES.match(text, place.end))


_DOES = re.compile(r"(?:이|가|은|는)\s")


def _lowest(places: list[Place]) -> list[Place]:
    """Places without those above another that is named: 진도 지산면 is 지산면."""
    above = {a.code for p in places for a in ancestors(p.region.code)}
    return [p for p in places if p.region.code not in above]


def _funder(text: str, place: Place, directory: Directory) -> str:
    """The local government that a place means where it gives the money (청주시가 주관하는, 주관부처가 청주시인); else empty."""
    gives = _FUNDING.match(text, place.end) or _FUNDER_BEFORE.search(text[: place.start])
    return _government(place, directory) if gives else ""


def _government(place: Place, directory: Directory) -> str:
    """The local government of a place; empty where no document names it."""
    return {i.name: i.key for i in directory.institutions}.get(place.region.name, "")


def _tasks(reading: Reading, directory: Directory) -> list[Filter]:
    """The tasks and goals whose whole names stand in the question."""
    run = squash(reading.text)
    named = [t for t in directory.tasks if len(squash(t.name)) >= _TASK_LETTERS and squash(t.name) in run]
    if not named:
        return []
    longest = max(len(squash(t.name)) for t in named)
    kept = [t for t in named if len(squash(t.name)) == longest]
    return [Filter("task", tuple(t.key for t in kept), kept[0].name)]


_YEARS_OF_ONE_PLAN = 2
"""A plan for this year often looks back on the last; one for more years is a programme of a term of office."""
_TASK_LETTERS = 8


# ---------------------------------------------------------------- words


def _roles(reading: Reading) -> list[Filter]:
    roles = reading.slots.values("role")
    if not roles:
        return []
    if {(m.start, m.end) for m in reading.mentions.ministries} - reading.without.names:
        return [Filter("role", tuple(roles), "·".join(roles))]
    if reading.mentions.institutions:
        return []
    found: list[Filter] = []
    if "공모선정" in roles or "공모" in roles:
        found.append(Filter("competition", ("true",), "·".join(roles)))
    if "제안" in roles:
        found.append(Filter("role", ("제안",), "제안"))
    return found


def _is_heading(reading: Reading, directory: Directory) -> bool:
    """Whether the mark of programs that a question names is a heading of a document instead: 중점 추진사업."""
    marks = [(w.text, reading.text[w.end :].lstrip()) for w in reading.slots.words if w.slot == "fact_value"]
    headed = [squash(f"{mark}{rest}")[: len(squash(mark)) + _FOLLOWING] for mark, rest in marks]
    return any(h in squash(c.title) for h in headed for c in directory.chapters)


_FOLLOWING = 4
"""Letters behind a mark that a heading has to have as well: 추진사업."""


def _flags(reading: Reading, directory: Directory) -> list[Filter]:
    slots = reading.slots
    found = [
        Filter(kind, tuple(slots.values(s)), "·".join(slots.values(s)))
        for s, kind in _BY_SLOT
        if slots.has(s) and not (s == "fact_value" and _is_heading(reading, directory))
    ]
    found += _new(slots)
    for slot, kind in _BY_SLOT:
        unwanted = dict.fromkeys(w.value for w in slots.left_out if w.slot == slot)
        if unwanted:
            found.append(Filter(kind, tuple(unwanted), "·".join(unwanted), negated=True))
    if slots.has("source") and slots.has("only") and not _JUST_THAT.search(reading.text):
        found.append(Filter("only_source", tuple(slots.values("source")), "·".join(slots.texts("source")) + "만"))
    elif slots.has("source") and slots.has("none_of"):
        found.append(Filter("source", tuple(slots.values("source")), "·".join(slots.texts("source")), negated=True))
    elif slots.has("source") and slots.has("having"):
        found.append(Filter("source", tuple(slots.values("source")), "·".join(slots.texts("source"))))
    if slots.has("renamed"):
        found.append(Filter("renamed", ("true",), "이름이 바뀜"))
    for limit in slots.limits:
        if limit.percent:
            found.append(Filter("rate", (limit.sign, f"{limit.krw:g}"), f"{limit.krw:g}% {_SIGNS[limit.sign]}".strip()))
        else:
            said = f"{spoken(int(limit.krw))} {_SIGNS[limit.sign]}".strip()
            of = _bounded(slots, limit)
            found.append(
                Filter(
                    "limit",
                    (limit.sign, str(int(limit.krw)), of.value if of else ""),
                    f"{of.text} {said}" if of else said,
                )
            )
    for length in slots.lengths:
        whole = length.months % 12 == 0
        size = f"{length.months // 12}년" if whole else f"{length.months}개월"
        said = f"{size} {_SIGNS[length.sign]}".strip()
        found.append(Filter("length", (length.sign, str(length.months)), said))
    if slots.without:
        found.append(Filter("without", tuple(slots.without), ", ".join(slots.without)))
    return found


def _new(slots: Slots) -> list[Filter]:
    """신규 and 계속 are each what the other is not; so is each where it is left out (계속이 아닌)."""
    said = [(w.value, False) for w in slots.words if w.slot == "flag"]
    said += [(w.value, True) for w in slots.left_out if w.slot == "flag"]
    new = [(value == "new") != out for value, out in said if value in ("new", "continuing")]
    return [Filter("new", ("true",), "신규", negated=not any(new))] if new else []


# ---------------------------------------------------------------- times


TERM_OF_MONEY = re.compile(
    r"까지\s*(?:의\s*)?(?:투입(?:되는|된|할)?\s*)?(?:국비|도비|시비|군비|구비|지방비|민자|예산|사업비|투자)"
)
"""A term of amounts, not of programs: 2018년부터 2020년까지 국비 합계."""


def _times(reading: Reading, plan: Plan, directory: Directory) -> list[Filter]:
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
        return [Filter("starts", others, _in_words(Dated(0, others[0]), "starts", reading.english), negated=True)]
    if any(limit.percent for limit in slots.limits):
        return []  # 6월 말 집행률이 50% 넘는: when the rate was taken
    months = tuple(m for m in slots.months if "H" not in m and len(m) >= 7)
    this = seen_from(reading, directory)
    if not months and of_programs and slots.has("target", "program") and this and not slots.has("count"):
        months = tuple(f"{this}-{int(w[:-1]):02d}" for w in plan.words if BARE_MONTH.fullmatch(w))
    return [Filter("month", months, ", ".join(months))] if months else []


_RESULTS_AND_PLAN = 2
"""Years of a document that tells what was done in one and what is planned for the next."""


def _years_beside(plan: Plan, directory: Directory) -> tuple[str, ...]:
    """The other years of documents that cover the year asked for with others: what was done in one and is planned for the next."""
    both = [d for d in directory.documents if set(plan.years) & set(d.years)]
    alone = len(plan.years) == 1 and bool(both) and all(len(d.years) == _RESULTS_AND_PLAN for d in both)
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
    periods = {int(v[:4]) for f in _times(reading, plan, directory) if f.kind in ("ends", "starts") for v in f.values}
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
