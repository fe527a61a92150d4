"""The command ``check``: what does not fit in the loaded documents, with the lines that say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from commands.common import current_settings, told

if TYPE_CHECKING:
    from library.library import Library

Row = dict[str, Any]
_LINES = 3
_WIDTH = 110


@click.command()
@click.argument("documents", nargs=-1)
@click.option(
    "--kind", "kinds", multiple=True, help="Only findings of this kind (모순, 합계, 단위 …); may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@told
def check(documents: tuple[str, ...], kinds: tuple[str, ...], as_json: bool) -> None:
    """What does not fit in DOCUMENTS (keys, file names or titles; all where none is given): contradictions, sums that do
    not add up, wrong units, terms, double entries, spellings, unknown names, what is missing. Nothing is changed.
    """
    from graph.errors import RequestError
    from library.check import check_document
    from library.checking.model import KINDS
    from library.library import Library

    if unknown := sorted(set(kinds) - set(KINDS)):
        raise RequestError(f"no kind {', '.join(unknown)}; there are {', '.join(KINDS)}")
    with Library(current_settings()) as library:
        chosen = [library.find(d) for d in documents] or library.documents()
        for document in chosen:
            found, sheet = check_document(library.store, document)
            shown = [f for f in found if not kinds or f.kind in kinds]
            name = document["file_name"] or document["key"]
            if as_json:
                for f in shown:
                    citations = [{"line": n, "quote": sheet.lines.get(n, "").strip()} for n in f.lines]
                    told_of = {"kind": f.kind, "subject": f.subject, "text": f.text}
                    row = {"document": name, **told_of, "citations": citations}
                    click.echo(json.dumps(row, ensure_ascii=False))
                continue
            counts = ", ".join(f"{k} {n}" for k in KINDS if (n := sum(f.kind == k for f in shown)))
            click.echo(f"{name}: {len(shown)} findings" + (f" ({counts})" if counts else ""))
            for f in shown:
                click.echo(f"  {f.kind}  {f.subject} — {f.text}")
                for n in f.lines[:_LINES]:
                    if quote := sheet.lines.get(n, "").strip():
                        click.echo(f"        {n}: {quote[:_WIDTH]}")
        if not kinds:
            _people(library, {d["key"] for d in chosen} if documents else None, as_json=as_json)
    if not chosen:
        click.echo("no documents are loaded", err=True)


def _people(library: Library, documents: set[str] | None, *, as_json: bool) -> None:
    """What people corrected or called wrong in the app."""
    from commands.said import lines_of, said_by_people

    said = said_by_people(library.store, documents)
    if said and not as_json:
        click.echo(f"said by people: {len(said)}")
    for row in said:
        for line in [json.dumps(row, ensure_ascii=False)] if as_json else lines_of(row):
            click.echo(line)
