"""Sheets headed by a word and a number alone, roles in brackets behind a ministry, people behind a stroke, tables of dates."""

from __future__ import annotations

import pytest

from bench.memory import read_data
from tests.restyle.test_forms_met import programs

SHEET = """공약 {number}  {name}
추진상황\t정상추진\t이행도\t90%
담당부서\t{unit}\t과장 {head}(36{number}0)\t담당자 {who}(36{number}3)
❍ 목    표 : 기반 마련
❍ 사업개요
  ‣ 사업기간 : 2023. 1. ~ 2026. 12.
  ‣ 총사업비 : {total}백만원(국비 1,000, 시비 {city}), 산림청 숲가꾸기사업
❍ 추진실적
일자\t추진내용
2023. 10.\t계획 승인
2025. 5.\t1공구(1.5㎞) 개통
❍ 향후계획 : 2공구(0.8㎞) 착공('26. 3.) → 준공('26. 10.)

"""
PLEDGES = "민선8기 서림시 공약사항 이행현황\n2026년 2/4분기\n\nⅢ. 공약별 추진상황\n[활력경제 분야]\n" + "".join(
    SHEET.format(number=n, name=name, unit=unit, head=head, who=who, total=f"{1000 * n + 1000:,}", city=f"{1000 * n:,}")
    for n, (name, unit, head, who) in enumerate(
        (
            ("청년 창업공간 건립", "인구정책과", "명지호", "채우람"),
            ("수소교통 복합기지 조성", "에너지과", "국보람", "마하은"),
            ("70세 이상 어르신 버스비 무료화", "교통과", "제갈민", "예서윤"),
            ("중앙시장 주차환경 개선", "지역경제과", "탁영규", "인정호"),
        ),
        start=1,
    )
)


def test_a_word_that_counts_through_a_document_heads_its_sheets() -> None:
    found = programs(PLEDGES)
    assert set(found) == {
        "청년 창업공간 건립",
        "수소교통 복합기지 조성",
        "70세 이상 어르신 버스비 무료화",
        "중앙시장 주차환경 개선",
    }
    for n, program in enumerate(found.values()):
        whole = [b["amount_krw"] for b in program["budgets"] if (b["scope"], b["source"]) == ("total", "총사업비")]
        assert len(set(whole)) == 1, program["name"]
        assert len(program["contacts"]) == 2, (n, program["contacts"])


def test_a_table_of_dates_below_a_heading_tells_milestones() -> None:
    steps = {(m["date_start"], m["text"]) for m in programs(PLEDGES)["청년 창업공간 건립"]["milestones"]}
    assert {("2023-10", "계획 승인"), ("2025-05", "1공구(1.5㎞) 개통")} <= steps


def test_an_arrow_parts_steps_whatever_brackets_stand_before_them() -> None:
    steps = {m["date_start"]: m["text"] for m in programs(PLEDGES)["청년 창업공간 건립"]["milestones"]}
    assert steps["2026-03"].startswith("2공구(0.8㎞) 착공")
    assert steps["2026-10"].startswith("준공")


def test_the_scheme_of_a_ministry_behind_the_money_pays() -> None:
    ministries = programs(PLEDGES)["청년 창업공간 건립"]["ministries"]
    assert [(m["name"], m["role"]) for m in ministries] == [("산림청", "지원")]


PLAN = """# 2027년 주요업무계획
## 서림진흥원

1. 틈새돌봄 지원사업
  ○ 사업기간 : 2025 ~ 2027
  ○ 소관부처 : {ministry}
2. 인력 정착 사업
  ○ 사업기간 : 2027. 4. ~ 2029. 12.
  - 참여기업 조사(’27. 1.), 공모 신청(’27. 2.)  /  경력이음팀 배수련 팀장(☎041-000-4211)
  - 시제품 공개 ’27. 8.    ‣ ’27. 11. 성과공유회
"""


@pytest.mark.parametrize(
    ("said", "role"),
    [("보건복지부(주관)", "주관"), ("보건복지부(지원)", "지원"), ("보건복지부(협의)", "언급")],
)
def test_a_bracket_behind_a_ministry_says_its_role_and_is_no_agency(said: str, role: str) -> None:
    program = programs(PLAN.format(ministry=said))["틈새돌봄 지원사업"]
    assert [(m["name"], m["role"]) for m in program["ministries"]] == [("보건복지부", role)]
    assert program["agencies"] == []


def test_who_is_in_charge_may_stand_behind_the_last_stroke() -> None:
    program = programs(PLAN.format(ministry="보건복지부"))["인력 정착 사업"]
    assert [(c["name"], c["phone"]) for c in program["contacts"]] == [("배수련", "041-000-4211")]
    assert [d["name"] for d in program["departments"]] == ["경력이음팀"]


SPACED = """2027년 주요업무계획
서림여성가족재단

[2-1] 틈새돌봄 운영사업
    시행기간     2025 ~ 2027(3년)                        소관부처    보건복지부(주관)
    소 요 액     총 9,000백만원(국비 4,500, 도비 2,700, 시·군비 1,800)  ※ ’27년 3,000백만원
    시행지역     도내 15개 시·군                         전담기관    한국사회보장정보원
    협력기관     서림육아종합지원센터                    업무담당    돌봄지원팀 방유정 팀장(☎041-000-4411)
"""


def test_no_cell_is_parted_within_a_bracket() -> None:
    found = read_data(SPACED.encode(), "plan.txt").programs
    parts = {b["source"]: b["amount_krw"] for p in found for b in p["budgets"] if b["scope"] == "total"}
    assert parts["시군비"] == 1_800_000_000
