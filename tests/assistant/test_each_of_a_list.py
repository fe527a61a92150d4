"""The money of every program of a list; whose share is asked; states said in part; headings said in other words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 서림군 공약사업 추진상황
서림군
제1장 공약사업 목록
(단위 : 백만원)
번호 | 공약사업명 | 총사업비 | 이행상태
1 | 서림 특화시장 재건축 | 38,500 | 정상추진
2 | 서림 어항 정비 | 9,800 | 일부지연
3 | 서림 산후조리원 건립 | 9,600 | 일부지연
제2장 추진상황
1. 서림 특화시장 재건축
 - 총사업비 : 38,500백만원(국비 15,200, 도비 9,800, 군비 13,500)
 - 담당 : 시장팀 노은결 주무관(☎ 041-000-4301)
2. 서림 어항 정비
 - 총사업비 : 9,800백만원(국비 6,860, 도비 1,470, 군비 1,470)
 - 지원한도 : 어가당 60백만원 이내
3. 서림 산후조리원 건립
 - 총사업비 : 9,600백만원(군비)
제3장 2027년 정부예산 반영 요구
(단위 : 백만원)
공약사업 | 부처 | 요구액
서림 특화시장 재건축 | 중소벤처기업부 | 2,500
서림 어항 정비 | 해양수산부 | 1,800
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("plan"), PLAN) as assistant:
        yield assistant


@pytest.mark.parametrize(
    "question",
    [
        "2027년 정부예산에 반영해 달라고 요구한 사업들의 요구액을 각각 알려줘",
        "2027년 정부예산 반영 요구 사업별 요구액은?",
    ],
)
def test_the_money_of_every_program_of_a_list_is_told_beside_it(county: Assistant, question: str) -> None:
    found = county.ask(question)[0].found
    assert {(i.name, i.value) for i in found.items} == {
        ("서림 특화시장 재건축", 2_500_000_000),
        ("서림 어항 정비", 1_800_000_000),
    }


@pytest.mark.parametrize(
    "question", ["지연된 공약은?", "늦어지고 있는 공약은?", "Which pledges are delayed (일부지연)?"]
)
def test_a_state_is_never_left_out_of_a_question(county: Assistant, question: str) -> None:
    found = county.ask(question)[0].found
    assert {i.name for i in found.items} == {"서림 어항 정비", "서림 산후조리원 건립"}


@pytest.mark.parametrize(
    ("question", "krw"),
    [
        ("특화시장 재건축에서 우리 군이 내는 돈은?", 13_500_000_000),
        ("어항 정비 2027년 국비 요구액", 1_800_000_000),
        ("어항 정비는 한 어가당 최대 얼마까지 지원돼?", 60_000_000),
        ("특화시장 재건축 총사업비", 38_500_000_000),
    ],
)
def test_a_share_or_a_limit_is_not_the_whole(county: Assistant, question: str, krw: int) -> None:
    assert [i.value for i in county.ask(question)[0].found.items] == [krw]


@pytest.mark.parametrize(
    "question", ["군비로만 하는 공약은?", "전액 군비인 공약은?", "국비 없이 군비로만 하는 공약은?"]
)
def test_programs_of_one_purse_alone(county: Assistant, question: str) -> None:
    assert [i.name for i in county.ask(question)[0].found.items] == ["서림 산후조리원 건립"]


@pytest.mark.parametrize("question", ["복지부 공모사업 뭐 준비 중이지?", "복지부는 왜 지원을 늘렸어?"])
def test_a_ministry_that_no_document_has_gets_no_passage(samples: Assistant, question: str) -> None:
    assert samples.ask(question)[0].found.reason == "unknown_entity"


def test_letters_across_two_words_of_a_name_are_no_part_of_it(samples: Assistant) -> None:
    """실증 of 실증센터 does not stand in 가상현실 증강현실."""
    found = samples.ask("XR 실증센터 예산")[0].found
    assert not found.answered, found.text


def test_a_program_is_found_by_its_name_of_another_year(samples: Assistant) -> None:
    answer, _ = samples.ask("e스포츠 전국결선 어디서 한다고 했지? 2020년 거")
    assert "창원컨벤션센터" in answer.found.text
    assert any("제16회" in a and "제12회" in a for a in answer.found.assumptions)


def test_programs_come_before_their_activities(samples: Assistant) -> None:
    names = [i.name for i in samples.ask("지재권·저작권 쪽으로 비슷한 사업 있나")[0].found.items]
    assert names.index("국제지식재산권분쟁예방컨설팅") < names.index("지식재산권 인식개선 프로그램 운영")
