"""``saeop doctor``: looks at everything and says what is wrong and what mends it."""

from __future__ import annotations

import click

from commands.common import current_settings, told


@click.command()
@click.option("--mend", is_flag=True, help="Bring index and links into step and drop what nothing needs, then look.")
@told
def doctor(mend: bool) -> None:
    """Look at engine, schema, index, links, originals, orphans, citations, encoder, disk and permissions.

    Ends with 0 when all is well, 1 when something is wrong; each line of that names what mends it.
    """
    from graph.store import open_store
    from library import health
    from library.library import Library

    settings = current_settings()
    store = open_store(settings, outdated=True)
    click.echo(f"ok     engine: {settings.graph} answers")
    with Library(settings, store) as library:
        if mend:
            health.mend(library)
        wrong = 0
        for finding in health.findings(library):
            wrong += bool(finding.mend)
            click.echo(f"{'WRONG' if finding.mend else 'ok   '}  {finding.what}: {finding.state}", nl=False)
            click.echo(f" → {finding.mend}" if finding.mend else "")
    if wrong:
        raise click.ClickException(f"{wrong} things are wrong; each line names what mends it")
