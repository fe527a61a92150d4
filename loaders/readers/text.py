"""Plain text and Markdown, as converters write them: UTF-8 with or without BOM, UTF-16, CP949; lists (CSV) apart."""

from __future__ import annotations

import codecs

from graph.errors import DocumentError
from lexicon.text import clean
from loaders.layout.model import Source
from loaders.readers.csv import read_csv, separator_of
from loaders.readers.writer import MAX_CHARACTERS, too_long

VERSION = "text 1"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(data: bytes, name: str) -> Source:
    """The lines of a text file.

    Raises ``DocumentError`` when the bytes are no text in any of the encodings, or say nothing.
    """
    characters = decode(data, name)
    if len(characters) > MAX_CHARACTERS:
        raise too_long(name)
    separator = separator_of(characters)
    if separator:
        return read_csv(characters, name, separator)
    text = clean(characters)
    if not text.strip():
        raise DocumentError(f"{name}: the file is empty; nothing was loaded")
    return Source(text.rstrip("\n").split("\n"), "text", VERSION)


def decode(data: bytes, name: str) -> str:
    """The characters of a text file: by its BOM, else as UTF-8, else as CP949 where that gives Hangul."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:65536]:
        raise DocumentError(f"{name}: this is no text file (it holds zero bytes); give it as HWP, HWPX, PDF or text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        korean = data.decode("cp949", errors="replace")
        broken = korean.count("\ufffd")
        if broken <= len(korean) * 0.001 and any("가" <= c <= "힣" for c in korean):
            return korean
        mixed = data.decode("utf-8", errors="replace")
        if mixed.count("\ufffd") <= len(mixed) * 0.02:
            return mixed
        raise DocumentError(
            f"{name}: neither UTF-8 (byte {error.start}) nor CP949; save it as UTF-8 text and load it again"
        ) from error
