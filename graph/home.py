"""The files of the embedded graph: what the server process and its clients know of each other.

Three locks (``flock``, which the kernel releases however a process ends) say what is true; the files only say where.

- ``owner.lock`` is held by the server for as long as it lives: ``server.json`` is believed only while it is held, so
  that neither a stale file nor another program on its port is ever taken for this home's server.
- ``start.lock`` is held by the one command that starts a server.
- ``use.lock`` is shared by the commands at work; the server ends itself only when it gets it alone.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

OWNER, START, USE = "owner.lock", "start.lock", "use.lock"
SERVER, LOG = "server.json", "server.log"


@dataclass(frozen=True)
class ServerFile:
    """Where the server of a home answers, and the passwords of its two users."""

    port: int
    pid: int
    password: str
    reader_password: str

    def write(self, folder: Path) -> None:
        """Replace the file in one step; only the owner may read it, whatever the umask."""
        temporary = folder / f"{SERVER}.{os.getpid()}"
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
