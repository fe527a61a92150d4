"""Encoders: vectors of length 1, equal for equal text; a model that is not here is said at once."""

import importlib.machinery
import importlib.util
import time
from pathlib import Path

import numpy as np
import pytest

from embeddings import convert
from embeddings.e5 import OnnxE5
from embeddings.encoder import Encoder, HashingEncoder, make_encoder
from embeddings.unigram import Unigram
from graph.errors import SearchError

TEXTS = ["충주시 수소 플랫폼 구축사업", "", "  ", "🚀", "\ud800", "가" * 5000, "예산은 3억원"]

# of "passage: 충주시에서 2024년 3,400백만원을 科學 🚀", by the package ``tokenizers`` 0.23 from the same vocabulary
# fmt: off
E5_PIECES = [0, 46692, 12, 47689, 2688, 2166, 1180, 387, 2357, 2680, 138, 4, 10700, 23527, 37570, 413, 6, 41425, 6,
             247206, 2]
# fmt: on


@pytest.fixture(scope="module", params=["hashing", "e5"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return make_encoder(request.param)


def test_vectors_have_length_one_and_do_not_depend_on_company(encoder: Encoder) -> None:
    together = encoder.passages(TEXTS)
    assert together.dtype == np.float32
    assert together.shape == (len(TEXTS), encoder.dimension)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.array_equal(together, np.concatenate([encoder.passages([text]) for text in TEXTS]))
    assert encoder.passages([]).shape == (0, encoder.dimension)
    assert encoder.query(TEXTS[0]).shape == (encoder.dimension,)


def test_e5_knows_what_is_meant() -> None:
    e5 = make_encoder("e5")
    passages = e5.passages(["담당자 연락처는 043-210-0000이다.", "총사업비는 국비 30억원이다.", "오늘은 비가 온다."])
    assert np.argmax(passages @ e5.query("돈이 얼마나 들어가?")) == 1
    assert np.argmax(passages @ e5.query("누구한테 전화하면 돼?")) == 0


def test_e5_pieces_are_those_of_its_own_tokeniser() -> None:
    e5 = OnnxE5()
    e5.query("가")
    assert e5._loaded is not None
    assert e5._loaded[0].encode("passage: 충주시에서 2024년 3,400백만원을 科學 🚀", 512) == E5_PIECES


def test_unigram_takes_the_best_cut() -> None:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "\u2581", "\u2581가나", "가", "나", "나다"]
    unigram = Unigram(pieces, [0, 0, 0, 0, -1, -3, -2, -2, -2.5], (0, 2, 3))
    assert unigram.encode("가나", 9) == [0, 5, 2]
    assert unigram.encode("가나다", 9) == [0, 4, 6, 8, 2]  # -1 -2 -2.5 beats -3 and an unknown
    assert unigram.encode("라마 가", 9) == [0, 4, 3, 4, 6, 2]  # unknown characters together are one
    assert unigram.encode("가 " * 50, 5) == [0, 4, 6, 4, 2]
    assert unigram.encode("<s>", 9) == [0, 4, 3, 2]  # a mark of the model is none when somebody types it


@pytest.mark.parametrize("setting", ["", "e6", "sentence-transformers:", "sentence-transformers"])
def test_an_unknown_setting_is_named(setting: str) -> None:
    with pytest.raises(SearchError, match="use e5 or sentence-transformers:NAME_OR_FOLDER"):
        make_encoder(setting)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SearchError, match=r"\[sentence-transformers\]"):
        make_encoder("sentence-transformers:some/model")


def test_a_hub_model_that_is_not_here_fails_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("huggingface_hub")
    found = importlib.machinery.ModuleSpec("sentence_transformers", None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: found)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    started = time.monotonic()
    with pytest.raises(SearchError, match="not on this machine"):
        make_encoder("sentence-transformers:nobody/has-this-model")
    with pytest.raises(SearchError, match="holds no sentence-transformers model"):
        make_encoder(f"sentence-transformers:{tmp_path}")
    assert time.monotonic() - started < 5


def test_a_conversion_is_whole_or_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def make(folder: Path) -> None:
        (folder / convert.MODEL).write_bytes(b"model")
        (folder / convert.SEAL).write_text('{"files": {"int8.onnx": 5}}', encoding="utf-8")

    def fail(folder: Path) -> None:
        (folder / convert.MODEL).write_bytes(b"mo")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(convert, "_make", fail)
    with pytest.raises(SearchError, match="No space left"):
        convert.ensure(tmp_path / "e5")
    assert list((tmp_path / "e5").iterdir()) == []
    (tmp_path / "e5" / "0-older").mkdir()
    monkeypatch.setattr(convert, "_make", make)
    folder = convert.ensure(tmp_path / "e5")
    assert list((tmp_path / "e5").iterdir()) == [folder]
    (folder / convert.MODEL).write_bytes(b"mo")  # cut short
    assert convert.ensure(tmp_path / "e5") == folder
    assert (folder / convert.MODEL).read_bytes() == b"model"
    monkeypatch.setattr(convert, "_make", fail)
    assert convert.ensure(tmp_path / "e5") == folder  # made once


def test_a_model_that_does_not_load_is_a_search_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(convert, "ensure", lambda root: tmp_path)
    with pytest.raises(SearchError, match="cannot be loaded"):
        OnnxE5().query("가")


def test_hashing_is_near_for_similar_spelling() -> None:
    hashing = HashingEncoder()
    near, far = hashing.passages(["스마트시티 사업", "인사 발령"]) @ hashing.query("스마트시티 구축사업")
    assert near > far
    assert hashing.name != HashingEncoder(32).name
