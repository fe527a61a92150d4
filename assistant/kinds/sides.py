"""Two questions in one, each answered by itself; then the sum or the difference where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Found, Item
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
    amounts = _amounts(first), _amounts(second)
    if all(len(a) == 1 for a in amounts):
        (one, krw), (other, more) = amounts[0][0], amounts[1][0]
        if plan.kind == "sum":
            item = replace(one, name=f"{one.name}, {other.name}", label=say.sum_word, key="", value=krw + more,
                           citations=(*one.citations, *other.citations))  # fmt: skip
            items, texts = (item, *items), [*texts, say.together(say.money(krw + more))]
        elif plan.kind == "compare":
            texts.append(say.larger(one.name, other.name, krw, more))
    return Found(" ".join(texts), items, alternatives=(*first.alternatives, *second.alternatives),
                 assumptions=(*first.assumptions, *second.assumptions))  # fmt: skip


def _amounts(found: Found) -> list[tuple[Item, int]]:
    return [(i, int(i.value)) for i in found.items if i.unit == "KRW" and isinstance(i.value, (int, float))]
