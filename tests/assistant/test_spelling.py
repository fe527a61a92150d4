"""Typing errors: what one wrong key made of a word of the documents, and nothing else."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.reading.respelling import respellings
from assistant.reading.spelling import corrections, of_documents, of_names

WRITTEN = {"과정", "교육", "개소식", "책임", "수영장"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("과졍", "과정"), ("교윢", "교육"), ("개소싟", "개소식"), ("책임ㅁ", ""), ("수영강", ""), ("과정", "")],
)
def test_a_strange_word_is_the_only_written_one_a_wrong_key_away(typed: str, meant: str) -> None:
    assert of_documents([typed], WRITTEN.intersection) == (((typed, meant),) if meant else ())


def test_a_word_with_several_near_ones_stays() -> None:
    assert of_documents(["과졍"], {"과정", "과명"}.intersection) == ()


def test_titles_are_words_of_questions() -> None:
    assert corrections(["챡임"], lambda word: False) == (("챡임", "책임"),)


def test_another_particle_is_no_typing_error() -> None:
    def beginnings(size: int) -> frozenset[str]:
        return frozenset(["수어방송을"[:size]])

    assert of_names(["수어방송은"], beginnings) == ()
    assert of_names(["수어방숑"], beginnings) == (("수어방숑", "수어방송"),)


def test_a_word_that_the_documents_lack_may_be_one_that_they_have(samples: Assistant) -> None:
    answer, _ = samples.ask("탄소중립 혁신허브 관련 CTCN 가임 시기")
    assert answer.found.answered
    assert "2023년 9월" in answer.found.text
    assert any("가입" in said for said in answer.found.assumptions)


def test_only_what_the_documents_lack_is_respelt() -> None:
    assert respellings(["게소일"], {"개소", "교육"}.intersection) == [("게소일", "개소일")]
    assert respellings(["개소식", "예산"], {"개소", "예선"}.intersection) == []


@pytest.mark.parametrize(("written", "meant"), [("사업기깐", "사업기간"), ("가동율", "가동률"), ("비률", "비율")])
def test_a_field_misspelt_is_the_field_it_is_nearest_to(written: str, meant: str) -> None:
    assert corrections([written], lambda word: False) == ((written, meant),)


@pytest.mark.parametrize(
    ("said", "near"),
    [("이근희 씨가 맡은 사업이 뭐예요?", "이건희"), ("미래혁신전략과 김기준 주무관 내선번호", "김기훈")],
)
def test_a_name_people_bear_is_not_read_as_another_one_a_letter_away(samples: Assistant, said: str, near: str) -> None:
    found = samples.ask(said)[0].found
    assert not found.answered
    assert near in found.suggestions[0].question


def test_a_name_nobody_bears_is_read_as_the_one_a_letter_away(samples: Assistant) -> None:
    found = samples.ask("이민슥 팀장 전화번호")[0].found
    assert "이민숙" in found.text
    assert "‘이민슥’ → ‘이민숙’" in found.assumptions
