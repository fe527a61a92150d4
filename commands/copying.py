"""The command ``copy``: a whole graph from one store into another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from commands.common import current_settings, portion, told
from settings import Settings

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--to", "target", default="", help="Where to: 'embedded', or neo4j://… (default: SAEOP_GRAPH).")
@click.option("--from", "source", default="", help="Where from: 'embedded', or neo4j://… (default: SAEOP_GRAPH).")
@click.option("--to-password-file", type=_FILE, help="The target's password, where it is not SAEOP_GRAPH_PASSWORD.")
@click.option("--from-password-file", type=_FILE, help="The source's password, where it is not SAEOP_GRAPH_PASSWORD.")
@click.option("--replace", "onto", is_flag=True, help="Make a target that is not empty equal to the source.")
@told
def copy(target: str, source: str, to_password_file: Path | None, from_password_file: Path | None, onto: bool) -> None:
    """Copy the graph with all that people decided and corrected: --to another store, or --from another.

    An interrupted copy is taken up by running it again; until it has ended nothing else opens the target.
    """
    from graph.copying import copy as copy_graph
    from graph.store import open_store

    if not (target or source):
        raise click.UsageError("say --to or --from where; the other is SAEOP_GRAPH")
    settings = current_settings()
    here, there = _end(settings, source, from_password_file), _end(settings, target, to_password_file)
    if here.graph == there.graph:
        raise click.UsageError(f"source and target are both {here.graph}")
    with open_store(here) as old, open_store(there, unfinished=True) as new, portion("복사") as progress:
        copied = copy_graph(old, new, _name(here), onto, lambda _, done, steps: progress(done, steps))
    click.echo(
        f"copied {_name(here)} to {_name(there)}: {copied.written} documents written, {copied.equal} equal already"
    )
    if copied.removed:
        click.echo(f"{copied.removed} documents that the source does not have were removed")
    click.echo(f"compared: {copied.nodes} nodes and {copied.relationships} relationships in both")
    click.echo(f"to work with it: SAEOP_GRAPH={there.graph}", err=True)


def _end(settings: Settings, graph: str, password_file: Path | None) -> Settings:
    """The settings of one end; the user for people's queries may be unknown there. Raises ``UsageError`` for a password file that cannot be read."""
    if password_file is None:
        return replace(settings, graph=graph or settings.graph, graph_reader="")
    try:
        password = password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{password_file} cannot be read: {error}") from error
    return replace(settings, graph=graph or settings.graph, graph_password=password, graph_reader="")


def _name(settings: Settings) -> str:
    return f"embedded ({settings.home})" if settings.graph == "embedded" else settings.graph
