"""The files as they were loaded, kept under ``SAEOP_HOME/originals`` by content, so that rules can read them again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from graph.errors import DocumentError


def content_hash(data: bytes) -> str:
    """SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Originals:
    """A folder of files named by their content's hash; writing is atomic, readable by the owner only."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._folder = home / "originals"

    def keep(self, data: bytes) -> str:
        """Store a content once; its hash. Raises ``DocumentError`` when the home folder cannot be written."""
        sha256 = content_hash(data)
        path = self._folder / sha256
        if path.is_file():
            return sha256
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
                raise
        except OSError as error:
            raise DocumentError(
                f"{self._folder}: cannot keep the original ({error.strerror}); free space or set SAEOP_HOME"
            ) from error
        return sha256

    def read(self, sha256: str) -> bytes:
        """The content of a hash. Raises ``DocumentError`` when it was not kept here."""
        try:
            return (self._folder / sha256).read_bytes()
        except OSError as error:
            raise DocumentError(
                f"original {sha256[:12]}… is not in {self._folder}; load the file again with --replace"
            ) from error

    def sweep(self, used: set[str]) -> int:
        """Remove contents that no document has; how many."""
        removed = 0
        if self._folder.is_dir():
            for path in sorted(self._folder.iterdir()):
                if path.name not in used:
                    with contextlib.suppress(OSError):
                        path.unlink()
                        removed += 1
        return removed
