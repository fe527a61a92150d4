"""The largest and the smallest: programs by amount, rate, change or date; units, ministries and regions by what they add up to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.facts import MONEY_UNITS
from assistant.kinds import passages, years
from assistant.kinds.bounds import amounts_of, length_of, rate_asked, rates_of, within_limits
from assistant.kinds.changes import changes
from assistant.kinds.dated import by_event, event_asked
from assistant.kinds.figures import Measure, figures, of_other
from assistant.kinds.listing import nothing, what
from assistant.kinds.ranked import kind_asked, ranked_rows
from assistant.printed import printed_by_department
from assistant.selection import select
from assistant.wording import wording

Row = dict[str, Any]


def answer(desk: Desk) -> Found:
    """The first by the order asked for, of each document; several where they are equal."""
    if desk.plan.measure == "year":
        return years.answer(desk) or passages.answer(desk)
    if desk.plan.target == "Department":
        printed = printed_by_department(desk)
        if printed:
            return _told(desk, [_printed(desk, r) for r in printed])
    if desk.plan.target == "Facility" and (buildings := _buildings(desk)):
        return _told(desk, buildings)
    if kind_asked(desk.plan.text) and (rows := _of_table(desk)):
        return _told(desk, rows)
    selection = select(desk.evidence, desk.plan)
    keys, _ = within_limits(desk, selection)
    measures = _measures(desk, keys)
    if desk.plan.target != "Program":
        measures = _of_table(desk) or ([] if of_other(desk.plan) else _grouped(desk, keys, measures))
    if not measures and not _PROGRAMS.search(desk.plan.text) and (rows := _of_table(desk)):
        return _told(desk, rows)
    if not keys:
        return nothing(desk, selection)
    if not measures:
        say = wording(desk.plan)
        return Found(say.not_stated(what(desk), _label(desk)), reason="not_stated")
    return _told(desk, measures, len(keys) - len(measures) if desk.plan.target == "Program" else 0)


_SIZE = re.compile(r"면적|넓|좁|규모|large|big|small|area|size", re.I)


def _buildings(desk: Desk) -> list[Measure]:
    """The buildings of the documents chosen with their floor areas; none where the question is of another measure."""
    if not _SIZE.search(desk.plan.text):
        return []
    chosen = desk.plan.values_of("document") or tuple(d.key for d in desk.directory.documents)
    issuers = desk.plan.values_of("institution")
    own = [k for k in chosen if not issuers or desk.directory.document[k].institution in issuers]
    rows = desk.evidence.rows("facilities_of", documents=own)
    if codes := desk.plan.values_of("region"):
        there = desk.facilities_in(codes)
        rows = [r for r in rows if r["key"] in there]
    cards = desk.evidence.rows("facility_cards", facilities=[r["key"] for r in rows]) if rows else []
    found: dict[str, Measure] = {}
    for c in sorted((c for c in cards if c["area_m2"]), key=lambda c: "㎡" not in str(c["quote"])):
        area = c["area_m2"]
        found.setdefault(
            c["key"], Measure(c["key"], c["name"], c["document"], area, area, "㎡", c["line_start"] or 1, "면적")
        )
    return list(found.values())


def _told(desk: Desk, measures: Sequence[Measure], without: int = 0) -> Found:
    say = wording(desk.plan)
    items, texts = [], []
    newness = desk.directory.newness
    for document in sorted({m.document for m in measures}, key=lambda d: newness.get(d, 99)):
        own = [m for m in measures if m.document == document]
        ranked = sorted(own, key=lambda m: m.key)
        ranked.sort(key=lambda m: m.size, reverse=desk.plan.order != "min")
        ranked = ranked[desk.plan.rank - 1 :]
        if not ranked:
            continue
        count = desk.plan.limit or sum(1 for m in ranked if m.size == ranked[0].size)
        for measure in ranked[:count]:
            items.append(_item(desk, measure))
        said = [say.measured(m.name, _said(desk, m)) for m in ranked[:count]]
        if desk.plan.rank > 1:
            said = [say.ranked(desk.plan.rank, s) for s in said]
        texts.append(
            say.extreme(_among(desk, own), _label(desk, own), desk.plan.order == "min", said, desk.title(document))
        )
    if not items:
        return Found(say.not_stated(what(desk), _label(desk)), reason="not_stated")
    if without:
        texts.append(say.without_value(without))
    return Found(" ".join(texts), tuple(items), matched=len(measures) + without, without_value=without)


def _said(desk: Desk, measure: Measure) -> str:
    say = wording(desk.plan)
    if measure.unit == "KRW":
        return say.money(int(measure.value))
    return (
        say.number(float(measure.value), measure.unit)
        if isinstance(measure.value, (int, float))
        else str(measure.value)
    )


def _item(desk: Desk, measure: Measure) -> Item:
    label = desk.plan.target
    return Item(
        name=measure.name,
        label=label,
        key=measure.key,
        value=measure.value,
        unit=measure.unit or None,
        document=desk.file(measure.document),
        year=desk.year_told(measure.document),
        citations=(desk.evidence.cite(measure.document, measure.line),) if measure.line else (),
    )


def _among(desk: Desk, measures: Sequence[Measure]) -> str:
    """What the first is the first of: so many programs that meet the filters, or so many units."""
    say = wording(desk.plan)
    programs = desk.plan.target == "Program" and all("/Program/" in m.key for m in measures)
    kind = kind_asked(desk.plan.text) or ", ".join(desk.plan.words)
    others = say.label(desk.plan.target) if desk.plan.target != "Program" else kind
    return say.many(what(desk) if programs else others, len(measures), programs=programs)


def _label(desk: Desk, measures: Sequence[Measure] = ()) -> str:
    if measures and measures[0].label and measures[0].unit == "%":
        return measures[0].label
    words = [a.words for a in desk.plan.asked if a.field not in ("place", "money", "when", "department")]
    say = wording(desk.plan)
    if measures and measures[0].unit == say.count_unit:
        return say.measures["number"]
    if desk.plan.change:
        return say.change_word
    if act := event_asked(desk.plan.text) if desk.plan.measure in ("start", "end") else "":
        return f"{act} 일자"
    if desk.plan.measure:
        return say.measures[desk.plan.measure]
    return words[0] if words else say.amount_word


# ---------------------------------------------------------------- measures


def _measures(desk: Desk, keys: Sequence[str]) -> list[Measure]:
    plan = desk.plan
    by_key = desk.directory.by_key
    if plan.change:
        return [
            Measure(c.key, by_key[c.key].name, c.document, c.size, c.krw, "KRW", c.line, "증감")
            for c in changes(desk, keys)
        ]
    if rate_asked(plan):
        return _rates(desk, keys)
    if plan.measure in ("start", "end") and event_asked(plan.text):
        return by_event(desk, keys)
    if plan.measure in ("duration", "start", "end"):
        return _periods(desk, keys)
    if of_other(plan):
        return figures(desk, keys)
    return [
        Measure(k, by_key[k].name, by_key[k].document, a.krw, a.krw, "KRW", a.first["line_start"], plan.text)
        for k, a in amounts_of(desk, keys).items()
    ] or figures(desk, keys)


def _rates(desk: Desk, keys: Sequence[str]) -> list[Measure]:
    by_key = desk.directory.by_key
    return [
        Measure(k, by_key[k].name, by_key[k].document, rate, rate, "%", line, rate_asked(desk.plan))
        for k, (rate, line) in rates_of(desk, keys).items()
    ]


def _periods(desk: Desk, keys: Sequence[str]) -> list[Measure]:
    """Programs by the length, the beginning or the end of their periods, where these are stated."""
    measure = desk.plan.measure
    found = []
    for key, card in desk.cards(keys).items():
        start, end = card["period_start"], card["period_end"]
        size = length_of(card) if measure == "duration" else (start if measure == "start" else end)
        if size:
            written = card["period_text"] or f"{start} ~ {end}"
            found.append(
                Measure(key, card["name"], card["document"], size, written, "", card["mentions"][0][0], "기간")
            )
    return found


_PROGRAMS = re.compile(r"사업(?!비)|과제|\bprograms?\b|\bprojects?\b", re.I)
_NO_FIGURE = ("money", "amount", "quantity", "when", "place", "department", "person", "contact")
"""Fields that say nothing of the column to compare."""


def _of_table(desk: Desk) -> list[Measure]:
    """The rows of a table of other things than programs, by the figures of the field asked for."""
    words = [a.detail or a.words for a in desk.plan.asked if a.field not in _NO_FIGURE]
    found = []
    for row in ranked_rows(desk, words):
        unit, number = str(row["unit"] or ""), row["number"]
        value = round(number * MONEY_UNITS[unit]) if unit in MONEY_UNITS else number
        shown = "KRW" if unit in MONEY_UNITS else unit
        key, label = str(row["thing"] or row["document"]), str(row["attribute"])
        found.append(Measure(key, row["name"], row["document"], value, value, shown, row["line_start"], label))
    return found


def _printed(desk: Desk, row: Row) -> Measure:
    size = round(row["number"])
    unit = wording(desk.plan).count_unit if desk.plan.measure == "number" else "KRW"
    return Measure(
        row["thing"], row["name"], row["document"], size, size, unit, row["line_start"], str(row["attribute"])
    )


_GROUPS = {"Department": "managers_of", "Ministry": "ministries_of", "Region": "places_of"}


def _grouped(desk: Desk, keys: Sequence[str], measures: Sequence[Measure]) -> list[Measure]:
    """Programs gathered by unit, ministry or region: their amounts added, or counted where no amount is asked for."""
    if desk.plan.target not in _GROUPS or rate_asked(desk.plan):  # rates of programs add up to no rate
        return []
    counted = desk.plan.measure == "number" or not desk.plan.asks(
        "total", "budget", "amount", "money", "source", "executed", "rate"
    )
    sizes = {m.key: m for m in measures}
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in desk.evidence.rows(_GROUPS[desk.plan.target], programs=sorted(keys)):
        if ("label" in row and row["label"] != desk.plan.target) or row.get("basis") == "기관":
            continue
        groups[str(row.get("key") or row.get("code")), str(row["name"]), row["document"]].append(row)
    found = []
    for (key, name, document), rows in groups.items():
        programs = {r["program"] for r in rows}
        size = len(programs) if counted else sum(float(sizes[p].size) for p in programs if p in sizes)
        unit = wording(desk.plan).count_unit if counted else "KRW"
        line = (rows[0]["lines"] or [0])[0]
        if size:
            found.append(Measure(key, name, document, size, size, unit, line, ""))
    return found
