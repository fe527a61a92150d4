"""From the lines of a reader to the layout: which lines are tables, which run on, which open a block.

The contents page is left out (its lines repeat the headings), as are rules and page numbers. A line without a marker
either goes on with the block before it, or stands for itself: it is a heading where it is short and alone, else a
paragraph.
"""

from __future__ import annotations

import re

from lexicon.amounts import unit_of
from lexicon.text import indent_of, plain, squash, unspace
from loaders.layout.barred import barred_tables
from loaders.layout.boxed import boxed_headings, heading_in_cells, unit_in_cells
from loaders.layout.cells import is_divider, is_row
from loaders.layout.continuation import Previous, Widths, goes_on, joined
from loaders.layout.forms import form_lines
from loaders.layout.furniture import without_furniture
from loaders.layout.html import html_tables
from loaders.layout.labels import settle_labels
from loaders.layout.legend import with_marks
from loaders.layout.markers import Marker, is_rule, read_bare_number, read_marker
from loaders.layout.model import Block, Cell, Layout, Source, SourceTable, Table
from loaders.layout.noted import noted_unit, share_units, take_unit, units_of_chapters
from loaders.layout.outline import Outline, is_numbered
from loaders.layout.regroup import regroup
from loaders.layout.sections import people_of_unit, unit_lines
from loaders.layout.spaced import (
    PRICED,
    STATED,
    TOLD,
    labelled_pieces,
    pushed_captions,
    spaced_tables,
)
from loaders.layout.stacked import stacked_tables
from loaders.layout.tables import (
    names_program,
    same_header,
    source_table,
    take_inner,
    take_parts,
    text_table,
)

_CONTENTS = {"목차", "차례", "순서", "contents", "목록"}
_MARK = re.compile(
    r"\^\{([^{}]{1,10})\}|\^(신규|공모|계속|공약|확정|제안)\^|\*\*\s*(공모|신규|공약|계속|확정|제안)\s*\*\*"
)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*(?:\s*\([^()]*\))?")
_CAPTION = re.compile(r"단\s*위\s*[:;,]?|기\s*준|현\s*재|\((?:백만|천|억|만)?\s*원\)\s*$")
_UNIT_REMARK = re.compile(r"\s*[(\[<]\s*단\s*위\s*[:;]?[^()<>\[\]]*[)\]>]\s*$")
_UNIT_OF_LABEL = re.compile(r"[(\[]\s*단\s*위\s*[:;]?\s*(?P<u>[가-힣]{1,4})\s*[)\]]\s*:")
"""A unit in the label of a line, whose colon parts no label from its value: ``연차별 투자계획(단위: 백만원) : …``."""
_UNIT_LINE = re.compile(r"[(\[※*<\s]*단\s*위\s*[:;]?\s*[가-힣]{1,4}[)\]>\s]*")
_MAX_HEADING = 60
_MOST_OF_CELL = 12
"""Letters of a line that may be the half of a cell."""


def build_layout(source: Source) -> Layout:
    """The layout of a document."""
    return _Builder(source).build()


_UNIT_ALONE = re.compile(r"[가-힣·]{2,14}(?:과|국|실|부|팀|센터|본부|단|담당관)")
_HEADED = re.compile(r"\s*(?:과|국|실|부|팀|센터|본부|단|소)장\s")
"""A unit's name, and the line below it that says who heads it."""


