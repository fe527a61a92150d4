"""The documents in charge: load, replace, remove and reload them, graph first, index after.

The graph is the truth: a document is in when its transaction has committed. The index is brought into step behind it; a
reader that finds it behind catches up (``ready_index``).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from embeddings.choice import check_search, make_index
from embeddings.index import IndexedChunk, SearchIndex, Synced
from graph.bolt import present
from graph.errors import DocumentError, RequestError, SaeopError, StoreError
from graph.places import Places, page_lines
from graph.schema import LABEL_BY_NAME
from graph.still import despite_changes
from graph.store import Store, open_store
from lexicon.text import clean
from library.atwork import is_nobody_at_work, storing
from library.copies import as_properties, copies_of, with_properties
from library.intake import Item, document_key, items_in
from library.links.linker import Linked, Linker
from library.loading import Loading, chunks_of
from library.originals import Originals
from library.outcome import AS_IT_IS, NOBODY, How, Outcome, Told
from library.readers import Read, Readers
from library.said import SetByPerson
from library.version import extractor
from queries.catalog import query
from settings import DATA, Settings

__all__ = ["SAMPLES", "How", "Library", "Outcome", "Removed", "Told", "document_key"]
SAMPLES = DATA / "documents"
Progress = Callable[[int, int], None]


class Removed(NamedTuple):
    """What a removal did: the file's name, and the document's new first file where another one took its place."""

    name: str
    successor: str = ""


class Library:
    """The loaded documents of one home or server."""

    def __init__(self, settings: Settings, store: Store | None = None, readers: Readers | None = None) -> None:
        check_search(settings)
        self.settings = settings
        self.store = store or open_store(settings)
        self.index: SearchIndex = make_index(settings, self.store)
        self.readers = readers or Readers(settings)
        self._originals = Originals(settings.home)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the graph and of the processes that read; the embedded server stays for the next command."""
        self.readers.close()
        self.store.close()

    # ---------------------------------------------------------------- what is there
    def documents(self) -> list[dict[str, Any]]:
        """The documents in order of keys, as the query ``documents`` gives them."""
        return present(self.store.read(query("documents")))

    def find(self, text: str) -> dict[str, Any]:
        """The document of a key, file name or title. Raises ``RequestError`` naming those there are."""
        wanted = clean(text).strip()
        documents = self.documents()
        for name in ("key", "file_name", "title"):
            hits = [d for d in documents if d[name] == wanted]
            if len(hits) == 1:
                return hits[0]
            if hits:
                names = ", ".join(d["key"] for d in hits)
                raise RequestError(f"{wanted!r} is the {name} of several documents: {names}; give the file name")
        known = ", ".join(d["key"] for d in documents) or "none"
        raise RequestError(f"no document is called {wanted!r}; loaded: {known}")

    def stale(self) -> list[str]:
        """The keys of documents that other rules or tables have read."""
        return [d["key"] for d in self.documents() if d["extractor"] != extractor((d["extractor"] or "").split(";")[0])]

    # ---------------------------------------------------------------- load
    def load(self, path: Path, how: How = AS_IT_IS, stage: Callable[[str], None] = lambda _: None) -> Outcome:
        """Load one file; a refusal is an outcome, not an error. The index is not touched: call ``sync`` after.

        Of an archive or a folder, the outcome is that of the first file refused, or else of the first file.
        """
        outcomes = self.load_all([path], how, Told(lambda _, name: stage(name)))
        return next((o for o in outcomes if not o.is_in), outcomes[0])

    def load_all(self, paths: Iterable[Path], how: How = AS_IT_IS, told: Told = NOBODY) -> list[Outcome]:
        """Load files, folders and archives: read side by side, stored in order. Call ``sync`` after."""
        loading = Loading(self.store, self._originals, self.readers, self.index, how, told)
        return loading.run(items_in(paths, how.name), self.settings.readers)

    def remove(self, document: str) -> Removed:
        """Remove a file by its name, or a document by key or title.

        Where a document has other files, the next of them takes its place.
        """
        wanted = clean(document).strip()
        for d in self.documents():
            copies = copies_of(d)
            if wanted in [c.name for c in copies]:
                rest = as_properties(c for c in copies if c.name != wanted)
                self.store.write(query("set_copies"), key=d["key"], copies=rest["copies"], kept=rest["copies_kept"])
                self.sweep()
                return Removed(wanted)
        known = self.find(document)
        key, copies = str(known["key"]), copies_of(known)
        contents = [self._originals.read(c.sha256) for c in copies]
        self.store.remove(key)
        if copies:
            items = [Item(c.name, c.name, c.source, None, data) for c, data in zip(copies, contents, strict=True)]
            Loading(self.store, self._originals, self.readers, self.index, How(), Told()).run(
                items, self.settings.readers
            )
        self.sweep()
        return Removed(key, copies[0].name if copies else "")

    def sweep(self) -> None:
        """Take away originals that no document has."""
        with storing(self.settings.home):
            self._originals.sweep(self.used_originals())

    def used_originals(self) -> set[str]:
        """The hashes of the originals that documents and their other files have."""
        documents = self.documents()
        return {str(d["sha256"]) for d in documents} | {c.sha256 for d in documents for c in copies_of(d)}

    def reload(self, document: str = "", told: Told = NOBODY) -> list[Outcome]:
        """Read documents again from the kept originals: one, or all that are stale; all of an older schema's graph.

        That graph is this program's when all have been read; what people said of it stays in it.
        """
        outdated = not document and self.store.is_outdated()
        known = [str(d["key"]) for d in self.documents()] if outdated else self.stale()
        keys = [str(self.find(document)["key"])] if document else known
        by_key = {d["key"]: d for d in self.documents()}
        outcomes = []
        waiting: deque[tuple[dict[str, Any], Future[Read]]] = deque()
        with ThreadPoolExecutor(self.settings.readers) as pool:
            for key in keys:
                waiting.append((by_key[key], pool.submit(self._read_again, by_key[key], told)))
                if len(waiting) > self.settings.readers:
                    outcomes.append(self._put_again(*waiting.popleft(), told))
            outcomes += [self._put_again(*begun, told) for begun in waiting]
        if outdated and all(o.is_in for o in outcomes):
            self.store.write(query("drop_unknown"), known=list(LABEL_BY_NAME))
            self.store.mark_current()
        return outcomes

    def _read_again(self, known: dict[str, Any], told: Told) -> Read:
        key = str(known["key"])
        data = self._originals.read(known["sha256"])
        said = SetByPerson.from_json(known["set_by_person"])
        path = known["source_path"] or ""
        read = self.readers.document(data, key, said, path, lambda stage: told.stage(key, stage))
        if read.rows is None:
            raise DocumentError(f"{key}: its original is an archive; load it again")
        return read

    def _put_again(self, known: dict[str, Any], reading: Future[Read], told: Told) -> Outcome:
        key = str(known["key"])
        try:
            read = reading.result()
            assert read.rows is not None
            with storing(self.settings.home):
                if all((d["key"], d["sha256"]) != (key, known["sha256"]) for d in self.documents()):
                    raise DocumentError(f"{key}: it was removed or replaced meanwhile; nothing was changed")
                self.store.save(with_properties(read.rows, as_properties(copies_of(known))))
            self.index.expect(chunks_of(key, read.rows))
            outcome = Outcome(key, key, "replaced", "", tuple(sorted(read.found.items())), read.seconds, read.peak)
        except SaeopError as error:
            named = str(error) if str(error).startswith(f"{key}: ") else f"{key}: {error}"
            outcome = Outcome(key, key, "refused", named)
        told.done(outcome)
        return outcome

    def text(self, document: str) -> tuple[list[str], Places]:
        """The lines that the reader saw in a document (or in another file of it), and where they stand."""
        wanted = clean(document).strip()
        for d in self.documents():
            for copy in copies_of(d):
                if copy.name == wanted:
                    lines, pages = self.readers.text(self._originals.read(copy.sha256), copy.name)
                    return lines, Places(page_lines(pages, len(lines)))
        known = self.find(document)
        lines, pages = self.readers.text(self._originals.read(known["sha256"]), str(known["key"]))
        return lines, Places(page_lines(pages, len(lines)))

    # ---------------------------------------------------------------- index
    def sync(self, progress: Progress | None = None) -> Synced:
        """Bring the search index into step with the graph."""
        return despite_changes(
            self.store, lambda: self.index.sync(self.index_chunks(), self.store.revision(), progress)
        )

    def index_chunks(self) -> Iterator[IndexedChunk]:
        """All chunks of the graph, read a document at a time when they are asked for."""
        for document in self.store.document_keys():
            for r in present(self.store.read(query("chunks"), prefix=f"{document}/Chunk/"), "text"):
                yield IndexedChunk(r["key"], document, r["title"] or "", r["text"])

    def link(self, progress: Progress | None = None) -> Linked:
        """Bring the links between documents into step with the graph; nothing is done where they are."""
        status = self.index.status()
        if not status.usable or status.revision != self.store.revision():
            self.sync()
        return despite_changes(self.store, lambda: self._follow_links(self.index, progress))

    def _follow_links(self, index: SearchIndex, progress: Progress | None = None) -> Linked:
        revision = self.store.revision()
        linker = Linker(self.store, self.settings.home, index, self.settings.encoder)
        linked = linker.link(progress) if progress else linker.link()
        if linked.transactions and self.store.revision() == revision + linked.transactions:
            index.follow(revision + linked.transactions)  # links are no chunks: the index is still in step
        return linked

    def is_behind(self) -> bool:
        """Whether the index or the links do not fit the graph: something was cut short, or another machine loaded."""
        status = self.index.status()
        behind = not status.usable or status.revision != self.store.revision()
        return behind or Linker(self.store, self.settings.home).is_cut_short()

    def ready_index(self, told: Callable[[str], None] = lambda line: None) -> SearchIndex:
        """The search index, brought into step first where it is behind, foreign or broken; ``told`` hears of that.

        A load or a removal that was cut short has left links behind as well: they follow, unless somebody is at work.
        """
        status = self.index.status()
        if not status.usable or status.revision != self.store.revision():
            self.sync()
            told(f"{status.problem or 'the search index was behind the graph'}: it is in step again")
        if is_nobody_at_work(self.settings.home) and Linker(self.store, self.settings.home).is_cut_short():
            try:
                self._follow_links(self.index)
                told("the links between documents were behind: they are in step again")
            except StoreError as error:  # who may only read still gets answers
                told(f"the links between documents are behind; run: saeop index ({error})")
        return self.index
