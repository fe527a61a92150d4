"""Plans of invented institutions, each in a style of its own, against facts made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.memory import read_file
from bench.scoring import Tally, score

_DOCUMENTS = sorted(p for p in (Path(__file__).parent / "documents").iterdir() if p.suffix != ".jsonl")
_LEAST = 0.97


def tally(path: Path) -> Tally:
    gold = [json.loads(line) for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    return score(gold, read_file(path).programs)


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda p: p.stem)
def test_facts_of_an_invented_plan(path: Path) -> None:
    found = tally(path)
    assert found.f1 >= _LEAST, found.told
