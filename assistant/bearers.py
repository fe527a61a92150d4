"""Whose share of a program's money is asked for (김천시가 내는 돈), and which amounts are theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.desk import Desk

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
    names = tuple(n for f in desk.plan.filters if f.kind == "region" for n in f.words.split(", "))
    above = [n for c, n in zip(codes, names, strict=False) if home and home.startswith(c)]
    source = _SOURCES.get(above[0][-1], "") if above else ""
    return Bearer(names, home in codes, source)
