"""A program that the question describes and does not name: 한컴아카데미 강사를 쓰는 사업은 총사업비가 얼마야."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Found
from assistant.desk import Desk
from assistant.plan import Plan, Subject
from assistant.selection import select

_DESCRIBED = re.compile(r"[가-힣](?:[는은한던된할]|다는|라는)\s+(?:그\s*|이\s*)?(?:사업|과제|공약)(?!비|기간|명)")
_KINDS = ("value", "contact", "date", "place")


def described(desk: Desk, ask: Callable[[Plan], Found]) -> Found | None:
    """The answer for the only program whose section says every word; None where none or several do."""
    plan = desk.plan
    if plan.kind not in _KINDS or not plan.asked or not plan.words or not _DESCRIBED.search(plan.text):
        return None
    chosen = select(desk.evidence, replace(plan, kind="list", asked=(), subjects=())).programs
    if len(chosen) != 1:
        return None
    named = desk.directory.by_key[chosen[0]]
    meant = Subject("Program", named.key, named.name, named.document)
    found = ask(replace(plan, subjects=(meant,), others=(), words=()))
    return found if found.answered else None
