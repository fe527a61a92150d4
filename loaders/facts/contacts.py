"""People as contacts of a program, and units that name their people in brackets."""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.people import Post, read_people
from lexicon.phones import mark_extensions
from lexicon.staff_lines import UNIT, UNIT_WORD
from loaders.facts.model import Cite, Contact

_IN_BRACKETS = re.compile(r"(?P<u>[^()\[\]]+?)\s*[(\[](?P<p>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_NAME_ALONE = re.compile(r"[가-힣]{2}[^\W\d_동읍면리길로역과팀실국소단관부원]")
_WITHIN = re.compile(rf"(?P<above>{UNIT})\s?\((?P<unit>{UNIT})\)")


def contact_of(person: Post, cite: Cite) -> Contact:
    """A contact from a person as read."""
    return Contact(person.name, person.title or "", person.phone, person.duty, person.unit, cite, person.grade)


def unit_and_people(text: str, cite: Cite) -> tuple[str, list[Contact]]:
    """The unit that a text names, and its people: ``예술지원팀(팀장 함초연 ☎7412)``, ``주차사업팀 모현수``."""
    match = _IN_BRACKETS.fullmatch(text.strip())
    people = read_people(mark_extensions(match["p"])) if match else []
    if match and any(p.phone or p.title or p.grade for p in people):
        return match["u"].strip(), [contact_of(p, cite) for p in people]
    words = text.split()
    units = 0
    while units < len(words) and UNIT_WORD.fullmatch(words[units]):
        units += 1
    rest = " ".join(words[units:])
    if units and rest and (people := [p for p in read_people(mark_extensions(rest)) if p.phone or p.title]):
        return " ".join(words[:units]), [contact_of(p, cite) for p in people]
    if units and _NAME_ALONE.fullmatch(rest) and (people := read_people(rest)):  # 일자리경제과 일자리지원팀 변희수
        return " ".join(words[:units]), [contact_of(p, cite) for p in people]
    path = re.sub(r"\s+", " ", text).strip()
    within = _WITHIN.fullmatch(path)
    return (f"{within['above']} {within['unit']}" if within else path), []


_NUMBERS = re.compile(
    r"[☎\s]*(?P<first>(?:0\d{1,2}-)?\d{3,4}-\d{4})(?P<rest>(?:\s*[,/·]\s*(?:(?:0\d{1,2}-)?\d{3,4}-)?\d{4})+)\s*"
)


def with_numbers(contacts: list[Contact], text: str) -> list[Contact] | None:
    """People with the numbers of a cell, each with his own in order: ``063-000-5650, 5651``; None where it has not as many."""
    match = _NUMBERS.fullmatch(text)
    if match is None or not contacts:
        return None
    whole = match["first"]
    numbers = [whole, *(n if "-" in n else f"{whole[:-4]}{n}" for n in re.split(r"\s*[,/·]\s*", match["rest"]) if n)]
    if len(numbers) != len(contacts) or any(c.phone for c in contacts):
        return None
    return [replace(c, phone=n) for c, n in zip(contacts, numbers, strict=True)]
