"""Forms of agencies' reports: boxed numbers above circled ones, overviews without labels, units of chapters, items by number."""

from __future__ import annotations

import pytest

from lexicon.people import read_people
from lexicon.phones import mark_extensions
from lexicon.places import Standpoint, find_places
from tests.restyle.test_forms_met import facts, parts, programs

AGENCY = """Ⅲ. 부서별 추진실적
\U000f02b1 디지털전환본부 (본부장 서태훈)
① 제조업 AI 융합 기반조성사업  [AI융합팀]
 ❍ 사업개요
   - 기    간 : 2024. 4. ~ 2026. 12.
   - 사 업 비 : 총 21,000백만원(국비 10,500 도비 10,500)
 ❍ 하반기 : 경진대회(10. 31.), 컨퍼런스(11. 27.)
\U000f02b2 디지털인재센터 (센터장 조현식)
▶ 디지털배움터 운영
  · 개요 : ’25. 4. ~ ’25. 12., 1,547백만원(국비 1,083백만원, 도비 464백만원), 과기정통부·한국인터넷진흥원(KISA)
  · 실적 : 교육생 12,840명(목표 25,000명의 51.4%)
▶ 에이아이 캠프 운영
  · 개요 : (기간) ’25. 1. ~ ’25. 12. (사업비) 21억원(국비 10.5억원, 도비 10.5억원) (주관) 과기정통부·NIPA
  · 계획 : ’26년 공모 재신청(3월), 2026년 국비 건의(’25. 4.)
◆ 항공 SW융합클러스터 조성
   총사업비 115억원(국비 57.5억, 도비 57.5억)을 2023년부터 2027년까지 5년간 투입하여
   우주항공 생태계를 조성하는 과기정통부(NIPA) 사업임.
   하반기에는 에어쇼 연계 특별관(10. 23. ~ 26.)과 컨퍼런스(11월, 진주)를 개최할 예정임.
"""

PLEDGES = """1. 공약 목록
(단위 : 백만원)

| 번호 | 공약명 | 부서 | 총사업비 |
|---|---|---|---:|
| 4-1 | 청년보금자리 60호 | 도시과 | 17,800 |
| 4-2 | 버스 무료승차 | 교통과 | 1,350 |
|  | 소 계(4-3 제외) |  | 19,150 |

2. 실천계획
> 금액은 따로 적지 않으면 억원 단위임

**【4-1】 지리산 청년보금자리 조성** ─ 이행률 25%(일부추진)
 ❍ 추진부서 : 도시과 주택팀 (팀장 국세린, 담당자 옥도현 ☎055-979-6645)
 ❍ 기    간 : (당초) 2024. 1. ~ 2025. 12. → (변경) 2024. 1. ~ 2027. 6.
 ❍ 총사업비 : 178억원
   - 국비 7,120백만원, 도비 3,560백만원, 군비 7,120백만원(산청 4,120, 함양 3,000)

## 3. 정주기반
(단위 : 천원)

<table>
<tr><th>공약명</th><td colspan="3">4-2 농어촌버스 무료승차</td></tr>
<tr><th>담당</th><td colspan="3">교통과 교통행정팀 팀장 봉하늬 ☎055-979-6631</td></tr>
<tr><th>기간</th><td colspan="3">2023. 7. ~ 2026. 6.</td></tr>
</table>

<table>
<tr><th>재원</th><th>합계</th><th>2025년</th><th>2026년</th></tr>
<tr><td>계</td><td>1,350,000</td><td>700,000</td><td>650,000</td></tr>
<tr><td>군비</td><td>1,350,000</td><td>700,000</td><td>650,000</td></tr>
</table>

## 4. 참고
※ 4-1은 국토부 보조(한국토지주택공사 위탁)

## [붙임] 담당자
| 부서 | 직 · 성명 | 전화 | 담당 공약 |
|---|---|---|---|
| 교통과 | 주무관 하늘봄 | 055-979-6632 | 버스(4-2) |
"""


def test_boxed_numbers_stand_above_circled_ones() -> None:
    found = programs(AGENCY)
    assert {"제조업 AI 융합 기반조성사업", "디지털배움터 운영", "항공 SW융합클러스터 조성"} <= set(found)
    assert [d["name"] for d in found["제조업 AI 융합 기반조성사업"]["departments"]] == ["AI융합팀"]


