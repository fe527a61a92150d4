"""HWP 5: python-hwpx turns it into the parts of an HWPX; documents locked for distribution (배포용) go to dochan."""

from __future__ import annotations

from hwpx.hwp5.package import convert

from graph.errors import DocumentError
from loaders.layout.model import Source
from loaders.readers.hwpx import read_parts
from loaders.readers.writer import SourceWriter

EXTRACTOR = "hwp 1 (python-hwpx 6.9.0)"


def read_hwp(data: bytes, name: str) -> Source:
    """The source of an HWP 5 file. Raises ``DocumentError``: password, DRM, broken."""
    try:
        files = convert(data).files
    except Exception as error:  # a broken file ends in struct, zlib, index and other errors
        raise DocumentError(f"{name}: {type(error).__name__} {error}") from error
    header = [files["Contents/header.xml"]]
    sections = [files[f"Contents/section{n}.xml"] for n in range(len(files)) if f"Contents/section{n}.xml" in files]
    del files
    return read_parts(header, sections, SourceWriter(name, "hwp", EXTRACTOR), name)
