"""Forms set with blanks: labels at the margin, values in a column, no sign between them."""

from __future__ import annotations

from loaders.facts.extract import DocumentFacts, extract
from loaders.layout.build import build_layout
from loaders.layout.forms import form_lines
from loaders.readers.files import read_bytes

PLEDGES = """민선 8기 가온군 공약 실천계획서

기준일 : 2025. 6. 30.      가온군 기획예산실

1. 변경사항
   - (1-1) 총사업비 조정 : 800백만원 → 900백만원
   - (1-2) 사업명 변경 : 빛거리 조성사업 → 야간 미디어아트 조성

==================================================
공약번호 1-1     청년창업 이음센터 건립
==================================================
담당부서   경제체육과 일자리팀          협업부서   도시개발과
실 명 제   과장 문하록(2250), 담당 유라온(2263)
사업기간   2023. 3. ~ 2026. 6.
총사업비   900백만원 (국비 400 / 군비 500)
주요내용
  ▷ 창업 보육실 16실
추진실적
  2023. 5.  부지 매입 완료
문 제 점   전문의 채용 지연
대    책   채용 공고 다시 내기

연차별 투자계획 (백만원)
  재원      계     2023   2024   2025
  계        900     100    300    500
  국비      400      50    150    200
  군비      500      50    150    300

==================================================
공약번호 1-2     야간 미디어아트 조성
==================================================
담당부서   관광문화과 박물관팀          협업부서   -
사업기간   2024. 1. ~ 2026. 10.
총사업비   1,200백만원 (국비 600 / 군비 600)
"""


def facts_of(text: str, name: str = "plan.txt") -> DocumentFacts:
    return extract(build_layout(read_bytes(text.encode(), name)))


def test_labels_and_values_in_columns_are_read_as_pairs() -> None:
    lines = [
        "담당부서   경제과 창업팀        협업부서   도시과",
        "사업기간   2024. 1. ~ 2025. 2.",
        "대    책   공고 다시 내기",
    ]
    assert form_lines(lines) == {
        1: ["담당부서 : 경제과 창업팀", "협업부서 : 도시과"],
        2: ["사업기간 : 2024. 1. ~ 2025. 2."],
        3: ["대책 : 공고 다시 내기"],
    }


def test_text_with_wide_gaps_but_without_known_labels_is_no_form() -> None:
    assert form_lines(["봄이 왔다   꽃이 핀다", "여름이 왔다   비가 온다", "가을   낙엽"]) == {}


def test_the_programs_of_a_form() -> None:
    found = {p.name: p for p in facts_of(PLEDGES).programs}
    assert set(found) == {"청년창업 이음센터 건립", "야간 미디어아트 조성"}
    centre = found["청년창업 이음센터 건립"]
    assert (centre.total, centre.department) == (900_000_000, "경제체육과 일자리팀")
    assert {(c.name, c.phone) for c in centre.contacts} == {("문하록", "2250"), ("유라온", "2263")}
    assert {(m.krw, m.source, m.year) for m in centre.money if m.scope == "year"} >= {(150_000_000, "국비", 2024)}
    assert any("부지 매입 완료" in s.text and s.start == "2023-05" for s in centre.steps)


def test_a_changed_name_is_another_name_of_the_program() -> None:
    media = next(p for p in facts_of(PLEDGES).programs if p.name == "야간 미디어아트 조성")
    assert "빛거리 조성사업" in {n.text for n in media.names}


def test_a_cell_over_several_rows_of_labels_is_passed_over() -> None:
    html = """<h1>2026년도 주요업무보고</h1><p>서해항만공사</p><h2>제1장 과제</h2><h3>[과제 1] 신평 부두 개발</h3><table>
<tr><th rowspan="3">사업개요</th><td>위치</td><td>충남 당진시 신평면</td></tr>
<tr><td>기간</td><td>'21.1월 ~ '27.12월</td></tr><tr><td>사업비</td><td>2,840억원(국비 1,136억원, 공사 1,704억원)</td></tr>
<tr><th>담당</th><td colspan="2">항만개발부 부장 선우혁(031-000-7210)</td></tr></table>"""
    (program,) = facts_of(html, "plan.html").programs
    assert (program.name, program.total) == ("신평 부두 개발", 284_000_000_000)
    assert program.period is not None
    assert (program.period.start, program.period.end) == ("2021-01", "2027-12")


def test_rows_that_a_cell_groups_are_a_section_with_their_sub_total() -> None:
    text = """2025년 주요업무계획

붙임 1 사업예산 총괄표
(단위 : 백만원)
| 분 야 | 사 업 명 | 2024년 | 2025년 |
|---|---|---|---|
| 돌봄안전망 | 통합돌봄 동행사업 | 860 | 1,240 |
| | 안부확인 서비스 | 280 | 320 |
| | 소 계 | 1,140 | 1,560 |
| 현장역량 | 종사자 힐링 연수 | 75 | 90 |
| | 처우개선 연구 | - | 40 |
| | 소 계 | 75 | 130 |
| 합 계 | 4개 사업 | 1,215 | 1,690 |
"""
    assert [(g.title, g.line_start, g.line_end) for g in facts_of(text).groups] == [
        ("돌봄안전망", 7, 9),
        ("현장역량", 10, 12),
    ]
