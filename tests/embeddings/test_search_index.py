"""The index: what it finds, what it takes over, and that it is always one whole index of one encoder."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings import tokens
from embeddings.encoder import HashingEncoder, Vectors
from embeddings.fusion import BM25_WEIGHT, DENSE_WEIGHT, TOP, fuse
from embeddings.index import QUERY_CHARACTERS, IndexedChunk, Synced
from embeddings.local import LocalIndex
from graph.errors import SearchError

TITLE = "Ⅴ. 신규사업 > 4. 공모 대응"
TEXTS = {
    "2024/a": "□ 과기정통부 공모사업 대응 : 수소 플랫폼 구축, 총사업비 200억원",
    "2024/b": "○ 위치 : 충주시 대소원면 첨단산업로",
    "2024/c": "스마트시티 데이터 허브 구축사업('24~'25) : 15억원",
    "2020/a": "담당자 : 홍길동 책임연구원 (043-210-0000)",
    "2020/b": "반도체 설계 인력양성 교육과정 운영",
    "2020/c": "제천 바이오 헬스 지원센터 운영비 3,400백만원",
}
CHUNKS = [IndexedChunk(key, key.partition("/")[0], TITLE, text) for key, text in TEXTS.items()]


class Counting:
    """An encoder that remembers what it was asked."""

    def __init__(self, dimension: int = 64) -> None:
        self._encoder = HashingEncoder(dimension)
        self.name, self.dimension = self._encoder.name, dimension
        self.embedded: list[str] = []
        self.questions = 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self._encoder.passages(texts)

    def query(self, text: str) -> Vectors:
        self.questions += 1
        return self._encoder.query(text)


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def index(tmp_path: Path, encoder: Counting) -> LocalIndex:
    index = LocalIndex(tmp_path, encoder)
    index.sync(CHUNKS, 1)
    return index


@pytest.mark.parametrize("lexical_only", [True, False])
@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("과기정통부에서 지원하는 사업은?", "2024/a"),
        ("충주시의", "2024/b"),
        ("스마트시티 데이터허브사업", "2024/c"),
        ("043-210-0000 은 누구 번호?", "2020/a"),
        ("ＳＥＭＩ 반도체", "2020/b"),
        ("3400백만원", "2020/c"),
    ],
)
def test_korean_questions_find_their_chunks(index: LocalIndex, question: str, key: str, lexical_only: bool) -> None:
    assert index.search(question, 1, lexical_only=lexical_only)[0].chunk_key == key


def test_hits_say_what_their_score_is_made_of(index: LocalIndex, encoder: Counting) -> None:
    best, *others = index.search("스마트시티 데이터허브사업", 6)
    assert best.score == pytest.approx(1.0)
    assert best.bm25 > others[0].bm25 >= 0
    assert best.dense == pytest.approx(
        float(encoder.query(CHUNKS[2].indexed_text) @ encoder.query("스마트시티 데이터허브사업")), abs=1e-3
    )
    assert [hit.chunk_key for hit in index.search("스마트시티 데이터허브사업", 2)] == [
        best.chunk_key,
        others[0].chunk_key,
    ]


def test_only_words_means_no_encoder(index: LocalIndex, encoder: Counting) -> None:
    hits = index.search("충주시", lexical_only=True)
    assert [(hit.chunk_key, hit.dense) for hit in hits] == [("2024/b", None)]
    assert encoder.questions == 0


def test_words_nobody_has_find_nothing_by_words(index: LocalIndex) -> None:
    assert index.search("ㅁㄴㅇㄹ zzqx", lexical_only=True) == []
    assert all(hit.bm25 == 0 for hit in index.search("ㅁㄴㅇㄹ zzqx"))


@pytest.mark.parametrize("question", ["", "  \n", "\x00\x07", "\u3000"])
def test_a_blank_question_finds_nothing(index: LocalIndex, encoder: Counting, question: str) -> None:
    assert index.search(question) == []
    assert index.search("충주", 0) == []
    assert encoder.questions == 0


def test_search_can_be_kept_to_documents(index: LocalIndex) -> None:
    def keys(*documents: str) -> set[str]:
        return {hit.chunk_key for hit in index.search("구축사업 운영", documents=documents)}

    assert keys("2020") == {"2020/a", "2020/b", "2020/c"}
    assert keys("2020", "2024") == set(TEXTS)
    assert keys("없는 문서") == keys() == set()
    assert index.search("구축사업 운영", documents=["2024"], lexical_only=True)[0].chunk_key == "2024/c"


def test_equal_scores_go_by_key(tmp_path: Path, encoder: Counting) -> None:
    index = LocalIndex(tmp_path, encoder)
    same = [IndexedChunk(f"{number:03d}", "d", "", "충주시 사업") for number in range(150)]
    index.sync(reversed(same), 1)
    assert encoder.embedded == ["충주시 사업"]  # equal texts are embedded once
    for lexical_only in (True, False):
        hits = index.search("충주시", 30, lexical_only=lexical_only)
        assert [hit.chunk_key for hit in hits] == [chunk.key for chunk in same[:30]]


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("가충주시 AND OR NOT +-&|!(){}[]^\"~*?:\\/'`$;🚀\ud800\u202e\x00\t<>=,.%_@#"), max_size=40)
)
def test_no_character_means_anything_to_the_search(question: str) -> None:
    hits = SHARED.search(question)
    assert all(0 <= hit.score <= 1 + 1e-9 for hit in hits)
    assert SHARED.search(question) == hits


def test_a_very_long_question_is_cut(index: LocalIndex) -> None:
    question = "스마트시티 데이터허브사업 " * 10_000
    assert index.search(question) == index.search(question[:QUERY_CHARACTERS])


@pytest.fixture(scope="module", autouse=True)
def _shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One index for the examples of hypothesis, which share no function fixture."""
    global SHARED
    SHARED = LocalIndex(tmp_path_factory.mktemp("home"), HashingEncoder())
    SHARED.sync(CHUNKS, 1)


