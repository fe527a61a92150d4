"""Conditions and fields that questions of strangers brought: lengths of time, states of tables, shares, groups, events."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.reading.lengths import lengths
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 주요업무계획
서림시
2026. 1. 5.

1. 관광과
1-1. 서림 산악관광 단지 조성
❍ 사업기간 : 2024. 1. ~ 2026. 12.
❍ 사업비 : 9,000백만원(국비 4,000, 시비 3,000, LH 2,000)
❍ 추진체계 : 문체부 → 한국관광공사(주관), 서림대학교(참여)
❍ 담당 : 관광팀 주무관 정선우(063-000-2341)
1-2. 서림 겨울축제 운영
❍ 사업기간 : 2025. 10. ~ 2026. 2.
❍ 축제기간 : 2026. 1. 9.(금) ~ 2. 1.(일)
❍ 사업비 : 1,850백만원(시비)
❍ 추진체계 : 서림대학교(주관)
1-3. 서림 숲길 정비
❍ 사업기간 : 2026. 3. ~ 2026. 12.
❍ 사업비 : 600백만원(국비 300, 시비 300)
❍ 향후계획 : 쉼터 시운전(2026. 9.)

2. 공약 목록
(단위 : 백만원)
번호 | 공약명 | 추진상황 | 상반기 이행률(%) | 하반기 이행률(%) | 총사업비
1 | 서림 산악관광 단지 조성 | 정상추진 | 40 | 62 | 9,000
2 | 서림 겨울축제 운영 | 완료 | 90 | 100 | 1,850
3 | 서림 숲길 정비 | 일부추진 | 20 | 35 | 600
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("plan"), PLAN) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("사업기간 12개월인 사업", [("==", 12)]),
        ("사업기간이 3년 넘는 사업", [(">", 36)]),
        ("10개월짜리 사업", [("==", 10)]),
        ("기간 2년 이상", [(">=", 24)]),
        ("which programs run for more than 12 months", [(">", 12)]),
        ("3년 안에 끝나는 사업", []),
        ("지난 12개월 실적", []),
    ],
)
def test_lengths_of_time_are_read_where_they_bound_programs(text: str, read: list[tuple[str, int]]) -> None:
    assert [(x.sign, x.months) for x in lengths(text)] == read


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("사업기간이 2년 넘는 사업은?", {"서림 산악관광 단지 조성"}),
        ("사업기간 10개월인 사업", {"서림 숲길 정비"}),
        ("사업기간이 2026년 2월에 끝나는 사업은 무엇인가요?", {"서림 겨울축제 운영"}),
        ("일부추진으로 분류된 공약을 알려줘", {"서림 숲길 정비"}),
        ("정상추진 공약", {"서림 산악관광 단지 조성"}),
        ("2026년 하반기 이행률이 50% 안 되는 사업", {"서림 숲길 정비"}),
        ("서림대학교가 주관하는 사업은?", {"서림 겨울축제 운영"}),
    ],
)
def test_programs_by_length_end_state_rate_and_by_who_carries_them(
    plan: Assistant, question: str, names: set[str]
) -> None:
    answer, _ = plan.ask(question)
    assert {i.name for i in answer.found.items} == names


def test_the_shortest_period_is_compared_by_months(plan: Assistant) -> None:
    answer, _ = plan.ask("사업기간이 가장 짧은 사업은?")
    assert [i.name for i in answer.found.items[:1]] == ["서림 겨울축제 운영"]


def test_the_share_of_an_institution_is_its_own_and_of_another_silence(plan: Assistant) -> None:
    answer, _ = plan.ask("서림 산악관광 단지 조성에서 LH가 내는 돈은 얼마야?")
    assert [i.value for i in answer.found.items] == [2_000_000_000]
    assert "LH" in answer.found.text
    other, _ = plan.ask("서림 숲길 정비에서 LH가 내는 돈은 얼마야?")
    assert not other.found.answered


def test_when_an_event_is_held_is_not_the_time_of_its_program(plan: Assistant) -> None:
    held, _ = plan.ask("서림 겨울축제는 언제부터 언제까지 열리나요?")
    assert "2026년 1월 9일" in held.found.text
    later, _ = plan.ask("2028년 서림 겨울축제는 언제 열려?")
    assert not later.found.answered


def test_a_term_answers_no_date_of_something_in_the_program(plan: Assistant) -> None:
    answer, _ = plan.ask("서림 숲길 정비 쉼터 시운전은 언제야?")
    assert "2026년 9월" in answer.found.text


def test_no_number_of_a_desk_is_passed_off_as_a_mobile_one(plan: Assistant) -> None:
    answer, _ = plan.ask("서림 산악관광 단지 조성 담당자 휴대폰 번호 알려줘")
    assert not answer.found.answered


def test_people_of_another_institution_are_not_those_of_the_issuer(plan: Assistant) -> None:
    answer, _ = plan.ask("서림 산악관광 단지 조성 한국관광공사 담당자 이름은?")
    assert not answer.found.answered


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("충북콘텐츠기업지원센터 부지 면적은 얼마나 되나요?", "3,185"),
        ("충북콘텐츠기업지원센터 연면적은?", "3,960"),
        ("2020년 상반기 중소기업 정보보호 서비스 지원은 모두 몇 건인가요?", "41"),
        ("2020년 상반기 일일뉴스 몇 편 제작했어?", "512"),
    ],
)
def test_the_ground_is_not_the_building_and_what_was_done_is_counted_as_the_line_says(
    samples: Assistant, question: str, figure: str
) -> None:
    answer, _ = samples.ask(question)
    assert figure in answer.found.text


def test_so_many_new_programs_are_those_of_the_chapter_that_lists_as_many(samples: Assistant) -> None:
    answer, _ = samples.ask("2024년 업무계획 신규사업 12개")
    assert len(answer.found.items) == 12
    assert "국가 디지털 스포츠 메카 조성" in {i.name for i in answer.found.items}


def test_two_amounts_asked_side_by_side_are_both_told(samples: Assistant) -> None:
    answer, _ = samples.ask("2020년 상반기 자본예산은 예산액과 집행액이 각각 얼마인가요?")
    assert [i.value for i in answer.found.items] == [351_949_000, 53_966_000]


def test_what_is_no_program_is_not_counted_as_one(plan: Assistant) -> None:
    answer, _ = plan.ask("성과지표는 모두 몇 개야?")
    assert not answer.found.answered


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("asked", ["담당자는?", "총사업비는 얼마야?", "사업기간은?", "예산은?"])
def test_a_version_is_said_by_a_name_alone(samples: Assistant, version: str, asked: str) -> None:
    answer, _ = samples.ask(f"SW융합클러스터 {version} 사업 {asked}")
    assert not answer.found.answered
    assert version in answer.found.text
