"""How much each of several pays or gets: 각 1.5억원."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Item
from assistant.desk import Candidate, Desk
from assistant.kinds.part import Part
from assistant.wording import wording
from lexicon.amounts import find_amounts

_ASKED = re.compile(r"(?:얼마|몇\s*원)\s*씩|각각\s*얼마|각자\s*얼마")
_EACH = re.compile(r"각각?\s*$")
_NOTE = re.compile(r"\s*[-·]?\s*[※*]")
_BELOW = 6
"""Lines below the name of a program that may still be about it, as far as they stand further to the right."""


def each(desk: Desk, programs: Sequence[Candidate]) -> Part | None:
    """The one amount that a line about the program gives to each; None where several do, or none is asked for."""
    if not programs or not _ASKED.search(desk.plan.text):
        return None
    candidate, say = programs[0], wording(desk.plan)
    found: dict[int, int] = {}
    for first, last in desk.cards([candidate.key])[candidate.key]["mentions"]:
        lines = desk.evidence.text(candidate.document, first, last + _BELOW).split("\n")
        for n, line in enumerate(lines):
            if n > last - first and _indent(line) <= _indent(lines[0]) and not _NOTE.match(line):
                break
            given = (a for a in find_amounts(line) if _EACH.search(line[: a.start]))
            found |= {int(a.krw): first + n for a in given}
    if len(found) != 1:
        return None
    krw, at = found.popitem()
    item = Item(
        name=candidate.name,
        label=say.each,
        key=candidate.key,
        value=krw,
        unit="KRW",
        document=desk.file(candidate.document),
        year=desk.year_told(candidate.document),
        citations=(desk.evidence.cite(candidate.document, at),),
    )
    return Part(
        candidate.name, say.stated(candidate.name, say.each, say.money(krw), desk.title(candidate.document)), (item,)
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
