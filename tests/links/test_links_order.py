"""Links are a function of the graph: the order of loading, removing and linking leaves no trace."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from graph.export import export_graph
from graph.store import Store
from library.links.linker import Linker
from tests.links.editions import document, programs
from tests.links.helpers import Found, link, links, put

PLANS = {
    "a_2022.md": document(2022, programs(later=False)),
    "a_2023.md": document(2023, programs(later=False)),
    "a_2024.md": document(2024, programs(later=True)),
    "b_2023.md": document(2023, programs(later=False)[:25], county="영월"),
    "b_2024.md": document(2024, programs(later=True)[10:], county="영월"),
    "c_2024.md": document(2024, programs(later=True)[5:30], county="청송", province="경상북도"),
}


def at_once(store: Store, home: Path, plans: list[str]) -> list[Found]:
    for key in plans:
        put(store, key, PLANS[key])
    link(store, home)
    found = links(store)
    for key in plans:
        store.remove(key)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_loading_gives_the_same_links(store: Store, tmp_path: Path, seed: int) -> None:
    plans = sorted(PLANS)
    expected = at_once(store, tmp_path / "once", plans)
    assert {f.type for f in expected} >= {"CONTINUES", "SAME_FAMILY", "SIMILAR_TO", "SAME_AS"}
    random.Random(seed).shuffle(plans)
    for key in plans:
        put(store, key, PLANS[key])
        link(store, tmp_path / "each")
    assert links(store) == expected


def test_removing_a_document_removes_exactly_its_links(store: Store, tmp_path: Path) -> None:
    plans = sorted(PLANS)
    for key in plans[:-2]:
        put(store, key, PLANS[key])
    link(store, tmp_path)
    before = links(store)
    for first, second in itertools.permutations(plans[-2:]):
        for key in (first, second):
            put(store, key, PLANS[key])
            link(store, tmp_path)
        assert links(store) != before
        for key in (first, second):
            store.remove(key)
            link(store, tmp_path)
        assert links(store) == before


def test_a_document_saved_again_gets_its_links_back(store: Store, tmp_path: Path) -> None:
    for key, text in PLANS.items():
        put(store, key, text)
    link(store, tmp_path)
    before = links(store)
    put(store, "a_2023.md", PLANS["a_2023.md"])
    assert links(store) != before
    assert link(store, tmp_path).documents == 1
    assert links(store) == before
    assert link(store, tmp_path).transactions == 0


def test_what_is_kept_in_the_home_can_be_thrown_away(store: Store, tmp_path: Path) -> None:
    for key in ("a_2023.md", "a_2024.md", "b_2023.md"):
        put(store, key, PLANS[key])
    link(store, tmp_path)
    kept = tmp_path / "links" / "neighbours.npz"
    for damage in (b"", kept.read_bytes()[:100], None):
        kept.write_bytes(damage) if damage is not None else kept.unlink()
        put(store, "b_2024.md", PLANS["b_2024.md"])
        link(store, tmp_path)
        with_it = links(store)
        store.remove("b_2024.md")
        link(store, tmp_path)
        assert with_it == at_once_again(store, tmp_path)


def at_once_again(store: Store, home: Path) -> list[Found]:
    """The links with the fourth plan, computed with nothing kept; the graph is left as it was."""
    put(store, "b_2024.md", PLANS["b_2024.md"])
    Linker(store, home / "fresh").link()
    found = links(store)
    store.remove("b_2024.md")
    link(store, home)
    return found


def test_equal_graphs_export_equal_bytes(store: Store, tmp_path: Path) -> None:
    exports = []
    for number, plans in enumerate((sorted(PLANS), sorted(PLANS, reverse=True))):
        for key in plans:
            put(store, key, PLANS[key])
            link(store, tmp_path / f"home{number}")
        export_graph(store, tmp_path / f"export{number}")
        exports.append({p.name: p.read_bytes() for p in (tmp_path / f"export{number}").iterdir()})
        for key in plans:
            store.remove(key)
    assert exports[0] == exports[1]
    assert exports[0]["CONTINUES.jsonl"].count(b"\n") > 50
