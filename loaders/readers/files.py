"""Any supported file as a source: the format is known by its first bytes, never by its name."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from graph.errors import DocumentError
from lexicon.text import clean
from loaders.layout.model import Source
from loaders.readers.kinds import kind_of
from loaders.readers.tools import NO_TOOLS, Tools

SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".text", ".hwp", ".hwpx", ".pdf", ".docx", ".xlsx", ".csv", ".tsv", ".html", ".htm"}
)
_READERS = {
    "docx": "loaders.readers.docx:read_docx",
    "html": "loaders.readers.html:read_html",
    "hwp": "loaders.readers.hwp:read_hwp",
    "hwpx": "loaders.readers.hwpx:read_hwpx",
    "pdf": "loaders.readers.pdf:read_pdf",
    "text": "loaders.readers.text:read_text",
    "xlsx": "loaders.readers.xlsx:read_xlsx",
}


def read_bytes(data: bytes, name: str, tools: Tools = NO_TOOLS) -> Source:
    """The source of a file's content. ``name`` is for messages and for the title where the text has none.

    Raises ``DocumentError`` saying what the file is and what to do. A reader's module is imported when it is needed.
    """
    if not data:
        raise DocumentError(f"{name}: the file is empty; nothing was loaded")
    kind = kind_of(data, name)
    module, function = _READERS[kind].split(":")
    read = getattr(import_module(module), function)
    source: Source = read(data, name, tools) if kind == "pdf" else read(data, name)
    source.title = source.title or clean(Path(name).stem.replace("_", " ")).strip()
    return source
