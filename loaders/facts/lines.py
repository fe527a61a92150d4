"""Lines into facts: labelled lines by their label, others by what their clauses hold."""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.amounts import unit_of
from lexicon.dates import find_spans
from lexicon.labels import field_of, split_label
from lexicon.people import read_people
from lexicon.phones import find_phones, mark_extensions
from lexicon.places import named
from lexicon.staff_lines import people_alone
from lexicon.text import squash
from loaders.facts.actors import actors_of_bid, actors_of_label, actors_of_text
from loaders.facts.bearers import tells_of_bearers, with_bearers
from loaders.facts.called import amount_in_prose, under_own_words
from loaders.facts.card_money import of_same_share, shares_behind, whole_with_unit, with_unit
from loaders.facts.charges import Counted
from loaders.facts.clauses import clauses, led_by_dates
from loaders.facts.context import BACKGROUND, Context
from loaders.facts.cover import Cover
from loaders.facts.fields import paired, planned_year, reading_of, valued
from loaders.facts.former import former_in_line
from loaders.facts.heads import is_name, marks_in, without_code
from loaders.facts.houses import houses_built
from loaders.facts.investment import read_years, year_in_remark
from loaders.facts.loose import Loose, Standing
from loaders.facts.milestones import dated_steps, step_of
from loaders.facts.model import Cite, Mention, Money, Name, Period, Site, Spot, Statement
from loaders.facts.money import TOTAL, borne_by_each, find_sums
from loaders.facts.overview import bracketed, listed_fields, opens_overview, read_overview
from loaders.facts.people_lines import PeopleOfLines
from loaders.facts.prose import is_prose, read_prose
from loaders.facts.scopes import Label, nth_year, scope_of
from loaders.facts.status import state_and_rate
from loaders.facts.values import (
    money_of,
    names_year,
    read_line,
    spots_of_text,
    year_label,
)
from loaders.layout.model import Block

_NO_BID = re.compile(r"(?:해당|대상)?\s*(?:없음|아님|안\s?함)|미\s?해당|비\s?공모|[-–×xXN]\s*$")
_PEOPLE = ("contact", "manager", "person")
MONEY_FIELDS = ("total", "budget", "share", "executed", "prior", "future", "requested", "secured")
_SCALES = (1, 10**3, 10**4, 10**6, 10**7, 10**8, 10**9)
"""The units in which figures of money are written, in won."""
_LEAST_WON = 10**6
_PER_HEAD = re.compile(r"(?:[가-힣]당|각|각각)\s*(?:최대|약)?\s*$")
"""Before what each of many gets: the program's money is another."""
_EACH_YEAR = re.compile(r"(?<![가-힣])(?:연|연간|매년|年)\s*$")
_YEARLY = re.compile(r"[년연차]\s*도?\s*별$")
_WHEN = re.compile(r"일시|개최|행사|^시기$")
_HEAD = re.compile(r"부서장|과장|국장|실장|소장")
_STATE_LABEL = re.compile(r"(?:이행|추진|진행)?(?:상태|상황|단계)$|^이행$|^구분$")
_BESIDE = ("target", "location", "scale", "period")
_UNSETTLED = re.compile(r"\W*(?:미정|추후|협의\s?중)")
_CHANGED_TERM = re.compile(r"\W*(?:당초|기존|변경\s?전)\W.*(?:→|⇒|➔|변경)\W*[^→⇒➔]*\d")
"""A term that was changed: (당초) … → (변경) …: the last one holds."""
_OWN_MONEY = re.compile(r"(?:총\s*)?(?:사\s?업\s?비|예\s?산|소요\s?예산)(?:액)?\s*:?\s*\d")
"""Behind the value of a label that is not of money, the money of the program: 대상 : 시설 45개소, 예산 135백만원(도비)."""
_MOVES = re.compile(r"(?:이전|개소|개관|입주|준공|착공)\s*(?:\s(?:예정|완료|계획))?$")
_NAMED_AMOUNT = re.compile(r"(?P<label>[가-힣][가-힣\s]{1,7}?)\s*(?P<amount>\d[\d,]*(?:\.\d+)?)(?=\s*(?:\(|/|$))")
_OF_LABEL = frozenset({"progress", "plan", "progress_plan", "overview", *BACKGROUND})
"""Fields of labels that say what the text behind them is about."""
_ACTORS = ("ministry", "structure", "agency", "executor", "partner")


