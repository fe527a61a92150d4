"""Any supported file as a source: the format is known by its first bytes, never by its name alone."""

from __future__ import annotations

from pathlib import Path

from graph.errors import DocumentError
from lexicon.text import clean
from loaders.layout.model import Source
from loaders.readers.text import read_text

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text"})


def read_bytes(data: bytes, name: str) -> Source:
    """The source of a file's content. ``name`` is for messages and for the title where the text has none.

    Raises ``DocumentError`` saying what the file is and what to do.
    """
    if not data:
        raise DocumentError(f"{name}: the file is empty; nothing was loaded")
    source = read_text(data, name)
    source.title = source.title or clean(Path(name).stem.replace("_", " ")).strip()
    return source
