"""Paths in: which files a path stands for, and their content, read once and whole."""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DocumentError
from lexicon.text import clean
from loaders.readers.files import SUFFIXES

MAX_BYTES = 200 * 2**20
"""Bytes of one file: larger ones are pictures or archives of many documents."""
_MAX_NAME = 200
_TRIES = 3
_PAUSE_SECONDS = 0.3
_MAGIC = (b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")


@dataclass(frozen=True)
class Item:
    """A file to load: how it is shown, the name of its document, where it comes from, and its content if at hand."""

    shown: str
    name: str
    source: str
    path: Path | None = None
    data: bytes | None = None

    def content(self) -> bytes:
        """The file's bytes. Raises ``DocumentError`` for what is no file, too large, or changes while it is read."""
        if self.data is not None:
            return self.data
        assert self.path is not None
        return read_file(self.path)


@dataclass(frozen=True)
class Refused:
    """A path that gives no document, and why; ``is_closed``: what is below it cannot be known."""

    shown: str
    name: str
    reason: str
    is_closed: bool = False


def items_in(paths: Iterable[Path], name: str = "") -> Iterator[Item | Refused]:
    """What the paths stand for, each file once; folders with all in them, those that may be documents by name or magic.

    Printed forms (PDF) of a folder come last: of two copies of a document, the richer one is read for its facts.
    """
    seen: set[str] = set()
    for path in paths:
        shown = clean(str(path)).replace("\n", " ")
        try:
            if path.is_dir():
                closed: list[OSError] = []
                inside = sorted(_files(path, closed), key=lambda p: (p.suffix.lower() == ".pdf", str(p)))
                for error in closed:
                    yield _closed(clean(str(error.filename)).replace("\n", " "), path.name, error)
                if not inside and not closed:
                    yield Refused(shown, path.name, f"{shown}: no documents in this folder")
            elif not os.path.lexists(path):
                yield Refused(shown, path.name, f"{shown}: no such file; check the path")
                continue
            else:
                inside = [path]
        except OSError as error:
            yield _closed(shown, path.name, error)
            continue
        for file in inside:
            item = _item(file, name)
            place = item.source if isinstance(item, Item) else item.shown
            if place not in seen:
                yield item
            seen.add(place)


def _closed(shown: str, name: str, error: OSError) -> Refused:
    return Refused(shown, name, f"{shown}: cannot be read ({error.strerror}); check the path and the permissions", True)


def _item(path: Path, name: str) -> Item | Refused:
    shown = clean(str(path)).replace("\n", " ")
    try:
        source = clean(str(path.resolve()))
        return Item(shown, checked_name(name) if name else document_key(path), source, path)
    except DocumentError as error:
        return Refused(shown, path.name, str(error))
    except (OSError, RuntimeError) as error:  # a loop of symbolic links
        return Refused(shown, path.name, f"{shown}: cannot be read ({error}); check the path")


def document_key(path: Path) -> str:
    """The key of a file's document: its name in NFC. Raises ``DocumentError`` for a name that cannot be one."""
    return checked_name(path.name)


def checked_name(name: str) -> str:
    """A document's name in NFC. Raises ``DocumentError`` for control characters, slashes and great length."""
    name = unicodedata.normalize("NFC", name)
    if clean(name) != name or "\n" in name or "\t" in name or "/" in name or "\\" in name:
        raise DocumentError(f"{name[:80]!r}: the name holds control characters or slashes; rename it, or use --as NAME")
    if not name.strip() or len(name) > _MAX_NAME or name in (".", ".."):
        raise DocumentError(f"{name[:40]!r}…: a name of {len(name)} characters, more than {_MAX_NAME}; use --as NAME")
    return name


def read_file(path: Path) -> bytes:
    """The content of a regular file, whole and at rest. Raises ``DocumentError``."""
    shown = clean(str(path)).replace("\n", " ")
    for turn in range(_TRIES):
        try:
            data = _read_once(path, shown)
        except OSError as error:
            what = "a link to a file that is not there" if path.is_symlink() and not path.exists() else error.strerror
            raise DocumentError(f"{shown}: cannot be read ({what}); check the path and the permissions") from error
        if data is not None:
            return data
        time.sleep(_PAUSE_SECONDS * (turn + 1))
    raise DocumentError(f"{shown}: the file changes while it is read; load it again when it has been written")


def _read_once(path: Path, shown: str) -> bytes | None:
    """The content, or None when the file changed meanwhile. A pipe or device is not waited for."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise DocumentError(f"{shown}: this is no regular file; give a document")
        if before.st_size > MAX_BYTES:
            raise DocumentError(
                f"{shown}: {before.st_size / 2**20:,.0f} MiB, more than {MAX_BYTES // 2**20}; split it and load its parts"
            )
        data = file.read(MAX_BYTES + 1)
        after = os.fstat(handle)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == after.st_size else None


def _files(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """The files of a folder and of those in it that may be documents; links to folders are not followed.

    What kept folders from being looked into goes to ``closed``.
    """
    for root, folders, names in os.walk(folder, onerror=closed.append, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in names:
            path = Path(root) / name
            if not name.startswith((".", "~$")) and _may_be_document(path):
                yield path


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _may_be_document(path: Path) -> bool:
    """Whether its name says so, also where it is no file (that is told when it is read), or else its first bytes."""
    if path.suffix.lower() in SUFFIXES:
        return True
    if not _is_regular(path):
        return False
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(_MAGIC)
    except OSError:
        return False
