"""The search index of a home, on disk: kept equal to the chunks of the graph, asked by many threads.

The index is a function of the chunks, the encoder and the token stream. It knows nothing of the graph but a revision,
which the caller compares with the graph's own. How it lies on disk: ``embeddings.home``, ``embeddings.generation``.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from embeddings import tokens
from embeddings.ahead import Ahead
from embeddings.build import Source, build
from embeddings.encoder import Encoder, Vectors
from embeddings.fusion import TOP, fuse
from embeddings.generation import Generation, Rows
from embeddings.home import IndexHome, Mark
from embeddings.index import QUERY_CHARACTERS, REBUILD, Hit, IndexedChunk, Progress, Status, Synced
from embeddings.manifest import Revision
from embeddings.text import clean
from embeddings.warming import warm_all
from graph.errors import SearchError


class LocalIndex:
    """See ``SearchIndex``. The index of ``home`` for ``encoder``, which is loaded only when something has to be embedded."""

    def __init__(self, home: Path, encoder: Encoder) -> None:
        self._home = IndexHome(home / "index")
        self._encoder = encoder
        self._ahead = Ahead(encoder)
        self._lock = threading.Lock()
        self._seen: tuple[Mark | None, Generation | None] = (None, None)

    def status(self) -> Status:
        """See ``SearchIndex``."""
        try:
            generation = self._usable()
            return Status("", generation.revision(), generation.manifest.chunks)
        except SearchError as error:
            return Status(str(error), None, 0)

    def warm(self, *, encoder: bool = True) -> None:
        """See ``SearchIndex``."""
        warm_all(self.status, self._encoder if encoder else None)

    def search(
        self, query: str, k: int = 10, *, documents: Collection[str] | None = None, lexical_only: bool = False
    ) -> list[Hit]:
        """See ``SearchIndex``."""
        query = clean(query[:QUERY_CHARACTERS]).strip()
        if not query or k < 1:
            return []
        generation = self._usable()
        rows = generation.rows_of(documents)
        words = generation.words.best(tokens.stream(query), TOP, None if rows is None else rows.tolist())
        bm25 = dict(words)
        if lexical_only:
            return [Hit(generation.keys[row], score, bm25[row], None) for row, score in fuse(words, None)[:k]]
        vector = self._encoder.query(query)
        found = fuse(words, _nearest(generation, vector, rows))[:k]
        cosines = generation.cosines(vector, [row for row, _ in found]).tolist()
        return [
            Hit(generation.keys[row], score, bm25.get(row, 0.0), cosine)
            for (row, score), cosine in zip(found, cosines, strict=True)
        ]

    def words_among(self, words: Sequence[str]) -> list[str]:
        """See ``SearchIndex``."""
        try:
            index = self._usable().words
            return [word for word in tokens.single(words) if index.best([word.lower()], 1)]
        except SearchError:
            return []

    def vectors(self, keys: Iterable[str]) -> dict[str, Vectors]:
        """See ``SearchIndex``."""
        generation = self._usable()
        known = sorted(set(keys) & generation.row_of_key.keys())
        rows = np.asarray(generation.vectors[[generation.row_of_key[key] for key in known]], np.float32)
        return dict(zip(known, rows, strict=True))

    def dimension(self) -> int:
        """See ``SearchIndex``."""
        return self._usable().manifest.dimension

    def follow(self, revision: Revision) -> None:
        """See ``SearchIndex``."""
        with self._home.writing():
            self._usable().move_to(revision)

    def expect(self, chunks: Sequence[IndexedChunk] = ()) -> None:
        """See ``SearchIndex``."""
        if not chunks:
            self._ahead.warm()
            return
        try:
            known = set(self._usable().hashes())
        except SearchError:
            known = set()
        self._ahead.add([chunk for chunk in chunks if chunk.content_hash not in known])

    def sync(self, chunks: Iterable[IndexedChunk], revision: Revision, progress: Progress | None = None) -> Synced:
        """Make the index one of exactly ``chunks``: all chunks of the graph at ``revision``.

        Texts that the index holds are not embedded again. Whatever goes wrong, the index stays as it was.
        Raises ``SearchError`` when it cannot be written, another process writes it for a minute, two chunks have one
        key, or the encoder fails.
        """
        ordered = sorted(chunks, key=lambda chunk: chunk.key)
        for one, other in itertools.pairwise(ordered):
            if one.key == other.key:
                raise SearchError(f"two chunks have the key {one.key!r}")
        try:
            with self._home.writing() as building:
                return self._sync(ordered, revision, building, progress)
        except OSError as error:
            raise SearchError(
                f"the search index in {self._home.folder} cannot be written ({error.strerror or error}) and is as it "
                "was: free space or allow writing"
            ) from error

    def _sync(
        self, chunks: list[IndexedChunk], revision: Revision, building: Path, progress: Progress | None
    ) -> Synced:
        """``sync`` while nobody else writes."""
        hashes = [chunk.content_hash for chunk in chunks]
        ahead = self._ahead.take()
        old, problem = self._reusable()
        if old and not problem and old.holds(chunks, hashes):
            old.move_to(revision)
            return Synced(len(chunks), 0, changed=False, problem="")
        embedded = build(building, Source(chunks, hashes, revision, self._encoder, old, ahead), progress)
        self._home.install(building)
        old = None  # and let go of it here, so that it can be removed
        with self._lock:
            self._refresh()
        self._home.tidy()
        return Synced(len(chunks), embedded, changed=True, problem=problem)

    def _reusable(self) -> tuple[Generation | None, str]:
        """The index on disk, all digests compared, and what is wrong with it; None when nothing of it can be used."""
        try:
            old = self._home.open(deep=True)
        except SearchError as error:
            return None, str(error)
        return old, self._foreign(old) if old else ""

    def _usable(self) -> Generation:
        """The generation that counts now; raises ``SearchError`` saying what is wrong and what to do."""
        try:
            with self._lock:
                generation = self._refresh()
        except SearchError as error:
            raise SearchError(f"{error}. {REBUILD}") from error
        problem = self._foreign(generation) if generation else "there is no search index yet"
        if generation is None or problem:
            raise SearchError(f"{problem}. {REBUILD}")
        return generation

    def _refresh(self) -> Generation | None:
        """The generation that counts, opened only when another one does since the last time."""
        mark = self._home.mark()
        if mark is None or mark != self._seen[0]:
            self._seen = (None, None)
            self._seen = (mark, self._home.open())
        return self._seen[1]

    def _foreign(self, generation: Generation) -> str:
        """Why a sound index is none for this encoder and token stream; "" if it is."""
        said = generation.manifest
        if said.encoder != self._encoder.name:
            return f"the search index was made with the encoder {said.encoder}, not {self._encoder.name}"
        if said.tokens != tokens.version():
            return f"the search index was made with the token stream {said.tokens}, not {tokens.version()}"
        return ""


def _nearest(generation: Generation, vector: Vectors, rows: Rows | None) -> list[tuple[int, float]]:
    """The ``TOP`` rows with the highest cosine; among ``rows`` they are compared one by one, which is exact."""
    if rows is None:
        return generation.nearest.nearest(vector, TOP)
    cosines = generation.cosines(vector, rows)
    best = np.argsort(-cosines, kind="stable")[:TOP]
    return list(zip(rows[best].tolist(), cosines[best].tolist(), strict=True))
