"""Copies a graph from one store into another, document by document, and checks that both then say the same.

The target is marked before the first document and unmarked after the last check: a store that bears the mark opens for
``copy`` only (``Store.prepare``), so that nobody ever works with half a graph. Each document is one transaction, read back
and compared; what is there already and equal is left alone. So a copy that was interrupted goes on where it was, and one
onto a filled target changes only what differs. Memory is bounded by the largest document.

What search added (``graph.searching``) is no part of a copy: the target's search adds its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from graph import statements, writing
from graph.bolt import Row, Transaction
from graph.errors import RequestError
from graph.model import Edge, Node, Ref, Subgraph
from graph.query import Query, inline
from graph.schema import EXPORTED_LABELS, LABEL_BY_NAME, OWNED, RELATIONSHIP_TYPES, RELATIONSHIPS, SHARED, key_property
from graph.store import Store

Told = Callable[[str, int, int], None]
"""Is told what is copied, how many steps are done, and of how many."""

BETWEEN = tuple(row for row in RELATIONSHIPS if "score" in row.properties)
"""Relationships between documents: computed or judged, and no document's own."""
_BETWEEN_TYPES = tuple(dict.fromkeys(row.type for row in BETWEEN))
_SAID = tuple(label.name for label in EXPORTED_LABELS if label.name not in (*OWNED, *SHARED))
"""Labels of what people said: judgements, corrections, feedback."""

MARK = inline("begin a copy", "MERGE (m:Meta {key: $key}) SET m.copying = $source")
UNMARK = inline(
    "end a copy",
    "MATCH (m:Meta {key: $key}) SET m.copying = null, m.linked = $linked, "
    "m.revision = CASE WHEN m.revision < $revision THEN $revision ELSE m.revision END",
)
LINK_STATE = inline("what was linked", "MATCH (m:Meta) RETURN m.linked AS linked")


class Copied(NamedTuple):
    """What a copy did: documents written, those that were there already, and how much both graphs hold."""

    written: int
    equal: int
    removed: int
    nodes: int
    relationships: int


def copy(source: Store, target: Store, name: str, replace: bool = False, told: Told = lambda *_: None) -> Copied:
    """Make ``target`` say what ``source`` says. ``name`` is how the source is called to whoever finds half a copy.

    Raises ``RequestError`` when the target holds anything else (unless ``replace``), when the source was written to
    meanwhile, or when the two differ in the end; the mark then stays, and the same copy can be run again.
    """
    revision = source.revision()
    if not (replace or target.unfinished() or _is_empty(target)):
        raise RequestError(
            f"the target is not empty: it holds {len(target.document_keys())} documents; "
            "name an empty graph, or add --replace to make it equal to the source"
        )
    linked = source.read(LINK_STATE)[0]["linked"]
    target.write(MARK, key=statements.META, source=name)
    if source.unfinished():
        target.write(UNMARK, key=statements.META, linked=linked, revision=revision)
        raise RequestError("source and target are the same graph under two addresses; name another target")
    documents = source.document_keys()
    gone = sorted(set(target.document_keys()) - set(documents))
    for document in gone:
        target.remove(document)
    steps = 2 * len(documents) + 1
    written = 0
    for number, document in enumerate(documents):
        told(document, number, steps)
        written += _copy_document(source, target, document)
    told("", len(documents), steps)
    _copy_shared(source, target)
    _copy_said(source, target)
    for number, document in enumerate(documents, start=len(documents) + 1):
        told(document, number, steps)
        _copy_links(source, target, document)
    _refuse_changed(source, revision)
    nodes, relationships = _compare(source, target)
    _refuse_changed(source, revision)
    target.write(UNMARK, key=statements.META, linked=linked, revision=revision)
    told("", steps, steps)
    return Copied(written, len(documents) - written, len(gone), nodes, relationships)


def _refuse_changed(source: Store, revision: int) -> None:
    if source.revision() != revision:
        raise RequestError(
            "the source was written to during the copy; run the same copy again, it goes on where it was"
        )


def _is_empty(store: Store) -> bool:
    return not any(_count(store, label.name) for label in EXPORTED_LABELS)


# ---------------------------------------------------------------- a document


