"""The documents in charge: load, replace, remove and reload them, graph first, index after.

The graph is the truth: a document is in when its transaction has committed. The index is brought into step behind it; a
reader that finds it behind catches up (``ready_index``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from embeddings.encoder import make_encoder
from embeddings.generation import IndexedChunk
from embeddings.index import SearchIndex, Synced
from graph.errors import DocumentError, RequestError, SaeopError
from graph.store import Store, open_store
from lexicon.text import clean
from library.links.linker import Linked, Linker
from library.originals import Originals, content_hash
from library.prepare import Prepared, SetByPerson, prepare
from library.version import extractor
from loaders.readers.files import SUFFIXES
from queries.catalog import query
from settings import DATA, Settings

SAMPLES = DATA / "documents"
_MAX_NAME = 200
Progress = Callable[[int, int], None]
Stage = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one file: ``loaded``, ``replaced``, ``unchanged`` or ``refused`` (then ``reason`` says why)."""

    path: str
    document: str
    state: str
    reason: str = ""
    found: tuple[tuple[str, int], ...] = ()

    @property
    def is_in(self) -> bool:
        """Whether the file's content is in the graph now."""
        return self.state != "refused"


@dataclass(frozen=True)
class How:
    """How a load treats a document that is there already, and what a person says of the new one."""

    replace: bool = False
    name: str = ""
    said: SetByPerson = field(default_factory=SetByPerson)


class Library:
    """The loaded documents of one home or server."""

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.settings = settings
        self.store = store or open_store(settings)
        self.index = SearchIndex(settings.home, make_encoder(settings.encoder))
        self._originals = Originals(settings.home)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the graph; the embedded server stays for the next command."""
        self.store.close()

    # ---------------------------------------------------------------- what is there
    def documents(self) -> list[dict[str, Any]]:
        """The documents in order of keys, as the query ``documents`` gives them."""
        return self.store.read(query("documents"))

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
    def load(self, path: Path, how: How = How(), stage: Stage = lambda _: None) -> Outcome:
        """Load one file; a refusal is an outcome, not an error. The index is not touched: call ``sync`` after."""
        shown = clean(str(path))
        try:
            data, key = _read(path), how.name or document_key(path)
            known = {d["key"]: d for d in self.documents()}.get(key)
            resolved = clean(str(path.resolve()))
            if known is not None and known["sha256"] == content_hash(data) and self._is_current(known, how):
                return Outcome(shown, key, "unchanged")
            if (
                known is not None
                and known["source_path"] != resolved
                and not how.replace
                and known["sha256"] != content_hash(data)
            ):
                raise DocumentError(
                    f"{key}: another file of this name is loaded ({known['source_path']}); "
                    "use --replace to put this one in its place, or --as NAME to keep both"
                )
            said = how.said if how.said.as_json() or known is None else SetByPerson.from_json(known["set_by_person"])
            prepared = prepare(key, data, said, resolved, stage)
            stage("저장")
            self._save(prepared, data)
        except (SaeopError, OSError) as error:
            return Outcome(shown, how.name or path.name, "refused", _reason(error, path))
        return Outcome(shown, key, "loaded" if known is None else "replaced", "", tuple(sorted(prepared.found.items())))

    def _is_current(self, known: dict[str, Any], how: How) -> bool:
        return not how.said.as_json() or how.said.as_json() == (known["set_by_person"] or "")

    def _save(self, prepared: Prepared, data: bytes) -> None:
        self._originals.keep(data)
        self.store.save(prepared.rows)

    def remove(self, document: str) -> str:
        """Remove a document by key, file name or title; its key."""
        key = str(self.find(document)["key"])
        self.store.remove(key)
        self._originals.sweep({str(d["sha256"]) for d in self.documents()})
        return key

    def reload(self, document: str = "", stage: Stage = lambda _: None) -> list[Outcome]:
        """Read documents again from the kept originals: one, or all that are stale."""
        keys = [str(self.find(document)["key"])] if document else self.stale()
        by_key = {d["key"]: d for d in self.documents()}
        outcomes = []
        for key in keys:
            known = by_key[key]
            try:
                data = self._originals.read(known["sha256"])
                said = SetByPerson.from_json(known["set_by_person"])
                prepared = prepare(key, data, said, known["source_path"] or "", stage)
                self._save(prepared, data)
                outcomes.append(Outcome(key, key, "replaced", "", tuple(sorted(prepared.found.items()))))
            except SaeopError as error:
                outcomes.append(Outcome(key, key, "refused", str(error)))
        return outcomes

    # ---------------------------------------------------------------- index
    def sync(self, progress: Progress | None = None) -> Synced:
        """Bring the search index into step with the graph."""
        revision = self.store.revision()
        chunks = (
            IndexedChunk(r["key"], r["document"], r["title"] or "", r["text"]) for r in self.store.read(query("chunks"))
        )
        return self.index.sync(chunks, revision, progress)

    def link(self, progress: Progress | None = None) -> Linked:
        """Bring the links between documents into step with the graph; nothing is done where they are."""
        index = self.ready_index()
        revision = self.store.revision()
        linker = Linker(self.store, self.settings.home, index, self.settings.encoder)
        linked = linker.link(progress) if progress else linker.link()
        if linked.transactions and self.store.revision() == revision + linked.transactions:
            index.follow(revision + linked.transactions)  # links are no chunks: the index is still in step
        return linked

    def ready_index(self) -> SearchIndex:
        """The search index, brought into step first where it is behind, foreign or broken."""
        status = self.index.status()
        if not status.usable or status.revision != self.store.revision():
            self.sync()
        return self.index


def document_key(path: Path) -> str:
    """The key of a file's document: its name in NFC. Raises ``DocumentError`` for a name that cannot be one."""
    name = unicodedata.normalize("NFC", path.name)
    if clean(name) != name or "\n" in name or "/" in name or "\\" in name:
        raise DocumentError(f"{name!r}: the file name holds control characters; rename it, or use --as NAME")
    if not name.strip() or len(name) > _MAX_NAME:
        raise DocumentError(
            f"{name[:40]!r}…: the file name has {len(name)} characters, more than {_MAX_NAME}; use --as NAME"
        )
    return name


def files_in(paths: Iterable[Path]) -> tuple[list[Path], list[Outcome]]:
    """The files of paths and folders in order, each once, and the refusals of paths that give none."""
    found: dict[Path, None] = {}
    refused = []
    for path in paths:
        shown = clean(str(path))
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not inside:
                kinds = ", ".join(sorted(SUFFIXES))
                refused.append(Outcome(shown, path.name, "refused", f"{shown}: no documents in this folder ({kinds})"))
            found |= dict.fromkeys(inside)
        elif not path.exists():
            refused.append(Outcome(shown, path.name, "refused", f"{shown}: no such file; check the path"))
        else:
            found[path] = None
    return list(found), refused


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise DocumentError(f"{clean(str(path))}: this is no regular file; give a document")
    return path.read_bytes()


def _reason(error: Exception, path: Path) -> str:
    if isinstance(error, OSError):
        return f"{clean(str(path))}: cannot be read ({error.strerror}); check the permissions"
    return str(error)
