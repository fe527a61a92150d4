"""A name that nobody wrote is not answered for, however much of it the name of another thing holds."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.reading.names import explain
from assistant.unaccounted import unaccounted

HEADS = ("드론", "메타버스", "블록체인", "스마트시티", "수소", "탄소중립", "방사광가속기", "웹툰")
TAILS = ("택시", "호텔", "박물관", "우주센터", "체험마을", "올림픽")
QUESTIONS = ("{} 사업 예산 얼마야?", "{} 담당자 누구야?", "{} 언제 끝나?", "{} 위치가 어디야?", "{} 사업 국비는?")


@pytest.mark.parametrize("head", HEADS)
def test_a_made_up_name_finds_nothing(samples: Assistant, head: str) -> None:
    asked = [q.format(head + tail) for tail in TAILS for q in QUESTIONS]
    assert [q for q in asked if samples.ask(q)[0].found.answered] == []


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("실증센터", "나노소재 실증·상용화 지원센터 건립", True),
        ("참다랑어센터", "욕지 참다랑어 양식 산업화센터 건립", True),
        ("북안산단", "영천 북안 일반산업단지 조성", True),
        ("혁신지원센타", "남부권 혁신지원센터", True),
        ("블록체인우주센터", "지역 블록체인 기술혁신지원센터 구축", False),
        ("드론택시", "드론 전문인력 양성 지원", False),
        ("청소년체험마을", "청소년 진로체험 박람회", False),
        ("임실도서관", "임실치즈테마파크 사계절 장미원 조성 소관부서 관광치즈과", False),
    ],
)
def test_what_a_compound_means_has_to_stand(word: str, text: str, stands: bool) -> None:
    assert (unaccounted([word], [text]) == ()) is stands


def test_two_wrong_letters_are_a_typing_error_and_three_another_word() -> None:
    assert explain("해상풍력지웜항만", "해상풍력지원항만타당성조사")[1] == "해상풍력지원항만"
    assert explain("해상풍력유치원", "해상풍력지원항만타당성조사")[1] == ""
