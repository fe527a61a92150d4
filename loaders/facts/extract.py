"""From a layout to the facts of a document: programs with what is adopted of them, people, units, and all the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from lexicon.places import find_code, find_places
from lexicon.text import squash
from loaders.facts.adopt import adopt_money, adopt_period
from loaders.facts.cover import Cover, read_cover
from loaders.facts.dialling import complete, dialling_of
from loaders.facts.duties import assign_posts, units_of
from loaders.facts.groups import RowGroup
from loaders.facts.institution import Institution, read_institution
from loaders.facts.loose import UnitPost
from loaders.facts.mentions import Line, apart, attach_activities, attach_lines
from loaders.facts.model import Actor, Cite, Contact, Mention, Money, Name, Period, Program, Site, Spot, Statement, Step
from loaders.facts.reader import DocumentReader
from loaders.facts.resolve import resolve
from loaders.facts.staff import Person, gather
from loaders.facts.status import status_of, won_bids
from loaders.facts.units import doubt, wrong_units
from loaders.facts.won import named_by_competitions
from loaders.layout.model import Layout

_OVERHEAD = re.compile(r"기관\s*운영|운영비|인건비|자본예산|예비비|경상경비|행정운영|기본경비")
_OVERHEAD_NAME = re.compile(rf"(?:{_OVERHEAD.pattern})(?!.*사업$)")
_BID = re.compile(r"공모(?!전)|사업\s*공고\s*(?:및|후|,)(?!\s*(?:참여|수혜|대상|가구|신청|농가|업체|기업))")
_NOT_BID = re.compile(
    r"공모전|(?:사업자|운영자|시행자|수탁자|(?:위탁|수탁|운영|수행|참여)기관|참여자|작가|강사|단체|입주기업|참여기업|수강생|서포터즈|작품|명칭|이름|디자인|아이디어|슬로건|주민|시민|국민|입지|후보지|대상지|부지|임차인|입점자|시공사|개발사업자|병원|의원|약국|업체|법인|점포|가맹점|대상\s?[가-힣]{1,4}|[가-힣]{0,2}마을|참가자|출품작|동아리|농가)\s*공모|공모\s*(?:유찰|접수|공고)|정기\s*공모|\d\s*(?:팀|명|개사|개소|단체|곳|기)\s*공모|공모\s*(?:사업\s*)?제안서\s*작성\s*지원|공모\s*사업\s*(?:의\s*)?(?:기획|발굴|컨설팅|자문)(?:\s*(?:및|·)|\s*지원|$)|과제\s*제?안?\s*공모|제안\s*공모|설계\s*공모|공모\s*대응\s*(?:과제|자료)"
)
_GIVING = ("주관", "지원")
"""Roles that no ministry has yet to a program that is only proposed to it."""


@dataclass(eq=False)
class ProgramFacts:
    """A program with everything that the document says of it; what is adopted where it says more than one thing."""

    program: Program
    name: str
    names: list[Name]
    kind: str
    status: str
    is_new: bool
    is_competition: bool
    period: Period | None
    periods: list[Period]
    money: list[Money]
    actors: list[Actor]
    spots: list[Spot]
    contacts: list[Contact]
    steps: list[Step]
    sites: list[Site]
    statements: list[Statement]
    department: str
    department_at: list[Cite]
    summary: str
    lines: list[Cite]
    section: tuple[str, ...]
    parent: ProgramFacts | None = None
    task: int | None = None

    @property
    def total(self) -> int | None:
        """The adopted total in won."""
        return next((m.krw for m in self.money if m.adopted and m.scope == "total" and m.source == "총사업비"), None)


@dataclass
class DocumentFacts:
    """All facts of one document."""

    layout: Layout
    cover: Cover
    programs: list[ProgramFacts]
    people: list[Person]
    institution: Institution
    posts: list[UnitPost] = field(default_factory=list)
    groups: list[RowGroup] = field(default_factory=list)


def extract(layout: Layout, cover: Cover | None = None) -> DocumentFacts:
    """The facts of a layout; ``cover`` where a person set what the cover does not say."""
    cover = cover or read_cover(layout)
    reader = DocumentReader(layout, cover)
    reader.read()
    complete(dialling_of(layout), reader.mentions, reader.loose)
    programs = resolve(apart(named_by_competitions(reader.mentions)), cover)
    attach_lines(programs, (Line(*x) for x in reader.loose.lines), cover)
    attach_activities(programs, cover.issuer.region if cover.issuer else "")
    _set_kinds(programs)
    units = wrong_units(programs, {t.number for t, x in reader.loose.listings if cover.unit in x.units(t)})
    doubt(programs, units)
    sections = reader.loose.post_sections
    assign_posts(programs, reader.loose.posts, sections)
    _split_shared_lines(programs, cover)
    facts = [_facts(p, cover) for p in programs]
    by_program = {id(p): f for p, f in zip(programs, facts, strict=True)}
    for fact in facts:
        fact.parent = by_program.get(id(fact.program.parent)) if fact.program.parent else None
        _inherit(fact)
    _raise_steps(facts)
    people = gather(programs, reader.loose.posts, sections)
    _adopt_names(facts, people)
    institution = read_institution(layout, cover, reader.loose, facts_names(facts), units)
    for fact in facts:
        fact.task = institution.task_at(fact.program.mentions[0].cite.start)
    groups = [g for _, listing in reader.loose.listings for g in listing.groups]
    return DocumentFacts(layout, cover, facts, people, institution, reader.loose.posts, groups)


def facts_names(facts: list[ProgramFacts]) -> set[str]:
    """The squashed names of all programs."""
    return {squash(n.text) for f in facts for n in f.names}


def _set_kinds(programs: list[Program]) -> None:
    parents = {id(p.parent) for p in programs if p.parent is not None}
    for program in programs:
        kinds = [m.kind for m in program.mentions if m.kind]
        groups = " ".join(m.group for m in program.mentions)
        has_money = any(m.money for m in program.mentions)
        if "공약" in kinds:
            program.kind = "공약"
        elif (_OVERHEAD.search(groups) or _OVERHEAD_NAME.match(program.name)) and all(
            m.listing.startswith("table") for m in program.mentions
        ):
            program.kind = "운영비"
        elif (
            id(program) in parents
            and not has_money
            and not any(m.periods for m in program.mentions)
            and "사업" in kinds
        ):
            program.kind = "묶음"
        elif (
            kinds
            and not has_money
            and all(m.rank < 3 and m.listing.startswith(("list", "years")) for m in program.mentions)
            and set(kinds) <= {"활동", "행사"}
        ):
            program.kind = "행사" if "행사" in kinds else "활동"
        elif "세부사업" in kinds and program.parent is not None:
            program.kind = "세부사업"
        else:
            program.kind = "사업"


def _split_shared_lines(programs: list[Program], cover: Cover) -> None:
    """``(보은군) …`` below an umbrella: the place names the part whose line it is; its milestones go there."""
    below: dict[int, list[Program]] = defaultdict(list)
    for program in programs:
        if program.parent is not None:
            below[id(program.parent)].append(program)
    for program in programs:
        parts = below[id(program)] if program.kind == "묶음" else []
        if not parts:
            continue
        place_of: dict[str, Program] = {}
        for mention in program.mentions:
            for text, cite in [*mention.asides, *mention.lines]:
                match = re.match(r"\(([^()]{2,8})\)\s*(.+)", text)
                if not match:
                    continue
                part = next(
                    (p for p in parts if squash(p.name)[:6] and _holds(match[2], p.name)), None
                ) or place_of.get(match[1])
                if part is None:
                    continue
                place_of.setdefault(match[1], part)
                own = part.mentions[0]
                own.spots += [
                    Spot(p.region.code, "위치", cite, p.surface)
                    for p in find_places(match[1], cover.where, in_address=True)
                ]
                own.steps += [s for s in mention.steps if s.cite == cite]
                own.lines.append((text, cite))


def _holds(text: str, name: str) -> bool:
    key, core = squash(text), re.sub(r"(?:조성|운영|구축|지원)?사업$", "", squash(name))
    return bool(core) and (core in key or core[:6] in key)


def _facts(program: Program, cover: Cover) -> ProgramFacts:
    mentions = program.mentions
    best = program.best
    names = _names(program, best)
    actors = won_bids(_actors(mentions), mentions)
    lines = [t for m in mentions for t, _ in m.lines]
    period = adopt_period(program, cover.own_year)
    bid = any("공모" in m.marks for m in mentions) or any(_is_bid(t) for t in lines)
    bid = bid or any(a.role in ("공모", "공모선정") for a in actors)
    money = adopt_money(program, cover)
    return ProgramFacts(
        program,
        best.name,
        names,
        program.kind,
        status_of(mentions, actors, period, cover),
        any("신규" in m.marks for m in mentions),
        bid,
        period,
        _distinct_periods(mentions),
        money,
        actors,
        _spots(program, cover),
        _contacts(mentions),
        _distinct([s for m in mentions for s in m.steps]),
        _distinct([s for m in mentions for s in m.sites]),
        _distinct([s for m in sorted(mentions, key=lambda m: -m.rank) for s in [*m.statements, *_weighed(m)]]),
        *_department(mentions),
        next((m.summary for m in sorted(mentions, key=lambda m: -m.rank) if m.summary), ""),
        sorted({m.cite for m in mentions}),
        best.section,
    )


_WEIGHTS = ("역점", "중점", "핵심")


def _weighed(mention: Mention) -> list[Statement]:
    """Which of the marks of a mention say how much the program weighs, as statements: 역점사업."""
    return [Statement("표시", mark, mention.cite) for mark in _WEIGHTS if mark in mention.marks]


def _is_bid(text: str) -> bool:
    return bool(_BID.search(_NOT_BID.sub("", text)))


def _names(program: Program, best: Mention) -> list[Name]:
    """All names, the one of the best mention first, each surface once."""
    ordered = [*best.names, *(n for m in program.mentions for n in m.names)]
    seen: dict[str, Name] = {}
    for name in ordered:
        known = seen.setdefault(name.text, name)
        if known.year is None and name.year is not None:
            seen[name.text] = known._replace(year=name.year)
    return list(seen.values())


def _actors(mentions: list[Mention]) -> list[Actor]:
    """The actors; a mere mention goes where the same ministry has a role."""
    actors = _distinct([a for m in mentions for a in m.actors])
    if any("제안" in m.marks for m in mentions):
        actors = _distinct([replace(a, role="제안") if a.ministry and a.role in _GIVING else a for a in actors])
    settled = {a.name for a in actors if a.role != "언급"}
    return [a for a in actors if a.role != "언급" or a.name not in settled]


def _spots(program: Program, cover: Cover) -> list[Spot]:
    spots = _narrowed(_distinct([s for m in program.mentions for s in m.spots if find_code(s.code)]))
    if program.kind == "묶음" or not cover.own_territory or cover.issuer is None:
        return spots
    own = cover.issuer.region
    if not any(s.code == own for s in spots):
        spots.append(Spot(own, "기관", program.mentions[0].cite, ""))
    return spots


def _narrowed(spots: list[Spot]) -> list[Spot]:
    """A 권역 that only the name states yields to the places below it that the text states."""
    stated = {s.code for s in spots if s.basis != "사업명"}
    kept = []
    for spot in spots:
        region = find_code(spot.code)
        members = set(region.members) if region is not None and region.level == "권역" else set()
        if spot.basis != "사업명" or not members & stated:
            kept.append(spot)
    return kept


def _contacts(mentions: list[Mention]) -> list[Contact]:
    seen: dict[str, Contact] = {}
    for contact in [c for m in mentions for c in m.contacts]:
        known = seen.get(contact.name)
        if known is None or (not known.phone and contact.phone):
            seen[contact.name] = contact
    return list(seen.values())


def _department(mentions: list[Mention]) -> tuple[str, list[Cite]]:
    """The path of the responsible unit, and where it stands: that of the best mention, and the team of all contacts."""
    ranked = sorted((m for m in mentions if m.department), key=lambda m: (-m.rank, m.order))
    unit = ranked[0].department if ranked else ""
    stated = [m.department_at or m.cite for m in ranked if m.department == unit]
    teams = {c.unit for m in mentions for c in m.contacts if c.unit}
    if len(teams) == 1 and (team := next(iter(teams))) not in unit and not unit.endswith(team):
        unit = team if unit and team.startswith(f"{unit} ") else f"{unit} {team}".strip()
        stated += [c.cite for m in mentions for c in m.contacts if c.unit == team]
    return unit, stated


def _inherit(fact: ProgramFacts) -> None:
    """A part is in the hands of its whole's unit; the people of an umbrella answer for its parts."""
    parent = fact.parent
    if parent is None:
        return
    own = bool(fact.kind == "세부사업" and fact.money) or any(m.rank >= 2 for m in fact.program.mentions)
    if own and not fact.department:
        fact.department, fact.department_at = parent.department, list(parent.department_at)
    if parent.kind == "묶음":
        fact.contacts = fact.contacts or list(parent.contacts)
        lines = [t for m in parent.program.mentions for t, _ in m.lines if not t.startswith("(")]
        fact.steps += [s for s in parent.steps if not s.text.startswith("(")]
        fact.is_competition = fact.is_competition or any(_is_bid(t) or "공고일정" in t for t in lines)


