"""What an index says of itself, and the check that its files are the ones it was made with."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import SearchError

INDEX_VERSION = 1
"""Bump it when the files of an index change their meaning: every older index is then rebuilt."""

FILE = "manifest.json"

DIGESTS_UP_TO = 64 << 20
"""Bytes up to which an index is read through when it is opened (.05 s); of a larger one only the sizes are checked
then, and the digests before anything of it is used again for the next index."""

Revision = int | str


@dataclass(frozen=True)
class Seal:
    """Size in bytes and SHA-256 of a file."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """All that decides whether an index can be searched, and what it is an index of."""

    index_version: int
    encoder: str
    dimension: int
    tokens: str
    vectors: str
    revision: Revision
    chunks: int
    files: dict[str, Seal]

    def write(self, folder: Path) -> None:
        """Put it into ``folder``, whole or not at all."""
        temporary = folder / f"{FILE}.new"
        temporary.write_text(json.dumps(dataclasses.asdict(self), indent=1), encoding="utf-8")
        temporary.replace(folder / FILE)


def read(folder: Path) -> Manifest:
    """The manifest in ``folder``; raises ``SearchError`` when there is none, or one that does not say all."""
    try:
        said: Any = json.loads((folder / FILE).read_text(encoding="utf-8"))
        seals = {name: Seal(**seal) for name, seal in said.pop("files").items()}
        return Manifest(files=seals, **said)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SearchError(f"the search index is damaged or of another version ({FILE}: {error})") from error


def seal(folder: Path) -> dict[str, Seal]:
    """Seals of all files below ``folder`` by their relative path; lock files, which mean nothing, are left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {path.relative_to(folder).as_posix(): Seal(path.stat().st_size, _digest(path)) for path in files}


def check(folder: Path, manifest: Manifest, *, deep: bool) -> None:
    """Raise ``SearchError`` naming the first file that is missing or not as sealed.

    ``deep`` compares digests whatever the size (a second for 1 GB).
    """
    deep = deep or sum(seal.size for seal in manifest.files.values()) <= DIGESTS_UP_TO
    for name, expected in manifest.files.items():
        file = folder / name
        try:
            size = file.stat().st_size
            if size != expected.size:
                raise SearchError(f"the search index is damaged: {name} has {size} bytes, not {expected.size}")
            if deep and _digest(file) != expected.sha256:
                raise SearchError(f"the search index is damaged: {name} has changed since it was written")
        except OSError as error:
            raise SearchError(f"the search index is damaged: {name} cannot be read ({error.strerror})") from error


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
