"""Tables: rows of cells in text (tabs or pipes) or of a file, as one grid with headers, spans, unit and caption."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from lexicon.amounts import unit_of
from lexicon.labels import field_of, is_header_word, is_pair_label, read_label
from lexicon.text import squash
from loaders.layout.cards import MOST_PAIRS, OF_MONEY, YEARISH, ungrouped, with_sources_below, with_sources_joined
from loaders.layout.cells import cell_of, is_numeric, rejoined, split_row
from loaders.layout.joint import parted_columns
from loaders.layout.model import Cell, SourceTable, Table, distinct

_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
CAPTION_ALONE = re.compile(r"[(\[<※]?\s*(?:단\s*위|['’]?\d{2,4}\.?.*(?:기\s*준|현\s*재)).*")
"""A line or cell that states a unit or a date of reference and nothing else."""
_CORNER = re.compile(r"구\s*분|항\s*목|재\s*원|[년연]\s*도")
"""The head over the labels of rows, which may state the unit of all: 구분(백만원)."""


def text_table(rows: list[tuple[int, str]], caption: list[tuple[int, str]]) -> Table | None:
    """A table from text rows ``(line, raw line)``; None when no cell says anything."""
    grid: list[list[Cell]] = []
    lines: list[int] = []
    rows = rejoined(rows)
    width = max(len(split_row(raw)) for _, raw in rows)
    for line, raw in rows:
        cells = split_row(raw)
        cells += [""] * (width - len(cells))
        grid.append([cell_of(text, len(grid), c, line) for c, text in enumerate(cells)])
        lines.append(line)
    return _finish(grid, lines, caption)


def source_table(table: SourceTable, caption: list[tuple[int, str]]) -> Table | None:
    """A table that the file marks as one, its spans kept."""
    height = len(table.lines)
    width = max((c.column + c.column_span for c in table.cells), default=0)
    grid = [[cell_of("", r, c, table.lines[r]) for c in range(width)] for r in range(height)]
    for source in table.cells:
        cell = cell_of(source.text, source.row, source.column, source.line or table.lines[source.row])
        cell.column_span, cell.row_span = source.column_span, source.row_span
        for r in range(source.row, min(height, source.row + source.row_span)):
            for c in range(source.column, min(width, source.column + source.column_span)):
                grid[r][c] = cell
    found = _finish(grid, table.lines, caption)
    if found and any(source.line for source in table.cells):
        found.turned = True
    return found


def names_program(table: Table) -> bool:
    """Whether a table of labels and values is the card of one thing: ``사업명 | …``."""
    rows = [distinct(row) for row in table.rows] if table.pairs else []
    return any(field_of(a.text) == "name" and bool(b.text) for row in rows for a, b in pairwise(row))


def take_inner(table: Table) -> list[Table]:
    """The grids that stand inside a table of labels and values, taken out of it: a label that spans several rows beside a
    header and rows of figures (연도별 투자계획 | 구분 | 2026 | 2027 …). The label is their caption.
    """
    found: list[Table] = []
    kept: list[int] = []
    r = 0
    while table.pairs and r < len(table.rows):
        end = _group_end(table, r)
        inner = _inner(table, r, end) if end - r >= 2 else None
        if inner is None:
            kept += range(r, end)
        else:
            found.append(inner)
        r = end
    if found:
        table.rows, table.lines = [table.rows[k] for k in kept], [table.lines[k] for k in kept]
    return found if table.rows else []


_PART_LABEL = re.compile(r"\W*(?:내역|세부|단위)\s*(?:사업|과제)?\s*(?:[①-⑳❶-❿]|\d{1,2})[.)]?")


def take_parts(table: Table) -> list[tuple[int, str]]:
    """The parts that rows of a card tell of, one each, taken out of it: ``내역 ① | 도약 지원 : 1,200백만원(…), 8개사``."""
    found = [r for r, row in enumerate(table.rows) if names_program(table) and _PART_LABEL.fullmatch(row[0].text)]
    told = [(table.lines[r], table.rows[r][1].text) for r in found]
    if found:
        kept = [r for r in range(len(table.rows)) if r not in found]
        table.rows, table.lines = [table.rows[r] for r in kept], [table.lines[r] for r in kept]
    return told


def _group_end(table: Table, r: int) -> int:
    """The row behind those that share the first cell of row ``r``, or leave it empty below it."""
    label = table.rows[r][0]
    end = r + 1
    while end < len(table.rows) and (table.rows[end][0] is label or not table.rows[end][0].text):
        end += 1
    return end


def _inner(table: Table, start: int, end: int) -> Table | None:
    label = table.rows[start][0]
    first = label.column + label.column_span
    grid = [
        [replace(c, row=c.row - start, column=c.column - first) for c in row[first:]] for row in table.rows[start:end]
    ]
    inner = _finish(grid, table.lines[start:end], [(label.line, label.text)]) if grid[0] else None
    if inner is None or inner.pairs or not inner.header_rows:
        return None
    of = read_label(label.text)
    if not any(YEARISH.fullmatch(c) for c in inner.columns) and not (of and of.field in OF_MONEY):
        return None
    figures = [is_numeric(c.text) for _, row in inner.body() for c in row[1:] if c.text]
    return inner if figures and 2 * sum(figures) >= len(figures) else None


def _finish(grid: list[list[Cell]], lines: list[int], caption: list[tuple[int, str]]) -> Table | None:
    while len(grid) > 1 and (unit_row := _unit_row(grid[0])):
        caption, grid, lines = [*caption, (lines[0], unit_row)], grid[1:], lines[1:]
        for cell in {id(c): c for row in grid for c in row}.values():
            cell.row -= 1
    grid, lines = with_sources_below(grid, lines) if grid else (grid, lines)
    used = [c for c in range(len(grid[0])) if any(row[c].text for row in grid)] if grid else []
    if not used:
        return None
    grid = _titled(ungrouped(with_sources_joined(grid)))
    _repeat(grid)
    turned = _is_turned(grid)
    if turned:
        grid, lines = _turn(grid), [lines[0]] * len(grid[0])
    pairs = not turned and _is_pairs(grid)
    headers = 0 if pairs else 1 if turned else _header_rows(grid)
    grid = grid if turned else parted_columns(grid, headers)
    columns = [_column(grid, headers, c) for c in range(len(grid[0]))]
    texts = [text for _, text in caption] + columns
    corner = columns[:1] if headers and _CORNER.match(columns[0]) else []
    unit = next((u for t in [*texts[: len(caption)], *corner] if (u := unit_of(t)) is not None), None)
    return Table(grid, lines, headers, columns, caption, unit, pairs, turned=turned)


def _repeat(grid: list[list[Cell]]) -> None:
    """Write out the sign that the cell above holds for this one as well: 〃."""
    for above, row in pairwise(grid):
        for upper, cell in zip(above, row, strict=True):
            if not upper.text or not cell.items or cell.items[0][1] not in _DITTO:
                continue
            if len(cell.items) == 1:
                cell.text, cell.items = upper.text, list(upper.items)
            else:  # 〃 over (한국에너지공단): the ministry above with an agency of its own
                cell.items = [upper.items[0], *cell.items[1:]]
                cell.text = " ".join(text for _, text in cell.items)


_DITTO = ("〃", "″", "상동")
_OF_PROGRAMS = frozenset({"period", "total", "budget", "location", "ministry", "agency", "executor", "department", "contact", "content",
                          "source", "structure", "scale"})  # fmt: skip


def _names_row(grid: list[list[Cell]]) -> int:
    """The row of a turned table that holds the names: the one labelled so, else the first."""
    return next((r for r, row in enumerate(grid[:3]) if field_of(row[0].text) == "name"), 0)


def _is_turned(grid: list[list[Cell]]) -> bool:
    """Programs side by side: names along the top, the labels of their fields down the first column."""
    top = _names_row(grid)
    labels = [row[0].text for r, row in enumerate(grid) if r != top]
    names = [c.text for c in grid[top][1:]]
    if len(labels) < 4 or not 2 <= len(names) <= 12 or any(cell.column_span > 1 for row in grid for cell in row):
        return False
    fields = {reading.field for x in labels if (reading := read_label(x))} & _OF_PROGRAMS
    known = sum(read_label(x) is not None for x in labels)
    for c in range(1, len(grid[0])):  # 사업명 | … | 공약여부 | …: a form, whose other labels stand further right
        beside = [row[c].text for row in grid if row[c].text]
        if 2 * sum(map(is_pair_label, beside)) >= len(beside):
            return False
    named = all(len(squash(n)) >= 4 and read_label(n) is None and not YEARISH.fullmatch(n) for n in names)
    return named and len(fields) >= 3 and 2 * known >= len(labels) and not is_numeric(names[0])


def _turn(grid: list[list[Cell]]) -> list[list[Cell]]:
    """Rows for columns, with a header for the names."""
    top = _names_row(grid)
    rows = [grid[top], *grid[:top], *grid[top + 1 :]]
    turned = [[replace(row[c], row=c, column=r) for r, row in enumerate(rows)] for c in range(len(rows[0]))]
    if field_of(turned[0][0].text) != "name":  # 공약명 says more than 사업명
        turned[0][0] = replace(turned[0][0], text="사업명")
    return turned


_CODE_OF_CARD = re.compile(
    r"\s*(?:[\[【〔<]\s*[가-힣]{1,6}\s?-?\s?\d{1,2}(?:-\d{1,2})?\s*[\]】〕>]|[가나다라마바사아자차카타파하]\.|\d{1,2}[.)]|[①-⑳❶-❿])\s*"
)
_CODE_BESIDE = re.compile(
    r"\s*[\[【〔<(]?\s*(?:[가-힣]{0,4}\s?\d{1,2}\s?[-–.]\s?\d{1,2}|[①-⑳❶-❿]|\d{1,2}[.)]?)\s*[\]】〕>)]?\s*"
)
"""The number of a card in a cell of its own before its name: ``2-1 | 수전해 성능평가센터``."""
_TITLE_LETTERS = range(4, 60)
_OVER_NAMES = ("구분", "내용")
"""What stands over the labels of a card, with its name beside it: ``구 분 | 기업성장 패키지``."""


def _titled(grid: list[list[Cell]]) -> list[list[Cell]]:
    """A card whose name stands in a row of its own over the labels, as the value of a label: ``[관광-1] 남해안 공동마케팅``."""
    top, below = grid[0], grid[1:]
    said = [c for c in distinct(top) if c.text]
    coded = len(said) == 2 and said[0] is top[0] and bool(_CODE_BESIDE.fullmatch(top[0].text))
    beside = len(top) > 1 and squash(top[0].text) in _OVER_NAMES and len(distinct(top)) == 2
    titled = distinct(top)[1] if beside or coded else top[0]
    alone = len(said) == 1 or beside or coded  # a name over columns that a converter left empty
    if len(top) < 2 or not alone or titled.row_span > 1 or len(titled.text) not in _TITLE_LETTERS:
        return grid
    labels = [c.text for row in map(distinct, below) for c in row[::2]]
    fields = {reading.field for x in labels if (reading := read_label(x))} & {
        *_OF_PROGRAMS,
        "progress",
        "plan",
        "overview",
    }
    least = 1 if beside and "overview" in fields else 2
    if read_label(titled.text) is not None or len(fields) < least or not _is_pairs(below):
        return grid
    name = _CODE_OF_CARD.sub("", titled.text, count=1)
    value = replace(titled, text=name, column=1, column_span=len(top) - 1, items=[("", name)])
    return [[replace(top[0], text="사업명", column_span=1, items=[("", "사업명")]), *[value] * (len(top) - 1)], *below]


def _unit_row(row: list[Cell]) -> str:
    """The text of a first row that states nothing but the unit, ``| | | (단위 : 백만원) |``, or what kind of sheet it is."""
    texts = [c.text for c in distinct(row) if c.text]
    alone = len(texts) == 1 and (CAPTION_ALONE.fullmatch(texts[0]) or _KIND_OF_SHEET.fullmatch(texts[0]))
    return texts[0] if alone else ""


_KIND_OF_SHEET = re.compile(
    r"\W*(?:(?:공약|사업|과제|추진|이행|관리|현황|세부|개별|주요|실천)\s*){1,4}(?:카드|개요|개황|현황|총괄표|관리표|조서|점검표)\W*"
    r"(?:\(?\s*단\s*위.*)?"
)
"""What a card calls itself in its first row: 공약 관리카드 (단위 : 백만원)."""


def _is_pairs(grid: list[list[Cell]]) -> bool:
    """Labels and values in turn: ``부서명 | 연구기획단 | 담당자 | …``; labels stand in even columns and hardly in odd ones.

    What stands beside a label over several rows may be a grid of its own: of it the label alone counts.
    """
    rows = [row for row in map(distinct, grid) if not _in_inner_grid(row)]
    if not rows or len(rows) > MOST_PAIRS or max(map(len, rows)) < 2:
        return False
    if len(rows) == 1 and is_pair_label(rows[0][0].text):
        return True
    labels = [is_pair_label(c.text) or _identifies(row) for row in rows for c in row[::2] if c.text]
    values = [is_pair_label(c.text) for row in rows for c in row[1::2] if c.text]
    begun = [row for row in rows if row[0].text]  # a row may go on below the second label: | | 당초 | 옛 이름 |
    starts = sum(is_pair_label(row[0].text) or _identifies(row) for row in begun)
    if not labels or starts < 0.5 * len(begun) or sum(labels) < 0.5 * len(labels):
        return False
    return sum(values) <= 0.34 * len(values)


def _identifies(row: list[Cell]) -> bool:
    """Whether a row begins with the number of a card (연번 | 2 | 공약명 | …, 공약번호 | 1-1 | …), is of a part of it (내역 ① | …)
    or holds nothing but its name.
    """
    field = field_of(row[0].text) if len(row) > 1 else ""
    if len(row) > 1 and _PART_LABEL.fullmatch(row[0].text):
        return True
    alone = not any(c.text for c in row[2:])
    return (field == "number" and bool(_CODE.fullmatch(row[1].text))) or (
        field == "name" and bool(row[1].text) and alone
    )


_CODE = re.compile(r"\s*\d{1,3}(?:[-.]\d{1,2})*\s*")


_INNER_ROWS, _INNER_CELLS = 3, 4
"""Rows of a grid inside a form, and cells of each with the label, at least."""


def _in_inner_grid(row: list[Cell]) -> bool:
    """Whether a row is of a grid beside a label that spans it: 총사업비 | 재원 | 계 | 2025 | …."""
    return row[0].row_span >= _INNER_ROWS and len(row) >= _INNER_CELLS and is_pair_label(row[0].text)


def _header_rows(grid: list[list[Cell]]) -> int:
    first = [c for c in distinct(grid[0]) if c.text]
    if len(grid) < 2 or any(is_numeric(c.text) and not YEARISH.fullmatch(c.text) for c in first):
        return 0
    of_times = len(first) > 2 and all(_TIME_HEAD.fullmatch(c.text) for c in first[1:])
    if not any(is_header_word(c.text) for c in first) and not _numbers_below(grid) and not of_times:
        return 0
    rows = 2 if len(grid) > 2 and _repeats(grid[1]) else 1
    while rows < len(grid) - 1 and rows < 3 and _is_header_row(grid, rows):
        rows += 1
    return rows


_TIME_HEAD = re.compile(r"\s*(?:[1-4]\s?/\s?4\s?)?(?:[1-4]\s?)?분기|[상하]반기|\d{1,2}\s?월|(?:['’‘]\d\d|20\d\d)\s?년?")
"""What heads the columns of a calendar."""


def _repeats(row: list[Cell]) -> bool:
    """Whether a row heads two tables side by side: 과목 | 2026 | 2025 | 과목 | 2026 | 2025."""
    texts, half = [squash(c.text) for c in row], len(row) // 2
    return len(row) >= _BESIDE and len(row) % 2 == 0 and all(texts) and texts[:half] == texts[half:]


_BESIDE = 4
"""Columns of two tables side by side at least."""


def _is_header_row(grid: list[list[Cell]], r: int) -> bool:
    """A further header row: its first cell is empty or spanned from above, and it holds words or years, no figures."""
    row = grid[r]
    spanned = row[0] is grid[r - 1][0]
    if row[0].text and not spanned:
        return False
    texts = [c.text for c in distinct(row) if c.text and c not in distinct(grid[r - 1])]
    return bool(texts) and all(len(t) <= 20 and (not is_numeric(t) or YEARISH.fullmatch(t)) for t in texts) and any(
        not is_numeric(t) or re.fullmatch(r"['’]?(?:20)?\d\d", t) for t in texts
    ) and not any(t == "-" for t in texts)  # fmt: skip


def _numbers_below(grid: list[list[Cell]]) -> bool:
    return any(is_numeric(c.text) for row in grid[1:4] for c in row[1:] if c.text)


def _column(grid: list[list[Cell]], headers: int, c: int) -> str:
    """The header of a column, its rows joined from the top; an empty cell of the top row belongs to its left neighbour
    where the row below says something in this column.
    """
    parts: list[str] = []
    for r in range(headers):
        text = grid[r][c].text
        if not text and r == 0 and headers > 1 and any(grid[k][c].text for k in range(1, headers)):
            left = c - 1
            while left > 0 and not grid[0][left].text:
                left -= 1
            text = grid[0][left].text if left >= 0 else ""
        if text and text not in parts:
            parts.append(text)
    return " > ".join(parts)


def same_header(a: Table, b: Table) -> bool:
    """Whether ``b`` repeats the header of ``a``: a table that runs on over a page."""
    if len(a.columns) != len(b.columns) or not b.header_rows:
        return False
    same = sum(squash(x) == squash(y) for x, y in zip(a.columns, b.columns, strict=True))
    return same >= max(2, len(a.columns) - 1)
