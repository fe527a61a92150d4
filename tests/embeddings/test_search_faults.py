"""What goes wrong on disk: nothing half done is ever searched, and nothing found is lost by a failure."""

import errno
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from embeddings import build, home, lexical, vectors
from embeddings.encoder import HashingEncoder, Vectors
from embeddings.home import IndexHome
from embeddings.index import IndexedChunk
from embeddings.local import LocalIndex
from graph.errors import SearchError

CHUNKS = [IndexedChunk(f"k{number}", "d", "절", f"충주시 사업 {number}호") for number in range(40)]
FILES = ["rows.json", "hashes.npy", "vectors.npy", "vectors.faiss", "terms.txt", "manifest.json", "words/meta.json"]


@pytest.fixture
def index(tmp_path: Path) -> LocalIndex:
    index = LocalIndex(tmp_path, HashingEncoder())
    index.sync(CHUNKS, 1)
    return index


def generations(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "index").glob("g*"))


def halve(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x55
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [halve, flip, Path.unlink])
@pytest.mark.parametrize("name", [*FILES, "words/*.idx", "words/*.store"])
def test_a_damaged_index_is_told_and_built_again(
    index: LocalIndex, tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    (generation,) = generations(tmp_path)
    (file,) = generation.glob(name)
    damage(file)
    fresh = LocalIndex(tmp_path, HashingEncoder())
    assert "search index" in fresh.status().problem
    with pytest.raises(SearchError, match="saeop index"):
        fresh.search("충주시")
    synced = fresh.sync(CHUNKS, 2)
    assert "search index" in synced.problem
    assert synced.embedded == len(CHUNKS)
    assert fresh.status().usable
    assert fresh.search("7호", 1)[0].chunk_key == "k7"


@pytest.mark.parametrize("content", [b"", b"g999999", b"../../etc", b"\xff\xfe", b"\n\n", b"."])
def test_a_damaged_pointer_is_told_and_built_again(index: LocalIndex, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index" / "current").write_bytes(content)
    assert not index.status().usable
    assert index.sync(CHUNKS, 2).changed
    assert index.search("7호", 1)[0].chunk_key == "k7"
    assert len(generations(tmp_path)) == 1


def test_an_older_index_is_told_and_built_again(index: LocalIndex, tmp_path: Path) -> None:
    manifest = generations(tmp_path)[0] / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"index_version": 1', '"index_version": 0'))
    fresh = LocalIndex(tmp_path, HashingEncoder())
    assert "version 0, not 1" in fresh.status().problem
    assert fresh.sync(CHUNKS, 2).changed


def test_a_lost_folder_is_told_and_built_again(index: LocalIndex, tmp_path: Path) -> None:
    shutil.rmtree(generations(tmp_path)[0])
    assert "is gone" in LocalIndex(tmp_path, HashingEncoder()).status().problem
    assert index.sync(CHUNKS, 2).changed
    shutil.rmtree(tmp_path / "index")
    assert "no search index yet" in index.status().problem
    assert index.sync(CHUNKS, 3).embedded == len(CHUNKS)


KILLED = """
import os, sys
from pathlib import Path
from embeddings.encoder import HashingEncoder
from embeddings.index import IndexedChunk
from embeddings.local import LocalIndex
if sys.argv[2] == "before the rename":
    os.rename = lambda *_: os._exit(9)
else:
    os.replace = lambda *_: os._exit(9)
LocalIndex(Path(sys.argv[1]), HashingEncoder()).sync([IndexedChunk("new", "d", "", "새 글")], 2)
"""


@pytest.mark.parametrize("moment", ["before the rename", "before the pointer"])
def test_a_writer_killed_before_the_swap_leaves_the_old_index(index: LocalIndex, tmp_path: Path, moment: str) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], cwd=Path(build.__file__).parents[1])
    assert ended.returncode == 9
    fresh = LocalIndex(tmp_path, HashingEncoder())
    assert fresh.status().revision == 1
    assert fresh.search("7호", 1)[0].chunk_key == "k7"
    assert fresh.sync(CHUNKS[:5], 3).embedded == 0
    assert fresh.search("3호", 1)[0].chunk_key == "k3"
    assert len(generations(tmp_path)) == 2  # the first, which ``index`` still reads, and the last
    assert not (tmp_path / "index" / "building").exists()


