"""Typing errors: what one wrong key made of a word of the documents, and nothing else."""

from __future__ import annotations

import pytest

from assistant.reading.spelling import corrections, of_documents, of_names

WRITTEN = {"과정", "교육", "개소식", "책임", "수영장"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("과졍", "과정"), ("교윢", "교육"), ("개소싟", "개소식"), ("책임ㅁ", ""), ("수영강", ""), ("과정", "")],
)
def test_a_strange_word_is_the_only_written_one_a_wrong_key_away(typed: str, meant: str) -> None:
    assert of_documents([typed], lambda word: word in WRITTEN) == (((typed, meant),) if meant else ())


def test_a_word_with_several_near_ones_stays() -> None:
    assert of_documents(["과졍"], lambda word: word in {"과정", "과명"}) == ()


def test_titles_are_words_of_questions() -> None:
    assert corrections(["챡임"], lambda word: False) == (("챡임", "책임"),)


def test_another_particle_is_no_typing_error() -> None:
    assert of_names(["수어방송은"], ["수어방송을"]) == ()
    assert of_names(["수어방숑"], ["수어방송을"]) == (("수어방숑", "수어방송"),)
