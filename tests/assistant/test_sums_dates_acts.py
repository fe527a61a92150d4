"""What several pay together, dates of acts, what was held in a year, words of people that narrow nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.reading.text import prepare
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 주요업무계획
2026. 1.
청송군

Ⅰ. 일반현황
- 예    산 : 36,420백만원(2026년 본예산 기준)
(단위 : 백만원)
부서\t2025년 예산\t2026년 예산
산림과\t18,420\t19,655
관광과\t31,906\t29,744

Ⅱ. 세부계획
1. 달빛 수목원 조성사업 [산림과]
- 사업기간 : 2024. 3. ~ 2027. 12.
- 총사업비 : 12,600백만원(국비 6,300, 도비 2,000, 군비 4,300)
- 주관부처 : 산림청(공모 선정)
- 추진경과 : '25. 2. 부지 매입 완료, '25. 5. 착공, '26. 9. 준공 예정
2. 별빛 야영장 확충사업 [관광과]
- 사업기간 : 2025. 3. ~ 2026. 12.
- 총사업비 : 40억원(국비 20억원, 군비 20억원)
- 주관부처 : 문화체육관광부
- 추진경과 : '25. 11. 착공
- 위    치 : 파천면 송강리
3. 물길 정비사업 [산림과]
- 사업기간 : 2025. 1. ~ 2028. 12.
- 총사업비 : 10억원(군비)
- 주관부처 : 환경부 공모 신청(5월)
- 문제점 : 생산원가(1,191.2원/㎥) 대비 요금 저조
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("county"), PLAN) as assistant:
        yield assistant


def said(assistant: Assistant, question: str) -> str:
    return assistant.ask(question)[0].found.text


def test_parts_without_a_unit_are_told_in_won(county: Assistant) -> None:
    text = said(county, "달빛 수목원 조성사업 총사업비")
    assert "국비 63억 원" in text
    assert "군비 43억 원" in text


def test_what_two_payers_bear_is_added_up_for_one_program(county: Assistant) -> None:
    assert "국비·군비 합계는 106억 원" in said(county, "달빛 수목원 국비랑 군비 합치면 얼마야?")


def test_what_two_payers_bear_is_added_up_over_programs(county: Assistant) -> None:
    text = said(county, "모든 사업의 국비와 군비 합계")
    assert "국비 합계 83억 원" in text
    assert "군비 합계 73억 원" in text
    assert "156억 원" in text


def test_the_first_by_an_act_is_not_the_first_by_its_term(county: Assistant) -> None:
    answer = county.ask("가장 먼저 착공한 사업은?")[0]
    assert [i.name for i in answer.found.items] == ["달빛 수목원 조성사업"]
    assert "착공 일자가 가장 빠른" in answer.found.text
    assert county.ask("가장 먼저 교부된 사업은?")[0].found.reason == "not_stated"


def test_the_whole_is_done_when_it_is_built_not_when_its_ground_is_bought(county: Assistant) -> None:
    assert "2026년 9월" in said(county, "달빛 수목원은 언제 완료돼?")
    assert "2025년 2월" in said(county, "달빛 수목원 부지 매입은 언제 완료됐어?")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("주관부처가 문체부인 사업", ["별빛 야영장 확충사업"]),
        ("파천면서 하는 사업 있나요", ["별빛 야영장 확충사업"]),
        ("중앙부처 공모에 이미 선정된 사업", ["달빛 수목원 조성사업"]),
        ("문체부에서 국비 지원받는 사업은?", ["별빛 야영장 확충사업"]),
        ("사업기간이 2028년 이후까지 이어지는 사업 찾아줘", ["물길 정비사업"]),
        ("Which projects get money from 문체부?", ["별빛 야영장 확충사업"]),
    ],
)
def test_words_that_narrow_nothing_are_no_names(county: Assistant, question: str, names: list[str]) -> None:
    assert [i.name for i in county.ask(question)[0].found.items] == names


def test_a_unit_states_its_own_budget_else_its_programs_add_up(county: Assistant) -> None:
    assert "196억 5,500만 원" in said(county, "산림과 2026년 예산")
    assert "136억 원" in said(county, "산림과 총사업비 합치면 얼마야")


def test_what_is_borne_by_somebody_is_not_the_whole(county: Assistant) -> None:
    assert "126억" not in said(county, "달빛 수목원 전체 사업비 중에서 경북 몫만 얼마야?")


def test_the_price_of_one_is_no_budget(county: Assistant) -> None:
    assert "1,191" not in said(county, "물길 예산 얼마야")


def test_among_programs_may_be_written_in_one_word() -> None:
    assert prepare("신규사업중 청주시 주관") == "신규사업 중 청주시 주관"
    assert prepare("사업중단 사유") == "사업중단 사유"
