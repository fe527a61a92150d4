"""Whose share of a program's money is asked for (김천시가 내는 돈), and which amounts are theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.desk import Candidate, Desk
from lexicon.organisations import canonical, is_listed

_SOURCES = {"도": "도비", "시": "시비", "군": "군비", "구": "구비"}
_OURS = "우리"


@dataclass(frozen=True)
class Bearer:
    """The governments that the question names. ``own``: one of them is the document's; ``source``: what its own money is called."""

    names: tuple[str, ...]
    own: bool
    source: str

    def bears(self, row: Mapping[str, Any]) -> bool:
        """Whether an amount is said to be theirs: by name, or as ours in their own document."""
        party, label = str(row["party"] or ""), str(row["label"] or "")
        if party and not party.startswith(_OURS):
            return any(party in (name, name[:-1]) for name in self.names)
        if any(name in label for name in self.names):
            return True
        return self.own and row["scope"] == "share"


def bearer(desk: Desk, document: str) -> Bearer:
    """Who is to pay according to the question, seen from a document."""
    card = desk.directory.document.get(document)
    home = card.home if card else ""
    codes = desk.plan.values_of("region")
    if not codes and (ours := says_ours(desk)):
        return Bearer((), True, _SOURCES[ours])
    names = tuple(n for f in desk.plan.filters if f.kind == "region" for n in f.words.split(", "))
    above = [n for c, n in zip(codes, names, strict=False) if home and home.startswith(c)]
    source = _SOURCES.get(above[0][-1], "") if above else ""
    at_home = next((r.name for r in desk.directory.regions if r.code == home), "")
    if not above and names and at_home and home not in codes and at_home[-1] != names[0][-1]:
        source = _SOURCES.get(names[0][-1], "")  # in a city's document 군비 is the money of the county beside it
    return Bearer(names, home in codes, source)


def says_ours(desk: Desk) -> str:
    """What the document's own government is called in the question (군 of 우리 군이 내는 돈); empty where it is not spoken of."""
    said = _OURS_SAID.search(desk.plan.text)
    return said["of"] if said else ""


_OURS_SAID = re.compile(r"(?<![가-힣])(?:우리|저희|본)\s*(?P<of>[시군구도])(?:이|가|에서|의|는|은)?(?=\s|$)")
_BEARS = re.compile(r"내는|(?<!자)부담|대는|분담|출자|(?<=\s)몫")


def asks_share(desk: Desk) -> bool:
    """Whether the question speaks of what somebody pays."""
    return bool(_BEARS.search(desk.plan.text))


def borne_by_house(
    desk: Desk, candidates: Sequence[Candidate], rows: Sequence[dict[str, Any]]
) -> tuple[str, Candidate | None, list[dict[str, Any]]]:
    """The institution whose share is asked for (LH가 내는 돈), and the program with the amounts that are its; an empty name
    where none is asked for.
    """
    if not asks_share(desk):
        return "", None, []
    named = [w for f in desk.plan.filters if f.kind == "institution" for w in f.words.split(", ")]
    houses = [w for w in (*desk.plan.words, *named) if is_listed(w)]
    for house in houses:
        name = canonical(house)[0]
        for candidate in candidates:
            own = [r for r in rows if r["program"] == candidate.key and r["party"]]
            theirs = [r for r in own if canonical(str(r["party"]))[0] == name]
            if theirs:
                return house, candidate, theirs
    return (houses[0] if houses else ""), None, []
