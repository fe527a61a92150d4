"""The token stream: one spelling for equal words, harmless on any input, equal from every thread."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings import tokens
from embeddings.text import clean

ANYTHING = st.text(st.characters(exclude_categories=[]), max_size=80)  # surrogates and controls included


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("과기정통부에서", "과기정통부 공모사업"),
        ("충주시의", "위치 : 충주시 대소원면"),
        ("스마트시티 데이터허브사업", "스마트 시티 데이터 허브 구축사업"),
        ("ＳＷ융합", "SW융합클러스터"),
        ("3400백만원", "총사업비 3,400백만원"),
        ("１２㎡", "12m2"),
        ("043 123 4567", "043-123-4567"),
    ],
)
def test_equal_words_share_tokens(question: str, text: str) -> None:
    assert set(tokens.stream(question)) & set(tokens.stream(text))


def test_particles_and_dependent_nouns_are_no_terms() -> None:
    assert tokens.terms(["충주에서 과학기술정보통신부가 지원하는 것은?"])[0] == [
        *("충주", "과학", "기술", "정보", "통신부", "지원")
    ]


def test_decomposed_hangul_is_the_same_text() -> None:
    text = "과기정통부의 스마트시티 사업"
    assert tokens.stream(unicodedata.normalize("NFD", text)) == tokens.stream(text)


@pytest.mark.parametrize("text", ["", "  \n\t ", "?!·…", "🚀", "\ud800", "\x00"])
def test_text_without_letters_has_no_tokens(text: str) -> None:
    assert tokens.stream(text) == []


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_any_text_becomes_clean_tokens(text: str) -> None:
    found = tokens.stream(text)
    assert found == tokens.terms([text])[0] + tokens.bigrams(text)
    assert all(token and not any(letter.isspace() for letter in token) for token in found)
    assert all(not token.startswith(tokens.BIGRAM_MARK) for token in tokens.terms([text])[0])
    "".join(found).encode()  # nothing that cannot be written


@settings(max_examples=200)
@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()


def test_morphemes_say_where_they_stand() -> None:
    text = "🚀 충주시 바이오헬스 사업"
    found = tokens.morphemes(text)
    assert [text[each.start : each.end] for each in found] == [each.form for each in found]
    assert found[1] == ("충주시", "NNP", 2, 5)
    assert "".join(tokens.nouns(text)) == "충주시바이오헬스사업"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("충쥬시 사업을 알려줘", "충주시 사업을 알려줘"),
        ("담당쟈 연락쳐는?", "담당자 연락처는?"),
        ("사업게획서를 재출", "사업게획서를 제출"),
        ("스마트시티 데이터허브사업은 3,400백만원", "스마트시티 데이터허브사업은 3,400백만원"),
        ("", ""),
        ("🚀 \ud800", "🚀 \ufffd"),
    ],
)
def test_misspelt_nouns_are_corrected_when_asked(written: str, meant: str) -> None:
    assert tokens.corrected(written) == meant


def test_every_thread_reads_the_same() -> None:
    texts = ["충주시의 스마트시티 사업", "과기정통부 공모 대응", "담당자 043-123-4567"] * 50
    alone = [tokens.stream(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tokens.stream, texts)) == alone
