"""Tables copied with each cell on a line of its own are the tables that they were."""

from __future__ import annotations

import pytest

from loaders.layout.stacked import stacked_tables

NUMBERED = ["연번", "사업명", "총사업비", "1", "수소충전소 구축", "6,000", "2", "청년센터 건립", "7,200"]
PAIRS = ["구 분", "내 용", "위 치", "사등면 사곡리 일원", "사업기간", "2024. 3. ~ 2028. 12.", "사 업 비", "220억원"]
FIGURES = ["구 분", "계", "경제과", "투자과", "정 원", "97", "50", "47", "현 원", "93", "48", "45"]


@pytest.mark.parametrize(("lines", "rows", "columns"), [(NUMBERED, 3, 3), (PAIRS, 4, 2), (FIGURES, 3, 4)])
def test_cells_on_lines_of_their_own_are_rows(lines: list[str], rows: int, columns: int) -> None:
    (table,) = stacked_tables(["□ 개요", *lines, "○ 추진상황"])
    assert (len(table.lines), max(c.column for c in table.cells) + 1) == (rows, columns)
    assert [c.line for c in table.cells] == list(range(2, len(lines) + 2))


def test_rows_that_do_not_fit_their_numbers_are_no_table() -> None:
    assert stacked_tables([*NUMBERED[:6], "비고", *NUMBERED[6:]]) == []


def test_lines_of_text_are_no_table() -> None:
    assert (
        stacked_tables(["경제과는 상반기에 다음을 하였다", "시장을 정비하였다", "센터를 열었다", "축제를 열었다"]) == []
    )
