"""The opened app: one library and one assistant for all who look, opened in a thread so that pages come at once.

What is worked out for a revision of the graph (names to mask, starter questions, the overview of programs) is kept for
the newest revision only.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from assistant.assistant import Assistant
from assistant.corrections.overlay import Corrected
from assistant.remembered import set_apart
from graph.errors import SaeopError
from library.library import Library
from settings import Settings
from viewing.access import Access, Rights
from viewing.jobs import Jobs
from viewing.masking import Masker, nobody
from viewing.overview import Glance, overview
from viewing.starters import starters
from viewing.words import Words

State = Literal["opening", "ready", "failed"]
Value = TypeVar("Value")
_LOOK_SECONDS = 30.0
_LEAVE_SECONDS = 10.0


class Office:
    """The library, assistant and jobs of an app, and what it knows at the graph's revision."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.access = Access(settings)
        self.error = ""
        self._opened: tuple[Library, Assistant, Jobs] | None = None
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[int, Any]] = {}
        self._making: dict[str, threading.Lock] = {}

    # ---------------------------------------------------------------- opening and closing
    def start(self) -> Office:
        """Begin to open in the background; nothing where that has begun."""
        with self._lock:
            if self._opened is None and self._thread is None:
                self.error = ""
                self._thread = threading.Thread(target=self._run, name="office", daemon=True)
                self._thread.start()
        return self

    def _run(self) -> None:
        try:
            if not self._open():
                return
            self.assistant.known()
            self.library.index.warm()
        except Exception as error:  # whatever it is: pages say it, and offer to try again
            self.error = str(error) or type(error).__name__
            self._thread = None
            return
        self._look_after()

    def _open(self) -> bool:
        """Open library and assistant; whether they are kept: not where the app was closed meanwhile."""
        with contextlib.ExitStack() as unless_kept:
            library = unless_kept.enter_context(Library(self.settings))
            assistant = Assistant(library.store, library.ready_index())
            with self._lock:
                if self._closed.is_set():
                    return False
                self._opened = library, assistant, Jobs(library, self._changed)
            unless_kept.pop_all()
        return True

    def _look_after(self) -> None:
        """Keep the embedded graph from ending itself, and the index in step when another program loads documents."""
        self._work_ahead()
        seconds = min(_LOOK_SECONDS, self.settings.idle_seconds / 3)
        while not self._closed.wait(seconds):
            try:
                if not self.jobs.busy:
                    self.library.ready_index()
            except SaeopError:
                continue  # told to whoever asks; the next look may find it mended

    def _changed(self) -> None:
        with self._lock:
            self._kept.clear()
        self._work_ahead()

    def _work_ahead(self) -> None:
        """Work out what the first page shows before anybody asks for it."""
        with contextlib.suppress(SaeopError):  # told to whoever opens the page
            self.questions(Words())
        set_apart()

    def wait(self, seconds: float) -> State:
        """Wait until it is open or has failed; what it is then."""
        end = threading.Event()
        for _ in range(int(seconds / 0.02)):
            if self.state != "opening":
                break
            end.wait(0.02)
        return self.state

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._closed.set()
            thread = self._thread
        if thread:
            thread.join(_LEAVE_SECONDS)  # a connection in its hands cannot be closed
        if self._opened:
            self.jobs.close(_LEAVE_SECONDS)
            self.library.close()

    # ---------------------------------------------------------------- what there is
    @property
    def state(self) -> State:
        """Whether questions can be asked."""
        if self._opened:
            return "ready"
        return "failed" if self.error else "opening"

    @property
    def library(self) -> Library:
        """The library. Only when ready."""
        return self._ready()[0]

    @property
    def assistant(self) -> Assistant:
        """The assistant. Only when ready."""
        return self._ready()[1]

    @property
    def jobs(self) -> Jobs:
        """The jobs. Only when ready."""
        return self._ready()[2]

    def _ready(self) -> tuple[Library, Assistant, Jobs]:
        if self._opened is None:
            raise SaeopError(self.error or "the documents are being opened")
        return self._opened

    @property
    def is_empty(self) -> bool:
        """Whether no document is loaded."""
        return not self.assistant.known().directory.documents

    def reader(self) -> Corrected:
        """The graph's rows with what people corrected laid over them."""
        return Corrected(self.library.store, self.assistant.known().corrections)

    def at_revision(self, name: str, make: Callable[[], Value]) -> Value:
        """What ``make`` gave for the graph as it is now: made once for each revision, whoever else waits for it."""
        revision = self.assistant.known().directory.revision
        with self._lock:
            kept = self._kept.get(name)
            making = self._making.setdefault(name, threading.Lock())
        if kept is None or kept[0] != revision:
            with making:
                with self._lock:
                    kept = self._kept.get(name)
                if kept is None or kept[0] != revision:
                    kept = (revision, make())
                    with self._lock:
                        self._kept[name] = kept
        value: Value = kept[1]
        return value

    def programs(self) -> tuple[Glance, ...]:
        """All programs at a glance."""
        return self.at_revision("programs", lambda: overview(self.reader(), self.assistant.known().directory))

    def questions(self, words: Words) -> list[str]:
        """Questions to begin with."""
        return self.at_revision(f"questions-{words.language}", lambda: starters(self.assistant, self.programs(), words))

    def mask(self, rights: Rights) -> Callable[[Value], Value]:
        """What everything that is shown to a visitor goes through."""
        if rights.contacts:
            return nobody
        known = self.assistant.known()
        names = [*(p.name for p in known.directory.people), *(c.who for c in known.corrections)]
        return self.at_revision("masker", lambda: Masker(names))
