"""How deep a block stands: a stack of the markers in use.

Numbering in real documents is broken (a body headed IV where the contents say V, ``2`` without its circle after ①, every
heading of a converter at another ``#``). So no family has a fixed level. A marker that is in use already is a sibling of
its like; a new one goes below what stands open, except that roman numerals and parts start at the top, numbered
headings close bullets that are no deeper indented, and a number that continues an open sequence joins it even when its
dot or circle was lost. Of two signs that could stand either way, the one that stood above the other before does so again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lexicon.labels import field_of, split_label
from loaders.layout.markers import NUMBERED
from loaders.layout.model import Block

_DEEPEST = 40
"""Blocks deeper than this stand side by side: no plan nests so far, and what walks a tree must not sink in it."""
_TOP = ("part", "roman")
_MIXED = ("bare", "circled", "circled-black", "boxed-black", "arabic")
"""Numbers that may go on with a sign of another kind: 1. after which ② comes."""
_RANK = {"bold": 0, "box": 1, "square": 1, "diamond": 1, "triangle": 1, "play": 1, "panel": 1, "target": 1, "lozenge": 2, "circle": 2, "disc": 2, "check": 2,
         "dash": 3, "plain": 3, "dot": 4, "note": 4, "star": 4, "arrow": 4, "section": 4}  # fmt: skip


_REMARK = re.compile(r"\W*(?:금액\s*)?단\s*위\s*[:：]")
"""A line that says in which unit amounts are: nothing stands below it."""


def is_numbered(family: str) -> bool:
    """Whether markers of the family count."""
    return family in NUMBERED or family.startswith("word:")


def _says_value(text: str) -> bool:
    """Whether a line is ``라벨 : 값`` with a known label: what stands beside it is no part of it."""
    pair = split_label(text)
    return bool(pair and pair[1] and field_of(pair[0]))


def _has_indented(block: Block) -> bool:
    """Whether anything stands further right below a block than it; not the paragraph behind a bold name."""
    told = "plain" if block.family == "bold" else ""
    return any(c.indent > block.indent and c.family != told for c in block.children)


@dataclass
class _Open:
    block: Block
    level: int  # of a Markdown heading (its number of #), 0 for others


class Outline:
    """Places blocks under a root, one after the other."""

    def __init__(self, root: Block) -> None:
        self.root = root
        self._stack: list[_Open] = []
        self._stood: set[tuple[str, str]] = set()  # which family stood right above which

    @property
    def top(self) -> Block:
        """The innermost open block."""
        return self._stack[-1].block if self._stack else self.root

    @property
    def level(self) -> int:
        """The Markdown level of the innermost open heading that has one; 0 where none has."""
        return next((o.level for o in reversed(self._stack) if o.level), 0)

    def open_blocks(self) -> list[Block]:
        """The open blocks, outermost first."""
        return [o.block for o in self._stack]

    def place(self, block: Block, level: int = 0) -> None:
        """Put ``block`` below the right open block and open it. ``level``: its Markdown heading level, 0 for none."""
        keep = self._sibling(block, level)
        if keep is None:
            keep = self._below(block, level)
        del self._stack[min(keep, _DEEPEST) :]
        self._stood.add((self.top.family, block.family))
        self.top.add(block)
        self._stack.append(_Open(block, level))

    def close_to(self, block: Block) -> None:
        """Close what stands open below ``block``, where it is open itself."""
        depth = next((d for d, o in enumerate(self._stack) if o.block is block), None)
        if depth is not None:
            del self._stack[depth + 1 :]

    def close(self) -> None:
        """Close the innermost open block."""
        self._stack.pop()

    def leaf(self, block: Block) -> None:
        """Put ``block`` below the innermost open block without opening it."""
        self.top.add(block)

    def _sibling(self, block: Block, level: int) -> int | None:
        """The depth of an open marker that this one is like, or whose sequence it continues."""
        for depth in range(len(self._stack) - 1, -1, -1):
            other = self._stack[depth]
            if other.block.family == block.family and self._alike(block, level, other):
                return depth
        if block.number is None or block.number < 2 or block.family not in _MIXED:
            return None
        for depth in range(len(self._stack) - 1, -1, -1):
            family, number = self._stack[depth].block.family, self._stack[depth].block.number
            if family in _MIXED and number == block.number - 1:
                return depth
        return None

    @staticmethod
    def _alike(block: Block, level: int, other: _Open) -> bool:
        if block.family == "md":
            return other.level == level
        if is_numbered(block.family) and block.number == 1 and other.level and not level:
            return False  # the first of a list below a Markdown heading that is counted alike
        if is_numbered(block.family) or block.family.startswith("title") or level or other.level:
            return not (block.number == 1 and other.block.number == 1 and block.indent > other.block.indent)
        return block.indent == other.block.indent

    def _below(self, block: Block, level: int) -> int:
        """How many open blocks stay open above a marker that is not in use."""
        if block.family in _TOP:
            if block.family == "part" and self.top.family == "roman" and not self.top.children:
                return len(self._stack)  # Ⅱ. 분야별 추진상황, and right below it 제1장
            return self._first(lambda o: block.family == "part" or o.block.family != "part")
        if block.family == "md":
            return self._first(lambda o: (o.level == 0 and not is_numbered(o.block.family)) or o.level >= level)
        keep = len(self._stack)
        if level and is_numbered(block.family):  # what stands without # is no chapter of a heading that has one
            keep = next((d for d in range(keep, 0, -1) if self._stack[d - 1].level), keep)
        while keep and self._closes(block, level, self._stack[keep - 1]):
            keep -= 1
        return keep

    def _closes(self, block: Block, level: int, other: _Open) -> bool:
        """Whether a new marker ends the open block instead of going below it."""
        family = other.block.family
        heading = is_numbered(block.family) or block.family.startswith("title")
        if (is_numbered(family) or family.startswith("title")) and not heading:
            return False
        if family == "form" and not heading:
            return block.indent <= other.block.indent
        if block.family == "form" and block.line_start == other.block.line_end + 1:
            return block.indent < other.block.indent
        if family == "plain" and block.indent <= other.block.indent and _says_value(other.block.text):
            return True
        if family == "plain" and block.family == "bold" and block.indent <= other.block.indent:
            return bool(_REMARK.match(other.block.text)) or split_label(other.block.text) is not None
        if block.indent == other.block.indent and _has_indented(other.block):
            return not level and not heading  # what stands below the other is indented: this one is no part of it
        if family == "md":
            return 0 < level < other.level
        if block.indent > other.block.indent and not level:
            return False
        if is_numbered(block.family):
            left = block.indent < other.block.indent
            return (
                not is_numbered(family) and (left or _RANK.get(family, 2) >= 3 or bool(level)) and family != "title《"
            )
        if block.indent < other.block.indent and not is_numbered(family):
            return True
        rank, of_other = _RANK.get(block.family, 2), _RANK.get(family, 2)
        if rank == of_other and family != block.family:
            return (block.family, family) in self._stood and (family, block.family) not in self._stood
        return rank < of_other and family != "plain"

    def _first(self, closes: Callable[[_Open], bool]) -> int:
        """The depth of the first open block that ``closes`` says ends."""
        return next((d for d, o in enumerate(self._stack) if closes(o)), len(self._stack))
