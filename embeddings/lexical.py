"""BM25 over the token stream, with tantivy.

The tokens come ready made and are matched as they are: questions are built from term queries, so that nothing a person
types ever reaches a query parser. Rows are numbers; who they are is the caller's business.
tantivy's BM25 is Lucene's, with k1 = 1.2 and b = .75, which are also what measured best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from graph.errors import SearchError

_ROW, _TOKENS = "row", "tokens"
_HEAP = 256 << 20  # bytes the writer gathers before it writes a segment: 100,000 chunks fit
_SPARE = 50  # hits read beyond the limit, so that equal scores at the edge are cut by row and not by chance


def write(rows: Iterable[Sequence[str]], folder: Path) -> None:
    """Index the token streams ``rows``, numbered from 0, into the empty ``folder``."""
    with _vendor_errors(folder):
        index = tantivy.Index(_schema(), path=str(folder), reuse=False)
        # One thread: with several, which row gets into which segment would be chance.
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for row, tokens in enumerate(rows):
            document = tantivy.Document()
            document.add_integer(_ROW, row)
            document.add_text(_TOKENS, " ".join(tokens))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()


class LexicalIndex:
    """A saved index, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        """Open ``folder``; raises ``SearchError`` when it holds no index or a damaged one."""
        with _vendor_errors(folder):
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")  # a folder never changes once it is written: no watcher thread
            index.reload()
            self._schema = index.schema
            self._searcher = index.searcher()

    @property
    def count(self) -> int:
        """How many rows it holds."""
        return int(self._searcher.num_docs)

    def best(self, tokens: Sequence[str], limit: int, rows: Collection[int] | None = None) -> list[tuple[int, float]]:
        """The ``limit`` rows with the highest BM25 for ``tokens`` and their scores, best first, equals by row.

        ``rows`` restricts what is found, not the statistics of the words. Rows that share no token are never found.
        """
        if not tokens or limit < 1 or (rows is not None and not rows):
            return []
        with _vendor_errors(None):
            found = self._searcher.search(self._query(tokens, rows), limit + _SPARE, count=False)
            addresses = [address for _, address in found.hits]
            numbers = self._searcher.fast_field_values(_ROW, addresses)
        hits = ((int(row or 0), float(score)) for row, (score, _) in zip(numbers, found.hits, strict=True))
        return sorted((hit for hit in hits if hit[1] > 0), key=lambda hit: (-hit[1], hit[0]))[:limit]

    def _query(self, tokens: Sequence[str], rows: Collection[int] | None) -> tantivy.Query:
        """Any of ``tokens``, each as often as it is asked for; if given, only among ``rows``."""
        clauses = []
        for token, times in Counter(tokens).items():
            term = tantivy.Query.term_query(self._schema, _TOKENS, token, index_option="freq")
            clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(term, float(times))))
        wanted = tantivy.Query.boolean_query(clauses)
        if rows is None:
            return wanted
        allowed = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, _ROW, list(rows)), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, allowed)])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(_ROW, indexed=True, fast=True)
    builder.add_text_field(_TOKENS, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


@contextmanager
def _vendor_errors(folder: Path | None) -> Iterator[None]:
    """Tantivy's errors as ours; its panics (a damaged file) derive from BaseException and have no public class."""
    try:
        yield
    except SearchError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        where = f"in {folder}" if folder else "of this home"
        raise SearchError(f"the word index {where} failed: {error}") from error
