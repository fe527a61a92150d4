"""Columns that a text set with tabs and no rules: where words stand on equal stops, the gaps before them are tabs.

Programs that print plain text set a stop every 1.25 or 1.27 cm. How many stops a gap passes over says how many cells
are empty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from loaders.readers.pdf_lines import Line, usual_gap

_DISTANCES = (35.4375, 35.45, 36.0, 40.0, 28.35, 42.5, 56.7, 72.0)  # points: 1.25 cm, half an inch, Hangul's 40 …
_NEAR = 0.45  # points
_LEAST = 12
_SHARE = 0.8


class TabStops:
    """The stops of a document, if it has any; its lines then have tabs where they had gaps."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._blank = usual_gap(lines)
        self._left = min((line.x0 for line in lines), default=0.0)
        self._distance = self._find(lines)
        if self.found:
            for line in lines:
                self._set(line)

    @property
    def found(self) -> bool:
        """Whether the document is set with stops."""
        return self._distance > 0

    def runs_over(self, row: Sequence[Line], line: Line, right: float, columns: int) -> bool:
        """Whether a line is the rest of the row whose lines so far are ``row``: its first word, tabs before it
        included, found no room above, and the row has not yet more than ``columns`` tabs (0: not known).
        """
        before, first = row[-1], line.words[0]
        tabs = sum(part.text.count("\t") for part in row)
        if not tabs or (line.x0 - self._left > 1 and not line.text.startswith("\t")):
            return False
        if columns and tabs + line.text.count("\t") > columns:
            return False
        step = self._step_from(before.x1)
        if line.text.startswith("\t"):
            return before.x1 + step + (first.x1 - first.x0 if columns else 0) > right
        return right - before.x1 < first.x1 - first.x0 + self._blank * line.size

    def _step_from(self, x: float) -> float:
        return (math.floor((x - self._left) / self._distance + 0.01) + 1) * self._distance - (x - self._left)

    def _find(self, lines: Sequence[Line]) -> float:
        """The distance of the stops: most gaps that are no ordinary blank end on one."""
        starts = [
            b.x0 - self._left
            for line in lines
            for a, b in zip(line.words, line.words[1:], strict=False)
            if self._is_unusual(b.x0 - a.x1, line.size)
        ]
        if len(starts) < _LEAST:
            return 0.0
        for distance in _DISTANCES:
            if sum(_off(x, distance) <= _NEAR for x in starts) >= _SHARE * len(starts):
                return distance
        return 0.0

    def _is_unusual(self, gap: float, size: float) -> bool:
        return gap > 0.15 * size and abs(gap / size - self._blank) > 0.03

    def _set(self, line: Line) -> None:
        text = ""
        end = self._left
        for n, word in enumerate(line.words):
            place = word.x0 - self._left
            at_stop = _off(place, self._distance) <= _NEAR and place > self._distance / 2
            if n == 0:
                text = "\t" * (round(place / self._distance) if at_stop else 0)
            elif at_stop and self._is_unusual(word.x0 - end, line.size):
                passed = math.floor((end - self._left) / self._distance + 0.01)
                text += "\t" * max(1, round(place / self._distance) - passed)
            else:
                text += " "
            text += word.text
            end = word.x1
        line.text = text


def _off(x: float, distance: float) -> float:
    """How far a place is from the nearest stop, in points."""
    return abs(x - round(x / distance) * distance)