class _Builder:
    def __init__(self, source: Source) -> None:
        self._source = source
        lines = with_marks(without_furniture(source.lines))
        rows = barred_tables(lines) | spaced_tables(lines) | pushed_captions(lines) | boxed_headings(lines)
        self._lines = [rows.get(n, line) for n, line in enumerate(lines, 1)]
        self._forms = form_lines(self._lines)
        self._units = unit_lines(self._lines)
        self._unit_level = 0
        self._unit_in_box: Block | None = None
        self._root = Block("root", "", "", 1, max(1, len(source.lines)))
        self._outline = Outline(self._root)
        self._tables: list[Table] = []
        self._previous: Previous | None = None
        marked = [*source.tables, *html_tables(lines), *stacked_tables(lines)]
        self._native = {line: t for t in reversed(marked) if t.lines for line in t.span}
        texts = [x for x in self._lines if not is_row(x)]
        self._widths = Widths(max(map(len, texts), default=0), max((len(plain(x)) for x in texts), default=0))
        self._after_table: Block | None = None
        self._cards_in: Block | None = None

    def build(self) -> Layout:
        line = 1
        total = len(self._lines)
        while line <= total:
            raw = self._lines[line - 1]
            if line in self._native:
                line = self._native_table(self._native[line])
            elif not raw.strip() or is_rule(raw) or is_divider(raw):
                self._note_blank()
                line += 1
            elif is_row(raw):
                line = self._text_rows(line)
            elif squash(plain(raw.lstrip("# "))) in _CONTENTS:
                line = self._skip_contents(line)
            else:
                self._pieces(line, raw)
                line += 1
        unit = noted_unit(self._lines)
        share_units(self._root)
        units = units_of_chapters(self._root, unit)
        for first, last, own in units:
            take_unit(self._root, [t for t in self._tables if first <= t.line_start <= last], own)
        if unit:
            take_unit(self._root, self._tables, unit)
        settle_labels(self._root)
        regroup(self._root)
        return Layout(self._source, self._root, self._tables, unit, units)

    # ---------------------------------------------------------------- tables
    def _native_table(self, table: SourceTable) -> int:
        self._keep(source_table(table, self._captions(table.span[0])))
        return table.span[-1] + 1

    def _text_rows(self, line: int) -> int:
        """Read the rows from ``line`` on; rows that only draw a line are passed over. A blank line ends the table."""
        rows: list[tuple[int, str]] = []
        start = line
        while line <= len(self._lines) and line not in self._native:
            raw = self._lines[line - 1]
            if self._broken_cell(line, rows):
                rows.append((line, f"{raw.strip()} {self._at(line + 1)}"))
                line += 2
                continue
            if not raw.strip() or not (is_row(raw) or is_divider(raw)):
                break
            if not is_divider(raw):
                rows.append((line, raw))
            line += 1
        if rows:
            self._keep(text_table(rows, self._captions(start)))
        return max(line, start + 1)

    def _broken_cell(self, line: int, rows: list[tuple[int, str]]) -> bool:
        """Whether a line is the first half of the first cell of the row below: 동남정보보호 / 지원센터 →추성민 →6601."""
        words, below = self._at(line).strip(), self._at(line + 1)
        if not rows or not (1 < len(words) <= _MOST_OF_CELL) or is_row(self._at(line)) or read_marker(words):
            return False
        cells = {raw.rstrip().count("\t") for _, raw in rows[-2:]}
        return "\t" in below and not below.startswith("\t") and below.rstrip().count("\t") == max(cells)

    def _captions(self, line: int) -> list[tuple[int, str]]:
        """The lines right above a table that say what and in which unit: at most three, blanks between them allowed."""
        found: list[tuple[int, str]] = []
        while line > 1 and len(found) < 3:
            line -= 1
            raw = self._lines[line - 1]
            if not raw.strip() or is_rule(raw):
                continue
            if is_row(raw) or line in self._native:
                break
            text = plain(raw.lstrip("# "))
            if _CAPTION.search(text) and len(text) < _MAX_HEADING:
                found.append((line, text))
                continue
            marker = read_marker(text)
            if (found and marker is None) or (marker and marker.family.startswith("title")):
                found.append((line, marker.text if marker else text))
            break
        return found[::-1]

    def _keep(self, table: Table | None) -> None:
        if table is None:
            return
        if heading := heading_in_cells(table):
            self._text(table.line_start, heading)
            return
        if unit := unit_in_cells(table):
            self._unit_box(table.line_start, unit)
            return
        before = self._after_table
        if before is not None and before.table and not table.caption and self._runs_on(before.table, table):
            _append(before.table, table)
            before.line_end = table.line_end
            self._previous = None
            return
        if names_program(table):  # cards stand side by side
            if self._cards_in is not None:
                self._outline.close_to(self._cards_in)
            self._cards_in = self._outline.top
        told = take_parts(table)
        for part in (table, *take_inner(table)):
            part.number = len(self._tables) + 1
            self._tables.append(part)
            block = Block("table", "", "", part.line_start, part.line_end, table=part)
            self._outline.leaf(block)
            self._after_table, self._previous = block, None
        if told:
            self._outline.place(Block("box", "", "세부사업", told[0][0], told[0][0]))
        for line, text in told:
            self._outline.place(Block("dash", "", text, line, line, indent=1))

    def _unit_box(self, line: int, unit: str) -> None:
        """Open the section of a unit that stands in a box: right below the Markdown heading of its chapter, else as a title."""
        self._unit_level = self._unit_level or self._outline.level + (1 if self._outline.level else 0)
        if not self._unit_level:
            self._units |= {line}
        self._text(line, f"{'#' * self._unit_level} {unit}".strip())
        self._unit_in_box = self._outline.top

    @staticmethod
    def _runs_on(before: Table, table: Table) -> bool:
        """The rest of a table after a page break: the header repeated, or rows of the same width and no header."""
        if before.pairs or table.pairs:
            return False
        if same_header(before, table):
            return True
        narrower = len(before.columns) - len(table.columns)
        return table.header_rows == 0 and 0 <= narrower <= 1 and before.header_rows > 0

    # ---------------------------------------------------------------- text
    def _pieces(self, line: int, raw: str) -> None:
        form = self._forms.get(line, [])
        for piece in form:
            if piece.startswith("["):
                self._text(line, piece)
            else:
                block = Block("form", "", plain(piece), line, line, indent=indent_of(raw))
                self._outline.place(block)
                self._previous, self._after_table = Previous(block, raw), None
        if told := TOLD.fullmatch(raw) if not form else None:
            self._text(line, told["h"] or told["n"] + told["e"])
            self._previous = None
            self._text(line, f"   {told['t'] or told['p']}")
            return
        if cost := PRICED.fullmatch(raw) if not form else None:
            self._text(line, cost["h"])
            self._previous = None
            self._text(line, f"   {cost['t']}")
            return
        stated = STATED.fullmatch(raw) if not form else None
        if stated and (marker := read_marker(stated["h"].lstrip("# "))) and is_numbered(marker.family):
            self._text(line, stated["h"])
            self._previous = None
            self._text(line, f"   이행상황 : {stated['s']}")
            self._previous = None
            return
        pieces = labelled_pieces(raw) if not form else []
        for piece in pieces:
            self._text(line, piece)
            if len(pieces) > 1:
                self._previous = None

    def _note_blank(self) -> None:
        if self._previous:
            self._previous.blank = True

    def _text(self, line: int, raw: str) -> None:
        heading = _HEADING.fullmatch(raw.strip())
        level = len(heading[1]) if heading else 0
        body = heading[2] if heading else raw
        marks = frozenset(next(m for m in found if m) for found in _MARK.findall(body))
        bold = body.strip().strip("-□○● ").startswith("**")
        body = _MARK.sub(" ", body)
        indent = 0 if level else indent_of(raw)
        unit = Marker("title", "", None, plain(body)) if line in self._units else None
        if people := people_of_unit(body):
            unit = people
            if self._unit_in_box is not None:
                self._outline.close_to(self._unit_in_box)
        marker = unit or read_marker(body) or self._lost_number(line, body, level)
        if self._unit_below(line, body):
            return
        if marker and not self._is_caption(line, marker.text):
            self._previous = Previous(self._marked(line, marker, indent, level, marks, bold), raw)
            self._after_table = None
        elif self._is_caption(line, body):
            self._previous = None
        elif goes_on(self._previous, raw, indent, level, self._widths):
            self._join(line, raw)
        else:
            self._unmarked(line, plain(body), indent, level, marks, raw)
            self._after_table = None

    def _lost_number(self, line: int, body: str, level: int) -> Marker | None:
        """A heading whose number lost its dot or circle: a Markdown heading, or a short line that stands alone."""
        before, behind = (not self._at(n).strip() or is_row(self._at(n)) for n in (line - 1, line + 1))
        marker = read_bare_number(body) if level or before or is_rule(self._at(line - 1)) else None
        if marker and _UNIT_ALONE.fullmatch(marker.text) and _HEADED.match(self._at(line + 1)):
            return marker  # 3  기후환경과, over 과장 양지호 042-…
        counted = marker is not None and bool(re.match(rf"\s*{marker.number}-1[.)\s]", self._at(line + 1)))
        return marker if level or (before and behind) or counted else None

    def _at(self, line: int) -> str:
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def _is_caption(self, line: int, text: str) -> bool:
        """``(단위 : 천원)`` above a table belongs to the table."""
        if not _CAPTION.search(text) or not re.match(r"[\s(\[<※]*(?:['’(\d]|단\s*위|20\d\d)", text):
            return False
        below = next((self._at(n) for n in range(line + 1, line + 3) if self._at(n).strip()), "")
        return is_row(below) or any(n in self._native for n in (line + 1, line + 2))

    def _unit_below(self, line: int, text: str) -> bool:
        """``※ 단위 : 억원`` right below a table that states no unit; True where the line says nothing else."""
        table = self._after_table.table if self._after_table else None
        match = _UNIT_LINE.fullmatch(plain(text)) if table and table.unit is None else None
        if table is None or match is None or (unit := unit_of(plain(text))) is None:
            return False
        table.unit = unit
        table.caption.append((line, plain(text)))
        return True

    def _marked(self, line: int, marker: Marker, indent: int, level: int, marks: frozenset[str], bold: bool) -> Block:
        text = unspace(_UNIT_REMARK.sub("", _UNIT_OF_LABEL.sub(r"(\g<u>) :", marker.text)))
        block = Block(
            marker.family, marker.written, text, line, line, indent, marker.number, marks, bold or bool(level)
        )
        self._outline.place(block, level)
        return block

    def _join(self, line: int, raw: str) -> None:
        assert self._previous is not None
        block = self._previous.block
        block.text = joined(block.text.rstrip("* "), plain(raw))
        block.line_end = line
        self._previous = Previous(block, raw)

    def _unmarked(self, line: int, text: str, indent: int, level: int, marks: frozenset[str], raw: str) -> None:
        family = "md" if level else "bold" if _BOLD_LINE.fullmatch(raw.strip()) else "plain"
        block = Block(family, "", unspace(text), line, line, indent, None, marks, family != "plain")
        titled = family != "plain" or (len(text) <= 30 and not re.search(r"[.:,]$|\d{3}", text))
        if titled or indent:
            self._outline.place(block, level)
        else:
            while isinstance(self._outline.top, Block) and self._outline.top.family == "plain":
                self._outline.close()
            self._outline.leaf(block)
        self._previous = Previous(block, raw)

    def _skip_contents(self, line: int) -> int:
        """The line behind the contents: its entries end at a blank line, or at the first heading that it named."""
        seen: set[str] = set()
        total = len(self._lines)
        line += 1
        while line <= total:
            raw = self._at(line)
            text = plain(re.sub(r"[\t.·…\s]*\d*$", "", raw.lstrip("# ")))
            key = squash(text)
            if raw.strip().startswith("#") or (key and key in seen):
                break
            if not raw.strip() and seen and not self._entry_follows(line):
                break
            if key:
                seen.add(key)
            line += 1
        return line

    def _entry_follows(self, line: int) -> bool:
        """Whether an appendix still listed in the contents comes after a blank line."""
        rest = [self._at(n) for n in range(line, min(line + 4, len(self._lines) + 1)) if self._at(n).strip()]
        return (
            bool(rest)
            and bool(re.match(r"\s*(?:※\s*)?\[?(?:붙임|참고|별첨)\s*\d*\]?\s*[:.]?", rest[0]))
            and not is_row(next((self._at(n) for n in range(line + 1, line + 6) if "\t" in self._at(n)), ""))
        )


def _append(table: Table, rest: Table) -> None:
    """Put the rows of a table's continuation below it."""
    for row, line in zip(rest.rows[rest.header_rows :], rest.lines[rest.header_rows :], strict=True):
        row += [Cell("", row[0].row, c, line) for c in range(len(row), len(table.columns))]
        for cell in {id(c): c for c in row}.values():
            cell.row += len(table.rows) - rest.header_rows
        table.rows.append(row)
        table.lines.append(line)
    if table.unit is None:
        table.unit = rest.unit
