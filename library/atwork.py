"""Locks between the processes of one home: who changes documents, and whose turn it is to store one.

The kernel releases them however a process ends, so that a load that was killed is told from one that is under way.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import DocumentError

_WORK, _STORE = "work.lock", "store.lock"


@contextmanager
def at_work(home: Path) -> Iterator[None]:
    """Change documents, index and links during the block: readers leave what is behind to this process."""
    with _locked(home, _WORK, fcntl.LOCK_SH):
        yield


def is_nobody_at_work(home: Path) -> bool:
    """Whether no process changes documents now."""
    try:
        with _locked(home, _WORK, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return True
    except BlockingIOError:
        return False


@contextmanager
def storing(home: Path) -> Iterator[None]:
    """Keep an original and store its document, or sweep originals, with nobody else doing so."""
    with _locked(home, _STORE, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(home: Path, name: str, how: int) -> Iterator[None]:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(home / name, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DocumentError(f"{home} cannot be written ({error.strerror}); set SAEOP_HOME to another folder") from error
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)
