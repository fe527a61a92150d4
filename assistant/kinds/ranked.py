"""The largest and smallest row of a table that is not about programs: the unit with the lowest rate, the field with the best mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from assistant.desk import Desk
from assistant.facts import names_field
from assistant.unaccounted import unaccounted
from lexicon.text import squash

Row = dict[str, Any]
_HITS = 12
_LEAST = 2
_SUMS = re.compile(r"(?:총|소|합|누)?\s*계|평\s*균|전\s*체|종\s*합")


class Column(NamedTuple):
    """A column of a table: its rows have a figure each, of one unit and one year."""

    document: str
    table: int
    attribute: str
    year: int | None


def ranked_rows(desk: Desk, words: Sequence[str]) -> list[Row]:
    """The rows of the one column whose label, with its heading, says all the words; empty where none or several do.

    ``words`` are those of the field asked for. Sums of the table are left out.
    """
    asked = [*words, *desk.plan.words]
    if desk.index is None or not asked:
        return []
    documents = desk.plan.values_of("document") or None
    hits = desk.index.search(" ".join(asked), _HITS, documents=documents, lexical_only=True)
    rows = desk.evidence.rows("facts_in_chunks", chunks=sorted({h.chunk_key for h in hits})) if hits else []
    columns: dict[Column, dict[str, Row]] = {}
    for row in _whole_tables(desk, [r for r in rows if _is_figure(r) and _fits(desk, r, words)]):
        if not _is_figure(row) or not _fits(desk, row, words):
            continue
        name, attribute = _name_and_field(row, asked)
        if not _SUMS.match(attribute) and not _SUMS.fullmatch(name) and _of_kind(desk, name):
            column = Column(row["document"], row["table"], attribute, row["year"])
            columns.setdefault(column, {}).setdefault(name, {**row, "name": name, "attribute": attribute})
    full = {c: list(r.values()) for c, r in columns.items() if len(r) >= _LEAST}
    if desk.plan.years and any(c.year in desk.plan.years for c in full):
        full = {c: r for c, r in full.items() if c.year in desk.plan.years}
    newest = min((desk.directory.newness.get(c.document, 99) for c in full), default=0)
    full = {c: r for c, r in full.items() if desk.directory.newness.get(c.document, 99) == newest}
    return next(iter(full.values())) if len(full) == 1 else []


def _is_figure(row: Row) -> bool:
    return row["table"] is not None and row["number"] is not None


def _whole_tables(desk: Desk, found: Sequence[Row]) -> list[Row]:
    """All that the tables say of which search found some rows: the largest of a part is none of the whole."""
    lines: dict[tuple[str, int], list[int]] = {}
    for row in found:
        lines.setdefault((row["document"], row["table"]), []).append(row["line_start"])
    chunks = {
        key
        for (document, _), at in lines.items()
        for first in range(max(1, min(at) - _AROUND), max(at) + _AROUND, _AT_ONCE)
        for key in desk.evidence.chunks_between(document, first, first + _AT_ONCE - 1)
    }
    rows = desk.evidence.rows("facts_in_chunks", chunks=sorted(chunks)) if chunks else []
    return [r for r in rows if (r["document"], r["table"]) in lines]


_AROUND, _AT_ONCE = 120, 20
"""Lines before and behind a row in which the rest of its table is looked for, and how many at once."""


def _name_and_field(row: Row, words: Sequence[str]) -> tuple[str, str]:
    """What a figure is of, and its field; a table of places (송계면 고령화율) says both in one, where none is a thing known."""
    attribute = str(row["attribute"])
    if row["label"] in ("Department", "Program"):
        return str(row["name"] or row["subject"]), attribute
    bare = _REMARK.sub("", attribute)
    ends = (w for w in words if bare.endswith(f" {w}"))
    if row["label"] in ("Institution", "Document", "Facility", None) and (end := next(ends, "")):
        return bare[: -len(end)].strip(), end
    return str(row["subject"]), attribute


_REMARK = re.compile(r"\s*\([^()]*\)$")
_KIND = re.compile(
    r"(?<![가-힣])(?P<kind>읍·?면·?동?|시·?군·?구?|지점|지사|센터|병원|학교|시장|[읍면동군시구과팀실국])(?:은|는|이|가)?\s*(?:어디|어느|뭐|무엇|\?|$)"
)
_PLACES = "읍면동시군구"


def kind_asked(text: str) -> str:
    """The kind of row that a question asks for: 면, 지점, 시군; empty where it asks for none."""
    asked = _KIND.search(text)
    return asked["kind"].replace("·", "") if asked else ""


def _of_kind(desk: Desk, name: str) -> bool:
    """Whether a place or an office is of the kind that the question asks for: 제일 높은 면, 가장 많은 지점, 높은 시군."""
    kind = kind_asked(desk.plan.text)
    places = set(kind) <= set(_PLACES)
    return not kind or (name.endswith(tuple(kind)) if places else name.endswith(kind))


def _fits(desk: Desk, row: Row, words: Sequence[str]) -> bool:
    """Whether a figure is of the field asked for, under headings that say the other words; of the units asked for."""
    attribute = str(row["attribute"] or "")
    if desk.plan.target == "Department" and row["label"] != "Department":
        return False
    if words and not any(names_field(attribute, w) for w in words[-1:]):
        return False
    said = [attribute, str(row["section"] or ""), desk.title(row["document"])]
    return bool(squash(attribute)) and not unaccounted(desk.plan.words, said)
