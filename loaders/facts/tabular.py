"""Tables into facts: labels and values in turn, lists of programs, investment plans, years, staff; the rest is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from lexicon.amounts import find_amounts
from lexicon.dates import find_years
from lexicon.labels import MERGED_FROM, is_money_label, read_label, split_label
from lexicon.people import read_people, titles
from lexicon.phones import mark_extensions
from lexicon.text import squash
from loaders.facts.card_money import whole_with_unit, with_unit
from loaders.facts.cell_money import parts_in_totals
from loaders.facts.contacts import with_numbers
from loaders.facts.context import NEW_LIST, Context
from loaders.facts.cover import Cover
from loaders.facts.fields import of_unit, paired, reading_of
from loaders.facts.figures import statements_of, totals_of
from loaders.facts.former import Renaming, former_labelled, renamings_in
from loaders.facts.groups import UNIT_NAME
from loaders.facts.history import is_history
from loaders.facts.investment import (
    funders_of,
    is_investment,
    is_split,
    is_split_by_row,
    read_investment,
    read_split,
    read_split_by_row,
    unit_by_total,
)
from loaders.facts.lines import MONEY_FIELDS, LineReader
from loaders.facts.listings import Listing, is_fact_row, is_listing, read_fact_row, read_listing
from loaders.facts.loose import Loose, Standing, UnitPost
from loaders.facts.model import Cite, Mention, Money, Name, Statement
from loaders.facts.money import TOTAL
from loaders.facts.place_shares import shares_by_place
from loaders.facts.schedule import is_calendar, is_timetable, places_in_calendar, read_calendar, read_timetable
from loaders.facts.scopes import Label
from loaders.facts.staff_tables import PEOPLE, TELEPHONE, counts_people, names_people, posts_of_staff
from loaders.facts.tables import columns_of
from loaders.facts.yearly import YearlyReader, is_yearly
from loaders.layout.cells import is_numeric
from loaders.layout.model import Block, Cell, Table, distinct

_UNITS = ("department", "institution")
_GENERIC = re.compile(r"담\s*당\s*자?$|연락처|문의처")
_TOLD = frozenset({"plan", "progress", "progress_plan", "when", "content", "overview", "issue", "effect"})
_NONE = ("-", "–", "")
_WON = re.compile(r"(?:최종\s*)?선정(?!\s*(?:예정|계획))")


class TableReader:
    """Reads the tables of one document; ``keep`` takes the mentions they list, ``listed`` says which names a list has,
    ``named`` gives the program above that a row is of.
    """

    def __init__(
        self,
        cover: Cover,
        loose: Loose,
        lines: LineReader,
        keep: Callable[[Mention], None],
        listed: Callable[[str], bool],
        named: Callable[[str], Mention | None],
    ) -> None:
        self._cover = cover
        self._loose = loose
        self._lines = lines
        self._keep = keep
        self._listed = listed
        self._named = named

    def read(self, table: Table, context: Context, owner: Mention | None) -> None:
        """Read one table by what its header says it is."""
        self._cover.line = table.line_start
        if table.pairs:
            self._pairs(table, context, owner)
        elif renamed := renamings_in(table, self._listed):
            self._renamed(renamed, context)
            self._loose.tables.append((table, context))
        elif self._alone(table, context) if owner is None else self._below(table, context, owner):
            return
        elif is_yearly(table):
            self._mentions(YearlyReader(table, context, self._cover, owner).read(), context)
        elif is_listing(table):
            self._listing(table, context, owner)
        elif any(c.field in PEOPLE for c in columns_of(table)):
            self._staff(table, context)
        else:
            named = context if owner is None else replace(context, section=(*context.section, owner.name))
            said = statements_of(table, named) if owner is not None and not is_history(table, context) else []
            if owner is not None and said and not any(s.subject for s in said):
                owner.statements += said
            else:  # figures of units, and histories, are of the house
                self._loose.tables.append((table, named))

    def _renamed(self, rows: list[Renaming], context: Context) -> None:
        """The programs of a table of changes under both of their names; what others were merged into keeps its own alone."""
        for row in rows:
            cite = Cite(row.line, row.line)
            names = [Name(row.new, context.year or self._cover.own_year, cite)]
            names += [] if row.merged else [Name(row.old, row.year, cite)]
            mention = Mention(f"renamed:{row.line}", 1, cite, names, context.section)
            mention.marks |= {"통합" if row.merged else "명칭변경"}
            mention.statements += [Statement(MERGED_FROM, row.old, cite, year=row.year)] if row.merged else []
            self._keep(mention)

    def _heads(self, table: Table, context: Context) -> None:
        """Who heads the units of a table of figures: a column called by their title (국 | 과 | 과장 | 정원)."""
        heads = [c for c in columns_of(table) if squash(c.label) in titles() and squash(c.label).endswith("장")]
        for line, row in table.body() if heads else ():
            units = [c.text for c in row[: heads[0].index] if UNIT_NAME.fullmatch(squash(c.text))]
            people = read_people(mark_extensions(row[heads[0].index].text)) if units else []
            for person in people[:1]:
                post = replace(person, title=person.title or squash(heads[0].label), unit=units[-1])
                self._loose.posts.append(UnitPost(post, units[-1], Cite(line, line), head=True))
                self._loose.post_sections[line] = context.unit

    def _below(self, table: Table, context: Context, owner: Mention) -> bool:
        """Read a table of money, of figures or of dates that stands under a program; False where it is none of these."""
        if shares := shares_by_place(table, owner.money, self._cover.where):
            owner.money += shares
            owner.statements += [s for s in statements_of(table, context) if not s.subject]
        elif is_investment(table):
            table.unit = table.unit or unit_by_total(table, owner.money)
            owner.money += read_investment(table)
            owner.actors += funders_of(table, self._cover.when)
        elif is_split_by_row(table):
            owner.money += read_split_by_row(table)
        elif is_split(table):
            of = read_label(table.caption[-1][1]) if table.caption else None
            owner.money += read_split(table, "total" if of or not context.year else "year", context.year)
        elif is_fact_row(table):
            read_fact_row(table, context, self._cover, self._entry, owner)
        elif is_timetable(table, context.year or self._cover.own_year):
            self._timetable(table, context, owner)
        elif is_calendar(table):
            owner.steps += read_calendar(table, context, self._cover)
        else:
            return False
        return True

    def _timetable(self, table: Table, context: Context, owner: Mention) -> None:
        """A timetable: each row is of the program that it names, else of the one it stands under."""
        for row in read_timetable(table, context, self._cover, lambda label: self._named(label) is not None):
            mention = self._named(row.label) or owner
            mention.steps += row.steps
            mention.statements += row.statements

    def _alone(self, table: Table, context: Context) -> bool:
        """Read a table of labels, a history or a calendar that stands under no program; False where it is none of these."""
        if _says_labels(table):
            self._labels(table, context)
        elif is_history(table, context):
            self._loose.tables.append((table, context))
        elif is_calendar(table):
            steps = read_calendar(table, context, self._cover)
            self._loose.steps += [(context.unit, step) for step in steps]
            self._loose.statements += [(context.unit, told) for told in places_in_calendar(table)]
            self._loose.tables.append((table, context))
        else:
            return False
        return True

    def _labels(self, table: Table, context: Context) -> None:
        """A table of two columns that says of each row what it is: each row as a labelled line."""
        unit = table.unit or self._cover.noted_unit
        for line, row in table.body():
            value = with_unit(row[1].text, unit) if is_money_label(row[0].text) else row[1].text
            block = Block("table", "", f"{row[0].text} : {value}", line, line)
            if not self._lines.labelled(block, context, None):
                self._lines.line(block, context, None)

    def _listing(self, table: Table, context: Context, owner: Mention | None) -> None:
        """A list of programs; where it lists the parts of the one it stands under, they are parts, its total theirs."""
        if owner is not None and owner.periods:  # 세부사업 of a program of several years, in a chapter of plans for one
            context = replace(context, year=None, years=())
        context = _captioned(table, context)
        listing = read_listing(table, context, self._cover, self._entry)
        if owner is not None and _of_parts(listing, owner):
            owner.statements += [replace(t, subject="") for t in totals_of(table, listing, Fraction(1))]
            owner.money += _whole_of_parts(table, listing, owner)
            whole = {m.krw for m in owner.money if m.scope == "total" and m.source == TOTAL}
            owner.money += parts_in_totals(table, listing.columns, listing.totals, whole)
            listing = listing._replace(totals=[])
            for mention in listing.mentions:
                mention.parent, mention.kind = owner, "세부사업"
        self._loose.listings.append((table, listing))
        self._mentions(listing.mentions, context)

    def _entry(self, text: str, context: Context, owner: Mention, cite: Cite) -> bool:
        """Read an entry of a cell that has a known label; a label with no known field is no label here."""
        pair = split_label(text)
        known = reading_of(*pair) if pair and pair[1] else None
        return known is not None and self._lines.labelled_text(text, Standing(context, owner, cite))

    def _mentions(self, mentions: list[Mention], context: Context) -> None:
        for mention in mentions:
            mention.department = mention.department or context.unit
            if context.new:
                mention.marks.add("신규")
            if context.proposed:
                mention.marks.add("제안")
            if context.bid and "제안" not in mention.marks:
                mention.marks.add("공모")
            if role := _role_of_marks(mention):
                mention.actors = [
                    replace(a, role=role) if a.ministry and a.role == "주관" else a for a in mention.actors
                ]
            self._keep(mention)

    def _pairs(self, table: Table, context: Context, owner: Mention | None) -> None:
        label: Cell | None = None
        for row in map(distinct, table.rows):
            if label is not None and not row[0].text and len(row) > 1 and _is_list(row[1]):  # 추진실적 goes on
                row[0] = replace(label, line=row[1].line)
            label = row[0]
            i = 0
            while i < len(row):
                standing = Standing(context, owner, Cite(row[i].line, row[i].line))
                i += self._pair(row, i, standing, table.unit)

    def _pair(self, row: list[Cell], i: int, standing: Standing, unit: int | None) -> int:
        """Read the label at ``i`` with its value; how many cells were read. ``unit`` is won per one of bare amounts."""
        label = row[i].text
        value = row[i + 1].text if i + 1 < len(row) else ""
        reading = of_unit(read_label(label), value) if label else None
        in_turn = len(row) % 2 == 0 and all(read_label(c.text) for c in row[::2])  # 예산구분 | 예산 | 사업주체 | …
        if standing.owner is not None and (former := former_labelled(f"{label} : {value}")):
            standing.owner.called_before(former.name, former.year, standing.cite, self._cover.own_year)
            return 2
        if value and paired(label, value):
            self._lines.labelled_text(f"{label} : {value}", standing)
            return 2
        is_value = read_label(value) is None or re.search(r"\([^()]*\d", value)  # 공모신청('26. 4. 예정) is no label
        if reading and value and (is_value or (in_turn and i % 2 == 0)):
            of_money = reading.field in (*MONEY_FIELDS, "investment")
            told = with_unit(value, unit) if of_money else value
            told = whole_with_unit(value, unit) if reading.field == "source" else told
            cell = replace(row[i + 1], text=told)
            self._value(Label(reading.field, reading.qualifier, label), cell, standing)
            return 2
        of_year = _YEAR_ALONE.fullmatch(label) if value else None
        if standing.owner is not None and of_year:  # ’26년 | 착공(’26. 4.), …
            at = standing._replace(context=replace(standing.context, year=find_years(of_year["y"])[0], field="plan"))
            self._told(Label("plan", "", label), row[i + 1], standing.owner, at)
            return 2
        titled = [p for p in read_people(label) if p.title or p.grade] if label else []
        if titled:
            self._lines.people.contacts(titled, standing)
        elif i % 2 == len(row) % 2 == 0 and self._of_unknown_label(label, value, standing):
            return 2
        return 1

    def _of_unknown_label(self, label: str, value: str, standing: Standing) -> bool:
        """Read a value under a label that no table of labels has (올해 축제, 우리 군 몫); False where it names people."""
        if standing.owner is None or not value or not _OWN_LABEL.fullmatch(label):
            return False
        if any(p.title or p.grade for p in read_people(value)):
            return False
        told = f"{label} : {value}"
        if not self._lines.labelled_text(told, standing):
            self._lines.content(told, standing)
        return True

    def _value(self, label: Label, cell: Cell, standing: Standing) -> None:
        context, owner, cite = standing
        if cell.text in _NONE:
            return
        numbered = label.field in ("contact", "phone") and owner is not None
        if owner is not None and numbered and (given := with_numbers(owner.contacts, cell.text)):
            owner.contacts = given
        elif owner is not None and numbered and TELEPHONE.fullmatch(cell.text):
            if owner.contacts and not owner.contacts[-1].phone:  # 연구책임자 | … | 연락처 | 041-…
                owner.contacts[-1] = replace(owner.contacts[-1], phone=cell.text.strip("☎ "))
        elif label.field == "contact":
            title = label.words if squash(label.words) in titles() and not _GENERIC.search(label.words) else ""
            people = [replace(p, title=p.title or title) for p in read_people(cell.text)]
            self._lines.people.contacts(people, standing)
        elif label.field in _UNITS and owner is not None:
            self._lines.people.in_charge(cell.text, owner, cite)
            owner.statements.append(Statement(label.words, cell.text, cite, table=1))
        elif len(cell.items) > 1 and owner is None:
            self._loose.statements += [(context.unit, Statement(label.words, t, cite)) for _, t in cell.items]
        elif len(cell.items) > 1 and owner is not None and label.field in MONEY_FIELDS:
            self._lines.field(label, cell.items[0][1], standing)
            for _, text in cell.items[1:]:
                self._lines.content(text, standing)
        elif _is_list(cell) and owner is not None and label.field in _TOLD:
            self._told(label, cell, owner, standing)
        else:
            self._lines.field(label, cell.text, standing)

    def _told(self, label: Label, cell: Cell, owner: Mention, standing: Standing) -> None:
        """The entries of a cell that tells of a program (추진일정, 추진내용): each as a line of its own."""
        below = standing._replace(context=replace(standing.context, field=label.field))
        owner.statements.append(Statement(label.words, cell.text, standing.cite, year=below.context.year))
        if label.field in ("content", "goal") and not owner.summary:
            owner.summary = cell.text
        for _, text in cell.items:
            if not self._entry(text, below.context, owner, standing.cite):
                self._lines.content(text, below)

    def _staff(self, table: Table, context: Context) -> None:
        """A table of staff: unit, person, telephone, duty in columns."""
        columns = columns_of(table)
        if not names_people(table, columns):
            self._loose.tables.append((table, context))
            self._heads(table, context)
            return
        if counts_people(table, columns):  # 정원 and 현원 of each unit beside who heads it
            self._loose.tables.append((table, context))
        for post in posts_of_staff(table, columns, context.unit):
            self._loose.posts.append(post)
            self._loose.post_sections[post.cite.start] = context.unit


_OWN_LABEL = re.compile(r"(?=.{2,12}$)[가-힣][가-힣A-Za-z·/]*(?:\s[가-힣A-Za-z·/]+){0,2}")
"""What may be a label, though no table of labels has it."""


def _is_list(cell: Cell) -> bool:
    """Whether a cell tells things one by one: several, or one behind a bullet."""
    return len(cell.items) > 1 or bool(cell.items and cell.items[0][0].strip())


def _of_parts(listing: Listing, owner: Mention) -> bool:
    """Whether a list under a program is of its parts: headed so (세부사업), or with the program's own cost as its total."""
    headed = any(_PARTS.match(squash(c.label)) for c in listing.columns if c.field == "name")
    costs = {m.krw for m in owner.money if m.scope == "total" and m.source == TOTAL}
    units = [c.unit or 1 for c in listing.columns if c.is_money]
    printed = {a.krw for t in listing.totals for text in t.cells.values() for u in units for a in find_amounts(text, u)}
    return headed or bool(costs & printed)


