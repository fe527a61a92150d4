"""Tables as the app shows and hands them out: typed columns, rows, and CSV and XLSX files that no spreadsheet executes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from viewing.money import Unit, figure, unit_name

Cell = str | int | float | None
ColumnKind = Literal["text", "money", "number", "year"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST = 60


class Column(NamedTuple):
    """A column: its head, and what its cells are (money: won, as whole numbers)."""

    name: str
    kind: ColumnKind = "text"


@dataclass(frozen=True)
class Table:
    """Rows under columns. ``keys`` are what each row is about (a program's key, or empty), in the order of rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()

    def head(self, unit: Unit, *, english: bool = False) -> list[str]:
        """The heads of the columns; those of money with the unit."""
        return [f"{c.name} ({unit_name(unit, english=english)})" if c.kind == "money" else c.name for c in self.columns]

    def shown(self, unit: Unit) -> list[list[tuple[str, Cell]]]:
        """Each cell as the text that is shown and the value it is sorted by."""
        return [
            [(_text(cell, column, unit), cell) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]


def _text(cell: Cell, column: Column, unit: Unit) -> str:
    if cell is None:
        return ""
    if column.kind == "money" and isinstance(cell, (int, float)):
        return figure(cell, unit)
    if column.kind == "number" and isinstance(cell, (int, float)):
        return f"{cell:,g}" if isinstance(cell, float) else f"{cell:,}"
    return str(cell)


# ---------------------------------------------------------------- files


def plain(cell: Any) -> Any:
    """A cell that no spreadsheet reads as a formula, without characters that a workbook cannot hold."""
    if not isinstance(cell, str):
        return cell
    text = "".join(c for c in cell if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF))
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_file(table: Table) -> bytes:
    """The table as CSV in UTF-8 with a mark that Excel needs; amounts in won."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([plain(name) for name in _won_head(table)])
    writer.writerows([[plain(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(tables: Sequence[Table]) -> bytes:
    """The tables as a workbook, one sheet each; amounts in won as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(_sheet_title(table.title, number))
        sheet.append([plain(name) for name in _won_head(table)])
        for row in table.rows:
            sheet.append([plain(cell) for cell in row])
        sheet.freeze_panes = "A2"
        _dress(sheet, table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _won_head(table: Table) -> list[str]:
    return [f"{c.name} (원)" if c.kind == "money" else c.name for c in table.columns]


def _sheet_title(title: str, number: int) -> str:
    kept = "".join(c for c in title if c not in "[]:*?/\\'" and ord(c) >= 32).strip()
    return kept[:28] or f"표 {number}"


def _dress(sheet: Any, table: Table) -> None:
    """Widths that show what is there, and thousands in figures."""
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(table.columns, 1):
        cells = [column.name, *(str(row[number - 1] or "") for row in table.rows[:200])]
        width = max((_width(cell) for cell in cells), default=8)
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, max(8, width + 3))
        if column.kind in ("money", "number"):
            for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
                cell.number_format = "#,##0" if isinstance(cell.value, int) else "#,##0.##"


def _width(text: str) -> int:
    """The width of a text in a spreadsheet: a Hangul letter counts two."""
    return max((sum(2 if ord(c) > 0x1100 else 1 for c in line) for line in text.split("\n")), default=0)


def joined(words: Iterable[str | None]) -> str:
    """Words in one cell, each once."""
    return ", ".join(dict.fromkeys(w for w in words if w))
