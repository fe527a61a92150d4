"""A whole document as a subgraph: the document, its sections and chunks, and all facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graph.model import Ref, Subgraph, Value
from graph.schema import GROUP_LEVEL
from loaders.facts.extract import DocumentFacts
from loaders.facts.groups import UNIT_NAME, RowGroup
from loaders.facts.model import Cite, Statement
from loaders.facts.staff import Person
from loaders.layout.model import Block
from loaders.layout.outline import is_numbered
from loaders.rows.builder import Passage, Rows
from loaders.rows.programs import add_programs
from loaders.rows.shared import Shared

_SECTION_FAMILIES = frozenset({"md", "box", "square", "diamond", "lozenge", "triangle", "play", "panel", "target", "plain",
                               "check", "circle", "disc"})  # fmt: skip


class Heading(NamedTuple):
    """A section: its title, depth (1 = top), path of titles, lines, and its own lines of text."""

    title: str
    level: int
    path: str
    line_start: int
    line_end: int
    parent: int | None


def headings(root: Block) -> list[Heading]:
    """The sections of a layout in order: blocks with something below them, lists of bare bullets apart."""
    found: list[Heading] = []

    def visit(block: Block, level: int, path: tuple[str, ...], parent: int | None) -> None:
        for child in block.children:
            inside, index = path, parent
            if _is_section(child):
                inside = (*path, child.text)
                index = len(found)
                title = child.text[:120]
                found.append(Heading(title, level + 1, " > ".join(inside), child.line_start, child.last_line, parent))
            visit(child, level + (index != parent), inside, index)

    visit(root, 0, (), None)
    return found


def _row_groups(found: Sequence[Heading], groups: Sequence[RowGroup]) -> list[Heading]:
    """The groups of rows in tables of programs, as sections of what the table stands in."""
    made = []
    for group in groups:
        parent = next((i for i in reversed(range(len(found))) if _holds(found[i], group.line_start)), None)
        path = f"{found[parent].path} > {group.title}" if parent is not None else group.title
        made.append(Heading(group.title, GROUP_LEVEL, path, group.line_start, group.line_end, parent))
    return made


def _holds(heading: Heading, line: int) -> bool:
    return heading.line_start <= line <= heading.line_end


def _is_section(block: Block) -> bool:
    if block.table is not None or not block.children or not block.text.strip() or len(block.text) > 120:
        return False
    return is_numbered(block.family) or block.family in _SECTION_FAMILIES or block.family.startswith("title")


def sections_of(facts: DocumentFacts) -> list[tuple[str, list[tuple[int, str]]]]:
    """(title path, its own lines) of each section in reading order, for the cutting into chunks; one begins with each
    program that has lines of its own, whether its heading makes a section or not.
    """
    lines = facts.layout.lines
    begun = {m.cite.start for p in facts.programs for m in p.program.mentions if m.rank == _CARD}
    owner: list[int] = [-1] * (len(lines) + 1)
    found = headings(facts.layout.root)
    for index, heading in enumerate(found):
        for line in range(heading.line_start, heading.line_end + 1):
            owner[line] = index
    groups: list[tuple[int, list[tuple[int, str]]]] = []
    for line, text in enumerate(lines, 1):
        if not groups or groups[-1][0] != owner[line] or line in begun:
            groups.append((owner[line], []))
        groups[-1][1].append((line, text))
    return [(_short_path(found[i].path) if i >= 0 else "", own) for i, own in groups]


_CARD = 3
"""The rank of a mention that has lines of its own."""


def _short_path(path: str) -> str:
    """The last two titles of a path: what a chunk needs to be found by, without the chapters that all share."""
    return " > ".join(title[:60] for title in path.split(" > ")[-2:])


def subgraph(key: str, properties: dict[str, Value], facts: DocumentFacts, passages: Sequence[Passage]) -> Subgraph:
    """The subgraph of a document. ``properties`` are the Document's own (file name, hash …); ``passages`` its chunks."""
    rows = Rows(key, facts.layout.lines, passages)
    shared = Shared(rows, facts.cover)
    document = _document(rows, properties, facts, shared)
    _sections(rows, facts, document, passages)
    people = _people(rows, facts, shared)
    programs = add_programs(rows, facts, shared, people)
    _goals(rows, facts, programs, document)
    houses = _buildings(rows, facts, shared, programs)
    _statements(rows, facts, shared, Owners(programs, houses, document))
    _cover_facts(rows, facts, document)
    return rows.subgraph()


