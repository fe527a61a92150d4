"""Counts, sums and averages over all programs that meet the filters, document by document, with what they leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.kinds.bounds import amounts_of, within_limits
from assistant.kinds.figures import addable, of_other
from assistant.kinds.listing import (
    belonging,
    by_document,
    changed,
    cite,
    nothing,
    says_so,
    strategy,
    what,
)
from assistant.kinds.silence import nothing_meant
from assistant.money import Amount, payers
from assistant.printed import PROGRAMS, printed, totals_named
from assistant.selection import Selection, select
from assistant.wording import wording

Row = dict[str, Any]


def count(desk: Desk) -> Found:
    """How many: the printed count where a table gives one, else the programs counted; with money asked for, its sum too."""
    found = _count(desk)
    with_money = desk.plan.asks("total", "budget", "amount", "money") and not desk.plan.change
    if found.answered and with_money and not desk.plan.has("limit"):
        money = total(desk)
        if money.answered:
            return Found(
                f"{found.text} {money.text}",
                (*found.items, *money.items),
                alternatives=(*found.alternatives, *money.alternatives),
                matched=found.matched,
                without_value=money.without_value,
            )
    return found


def _count(desk: Desk) -> Found:
    say = wording(desk.plan)
    if desk.plan.target in ("Goal", "Task"):
        return _count_strategy(desk)
    if _of_other_things(desk):
        return nothing_meant(desk)
    given = None if desk.plan.change else printed(desk, money=False)
    selection, keys, without = chosen(desk)
    if given:
        item = _printed_item(desk, given, int(given["number"]), say.count_unit)
        text = say.counted(what(desk), int(given["number"]), desk.title(given["document"]))
        own = [k for k in keys if desk.directory.by_key[k].document == given["document"]]
        if own and len(own) != int(given["number"]) and desk.plan.years:
            text += " " + say.counted_by_us(len(own))
        return Found(text, (item,), matched=int(given["number"]))
    if not keys:
        return nothing(desk, selection)
    if desk.plan.target != "Program":
        return _count_others(desk, keys)
    return _count_by_document(desk, keys, selection, without)


def _of_other_things(desk: Desk) -> bool:
    """Whether things are to be counted that a label names and that are no programs (성과지표는 몇 개야)."""
    plan = desk.plan
    labels = bool(plan.asked) and all(a.field == "field_word" for a in plan.asked)
    narrowed = plan.words or plan.subjects or any(f.kind not in ("document", "year") for f in plan.filters)
    return labels and plan.target == "Program" and not narrowed and not PROGRAMS.search(plan.text)


def _count_strategy(desk: Desk) -> Found:
    say = wording(desk.plan)
    found = strategy(desk)
    if not found.answered:
        return found
    first = found.items[0]
    item = Item(
        name=say.label(desk.plan.target),
        label=say.count_word,
        value=len(found.items),
        unit=say.thing_unit,
        document=first.document,
        year=first.year,
        citations=first.citations,
    )
    return Found(f"{say.counted_others(item.name, len(found.items))} {found.text}", (item,), matched=len(found.items))


def _count_by_document(desk: Desk, keys: Sequence[str], selection: Selection, without: int) -> Found:
    say, named = wording(desk.plan), what(desk)
    groups = by_document(desk, keys)
    reasons = selection.reasons
    cards = desk.cards([k for own in groups.values() for k in own[:_CITED] if not says_so(reasons[k])])
    items, texts = [], []
    for document, own in groups.items():
        cited = tuple(i for k in own[:_CITED] for i in cite(desk, cards.get(k, {}), reasons[k])[:1])
        items.append(
            Item(
                name=named,
                label=say.count_word,
                value=len(own),
                unit=say.count_unit,
                document=desk.file(document),
                year=desk.year_told(document),
                citations=cited,
            )
        )
        texts.append(say.counted(named, len(own), desk.title(document)))
    if without:
        texts.append(say.without_value(without))
    return Found(" ".join(texts), tuple(items), matched=len(keys), without_value=without)


_CITED = 3
"""Programs of a document that are cited for how many they are."""


def _count_others(desk: Desk, keys: Sequence[str]) -> Found:
    found = belonging(desk, keys)
    if not found.answered:
        return found
    say = wording(desk.plan)
    label = say.label(desk.plan.target)
    item = Item(name=what(desk), label=label, value=len(found.items), unit=say.thing_unit, document=found.items[0].document,
                citations=found.items[0].citations)  # fmt: skip
    return Found(f"{say.counted_others(label, len(found.items))} {found.text}", (item,), matched=len(found.items))


def chosen(desk: Desk) -> tuple[Selection, list[str], int]:
    """The programs that a reckoning is over, and how many of them state no amount to compare with a limit."""
    joint = desk.joint()
    if joint:
        return Selection({c.key: [] for c in joint}), [c.key for c in joint], 0
    selection = select(desk.evidence, desk.plan)
    keys, without = within_limits(desk, selection)
    if desk.plan.kind == "count" and desk.plan.change:
        keys = changed(desk, keys)
    return selection, keys, without


def total(desk: Desk) -> Found:
    """The sum, or the mean where that is asked for: the printed total where a table gives one, else added up."""
    say = wording(desk.plan)
    average = desk.plan.asks("average")
    if of_other(desk.plan) or desk.plan.asks("period"):
        return _total_of_figures(desk, average=average)
    if len(payers(desk.plan)) > 1:
        return _by_payer(desk)
    given = None if average else printed(desk, money=True)
    if given:
        krw = round(given["number"])
        item = _printed_item(desk, given, krw, "KRW")
        of = " ".join([what(desk), *(a.words for a in desk.plan.asked if a.source)])
        return Found(say.summed(of, say.money(krw), desk.title(given["document"])), (item,))
    if not average and not any(a.source for a in desk.plan.asked) and totals_named(desk):
        return Found(
            say.not_stated(what(desk), f"{desk.plan.years[0]} {desk.plan.asked[0].words}"), reason="not_stated"
        )
    selection, keys, _ = chosen(desk)
    if not keys or _only_mentioned(desk, keys, selection):
        return nothing_meant(desk) if keys else nothing(desk, selection)
    amounts = amounts_of(desk, keys)
    if not amounts and (whole := desk.plan.values_of("part_of")):  # its parts state none: what it states itself
        keys, amounts = list(whole), amounts_of(desk, whole)
    if not amounts:
        return Found(say.not_stated(what(desk), say.amount_word), reason="not_stated")
    if (said := _said_to_be(desk)) and said not in (len(keys), len(amounts)) and not average:
        return Found(say.not_so_many(said, len(keys)), reason="not_stated")
    return _added(desk, keys, amounts, average=average)


def _by_payer(desk: Desk) -> Found:
    """국비와 도비 합계: the sum of what each pays, then what they pay together, document by document."""
    say, plan = wording(desk.plan), desk.plan
    others = tuple(a for a in plan.asked if not a.source)
    each = {
        p: total(Desk(replace(plan, asked=(*others, a)), desk.evidence, desk.index)) for p, a in payers(plan).items()
    }
    told = [f for f in each.values() if f.answered]
    if len(told) < len(each) or plan.asks("average"):
        return Found(" ".join(f.text for f in each.values()), tuple(i for f in told for i in f.items),
                     reason=None if told else "not_stated", partial=bool(told))  # fmt: skip
    texts, items = [f.text for f in told], [i for f in told for i in f.items]
    label = f"{'·'.join(each)} {say.sum_word}"
    titles = {d.file_name: d.title for d in desk.directory.document.values()}
    for document in dict.fromkeys(i.document for i in items):
        own = [i for i in items if i.document == document]
        if len(own) == len(each):
            krw = sum(int(str(i.value)) for i in own)
            cited = tuple(dict.fromkeys(c for i in own for c in i.citations))
            items.append(replace(own[0], label=label, value=krw, citations=cited))
            texts.append(say.stated(own[0].name, label, say.money(krw), titles[document]))
    return Found(" ".join(texts), tuple(items), matched=max(f.matched or 0 for f in told))


_NUMBERS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
_SAID = re.compile(rf"(?<![가-힣\d.])(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})\s?(?:개|건|가지)(?:를|을|의|는|은|이)?\s")


def _said_to_be(desk: Desk) -> int:
    """How many programs the question says there are to be added up (신규사업 네 건의); 0 where it does not, or asks for the largest."""
    said = _SAID.search(desk.plan.text) if not desk.plan.limit or desk.plan.words or desk.plan.filters else None
    if said is None or desk.plan.order:
        return 0
    return _NUMBERS.get(said["n"]) or int(said["n"])


def _only_mentioned(desk: Desk, keys: Sequence[str], selection: Selection) -> bool:
    """Whether something is to be summed up that is no program and that programs only mention: 기본재산 총액."""
    if not desk.plan.words or PROGRAMS.search(desk.plan.text):
        return False
    return all(any(r.filter == "topic" and r.detail == "내용" for r in selection.reasons[k]) for k in keys)


def _total_of_figures(desk: Desk, *, average: bool) -> Found:
    """The sum or mean of figures that are no money; silence where they cannot be added up: money is no answer to that."""
    say = wording(desk.plan)
    selection, keys, _ = chosen(desk)
    measures = addable(desk, keys)
    if not measures:
        word = next(a.words for a in desk.plan.asked if a.field != "average")
        return nothing(desk, selection) if not keys else Found(say.not_stated(what(desk), word), reason="not_stated")
    items, texts = [], []
    for document, own in by_document(desk, keys).items():
        stated = [m for m in measures if m.key in own]
        if not stated:
            continue
        size = sum(float(m.size) for m in stated)
        value = size / len(stated) if average else size
        cited = tuple(desk.evidence.cite(m.document, m.line) for m in stated[:4])
        items.append(Item(name=what(desk), label=stated[0].label, value=value, unit=stated[0].unit,
                          document=desk.file(document), year=desk.year_told(document), citations=cited))  # fmt: skip
        said = say.number(value, stated[0].unit)
        texts.append(say.added(len(own), len(own) - len(stated), said, desk.title(document), average=average))
    return Found(" ".join(texts), tuple(items), matched=len(keys), without_value=len(keys) - len(measures))


def _added(desk: Desk, keys: Sequence[str], amounts: dict[str, Amount], *, average: bool) -> Found:
    say, named = wording(desk.plan), what(desk)
    items, texts = [], []
    of = "·".join(payers(desk.plan))
    for document, own in by_document(desk, keys).items():
        stated = [k for k in own if k in amounts]
        if not stated:
            continue
        krw = sum(amounts[k].krw for k in stated)
        value = round(krw / len(stated)) if average else krw
        rows = [amounts[k].first for k in stated[:4]]
        items.append(
            Item(
                name=named,
                label=f"{of} {say.average_word if average else say.sum_word}".strip(),
                value=value,
                unit="KRW",
                document=desk.file(document),
                year=desk.year_told(document),
                citations=tuple(desk.evidence.cite(r["document"], r["line_start"]) for r in rows),
            )
        )
        texts.append(
            say.added(len(own), len(own) - len(stated), say.money(value), desk.title(document), average=average, of=of)
        )
    return Found(" ".join(texts), tuple(items), matched=len(keys), without_value=len(keys) - len(amounts))


def _printed_item(desk: Desk, row: Row, value: int, unit: str) -> Item:
    return Item(
        name=what(desk),
        label=str(row["attribute"]),
        key=str(row["thing"]),
        value=value,
        unit=unit,
        document=desk.file(row["document"]),
        year=row["year"] or desk.year_told(row["document"]),
        citations=(desk.evidence.cite(row["document"], row["line_start"], row["line_end"]),),
    )
