"""The contract of the store: the same for the embedded graph and for a real Neo4j."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Thread

import pytest

from graph import writing
from graph.errors import QueryFailed, RequestError
from graph.export import export_graph
from graph.model import Edge, Node, Ref, Value
from graph.query import Query, inline
from graph.store import Store
from tests.graph.samples import Builder, plan

PROGRAMS = inline("programs", "MATCH (p:Program) RETURN p.document AS document, p.name AS name ORDER BY document, name")
EDGES = inline("edges", "MATCH ()-[r]->() RETURN count(r) AS n")
MAKE = inline("make", "MERGE (n:Judgement {key: $key}) RETURN n.key AS key")


def shared(store: Store) -> set[str]:
    text = "MATCH (n) WHERE n:Region OR n:Ministry OR n:Institution RETURN coalesce(n.name, n.key) AS name"
    return {row["name"] for row in store.read(inline("shared", text))}


def content(store: Store, folder: Path) -> dict[str, bytes]:
    export_graph(store, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_saved_document_is_read_back_as_it_was(store: Store) -> None:
    subgraph = plan()
    store.save(subgraph)
    text = "MATCH (n {document: $document}) RETURN labels(n)[0] AS label, properties(n) AS properties"
    rows = store.read(inline("all", text), document=subgraph.document)
    found = {(row["label"], row["properties"]["key"]): row["properties"] for row in rows}
    owned = [node for node in subgraph.nodes if node.label not in ("Region", "Ministry", "Institution")]
    assert found == {
        (node.label, node.key): {"key": node.key, "document": subgraph.document, **node.properties} for node in owned
    }
    assert store.read(EDGES)[0]["n"] == len(subgraph.edges)
    assert store.document_keys() == ["2024 계획"]


def test_values_of_every_kind_come_back_unchanged(store: Store) -> None:
    builder = Builder("값")
    kinds: dict[str, Value] = {
        "value": "따옴표 ' \" ` \\ \u0000 😀\n",
        "number": 5.0,
        "year": "",
        "line_start": 2**53 + 1,
        "unit": None,
    }
    builder.own("Fact", "~/~", {**kinds, "attribute": "${x} // /* {"})
    store.save(builder.subgraph)
    fact = store.read(inline("fact", "MATCH (f:Fact) RETURN properties(f) AS p"))[0]["p"]
    expected = {key: value for key, value in kinds.items() if value is not None}
    assert {key: fact[key] for key in expected} == expected
    assert "unit" not in fact
    assert isinstance(fact["number"], float)
    assert fact["key"] == "값/Fact/~~/~~"


def test_saving_again_replaces_what_the_document_stated(store: Store) -> None:
    store.save(plan(programs=3))
    store.save(plan(programs=1))
    assert [row["name"] for row in store.read(PROGRAMS)] == ["수소 플랫폼 1"]
    assert store.read(EDGES)[0]["n"] == len(plan(programs=1).edges)


def test_replacing_and_removing_one_document_leaves_the_others_byte_for_byte(store: Store, tmp_path: Path) -> None:
    other = Builder("2020 추진상황")
    other.program("제천 사업", "4315000000")
    store.save(other.subgraph)
    before = content(store, tmp_path / "before")
    store.save(plan())
    store.save(plan(programs=1))
    assert store.remove("2024 계획")
    assert content(store, tmp_path / "after") == before


def test_a_document_whose_name_begins_like_another_keeps_its_own(store: Store) -> None:
    for name in ("계획", "계획 2", "계획/Program"):
        store.save(plan(name, programs=1))
    store.remove("계획")
    assert {row["document"] for row in store.read(PROGRAMS)} == {"계획 2", "계획/Program"}


def test_removing_the_last_document_leaves_nothing(store: Store) -> None:
    store.save(plan())
    assert store.remove("2024 계획")
    assert store.read(inline("all", "MATCH (n) WHERE NOT n:Meta RETURN n")) == []
    assert store.document_keys() == []


def test_removing_an_unknown_document_changes_nothing(store: Store) -> None:
    store.save(plan())
    revision = store.revision()
    assert not store.remove("없는 문서")
    assert store.revision() == revision


def test_shared_nodes_live_as_long_as_something_below_or_before_them_is_referred_to(store: Store) -> None:
    store.save(plan())
    jecheon = Builder("제천")
    jecheon.program("제천 사업", "4315000000")
    store.save(jecheon.subgraph)
    assert shared(store) >= {"충주시", "제천시", "충청북도", "행정안전부", "안전행정부", "행정자치부", "충북진흥원"}
    store.remove("2024 계획")
    assert shared(store) == {"제천시", "충청북도"}


def test_a_shared_node_that_a_replacement_no_longer_names_goes_away(store: Store) -> None:
    store.save(plan())
    builder = Builder("2024 계획")
    builder.program("제천 사업", "4315000000")
    store.save(builder.subgraph)
    assert shared(store) == {"제천시", "충청북도"}


def test_a_shared_node_that_nothing_refers_to_is_not_kept(store: Store) -> None:
    builder = Builder("문서")
    builder.region("4313000000")
    builder.institution("아무도")
    store.save(builder.subgraph)
    assert shared(store) == set()


def test_properties_of_a_shared_node_are_those_of_the_tables_that_were_read_last(store: Store) -> None:
    for aliases in (["옛 이름"], None):
        builder = Builder("문서")
        builder.subgraph.nodes.append(Node("Institution", "진흥원", {"name": "진흥원", "aliases": aliases}))
        builder.edge("ISSUED_BY", builder.document, Ref("Institution", "진흥원"))
        store.save(builder.subgraph)
    row = store.read(inline("one", "MATCH (n:Institution) RETURN properties(n) AS p"))[0]
    assert row["p"] == {"key": "진흥원", "name": "진흥원"}


def test_a_failure_inside_a_save_leaves_the_old_content(store: Store, tmp_path: Path) -> None:
    store.save(plan())
    before, revision = content(store, tmp_path / "before"), store.revision()
    broken = plan(programs=1)
    broken.nodes.append(Node("Fact", "2024 계획/Fact/큰 수", {"number": 2**70}))
    with pytest.raises(QueryFailed, match="save Fact"):
        store.save(broken)
    assert store.revision() == revision
    assert content(store, tmp_path / "after") == before


def test_a_subgraph_that_is_not_sound_is_refused_before_anything_happens(store: Store) -> None:
    def with_(*, node: Node | None = None, edge: Edge | None = None) -> None:
        subgraph = plan()
        subgraph.nodes += [node] if node else []
        subgraph.edges += [edge] if edge else []
        store.save(subgraph)

    document, person = Ref("Document", "2024 계획"), Ref("Person", "2024 계획/Person/홍석수")
    program = Ref("Program", "2024 계획/Program/수소 플랫폼 1")
    wrong: list[tuple[str, dict[str, object]]] = [
        ("two nodes", {"node": Node("Person", person.key)}),
        ("no document has nodes", {"node": Node("Judgement", "x")}),
        ("does not begin with", {"node": Node("Person", "남의 문서/Person/홍석수")}),
        ("colour", {"node": Node("Person", "2024 계획/Person/a", {"colour": "red"})}),
        ("names the document", {"node": Node("Person", "2024 계획/Person/a", {"document": "남의 문서"})}),
        ("schema has no", {"edge": Edge("IN", person, document)}),
        ("no node of the subgraph", {"edge": Edge("CONTACT", program, Ref("Person", "2024 계획/Person/없음"))}),
        ("is there twice", {"edge": Edge("IN", program, document)}),
        ("colour", {"edge": Edge("PART_OF", program, program, {"colour": "red"})}),
    ]
    for message, extra in wrong:
        with pytest.raises(ValueError, match=message):
            with_(**extra)  # type: ignore[arg-type]
    assert store.document_keys() == []


def test_each_committed_write_raises_the_revision_and_a_failed_one_does_not(store: Store) -> None:
    revisions = [store.revision()]
    for action in (lambda: store.save(plan()), lambda: store.write(MAKE, key="a"), lambda: store.remove("2024 계획")):
        action()
        revisions.append(store.revision())
    assert revisions == sorted(set(revisions))
    with pytest.raises(QueryFailed):
        store.write(inline("wrong", "MERGE (n:Judgement {key: 'b'}) RETURN toInteger(1) / 0"))
    assert store.revision() == revisions[-1]


def test_a_transaction_keeps_all_statements_or_none(store: Store) -> None:
    def stopped() -> None:
        with store.transaction() as transaction:
            writing.save(transaction, plan())
            transaction.run(MAKE, key="a")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stopped()
    assert store.document_keys() == []
    revision = store.revision()
    with store.transaction() as transaction:
        writing.save(transaction, plan())
        assert transaction.run(MAKE, key="a") == [{"key": "a"}]
    assert store.document_keys() == ["2024 계획"]
    assert store.revision() == revision + 1


def test_a_write_beside_an_open_transaction_of_the_same_thread_is_refused_at_once(store: Store) -> None:
    with store.transaction(), pytest.raises(RuntimeError, match="a transaction is open"):
        store.save(plan())
    store.save(plan())


def test_writers_wait_while_the_graph_is_held(store: Store) -> None:
    took = []
    for _ in range(3):  # the first one warms the engine
        started = time.monotonic()
        store.save(plan())
        took.append(time.monotonic() - started)
    before = store.revision()
    writer = Thread(target=store.save, args=(plan(),))
    with store.held():
        writer.start()
        writer.join(5 * min(took))
        assert writer.is_alive()
        assert store.document_keys() == ["2024 계획"]
        assert store.revision() == before
    writer.join()
    assert store.revision() == before + 1


def test_threads_that_save_at_the_same_time_do_not_disturb_each_other(store: Store) -> None:
    threads = [Thread(target=store.save, args=(plan(f"문서 {i}", programs=20),)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.document_keys() == [f"문서 {i}" for i in range(4)]
    assert len(store.read(PROGRAMS)) == 80


def test_a_query_takes_exactly_the_parameters_it_declares(store: Store) -> None:
    query = Query("find", "RETURN $name AS name", ("name",))
    assert store.read(query, name="수소") == [{"name": "수소"}]
    with pytest.raises(TypeError, match=r"'find' takes \['name'\], got \['nam'\]"):
        store.read(query, nam="수소")


def test_a_refused_query_is_named_with_the_engines_words(store: Store) -> None:
    with pytest.raises(QueryFailed, match="'odd'") as caught:
        store.read(inline("odd", "MATCH (n RETURN n"))
    assert caught.value.query == "odd"
    assert "RETURN" in caught.value.detail
    assert "\n" not in str(caught.value)


def test_far_more_rows_than_are_shown_are_no_failure(store: Store) -> None:
    rows = store.run_read("UNWIND range(1, 5000) AS n RETURN n")
    assert (len(rows.rows), rows.more) == (1000, True)


def test_a_users_query_gives_columns_rows_and_says_when_there_are_more(store: Store) -> None:
    store.save(plan(programs=3))
    found = store.run_read("MATCH (p:Program) RETURN p.name AS name, p.kind ORDER BY name", limit=2)
    assert found.columns == ["name", "p.kind"]
    assert [row["name"] for row in found.rows] == ["수소 플랫폼 1", "수소 플랫폼 2"]
    assert found.more
    every = store.run_read("MATCH (p:Program) WHERE p.name ENDS WITH $x RETURN p;", {"x": "3"}, limit=1)
    assert every.rows[0]["p"]["labels"] == ["Program"]
    assert every.rows[0]["p"]["name"] == "수소 플랫폼 3"
    assert not every.more


def test_nodes_relationships_paths_and_dates_come_as_plain_values(store: Store) -> None:
    store.save(plan(programs=1))
    path = "MATCH path = (:Person)-[:WORKS_IN]->(:Department) RETURN path, date('2024-06-30') AS day"
    row = store.run_read(path).rows[0]
    assert row["day"] == "2024-06-30"
    person, works, department = row["path"]
    assert (person["name"], works["type"], works["title"], department["path"]) == (
        "홍석수",
        "WORKS_IN",
        "팀장",
        "기획단 전략팀",
    )


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Program {key: 'x'}) RETURN n",
        "MATCH (n:Program) SET n.name = 'x' RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Program) REMOVE n.name",
        "MERGE (n:Program {key: 'x'}) RETURN n",
        "MATCH (n) FOREACH (x IN [1] | SET n.name = 'x')",
        "MATCH (n:Program) CALL (n) { SET n.name = 'x' } RETURN 1",
        "MATCH (n) CALL (n) { WITH n DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS",
        "DROP CONSTRAINT Program_key",
        "CREATE INDEX x FOR (n:Program) ON (n.kind)",
        "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line",
        "RETURN 1; MATCH (n) DETACH DELETE n",
        "CALL dbms.listConfig()",
        "CALL apoc.cypher.doIt('CREATE (n)', {})",
        "WITH 1. CREATE (n:Program {key: 'x'})",
        "RETURN '\\u0027 CREATE (n) //'",
        "/* */ create (n) // RETURN",
    ],
)
def test_a_users_query_can_only_read(store: Store, tmp_path: Path, text: str) -> None:
    store.save(plan(programs=1))
    before = content(store, tmp_path / "before")
    with pytest.raises(RequestError, match="only reading queries are allowed"):
        store.run_read(text)
    assert content(store, tmp_path / "after") == before


def test_what_slips_past_the_words_is_stopped_by_the_engine(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(plan(programs=1))
    monkeypatch.setattr("graph.store.refuse_writes", lambda text: None)
    for text in ("MATCH (n:Program) SET n.name = 'x' RETURN n", "MATCH (n) DETACH DELETE n", "CREATE (n:Program)"):
        with pytest.raises((QueryFailed, RequestError)):
            store.run_read(text)
    assert [row["name"] for row in store.read(PROGRAMS)] == ["수소 플랫폼 1"]
