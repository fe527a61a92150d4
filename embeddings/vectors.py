"""Nearest vectors with FAISS; the only module that imports it.

Inner product equals cosine similarity, because all vectors have length 1. The kind of index grows with the number of
vectors, by what was measured (384 numbers, one thread; findings of November 2026):

- ``flat``, exact: 11 ms a query at 100,000;
- ``fp16``, 16-bit and still exhaustive: 4.7 ms at 100,000 and 35 ms at a million, recall .998;
- ``ivf-sq8``, 8-bit in clusters of which the nearest are read: .7 ms at a million, 0.4 GB, recall .89.

One thread a query: two took 57 ms instead of .3 when the machine was busy, because they wait for each other spinning.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np
import numpy.typing as npt

from graph.errors import SearchError

FLAT_UP_TO = 100_000
FP16_UP_TO = 500_000
PROBES = 64
"""Clusters a query reads in ``ivf-sq8``."""

_BLOCK = 65_536  # rows converted to 32 bits at a time
_CLUSTERS_PER_ROOT = 4  # clusters = 4 √n, as FAISS's guidelines say for a million
_TRAINING_PER_CLUSTER = 64

faiss.omp_set_num_threads(1)

Vectors = npt.NDArray[np.float32]


def kind_for(count: int) -> str:
    """The kind of index for ``count`` vectors: ``flat``, ``fp16`` or ``ivf-sq8``."""
    if count <= FLAT_UP_TO:
        return "flat"
    return "fp16" if count <= FP16_UP_TO else "ivf-sq8"


def write(vectors: npt.NDArray[Any], file: Path) -> None:
    """Build the index of ``vectors`` (n, dimension), row i under the number i, into ``file``.

    ``vectors`` may be of 16 bits and memory-mapped; it is read in blocks.
    """
    count, dimension = vectors.shape
    index = _empty(kind_for(count), count, dimension)
    if not index.is_trained:
        every = max(count // (_TRAINING_PER_CLUSTER * _clusters(count)), 1)
        index.train(np.ascontiguousarray(vectors[::every], np.float32))
    for start in range(0, count, _BLOCK):
        index.add(np.ascontiguousarray(vectors[start : start + _BLOCK], np.float32))
    try:
        faiss.write_index(index, str(file))
    except RuntimeError as error:  # FAISS says so when the disk is full
        raise OSError(f"{file.name} cannot be written: {error}") from error


class VectorIndex:
    """A saved index, memory-mapped: pages are read when a query needs them, and shared between processes."""

    def __init__(self, file: Path) -> None:
        """Open ``file``; raises ``SearchError`` when it is no index or cut short."""
        try:
            self._index: Any = faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC)
            if isinstance(self._index, faiss.IndexIVF):  # FAISS maps clusters with another flag
                self._index = faiss.read_index(str(file), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
                self._index.nprobe = PROBES
                # FAISS starts 32 threads a query to read ahead, which costs five times what it saves (1.5 and .3 ms).
                clusters: Any = faiss.downcast_InvertedLists(self._index.invlists)
                clusters.prefetch_nthread = 0
        except RuntimeError as error:
            raise SearchError(f"{file.name} of the search index is damaged") from error

    @property
    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    def nearest(self, query: Vectors, limit: int) -> list[tuple[int, float]]:
        """Numbers of the ``limit`` vectors nearest to ``query`` (dimension,) and their cosines, nearest first."""
        limit = min(limit, self.count)
        if not limit:
            return []
        scores, numbers = self._index.search(np.ascontiguousarray(query[None, :], np.float32), limit)
        found = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        # -1 fills the places that a clustered index found nothing for.
        return sorted(((number, score) for number, score in found if number >= 0), key=lambda hit: (-hit[1], hit[0]))


def _clusters(count: int) -> int:
    return max(int(_CLUSTERS_PER_ROOT * count**0.5), 1)


def _empty(kind: str, count: int, dimension: int) -> Any:
    if kind == "flat":
        return faiss.IndexFlatIP(dimension)
    if kind == "fp16":
        return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    factory = f"IVF{_clusters(count)},SQ8"
    return cast(Any, faiss.index_factory(dimension, factory, faiss.METRIC_INNER_PRODUCT))
