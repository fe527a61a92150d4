"""The systems of ``bench.peers``: each indexes chunks with given vectors and gives the keys of the nearest to a question.

Each runs in an environment of its own and is imported only there. Where a system leaves a choice, it gets what its own
documentation recommends for hybrid search, and Kiwi's words wherever it takes a tokeniser.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from embeddings.encoder import Encoder, Vectors

Chunk = tuple[str, str, str]
"""Key, page, text."""
DEPTH = 100
"""Chunks asked for: enough for ten pages."""


class System(Protocol):
    """What is measured."""

    def build(self, chunks: list[Chunk], vectors: Vectors) -> None:
        """Index the chunks."""

    def search(self, question: str) -> list[str]:
        """The keys of the nearest chunks, the nearest first."""


class Given:
    """An encoder that knows the vectors of the chunks, as if it had embedded them."""

    def __init__(self, encoder: Encoder, chunks: list[Chunk], vectors: Vectors) -> None:
        self._encoder = encoder
        self._known = {text: vector for (_, _, text), vector in zip(chunks, vectors, strict=True)}
        self.name, self.dimension = encoder.name, encoder.dimension

    def passages(self, texts: Any) -> Vectors:
        """See ``Encoder``."""
        return np.stack([self._known[text] for text in texts])

    def query(self, text: str) -> Vectors:
        """See ``Encoder``."""
        return self._encoder.query(text)


class Ours:
    """사업길's own index."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._home = tempfile.TemporaryDirectory()

    def build(self, chunks: list[Chunk], vectors: Vectors) -> None:
        """See ``System``."""
        from embeddings.index import IndexedChunk
        from embeddings.local import LocalIndex

        self._index = LocalIndex(Path(self._home.name), Given(self._encoder, chunks, vectors))
        self._index.sync([IndexedChunk(key, page, "", text) for key, page, text in chunks], revision=1)

    def search(self, question: str) -> list[str]:
        """See ``System``."""
        return [hit.chunk_key for hit in self._index.search(question, k=DEPTH)]


class Dense:
    """FAISS alone, exact."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def build(self, chunks: list[Chunk], vectors: Vectors) -> None:
        """See ``System``."""
        import faiss

        self._keys = [key for key, _, _ in chunks]
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def search(self, question: str) -> list[str]:
        """See ``System``."""
        _, found = self._index.search(self._encoder.query(question)[None], DEPTH)
        return [self._keys[at] for at in found[0] if at >= 0]


class LangChain:
    """EnsembleRetriever: BM25 with Kiwi's words and FAISS, fused by rank."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def build(self, chunks: list[Chunk], vectors: Vectors) -> None:
        """See ``System``."""
        from kiwipiepy import Kiwi
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever
        from langchain_community.vectorstores import FAISS
        from langchain_core.documents import Document
        from langchain_core.embeddings import Embeddings

        encoder, kiwi = self._encoder, Kiwi()

        class Wrapped(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return [list(map(float, row)) for row in encoder.passages(texts)]

            def embed_query(self, text: str) -> list[float]:
                return list(map(float, encoder.query(text)))

        documents = [Document(text, id=key, metadata={"key": key}) for key, _, text in chunks]
        words = BM25Retriever.from_documents(
            documents, preprocess_func=lambda t: [token.form for token in kiwi.tokenize(t)]
        )
        words.k = DEPTH
        pairs = [(text, list(map(float, row))) for (_, _, text), row in zip(chunks, vectors, strict=True)]
        near = FAISS.from_embeddings(pairs, Wrapped(), metadatas=[{"key": key} for key, _, _ in chunks])
        dense = near.as_retriever(search_kwargs={"k": DEPTH})
        self._retriever = EnsembleRetriever(retrievers=[words, dense], weights=[0.5, 0.5], id_key="key")

    def search(self, question: str) -> list[str]:
        """See ``System``."""
        return [str(document.metadata["key"]) for document in self._retriever.invoke(question)]


class GraphRag:
    """neo4j-graphrag's HybridRetriever on a real, empty Neo4j, with the analyser that Neo4j has for Korean (``cjk``)."""

    def __init__(self, encoder: Encoder, address: str) -> None:
        self._encoder, self._address = encoder, address

    def build(self, chunks: list[Chunk], vectors: Vectors) -> None:
        """See ``System``."""
        from neo4j import GraphDatabase
        from neo4j_graphrag.embeddings.base import Embedder
        from neo4j_graphrag.retrievers import HybridRetriever

        encoder = self._encoder

        class Wrapped(Embedder):  # type: ignore[misc]
            def embed_query(self, text: str) -> list[float]:
                return list(map(float, encoder.query(text)))

        driver = GraphDatabase.driver(self._address, notifications_min_severity="OFF")
        rows = [
            {"key": key, "text": text, "vector": list(map(float, row))}
            for (key, _, text), row in zip(chunks, vectors, strict=True)
        ]
        driver.execute_query("MATCH (n:PeerChunk) DETACH DELETE n")
        for text in ("DROP INDEX peer_words IF EXISTS", "DROP INDEX peer_vectors IF EXISTS"):
            driver.execute_query(text)
        driver.execute_query(
            "CREATE FULLTEXT INDEX peer_words FOR (c:PeerChunk) ON EACH [c.text] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
        )
        driver.execute_query(
            "CREATE VECTOR INDEX peer_vectors FOR (c:PeerChunk) ON c.vector OPTIONS {indexConfig: "
            f"{{`vector.dimensions`: {vectors.shape[1]}, `vector.similarity_function`: 'cosine'}}}}"
        )
        for first in range(0, len(rows), 500):
            driver.execute_query(
                "UNWIND $rows AS row CREATE (c:PeerChunk {key: row.key, text: row.text}) "
                "WITH c, row CALL db.create.setNodeVectorProperty(c, 'vector', row.vector)",
                rows=rows[first : first + 500],
            )
        driver.execute_query("CALL db.awaitIndexes(300)")
        self._retriever = HybridRetriever(
            driver, "peer_vectors", "peer_words", embedder=Wrapped(), return_properties=["key"]
        )

    def search(self, question: str) -> list[str]:
        """See ``System``."""
        found = self._retriever.get_search_results(query_text=question, top_k=DEPTH)
        return [str(record["node"]["key"]) for record in found.records]


class TxtAi:
    """txtai's hybrid search with its own words and the given vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def build(self, chunks: list[Chunk], vectors: Vectors) -> None:
        """See ``System``."""
        from txtai import Embeddings

        known = {text: vector for (_, _, text), vector in zip(chunks, vectors, strict=True)}

        def transform(texts: Any) -> Vectors:
            return np.stack([known[t] if t in known else self._encoder.query(t) for t in texts])

        self._embeddings = Embeddings(method="external", transform=transform, hybrid=True, content=False)
        self._embeddings.index((key, text, None) for key, _, text in chunks)

    def search(self, question: str) -> list[str]:
        """See ``System``."""
        return [str(key) for key, _ in self._embeddings.search(question, DEPTH)]


SYSTEMS: dict[str, Callable[..., System]] = {
    "saeopgil": Ours, "langchain": LangChain, "neo4j-graphrag": GraphRag, "txtai": TxtAi, "faiss": Dense,
}  # fmt: skip
