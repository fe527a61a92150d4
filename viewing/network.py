"""Small pictures of the graph: a program, a selection or the rows of a query with what stands around them.

Every picture is bounded; ``cut`` says how many things were left out, so that the page can say it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from assistant.corrections.statements import Reader
from assistant.directory import Directory
from queries.catalog import query

MOST_NODES = 120
_NEIGHBOURS = 25


class Node(NamedTuple):
    """A thing in a picture."""

    id: str
    label: str
    name: str


class Edge(NamedTuple):
    """A relationship in a picture: its type as the graph has it and what it is called."""

    source: str
    target: str
    type: str
    caption: str = ""


@dataclass
class Network:
    """Things and relationships, each once. ``cut``: how many things there was no room for."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], Edge] = field(default_factory=dict)
    cut: int = 0

    def add(self, node: Node) -> bool:
        """Put a thing in; ``False`` where there is no room."""
        if node.id not in self.nodes and len(self.nodes) >= MOST_NODES:
            self.cut += 1
            return False
        self.nodes.setdefault(node.id, node)
        return True

    def join(self, source: Node, target: Node, type_: str, caption: str = "") -> None:
        """Put a relationship in, with its ends where there is room."""
        if self.add(source) and self.add(target):
            self.edges.setdefault((source.id, target.id, type_), Edge(source.id, target.id, type_, caption))

    def elements(self) -> dict[str, list[dict[str, dict[str, str]]]]:
        """What the picture component takes."""
        return {
            "nodes": [{"data": {"id": n.id, "label": n.label, "name": n.name}} for n in self.nodes.values()],
            "edges": [
                {"data": {"id": f"{e.source} {e.type} {e.target}", "source": e.source, "target": e.target,
                          "label": e.type, "caption": e.caption or e.type}}
                for e in self.edges.values()
            ],
        }  # fmt: skip


def around_programs(reader: Reader, directory: Directory, keys: Sequence[str], *, people: bool = True) -> Network:
    """Programs with their ministries, bodies, units, places, other programs and (where wanted) contacts."""
    network = Network()
    wanted = list(dict.fromkeys(keys))
    programs = {k: _program(directory, k) for k in wanted[:MOST_NODES]}
    network.cut += max(0, len(wanted) - MOST_NODES)
    for node in programs.values():
        network.add(node)
    known = sorted(programs)
    for row in reader.read(query("ministries_of"), programs=known):
        network.join(
            programs[row["program"]], Node(row["key"], row["label"], row["name"]), row["type"], row["role"] or ""
        )
    for row in reader.read(query("managers_of"), programs=known):
        network.join(programs[row["program"]], Node(row["key"], "Department", row["name"]), "MANAGED_BY")
    for row in reader.read(query("places_of"), programs=known):
        network.join(
            programs[row["program"]], Node(row["code"], "Region", row["name"]), "LOCATED_IN", row["basis"] or ""
        )
    if people:
        for row in reader.read(query("contacts_of"), programs=known):
            network.join(
                programs[row["program"]], Node(row["person"], "Person", row["name"]), "CONTACT", row["title"] or ""
            )
    _programs_beside(network, reader, directory, programs)
    return network


def _programs_beside(network: Network, reader: Reader, directory: Directory, programs: Mapping[str, Node]) -> None:
    """Parts and wholes, what programs continue or became, and their family."""
    known = sorted(programs)
    for name, start, end, type_ in (
        ("wholes_of_programs", "program", "whole", "PART_OF"),
        ("continues_from", "start", "end", "CONTINUES"),
    ):
        for row in reader.read(query(name), **{("keys" if start == "start" else "programs"): known}):
            network.join(programs[row[start]], _program(directory, row[end]), type_)
    for row in reader.read(query("continued_in"), keys=known):
        network.join(_program(directory, row["end"]), programs[row["start"]], "CONTINUES")
    for row in reader.read(query("beside"), keys=known):
        one, other = sorted((row["start"], row["end"]))
        network.join(_program(directory, one), _program(directory, other), row["type"])


def _program(directory: Directory, key: str) -> Node:
    named = directory.by_key.get(key)
    return Node(key, "Program", named.name if named else key.rpartition("/")[2])


# ---------------------------------------------------------------- growing

_Grow = tuple[str, str, Callable[[str], Mapping[str, Any]], str]
_ROLES = ["지원", "주관", "공모선정", "공모", "제안"]
_AROUND: dict[str, _Grow] = {
    # label: query, relationship, its parameters, whom it gives
    "Ministry": ("programs_of_ministries", "FUNDED_BY", lambda id_: {"ministries": [id_], "roles": _ROLES}, "program"),
    "Region": ("programs_in_regions", "LOCATED_IN", lambda id_: {"regions": [id_]}, "program"),
    "Department": ("programs_of_departments", "MANAGED_BY", lambda id_: {"departments": [id_]}, "program"),
    "Person": ("programs_of_people", "CONTACT", lambda id_: {"people": [id_]}, "program"),
    "Institution": ("programs_with_institutions", "PARTNER", lambda id_: {"institutions": [id_]}, "program"),
}


def grown(network: Network, reader: Reader, directory: Directory, id_: str, *, people: bool = True) -> Network:
    """The picture with what stands around one of its things; the picture itself where the thing is not in it."""
    node = network.nodes.get(id_)
    if node is None:
        return network
    result = Network(dict(network.nodes), dict(network.edges))
    if node.label == "Program":
        more = around_programs(reader, directory, [id_], people=people)
        for edge in more.edges.values():
            result.join(more.nodes[edge.source], more.nodes[edge.target], edge.type, edge.caption)
        return result
    if node.label in _AROUND:
        name, type_, values, column = _AROUND[node.label]
        rows = reader.read(query(name), **values(id_))
        found = list(dict.fromkeys(str(r[column]) for r in rows))
        for key in found[:_NEIGHBOURS]:
            result.join(_program(directory, key), node, type_)
        result.cut += max(0, len(found) - _NEIGHBOURS)
    return result


def without_node(network: Network, ids: Iterable[str]) -> Network:
    """The picture without some things and their relationships."""
    gone = set(ids)
    nodes = {k: n for k, n in network.nodes.items() if k not in gone}
    return Network(nodes, {k: e for k, e in network.edges.items() if e.source in nodes and e.target in nodes})
