"""Two editions of a plan side by side: what goes on, is new or ended, and which budgets grew or shrank the most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import past
from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.evidence import Asking
from assistant.kinds.changes import changes
from assistant.plan import Filter, Plan
from assistant.planning.editions import CHANGES
from assistant.selection import select
from assistant.wording import wording
from lexicon.names import differ

_PRINTED = (*CHANGES, "renamed")
"""What one document may say by itself."""
_KINDS: dict[str, Callable[[past.Group], bool]] = {
    "both": lambda group: True,
    "merged": lambda group: len(group.earlier) > 1,
    "split": lambda group: len(group.later) > 1,
    "renamed": lambda group: len(group.pairs) == 1 and differ([s.name for s in (*group.later, *group.earlier)]),
}


def answer(desk: Desk, ask: Callable[[Plan], Found]) -> Found:
    """What the plan asks of the editions that it names, pair by pair, the newest first.

    ``ask`` answers a plan of one edition: changes that a document itself prints come first, unless the question names two
    years.
    """
    plan = desk.plan
    if plan.kind == "compare":
        alone = replace(plan, kind="value", across="", editions=())
        own = len(plan.years) < 2 and changes(
            desk, [s.key for s in plan.subjects if s.label == "Program"], any_way=True
        )
        return (None if own else one(desk)) or ask(alone)
    if plan.across in _PRINTED and len(plan.years) < 2:
        alone = replace(plan, kind="list" if plan.kind == "lineage" else plan.kind, across="", editions=())
        if plan.across == "renamed":
            alone = replace(alone, filters=(*plan.filters, Filter("renamed", ("true",), "")))
        printed = ask(alone)
        if printed.answered:
            return printed
    return _of_editions(desk)


def _of_editions(desk: Desk) -> Found:
    """The answer from the links between editions."""
    say = wording(desk.plan)
    if not desk.plan.editions:
        return Found(say.no_edition(), reason="not_stated")
    texts: list[str] = []
    items: list[Item] = []
    without = 0
    for later, earlier in desk.plan.editions:
        text, found, unknown = _between(desk, later, earlier)
        without += unknown
        if found:
            texts.append(text)
            items += found
    if not items:
        return Found(say.none_meets(say.across[desk.plan.across]), reason="not_stated")
    return Found("\n".join(texts), tuple(items), matched=len(items), without_value=without)


def one(desk: Desk) -> Found | None:
    """How the amount of the one program that is asked about changed; None where the editions do not say."""
    known = desk.accounted(desk.candidates("Program"))
    keys = {c.key for c in known}
    sign = -1 if desk.plan.across == "down" else 1
    for later, earlier in desk.plan.editions:
        compared = past.compare(Asking(desk.evidence), later, earlier, alone=False)
        for group in past.groups((*compared.continued, *compared.unclear)):
            if group.difference is not None and keys & {s.key for s in (*group.later, *group.earlier)}:
                item = replace(_items(desk, group)[0], value=sign * group.difference, unit="KRW")
                text = f"{desk.title(earlier)} → {desk.title(later)}: {_told(desk, group)}"
                return Found(text, (item,))
    return None


def _between(desk: Desk, later: str, earlier: str) -> tuple[str, list[Item], int]:
    """The sentence and items for one pair of editions, and how many programs have no amounts to compare."""
    compared = past.compare(Asking(desk.evidence), later, earlier, alone=desk.plan.across in ("new", "ended"))
    chosen = _chosen(desk, later, earlier)
    across = desk.plan.across
    if across in ("new", "ended"):
        sheets = [s for s in (compared.new if across == "new" else compared.ended) if s.key in chosen]
        return (
            _alone(desk, later, earlier, sheets[: desk.plan.limit]),
            [_item(desk, s) for s in sheets[: desk.plan.limit]],
            0,
        )
    both = [
        g for g in past.groups((*compared.continued, *compared.unclear))
        if any(s.key in chosen for s in (*g.later, *g.earlier))
    ]  # fmt: skip
    if across in _KINDS:
        both = [g for g in both if _KINDS[across](g)]
        return _lines(desk, later, earlier, both), [i for g in both for i in _items(desk, g)], 0
    unknown = sum(g.difference is None for g in both)
    changed = _changed(desk, both)
    if desk.plan.kind != "extreme":
        changed = changed[: desk.plan.limit]
        return _lines(desk, later, earlier, changed), [i for g in changed for i in _items(desk, g)], unknown
    first = _first(desk, changed)
    text = _most(desk, later, earlier, first, changed, len(both) - unknown)
    return text, [i for g in first for i in _items(desk, g)], unknown


def _chosen(desk: Desk, later: str, earlier: str) -> set[str]:
    """The programs of both documents that meet the other conditions of the question."""
    only = Filter("document", (later, earlier), "")
    return set(select(desk.evidence, replace(desk.plan, filters=(*desk.plan.filters, only))).programs)


def _changed(desk: Desk, both: Sequence[past.Group]) -> list[past.Group]:
    """Those whose amounts went the way asked for, the largest change first."""
    if desk.plan.across == "same":
        return [g for g in both if g.difference == 0]
    sign = -1 if desk.plan.across == "down" else 1
    moved = [g for g in both if g.difference and sign * g.difference > 0]
    return sorted(moved, key=lambda g: (-abs(g.difference or 0), g.later[0].key))


def _first(desk: Desk, changed: Sequence[past.Group]) -> list[past.Group]:
    """The first by the size of the change among the sure ones; among all where none is sure."""
    ranked = [g for g in changed if g.sure] or list(changed)
    if desk.plan.order == "min":
        ranked.reverse()
    ranked = ranked[desk.plan.rank - 1 :]
    if not ranked:
        return []
    size = ranked[0].difference
    return ranked[: desk.plan.limit or sum(g.difference == size for g in ranked)]


def _items(desk: Desk, group: past.Group) -> list[Item]:
    """An item for each later program, citing the lines of both sides."""
    places = [(s.document, s.line) for s in (*group.later, *group.earlier)] + list(group.lines)
    cited = tuple(desk.evidence.cite(document, line) for document, line in dict.fromkeys(places) if line)
    value = group.difference if desk.plan.across in CHANGES else None
    return [
        replace(_item(desk, s), value=value, unit="KRW" if value is not None else None, citations=cited)
        for s in group.later
    ]


def _item(desk: Desk, sheet: past.Sheet) -> Item:
    return Item(
        name=sheet.name,
        key=sheet.key,
        document=desk.file(sheet.document),
        year=desk.year(sheet.document),
        status=sheet.status or None,
        citations=(desk.evidence.cite(sheet.document, sheet.line),) if sheet.line else (),
    )


# ---------------------------------------------------------------- sentences


def _alone(desk: Desk, later: str, earlier: str, sheets: Sequence[past.Sheet]) -> str:
    say = wording(desk.plan)
    titles = (desk.title(earlier), desk.title(later))
    amounts = [f" ({say.spoken(s.amount.krw)})" if s.amount else "" for s in sheets]
    names = [f"{s.name}{a}" for s, a in zip(sheets, amounts, strict=True)]
    return say.editions(*titles, say.across[desk.plan.across], len(sheets), 0, names)


def _lines(desk: Desk, later: str, earlier: str, groups: Sequence[past.Group]) -> str:
    say = wording(desk.plan)
    unsure = sum(not g.sure for g in groups)
    names = [_told(desk, g) for g in groups]
    return say.editions(
        desk.title(earlier), desk.title(later), say.across[desk.plan.across], len(groups), unsure, names
    )


def _told(desk: Desk, group: past.Group) -> str:
    """A group in a line: its names, the amounts side by side, and why it is not sure."""
    say = wording(desk.plan)
    mine, theirs = (", ".join(dict.fromkeys(s.name for s in side)) for side in (group.later, group.earlier))
    text = mine if mine == theirs else f"{mine} ← {theirs}"
    if group.before is not None and group.after is not None:
        text += f": {say.moved(group.before, group.after)}"
    return text if group.sure else f"{text} [{say.unsure(group.reason)}]"


def _most(
    desk: Desk, later: str, earlier: str, first: Sequence[past.Group], changed: Sequence[past.Group], of: int
) -> str:
    """The first with its amounts, and larger changes over links that are not sure."""
    if not first:
        return ""
    say = wording(desk.plan)
    text = say.most_changed(
        desk.title(earlier), desk.title(later), say.across[desk.plan.across], of, [_told(desk, g) for g in first]
    )
    size = abs(first[0].difference or 0)
    larger = [g for g in changed if not g.sure and first[0].sure and abs(g.difference or 0) > size]
    return f"{text} {say.if_unsure([_told(desk, g) for g in larger])}" if larger and desk.plan.order != "min" else text
