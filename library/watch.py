"""Keeps a folder and the graph in step: what is new or changed is loaded, what is gone is removed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.errors import RequestError, SaeopError
from lexicon.text import clean
from library.copies import copies_of
from library.intake import Item, Refused, items_in
from library.library import Library
from library.outcome import How, Outcome, Told

Stamp = tuple[int, int, int]


class Watch:
    """Compares a folder with what is loaded from it, pass by pass.

    A file is loaded when it has been the same in two passes, and removed when it has been missing in two; documents from
    elsewhere are never touched. A folder that is empty or gone (a share that is not mounted) removes nothing.
    """

    def __init__(self, library: Library, folder: Path, told: Told) -> None:
        if not os.path.isdir(folder):  # Path.is_dir raises where it may not look
            raise RequestError(f"{clean(str(folder))}: this is no folder; give the folder to keep in step")
        self._library, self._folder, self._told = library, folder, told
        self._loaded: dict[str, Stamp] = {}
        self._before: dict[str, Stamp] = {}
        self._missing: set[str] = set()

    def once(self, patient: bool = True) -> list[Outcome]:
        """One pass; what it changed. ``patient``: only what has been the same in the pass before."""
        items = list(items_in([self._folder]))
        now = {source: stamp for source, stamp in _stamps(items) if stamp is not None}
        outcomes = []
        ready = [s for s, stamp in now.items() if self._loaded.get(s) != stamp]
        if patient:
            ready = [s for s in ready if self._before.get(s) == now[s]]
        if ready:
            outcomes += self._library.load_all([Path(s) for s in ready], How(), self._told)
            self._loaded |= {s: now[s] for s in ready}
        if not any(isinstance(item, Refused) and item.is_closed for item in items):
            outcomes += self._remove(set(now), patient)
        self._before = now
        return [o for o in outcomes if o.state != "unchanged"]

    def run(self, seconds: float, changed: Callable[[list[Outcome]], None]) -> None:
        """Pass after pass, until interrupted."""
        while True:
            outcomes = self.once()
            if outcomes:
                changed(outcomes)
            time.sleep(seconds)

    def _remove(self, there: set[str], patient: bool) -> list[Outcome]:
        if not there:
            return []
        gone = {name: source for name, source in self._from_here() if source.split("!/")[0] not in there}
        ripe = [name for name in gone if not patient or name in self._missing]
        self._missing = set(gone)
        outcomes = []
        for name in ripe:
            try:
                removed = self._library.remove(name)
                outcomes.append(Outcome(gone[name], removed.name, "removed", removed.successor))
            except SaeopError as error:
                outcomes.append(Outcome(gone[name], name, "refused", str(error)))
        return outcomes

    def _from_here(self) -> Iterator[tuple[str, str]]:
        """(name, path) of the files that were loaded from the folder."""
        root = clean(str(self._folder.resolve())) + os.sep
        for document in self._library.documents():
            files = [(str(document["key"]), str(document["source_path"] or ""))]
            files += [(copy.name, copy.source) for copy in copies_of(document)]
            yield from ((name, source) for name, source in files if source.startswith(root))


def _stamps(items: Iterable[Item | Refused]) -> Iterator[tuple[str, Stamp | None]]:
    for item in items:
        if isinstance(item, Item) and item.path is not None:
            try:
                state = item.path.stat()
                yield item.source, (state.st_mtime_ns, state.st_size, state.st_ino)
            except OSError:
                yield item.source, None
