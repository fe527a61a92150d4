"""The second reader of PDF tables: kordoc, run in Node on its own, its answer crossing as JSON.

It knows tables that no rules draw (columns of boxes, coloured bars); with rules, ours are as good or better, and it
loses text where columns stand close. So its tables count only where there is no ruled one.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lexicon.text import squash
from loaders.layout.model import SourceCell
from loaders.readers.pdf_flow import Grid
from loaders.readers.pdf_page import Letter
from loaders.readers.pdf_tables import Ruled
from loaders.readers.tools import Tools

SCRIPT = Path(__file__).resolve().parent / "node" / "tables.mjs"
_MAX_ANSWER = 64 * 2**20
_NEAR = 3.0  # points
_SHARE = 0.4  # of the time for the file
_SAME = 0.97  # of the letters that both see in the table's place


@dataclass
class Found:
    """A table as the second reader sees it: its edges in points and its cells."""

    x0: float
    y0: float
    x1: float
    y1: float
    grid: Grid

    def holds(self, letter: Letter) -> bool:
        """Whether the letter's middle is inside."""
        x, y = (letter.x0 + letter.x1) / 2, letter.y + 0.35 * letter.size
        return self.x0 - _NEAR <= x <= self.x1 + _NEAR and self.y0 - _NEAR <= y <= self.y1 + _NEAR

    def overlaps(self, table: Ruled) -> bool:
        """Whether a third of the smaller of both is in the other."""
        wide = min(self.x1, table.x1) - max(self.x0, table.x0)
        high = min(self.y1, table.y1) - max(self.y0, table.y0)
        smaller = min((self.x1 - self.x0) * (self.y1 - self.y0), (table.x1 - table.x0) * (table.y1 - table.y0))
        return wide > 0 and high > 0 and wide * high > 0.3 * smaller

    def agrees(self, letters: Sequence[Letter]) -> bool:
        """Whether it has the letters that stand in its place, no more and no fewer (a table over two pages has)."""
        there = Counter(squash("".join(g.char for g in letters if self.holds(g))))
        said = Counter(squash("".join(c.text for c in self.grid.cells)))
        same = (there & said).total()
        return bool(said) and same >= _SAME * max(there.total(), said.total())


def second_tables(data: bytes, tools: Tools) -> dict[int, list[Found]] | None:
    """The second reader's tables by page; None where it is not installed or did not manage."""
    if not tools.node or not (Path(tools.node_folder) / "node_modules").is_dir():
        return None
    command = [tools.node, f"--max-old-space-size={tools.node_megabytes}", str(SCRIPT), tools.node_folder]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SHARE * tools.seconds, check=False)
        if done.returncode or len(done.stdout) > _MAX_ANSWER:
            return None
        return _read(json.loads(done.stdout))
    except (OSError, subprocess.TimeoutExpired, ValueError, TypeError, KeyError, IndexError):
        return None  # the tables that we find ourselves remain


def _read(answer: list[dict[str, Any]]) -> dict[int, list[Found]]:
    found: dict[int, list[Found]] = {}
    for table in answer:
        cells: list[SourceCell] = []
        covered: set[tuple[int, int]] = set()
        for r, row in enumerate(table["rows"]):
            for c, (text, row_span, column_span) in enumerate(row):
                if (r, c) not in covered:
                    cells.append(SourceCell(str(text), r, c, int(row_span), int(column_span)))
                    covered |= {(i, k) for i in range(r, r + row_span) for k in range(c, c + column_span)}
        if len(cells) > 1:
            x0, y0, x1, y1 = (float(v) for v in table["box"])
            found.setdefault(int(table["page"]), []).append(Found(x0, y0, x1, y1, Grid(y1, cells)))
    return found
