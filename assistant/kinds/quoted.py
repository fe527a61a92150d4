"""The last resort before silence: one line that says every word of the question, and a value of the kind that is asked for.

A line counts with the headings above it and the few lines before it (a row's name, the head of a list). Each word that the
headings and names leave over has to stand there, at least one of them in the line itself; what is asked for (an amount, a
date, so many of something) has to stand in the line. So a near miss stays a silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.facts import amount_of, date_of, names_field, unit_asked
from assistant.planning.asking import DATES, MONEY, cost_of
from assistant.planning.subjects import about_one
from assistant.reading.slots import read_slots
from assistant.unaccounted import BRANCH, unaccounted
from assistant.wording import wording
from embeddings.tokens import morphemes
from lexicon.amounts import find_amounts
from lexicon.dates import find_spans, find_years
from lexicon.labels import field_of
from lexicon.ministries import find_ministries
from lexicon.phones import find_phones
from lexicon.text import plain, squash

Row = dict[str, Any]
Section = tuple[str, int, int]
_KINDS = ("value", "contact", "date", "passage", "count")
_HITS = 12
_BEFORE = 3
"""Lines before one that it may lean on: the name of its row, the head of its list."""
_FEWEST = 2
_SECTION = 80
_NAMED = 0.5
_LONGEST = 300
_NOUNS = ("NNG", "NNP", "SL", "SH", "SN", "XR", "W_")
_ADDRESS = re.compile(r"https?://|www\.|[\w.-]+@[\w.-]+|\b[\w-]+\.(?:kr|com|net|org)\b")


class _Line(NamedTuple):
    """A line that answers: which of the open words it says itself, and where it stands."""

    own: tuple[str, ...]
    found: float
    row: Row
    number: int
    text: str


def quoted(desk: Desk) -> Found | None:
    """The answer by the best of such lines; None where no line says it all."""
    words = _words(desk.plan.text)
    if desk.index is None or desk.plan.kind not in _KINDS or desk.plan.has("person") or len(words) < _FEWEST:
        return None
    if about_one(desk.plan) and desk.elsewhere(s.key for s in desk.plan.subjects[:1] if s.label == "Program"):
        return None  # the program of that name is in another place
    programs = [s.key for s in desk.plan.subjects if s.label == "Program"]
    if programs and all(map(desk.of_other_stage, programs)):
        return None
    sections = _sections(desk)
    passages = _passages(desk, words, sections)
    lines = [line for row, found in passages for line in _lines(desk, row, words, found, sections)]
    if not lines:
        return None
    best = min(lines, key=lambda n: (-sum(len(w) for w in n.own), -round(n.found, 6), n.row["key"], n.number))
    if _figure(desk, best) and any(n.own == best.own and _figure(desk, n) != _figure(desk, best) for n in lines):
        return None  # two figures for the same words answer nothing
    return _told(desk, best)


def _figure(desk: Desk, line: _Line) -> str:
    """So many of what is counted, as a line says it; empty where no unit is asked for."""
    unit = unit_asked(desk.plan.text)
    said = re.search(rf"\d[\d,.]*(?=\s*여?\s*{re.escape(unit)})", line.text) if unit else None
    return said.group() if said else ""


def _words(text: str) -> list[str]:
    """The nouns of the question that its words of asking, counting and ordering do not take; a figure with what it counts."""
    taken = [w for w in read_slots(text, []).words if w.slot not in _CONTENT]
    read = [m for m in morphemes(text) if not any(w.start < m.end and m.start < w.end for w in taken)]
    found: list[str] = []
    last = (-1, "")
    for m in read:
        if last == (m.start, "SN") and m.tag.startswith(("NN", "NR")):
            found[-1] += m.form
        elif m.tag.startswith(_NOUNS) and squash(m.form):
            found.append(cost_of(m.form) or m.form)
        last = (m.end, m.tag)
    return list(dict.fromkeys(found))


_CONTENT = ("field_word", "topic", "duty", "role", "half")


def _passages(desk: Desk, words: Sequence[str], sections: Sequence[Section]) -> list[tuple[Row, float]]:
    """Passages that search finds by the words, and those of the sections of the programs meant."""
    index, plan = desk.index, desk.plan
    if index is None:
        return []
    documents = plan.values_of("document") or None
    hits = {h.chunk_key: h.score for h in index.search(" ".join(words), _HITS, documents=documents, lexical_only=True)}
    for document, first, last in sections:
        for key in desk.evidence.chunks_between(document, first, last):
            hits.setdefault(key, 0.0)
    rows = desk.evidence.rows("passages", chunks=sorted(hits)) if hits else []
    return [(row, hits[row["key"]]) for row in rows if _of_year(desk, row)]


def _sections(desk: Desk) -> list[Section]:
    """The sections of the programs meant: document, first and last line."""
    named = [s.key for s in desk.plan.subjects if s.label == "Program" and s.share >= _NAMED][:3]
    rows = desk.evidence.rows("program_passages", programs=named) if named else []
    places = [(desk.directory.by_key[r["program"]].document, r["line_start"], r["line_end"]) for r in rows]
    return [(d, first, last) for d, first, last in places if last and last - first < _SECTION]


def _of_year(desk: Desk, row: Row) -> bool:
    card = desk.directory.document.get(row["document"])
    years = set(desk.plan.years)
    return (
        not years or bool(card and years & {card.year, *card.years}) or bool(years & set(find_years(str(row["text"]))))
    )


def _lines(desk: Desk, row: Row, words: Sequence[str], found: float, sections: Sequence[Section]) -> Iterator[_Line]:
    """The lines of a passage that say it."""
    card = desk.directory.document.get(row["document"])
    above = [str(row["path"] or ""), desk.title(row["document"]), card.institution if card else ""]
    named = [s.name for s in desk.plan.subjects if s.share >= _NAMED]
    left = unaccounted(words, above)
    rest = unaccounted(left, named)
    if any(d == row["document"] and first <= row["line_start"] <= last for d, first, last in sections):
        left = rest
    asked = " ".join(a.words for a in desk.plan.asked)
    open_words = left if _asked_type(desk) == _ADDRESS_ASKED else rest
    telling = [w for w in open_words if field_of(w) is None and w not in asked and not find_years(w)]
    if not telling or len(open_words) < (1 if _asked_type(desk) else _FEWEST):
        return
    pieces = list(_pieces(_whole(desk, row)))
    for n, piece in enumerate(pieces):
        own = [w for w in left if w not in unaccounted(left, [piece.text])]
        said = _leaned_on(pieces, n)
        if (
            set(own) & set(open_words)
            and not unaccounted(left, said)
            and _nth_said(desk, said)
            and _versions_said(words, [*above, *named, *said])
            and _branches_said(desk, [*above, *named, *said])
            and _answers(desk, piece.text)
        ):
            yield _Line(tuple(own), found, row, row["line_start"] + piece.line, piece.text)


class _Piece(NamedTuple):
    """A line, or an entry of a list that stands within a cell: which line of the passage, how far to the right, its text."""

    line: int
    depth: int
    text: str
    row: bool


def _whole(desk: Desk, row: Row) -> str:
    """The text of a passage; a line that is too long for one passage, such as a row with a list in a cell, in one piece."""
    text = str(row["text"])
    if row["line_start"] != row["line_end"] or len(_ENTRY.findall(text)) < _FEWEST:
        return text
    return desk.evidence.text(row["document"], row["line_start"], row["line_end"]).replace("\n", " ")


_ENTRY = re.compile(r"(?=<li\b|<ul\b|(?<=\s)[-·]\s|[①-⑳])")
_INDENT = re.compile(r"\s*")
_LABELLED = re.compile(r"\s*·\s*[^:]{2,16}\s:\s")
_SEVERAL = 3
"""Parts of a line from more than which on they are the entries of a list."""
_WITHIN = 40
"""Entries of a list within a cell that its head may stand before."""


def _pieces(text: str) -> Iterator[_Piece]:
    """The lines of a passage; one that has a list in it by its entries."""
    for n, line in enumerate(text.split("\n")):
        entries = _ENTRY.split(line)
        listed = len(entries) > _SEVERAL
        for entry in entries if listed else [line]:
            shown = plain(entry)
            if squash(shown):
                depth = _level(shown) if listed else len(line) - len(line.lstrip())
                yield _Piece(n, depth, shown, not listed and ("\t" in line or "|" in line))


def _level(entry: str) -> int:
    """How deep an entry of a list within a cell is, by its sign."""
    sign = entry.strip()[:1]
    return 3 if sign == "·" else 2 if "①" <= sign <= "⑳" else 1 if sign == "-" else 0


def _leaned_on(pieces: Sequence[_Piece], n: int) -> list[str]:
    """A line and the heads above it, each further to the left than the one below; a row of a table stands alone.

    The labelled entries around a labelled one in a cell are of the same thing.
    """
    said, depth = [pieces[n].text], pieces[n].depth
    if pieces[n].row:
        return said
    for way in (range(n - 1, -1, -1), range(n + 1, len(pieces))):
        for k in way:
            if not all(
                p.line == pieces[n].line and p.depth == depth and _LABELLED.match(p.text)
                for p in (pieces[k], pieces[n])
            ):
                break
            said.append(pieces[k].text)
    for above in reversed(pieces[max(0, n - _WITHIN) : n]):
        near = above.line == pieces[n].line or (not above.row and pieces[n].line - above.line <= _BEFORE)
        if near and above.depth < depth:
            said.append(above.text)
            depth = above.depth
    return said


def _nth_said(desk: Desk, said: Sequence[str]) -> bool:
    """Whether the year of a program that is asked about (첫해) is the one of the line or its heads (1차년도)."""
    asked = [a.detail for a in desk.plan.asked if a.field == "nth_year"]
    return all(re.search(rf"{n}\s*(?:차\s*년도|년차)", text) for n in asked for text in [" ".join(said)])


def _versions_said(words: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the versions of the question (4.0) stand behind a word somewhere; a rate or an amount of those digits is none."""
    versions = [re.escape(w) for w in words if _VERSION.fullmatch(w)]
    return all(re.search(rf"[가-힣A-Za-z]\s?{v}(?![\d.]|\s?[%억만])", " ".join(said)) for v in versions)


