"""Tables whose cells stand each on a line of its own, as viewers copy them: read back into rows.

Only what shows its own width is taken: labels and values that take turns, rows that are numbered, rows of figures below a
header, rows below a header of known words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lexicon.labels import field_of, is_header_word, split_label
from lexicon.text import plain, squash
from loaders.layout.cells import is_numeric, is_row
from loaders.layout.markers import is_rule, read_marker
from loaders.layout.model import SourceCell, SourceTable

_Line = tuple[int, str]
_Rows = list[list[_Line]]
_LONGEST_CELL = 90
_LONGEST_LABEL = 9
_FEWEST_LINES = 4
_WIDTHS = range(3, 13)
_FEWEST_PAIRS, _FEWEST_KNOWN = 2, 2
_GROUP = ("구분", "항목", "구분항목")
_CONTENT = ("내용", "주요내용", "사업내용", "세부내용", "추진내용", "내역", "상세내용")
_NUMBER = ("연번", "순번", "번호", "no", "no.", "순")
_TOTAL = ("계", "합계", "총계", "소계")


def stacked_tables(lines: Sequence[str]) -> list[SourceTable]:
    """The tables among lines (1-based) that have one cell on each line."""
    found = []
    for run in _runs(lines):
        at = 0
        while at < len(run):
            rows = next((r for read in _READERS if (r := read(run[at:]))), None)
            if rows is None:
                at += 1
                continue
            found.append(_table(rows))
            at += sum(len(row) for row in rows)
    return found


def _runs(lines: Sequence[str]) -> Iterator[list[_Line]]:
    """The lines that may be cells, in runs that nothing else parts; empty lines are passed over."""
    run: list[_Line] = []
    for number, line in enumerate([*lines, "#"], 1):
        if not line.strip():
            continue
        if _is_cell(line):
            run.append((number, plain(line)))
            continue
        if len(run) >= _FEWEST_LINES:
            yield run
        run = []


def _is_cell(line: str) -> bool:
    text = line.strip()
    if len(text) > _LONGEST_CELL or is_row(line) or is_rule(line) or text.startswith(("#", "|", "*", "<")):
        return False
    return read_marker(text) is None and split_label(text) is None


def _table(rows: _Rows) -> SourceTable:
    cells = [
        SourceCell(text, r, c, line=line) for r, row in enumerate(rows) for c, (line, text) in enumerate(row) if text
    ]
    starts = [row[0][0] for row in rows]
    return SourceTable(starts, cells, first_line=starts[0], last_line=rows[-1][-1][0])


# ---------------------------------------------------------------- kinds of tables


def _pairs(run: list[_Line]) -> _Rows | None:
    """Labels and values by turns, below ``구분`` and ``내용`` or with labels that are known."""
    headed = len(run) > 1 and squash(run[0][1]) in _GROUP and squash(run[1][1]) in _CONTENT
    rows: _Rows = []
    at = 2 if headed else 0
    while at + 1 < len(run) and _is_label(run[at][1]) and not _is_label_of_field(run[at + 1][1]):
        value = [run[at + 1]]
        at += 2
        while at < len(run) and not _is_label(run[at][1]) and headed:
            value.append(run[at])
            at += 1
        rows.append([run[at - len(value) - 1], (value[0][0], " ".join(text for _, text in value))])
    known = sum(_is_label_of_field(row[0][1]) for row in rows)
    enough = len(rows) >= _FEWEST_PAIRS and known >= (1 if headed else max(_FEWEST_KNOWN, len(rows) - 1))
    if not enough or (not headed and len(rows) <= _FEWEST_PAIRS):
        return None
    return [run[:2], *rows] if headed else rows


def _is_label(text: str) -> bool:
    """Whether a line may be the label of the next: a known one, or a short word without figures."""
    return _is_label_of_field(text) or (len(squash(text)) <= _LONGEST_LABEL and bool(_WORDS.fullmatch(text)))


_WORDS = re.compile(r"(?:['’‘]?\d{2,4}년\s)?[가-힣][가-힣·/\s]*")


def _is_label_of_field(text: str) -> bool:
    return len(squash(text)) <= _LONGEST_LABEL + 3 and field_of(text) is not None


def _numbered(run: list[_Line]) -> _Rows | None:
    """Rows that begin with 1, 2, 3 below a header that begins with their number."""
    if squash(run[0][1]).lower() not in _NUMBER:
        return None
    width = next((w for w in _WIDTHS if w < len(run) and run[w][1] == "1"), 0)
    rows = [run[:width]]
    while width and len(run) >= width * (len(rows) + 1) and run[width * len(rows)][1] == str(len(rows)):
        rows.append(run[width * len(rows) : width * (len(rows) + 1)])
    left = run[width * len(rows) :]
    broken = any(text == str(len(rows)) for _, text in left[: 2 * width])
    return rows if len(rows) > 1 and not broken else None


def _figures(run: list[_Line]) -> _Rows | None:
    """A header that begins with ``구분``, and rows of one name and as many figures as the header has words."""
    if squash(run[0][1]) not in _GROUP:
        return None
    first = next((n for n, (_, text) in enumerate(run) if is_numeric(text)), 0)
    width = first - 1
    rows = [run[:width]] if width in _WIDTHS else []
    while rows and len(run) >= width * (len(rows) + 1):
        row = run[width * len(rows) : width * (len(rows) + 1)]
        if is_numeric(row[0][1]) or not all(is_numeric(text) for _, text in row[1:]):
            break
        rows.append(row)
    return rows if len(rows) > 1 else None


def _headed(run: list[_Line]) -> _Rows | None:
    """Rows below a header of known words, where the figures of all rows stand below the same words."""
    width = next((n for n, (_, text) in enumerate(run) if not is_header_word(text)), len(run))
    for wide in (width, width + 1):
        count = len(run) // wide if wide in _WIDTHS else 0
        rows = [run[wide * r : wide * (r + 1)] for r in range(count)]
        if count > 2 and len(run) == wide * count and _has_columns(rows[1:]):
            return rows
    return None


def _has_columns(rows: _Rows) -> bool:
    """Whether the same columns of all rows hold figures, one at least, and the first none."""
    shapes = {tuple(bool(_FIGURES.match(text)) for _, text in row) for row in rows if squash(row[0][1]) not in _TOTAL}
    return len(shapes) == 1 and any(shape := shapes.pop()) and not shape[0]


_FIGURES = re.compile(r"['’‘△▲(]?\d")
_READERS: tuple[Callable[[list[_Line]], _Rows | None], ...] = (_numbered, _pairs, _figures, _headed)
