"""HWPX: what is text, what is not, spans, numbers, pages."""

from __future__ import annotations

from loaders.readers.files import read_bytes
from tests.readers.make import hwpx_with

P = "<hp:p{more}><hp:run>{inside}</hp:run></hp:p>"


def p(text: str = "", inside: str = "", more: str = "") -> str:
    return P.format(more=more, inside=f"{inside}<hp:t>{text}</hp:t>" if text else inside)


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> str:
    inside = "".join(p(t) for t in text.split("|"))
    return (
        f'<hp:tc><hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/>'
        f'<hp:cellSz width="1000" height="1000"/><hp:subList>{inside}</hp:subList></hp:tc>'
    )


def table(*rows: str, caption: str = "") -> str:
    above = f"<hp:caption><hp:subList>{p(caption)}</hp:subList></hp:caption>" if caption else ""
    return f"<hp:tbl>{above}{''.join(f'<hp:tr>{row}</hp:tr>' for row in rows)}</hp:tbl>"


def lines(section: str, header: str = "") -> list[str]:
    return read_bytes(hwpx_with(section, header), "a.hwpx").lines


def test_headers_footers_notes_and_comments_are_no_text() -> None:
    parts = "".join(
        f"<hp:ctrl><hp:{kind}><hp:subList>{p('총사업비 : 999억원')}</hp:subList></hp:{kind}></hp:ctrl>"
        for kind in ("header", "footer", "footNote", "endNote", "hiddenComment")
    )
    assert lines(p("본문", parts)) == ["본문"]


def test_deleted_text_is_gone_and_inserted_text_there() -> None:
    text = "<hp:t>예산 <hp:deleteBegin/>100<hp:deleteEnd/><hp:insertBegin/>200<hp:insertEnd/>백만원</hp:t>"
    assert lines(p("", text)) == ["예산 200백만원"]


def test_a_text_box_stands_where_it_is_anchored() -> None:
    box = f"<hp:rect><hp:drawText><hp:subList>{p('Ⅰ. 일반현황')}</hp:subList></hp:drawText></hp:rect>"
    assert lines(p("앞") + p("", box) + p("뒤")) == ["앞", "Ⅰ. 일반현황", "뒤"]


def test_captions_of_pictures_are_left_out_and_of_tables_kept() -> None:
    picture = f"<hp:pic><hp:caption><hp:subList>{p('그림 1')}</hp:subList></hp:caption></hp:pic>"
    listed = table(cell(0, 0, "가") + cell(0, 1, "나"), cell(1, 0, "1") + cell(1, 1, "2"), caption="(단위 : 천원)")
    assert lines(p("", picture) + p("", listed)) == ["", "(단위 : 천원)", "가\t나", "1\t2"]


def test_spans_and_paragraphs_in_cells() -> None:
    made = table(
        cell(0, 0, "사업명", rows=2) + cell(0, 1, "2025년", columns=2),
        cell(1, 1, "국비") + cell(1, 2, "도비"),
        cell(2, 0, "드론|방제") + cell(2, 1, "1") + cell(2, 2, "2"),
    )
    source = read_bytes(hwpx_with(p("", made)), "a")
    assert source.lines == ["사업명\t2025년\t", "\t국비\t도비", "드론 방제\t1\t2"]
    cells = {c.text: c for c in source.tables[0].cells}
    assert (cells["사업명"].row_span, cells["2025년"].column_span) == (2, 2)
    assert "드론\n방제" in cells


def test_a_table_in_a_cell_is_text_of_the_cell() -> None:
    inner = p("", table(cell(0, 0, "속1") + cell(0, 1, "속2")))
    outer = cell(0, 0, "겉").replace("</hp:subList>", f"{inner}</hp:subList>") + cell(0, 1, "옆")
    source = read_bytes(hwpx_with(p("", table(outer, cell(1, 0, "ㄱ") + cell(1, 1, "ㄴ")))), "a")
    assert source.lines == ["겉 속1 속2\t옆", "ㄱ\tㄴ"]
    assert len(source.tables) == 1


