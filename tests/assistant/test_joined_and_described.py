"""Two questions in one, programs that are described and not named, which of two came first, bounds of several fields."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 주요업무계획
2026. 1.
청송군

Ⅰ. 주요사업 총괄
(단위 : 백만원)
분야\t연번\t사업명\t소관\t총사업비\t2026년 예산\t집행액\t집행률(%)
머무는 체류관광\t1\t달빛 수목원 조성사업\t산림과\t12,600\t2,000\t900\t45.0
\t2\t별빛 야영장 확충사업\t관광과\t4,000\t1,000\t0\t0.0
살기 좋은 정주\t3\t만원주택 공급사업\t도시과\t24,000\t5,000\t1,000\t20.0
\t4\t빈집 정비사업\t도시과\t600\t300\t0\t0.0

Ⅱ. 세부계획
1. 달빛 수목원 조성사업
- 총사업비 : 126억원(국비 63, 군비 63)
- 추진경과 : '25. 5. 착공, '26. 9. 준공 예정
- 한국수목연구소의 품종 개량 기술을 쓴다
- 담당 : 산림과 산림휴양팀 류하람 주무관(☎ 054-000-6417)
2. 별빛 야영장 확충사업
- 총사업비 : 40억원(군비)
- 추진경과 : '25. 11. 착공
- 담당 : 관광과 관광개발팀 표세온 주무관(☎ 054-000-6420)
3. 옛 양조장 재생사업(2025년 종료)
- 사업기간 : 2023. 1. ~ 2025. 12.
- 옛 양조장 재생사업 → 만원주택 공급사업으로 통합
4. 만원주택 공급사업
- 총사업비 : 240억원(국비 96, 군비 144)
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("county"), PLAN) as assistant:
        yield assistant


def said(assistant: Assistant, question: str) -> str:
    return assistant.ask(question)[0].found.text


def names(assistant: Assistant, question: str) -> set[str]:
    return {i.name for i in assistant.ask(question)[0].found.items}


@pytest.mark.parametrize(
    "question",
    [
        "달빛 수목원이랑 별빛 야영장 사업비 합치면 얼마야",
        "달빛 수목원 조성사업 + 별빛 야영장 확충사업 총사업비 합계",
    ],
)
def test_two_things_are_added_up(county: Assistant, question: str) -> None:
    assert "166억" in said(county, question)


def test_two_in_one_is_silent_where_one_side_is(county: Assistant) -> None:
    assert not county.ask("달빛 수목원이랑 햇빛 수영장 사업비 합치면 얼마야")[0].found.answered


def test_a_program_is_meant_by_what_only_its_section_says(county: Assistant) -> None:
    assert "류하람" in said(county, "한국수목연구소 기술을 쓰는 사업은 담당자가 누구야?")


def test_which_of_two_came_first(county: Assistant) -> None:
    assert said(county, "달빛 수목원이랑 별빛 야영장 중에 어디가 먼저 착공했어?").endswith(
        "달빛 수목원 조성사업이 먼저입니다."
    )


def test_each_bound_is_of_the_field_before_it(county: Assistant) -> None:
    assert names(county, "집행액이 0원이면서 총사업비가 10억원 이하인 사업") == {"빈집 정비사업"}


def test_a_group_of_rows_is_meant_by_how_its_name_begins(county: Assistant) -> None:
    assert names(county, "'머무는 체류' 분야 사업은?") == {"달빛 수목원 조성사업", "별빛 야영장 확충사업"}


def test_a_count_that_the_question_states_and_nothing_meets_is_no_sum(county: Assistant) -> None:
    found = county.ask("도시과 사업 세 개의 총사업비를 합하면 얼마야?")[0].found
    assert (found.answered, found.reason) == (False, "not_stated")


def test_a_document_says_itself_what_a_program_became(county: Assistant) -> None:
    assert names(county, "옛 양조장 재생사업은 어떤 사업으로 이어지나요?") == {"만원주택 공급사업"}


def test_what_is_left_of_a_budget_is_no_budget(county: Assistant) -> None:
    assert not county.ask("만원주택 공급사업 예산은 얼마가 남아 있나요?")[0].found.answered


def test_a_year_of_which_nothing_is_said_has_no_card(county: Assistant) -> None:
    assert not county.ask("별빛 야영장 확충사업 2021년")[0].found.answered
