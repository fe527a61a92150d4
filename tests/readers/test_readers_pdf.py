"""PDF: lines, paragraphs, tables, running heads, footnotes, pages."""

from __future__ import annotations

import pypdfium2
import pytest

from graph.errors import DocumentError
from loaders.layout.model import Source, SourceCell
from loaders.readers.files import read_bytes
from loaders.readers.pdf_flow import Grid
from loaders.readers.pdf_node import Found
from loaders.readers.pdf_page import letters_of
from tests.readers.make import grid, pdf, rule, say


def read(*pages: str) -> Source:
    return read_bytes(pdf(pages), "a.pdf")


def column(*lines: str, x: float = 50, top: float = 780, step: float = 16) -> str:
    return "".join(say(line, x, top - step * n) for n, line in enumerate(lines))


def test_lines_indents_and_blanks() -> None:
    source = read(column("□ 사업개요", "○ 기간 : 2025년", "○ 장소", "○ 대상", "", "□ 다음") + say("- 안쪽", 62, 684))
    assert source.lines == ["□ 사업개요", "○ 기간 : 2025년", "○ 장소", "○ 대상", "", "□ 다음", "    - 안쪽"]


def test_words_that_no_blank_parts_are_parted_by_distance() -> None:
    source = read(
        say("가나", 50, 700) + say("다라", 75, 700) + say("제", 50, 680) + say("32", 61, 680) + say("조", 73, 680)
    )
    assert source.lines == ["가나 다라", "제32조"]


def test_blanks_of_squeezed_text_are_seen() -> None:
    x, page = 50.0, ""
    for char in "공공언어 평가 자료 구축 분석":
        page += "" if char == " " else say(char, x, 700)
        x += 3.8 if char == " " else 7.7  # letters are 10 wide
    assert read(page).lines == ["공공언어 평가 자료 구축 분석"]


def test_a_letter_drawn_twice_is_one() -> None:
    source = read("".join(say("강조한 글", 50 + shift, 700) for shift in (0, 0.3, 0.6)))
    assert source.lines == ["강조한 글"]


def test_broken_lines_are_joined() -> None:
    long = "가나다라마바사아자차카타파하" * 3
    source = read(column(f"□ {long}", "그래서 이어진다.", "□ 새 항목") + column(*[long + "가나"] * 3, top=600))
    assert source.lines[0] == f"□ {long}" or source.lines[0].endswith("이어진다.")
    assert "□ 새 항목" in source.lines


def test_a_table_with_spans_and_its_page() -> None:
    words = say("사업명", 55, 665) + say("예산", 200, 680) + say("국비", 155, 660) + say("도비", 255, 660)
    words += say("드론", 55, 640) + say("1", 155, 640) + say("2", 255, 640)
    rules = grid([50, 150, 350], [695, 655, 635]) + rule(250, 675, 250, 635) + rule(150, 675, 350, 675)
    source = read(say("앞", 50, 780), words + rules)
    assert source.lines[-3:] == ["사업명\t예산\t", "\t국비\t도비", "드론\t1\t2"]
    assert source.page(len(source.lines)) == 2
    spans = {c.text: (c.row_span, c.column_span) for c in source.tables[0].cells}
    assert spans["예산"] == (1, 2)
    assert spans["사업명"] == (2, 1)


def test_a_table_without_outer_rules() -> None:
    words = say("구분", 55, 680) + say("금액", 155, 680) + say("드론", 55, 660) + say("300", 155, 660)
    rules = rule(50, 695, 250, 695) + rule(50, 675, 250, 675) + rule(50, 655, 250, 655) + rule(150, 695, 150, 655)
    assert read(words + rules).lines == ["구분\t금액", "드론\t300"]


def test_rows_that_no_rule_parts() -> None:
    names, figures = ("가", "나", "다", "라"), ("1", "2", "3", "4")
    words = "".join(say(n, 55, 680 - 20 * i) + say(f, 155, 680 - 20 * i) + say(f, 255, 680 - 20 * i)
                    for i, (n, f) in enumerate(zip(names, figures, strict=True)))  # fmt: skip
    source = read(words + grid([50, 150, 250, 350], [700, 600]))
    assert source.lines == ["가\t1\t1", "나\t2\t2", "다\t3\t3", "라\t4\t4"]