def _document(rows: Rows, properties: dict[str, Value], facts: DocumentFacts, shared: Shared) -> Ref:
    cover = facts.cover
    document = rows.node(
        "Document",
        rows.document,
        {
            "title": cover.title,
            "institution": cover.issuer.name if cover.issuer else None,
            "unit": (cover.issuer.unit or None) if cover.issuer else None,
            "years": cover.years,
            "date": cover.date,
            "kind": cover.kind,
            **properties,
        },
    )
    if cover.issuer is not None:
        issuer = shared.named(cover.issuer.name)
        if issuer is not None:
            rows.edge("ISSUED_BY", document, issuer)
            rows.stated(issuer, cover.issuer.cite, cover.issuer.name)
        if cover.issuer.region:
            shared.region(cover.issuer.region)
    return document


def _cover_facts(rows: Rows, facts: DocumentFacts, document: Ref) -> None:
    """The title and the date of the document, with the lines that say so."""
    cover = facts.cover
    if cover.title:
        _fact(rows, Statement("제목", cover.title, cover.title_cite), "문서", document)
    if cover.date and cover.date_cite is not None:
        _fact(rows, Statement("기준일", cover.date, cover.date_cite, date=cover.date), "문서", document)


def _sections(rows: Rows, facts: DocumentFacts, document: Ref, passages: Sequence[Passage]) -> None:
    refs: list[Ref] = []
    found = headings(facts.layout.root)
    page = facts.layout.source.page
    for order, heading in enumerate([*found, *_row_groups(found, facts.groups)]):
        ref = rows.owned(
            "Section",
            heading.path,
            {
                "title": heading.title,
                "level": heading.level,
                "path": heading.path,
                "line_start": heading.line_start,
                "line_end": heading.line_end,
                "page": page(heading.line_start),
                "order": order,
            },
        )
        rows.edge("PART_OF", ref, refs[heading.parent] if heading.parent is not None else document)
        refs.append(ref)
    for passage, key in zip(passages, rows.chunk_keys, strict=True):
        chunk = rows.node(
            "Chunk",
            key,
            {
                "text": passage.text,
                "line_start": passage.line_start,
                "line_end": passage.line_end,
                "order": passage.order,
                "section": passage.section,
                "page": page(passage.line_start),
            },
        )
        inside = [i for i, h in enumerate(found) if _holds(h, passage.line_start)]
        rows.edge("PART_OF", chunk, refs[inside[-1]] if inside else document)


def _people(rows: Rows, facts: DocumentFacts, shared: Shared) -> dict[int, Ref]:
    found: dict[int, Ref] = {}
    for person in facts.people:
        ref = rows.owned("Person", person.name, {"name": person.name})
        found[id(person)] = ref
        _posts(rows, person, ref, shared)
    return found


def _posts(rows: Rows, person: Person, ref: Ref, shared: Shared) -> None:
    for post in sorted(
        person.posts, key=lambda p: -len(p.phone or "")
    ):  # a whole number before an extension, any before none
        rows.stated(ref, post.cite, person.name)
        if post.unit:
            unit = shared.department(post.unit, post.cite)
            title = post.title or post.grade
            rows.edge("WORKS_IN", ref, unit, post.cite, title=title, grade=post.grade, phone=post.phone)


def _goals(rows: Rows, facts: DocumentFacts, programs: list[Ref], document: Ref) -> None:
    institution = facts.institution
    goals = [
        rows.owned("Goal", g.name, {"name": g.name, "line_start": g.line, "order": i})
        for i, g in enumerate(institution.goals)
    ]
    for goal, ref in zip(institution.goals, goals, strict=True):
        rows.stated(ref, Cite(goal.line, goal.line), goal.name)
    tasks = []
    for i, task in enumerate(institution.tasks):
        ref = rows.owned("Task", task.name, {"name": task.name, "line_start": task.line, "order": i})
        tasks.append(ref)
        rows.stated(ref, Cite(task.line, task.line), task.name)
        if task.goal is not None:
            rows.edge("PART_OF", ref, goals[task.goal])
    for fact, ref in zip(facts.programs, programs, strict=True):
        served = {institution.task_at(c.start) for c in fact.lines} - {None}
        for task_index in sorted(t for t in served if t is not None):
            cite = next(c for c in fact.lines if institution.task_at(c.start) == task_index)
            rows.edge("SERVES", ref, tasks[task_index], cite)


