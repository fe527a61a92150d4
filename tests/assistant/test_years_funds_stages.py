"""What is in one of two years only, money of a named fund, stages told apart, the most of a whole table, figures told twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 주요업무계획
청송군

Ⅰ. 일반현황
1. 읍면 현황 (2025. 12. 31. 기준)
읍면\t인구(명)\t빈집(동)
청송읍\t5,012\t96
주왕산면\t2,034\t88
부남면\t1,812\t117
현동면\t1,921\t79
현서면\t2,168\t84
안덕면\t2,446\t132
파천면\t1,688\t101
진보면\t6,521\t113

Ⅱ. 주요사업
(단위 : 백만원, %)
연번\t사업명\t소관\t총사업비\t공정률
1\t만원주택 공급사업\t도시과\t24,000\t30
2\t노후 상수관망 정비사업(2단계)\t수도과\t21,400\t37
3\t광역 응급이송체계 구축사업\t보건의료원\t3,000\t20

Ⅲ. 세부계획
1. 만원주택 공급사업
- 총사업비 : 240억원(기금 96, 도비 48, 군비 96)
- 담당 : 도시과 주거복지팀 류하람 주무관(☎ 054-000-6417)
2. 노후 상수관망 정비사업(2단계)
- 총사업비 : 214억원(국비 107, 도비 32.1, 군비 74.9)
□ 추진상황(공정률 38%)
3. 광역 응급이송체계 구축사업
- 총사업비 : 30억원(국비 15, 도비 4.5, 군비 10.5)
- 군비 분담 : 청송군 6억원, 영덕군 4.5억원
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("county"), PLAN) as assistant:
        yield assistant


def names(assistant: Assistant, question: str) -> set[str]:
    return {i.name for i in assistant.ask(question)[0].found.items}


@pytest.mark.parametrize(
    ("question", "across"),
    [
        ("2020년 계획에는 있는데 2024년에는 없는 사업은?", "ended"),
        ("2020년 자동차 사업 중 2024년에 없는 건?", "ended"),
        ("2020년에 있었는데 2024년엔 안 하는 SW 사업", "ended"),
        ("2020년에는 없고 2024년에는 있는 사업", "new"),
        ("2024년 사업 중에 2020년에는 없던 자동차 사업은?", "new"),
        ("자동차 사업 중에 2020년에도 했고 2024년에도 하는 것들", "both"),
        ("이름에 '콘텐츠'가 들어간 사업 중 2020년과 2024년 문서에 모두 나오는 것은?", "both"),
    ],
)
def test_what_is_in_one_of_two_years_or_in_both_is_asked_of_two_editions(
    samples: Assistant, question: str, across: str
) -> None:
    assert samples.plan(question).across == across


def test_a_program_of_one_year_only_is_not_told_of_the_other(samples: Assistant) -> None:
    assert names(samples, "2024년 사업 중에 2020년에는 없던 자동차 사업은?") == {"자동차부품 인증 지원사업"}


@pytest.mark.parametrize("question", ["만원주택에 지방소멸기금 총 얼마 들어가?", "만원주택 공급사업 기금은 얼마야"])
def test_money_of_a_fund_is_not_the_whole(county: Assistant, question: str) -> None:
    assert [i.value for i in county.ask(question)[0].found.items] == [9_600_000_000]


def test_a_fund_that_a_program_has_not_is_not_stated(county: Assistant) -> None:
    assert county.ask("노후 상수관망 정비사업 기금 얼마")[0].found.reason == "not_stated"


def test_another_stage_is_another_program(county: Assistant) -> None:
    assert not county.ask("노후 상수관망 정비사업 3단계 총사업비")[0].found.answered
    assert county.ask("노후 상수관망 정비사업 2단계 총사업비")[0].found.answered


def test_the_most_is_the_most_of_the_whole_table(county: Assistant) -> None:
    found = county.ask("빈집이 제일 많은 면은 어디야?")[0].found
    assert "안덕면(132동)" in found.text
    assert "7곳" in found.text


def test_the_own_section_comes_first_and_the_other_figure_is_told(county: Assistant) -> None:
    found = county.ask("노후 상수관망 정비사업 공정률")[0].found
    assert found.items[0].value == 38
    assert [a.value for a in found.alternatives] == [37]


def test_each_government_pays_its_own_share(county: Assistant) -> None:
    found = county.ask("광역 응급이송 군비 청송이랑 영덕이 각각 얼마씩 내?")[0].found
    assert {i.value for i in found.items} == {600_000_000, 450_000_000}


def test_a_branch_elsewhere_is_not_the_one_asked_for(county: Assistant) -> None:
    assert not county.ask("부남지점 전화번호")[0].found.answered


@pytest.mark.parametrize(
    ("question", "count"),
    [("2028년이나 2029년에 끝나는 사업만 골라주세요", 4), ("2028년에 끝나는 사업", 2), ("2029년에 끝나는 사업", 2)],
)
def test_either_of_two_years_will_do(samples: Assistant, question: str, count: int) -> None:
    assert len(samples.ask(question)[0].found.items) == count


def test_the_two_programs_spoken_of_before_are_summed_and_no_others(samples: Assistant) -> None:
    _, turn = samples.ask("2020년에 김동욱 씨가 담당한 현안사업은 무엇인가요?")
    assert "65억 800만" in samples.ask("그 두 사업 총사업비 더하면 얼마야?", after=turn)[0].found.text


@pytest.mark.parametrize("question", ["소부장 XR 실증단지 날씨", "디지털 혁신거점 중에 어느 쪽이 더 나은 사업 같아?"])
def test_the_weather_and_opinions_of_a_program_are_in_no_plan(samples: Assistant, question: str) -> None:
    assert not samples.ask(question)[0].found.answered
