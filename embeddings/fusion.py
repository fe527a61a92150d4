"""How the word score (BM25) and the vector score (cosine) of chunks become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Row = TypeVar("Row", int, str)
"""What an index knows a chunk by: a number, or its key."""

TOP = 100
"""Best rows of each search that take part: what each score is scaled over."""

BM25_WEIGHT = 0.6
DENSE_WEIGHT = 0.4
"""Words weigh more, because questions name programs and places as the documents do; vectors find what is reworded.

Picked on welfare and KorQuAD. nDCG@10 of the shipped pipeline with BM25 at 0 / .4 / .5 / .6 / .7 / 1: welfare .864 /
.887 / .886 / .880 / .867 / .829, KorQuAD .935 / .969 / .972 / .974 / .974 / .966. On 2,000 other questions .4 to .6
tied. Reciprocal rank fusion scored below BM25 alone on two of three tasks. ``bench/retrieval.py`` measures .6 again.
"""


def fuse(bm25: Sequence[tuple[Row, float]], dense: Sequence[tuple[Row, float]] | None) -> list[tuple[Row, float]]:
    """Rows by weighted sum of both scores, each scaled to 0…1 over its own rows; a row in one only has 0 in the other.

    Without ``dense`` the scaled word score alone. Best first; equals by row, so that the order is never chance.
    """
    total = {row: score * (BM25_WEIGHT if dense is not None else 1.0) for row, score in _scaled(bm25)}
    for row, score in _scaled(dense or []):
        total[row] = total.get(row, 0.0) + DENSE_WEIGHT * score
    return sorted(total.items(), key=lambda hit: (-hit[1], hit[0]))


def _scaled(hits: Sequence[tuple[Row, float]]) -> list[tuple[Row, float]]:
    """Scores mapped linearly: the lowest to 0, the highest to 1. Where all are equal, all are 1."""
    scores = [score for _, score in hits]
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    return [(row, (score - low) / (high - low) if high > low else 1.0) for row, score in hits]