def _copy_document(source: Store, target: Store, document: str) -> bool:
    """Copy a document unless it is there and equal; whether it was written. Raises ``RequestError`` where it differs after."""
    wanted = read_document(source, document)
    expected = _canonical(wanted)
    if _canonical(read_document(target, document)) == expected:
        return False
    target.save(wanted)
    if _canonical(read_document(target, document)) != expected:
        raise RequestError(f"{document}: what was written does not read back as it was; run the same copy again")
    return True


def read_document(store: Store, document: str) -> Subgraph:
    """All that a document states, as it was saved; empty where the store does not know it."""
    subgraph = Subgraph(document)
    around: dict[Ref, None] = {}
    for label in OWNED:
        whose = {"document": document, "prefix": statements.prefix(document, label)}
        for row in store.read(_nodes_of(label), **whose):
            subgraph.nodes.append(_node(label, row["properties"]))
        for query in (_edges_from(label), *([_edges_to(label)] if label in _from_shared() else [])):
            for row in store.read(query, **whose):
                edge = _edge(row)
                subgraph.edges.append(edge)
                around.update({ref: None for ref in (edge.start, edge.end) if ref.label in SHARED})
    subgraph.nodes += _shared_nodes(store, around)
    return subgraph


def _shared_nodes(store: Store, refs: Iterable[Ref]) -> Iterator[Node]:
    """The shared nodes of these keys."""
    keys: dict[str, list[str]] = {}
    for ref in refs:
        keys.setdefault(ref.label, []).append(ref.key)
    for label, wanted in sorted(keys.items()):
        for batch in _batches(sorted(wanted)):
            for row in store.read(_nodes_by_key(label), keys=batch):
                yield _node(label, row["properties"])


def _canonical(subgraph: Subgraph) -> list[str]:
    """The subgraph in a form that is equal for equal content."""
    nodes = [[node.label, node.key, dict(node.properties)] for node in subgraph.nodes]
    edges = [[edge.type, edge.start, edge.end, dict(edge.properties)] for edge in subgraph.edges]
    return sorted(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in (*nodes, *edges))


# ---------------------------------------------------------------- what belongs to all documents, and to none


def _copy_shared(source: Store, target: Store) -> None:
    """Copy the shared nodes with what joins them; those that documents refer to are there already."""
    for label in SHARED:
        rows = source.read(_nodes_by_label(label))
        _write(
            target, statements.merge_nodes(label), writing.node_rows(_node(label, r["properties"]) for r in rows)[label]
        )
    for label in SHARED:
        edges = writing.edge_rows(_edge(row) for row in source.read(_edges_between_shared(label)))
        for kind, values in edges.items():
            _write(target, statements.create_edges(*kind), values)


def _copy_said(source: Store, target: Store) -> None:
    """Put what people said in the source in place of what the target has of it."""
    with target.transaction() as transaction:
        for label in _SAID:
            rows = [_node(label, row["properties"]) for row in source.read(_nodes_by_label(label))]
            transaction.run(inline(f"forget {label}", f"MATCH (n:{label}) DETACH DELETE n"))
            _run(transaction, statements.merge_nodes(label), writing.node_rows(rows)[label])


def _copy_links(source: Store, target: Store, document: str) -> None:
    """Put the source's relationships that lead from this document to others in place of the target's."""
    for label in dict.fromkeys(start for row in BETWEEN for start in row.starts):
        whose = {"document": document, "prefix": statements.prefix(document, label)}
        wanted = [_edge(row) for row in source.read(_links_from(label), **whose)]
        if _lines(wanted) == _lines(_edge(row) for row in target.read(_links_from(label), **whose)):
            continue
        with target.transaction() as transaction:
            transaction.run(_forget_links(label), **whose)
            for kind, values in writing.edge_rows(wanted).items():
                _run(transaction, statements.create_edges(*kind), values)


def _lines(edges: Iterable[Edge]) -> list[str]:
    return _canonical(Subgraph("", [], list(edges)))


def _write(target: Store, query: Query, rows: list[list[Any]]) -> None:
    for batch in _batches(rows):
        target.write(query, rows=batch)


def _run(transaction: Transaction, query: Query, rows: list[list[Any]]) -> None:
    for batch in _batches(rows):
        transaction.run(query, rows=batch)


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    for first in range(0, len(rows), writing.BATCH):
        yield rows[first : first + writing.BATCH]


# ---------------------------------------------------------------- the check


