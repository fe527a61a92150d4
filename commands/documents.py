"""Commands on documents: ``load``, ``remove``, ``reload``, ``watch``, ``text``."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.common import current_settings, portion, told

if TYPE_CHECKING:
    from library.library import Library
    from library.outcome import Outcome, Told

_SHOWN = ("Program", "Person", "Budget", "Fact", "Chunk", "Page without text")
_STATES = ("loaded", "replaced", "copy", "unchanged", "removed", "refused")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--replace", is_flag=True, help="Put a file in the place of another of the same name.")
@click.option("--as", "name", default="", help="Load a file under another name, also where it is a copy of one loaded.")
@click.option("--institution", default="", help="Whose document it is, where the cover does not say.")
@click.option("--years", default="", help="Its years, such as 2024 or 2024,2025, where the cover does not say.")
@click.option("--title", default="", help="Its title, where the cover does not say.")
@told
def load(paths: tuple[Path, ...], replace: bool, name: str, institution: str, years: str, title: str) -> None:
    """Load documents: files (HWP, HWPX, PDF, DOCX, XLSX, CSV, HTML, text), folders and ZIP archives of them.

    Ends with 0 when all are in or unchanged, 1 when some were refused, 2 when none got in.
    """
    from library.outcome import How
    from library.said import SetByPerson

    one = len(paths) == 1 and not os.path.isdir(paths[0])  # Path.is_dir raises where it may not look
    if name and not one:
        raise click.UsageError("--as names one document; give one file")
    how = How(replace, name, SetByPerson(institution, _years(years), title))
    began = time.monotonic()
    with _library(1 if one else 2) as library:
        stale = library.stale()
        with _progress(_count(paths)) as watcher:
            outcomes = library.load_all(paths, how, watcher)
        library.readers.close()
        _sync(library, outcomes)
    _report(outcomes, time.monotonic() - began)
    if stale:
        click.echo(f"rules or tables changed since {', '.join(stale)} was read; run: saeop reload", err=True)
    if any(not o.is_in for o in outcomes):
        raise SystemExit(1 if any(o.is_in for o in outcomes) else 2)


@click.command()
@click.argument("document", required=False)
@click.option("--samples", is_flag=True, help="Remove the sample documents.")
@told
def remove(document: str | None, samples: bool) -> None:
    """Remove a document (key, file name or title), and everything only it says."""
    from library.library import SAMPLES, document_key

    if bool(document) == samples:
        raise click.UsageError("give one DOCUMENT, or --samples")
    with _library(0, outdated=True) as library:
        if document:
            names = [document]
        else:
            loaded = {d["key"] for d in library.documents()}
            names = [k for p in sorted(SAMPLES.iterdir()) if (k := document_key(p)) in loaded]
        for name in names:
            removed = library.remove(name)
            more = f"  ({removed.successor}, another file of it, takes its place)" if removed.successor else ""
            click.echo(f"removed   {removed.name}{more}")
        _sync(library)


@click.command()
@click.argument("document", required=False, default="")
@told
def reload(document: str) -> None:
    """Read documents again from the kept originals: one, or all that older rules or tables have read."""
    with _library(1 if document else 2, outdated=True) as library:
        number = 1 if document else len(library.documents() if library.store.is_outdated() else library.stale())
        with _progress(number) as watcher:
            outcomes = library.reload(document, watcher)
        library.readers.close()
        _sync(library)
    _report(outcomes)
    if not outcomes:
        click.echo("every document was read by today's rules and tables")
    if any(o.state == "refused" for o in outcomes):
        raise SystemExit(1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seconds", default=5.0, show_default=True, type=click.FloatRange(0.2), help="Time between two passes.")
@click.option("--once", is_flag=True, help="One pass, without waiting for files to come to rest; then end.")
@told
def watch(folder: Path, seconds: float, once: bool) -> None:
    """Keep FOLDER and the graph in step until interrupted: load what is new or changed, remove what is gone."""
    from library.outcome import Told
    from library.watch import Watch

    with _library() as library:
        watching = Watch(library, folder, Told())

        def changed(outcomes: list[Outcome]) -> None:
            _report(outcomes)
            _sync(library, outcomes)

        if once:
            outcomes = watching.once(patient=False)
            changed(outcomes)
            if any(o.state == "refused" for o in outcomes):
                raise SystemExit(1)
            return
        click.echo(f"watching {folder}; end with Ctrl-C", err=True)
        try:
            watching.run(seconds, changed)
        except KeyboardInterrupt:
            click.echo("ended", err=True)


@click.command()
@click.argument("document")
@click.option("-n", "--numbers", is_flag=True, help="Put the number of each line, and its page where known, before it.")
@told
def text(document: str, numbers: bool) -> None:
    """Print the text that was read from a DOCUMENT (key, file name or title): its lines are those of citations."""
    with _library() as library:
        lines, places = library.text(document)
    for number, line in enumerate(lines, 1):
        if numbers:
            page = places.at(number).page
            click.echo(f"{number}{f' (p. {page})' if page else ''}\t{line}")
        else:
            click.echo(line)


ALL = (load, remove, reload, watch, text)


def _years(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(y) for y in text.replace("~", ",").split(",") if y.strip())
    except ValueError:
        raise click.UsageError(f"--years wants years such as 2024,2025, got {text!r}") from None


@contextmanager
def _library(reading: int = 1, *, outdated: bool = False) -> Iterator[Library]:
    """The library, with processes that read files starting while it is imported and the graph is opened.

    ``outdated``: also over a graph of an older schema.
    """
    from library.atwork import at_work
    from library.readers import Readers

    settings = current_settings()
    readers = Readers(settings)
    readers.warm(min(reading, settings.readers))
    try:
        from graph.store import open_store
        from library.library import Library

        store = open_store(settings, outdated=outdated)
        with at_work(settings.home), Library(settings, store, readers) as library:
            yield library
    finally:
        readers.close()


def _count(paths: Sequence[Path]) -> int:
    from library.intake import items_in

    return sum(1 for _ in items_in(paths))


@contextmanager
def _progress(length: int) -> Iterator[Told]:
    """A bar on stderr that says which file is at which stage, and moves with each that is finished."""
    from library.outcome import Told

    with click.progressbar(length=length, label="문서", file=sys.stderr, item_show_func=lambda x: x) as bar:

        def stage(file: str, name: str) -> None:
            bar.update(0, f"{Path(file).name[:40]} {name}")

        def done(outcome: Outcome) -> None:
            bar.length = max(bar.length or 0, bar.pos + 1)  # an archive holds more
            bar.update(1, outcome.document[:40])

        yield Told(stage, done)


def _sync(library: Any, outcomes: Sequence[Outcome] | None = None) -> None:
    """Bring the index, then the links between documents into step; nothing where the outcomes changed nothing."""
    changed = outcomes is None or any(o.state not in ("unchanged", "refused") for o in outcomes)
    if not changed and not library.is_behind():
        return
    if not changed:
        click.echo("index or links were behind the graph: they are brought into step", err=True)
    with portion("색인") as progress:
        library.sync(progress)
    with portion("연결") as progress:
        library.link(progress)


def _where(outcome: Outcome) -> str:
    """Why a file was refused, with its path: its name alone does not say which of a folder or an archive it is."""
    name = f"{outcome.document}: "
    return f"{outcome.path}: {outcome.reason.removeprefix(name)}" if outcome.reason.startswith(name) else outcome.reason


def _report(outcomes: Sequence[Outcome], seconds: float | None = None) -> None:
    for o in outcomes:
        if o.state == "refused":
            click.echo(f"refused   {_where(o)}", err=True)
        elif o.state == "copy" or (o.state == "unchanged" and o.reason):
            click.echo(f"{o.state:9s} {Path(o.path).name}  ({o.reason})")
        elif o.state == "removed":
            click.echo(f"removed   {o.document}" + (f"  ({o.reason} takes its place)" if o.reason else ""))
        else:
            found = dict(o.found)
            what = ", ".join(f"{found[k]} {k}" for k in _SHOWN if k in found)
            click.echo(f"{o.state:9s} {o.document}" + (f"  ({what})" if what else ""))
    if seconds is not None and len(outcomes) > 1:
        states = Counter(o.state for o in outcomes)
        parts = ", ".join(f"{states[s]} {s}" for s in _STATES if states[s])
        click.echo(f"{len(outcomes)} files: {parts}; {seconds:.0f} s", err=True)
