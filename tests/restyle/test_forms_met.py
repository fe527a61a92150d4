"""Forms that plans of strangers brought later, each alone: boxes to tick, page breaks, grids inside forms, people side by side."""

from __future__ import annotations

from typing import Any

import pytest

from bench.memory import Reading, read_data
from lexicon.ticks import ticked

Row = dict[str, Any]


def read(text: str) -> Reading:
    return read_data(f"2026년 주요업무계획\n서림시\n\n{text}".encode(), "plan.txt")


def programs(text: str) -> dict[str, Row]:
    return {p["name"]: p for p in read(text).programs}


def facts(text: str) -> list[Row]:
    return read(text).nodes("Fact")


def parts(program: Row) -> dict[str, int]:
    """The adopted whole by source, in won."""
    return {b["source"]: b["amount_krw"] for b in program["budgets"] if b["scope"] == "total"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("□완료 ■정상추진 □지연 □보류", "정상추진"),
        ("완료( ) 정상추진(○) 지연( )", "정상추진"),
        ("[ ] 신규 [V] 계속 [ ] 완료", "계속"),
        ("□여 ■부", "부"),
        ("■ 추진상황 □ 설계 완료", "■ 추진상황 □ 설계 완료"),
        ("○ 국비 확보 ○ 지방비", "○ 국비 확보 ○ 지방비"),
    ],
)
def test_of_boxes_the_ticked_one_is_meant_and_bullets_are_no_boxes(written: str, meant: str) -> None:
    assert ticked(written) == meant


PLEDGE = """관리번호\t1-1\t공 약 명\t공영주차장 조성
사업위치\t신탄진동\t사업기간\t2022. 7. ~ 2025. 6.
추진현황\t□완료 □정상추진 ■지연 □보류\t진 도 율\t75%
○ 연차별 투자계획 (단위 : 백만원)
재원별\t계\t2024\t2025
계\t6,000\t3,600\t2,400
- {page} -
서림시  민선8기 공약사업 실천계획서
국비\t4,200\t2,600\t1,600
시비\t1,800\t1,000\t800
"""


def test_a_table_runs_on_over_page_numbers_and_running_heads_and_a_state_is_the_ticked_one() -> None:
    text = "\n".join(
        PLEDGE.format(page=n).replace("1-1", f"1-{n}").replace("공영주차장", f"{name} 공영주차장")
        for n, name in enumerate(("동구", "서구", "남구"), 1)
    )
    found = programs(text)
    parking = found["동구 공영주차장 조성"]
    assert parts(parking) == {"총사업비": 6_000_000_000, "국비": 4_200_000_000, "시비": 1_800_000_000}
    stated = [f for f in facts(text) if f["attribute"] == "추진현황"]
    assert [f["value"] for f in stated] == ["지연"] * 3


FORM = """■ 현안사업 1
<table><tr><td>사 업 명</td><td colspan="6">붕어섬 생태관광 명소화</td></tr>
<tr><td>위 치</td><td colspan="3">운암면 입석리</td><td>사업기간</td><td colspan="2">2022 ~ 2026(5년)</td></tr>
<tr><td rowspan="4">총사업비<br>(억원)</td><td>재 원</td><td>계</td><td>기투자</td><td>2025</td><td>2026</td><td>향후</td></tr>
<tr><td>계</td><td>165.7</td><td>93.7</td><td>34.5</td><td>37.5</td><td>-</td></tr>
<tr><td>국비(문체부)</td><td>95.7</td><td>73.7</td><td>10.0</td><td>12.0</td><td>-</td></tr>
<tr><td>LH</td><td>70.0</td><td>20.0</td><td>24.5</td><td>25.5</td><td>-</td></tr>
<tr><td>공모여부</td><td>공모신청(’26. 4. 예정)</td><td>진척도</td><td>공정률 82%</td><td>협력기관</td><td colspan="2">한국수자원공사</td></tr>
<tr><td>소 관</td><td colspan="2">관광치즈과 관광개발팀</td><td>담 당</td><td>주무관 노지우</td><td>전 화</td><td>063-000-2212</td></tr></table>
"""


