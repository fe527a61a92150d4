"""Commands on past and related programs: ``link``, ``links``, ``similar``, ``compare``."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from commands.common import current_settings, portion, told
from graph.errors import RequestError

Row = dict[str, Any]


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--same", "verdict", flag_value="same", help="They are one (in another year, or in another document).")
@click.option("--family", "verdict", flag_value="family", help="They are of one family of programs, but not one.")
@click.option("--not", "verdict", flag_value="not", help="They have nothing to do with each other.")
@click.option("--undo", "verdict", flag_value="undo", help="Forget what was decided of the two.")
@click.option("--why", default="", help="The reason, kept with the decision.")
@told
def link(a: str, b: str, verdict: str | None, why: str) -> None:
    """Decide what A and B (keys or names of programs) are to each other; it outlives reloading and always wins."""
    from library.library import Library
    from library.links.desk import Desk

    if verdict is None:
        raise click.UsageError("say what they are: --same, --family or --not (or --undo)")
    with Library(current_settings()) as library:
        desk = Desk(library.store)
        left, right = desk.find(a), desk.find(b)
        if verdict == "undo":
            if not desk.undo(left, right):
                raise RequestError(f"nothing was decided of {left} and {right}")
        else:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            desk.decide(left, right, verdict, who=getpass.getuser(), when=now, why=why)
        with portion("연결") as progress:
            library.link(progress)
    click.echo(f"{verdict:9s} {left}\n          {right}")


@click.command()
@click.option("--review", is_flag=True, help="Only the uncertain ones, those first of which a word helps most.")
@click.option("--judged", is_flag=True, help="What people decided.")
@click.option("--limit", default=20, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@told
def links(review: bool, judged: bool, limit: int, as_json: bool) -> None:
    """The links between programs of different documents, the surest first, or those to be looked at."""
    from graph.store import open_store
    from library.links.desk import Desk

    with open_store(current_settings()) as store:
        desk = Desk(store)
        rows = desk.judged() if judged else desk.review(limit) if review else desk.listed()
    for row in rows[:limit]:
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _told_link(row))
    if not rows:
        click.echo("nothing was decided" if judged else "nothing is uncertain" if review else "there are no links")
    elif len(rows) > limit:
        click.echo(f"the first {limit} of {len(rows)}; --limit shows more", err=True)


def _told_link(row: Row) -> str:
    head = f"{row['type']:12s} {row['score']:.2f}" if "score" in row else f"{row['verdict']:12s}"
    lines = [f"{head}  {row['from']}", f"{'':18s}{row['to']}"]
    reason = row.get("reason") or row.get("why")
    return "\n".join([*lines, *([f"{'':18s}{reason}"] if reason else [])])


@click.command()
@click.argument("what")
@click.option("--limit", default=5, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@told
def similar(what: str, limit: int, as_json: bool) -> None:
    """Programs like WHAT: a program's name or key, the text of an idea, or a file with one."""
    from assistant.likeness import idea_of
    from assistant.likeness import similar as find
    from assistant.past import sheets
    from commands.alike import as_json as whole
    from commands.alike import as_text
    from library.library import Library

    text = _text_of(Path(what)) if len(what) < 400 and "\n" not in what and Path(what).is_file() else what
    if not text.strip():
        raise RequestError("the text is empty; give a program's name or say what the idea is about")
    with Library(current_settings()) as library:
        idea = idea_of(library.store, text)
        found = find(library.store, library.ready_index(lambda line: click.echo(line, err=True)), idea, limit)
        titles = {d["key"]: d["title"] or d["key"] for d in library.documents()}
        known = sheets(library.store, [s.key for like in found for s in (*like.became, *like.was)])
    if not found:
        raise RequestError("no program is like that; say it in other words")
    for number, like in enumerate(found, 1):
        if as_json:
            click.echo(json.dumps(whole(like, known), ensure_ascii=False))
        else:
            click.echo("\n".join(as_text(number, like, titles, known)))


def _text_of(path: Path) -> str:
    from loaders.readers.files import read_bytes

    return "\n".join(read_bytes(path.read_bytes(), path.name).lines)


@click.command()
@click.argument("document1")
@click.argument("document2")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Write a workbook as well.")
@told
def compare(document1: str, document2: str, as_json: bool, xlsx: Path | None) -> None:
    """What continued, is new, ended or is unclear between two documents (keys, file names or titles)."""
    from assistant.past import compare as differ
    from commands.comparison import as_json as whole
    from commands.comparison import as_text, write_workbook
    from library.library import Library

    with Library(current_settings()) as library:
        one, other = library.find(document1), library.find(document2)
        if one["key"] == other["key"]:
            raise RequestError(f"{document1!r} and {document2!r} are one document; name two")
        earlier, later = sorted((one, other), key=lambda d: ((d["date"] or "")[:4], d["key"]))
        comparison = differ(library.store, later["key"], earlier["key"])
    titles = {d["key"]: d["title"] or d["key"] for d in (one, other)}
    if xlsx:
        write_workbook(comparison, titles, xlsx)
        click.echo(f"written to {xlsx}", err=True)
    if as_json:
        click.echo(json.dumps(whole(comparison), ensure_ascii=False))
    elif not xlsx:
        click.echo("\n".join(as_text(comparison, titles)))


ALL = (link, links, similar, compare)
