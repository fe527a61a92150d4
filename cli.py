"""The command ``saeop``: thin commands over the library and the assistant.

Results go to stdout; one line of what happened and what to do next goes to stderr, with an exit code other than 0, when
a command fails.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from commands.ask import ask, chat
from commands.common import current_settings, portion, steps, told
from commands.links import ALL as LINKS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="saeop")
def main() -> None:
    """사업길: planning documents as a graph that answers with the line it stands on."""


# -------------------------------------------------------------------- documents
@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put a file in the place of another of the same name.")
@click.option("--as", "name", default="", help="Load a file under another name.")
@click.option("--institution", default="", help="Whose document it is, where the cover does not say.")
@click.option("--years", default="", help="Its years, such as 2024 or 2024,2025, where the cover does not say.")
@click.option("--title", default="", help="Its title, where the cover does not say.")
@told
def load(paths: tuple[Path, ...], replace: bool, name: str, institution: str, years: str, title: str) -> None:
    """Load documents: files, or folders of them."""
    from library.library import How, Library, files_in
    from library.prepare import SetByPerson

    files, refused = files_in(paths)
    if name and len(files) != 1:
        raise click.UsageError(f"--as names one document, got {len(files)} files")
    how = How(replace, name, SetByPerson(institution, _years(years), title))
    with Library(current_settings()) as library:
        outcomes = list(refused)
        stale = library.stale()
        if files:
            with steps("문서", len(files)) as step:
                for file in files:
                    outcomes.append(library.load(file, how))
                    step(file.name)
            _sync(library)
    _report(outcomes)
    if stale:
        click.echo(f"rules or tables changed since {', '.join(stale)} was read; run: saeop reload", err=True)
    states = [o.state for o in outcomes]
    if "refused" in states:
        raise SystemExit(1 if any(o.is_in for o in outcomes) else 2)


def _years(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(y) for y in text.replace("~", ",").split(",") if y.strip())
    except ValueError:
        raise click.UsageError(f"--years wants years such as 2024,2025, got {text!r}") from None


def _sync(library: Any) -> None:
    """Bring the index, then the links between documents into step."""
    with portion("색인") as progress:
        library.sync(progress)
    with portion("연결") as progress:
        library.link(progress)


def _report(outcomes: list[Any]) -> None:
    words = {"loaded": "loaded", "replaced": "replaced", "unchanged": "unchanged"}
    for outcome in outcomes:
        if outcome.state == "refused":
            click.echo(f"refused   {outcome.reason}", err=True)
        else:
            found = dict(outcome.found)
            what = ", ".join(f"{found[k]} {k}" for k in ("Program", "Person", "Budget", "Fact", "Chunk") if k in found)
            click.echo(f"{words[outcome.state]:9s} {outcome.document}" + (f"  ({what})" if what else ""))


@main.command()
@click.argument("document", required=False)
@click.option("--samples", is_flag=True, help="Remove the sample documents.")
@told
def remove(document: str | None, samples: bool) -> None:
    """Remove a document (key, file name or title), and everything only it says."""
    from library.library import SAMPLES, Library, document_key

    if bool(document) == samples:
        raise click.UsageError("give one DOCUMENT, or --samples")
    with Library(current_settings()) as library:
        if document:
            names = [document]
        else:
            loaded = {d["key"] for d in library.documents()}
            names = [k for p in sorted(SAMPLES.iterdir()) if (k := document_key(p)) in loaded]
        for name in names:
            click.echo(f"removed   {library.remove(name)}")
        _sync(library)


@main.command()
@click.argument("document", required=False, default="")
@told
def reload(document: str) -> None:
    """Read documents again from the kept originals: one, or all that older rules or tables have read."""
    from library.library import Library

    with Library(current_settings()) as library:
        outcomes = library.reload(document)
        _sync(library)
    _report(outcomes)
    if not outcomes:
        click.echo("every document was read by today's rules and tables")
    if any(o.state == "refused" for o in outcomes):
        raise SystemExit(1)


@main.command()
@told
def stats() -> None:
    """What is loaded: documents with what was found in them, the graph and the index."""
    from library.library import Library
    from queries.catalog import query

    with Library(current_settings()) as library:
        documents = library.documents()
        for d in documents:
            counts = {r["label"]: r["number"] for r in library.store.read(query("count_by_label"), document=d["key"])}
            click.echo(f"{d['key']}\n  {d['title']} · {d['institution'] or '기관 미상'} · {d['kind']}")
            click.echo("  " + ", ".join(f"{n} {label}" for label, n in sorted(counts.items())))
        counts = {r["label"]: r["number"] for r in library.store.read(query("count_by_label"), document="")}
        click.echo(f"graph: {len(documents)} documents, {sum(counts.values())} nodes")
        status = library.index.status()
        state = status.problem or ("in step" if status.revision == library.store.revision() else "behind: saeop index")
        click.echo(f"index: {status.chunks} chunks, {state}")
        stale = library.stale()
        if stale:
            click.echo(f"stale: {', '.join(stale)} (rules or tables changed; run: saeop reload)")


@main.command()
@told
def index() -> None:
    """Rebuild or catch up the search index; it is a function of the graph."""
    from library.library import Library

    with Library(current_settings()) as library:
        _sync(library)
        click.echo(f"index: {library.index.status().chunks} chunks, in step")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@told
def export(folder: Path) -> None:
    """Write the graph to FOLDER: JSON lines per label and relationship, GraphML, programs.jsonl, people.jsonl."""
    from graph.export import export_graph
    from graph.store import open_store

    with open_store(current_settings()) as store:
        export_graph(store, folder)
    click.echo(f"exported to {folder}")


@main.command()
@click.argument("statement")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")
@told
def cypher(statement: str, as_json: bool) -> None:
    """Run one reading Cypher statement."""
    from graph.store import open_store

    with open_store(current_settings()) as store:
        rows = store.run_read(statement)
    for row in rows.rows:
        click.echo(
            json.dumps(row, ensure_ascii=False, default=str) if as_json else "\t".join(str(v) for v in row.values())
        )
    if rows.more:
        click.echo(f"only the first {len(rows.rows)} rows are shown; add LIMIT and SKIP to see others", err=True)


@main.command()
@told
def stop() -> None:
    """End the embedded graph server."""
    from graph.store import stop_embedded

    click.echo("stopped" if stop_embedded(current_settings()) else "no graph server was running")


@main.command()
@told
def app() -> None:
    """Open the app in the browser (on loopback)."""
    from streamlit.web import bootstrap

    settings = current_settings()
    options = {"server.port": settings.port, "server.address": "127.0.0.1", "browser.gatherUsageStats": False}
    path = str(Path(__file__).resolve().parent / "app.py")
    bootstrap.load_config_options(flag_options={k.replace(".", "_"): v for k, v in options.items()})
    bootstrap.run(path, False, [], {})


for command in LINKS:
    main.add_command(command)


main.add_command(ask)
main.add_command(chat)

if __name__ == "__main__":
    main()
