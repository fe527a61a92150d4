"""ZIP archives: the files in them, each to be read as if it stood alone. Nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import NamedTuple

from graph.errors import DocumentError
from lexicon.text import clean
from loaders.readers.packages import check_parts

MAX_FILES = 2_000
MAX_TOTAL = 256 * 2**20
"""Bytes of all files of an archive together, unpacked."""
_SKIPPED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_UTF8 = 0x800  # flag: the name is UTF-8


class Member(NamedTuple):
    """A file of an archive: its path in it, for messages only, and its content."""

    path: str
    data: bytes


def members_of(data: bytes, name: str) -> list[Member]:
    """The files of an archive in order of their paths. Raises ``DocumentError``: broken, a bomb, a password, empty."""
    found: list[Member] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [p for p in package.infolist() if not p.is_dir() and not _is_skipped(p.filename)]
            check_parts(parts, name)
            if len(parts) > MAX_FILES or sum(p.file_size for p in parts) > MAX_TOTAL:
                raise DocumentError(
                    f"{name}: an archive of {len(parts):,} files, {sum(p.file_size for p in parts) / 2**20:,.0f} MiB "
                    f"unpacked, more than {MAX_FILES:,} or {MAX_TOTAL / 2**20:,.0f} MiB; unpack it and load its folder"
                )
            for part in parts:
                with package.open(part) as file:
                    found.append(Member(_path(part), file.read(part.file_size + 1)))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DocumentError(f"{name}: this archive is damaged ({error}); pack it again, or load its folder") from error
    if not found:
        raise DocumentError(f"{name}: an archive without files; nothing was loaded")
    return sorted(found)


def _is_skipped(path: str) -> bool:
    last = path.rsplit("/", 1)[-1]
    return any(path.startswith(s) or last == s for s in _SKIPPED) or last.startswith((".", "~$"))


def _path(part: zipfile.ZipInfo) -> str:
    """The path as people read it: Korean programs write CP949 and do not say so."""
    path = part.filename
    if not part.flag_bits & _UTF8:
        try:
            path = path.encode("cp437").decode("cp949")
        except (UnicodeEncodeError, UnicodeDecodeError):
            path = part.filename
    parts = [p for p in clean(path).replace("\\", "/").replace("\n", " ").split("/") if p not in ("", ".", "..")]
    return "/".join(parts) or "unnamed"
