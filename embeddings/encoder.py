"""What turns text into vectors: the protocol, the choice by setting, and a tiny real encoder for tests.

An encoder's ``name`` stands for its vectors: two encoders of one name give equal vectors for equal text, so the name
in an index manifest tells whether its vectors can be searched. Asking for the name never loads a model.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from embeddings.text import clean
from graph.errors import SearchError

Vectors = npt.NDArray[np.float32]

_ST_PREFIX = "sentence-transformers:"


class Encoder(Protocol):
    """Turns passages and queries into vectors of length 1, whose inner product is their similarity."""

    @property
    def name(self) -> str:
        """What the vectors depend on: model, weights, version."""

    @property
    def dimension(self) -> int:
        """Numbers per vector."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text, float32 (n, dimension), each of length 1. A text's row does not depend on the others."""

    def query(self, text: str) -> Vectors:
        """The vector of a question, float32 (dimension,), of length 1."""


def make_encoder(setting: str) -> Encoder:
    """The encoder that ``SAEOP_ENCODER`` names: ``e5``, ``sentence-transformers:NAME_OR_FOLDER`` or ``hashing``.

    No model is loaded yet. Raises ``SearchError`` when the setting names nothing, or a model that is not here.
    """
    if setting == "e5":
        from embeddings.e5 import OnnxE5

        return OnnxE5()
    if setting == "hashing":
        return HashingEncoder()
    name = setting.removeprefix(_ST_PREFIX)
    if name == setting or not name:
        raise SearchError(f"SAEOP_ENCODER is {setting!r}: use e5 or {_ST_PREFIX}NAME_OR_FOLDER")
    from embeddings.sentence_transformers import SentenceTransformers

    # The hub's own switch: people who set it to 0 ask for the download.
    return SentenceTransformers(name, download=os.environ.get("HF_HUB_OFFLINE") == "0")


class HashingEncoder:
    """Counts of hashed character pairs: no model, no meaning, but similar spelling is near. For tests."""

    def __init__(self, dimension: int = 64) -> None:
        self.dimension = dimension
        self.name = f"hashing-1/{dimension}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder``."""
        rows = [self.query(text) for text in texts]
        return np.array(rows, np.float32).reshape(len(rows), self.dimension)

    def query(self, text: str) -> Vectors:
        """See ``Encoder``; a question is embedded as a passage is."""
        padded = f" {clean(text)} "
        vector = np.zeros(self.dimension, np.float32)
        for at in range(len(padded) - 1):
            vector[zlib.crc32(padded[at : at + 2].encode()) % self.dimension] += 1
        return vector / np.float32(np.linalg.norm(vector))
