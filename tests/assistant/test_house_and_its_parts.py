"""Figures of an institution before those of a part of it; institutions named after their province; programs asked by their money."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from bench.ask import loaded

PLAN = """# 2027년 주요업무계획
2026. 12.
충청남도서림진흥원

# Ⅰ. 일반현황
## 1. 인력 현황
(단위 : 명)

| 구 분 | 계 | 원장 | 전략기획본부 | 기업성장본부 |
| --- | --- | --- | --- | --- |
| 정 원 | 96 | 1 | 55 | 40 |
| 현 원 | 88 | 1 | 52 | 35 |

# Ⅱ. 2027년 추진계획
## 1. 그린바이오 소재 실증사업
- 사업기간 : 2026 ~ 2028
- 총사업비 : 30억원(국비 15, 도비 15)
- 건의부처 : 해양수산부
- 예산 : 2026년 12억원, 2027년 8억원

## 2. 스마트 가공센터 구축사업
- 사업기간 : 2026 ~ 2027
- 총사업비 : 20억원(도비 20)
- 예산 : 2026년 8억원, 2027년 12억원
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    file = tmp_path_factory.mktemp("house") / "plan.md"
    file.write_text(PLAN, encoding="utf-8")
    with loaded(file, encoder="hashing") as assistant:
        yield assistant


@pytest.mark.parametrize("name", ["진흥원", "충남서림진흥원", "충청남도서림진흥원"])
def test_a_house_has_its_own_figure_and_not_that_of_a_column_beside(house: Assistant, name: str) -> None:
    """The column 원장 stands before the others; it is one man, not the house."""
    (item,) = house.ask(f"{name} 정원은 몇 명이야?")[0].found.items
    assert str(item.value).startswith("96")


def test_the_programs_of_a_house_that_shrank_are_asked_for_and_not_the_house(house: Assistant) -> None:
    names = [i.name for i in house.ask("충남서림진흥원 사업 중 2026년보다 2027년 예산이 줄어든 사업은?")[0].found.items]
    assert names == ["그린바이오 소재 실증사업"]


def test_what_is_proposed_for_money_is_a_list_and_no_sum(house: Assistant) -> None:
    answer, _ = house.ask("해수부에 국비를 건의하는 사업은?")
    assert answer.plan.kind == "list"
    assert [i.name for i in answer.found.items] == ["그린바이오 소재 실증사업"]


def test_a_word_for_money_is_read_in_a_run_of_letters(samples: Assistant) -> None:
    run, spaced = "소공인특화지원센터운영사업도비얼마야", "소공인특화지원센터 운영사업 도비 얼마야"
    assert samples.ask(run)[0].found.text == samples.ask(spaced)[0].found.text


def test_the_person_answered_before_is_asked_for_and_not_his_programs(samples: Assistant) -> None:
    _, turn = samples.ask("충주 야간관광 특화도시 담당자는?")
    assert samples.ask("그분 이메일 주소는?", after=turn)[0].found.reason == "not_stated"


def test_what_was_told_before_is_narrowed_by_money_and_not_added_up(samples: Assistant) -> None:
    _, turn = samples.ask("2026년에 끝나는 사업 뭐 있어?")
    answer, _ = samples.ask("그중 총사업비 100억 이상인 것만 알려줘", after=turn)
    assert (answer.plan.kind, len(answer.found.items)) == ("list", 3)
