"""What a file is, by its first bytes and, for packages, by what is in them. Its name never counts."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from graph.errors import DocumentError

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_WITHIN = 1024  # bytes that may stand before %PDF-
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FRAGMENT = re.compile(rb"\s*<[a-zA-Z][^<>]{0,200}>")
"""A piece of a page, saved without its frame."""
_OTHERS = (
    (b"HWP Document File", "an HWP 3.0 file: open it in Hangul and save it as HWPX"),
    (b"{\\rtf", "an RTF file: save it as DOCX or HWPX"),
    (b"\x1f\x8b", "a gzip archive: unpack it, or pack its files as ZIP"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it, or pack its files as ZIP"),
    (b"Rar!", "a RAR archive: unpack it, or pack its files as ZIP"),
    (b"\x89PNG", "a picture: give the document it was made from, or a PDF with text"),
    (b"\xff\xd8\xff", "a picture: give the document it was made from, or a PDF with text"),
    (b"GIF8", "a picture: give the document it was made from, or a PDF with text"),
    (b"\x7fELF", "a program, not a document"),
    (b"MZ", "a program, not a document"),
    (b"SCDSA", "a file locked by document security (DRM): save an unlocked copy"),
    (b"<## NASCA DRM", "a file locked by document security (DRM): save an unlocked copy"),
    (b"\x9b\x20DRMONE", "a file locked by document security (DRM): save an unlocked copy"),
)


def kind_of(data: bytes, name: str) -> str:
    """``hwp``, ``hwpx``, ``pdf``, ``docx``, ``xlsx``, ``zip``, ``html`` or ``text`` (Markdown and CSV included).

    Raises ``DocumentError`` for a known kind that cannot be read, saying what to do.
    """
    if data.startswith(OLE2):
        return _compound(data, name)
    if data.startswith(_ZIP):
        return _package(data, name)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise DocumentError(f"{name}: this is {what}; nothing was loaded")
    start = data[:4096]
    bare = start.removeprefix(codecs.BOM_UTF8)
    if _HTML.match(bare) or (name.lower().endswith((".html", ".htm")) and _FRAGMENT.match(bare)):
        return "html"
    return "text"


def _compound(data: bytes, name: str) -> str:
    """The kind of a compound file by the names in its directory."""
    if b"HWP Document File" in data or _wide("BodyText") in data or _wide("FileHeader") in data:
        return "hwp"
    for stream, what in (
        ("EncryptedPackage", "an Office file with a password; save it without one"),
        ("WordDocument", "an old Word file (DOC); save it as DOCX"),
        ("Workbook", "an old Excel file (XLS); save it as XLSX"),
        ("Book", "an old Excel file (XLS); save it as XLSX"),
        ("PowerPoint Document", "old slides (PPT); save them as PDF"),
    ):
        if _wide(stream) in data:
            raise DocumentError(f"{name}: this is {what} and load that")
    return "hwp"  # its directory is damaged: the reader says how


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _package(data: bytes, name: str) -> str:
    """The kind of a ZIP package by the names in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist()[:5000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError) as error:
        raise DocumentError(
            f"{name}: a damaged ZIP package ({error}); it may be cut off: copy or download it again"
        ) from error
    if (
        "Contents/header.xml" in names
        or "Contents/content.hpf" in names
        or any(n.startswith("Contents/section") for n in names)
    ):
        return "hwpx"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        raise DocumentError(f"{name}: slides (PPTX) are not read; save them as PDF and load that")
    if "content.xml" in names and "mimetype" in names:
        raise DocumentError(f"{name}: an OpenDocument file; save it as DOCX, XLSX or HWPX and load that")
    return "zip"
