"""The command ``saeop``: thin commands over the library and the assistant.

Results go to stdout; one line of what happened and what to do next goes to stderr, with an exit code other than 0, when
a command fails.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from commands.app import app
from commands.ask import ask, chat
from commands.check import check
from commands.common import current_settings, portion, told
from commands.copying import copy
from commands.doctor import doctor
from commands.documents import ALL as DOCUMENTS
from commands.links import ALL as LINKS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="saeop")
def main() -> None:
    """사업길: planning documents as a graph that answers with the line it stands on."""
    os.umask(os.umask(0o077) | 0o077)  # homes and exports hold names and telephone numbers: the owner's alone


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
            if d["copies"]:
                click.echo(f"  also as: {', '.join(d['copies'])}")
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
        with portion("색인") as progress:
            library.sync(progress)
        with portion("연결") as progress:
            library.link(progress)
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


for command in (*DOCUMENTS, *LINKS):
    main.add_command(command)


main.add_command(app)
main.add_command(ask)
main.add_command(chat)
main.add_command(check)
main.add_command(doctor)
main.add_command(copy)

if __name__ == "__main__":
    main()
