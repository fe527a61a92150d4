"""Units by their rates and by the number of their programs, a unit of a unit, ministries in two languages, bids that were lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 주요업무 추진상황 보고
순창군
2026. 10.

Ⅰ. 과별 예산
(단위 : 백만원, %)
과명\t예산\t집행액\t집행률
에너지과\t97,842\t52,835\t54.0
경제교통과\t64,935\t38,961\t60.0
문화관광과\t36,129\t15,175\t42.0

Ⅱ. 주요사업
(단위 : 백만원)
연번\t사업명\t소관부서\t총사업비\t집행률
1\t수소 저장 클러스터 조성\t에너지과 수소산업팀\t31,840\t71.0
2\t액화수소 평가센터 구축\t에너지과 수소산업팀\t25,540\t35.0
3\t융복합 발전설비 보급\t에너지과 에너지정책팀\t14,620\t80.0
4\t전통시장 주차장 조성\t경제교통과\t4,200\t90.0

Ⅲ. 공모사업
(단위 : 백만원)
연번\t공모사업명\t주관부처\t총사업비\t결과
1\t수요응답형 교통 확대\t국토부\t480\t선정
2\t지역활력타운 조성\t국토부\t24,500\t미선정

Ⅳ. 체육시설
1. 국민체육센터 건립
 □ 사업기간 : 2024. 3. ~ 2026. 12.
 □ 총사업비 : 98억원
 □ 추진상황 : 공정률 47%
2. 청소년수련관 건립
 □ 사업기간 : 2025. 3. ~ 2027. 12.
 □ 총사업비 : 120억원
 □ 추진상황 : 공정률 12%
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("county"), PLAN) as assistant:
        yield assistant


def names(assistant: Assistant, question: str) -> set[str]:
    return {i.name for i in assistant.ask(question)[0].found.items}


@pytest.mark.parametrize("question", ["집행률이 가장 낮은 과는?", "예산 집행률 꼴찌 과", "집행률이 가장 낮은 부서"])
def test_units_are_compared_by_their_own_rate(county: Assistant, question: str) -> None:
    answer = county.ask(question)[0]
    assert {(i.name, i.value, i.unit) for i in answer.found.items} == {("문화관광과", 42, "%")}


def test_rates_of_programs_add_up_to_no_rate_of_a_unit(tmp_path: Path) -> None:
    of_programs = PLAN[: PLAN.index("Ⅰ.")] + PLAN[PLAN.index("Ⅱ.") :]
    with plan_loaded(tmp_path, of_programs) as assistant:
        assert not assistant.ask("집행률이 가장 낮은 과는?")[0].found.items


@pytest.mark.parametrize(
    "question",
    [
        "Which programs does the 수소산업팀 of the 에너지과 manage?",
        "에너지과 소속 수소산업팀 사업",
        "에너지과 수소산업팀 사업",
    ],
)
def test_a_unit_of_a_unit_is_the_lower_one(county: Assistant, question: str) -> None:
    assert names(county, question) == {"수소 저장 클러스터 조성", "액화수소 평가센터 구축"}


def test_two_units_side_by_side_are_both_meant(county: Assistant) -> None:
    assert len(names(county, "에너지과와 경제교통과 사업")) == 4


def test_a_ministry_may_stand_in_two_languages(county: Assistant) -> None:
    assert names(county, "국토부(MOLIT) 사업 목록") == {"수요응답형 교통 확대", "지역활력타운 조성"}


def test_a_bid_that_was_lost_is_not_said_to_be_open(county: Assistant) -> None:
    text = county.ask("국토부 사업 목록")[0].found.text
    assert "지역활력타운 조성 (미선정" in text


def test_now_may_stand_close_before_a_rate(county: Assistant) -> None:
    assert {i.value for i in county.ask("국민체육센터지금공정률몇프로야")[0].found.items} == {47}


@pytest.mark.parametrize(
    "question", ["2020년에 신규사업 제일 많이 따온 부서 어디야? 건수로", "2020년에 신규사업이 가장 많은 부서는?"]
)
def test_the_unit_with_the_most_programs_is_found_by_their_number(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)[0]
    assert {(i.name, i.value) for i in answer.found.items} == {("융합사업부", 17)}


def test_an_organisation_of_an_institution_is_a_unit(samples: Assistant) -> None:
    assert names(samples, "2024년 예산이 가장 많이 배정된 조직은 어디입니까?") == {"과학기술문화사업본부"}


def test_no_amount_of_money_answers_how_many(samples: Assistant) -> None:
    answer = samples.ask("How many SW instructors (전문강사) will the SW미래채움 program train in 2024?")[0]
    assert {(i.value, i.unit) for i in answer.found.items} == {(90, "명")}