def test_a_grid_of_money_inside_a_form_is_read_by_its_payers_to_the_won() -> None:
    (program,) = read(FORM).programs
    assert parts(program) == {"총사업비": 16_570_000_000, "국비": 9_570_000_000, "기타": 7_000_000_000}
    assert [m["name"] for m in program["ministries"]] == ["문화체육관광부"]
    assert [d["path"] for d in program["departments"]] == ["관광치즈과 관광개발팀"]
    assert program["status"] == "공모"
    assert [(f["number"], f["unit"]) for f in facts(FORM) if f["attribute"] == "진척도"] == [(82.0, "%")]


PHONES = """Ⅲ. 부서 전화번호부
| 부서 | 부서장 | 내선 | 팀 | 팀장 | 내선 | 담당자 | 내선 |
|---|---|---|---|---|---|---|---|
| 기획예산실 | 실장 문정환 | 2101 | 인구청년팀 | 박세림 | 2111 | 최유진 | 2112 |
| 관광과 | 과장 임채원 | 2201 | 축제팀 | 공석 | - | 백승아 | 2232 |
"""


def test_of_people_side_by_side_each_has_the_number_to_the_right() -> None:
    phones = {p["name"]: (p["title"], p["department"], p["phone"]) for p in read(PHONES).people}
    assert phones == {
        "문정환": ("실장", "기획예산실", "2101"),
        "박세림": ("팀장", "기획예산실 인구청년팀", "2111"),
        "최유진": (None, "기획예산실 인구청년팀", "2112"),
        "임채원": ("과장", "관광과", "2201"),
        "백승아": (None, "관광과 축제팀", "2232"),
    }


def test_what_is_lent_or_issued_is_no_cost_and_a_share_is_no_whole() -> None:
    text = """1. 소상공인 이차보전
 ○ 사업내용 : 융자금 이자 연 3% 지원(융자규모 총 240억원)
 ○ 사업기간 : 2026. 1. ~ 2026. 12.
 ○ 사업비 : 1,650백만원(시비)
2. 사랑상품권 발행
 ○ 발행규모 : 600억원(카드 420, 모바일 180)
 ○ 사업기간 : 2026. 1. ~ 2026. 12.
 ○ 사업비 : 6,200백만원(국 1,240 시 4,960)
"""
    wholes = {n: parts(p)["총사업비"] for n, p in programs(text).items()}
    assert wholes == {"소상공인 이차보전": 1_650_000_000, "사랑상품권 발행": 6_200_000_000}


def test_words_of_a_header_that_stand_close_are_parted_like_the_figures_below() -> None:
    text = """1. 재정 소요 총괄표
                                               (단위 : 억원)
  재원별            계      2024      2025      2026 2027 이후
  계           2,518.8     558.5     702.2     445.5     350.0
  국비           463.5     165.7     133.2      43.5      10.0
"""
    stated = {f["attribute"]: f["number"] for f in facts(text) if f.get("unit") == "KRW"}
    assert stated["재정 소요 국비 2024"] == 16_570_000_000
    assert stated["재정 소요 계 2026"] == 44_550_000_000


@pytest.mark.parametrize(
    ("cover", "name"),
    [("부산광역시 중구", "부산광역시 중구"), ("대구광역시 중구", "대구광역시 중구"), ("대구광역시 달서구", "달서구")],
)
def test_governments_of_one_name_are_told_apart_by_their_province(cover: str, name: str) -> None:
    made = read_data(
        f"2026년 주요업무계획\n2026. 1.\n{cover}\n\n1. 시장 정비\n ○ 사업비 : 100백만원(구비)\n".encode(), "plan.txt"
    )
    assert [n["key"] for n in made.nodes("Institution")] == [name]
