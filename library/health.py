"""What may be wrong with a home and its graph, and the command that mends it: what ``saeop doctor`` tells."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from typing import NamedTuple

from graph.errors import SaeopError
from library.library import Library
from library.links.linker import Linker
from queries.catalog import query

ROOM = 500 * 2**20
"""Bytes of free disk below which the next large document may not fit."""


class Finding(NamedTuple):
    """One thing that was looked at: what, how it stands, and the command or deed that mends it (empty: all is well)."""

    what: str
    state: str
    mend: str = ""


def findings(library: Library) -> Iterator[Finding]:
    """Everything, one after the other; what cannot be looked at is a finding as well."""
    for look in (_schema, _documents, _index, _links, _originals, _orphans, _citations, _encoder, _disk, _permissions):
        try:
            yield look(library)
        except (SaeopError, OSError) as error:
            yield Finding(look.__name__.strip("_"), str(error), "see the message")


def _schema(library: Library) -> Finding:
    outdated = library.store.is_outdated()
    return Finding("schema", "older than this program" if outdated else "current", "saeop reload" if outdated else "")


def _documents(library: Library) -> Finding:
    stale = library.stale()
    loaded = f"{len(library.documents())} loaded"
    return Finding("documents", f"{loaded}, {len(stale)} read by other rules", "saeop reload" if stale else "")


def _index(library: Library) -> Finding:
    status = library.index.status()
    behind = status.problem or ("" if status.revision == library.store.revision() else "behind the graph")
    return Finding("index", behind or f"{status.chunks} chunks, in step", "saeop index" if behind else "")


def _links(library: Library) -> Finding:
    behind = Linker(library.store, library.settings.home).is_cut_short()
    return Finding("links", "behind the graph" if behind else "in step", "saeop index" if behind else "")


def _originals(library: Library) -> Finding:
    folder = library.settings.home / "originals"
    kept = {p.name for p in folder.iterdir()} if folder.is_dir() else set()
    lost, left = library.used_originals() - kept, kept - library.used_originals()
    if lost:
        return Finding("originals", f"{len(lost)} are missing", "saeop load --replace FILE")
    return Finding("originals", f"{len(kept)} kept, {len(left)} of no document", "saeop doctor --mend" if left else "")


def _orphans(library: Library) -> Finding:
    number = library.store.read(query("count_orphans"))[0]["number"]
    return Finding("orphans", f"{number} shared nodes that nothing refers to", "saeop doctor --mend" if number else "")


def _citations(library: Library) -> Finding:
    number = library.store.read(query("count_dangling"))[0]["number"]
    return Finding("citations", f"{number} facts without a line", "saeop reload DOCUMENT" if number else "")


def _encoder(library: Library) -> Finding:
    library.index.warm()
    return Finding("encoder", library.settings.encoder)


def _disk(library: Library) -> Finding:
    free = shutil.disk_usage(library.settings.home).free
    return Finding("disk", f"{free // 2**20} MiB free", "make room, or set SAEOP_HOME" if free < ROOM else "")


def _permissions(library: Library) -> Finding:
    home = library.settings.home
    loose = [p for p in (home, *home.rglob("*")) if not p.is_symlink() and _is_open(p)]
    return Finding("permissions", f"{len(loose)} files that others may read", f"chmod -R go= {home}" if loose else "")


def _is_open(path: os.PathLike[str]) -> bool:
    try:
        return bool(stat.S_IMODE(os.stat(path).st_mode) & 0o077)
    except OSError:
        return False


def mend(library: Library) -> None:
    """What can be mended without asking: orphans, index, links, originals of no document."""
    if library.store.read(query("count_orphans"))[0]["number"]:
        library.store.write(query("drop_orphans"))
    library.sync()
    library.link()
    library.sweep()
