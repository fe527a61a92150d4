"""Words of a question that no field explains: the programs that are called by them, or whose lines say them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.conditions import Found, Reason
from assistant.evidence import Evidence
from lexicon.names import alike_words
from lexicon.text import squash

Row = dict[str, Any]
Forms = Sequence[tuple[str, ...]]
"""The words of a topic, each with the words that mean the same."""
Named = Sequence[tuple[int, str]]
"""Lines at which programs are named, with these, in order."""
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
    rows = evidence.rows("program_passages", programs=near) if near else []
    named = _named_at(evidence, {by_document(evidence, r["program"]) for r in rows})
    texts: dict[str, str] = {}
    places: dict[str, list[Reason]] = {}
    for row in rows:
        document = by_document(evidence, row["program"])
        for text, first in _spoken(evidence, row, document, named[document]):
            texts[row["program"]] = texts.get(row["program"], "") + squash(text)
            if any(w in squash(text) for alike in forms for w in alike):
                line = first + _line_with(text, forms)
                places.setdefault(row["program"], []).append(Reason("topic", document, (line,), "내용"))
    return {k: [*found[k], *places.get(k, [])[:1]] for k in near if _said(forms, texts.get(k, ""))}


_FEW = 3
"""Programs of a passage at most for all that it says to be said of each; of a list of more, each has its own lines."""


_LEAD = 12
"""Lines at most between the heading of a list and the first that it names, which speak of all."""


def _spoken(evidence: Evidence, row: Row, document: str, named: Named) -> list[tuple[str, int]]:
    """The texts about a program where a passage states it, each with its first line: the passage and the section around it.

    Of a passage or section in which more programs stand than it can be about, or of two rows of one table, its own lines.
    """
    text, first, start, end = str(row["text"]), int(row["first"]), row["line_start"], row["line_end"]
    inside = [n for n in named if first <= n[0] <= first + text.count("\n")]
    others = len({who for _, who in inside})
    of_rows = "\t" in text or text.lstrip().startswith("|")
    listed = others > _FEW or (others > 1 and of_rows)
    if not listed and (not start or end - start >= _OWN_SECTION):
        return [(text, first)]
    if not listed and len({who for at, who in named if start <= at <= end}) <= _FEW:
        return [(text, first), (evidence.text(document, start, end), start)]
    lead = min((at for at, _ in named if at > (start or first)), default=first) - 1
    said = evidence.text(document, start, lead) if start and 0 <= lead - start < _LEAD else ""
    own = _own_lines(text, first, row["program"], inside) if listed else [(text, first)]
    return [(f"{row['section'] or ''}\n{said}", first), *own]


def _own_lines(text: str, first: int, program: str, inside: Named) -> list[tuple[str, int]]:
    """The lines of a passage from where a program is named to where the next is, each with its number."""
    lines = text.split("\n")
    ends = [*(at for at, _ in inside[1:]), first + len(lines)]
    return [
        ("\n".join(lines[at - first : end - first]), at)
        for (at, who), end in zip(inside, ends, strict=False)
        if who == program
    ]


def _named_at(evidence: Evidence, documents: Iterable[str]) -> dict[str, Named]:
    """Where the programs of documents are named, in order."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    chosen = sorted(documents)
    for row in evidence.rows("mentions_in_documents", documents=chosen) if chosen else []:
        found[row["document"]] += [(first, row["program"]) for first, _ in json.loads(row["mentions"] or "[]")]
    return {document: sorted(found[document]) for document in chosen}


def _under_their_lines(evidence: Evidence, forms: Forms, found: Found) -> Found:
    """The programs of a list under whose line one that says all the words stands: the last that is named above it."""
    lines = [
        (row["document"], row["line_start"] + n)
        for row in evidence.found_by([w for alike in forms for w in alike])
        for n, text in enumerate(str(row["text"]).split("\n"))
        if _said(forms, squash(text))
    ]
    named = _named_at(evidence, {d for d, _ in lines})
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
