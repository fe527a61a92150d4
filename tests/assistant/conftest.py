"""The sample documents, loaded once for all tests of answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from bench.ask import ROOT, loaded


@pytest.fixture(scope="package")
def samples() -> Iterator[Assistant]:
    with loaded(ROOT / "data" / "documents") as assistant:
        yield assistant