def test_a_reader_keeps_its_index_and_the_last_one_removes_it(index: LocalIndex, tmp_path: Path) -> None:
    reader = IndexHome(tmp_path / "index").open()
    assert reader is not None
    index.sync(CHUNKS[:10], 2)
    index.sync(CHUNKS[:5], 3)
    assert [path.name for path in generations(tmp_path)] == ["g000001", "g000003"]
    assert len(reader.words.best(["사업"], 100)) == len(CHUNKS)
    assert reader.cosines(HashingEncoder().query("사업"), [39]).shape == (1,)
    assert len(list(reader.terms())) == len(CHUNKS)
    del reader
    index.sync(CHUNKS, 4)
    assert [path.name for path in generations(tmp_path)] == ["g000004"]


def test_a_full_disk_leaves_the_old_index(index: LocalIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for module, name in ((lexical, "write"), (vectors, "write"), (np, "save"), (os, "rename")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, full)
            with pytest.raises(SearchError, match="No space left"):
                index.sync(CHUNKS[:3], 2)
        assert index.status().revision == 1
        assert index.search("7호", 1)[0].chunk_key == "k7"
        assert not (tmp_path / "index" / "building").exists()


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    index = LocalIndex(tmp_path, HashingEncoder())
    assert not index.status().usable
    with pytest.raises(SearchError, match="cannot be written"):
        index.sync(CHUNKS, 1)


class Failing(HashingEncoder):
    """Fails at the second batch, or makes vectors of another length."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind, self._batches = kind, 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        self._batches += 1
        if self._kind == "fails" and self._batches == 2:
            raise SearchError("out of memory")
        return super().passages(texts)[:, : 10 if self._kind == "short" else None]


@pytest.mark.parametrize(("kind", "message"), [("fails", "out of memory"), ("short", "made vectors")])
def test_a_failing_encoder_leaves_the_old_index(index: LocalIndex, tmp_path: Path, kind: str, message: str) -> None:
    more = [IndexedChunk(f"n{number}", "d", "", f"새 글 {number}") for number in range(200)]
    with pytest.raises(SearchError, match=message):
        LocalIndex(tmp_path, Failing(kind)).sync(more, 2)
    assert index.status().revision == 1
    assert index.search("7호", 1)[0].chunk_key == "k7"


def test_only_one_writes(index: LocalIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_WAIT_SECONDS", 0.1)
    with (tmp_path / "index" / "writer.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(SearchError, match="another process is writing"):
            index.sync(CHUNKS[:3], 2)
    assert index.sync(CHUNKS[:3], 2).chunks == 3


@pytest.mark.parametrize("kind", ["flat", "fp16", "ivf-sq8"])
def test_every_kind_of_vector_index_finds_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(vectors, "FLAT_UP_TO", 3000 if kind == "flat" else 0)
    monkeypatch.setattr(vectors, "FP16_UP_TO", 3000 if kind == "fp16" else 0)
    random = np.random.default_rng(7)
    rows = random.normal(size=(3000, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    file = tmp_path / "vectors.faiss"
    vectors.write(rows.astype(np.float16), file)
    assert vectors.kind_for(len(rows)) == kind
    index = vectors.VectorIndex(file)
    assert index.count == 3000
    for row in (0, 1234, 2999):
        hits = index.nearest(rows[row], 5)
        assert hits[0][0] == row
        assert hits[0][1] == pytest.approx(1, abs=0.02)
        assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    assert len(index.nearest(rows[0], 10)) == 10
    halve(file)
    with pytest.raises(SearchError, match="damaged"):
        vectors.VectorIndex(file)
