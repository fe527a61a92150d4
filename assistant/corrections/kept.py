"""Corrections in the graph: nodes of their own that no document owns, so that they outlive reloading."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.corrections.model import Correction, Statement
from assistant.corrections.statements import Reader, statements
from graph.store import Store
from queries.catalog import query

Text = Callable[[str, int, int], str]
"""The lines of a document: key, first line, last line."""


def words_at(text: Text, statement: Statement) -> str:
    """The words of a statement's first line, however it is spaced; empty where no line is known."""
    if not statement.lines:
        return ""
    return " ".join(text(statement.document, statement.lines[0], statement.lines[0]).split())


def read_corrections(reader: Reader, text: Text) -> list[Correction]:
    """All corrections in the order of keys; active are those whose fact still stands on a line of the same words."""
    kept = [_from_row(row) for row in reader.read(query("corrections"))]
    if not kept:
        return []
    stated = {s.id: s for s in statements(reader, [c.statement.program for c in kept])}
    return [replace(c, active=_stands(c, stated.get(c.key), text)) for c in kept]


def save_correction(store: Store, correction: Correction) -> None:
    """Keep a correction; a later one of the same fact replaces it."""
    of = correction.statement
    store.write(
        query("save_correction"), key=correction.key, program=of.program, kind=of.kind,
        old=_json(dict(of.values)), new="" if correction.new is None else _json(dict(correction.new)),
        lines=list(of.lines), words=correction.words, who=correction.who, when=correction.when, why=correction.why,
    )  # fmt: skip


def drop_correction(store: Store, key: str) -> bool:
    """Forget a correction; ``False`` (and nothing changed) where there is none of the key."""
    if not any(row["key"] == key for row in store.read(query("corrections"))):
        return False
    store.write(query("drop_correction"), key=key)
    return True


def _stands(correction: Correction, stated: Statement | None, text: Text) -> bool:
    if stated is None:
        return False
    lines: Iterable[int] = stated.lines or (0,)
    here = (words_at(text, replace(stated, lines=(n,) if n else ())) for n in lines)
    return any(words == correction.words for words in here)


def _from_row(row: dict[str, object]) -> Correction:
    statement = Statement(
        str(row["kind"]),  # type: ignore[arg-type]
        str(row["program"]),
        str(row["program"]).partition("/Program/")[0],
        json.loads(str(row["old"])),
        tuple(row["lines"] or ()),  # type: ignore[arg-type]
    )
    new = json.loads(str(row["new"])) if row["new"] else None
    return Correction(
        statement, new, str(row["words"] or ""), str(row["who"] or ""), str(row["when"] or ""), str(row["why"] or "")
    )


def _json(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
