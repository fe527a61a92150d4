"""What search promises, wherever its index lies: in a home, or within Neo4j."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings import tokens
from embeddings.index import QUERY_CHARACTERS, IndexedChunk, SearchIndex, Synced
from graph.errors import SearchError
from graph.store import open_store
from settings import Settings
from tests.conftest import WIPE
from tests.embeddings.held import Counting, Home, Within

TITLE = "Ⅴ. 신규사업 > 4. 공모 대응"
TEXTS = {
    "2024/Chunk/a": "□ 과기정통부 공모사업 대응 : 수소 플랫폼 구축, 총사업비 200억원",
    "2024/Chunk/b": "○ 위치 : 충주시 대소원면 첨단산업로",
    "2024/Chunk/c": "스마트시티 데이터 허브 구축사업('24~'25) : 15억원",
    "2020/Chunk/a": "담당자 : 홍길동 책임연구원 (043-210-0000)",
    "2020/Chunk/b": "반도체 설계 인력양성 교육과정 운영",
    "2020/Chunk/c": "제천 바이오 헬스 지원센터 운영비 3,400백만원",
}
CHUNKS = [IndexedChunk(key, key.partition("/")[0], TITLE, text) for key, text in TEXTS.items()]
Place = Home | Within


@pytest.fixture(params=["home", pytest.param("graph", marks=pytest.mark.neo4j)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "home":
        yield Home(tmp_path)
        return
    neo4j: Settings = request.getfixturevalue("shared_neo4j")
    with open_store(neo4j) as store:
        yield Within(store)
        store.write(WIPE)


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def index(place: Place, encoder: Counting) -> SearchIndex:
    index = place.index(encoder)
    place.put(index, CHUNKS)
    return index


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("과기정통부에서 지원하는 사업은?", "2024/Chunk/a"),
        ("충주시의", "2024/Chunk/b"),
        ("스마트시티 데이터허브사업", "2024/Chunk/c"),
        ("043-210-0000 은 누구 번호?", "2020/Chunk/a"),
        ("ＳＥＭＩ 반도체", "2020/Chunk/b"),
        ("3400백만원", "2020/Chunk/c"),
    ],
)
def test_korean_questions_find_their_chunks(index: SearchIndex, question: str, key: str) -> None:
    for lexical_only in (True, False):
        assert index.search(question, 1, lexical_only=lexical_only)[0].chunk_key == key


def test_hits_say_what_their_score_is_made_of(index: SearchIndex, encoder: Counting) -> None:
    question = "스마트시티 데이터허브사업"
    best, *others = index.search(question, 6)
    assert best.score == pytest.approx(1.0)
    assert best.bm25 > others[0].bm25 >= 0
    vector = encoder.query(question)
    rows = dict(zip(TEXTS, encoder.passages([chunk.indexed_text for chunk in CHUNKS]), strict=True))
    for hit in (best, *others):
        assert hit.dense == pytest.approx(float(rows[hit.chunk_key] @ vector), abs=1e-3)
    assert index.search(question, 2) == [best, others[0]]


def test_only_words_means_no_encoder(index: SearchIndex, encoder: Counting) -> None:
    hits = index.search("충주시", lexical_only=True)
    assert [(hit.chunk_key, hit.dense) for hit in hits] == [("2024/Chunk/b", None)]
    assert encoder.questions == 0


def test_words_nobody_has_find_nothing_by_words(index: SearchIndex) -> None:
    assert index.search("ㅁㄴㅇㄹ zzqx", lexical_only=True) == []
    assert all(hit.bm25 == 0 for hit in index.search("ㅁㄴㅇㄹ zzqx"))


def test_a_word_is_had_or_not(index: SearchIndex) -> None:
    assert index.words_among(["반도체", "도자기", "반도체 설계"]) == ["반도체"]


def test_a_blank_question_finds_nothing(index: SearchIndex, encoder: Counting) -> None:
    for question in ("", "  \n", "\x00\x07", "\u3000"):
        assert index.search(question) == []
    assert index.search("충주", 0) == []
    assert encoder.questions == 0


def test_search_can_be_kept_to_documents(index: SearchIndex) -> None:
    def keys(*documents: str) -> set[str]:
        return {hit.chunk_key for hit in index.search("구축사업 운영", documents=documents)}

    assert keys("2020") == {"2020/Chunk/a", "2020/Chunk/b", "2020/Chunk/c"}
    assert keys("2020", "2024") == set(TEXTS)
    assert keys("없는 문서") == keys() == set()
    assert index.search("구축사업 운영", documents=["2024"], lexical_only=True)[0].chunk_key == "2024/Chunk/c"


def test_equal_scores_go_by_key(place: Place, encoder: Counting) -> None:
    index = place.index(encoder)
    same = [IndexedChunk(f"d/Chunk/{number:03d}", "d", "", "충주시 사업") for number in range(50)]
    place.put(index, reversed(same))
    assert encoder.embedded == ["충주시 사업"]  # equal texts are embedded once
    for lexical_only in (True, False):
        hits = index.search("충주시", 30, lexical_only=lexical_only)
        assert [hit.chunk_key for hit in hits] == [chunk.key for chunk in same[:30]]


LETTERS = st.sampled_from("가충주시 AND OR NOT +-&|!(){}[]^\"~*?:\\/'`$;🚀\ud800\u202e\x00\t<>=,.%_@#")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(LETTERS, max_size=40))
def test_no_character_means_anything_to_the_search(index: SearchIndex, question: str) -> None:
    hits = index.search(question)
    assert all(0 <= hit.score <= 1 + 1e-9 for hit in hits)
    assert index.search(question) == hits


def test_a_very_long_question_is_cut(index: SearchIndex) -> None:
    question = "스마트시티 데이터허브사업 " * 10_000
    assert index.search(question) == index.search(question[:QUERY_CHARACTERS])
    letters = "".join(chr(ord("가") + at * 7) for at in range(QUERY_CHARACTERS))
    assert index.search(letters, lexical_only=True) == index.search(letters * 2, lexical_only=True)


def test_vectors_come_by_key(index: SearchIndex, encoder: Counting) -> None:
    found = index.vectors(["2024/Chunk/b", "없음"])
    assert list(found) == ["2024/Chunk/b"]
    assert np.allclose(found["2024/Chunk/b"], encoder.passages([CHUNKS[1].indexed_text])[0], atol=1e-3)
    assert index.dimension() == 64


def test_unchanged_text_is_never_embedded_twice(
    place: Place, index: SearchIndex, encoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sorted(encoder.embedded) == sorted(chunk.indexed_text for chunk in CHUNKS)
    encoder.embedded.clear()
    read: list[str] = []
    terms = tokens.terms

    def counted(texts: Sequence[str]) -> list[list[str]]:
        read.extend(texts)
        return terms(texts)

    monkeypatch.setattr(tokens, "terms", counted)
    assert place.put(index, CHUNKS) == Synced(6, 0, changed=False, problem="")
    moved = [replace(chunk, key=chunk.key + "2") for chunk in CHUNKS]
    assert place.put(index, moved).embedded == 0
    changed = [*moved[1:], replace(moved[0], text="새 사업")]
    seen: list[tuple[int, int]] = []
    assert place.put(index, changed, lambda done, of: seen.append((done, of))).embedded == 1
    assert encoder.embedded == read == [f"{TITLE}\n새 사업"]
    assert seen == [(1, 1)]
    assert index.search("새 사업", 1)[0].chunk_key == "2024/Chunk/a2"


def test_what_is_expected_is_embedded_ahead_and_once(place: Place, index: SearchIndex, encoder: Counting) -> None:
    place.put(index, CHUNKS)
    encoder.embedded.clear()
    fresh = [replace(c, key=f"2025/Chunk/{at}", document="2025", text=f"{c.text} 계속") for at, c in enumerate(CHUNKS)]
    if isinstance(place, Within):
        place.store([*CHUNKS, *fresh])
    index.expect()
    index.expect([*CHUNKS, *fresh])
    while len(encoder.embedded) < len(fresh):
        time.sleep(0.01)
    assert place.put(index, [*CHUNKS, *fresh]) == Synced(12, 6, changed=True, problem="")
    assert sorted(encoder.embedded) == sorted(chunk.indexed_text for chunk in fresh)


def test_the_revision_moves_with_and_without_a_sync(place: Place, index: SearchIndex, encoder: Counting) -> None:
    assert index.status().revision == place.revision()
    place.touch()
    assert index.status().revision != place.revision()
    index.follow(place.revision())
    assert index.status().revision == place.revision()
    place.touch()
    assert place.put(index, CHUNKS).changed is False
    assert index.status().revision == place.revision()
    assert place.index(encoder).status() == index.status()


def test_an_empty_graph_has_an_empty_index(place: Place, encoder: Counting) -> None:
    place.forget()
    index = place.index(encoder)
    assert "no search index" in index.status().problem
    with pytest.raises(SearchError, match="saeop index"):
        index.search("충주")
    assert index.words_among(["충주"]) == []
    place.put(index, [])
    assert index.status().usable
    assert index.search("충주") == index.search("충주", documents=["2024"]) == []
    place.put(index, CHUNKS)
    place.put(index, [])
    assert index.search("충주") == []


def test_another_encoder_never_meets_these_vectors(place: Place, index: SearchIndex) -> None:
    other = Counting(32)
    changed = place.index(other)
    assert "encoder hashing-1/64, not hashing-1/32" in changed.status().problem
    with pytest.raises(SearchError, match="saeop index"):
        changed.search("충주")
    synced = place.put(changed, CHUNKS)
    assert "encoder" in synced.problem
    assert len(other.embedded) == synced.embedded == len(CHUNKS)
    assert changed.search("충주시", 1)[0].chunk_key == "2024/Chunk/b"
    with pytest.raises(SearchError, match="encoder"):
        index.search("충주")


def test_another_token_stream_never_meets_these_words(
    place: Place, index: SearchIndex, encoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder.embedded.clear()
    monkeypatch.setattr(tokens, "version", lambda: "another")
    assert "token stream" in index.status().problem
    assert "token stream" in place.put(index, CHUNKS).problem
    assert index.status().usable
    assert encoder.embedded == []
    assert index.search("충주시", 1)[0].chunk_key == "2024/Chunk/b"


def test_many_ask_while_one_writes(place: Place, index: SearchIndex) -> None:
    wrong: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                assert index.search("충주시", 1)[0].chunk_key == "2024/Chunk/b"
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for round_ in range(6):
        place.put(index, CHUNKS[: 4 + round_ % 3])
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
