"""Embedding before an index is built: while files are still being read, one core or another has nothing to do.

What is made waits in memory for the next ``sync``; what is not made by then, ``sync`` makes. Nothing is lost when it
fails or is never taken: the index is the same either way.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import numpy.typing as npt

from embeddings import tokens
from embeddings.encoder import Encoder
from embeddings.index import IndexedChunk
from graph.errors import SearchError

Made = dict[bytes, npt.NDArray[np.float16]]
_MOST = 50_000
"""Vectors that may wait (40 MB)."""
_BATCH = 32


class Ahead:
    """Makes vectors of chunks in a thread of its own. Safe for threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._asked: set[bytes] = set()
        self._made: Made = {}

    def warm(self) -> None:
        """Load the encoder, then Kiwi."""
        self._submit(self._warm)

    def add(self, chunks: Sequence[IndexedChunk]) -> None:
        """Make the vectors of these chunks soon."""
        for start in range(0, len(chunks), _BATCH):
            some = chunks[start : start + _BATCH]
            self._submit(partial(self._make, some))

    def take(self) -> Made:
        """What is made, by content hash; what waits to be made is given up."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)
        with self._lock:
            made, self._made = self._made, {}
            self._asked = set()
        return made

    def _warm(self) -> None:
        with contextlib.suppress(SearchError):
            self._encoder.query("가")
            tokens.warm()

    def _submit(self, job: Callable[[], None]) -> None:
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, "ahead")
            self._pool.submit(job)

    def _make(self, chunks: Sequence[IndexedChunk]) -> None:
        fresh: dict[bytes, str] = {}
        with self._lock:
            for chunk in chunks:
                content = chunk.content_hash
                if content not in self._asked and len(self._asked) < _MOST:
                    self._asked.add(content)
                    fresh[content] = chunk.indexed_text
        with contextlib.suppress(SearchError):  # sync meets the same fault and tells it
            rows = self._encoder.passages(list(fresh.values())).astype(np.float16)
            with self._lock:
                self._made.update(zip(fresh, rows, strict=True))
