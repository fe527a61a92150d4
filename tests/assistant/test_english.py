"""English questions: base forms, what Korean names are called in English beside them, whose words say nothing."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.reading.english import is_english, korean_of, named_in_korean


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("How many certificates were issued", "자격증"),
        ("When was the laboratory relocated", "이전"),
        ("the monthly rent of the tower", "월세"),
    ],
)
def test_inflected_words_are_read_by_their_base_form(english: str, korean: str) -> None:
    assert korean in korean_of(english)


def test_what_a_korean_name_is_called_in_english_is_no_other_name() -> None:
    assert korean_of("Which programs does the 기업성장팀 (Company Growth Team) run") == korean_of(
        "Which programs does the 기업성장팀 run"
    )


def test_words_around_a_korean_name_in_brackets_say_it_again() -> None:
    asked = "How much is the total cost of the Yeonhyang district (연향지구) stormwater storage facility?"
    assert named_in_korean(asked).split() == ["How", "much", "is", "the", "total", "cost", "of", "the", "연향지구?"]
    assert named_in_korean("How much is the total cost of the storage facility?") == ""


def test_names_of_places_and_few_other_words_make_an_english_question() -> None:
    assert is_english("Which projects include Jecheon or Jeungpyeong (제천, 증평)?")
    assert not is_english("AI 바우처 지원사업 예산")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "What is the gross floor area of the ICT innovation hub (ICT기반 신성장산업육성 혁신거점) in Chungju?",
            "3,000㎡",
        ),
        ("How many of the 2020 new projects have 과학기술정보통신부 as lead ministry?", "5 programs"),
        ("Which of the agency's facilities listed in the 2024 plan has the largest area?", "1관"),
        ("How much private money goes into the Chungbuk Smart City Challenge?", "KRW"),
    ],
)
def test_questions_in_english_are_answered(samples: Assistant, question: str, said: str) -> None:
    found = samples.ask(question)[0].found
    assert found.answered
    assert said in found.text
