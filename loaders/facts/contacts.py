"""People as contacts of a program, and units that name their people in brackets."""

from __future__ import annotations

import re

from lexicon.people import Post, read_people, titles
from lexicon.phones import find_phones, mark_extensions
from loaders.facts.model import Cite, Contact

_IN_BRACKETS = re.compile(r"(?P<u>[^()\[\]]+?)\s*[(\[](?P<p>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_LONGEST = 160
_LEADS = ("담당", "담당자", "문의", "문의처", "연락처", "전화", "내선")
_UNIT = r"[가-힣A-Za-z0-9·]+(?:담당관|실|국|과|소|단|센터|관|팀|본부|처|부|원|파트|계)"
_UNIT_WORD = re.compile(_UNIT)
_WITHIN = re.compile(rf"(?P<above>{_UNIT})\s?\((?P<unit>{_UNIT})\)")


def contact_of(person: Post, cite: Cite) -> Contact:
    """A contact from a person as read."""
    return Contact(person.name, person.title or "", person.phone, person.duty, person.unit, cite, person.grade)


def people_alone(text: str) -> list[Post]:
    """The people of a line that says nothing but who is in charge: ``지역화폐팀장 여름찬(☎ 5311), 주무관 도보미(☎ 5312)``."""
    marked = mark_extensions(text) if len(text) <= _LONGEST else ""
    people = [p for p in read_people(marked) if p.phone] if find_phones(marked) else []
    rest = marked
    for phone in reversed(find_phones(marked)) if people else []:
        rest = f"{rest[: phone.start]} {rest[phone.end :]}"
    names = {p.name for p in people}
    words = re.findall(r"[가-힣A-Za-z0-9·○〇◯*]+", rest) if people else [""]
    known = (w in names or w.endswith(titles()) or _UNIT_WORD.fullmatch(w) or w in _LEADS for w in words)
    return people if all(known) else []


def unit_and_people(text: str, cite: Cite) -> tuple[str, list[Contact]]:
    """The unit that a text names, and its people: ``예술지원팀(팀장 함초연 ☎7412)``, ``주차사업팀 모현수``."""
    match = _IN_BRACKETS.fullmatch(text.strip())
    people = read_people(mark_extensions(match["p"])) if match else []
    if match and any(p.phone or p.title or p.grade for p in people):
        return match["u"].strip(), [contact_of(p, cite) for p in people]
    words = text.split()
    units = 0
    while units < len(words) and _UNIT_WORD.fullmatch(words[units]):
        units += 1
    rest = " ".join(words[units:])
    if units and rest and (people := [p for p in read_people(mark_extensions(rest)) if p.phone or p.title]):
        return " ".join(words[:units]), [contact_of(p, cite) for p in people]
    path = re.sub(r"\s+", " ", text).strip()
    within = _WITHIN.fullmatch(path)
    return (f"{within['above']} {within['unit']}" if within else path), []
