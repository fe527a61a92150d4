"""All links between the documents of one institution: a pure function of these documents and of people's judgements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from library.links.entities import Things, same_buildings, same_people, same_units
from library.links.features import shared_words
from library.links.kinship import family, is_family, similar, turned
from library.links.model import Entry, Issue, Link, document_of
from library.links.names import link_name
from library.links.succession import Verdicts, succession
from library.links.weigh import Weighed

BACK = 6
"""To how many documents before it a document is compared directly; what is older is reached through these."""
_SIMILAR, _SIMILAR_EACH = 0.36, 2
_SURE = 0.7
_ONE_ISSUER = 0.15
"""Share of common names from which two documents without a known institution count as one institution's."""


@dataclass
class Holdings:
    """What the documents of an institution hold, by the key of the document."""

    documents: list[Issue]
    entries: Mapping[str, Sequence[Entry]]
    people: Things = field(default_factory=dict)
    units: Things = field(default_factory=dict)
    buildings: Things = field(default_factory=dict)


def institution_links(holdings: Holdings, verdicts: Verdicts) -> list[Link]:
    """The links, in order of type and ends."""
    programs: list[Link] = []
    things: list[Link] = []
    families: list[Link] = []
    near: list[tuple[float, Weighed]] = []
    reached = _Reached(holdings.documents)
    for later, earlier in _pairs(holdings):
        mine, theirs = holdings.entries.get(later, ()), holdings.entries.get(earlier, ())
        found = succession(mine, theirs, verdicts, reached.between(later, earlier))
        reached.note(found.links)
        programs += [link for link in found.links if link.type == "CONTINUES"]
        families += [_from_smaller(link) for link in found.links if link.type != "CONTINUES"]
        linked = {(link.start, link.end) for link in found.links}
        for w in found.weighed:
            if w.ends in linked or frozenset(w.ends) in verdicts:
                continue
            if w.pair.place == "other" and is_family(w.pair):
                families.append(_from_smaller(family(w)))
            elif (likeness := _likeness(w)) >= _SIMILAR:
                near.append((likeness, w))
        things += _things(holdings, later, earlier, linked)
    order = {e.key: e.document.order for entries in holdings.entries.values() for e in entries}
    kept = without_detours(programs, order)
    known = {frozenset((x.start, x.end)) for x in (*programs, *families)}
    alike = [
        similar(w, min(1.0, likeness)) for likeness, w in mutual(near, _SIMILAR_EACH) if frozenset(w.ends) not in known
    ]
    same = without_detours(things, _thing_order(holdings))
    return sorted({*kept, *_capped(families), *alike, *same}, key=lambda x: (x.type, x.start, x.end))


class _Reached:
    """Which programs are surely continued, or surely continue one, and in which document."""

    def __init__(self, documents: Sequence[Issue]) -> None:
        self._place = {d.key: i for i, d in enumerate(sorted(documents, key=lambda d: d.order))}
        self._documents: dict[str, set[int]] = defaultdict(set)

    def note(self, links: Iterable[Link]) -> None:
        """Remember the sure ones of new links."""
        for link in links:
            if link.type == "CONTINUES" and link.score >= _SURE:
                self._documents[link.start].add(self._place[document_of(link.end)])
                self._documents[link.end].add(self._place[document_of(link.start)])

    def between(self, later: str, earlier: str) -> set[str]:
        """The programs linked to one in a document between two: a direct link would only be a detour."""
        first, last = self._place[earlier], self._place[later]
        return {key for key, places in self._documents.items() if any(first < p < last for p in places)}


def _pairs(holdings: Holdings) -> Iterable[tuple[str, str]]:
    """The documents to compare, neighbours in time before those further apart; of each pair the later one first."""
    ordered = sorted(holdings.documents, key=lambda d: d.order)
    for apart in range(1, BACK + 1):
        for earlier, later in zip(ordered, ordered[apart:], strict=False):
            if later.issuer or _one_issuer(holdings.entries.get(later.key, ()), holdings.entries.get(earlier.key, ())):
                yield later.key, earlier.key


def _one_issuer(a: Sequence[Entry], b: Sequence[Entry]) -> bool:
    names = [{link_name(e.name).key for e in side} for side in (a, b)]
    return bool(names[0] and names[1]) and len(names[0] & names[1]) >= _ONE_ISSUER * min(len(n) for n in names)


def _likeness(weighed: Weighed) -> float:
    """How alike two programs that are not one are, by name and content; 0 where no word of their own is common."""
    pair = weighed.pair
    if {pair.later.kind, pair.earlier.kind} & {"활동", "행사", "운영비"} or not shared_words(pair.later, pair.earlier):
        return 0.0
    return 0.6 * pair.name.score + pair.said


def mutual(scored: Sequence[tuple[float, Weighed]], each: int) -> list[tuple[float, Weighed]]:
    """Those pairs that are among the best ``each`` of both their ends."""
    best: dict[str, list[tuple[float, Weighed]]] = defaultdict(list)
    for score, weighed in sorted(scored, key=lambda s: (-s[0], s[1].ends)):
        for key in weighed.ends:
            best[key].append((score, weighed))
    first = {key: {w.ends for _, w in ranked[:each]} for key, ranked in best.items()}
    return [(s, w) for s, w in scored if all(w.ends in first[key] for key in w.ends)]


def without_detours(links: Sequence[Link], order: Mapping[str, tuple[str, str]]) -> list[Link]:
    """The links but those that two surer steps through a document between reach as well."""
    forward: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        forward[link.start].append(link)
    ends = {(link.start, link.end): link for link in links}

    def by_steps(link: Link) -> bool:
        for first in forward[link.start]:
            second = ends.get((first.end, link.end))
            between = order[link.start] > order[first.end] > order[link.end]
            if second and between and min(first.score, second.score) >= min(_SURE, link.score):
                return True
        return False

    return [link for link in links if not by_steps(link)]


def _capped(links: Sequence[Link], most: int = 5) -> list[Link]:
    """At most ``most`` families a program, the surest first."""
    count: Counter[str] = Counter()
    kept = []
    for link in sorted(links, key=lambda x: (-x.score, x.start, x.end)):
        if count[link.start] < most and count[link.end] < most:
            kept.append(link)
            count.update((link.start, link.end))
    return kept


def _from_smaller(link: Link) -> Link:
    return link if link.start < link.end else turned(link)


def _things(holdings: Holdings, later: str, earlier: str, continued: set[tuple[str, str]]) -> list[Link]:
    people = same_people(holdings.people.get(later, ()), holdings.people.get(earlier, ()), continued)
    units = same_units(holdings.units.get(later, ()), holdings.units.get(earlier, ()))
    return [*people, *units, *same_buildings(holdings.buildings.get(later, ()), holdings.buildings.get(earlier, ()))]


def _thing_order(holdings: Holdings) -> dict[str, tuple[str, str]]:
    kinds = (holdings.people, holdings.units, holdings.buildings)
    return {t.key: t.document.order for kind in kinds for things in kind.values() for t in things}
