"""Read-only means read-only: no attack of the file passes the guard, and none changes anything where the guard is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import QueryFailed, RequestError, StoreUnavailable
from graph.export import export_graph
from graph.query import inline
from graph.store import Store
from queries.catalog import catalog
from tests.graph.samples import plan
from viewing.browse import ready_queries

HERE = Path(__file__).parent
ATTACKS = [json.loads(line) for line in (HERE / "attacks.jsonl").read_text(encoding="utf-8").splitlines()]
READS = (HERE / "reads.cypher").read_text(encoding="utf-8").strip().split("\n\n")


def content(store: Store, folder: Path) -> dict[str, bytes]:
    export_graph(store, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def definitions(store: Store) -> list[dict[str, object]]:
    """The indexes, where the engine lists them."""
    try:
        return sorted(store.read(inline("indexes", "SHOW INDEXES YIELD name, labelsOrTypes")), key=str)
    except QueryFailed:
        return []


def test_there_are_many_attacks_of_every_kind() -> None:
    assert len({attack["text"] for attack in ATTACKS}) == len(ATTACKS) >= 120
    assert len({attack["kind"] for attack in ATTACKS}) >= 10


def test_no_attack_passes_the_guard(store: Store, tmp_path: Path) -> None:
    store.save(plan(programs=1))
    before, revision = content(store, tmp_path / "before"), store.revision()
    for attack in ATTACKS:
        with pytest.raises(RequestError, match="only reading queries are allowed"):
            pytest.fail(f"{attack} gave {store.run_read(attack['text'])}")
    assert content(store, tmp_path / "after") == before
    assert store.revision() == revision


def test_no_attack_changes_anything_where_the_guard_is_gone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(plan(programs=1))
    before, revision, indexes = content(store, tmp_path / "before"), store.revision(), definitions(store)
    monkeypatch.setattr("graph.store.refuse_writes", lambda text: None)
    for attack in ATTACKS:
        try:
            rows = store.run_read(attack["text"]).rows
        except (QueryFailed, RequestError, StoreUnavailable):
            continue
        assert "root:x:" not in str(rows), attack
    assert content(store, tmp_path / "after") == before
    assert (store.revision(), definitions(store)) == (revision, indexes)


def test_every_ready_query_and_every_reading_query_of_the_file_passes(store: Store) -> None:
    store.save(plan())
    for text in (*(ready.text for ready in ready_queries()), *READS):
        store.run_read(text)


def test_our_own_reading_queries_would_pass_as_well() -> None:
    from graph.cypher import refuse_writes, tokens

    for query in catalog().values():
        if not {token.text for token in tokens(query.text)} & {"MERGE", "CREATE", "SET", "DELETE", "REMOVE"}:
            refuse_writes(query.text)
