"""Search inside Neo4j: its full-text and vector indexes over what search adds to chunks, and the Cypher that uses them.

``search_tokens`` is the token stream, blanks between; ``search_document`` stands for the document as one word, so that
the full-text index itself can keep to documents; ``search_vector`` the vector. ``Document.searched`` says that all its
chunks have them; a document that is saved again loses the mark, and its unchanged chunks keep what they had
(``writing.save``). ``Meta.search`` says by what they were made, ``Meta.searched`` at which revision all was in step.
The embedded engine has no such indexes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from graph.bolt import Transaction
from graph.model import Node
from graph.query import Query, inline

Content = tuple[str, str]
"""The section and text of a chunk: what is embedded and tokenised."""
_BATCH = 500

WORD_INDEX, VECTOR_INDEX = "chunk_words", "chunk_vectors"

DROP_VECTOR_INDEX = inline("drop vectors", f"DROP INDEX {VECTOR_INDEX} IF EXISTS")
DROP_WORD_INDEX = inline("drop words", f"DROP INDEX {WORD_INDEX} IF EXISTS")
CREATE_WORD_INDEX = inline(
    "index of words",
    f"CREATE FULLTEXT INDEX {WORD_INDEX} IF NOT EXISTS FOR (c:Chunk) ON EACH [c.search_tokens, c.search_document] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
)


ONLINE = inline("indexes made", "CALL db.awaitIndexes($seconds)")


def create_vector_index(dimension: int) -> Query:
    """The vector index, for vectors of so many numbers."""
    return inline(
        "index of vectors",
        f"CREATE VECTOR INDEX {VECTOR_INDEX} IF NOT EXISTS FOR (c:Chunk) ON c.search_vector "
        f"OPTIONS {{indexConfig: {{`vector.dimensions`: {dimension:d}, `vector.similarity_function`: 'cosine'}}}}",
    )


def document_word(document: str) -> str:
    """The one word that stands for a document in ``search_document``."""
    return hashlib.blake2b(document.encode("utf-8"), digest_size=10).hexdigest()


# ---------------------------------------------------------------- asking

WORDS = inline(
    "search words",
    f"CALL db.index.fulltext.queryNodes('{WORD_INDEX}', $words, {{limit: $limit}}) YIELD node, score "
    "RETURN node.key AS key, score",
)
WORDS_FOUND = inline(
    "search which words there are",
    "UNWIND $asked AS words CALL (words) { "
    f"CALL db.index.fulltext.queryNodes('{WORD_INDEX}', words, {{limit: 1}}) YIELD node RETURN node.key AS key }} "
    "RETURN words",
)
# The index compares vectors cut to 8 bits: only which are near is taken from it, and what is near is compared again.
NEAREST = inline(
    "search vectors",
    f"CALL db.index.vector.queryNodes('{VECTOR_INDEX}', $limit, $vector) YIELD node "
    "RETURN node.key AS key, 2 * vector.similarity.cosine(node.search_vector, $vector) - 1 AS score",
)
NEAREST_AMONG = inline(
    "search vectors of documents",
    "UNWIND $documents AS document MATCH (c:Chunk {document: document}) WHERE c.search_vector IS NOT NULL "
    "WITH c.key AS key, 2 * vector.similarity.cosine(c.search_vector, $vector) - 1 AS score "
    "ORDER BY score DESC, key LIMIT $limit RETURN key, score",
)
COSINES = inline(
    "cosines",
    "UNWIND $keys AS key MATCH (c:Chunk {key: key}) "
    "RETURN c.key AS key, 2 * vector.similarity.cosine(c.search_vector, $vector) - 1 AS score",
)
VECTORS = inline(
    "vectors",
    "UNWIND $keys AS key MATCH (c:Chunk {key: key}) WHERE c.search_vector IS NOT NULL "
    "RETURN c.key AS key, c.search_vector AS vector",
)
STATE = inline(
    "state of search", "MATCH (m:Meta) RETURN m.search AS made_by, m.searched AS revision, COUNT { (:Chunk) } AS chunks"
)

# ---------------------------------------------------------------- keeping in step

BEGIN = inline(
    "search made by", "MERGE (m:Meta {key: $key}) SET m.search = $made_by, m.searched = null RETURN m.key AS key"
)
ALL_DOCUMENTS = inline("documents searched", "MATCH (d:Document) RETURN d.key AS key ORDER BY key")
FORGET = inline(
    "forget what search added",
    "MATCH (d:Document {key: $document}) SET d.searched = null WITH d MATCH (c:Chunk {document: d.key}) "
    "SET c.search_tokens = null, c.search_vector = CASE WHEN $vectors THEN null ELSE c.search_vector END",
)
OPEN = inline(
    "documents to index",
    "MATCH (d:Document) WHERE d.searched IS NULL WITH d ORDER BY d.key RETURN d.key AS key, "
    "COUNT { MATCH (c:Chunk {document: d.key}) WHERE c.search_tokens IS NULL } AS missing",
)
MISSING = inline(
    "chunks to index",
    "MATCH (c:Chunk {document: $document}) WHERE c.search_tokens IS NULL WITH c ORDER BY c.key "
    "RETURN c.key AS key, c.section AS section, c.text AS text, c.search_vector AS vector",
)
NOT_YET = inline(
    "chunks not indexed",
    "UNWIND $keys AS key MATCH (c:Chunk {key: key}) WHERE c.search_vector IS NULL RETURN c.key AS key",
)
# Only where the text is still the one that was embedded: the document may have been replaced since. The procedure
# stores 32 bits a number, SET would store 64.
ADD = inline(
    "add to search",
    "UNWIND $rows AS row MATCH (c:Chunk {key: row[0]}) WHERE c.text = row[2] AND coalesce(c.section, '') = row[1] "
    "SET c.search_tokens = row[3], c.search_document = $word "
    "WITH c, row CALL db.create.setNodeVectorProperty(c, 'search_vector', row[4]) RETURN count(*) AS added",
)
MARK = inline(
    "document indexed",
    "MATCH (d:Document {key: $document}) WHERE NOT EXISTS { MATCH (c:Chunk {document: d.key}) "
    "WHERE c.search_tokens IS NULL } SET d.searched = true RETURN d.key AS key",
)
FINISH = inline(
    "search in step",
    "MATCH (m:Meta) WITH m, COUNT { MATCH (d:Document) WHERE d.searched IS NULL } AS open "
    "SET m.searched = CASE WHEN open = 0 THEN m.revision ELSE null END RETURN open",
)
# The write of this note is itself one more revision.
FOLLOW = inline(
    "search follows", "MATCH (m:Meta) WHERE m.revision = $revision + 1 SET m.searched = m.revision RETURN m.key AS key"
)

# ---------------------------------------------------------------- a document saved again

KEPT = inline(
    "search of a document",
    "MATCH (c:Chunk) WHERE c.key STARTS WITH $prefix AND c.document = $document AND c.search_vector IS NOT NULL "
    "RETURN coalesce(c.section, '') AS section, c.text AS text, c.search_tokens AS tokens, c.search_vector AS vector",
)


def kept(transaction: Transaction, document: str, prefix: str) -> dict[Content, list[Any]]:
    """What search added to the document's chunks, by their section and text; nothing on an engine without search."""
    rows = transaction.run(KEPT, document=document, prefix=prefix)
    return {(row["section"], row["text"]): [row["tokens"], row["vector"]] for row in rows}


def keep(transaction: Transaction, document: str, known: dict[Content, list[Any]], chunks: Iterable[Node]) -> None:
    """Give the document's new chunks of the same section and text what search added to the old ones."""
    for some in _batches([c for c in chunks if _content(c) in known]):
        rows = [[c.key, *_content(c), *known[_content(c)]] for c in some]
        transaction.run(ADD, rows=rows, word=document_word(document))


def _content(chunk: Node) -> Content:
    return str(chunk.properties.get("section") or ""), str(chunk.properties["text"])


def _batches(chunks: list[Node]) -> Iterator[list[Node]]:
    for start in range(0, len(chunks), _BATCH):
        yield chunks[start : start + _BATCH]
