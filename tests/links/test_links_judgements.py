from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import RequestError
from graph.export import export_graph
from graph.store import Store
from library.links.desk import Desk
from tests.links.editions import Made, document, programs
from tests.links.helpers import link, links, names, put

BEFORE = document(2023, [Made("농정과", "산나물 축제 지원", 90, "공연"), Made("농정과", "꿀벌 보호", 50, "벌통 10개")])
AFTER = document(
    2024, [Made("농정과", "산나물 축제 지원", 90, "공연"), Made("농정과", "고랭지 배추 저장고", 70, "저온저장 2동")]
)
HERBS = ("산나물 축제 지원", "산나물 축제 지원")
ODD = ("고랭지 배추 저장고", "꿀벌 보호")


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    put(store, "a.md", BEFORE)
    put(store, "b.md", AFTER)
    link(store, tmp_path)
    assert names(store, "CONTINUES") == {HERBS}
    return Desk(store)


def keys(pair: tuple[str, str]) -> tuple[str, str]:
    return f"b.md/Program/{pair[0]}", f"a.md/Program/{pair[1]}"


def test_people_overrule_and_can_take_it_back(store: Store, tmp_path: Path, desk: Desk) -> None:
    desk.decide(*keys(HERBS), "not", who="김", when="2024-01-01", why="다른 축제")
    desk.decide(*keys(ODD), "same", who="김", when="2024-01-02", why="인계서")
    link(store, tmp_path)
    assert names(store, "CONTINUES") == {ODD}
    assert links(store, "CONTINUES")[0][3:5] == (1.0, "사람이 판단함: 인계서")
    desk.decide(*keys(ODD), "family", who="이", when="2024-01-03", why="")
    link(store, tmp_path)
    assert names(store, "CONTINUES") == set()
    assert {frozenset(n) for n in names(store, "SAME_FAMILY")} == {frozenset(ODD)}
    assert desk.undo(*keys(HERBS))
    assert desk.undo(*reversed(keys(ODD)))
    assert not desk.undo(*keys(ODD))
    link(store, tmp_path)
    assert names(store, "CONTINUES") == {HERBS}


def test_a_judgement_outlives_its_documents(store: Store, tmp_path: Path, desk: Desk) -> None:
    desk.decide(*keys(HERBS), "not", who="김", when="2024-01-01", why="")
    desk.decide(*keys(ODD), "same", who="김", when="2024-01-01", why="")
    link(store, tmp_path)
    before = links(store)
    put(store, "a.md", BEFORE)
    link(store, tmp_path)
    assert links(store) == before
    for key in ("a.md", "b.md"):
        store.remove(key)
        link(store, tmp_path)
    assert links(store) == []
    assert len(desk.judged()) == 2
    put(store, "b.md", AFTER)
    link(store, tmp_path / "another home")
    put(store, "a.md", BEFORE)
    link(store, tmp_path / "another home")
    assert links(store) == before


def test_what_is_the_same_is_not_open_to_others(store: Store, tmp_path: Path, desk: Desk) -> None:
    herbs = keys(HERBS)
    desk.decide(herbs[0], keys(ODD)[1], "same", who="", when="", why="")
    link(store, tmp_path)
    assert names(store, "CONTINUES") == {(HERBS[0], ODD[1])}


def test_judgements_are_exported(store: Store, tmp_path: Path, desk: Desk) -> None:
    desk.decide(*keys(HERBS), "not", who="김", when="2024-01-01", why="다른 축제")
    export_graph(store, tmp_path / "export")
    rows = [json.loads(x) for x in (tmp_path / "export" / "Judgement.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["left"], r["right"], r["verdict"], r["why"]) for r in rows] == [
        (*sorted(keys(HERBS)), "not", "다른 축제")
    ]


def test_things_are_found_by_key_or_name_and_never_guessed(store: Store, desk: Desk) -> None:
    put(store, "c.md", document(2022, programs(later=False)))
    assert desk.find("꿀벌보호") == "a.md/Program/꿀벌 보호"
    assert desk.find("a.md/Program/꿀벌 보호") == "a.md/Program/꿀벌 보호"
    with pytest.raises(RequestError, match="several programs"):
        desk.find("산나물 축제 지원")
    with pytest.raises(RequestError, match="no program"):
        desk.find("꿀벌")
    with pytest.raises(RequestError, match="two kinds"):
        desk.decide("a.md/Program/꿀벌 보호", "c.md/Department/농정과", "same", who="", when="", why="")
    with pytest.raises(RequestError, match="name two"):
        desk.decide("a.md/Program/꿀벌 보호", "a.md/Program/꿀벌 보호", "same", who="", when="", why="")


def test_units_can_be_judged_too(store: Store, tmp_path: Path) -> None:
    put(store, "a.md", document(2023, programs(later=False)))
    put(store, "b.md", document(2024, programs(later=True)))
    link(store, tmp_path)
    ends = ("b.md/Department/농정과", "a.md/Department/농정과")
    before = {f[1:3] for f in links(store, "SAME_AS")}
    Desk(store).decide(*ends, "not", who="", when="", why="")
    link(store, tmp_path)
    assert {f[1:3] for f in links(store, "SAME_AS")} == before - {ends}


def test_review_lists_the_uncertain_and_not_what_is_decided(store: Store, tmp_path: Path) -> None:
    put(store, "a.md", document(2023, programs(later=False)))
    put(store, "b.md", document(2024, programs(later=True)))
    link(store, tmp_path)
    desk = Desk(store)
    first = desk.review(50)
    assert first
    assert all(r["score"] < 0.7 for r in first)
    assert [r["use"] for r in first] == sorted((r["use"] for r in first), reverse=True)
    desk.decide(first[0]["from"], first[0]["to"], "same", who="", when="", why="")
    link(store, tmp_path)
    assert (first[0]["from"], first[0]["to"]) not in {(r["from"], r["to"]) for r in desk.review(50)}
