"""The export: equal graphs give equal bytes, and no folder but an earlier export is ever replaced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from graph.errors import RequestError
from graph.export import export_graph
from graph.query import inline
from graph.schema import EXPORTED_LABELS, RELATIONSHIP_TYPES
from graph.store import Store
from tests.graph.samples import Builder, plan, rich

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def test_equal_graphs_give_equal_bytes_whatever_their_history(store: Store, tmp_path: Path) -> None:
    store.save(plan())
    store.save(rich())
    export_graph(store, tmp_path / "once")
    expected = content(tmp_path / "once")
    store.save(plan())
    export_graph(store, tmp_path / "twice")
    assert content(tmp_path / "twice") == expected
    store.remove("2024 계획")
    store.save(plan())
    export_graph(store, tmp_path / "again")
    assert content(tmp_path / "again") == expected
    store.remove("2024 계획")
    store.remove("부자")
    store.save(rich())
    store.save(plan())
    export_graph(store, tmp_path / "once")
    assert content(tmp_path / "once") == expected


def test_there_is_a_file_for_each_label_and_relationship_with_ends_by_key_name_or_code(
    store: Store, tmp_path: Path
) -> None:
    store.save(plan(programs=1))
    export_graph(store, tmp_path / "out")
    names = {label.name for label in EXPORTED_LABELS} | set(RELATIONSHIP_TYPES) | {"programs", "people"}
    assert set(content(tmp_path / "out")) == {f"{name}.jsonl" for name in names} | {"export.json", "graph.graphml"}
    document = lines(tmp_path / "out" / "Document.jsonl")[0]
    assert document["key"] == "2024 계획"
    assert "loaded_at" not in document
    assert [row["code"] for row in lines(tmp_path / "out" / "Region.jsonl")] == ["4300000000", "4313000000"]
    located = lines(tmp_path / "out" / "LOCATED_IN.jsonl")[0]
    assert located == {
        "from": "2024 계획/Program/수소 플랫폼 1",
        "to": "4313000000",
        "from_label": "Program",
        "to_label": "Region",
        "basis": "위치",
        "document": "2024 계획",
        "line_start": 3,
        "line_end": 4,
        "lines": [3, 7],
    }
    assert lines(tmp_path / "out" / "FUNDED_BY.jsonl")[0]["to"] == "행정안전부"


def test_lines_end_at_newlines_only(store: Store, tmp_path: Path) -> None:
    builder = Builder("줄")
    builder.own("Fact", "1", {"value": "a\u2028b\u0085c\r\nd"})
    store.save(builder.subgraph)
    export_graph(store, tmp_path / "out")
    assert lines(tmp_path / "out" / "Fact.jsonl")[0]["value"] == "a\u2028b\u0085c\r\nd"
    assert b"\r" not in (tmp_path / "out" / "Fact.jsonl").read_bytes()


def test_graphml_holds_all_nodes_and_relationships_typed(store: Store, tmp_path: Path) -> None:
    subgraph = plan()
    builder = Builder("특수")
    builder.own("Fact", "<&>\u0000", {"value": "]]>\u0001\r", "number": 1.5, "year": "2024"})
    store.save(subgraph)
    store.save(builder.subgraph)
    export_graph(store, tmp_path / "out")
    root = ElementTree.parse(tmp_path / "out" / "graph.graphml").getroot()
    nodes, edges = root.findall(f".//{NAMESPACE}node"), root.findall(f".//{NAMESPACE}edge")
    assert len(nodes) == len(subgraph.nodes) + len(builder.subgraph.nodes)
    assert len(edges) == len(subgraph.edges) + len(builder.subgraph.edges)
    ids = {node.get("id") for node in nodes}
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= ids
    assert "]]>\ufffd\r" in {data.text for data in root.iter(f"{NAMESPACE}data")}
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in root.iter(f"{NAMESPACE}key")}
    assert types["node", "amount_krw"] == "long"
    assert types["node", "number"] == "double"
    assert types["node", "adopted"] == "boolean"
    assert types["edge", "lines"] == "string"


def test_an_earlier_export_is_replaced_as_a_whole(store: Store, tmp_path: Path) -> None:
    store.save(plan())
    export_graph(store, tmp_path / "out")
    store.remove("2024 계획")
    (tmp_path / "empty").mkdir()
    for name in ("out", "empty"):
        export_graph(store, tmp_path / name)
    assert content(tmp_path / "out") == content(tmp_path / "empty")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "out"]


def test_any_other_folder_is_refused_and_left_alone(store: Store, tmp_path: Path) -> None:
    export_graph(store, tmp_path / "mixed")
    (tmp_path / "mixed" / "notes.txt").write_text("mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "export.json").write_text("{}")
    (tmp_path / "file").write_text("mine")
    for name, seen in (("mixed", "notes.txt"), ("other", "export.json"), ("file", "name a folder")):
        with pytest.raises(RequestError, match=seen):
            export_graph(store, tmp_path / name)
    assert (tmp_path / "mixed" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "other" / "export.json").read_text() == "{}"


def test_a_failure_leaves_the_earlier_export(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(plan())
    export_graph(store, tmp_path / "out")
    before = content(tmp_path / "out")
    store.remove("2024 계획")

    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graph.export.graphml.write", full)
    with pytest.raises(RequestError, match=r"No space left on device.*choose a folder"):
        export_graph(store, tmp_path / "out")
    assert content(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_export_is_of_one_state_of_the_graph(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, saves = store.read, [plan("새 문서")]

    def meanwhile(query: Any, **values: object) -> Any:
        if query.name == "export IN of Program" and saves:
            store.save(saves.pop())
        return read(query, **values)

    monkeypatch.setattr(store, "read", meanwhile)
    export_graph(store, tmp_path / "out")
    programs = {row["key"] for row in lines(tmp_path / "out" / "Program.jsonl")}
    assert {row["from"] for row in lines(tmp_path / "out" / "IN.jsonl")} == programs != set()


def test_the_flat_file_of_programs_has_the_format_of_the_contract(store: Store, tmp_path: Path) -> None:
    store.save(rich())
    export_graph(store, tmp_path / "out")
    program, whole = lines(tmp_path / "out" / "programs.jsonl")
    at = {"line_start": 3, "line_end": 4}
    assert whole["key"] == "부자/Program/전체 사업"
    assert {name: program[name] for name in list(program)[:11]} == {
        "key": "부자/Program/수소 사업",
        "document": "부자.txt",
        "name": "수소 사업",
        "aliases": ["수소사업"],
        "names": [{"name": "수소", "year": "2024", **at}],
        "kind": "사업",
        "status": "공모",
        "is_new": True,
        "is_competition": True,
        "period_start": "2024",
        "period_end": None,
    }
    assert [(row["amount_krw"], row["line_start"]) for row in program["budgets"]] == [(1, 7), (2, 8)]
    assert list(program["budgets"][0]) == [
        *("amount_krw", "source", "scope", "year", "party", "label", "adopted", "as_stated", "line_start", "line_end")
    ]
    assert sorted(program["ministries"], key=lambda row: row["role"]) == [
        {"name": "행정안전부", "role": "공모", **at},
        {"name": "행정자치부", "role": "언급", **at},
        {"name": "안전행정부", "role": "제안", **at},
        {"name": "행정안전부", "role": "주관", **at},
        {"name": "충청북도", "role": "지원", **at},
    ]
    assert program["agencies"] == [{"name": "진흥원", **at}]
    assert {(row["name"], row["role"]) for row in program["institutions"]} == {
        ("테크노파크", "수행"),
        ("충북대", "참여"),
    }
    assert program["regions"] == [{"code": "4313000000", "name": "충주시", "basis": "위치", **at}]
    assert program["milestones"] == [
        {
            "date_start": "2024-05",
            "date_end": None,
            "text": "공모 신청",
            "kind": "plan",
            "line_start": 6,
            "line_end": None,
        }
    ]
    assert (program["parent"], whole["parent"]) == ("부자/Program/전체 사업", None)
    assert program["mentions"] == [[3, 4]]


def test_the_flat_file_of_people_has_the_format_of_the_contract(store: Store, tmp_path: Path) -> None:
    store.save(plan(programs=2))
    export_graph(store, tmp_path / "out")
    assert lines(tmp_path / "out" / "people.jsonl") == [
        {
            "key": "2024 계획/Person/홍석수",
            "document": "2024 계획.txt",
            "name": "홍석수",
            "title": "팀장",
            "department": "기획단 전략팀",
            "phone": "043-210-0001",
            "programs": ["2024 계획/Program/수소 플랫폼 1", "2024 계획/Program/수소 플랫폼 2"],
            "lines": [3, 7],
        }
    ]
    program = lines(tmp_path / "out" / "programs.jsonl")[0]
    assert program["departments"] == [{"name": "전략팀", "path": "기획단 전략팀"}]
    assert program["contacts"] == [
        {"name": "홍석수", "title": "팀장", "phone": "043-210-0001", "duty": "총괄", "line_start": 3, "line_end": 4}
    ]


def test_what_a_person_added_beside_the_schema_is_not_lost_from_a_node(store: Store, tmp_path: Path) -> None:
    store.save(plan(programs=1))
    store.write(inline("note", "MATCH (p:Program) SET p.zz_note = 'mine'"))
    export_graph(store, tmp_path / "out")
    assert lines(tmp_path / "out" / "Program.jsonl")[0]["zz_note"] == "mine"
