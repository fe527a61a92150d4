"""Programs that a table lists by the competition in which they were won: ``전환 브랜드사업 공모에 선정(’26. 1.)되어 …``."""

from __future__ import annotations

import re
from collections import defaultdict

from lexicon.text import squash
from loaders.facts.model import Mention, Name

_WON = re.compile(r"공모(?:사업)?(?:에|으로)?\s*(?:최종\s*)?선정(?!\s*(?:예정|목표|계획))")
_SHORTEST = 5


def named_by_competitions(mentions: list[Mention]) -> list[Mention]:
    """Give a program the name of the row that is called like the competition it won, where no other program won it."""
    rows = {squash(m.name): m.name for m in mentions if m.listing.startswith("table")}
    own = {squash(n.text) for m in mentions if not m.listing.startswith("table") for n in m.names}
    keys = [key for key in rows if len(key) >= _SHORTEST and key not in own]
    winners: dict[str, list[tuple[Mention, Name]]] = defaultdict(list)
    for mention in (m for m in mentions if m.rank == 3 and not m.listing.startswith("table")):
        for text, cite in mention.lines:
            for won in _WON.finditer(text):
                before = squash(text[: won.start()])
                for key in (k for k in keys if before.endswith(k)):
                    winners[key].append((mention, Name(rows[key], None, cite)))
    for found in winners.values():
        if len({id(mention) for mention, _ in found}) == 1:
            mention, name = found[0]
            mention.names.append(name)
    return mentions
