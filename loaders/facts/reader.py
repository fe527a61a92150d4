"""One walk over the layout: every block and table becomes mentions of programs, or statements of what they stand under.

What belongs to no program belongs to the unit whose section it is, else to the institution: it is kept in ``Loose``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from lexicon.dates import find_spans
from lexicon.labels import field_of, read_label, split_label
from lexicon.people import read_people
from lexicon.staff_lines import people_alone
from lexicon.text import squash
from loaders.facts.actors import actors_of_text
from loaders.facts.card_money import priced
from loaders.facts.charges import counted_items, numbered_items, units_of_parts
from loaders.facts.clauses import clauses
from loaders.facts.contacts import contact_of
from loaders.facts.context import Context, head_of_unit, unit_of_heading
from loaders.facts.cover import Cover
from loaders.facts.former import former_labelled, former_of_remark, renaming
from loaders.facts.heads import Head, code_in, is_name, marks_in, read_head
from loaders.facts.lines import LineReader
from loaders.facts.listings import listed_names
from loaders.facts.loose import Loose, UnitPost
from loaders.facts.milestones import step_of
from loaders.facts.model import Cite, Mention, Name, Period, Statement
from loaders.facts.money import find_sums
from loaders.facts.overview import is_place
from loaders.facts.programs import (
    Reading,
    classify,
    fields_of,
    is_card,
    is_full_card,
    named_cell,
    rates_of_heading,
    section_field,
)
from loaders.facts.prose import is_prose, named_in_prose
from loaders.facts.single import document_card, document_plan, is_other, name_by_label
from loaders.facts.status import state_and_rate
from loaders.facts.tabular import TableReader
from loaders.facts.told import behind_others, told_programs
from loaders.facts.values import money_of, read_line, spots_of_text
from loaders.layout.model import Block, Cell, Layout, distinct
from loaders.layout.outline import is_numbered

_DONE = re.compile(
    r"\s*(?:(?:20\d\d|['’‘]\d\d)\s*[년.]?\s*(?:\d{1,2}\s*[월.])?\s*)?(?:사업\s*)?(?:완료|준공|종료)(?!\s*(?:예정|목표|계획)|율)"
)
_HEADINGS = ("md", "bold", "title", "box", "square", "diamond", "triangle", "play", "panel", "target")
"""Families of bullets that stand before a program's name as a heading does."""
_HEAD_LINE = re.compile(
    r"[(\[<]?\s*(?:부서장|과장|소장|실장|국장|단장|센터장|팀장|관장|본부장|부장|원장|담당관)(?![가-힣])"
)
"""A line below a unit's heading that names who heads it: ``(과장 민선우)``, ``실장 여준표 ☎2010``."""


_DONE_LIST = re.compile(
    r"\W*(?:분야\s?\d\s*)?(?:이행\s?)?완료\s*(?:된\s*)?(?:공약|사업|과제)(?:사업)?(?:\s*(?:현황|목록))?(?:\s*\(\d+건\))?"
)
"""What heads a list of what is done, a line each: 분야 1 완료공약 (2건)."""
_PLACED = re.compile(r"(?P<n>[가-힣A-Za-z0-9·][가-힣A-Za-z0-9·\s]{1,20}?)\s*\((?P<p>[^()]{2,40})\)")
"""A word of a program's name and where it is: 숙암교(하장면 숙암리)."""


def _code_of_card(block: Block) -> str:
    """The number that a card states beside a label: 관리번호 | 1-1."""
    rows_ = [distinct(row) for row in block.table.rows] if block.table else []
    pairs = [(a, b) for row in rows_ for a, b in pairwise(row)]
    return next((code for a, b in pairs if field_of(a.text) == "number" and (code := code_in(b.text))), "")


_LEAST_NAMED = 4
"""Letters by which a row of a timetable names a program above."""


_LEAST_PARTS = 2
_CIRCLED = re.compile(r"[①-⑳]")
_COUNTED = re.compile(r"[^\w\s(]?\s*[^\w\s(]?\s*[①-⑳]\s*\S")


