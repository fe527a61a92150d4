"""Loads what a first search would wait for, side by side."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from embeddings import tokens
from embeddings.encoder import Encoder
from embeddings.index import Status


def warm_all(status: Callable[[], Status], encoder: Encoder | None) -> None:
    """Load Kiwi, what ``status`` looks at, and the encoder where one is given."""
    with ThreadPoolExecutor(3) as pool:
        loading: list[Future[object]] = [pool.submit(tokens.warm), pool.submit(status)]
        if encoder is not None:
            loading.append(pool.submit(encoder.query, "가"))
        for each in loading:
            each.result()
