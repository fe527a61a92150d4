"""One document's facts as plain values: nodes, relationships, and the subgraph they form.

A ``Subgraph`` is what a loader makes and what the store saves in one transaction. Keys follow one rule
(``owned_key``): the document's key, the label and what the thing is called, with a counter for equals; never a line
number, so that an edited document keeps the keys of what did not change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Value = str | int | float | bool | list[str] | list[int] | None
Properties = Mapping[str, Value]


class Ref(NamedTuple):
    """A node by label and key (``name`` of a Ministry, ``code`` of a Region)."""

    label: str
    key: str


@dataclass(frozen=True)
class Node:
    """A node: its label, its key, and its other properties. A property that is null is left out."""

    label: str
    key: str
    properties: Properties = field(default_factory=dict)

    @property
    def ref(self) -> Ref:
        """The node's label and key."""
        return Ref(self.label, self.key)


@dataclass(frozen=True)
class Edge:
    """A relationship from ``start`` to ``end``; one per pair, type and (where the schema says so) role."""

    type: str
    start: Ref
    end: Ref
    properties: Properties = field(default_factory=dict)


@dataclass
class Subgraph:
    """All that one document states: ``document`` is its key."""

    document: str
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


class Keys:
    """Gives out the keys of one document's nodes: equal names get ``~2``, ``~3`` … in order of asking."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._given: Counter[str] = Counter()

    def owned(self, label: str, name: str) -> str:
        """The key ``document/label/name``; a ``~`` in the name is doubled, so that counters stay unambiguous."""
        base = f"{self._document}/{label}/{name.replace('~', '~~')}"
        self._given[base] += 1
        count = self._given[base]
        return base if count == 1 else f"{base}~{count}"
