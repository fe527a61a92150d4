"""Questions about two editions of a plan beyond the written ones, and what is said where there is only one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.topics import kindred_words
from bench.ask import INVENTED, loaded, two_editions
from tests.links.editions import STEPS


@pytest.fixture(scope="module")
def assistant() -> Iterator[Assistant]:
    with two_editions(encoder="hashing") as made:
        yield made


def names(assistant: Assistant, question: str) -> set[str]:
    answer, _ = assistant.ask(question)
    return {i.name for i in answer.found.items}


NEW = {m.name for s in STEPS if s.fate == "new" for m in s.after}
ENDED = {m.name for s in STEPS if s.fate == "ended" for m in s.before}
ONE = [s for s in STEPS if s.fate in ("kept", "renamed")]


@pytest.mark.parametrize("question", ["작년 대비 신규 사업", "올해 새로 생긴 사업은?", "작년에 없던 사업"])
def test_new_programs(assistant: Assistant, question: str) -> None:
    assert names(assistant, question) == NEW


@pytest.mark.parametrize(
    "question", ["작년 대비 종료 사업", "작년 대비 종료된 사업", "올해 없어진 사업", "2023년에 있다가 사라진 사업"]
)
def test_ended_programs(assistant: Assistant, question: str) -> None:
    assert names(assistant, question) == ENDED


def test_programs_in_both(assistant: Assistant) -> None:
    found = names(assistant, "두 해 계획에 다 나오는 사업")
    assert found == {m.name for s in STEPS if s.before for m in s.after}


def test_amounts_stand_side_by_side_with_how_sure_the_link_is(assistant: Assistant) -> None:
    answer, _ = assistant.ask("작년 대비 증액 사업")
    assert "주천강 하천재해예방사업: 26억 원 → 31억 원(5억 원 증가)" in answer.found.text
    assert "[불확실: 비슷한 이름, 금액 2.4억 → 2.6억" in answer.found.text
    assert answer.found.items[0].value == 500_000_000
    documents = {answer.citations[n].document for n in answer.found.items[0].citations}
    assert documents == {"plan_2023.md", "plan_2024.md"}


def test_the_largest_changes_in_order(assistant: Assistant) -> None:
    answer, _ = assistant.ask("작년 대비 예산이 가장 많이 늘어난 사업 3개")
    assert [i.name for i in answer.found.items] == [
        "주천강 하천재해예방사업",
        "횡성한우 명품화 육성",
        "노후 상수관로 교체",
    ]
    assert names(assistant, "예산이 가장 많이 깎인 사업은?") == {"횡성사랑상품권 발행 운영"}


def test_one_program_over_two_editions(assistant: Assistant) -> None:
    answer, _ = assistant.ask("치매안심마을 운영 예산 작년보다 얼마나 늘었어?")
    assert [(i.value, i.unit) for i in answer.found.items] == [(20_000_000, "KRW")]
    assert "치매관리사업" in answer.found.text


@pytest.mark.parametrize(
    ("question", "fate"), [("어떤 사업들이 합쳐졌어?", "merged"), ("올해 나뉜 사업 있어?", "split")]
)  # fmt: skip
def test_merged_and_split_programs(assistant: Assistant, question: str, fate: str) -> None:
    assert names(assistant, question) == {m.name for s in STEPS if s.fate == fate for m in s.after}


def test_unchanged_and_renamed_programs(assistant: Assistant) -> None:
    same = {s.after[0].name for s in ONE if s.after[0].million == s.before[0].million}
    assert same <= names(assistant, "작년과 예산 변동이 없는 사업")
    renamed = names(assistant, "이름이 바뀐 사업")
    assert renamed <= {s.after[0].name for s in STEPS if s.fate == "renamed"}
    assert len(renamed) >= 9


def test_conditions_hold_for_either_side(assistant: Assistant) -> None:
    assert names(assistant, "복지정책과에서 작년에 없던 새 사업") == {"1인가구 고독사 예방"}
    assert names(assistant, "농정과 사업 중에 올해 없어진 것") == {"가뭄대비 관정개발"}


def test_with_one_edition_there_is_nothing_to_compare() -> None:
    with loaded(INVENTED / "county_plan.md", encoder="hashing") as alone:
        for question in ("올해 없어진 사업", "두 해 계획에 다 나오는 사업", "어떤 사업들이 합쳐졌어?"):
            answer, _ = alone.ask(question)
            assert answer.found.reason == "not_stated", question


def test_words_of_one_field() -> None:
    assert "돌봄" in kindred_words(["어르신"])
    assert "경로당" in kindred_words(["통합돌봄센터"])
    assert "어르신" not in kindred_words(["어르신"])
    assert kindred_words(["가나다"]) == frozenset()
