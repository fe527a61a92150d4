"""The links of one linking: within each institution, across institutions, and what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.store import Store
from library.links.entities import Thing, place_of, read_buildings, read_people, read_units, same_buildings
from library.links.institution import Holdings, institution_links
from library.links.judgements import Judgement, forced, verdicts
from library.links.kinship import close, compared, kin, letters_alike
from library.links.model import Entry, Issue, Link, document_of
from library.links.neighbours import Lists
from library.links.read import keys_of, read_entries
from library.links.write import Changes, changes, from_row
from queries.catalog import query

_BATCH, _KEPT = 4000, 120_000
"""Programs read at a time, and kept for a while."""


def batches(keys: Sequence[str]) -> Iterator[list[str]]:
    """The keys in groups of as many as are read at a time."""
    for first in range(0, len(keys), _BATCH):
        yield list(keys[first : first + _BATCH])


class Run:
    """The documents and judgements of one linking."""

    def __init__(self, store: Store, documents: Mapping[str, Issue], judged: list[Judgement]) -> None:
        self._store = store
        self._documents = documents
        self._verdicts = verdicts(judged)
        keys = sorted({k for j in judged for k in j.ends})
        self._things = {r["key"]: r for r in store.read(query("labels_of"), keys=keys)} if keys else {}
        self._forced = forced(judged, self._things, documents)
        self._known: dict[str, Entry] = {}

    def entries(self, keys: Iterable[str]) -> dict[str, Entry]:
        """The programs of the keys, in order; those read lately are not read again."""
        wanted = sorted(set(keys))
        missing = [k for k in wanted if k not in self._known]
        if len(self._known) > _KEPT:
            self._known = {k: self._known[k] for k in wanted if k in self._known}
        self._known |= read_entries(self._store, missing, self._documents)
        return {k: self._known[k] for k in wanted if k in self._known}

    def within(self, issuer: str) -> Changes:
        """The changes between the documents of one institution."""
        members = {k: d for k, d in self._documents.items() if d.issuer == issuer}
        entries: dict[str, list[Entry]] = defaultdict(list)
        keys = keys_of(self._store, members)
        for entry in self.entries(keys).values():
            entries[entry.document.key].append(entry)
        holdings = Holdings(
            list(members.values()), entries, read_people(self._store, members), read_units(self._store, members),
            read_buildings(self._store, members),
        )  # fmt: skip
        new = [
            x for x in institution_links(holdings, self._verdicts) if frozenset((x.start, x.end)) not in self._verdicts
        ]
        rows = [r for b in batches(keys) for r in self._store.read(query("links_around"), keys=b)]
        rows += self._store.read(query("same_as_of"), documents=sorted(members))
        old = {from_row(r) for r in rows if r["from_document"] in members and r["to_document"] in members}
        mine = [x for x in self._forced if self._inside(x, members)]
        return changes(old, [*new, *mine])

    def _inside(self, link: Link, members: Mapping[str, Issue]) -> bool:
        return all(self._things[k]["document"] in members for k in (link.start, link.end))

    def across(self, lists: Lists, affected: set[str]) -> Iterable[Changes]:
        """The changes between programs of different institutions that touch one of ``affected``."""
        near = close(lists)
        pieces = dict(zip(lists.keys, lists.pieces, strict=True))
        # Programs of one word together: their neighbours are mostly the same, and need not be read again.
        for batch in batches(sorted(affected, key=lambda k: (pieces.get(k, ()), k))):
            pairs = sorted({
                (min(a, b), max(a, b)) for a in batch for b in near.get(a, ()) if a in near.get(b, ())
            })  # fmt: skip
            entries = self.entries(k for pair in pairs for k in pair)
            new = []
            for a, b in pairs:
                if a not in entries or b not in entries or frozenset((a, b)) in self._verdicts:
                    continue
                rank = max(near[a].index(b), near[b].index(a))
                link = kin(compared(entries[a], entries[b]), rank, letters_alike(lists, a, b))
                if link:
                    new.append(link)
            new += [x for x in self._forced if not self._one_issuer(x) and {x.start, x.end} & set(batch)]
            old = {from_row(r) for r in self._store.read(query("links_around"), keys=batch) if self._apart(r)}
            yield changes(old, new)

    def _apart(self, row: Mapping[str, str]) -> bool:
        a, b = (self._documents.get(row[k]) for k in ("from_document", "to_document"))
        return a is not None and b is not None and a.issuer != b.issuer

    def _one_issuer(self, link: Link) -> bool:
        issuers = {self._documents[self._things[k]["document"]].issuer for k in (link.start, link.end)}
        return len(issuers) == 1

    def things_across(self, stale: set[str]) -> Changes:
        """The changes between people, units and buildings of different institutions that touch a document of ``stale``."""
        at: dict[str, set[str]] = defaultdict(set)
        for row in self._store.read(query("link_addresses")):
            if place := place_of(row["address"]):
                at[place].add(row["document"])
        around = {d for documents in at.values() if documents & stale for d in documents} & self._documents.keys()
        new = [x for x in self._forced if x.type == "SAME_AS" and not self._one_issuer(x)]
        if around:
            known = read_buildings(self._store, {k: self._documents[k] for k in around})
            new += self._same_places(known, stale)
        involved = sorted((around | stale | {self._things[k]["document"] for x in new for k in (x.start, x.end)
                           if k in self._things}) & self._documents.keys())  # fmt: skip
        rows = self._store.read(query("same_as_of"), documents=involved) if involved else []
        touched = [r for r in rows if self._apart(r) and {r["from_document"], r["to_document"]} & stale]
        mine = [x for x in new if {document_of(x.start), document_of(x.end)} & stale]
        return changes({from_row(r) for r in touched}, mine)

    def _same_places(self, known: Mapping[str, list[Thing]], stale: set[str]) -> list[Link]:
        found = []
        for one in sorted(stale & known.keys()):
            for other in sorted(known):
                a, b = (self._documents[k] for k in (one, other))
                if a.issuer == b.issuer or (other in stale and other < one):
                    continue
                later, earlier = (one, other) if a.order > b.order else (other, one)
                sides = [[t for t in known[k] if t.place] for k in (later, earlier)]
                found += [x for x in same_buildings(*sides) if frozenset((x.start, x.end)) not in self._verdicts]
        return found
