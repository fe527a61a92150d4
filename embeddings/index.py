"""Search as everything else sees it: one protocol, and what it gives. ``embeddings.choice`` makes what the settings name.

Behind it lies the index of a home (``embeddings.local``: BM25 and FAISS on disk) or the graph's own indexes
(``embeddings.within``: Neo4j). Both hold the same tokens and vectors of the graph's chunks and fuse them alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from embeddings.encoder import Vectors
from embeddings.manifest import Revision

QUERY_CHARACTERS = 1000
"""Characters of a question that are looked at; more than any question has, and Kiwi's time grows faster than length."""

REBUILD = "Run `saeop index` to build it again"

Progress = Callable[[int, int], None]
"""Called with how many texts are embedded and how many are to be."""


@dataclass(frozen=True)
class IndexedChunk:
    """A chunk as search knows it: its key and its document's in the graph, the title of its section, its text."""

    key: str
    document: str
    title: str
    text: str

    @property
    def indexed_text(self) -> str:
        """What is embedded and tokenised."""
        return f"{self.title}\n{self.text}" if self.title else self.text

    @property
    def content_hash(self) -> bytes:
        """16 bytes that stand for ``indexed_text``."""
        return hashlib.blake2b(self.indexed_text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(frozen=True)
class Hit:
    """A chunk found: the fused score 0…1 it is ranked by, and what that is made of.

    ``bm25`` is the word index's own score (0 where no word is shared, or a hundred chunks share more); ``dense`` the
    cosine, or None when the encoder was not asked. e5's cosines lie between .8 and 1: only their order means something.
    """

    chunk_key: str
    score: float
    bm25: float
    dense: float | None


@dataclass(frozen=True)
class Status:
    """Whether the index can be searched: ``problem`` says why not, "" if it can.

    ``revision`` is the graph's at the last ``sync``, None where there is a problem.
    """

    problem: str
    revision: Revision | None
    chunks: int

    @property
    def usable(self) -> bool:
        """Whether there is no problem."""
        return not self.problem


@dataclass(frozen=True)
class Synced:
    """What ``sync`` did: chunks now in the index, and texts embedded for it.

    ``changed`` is false where the index held exactly these chunks already. ``problem`` is what was wrong with the index
    found (damaged, of another encoder), "" if nothing: callers say so.
    """

    chunks: int
    embedded: int
    changed: bool
    problem: str


class SearchIndex(Protocol):
    """An index of the graph's chunks, asked by many threads."""

    def status(self) -> Status:
        """Look at the index; raises nothing."""

    def warm(self, *, encoder: bool = True) -> None:
        """Load now, and at once, what a question needs: Kiwi, the index and, if wanted, the encoder."""

    def search(
        self, query: str, k: int = 10, *, documents: Collection[str] | None = None, lexical_only: bool = False
    ) -> list[Hit]:
        """The ``k`` chunks that fit ``query`` best, best first, equals by key; [] for a blank one.

        ``documents`` restricts what is found. ``lexical_only`` leaves the encoder out: then only chunks that share a
        word or a pair of characters are found. Otherwise every question finds something: whether that answers it is not
        for this to say. Beyond the best ``TOP`` by words and by meaning nothing is looked at, so a smaller ``k`` gives
        the beginning of what a larger one gives.
        Raises ``SearchError`` when the index cannot be searched (``status`` says so beforehand).
        """

    def words_among(self, words: Sequence[str]) -> list[str]:
        """Those of the words that some chunk has and that are each one word to Kiwi; none without an index that can be used."""

    def vectors(self, keys: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of chunks by key; keys that the index does not have are left out.

        Raises ``SearchError`` when the index cannot be read.
        """

    def dimension(self) -> int:
        """How many numbers a vector has. Raises ``SearchError`` when the index cannot be read."""

    def follow(self, revision: Revision) -> None:
        """Say that the chunks of ``revision`` are still those of the index: what was written since is no chunk."""

    def expect(self, chunks: Sequence[IndexedChunk] = ()) -> None:
        """Say what the next ``sync`` will bring, so that it is embedded on the way; nothing: only that it will come."""

    def sync(self, chunks: Iterable[IndexedChunk], revision: Revision, progress: Progress | None = None) -> Synced:
        """Make the index one of exactly ``chunks``: all chunks of the graph at ``revision``.

        Texts that the index holds are not embedded again. Whatever goes wrong, what is searched stays sound.
        Raises ``SearchError`` when it cannot be written, another process writes it for a minute, or the encoder fails.
        """
