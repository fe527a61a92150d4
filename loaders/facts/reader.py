"""One walk over the layout: every block and table becomes mentions of programs, or statements of what they stand under.

What belongs to no program belongs to the unit whose section it is, else to the institution: it is kept in ``Loose``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lexicon.dates import Span, find_spans
from lexicon.labels import read_label, split_label
from lexicon.people import Post, read_people
from lexicon.places import named
from lexicon.text import squash
from loaders.facts.actors import actors_of_field, actors_of_text
from loaders.facts.context import BACKGROUND, Context, unit_of_heading
from loaders.facts.cover import Cover
from loaders.facts.heads import is_name
from loaders.facts.listings import Listing, contact_of, is_listing, read_investment, read_listing
from loaders.facts.model import Cite, Contact, Mention, Name, Period, Site, Spot, Statement, Step
from loaders.facts.money import TOTAL, find_sums
from loaders.facts.programs import classify, fields_of, is_card, section_field
from loaders.facts.tables import columns_of
from loaders.facts.values import clauses, money_of, quantities, read_line, spots_of_text, tense_of, year_label
from loaders.facts.yearly import YearlyReader, is_yearly
from loaders.layout.model import Block, Layout, Table

_UNIT_LABELS = ("department", "institution")


@dataclass
class UnitPost:
    """A post of a unit's section that no program's own line states: who, in which unit, with which duty words."""

    post: Post
    unit: str
    cite: Cite
    head: bool
    duty: str = ""


@dataclass
class Loose:
    """What a document states beside its programs."""

    statements: list[tuple[str, Statement]] = field(default_factory=list)  # (unit or empty, statement)
    posts: list[UnitPost] = field(default_factory=list)
    listings: list[tuple[Table, Listing]] = field(default_factory=list)
    tables: list[tuple[Table, Context]] = field(default_factory=list)
    lines: list[tuple[str, Cite, Context]] = field(default_factory=list)
    steps: list[tuple[str, Step]] = field(default_factory=list)


class DocumentReader:
    """Reads one layout into mentions and loose statements."""

    def __init__(self, layout: Layout, cover: Cover) -> None:
        self._layout = layout
        self._cover = cover
        self.mentions: list[Mention] = []
        self.loose = Loose()
        self.post_sections: dict[int, str] = {}

    def read(self) -> None:
        """Walk the whole document."""
        root = self._layout.root
        owner = self._document_card(root)
        years = self._cover.years
        self._children(root, Context(document_year=years[0] if len(years) == 1 else None), owner)

    # ---------------------------------------------------------------- blocks
    def _document_card(self, root: Block) -> Mention | None:
        """A sheet of one program: the fields of a program stand in no block of their own."""
        sections = [bool(section_field(b)) for b in root.children if b.children]
        if not is_card(root) or sum(sections) < 0.6 * len(sections):
            return None
        name = self._labelled_name(root) or self._cover.title
        cite = self._line_of(root, name)
        mention = Mention("document", 3, cite, [Name(name, None, cite)], ())
        mention.kind = "공약" if self._cover.pledge else "사업"
        self._keep(mention)
        return mention

    def _labelled_name(self, root: Block) -> str:
        best: dict[str, str] = {}
        for block in root.walk():
            labelled = split_label(block.text)
            reading = read_label(labelled[0]) if labelled and labelled[1] else None
            if labelled and reading and reading.field in ("name", "goal") and is_name(labelled[1]):
                best.setdefault(reading.field, labelled[1])
            if classify(block, Context(), False).kind:
                break
        return best.get("name") or best.get("goal") or ""

    def _line_of(self, root: Block, name: str) -> Cite:
        key = squash(name)
        block = next((b for b in root.walk() if key and key in squash(b.text)), root)
        return Cite(block.line_start, block.line_start)

    def _children(self, block: Block, context: Context, owner: Mention | None) -> None:
        for child in block.children:
            if child.table is not None:
                self._table(child.table, context, owner)
            else:
                self._block(child, context, owner)

    def _block(self, block: Block, context: Context, owner: Mention | None) -> None:
        below = context.below(block)
        if section_field(block):
            self._children(block, below, owner)
            return
        reading = classify(block, context, owner is not None and owner.rank == 3, self._cover.unit)
        if reading.kind:
            mention = self._mention(block, reading.kind, reading.head, context, owner)
            self._children(block, replace(below, field="", section=below.section), mention)
            return
        unit = unit_of_heading(block)
        if unit or (
            block.family == "plain" and re.match(r"\((?:과장|소장|실장|국장|단장|센터장|팀장|관장)", block.text)
        ):
            self._unit_head(block, below if unit else context)
            self._children(block, below, None if unit else owner)
            return
        if not self._labelled(block, context, owner):
            self._line(block, context, owner)
        self._children(block, self._line_context(block, below, context), owner)

    @staticmethod
    def _line_context(block: Block, below: Context, context: Context) -> Context:
        """Below a labelled line the label's field holds; below other lines that of the section."""
        labelled = split_label(block.text)
        reading = read_label(labelled[0]) if labelled else None
        return replace(context, field=reading.field) if reading else below

    def _mention(self, block: Block, kind: str, head, context: Context, owner: Mention | None) -> Mention:  # type: ignore[no-untyped-def]
        cite = Cite(block.line_start, block.line_end)
        listing = f"list:{block.parent.line_start if block.parent else 0}:{block.family}:{block.indent}"
        mention = Mention(
            listing, 3 if is_card(block) else 2, cite, [Name(head.name, context.year, cite)], context.section
        )
        if head.later_name and is_name(head.later_name):
            mention.names.append(Name(head.later_name, head.later_year, cite))
        mention.kind, mention.marks, mention.year = kind, set(head.marks), context.year
        mention.department = context.unit
        mention.parent = owner
        if context.new:
            mention.marks.add("신규")
        mention.periods += [Period(p.start, p.end, p.text, cite, own=False) for p in head.periods]
        if kind in ("활동", "행사"):
            mention.steps += [self._dated_step(block.text, p, context, cite) for p in head.periods]
        self._head_facts(mention, head, context, cite)
        self._keep(mention)
        return mention

    def _head_facts(self, mention: Mention, head, context: Context, cite: Cite) -> None:  # type: ignore[no-untyped-def]
        cover = self._cover
        for remark in head.remarks:
            renamed = re.search(
                r"전년(?:도)?\s*[「'‘]?(?P<n>[^()]{4,30}?)[」'’]?\s*(?:확대|변경|개편|전환|통합|명칭변경|의 후속)$",
                remark,
            )
            if renamed:
                mention.names.append(Name(renamed["n"].strip(), (context.year - 1) if context.year else None, cite))
            mention.actors += actors_of_text(remark, cover.year, cite, True)
            mention.spots += spots_of_text(remark, cover, cite, "내용")
        for total in head.sums:
            mention.money += money_of(total, context, cover, cite)
        if head.value:
            renamed = re.search(
                r"\(전년(?:도)?\s*[「'‘]?(?P<n>[^()]{4,30}?)[」'’]?\s*(?:확대|변경|개편|전환|통합|명칭변경)\)",
                head.value,
            )
            if renamed:
                mention.names.append(Name(renamed["n"].strip(), (context.year - 1) if context.year else None, cite))
            self._value_facts(mention, head.value, context, cite)
        mention.lines += [(r, cite) for r in (*head.remarks, head.value) if r]
        mention.spots += spots_of_text(mention.name, cover, cite, "사업명")

    def _value_facts(self, mention: Mention, value: str, context: Context, cite: Cite) -> None:
        """What stands behind the colon of a head beside its money: term, ministry, state, milestones."""
        reading = read_line(value, context, self._cover, cite)
        mention.periods += [Period(p.start, p.end, p.text, cite, own=False) for p in reading.periods]
        if not mention.periods:
            inner = [s for b in re.findall(r"\(([^()]*\d{4}[^()]*)\)", value) for s in find_spans(b) if s.is_period]
            mention.periods += [Period(s.start, s.end, s.text, cite, own=False) for s in inner[:1]]
        mention.steps += reading.steps
        mention.statements += reading.statements
        mention.actors += actors_of_text(value, self._cover.year, cite, True)
        if not find_sums(value):
            mention.status = value
            mention.statements.append(Statement("추진상황", value, cite, year=context.year))
        elif self._cover.own_territory:
            mention.spots += spots_of_text(value, self._cover, cite, "내용")

    def _keep(self, mention: Mention) -> None:
        mention.order = len(self.mentions)
        self.mentions.append(mention)

    # ---------------------------------------------------------------- lines
    def _labelled(self, block: Block, context: Context, owner: Mention | None) -> bool:
        """Read ``라벨 : 값``; False where the line has no label."""
        labelled = split_label(block.text)
        if not labelled or not labelled[1] or year_label(block.text):
            return False
        label, value = labelled
        cite = Cite(block.line_start, block.line_end)
        reading = read_label(label)
        if reading is None:
            people = read_people(value) if len(squash(label)) <= 4 else []
            if people and any(p.phone for p in people):
                self._contacts(people, context, owner, cite)
                return True
            spans = find_spans(value, context.year)
            if owner is None or not (spans and spans[0].begin <= 3):
                self._state(Statement(label, value, cite, year=context.year), context, owner)
            return False
        self._field(reading.field, reading.qualifier, label, value, context, owner, cite)
        return True

    def _field(
        self, name: str, qualifier: str, label: str, value: str, context: Context, owner: Mention | None, cite: Cite
    ) -> None:
        cover = self._cover
        if name in ("contact", "manager", "person"):
            self._contacts(read_people(f"{label if name == 'manager' else ''} {value}".strip()), context, owner, cite)
            return
        statement = self._valued(label, value, context, cite)
        self._state(statement, context, owner)
        if owner is None:
            return
        if name in ("total", "budget", "share", "executed", "prior", "future", "requested", "secured"):
            self._money_field(owner, name, qualifier, label, value, context, cite)
        elif name == "period":
            spans = find_spans(value, context.year)
            owner.periods += [Period(s.start, s.end, value, cite) for s in spans[:1]]
        elif name in ("project_title", "name") and is_name(value):
            owner.names.append(Name(value, None, cite))
        elif name in ("ministry", "structure", "agency", "executor", "partner"):
            owner.actors += actors_of_field(name, value, cover.where, cite)
            if name in ("structure",):
                owner.spots += self._governments(owner, cite)
        elif name == "department":
            owner.department = value
        elif name in ("location", "address"):
            owner.sites.append(Site(value, cite))
            owner.spots += spots_of_text(value, cover, cite, "위치" if name == "location" else "주소")
        elif name == "target":
            owner.spots += spots_of_text(value, cover, cite, "대상")
        elif name == "when":
            owner.steps += read_line(value, context, cover, cite).steps
        else:
            self._content(value, context, owner, cite)
        if name in ("content", "goal") and not owner.summary:
            owner.summary = value

    def _governments(self, owner: Mention, cite: Cite) -> list[Spot]:
        """Local governments that take part in a program are places of it."""
        partners = [a for a in owner.actors if a.role == "참여" and a.cite == cite]
        regions = [(named(a.surface, self._cover.where), a.surface) for a in partners]
        return [Spot(r.code, "내용", cite, surface) for r, surface in regions if r is not None]

    def _valued(self, label: str, value: str, context: Context, cite: Cite) -> Statement:
        sums = find_sums(value)
        if sums and sums[0].start <= 2 and sums[0].krw is not None:
            return Statement(label, value, cite, float(sums[0].krw), "KRW", year=context.year)
        counts = quantities(value, context.year, cite)
        if counts and len(counts[0].value) >= 0.5 * len(value):
            return Statement(label, value, cite, counts[0].number, counts[0].unit, year=context.year)
        spans = find_spans(value, context.year)
        date = spans[0].start if spans and spans[0].begin <= 2 and spans[0].start else ""
        return Statement(label, value, cite, date=date or "", year=context.year)

    def _money_field(
        self, owner: Mention, name: str, qualifier: str, label: str, value: str, context: Context, cite: Cite
    ) -> None:
        scope = {"total": "total", "budget": ""}.get(name, name)
        year = context.year
        nth = re.search(r"(\d)차", qualifier)
        stated = [s for s in find_spans(qualifier) if s.start]
        if nth:
            starts = [p.start for p in owner.periods if p.start]
            year = int(starts[0][:4]) + int(nth[1]) - 1 if starts else year
            scope = "year"
        elif stated and stated[0].start:
            year, scope = int(stated[0].start[:4]), "year"
        elif name == "budget" and context.year is None:
            scope = "total"
        sums = find_sums(value)
        for total in sums[:1]:
            owner.money += money_of(total, replace(context, year=year), self._cover, cite, scope=scope, label=label)
            if name == "share":
                owner.money[-1:] = [replace(owner.money[-1], party=qualifier)]
        for total in sums[1:]:
            nth = re.search(r"(\d)차\s*년도", total.before)
            if nth:
                starts = [p.start for p in owner.periods if p.start]
                year = int(starts[0][:4]) + int(nth[1]) - 1 if starts else None
                owner.money += money_of(
                    total,
                    replace(context, year=year),
                    self._cover,
                    cite,
                    scope="share" if name == "share" else "year",
                    label=nth.group(),
                )

    def _line(self, block: Block, context: Context, owner: Mention | None) -> None:
        """A line of running text."""
        cite = Cite(block.line_start, block.line_end)
        if owner is None:
            self._loose_line(block, context, cite)
            return
        self._content(block.text, context, owner, cite)
        if not owner.summary and context.field not in BACKGROUND:
            owner.summary = block.text

    def _content(self, text: str, context: Context, owner: Mention, cite: Cite) -> None:
        cover = self._cover
        background = context.field in BACKGROUND
        reading = read_line(text, context, cover, cite)
        dated = self._dated(text, context, cite)
        owner.steps += dated or reading.steps
        owner.statements += reading.statements
        if background:
            owner.asides.append((text, cite))
            return
        known = owner.rank == 3 and self._has_total(owner)
        owner.money += [m for m in reading.money if not (known and m.scope == "total")]
        owner.periods += reading.periods
        owner.actors += actors_of_text(text, cover.year, cite, True)
        owner.spots += spots_of_text(text, cover, cite, "내용")
        owner.lines.append((text, cite))

    @staticmethod
    def _has_total(owner: Mention) -> bool:
        return any(m.scope == "total" and m.source == TOTAL for m in owner.money)

    def _dated(self, text: str, context: Context, cite: Cite) -> list[Step]:
        """``할 일 : '23. 8. 24.``: one milestone whose words are all that stands before the date."""
        labelled = split_label(text)
        if not labelled:
            return []
        spans = find_spans(labelled[1], context.year or self._cover.year)
        if not spans or spans[0].begin > 3:
            return []
        parts = [(c, find_spans(c, context.year or self._cover.year)) for c in clauses(labelled[1])]
        dated = [(c, s) for c, s in parts if s]
        if len(dated) > 1:
            return [self._dated_step(f"{labelled[0]} : {c}", s[0], context, cite) for c, s in dated]
        return [self._dated_step(labelled[0], spans[0], context, cite)]

    def _dated_step(self, text: str, span: Span, context: Context, cite: Cite) -> Step:
        return Step(span.start, span.end, text, tense_of(span.start or span.end or "", context, self._cover), cite)

    def _loose_line(self, block: Block, context: Context, cite: Cite) -> None:
        people = read_people(block.text) if re.search(r"☎|\d{3}-\d{4}", block.text) else []
        if people and context.field in ("contact", "") and any(p.phone for p in people):
            self._contacts(people, context, None, cite)
            return
        self.loose.lines.append((block.text, cite, context))
        dated = self._dated(block.text, context, cite)
        self.loose.steps += [(context.unit, s) for s in dated]
        label = context.section[-1] if context.section else ""
        self.loose.statements.append((context.unit, Statement(label, block.text, cite, year=context.year)))
        reading = read_line(block.text, context, self._cover, cite)
        self.loose.statements += [(context.unit, s) for s in reading.statements]
        self.loose.steps += [(context.unit, s) for s in (() if dated else reading.steps)]
        for total in find_sums(block.text):
            if total.krw is not None:
                words = re.split(r"[,;(]", total.before)[-1].strip(" :")[-24:]
                self.loose.statements.append(
                    (
                        context.unit,
                        Statement(words or label, total.text, cite, float(total.krw), "KRW", year=context.year),
                    )
                )

    def _state(self, statement: Statement, context: Context, owner: Mention | None) -> None:
        if owner is not None:
            owner.statements.append(statement)
        else:
            self.loose.statements.append((context.unit, statement))
            for total in find_sums(statement.value):
                if total.krw is not None:
                    self.loose.statements.append(
                        (context.unit, replace(statement, value=total.text, number=float(total.krw), unit="KRW"))
                    )

    # ---------------------------------------------------------------- people
    def _contacts(self, people: list[Post], context: Context, owner: Mention | None, cite: Cite) -> None:
        if owner is not None:
            owner.contacts += [contact_of(p, cite) for p in people]
            return
        self.post_sections[cite.start] = context.unit
        self.loose.posts += [UnitPost(p, p.unit or context.unit, cite, head=False, duty=p.duty) for p in people]

    def _unit_head(self, block: Block, context: Context) -> None:
        bracket = re.search(r"[(](.*)[)]\s*$", block.text)
        if not bracket:
            return
        cite = Cite(block.line_start, block.line_end)
        self.post_sections[cite.start] = context.unit
        for person in read_people(bracket[1]):
            self.loose.posts.append(UnitPost(person, context.unit, cite, head=True))

    # ---------------------------------------------------------------- tables
    def _table(self, table: Table, context: Context, owner: Mention | None) -> None:
        if table.pairs:
            self._pairs(table, context, owner)
        elif owner is not None and "investment" in fields_of(
            Block("t", "", "", 1, 1, children=[Block("table", "", "", 1, 1, table=table)])
        ):
            owner.money += read_investment(table, context, self._cover)
        elif is_yearly(table):
            for mention in YearlyReader(table, context, self._cover, owner).read():
                mention.department = mention.department or context.unit
                self._keep(mention)
        elif is_listing(table):
            listing = read_listing(table, self._table_context(table, context), self._cover)
            self.loose.listings.append((table, listing))
            for mention in listing.mentions:
                mention.department = mention.department or context.unit
                if context.new:
                    mention.marks.add("신규")
                self._keep(mention)
        elif any(c.field in ("contact", "person") for c in columns_of(table)):
            self._staff(table, context)
        else:
            self.loose.tables.append(
                (table, context if owner is None else replace(context, section=(*context.section, owner.name)))
            )

    @staticmethod
    def _table_context(table: Table, context: Context) -> Context:
        """A caption may name the year of the amounts (``2024년 예산``)."""
        for _, text in table.caption:
            below = Context().below(Block("title<", "<", text, 1, 1))
            if below.year and not context.year:
                return replace(context, year=below.year)
        return context

    def _pairs(self, table: Table, context: Context, owner: Mention | None) -> None:
        for row in table.rows:
            i = 0
            while i < len(row):
                label = row[i].text
                reading = read_label(label) if label else None
                value = row[i + 1].text if i + 1 < len(row) else ""
                cite = Cite(row[i].line, row[i].line)
                if reading and value and read_label(value) is None:
                    self._pair(reading.field, reading.qualifier, label, row[i + 1], context, owner, cite)
                    i += 2
                    continue
                people = [p for p in read_people(label) if p.title or p.grade] if label else []
                if people:
                    self._contacts(people, context, owner, cite)
                i += 1

    def _pair(
        self, name: str, qualifier: str, label: str, cell, context: Context, owner: Mention | None, cite: Cite
    ) -> None:  # type: ignore[no-untyped-def]
        value = cell.text
        if value in ("-", "–", ""):
            return
        if name == "contact":
            people = read_people(value)
            people = [replace(p, title=p.title or label) for p in people]
            self._contacts(people, context, owner, cite)
        elif name in _UNIT_LABELS and owner is not None:
            owner.department = value
            owner.statements.append(Statement(label, value, cite, table=1))
        elif len(cell.items) > 1 and owner is None:
            self.loose.statements += [(context.unit, Statement(label, t, cite)) for _, t in cell.items]
        else:
            self._field(name, qualifier, label, value, context, owner, cite)

    def _staff(self, table: Table, context: Context) -> None:
        """A table of staff: unit, person, telephone, duty in columns."""
        columns = columns_of(table)
        unit = ""
        for line, row in table.body():
            cells = {c.field: row[c.index].text for c in columns if row[c.index].text}
            unit = cells.get("department", unit)
            text = " ".join(cells.get(f, "") for f in ("title", "contact", "person") if cells.get(f))
            people = read_people(text)
            phone = cells.get("phone") or (
                cells.get("contact", "") if re.search(r"\d{3,4}-?\d{4}|^\d{4}$", cells.get("contact", "")) else ""
            )
            for contact_column in [c for c in columns if c.field == "contact"]:
                cell = row[contact_column.index].text
                people = people or read_people(cell)
                if re.fullmatch(r"[☎\s]*(?:0\d{1,2}[-)\s]*)?(?:\d{3,4}-)?\d{4}", cell):
                    phone = cell
            self.post_sections[line] = context.unit
            for person in people:
                post = replace(person, phone=person.phone or phone.strip("☎ "), unit=person.unit or unit)
                self.loose.posts.append(
                    UnitPost(post, unit or context.unit, Cite(line, line), False, cells.get("duty", person.duty))
                )


def read_contacts(mention: Mention) -> list[Contact]:
    """The contacts of a mention, each person once."""
    seen: dict[tuple[str, str], Contact] = {}
    for contact in mention.contacts:
        seen.setdefault((contact.name, contact.phone), contact)
    return list(seen.values())
