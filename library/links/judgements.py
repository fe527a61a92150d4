"""What people decided of two programs, people, units or buildings: it outlives their documents and always wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import RequestError
from library.links.model import Issue, Link
from library.links.read import Reader
from library.links.succession import Verdicts
from queries.catalog import query

SAME, FAMILY, NOT = "same", "family", "not"
VERDICTS = (SAME, FAMILY, NOT)


@dataclass(frozen=True)
class Judgement:
    """A decision on two keys (``left`` is the smaller), who made it, when (ISO), and why."""

    left: str
    right: str
    verdict: str
    who: str = ""
    when: str = ""
    why: str = ""

    @property
    def key(self) -> str:
        """The key of its node: the two things it is about."""
        return f"{self.left} ~ {self.right}"

    @property
    def ends(self) -> frozenset[str]:
        """The two keys."""
        return frozenset((self.left, self.right))


def judgement(one: str, other: str, verdict: str, **said: str) -> Judgement:
    """A judgement on two keys. Raises ``RequestError`` for one key twice or an unknown verdict."""
    if one == other:
        raise RequestError(f"{one}: both are the same; name two")
    if verdict not in VERDICTS:
        raise RequestError(f"{verdict!r} is no verdict: {', '.join(VERDICTS)}")
    left, right = sorted((one, other))
    return Judgement(left, right, verdict, **said)


def read_judgements(store: Reader) -> list[Judgement]:
    """All judgements in the order of keys."""
    return [
        Judgement(r["left"], r["right"], r["verdict"], r["who"] or "", r["when"] or "", r["why"] or "")
        for r in store.read(query("judgements"))
    ]


def verdicts(judged: list[Judgement]) -> Verdicts:
    """The verdicts by the two keys."""
    return {j.ends: j.verdict for j in judged}


def forced(
    judged: list[Judgement], things: Mapping[str, Mapping[str, Any]], documents: Mapping[str, Issue]
) -> list[Link]:
    """The links that judgements call for; ``things``: the rows of ``labels_of`` by key. Absent things have none."""
    links = []
    for j in judged:
        left, right = things.get(j.left), things.get(j.right)
        if left is None or right is None or left["label"] != right["label"] or j.verdict == NOT:
            continue
        reason = f"사람이 판단함: {j.why}" if j.why else "사람이 판단함"
        label = str(left["label"])
        if j.verdict == FAMILY and label == "Program":
            links.append(Link("SAME_FAMILY", j.left, j.right, 1.0, reason, label=label))
        elif j.verdict == SAME:
            later, earlier = sorted((j.left, j.right), key=lambda k: (_order(things[k], documents), k), reverse=True)
            type_ = "CONTINUES" if label == "Program" else "SAME_AS"
            links.append(Link(type_, later, earlier, 1.0, reason, label=label))
    return links


def _order(thing: Mapping[str, Any], documents: Mapping[str, Issue]) -> tuple[str, str]:
    document = documents.get(str(thing["document"]))
    return document.order if document else ("", "")
