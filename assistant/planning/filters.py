"""The conditions that a question sets, from its names and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.directory import Directory
from assistant.money import SCOPES
from assistant.plan import Filter, FilterKind, Plan
from assistant.planning.times import documents_meant, times_of
from assistant.reading.mentions import Mention
from assistant.reading.reading import Reading
from assistant.reading.slots import Limit, Slots, Word
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
_FUNDING = re.compile(r"(?:도|시|군)?\s*(?:가|이|에서)?\s*(?:주관|전담|지원하는|지원한|돈을?\s*대는)")
_FUNDER_BEFORE = re.compile(
    r"(?:주관|지원)\s*(?:(?:부처|기관)란?(?:가|이|는|은|인|에)?|이)\s*$|(?<![가-힣])주관\s*:?\s*$|\b(?:led|funded|run|sponsored) by\b[^,.]{0,24}$",
    re.I,
)


def filters_of(reading: Reading, directory: Directory, plan: Plan) -> tuple[Filter, ...]:
    """All filters of a question. Years become filters of documents or of periods, as the words around them say."""
    found: list[Filter] = [
        *_names(reading, directory),
        *_roles(reading),
        *_flags(reading, directory),
        *times_of(reading, plan, directory),
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
        ("department", _lowest_units(reading.text, mentions.departments)),
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


def _lowest_units(text: str, units: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Units without those said to be above another: 수소산업팀 of the 에너지과, 에너지과 소속 수소산업팀."""

    def above(unit: Mention, other: Mention) -> bool:
        between = text[min(unit.end, other.end) : max(unit.start, other.start)]
        within = all(any(k.startswith(f"{u} ") for u in unit.keys) for k in other.keys)
        return unit is not other and within and bool(_UNIT_OF.fullmatch(between))

    return tuple(u for u in units if not any(above(u, other) for other in units))


_UNIT_OF = re.compile(r"\s*(?:of|in|at|within|의|내|소속|아래|산하|에\s*있는)?\s*(?:the)?\s*", re.I)


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
    marks = [(mark, rest) for mark, rest in marks if squash(rest)]
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
        lacking = [w.start for w in slots.words if w.slot == "none_of"]
        own = [w for w in slots.words if w.slot == "source" and not any(0 <= at - w.end <= 1 for at in lacking)]
        found.append(Filter("only_source", tuple(w.value for w in own), "·".join(w.text for w in own) + "만 드는"))
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
