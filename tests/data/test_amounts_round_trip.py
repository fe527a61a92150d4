"""Amounts in won survive being said in words and in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording.english import English
from assistant.wording.korean import Korean
from lexicon.amounts import find_amounts, in_words, spoken


@given(st.integers(min_value=1, max_value=9_999_999_999_999_999))
def test_an_amount_as_people_say_it_is_read_as_the_same_won(krw: int) -> None:
    found = find_amounts(spoken(krw))
    assert [int(a.krw) for a in found] == [krw]


@given(st.integers(min_value=1, max_value=9_999_999_999_999_999))
def test_an_amount_in_figures_is_read_as_the_same_won(krw: int) -> None:
    assert [int(a.krw) for a in find_amounts(f"{krw:,}원")] == [krw]


@given(st.integers(min_value=1, max_value=9_999_999_999_999))
def test_an_answer_says_an_amount_that_reads_back(krw: int) -> None:
    said = {int(a.krw) for a in find_amounts(Korean().money(krw))}
    assert krw in said


@given(st.integers(min_value=1, max_value=9_999_999_999_999))
def test_an_english_answer_says_the_won(krw: int) -> None:
    assert f"{krw:,}" in English().money(krw)


@pytest.mark.parametrize(
    ("words", "number"), [("삼억오천만", 350_000_000), ("이천이십사", 2024), ("십억", 10**9), ("백오십조", 150 * 10**12), ("만", 10**4)]
)
def test_numbers_in_words(words: str, number: int) -> None:
    assert in_words(words) == number


@pytest.mark.parametrize("behind", [" 대비 12.4% 증", " 대출", " 회수", "/개소", " 명목"])
def test_a_word_that_counts_other_things_behind_won_changes_no_amount(behind: str) -> None:
    """``10,215백만원 대비``: 대 counts cars, but the won before it says what is counted."""
    assert [a.krw for a in find_amounts(f"전년 10,215백만원{behind}")] == [10_215_000_000]
