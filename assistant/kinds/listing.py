"""Lists: the programs that meet the filters, document by document, or what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Found, Item, Suggestion
from assistant.conditions import Reason
from assistant.desk import Desk
from assistant.kinds.actors import role_of
from assistant.kinds.amounts import amounts_of_each
from assistant.kinds.bounds import within_limits
from assistant.kinds.changes import changes
from assistant.kinds.people import namesakes_told, nobody
from assistant.kinds.times import opened_then
from assistant.money import Amount
from assistant.selection import Selection, select
from assistant.wording import wording
from lexicon.amounts import spoken

Row = dict[str, Any]


def answer(desk: Desk) -> Found:
    """The list that a plan asks for."""
    if desk.plan.target in _STRATEGY and not desk.plan.has("task"):
        return strategy(desk)
    if desk.plan.target == "Facility":
        return facilities(desk)
    selection = select(desk.evidence, desk.plan)
    keys, without = within_limits(desk, selection)
    if desk.plan.change:
        keys = changed(desk, keys)
    if not keys:
        return nothing(desk, selection)
    keys = in_order(desk, keys)
    if desk.plan.limit:
        keys = _so_many(desk, keys, desk.plan.limit)
    if desk.plan.target != "Program":
        return belonging(desk, keys)
    cards, amounts = desk.cards(keys), amounts_of_each(desk, keys)
    items = tuple(_with_amount(desk, _item(desk, cards[k], selection.reasons[k]), amounts.get(k)) for k in keys)
    without += len(keys) - len(amounts) if amounts else 0
    text = _text(desk, keys, cards, selection, amounts)
    return Found(text, items, assumptions=_notes(desk, selection), without_value=without)


def _so_many(desk: Desk, keys: list[str], limit: int) -> list[str]:
    """The first of programs; where a chapter called like a condition lists just so many of them (신규사업 12개), these."""
    words = [f.words for f in desk.plan.filters if f.kind in ("new", "status", "state", "kind")]
    if len(keys) == limit or not words:
        return keys[:limit]
    cards = desk.cards(keys)
    for chapter in desk.directory.chapters:
        if not any(w in chapter.title for w in words):
            continue
        inside = [
            k
            for k in keys
            if cards[k]["document"] == chapter.document
            and any(chapter.line_start <= start <= chapter.line_end for start, _ in cards[k]["mentions"])
        ]
        if len(inside) == limit:
            return inside
    return keys[:limit]


def in_order(desk: Desk, keys: Sequence[str]) -> list[str]:
    """Newest document first, then as the document has them."""
    by_key, newness = desk.directory.by_key, desk.directory.newness
    return sorted(keys, key=lambda k: (newness.get(by_key[k].document, 99), by_key[k].order, k))


def by_document(desk: Desk, keys: Sequence[str]) -> dict[str, list[str]]:
    """The programs of each document, in order."""
    found: dict[str, list[str]] = {}
    for key in in_order(desk, keys):
        found.setdefault(desk.directory.by_key[key].document, []).append(key)
    return found


def changed(desk: Desk, keys: Sequence[str]) -> list[str]:
    """The programs whose budget grew, or shrank, as the plan asks."""
    return [c.key for c in changes(desk, keys)]


def _item(desk: Desk, card: Row, reasons: Sequence[Reason]) -> Item:
    return Item(
        name=card["name"],
        key=card["key"],
        value=_role(reasons) or None,
        document=desk.file(card["document"]),
        year=desk.year_told(card["document"]),
        status=card["status"],
        citations=cite(desk, card, reasons),
    )


def _with_amount(desk: Desk, item: Item, amount: Amount | None) -> Item:
    """An item with the amount asked for of each, in won, and its line."""
    if amount is None:
        return item
    line = desk.evidence.cite(amount.first["document"], amount.first["line_start"], amount.first["line_end"])
    return replace(item, value=amount.krw, unit="KRW", citations=tuple(dict.fromkeys((line, *item.citations))))


def cite(desk: Desk, card: Row, reasons: Sequence[Reason]) -> tuple[int, ...]:
    """The lines for which a program is in a list: those of its filters, else where it is named, as its card says."""
    places = says_so(reasons)
    if not places:
        places = [(card["document"], card["mentions"][-1][0] if card["mentions"] else 1)]
    return tuple(desk.evidence.cite(document, line) for document, line in places)


def says_so(reasons: Sequence[Reason]) -> list[tuple[str, int]]:
    """The document and line of the first reasons that have one; being in a document is no reason of a line."""
    lines = [(r.document, r.lines[0]) for r in reasons if r.lines and r.filter not in ("document",)]
    return list(dict.fromkeys(lines))[:2]


def _role(reasons: Sequence[Reason]) -> str:
    roles = [r.detail for r in reasons if r.filter in ("ministry", "role") and r.detail]
    order = ("주관", "공모선정", "지원", "공모", "제안", "언급")
    return next((r for r in order if r in roles), "")


def _text(
    desk: Desk, keys: Sequence[str], cards: dict[str, Row], selection: Selection, amounts: Mapping[str, Amount]
) -> str:
    say = wording(desk.plan)
    lines: dict[str, list[str]] = {}
    for key in keys:
        told = _line(desk, cards[key], selection.reasons[key])
        if key in amounts:
            told = f"{cards[key]['name']}: {say.money(amounts[key].krw)}"
        lines.setdefault(cards[key]["document"], []).append(told)
    named = what(desk)
    parts = [say.listed(named, len(own), own, desk.title(document)) for document, own in lines.items()]
    return "\n\n".join([*parts, *selection.notes])


def _line(desk: Desk, card: Row, reasons: Sequence[Reason]) -> str:
    say = wording(desk.plan)
    role = _role(reasons)
    lost = role == "공모" and card["status"] in _ENDED  # a bid that is decided is none "not settled"
    details = [say.state(card["status"]) if lost else say.roles.get(role, role)] if role else []
    if card["period_text"]:
        details.append(card["period_text"])
    if card["total_krw"]:
        details.append(spoken(card["total_krw"]))
    states = [r.detail for r in reasons if r.filter == "month" and r.detail]
    details += states[:1]
    return f"{card['name']}" + (f" ({' · '.join(details)})" if details else "")


_ENDED = ("미선정", "중단")
_UNSAID = ("document", "year", "role", "institution", "among", "part_of")


def what(desk: Desk) -> str:
    """What a list is of, in the words of its filters: 충주시 과학기술정보통신부 사업."""
    say = wording(desk.plan)
    issuers = {d.institution for d in desk.directory.documents}
    said = [
        f
        for f in desk.plan.filters
        if f.kind not in _UNSAID or (f.kind == "institution" and not issuers & set(f.values))  # the house goes unsaid
    ]
    words = [f.words for f in said if not f.negated and f.kind != "without"]
    out = [f for f in desk.plan.filters if f.negated or f.kind == "without"]
    lacking = [f.words for f in out if f.kind == "source"]
    without = [f.words for f in out if f.kind != "source"]
    return say.programs_of(list(dict.fromkeys(words)), list(desk.plan.words), without, lacking)


def _notes(desk: Desk, selection: Selection) -> tuple[str, ...]:
    say = wording(desk.plan)
    notes = []
    if any(r.filter == "topic" and r.detail == "내용" for reasons in selection.reasons.values() for r in reasons):
        notes.append(say.from_text(" ".join(desk.plan.words)))
    homes = [
        k
        for k, reasons in selection.reasons.items()
        if any(r.filter == "region" and r.detail == "기관" and not r.lines for r in reasons)
    ]
    if homes:
        notes.append(say.of_institution(len(homes)))
    return (*notes, *namesakes_told(desk))


# ---------------------------------------------------------------- the strategy tree

_STRATEGY = {"Goal": "goals_of", "Task": "tasks_of"}


def strategy(desk: Desk) -> Found:
    """The goals or tasks of the documents chosen, else of the newest that has any."""
    say = wording(desk.plan)
    chosen = desk.plan.values_of("document") or tuple(d.key for d in desk.directory.documents)
    rows = desk.evidence.rows(_STRATEGY[desk.plan.target], documents=list(chosen))
    newness = desk.directory.newness
    rows.sort(key=lambda r: (newness.get(r["document"], 99), r["order"] or 0, r["line_start"] or 0))
    label = say.label(desk.plan.target)
    if not rows:
        return Found(say.not_stated(what(desk), label), reason="not_stated")
    rows = [r for r in rows if r["document"] == rows[0]["document"] or desk.plan.values_of("document")]
    items = tuple(
        Item(
            name=r["name"],
            label=desk.plan.target,
            key=r["key"],
            document=desk.file(r["document"]),
            year=desk.year_told(r["document"]),
            citations=(desk.evidence.cite(r["document"], r["line_start"]),) if r["line_start"] else (),
        )
        for r in rows
    )
    return Found(say.listed(label, len(items), [i.name for i in items], desk.title(rows[0]["document"])), items)


def facilities(desk: Desk) -> Found:
    """The buildings of the documents chosen; those opened in the years asked for where it is asked so."""
    say = wording(desk.plan)
    chosen = desk.plan.values_of("document") or tuple(d.key for d in desk.directory.documents)
    years = tuple(str(y) for y in desk.plan.years) if not desk.plan.has("document") else ()
    rows = desk.evidence.rows("facilities_of", documents=list(chosen))
    rows = [r for r in rows if not years or str(r["opened"] or "").startswith(years)]
    rows = [r for r in rows if all(w in r["name"] for w in desk.plan.words)]
    if codes := desk.plan.values_of("region"):
        there = desk.facilities_in(codes)
        rows = [r for r in rows if r["key"] in there]
    newness = desk.directory.newness
    rows.sort(key=lambda r: (newness.get(r["document"], 99), r["line_start"] or 0, r["key"]))
    if not rows and desk.plan.asks("opened"):
        rows = opened_then(desk, chosen)
    if not rows:
        return Found(say.not_stated(", ".join(years) or what(desk), say.label("Facility")), reason="not_stated")
    rows = [r for r in rows if r["document"] == rows[0]["document"]]
    items = tuple(
        Item(
            name=r["name"],
            label="Facility",
            key=r["key"],
            value=r["opened"] or r["address"],
            document=desk.file(r["document"]),
            year=desk.year_told(r["document"]),
            citations=(desk.evidence.cite(r["document"], r["line_start"]),) if r["line_start"] else (),
        )
        for r in rows
    )
    lines = [f"{i.name} ({i.value})" if i.value else i.name for i in items]
    return Found(say.listed(say.label("Facility"), len(items), lines, desk.title(rows[0]["document"])), items)


# ---------------------------------------------------------------- what belongs to programs


def belonging(desk: Desk, keys: Sequence[str]) -> Found:
    """Ministries, units, people, regions or institutions of the programs selected."""
    query, label = _BELONGING[desk.plan.target]
    rows = desk.evidence.rows(query, programs=sorted(keys))
    items: dict[str, Item] = {}
    for row in sorted(rows, key=lambda r: (desk.directory.newness.get(r["document"], 99), r["lines"] or [0])):
        if "label" in row and row["label"] != label:
            continue
        name = str(row.get("path") or row["name"])
        items.setdefault(
            name,
            Item(
                name=name,
                label=label,
                key=str(row.get("key") or row.get("person") or row.get("code")),
                value=role_of(row) if "type" in row else row.get("phone"),
                document=desk.file(row["document"]),
                year=desk.year_told(row["document"]),
                citations=desk.evidence.cite_lines(row["document"], row["lines"] or (), 1),
            ),
        )
    say = wording(desk.plan)
    if not items:
        return Found(say.not_stated(what(desk), say.label(label)), reason="not_stated")
    return Found(say.belonging(what(desk), say.label(label), list(items)), tuple(items.values()))


_BELONGING = {
    "Ministry": ("ministries_of", "Ministry"),
    "Institution": ("ministries_of", "Institution"),
    "Department": ("managers_of", "Department"),
    "Person": ("contacts_of", "Person"),
    "Region": ("places_of", "Region"),
    "Facility": ("sites_of", "Facility"),
}


# ---------------------------------------------------------------- nothing


def nothing(desk: Desk, selection: Selection) -> Found:
    """No program meets the filters: which of them nothing met, and what is near."""
    say = wording(desk.plan)
    plan = desk.plan
    failed = selection.failed
    if failed and failed.kind == "person" and not failed.values:
        return nobody(desk, failed.words)
    unknown = list(plan.unknown)
    if failed and failed.kind in ("ministry", "department", "institution") and not failed.values:
        unknown.append(failed.words)
    if failed and failed.kind == "region" and not desk.directory.regions_within(failed.values):
        unknown.append(failed.words)
    if failed and failed.kind == "topic":
        unknown.append(failed.words)
    near = _near(desk, selection)
    if unknown:
        return Found(say.not_known(unknown[0]), reason="unknown_entity", suggestions=near)
    return Found(say.none_meets(what(desk)), reason="not_stated", suggestions=near)


def _near(desk: Desk, selection: Selection) -> tuple[Suggestion, ...]:
    """What meets the other filters; for a region, what is stated for the region above it."""
    say = wording(desk.plan)
    by_key = desk.directory.by_key
    near = [
        Suggestion(say.near(by_key[k].name), by_key[k].name, desk.title(by_key[k].document))
        for k in in_order(desk, list(selection.before))[:3]
    ]
    codes = desk.plan.values_of("region")
    above = desk.directory.regions_above(codes)
    if above and not near:
        rows = desk.evidence.rows("programs_in_regions", regions=above)
        for key in in_order(desk, sorted({r["program"] for r in rows if r["detail"] != "기관"}))[:3]:
            near.append(Suggestion(say.near(by_key[key].name), by_key[key].name, desk.title(by_key[key].document)))
    return tuple(near)
