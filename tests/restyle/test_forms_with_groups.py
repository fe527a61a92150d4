"""Cards whose cells stand over others: labels of groups, sources spread over rows, what a sheet calls itself; calendars; changes."""

from __future__ import annotations

from bench.memory import read_data
from tests.restyle.test_forms_met import facts, programs

GROUPED = """# 2026년 공약사업 추진상황
**서림군**
## 가. 관광과
▪ 부서장 : 관광과장 방채린 (☎ 4600)
### 【공약 13】 서림호 관광지 재정비
<table>
<tr><td rowspan="4">개요</td><td>위치</td><td>서림읍 도둔리 서림호 일원</td></tr>
<tr><td>기간</td><td>’23년 ~ ’27년</td></tr>
<tr><td>투자규모</td><td>14,000백만원 [국 7,000 도 2,100 군 4,900]</td></tr>
<tr><td>우리 군 몫</td><td>군비 4,900백만원 중 ’26년 420백만원</td></tr>
<tr><td rowspan="2">추진실적</td><td>’25년까지</td><td>조성계획 변경 승인(’24. 6.)</td></tr>
<tr><td>’26년 상반기</td><td>해안광장 착공(’26. 3.)</td></tr>
<tr><td>올해 축제</td><td colspan="2">2026. 6. 12. ~ 6. 14. (3일간)</td></tr>
<tr><td>추진율</td><td colspan="2">52%</td></tr>
</table>
"""


def test_a_cell_over_labels_that_are_not_all_known_is_passed_over() -> None:
    (program,) = programs(GROUPED).values()
    whole = {b["source"]: b["amount_krw"] for b in program["budgets"] if b["scope"] == "total"}
    assert (whole["총사업비"], whole["국비"], whole["군비"]) == (14 * 10**9, 7 * 10**9, 4_900_000_000)
    assert (program["period_start"], program["period_end"]) == ("2023", "2027")
    assert {m["date_start"] for m in program["milestones"]} >= {"2024-06", "2026-03", "2026-06-12"}


def test_a_share_of_a_year_is_no_cost_of_the_whole() -> None:
    (program,) = programs(GROUPED).values()
    of_year = [(b["source"], b["scope"]) for b in program["budgets"] if b["amount_krw"] == 420_000_000]
    assert of_year == [("군비", "share")]


def test_the_head_of_a_unit_is_no_contact_of_its_programs() -> None:
    (program,) = programs(GROUPED).values()
    assert program["contacts"] == []
    assert {p["name"] for p in read_data(GROUPED.encode(), "plan.md").people} == {"방채린"}


CARD = """# 2026년 공약사업 추진상황
**서림군**
### 【공약 22】 서림 청년 행복주택 건립
<table>
<tr><th colspan="4">공약 관리카드 (단위 : 백만원)</th></tr>
<tr><th>사업위치</th><td>서림읍 신창리</td><th>추진기간</th><td>2023. 10. ~ 2027. 12.</td></tr>
<tr><th rowspan="2">재원</th><td>총계 21,500</td><td>국비 8,600</td><td rowspan="2">국토교통부 공모 선정</td></tr>
<tr><td>군비 4,300</td><td>한국토지주택공사 8,600</td></tr>
<tr><th>담당자</th><td colspan="3">주택팀장 표은별 ☎4821</td></tr>
</table>
"""


def test_sources_spread_over_rows_are_one_sum_and_a_sheet_is_no_program() -> None:
    found = programs(CARD)
    assert set(found) == {"서림 청년 행복주택 건립"}
    (program,) = found.values()
    adopted = {b["source"]: b["amount_krw"] for b in program["budgets"] if b["adopted"] and b["scope"] == "total"}
    assert (adopted["총사업비"], adopted["국비"], adopted["군비"]) == (21_500_000_000, 8_600_000_000, 4_300_000_000)
    assert [m["name"] for m in program["ministries"]] == ["국토교통부"]


def test_a_label_that_spans_more_rows_than_there_are_breaks_nothing() -> None:
    (program,) = programs(CARD.replace('rowspan="2">재원', 'rowspan="50">재원')).values()
    assert program["name"] == "서림 청년 행복주택 건립"


ROWS_BELOW = """2026년 주요업무계획
서림시 미래산업과
(단위 : 천원)
번호\t사업명\t사업기간\t총사업비\t재원별\t담당
2-1\t관제센터 구축 사업\t2025 ~ 2027\t8,400,000\t국비 5,000,000\t산단팀
\t\t\t\t시비 3,400,000\t
2-2\t테스트베드 조성 사업\t2026 ~ 2028\t3,000,000\t국비 3,000,000\t산업팀
"""


def test_sources_on_rows_of_their_own_are_the_programs_above() -> None:
    found = programs(ROWS_BELOW)
    assert set(found) == {"관제센터 구축 사업", "테스트베드 조성 사업"}
    whole = {b["source"]: b["amount_krw"] for b in found["관제센터 구축 사업"]["budgets"] if b["scope"] == "total"}
    assert (whole["총사업비"], whole["국비"], whole["시비"]) == (8_400_000_000, 5 * 10**9, 3_400_000_000)


CALENDAR = """2026년도 주요업무계획
서림진흥원
제1장 주요 일정
월 | 행사·회의 | 장소 | 주관
4월 | 기업지원 합동설명회(4. 9.) | 서림컨벤션센터 | 지원부
6월 | 시험센터 준공식(6. 18.) | 시험동 | 기술부
9월 | 바이어 초청의 날(9. 10. ~ 9. 11.) | 가공실 | 식품부
제2장 2025년 사업의 변동
2025년 | 2026년 | 구분 | 사유
창업센터 지원 사업 | 수출 지원 사업 | 통합 | 유사사업 통합
상담회 운영 사업 |  |  |
제3장 사업 총괄
번호 | 사업명 | 사업기간 | 총사업비(백만원) | 부서
1 | 수출 지원 사업 | 2026 | 200 | 지원부
2 | 시험센터 구축 사업 | 2024~2026 | 900 | 기술부
"""


def test_a_calendar_with_places_gives_dates_and_places() -> None:
    told = {f["attribute"]: f["value"] for f in facts(CALENDAR)}
    assert told["기업지원 합동설명회 장소"] == "서림컨벤션센터"


def test_what_others_were_merged_into_keeps_its_own_name() -> None:
    assert programs(CALENDAR)["수출 지원 사업"]["aliases"] == []
    merged = [f["value"] for f in facts(CALENDAR) if f["attribute"] == "통합 전 사업"]
    assert merged == ["창업센터 지원 사업", "상담회 운영 사업"]


def test_a_note_of_the_unit_is_no_fact() -> None:
    assert not [f for f in facts("❖ 총괄 (4건, 단위 : 백만원)\n" + CALENDAR) if f["attribute"].strip().endswith("단위")]


def test_what_is_done_in_several_months_is_done_in_each() -> None:
    text = "2026년도 주요업무계획\n서림시\n1. 창업 허브 운영 사업\n - 사업비 : 200백만원\n - 추진일정 : 데모데이(6월, 11월)\n"
    (program,) = programs(text).values()
    assert {m["date_start"] for m in program["milestones"]} == {"2026-06", "2026-11"}
