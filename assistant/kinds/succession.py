"""What a document itself says of what became of a program: merged into another, turned into it, or ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Found, Item
from assistant.desk import Candidate, Desk
from assistant.wording import wording
from lexicon.text import plain, squash

_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|⇨|▶|>>|\t)\s*")
_TURNS = re.compile(r"→|⇒|➔|➜|⇨|▶|>>|통\s*합|개\s*편|전\s*환|이\s*관|승\s*계|흡\s*수|후\s*속")
_ENDED = re.compile(r"종\s*료|폐\s*관|폐\s*지|폐\s*원|중\s*단|일\s*몰")
_AROUND = 40
_QUOTE = 300
_SHORTEST = 5
"""Letters of a name at least that a line may mean a program by."""


def told_by_document(desk: Desk, known: Sequence[Candidate]) -> Found | None:
    """The line that says which program takes over from the one asked about, or that it ended; None where no line does."""
    for candidate in known:
        forms = [f for n in desk.directory.by_key[candidate.key].forms if len(f := squash(n)) >= _SHORTEST]
        if found := _taken_over(desk, candidate, forms) or _ended(desk, candidate):
            return found
    return None


def _taken_over(desk: Desk, candidate: Candidate, forms: Sequence[str]) -> Found | None:
    """``재활의료기기 상용화 → 고령친화 실증센터 구축으로 이관``: what stands behind the arrow, or beside it in a row of a table."""
    others = {
        squash(form): p
        for p in desk.directory.programs_of.get(candidate.document, ())
        if p.key != candidate.key
        for form in p.forms
        if len(squash(form)) >= _SHORTEST
    }
    for number, line in _lines_naming(desk, candidate, forms):
        pieces = [squash(p) for p in _ARROW.split(line)]
        at = next((i for i, p in enumerate(pieces) if any(f in p for f in forms)), len(pieces))
        behind = [(len(form), p) for piece in pieces[at + 1 :] for form, p in others.items() if piece.startswith(form)]
        if behind and _TURNS.search(line):
            meant = max(behind, key=lambda b: b[0])[1]
            return _told(desk, candidate, number, line, meant.name, meant.key)
    return None


def _ended(desk: Desk, candidate: Candidate) -> Found | None:
    """The line of its own section, or one that names it, that says that a program ended."""
    for first, last in desk.cards([candidate.key])[candidate.key]["mentions"]:
        for n, line in enumerate(desk.evidence.text(candidate.document, first, last).split("\n")):
            if _ENDED.search(line):
                return _told(desk, candidate, first + n, line, candidate.name, candidate.key)
    rows = desk.evidence.rows("program_passages", programs=[candidate.key])
    for row in rows:
        if not row["line_start"] or row["line_end"] - row["line_start"] > _AROUND:
            continue
        text = desk.evidence.text(candidate.document, row["line_start"], row["line_end"])
        for n, line in enumerate(text.split("\n")):
            if _ENDED.search(line):
                return _told(desk, candidate, row["line_start"] + n, line, candidate.name, candidate.key)
    return None


def _lines_naming(desk: Desk, candidate: Candidate, forms: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines of the document that search finds by the name and that say it."""
    if desk.index is None:
        return
    hits = desk.index.search(candidate.name, _HITS, documents=[candidate.document], lexical_only=True)
    for row in desk.evidence.rows("passages", chunks=sorted(h.chunk_key for h in hits)) if hits else []:
        for n, line in enumerate(str(row["text"]).split("\n")):
            if any(f in squash(line) for f in forms):
                yield row["line_start"] + n, line


_HITS = 8


def _told(desk: Desk, candidate: Candidate, number: int, line: str, name: str, key: str) -> Found:
    quote = plain(line).strip(" -·○□※▪◦▸◈")[:_QUOTE]
    item = Item(
        name=name,
        key=key,
        value=quote,
        document=desk.file(candidate.document),
        year=desk.year_told(candidate.document),
        citations=(desk.evidence.cite(candidate.document, number),),
    )
    return Found(wording(desk.plan).passage(quote, desk.title(candidate.document), candidate.name), (item,))
