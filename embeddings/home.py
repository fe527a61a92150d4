"""Where indexes lie: one folder per generation, a pointer to the one that counts, and the swap between them.

``HOME/index/`` holds ``g000001`` … and the file ``current`` with the name of the one that counts. A writer builds in
``building``, renames that into place and then replaces ``current``; whatever kills it before leaves the old index as
it was. A reader holds a shared lock on what it reads, and only what nobody holds is removed.

Nothing is forced to disk: after a power failure a file may be short, which the manifest tells, and the index is then
built again from the graph.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from embeddings.generation import IN_USE, Generation
from graph.errors import SearchError

_CURRENT, _LOCK, _BUILDING = "current", "writer.lock", "building"
_WAIT_SECONDS = 60.0  # for another writer
_RETRIES = 100  # of opening while writers replace what is to be opened

Mark = tuple[int, int]
"""What ``current`` was when it was read: it is replaced, never rewritten, so another one has another mark."""


class IndexHome:
    """The folder of the indexes of one home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def mark(self) -> Mark | None:
        """The mark of ``current`` (some microseconds); None when there is no index."""
        try:
            found = (self.folder / _CURRENT).stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SearchError(f"the search index cannot be read ({error})") from error
        return found.st_ino, found.st_mtime_ns

    def open(self, *, deep: bool = False) -> Generation | None:
        """Open the generation that counts; None when there is none.

        Raises ``SearchError`` when it is damaged or of another version; ``deep`` also compares all digests.
        """
        for _ in range(_RETRIES):
            name = self._current()
            if name is None:
                return None
            try:
                return Generation(self.folder / name, deep=deep)
            except FileNotFoundError:
                # A writer may have replaced and removed it since; if it still counts, it is really gone.
                if self._current() == name:
                    raise SearchError(f"the search index is damaged: its folder {name} is gone") from None
            except OSError as error:
                raise SearchError(f"the search index cannot be read ({error})") from error
        raise SearchError("the search index changes faster than it can be opened")

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Be the only writer of all processes, with an empty folder to build in, which is removed in the end.

        Raises ``SearchError`` when another one writes for a minute, ``OSError`` when the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / _LOCK).open("wb") as lock:
            _wait_for(lock)
            building = self.folder / _BUILDING
            shutil.rmtree(building, ignore_errors=True)  # of a writer that was killed
            building.mkdir()
            try:
                yield building
            finally:
                shutil.rmtree(building, ignore_errors=True)

    def install(self, building: Path) -> None:
        """Make the finished ``building`` the generation that counts. Only while ``writing``."""
        numbers = [int(path.name[1:]) for path in self.folder.glob("g[0-9]*") if path.name[1:].isdigit()]
        generation = self.folder / f"g{max(numbers, default=0) + 1:06d}"
        os.rename(building, generation)
        pointer = self.folder / f"{_CURRENT}.new"
        pointer.write_text(generation.name, encoding="ascii")
        os.replace(pointer, self.folder / _CURRENT)

    def tidy(self) -> None:
        """Remove generations that neither count nor are read by anybody. Only while ``writing``."""
        current = self._current()
        for folder in self.folder.glob("g[0-9]*"):
            if folder.name == current:
                continue
            try:
                with (folder / IN_USE).open("rb") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
            except BlockingIOError:
                continue  # somebody reads it: the next writer tries again
            except OSError:
                shutil.rmtree(folder, ignore_errors=True)  # no lock, so no reader

    def _current(self) -> str | None:
        """The name of the generation that counts."""
        try:
            return Path((self.folder / _CURRENT).read_text(encoding="utf-8").strip()).name
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise SearchError(f"the search index cannot be read ({error})") from error


def _wait_for(lock: BinaryIO) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise SearchError("another process is writing the search index: try again when it is done") from None
            time.sleep(0.05)