_PARTS = re.compile(r"세부|내역|하위|단위")


def _whole_of_parts(table: Table, listing: Listing, owner: Mention) -> list[Money]:
    """The cost of a program that only the sum of its parts tells, where the table prints that very sum (계)."""
    of_all = [t for t in listing.totals if not t.of]
    costs = [
        m.krw for part in listing.mentions for m in part.money if m.scope == "total" and m.source == TOTAL and m.adopted
    ]
    if len(of_all) != 1 or len(costs) != len(listing.mentions) or any(m.scope == "total" for m in owner.money):
        return []
    units = {c.unit or table.unit for c in listing.columns if c.is_money} - {None}
    said = [t for t in of_all[0].cells.values() for u in units for a in find_amounts(t, u) if a.krw == sum(costs)]
    cite = Cite(of_all[0].line, of_all[0].line)
    return [Money(sum(costs), TOTAL, "total", None, "계", said[0], cite)] if said else []


def _says_labels(table: Table) -> bool:
    """Whether a table of two columns says of each row what it is in the first: 구분 | 내용."""
    if len(table.columns) != 2 or not table.header_rows:
        return False
    head, told = ((reading.field if (reading := read_label(label)) else "") for label in table.columns)
    firsts = [row[0].text for _, row in table.body()]
    return head == "group" and told in ("content", "note") and all(t and not is_numeric(t) for t in firsts)


