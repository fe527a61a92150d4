"""Both implementations of search under one handle: ``put`` makes the chunks those that are searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from embeddings.encoder import Encoder, HashingEncoder, Vectors
from embeddings.index import IndexedChunk, SearchIndex, Synced
from embeddings.local import LocalIndex
from embeddings.within import GraphIndex
from graph import searching
from graph.model import Node, Subgraph
from graph.statements import META
from graph.store import Store

Progress = Callable[[int, int], None]


class Counting:
    """An encoder that remembers what it was asked."""

    def __init__(self, dimension: int = 64) -> None:
        self._encoder = HashingEncoder(dimension)
        self.name, self.dimension = self._encoder.name, dimension
        self.embedded: list[str] = []
        self.questions = 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self._encoder.passages(texts)

    def query(self, text: str) -> Vectors:
        self.questions += 1
        return self._encoder.query(text)


class Home:
    """An index of a home; its chunks come from the test."""

    def forget(self) -> None:
        """A new home has nothing to forget."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._revision = 0

    def index(self, encoder: Encoder) -> SearchIndex:
        return LocalIndex(self._folder, encoder)

    def put(self, index: SearchIndex, chunks: Iterable[IndexedChunk], progress: Progress | None = None) -> Synced:
        self._revision += 1
        return index.sync(chunks, self._revision, progress)

    def revision(self) -> int:
        return self._revision

    def touch(self) -> None:
        self._revision += 1


class Within:
    """An index within a graph, which has to hold the chunks."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stored: dict[str, list[IndexedChunk]] = {}

    def forget(self) -> None:
        """As a graph that was never searched."""
        self._store.write(searching.BEGIN, key=META, made_by=None)

    def index(self, encoder: Encoder) -> SearchIndex:
        return GraphIndex(self._store, encoder)

    def put(self, index: SearchIndex, chunks: Iterable[IndexedChunk], progress: Progress | None = None) -> Synced:
        self.store(chunks)
        return index.sync((), self._store.revision(), progress)

    def store(self, chunks: Iterable[IndexedChunk]) -> None:
        """Make these the chunks of the graph; documents that have them already are left alone."""
        documents: dict[str, list[IndexedChunk]] = defaultdict(list)
        for chunk in chunks:
            documents[chunk.document].append(chunk)
        for key in set(self._stored) - documents.keys():
            self._store.remove(key)
        for key, own in documents.items():
            if self._stored.get(key) != own:
                self._store.save(subgraph(key, own))
        self._stored = documents

    def revision(self) -> int:
        return self._store.revision()

    def touch(self) -> None:
        self._store.write(searching.OPEN)


def subgraph(document: str, chunks: Iterable[IndexedChunk]) -> Subgraph:
    rows = [Node("Chunk", c.key, {"text": c.text, "section": c.title, "order": at}) for at, c in enumerate(chunks)]
    return Subgraph(document, [Node("Document", document, {"title": document}), *rows])
