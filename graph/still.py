"""Reading while others write: each answer is of one state of the graph, however fast documents come and go.

Neo4j shows a reader each commit as it comes, also between two queries of one answer and between two values of one node.
So what was read is read again where the graph's revision is another afterwards; where it never stands still, writers wait
for the one reading that is left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from graph.errors import AccessDenied, StoreUnavailable

STUMBLED = (AttributeError, KeyError, TypeError, ValueError)
"""What is raised where a value of a node is missing because the node was taken away while it was read."""
KEEPS_CHANGING = "documents keep coming and going while this is read; try again when the loads are done"
_READING, _WRITING, _AT_ONCE = 6, 12, 3
"""Turns before writers are held, of work that writes and cannot hold them, and without a pause."""
_FIRST, _LONGEST = 0.04, 0.5
"""Seconds of the first pause, of which each later one is twice as long, and of the longest."""

Result = TypeVar("Result")


class Graph(Protocol):
    """What tells its revision and can be held still."""

    def revision(self) -> int:
        """A number that every committed write makes larger."""

    def held(self) -> AbstractContextManager[None]:
        """Writers wait during the block."""


def of_one_state(graph: Graph, work: Callable[[int], Result]) -> Result:
    """What ``work`` gives for the revision that it is told, none of it read before or after.

    Raises ``StoreUnavailable`` where the graph never stands still and may not be held by this login.
    """
    for _ in _turns(_READING):
        before = graph.revision()
        try:
            told = work(before)
        except STUMBLED:
            if graph.revision() == before:
                raise
            continue
        if graph.revision() == before:
            return told
    return _held(graph, lambda: work(graph.revision()))


def despite_changes(graph: Graph, work: Callable[[], Result]) -> Result:
    """What ``work`` gives, which may write; done again where it stumbled over what another process took away.

    Raises ``StoreUnavailable`` where that never ends.
    """
    for _ in _turns(_WRITING):
        before = graph.revision()
        try:
            return work()
        except STUMBLED:
            if graph.revision() == before:
                raise
    raise StoreUnavailable(KEEPS_CHANGING)


def _held(graph: Graph, work: Callable[[], Result]) -> Result:
    try:
        with graph.held():
            return work()
    except AccessDenied as error:
        raise StoreUnavailable(KEEPS_CHANGING) from error


def _turns(most: int) -> Iterator[None]:
    """As many turns as work is done: the first at once, each later one after a pause that grows, for others to finish."""
    for turn in range(most):
        if turn >= _AT_ONCE:
            time.sleep(min(_LONGEST, _FIRST * 2 ** (turn - _AT_ONCE)))
        yield
