"""Passages: the lines that answer what no field covers (why, how, what for), found by search and judged by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Found, Item
from assistant.desk import Desk, unaccounted
from assistant.kinds.silence import nothing_meant
from assistant.wording import wording
from embeddings.tokens import nouns
from lexicon.text import plain, squash

Row = dict[str, Any]
_HITS = 12
_CHARACTERS = 500
_CAUSE = re.compile(r"사유|이유|원인|때문|따라|인해|인하여|로\s*인|지연|연기|미흡|부족|문제|애로|대응|소외|편중|한계|어려움|변경|코로나")
_NEEDED = 0.6
"""The share of the question's words that a passage with its headings has to hold."""


def answer(desk: Desk) -> Found:
    """The best passage, with the lines around it that belong to it."""
    found = _ranked(desk)
    if not found:
        return nothing_meant(desk)
    score, row, lines = found[0]
    say = wording(desk.plan)
    document = row["document"]
    quote = " ".join(plain(text).strip(" -·○□※▪◦") for _, text in lines)[:_CHARACTERS]
    item = Item(
        name=str(row["section"] or desk.title(document)).split(" > ")[-1],
        label="Chunk",
        key=row["key"],
        value=quote,
        document=desk.file(document),
        year=desk.year(document),
        citations=(desk.evidence.cite(document, lines[0][0], lines[-1][0]),),
    )
    return Found(say.passage(quote, desk.title(document), item.name), (item,))


Scored = tuple[float, Row, list[tuple[int, str]]]


def _ranked(desk: Desk) -> list[Scored]:
    """Passages with enough of the question's words, best first."""
    words = _words(desk)
    if not words or desk.index is None:
        return []
    documents = desk.plan.values_of("document") or None
    hits = desk.index.search(" ".join([*words, *_helpers(desk)]), _HITS, documents=documents)
    keys = [h.chunk_key for h in hits] + _of_subjects(desk)
    rows = desk.evidence.rows("passages", chunks=sorted(set(keys)))
    rank = {h.chunk_key: h.score for h in hits}
    scored = [s for row in rows if (s := _judge(desk, row, words, rank.get(row["key"], 0.0)))]
    return sorted(scored, key=lambda s: (-round(s[0], 6), s[1]["key"]))


def _words(desk: Desk) -> list[str]:
    return list(desk.plan.words)


def _helpers(desk: Desk) -> list[str]:
    names = [f.words for f in desk.plan.filters if f.kind in ("ministry", "region", "department")]
    return [*names, *(a.words for a in desk.plan.asked if a.field in ("text", "how"))]


def _of_subjects(desk: Desk) -> list[str]:
    """The chunks of the sections about the programs that the question names."""
    programs = [s.key for s in desk.plan.subjects if s.label == "Program" and s.share >= 0.5][:3]
    keys: list[str] = []
    for row in desk.evidence.rows("program_passages", programs=programs) if programs else []:
        if row["line_end"] and row["line_end"] - row["line_start"] < _SECTION:
            document = desk.directory.by_key[row["program"]].document
            keys += desk.evidence.chunks_between(document, row["line_start"], row["line_end"])
        keys.append(row["chunk"])
    return keys


_SECTION = 80


def _judge(desk: Desk, row: Row, words: Sequence[str], found: float) -> Scored | None:
    """A passage's score and its best lines; None where it leaves too much of the question out."""
    headings = f"{row['path'] or ''} {desk.title(row['document'])}"
    around = [headings, str(row["text"])]
    left = unaccounted(words, around)
    held = 1 - sum(len(w) for w in left) / sum(len(w) for w in words)
    if held < _NEEDED:
        return None
    lines = _lines(row)
    asked = [w for a in desk.plan.asked for w in nouns(a.words)]
    best = max(range(len(lines)), key=lambda i: (_line_score(desk, lines[i][1], words, asked), -i))
    chosen = lines[max(0, best - 1) : best + 3]
    inside = 1 - sum(len(w) for w in unaccounted(words, [str(row["text"])])) / sum(len(w) for w in words)
    score = held + inside + _line_score(desk, lines[best][1], words, asked) + 0.5 * found + _fits(desk, row)
    return score, row, chosen


def _lines(row: Row) -> list[tuple[int, str]]:
    lines = [(row["line_start"] + i, t) for i, t in enumerate(str(row["text"]).split("\n"))]
    return [(n, t) for n, t in lines if squash(t)] or lines[:1]


def _line_score(desk: Desk, line: str, words: Sequence[str], asked: Sequence[str]) -> float:
    """How many of the words stand in a line; a line that names a cause counts where a cause is asked for."""
    held = 1 - len(unaccounted(words, [line])) / len(words)
    names = [f.words for f in desk.plan.filters if f.kind in ("ministry", "region")]
    named = sum(0.3 for n in names for part in n.split(", ") if any(k in squash(line) for k in _surfaces(desk, part)))
    cause = 0.6 if desk.plan.asks("why") and _CAUSE.search(line) else 0.0
    said = sum(0.3 for a in asked if squash(a) and squash(a) in squash(line))
    return held + named + cause + said


def _surfaces(desk: Desk, name: str) -> list[str]:
    return [squash(s) for s in desk.directory.ministries.get(name, (name,))]


def _fits(desk: Desk, row: Row) -> float:
    """A passage of the program that the question names."""
    names = [squash(s.name) for s in desk.plan.subjects if s.share >= 0.5]
    return 0.5 if any(n in squash(str(row["path"] or "")) for n in names) else 0.0
