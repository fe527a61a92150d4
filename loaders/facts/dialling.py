"""Telephone numbers that a document writes short, and its note of what to dial before them: 지역번호(063) 생략, 국번 055-000."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from loaders.facts.loose import Loose
from loaders.facts.model import Mention
from loaders.layout.model import Layout

_AREA = re.compile(r"지역\s?번호[^\d\n]{0,8}(?P<n>0\d{1,2})(?!\d|-\d{3})")
_EXCHANGE = re.compile(r"국번[^\d\n]{0,8}(?P<n>0\d{1,2}-\d{3,4})(?!-?\d)|(?P<m>0\d{1,2}-\d{3,4})-\(?내선")
_LOCAL, _EXTENSION = re.compile(r"\d{3,4}-\d{4}"), re.compile(r"\d{4}")


class Dialling(NamedTuple):
    """What stands before a local number (``063``) and before an extension of four digits (``055-000``); empty where not noted."""

    area: str = ""
    exchange: str = ""

    def whole(self, number: str) -> str:
        """A number as it is dialled from anywhere; as it is where the note does not say how it goes on."""
        local = _LOCAL.fullmatch(number)
        if self.area and local:
            return f"{self.area}-{number}"
        if local and self.exchange.endswith(f"-{number[:-5]}"):  # 000-2310, where 055-000 is noted
            return f"{self.exchange}{number[-5:]}"
        return f"{self.exchange}-{number}" if self.exchange and _EXTENSION.fullmatch(number) else number


def dialling_of(layout: Layout) -> Dialling:
    """The note of a document on its numbers; empty where it has none, or several that differ."""
    text = "\n".join(layout.source.lines)
    areas = {m["n"] for m in _AREA.finditer(text)}
    exchanges = {m["n"] or m["m"] for m in _EXCHANGE.finditer(text)}
    return Dialling(areas.pop() if len(areas) == 1 else "", exchanges.pop() if len(exchanges) == 1 else "")


def complete(dialling: Dialling, mentions: list[Mention], loose: Loose) -> None:
    """Write the numbers of all contacts and posts as they are dialled."""
    for mention in mentions:
        mention.contacts = [replace(c, phone=dialling.whole(c.phone)) for c in mention.contacts]
    loose.posts[:] = [replace(p, post=replace(p.post, phone=dialling.whole(p.post.phone))) for p in loose.posts]
