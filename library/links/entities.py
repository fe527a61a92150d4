"""Which people, units and buildings of different documents are the same."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from lexicon.people import is_masked
from lexicon.places import Standpoint, find_places
from lexicon.text import squash
from library.links.model import Issue, Link
from library.links.read import Reader
from queries.catalog import query

_ROAD = re.compile(r"[가-힣A-Za-z0-9·]*(?:로|길)\s*\d+(?:번?길\s*\d+)?(?:-\d+)?(?!\d)")
_LOT = re.compile(r"[가-힣]+(?:동|리|가)\s*(?:산\s*)?\d+(?:-\d+)?(?!\d)")
_UNIT_END = re.compile(r"(?:센터|본부|사업소|사업단|추진단|지원단|담당관|실|국|과|팀|단|부|계|소|관)$")
_ROOM = re.compile(r"^(?:\S*(?:실|장|사무실|기업|개요|강당|로비|홀|창고|주차장))$")
_AREA_ERROR = 0.02
_MOST_PARTS, _MOST_LINES = 4, 4


@dataclass
class Thing:
    """A person, unit or building of a document, with what tells it from others of its name."""

    key: str
    document: Issue
    name: str
    lines: tuple[int, ...] = ()
    units: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    programs: set[str] = field(default_factory=set)
    path: str = ""
    place: str = ""
    area: float = 0.0
    opened: str = ""


Things = dict[str, list[Thing]]
"""Things by the key of their document."""


def read_people(store: Reader, documents: Mapping[str, Issue]) -> Things:
    """The people of the documents."""
    found: dict[str, Thing] = {}
    for row in store.read(query("link_people"), documents=sorted(documents)):
        thing = found.setdefault(row["key"], Thing(row["key"], documents[row["document"]], row["name"] or ""))
        thing.lines = _lines(*thing.lines, row["line"], row["contact_line"])
        for values, names in (
            (thing.titles, ("title", "contact_title")), (thing.phones, ("phone", "contact_phone")),
            (thing.units, ("unit",)), (thing.programs, ("program",)),
        ):  # fmt: skip
            values.update(row[n] for n in names if row[n])
    return _by_document(found.values())


def read_units(store: Reader, documents: Mapping[str, Issue]) -> Things:
    """The units of the documents."""
    rows = store.read(query("link_units"), documents=sorted(documents))
    return _by_document(
        Thing(r["key"], documents[r["document"]], r["name"] or "", _lines(r["line"]), path=r["path"] or r["name"] or "")
        for r in rows
    )


def read_buildings(store: Reader, documents: Mapping[str, Issue]) -> Things:
    """The buildings of the documents."""
    rows = store.read(query("link_facilities"), documents=sorted(documents))
    return _by_document(
        Thing(
            r["key"], documents[r["document"]], r["name"] or "", _lines(*r["lines"]),
            place=place_of(r["address"] or ""), area=float(r["area"] or 0), opened=r["opened"] or "",
        )
        for r in rows
    )  # fmt: skip


def _lines(*lines: int | None) -> tuple[int, ...]:
    """The first few lines, in order."""
    return tuple(sorted({n for n in lines if n})[:_MOST_LINES])


def _by_document(things: Iterable[Thing]) -> Things:
    found: Things = defaultdict(list)
    for thing in sorted(things, key=lambda t: t.key):
        found[thing.document.key].append(thing)
    return found


def place_of(address: str) -> str:
    """What of an address is the same however it is written: the road or lot with its number, behind the town."""
    match = _ROAD.search(address) or _LOT.search(address)
    if match is None:
        return ""
    before = address[: match.end()]
    places = [p for p in find_places(before, Standpoint(), in_address=True) if p.region.level == "시군구"]
    return squash(before[places[-1].end :] if places else match.group())


def same_people(later: Sequence[Thing], earlier: Sequence[Thing], continued: Set[tuple[str, str]]) -> list[Link]:
    """People of one name in two documents of one institution; namesakes only with a unit or telephone in common.

    ``continued``: pairs of programs (later, earlier) known to be one.
    """
    links = []
    for mine, theirs in _common(later, earlier):
        for a, b in itertools.product(mine, theirs):
            phone, unit, title = a.phones & b.phones, a.units & b.units, a.titles & b.titles
            program = any((p, q) in continued for p in a.programs for q in b.programs)
            proofs = (
                (phone, 0.15, f"같은 전화번호 {min(phone, default='')}"), (unit, 0.1, f"같은 부서 {min(unit, default='')}"),
                (title, 0.03, f"같은 직위 {min(title, default='')}"), (program, 0.1, "이어지는 사업의 담당자"),
            )  # fmt: skip
            alone = len(mine) == len(theirs) == 1 and not is_masked(a.name)
            if not alone and not (phone or unit):
                continue
            score = 0.8 + sum(worth for proof, worth, _ in proofs if proof) - (0 if alone else 0.1)
            words = ["같은 기관의 같은 이름", *(said for proof, _, said in proofs if proof)]
            links.append(_link("Person", a, b, score, ", ".join(words)))
    return links


def same_units(later: Sequence[Thing], earlier: Sequence[Thing]) -> list[Link]:
    """Units of one name in two documents of one institution, and those whose name only became longer or shorter."""
    links, mine, theirs = [], {t.key: t for t in later}, {t.key: t for t in earlier}
    for a_s, b_s in _common(later, earlier):
        for a, b in itertools.product(a_s, b_s):
            same_path = squash(a.path) == squash(b.path)
            if same_path or len(a_s) == len(b_s) == 1:
                score, word = (0.95, "같은 기관의 같은 부서 이름") if same_path else (0.8, "같은 이름, 다른 상위 부서")
                links.append(_link("Department", a, b, score, word))
                mine.pop(a.key, None)
                theirs.pop(b.key, None)
    near = [(a, b) for a in mine.values() for b in theirs.values() if _grown(a.name, b.name)]
    for a, b in near:
        if sum(a is x for x, _ in near) == sum(b is y for _, y in near) == 1:
            links.append(_link("Department", a, b, 0.6, f"이름이 바뀐 듯함: {b.name} → {a.name}"))
    return links


def _grown(a: str, b: str) -> bool:
    """Whether of two names of units, with one ending, one holds the other's stem."""
    ends = [_UNIT_END.search(squash(x)) for x in (a, b)]
    if not all(ends) or ends[0] is None or ends[1] is None or ends[0].group() != ends[1].group():
        return False
    stems = [squash(x)[: e.start()] for x, e in zip((a, b), ends, strict=True) if e]
    short, long = sorted(stems, key=len)
    return len(short) >= 4 and short in long and len(short) >= 0.5 * len(long)