SHARED: LocalIndex


def test_unchanged_text_is_never_embedded_twice(
    index: LocalIndex, encoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sorted(encoder.embedded) == sorted(chunk.indexed_text for chunk in CHUNKS)
    encoder.embedded.clear()
    read: list[str] = []
    terms = tokens.terms

    def counted(texts: Sequence[str]) -> list[list[str]]:
        read.extend(texts)
        return terms(texts)

    monkeypatch.setattr(tokens, "terms", counted)
    assert index.sync(CHUNKS, 1) == Synced(6, 0, changed=False, problem="")
    renamed = [replace(chunk, key=f"2025/{at}", document="2025") for at, chunk in enumerate(CHUNKS)]
    assert index.sync(renamed, 2) == Synced(6, 0, changed=True, problem="")
    changed = [*renamed[1:], replace(renamed[0], text="새 사업")]
    seen: list[tuple[int, int]] = []
    assert index.sync(changed, 3, lambda done, of: seen.append((done, of))).embedded == 1
    assert encoder.embedded == read == [f"{TITLE}\n새 사업"]
    assert seen == [(1, 1)]
    assert index.search("새 사업", 1)[0].chunk_key == "2025/0"


def test_the_index_is_a_function_of_its_chunks(tmp_path: Path, encoder: Counting) -> None:
    steps, once = LocalIndex(tmp_path / "steps", encoder), LocalIndex(tmp_path / "once", encoder)
    for count in (2, 6, 4):
        steps.sync(CHUNKS[:count], count)
    once.sync(reversed(CHUNKS[:4]), 4)
    for name in ("rows.json", "hashes.npy", "vectors.npy", "vectors.faiss", "terms.txt"):
        (one,) = (tmp_path / "steps").rglob(name)
        (other,) = (tmp_path / "once").rglob(name)
        assert one.read_bytes() == other.read_bytes(), name
    assert steps.search("충주시 사업") == once.search("충주시 사업")


def test_what_is_expected_is_embedded_ahead_and_once(index: LocalIndex, encoder: Counting, tmp_path: Path) -> None:
    encoder.embedded.clear()
    fresh = [replace(chunk, key=f"2025/{at}", text=f"{chunk.text} 계속") for at, chunk in enumerate(CHUNKS)]
    index.expect()
    index.expect([*CHUNKS, *fresh, *fresh])
    while len(encoder.embedded) < len(fresh):
        time.sleep(0.01)
    assert index.sync([*CHUNKS, *fresh], 2) == Synced(12, 6, changed=True, problem="")
    assert sorted(encoder.embedded) == sorted(chunk.indexed_text for chunk in fresh)
    other = LocalIndex(tmp_path / "other", encoder)
    other.sync([*CHUNKS, *fresh], 2)
    (one,), (two,) = (tmp_path / "index").rglob("vectors.npy"), (tmp_path / "other").rglob("vectors.npy")
    assert one.read_bytes() == two.read_bytes()


def test_the_revision_moves_without_building(index: LocalIndex, tmp_path: Path) -> None:
    before = sorted(path.name for path in (tmp_path / "index").iterdir())
    assert index.sync(CHUNKS, "r2").changed is False
    assert index.status().revision == "r2"
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before


def test_an_empty_graph_has_an_empty_index(tmp_path: Path, encoder: Counting) -> None:
    index = LocalIndex(tmp_path, encoder)
    assert "no search index yet" in index.status().problem
    with pytest.raises(SearchError, match="saeop index"):
        index.search("충주")
    index.sync([], 0)
    assert index.status().usable
    assert index.search("충주") == index.search("충주", documents=["2024"]) == []
    index.sync(CHUNKS, 1)
    index.sync([], 2)
    assert index.search("충주") == []


def test_two_chunks_of_one_key_are_refused(index: LocalIndex) -> None:
    with pytest.raises(SearchError, match="two chunks have the key '2024/a'"):
        index.sync([*CHUNKS, CHUNKS[0]], 2)
    assert index.status().revision == 1


def test_another_encoder_never_meets_these_vectors(index: LocalIndex, tmp_path: Path, encoder: Counting) -> None:
    other = Counting(32)
    changed = LocalIndex(tmp_path, other)
    assert "encoder hashing-1/64, not hashing-1/32" in changed.status().problem
    with pytest.raises(SearchError, match="saeop index"):
        changed.search("충주")
    synced = changed.sync(CHUNKS, 2)
    assert "encoder" in synced.problem
    assert len(other.embedded) == synced.embedded == len(CHUNKS)
    assert changed.search("충주시", 1)[0].chunk_key == "2024/b"
    with pytest.raises(SearchError, match="encoder"):
        index.search("충주")


def test_another_token_stream_never_meets_these_words(
    index: LocalIndex, encoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder.embedded.clear()
    monkeypatch.setattr(tokens, "version", lambda: "another")
    assert "token stream" in index.status().problem
    assert "token stream" in index.sync(CHUNKS, 1).problem
    assert index.status().usable
    assert encoder.embedded == []


def test_many_ask_while_one_writes(index: LocalIndex) -> None:
    wrong: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                assert index.search("충주시", 1)[0].chunk_key == "2024/b"
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for round_ in range(20):
        index.sync(CHUNKS[: 3 + round_ % 3], round_)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_scores_are_scaled_over_their_own_hits() -> None:
    fused = dict(fuse([(1, 30.0), (2, 20.0), (3, 10.0)], [(4, 0.9), (2, 0.85), (5, 0.8)]))
    assert fused == pytest.approx(
        {1: BM25_WEIGHT, 2: 0.5 * BM25_WEIGHT + 0.5 * DENSE_WEIGHT, 3: 0, 4: DENSE_WEIGHT, 5: 0}
    )
    assert [row for row, _ in fuse([(9, 1.0), (3, 1.0)], [])] == [3, 9]
    assert fuse([], None) == []
    assert TOP == 100
    assert np.isclose(BM25_WEIGHT + DENSE_WEIGHT, 1)
