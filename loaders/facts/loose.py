"""What a document states beside its programs: kept by the unit whose section it stands in, or by the institution."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lexicon.people import Post
from loaders.facts.context import Context
from loaders.facts.listings import Listing
from loaders.facts.model import Cite, Mention, Statement, Step
from loaders.layout.model import Table


@dataclass
class UnitPost:
    """A post of a unit's section that no program's own line states: who, in which unit, with which duty words."""

    post: Post
    unit: str
    cite: Cite
    head: bool
    duty: str = ""


@dataclass
class Loose:
    """What a document states beside its programs. ``post_sections`` maps the line of a post to its section's unit."""

    statements: list[tuple[str, Statement]] = field(default_factory=list)  # (unit or empty, statement)
    posts: list[UnitPost] = field(default_factory=list)
    post_sections: dict[int, str] = field(default_factory=dict)
    listings: list[tuple[Table, Listing]] = field(default_factory=list)
    tables: list[tuple[Table, Context]] = field(default_factory=list)
    lines: list[tuple[str, Cite, Context]] = field(default_factory=list)
    steps: list[tuple[str, Step]] = field(default_factory=list)

    def clear(self) -> None:
        """Forget everything: the document is read once more."""
        for kept in (
            self.statements,
            self.posts,
            self.post_sections,
            self.listings,
            self.tables,
            self.lines,
            self.steps,
        ):
            kept.clear()


class Standing(NamedTuple):
    """Where a line stands: what holds there, the program it is under (or None), its lines."""

    context: Context
    owner: Mention | None
    cite: Cite
