"""What is asked for is no money, or of another half of the year: an amount is no answer, however large."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "교육인원 합계",
        "2024년 참여기업 수 다 합치면?",
        "평균 만족도",
        "평균 사업기간",
        "만족도가 가장 높은 사업은?",
        "참여기업이 가장 많은 사업",
        "인원이 제일 많은 부서",
        "2020년 사업 집행률은?",
    ],
)
def test_an_amount_is_no_answer_to_what_is_no_money(samples: Assistant, question: str) -> None:
    found = samples.ask(question)[0].found
    assert not [i for i in found.items if i.unit == "KRW"], found.text


@pytest.mark.parametrize(
    "question", ["2020년 하반기 집행률", "2020년 하반기 집행액 합계", "execution rate in the second half of 2020"]
)
def test_what_was_spent_in_one_half_is_not_said_of_the_other(samples: Assistant, question: str) -> None:
    assert samples.ask(question)[0].found.reason == "not_stated"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2020년 상반기에 돈을 제일 많이 쓴 사업이 뭐야?", "집행액이 가장 큰 것은 SW 미래채움사업"),
        ("사업이 가장 많은 부서", "사업 수가 가장 많은 것은"),
        ("2020년 상반기에 한 푼도 안 쓴 사업 몇 개야?", "13건"),
        ("국비가 제일 많은 사업", "국비가 가장 큰 것은"),
    ],
)
def test_the_most_is_of_what_is_asked(samples: Assistant, question: str, said: str) -> None:
    assert said in samples.ask(question)[0].found.text


@pytest.mark.parametrize("question", ["제12회 e스포츠대회는 언제 해?", "국가 디지털 스포츠 메카는 어디서 해?"])
def test_a_verb_at_the_end_is_no_year(samples: Assistant, question: str) -> None:
    assert samples.plan(question).kind in ("date", "place")
