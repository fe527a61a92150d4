"""What people say around a question is left out where the whole is silent, and said; what it is about never is."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.reading.remarks import question_alone

OF_STREET = "거리조성플러스사업 총사업비가 얼마예요?"


@pytest.mark.parametrize(
    "said",
    [
        f"{OF_STREET} 정산 일정표를 짜야 돼서요",
        f"{OF_STREET} 예산절벽 자료에 쓸 겁니다",
        f"조직진단 보고서 쓰다가 막혔는데, {OF_STREET}",
        f"채용공고 초안 쓰는 중인데 {OF_STREET}",
        f"{OF_STREET} 세종 출장 가는 김에 인사드리고 오게",
        f"안녕하세요 이번에 새로 온 신입입니다. {OF_STREET} 인수인계서에 옮겨 적으려고요",
    ],
)
def test_remarks_are_left_out_and_said(samples: Assistant, said: str) -> None:
    found = samples.ask(said)[0].found
    assert [i.value for i in found.items] == [300_000_000]
    assert any("총사업비가 얼마예요" in note for note in found.assumptions)


def test_a_remark_that_names_the_program_is_no_remark(samples: Assistant) -> None:
    found = samples.ask("드론택시 도입 사업을 준비하고 있습니다. 총사업비가 얼마예요?")[0].found
    assert not found.answered


def test_a_place_named_before_the_question_is_not_left_out(samples: Assistant) -> None:
    found = samples.ask("부산광역시에서 하는 일인데 드론택시 말고 2024년 사업 목록 알려줘")[0].found
    assert not found.answered


def test_what_is_asked_is_told_apart_from_what_is_remarked() -> None:
    asked, remarks = question_alone("벤처프라자 면적이 몇 ㎡로 돼 있나요? 임대료 산정해야 하는데 도면이 안 보여서…")
    assert asked == "벤처프라자 면적이 몇 ㎡로 돼 있나요"
    assert len(remarks) == 2
    assert question_alone("벤처프라자 면적") == ("", ())
    assert question_alone("보은, 옥천 사업 목록") == ("", ())
    asked, _ = question_alone("what was the 2021 budget of the hub? our auditor is asking, only that year please")
    assert asked == "what was the 2021 budget of the hub"


def test_words_that_name_the_topic_stay_with_the_question() -> None:
    asked, _ = question_alone("디바이스랩 운영사업 말인데요, 2020년 예산이 얼마였죠?")
    assert asked == "디바이스랩 운영사업 2020년 예산이 얼마였죠"
