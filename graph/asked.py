"""Queries that people wrote, while the embedded server works on them: the engine cannot end one, only the server can.

Each has a file in ``asked/``, locked by whoever waits for it. The server looks at them: when one takes too long, when
nobody waits for it any more, or when the memory runs away, it writes why into the file and ends itself at once. Nothing is
lost by that (commits are on disk); whoever else was working is served by the next server, which starts in a second.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graph import home
from graph.errors import QueryFailed, StoreUnavailable

FOLDER = "asked"
SECONDS = 6.0
"""The longest that a query may take."""
HARD_SECONDS = 9.0
"""The longest while somebody writes, who would have to begin again."""
MEMORY = 2 * 2**30
"""Bytes by which the server may grow while such queries run."""
TOO_LONG = "it took too long and was ended; ask for less: name labels and types, join the patterns, set a LIMIT"
TOO_LARGE = "it needed too much memory and was ended; ask for less: smaller lists, a LIMIT"


@contextlib.contextmanager
def asking(folder: Path) -> Iterator[None]:
    """Let the server know of the query in the block. Raises ``QueryFailed`` when the server ended because of it."""
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder / FOLDER)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    except StoreUnavailable as error:
        reason = os.pread(descriptor, 1000, 0).decode()
        if not reason:
            raise
        raise QueryFailed("query", reason) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)
        os.close(descriptor)


class Watch:
    """What the server knows of the queries under way."""

    def __init__(self, folder: Path) -> None:
        """Forget what an earlier server left behind."""
        self._folder = folder
        self._since: dict[Path, float] = {}
        self._memory = 0
        for left in self._files():
            with contextlib.suppress(OSError):
                left.unlink()

    def is_too_much(self) -> bool:
        """Whether a query must be ended; those that are the reason are told."""
        now, files = time.monotonic(), self._files()
        if not files:
            self._since, self._memory = {}, 0
            return False
        self._memory = self._memory or _resident()
        self._since = {file: self._since.get(file, now) for file in files}
        left = [file for file, since in self._since.items() if since < now and not _is_waited_for(file)]
        if _resident() > self._memory + MEMORY:
            _tell(files, TOO_LARGE)
            return True
        patience = HARD_SECONDS if home.is_held(self._folder, home.WRITE) else SECONDS
        late = [file for file, since in self._since.items() if now - since > patience]
        _tell(late, TOO_LONG)
        return bool(late or left)

    def _files(self) -> list[Path]:
        try:
            return sorted((self._folder / FOLDER).iterdir())
        except OSError:
            return []


def _is_waited_for(file: Path) -> bool:
    """Whether a process holds the file's lock, or the file is gone."""
    try:
        return home.is_held(file.parent, file.name) or not file.exists()
    except OSError:
        return True


def _tell(files: list[Path], reason: str) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.write_text(reason, encoding="utf-8")


def _resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