def _raise_steps(facts: list[ProgramFacts]) -> None:
    """What the activities of a program did are milestones of the program as well."""
    for fact in facts:
        if fact.kind in ("활동", "행사") and fact.parent is not None:
            top = fact.parent
            while top.parent is not None and top.kind in ("활동", "행사"):
                top = top.parent
            top.steps += [s for s in fact.steps if s not in top.steps]


def _adopt_names(facts: list[ProgramFacts], people: list[Person]) -> None:
    """Contacts take the adopted reading of a person's name."""
    who = {(id(p), c.name): person for person in people for p, c in person.programs}
    for fact in facts:
        contacts = []
        for contact in fact.contacts:
            person = who.get((id(fact.program), contact.name))
            if person is not None:
                numbers = {p.phone for p in person.posts if p.phone and contact.title in ("", p.title)}
                phone = contact.phone or (next(iter(numbers)) if len(numbers) == 1 else "")
                contact = replace(contact, name=person.name, phone=phone)
            contacts.append(contact)
        fact.contacts = contacts


def _distinct_periods(mentions: list[Mention]) -> list[Period]:
    return _distinct([p for m in mentions for p in m.periods])


def _distinct(items: list) -> list:  # type: ignore[type-arg]
    return list(dict.fromkeys(items))


__all__ = ["DocumentFacts", "ProgramFacts", "extract", "units_of"]
