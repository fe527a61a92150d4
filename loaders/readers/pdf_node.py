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
from loaders.readers.pdf_lines import Line, lines_of
from loaders.readers.pdf_page import Letter
from loaders.readers.pdf_tables import Ruled
from loaders.readers.tools import Tools

SCRIPT = Path(__file__).resolve().parent / "node" / "tables.mjs"
_MAX_ANSWER = 64 * 2**20
_NEAR = 3.0  # points
_SHARE = 0.4  # of the time for the file
_FILLED = 2 / 3
_BLANK = 0.9  # of the letter size
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
        """Whether it is a table: the letters that stand in its place, no more and no fewer (a table over two pages has
        more), no cell over what a wide gap parts, all rows filled.
        """
        inside = [g for g in letters if self.holds(g)]
        there = Counter(squash("".join(g.char for g in inside)))
        said = Counter(squash("".join(c.text for c in self.grid.cells)))
        same = (there & said).total()
        if not said or same < _SAME * max(there.total(), said.total()):
            return False
        if not _is_even(self.grid.cells):
            return False
        parts = [(n, part) for n, line in enumerate(lines_of(inside)) for part in _parts(line)]
        return all(_of_parts(squash(c.text), parts) for c in self.grid.cells)


def _is_even(cells: Sequence[SourceCell]) -> bool:
    """Whether the first row is a head and each row fills most columns: text that only looks like columns does not."""
    rows: dict[int, int] = {}
    columns = {c.column for c in cells if c.text.strip()}
    for cell in cells:
        rows[cell.row] = rows.get(cell.row, 0) + (cell.column_span if cell.text.strip() else 0)
    head = "".join(c.text for c in cells if c.row == 0)
    even = all(count >= _FILLED * len(columns) for count in rows.values())
    return len(columns) > 1 and len(rows) > 1 and even and not any(letter.isdigit() for letter in head)


def _parts(line: Line) -> list[str]:
    """The words of a line, those that only a blank parts as one."""
    parts: list[str] = []
    end = 0.0
    for word in line.words:
        if parts and word.x0 - end < _BLANK * line.size:
            parts[-1] += squash(word.text)
        else:
            parts.append(squash(word.text))
        end = word.x1
    return [part for part in parts if part]


def _of_parts(text: str, parts: list[tuple[int, str]]) -> bool:
    """Whether a text is made of whole parts of lines, each of another line, from the top; the parts are used up."""
    last, used = -1, []
    for at, (line, part) in enumerate(parts):
        if text and line > last and text.startswith(part):
            text, last = text[len(part) :], line
            used.append(at)
    for at in reversed(used):
        del parts[at]
    return not text


def second_tables(data: bytes, pages: Sequence[int], tools: Tools) -> dict[int, list[Found]] | None:
    """The second reader's tables of some pages, by page; None where it is not installed or did not manage."""
    if not tools.node or not (Path(tools.node_folder) / "node_modules").is_dir():
        return None
    command = [tools.node, f"--max-old-space-size={tools.node_megabytes}", str(SCRIPT), tools.node_folder]
    command.append(",".join(map(str, pages)))
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
