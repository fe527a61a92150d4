"""Brings the links of the graph into step with its documents, computing only what a change can touch.

Links between documents of one institution depend on these documents alone, and those between institutions on each
program's nearest neighbours. So a changed document makes its institution's links be computed again, and those of the
programs whose neighbours are not what they were; the outcome is the same as computing everything, whatever the order.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from graph.store import Store
from lexicon.tables import version as tables_version
from library.links import state as states
from library.links.judgements import Judgement, read_judgements
from library.links.model import Issue, document_of
from library.links.neighbours import LETTERS, Placed, place, update
from library.links.read import keys_of, read_chunks, read_documents
from library.links.run import Run, batches
from library.links.write import Changes, apply
from queries.catalog import query

Progress = Callable[[int, int], None]
_ROOT = Path(__file__).resolve().parent
_LEXICON = _ROOT.parent.parent / "lexicon"


class Passages(Protocol):
    """What knows the vectors of passages."""

    def vectors(self, keys: Iterable[str]) -> dict[str, npt.NDArray[np.float32]]:
        """The vectors by the keys of chunks."""

    def dimension(self) -> int:
        """How many numbers each has."""


class NoPassages:
    """Nothing is known of any passage."""

    def vectors(self, keys: Iterable[str]) -> dict[str, npt.NDArray[np.float32]]:
        """None."""
        return {}

    def dimension(self) -> int:
        """Zero."""
        return 0


@dataclass(frozen=True)
class Linked:
    """What linking did: documents seen as new, links put in and taken out, transactions written."""

    documents: int
    added: int
    removed: int
    transactions: int


@cache
def version() -> str:
    """A short hash of the rules and tables that make links."""
    digest = hashlib.sha256(tables_version().encode())
    for path in (*sorted(_ROOT.glob("*.py")), *sorted(_LEXICON.glob("*.py"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


class Linker:
    """Links the documents of a graph; ``home`` keeps what saves time, ``passages`` gives vectors, ``encoder`` its name."""

    def __init__(self, store: Store, home: Path, passages: Passages | None = None, encoder: str = "") -> None:
        self._store = store
        self._home = home
        self._passages = passages or NoPassages()
        self._maker = f"{version()}/{encoder if passages else ''}"
        self._written = self._added = self._removed = 0

    def link(self, progress: Progress = lambda done, total: None) -> Linked:
        """Compute and write all links that changed documents or judgements call for."""
        with _alone(self._home):
            return self._link(progress)

    def is_cut_short(self) -> bool:
        """Whether documents came or went without their links following; links by older rules count as they are."""
        documents = read_documents(self._store)
        gone = self._remembered()["documents"].keys() - documents.keys()
        return bool(gone) or any(not d.linked for d in documents.values())

    def _link(self, progress: Progress) -> Linked:
        documents = read_documents(self._store)
        before = self._remembered()
        judged = read_judgements(self._store)
        stale = {k for k, d in documents.items() if d.linked != version() or before["documents"].get(k) != d.issuer}
        gone = before["documents"].keys() - documents.keys()
        ruled = _touched(judged, before["judgements"])
        if not (stale or gone or ruled):
            return Linked(0, 0, 0, 0)
        self._written = self._added = self._removed = 0
        run = Run(self._store, documents, judged)
        issuers = {documents[k].issuer for k in stale}
        issuers |= {before["documents"][k] for k in (*gone, *stale) if k in before["documents"]}
        ruled_in = {document_of(k) for k in ruled} & documents.keys()
        issuers |= {documents[k].issuer for k in ruled_in}
        total = len(issuers) + 2
        for done, issuer in enumerate(sorted(issuers)):
            progress(done, total)
            self._write(run.within(issuer))
        progress(total - 2, total)
        state, affected = self._neighbours(run, documents, stale)
        for change in run.across(state.lists, affected | ruled):
            self._write(change)
        self._write(run.things_across(stale | ruled_in))
        with self._store.transaction() as transaction:
            transaction.run(query("mark_linked"), documents=sorted(stale), version=version())
            transaction.run(query("set_link_state"), linked=_remember(documents, judged))
        states.save(self._home, self._maker, state)
        progress(total, total)
        return Linked(len(stale), self._added, self._removed, self._written + 1)

    def _remembered(self) -> dict[str, dict[str, str]]:
        rows = self._store.read(query("link_state"))
        said = json.loads(rows[0]["linked"] or "{}") if rows else {}
        return {"documents": said.get("documents", {}), "judgements": said.get("judgements", {})}

    def _write(self, change: Changes) -> None:
        if change:
            with self._store.transaction() as transaction:
                apply(transaction, change)
            self._written += 1
            self._added += len(change.added)
            self._removed += len(change.removed)

    def _neighbours(self, run: Run, documents: Mapping[str, Issue], stale: set[str]) -> tuple[states.State, set[str]]:
        """The lists of today's documents, and the keys of programs whose links across institutions may have changed."""
        dimension = self._passages.dimension()
        state = states.load(self._home, self._maker, dimension + LETTERS)
        today = {k: f"{d.stamp}|{d.issuer}" for k, d in documents.items()}
        new = {k for k, stamp in today.items() if state.stamps.get(k) != stamp}
        out = {k for k, stamp in state.stamps.items() if today.get(k) != stamp}
        keys = keys_of(self._store, new)
        placed: dict[str, Placed] = {}
        for batch in batches(keys):
            chunks = read_chunks(self._store, batch)
            known = self._passages.vectors(c for own in chunks.values() for c in own)
            for key, entry in run.entries(batch).items():
                vectors = [known[c] for c in chunks.get(key, ()) if c in known]
                placed[key] = place(entry, np.array(vectors) if vectors else None, dimension)
        left = {k for k in state.lists.keys if document_of(k) in out}
        lists, changed = update(state.lists, placed, left)
        return states.State(lists, today), changed | set(keys_of(self._store, stale))


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One linking at a time in a home."""
    folder = home / "links"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _touched(judged: list[Judgement], before: Mapping[str, str]) -> set[str]:
    """The keys of things whose judgement came, changed or went since the last linking."""
    now = {j.key: _told(j) for j in judged}
    changed = {k for k in now.keys() | before.keys() if now.get(k) != before.get(k)}
    return {end for k in changed for told in (now.get(k), before.get(k)) if told for end in told.split("\t")[:2]}


def _told(judged: Judgement) -> str:
    return "\t".join((judged.left, judged.right, judged.verdict, judged.why))


def _remember(documents: Mapping[str, Issue], judged: list[Judgement]) -> str:
    said = {"documents": {k: d.issuer for k, d in documents.items()}, "judgements": {j.key: _told(j) for j in judged}}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
