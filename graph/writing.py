"""Replaces and removes one document's facts inside an open transaction.

The invariant: after any of these, the graph holds exactly what the subgraphs of its documents hold together, however
often and in whatever order they were saved. Owned nodes live and die with their document; a shared node lives as long
as a document refers to it or to something below (``PART_OF``) or before it (``SUCCEEDED_BY``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph import searching, statements
from graph.bolt import Transaction
from graph.model import Edge, Node, Properties, Ref, Subgraph
from graph.schema import OWNED, SHARED, relationship

BATCH = 5000
"""Rows of one statement: more costs memory in the server, fewer cost round trips."""

Groups = dict[Any, list[list[Any]]]


def save(transaction: Transaction, subgraph: Subgraph) -> None:
    """Put the subgraph in place of what the document stated before. Raises ``ValueError`` when it is not sound."""
    check(subgraph)
    document = subgraph.document
    nodes, edges = node_rows(subgraph.nodes), edge_rows(subgraph.edges)
    known = is_known(transaction, document)
    searched = searching.kept(transaction, document, statements.prefix(document, "Chunk")) if known else {}
    candidates = delete(transaction, document) if known else {}
    for label, rows in nodes.items():
        for batch in _batches(rows):
            if label in SHARED:
                transaction.run(statements.merge_nodes(label), rows=batch)
                candidates.setdefault(label, set()).update(row[0] for row in batch)
            else:
                transaction.run(statements.create_nodes(label), rows=batch, document=document)
    if searched:
        searching.keep(transaction, document, searched, (n for n in subgraph.nodes if n.label == "Chunk"))
    for (type_, start, end), rows in edges.items():
        query = statements.create_edges(type_, start, end)
        owner = {"document": document} if "document" in query.parameters else {}
        for batch in _batches(rows):
            transaction.run(query, rows=batch, **owner)
    delete_orphans(transaction, candidates)


def remove(transaction: Transaction, document: str) -> bool:
    """Take away all that the document states; ``False`` when the graph does not know it."""
    if not is_known(transaction, document):
        return False
    delete_orphans(transaction, delete(transaction, document))
    return True


def is_known(transaction: Transaction, document: str) -> bool:
    """Whether the graph holds the document."""
    return bool(transaction.run(statements.HAS_DOCUMENT, document=document))


def delete(transaction: Transaction, document: str) -> dict[str, set[str]]:
    """Delete the document's nodes; returns the keys of the shared nodes that may be orphans now, by label."""
    candidates = {
        shared: {
            row["key"]
            for label in statements.referring_labels(shared)
            for row in transaction.run(statements.touched(label, shared), **_whose(document, label))
        }
        for shared in SHARED
    }
    for label in OWNED:
        transaction.run(statements.delete_nodes(label), **_whose(document, label))
    return candidates


def _whose(document: str, label: str) -> dict[str, str]:
    return {"document": document, "prefix": statements.prefix(document, label)}


def delete_orphans(transaction: Transaction, candidates: dict[str, set[str]]) -> None:
    """Delete those of the shared nodes that nothing refers to."""
    for label, keys in candidates.items():
        if keys:
            transaction.run(statements.delete_orphans(label), keys=sorted(keys))


def check(subgraph: Subgraph) -> None:
    """Raise ``ValueError`` naming the first node or relationship that the schema table does not allow.

    Each end must be a node of the subgraph: a missing one would silently lose the relationship.
    """
    known: set[Ref] = set()
    for node in subgraph.nodes:
        if node.ref in known:
            raise ValueError(f"two nodes {node.label} have the key {node.key!r}")
        known.add(node.ref)
        _check_node(node, subgraph.document)
    if Ref("Document", subgraph.document) not in known:
        raise ValueError(f"the subgraph of {subgraph.document!r} has no Document node of that key")
    seen: set[tuple[object, ...]] = set()
    for edge in subgraph.edges:
        what = f"({edge.start.label} {edge.start.key!r})-[{edge.type}]->({edge.end.label} {edge.end.key!r})"
        row = relationship(edge.type, edge.start.label, edge.end.label)
        if row is None:
            raise ValueError(f"the schema has no {what}")
        if edge.start not in known or edge.end not in known:
            raise ValueError(f"{what} has an end that is no node of the subgraph")
        _check_properties(what, edge.properties, row.properties, subgraph.document)
        identity = (edge.type, edge.start, edge.end, edge.properties.get(row.role))
        if identity in seen:
            raise ValueError(f"{what} is there twice; one for each pair and {row.role or 'type'}")
        seen.add(identity)


def _check_node(node: Node, document: str) -> None:
    what = f"{node.label} {node.key!r}"
    if node.label not in OWNED and node.label not in SHARED:
        raise ValueError(f"no document has nodes of this label: {what}")
    if node.label in OWNED and not node.key.startswith(statements.prefix(document, node.label)):
        raise ValueError(f"{what} does not begin with {statements.prefix(document, node.label)!r}")
    _check_properties(what, node.properties, (*statements.columns(node.label), "document"), document)


def _check_properties(what: str, properties: Properties, allowed: Sequence[str], document: str) -> None:
    unknown = sorted(properties.keys() - set(allowed))
    if unknown:
        raise ValueError(f"{what} has properties that the schema does not have: {', '.join(unknown)}")
    if properties.get("document", document) != document:
        raise ValueError(f"{what} names the document {properties['document']!r}, but belongs to {document!r}")


def node_rows(nodes: Iterable[Node]) -> Groups:
    """The nodes' values by label, in the order of ``statements.columns``."""
    groups: Groups = defaultdict(list)
    for node in nodes:
        _, *names = statements.columns(node.label)
        groups[node.label].append([node.key, *(node.properties.get(name) for name in names)])
    return groups


def edge_rows(edges: Iterable[Edge]) -> Groups:
    """The relationships' values by type and labels of the ends, in the order of ``statements.edge_columns``."""
    groups: Groups = defaultdict(list)
    for edge in edges:
        kind = (edge.type, edge.start.label, edge.end.label)
        values = (edge.properties.get(name) for name in statements.edge_columns(*kind))
        groups[kind].append([edge.start.key, edge.end.key, *values])
    return groups


def _batches(rows: list[list[Any]]) -> Iterator[list[list[Any]]]:
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]
