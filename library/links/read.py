"""Programs and documents from the graph, as linking compares them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Protocol

from graph.bolt import Row, present
from graph.query import Query
from lexicon.labels import field_of
from lexicon.places import Standpoint, find_places, named
from lexicon.tables import rows
from library.links.model import Amount, Entry, Issue, Named, Said
from library.links.names import link_name
from queries.catalog import query


class Reader(Protocol):
    """Whatever answers named queries: the store, or an open transaction of it."""

    def read(self, query: Query, **values: object) -> list[Row]:
        """The rows of a query."""


_BATCH = 2000
_FUNDS = ("FUNDED_BY", "APPLIES_TO", "PROPOSED_TO")
_NUMBERS = re.compile(r"[\d.,%~'’\s]+")


def read_documents(store: Reader) -> dict[str, Issue]:
    """All documents by key."""
    found: dict[str, Issue] = {}
    for row in present(store.read(query("link_documents"))):
        if row["key"] in found:
            continue
        issuer = row["issuer"] or row["institution"] or ""
        date = row["date"] or (str(max(row["years"])) if row["years"] else "")
        stamp = "|".join(str(row[k] or "") for k in ("sha256", "extractor", "set_by_person"))
        found[row["key"]] = Issue(row["key"], issuer, region_of(issuer), date, stamp, row["linked"] or "")
    return found


@cache
def region_of(institution: str) -> str:
    """The code of the region that an institution belongs to, by its name or the table of agencies; "" if unknown."""
    own = named(institution)
    if own is not None:
        return own.code
    for row in rows("agencies"):
        if row["region"] and institution in (row["name"], *row["aliases"].split("|")):
            region = named(row["region"])
            return region.code if region else row["region"]
    places = find_places(institution, Standpoint())
    return places[0].region.code if places and places[0].start == 0 else ""


def keys_of(store: Reader, documents: Iterable[str]) -> list[str]:
    """The keys of the programs of documents, sorted."""
    wanted = sorted(documents)
    return sorted(str(r["key"]) for r in present(store.read(query("link_keys"), documents=wanted))) if wanted else []


def read_entries(store: Reader, keys: Iterable[str], documents: Mapping[str, Issue]) -> dict[str, Entry]:
    """The programs of the keys, in their order; those of documents that are not among ``documents`` are left out."""
    entries: dict[str, Entry] = {}
    ordered = sorted(set(keys))
    for first in range(0, len(ordered), _BATCH):
        batch = ordered[first : first + _BATCH]
        found = {r["key"]: r for r in store.read(query("link_programs"), keys=batch)}
        part = {k: _entry(found[k], documents[found[k]["document"]]) for k in batch
                if k in found and found[k]["document"] in documents}  # fmt: skip
        _amounts(part, store.read(query("link_budgets"), keys=batch))
        _ends(part, store.read(query("link_ends"), keys=batch))
        _parts(part, store.read(query("link_parts"), keys=batch))
        _said(part, store.read(query("link_steps"), keys=batch), store.read(query("link_facts"), keys=batch))
        entries.update(part)
    for entry in entries.values():
        entry.amounts.sort(key=lambda a: (a.line, a.scope, a.source, a.year or 0, a.krw))
        entry.said = sorted(set(entry.said), key=lambda s: (s.line, s.text))
    return entries


def read_chunks(store: Reader, keys: Iterable[str]) -> dict[str, list[str]]:
    """The keys of the passages that name each of the programs, sorted."""
    ordered = sorted(set(keys))
    found: dict[str, list[str]] = {}
    for first in range(0, len(ordered), _BATCH):
        rows_ = store.read(query("link_chunks"), keys=ordered[first : first + _BATCH])
        found |= {r["key"]: sorted(r["chunks"]) for r in rows_}
    return found


def _amounts(entries: dict[str, Entry], found: list[dict[str, Any]]) -> None:
    for row in found:
        if row["key"] in entries:
            entries[row["key"]].amounts += [Amount(a[0], a[1], a[2], a[3], a[4] or 0) for a in row["amounts"]]


def _entry(row: dict[str, Any], document: Issue) -> Entry:
    names = []
    for name in json.loads(row["names"] or "[]"):
        names.append(Named(link_name(name["name"], document.region), name["line_start"], name["line_end"]))
    if not names:
        names = [Named(link_name(row["name"], document.region), 0, 0)]
    names.sort(key=lambda n: n.form.text != row["name"])  # the first is the one the document is known by
    said = [Said(s, names[0].line) for s in (row["summary"] or "").split(" / ") if s]
    return Entry(
        row["key"], document, row["kind"] or "사업", row["status"] or "", bool(row["is_new"]),
        row["period_start"] or "", row["period_end"] or "", names, said=said,
    )  # fmt: skip


def _ends(entries: dict[str, Entry], found: list[dict[str, Any]]) -> None:
    for row in found:
        slots: dict[str, set[str]] = defaultdict(set)
        for type_, basis, name, code, key in row["ends"]:
            if type_ == "LOCATED_IN":
                if basis != "기관":
                    slots["MENTIONED" if basis == "내용" else type_].add(code)
            else:
                slots["FUNDS" if type_ in _FUNDS else type_].add(key if type_ == "PART_OF" else name)
        if row["key"] in entries:
            entry = entries[row["key"]]
            entry.funders, entry.agencies = frozenset(slots["FUNDS"]), frozenset(slots["VIA"])
            entry.runners, entry.units = frozenset(slots["RUN_BY"]), frozenset(slots["MANAGED_BY"])
            entry.people, entry.regions = frozenset(slots["CONTACT"]), frozenset(slots["LOCATED_IN"])
            entry.mentioned = frozenset(slots["MENTIONED"])


def _parts(entries: dict[str, Entry], found: list[dict[str, Any]]) -> None:
    """What a part is called says something about its whole."""
    for row in found:
        if row["key"] in entries:
            entries[row["key"]].said += [Said(name or "", line or 0) for name, line in row["parts"]]


def _said(entries: dict[str, Entry], steps: list[dict[str, Any]], facts: list[dict[str, Any]]) -> None:
    for row in steps:
        if row["key"] in entries:
            entries[row["key"]].said += [Said(text or "", line or 0) for text, line in row["steps"]]
    for row in facts:
        for attribute, value, line in row["facts"] if row["key"] in entries else ():
            label, stated = attribute or "", str(value or "")
            words = [w for w in ("" if field_of(label) else label, stated) if w and not _NUMBERS.fullmatch(w)]
            if words:
                entries[row["key"]].said.append(Said(" ".join(words), line or 0))
