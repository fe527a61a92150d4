"""A home with one made plan, loaded once with the encoder for tests; each test that changes it puts it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from graph.store import stop_embedded
from library.library import Library
from settings import Settings
from tests.conftest import embedded_settings
from viewing.office import Office

PLAN = Path(__file__).parent.parent / "restyle" / "documents" / "agency_plan.md"


@pytest.fixture(scope="package")
def plan_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of a home that holds the made plan."""
    settings = embedded_settings(tmp_path_factory.mktemp("app"), SAEOP_ENCODER="hashing")
    with Library(settings) as library:
        assert library.load(PLAN).state == "loaded"
        library.sync()
    yield settings
    stop_embedded(settings)


@pytest.fixture(scope="package")
def library(plan_settings: Settings) -> Iterator[Library]:
    with Library(plan_settings) as opened:
        yield opened


@pytest.fixture(scope="package")
def assistant(library: Library) -> Assistant:
    return Assistant(library.store, library.ready_index())


@pytest.fixture(scope="package")
def office(plan_settings: Settings) -> Iterator[Office]:
    """The opened app of the made plan."""
    opened = Office(plan_settings).start()
    assert opened.wait(60) == "ready", opened.error
    yield opened
    opened.close()
