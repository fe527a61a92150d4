"""A program told in short: when the question is only its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Item
from assistant.desk import Candidate, Desk
from assistant.kinds.part import Part
from assistant.kinds.stated import left_over
from assistant.plan import Asked
from assistant.wording import wording
from lexicon.amounts import spoken


def card(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """What a name leaves over as a fact; else the program's card: period, amount, ministry, place, contact."""
    found = left_over(desk, candidates)
    if found:
        return found
    named = [c for c in candidates if not c.missing and c.subject.label == "Program"]
    apart = desk.without_house(c.key for c in named)
    named = [c for c in named if c.key not in apart]
    if not named or _of_other_years(desk, named[0]):
        return None
    return summary(desk, named[0])


def _of_other_years(desk: Desk, candidate: Candidate) -> bool:
    """Whether a question is of years of which neither the document nor the program's term is."""
    years = set(desk.plan.years)
    card = desk.directory.document.get(candidate.document)
    row = desk.cards([candidate.key])[candidate.key]
    term = [int(str(row[f"period_{end}"])[:4]) for end in ("start", "end") if row[f"period_{end}"]]
    covered = {*(card.years if card else ()), *(range(min(term), max(term) + 1) if term else ())}
    return bool(years and covered) and not years & covered and not _GOES_ON.search(desk.plan.text)


_GOES_ON = re.compile(r"에도|계속|여전히|아직|still|continue")
"""Whether a program goes on is told by its term."""


def summary(desk: Desk, candidate: Candidate) -> Part:
    """The card of one program."""
    say = wording(desk.plan)
    row = desk.cards([candidate.key])[candidate.key]
    facts: list[tuple[str, str]] = []
    if row["period_text"]:
        facts.append(("사업기간", row["period_text"]))
    if row["total_krw"]:
        facts.append(("총사업비", spoken(row["total_krw"])))
    ministries = [r for r in desk.evidence.rows("ministries_of", programs=[candidate.key]) if r["type"] != "MENTIONS"]
    if ministries:
        facts.append(("부처·기관", ", ".join(dict.fromkeys(r["name"] for r in ministries))))
    places = desk.evidence.rows("places_of", programs=[candidate.key])
    if places:
        facts.append(("지역", ", ".join(dict.fromkeys(r["name"] for r in places))))
    contacts = desk.evidence.rows("contacts_of", programs=[candidate.key])
    if contacts:
        facts.append(("담당자", ", ".join(dict.fromkeys(r["name"] for r in contacts))))
    if row["status"]:
        facts.append(("상태", say.state(row["status"])))
    start, end = row["mentions"][-1]
    item = Item(
        name=candidate.name,
        key=candidate.key,
        document=desk.file(candidate.document),
        year=desk.year_told(candidate.document),
        status=row["status"],
        value=row["summary"],
        citations=(desk.evidence.cite(candidate.document, start, end),),
    )
    return Part(candidate.name, say.card(candidate.name, desk.title(candidate.document), facts), (item,))