def same_buildings(later: Sequence[Thing], earlier: Sequence[Thing]) -> list[Link]:
    """Buildings of one address and area, parts whose areas add up to a whole's, and those of one telling name."""
    links: dict[tuple[str, str], Link] = {}
    for a, b in itertools.product(later, earlier):
        same_name = squash(a.name) == squash(b.name) or _named_alike(a.name, b.name)
        at_one_place = bool(a.place) and a.place == b.place
        if a.place and b.place and not at_one_place:
            continue
        if at_one_place and a.area and abs(a.area - b.area) <= _AREA_ERROR:
            links[a.key, b.key] = _link("Facility", a, b, 0.97, f"같은 주소, 같은 면적 {a.area:,.2f}㎡")
        elif at_one_place and same_name:
            links[a.key, b.key] = _link("Facility", a, b, 0.9, "같은 주소, 같은 이름")
        elif a.document.issuer == b.document.issuer and _telling_name(a.name, b.name):
            opened = a.opened and a.opened == b.opened
            word = "같은 기관의 같은 이름, 같은 개소일" if opened else "같은 기관의 같은 이름"
            links[a.key, b.key] = _link("Facility", a, b, 0.9 if opened else 0.8, word)
    for wholes, parts, turned in ((later, earlier, False), (earlier, later, True)):
        for whole in wholes:
            for link in _sums(whole, [p for p in parts if whole.place and p.place == whole.place and p.area], turned):
                links.setdefault((link.start, link.end), link)
    return list(links.values())


def _telling_name(a: str, b: str) -> bool:
    """Whether two buildings have one name, and not one that every building has a room of (회의실)."""
    return squash(a) == squash(b) and len(squash(a)) >= 5 and not _ROOM.match(a)


def _named_alike(a: str, b: str) -> bool:
    short, long = sorted((squash(a), squash(b)), key=len)
    return len(short) >= 5 and set(short) <= set(long) and short[-2:] == long[-2:]


def _sums(whole: Thing, parts: Sequence[Thing], turned: bool) -> list[Link]:
    """Links to the fewest parts, two or more, whose areas add up to the whole's."""
    if not whole.area or any(abs(p.area - whole.area) <= _AREA_ERROR for p in parts):
        return []
    for number in range(2, min(len(parts), _MOST_PARTS) + 1):
        for chosen in itertools.combinations(parts, number):
            if abs(sum(p.area for p in chosen) - whole.area) <= _AREA_ERROR * number:
                areas = " + ".join(f"{p.area:,.2f}" for p in chosen)
                reason = f"같은 주소, 면적의 합 {areas} = {whole.area:,.2f}㎡"
                pairs = [(p, whole) if turned else (whole, p) for p in chosen]
                return [_link("Facility", a, b, 0.85, reason) for a, b in pairs]
    return []


def _common(later: Sequence[Thing], earlier: Sequence[Thing]) -> Iterator[tuple[list[Thing], list[Thing]]]:
    """The things of both sides that have one name, by name."""
    sides: list[dict[str, list[Thing]]] = []
    for things in (later, earlier):
        side: dict[str, list[Thing]] = defaultdict(list)
        for thing in things:
            side[squash(thing.name)].append(thing)
        sides.append(side)
    for name in sorted(sides[0].keys() & sides[1].keys()):
        yield sides[0][name], sides[1][name]


def _link(label: str, later: Thing, earlier: Thing, score: float, reason: str) -> Link:
    score = round(min(score, 0.97), 2)
    return Link("SAME_AS", later.key, earlier.key, score, reason, later.lines, earlier.lines, label)
