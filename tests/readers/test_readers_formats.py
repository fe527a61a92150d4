"""Every format gives the same lines and tables."""

from __future__ import annotations

import datetime
import io
import unicodedata

import openpyxl
import pytest

from graph.errors import DocumentError
from library.prepare import prepare
from library.said import SetByPerson
from loaders.layout.model import Source
from loaders.readers.figures import shown
from loaders.readers.files import read_bytes
from loaders.readers.symbols import readable
from tests.readers.make import LINES, TABLE, docx_of, hwpx, package, text, xlsx_of

ROWS = ["\t".join(row) for row in TABLE]
PAGE = """<!doctype html><html><head><title>업무계획</title><style>p{}</style></head><body>
<h2>2025년
 업무계획</h2><p>□ 추진<b>배경</b></p><p>&nbsp;○ 하나<br>둘</p><ul><li>목록<ul><li>안쪽</li></ul></li><li>※ 표식</li></ul>
<table><caption>(단위 : 백만원)</caption><tr><th rowspan=2>사업명</th><th colspan=2>예산</th></tr><tr><td>국비</td>
<td>도비</td></tr><tr><td>가<ul><li>하나<li>둘</ul></td><td>1</td><td>2</td></tr></table>
<div style="display:none">숨은 글</div><script>alert(1)</script></body></html>"""


def said(source: Source) -> list[str]:
    """Lines without outer blanks, empty ones left out."""
    return [line.strip(" ") for line in source.lines if line.strip()]


@pytest.mark.parametrize("make", [hwpx, docx_of, lambda: text().encode(), lambda: text().encode("cp949")])
def test_same_lines_in_every_format(make) -> None:  # type: ignore[no-untyped-def]
    source = read_bytes(make(), "a")
    assert said(source) == [line.strip() for line in LINES if line.strip()] + ROWS


def test_a_table_of_the_file_has_its_lines() -> None:
    for data in (hwpx(), docx_of()):
        source = read_bytes(data, "a")
        (table,) = source.tables
        assert [source.lines[n - 1] for n in table.lines] == ROWS


def test_indentation_survives() -> None:
    source = read_bytes(hwpx(), "a")
    assert " ○ 사업기간 : 2025. 3. ~ 2026. 12." in source.lines


def test_names_never_count() -> None:
    assert read_bytes(hwpx(), "plan.pdf").format == "hwpx"
    assert read_bytes(docx_of(), "plan.txt").format == "docx"
    assert read_bytes(text().encode(), "plan.hwp").format == "text"


def test_html_blocks_lists_and_spans() -> None:
    source = read_bytes(PAGE.encode("euc-kr").replace(b"<head>", b'<head><meta charset="euc-kr">'), "a")
    assert source.title == "업무계획"
    assert said(source)[:7] == ["## 2025년 업무계획", "□ 추진배경", "○ 하나", "둘", "- 목록", "- 안쪽", "※ 표식"]
    assert said(source)[7:] == ["(단위 : 백만원)", "사업명\t예산\t", "\t국비\t도비", "가 - 하나 - 둘\t1\t2"]
    spans = {c.text: (c.row_span, c.column_span) for c in source.tables[0].cells}
    assert spans["사업명"] == (2, 1)
    assert spans["예산"] == (1, 2)
    assert "숨은" not in "".join(source.lines)


def test_sheets_figures_spans_and_hidden_ones() -> None:
    rows: list[list[object]] = [["2025년 공모사업"], ["", "", "(단위: 천원)"], ["사업명", "총사업비", "비율"], ["드론", 1200000, 0.155], ["귀농", -300, 1],
            [], ["※ 잠정"]]  # fmt: skip
    data = xlsx_of(rows, ["A1:C1"], hidden="초안")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell, form in (("B4", "#,##0"), ("C4", "0.0%"), ("B5", "#,##0;△#,##0")):
        book.active[cell].number_format = form
    target = io.BytesIO()
    book.save(target)
    source = read_bytes(target.getvalue(), "a")
    assert said(source) == [
        "2025년 공모사업", "(단위: 천원)", "사업명\t총사업비\t비율", "드론\t1,200,000\t15.5%", "귀농\t△300\t1", "※ 잠정",
        "※ 숨긴 시트(읽지 않음): 초안",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1234567, "General", "1234567"),
        (1234567, "#,##0", "1,234,567"),
        (12345678, '#,##0,"천원"', "12,346천원"),
        (0.155, "0.0%", "15.5%"),
        (-5, "#,##0_);[Red](#,##0)", "(5)"),
        (-1500, "#,##0;△#,##0", "△1,500"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (1.5, "0.##", "1.5"),
        (3, '"제"0"호"', "제3호"),
        (datetime.datetime(2025, 3, 1), "yyyy-mm-dd", "2025-03-01"),  # noqa: DTZ001
        (datetime.datetime(2025, 3, 1), 'yyyy"년" m"월"', "2025-03"),  # noqa: DTZ001
        (float("nan"), "0", ""),
    ],
)
def test_figures_as_excel_shows_them(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_lists(encoding: str) -> None:
    source = read_bytes('연번,사업명,예산(천원)\n1,"가, 나","1,200"\n2,다,300\n'.encode(encoding), "a")
    assert source.format == "csv"
    assert source.lines == ["연번\t사업명\t예산(천원)", "1\t가, 나\t1,200", "2\t다\t300"]


def test_text_with_commas_is_no_list() -> None:
    assert read_bytes("가, 나\n다\n라, 마, 바, 사\n".encode(), "a").format == "text"


def test_symbols_of_hangul_and_of_wingdings() -> None:
    assert readable("\U000f02b1 현황") == "➊ 현황"
    assert readable("\U000f02ba\U000f02c4 안전") == "⓫ 안전"
    assert readable("\uf0a7 항목 \ue123끝") == "▪ 항목 끝"
    assert readable("\ue123 항목") == "• 항목"
    assert readable("\uf000 항목, \uf000끝") == "■ 항목, 끝"


def test_names_are_composed() -> None:
    source = read_bytes(unicodedata.normalize("NFD", text()).encode(), "a")
    assert source.lines[0] == LINES[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"HWP Document File V3.00 \x1a" + bytes(100), "HWP 3.0"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (package({"ppt/presentation.xml": "x"}), "PPTX"),
        (package({"word/document.xml": "x"}), "DOCX"),
        (b"PK\x03\x04" + bytes(200), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "XLSX"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as caught:
        read_bytes(data, "이름.hwp")
    assert str(caught.value).startswith("이름.hwp: ")
    assert "\n" not in str(caught.value)


def test_a_line_that_is_masked_is_no_heading() -> None:
    masked = "# 2025년 업무계획\n\n## 1. 추진절차\n**\n** ***** ***\n - 심사 : 3월\n****\n ㅇ 지급 : 4월\n"
    rows = prepare("a.md", masked.encode(), SetByPerson()).rows
    assert all(node.properties["title"] for node in rows.nodes if node.label == "Section")


def test_a_text_longer_than_documents_are_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentError, match="split the file"):
        read_bytes("가나다\n".encode() * 2_100_000, "a.txt")
