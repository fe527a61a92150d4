"""Which parts of a text are read already: no part is read twice."""

from __future__ import annotations

import bisect
from collections.abc import Iterable


class Taken:
    """Stretches of a text that do not overlap; asking for one among many takes no longer than among few."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def holds(self, start: int, end: int) -> bool:
        """Whether any stretch lies in ``start`` to ``end``, or reaches into it."""
        at = bisect.bisect_left(self._spans, (end, -1))
        return at > 0 and self._spans[at - 1][1] > start

    def add(self, start: int, end: int) -> None:
        """Take a stretch that overlaps none."""
        bisect.insort(self._spans, (start, end))
