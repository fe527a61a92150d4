"""Two questions in one, each answered by itself; then the sum or the difference where that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Found, Item
from assistant.kinds.comparison import first_of
from assistant.plan import Plan
from assistant.wording import wording


def answer(plan: Plan, ask: Callable[[Plan], Found]) -> Found | None:
    """What the sides of a plan say together; None where one of them is silent, or both say the same."""
    first, second = (ask(side) for side in plan.sides)
    if not all(f.answered and not f.partial and f.items for f in (first, second)):
        return None
    if set(first.items) & set(second.items):
        return None
    say = wording(plan)
    items, texts = (*first.items, *second.items), [first.text, second.text]
    if len(first.items) == len(second.items) == 1 and first.items[0].unit == second.items[0].unit:
        one, other = first.items[0], second.items[0]
        size, more = _size(one), _size(other)
        if plan.kind == "sum" and size is not None and more is not None:
            whole = round(size + more, 4)
            item = replace(one, name=f"{one.name}, {other.name}", label=say.sum_word, key="", value=whole,
                           citations=(*one.citations, *other.citations))  # fmt: skip
            told = say.money(round(whole)) if one.unit == "KRW" else say.number(whole, one.unit or "")
            items, texts = (item, *items), [*texts, say.together(told)]
        elif plan.kind == "compare" and one.unit == "KRW" and size is not None and more is not None:
            texts.append(say.larger(one.name, other.name, round(size), round(more)))
        elif plan.kind == "compare" and (earlier := first_of((one, other))):
            texts.append(say.earlier(earlier))
    return Found(" ".join(texts), items, alternatives=(*first.alternatives, *second.alternatives),
                 assumptions=(*first.assumptions, *second.assumptions))  # fmt: skip


_MEASURED = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[^\d\s]*")


def _size(item: Item) -> float | None:
    """The figure of an item; None where it is none."""
    if isinstance(item.value, (int, float)):
        return item.value
    said = _MEASURED.fullmatch(str(item.value))
    return float(said[1].replace(",", "")) if said else None