def test_a_frame_is_text_and_a_title_bar_a_heading() -> None:
    assert lines(p("", table(cell(0, 0, "□ 요약|- 하나")))) == ["□ 요약", "- 하나"]
    assert lines(p("", table(cell(0, 0, "Ⅱ") + cell(0, 1, "") + cell(0, 2, "추진 체계")))) == ["Ⅱ. 추진 체계"]


def test_numbers_and_bullets_that_hangul_draws() -> None:
    head = (
        '<hh:numbering id="1" start="1"><hh:paraHead level="1" start="1" numFormat="ROMAN_CAPITAL">^1.</hh:paraHead>'
        '<hh:paraHead level="2" start="1" numFormat="HANGUL_SYLLABLE">^2)</hh:paraHead></hh:numbering>'
        '<hh:bullet id="1" char="○"/>'
        '<hh:paraPr id="11"><hh:heading type="NUMBER" idRef="1" level="0"/></hh:paraPr>'
        '<hh:paraPr id="12"><hh:heading type="NUMBER" idRef="1" level="1"/>'
        '<hh:margin><hc:intent value="0"/><hc:left value="2000"/></hh:margin></hh:paraPr>'
        '<hh:paraPr id="13"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>'
    )
    styled = [
        ("11", "현황"),
        ("12", "조직"),
        ("12", "예산"),
        ("11", "계획"),
        ("12", "목표"),
        ("13", "항목"),
        ("11", ""),
    ]
    section = "".join(p(text, more=f' paraPrIDRef="{style}"') for style, text in styled)
    assert lines(section, head) == ["Ⅰ. 현황", "  가) 조직", "  나) 예산", "Ⅱ. 계획", "  가) 목표", "○ 항목"]


def laid(text: str, position: int, height: int = 1000, more: str = "") -> str:
    seg = f'<hp:linesegarray><hp:lineseg vertpos="{position}" vertsize="{height}" horzpos="0"/></hp:linesegarray>'
    return p(text, more=more).replace("</hp:p>", f"{seg}</hp:p>")


def test_pages_follow_from_where_lines_stood() -> None:
    section = (
        laid("가", 0)
        + laid("나", 2000)
        + laid("다", 4000)
        + laid("라", 6000)
        + laid("마", 8000)
        + laid("바", 0)
        + laid("사", 2000)
    )
    section += laid("아", 0, more=' pageBreak="1"')
    source = read_bytes(hwpx_with(section), "a")
    assert [source.page(n) for n in range(1, 9)] == [1, 1, 1, 1, 1, 2, 2, 3]


def test_pages_behind_a_table_over_pages_in_a_paragraph_of_two() -> None:
    paper = '<hp:secPr><hp:pagePr height="10000"><hp:margin/></hp:pagePr></hp:secPr>'
    long = table(*(cell(n, 0, f"{n}") + cell(n, 1, "글") for n in range(15)))  # 15,000 high
    short = table(cell(0, 0, "끝") + cell(0, 1, "글"), cell(1, 0, "끝") + cell(1, 1, "글"))
    both = laid("", 9500).replace('horzpos="0"/>', 'horzpos="0"/><hp:lineseg vertpos="0" vertsize="1000" horzpos="0"/>')
    section = "".join(laid("가", 10 + n) for n in range(5)).replace("<hp:run>", f"<hp:run>{paper}", 1)
    section += both.replace("<hp:run>", f"<hp:run>{long}{short}", 1) + laid("나", 3000)
    source = read_bytes(hwpx_with(section), "a")
    pages = {line.split("\t")[0]: source.page(n) for n, line in enumerate(source.lines, 1)}
    assert [pages[text] for text in ("0", "9", "14", "끝", "나")] == [1, 1, 2, 3, 3]


def test_pages_end_where_nothing_was_laid_out() -> None:
    section = "".join(laid("가", 1000 * n) for n in range(6)) + laid("나", 0, 0) + p("다")
    source = read_bytes(hwpx_with(section), "a")
    assert [source.page(n) for n in range(1, 9)] == [1] * 6 + [None, None]
