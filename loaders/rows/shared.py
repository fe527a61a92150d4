"""Nodes that several facts name: ministries, regions, institutions, departments.

Properties of the shared labels come from the tables alone, so that a document adds nothing to another's; the ways a
document writes a name stand on its STATED_IN relationships.
"""

from __future__ import annotations

import re

from graph.model import Ref
from lexicon.ministries import by_name
from lexicon.organisations import canonical, kind_of
from lexicon.places import find_code
from loaders.facts.cover import Cover
from loaders.facts.model import Actor, Cite
from loaders.rows.builder import Rows

_GENERIC = {
    "보건소",
    "의회",
    "교육청",
    "소방서",
    "경찰서",
    "시의회",
    "군의회",
    "도의회",
    "의료원",
    "보건의료원",
    "농업기술센터",
}
_UNIT_END = re.compile(
    r"(?:담당관|센터|본부|사업소|사업단|보건소|추진단|위원회|연구소|지원단|실|국|과|팀|단|부|계|소|관|처|원)$"
)


class Shared:
    """Gives out the nodes of ministries, regions, institutions and departments, each once."""

    def __init__(self, rows: Rows, cover: Cover) -> None:
        self._rows = rows
        self._cover = cover
        self._departments: dict[str, Ref] = {}

    def is_ministry(self, name: str) -> bool:
        """Whether a name is that of a central ministry."""
        return by_name(name) is not None

    def ministry(self, name: str) -> Ref:
        """The ministry with its successors up to today."""
        ministry = by_name(name)
        known = Ref("Ministry", name)
        ref = self._rows.node("Ministry", name, {"abbreviations": list(ministry.abbreviations) if ministry else []})
        if ministry is not None and ref == known:
            for successor in ministry.successors:
                if successor != name:
                    date = ministry.valid_to
                    self._rows.edge("SUCCEEDED_BY", ref, self.ministry(successor), date=date)
        return ref

    def region(self, code: str) -> Ref | None:
        """The region with those above it."""
        region = find_code(code)
        if region is None:
            return None
        ref = self._rows.node(
            "Region", code, {"name": region.name, "level": region.level, "aliases": list(region.aliases)}
        )
        if region.parent:
            parent = self.region(region.parent)
            if parent is not None:
                self._rows.edge("PART_OF", ref, parent)
        return ref

    def institution(self, actor: Actor) -> Ref | None:
        """The institution of an actor; the issuer's short forms are the issuer."""
        return self.named(actor.name)

    def named(self, name: str) -> Ref | None:
        """The institution of a name as written in this document."""
        issuer = self._cover.issuer
        if issuer is not None and (name in issuer.surfaces or name == issuer.name):
            name, kind = issuer.name, issuer.kind
        else:
            name, kind = canonical(name)
        if len(name) < 2:
            return None
        key = name
        if name in _GENERIC and issuer is not None:
            key = f"{issuer.name} {name}"
        return self._rows.node("Institution", key, {"name": name, "kind": kind or kind_of(name)})

    def department(self, path: str, cite: Cite) -> Ref:
        """The department of a path (``AI·SW진흥부 블록체인센터``), with the units above it and the institution."""
        if path in self._departments:
            return self._departments[path]
        segments = _segments(path)
        above: Ref | None = None
        ref: Ref | None = None
        for depth in range(len(segments)):
            part = " ".join(segments[: depth + 1])
            ref = self._departments.get(part)
            if ref is None:
                ref = self._rows.owned("Department", part, {"name": segments[depth], "path": part})
                self._departments[part] = ref
                self._attach(ref, above)
                self._rows.stated(ref, cite, segments[depth])
            above = ref
        assert ref is not None
        return ref

    def _attach(self, ref: Ref, above: Ref | None) -> None:
        if above is not None:
            self._rows.edge("PART_OF", ref, above)
        elif self._cover.issuer is not None:
            institution = self.named(self._cover.issuer.name)
            if institution is not None:
                self._rows.edge("PART_OF", ref, institution)


def _segments(path: str) -> list[str]:
    """The units of a path, outermost first; a word that is no unit belongs to the next (북부권 혁신지원센터)."""
    segments: list[str] = []
    pending: list[str] = []
    for word in path.split():
        pending.append(word)
        if _UNIT_END.search(word):
            segments.append(" ".join(pending))
            pending = []
    if pending:
        segments.append(" ".join(pending))
    return segments
