"""Side by side: one thing over years, or several things over one field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.plan import Asked, Filter, Kind, Plan, Subject
from assistant.planning.asking import DATES, MONEY
from assistant.planning.times import documents_of_years
from assistant.wording import wording
from lexicon.dates import find_spans
from lexicon.text import squash


def answer(desk: Desk, ask: Callable[[Plan], Found]) -> Found:
    """Each side answered by itself, then the difference where both are amounts."""
    by_name = _by_place(desk) or _by_thing(desk) or _by_unit(desk) or _by_group(desk)
    sides = _by_year(desk) if len(desk.plan.years) > 1 else by_name
    if len(sides) < 2:
        return ask(replace(desk.plan, kind="value"))
    found = [_told(side, ask) for side in sides]
    told = [f for f in found if f.answered]
    if not told:
        return found[0]
    say = wording(desk.plan)
    texts = [f.text for f in found]
    items = tuple(i for f in told for i in f.items)
    difference = _difference(items)
    if difference is not None and len(told) == len(sides) == 2:
        names = [i.name for i in items]
        names = names if len(set(names)) > 1 else [i.label for i in items]  # two figures of one institution
        of_years = len(desk.plan.years) > 1
        texts.append(say.difference(*difference) if of_years else say.larger(names[0], names[1], *difference))
    elif len(told) == len(sides) == 2 and (more := _more(items)):
        texts.append(say.greater(more))
    elif len(told) == len(sides) == 2 and (first := first_of(items)):
        texts.append(say.earlier(first))
    return Found(
        " ".join(texts),
        items,
        alternatives=tuple(a for f in told for a in f.alternatives),
        assumptions=tuple(n for f in told for n in f.assumptions),
        partial=len(told) < len(sides) or any(f.partial for f in told),
    )


def _by_year(desk: Desk) -> list[Plan]:
    """The plan for each year, with the documents of that year."""
    plan = desk.plan
    if plan.asks(*MONEY):  # 언제 예산이 더 많았어: of two years, not of a period
        plan = replace(plan, asked=tuple(a for a in plan.asked if a.field not in (*DATES, "when")))
    sides = []
    for year in plan.years:
        keys = [d.key for d in documents_of_years(desk.directory, [year])]
        filters = [f for f in plan.filters if f.kind != "document"]
        if keys:
            filters.append(Filter("document", tuple(keys), str(year)))
        sides.append(replace(plan, years=(year,), filters=tuple(filters), kind=_kind_of(plan)))
    return sides


def _by_place(desk: Desk) -> list[Plan]:
    """The plan for each of several places, where one name is asked about in all of them."""
    plan = desk.plan
    places = next((f for f in plan.filters if f.kind == "region" and len(f.values) > 1), None)
    if places is None or desk.joint() or not plan.words:
        return []
    names = places.words.split(", ")
    if len(names) != len(places.values):
        return []
    rest = tuple(f for f in plan.filters if f.kind != "region")
    each = (Filter("region", (code,), name) for code, name in zip(places.values, names, strict=True))
    return [replace(plan, kind="value", filters=(*rest, place)) for place in each]


def _by_thing(desk: Desk) -> list[Plan]:
    """The plan for each of the things named side by side."""
    plan = desk.plan
    joint = desk.joint() or desk.joint("Facility")
    asked = plan.asked or (Asked("money", ""),)
    return [
        replace(
            plan,
            kind="value",
            asked=asked,
            subjects=(c.subject, *(s for s in plan.subjects if s is not c.subject and _same_thing(s, c.subject))),
            words=tuple(w for w in plan.words if w not in c.missing),
            filters=tuple(f for f in plan.filters if f.kind != "region"),
        )
        for c in joint
    ]


def _same_thing(other: Subject, subject: Subject) -> bool:
    """Whether another document's building goes by the same name, with a remark."""
    return other.label == subject.label == "Facility" and squash(other.name).startswith(squash(subject.name))


def _by_unit(desk: Desk) -> list[Plan]:
    """The plan for each of the units, buildings or institutions named side by side."""
    plan = desk.plan
    names = dict.fromkeys(s.name for s in plan.subjects if s.label != "Program")
    sides = []
    for name in names:
        subjects = tuple(s for s in plan.subjects if s.name == name)
        keys = tuple(s.key for s in subjects)
        filters = [f for f in plan.filters if f.kind not in ("department", "institution")]
        units = tuple(k for k in plan.values_of("department") if k in keys)
        if units:
            filters.append(Filter("department", units, name))
        sides.append(replace(plan, kind="value", subjects=subjects, filters=tuple(filters)))
    return sides


def _by_group(desk: Desk) -> list[Plan]:
    """The plan for each of the groups of rows named side by side: 복지·교육과 문화·관광 이행률."""
    plan = desk.plan
    chosen = plan.values_of("chapter")
    titles = dict.fromkeys(c.title for c in desk.directory.chapters if c.key in chosen and c.of_rows)
    rest = tuple(f for f in plan.filters if f.kind != "chapter")
    return [replace(plan, kind="value", words=(*plan.words, title), filters=rest) for title in titles]


def _told(side: Plan, ask: Callable[[Plan], Found]) -> Found:
    """The value of a side: of the year, else of that year's document; of a unit that states none, what its programs add up to."""
    found = ask(side)
    if not found.answered and side.year_of_money and side.has("document"):  # what the document of that year states
        found = ask(replace(side, year_of_money=False))
    if found.answered or not side.has("department") or not side.asks(*MONEY):
        return found
    added = ask(replace(side, kind="sum", subjects=()))
    return added if added.answered else found


def _kind_of(plan: Plan) -> Kind:
    if plan.has("person") or plan.subjects or plan.words:
        return "value"
    return "count" if not plan.asks("total", "budget", "amount", "money", "source", "executed") else "sum"


def _more(items: tuple[Item, ...]) -> str:
    """The name of the greater of two things of which a figure in one unit is told; empty where there is none."""
    if len(items) != len({i.key for i in items}) or len({i.unit for i in items}) != 1 or not items[0].unit:
        return ""
    first, second = items[:2] if len(items) == 2 else (items[0], items[0])
    if not all(isinstance(i.value, (int, float)) for i in items) or first.value == second.value:
        return ""
    return max(items, key=lambda i: float(str(i.value))).name


def first_of(items: tuple[Item, ...]) -> str:
    """The name of the earlier of two things of which a date is told; empty where they are not two, or equal."""
    spans = [find_spans(str(i.value)) for i in items]
    dates = [s[0].start or "" for s in spans if s]
    if len(items) != len({i.name for i in items}) or len(items) != 2 or len([d for d in dates if d]) != 2:
        return ""
    size = min(map(len, dates))
    return "" if dates[0][:size] == dates[1][:size] else items[dates[0] > dates[1]].name


def _difference(items: tuple[Item, ...]) -> tuple[int, int] | None:
    """The amounts of two items in won."""
    amounts = [int(i.value) for i in items if i.unit == "KRW" and isinstance(i.value, (int, float))]
    return (amounts[0], amounts[1]) if len(amounts) == 2 else None
