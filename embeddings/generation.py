"""One index on disk: a folder that is written once, sealed by its manifest, and then only read.

``rows.json``     keys of the chunks and their documents; row i is the i-th, in the order of keys
``hashes.npy``    uint8 (n, 16): content hash of each row, by which the next index finds what it can take over
``vectors.npy``   float16 (n, dimension): vector of each row; 16 bits cost 5e-4 a component, which no ranking notices,
                  and make an index built in steps equal to one built at once
``vectors.faiss`` the same for searching
``terms.txt``     the terms of each row, a line each (reading them again is the slowest part after the vectors)
``words/``        BM25
``in-use.lock``   held shared by every reader, so that nobody removes what is read
"""

from __future__ import annotations

import dataclasses
import fcntl
import functools
import json
import weakref
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings import manifest as manifests
from embeddings.index import IndexedChunk
from embeddings.lexical import LexicalIndex
from embeddings.manifest import INDEX_VERSION, Manifest, Revision
from embeddings.vectors import VectorIndex
from graph.errors import SearchError

Rows = npt.NDArray[np.int64]

ROWS, HASHES, VECTORS, NEAREST, TERMS, WORDS = (
    "rows.json",
    "hashes.npy",
    "vectors.npy",
    "vectors.faiss",
    "terms.txt",
    "words",
)
IN_USE = "in-use.lock"


class Generation:
    """An index opened for reading; it stays readable, and on disk, as long as this object lives."""

    def __init__(self, folder: Path, *, deep: bool = False) -> None:
        """Open ``folder``; raises ``SearchError`` when it is damaged or of another version.

        ``deep`` compares every file with its digest. Raises ``FileNotFoundError`` when the folder is gone.
        """
        lock = (folder / IN_USE).open("rb")
        weakref.finalize(self, lock.close)
        fcntl.flock(lock, fcntl.LOCK_SH)
        if not (folder / IN_USE).exists():  # removed between opening and locking
            raise FileNotFoundError(folder)
        self.folder = folder
        self.manifest: Manifest = manifests.read(folder)
        if self.manifest.index_version != INDEX_VERSION:
            raise SearchError(f"the search index has version {self.manifest.index_version}, not {INDEX_VERSION}")
        manifests.check(folder, self.manifest, deep=deep)
        try:
            said = json.loads((folder / ROWS).read_text(encoding="utf-8"))
            self.keys: list[str] = said["keys"]
            self._documents: list[str] = said["documents"]
            self._document_of = np.array(said["document_of"], np.int64)
            self.vectors: npt.NDArray[np.float16] = np.load(folder / VECTORS, mmap_mode="r")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SearchError(f"the search index is damaged ({error})") from error
        self.words = LexicalIndex(folder / WORDS)
        self.nearest = VectorIndex(folder / NEAREST)

    def revision(self) -> Revision:
        """The graph's revision that the index stands for; it may have moved on since, with the same chunks."""
        return manifests.read(self.folder).revision

    def move_to(self, revision: Revision) -> None:
        """Say that the same chunks are those of ``revision``. Only for the one writer."""
        dataclasses.replace(self.manifest, revision=revision).write(self.folder)

    def hashes(self) -> list[bytes]:
        """Content hash of each row."""
        return [row.tobytes() for row in np.load(self.folder / HASHES)]

    def terms(self) -> Iterator[str]:
        """Terms of each row, joined by blanks."""
        with (self.folder / TERMS).open(encoding="utf-8", newline="\n") as stream:
            for line in stream:
                yield line.removesuffix("\n")

    def holds(self, chunks: Sequence[IndexedChunk], hashes: Sequence[bytes]) -> bool:
        """Whether the rows are exactly ``chunks``, which are in the order of their keys."""
        documents = [self._documents[at] for at in self._document_of.tolist()]
        return (
            self.keys == [chunk.key for chunk in chunks]
            and documents == [chunk.document for chunk in chunks]
            and self.hashes() == list(hashes)
        )

    def rows_of(self, documents: Collection[str] | None) -> Rows | None:
        """Rows, ascending, of ``documents``; None where they are not given."""
        if documents is None:
            return None
        wanted = [at for at, name in enumerate(self._documents) if name in documents]
        return np.flatnonzero(np.isin(self._document_of, wanted))

    def cosines(self, query: npt.NDArray[np.float32], rows: Any) -> npt.NDArray[np.float32]:
        """Exact cosines of ``query`` with the vectors of ``rows``."""
        found: npt.NDArray[np.float32] = np.asarray(self.vectors[rows], np.float32) @ query
        return found

    @functools.cached_property
    def row_of_key(self) -> dict[str, int]:
        """The row of each chunk by its key."""
        return {key: row for row, key in enumerate(self.keys)}


def write_rows(folder: Path, chunks: Sequence[IndexedChunk], hashes: Sequence[bytes]) -> None:
    """Save who the rows are: ``chunks`` in the order of their keys, with their content hashes."""
    documents = sorted({chunk.document for chunk in chunks})
    number = {document: at for at, document in enumerate(documents)}
    said = {
        "keys": [chunk.key for chunk in chunks],
        "documents": documents,
        "document_of": [number[chunk.document] for chunk in chunks],
    }
    (folder / ROWS).write_text(json.dumps(said), encoding="utf-8")
    np.save(folder / HASHES, np.frombuffer(b"".join(hashes), np.uint8).reshape(len(chunks), -1 if chunks else 16))
