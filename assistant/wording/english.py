"""English sentences of answers: names and quotes stay in Korean, as the documents have them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.wording.korean import Korean

_ROLES = {
    "지원": "settled funding",
    "주관": "lead ministry",
    "공모선정": "won in a competition",
    "공모": "competition it applies to, not settled",
    "제안": "proposed, not settled",
    "언급": "only mentioned",
}
_LABELS = {
    "Program": "programs",
    "Department": "departments",
    "Ministry": "ministries",
    "Region": "regions",
    "Institution": "institutions",
    "Person": "contacts",
    "Facility": "facilities",
    "Goal": "goals",
    "Task": "tasks",
}
_NO = "The documents do not say."
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def _counted(count: int, things: str) -> str:
    """A number and what it counts: 1 program, 2 programs."""
    return f"{count} {re.sub(r'^(programs|people|places|events|departments|institutions|facilities)', _single, things) if count == 1 else things}"


def _single(match: re.Match[str]) -> str:
    return {"people": "person", "facilities": "facility"}.get(match[1], match[1][:-1])


class English(Korean):
    """Sentences in English."""

    roles = _ROLES
    halves: Mapping[str, str] = {
        "H1": "first-half",
        "H2": "second-half",
        "Q1": "Q1",
        "Q2": "Q2",
        "Q3": "Q3",
        "Q4": "Q4",
    }
    that = "this"
    contact_word = "contact"
    unit_word = "department"
    amount_word = "amount"
    change_word = "increase"
    growth = "increase in percent"
    increase, decrease = "increase", "decrease"
    before = "amount of the year before"
    each = "amount for each"
    shrinkage = "decrease in percent"
    average_word = "average"
    sum_word = "total"
    count_word = "count"
    count_unit = "projects"
    place_unit = "places"
    thing_unit = ""
    continuation_word = "continuation"
    family_word = "another program of its family"
    across: Mapping[str, str] = {
        "both": "programs in both documents",
        "new": "programs not in the earlier document",
        "ended": "programs not in the later document",
        "up": "programs whose amount grew",
        "down": "programs whose amount shrank",
        "same": "programs whose amount is unchanged",
        "merged": "programs merged into one",
        "split": "programs split into several",
        "renamed": "programs under another name",
    }
    measures: Mapping[str, str] = {
        "duration": "duration",
        "start": "start",
        "end": "end",
        "number": "number of projects",
    }
    nouns: Mapping[str, str] = {
        "date": "date",
        "when": "date",
        "person": "contact",
        "contact": "contact",
        "phone": "telephone number",
        "place": "place",
        "address": "address",
        "money": "amount",
        "total": "total budget",
        "budget": "budget",
        "period": "period",
        "ministry": "ministry",
        "department": "department",
        "agency": "agency",
        "executor": "institution in charge",
        "partner": "partners",
        "why": "reason",
        "how": "progress",
        "quantity": "number",
        "nth_year": "amount of that year",
        "rate": "execution rate",
    }

    def label(self, label: str) -> str:
        """A label of the graph in words."""
        return _LABELS.get(label, label)

    def money(self, krw: int) -> str:
        """An amount in won, in billions or millions where that is exact."""
        for name, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
            if abs(krw) >= size:
                return f"{krw / size:,.10g} {name} won (KRW {krw:,})"
        return f"{krw:,} won"

    def period(self, start: str | None, end: str | None, written: str) -> str:
        """A date or period as reckoned, with what is written."""
        if not start and not end:
            return written
        said = _date(start) if start == end or (start and not end) else f"{_date(start)} to {_date(end)}"
        return f"{said} (“{written.strip()}”)" if written else said

    def stated(self, name: str, label: str, value: str, title: str) -> str:
        """A field of a thing."""
        return f"{name} — {label}: {value} ({title})."

    def is_stated(self, name: str, value: str, title: str) -> str:
        """A value beside a name."""
        return f"{name}: {value} ({title})."

    def in_detail(self, split: str) -> str:
        """What an amount is made of."""
        return f"Made up of {split}."

    def also(self, document: str, value: str, why: str) -> str:
        """What another line or document says."""
        if why == "contradicting":
            return f"Elsewhere the same document says {value}."
        return f"It also states {value}." if why == "also stated" else f"{document} says {value} of {why}."

    def places(self, name: str, lines: Sequence[str]) -> str:
        """Regions with programs."""
        return f"Regions of {name}:\n" + "\n".join(f"- {line}" for line in lines)

    def people(self, of: str, lines: Sequence[str], title: str) -> str:
        """Whom to ask."""
        head = f"Contact for {of}" if of else "Contact"
        return f"{head} ({title}): " + "; ".join(lines) + "."

    def number_of(self, number: str, lines: Sequence[str]) -> str:
        """Whose number it is."""
        return f"{number} is the number of {'; '.join(lines)}."

    def person(self, name: str, line: str, title: str, programs: Sequence[str]) -> str:
        """A person's post and number."""
        about = f" In charge of {', '.join(programs)}." if programs else ""
        return f"{line} ({title}).{about}"

    def programs_of(
        self, filters: Sequence[str], topics: Sequence[str], without: Sequence[str], lacking: Sequence[str]
    ) -> str:
        """What a list is of, what it leaves out, and which sources of money it lacks."""
        words = [*filters, *topics, *(f"without {w}" for w in without), *(f"without money of {w}" for w in lacking)]
        return f"programs ({', '.join(words)})" if words else "programs"

    def listed(self, what: str, count: int, names: Sequence[str], title: str) -> str:
        """The programs of one document."""
        return f"{title}: {_counted(count, what)}.\n" + "\n".join(f"- {n}" for n in names)

    def belonging(self, what: str, label: str, names: Sequence[str]) -> str:
        """What belongs to programs."""
        return f"{label.capitalize()} of {what}: {', '.join(names)}."

    def counted(self, what: str, count: int, title: str) -> str:
        """How many."""
        return f"{title}: {_counted(count, what)}."

    def counted_by_us(self, count: int) -> str:
        """Our own count beside a printed one."""
        return f"({count} were read as programs; the figure above is the one that the document prints.)"

    def counted_others(self, label: str, count: int) -> str:
        """How many others."""
        return f"{_counted(count, label)}."

    def summed(self, what: str, money: str, title: str) -> str:
        """A printed total."""
        return f"{title} prints a total of {money} for {what}."

    def together(self, money: str) -> str:
        """What two things come to together."""
        return f"Together: {money}."

    def not_so_many(self, said: int, found: int) -> str:
        """That the programs found are not as many as the question says."""
        return f"The documents do not say: you speak of {said}, but {found} programs meet the conditions."

    def added(self, count: int, without: int, money: str, title: str, *, average: bool, of: str = "") -> str:
        """A total added up."""
        word = f"{'average' if average else 'total'} {of}".strip()
        rest = f"; {without} of them state no amount" if without else ""
        return f"{title}: {word} of {_counted(count, 'programs')} {money}{rest}."

    def without_value(self, count: int) -> str:
        """How many state no value."""
        return f"{_counted(count, 'programs')} without a stated value left out."

    def extreme(self, among: str, label: str, smallest: bool, said: Sequence[str], title: str) -> str:
        """The first by an order."""
        order = "smallest" if smallest else "largest"
        return f"{title}: of {among}, the {order} {label} is that of {', '.join(said)}."

    def measured(self, name: str, value: str) -> str:
        """A thing with its measure."""
        return f"{name} ({value})"

    def namesakes(self, name: str, units: Sequence[str]) -> str:
        """That several people have a name."""
        return f"{len(units)} people are called {name}: {', '.join(units)}"

    def year(self, year: int) -> str:
        """A year."""
        return str(year)

    def floor(self, floor: int) -> str:
        """A floor of a building; negative ones are below ground."""
        return f"floor {floor}" if floor > 0 else f"basement floor {-floor}"

    def of_years(self, count: int) -> str:
        """So many years."""
        return f"{count} years"

    def many(self, what: str, count: int, *, programs: bool) -> str:
        """So many things."""
        return f"{count} {what}"

    def larger(self, name: str, other: str, first: int, second: int) -> str:
        """Which of two things is larger, and by how much."""
        if first == second:
            return f"Both are {self.money(first)}."
        return f"{name if first > second else other} is larger by {self.money(abs(first - second))}."

    def greater(self, name: str) -> str:
        """Which of two things has the greater figure."""
        return f"{name} has the greater figure."

    def earlier(self, name: str) -> str:
        """Which of two things was first."""
        return f"{name} came first."

    def ranked(self, rank: int, name: str) -> str:
        """A thing that is not the first of its order."""
        return f"number {rank}, {name}"

    def difference(self, first: int, second: int) -> str:
        """How two amounts differ."""
        if first == second:
            return f"Both are {self.money(first)}."
        return f"{'Up' if second > first else 'Down'} by {self.money(abs(second - first))}."

    def from_text(self, words: str) -> str:
        """A list found by texts."""
        return f"“{words}” was found in the text of programs, not in their names."

    def of_institution(self, count: int) -> str:
        """Programs without a place."""
        return f"{_counted(count, 'programs')} without a stated place, taken to be in the region of the issuing institution."

    def lineage(self, name: str, title: str, lines: Sequence[str], forward: bool) -> str:
        """What a program continues in, or comes from."""
        return f"{name} ({title}) {'continues in' if forward else 'continues'} {', '.join(lines)}."

    def of_family(self, name: str, title: str, lines: Sequence[str]) -> str:
        """Programs of one family."""
        return f"Of one family with {name} ({title}): {', '.join(lines)}."

    def editions(self, earlier: str, later: str, what: str, count: int, unsure: int, names: Sequence[str]) -> str:
        """Programs of two editions."""
        doubt = f" ({unsure} of them not sure)" if unsure else ""
        return f"{earlier} → {later}: {_counted(count, what)}{doubt}.\n" + "\n".join(f"- {n}" for n in names)

    def most_changed(self, earlier: str, later: str, what: str, of: int, said: Sequence[str]) -> str:
        """The largest change between two editions."""
        return (
            f"{earlier} → {later}: of {of} with amounts to compare, the largest among the {what} is {', '.join(said)}."
        )

    def moved(self, before: int, after: int) -> str:
        """Two amounts with their difference."""
        change = (
            "unchanged"
            if before == after
            else f"{'up' if after > before else 'down'} {self.money(abs(after - before))}"
        )
        return f"{self.money(before)} → {self.money(after)} ({change})"

    not_sure = "not sure"

    def went_on(self, text: str, after: Sequence[str]) -> str:
        """What became of a program."""
        return f"{text} → later: {', '.join(after)}"

    def unsure(self, reason: str) -> str:
        """That a link is not sure."""
        return f"not sure: {reason}"

    def if_unsure(self, said: Sequence[str]) -> str:
        """Larger changes that are not sure."""
        return f"Counting links that are not sure, there is also {', '.join(said)}."

    def no_edition(self) -> str:
        """No two editions."""
        return f"{_NO} No other year's document of the same institution is loaded."

    def same_as(self, name: str, title: str, lines: Sequence[str]) -> str:
        """What a thing is called elsewhere."""
        return f"{name} ({title}) is called {', '.join(lines)} elsewhere."

    def renamed(self, steps: Sequence[str], title: str) -> str:
        """Names by year."""
        return f"It was renamed ({title}): " + " → ".join(steps) + "."

    def merged(self, steps: Sequence[str], title: str) -> str:
        """Programs merged into one."""
        return f"They were merged ({title}): " + " → ".join(steps) + "."

    def stands_in(self, name: str, title: str) -> str:
        """A program in a document."""
        return f"{name} is in {title}."

    def similar(self, words: str, lines: Sequence[str]) -> str:
        """Programs like a text."""
        return f"Programs close to “{words}”:\n" + "\n".join(f"- {line}" for line in lines)

    def not_known(self, name: str) -> str:
        """A name that no document has."""
        return f"{_NO} Nothing called “{name}” is in the loaded documents."

    def not_stated(self, name: str, what: str) -> str:
        """Something that is not stated."""
        return f"{_NO} They do not state {what} of {name}."

    def of_year(self, year: int, what: str) -> str:
        """A field of one year."""
        return f"{what} of {year}"

    def none_meets(self, what: str) -> str:
        """Filters that nothing meets."""
        return f"{_NO} None of the {what} is in them."

    def question_alone(self, core: str) -> str:
        """That only a part of what was said is taken for the question."""
        return f"Read as the question: {core}"

    def unclear(self) -> str:
        """A question that says nothing to look for."""
        return "I did not understand the question. Name a program, ministry, region, person or amount to look for."

    def out_of_scope(self) -> str:
        """A question for other sources."""
        return f"{_NO} This is not a question that planning documents answer."

    def near(self, name: str) -> str:
        """A near name."""
        return f"A near name in the documents: {name}"


def _date(date: str | None) -> str:
    """``2024-06-30`` as 30 June 2024."""
    if not date:
        return ""
    year, *rest = date.split("-")
    if rest and rest[0][0] in "HQ":
        return f"{rest[0]} {year}"
    month = f"{_MONTHS[int(rest[0]) - 1]} " if rest else ""
    day = f"{int(rest[1])} " if len(rest) > 1 else ""
    return f"{day}{month}{year}"
