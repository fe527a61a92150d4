"""People as contacts of a program, and units that name their people in brackets."""

from __future__ import annotations

import re

from lexicon.people import Post, read_people
from lexicon.phones import mark_extensions
from loaders.facts.model import Cite, Contact

_IN_BRACKETS = re.compile(r"(?P<u>[^()\[\]]+?)\s*[(\[](?P<p>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_UNIT_WORD = re.compile(r"[가-힣A-Za-z0-9·]+(?:담당관|실|국|과|소|단|센터|관|팀|본부|처|부|원|파트|계)")


def contact_of(person: Post, cite: Cite) -> Contact:
    """A contact from a person as read."""
    return Contact(person.name, person.title or "", person.phone, person.duty, person.unit, cite, person.grade)


def unit_and_people(text: str, cite: Cite) -> tuple[str, list[Contact]]:
    """The unit that a text names, and its people: ``예술지원팀(팀장 함초연 ☎7412)``, ``주차사업팀 모현수``."""
    match = _IN_BRACKETS.fullmatch(text.strip())
    if match and (people := read_people(mark_extensions(match["p"]))):
        return match["u"].strip(), [contact_of(p, cite) for p in people]
    words = text.split()
    units = 0
    while units < len(words) and _UNIT_WORD.fullmatch(words[units]):
        units += 1
    rest = " ".join(words[units:])
    if units and rest and (people := [p for p in read_people(mark_extensions(rest)) if p.phone or p.title]):
        return " ".join(words[:units]), [contact_of(p, cite) for p in people]
    return re.sub(r"\s+", " ", text).strip(), []