def test_columns_that_white_parts_are_one_table() -> None:
    words = say("2025", 55, 680) + say("2026", 175, 680) + say("설계", 55, 660) + say("착공", 175, 660)
    rules = grid([50, 150], [695, 675, 650]) + grid([170, 270], [695, 675, 650])
    assert read(words + rules).lines == ["2025\t2026", "설계\t착공"]


@pytest.mark.parametrize(
    ("rows", "is_one"),
    [
        ((("사업명", "예산"), ("드론 방제", "300")), True),
        ((("사업명", "예산"), ("드론", "방제 300")), False),  # over a gap
        ((("드론 방제", "300"), ("사업명", "예산")), False),  # no head
        ((("사업명", "예산"), ("드론 방제", "")), False),  # a figure lost
    ],
)
def test_tables_of_the_second_reader_are_held_against_the_page(rows: tuple[tuple[str, ...], ...], is_one: bool) -> None:
    cells = [SourceCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    page = say("사업명", 55, 680) + say("예산", 155, 680) + say("드론 방제", 55, 660) + say("300", 155, 660)
    _, letters = letters_of(pypdfium2.PdfDocument(pdf([page]))[0].get_textpage(), 595, 842)
    assert Found(50, 650, 200, 695, Grid(695, cells)).agrees(letters) == is_one


def test_a_frame_is_text() -> None:
    assert read(say("상자 안의 글", 60, 680) + grid([50, 350], [700, 660])).tables == []


def test_a_box_around_the_number_of_a_heading_is_no_frame() -> None:
    page = say("Ⅰ", 60, 700) + grid([55, 75], [715, 695]) + say("사업 개요", 85, 700) + say("□ 사업명 : 드론", 50, 670)
    assert [line.strip() for line in read(page).lines] == ["Ⅰ 사업 개요", "□ 사업명 : 드론"]


def test_underlines_are_no_rules_of_a_table() -> None:
    words = say("현행", 55, 680) + say("개정안", 205, 680) + say("그대로", 55, 660) + say("밑줄 그은 글", 205, 660)
    source = read(words + rule(205, 658, 265, 658) + grid([50, 200, 350], [695, 675, 640]))
    assert source.lines == ["현행\t개정안", "그대로\t밑줄 그은 글"]


def test_an_underline_over_the_whole_cell_is_no_rule() -> None:
    words = say("현행", 55, 680) + say("개정안", 205, 680) + say("신설", 55, 660) + "".join(
        say("밑줄 그은 글 셋", 201.5, 660 - 14 * n) + rule(201.5, 658.5 - 14 * n, 270.5, 658.5 - 14 * n) for n in range(3)
    )  # fmt: skip
    source = read(words + grid([50, 200, 272], [695, 675, 620]))
    assert len(source.lines) == 2


LONG = "가나다라 마바사아 자차카타 파하거너 더러머버 "  # fills a cell


def _sheet_of_a_table(rows: list[tuple[str, list[str]]], foot: float) -> str:
    """A page with a table from its head down: each row a name and lines of a text."""
    content, y, edges = "", 780.0, [790.0]
    for name, lines in rows:
        content += say(name, 55, y) + "".join(say(line, 155, y - 12 * n) for n, line in enumerate(lines))
        y -= 12 * len(lines) + 12
        edges.append(y + 10)
    return content + grid([50, 150, 390], [*edges[:-1], foot])


def test_a_table_over_pages_is_one_and_a_cut_row_too() -> None:
    head = ("사업명", ["내용"])
    one = _sheet_of_a_table([head, ("드론", ["짧은 글"]), ("산불", [LONG, LONG])], 60)
    two = _sheet_of_a_table([head, ("", ["이어지는 글이다."]), ("축제", ["다른 글"])], 600)
    source = read(one, two)
    names = [(c.text, c.row) for c in source.tables[0].cells if c.column == 0]
    assert names == [("사업명", 0), ("드론", 1), ("산불", 2), ("축제", 3)]
    assert source.lines[2].endswith("이어지는 글이다.")
    assert [source.page(n) for n in (1, 2, 3, 4)] == [1, 1, 1, 2]
    assert len(source.tables) == 1


def test_forms_that_look_alike_are_tables_of_their_own() -> None:
    pages = [_sheet_of_a_table([("사업명", [name]), ("내용", ["짧은 글"])], 60) for name in ("드론", "산불", "축제")]
    assert [t.cells[1].text for t in read(*pages).tables] == ["드론", "산불", "축제"]


def test_a_table_with_text_between_is_another() -> None:
    head = ("사업명", ["내용"])
    pages = [_sheet_of_a_table([head, (name, ["글"])], 60) for name in ("드론", "산불")]
    assert len(read(pages[0], say("□ 다음 표", 50, 820) + pages[1]).tables) == 2


def test_running_heads_and_page_numbers_are_no_text() -> None:
    pages = [
        say("2025년 업무계획 보고서", 200, 810) + column(f"□ 항목 {n}", f"내용 {n}번") + say(f"- {n} -", 290, 30)
        for n in range(1, 6)
    ]
    source = read(*pages)
    assert "2025년 업무계획 보고서" not in source.lines
    assert not [line for line in source.lines if line.startswith("- ")]
    assert [source.page(n) for n, line in enumerate(source.lines, 1) if line.startswith("□")] == [1, 2, 3, 4, 5]


def test_pages_that_are_pictures_are_counted() -> None:
    picture = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q\n"
    source = read(column("□ 항목", "○ 본문의 글"), picture, "", picture + say("그림 설명", 50, 40))
    assert source.pictures == 1


def test_footnotes_are_no_text() -> None:
    page = column("□ 항목", f"○ {'본문의 글' * 8}", "○ 더 있는 글") + rule(50, 90, 190, 90)
    page += say("1) 총사업비 : 999억원", 50, 75, 8) + say("2) 다른 주", 50, 62, 8)
    assert not [line for line in read(page).lines if "999" in line]


@pytest.mark.parametrize("turn", ["0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"])
@pytest.mark.parametrize("rotate", [b"", b"/Rotate 90"])
def test_a_turned_page_is_turned_to_be_read(turn: str, rotate: bytes) -> None:
    words = (
        say("제목", 60, 720) + column("□ 사업 하나", "○ 내용", top=700) + say("사업명", 55, 640) + say("예산", 155, 640)
    )
    words += say("드론", 55, 620) + say("300", 155, 620)
    page = f"{turn} {_shift(turn)} cm {words}{grid([50, 150, 250], [655, 635, 615])}"
    data = pdf([page]).replace(b"/Parent 2 0 R", b"/Parent 2 0 R " + rotate)
    source = read_bytes(data, "a.pdf")
    assert source.lines[-2:] == ["사업명\t예산", "드론\t300"]
    assert "□ 사업 하나" in source.lines
    assert source.tables[0].cells[3].text == "300"


def _shift(turn: str) -> str:
    """What brings a turned page of 595 by 842 back onto the paper."""
    return {"0 1 -1 0": "842 0", "-1 0 0 -1": "595 842", "0 -1 1 0": "0 595"}[turn]


@pytest.mark.parametrize("gutter", [250, 300, 340])
def test_two_columns_of_text_are_read_one_after_the_other(gutter: int) -> None:
    """Wherever the white strip between them stands."""
    left, right = (gutter - 60) // 10, (545 - gutter - 10) // 10
    sides = [("가" * left, 50, 12), ("나" * right, gutter + 10, 12)]
    content = "".join(
        column(*(f"○ {letters[2:]}" if n % 3 == 0 else letters for n in range(count)), x=x, top=700)
        for letters, x, count in sides
    )
    text = "\n".join(read(say("사업별 세부계획", 50, 730) + content + say("참고사항", 50, 480)).lines)
    assert "가" in text
    assert "나" in text
    assert text.rindex("가") < text.index("나")
    assert text.index("나") < text.index("참고사항")
    assert "\t" not in text


def test_a_table_without_rules_is_no_pair_of_columns() -> None:
    rows = "".join(say(f"○ 사업 {n}", 60, 700 - 16 * n) + say("1,200", 330, 700 - 16 * n) for n in range(9))
    assert sum("사업" in line and "1,200" in line for line in read(rows).lines) == 9


def test_columns_of_plain_text_set_with_tabs() -> None:
    stop = 35.45
    rows = "".join(
        say(f"이름{n}", 56.7, 780 - 14 * n)
        + say("1,200", 56.7 + 3 * stop, 780 - 14 * n)
        + say("비고", 56.7 + 6 * stop, 780 - 14 * n)
        for n in range(8)
    )
    lines = read(rows).lines
    assert lines[0].split("\t") == ["이름0", "", "1,200", "", "비고"] or lines[0].count("\t") >= 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\nnothing", "cannot be opened"),
        (pdf([""]), "scanned"),
        (pdf([say("2025 1,200 (5)", 50, 700)]), "no Hangul"),
    ],
)
def test_what_cannot_be_read(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        read_bytes(data, "a.pdf")
