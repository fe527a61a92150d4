"""The Cypher that follows from the schema table: constraints and indexes, and the writing of one document.

A label cannot be a parameter of Cypher, so these texts are made here, one for each row of the table, and never from
what a document says. Rows are sent as lists in the order of the table's properties: names would be half of what goes
over the wire. Both engines read the same text, except that ``definitions`` has more indexes for one.

A document's nodes are found by the beginning of their keys, which the unique index serves on both engines. ArcadeDB
has no index on ``document``: in its indexes each removal walks through all entries of that value, so that replacing a
document of 3,000 nodes took 1.1 s longer, and longer each time.
"""

from __future__ import annotations

from functools import cache

from graph.query import Query, inline
from graph.schema import LABEL_BY_NAME, LABELS, RELATIONSHIPS, SHARED, key_property, relationship

META = "graph"
"""The key of the one Meta node."""

_CHAIN = "PART_OF|SUCCEEDED_BY"
_CHAIN_LENGTH = 12  # 읍면동 → 시군구 → 시도 → 권역, and the ministries' chain of names since 1948


def definitions(engine: str) -> list[Query]:
    """Constraints and indexes of an engine (``embedded`` or ``neo4j``), each harmless when it is there already."""
    found = []
    for label in LABELS:
        name = label.name
        unique = f"CREATE CONSTRAINT {name}_key IF NOT EXISTS FOR (n:{name}) REQUIRE n.{label.key} IS UNIQUE"
        found.append(inline(f"constraint {name}", unique))
        few_equals = label.indexed
        for column in (*few_equals, "document") if label.owned and engine == "neo4j" else few_equals:
            index = f"CREATE INDEX {name}_{column} IF NOT EXISTS FOR (n:{name}) ON (n.{column})"
            found.append(inline(f"index {name}.{column}", index))
    return found


def prefix(document: str, label: str) -> str:
    """How the keys of a document's nodes of an owned label begin; the Document's own key is the document's."""
    return document if label == "Document" else f"{document}/{label}/"


def columns(label: str) -> tuple[str, ...]:
    """The properties of a label's row: its key first."""
    row = LABEL_BY_NAME[label]
    return (row.key, *(name for name in row.properties if name not in (row.key, "document")))


def edge_columns(type_: str, start: str, end: str) -> tuple[str, ...]:
    """The properties of a relationship's row, which follow the keys of both ends."""
    row = relationship(type_, start, end)
    return tuple(name for name in row.properties if name != "document") if row else ()


@cache
def create_nodes(label: str) -> Query:
    """Create the document's nodes of an owned label."""
    values = ["document: $document", *(f"{name}: row[{i}]" for i, name in enumerate(columns(label)))]
    return inline(f"save {label}", f"UNWIND $rows AS row CREATE (:{label} {{{', '.join(values)}}})")


@cache
def merge_nodes(label: str) -> Query:
    """Create the shared nodes that are not there; the tables' properties replace the old ones."""
    key, *names = columns(label)
    values = ", ".join(f"n.{name} = row[{i}]" for i, name in enumerate(names, start=1))
    return inline(f"save {label}", f"UNWIND $rows AS row MERGE (n:{label} {{{key}: row[0]}}) SET {values}")


@cache
def create_edges(type_: str, start: str, end: str) -> Query:
    """Create relationships of one type between two labels. Between shared nodes they are merged."""
    row = relationship(type_, start, end)
    names = edge_columns(type_, start, end)
    values = [f"{name}: row[{i}]" for i, name in enumerate(names, start=2)]
    if row and "document" in row.properties:
        values.append("document: $document")
    ends = (
        f"UNWIND $rows AS row MATCH (a:{start} {{{key_property(start)}: row[0]}}) "
        f"MATCH (b:{end} {{{key_property(end)}: row[1]}}) "
    )
    if start in SHARED and end in SHARED:
        setting = ", ".join(f"r.{name} = row[{i}]" for i, name in enumerate(names, start=2))
        return inline(f"save {type_}", f"{ends}MERGE (a)-[r:{type_}]->(b) SET {setting}")
    return inline(f"save {type_}", f"{ends}CREATE (a)-[:{type_} {{{', '.join(values)}}}]->(b)")


@cache
def delete_edges(type_: str, label: str) -> Query:
    """Delete relationships of one type between nodes of one owned label, given as pairs of keys."""
    return inline(
        f"delete {type_}",
        f"UNWIND $rows AS row MATCH (a:{label} {{key: row[0]}})-[r:{type_}]->(b:{label} {{key: row[1]}}) DELETE r",
    )


def _owned_nodes(label: str) -> str:
    return f"MATCH (n:{label}) WHERE n.key STARTS WITH $prefix AND n.document = $document"


@cache
def delete_nodes(label: str) -> Query:
    """Delete the document's nodes of an owned label, with all their relationships."""
    return inline(f"delete {label}", f"{_owned_nodes(label)} DETACH DELETE n")


@cache
def touched(label: str, shared: str) -> Query:
    """The shared nodes that the document's nodes of a label refer to, with those above and after them."""
    return inline(
        f"{shared} of {label}",
        f"{_owned_nodes(label)} MATCH (n)--(s:{shared}) WITH DISTINCT s "
        f"MATCH (s)-[:{_CHAIN}*0..{_CHAIN_LENGTH}]->(t:{shared}) RETURN DISTINCT t.{key_property(shared)} AS key",
    )


@cache
def delete_orphans(shared: str) -> Query:
    """Delete those of the named shared nodes that no document refers to, nor to anything below or before them.

    Reachability, not the count of relationships: 행정안전부 → 안전행정부 → 행정자치부 → 행정안전부 is a circle.
    """
    return inline(
        f"orphans of {shared}",
        f"UNWIND $keys AS key MATCH (n:{shared} {{{key_property(shared)}: key}}) WHERE NOT EXISTS {{ "
        f"MATCH (n)<-[:{_CHAIN}*0..{_CHAIN_LENGTH}]-(s)--(o) WHERE o.document IS NOT NULL }} DETACH DELETE n",
    )


@cache
def referring_labels(shared: str) -> tuple[str, ...]:
    """The owned labels that the table allows a relationship with the shared label."""
    pairs = [(start, end) for row in RELATIONSHIPS for start in row.starts for end in row.ends]
    around = {start for start, end in pairs if end == shared} | {end for start, end in pairs if start == shared}
    return tuple(label.name for label in LABELS if label.owned and label.name in around)


READ_META = inline(
    "state of the graph",
    "MATCH (m:Meta) RETURN m.schema_version AS schema_version, m.revision AS revision, m.copying AS copying",
)
BUMP = inline("next revision", "MERGE (m:Meta {key: $key}) SET m.revision = coalesce(m.revision, 0) + 1")
HOLD = inline("hold the graph still", "MATCH (m:Meta {key: $key}) SET m.revision = m.revision")
SET_VERSION = inline(
    "schema version",
    "MERGE (m:Meta {key: $key}) SET m.schema_version = $version, m.revision = coalesce(m.revision, 0)",
)
DOCUMENT_KEYS = inline("documents", "MATCH (d:Document) RETURN d.key AS key ORDER BY key")
HAS_DOCUMENT = inline("document", "MATCH (d:Document {key: $document}) RETURN d.key AS key")
