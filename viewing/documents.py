"""The loaded documents as their page lists them, their files to hand out, and what is known to be wrong."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.corrections.model import Correction
from graph.errors import SaeopError
from library.check import check_document
from library.checking.model import Finding
from library.feedback import Complaint, complaints
from library.originals import Originals
from queries.catalog import query
from viewing.office import Office
from viewing.text import whole_text

COUNTED = ("Program", "Person", "Budget", "Fact", "Milestone", "Department", "Facility")
"""What pages count of a document."""


@dataclass(frozen=True)
class DocumentView:
    """A document with what was found in it. ``stale``: it was read by older rules or tables."""

    key: str
    title: str
    institution: str
    years: tuple[int, ...]
    date: str
    format: str
    found: tuple[tuple[str, int], ...]
    tables: int
    stale: bool
    copies: tuple[str, ...]


@dataclass(frozen=True)
class Download:
    """A file to hand out."""

    name: str
    data: bytes
    mime: str


def documents(office: Office) -> list[DocumentView]:
    """All documents, newest first."""
    rows = {d["key"]: d for d in office.library.documents()}
    stale = set(office.library.stale())
    found = []
    for card in office.assistant.known().directory.documents:
        row = rows.get(card.key)
        if row is None:
            continue
        read = office.library.store.read
        counts = {r["label"]: r["number"] for r in read(query("count_by_label"), document=card.key)}
        tables = read(query("tables_of_document"), document=card.key)
        found.append(
            DocumentView(
                key=card.key,
                title=card.title,
                institution=card.institution,
                years=card.years,
                date=str(row["date"] or ""),
                format=str(row["format"] or ""),
                found=tuple((label, counts.get(label, 0)) for label in COUNTED),
                tables=int(tables[0]["tables"]) if tables else 0,
                stale=card.key in stale,
                copies=tuple(row.get("copies") or ()),
            )
        )
    return found


def original(office: Office, document: str, *, contacts: bool) -> Download:
    """The file as it was loaded; for those who may not see contacts its text with names and numbers masked.

    Raises ``SaeopError`` when the document or its original is gone.
    """
    row = next((d for d in office.library.documents() if d["key"] == document), None)
    if row is None:
        raise SaeopError(f"{document}: no such document")
    if not contacts:
        mask = office.mask(office.access.rights(signed_in=False))
        return Download(f"{document}.masked.txt", mask(whole_text(office, document)).encode(), "text/plain")
    data = Originals(office.settings.home).read(row["sha256"])
    return Download(str(row["file_name"] or document), data, "application/octet-stream")


def complaints_of(office: Office) -> list[Complaint]:
    """Answers that people called wrong, newest first."""
    return complaints(office.library.store)


def findings_of(office: Office, document: str) -> list[Finding]:
    """What does not fit in a document, the weightiest kinds first."""
    row = next((d for d in office.library.documents() if d["key"] == document), None)
    return check_document(office.library.store, row)[0] if row else []


def corrections_of(office: Office) -> list[tuple[str, Correction]]:
    """Everything that people corrected, with the names of the programs: also what no line bears any more."""
    known = office.assistant.known()
    names = known.directory.by_key
    return [
        (names[c.statement.program].name if c.statement.program in names else c.statement.program, c)
        for c in known.corrections
    ]
