"""The schema table and what is made from it."""

from __future__ import annotations

from graph.describe import FILE, markdown
from graph.query import inline
from graph.schema import LABEL_BY_NAME, RELATIONSHIPS, SHARED
from graph.store import Store


def test_the_page_of_the_model_is_the_tables() -> None:
    assert FILE.read_text(encoding="utf-8") == markdown(), "run python -m graph.describe"


def test_each_relationship_joins_labels_of_the_table_and_is_told_apart_by_a_property_of_its_own() -> None:
    for row in RELATIONSHIPS:
        assert {*row.starts, *row.ends} <= LABEL_BY_NAME.keys(), row.type
        assert not row.role or row.role in row.properties, row.type


def test_no_row_is_ambiguous() -> None:
    pairs = [(row.type, start, end) for row in RELATIONSHIPS for start in row.starts for end in row.ends]
    assert sorted(pairs) == sorted(set(pairs))


def test_shared_labels_belong_to_no_document() -> None:
    assert not any(LABEL_BY_NAME[name].owned for name in SHARED)


def test_every_key_is_unique_by_a_constraint_and_preparing_twice_does_no_harm(store: Store) -> None:
    store.write(inline("forget", "MATCH (m:Meta) DELETE m"))
    store.prepare()
    rows = store.read(inline("constraints", "SHOW CONSTRAINTS"))
    unique = {(row["labelsOrTypes"][0], row["properties"][0]) for row in rows if row["type"] == "UNIQUENESS"}
    assert unique >= {(label.name, label.key) for label in LABEL_BY_NAME.values()}