def _compare(source: Store, target: Store) -> tuple[int, int]:
    """How many nodes and relationships both have. Raises ``RequestError`` naming what they have not in equal number."""
    differ, nodes, relationships = [], 0, 0
    for name in (*(label.name for label in EXPORTED_LABELS), *RELATIONSHIP_TYPES):
        is_label = name in LABEL_BY_NAME
        count = _count if is_label else _count_edges
        here, there = count(source, name), count(target, name)
        nodes, relationships = nodes + here * is_label, relationships + here * (not is_label)
        if here != there:
            differ.append(f"{name} {here}, copied {there}")
    if differ:
        raise RequestError(f"the copy differs from its source ({'; '.join(differ)}); run the same copy again")
    return nodes, relationships


def _count(store: Store, label: str) -> int:
    return int(store.read(inline(f"count {label}", f"MATCH (n:{label}) RETURN count(n) AS n"))[0]["n"])


def _count_edges(store: Store, type_: str) -> int:
    return int(store.read(inline(f"count {type_}", f"MATCH ()-[r:{type_}]->() RETURN count(r) AS n"))[0]["n"])


# ---------------------------------------------------------------- rows as nodes and relationships


def _node(label: str, properties: Row) -> Node:
    key, *names = statements.columns(label)
    kept = {name: properties[name] for name in names if properties.get(name) is not None}
    return Node(label, str(properties[key]), kept)


def _edge(row: Row) -> Edge:
    start, end = Ref(row["start_label"], row["start"]), Ref(row["label"], row["end"])
    names = statements.edge_columns(row["type"], start.label, end.label)
    kept = {name: row["properties"][name] for name in names if row["properties"].get(name) is not None}
    return Edge(row["type"], start, end, kept)


_KEY = "CASE labels({0})[0] WHEN 'Ministry' THEN {0}.name WHEN 'Region' THEN {0}.code ELSE {0}.key END"
_EDGE = (
    f"RETURN type(r) AS type, labels(a)[0] AS start_label, {_KEY.format('a')} AS start, "
    f"labels(b)[0] AS label, {_KEY.format('b')} AS end, properties(r) AS properties"
)


def _owned(variable: str, label: str) -> str:
    return f"{variable}.key STARTS WITH $prefix AND {variable}.document = $document"


@cache
def _projected(label: str) -> str:
    """The properties of the schema; search adds others."""
    return f"n {{{', '.join(f'.{name}' for name in statements.columns(label))}}} AS properties"


@cache
def _nodes_of(label: str) -> Query:
    return inline(f"copy {label}", f"MATCH (n:{label}) WHERE {_owned('n', label)} RETURN {_projected(label)}")


@cache
def _nodes_by_key(label: str) -> Query:
    text = f"UNWIND $keys AS key MATCH (n:{label} {{{key_property(label)}: key}}) RETURN {_projected(label)}"
    return inline(f"copy named {label}", text)


@cache
def _nodes_by_label(label: str) -> Query:
    return inline(f"copy all {label}", f"MATCH (n:{label}) RETURN {_projected(label)}")


@cache
def _edges_from(label: str) -> Query:
    links = ", ".join(f"'{name}'" for name in _BETWEEN_TYPES)
    return inline(
        f"copy from {label}",
        f"MATCH (a:{label})-[r]->(b) WHERE {_owned('a', label)} AND NOT type(r) IN [{links}] {_EDGE}",
    )


@cache
def _edges_to(label: str) -> Query:
    return inline(
        f"copy to {label}", f"MATCH (b:{label})<-[r]-(a) WHERE {_owned('b', label)} AND a.document IS NULL {_EDGE}"
    )


@cache
def _edges_between_shared(label: str) -> Query:
    return inline(
        f"copy between {label}",
        f"MATCH (a:{label})-[r]->(b) WHERE b.document IS NULL {_EDGE}",
    )


@cache
def _links_from(label: str) -> Query:
    types = "|".join(_BETWEEN_TYPES)
    return inline(f"copy links of {label}", f"MATCH (a:{label})-[r:{types}]->(b) WHERE {_owned('a', label)} {_EDGE}")


@cache
def _forget_links(label: str) -> Query:
    types = "|".join(_BETWEEN_TYPES)
    return inline(f"forget links of {label}", f"MATCH (a:{label})-[r:{types}]->() WHERE {_owned('a', label)} DELETE r")


@cache
def _from_shared() -> frozenset[str]:
    """The owned labels to which a relationship of a shared node may lead."""
    return frozenset(end for row in RELATIONSHIPS if set(row.starts) & set(SHARED) for end in row.ends if end in OWNED)
