"""Which search the settings name, and what the graph says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.choice import make_index
from embeddings.encoder import HashingEncoder
from embeddings.within import GraphIndex
from graph import searching
from graph.errors import QueryFailed, SearchError
from graph.export import export_graph
from graph.query import inline
from graph.statements import META
from graph.store import open_store
from library.library import Library
from settings import Settings
from tests.conftest import WIPE
from tests.embeddings.held import Counting, subgraph
from tests.embeddings.test_search_contract import CHUNKS


def test_the_embedded_graph_cannot_be_searched_within(tmp_path: Path) -> None:
    settings = Settings.from_environment({"SAEOP_HOME": str(tmp_path), "SAEOP_SEARCH": "graph"})
    with pytest.raises(SearchError, match=r"^SAEOP_SEARCH=graph needs a Neo4j server .* use SAEOP_SEARCH=local$"):
        Library(settings)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_search_is_refused(tmp_path: Path) -> None:
    settings = Settings.from_environment({"SAEOP_HOME": str(tmp_path), "SAEOP_SEARCH": "elastic"})
    with pytest.raises(SearchError, match="SAEOP_SEARCH is 'elastic': use local or graph"):
        Library(settings)


@pytest.mark.neo4j
def test_search_within_the_graph_leaves_the_home_and_the_export_alone(shared_neo4j: Settings, tmp_path: Path) -> None:
    environment = {"SAEOP_HOME": str(tmp_path / "home"), "SAEOP_GRAPH": shared_neo4j.graph, "SAEOP_SEARCH": "graph"}
    with open_store(shared_neo4j) as store:
        store.save(subgraph("2024", CHUNKS[:3]))
        export_graph(store, tmp_path / "before")
        index = GraphIndex(store, HashingEncoder())
        assert index.sync((), store.revision()).chunks == 3
        export_graph(store, tmp_path / "after")
        assert isinstance(make_index(Settings.from_environment(environment), store), GraphIndex)
        store.write(WIPE)
    before, after = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("before", "after"))
    assert before == after
    assert not (tmp_path / "home").exists()


@pytest.mark.neo4j
def test_what_was_embedded_before_the_indexes_were_made_is_not_lost(
    shared_neo4j: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = Counting()
    with open_store(shared_neo4j) as store:
        store.write(searching.BEGIN, key=META, made_by=None)
        store.save(subgraph("2024", CHUNKS[:3]))
        index = GraphIndex(store, encoder)
        with monkeypatch.context() as patch:
            patch.setattr(searching, "CREATE_WORD_INDEX", inline("broken", "CREATE NOTHING"))
            with pytest.raises(QueryFailed):
                index.sync((), store.revision())
        assert "not finished" in index.status().problem
        with pytest.raises(SearchError, match="not finished"):
            index.search("충주")
        assert index.sync((), store.revision()).chunks == len(encoder.embedded) == 3
        assert index.search("충주시", 1)[0].chunk_key == "2024/Chunk/b"
        store.write(WIPE)
