"""Two documents side by side: what goes on, what is new, what ended, what is unclear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import past
from assistant.directory import DocumentCard
from viewing.office import Office
from viewing.tables import Cell, Column, Table, joined
from viewing.words import Words


@dataclass(frozen=True)
class Editions:
    """A comparison as tables: continued and unclear pairs, new and ended programs."""

    earlier: str
    later: str
    continued: Table
    unclear: Table
    new: Table
    ended: Table

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in the order in which they are shown."""
        return self.continued, self.unclear, self.new, self.ended


def in_order(one: DocumentCard, other: DocumentCard) -> tuple[DocumentCard, DocumentCard]:
    """The earlier and the later of two documents."""
    earlier, later = sorted((one, other), key=lambda d: (d.date[:4], d.key))
    return earlier, later


def likely(documents: Sequence[DocumentCard]) -> tuple[str, str]:
    """Two documents (keys, the earlier first) that are likely editions of each other: of one institution, else any."""
    newest = sorted(documents, key=lambda d: (d.date[:4], d.key), reverse=True)
    pairs = [(a, b) for i, b in enumerate(newest) for a in newest[i + 1 :] if a.date[:4] != b.date[:4]]
    earlier, later = next((p for p in pairs if p[0].institution == p[1].institution), (newest[1], newest[0]))
    return earlier.key, later.key


def editions(office: Office, one: str, other: str, words: Words) -> Editions:
    """How the programs of two documents (by key) differ, as corrected by people."""
    directory = office.assistant.known().directory
    earlier, later = in_order(directory.document[one], directory.document[other])
    found = past.compare(office.reader(), later.key, earlier.key)
    return Editions(
        earlier.title,
        later.title,
        _pairs(words("editions.continued"), found.continued, words),
        _pairs(words("editions.unclear"), found.unclear, words),
        _alone(words("editions.new"), found.new, words),
        _alone(words("editions.ended"), found.ended, words),
    )


def _pairs(title: str, pairs: tuple[past.Continued, ...], words: Words) -> Table:
    columns = (
        Column(words("column.later")), Column(words("column.before"), "money"), Column(words("column.after"), "money"),
        Column(words("column.difference"), "money"), Column(words("column.changes")), Column(words("column.sure"), "number"),
        Column(words("column.reason")),
    )  # fmt: skip
    rows = tuple(_pair(p) for p in sorted(pairs, key=lambda p: (-(abs(p.difference or 0)), p.later.name)))
    ordered = sorted(pairs, key=lambda p: (-(abs(p.difference or 0)), p.later.name))
    return Table(title, columns, rows, tuple(p.later.key for p in ordered))


def _pair(pair: past.Continued) -> tuple[Cell, ...]:
    after, before = past.matching(pair.later, pair.earlier)
    changes = joined(f"{k}: {a} → {b}" for k, (a, b) in pair.changes.items() if k not in ("금액", "이름"))
    name = pair.later.name if "이름" not in pair.changes else f"{pair.later.name} ← {pair.earlier.name}"
    return (
        name, before.krw if before else None, after.krw if after else None, pair.difference, changes,
        round(pair.score, 2), pair.reason,
    )  # fmt: skip


def _alone(title: str, sheets: tuple[past.Sheet, ...], words: Words) -> Table:
    columns = (
        Column(words("column.name")), Column(words("column.amount"), "money"), Column(words("column.period")),
        Column(words("column.department")), Column(words("column.line"), "year"),
    )  # fmt: skip
    rows = tuple((s.name, s.amount.krw if s.amount else None, s.term, joined(s.units), s.line) for s in sheets)
    return Table(title, columns, rows, tuple(s.key for s in sheets))
