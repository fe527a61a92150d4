"""Reading while others write: work that stumbled over what was taken away is done again, until the graph stands still."""

from __future__ import annotations

import time
from collections.abc import Iterator

STUMBLED = (AttributeError, KeyError, TypeError, ValueError)
"""What is raised where a value of a node is missing because the node was taken away while it was read."""
KEEPS_CHANGING = "documents keep coming and going while this is read; try again when the loads are done"
_TURNS, _AT_ONCE = 12, 3
_FIRST, _LONGEST = 0.04, 0.5
"""Seconds of the first pause and of the longest."""


def pauses() -> Iterator[None]:
    """As many turns as work is done: the first at once, each later one after a pause that grows, for others to finish."""
    for turn in range(_TURNS):
        if turn >= _AT_ONCE:
            time.sleep(min(_LONGEST, _FIRST * 2 ** (turn - _AT_ONCE)))
        yield