def test_an_overview_without_labels_gives_term_money_and_who_pays() -> None:
    program = programs(AGENCY)["디지털배움터 운영"]
    assert (program["period_start"], program["period_end"]) == ("2025-04", "2025-12")
    assert parts(program) == {"총사업비": 1_547_000_000, "국비": 1_083_000_000, "도비": 464_000_000}
    assert [m["name"] for m in program["ministries"]] == ["과학기술정보통신부"]
    assert "한국인터넷진흥원" in {a["name"] for a in program["agencies"]}


def test_labels_in_brackets_within_an_overview_are_labels() -> None:
    program = programs(AGENCY)["에이아이 캠프 운영"]
    assert parts(program)["국비"] == 1_050_000_000
    assert [m["name"] for m in program["ministries"]] == ["과학기술정보통신부"]
    assert {"2026-03", "2025-04"} <= {s["date_start"] for s in program["milestones"]}


def test_prose_in_reporting_style_tells_of_a_program() -> None:
    program = programs(AGENCY)["항공 SW융합클러스터 조성"]
    assert (program["period_start"], program["period_end"]) == ("2023", "2027")
    assert parts(program)["총사업비"] == 11_500_000_000
    assert any("컨퍼런스" in s["text"] for s in program["milestones"])


def test_dates_of_a_half_year_are_those_of_its_things() -> None:
    steps = programs(AGENCY)["제조업 AI 융합 기반조성사업"]["milestones"]
    assert {s["date_start"] for s in steps} >= {"2025-10-31", "2025-11-27"} or all(
        str(s["date_start"]).endswith(("10-31", "11-27")) for s in steps
    )


def test_a_figure_behind_another_in_brackets_has_a_clean_label() -> None:
    assert not [f for f in facts(AGENCY) if str(f["attribute"]).startswith("(")]


def test_items_are_one_program_by_the_number_that_the_document_gives_them() -> None:
    found = programs(PLEDGES)
    assert set(found) == {"지리산 청년보금자리 조성", "농어촌버스 무료승차"}
    assert found["농어촌버스 무료승차"]["aliases"] == ["버스 무료승차"]


def test_a_unit_below_a_heading_is_that_of_all_its_tables() -> None:
    assert parts(programs(PLEDGES)["농어촌버스 무료승차"]) == {"총사업비": 1_350_000_000, "군비": 1_350_000_000}


def test_a_changed_term_is_the_later_one() -> None:
    assert programs(PLEDGES)["지리산 청년보금자리 조성"]["period_end"] == "2027-06"


def test_parts_below_a_total_count_though_one_is_split_again() -> None:
    program = programs(PLEDGES)["지리산 청년보금자리 조성"]
    assert parts(program) == {
        "총사업비": 17_800_000_000,
        "국비": 7_120_000_000,
        "도비": 3_560_000_000,
        "군비": 7_120_000_000,
    }
    shares = {b["party"]: b["amount_krw"] for b in program["budgets"] if b["scope"] == "share"}
    assert shares == {"산청": 4_120_000_000, "함양": 3_000_000_000}


def test_a_note_by_number_and_a_duty_by_number_are_of_that_program() -> None:
    found = programs(PLEDGES)
    assert "국토교통부" in {m["name"] for m in found["지리산 청년보금자리 조성"]["ministries"]}
    assert {c["name"] for c in found["지리산 청년보금자리 조성"]["contacts"]} == {"국세린", "옥도현"}


def test_an_amount_that_no_program_can_cost_is_not_kept() -> None:
    text = "1. 도로 정비 사업\n- 사업기간 : 2025. 1. ~ 12.\n- 총사업비 : 6,240,000억원\n"
    assert programs(text)["도로 정비 사업"]["budgets"] == []


def test_the_price_of_one_is_no_amount_of_money() -> None:
    text = "1. 상수도 요금 현실화 사업\n- 사업기간 : 2025. 1. ~ 12.\n- 총사업비 : 5억원\n- 문제점 : 생산원가(1,191.2원/㎥) 저조\n"
    assert [(f["number"], f["unit"]) for f in facts(text) if f["attribute"] == "생산원가"] == [(1191.2, "원/㎥")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("도시교통과 주택팀 (팀장 국세린, 담당자 옥도현 ☎055-979-6645)", ["국세린", "옥도현"]),
        ("팀장 우정훈(☎055-979-6411) 주무관 표세영(6413)", ["우정훈", "표세영"]),
    ],
)
def test_people_of_one_unit_are_several(text: str, names: list[str]) -> None:
    assert [p.name for p in read_people(mark_extensions(text))] == names


def test_a_town_of_the_own_county_is_no_county_far_away() -> None:
    assert not find_places("국도20호선 신안~생비량 확장", Standpoint("48860"))
    assert find_places("국도2호선 신안~목포 확장", Standpoint("46"))
