"""The processes that read files, seen from the library: a pool that gives each file to one and waits for its answer."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from graph.errors import DocumentError
from graph.model import Subgraph
from library.said import SetByPerson
from library.wire import Broken, receive, rows_from_json, send
from loaders.readers.archive import Member
from loaders.readers.tools import Tools
from settings import Settings

Stage = Callable[[str], None]
_SECRET = "SAEOP_GRAPH_PASSWORD"


@dataclass(frozen=True)
class Read:
    """What a file gave: rows and what was found, or the files of an archive; the cost in seconds and bytes of memory."""

    rows: Subgraph | None = None
    found: dict[str, int] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    seconds: float = 0.0
    peak: int = 0


class NotRead(DocumentError):
    """A file that its reader refused or did not survive; what that cost in seconds and bytes of memory."""

    def __init__(self, message: str, header: dict[str, Any]) -> None:
        super().__init__(message)
        self.seconds, self.peak = float(header.get("seconds", 0)), int(header.get("peak", 0))


class Readers:
    """Reads files, each in a child process with a limit of memory and time and no network. Safe for threads.

    Processes start when they are first needed and live until ``close``; one that ended is started anew.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        folder = str(settings.cache / "pdf-reader")
        self._tools = asdict(Tools(settings.node, folder, 512, settings.ocr, settings.read_seconds))
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()
        self._made: list[_Process] = []
        self._lock = threading.Lock()

    def warm(self, count: int = 1) -> None:
        """Start processes ahead of their use."""
        for _ in range(count):
            self._idle.put(self._new())

    def close(self) -> None:
        """End the processes; a file that is being read is given up. What is asked later starts new ones."""
        while True:
            with contextlib.suppress(queue.Empty):
                self._idle.get_nowait().kill()
                continue
            break
        with self._lock:
            made, self._made = self._made, []
        for process in made:
            process.end()

    def document(self, data: bytes, name: str, said: SetByPerson, path: str, stage: Stage = lambda _: None) -> Read:
        """Read a file as the document ``name``. Raises ``DocumentError`` in one line for whatever goes wrong."""
        request = {"job": "document", "name": name, "said": said.as_json(), "path": path}
        header, answer, rest = self._ask(request, data, stage)
        cost = float(header["seconds"]), int(header["peak"])
        try:
            if "members" in answer:
                return Read(None, {}, _members(answer["members"], rest), *cost)
            return Read(rows_from_json(answer["rows"]), {str(k): int(v) for k, v in answer["found"].items()}, (), *cost)
        except (Broken, KeyError, TypeError, ValueError, AttributeError) as error:
            raise DocumentError(f"{name}: its reader gave no sound answer ({error}); nothing was loaded") from error

    def text(self, data: bytes, name: str) -> tuple[list[str], list[int]]:
        """The lines that the reader of a file sees, and the page of each (empty: no pages). Raises ``DocumentError``."""
        _, answer, _ = self._ask({"job": "text", "name": name}, data, lambda _: None)
        return [str(line) for line in answer["lines"]], [int(page) for page in answer["pages"]]

    def _ask(self, request: dict[str, Any], data: bytes, stage: Stage) -> tuple[dict[str, Any], dict[str, Any], bytes]:
        """The header, the JSON and the rest of a job's answer."""
        limits = {"seconds": self._settings.read_seconds, "megabytes": self._settings.read_megabytes}
        request = {**request, **limits, "tools": self._tools}
        name = request["name"]
        waiting = self._idle_one()
        try:
            try:
                header, body = self._asked(waiting or self._new(), request, data, stage)
            except (Broken, OSError):
                if waiting is None:
                    raise
                header, body = self._asked(self._new(), request, data, stage)  # something ended it while it waited
        except (Broken, OSError) as error:
            raise DocumentError(f"{name}: the process that reads files ended ({error}); load the file again") from error
        if header["kind"] != "answer":
            raise NotRead(f"{name}: {_why(str(header.get('end')), self._settings)}; nothing was loaded", header)
        line, _, rest = body.partition(b"\n")
        try:
            answer = dict(json.loads(line))
        except (ValueError, TypeError, RecursionError) as error:
            raise NotRead(f"{name}: its reader gave no sound answer; nothing was loaded", header) from error
        if "refused" in answer:
            raise NotRead(str(answer["refused"]), header)
        if "fault" in answer:
            raise NotRead(
                f"{name}: its reader failed ({answer['fault']}); nothing was loaded: save the file in another format",
                header,
            )
        return header, answer, rest

    def _asked(
        self, process: _Process, request: dict[str, Any], data: bytes, stage: Stage
    ) -> tuple[dict[str, Any], bytes]:
        """The answer of a process. Raises ``Broken`` or ``OSError`` when it has ended."""
        try:
            answer = process.ask(request, data, stage)
        except (Broken, OSError):
            process.end()
            with self._lock, contextlib.suppress(ValueError):
                self._made.remove(process)
            raise
        self._idle.put(process)
        return answer

    def _idle_one(self) -> _Process | None:
        """A process that waits, None where there is none; those that something ended are let go of."""
        with contextlib.suppress(queue.Empty):
            while True:
                process = self._idle.get_nowait()
                if not process.has_ended():
                    return process
                process.end()
                with self._lock:
                    self._made.remove(process)
        return None

    def _new(self) -> _Process:
        process = _Process()
        with self._lock:
            self._made.append(process)
        return process


class _Process:
    """One reading process (``library.reading``)."""

    def __init__(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(_SECRET)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "library.reading"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )

    def ask(self, request: dict[str, Any], data: bytes, stage: Stage) -> tuple[dict[str, Any], bytes]:
        """Send a job and wait for its answer, passing on stages. Raises ``Broken`` or ``OSError`` when it has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        send(self._process.stdin, request, data)
        while True:
            header, body = receive(self._process.stdout)
            if header.get("kind") != "stage":
                return header, body
            stage(body.decode(errors="replace"))

    def has_ended(self) -> bool:
        """Whether the process is there no more."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process at once: it reads nothing."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End the process, and with it the child that reads."""
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _members(listed: list[list[Any]], content: bytes) -> tuple[Member, ...]:
    found = []
    at = 0
    for path, size in listed:
        found.append(Member(str(path), content[at : at + int(size)]))
        at += int(size)
    return tuple(found)


def _why(end: str, settings: Settings) -> str:
    """Why a child gave no answer, and what to do."""
    if end == "time":
        return f"reading takes longer than {settings.read_seconds:g} s; split the file, or raise SAEOP_READ_SECONDS"
    if end == "memory":
        return f"reading needs more than {settings.read_megabytes} MiB; split the file, or raise SAEOP_READ_MB"
    if end.startswith("signal"):
        return f"its reader was ended by the system ({end.split()[-1]}): damaged, or more than {settings.read_megabytes} MiB"
    return "its reader gave more than a document can hold"