class LineReader:
    """Reads the lines of one document into its mentions, or into ``loose`` where they stand under none."""

    def __init__(self, cover: Cover, loose: Loose, numbered: dict[str, str], counted: list[Counted]) -> None:
        self._cover = cover
        self._loose = loose
        self.people = PeopleOfLines(loose, numbered, counted)

    def labelled(self, block: Block, context: Context, owner: Mention | None) -> bool:
        """Read ``라벨 : 값``; False where the line has no label."""
        return self.labelled_text(block.text, Standing(context, owner, Cite(block.line_start, block.line_end)))

    def labelled_text(self, text: str, standing: Standing) -> bool:
        """Read ``라벨 : 값`` of a line, or of an entry in a cell."""
        pair = split_label(text)
        if not pair or not pair[1] or year_label(text):
            return False
        if parts := paired(*pair):
            self._paired(parts, standing)
            return True
        reading = reading_of(*pair)
        if reading is None and (of_year := planned_year(pair[0])):  # 2026년 추진일정 : …
            year, field = of_year
            at = standing._replace(context=replace(standing.context, year=year))
            self.field(Label(field, "", pair[0]), pair[1], at)
            return True
        if reading is None:
            return self._unknown_label(pair[0], pair[1], standing)
        self.field(Label(reading.field, reading.qualifier, pair[0]), pair[1], standing)
        return True

    def _paired(self, parts: list[tuple[str, str]], standing: Standing) -> None:
        """Read each of several labels with its value; an amount beside a term (기간 및 예산) is that of the whole term."""
        known = [(label, value, reading) for label, value in parts if (reading := reading_of(label, value))]
        termed = any(reading.field == "period" for _, _, reading in known)
        for label, value, reading in known:
            field = "total" if termed and reading.field == "budget" else reading.field
            self.field(Label(field, reading.qualifier, label), value, standing)
        for value in [v for label, v in parts if not label] if standing.owner is not None else []:
            self.content(value, standing)

    def _unknown_label(self, label: str, value: str, standing: Standing) -> bool:
        """Keep what an unknown label says; True where it names people and nothing is left to read."""
        if self.people.by_letter(f"{label} : {value}", standing):
            return True
        people = read_people(value) if len(squash(label)) <= 4 else []
        if people and any(p.phone for p in people):
            self.people.contacts(people, standing)
            return True
        context = standing.context
        spans = find_spans(value, context.year)
        if standing.owner is None or not (spans and spans[0].begin <= 3):
            self.state(Statement(label, value, standing.cite, year=context.year), standing)
        return False

    def field(self, label: Label, value: str, standing: Standing) -> None:
        """Read the value of a known label."""
        context, owner, cite = standing
        if label.field in _PEOPLE:
            titled = any(p.title for p in read_people(mark_extensions(value)))
            title = label.words if label.field == "manager" and not titled else ""
            if owner is not None and _HEAD.fullmatch(squash(label.words)) and not find_phones(value):
                self.people.in_charge(f"{owner.department}({value})", owner, cite)
                return
            if not (self.people.of_named(label.qualifier, value, standing) or self.people.by_number(value, standing)):
                self.people.contacts(read_people(mark_extensions(f"{title} {value}".strip())), standing)
            return
        self.state(valued(label.words, value, context, cite), standing)
        if owner is None:
            aside = [p for words in re.findall(r"\(([^()]*☎[^()]*)\)", value) for p in read_people(words) if p.phone]
            self.people.contacts(aside, standing) if aside else None
            return
        if label.field in MONEY_FIELDS:
            self._money(label, value, owner, standing)
        elif label.field == "bid":
            if _NO_BID.match(value):
                return
            owner.marks.add("공모")
            owner.actors += actors_of_bid(value, self._cover.when, cite)
            owner.steps += read_line(value, context, self._cover, cite).steps
            owner.lines.append((f"{label.words} {value}", cite))
        elif label.field in _ACTORS:
            owner.actors += actors_of_label(label.field, label.words, value, self._cover.where, cite)
            owner.steps += read_line(value, context, self._cover, cite).steps
            if re.search(r"공모|선정", value):
                owner.lines.append((value, cite))
            if label.field == "structure":
                owner.spots += self._governments(owner, cite)
        else:
            self._plain_field(label.field, label.words, value, owner, standing)
            self._money_within(value, owner, standing)
        if label.field in ("content", "goal") and not owner.summary:
            owner.summary = value

    def _money_within(self, text: str, owner: Mention, standing: Standing) -> None:
        """``사업규모 : 총사업비 16,500 / 장비 31종``: amounts among other things, where a note gives their unit."""
        for clause in clauses(text) if self._cover.noted_unit else ():
            match = _NAMED_AMOUNT.match(clause)
            if match is not None and (field := field_of(match["label"])) in MONEY_FIELDS:
                self._money(Label(field, "", match["label"]), clause[match.start("amount") :], owner, standing)

    def _plain_field(self, name: str, words: str, value: str, owner: Mention, standing: Standing) -> None:
        context, _, cite = standing
        if name in _BESIDE:
            said = [c for c in clauses(value)[1:] if _OWN_MONEY.match(c)]
            owner.money += [m for c in said for m in read_line(c, context, self._cover, cite).money]
        if name == "period" and len(listed_fields(value, self._cover.where)) > 1:  # 기간 … / 총 27억원(…) / 고용노동부
            self.content(self._overview(value, standing), standing)
        elif name == "period":
            spans = [] if _UNSETTLED.match(value) else find_spans(value, context.year)
            now = spans[-1:] if _CHANGED_TERM.match(value) else spans[:1]
            owner.periods += [Period(s.start, s.end, value, cite) for s in now]
        elif name in ("project_title", "name") and is_name(value) and "「" not in value and not find_spans(value):
            owner.names.append(Name(without_code(value), None, cite))
        elif name == "department":
            self.people.in_charge(value, owner, cite)
        elif name in ("location", "address"):
            owner.sites.append(Site(value, cite))
            owner.spots += spots_of_text(value, self._cover, cite, "위치" if name == "location" else "주소")
            moved = [b for b in re.findall(r"\(([^()]*)\)", value) if _MOVES.search(b)]
            owner.steps += [s for b in moved for s in read_line(b, context, self._cover, cite).steps]
        elif name == "target":
            owner.spots += spots_of_text(value, self._cover, cite, "대상")
        elif name == "investment" or (name == "year" and _YEARLY.search(words)):
            owner.money += read_years(value, unit_of(words) or self._cover.unit_for(value), words, cite, least=1)
        elif name == "source":
            self._source(words, value, owner, standing)
        elif name == "when":
            self._when(words, value, owner, standing)
        else:
            owner.marks |= marks_in(value)
            of_label = replace(context, field=name) if name in _OF_LABEL else context
            self.content(value, standing._replace(context=of_label))

    def _when(self, words: str, value: str, owner: Mention, standing: Standing) -> None:
        """The dates under a label of time, and the bid that is among them."""
        context, _, cite = standing
        spans = find_spans(value, context.year or self._cover.own_year)
        alone = len(spans) == 1 and spans[0].begin <= 1 and not led_by_dates(value)
        reading = read_line(value, context, self._cover, cite)
        owner.steps += [step_of(words, spans[0], context, self._cover, cite)] if alone else reading.steps
        if alone and spans[0].is_period and _WHEN.search(squash(words)):
            owner.periods.append(Period(spans[0].start, spans[0].end, value, cite, own=squash(words) == "시기"))
        if not alone and "공모" in value:  # 일정 : 복지부 의료취약지 지원 공모 신청(2월), 선정 발표(4월)
            owner.actors += [a for a in actors_of_text(value, self._cover.when, cite, True) if "공모" in a.role]
            owner.lines.append((value, cite))

    def _source(self, words: str, value: str, owner: Mention, standing: Standing) -> None:
        value = whole_with_unit(value, unit_of(words) or self._cover.noted_unit)
        if any(s.krw is not None for s in find_sums(value)):
            self._money(Label("total", "", words), value, owner, standing)
            return
        self._parts(value, owner, standing)
        if "공모" in value:  # 재원 : 중소벤처기업부 공모 선정('23. 4.)
            owner.lines.append((value, standing.cite))
            owner.steps += read_line(value, standing.context, self._cover, standing.cite).steps

    def _parts(self, value: str, owner: Mention, standing: Standing) -> None:
        """Shares on a line of their own below the total: in the unit in which they add up to it, else the document's."""
        totals = [m for m in owner.money if m.source == TOTAL and m.scope in ("total", "year")]
        plain = [p for s in find_sums(value, 1) for p in s.parts]
        amount = sum(p.krw for p in plain)
        fits = [(u, m) for m in reversed(totals) for u in _SCALES if amount * u == m.krw]
        unit, total = fits[0] if fits else (unit_of(value) or self._cover.unit_for(value), None)
        if unit is None and plain and amount < _LEAST_WON:
            return  # 국 7,500, 도 2,250: of what, nobody says
        for part in (p for s in find_sums(value, unit) for p in s.parts):
            scope, year = (total.scope, total.year) if total else ("total", None)
            scope = part.scope_in(scope)
            owner.money.append(Money(part.krw, part.source, scope, year, "", part.text, standing.cite, part.party))
        owner.money += shares_behind(value, unit, standing.cite)
        owner.actors += actors_of_text(value, self._cover.when, standing.cite, True)

    def _governments(self, owner: Mention, cite: Cite) -> list[Spot]:
        """Local governments that take part in a program are places of it."""
        partners = [a for a in owner.actors if a.role == "참여" and a.cite == cite]
        regions = [(named(a.surface, self._cover.where), a.surface) for a in partners]
        return [Spot(r.code, "내용", cite, surface) for r, surface in regions if r is not None]

    def _money(self, label: Label, value: str, owner: Mention, standing: Standing) -> None:
        """The amounts of a money field: the first is the field's, a later one counts where it names its year."""
        context, _, cite = standing
        value = with_unit(value, unit_of(label.words) or self._cover.noted_unit)
        whole = next((s for s in find_sums(value) if s.start <= 2 and s.krw is not None), None)
        unit = whole.unit if whole else unit_of(label.words) or self._cover.unit_for(value)
        if label.field == "share" and (parts := borne_by_each(value, label.words, unit)):
            owner.money += [
                Money(p.krw, p.source, "share", context.year, label.words, p.text, cite, p.party) for p in parts
            ]
            return
        years = read_years(value, unit, label.words, cite)
        owner.money += years or year_in_remark(value, unit, label.words, cite)
        if years and whole is None:
            return
        scope, year = scope_of(label, owner, context, self._cover.this_year)
        sums = [s for s in find_sums(value) if label.field == "total" or not _PER_HEAD.search(s.before)]
        sums = sums[:1] if years else sums
        if not sums and find_sums(value):
            owner.statements.append(Statement(label.words, value, cite, year=context.year))
        for i, total in enumerate(sums):
            nth = re.search(r"\d차\s*년도", total.before)
            if i == 0 or total.krw is None:
                at = replace(context, year=year)
                if scope == "total" and label.field != "total":
                    scope = "year" if _EACH_YEAR.search(total.before) else "" if names_year(total.before) else scope
                found = money_of(total, at, self._cover, cite, scope=scope, label=label.words)
                party = label.qualifier if label.field == "share" else ""
                owner.money += [replace(m, party=party or m.party) for m in found]
            elif names_year(total.before):
                found = money_of(total, context, self._cover, cite)
                owner.money += of_same_share(found, sums[0]) if label.field == "share" else found
            elif nth:
                at = replace(context, year=nth_year(nth.group(), owner))
                of_year = "share" if label.field == "share" else "year"
                owner.money += money_of(total, at, self._cover, cite, scope=of_year, label=nth.group())
        owner.actors += actors_of_text(value, self._cover.when, cite, True)
        for clause in clauses(value)[1:]:
            if not find_sums(clause, 1):
                owner.spots += spots_of_text(clause, self._cover, cite, "내용")
                owner.steps += read_line(clause, context, self._cover, cite).steps
        if re.search(r"공모|선정", value):
            owner.lines.append((value, cite))

    def line(self, block: Block, context: Context, owner: Mention | None) -> None:
        """Read a line of running text."""
        standing = Standing(context, owner, Cite(block.line_start, block.line_end))
        if owner is None:
            self._loose_line(block.text, standing)
            return
        if people := people_alone(block.text):
            self.people.contacts(people, standing)
            return
        text = self.people.behind(block.text, owner, standing)
        if owner.rank == 3 and is_prose(text) and context.field not in BACKGROUND:
            self._prose(text, standing)
        else:
            self.content(text, standing)
        if not owner.summary and context.field not in BACKGROUND:
            owner.summary = text

    def _prose(self, text: str, standing: Standing) -> None:
        """A paragraph of sentences below a program: what it states beside what any line may state."""
        context, owner, cite = standing
        assert owner is not None
        told = read_prose(text, context, self._cover, cite)
        known = any(m.scope == "total" and m.source == TOTAL for m in owner.money)
        owner.money += [m for m in told.money if not (known and m.scope == "total")]
        owner.periods += told.periods
        owner.marks |= told.marks
        self.people.contacts(told.people, standing)
        steps = list(owner.steps)
        self.content(text, standing)
        if told.steps:
            owner.steps = [*steps, *told.steps]

    def content(self, text: str, standing: Standing) -> None:
        """Read running text below a program; what only gives its background adds no actors, places or money."""
        context, owner, cite = standing
        assert owner is not None
        if former := former_in_line(text, context.year or self._cover.own_year):
            owner.names.append(Name(former.name, former.year, cite))
        if context.field == "overview" or (owner.rank == 3 and self._lists(text, context, owner)):
            text = self._overview(text, standing)
        owner.money = with_bearers(text, owner.money, cite)
        self._money_within(text, owner, standing)
        reading = read_line(text, context, self._cover, cite)
        owner.steps += dated_steps(text, context, self._cover, cite) or reading.steps
        owner.statements += reading.statements
        owner.statements += [Statement("시설", name, cite, year=context.year) for name in houses_built(text)]
        if context.field in BACKGROUND:
            owner.asides.append((text, cite))
            told = actors_of_text(text, self._cover.when, cite, False) if context.field == "basis" else []
            owner.actors += [a for a in told if a.role in ("공모", "공모선정")]
            heading = context.section[-1] if context.section else context.field
            owner.statements.append(Statement(heading, text, cite, year=context.year))
            return
        known = {m.krw for m in owner.money if owner.rank == 3 and m.scope == "total" and m.source == TOTAL}
        parts = [m.krw for m in reading.money if m.scope == "total"]
        made_up = sum(parts) in known and len(parts) > 1  # 국비 4,480백만원, 도비 …: below the total that they make up
        owner.money += [m for m in reading.money if made_up or not (known and m.scope == "total")]
        owner.periods += reading.periods
        owner.actors += actors_of_text(text, self._cover.when, cite, True)
        owner.spots += [] if tells_of_bearers(text) else spots_of_text(text, self._cover, cite, "내용")
        owner.lines.append((text, cite))

    def _lists(self, text: str, context: Context, owner: Mention) -> bool:
        """Whether a line below a program lists several of its facts, or gives its term or money alone where it has none."""
        if len(listed_fields(text, self._cover.where)) > 1:
            return True
        field = "" if context.field else opens_overview(text)
        return (field == "period" and not owner.periods) or (field == "budget" and not owner.money)

    def _overview(self, text: str, standing: Standing) -> str:
        """Read what an overview lists without labels, or with labels in brackets; what is left of it."""
        context, owner, cite = standing
        assert owner is not None
        if labelled := bracketed(text):
            left = [v for label, v in labelled if not self.labelled_text(f"{label} : {v}", standing)]
            return ", ".join(left)
        led = bool(context.field == "overview" and owner.spots and owner.periods)
        found = read_overview(text, context.year, self._cover.where, cite, led=led)
        owner.periods += [] if any(p.own for p in owner.periods) else found.periods
        owner.actors += found.actors
        owner.spots += [s for p in found.places for s in spots_of_text(p, self._cover, cite, "위치")]
        known = any(m.scope == "total" and m.source == TOTAL for m in owner.money)
        for amount in [] if known else found.amounts[:1]:
            self._money(Label("total" if amount.startswith("총") else "budget", "", ""), amount, owner, standing)
        return ", ".join([*found.rest, *found.amounts[1:]])

    def _loose_line(self, text: str, standing: Standing) -> None:
        context, _, cite = standing
        people = read_people(text) if re.search(r"☎|\d{3}-\d{4}", text) else []
        if people and context.field in ("contact", "") and any(p.phone for p in people):
            self.people.contacts(people, standing)
            return
        unit = context.unit
        label = context.section[-1] if context.section else ""
        dated = dated_steps(text, context, self._cover, cite)
        reading = read_line(text, context, self._cover, cite)
        self._loose.lines.append((text, cite, context))
        self._loose.steps += [(unit, s) for s in dated or reading.steps]
        if label:
            self._loose.statements.append((unit, Statement(label, text, cite, year=context.year)))
        self._loose.statements += [(unit, s) for s in reading.statements]
        for total in find_sums(text):
            if total.krw is not None:
                amount = amount_in_prose(total, label, context.year, cite)
                self._loose.statements.append((unit, amount))

    def state(self, statement: Statement, standing: Standing) -> None:
        """Keep a statement with the program, else with the unit."""
        if standing.owner is not None:
            standing.owner.statements.append(statement)
            if _STATE_LABEL.search(squash(statement.attribute)):
                standing.owner.statements += state_and_rate(statement.value, standing.cite, standing.context.year)
            return
        unit = standing.context.unit
        self._loose.statements.append((unit, statement))
        for total in find_sums(statement.value):
            if total.krw is not None and total.text != statement.value:
                amount = replace(statement, value=total.text, number=float(total.krw), unit="KRW")
                self._loose.statements.append((unit, under_own_words(amount, total.before, self._cover.own_year)))
