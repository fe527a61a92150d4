"""Fixtures strategy: one embedded server for the whole run, wiped after each test that used it.

``store`` is parametrised over the engines, so that a test written once holds for both. Neo4j takes part when
``SAEOP_TEST_NEO4J`` names an **empty** server (``SAEOP_TEST_NEO4J_PASSWORD`` its password, if it has one): a graph
that is not empty is never touched. Tests that end servers, or break them, use ``home_settings``: a home of their own.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from graph.query import inline
from graph.store import Store, open_store, stop_embedded
from settings import Settings

WIPE = inline("wipe", "MATCH (n) WHERE NOT n:Meta DETACH DELETE n")
COUNT = inline("count", "MATCH (n) WHERE NOT n:Meta RETURN count(n) AS n")


class OneNeo4j(LoadScopeScheduling):  # type: ignore[misc]
    """The files that want the one Neo4j follow one another on one worker; the others go by folders, which share fixtures.

    (pytest-xdist 3.8 writes its own groups into ids that pytest 9 no longer lets it change.)
    """

    @functools.cached_property
    def _on_neo4j(self) -> set[str]:
        files: set[str] = {nodeid.split("::")[0] for nodeid in self.collection}
        asked = {nodeid.split("::")[0] for nodeid in self.collection if "neo4j" in nodeid}
        return asked | {f for f in files if "neo4j" in Path(f).read_text(encoding="utf-8").lower()}

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::")[0]
        return "neo4j" if path in self._on_neo4j else str(Path(path).parent)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneNeo4j:
    """How the workers of ``./scripts/test`` share the tests."""
    return OneNeo4j(config, log)


def embedded_settings(home: Path, **environment: str) -> Settings:
    return Settings.from_environment({"SAEOP_HOME": str(home), "SAEOP_IDLE_SECONDS": "120", **environment})


@pytest.fixture(scope="session")
def shared_embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of the run's embedded graph."""
    settings = embedded_settings(tmp_path_factory.mktemp("home"))
    yield settings
    stop_embedded(settings)


@pytest.fixture(scope="session")
def shared_neo4j() -> Settings:
    """The settings of the run's Neo4j, whose graph is empty."""
    address = os.environ.get("SAEOP_TEST_NEO4J", "")
    if not address:
        pytest.skip("SAEOP_TEST_NEO4J names no server")
    password = os.environ.get("SAEOP_TEST_NEO4J_PASSWORD", "")
    settings = Settings.from_environment({"SAEOP_GRAPH": address, "SAEOP_GRAPH_PASSWORD": password})
    with open_store(settings) as store:
        if store.read(COUNT)[0]["n"]:
            pytest.fail(f"SAEOP_TEST_NEO4J={address} holds a graph; the tests want an empty one", pytrace=False)
    return settings


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def graph_settings(request: pytest.FixtureRequest) -> Settings:
    """The settings of an engine, one after the other."""
    settings: Settings = request.getfixturevalue(f"shared_{request.param}")
    return settings


@pytest.fixture
def store(graph_settings: Settings) -> Iterator[Store]:
    """An empty graph on each engine."""
    with open_store(graph_settings) as opened:
        yield opened
        opened.write(WIPE)


@pytest.fixture
def home_settings(tmp_path: Path) -> Iterator[Settings]:
    """The settings of an embedded graph of the test's own, whose server is ended afterwards."""
    settings = embedded_settings(tmp_path / "home")
    yield settings
    stop_embedded(settings)
