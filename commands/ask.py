"""``saeop ask`` and ``saeop chat``: questions to cited answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from commands.common import current_settings, told

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.assistant import Assistant
    from assistant.followup import Turn

_LINES = 3
"""Cited lines that are shown under an answer."""


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="The whole answer as one JSON object.")
@click.option("--batch", type=click.Path(path_type=Path), help="Answer the questions of a JSON lines file.")
@click.option("--out", type=click.Path(path_type=Path), help="Where --batch writes; stdout where it is not given.")
@told
def ask(question: str | None, as_json: bool, batch: Path | None, out: Path | None) -> None:
    """Ask one QUESTION, or those of a file with --batch."""
    if (question is None) == (batch is None):
        raise click.UsageError("give one QUESTION, or --batch FILE")
    with _assistant() as assistant:
        if batch is not None:
            broken = _batch(assistant, batch, out)
            if broken:
                raise click.ClickException(
                    f'{broken} lines of {batch} are no questions; see their "error" in the output'
                )
            return
        answer, _ = assistant.ask(str(question))
    click.echo(json.dumps(answer.as_json(), ensure_ascii=False) if as_json else shown(answer))


@contextmanager
def _assistant() -> Iterator[Assistant]:
    """The assistant over the graph and the index as they are; the index catches up first."""
    from assistant.assistant import Assistant
    from library.library import Library

    with Library(current_settings()) as library:
        if not library.documents():
            raise click.ClickException("no documents are loaded; run: saeop load PATH…")
        yield Assistant(library.store, library.ready_index(lambda line: click.echo(line, err=True)))


def _batch(assistant: Assistant, batch: Path, out: Path | None) -> int:
    """Answer a file line by line; the number of lines that are no questions."""
    from assistant.remembered import set_apart

    try:
        lines = batch.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise click.ClickException(f"{batch}: {error.strerror}; give a readable file of JSON lines") from error
    questions = [_question(line) for line in lines]
    leaned_on = {q["after"] for q in questions if q and q.get("after") is not None}
    turns: dict[Any, Turn] = {}
    broken = 0
    assistant.known()
    set_apart()
    with _output(out) as stream:
        for number, (line, given) in enumerate(zip(lines, questions, strict=True), start=1):
            if not line.strip():
                continue
            if given is None:
                broken += 1
                _write(stream, {"id": None, "line": number, "error": 'not a JSON object with "id" and "question"'})
                continue
            answer, turn = assistant.ask(given["question"], known_as=given["id"], after=turns.get(given.get("after")))
            if given["id"] in leaned_on:
                turns[given["id"]] = turn
            _write(stream, answer.as_json())
    return broken


def _question(line: str) -> dict[str, Any] | None:
    """The question of a batch line; None where it is none."""
    try:
        given = json.loads(line)
    except ValueError:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("question"), str) or given.get("id") is None:
        return None
    hashable = isinstance(given["id"], (str, int)) and isinstance(given.get("after"), (str, int, type(None)))
    return given if hashable else None


@contextmanager
def _output(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        stream = out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}; give a file that can be written with --out") from error
    with stream:
        yield stream


def _write(stream: TextIO, value: dict[str, Any]) -> None:
    stream.write(json.dumps(value, ensure_ascii=False) + "\n")
    stream.flush()


@click.command()
@told
def chat() -> None:
    """Ask one question after another; a follow-up may lean on the turn before."""
    with _assistant() as assistant:
        turn: Turn | None = None
        click.echo("질문을 적고 Enter를 누르세요. 끝내려면 빈 줄이나 Ctrl+D.", err=True)
        while True:
            try:
                question = input("? " if sys.stdin.isatty() else "")
            except EOFError:
                return
            if not question.strip():
                return
            answer, turn = assistant.ask(question, after=turn)
            click.echo(shown(answer) + "\n")


def shown(answer: Answer) -> str:
    """An answer as the terminal shows it: the text, the cited lines, what is near."""
    found = answer.found
    parts = [found.text]
    for note in found.assumptions:
        parts.append(f"  ※ {note}")
    for citation in answer.citations[: max(_LINES, len(found.items))]:
        lines = f"{citation.line_start}" + (f"~{citation.line_end}" if citation.line_end > citation.line_start else "")
        quote = " ".join(citation.quote.split())[:100]
        place = f" ({citation.place})" if citation.place else ""
        parts.append(f"  └ {citation.document} {lines}행{place}: {quote}")
    for suggestion in found.suggestions:
        parts.append(f"  ? {suggestion.text} ({suggestion.why})")
    return "\n".join(parts)