def _branches_said(desk: Desk, said: Sequence[str]) -> bool:
    """Whether a branch that the question names (남해지점) stands as such, not its place and some other branch."""
    letters = squash(" ".join(said))
    return all(squash(w) in letters for w in desk.plan.words if BRANCH.search(w))


def _asked_type(desk: Desk) -> str:
    """What has to stand in the line: money, date, percent, phone, address, ministry, or a unit; empty for any text."""
    fields = {a.field for a in desk.plan.asked}
    if unit := unit_asked(desk.plan.text):
        return unit
    if fields & {*MONEY, "money", "source", "nth_year"}:
        return "money"
    if fields & {*DATES, "when", "opened"} or desk.plan.kind == "date":
        return "date"
    if fields & {"rate", "ratio"}:
        return "%"
    if "ministry" in fields:
        return "ministry"
    if fields & {"phone", "contact", "person"} or desk.plan.kind == "contact":
        return "phone"
    if any(_ADDRESSED.search(a.words) for a in desk.plan.asked):
        return _ADDRESS_ASKED
    return _NUMBER if "quantity" in fields or desk.plan.kind == "count" else ""


_VERSION = re.compile(r"\d+\.\d+")
_NUMBER = "a number"
_ADDRESS_ASKED = "address"
_ADDRESSED = re.compile("홈페이지|누리집|웹사이트|메일")


