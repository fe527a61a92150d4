"""One load: files read side by side, stored one after the other in the order they were given.

What a file becomes is decided when its turn to be stored comes; before it is read, only what needs no reading is: that
it is unchanged, or that another file of its name is loaded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from embeddings.index import IndexedChunk, SearchIndex
from graph.bolt import present
from graph.errors import DocumentError, SaeopError
from graph.model import Subgraph
from graph.store import Store
from library.atwork import storing
from library.copies import (
    Copy,
    as_properties,
    copies_of,
    document_properties,
    same_document,
    with_properties,
)
from library.intake import Item, Refused, checked_name
from library.originals import Originals, content_hash
from library.outcome import How, Outcome, Told
from library.readers import NotRead, Read, Readers
from library.said import SetByPerson
from library.sketch import likeness
from queries.catalog import query

Documents = dict[str, dict[str, Any]]
_ARCHIVES = 1  # archives in archives that are opened


class Loading:
    """Loads items into a graph. ``documents`` are those there, by key; it is kept up to date."""

    def __init__(
        self, store: Store, originals: Originals, readers: Readers, index: SearchIndex, how: How, told: Told
    ) -> None:
        self._store, self._originals, self._readers, self._index = store, originals, readers, index
        self._how, self._told = how, told
        self._reads = False
        self._revision = -1
        self._documents: Documents = {}
        self._look_again()
        self._later: list[Item] = []

    def run(self, items: Iterable[Item | Refused], at_a_time: int) -> list[Outcome]:
        """Load all; one that cannot be is an outcome, not an error."""
        with ThreadPoolExecutor(at_a_time) as pool:
            outcomes = list(self._all(items, pool, at_a_time, 0))
            while self._later:  # files that were copies of what has been replaced
                later, self._later = self._later, []
                outcomes += self._all(later, pool, at_a_time, 0)
        return outcomes

    def _all(
        self, items: Iterable[Item | Refused], pool: ThreadPoolExecutor, ahead: int, depth: int
    ) -> Iterator[Outcome]:
        waiting: deque[tuple[Item, bytes, Future[Read]] | Outcome] = deque()
        for item in items:
            waiting.append(self._begin(item, pool))
            if len(waiting) > ahead:
                yield from self._finish(waiting.popleft(), pool, ahead, depth)
        while waiting:
            yield from self._finish(waiting.popleft(), pool, ahead, depth)

    def _begin(self, item: Item | Refused, pool: ThreadPoolExecutor) -> tuple[Item, bytes, Future[Read]] | Outcome:
        """Read an item's bytes and hand them to a reader; the outcome where that is not needed."""
        if isinstance(item, Refused):
            return Outcome(item.shown, item.name, "refused", item.reason)
        try:
            data = item.content()
            decided = self._decided(item, content_hash(data))
        except SaeopError as error:
            return Outcome(item.shown, item.name, "refused", str(error))
        if decided is not None:
            return decided
        if not self._reads:
            self._reads = True
            self._index.expect()
        said = self._said(item)
        stage = self._told.stage
        future = pool.submit(
            self._readers.document, data, item.name, said, item.source, lambda name: stage(item.shown, name)
        )
        return item, data, future

    def _finish(
        self, begun: tuple[Item, bytes, Future[Read]] | Outcome, pool: ThreadPoolExecutor, ahead: int, depth: int
    ) -> Iterator[Outcome]:
        if isinstance(begun, Outcome):
            outcome = begun
        else:
            item, data, future = begun
            try:
                read = future.result()
                if read.rows is None:
                    yield from self._archive(item, read, pool, ahead, depth)
                    return
                with storing(self._originals.home):
                    self._look_again()
                    outcome = self._decided(item, content_hash(data)) or self._store_it(item, data, read)
            except (SaeopError, ValueError) as error:
                cost = (error.seconds, error.peak) if isinstance(error, NotRead) else (0.0, 0)
                outcome = Outcome(item.shown, item.name, "refused", str(error), (), *cost)
        self._told.done(outcome)
        yield outcome

    def _archive(self, item: Item, read: Read, pool: ThreadPoolExecutor, ahead: int, depth: int) -> Iterator[Outcome]:
        if depth >= _ARCHIVES or self._how.name:
            why = "an archive in an archive" if depth else "an archive of several files, which --as cannot name"
            outcome = Outcome(item.shown, item.name, "refused", f"{item.name}: {why}; unpack it and load its folder")
            self._told.done(outcome)
            yield outcome
            return
        yield from self._all((_member(item, *member) for member in read.members), pool, ahead, depth + 1)

    # ---------------------------------------------------------------- decisions
    def _look_again(self) -> None:
        """Take notice of what others have loaded and removed meanwhile."""
        revision = self._store.revision()
        if revision != self._revision:
            self._revision = revision
            self._documents = {d["key"]: d for d in present(self._store.read(query("documents")))}

    def _said(self, item: Item) -> SetByPerson:
        known = self._documents.get(item.name)
        if self._how.said.as_json() or known is None:
            return self._how.said
        return SetByPerson.from_json(known["set_by_person"])

    def _decided(self, item: Item, sha256: str) -> Outcome | None:
        """The outcome of a file that need not be read; None for others. Raises ``DocumentError`` for a taken name."""
        known = self._documents.get(item.name)
        owner, copy = self._copy(item.name)
        if known is None and copy is None:
            return None
        there, path = (
            (known["sha256"], known["source_path"]) if known else (copy.sha256, copy.source) if copy else ("", "")
        )
        if there == sha256:
            said = self._how.said.as_json()
            if known is not None and said and said != (known["set_by_person"] or ""):
                return None
            reason = f"another file of {owner}" if known is None else ""
            return Outcome(item.shown, owner or item.name, "unchanged", reason)
        if path != item.source and not self._how.replace:
            raise DocumentError(
                f"{item.name}: another file of this name is loaded ({path}); "
                "use --replace to put this one in its place, or --as NAME to keep both"
            )
        return None

    def _copy(self, name: str) -> tuple[str, Copy | None]:
        """The document that has a file of this name as a copy, and the copy."""
        for key, document in self._documents.items():
            for copy in copies_of(document):
                if copy.name == name:
                    return key, copy
        return "", None

    # ---------------------------------------------------------------- storing
    def _store_it(self, item: Item, data: bytes, read: Read) -> Outcome:
        assert read.rows is not None
        self._told.stage(item.shown, "저장")
        owner, copy = self._copy(item.name)
        if copy is not None:
            self._set_copies(owner, [c for c in copies_of(self._documents[owner]) if c != copy])
        properties = document_properties(read.rows)
        sketch, format_ = str(properties.get("sketch") or ""), str(properties["format"])
        known = self._documents.get(item.name)
        if known is None and not self._how.name:
            same = same_document(sketch, format_, self._documents.values())
            if same is not None:
                key, near = same
                self._originals.keep(data)
                added = Copy(item.name, format_, content_hash(data), item.source, sketch)
                self._set_copies(key, [*copies_of(self._documents[key]), added])
                reason = f"the same document as {key} ({near.text:.0%} of its text): kept as another file of it"
                return Outcome(item.shown, key, "copy", reason, (), read.seconds, read.peak)
        copies = [c for c in copies_of(known or {}) if likeness(c.sketch, sketch).text > 0.5] if known else []
        self._save(item.name, with_properties(read.rows, as_properties(copies)), data)
        for gone in set(copies_of(known or {})) - set(copies):
            self._later.append(Item(gone.name, gone.name, gone.source, None, self._originals.read(gone.sha256)))
        state = "loaded" if known is None else "replaced"
        found = tuple(sorted(read.found.items()))
        return Outcome(item.shown, item.name, state, "", found, read.seconds, read.peak)

    def _save(self, key: str, rows: Subgraph, data: bytes) -> None:
        self._originals.keep(data)
        self._store.save(rows)
        self._index.expect(chunks_of(key, rows))
        self._documents[key] = {**document_properties(rows), "key": key}
        self._revision += 1  # ours

    def _set_copies(self, key: str, copies: list[Copy]) -> None:
        properties = as_properties(copies)
        self._store.write(query("set_copies"), key=key, copies=properties["copies"], kept=properties["copies_kept"])
        self._documents[key] = {**self._documents[key], **properties}
        self._revision += 1


def chunks_of(key: str, rows: Subgraph) -> list[IndexedChunk]:
    """A document's chunks as the index will hold them."""
    return [
        IndexedChunk(str(n.key), key, str(n.properties.get("section") or ""), str(n.properties["text"]))
        for n in rows.nodes
        if n.label == "Chunk"
    ]


def _member(archive: Item, path: str, data: bytes) -> Item | Refused:
    shown = f"{archive.shown} › {path}"
    try:
        return Item(shown, checked_name(path.rsplit("/", 1)[-1]), f"{archive.source}!/{path}", None, data)
    except DocumentError as error:
        return Refused(shown, path, str(error))
