"""The files of the embedded graph: what the server process and its clients know of each other.

The locks (``flock``, which the kernel releases however a process ends) say what is true; the other
files only say where.

- ``owner.lock`` is held by the server for as long as it lives: ``server.json`` is believed only while it is held, so
  that neither a stale file nor another program on its port is ever taken for this home's server.
- ``start.lock`` is held by the one command that starts a server.
- ``use.lock`` is shared by the commands at work; the server ends itself only when it gets it alone.
- ``write.lock`` is held by the one command that writes: ArcadeDB lets writers run into each other, and six at once on
  the same regions left relationships to nodes that were gone.
- ``read.lock`` is shared by every read, and held alone for the moment of a commit: ArcadeDB publishes a commit piece by
  piece, and a read at that moment saw some of a document's relationships. ``gate.lock`` keeps new reads back while a
  commit waits for those under way.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

OWNER, START, USE, WRITE, READ, GATE = (f"{name}.lock" for name in ("owner", "start", "use", "write", "read", "gate"))
COMMIT_SECONDS = 5.0
"""How long a commit waits for reads under way; a longer read may see it happen."""
SERVER, LOG = "server.json", "server.log"


@dataclass(frozen=True)
class ServerFile:
    """Where the server of a home answers, and the passwords of its two users."""

    port: int
    pid: int
    password: str = field(repr=False)
    reader_password: str = field(repr=False)

    def write(self, folder: Path) -> None:
        """Replace the file in one step; only the owner may read it, whatever the umask."""
        temporary = folder / f"{SERVER}.new"  # only the holder of the owner's lock writes it
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(self), file)
        os.replace(temporary, folder / SERVER)

    @classmethod
    def read(cls, folder: Path) -> ServerFile | None:
        """The file's content; ``None`` when it is not there or not whole."""
        try:
            return cls(**json.loads((folder / SERVER).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def open_lock(folder: Path, name: str) -> int:
    """The lock file as an open file descriptor, made when absent."""
    return os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Take the lock if nobody stands in the way."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(folder: Path, name: str) -> bool:
    """Whether some process holds the lock exclusively. A folder without the file has no holder."""
    try:
        descriptor = os.open(folder / name, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not try_lock(descriptor, shared=True)
    finally:
        os.close(descriptor)


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Keep commits waiting during the block. Each read has its own descriptor, so that threads count as well."""
    gate = open_lock(folder, GATE)
    lock = open_lock(folder, READ)
    try:
        fcntl.flock(gate, fcntl.LOCK_SH)
        fcntl.flock(lock, fcntl.LOCK_SH)
        fcntl.flock(gate, fcntl.LOCK_UN)
        yield
    finally:
        os.close(lock)
        os.close(gate)


@contextmanager
def committing(folder: Path) -> Iterator[None]:
    """Keep reads waiting during the block, which begins when those under way have ended."""
    gate = open_lock(folder, GATE)
    lock = open_lock(folder, READ)
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        end = time.monotonic() + COMMIT_SECONDS
        while not try_lock(lock) and time.monotonic() < end:
            time.sleep(0.002)
        yield
    finally:
        os.close(lock)
        os.close(gate)


@contextmanager
def held(folder: Path, name: str, seconds: float) -> Iterator[None]:
    """Hold the lock during the block. Raises ``TimeoutError`` when others keep it longer than ``seconds``."""
    descriptor = open_lock(folder, name)
    try:
        end = time.monotonic() + seconds
        while not try_lock(descriptor):
            if time.monotonic() > end:
                raise TimeoutError(f"{folder / name} is held by another process for more than {seconds:.0f} s")
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


def unlock(descriptor: int) -> None:
    """Give the lock back."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