_STATES = frozenset(
    {"정상추진", "일부추진", "부분추진", "추진중", "보류", "지연", "부진", "완료", "이행완료", "미이행", "폐기", "중단"}
)
"""What a head may say in brackets of how far a program is."""


class DocumentReader:
    """Reads one layout into mentions and loose statements."""

    def __init__(self, layout: Layout, cover: Cover) -> None:
        self._layout = layout
        self._cover = cover
        self.mentions: list[Mention] = []
        self.loose = Loose()
        self._charges = units_of_parts(layout)
        self._lines = LineReader(cover, self.loose, numbered_items(layout), counted_items(layout))
        self._listed = {squash(n) for t in layout.tables for n in listed_names(t)}
        headed = {squash(read_head(b.text).name) for b in layout.root.walk() if b.children and is_numbered(b.family)}
        known = self._listed | headed
        self._tables = TableReader(
            cover, self.loose, self._lines, self._keep, lambda name: squash(name) in known, self._named
        )

    def _named(self, label: str) -> Mention | None:
        """The one program with a section of its own whose name has these words."""
        key = squash(label)
        found = [m for m in self.mentions if m.rank == 3 and key in squash(m.name)] if len(key) >= _LEAST_NAMED else []
        return found[0] if len(found) == 1 else None

    def read(self) -> None:
        """Walk the whole document; where no block is a program, the document may be the plan of one."""
        root = self._layout.root
        self._walk(document_card(root, self._cover))
        if not self.mentions and (owner := document_plan(root, self._cover)):
            self.loose.clear()
            self._walk(owner)

    def _walk(self, owner: Mention | None) -> None:
        years = self._cover.years
        if owner is not None:
            self._keep(owner)
        self._children(self._layout.root, Context(document_year=years[0] if len(years) == 1 else None), owner)

    # ---------------------------------------------------------------- blocks
    def _children(self, block: Block, context: Context, owner: Mention | None) -> None:
        cards = {id(c): cell for c in block.children if (cell := named_cell(c))}
        first, of_all = len(self.mentions), owner
        for child in block.children:
            if id(child) in cards and (owner is None or len(cards) > 1):
                owner = self._card(child, cards[id(child)], context)
            elif cards and is_numbered(child.family) and squash(read_head(child.text).name) in self._listed:
                owner = of_all  # a program of its own behind the cards
            if child.table is not None:
                self._tables.read(child.table, context, owner)
            elif not self._closed(child, self.mentions[first:], owner):
                self._block(child, context, owner)

    @staticmethod
    def _closed(line: Block, above: list[Mention], owner: Mention | None) -> bool:
        """Give the one person of a line that ends a list to its programs that have none; False for any other line."""
        unasked = [m for m in above if not m.contacts]
        ends = unasked and line.family == "plain" and not line.children and (owner is None or owner.kind == "활동")
        people = people_alone(line.text) if ends else []
        if len(people) != 1:
            return False
        cite = Cite(line.line_start, line.line_end)
        for mention in unasked if owner is None else [owner, *unasked]:
            mention.contacts.append(contact_of(people[0], cite))
        return True

    def _card(self, block: Block, name: Cell, context: Context) -> Mention:
        """The program of a table that is its card; what stands behind the table, up to the next such, is of it as well."""
        mention = self._mention(block, "사업", read_head(name.text), context, None)
        mention.rank = 3
        mention.kind = "공약" if self._cover.pledge else mention.kind
        mention.code = mention.code or _code_of_card(block)
        return mention

    def _block(self, block: Block, context: Context, owner: Mention | None) -> None:
        self._cover.line = block.line_start
        below = context.below(block)
        if unit := self._charges.get(squash(block.text)):
            below = replace(below, unit=unit)
        if self._is_aside(block, context, owner):
            return
        if self._cover.repeats_title(block.text):
            below = replace(below, year=context.year, years=context.years, tense=context.tense)
        name = (
            name_by_label(block)
            if owner is None and is_card(block) and (self._cover.plan or is_full_card(block))
            else ""
        )
        if name and (section_field(block) or is_other(name, block.text)):
            head = read_head(name, context.year or context.document_year)
            mention = self._mention(block, "사업", head, context, owner)
            self._children(block, replace(below, field="", section=below.section), mention)
            return
        if section_field(block):
            self._section(block, below, owner)
            return
        if owner is None and self._cover.plan and (name := named_in_prose(block.text)):
            mention = self._mention(block, "사업", Head(name), context, owner)
            mention.rank = 3
            self._lines.line(block, context, mention)
            self._children(block, below, mention)
            return
        if (owner is None or owner.kind == "활동") and self._cover.plan:
            said = behind_others(block.text) or block.text
            block = self._told(replace(block, text=said), context) if said != block.text or is_prose(said) else block
        reading = self._classified(block, context, owner)
        if reading.kind and (self._cover.plan or is_full_card(block)):
            mention = self._mention(block, reading.kind, reading.head, context, owner)
            if squash(mention.name) in self._listed and reading.kind == "사업" and block.children:
                mention.rank = 3
            self._children(block, replace(below, field="", section=below.section), mention)
            return
        unit = unit_of_heading(block)
        if unit or (block.family == "plain" and _HEAD_LINE.match(block.text)):
            self._unit_head(block, below if unit else context)
            self._children(block, below, None if unit else owner)
            return
        owner = self._part(block, owner)
        if not self._lines.labelled(block, context, owner):
            self._lines.line(block, context, owner)
        self._children(block, self._line_context(block, below, context), owner)

    def _part(self, block: Block, owner: Mention | None) -> Mention | None:
        """The part of a program that a line is about: one counted (``▸ ① 착공(’26. 2월)``) as the parts above are themselves."""
        number, within = self._counted(block), block.parent
        while number and within is not None and within.parent is not None:
            lines = range(within.line_start, block.line_start)
            parts = {
                m.counted: m
                for m in self.mentions
                if m.counted and m.rank == 3 and m.parent is owner and m.cite.start in lines
            }
            if len(parts) >= _LEAST_PARTS and block.parent is not None:
                said = {self._counted(b) for b in block.parent.children} - {""}
                return parts.get(number, owner) if said <= parts.keys() else owner
            within = within.parent
        return owner

    def _counted(self, block: Block) -> str:
        """The circled number that a line begins with behind its bullet, where it has no other; else empty."""
        numbers = _CIRCLED.findall(line := self._layout.lines[block.line_start - 1])
        return numbers[0] if len(numbers) == 1 and _COUNTED.match(line) else ""

    def _section(self, block: Block, below: Context, owner: Mention | None) -> None:
        """Read what a heading of a field (``추진상황(공정률 38%)``) has below it; the rate that it says is the program's."""
        if owner is not None:
            owner.statements += rates_of_heading(block, below.year)
        self._children(block, below, owner)

    def _told(self, block: Block, context: Context) -> Block:
        """Read the programs that a paragraph tells of; the paragraph without the sentences that are about them."""
        told, rest = told_programs(block.text, context.year or context.document_year)
        for head, sentence in told:
            mention = self._mention(block, "사업", head, context, None)
            self._lines.line(replace(block, text=sentence), context, mention)
        return replace(block, text=rest) if told else block

    def _is_aside(self, block: Block, context: Context, owner: Mention | None) -> bool:
        """Read a line that is no program nor of the one it stands under; False for any other."""
        renamed = self._is_renaming(block, context, owner)
        return renamed or self._is_head_alone(block, context, owner) or self._places_rows(block)

    def _is_head_alone(self, block: Block, context: Context, owner: Mention | None) -> bool:
        """Read a line that only says who heads the unit, and what stands below it; False for any other."""
        if not (block.family == "plain" and _HEAD_LINE.match(block.text) and people_alone(block.text)):
            return False
        self._unit_head(block, context)
        self._children(block, context, owner)
        return True

    def _places_rows(self, block: Block) -> bool:
        """Read a note that says where the programs of the table above are, by a word of each name; False for any other."""
        found = list(_PLACED.finditer(block.text)) if block.family == "note" else []
        rest = _PLACED.sub("", block.text)
        if len(found) < 2 or re.search(r"\w", rest) or not all(is_place(m["p"], self._cover.where) for m in found):
            return False
        last = next((m.listing for m in reversed(self.mentions) if m.listing.startswith("table:")), "")
        rows = [m for m in self.mentions if m.listing == last]
        for match in found:
            meant = [m for m in rows if squash(match["n"]) in squash(m.name)]
            if len(meant) == 1:
                cite = Cite(block.line_start, block.line_end)
                meant[0].spots += spots_of_text(match["p"], self._cover, cite, "위치")
        return True

    def _is_renaming(self, block: Block, context: Context, owner: Mention | None) -> bool:
        """Read a line that only tells of a change of name; False for any other."""
        if renamed := renaming(block.text):
            self._renamed(block, renamed, context)
        elif owner is not None and (former := former_labelled(block.text)):
            cite = Cite(block.line_start, block.line_end)
            owner.called_before(former.name, former.year, cite, self._cover.own_year)
        else:
            return False
        return True

    def _renamed(self, block: Block, names: tuple[str, str], context: Context) -> None:
        """``사업명 변경 : 옛 이름 → 새 이름`` in a list of changes: the program under both names."""
        mention = self._mention(block, "사업", Head(names[1]), context, None)
        mention.names.append(Name(names[0], None, mention.cite))
        mention.marks.add("명칭변경")
        mention.rank = 1

    def _classified(self, block: Block, context: Context, owner: Mention | None) -> Reading:
        """What a block is; a heading that is called like a program of a table is that program's section."""
        text = priced(block.text, self._cover.noted_unit, part=context.field == "name")
        reading = classify(
            replace(block, text=text), context, owner is not None and owner.rank == 3, self._cover.unit_for(text)
        )
        heading = is_numbered(block.family) or block.family.startswith(_HEADINGS)
        listed = owner is None and squash(reading.head.name) in self._listed
        whole = bool(block.children) and squash(reading.head.name) in self._listed  # ◈ 이름, and what was done below it
        done = block.parent is not None and bool(_DONE_LIST.fullmatch(block.parent.text.strip()))
        if done and reading.kind in ("", "활동") and is_name(reading.head.name, heading=True) and reading.head.value:
            reading.head.marks.add("완료")
            return Reading("사업", reading.head)
        if reading.kind in ("", "활동") and listed and (whole or (heading and fields_of(block))):
            return Reading("사업", reading.head)
        return reading

    @staticmethod
    def _line_context(block: Block, below: Context, context: Context) -> Context:
        """Below a labelled line the label's field holds; below other lines that of the section."""
        labelled = split_label(block.text)
        reading = read_label(labelled[0]) if labelled else None
        return replace(context, field=reading.field) if reading else below

    def _mention(self, block: Block, kind: str, head: Head, context: Context, owner: Mention | None) -> Mention:
        if "완료" in head.marks:
            context = replace(context, year=None, years=())  # what is done is not of the year that the chapter plans
        cite = Cite(block.line_start, block.line_end)
        listing = f"list:{block.parent.line_start if block.parent else 0}:{block.family}:{block.indent}"
        mention = Mention(
            listing, 3 if is_card(block) else 2, cite, [Name(head.name, context.year, cite)], context.section
        )
        if head.later_name and is_name(head.later_name):
            mention.names.append(Name(head.later_name, head.later_year, cite))
        pledged = self._cover.pledge and kind == "사업" and owner is None and mention.rank == 3
        marks = head.marks | marks_in(block.marker.strip("[]()<>【】〔〕〈〉"))  # [중점 4-1]
        mention.kind, mention.marks, mention.year = "공약" if pledged else kind, marks, context.year
        if "변경" in marks:
            mention.statements.append(Statement("구분", "변경", cite, year=context.year))
        mention.department = head.unit or context.unit
        mention.code = head.code or code_in(block.marker)
        mention.counted = self._counted(block)
        mention.parent = owner
        if context.new:
            mention.marks.add("신규")
        if context.bid:
            mention.marks.add("공모")
        if context.proposed:
            mention.marks.add("제안")
        mention.periods += [Period(p.start, p.end, p.text, cite, own=False) for p in head.periods]
        if kind in ("활동", "행사"):
            mention.steps += [step_of(block.text, p, context, self._cover, cite) for p in head.periods]
        self._head_facts(mention, head, context, cite)
        self._keep(mention)
        return mention

    def _head_facts(self, mention: Mention, head: Head, context: Context, cite: Cite) -> None:
        cover = self._cover
        for remark in head.remarks:
            if former := former_of_remark(remark, context.year or context.document_year):
                mention.names.append(Name(former.name, former.year, cite))
            mention.actors += actors_of_text(remark, cover.when, cite, True)
            mention.spots += spots_of_text(remark, cover, cite, "내용")
        mention.contacts += [contact_of(p, cite) for said in head.people for p in people_alone(said)]
        states = sorted(_STATES & {*head.marks, *head.remarks})
        mention.statements += [Statement("추진상태", state, cite, year=context.year) for state in states]
        mention.statements += [s for r in head.remarks for s in state_and_rate(r, cite, context.year)]
        mention.statements += [Statement(w, f"{n:g}%", cite, n, "%", year=context.year) for w, n in head.rates]
        for total in head.sums:
            mention.money += money_of(total, context, cover, cite)
        if head.value:
            for inside in re.findall(r"\(([^()]*)\)", head.value):
                if "전년" in inside and (former := former_of_remark(inside, context.year or context.document_year)):
                    mention.names.append(Name(former.name, former.year, cite))
            self._value_facts(mention, head.value, context, cite)
        mention.lines += [(r, cite) for r in (*head.remarks, head.value) if r]
        mention.spots += spots_of_text(mention.name, cover, cite, "사업명")

    def _value_facts(self, mention: Mention, value: str, context: Context, cite: Cite) -> None:
        """What stands behind the colon of a head beside its money: term, ministry, state, milestones."""
        reading = read_line(value, context, self._cover, cite)
        mention.periods += [Period(p.start, p.end, p.text, cite, own=False) for p in reading.periods]
        if not mention.periods:
            inner = [s for b in re.findall(r"\(([^()]*)\)", value) for s in find_spans(b) if s.is_period]
            mention.periods += [Period(s.start, s.end, s.text, cite, own=False) for s in inner[:1]]
        mention.steps += reading.steps
        mention.statements += reading.statements
        mention.actors += actors_of_text(value, self._cover.when, cite, True)
        if not find_sums(value):
            mention.status = value
            mention.spots += [
                s
                for clause in clauses(value)
                if is_place(clause, self._cover.where)
                for s in spots_of_text(clause, self._cover, cite, "위치")
            ]
            mention.statements.append(Statement("추진상황", value, cite, year=context.year))
        else:
            mention.status = "완료" if _DONE.match(value) else mention.status
            mention.spots += spots_of_text(value, self._cover, cite, "내용")

    def _keep(self, mention: Mention) -> None:
        mention.order = len(self.mentions)
        self.mentions.append(mention)

    def _unit_head(self, block: Block, context: Context) -> None:
        words = block.text.strip("()[]") if _HEAD_LINE.match(block.text) else head_of_unit(block.text)
        cite = Cite(block.line_start, block.line_end)
        self.loose.post_sections[cite.start] = context.unit
        for person in read_people(words):
            self.loose.posts.append(UnitPost(person, context.unit, cite, head=True))
