"""States that only a table knows (일부추진, 정상추진): the word that is left over in a question for a list of programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.plan import Filter, Plan
from graph.query import Query
from lexicon.boundaries import PARTICLES
from queries.catalog import query

_OF_STATE = re.compile(r"상태|추진\s?(?:상황|현황|단계)|진행|이행\s?(?:상황|현황)|단계|구분|결과|여부")
_WEIGHTS = frozenset({"중점", "역점", "핵심"})
_MOST_STATES = 3
_KINDS = ("passage", "list", "count", "sum")


def by_state(plan: Plan, read: Callable[..., list[dict[str, Any]]]) -> Plan:
    """The plan with its words as states of programs, any of them, where tables or heads say each as that of one; else as it is.

    A weight (핵심사업) that no document gives any program says nothing where programs are only listed.
    """
    weights = [f for f in plan.filters if f.kind == "state" and set(f.values) <= _WEIGHTS and not f.negated]
    if (
        weights
        and plan.kind in ("list", "passage")
        and not read(query("programs_stating"), values=list(weights[0].values))
    ):
        plan = replace(plan, filters=tuple(f for f in plan.filters if f not in weights))
    plan = _as_stated(plan, read)
    narrowed = plan.has("kind") or plan.has("chapter") or plan.kind != "passage"
    if (
        plan.kind not in _KINDS
        or plan.asked
        or plan.subjects
        or not 1 <= len(plan.words) <= _MOST_STATES
        or not narrowed
    ):
        return plan
    if plan.target != "Program":
        return plan
    stated: Query = query("programs_stating")
    runs = _runs(plan)
    partly = {f"{_PARTLY}{word}": word for word in plan.words}
    values = [*plan.words, *runs, *partly]
    said = {str(row["name"]) for row in read(stated, values=values) if _OF_STATE.search(str(row["detail"]))}
    bare = {re.split(r"\s?\(", value)[0] for value in said} | said
    states = next(((run,) for run in runs if run in bare), plan.words if set(plan.words) <= bare else ())
    if not states and {word for state, word in partly.items() if state in bare} | (bare & set(plan.words)) == set(
        plan.words
    ):
        states = tuple(state for state, word in partly.items() if state in bare or word in bare)
    if not states:
        return plan
    kind = "list" if plan.kind == "passage" else plan.kind
    state = Filter("state", states, "·".join(states))
    return replace(plan, kind=kind, words=(), filters=(*plan.filters, state))


def _as_stated(plan: Plan, read: Callable[..., list[dict[str, Any]]]) -> Plan:
    """The plan with a state that no document gives as the one that they give in part: 지연 as 일부지연."""
    said = next((f for f in plan.filters if f.kind == "state" and not f.negated), None)
    if said is None or read(query("programs_stating"), values=list(said.values)):
        return plan
    partly = tuple(f"{_PARTLY}{value}" for value in said.values)
    if not read(query("programs_stating"), values=list(partly)):
        return plan
    meant = Filter("state", partly, "·".join(partly))
    return replace(plan, filters=tuple(meant if f is said else f for f in plan.filters))


_PARTLY = "일부"
"""What a table says before a state of which people say the state alone: 지연 of 일부지연."""
_LONGEST = 4
_ENDING = re.compile(rf"(?:{PARTICLES}|인|된|한)$")


def _runs(plan: Plan) -> list[str]:
    """The words of the question that run on around those left over, written as one, the longest first: 이행후계속추진."""
    said = plan.text.split()
    found = [
        _ENDING.sub("", "".join(said[at : at + size]))
        for size in range(_LONGEST, 1, -1)
        for at in range(len(said) - size + 1)
        if all(any(word in w for w in said[at : at + size]) for word in plan.words)
    ]
    return [run for run in dict.fromkeys(found) if run.isalnum()]
