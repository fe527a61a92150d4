"""Keeps optional packages of a library from being imported with it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Let imports in the block find none of ``packages``, unless they are imported already.

    Does nothing once there are other threads: one of them might be importing such a package itself.
    """
    hidden = [name for name in packages if name not in sys.modules and threading.active_count() == 1]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