_REMARK = re.compile(r"\s*\([^()]*\)$")


class Owners(NamedTuple):
    """What statements are about: the programs in their order, houses by name, or the whole document."""

    programs: list[Ref]
    houses: dict[str, Ref]
    document: Ref


def _buildings(rows: Rows, facts: DocumentFacts, shared: Shared, programs: list[Ref]) -> dict[str, Ref]:
    """Add the buildings; each by its names."""
    refs: dict[int, Ref] = {}
    for building in facts.institution.buildings:
        ref = rows.owned(
            "Facility",
            building.name,
            {
                "name": building.name,
                "aliases": building.aliases,
                "address": building.address,
                "area_m2": building.area,
                "site_area_m2": building.site_area,
                "floors": building.floors,
                "opened": building.opened,
            },
        )
        refs[id(building)] = ref
        for cite in dict.fromkeys([building.cite, *building.cites]):
            rows.stated(ref, cite, building.name)
        for code in building.places:
            region = shared.region(code)
            if region is not None:
                rows.edge("LOCATED_IN", ref, region, building.address_cite or building.cite)
    for building in facts.institution.buildings:
        if building.part_of is not None:
            rows.edge("PART_OF", refs[id(building)], refs[id(building.part_of)], building.cite, floor=building.floors)
    for fact, program in zip(facts.programs, programs, strict=True):
        for site in fact.sites:
            near = next(
                (b for b in facts.institution.buildings if b.address_cite and b.address_cite.start == site.cite.start),
                None,
            )
            if near is not None:
                rows.edge("SITE", program, refs[id(near)], site.cite, address=site.address)
    called = [(b, n) for b in facts.institution.buildings for n in (b.name, *b.aliases)]
    return {key: refs[id(b)] for b, n in reversed(called) for key in (_REMARK.sub("", n), n)}


def _statements(rows: Rows, facts: DocumentFacts, shared: Shared, owners: Owners) -> None:
    issuer = shared.named(facts.cover.issuer.name) if facts.cover.issuer else None
    for statement in facts.institution.statements:
        about = owners.houses.get(statement.subject) or issuer or owners.document
        if statement.subject not in owners.houses and UNIT_NAME.fullmatch(statement.subject.replace(" ", "")):
            about = shared.department(statement.subject, statement.cite)
        _fact(rows, statement, statement.subject or (facts.cover.issuer.name if facts.cover.issuer else ""), about)
    for unit, step in facts.institution.steps:
        owner = shared.department(unit, step.cite) if unit else issuer
        if owner is None:
            continue
        node = rows.owned(
            "Milestone",
            step.text,
            {
                "date_start": step.start,
                "date_end": step.end,
                "text": step.text,
                "kind": step.kind,
                "line_start": step.cite.start,
                "line_end": step.cite.end,
            },
        )
        rows.edge("HAS_MILESTONE", owner, node, step.cite)
        rows.stated(node, step.cite)
    for fact, program in zip(facts.programs, owners.programs, strict=True):
        for statement in fact.statements:
            _fact(rows, statement, fact.name, program)


_UNIT_OF_FIGURES = re.compile(r"단위\s*:?$")
"""What a note above a table ends with before its unit: 예산 현황 (본예산 기준, 단위 : 천원). It states nothing of anything."""


def _fact(rows: Rows, statement: Statement, subject: str, about: Ref) -> None:
    if _UNIT_OF_FIGURES.search(statement.attribute.strip()):
        return
    node = rows.owned(
        "Fact",
        f"{subject}/{statement.attribute}",
        {
            "subject": subject,
            "attribute": statement.attribute,
            "value": statement.value,
            "number": statement.number,
            "unit": statement.unit,
            "date": statement.date,
            "year": statement.year,
            "line_start": statement.cite.start,
            "line_end": statement.cite.end,
            "table": statement.table or None,
        },
    )
    rows.edge("ABOUT", node, about)
    rows.stated(node, statement.cite)
