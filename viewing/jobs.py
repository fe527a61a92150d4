"""Loading, replacing and removing documents outside the pages: one job after another, in a thread of the app.

A job outlives the page that began it; every page sees the same jobs. What a page holds is a ``Job`` as it was when it
looked: a plain value that does not change under it.
"""

from __future__ import annotations

import itertools
import queue
import shutil
import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from graph.errors import SaeopError
from lexicon.text import clean
from library.atwork import at_work
from library.library import SAMPLES, Library
from library.originals import content_hash
from library.outcome import How, Outcome, Told
from library.prepare import SetByPerson

What = Literal["load", "remove", "reload"]
FileState = Literal["waiting", "working", "loaded", "replaced", "unchanged", "copy", "refused", "removed"]
_KEPT = 20
_WAITING = 50
"""Jobs that may wait; a page that asks for more is told so."""


class Upload(NamedTuple):
    """A file as a browser sends it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class FileOf:
    """A file of a job, or the document of one: where it stands and, at its end, what was found."""

    name: str
    state: FileState = "waiting"
    stage: str = ""
    reason: str = ""
    document: str = ""
    found: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Job:
    """A job as it stands: its files, the stage after them (색인, 연결) with how much of how much is done."""

    number: int
    what: What
    files: tuple[FileOf, ...]
    stage: str = ""
    done: int = 0
    total: int = 0
    finished: bool = False
    error: str = ""
    seconds: float = 0.0

    @property
    def share(self) -> float:
        """How much is done, 0 to 1: files count for two thirds, what follows for the rest."""
        if self.finished:
            return 1.0
        ended = sum(1 for f in self.files if f.state not in ("waiting", "working"))
        files = ended / len(self.files) if self.files else 0.0
        after = self.done / self.total if self.total else 0.0
        return min(0.99, files * 2 / 3 + (after / 3 if ended == len(self.files) else 0.0))


@dataclass
class _Order:
    number: int
    what: What
    paths: list[Path] = field(default_factory=list)
    how: How = field(default_factory=How)
    documents: list[str] = field(default_factory=list)
    folder: Path | None = None


class Jobs:
    """The jobs of one app, in the order in which they were asked for."""

    def __init__(self, library: Library, ended: Callable[[], None] = lambda: None) -> None:
        """``ended`` is called after each job, when the graph may have changed."""
        self._library, self._ended = library, ended
        self._jobs: dict[int, Job] = {}
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._orders: queue.Queue[_Order | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def close(self, seconds: float) -> None:
        """Begin no other job, and wait some seconds at most for the one at work."""
        with suppress(queue.Empty):
            while (order := self._orders.get_nowait()) is not None:
                _clear(order)
        self._orders.put_nowait(None)  # there is room: what waited has been taken out
        self._thread.join(seconds)

    # ---------------------------------------------------------------- asking
    def load(
        self, uploads: Sequence[Upload], *, replacing: bool = False, name: str = "", said: SetByPerson | None = None
    ) -> int:
        """Load files that a browser sent; the number of the job. Raises ``SaeopError`` when too many wait."""
        folder = Path(tempfile.mkdtemp(prefix="saeop-upload-"))
        paths: list[Path] = []
        for upload in uploads:
            path = folder / str(len(paths)) / _file_name(upload.name)
            path.parent.mkdir()
            path.write_bytes(upload.data)
            paths.append(path)
        how = How(replacing, name, said or SetByPerson())
        return self._add(_Order(0, "load", paths, how, folder=folder), [p.name for p in paths])

    def load_samples(self) -> int:
        """Load the sample documents; the number of the job."""
        paths = sorted(SAMPLES.iterdir())
        return self._add(_Order(0, "load", paths), [p.name for p in paths])

    def remove(self, documents: Sequence[str]) -> int:
        """Remove documents by key; the number of the job."""
        return self._add(_Order(0, "remove", documents=list(documents)), documents)

    def reload(self, documents: Sequence[str]) -> int:
        """Read documents again from their originals; the number of the job."""
        return self._add(_Order(0, "reload", documents=list(documents)), documents)

    def taken(self, uploads: Sequence[Upload]) -> list[str]:
        """The names of files under which documents of another content are loaded: a person decides what is meant."""
        known = {d["key"]: d["sha256"] for d in self._library.documents()}
        names = {_file_name(u.name): content_hash(u.data) for u in uploads}
        return [name for name, sha256 in names.items() if name in known and known[name] != sha256]

    def all(self) -> list[Job]:
        """The jobs that wait, work, and ended last, newest first."""
        with self._lock:
            return sorted(self._jobs.values(), key=lambda j: -j.number)

    @property
    def busy(self) -> bool:
        """Whether any job waits or works."""
        return any(not j.finished for j in self.all())

    def dismiss(self, number: int) -> None:
        """Forget a job that has ended."""
        with self._lock:
            if number in self._jobs and self._jobs[number].finished:
                del self._jobs[number]

    def _add(self, order: _Order, names: Sequence[str]) -> int:
        order.number = next(self._numbers)
        with self._lock:
            self._jobs[order.number] = Job(order.number, order.what, tuple(FileOf(n) for n in names))
        try:
            self._orders.put_nowait(order)
        except queue.Full:
            with self._lock:
                del self._jobs[order.number]
            _clear(order)
            raise SaeopError(f"{_WAITING} jobs wait already; try again when some have ended") from None
        return order.number

    # ---------------------------------------------------------------- working
    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            began = time.monotonic()
            try:
                with at_work(self._library.settings.home):
                    self._carry_out(order)
                    self._library.readers.close()  # they end with the threads that began them, and hold memory until then
                    self._after(order)
            except Exception as error:  # whatever it is: the app goes on, and the page tells it
                self._change(order, error=str(error) or type(error).__name__)
            finally:
                _clear(order)
                self._change(order, finished=True, stage="", seconds=time.monotonic() - began)
                self._forget_oldest()
                self._ended()

    def _carry_out(self, order: _Order) -> None:
        if order.what == "load":
            told = Told(lambda shown, stage: self._stage(order, shown, stage), lambda o: self._outcome(order, o))
            self._library.load_all(order.paths, order.how, told)
        elif order.what == "reload":
            for key in order.documents:
                told = Told(partial(self._reading, order, key))
                for outcome in self._library.reload(key, told):
                    self._file(
                        order, key, state=outcome.state, reason=outcome.reason, found=outcome.found, document=key
                    )
        else:
            for key in order.documents:
                self._file(order, key, state="working")
                self._library.remove(key)
                self._file(order, key, state="removed", document=key)

    def _after(self, order: _Order) -> None:
        """Bring index and links into step, with how much of how much is done."""
        self._change(order, stage="색인")
        self._library.sync(lambda done, total: self._change(order, done=done, total=2 * max(1, total)))
        self._change(order, stage="연결", done=1, total=2)
        self._library.link(lambda done, total: self._change(order, done=max(1, total) + done, total=2 * max(1, total)))

    def _reading(self, order: _Order, key: str, shown: str, stage: str) -> None:
        self._file(order, key, state="working", stage=stage)

    def _stage(self, order: _Order, shown: str, stage: str) -> None:
        self._file(order, _named(order, shown), state="working", stage=stage)

    def _outcome(self, order: _Order, outcome: Outcome) -> None:
        reason = _without_folder(outcome.reason, order)
        self._file(
            order, _named(order, outcome.path), state=outcome.state, stage="", reason=reason,
            document=outcome.document if outcome.is_in else "", found=outcome.found,
        )  # fmt: skip

    def _file(self, order: _Order, name: str, **changes: object) -> None:
        """Change what is known of a file; one that came out of an archive is added."""
        with self._lock:
            job = self._jobs[order.number]
            if not any(f.name == name for f in job.files):
                job = replace(job, files=(*job.files, FileOf(name)))
            files = tuple(replace(f, **changes) if f.name == name else f for f in job.files)  # type: ignore[arg-type]
            self._jobs[order.number] = replace(job, files=files)

    def _change(self, order: _Order, **changes: object) -> None:
        with self._lock:
            self._jobs[order.number] = replace(self._jobs[order.number], **changes)  # type: ignore[arg-type]

    def _forget_oldest(self) -> None:
        with self._lock:
            ended = sorted(n for n, j in self._jobs.items() if j.finished)
            for number in ended[:-_KEPT]:
                del self._jobs[number]


def _file_name(name: str) -> str:
    """The last part of a name that a browser sent, in NFC, so that no upload leaves its folder."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    return last if last.strip(". ") else "_"


def _named(order: _Order, shown: str) -> str:
    """How a page calls a file: without the folder that the upload lies in."""
    if order.folder is None:
        return Path(shown).name
    return shown.removeprefix(clean(str(order.folder))).lstrip("/").partition("/")[2] or shown


def _without_folder(reason: str, order: _Order) -> str:
    """The one line that says why, without the paths of this machine."""
    if order.folder is None:
        return reason
    for path in order.paths:
        reason = reason.replace(clean(str(path)), path.name)
    return reason


def _clear(order: _Order) -> None:
    if order.folder is not None:
        shutil.rmtree(order.folder, ignore_errors=True)
