"""The search index within a Neo4j graph: its own full-text and vector indexes over the same tokens and vectors.

Whoever asks keeps nothing, so that any number of servers of the app may share one graph. What is added to chunks and how
it is kept in step: ``graph.searching``. Words and vectors are fused as in the index of a home. While a document is being
replaced, a search may miss its chunks for the moment of the commit, never another's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from embeddings import tokens
from embeddings.ahead import Ahead, Made
from embeddings.encoder import Encoder, Vectors
from embeddings.fusion import TOP, fuse
from embeddings.index import QUERY_CHARACTERS, REBUILD, Hit, IndexedChunk, Progress, Status, Synced
from embeddings.manifest import Revision
from embeddings.text import clean
from embeddings.warming import warm_all
from graph import searching
from graph.errors import SaeopError, SearchError
from graph.statements import META
from graph.store import Store

T = TypeVar("T")
_SPARE = 50  # hits read beyond ``TOP``, so that equal scores at the edge are cut by key and not by chance
_WORDS = 1000  # different words of one question: Lucene takes 1,024
_BATCH = 64  # chunks embedded at a time
_WRITTEN = 512  # chunks written at a time: each commit costs the indexes a segment
_ONLINE_SECONDS = 24 * 3600  # the longest that a new index may take to be made
_ROUNDS = 5  # of catching up with writers that go on


_UNFINISHED = "the search index in the graph is not finished"


class GraphIndex:
    """See ``SearchIndex``. The index within the graph of ``store`` for ``encoder``."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._ahead = Ahead(encoder)

    def status(self) -> Status:
        """See ``SearchIndex``."""
        try:
            state = self._store.read(searching.STATE)
            problem = self._problem(state[0]["made_by"] if state else None)
        except SaeopError as error:
            return Status(str(error), None, 0)
        if problem:
            return Status(f"{problem}. {REBUILD}", None, 0)
        return Status("", state[0]["revision"], state[0]["chunks"])

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
        self._check()
        if documents is not None and not documents:
            return []
        words = self._by_words(tokens.stream(query), documents)
        bm25 = dict(words)
        if lexical_only:
            return [Hit(key, score, bm25[key], None) for key, score in fuse(words, None)[:k]]
        vector = self._encoder.query(query).tolist()
        nearest = self._nearest(vector, documents)
        found = fuse(words, nearest)[:k]
        cosines = dict(nearest)
        others = [key for key, _ in found if key not in cosines]
        if others:
            cosines |= {r["key"]: r["score"] for r in self._store.read(searching.COSINES, keys=others, vector=vector)}
        return [Hit(key, score, bm25.get(key, 0.0), cosines.get(key, 0.0)) for key, score in found]

    def words_among(self, words: Sequence[str]) -> list[str]:
        """See ``SearchIndex``."""
        asked = {_lucene([word.lower()], None): word for word in tokens.single(words)}
        if not asked or not self.status().usable:
            return []
        found = {row["words"] for row in self._store.read(searching.WORDS_FOUND, asked=list(asked))}
        return [word for words, word in asked.items() if words in found]

    def vectors(self, keys: Iterable[str]) -> dict[str, Vectors]:
        """See ``SearchIndex``."""
        self._check()
        found: dict[str, Vectors] = {}
        for some in _batches(sorted(set(keys)), _WORDS):
            rows = self._store.read(searching.VECTORS, keys=some)
            found |= {row["key"]: np.asarray(row["vector"], np.float32) for row in rows}
        return found

    def dimension(self) -> int:
        """See ``SearchIndex``."""
        self._check()
        return self._encoder.dimension

    def follow(self, revision: Revision) -> None:
        """See ``SearchIndex``."""
        self._store.write(searching.FOLLOW, revision=revision)

    def expect(self, chunks: Sequence[IndexedChunk] = ()) -> None:
        """See ``SearchIndex``."""
        if not chunks:
            self._ahead.warm()
            return
        rows = self._store.read(searching.NOT_YET, keys=[chunk.key for chunk in chunks])
        missing = {row["key"] for row in rows}
        self._ahead.add([chunk for chunk in chunks if chunk.key in missing])

    def sync(self, chunks: Iterable[IndexedChunk], revision: Revision, progress: Progress | None = None) -> Synced:
        """See ``SearchIndex``. ``chunks`` are not looked at: those of the graph are at hand, a document at a time."""
        made = self._ahead.take()
        known = self._store.read(searching.STATE)[0]["made_by"]
        problem = self._problem(known)
        if problem and problem != _UNFINISHED:
            self._begin(known)
        added = embedded = 0
        for _ in range(_ROUNDS):
            documents = self._store.read(searching.OPEN)
            left = added + sum(row["missing"] for row in documents)
            for row in documents:
                for written, new in self._add(row["key"], made):
                    added += written
                    embedded += new
                    if progress:
                        progress(added, left)
            if problem:
                self._finish()
            if self._store.write(searching.FINISH)[0]["open"] == 0:
                status = self.status()
                return Synced(status.chunks, embedded, bool(problem or added), problem if known else "")
        raise SearchError("the graph is being written to all the time; run `saeop index` when the loading has ended")

    # ---------------------------------------------------------------- asking

    def _by_words(self, stream: Sequence[str], documents: Collection[str] | None) -> list[tuple[str, float]]:
        if not stream:
            return []
        rows = self._store.read(searching.WORDS, words=_lucene(stream, documents), limit=TOP + _SPARE)
        return _best(rows)

    def _nearest(self, vector: list[float], documents: Collection[str] | None) -> list[tuple[str, float]]:
        """The ``TOP`` chunks with the highest cosine; among ``documents`` they are compared one by one, which is exact."""
        limit = TOP + _SPARE
        if documents is None:
            return _best(self._store.read(searching.NEAREST, vector=vector, limit=limit))
        named = sorted(documents)
        return _best(self._store.read(searching.NEAREST_AMONG, vector=vector, documents=named, limit=limit))

    def _check(self) -> None:
        status = self.status()
        if not status.usable:
            raise SearchError(status.problem)

    # ---------------------------------------------------------------- keeping in step

    def _made_by(self, *, ready: bool) -> str:
        return json.dumps({"encoder": self._encoder.name, "tokens": tokens.version(), "ready": ready})

    def _problem(self, made_by: str | None) -> str:
        """Why what search added to the graph is none for this encoder and token stream; "" if it is."""
        if not made_by:
            return "there is no search index in the graph yet"
        said: Mapping[str, object] = json.loads(made_by)
        if said["encoder"] != self._encoder.name:
            return (
                f"the search index in the graph was made with the encoder {said['encoder']}, not {self._encoder.name}"
            )
        if said["tokens"] != tokens.version():
            return (
                f"the search index in the graph was made with the token stream {said['tokens']}, not {tokens.version()}"
            )
        return "" if said["ready"] else _UNFINISHED

    def _begin(self, known: str | None) -> None:
        """Forget what another encoder or token stream made; nothing can be searched until all is made anew."""
        another = not known or json.loads(known)["encoder"] != self._encoder.name
        self._store.write(searching.BEGIN, key=META, made_by=None)
        self._store.define(searching.DROP_VECTOR_INDEX)
        self._store.define(searching.DROP_WORD_INDEX)
        for row in self._store.read(searching.ALL_DOCUMENTS):
            self._store.write(searching.FORGET, document=row["key"], vectors=another)
        self._store.write(searching.BEGIN, key=META, made_by=self._made_by(ready=False))

    def _finish(self) -> None:
        """Make the indexes over all that was added: at once, which is less work than chunk by chunk."""
        self._store.define(searching.create_vector_index(self._encoder.dimension))
        self._store.define(searching.CREATE_WORD_INDEX)
        self._store.read(searching.ONLINE, seconds=_ONLINE_SECONDS)
        self._store.write(searching.BEGIN, key=META, made_by=self._made_by(ready=True))

    def _add(self, document: str, made: Made) -> Iterator[tuple[int, int]]:
        """Index the chunks of a document that are not; yields at each step how many, and how many texts were embedded."""
        word = searching.document_word(document)
        missing = self._store.read(searching.MISSING, document=document)
        for some in _batches(missing, _WRITTEN):
            added: list[list[Any]] = []
            for rows in _batches(some, _BATCH):
                chunks = [IndexedChunk(r["key"], document, r["section"] or "", r["text"]) for r in rows]
                known = {
                    c.content_hash: np.array(r["vector"]) for c, r in zip(chunks, rows, strict=True) if r["vector"]
                }
                fresh = {c.content_hash: c.indexed_text for c in chunks if c.content_hash not in known}
                vectors = known | self._embedded(fresh, made)
                terms = tokens.terms([c.indexed_text for c in chunks])
                for c, words in zip(chunks, terms, strict=True):
                    stream = " ".join([*words, *tokens.bigrams(c.indexed_text)])
                    added.append([c.key, c.title, c.text, stream, vectors[c.content_hash].tolist()])
                yield len(rows), len(fresh)
            self._store.write(searching.ADD, rows=added, word=word)
        self._store.write(searching.MARK, document=document)

    def _embedded(self, texts: Mapping[bytes, str], made: Made) -> dict[bytes, npt.NDArray[Any]]:
        """The vectors of texts by content: of 16 bits, as an index on disk has them."""
        found: dict[bytes, npt.NDArray[Any]] = {content: made[content] for content in texts if content in made}
        fresh = [content for content in texts if content not in found]
        if fresh:
            rows = self._encoder.passages([texts[content] for content in fresh])
            wanted = (len(fresh), self._encoder.dimension)
            if rows.shape != wanted:
                raise SearchError(f"the encoder {self._encoder.name} made vectors {rows.shape}, not {wanted}")
            found |= zip(fresh, rows.astype(np.float16), strict=True)
        return found


def _best(rows: Iterable[Mapping[str, object]]) -> list[tuple[str, float]]:
    """The ``TOP`` of rows, best first, equals by key."""
    # A chunk that goes while it is asked for has no score any more.
    hits = [(str(row["key"]), float(str(row["score"]))) for row in rows if row["score"] is not None]
    return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:TOP]


def _lucene(stream: Sequence[str], documents: Collection[str] | None) -> str:
    """Any of the words, each as often as it is asked for, in quotes; if given, only in ``documents``.

    Tokens are letters, digits, points and the mark of bigrams, so that none can end its quotes.
    """
    counted = list(Counter(stream).items())[:_WORDS]
    wanted = " ".join(f'"{token}"^{times}' if times > 1 else f'"{token}"' for token, times in counted)
    if documents is None:
        return f"search_tokens:({wanted})"
    within = " ".join(searching.document_word(document) for document in sorted(documents))
    return f"+search_tokens:({wanted}) +(search_document:({within}))^0"


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
