"""The sample documents, loaded once for all tests of answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from bench.ask import ROOT, loaded


@pytest.fixture(scope="package")
def samples() -> Iterator[Assistant]:
    with loaded(ROOT / "data" / "documents") as assistant:
        yield assistant


@contextmanager
def plan_loaded(folder: Path, text: str) -> Iterator[Assistant]:
    """A plan written for a test, loaded alone."""
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8")
    with loaded(path) as assistant:
        yield assistant
