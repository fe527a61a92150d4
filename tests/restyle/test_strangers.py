"""Texts on other subjects hold no programs: a recipe with amounts is no plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.memory import read_file

_STRANGERS = sorted((Path(__file__).parent / "strangers").glob("*.txt"))


@pytest.mark.parametrize("path", _STRANGERS, ids=lambda p: p.stem)
def test_a_text_on_another_subject_has_no_programs(path: Path) -> None:
    assert [p["name"] for p in read_file(path).programs] == []
