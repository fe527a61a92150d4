"""Words of a question that no field explains: the programs that are called by them, or whose lines say them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from assistant.conditions import Found, Reason
from assistant.evidence import Evidence
from lexicon.names import alike_words
from lexicon.text import squash

Forms = Sequence[tuple[str, ...]]
"""The words of a topic, each with the words that mean the same."""
_READ_ALL = 60
"""Programs whose text is read one by one."""
_OWN_SECTION = 80
"""A section longer than this is not about one program."""
_UNDER = 8
"""Lines under the line of a program in a list that may speak of it."""


def on_topic(evidence: Evidence, words: tuple[str, ...], found: Found, *, either: bool = False) -> Found:
    """The programs of a selection whose names hold all the words; where none does, those whose text does."""
    parts = [p for p in re.split(r"[·∙ㆍ/]", words[0]) if p] if len(words) == 1 else []
    if len(parts) > 1 and not evidence.directory.holds(squash(words[0])):
        words, either = tuple(parts), True
    keys = [squash(w) for w in words]
    by_key = evidence.directory.by_key
    if any(w.isdigit() for w in keys):
        return {}
    if either:
        each = [on_topic(evidence, (w,), found) for w in words]
        return {k: r for f in each for k, r in f.items()}
    forms = [alike_words(w) for w in words]
    named = {k: r for k, r in found.items() if _said(forms, "\n".join(squash(f) for f in by_key[k].forms))}
    if named:
        return named
    rows = evidence.rows("programs_stating", values=list(words))
    stated = {r["program"]: Reason("topic", r["document"], tuple(r["lines"]), r["name"]) for r in rows}
    if any(k in stated for k in found):
        return {k: [*found[k], stated[k]] for k in found if k in stated}
    return {**_under_their_lines(evidence, forms, found), **_in_text(evidence, forms, found)}


def _said(forms: Forms, text: str) -> bool:
    return all(any(w in text for w in alike) for alike in forms)


def _in_text(evidence: Evidence, forms: Forms, found: Found) -> Found:
    """The programs whose own sections say all the words; of many, those that search finds by them."""
    near = (
        evidence.programs_near([w for alike in forms for w in alike], found)
        if len(found) > _READ_ALL
        else sorted(found)
    )
    texts: dict[str, str] = {}
    places: dict[str, list[Reason]] = {}
    for row in evidence.rows("program_passages", programs=near) if near else []:
        document = by_document(evidence, row["program"])
        spoken = [(str(row["text"]), row["first"])]
        if row["line_start"] and row["line_end"] - row["line_start"] < _OWN_SECTION:
            spoken.append((evidence.text(document, row["line_start"], row["line_end"]), row["line_start"]))
        for text, first in spoken:
            texts[row["program"]] = texts.get(row["program"], "") + squash(text)
            if any(w in squash(text) for alike in forms for w in alike):
                line = first + _line_with(text, forms)
                places.setdefault(row["program"], []).append(Reason("topic", document, (line,), "내용"))
    return {k: [*found[k], *places.get(k, [])[:1]] for k in near if _said(forms, texts.get(k, ""))}


def _under_their_lines(evidence: Evidence, forms: Forms, found: Found) -> Found:
    """The programs of a list under whose line one that says all the words stands: the last that is named above it."""
    lines = [
        (row["document"], row["line_start"] + n)
        for row in evidence.found_by([w for alike in forms for w in alike])
        for n, text in enumerate(str(row["text"]).split("\n"))
        if _said(forms, squash(text))
    ]
    named: dict[str, list[tuple[int, str]]] = {}
    documents = sorted({d for d, _ in lines})
    for row in evidence.rows("mentions_in_documents", documents=documents) if documents else []:
        places = named.setdefault(row["document"], [])
        places += [(first, row["program"]) for first, _ in json.loads(row["mentions"] or "[]")]
    kept: Found = {}
    for document, line in lines:
        above = max((p for p in named.get(document, []) if line - _UNDER <= p[0] <= line), default=None)
        if above is not None and above[1] in found:
            kept.setdefault(above[1], [*found[above[1]], Reason("topic", document, (line,), "내용")])
    return kept


def by_document(evidence: Evidence, program: str) -> str:
    """The document of a program."""
    return evidence.directory.by_key[program].document


def _line_with(text: str, forms: Forms) -> int:
    for number, line in enumerate(text.split("\n")):
        if any(w in squash(line) for alike in forms for w in alike):
            return number
    return 0