def _role_of_marks(mention: Mention) -> str:
    """What the ministry of a row is to a program that bids, or that is proposed; empty for any other."""
    if "제안" in mention.marks:
        return "제안"
    won = "공모선정" in mention.marks or any(_WON.match(t) for t, _ in mention.lines)
    return ("공모선정" if won else "공모") if "공모" in mention.marks else ""


_YEAR_ALONE = re.compile(r"(?P<y>20\d\d|['’‘]\d\d)\s*년?도?")
_OF_YEAR = re.compile(r".*[(\[〔]\s*(?P<y>['’‘]\d{2}|20\d\d)\s*년?도?\s*(?:예산|사업비|본예산)?\s*(?:기준)?\s*[)\]〕]")


def _captioned(table: Table, context: Context) -> Context:
    """A caption may name the year of the amounts (``2024년 예산``), or the heading right above in brackets (``사업 총괄('26년)``)."""
    if any(NEW_LIST.fullmatch(text.strip()) for _, text in table.caption):
        context = replace(context, new=True)
    if context.section and (of_year := _OF_YEAR.fullmatch(context.section[-1])):
        return replace(context, year=find_years(of_year["y"])[0], of_year=True)
    for _, text in table.caption:
        below = Context().below(Block("title<", "<", text, 1, 1))
        if below.year and not context.year:
            return replace(context, year=below.year)
    return context
