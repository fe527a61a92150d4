"""Lists of which only one row says a word, states written with blanks, pledges beside others, amounts of two editions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.reading.spelling import corrections
from tests.assistant.conftest import plan_loaded

PLAN = """민선 8기 공약사업 실천계획 및 추진상황
서산시
2026. 6. 30.

Ⅰ. 공약사업 목록
(단위 : 백만원)
번호\t공약명\t사업기간\t총사업비\t주관부서\t상태
1-1\t산업단지 조성\t2021~2027\t431,200\t기업지원과\t정상추진
1-2\t지역상품권 발행 확대\t2022~2026\t62,400\t일자리과\t이행후계속추진
1-3\t드론 자격증 교육\t2022~2026\t1,400\t일자리과\t이행후계속추진
1-4\t크루즈 유치\t2023~2026\t1,150\t해양과\t일부추진

Ⅱ. 시민제안 사업
(단위 : 백만원)
연번\t제안사업명\t검토부서\t소요예산\t검토결과
1\t맨발 황톳길 조성\t산림과\t240\t반영, 2025. 6. 준공
2\t달빛어린이병원 운영\t보건소\t310\t반영, 2026. 3. 운영 개시
3\t놀이터 2호 조성\t축산과\t420\t미반영(주민 반대)

Ⅲ. 타 기관 협조 사업
사업명\t시행기관\t사업비\t사업기간
대산 고속도로 건설\t국토교통부\t9,073억원\t2023 ~ 2030
서산공항 건설\t국토교통부\t540억원\t2025 ~ 2028

Ⅳ. 주요 성과
성과지표\t단위\t2024 실적\t2025 목표\t2025 실적
지원기업 수\t개사\t1,312\t1,400\t1,486
신규고용\t명\t968\t1,000\t1,042
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("city"), PLAN) as assistant:
        yield assistant


def names(assistant: Assistant, question: str) -> set[str]:
    return {i.name for i in assistant.ask(question)[0].found.items}


def test_what_is_no_pledge_is_not_the_largest_pledge(city: Assistant) -> None:
    assert names(city, "공약사업 중 총사업비가 가장 큰 사업은?") == {"산업단지 조성"}


@pytest.mark.parametrize("said", ["이행 후 계속 추진으로 분류된 공약은?", "이행후계속추진 공약 목록"])
def test_a_state_may_be_written_with_blanks(city: Assistant, said: str) -> None:
    assert names(city, said) == {"지역상품권 발행 확대", "드론 자격증 교육"}


def test_what_was_taken_up_is_no_amount(city: Assistant) -> None:
    assert names(city, "시민제안 사업 중 반영된 것은 무엇인가요?") == {"맨발 황톳길 조성", "달빛어린이병원 운영"}


def test_what_was_reached_comes_before_what_was_aimed_at(city: Assistant) -> None:
    assert {i.value for i in city.ask("2025년 지원기업 수는?")[0].found.items} == {1486}


def test_words_of_other_rows_are_not_said_of_a_program(city: Assistant) -> None:
    assert not names(city, "드론 크루즈 관련 공약 목록")
    assert names(city, "드론 쪽 지원하는 사업 뭐 있나? 연도는 상관없음") == {"드론 자격증 교육"}


def test_a_field_behind_a_name_keeps_its_first_word(samples: Assistant) -> None:
    said = samples.ask("SW미래채움 사업비를 2020년과 2024년으로 비교해줘")[0].found
    assert [i.value for i in said.items] == [2_100_000_000, 2_900_000_000]


def test_what_a_program_became_is_told_with_both_amounts(samples: Assistant) -> None:
    answer, turn = samples.ask("콘텐츠산업지역거점기관운영사업 2024년에도 계속하고 있나?")
    assert "8억 원 → 1억 원(7억 원 감소)" in answer.found.text
    both = samples.ask("두 해의 사업비는 각각 얼마인가요?", after=turn)[0].found
    assert [i.value for i in both.items] == [800_000_000, 100_000_000]


def test_an_area_is_cited_where_it_stands(samples: Assistant) -> None:
    answer, _ = samples.ask("북부권 혁신지원센터 면적")
    assert "156.6㎡" in answer.citations[0].quote


def test_an_institution_behind_a_unit_is_its_house(samples: Assistant) -> None:
    said = samples.ask("융합사업부 사업은 몇 건이야? (충북과학기술혁신원)")[0]
    assert said.found.items == samples.ask("충북과학기술혁신원 융합사업부 사업은 몇 건이야?")[0].found.items


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("사업기간 2022~2024 사업 목록", 5),
        ("제천이나 증평이 대상에 들어가는 사업을 찾아줘", 1),
        ("문체부 쪽 사업 정리", 2),
    ],
)
def test_ways_to_ask_for_a_list(samples: Assistant, question: str, count: int) -> None:
    assert len(samples.ask(question)[0].found.items) == count


def test_syllables_in_the_wrong_order_are_set_right() -> None:
    assert corrections(["당담"], lambda word: False) == (("당담", "담당"),)
    assert corrections(["소부장"], lambda word: False) == ()  # no 부소장


def test_either_of_two_topics_joined_by_a_dot_will_do(samples: Assistant) -> None:
    found = names(samples, "지재권·저작권 쪽 사업")
    assert {"국제지식재산권분쟁예방컨설팅", "중소기업저작권서비스센터운영"} <= found
    assert all("지식재산권" in n or "저작권" in n for n in found)


def test_what_something_goes_on_as_is_its_lineage(samples: Assistant) -> None:
    told = samples.ask("블록체인진흥센터 운영하던 거 2024년엔 뭘로 이어져?")[0]
    assert "블록체인산업 지역거점 기반구축 사업" in told.found.text


def test_a_day_chooses_what_was_granted_on_it(samples: Assistant) -> None:
    assert names(samples, "2020.3.9 교부 사업") == {
        "연구기획과제제안공모사업",
        "자동차부품산업경쟁력고도화지원사업",
        "일본수출규제중소기업기술 개발지원",
    }


def test_whom_to_ask_in_a_year_no_other_years_plan_says(samples: Assistant) -> None:
    assert not names(samples, "2024년 SOS랩 사업 담당자 연락처를 알려 주세요.")
    assert names(samples, "산업혁신기반 구축사업은 2020년에 누가 담당했습니까?")
