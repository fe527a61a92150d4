"""The same documents give the same graph: byte for byte, in whatever order and however often they are loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graph.export import export_graph
from graph.store import Store
from library.library import SAMPLES
from library.prepare import SetByPerson, prepare

ROOT = Path(__file__).resolve().parent.parent.parent
PLANS = (SAMPLES / "김천시_4차산업혁명_공약_실천계획.txt", Path(__file__).parent / "documents" / "card_tables.md")
_PRINT = """
import sys, hashlib
from pathlib import Path
from library.prepare import SetByPerson, prepare
for name in sys.argv[1:]:
    rows = prepare(Path(name).name, Path(name).read_bytes(), SetByPerson()).rows
    print(hashlib.sha256(repr((rows.nodes, rows.edges)).encode()).hexdigest())
"""


def test_reading_depends_on_nothing_but_the_file() -> None:
    files = [*map(str, PLANS), str(SAMPLES / "2024년도_주요업무계획.txt")]
    told = {
        subprocess.run(
            [sys.executable, "-c", _PRINT, *files],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_any_history_of_loading_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    subgraphs = [prepare(p.name, p.read_bytes(), SetByPerson()).rows for p in PLANS]

    def exported(name: str) -> dict[str, bytes]:
        export_graph(store, tmp_path / name)
        return {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()}

    for rows in subgraphs:
        store.save(rows)
    first = exported("first")
    store.save(subgraphs[0])  # once more
    assert exported("twice") == first
    for rows in reversed(subgraphs):
        store.remove(rows.document)
        store.save(rows)
    assert exported("again") == first
    for rows in subgraphs:
        store.remove(rows.document)
    for rows in reversed(subgraphs):
        store.save(rows)
    assert exported("anew") == first
