"""Questions with Hanja are read as if they were written in Hangul."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from lexicon.hanja import to_hangul


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024年 運營事業 豫算은", "2024년 운영사업 예산은"),
        ("年度別 豫算", "연도별 예산"),
        ("金泉市 老人 福祉", "김천시 노인 복지"),
        ("女性 龘年", "여성 龘년"),  # one that no row has
        ("서울市立", "서울시립"),
    ],
)
def test_hanja_is_read_as_hangul(written: str, read: str) -> None:
    assert to_hangul(written) == read


def test_a_question_in_hanja_has_the_answer_of_the_same_in_hangul(samples: Assistant) -> None:
    hanja, hangul = ("2024年 충북인터넷방송 運營事業 豫算은?", "2024년 충북인터넷방송 운영사업 예산은?")
    assert samples.ask(hanja)[0].found == samples.ask(hangul)[0].found
