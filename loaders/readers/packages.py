"""Limits on ZIP packages, checked before anything in them is unpacked."""

from __future__ import annotations

import io
import zipfile

from graph.errors import DocumentError

MAX_PARTS = 5_000
MAX_PART = 128 * 2**20
"""Bytes of one part, unpacked; the largest sheet seen in practice has 40 MiB."""
MAX_TOTAL = 512 * 2**20
MAX_RATIO = 1000
_SMALL = 2**20


def check_package(data: bytes, name: str) -> None:
    """Raise ``DocumentError`` for a package that unpacks to more than a document can be, or with a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentError(
            f"{name}: a damaged package ({error}); it may be cut off: copy or download it again"
        ) from error
    check_parts(parts, name)


def check_parts(parts: list[zipfile.ZipInfo], name: str) -> None:
    """Raise ``DocumentError`` for too many parts, too large ones, or ones that need a password."""
    if len(parts) > MAX_PARTS:
        raise DocumentError(f"{name}: a package of {len(parts):,} parts, more than {MAX_PARTS:,}; not opened")
    total = 0
    for part in parts:
        total += part.file_size
        ratio = part.file_size / max(1, part.compress_size)
        if part.flag_bits & 1:
            raise DocumentError(f"{name}: this package has a password; unpack it and load its files")
        if part.file_size > MAX_PART or total > MAX_TOTAL or (ratio > MAX_RATIO and part.file_size > _SMALL):
            raise DocumentError(
                f"{name}: it unpacks to {max(total, part.file_size) / 2**20:,.0f} MiB from {part.compress_size:,} bytes, "
                "as only a ZIP bomb does; not opened"
            )
