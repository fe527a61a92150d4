"""Building an index from chunks, taking over from the one before what did not change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings import lexical, tokens, vectors
from embeddings import manifest as manifests
from embeddings.encoder import Encoder
from embeddings.generation import IN_USE, NEAREST, TERMS, VECTORS, WORDS, Generation, write_rows
from embeddings.index import IndexedChunk, Progress
from embeddings.manifest import INDEX_VERSION, Manifest, Revision
from graph.errors import SearchError

_EMBED_BATCH = 64  # texts between two calls of Progress
_TERMS_BATCH = 1024  # texts that Kiwi reads at once, on all cores


@dataclass(frozen=True)
class Source:
    """What an index is built from: ``chunks`` in the order of their keys, each key once, and their content hashes.

    ``old`` is the index to take unchanged vectors and terms from. It may be of another encoder or token stream; then
    only the other is taken. ``ahead`` are vectors made before, by content hash.
    """

    chunks: Sequence[IndexedChunk]
    hashes: Sequence[bytes]
    revision: Revision
    encoder: Encoder
    old: Generation | None
    ahead: Mapping[bytes, npt.NDArray[np.float16]] = field(default_factory=dict)


def build(folder: Path, source: Source, progress: Progress | None = None) -> int:
    """Write a whole index into the empty ``folder``; returns how many texts had to be embedded.

    Raises ``SearchError`` when the encoder fails, ``OSError`` when the disk does.
    """
    (folder / IN_USE).touch()
    write_rows(folder, source.chunks, source.hashes)
    saved, embedded = _vectors(source, progress)
    np.save(folder / VECTORS, saved)
    vectors.write(saved, folder / NEAREST)
    (folder / WORDS).mkdir()
    lexical.write(_streams(source, folder / TERMS), folder / WORDS)
    count, dimension = saved.shape
    Manifest(
        index_version=INDEX_VERSION,
        encoder=source.encoder.name,
        dimension=dimension,
        tokens=tokens.version(),
        vectors=vectors.kind_for(count),
        revision=source.revision,
        chunks=count,
        files=manifests.seal(folder),
    ).write(folder)
    return embedded


def _vectors(source: Source, progress: Progress | None) -> tuple[npt.NDArray[np.float16], int]:
    """The vector of every chunk, and how many were made now: equal texts are embedded once, old ones not again."""
    old = source.old if source.old and source.old.manifest.encoder == source.encoder.name else None
    known = {content: row for row, content in enumerate(old.hashes())} if old else {}
    dimension = old.manifest.dimension if old else source.encoder.dimension
    saved = np.zeros((len(source.chunks), dimension), np.float16)
    first: dict[bytes, int] = {}  # row where a text that is not known stands first
    used: set[bytes] = set()  # texts that were embedded ahead
    for row, content in enumerate(source.hashes):
        if old and content in known:
            saved[row] = old.vectors[known[content]]
        elif content in source.ahead:
            saved[row] = source.ahead[content]
            used.add(content)
        else:
            first.setdefault(content, row)
    fresh = list(first.values())
    for start in range(0, len(fresh), _EMBED_BATCH):
        rows = fresh[start : start + _EMBED_BATCH]
        made = source.encoder.passages([source.chunks[row].indexed_text for row in rows])
        if made.shape != (len(rows), dimension):
            raise SearchError(
                f"the encoder {source.encoder.name} made vectors {made.shape}, not {len(rows), dimension}"
            )
        saved[rows] = made
        if progress:
            progress(start + len(rows), len(fresh))
    for row, content in enumerate(source.hashes):
        if content in first:
            saved[row] = saved[first[content]]
    return saved, len(fresh) + len(used)


def _streams(source: Source, file: Path) -> Iterator[list[str]]:
    """The token stream of every chunk, row by row; its terms go to ``file`` on the way."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        for chunk, terms in zip(source.chunks, _terms(source), strict=True):
            stream.write(f"{terms}\n")
            yield terms.split() + tokens.bigrams(chunk.indexed_text)


def _terms(source: Source) -> Iterator[str]:
    """The terms of every chunk joined by blanks, from the old index where it has the same text."""
    old = source.old if source.old and source.old.manifest.tokens == tokens.version() else None
    known: dict[bytes, str] = dict(zip(old.hashes(), old.terms(), strict=True)) if old else {}
    for start in range(0, len(source.chunks), _TERMS_BATCH):
        some = slice(start, start + _TERMS_BATCH)
        batch = list(zip(source.hashes[some], source.chunks[some], strict=True))
        fresh = {content: chunk.indexed_text for content, chunk in batch if content not in known}
        read = dict(zip(fresh, tokens.terms(list(fresh.values())), strict=True))
        for content, _ in batch:
            yield known[content] if content in known else " ".join(read[content])
