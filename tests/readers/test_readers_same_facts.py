"""One document with merged cells gives the same facts in every format."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from hwpx import HwpxDocument

from bench.memory import read_data
from tests.readers.make import pdf, rule, say, xlsx_of

HEAD = ["2025년도 공모사업 추진계획", "", "2025. 1.", "", "Ⅰ. 공모사업 목록", "", "(단위 : 백만원)"]
ROWS = [
    ("담당부서", "사업명", "총사업비", "재원별", "", "사업기간"),
    ("", "", "", "국비", "도비", ""),
    ("농정과", "드론 방제 지원사업", "300", "200", "100", "2025. 3. ~ 2026. 12."),
    ("", "청년 귀농 정착 지원", "1,450", "1,000", "450", "2025 ~ 2027"),
    ("산림과", "스마트 산림 조성사업", "2,000", "2,000", "-", "2025. 1. ~ 12."),
    ("합계", "", "3,750", "3,200", "550", ""),
]
MERGED = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 1, 5), (2, 0, 3, 0), (5, 0, 5, 1)]
"""First row and column, last row and column."""
OWNER = {
    (r, c): merged
    for merged in MERGED
    for r in range(merged[0], merged[2] + 1)
    for c in range(merged[1], merged[3] + 1)
}
FOUND = {
    "드론 방제 지원사업": ("2025-03", "2026-12", {300: "총사업비", 200: "국비", 100: "도비"}, "농정과"),
    "청년 귀농 정착 지원": ("2025", "2027", {1450: "총사업비", 1000: "국비", 450: "도비"}, "농정과"),
    "스마트 산림 조성사업": ("2025-01", "2025-12", {2000: "총사업비"}, "산림과"),
}


def _text() -> bytes:
    return "\n".join(HEAD + ["\t".join(row) for row in ROWS]).encode()


def _docx() -> bytes:
    made = docx.Document()
    for line in HEAD:
        made.add_paragraph(line)
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            if text:
                table.cell(r, c).text = text
    for top, left, bottom, right in MERGED:
        table.cell(top, left).merge(table.cell(bottom, right))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _hwpx() -> bytes:
    made = HwpxDocument.new()
    for line in HEAD:
        made.add_paragraph(line)
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            if text:
                table.set_cell_text(r, c, text)
    for merged in MERGED:
        table.merge_cells(*merged)
    target = io.BytesIO()
    made.save_to_stream(target)
    return target.getvalue()


def _xlsx() -> bytes:
    def value(text: str) -> object:
        return int(text.replace(",", "")) if text.replace(",", "").isdigit() else text or None

    names, first = "ABCDEF", len(HEAD) + 1
    spans = [f"{names[left]}{top + first}:{names[right]}{bottom + first}" for top, left, bottom, right in MERGED]
    return xlsx_of([*([line] for line in HEAD), *([value(text) for text in row] for row in ROWS)], spans)


def _html() -> bytes:
    rows = ""
    for r, row in enumerate(ROWS):
        cells = ""
        for c, text in enumerate(row):
            top, left, bottom, right = OWNER.get((r, c), (r, c, r, c))
            if (top, left) == (r, c):
                cells += f"<td rowspan={bottom - top + 1} colspan={right - left + 1}>{text}</td>"
        rows += f"<tr>{cells}</tr>"
    lines = "".join(f"<p>{line}</p>" for line in HEAD)
    return f"<html><meta charset=utf-8><body>{lines}<table>{rows}</table></body></html>".encode()


def _pdf() -> bytes:
    x, y = [40, 110, 240, 300, 370, 440, 560], [600 - 24 * n for n in range(len(ROWS) + 1)]
    page = "".join(say(line, 50, 800 - 16 * n, 11) for n, line in enumerate(HEAD) if line)

    def own(r: int, c: int) -> tuple[int, int, int, int]:
        return OWNER.get((r, c), (r, c, r, c))

    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            top, left, bottom, _ = own(r, c)
            page += say(text, x[left] + 3, (y[top] + y[bottom + 1]) / 2 - 3, 8) if text else ""
            page += rule(x[c], y[r], x[c + 1], y[r]) if r == 0 or own(r - 1, c) != own(r, c) else ""
            page += rule(x[c], y[r], x[c], y[r + 1]) if c == 0 or own(r, c - 1) != own(r, c) else ""
    page += rule(x[0], y[-1], x[-1], y[-1]) + rule(x[-1], y[0], x[-1], y[-1])
    return pdf([page])


@pytest.mark.parametrize("make", [_text, _hwpx, _docx, _xlsx, _html, _pdf], ids=lambda make: make.__name__[1:])
def test_the_same_facts(make: Callable[[], bytes]) -> None:
    found: dict[str, Any] = {}
    for program in read_data(make(), "a").programs:
        amounts = {b["amount_krw"] // 10**6: b["source"] for b in sorted(program["budgets"], key=lambda b: b["source"])}
        (unit,) = program["departments"]
        found[program["name"]] = (program["period_start"], program["period_end"], amounts, unit["path"])
    assert found == FOUND
