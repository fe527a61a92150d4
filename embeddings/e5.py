"""The bundled encoder: multilingual-e5-small as int8 ONNX (``embeddings.convert``), 384 numbers a text.

int8 vectors depend on what else is in the batch (by up to .014 a component), and padding costs time: so one text a
call, and many calls at once on one thread each. Threads do not change the numbers.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from embeddings import convert
from embeddings.encoder import Vectors
from embeddings.text import clean
from embeddings.unigram import Unigram
from graph.errors import SearchError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LIMIT = 512
"""Pieces a text is cut to: the model knows no further position."""

_CHARACTERS = 8 * LIMIT
"""Characters looked at: Korean has 1.9 a piece, and no text of interest has more than 8."""


class OnnxE5:
    """multilingual-e5-small, with the prefixes it was trained with. Loads in .4 s at the first text; thread safe."""

    dimension = 384

    def __init__(self, root: Path | None = None) -> None:
        """``root`` is where conversions are kept (default: in the environment)."""
        self._root = root
        self._lock = threading.Lock()
        self._loaded: tuple[Unigram, InferenceSession] | None = None

    @property
    def name(self) -> str:
        """See ``Encoder``."""
        return f"e5-small-int8/{convert.version()}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder``. Uses all cores: about 45 chunks of 200 characters a second on each."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        self._load()
        with ThreadPoolExecutor(_cores()) as pool:
            return np.stack(list(pool.map(lambda text: self._embed(f"passage: {text}"), texts)))

    def query(self, text: str) -> Vectors:
        """See ``Encoder``. Some 5 ms on one core."""
        return self._embed(f"query: {text}")

    def _embed(self, text: str) -> Vectors:
        unigram, session = self._load()
        numbers = unigram.encode(clean(text[:_CHARACTERS]), LIMIT)
        (vectors,) = session.run(None, {"input_ids": np.array([numbers], np.int64)})
        return cast(Vectors, vectors[0])

    def _load(self) -> tuple[Unigram, InferenceSession]:
        with self._lock:
            if self._loaded is None:
                folder = convert.ensure(self._root)
                try:
                    self._loaded = (_unigram(folder), _session(folder / convert.MODEL))
                except Exception as error:  # ONNX Runtime's errors share no base below Exception
                    raise SearchError(f"the search model in {folder} cannot be loaded: remove that folder") from error
            return self._loaded


def _unigram(folder: Path) -> Unigram:
    pieces = (folder / convert.PIECES).read_text(encoding="utf-8").split("\n")
    bos, eos, unknown = json.loads((folder / convert.SEAL).read_text(encoding="utf-8"))["ends"]
    return Unigram(pieces, np.load(folder / convert.SCORES).tolist(), (bos, eos, unknown))


def _session(model: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _cores() -> int:
    """Cores this process may use (a container's share where the system tells it)."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1
