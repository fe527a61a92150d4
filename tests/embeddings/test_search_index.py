"""The index of a home: a function of its chunks, and what it leaves alone."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import HashingEncoder
from embeddings.fusion import BM25_WEIGHT, DENSE_WEIGHT, TOP, fuse
from embeddings.index import IndexedChunk
from embeddings.local import LocalIndex
from graph.errors import SearchError

CHUNKS = [IndexedChunk(f"2024/{at}", "2024", "절", f"충주시 사업 {at}호") for at in range(6)]


@pytest.fixture
def index(tmp_path: Path) -> LocalIndex:
    index = LocalIndex(tmp_path, HashingEncoder())
    index.sync(CHUNKS, 1)
    return index


def test_equal_scores_go_by_key(tmp_path: Path) -> None:
    index = LocalIndex(tmp_path, HashingEncoder())
    same = [IndexedChunk(f"{number:03d}", "d", "", "충주시 사업") for number in range(150)]
    index.sync(reversed(same), 1)
    for lexical_only in (True, False):
        hits = index.search("충주시", 30, lexical_only=lexical_only)
        assert [hit.chunk_key for hit in hits] == [chunk.key for chunk in same[:30]]


def test_the_index_is_a_function_of_its_chunks(tmp_path: Path) -> None:
    steps, once = LocalIndex(tmp_path / "steps", HashingEncoder()), LocalIndex(tmp_path / "once", HashingEncoder())
    for count in (2, 6, 4):
        steps.sync(CHUNKS[:count], count)
    once.sync(reversed(CHUNKS[:4]), 4)
    for name in ("rows.json", "hashes.npy", "vectors.npy", "vectors.faiss", "terms.txt"):
        (one,) = (tmp_path / "steps").rglob(name)
        (other,) = (tmp_path / "once").rglob(name)
        assert one.read_bytes() == other.read_bytes(), name
    assert steps.search("충주시 사업") == once.search("충주시 사업")


def test_the_revision_moves_without_building(index: LocalIndex, tmp_path: Path) -> None:
    before = sorted(path.name for path in (tmp_path / "index").iterdir())
    assert index.sync(CHUNKS, "r2").changed is False
    assert index.status().revision == "r2"
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == before


def test_two_chunks_of_one_key_are_refused(index: LocalIndex) -> None:
    with pytest.raises(SearchError, match="two chunks have the key '2024/0'"):
        index.sync([*CHUNKS, CHUNKS[0]], 2)
    assert index.status().revision == 1


def test_scores_are_scaled_over_their_own_hits() -> None:
    fused = dict(fuse([(1, 30.0), (2, 20.0), (3, 10.0)], [(4, 0.9), (2, 0.85), (5, 0.8)]))
    assert fused == pytest.approx(
        {1: BM25_WEIGHT, 2: 0.5 * BM25_WEIGHT + 0.5 * DENSE_WEIGHT, 3: 0, 4: DENSE_WEIGHT, 5: 0}
    )
    assert [row for row, _ in fuse([(9, 1.0), (3, 1.0)], [])] == [3, 9]
    assert fuse([], None) == []
    assert TOP == 100
    assert np.isclose(BM25_WEIGHT + DENSE_WEIGHT, 1)
