"""A fact of whatever thing, found by the words of the question, where no name of the graph accounts for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.desk import Candidate, Desk
from assistant.facts import MONEY, Fit, best_facts, date_of, names_field, of_year, unit_asked
from assistant.kinds.house_amounts import of_other_kind
from assistant.kinds.part import Part
from assistant.kinds.stated import told
from assistant.plan import Asked, Subject
from assistant.wording import wording
from lexicon.dates import find_spans
from lexicon.text import squash

Row = dict[str, Any]
_HITS = 12
_SHORT = 2
_AMOUNTS = ("total", "budget", "amount", "money", "executed", "balance", "requested", "secured", "share")
_DATED = frozenset({"date", "when", "opened"})
_ANY_AMOUNT = ("money", "amount", "budget", "total")
_YEAR_ALONE = re.compile(r"(?:20\d\d|\d\d)?년?도?(?:에는|엔|에)?")
_ANSWERED = frozenset({*_AMOUNTS, "quantity", "field_word", "date", "when", "opened", "period", "title", "rate"})


def anywhere(desk: Desk, asked: Sequence[Asked]) -> Part | None:
    """The fact that by itself says every word of the question and is of the field asked for; None where none does."""
    words = desk.plan.words
    if desk.index is None or not words or any(a.field not in _ANSWERED for a in asked):
        return None
    said = [a.words for a in asked if a.field in ("field_word", "quantity")]
    hits = desk.index.search(
        " ".join([*words, *said]), _HITS, documents=desk.plan.values_of("document") or None, lexical_only=True
    )
    chunks = sorted({h.chunk_key for h in hits})
    rows = desk.evidence.rows("facts_in_chunks", chunks=chunks) if chunks else []
    if chunks and _DATED & {a.field for a in asked}:
        rows += desk.evidence.rows("milestones_in_chunks", chunks=chunks)
    elsewhere = desk.elsewhere(str(r["thing"]) for r in rows if r["label"] == "Program")
    apart = desk.without_house(str(r["thing"]) for r in rows if r["label"] == "Program")
    rows = [r for r in rows if r["thing"] not in elsewhere and (r["thing"] not in apart or _says_house(desk, r))]
    if {a.field for a in asked} & set(_AMOUNTS):  # 2026년에는 24억원을 들여: of what, its label does not say
        rows = [r for r in rows if not _YEAR_ALONE.fullmatch(squash(str(r["attribute"] or "")))]
        rows = [r for r in rows if not of_other_kind(desk, str(r["attribute"] or ""))]
    fits = [f for f in _fitting(desk, rows, asked) if of_year(desk, f.row)]
    dated = [f for f in fits if f.row["date"]] if _DATED & {a.field for a in asked} else []
    chosen = _one_date(dated) or _alike(fits)
    return told(desk, [_at_its_date(desk, f) for f in chosen[:1]] if _DATED & {a.field for a in asked} else chosen)


def _says_house(desk: Desk, row: Row) -> bool:
    """Whether a row itself says an institution of the question."""
    said = squash(f"{row['attribute'] or ''} {row['value'] or ''}")
    return any(squash(f.words.split(", ")[-1]) in said for f in desk.plan.filters if f.kind == "institution")


def _at_its_date(desk: Desk, fit: Fit) -> Fit:
    """A fact that gives several things their dates with only the one that the question means."""
    value = str(fit.row["value"])
    date = date_of(value, desk.plan.words) if len(find_spans(value)) > 1 else None
    if date is None or fit.row["date"]:
        return fit
    return fit._replace(row={**fit.row, "value": wording(desk.plan).period(date.start, date.end, value)})


def _fitting(desk: Desk, rows: Sequence[Row], asked: Sequence[Asked]) -> list[Fit]:
    unit = unit_asked(" ".join(a.words for a in asked if a.field == "quantity"))
    named = [a.detail or a.words for a in asked if a.field in ("field_word", "title", "rate")]
    of_field = [r for r in rows if _of_field(r, asked)]
    return best_facts(desk, [(r, _of(desk, r)) for r in of_field], named, unit)


def _of(desk: Desk, row: Row) -> Candidate:
    """What a row is about, with all words of the question still to be accounted for."""
    name = str(row["name"] or row["subject"] or row["section"] or desk.title(row["document"]))
    subject = Subject(
        str(row["label"] or "Document"), str(row["thing"] or row["document"]), name.split(" > ")[-1], row["document"]
    )
    words = (*desk.plan.words, *_places(desk, row["document"]), *desk.of_other_stage(str(row["thing"] or "")))
    return Candidate(
        subject, words, row["document"], words, [str(row["section"] or ""), name, desk.title(row["document"])]
    )


def _places(desk: Desk, document: str) -> list[str]:
    """The places of the question that the document is not as a whole about: a fact has to say them."""
    card = desk.directory.document.get(document)
    home = card.home if card else ""
    return [
        name[:-1] if len(name) > _SHORT else name
        for f in desk.plan.filters
        if f.kind == "region"
        for code, name in zip(f.values, f.words.split(", "), strict=False)
        if not home or not (home == code or home.startswith(code))
    ]


def _of_field(row: Row, asked: Sequence[Asked]) -> bool:
    """Whether a row is of a kind that answers what is asked: an amount, a date, a figure, a text under a word."""
    fields = {a.field for a in asked}
    if fields & set(_AMOUNTS):
        words = [a.words for a in asked if a.field in _AMOUNTS and a.field not in _ANY_AMOUNT]
        return row["unit"] in MONEY and all(names_field(str(row["attribute"] or ""), w) for w in words)
    if fields & {*_DATED, "period"}:
        return bool(row["date"]) or (not row["unit"] and any(c.isdigit() for c in str(row["value"])))
    return bool(squash(str(row["attribute"] or "")))


def _alike(fits: Sequence[Fit]) -> list[Fit]:
    """The facts, where the likeliest do not contradict each other: the same words with two figures answer nothing."""
    if not fits:
        return []
    first = fits[0]
    rivals = [f for f in fits if f.row["document"] == first.row["document"] and f.strange == first.strange]
    return list(fits) if len({(squash(str(f.row["value"]))) for f in rivals}) == 1 else []


def _one_date(fits: Sequence[Fit]) -> list[Fit]:
    """The dated facts, the most exact first, where all give the same date as exactly as they do (2023-02, 2023-02-01)."""
    dates = sorted({str(f.row["date"]) for f in fits}, key=len)
    if not dates or not all(d.startswith(dates[0]) and dates[-1].startswith(d) for d in dates):
        return []
    return sorted(fits, key=lambda f: -len(str(f.row["date"])))