def _answers(desk: Desk, line: str) -> bool:
    """Whether a line holds something of the type that is asked for, under the words of the field asked for."""
    named = [a.words for a in desk.plan.asked if a.field in (*MONEY, "source") and a.field not in ("amount", "budget")]
    if any(not names_field(line, w) for w in named):
        return False
    match _asked_type(desk):
        case "money":
            return bool(find_amounts(line))
        case "date":
            return bool(find_spans(line))
        case "ministry":
            return bool(find_ministries(line, None))
        case "phone":
            return bool(find_phones(line))
        case _ if _asked_type(desk) == _ADDRESS_ASKED:
            return bool(_ADDRESS.search(line))
        case "":
            return True
        case _ if _asked_type(desk) == _NUMBER:
            return bool(re.search(r"\d", line))
        case unit:
            return bool(re.search(rf"\d\s*여?\s*{re.escape(unit)}", line))


def _told(desk: Desk, line: _Line) -> Found:
    document = line.row["document"]
    quote = line.text.strip(" -·○□※▪◦")[:_LONGEST]
    item = Item(
        name=str(line.row["section"] or desk.title(document)).split(" > ")[-1],
        label="Chunk",
        key=line.row["key"],
        value=quote,
        document=desk.file(document),
        year=desk.year_told(document),
        citations=(desk.evidence.cite(document, line.number),),
    )
    text = wording(desk.plan).passage(quote, desk.title(document), item.name)
    krw = amount_of(line.text, line.own) if _asked_type(desk) == "money" else None
    if krw is not None:
        item = replace(item, value=krw, unit="KRW")
    told = wording(desk.plan).money(krw) if krw is not None else _dated(desk, line)
    return Found(f"{told} — {text}" if told else text, (item,))


def _dated(desk: Desk, line: _Line) -> str:
    """The date in a line that stands behind the words of the question; empty where none is asked for."""
    date = date_of(line.text, line.own) if _asked_type(desk) == "date" else None
    return wording(desk.plan).period(date.start, date.end, "") if date else ""
