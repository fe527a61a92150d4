"""The embedded graph, seen from a command: find the home's server, start it when there is none, end it.

The first command that needs the graph starts a detached server process (``graph.server``); the others find it through
``server.json``. A killed server is replaced by the next command, which finds its lock free.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from graph import asked, home
from graph.errors import QueryFailed, StoreUnavailable

FOLDER = "graph"
START_SECONDS = 60.0
STOP_SECONDS = 30.0
WRITE_SECONDS = 600.0
"""How long a writer waits for the one before it."""
FULL = 8 * 1024 * 1024
"""A disk with less room than this (bytes) is taken for the reason why a commit failed."""


class EmbeddedGraph:
    """The server of one home folder, as this process uses it."""

    def __init__(self, home_folder: Path, idle_seconds: float) -> None:
        self._folder = home_folder / FOLDER
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._users = 0
        self._use = -1

    def server(self) -> home.ServerFile:
        """Where the home's server answers; starts it when there is none. Raises ``StoreUnavailable``."""
        try:
            self._make_folder()
            return self._running() or self._start()
        except (OSError, TimeoutError) as error:
            raise StoreUnavailable(
                f"the embedded graph in {self._folder} cannot start: {error}; "
                "the folder must be writable and have room (SAEOP_HOME names another)"
            ) from error

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the server from ending itself during the block; the idle time counts from its end."""
        with self._lock:
            if self._users == 0:
                self._use = self._mark()
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if self._users == 0 and self._use >= 0:
                    os.utime(self._use)
                    os.close(self._use)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer of all processes during the block. Raises ``StoreUnavailable`` after a long wait.

        A write that fails on a full disk says so: the engine only says that it could not commit.
        """
        with ExitStack() as stack:
            try:
                stack.enter_context(home.held(self._folder, home.WRITE, WRITE_SECONDS))
            except (OSError, TimeoutError) as error:
                raise StoreUnavailable(f"the embedded graph cannot be written: {error}") from error
            try:
                yield
            except QueryFailed as error:
                free = shutil.disk_usage(self._folder).free
                if free > FULL:
                    raise
                raise StoreUnavailable(
                    f"the graph is unchanged: {self._folder} has {free // 1024} KiB left; "
                    "make room, or name another folder with SAEOP_HOME"
                ) from error

    def reading(self) -> AbstractContextManager[None]:
        """Keep commits waiting during the block."""
        return home.reading(self._folder)

    def asking(self) -> AbstractContextManager[None]:
        """Let the server end itself when the user's query in the block takes too long or too much memory."""
        return asked.asking(self._folder)

    def committing(self) -> AbstractContextManager[None]:
        """Keep reads waiting during the block."""
        return home.committing(self._folder)

    def stop(self) -> bool:
        """End the server; ``False`` when none was running. Raises ``StoreUnavailable`` when it does not end."""
        running = self._running()
        if running is None:
            return False
        os.kill(running.pid, signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        while home.is_held(self._folder, home.OWNER):
            if time.monotonic() > end:
                raise StoreUnavailable(f"the graph server (process {running.pid}) does not end; see {self._log}")
            time.sleep(0.02)
        return True

    @property
    def _log(self) -> Path:
        return self._folder / home.LOG

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _mark(self) -> int:
        """Take the shared lock of use. A server about to end holds it alone, for the moment that takes."""
        try:
            self._make_folder()
            descriptor = home.open_lock(self._folder, home.USE)
        except OSError:
            return -1  # ``server`` says so, with the reason
        end = time.monotonic() + STOP_SECONDS
        while not home.try_lock(descriptor, shared=True) and time.monotonic() < end:
            time.sleep(0.02)
        return descriptor

    def _running(self) -> home.ServerFile | None:
        """The server that answers for this folder, if any."""
        if not home.is_held(self._folder, home.OWNER):
            return None
        return home.ServerFile.read(self._folder)

    def _start(self) -> home.ServerFile:
        """Start a server, unless another command just did."""
        with home.held(self._folder, home.START, START_SECONDS):
            end = time.monotonic() + STOP_SECONDS
            while home.is_held(self._folder, home.OWNER):
                found = self._running()
                if found:
                    return found
                if time.monotonic() > end:
                    raise TimeoutError(f"a process holds {self._folder / home.OWNER} and does not answer")
                time.sleep(0.02)
            self._launch()
            found = self._running()
            if found is None:
                raise TimeoutError(f"the graph server ended right after its start; see {self._log}")
            return found

    def _launch(self) -> None:
        """Start the process on its own session and log, and wait for its word that it is ready.

        It gets no descriptor of ours but the one it reports on: a command whose output is captured must not hang.
        """
        reader, writer = os.pipe()
        arguments = [str(self._folder), str(self._idle_seconds), str(writer)]
        handle = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with subprocess.Popen(
                [sys.executable, "-P", "-m", "graph.server", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=handle,
                cwd=self._folder,
                env={**os.environ, "ARCADEDB_LOG_DIR": str(self._folder / "log"), "ARCADEDB_LOG_CONSOLE": "0"},
                pass_fds=(writer,),
                start_new_session=True,
            ):
                os.close(writer)
            word = _read_line(reader, START_SECONDS)
        finally:
            os.close(reader)
            os.close(handle)
        if word != "ready":
            raise OSError(f"{word or 'it ended at once'} (see {self._log})")


def _read_line(descriptor: int, seconds: float) -> str:
    """The line that the server reports; empty when it ended without a word. Raises ``TimeoutError``."""
    import select

    text, end = b"", time.monotonic() + seconds
    while not text.endswith(b"\n"):
        if not select.select([descriptor], [], [], max(0.0, end - time.monotonic()))[0]:
            raise TimeoutError(f"the graph server did not answer within {seconds:.0f} s")
        piece = os.read(descriptor, 4096)
        if not piece:
            break
        text += piece
    return text.decode("utf-8", "replace").strip()
