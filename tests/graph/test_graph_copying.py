"""A graph copied into another store: whole or not at all, and equal to the last byte of its export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph.copying import Told, copy
from graph.errors import RequestError, StoreError
from graph.export import export_graph
from graph.query import inline
from graph.schema import EXPORTED_LABELS, RELATIONSHIP_TYPES
from graph.store import Store, open_store
from settings import Settings
from tests.conftest import WIPE
from tests.graph.samples import Builder, plan, rich

LINK = inline(
    "link",
    "MATCH (a:Program {key: $a}) MATCH (b:Program {key: $b}) CREATE (a)-[:CONTINUES {score: $score, reason: '같은 이름'}]->(b)",
)
JUDGE = inline(
    "judge", "MERGE (j:Judgement {key: 'a b'}) SET j.left = 'a', j.right = 'b', j.verdict = $verdict, j.who = '홍'"
)
CORRECT = inline("correct", "MERGE (c:Correction {key: 'c'}) SET c.program = 'a', c.kind = '국비', c.new = '{}'")
DAMAGE = inline("damage", "MATCH (b:Budget) WITH b ORDER BY b.key LIMIT 1 DETACH DELETE b")
ENDS = {"a": "부자/Program/수소 사업", "b": "2024 계획/Program/수소 플랫폼 1"}


@pytest.fixture
def source(shared_embedded: Settings) -> Iterator[Store]:
    """An empty embedded graph; Neo4j takes part in one test, because it plans each of the many statements anew."""
    with open_store(shared_embedded) as opened:
        yield opened
        opened.write(WIPE)


@pytest.fixture
def other(home_settings: Settings) -> Iterator[Store]:
    """An empty embedded graph of a home of its own."""
    with open_store(home_settings, unfinished=True) as opened:
        yield opened


def fill(store: Store) -> None:
    """Documents with links between them, shared nodes that only each other lead to, and what people said."""
    store.save(plan())
    store.save(plan("2020 계획", programs=3))
    store.save(rich())
    store.write(LINK, **ENDS, score=0.97)
    store.write(JUDGE, verdict="same")
    store.write(CORRECT)


def content(store: Store, folder: Path) -> dict[str, bytes]:
    export_graph(store, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def same(one: Store, two: Store, tmp_path: Path) -> bool:
    return content(one, tmp_path / "one") == content(two, tmp_path / "two")


def test_there_and_back_the_export_is_the_same_to_the_byte(source: Store, other: Store, tmp_path: Path) -> None:
    fill(source)
    before = content(source, tmp_path / "before")
    assert all(before[f"{name}.jsonl"] for name in ("CONTINUES", "Judgement", "Correction"))
    there = copy(source, other, "one")
    assert (there.written, there.equal, there.removed) == (3, 0, 0)
    lines = {name.removesuffix(".jsonl"): len(each.splitlines()) for name, each in before.items()}
    assert there.nodes == sum(lines[label.name] for label in EXPORTED_LABELS)
    assert there.relationships == sum(lines[type_] for type_ in RELATIONSHIP_TYPES)
    assert content(other, tmp_path / "there") == before
    assert other.revision() >= source.revision()
    for document in source.document_keys():
        source.remove(document)
    copy(other, source, "other", replace=True)
    assert content(source, tmp_path / "back") == before


def test_a_target_that_is_not_empty_is_refused_and_left_as_it_was(source: Store, other: Store, tmp_path: Path) -> None:
    fill(source)
    other.save(plan("남의 것"))
    before = content(other, tmp_path / "before")
    with pytest.raises(RequestError, match=r"holds 1 documents.*--replace"):
        copy(source, other, "one")
    assert content(other, tmp_path / "after") == before
    assert other.unfinished() == ""


def test_replacing_writes_only_what_differs_and_removes_what_is_gone(
    source: Store, other: Store, tmp_path: Path
) -> None:
    fill(source)
    copy(source, other, "one")
    other.save(plan("남의 것"))
    other.write(DAMAGE)
    other.write(JUDGE, verdict="other")
    other.write(LINK, **{**ENDS, "b": "남의 것/Program/수소 플랫폼 1"}, score=0.5)
    source.save(plan("2025 계획"))
    copied = copy(source, other, "one", replace=True)
    assert (copied.written, copied.equal, copied.removed) == (2, 2, 1)
    assert same(source, other, tmp_path)


class Interrupted(Exception):
    """As when somebody presses Ctrl+C."""


def interruption(at: int) -> Told:
    def told(_: str, done: int, __: int) -> None:
        if done == at:
            raise Interrupted

    return told


@pytest.mark.parametrize("at", [0, 1, 3, 4, 6])
def test_an_interrupted_copy_opens_for_nobody_and_goes_on_where_it_was(
    source: Store, home_settings: Settings, tmp_path: Path, at: int
) -> None:
    fill(source)
    with open_store(home_settings) as other, pytest.raises(Interrupted):
        copy(source, other, "bolt://first", told=interruption(at))
    with pytest.raises(StoreError, match="copy from bolt://first into this graph has not ended; run the same"):
        open_store(home_settings)
    with open_store(home_settings, unfinished=True) as other:
        copied = copy(source, other, "bolt://first")
        assert (copied.written, copied.equal) == (3 - min(at, 3), min(at, 3))
        assert same(source, other, tmp_path)
    with open_store(home_settings) as other:
        assert other.unfinished() == ""


def test_a_source_that_is_written_to_meanwhile_is_said(source: Store, other: Store, tmp_path: Path) -> None:
    fill(source)
    late = iter([True])

    def told(_: str, done: int, __: int) -> None:
        if done == 2 and next(late, False):
            source.save(plan("2020 계획", programs=1))

    with pytest.raises(RequestError, match="written to during the copy"):
        copy(source, other, "one", told=told)
    assert other.unfinished() == "one"
    assert copy(source, other, "one").written >= 1
    assert same(source, other, tmp_path)


def test_a_graph_is_not_copied_onto_itself(shared_embedded: Settings, source: Store) -> None:
    fill(source)
    revision = source.revision()
    with open_store(shared_embedded) as again, pytest.raises(RequestError, match="same graph under two addresses"):
        copy(source, again, "one", replace=True)
    assert source.unfinished() == ""
    assert source.revision() > revision


def test_what_search_added_stays_behind(source: Store, other: Store, tmp_path: Path) -> None:
    fill(source)
    source.write(inline("searched", "MATCH (c:Chunk) SET c.search_tokens = '수소', c.search_vector = [0.5, 0.5]"))
    copy(source, other, "one")
    left = other.read(inline("left", "MATCH (c:Chunk) WHERE c.search_tokens IS NOT NULL RETURN count(c) AS n"))
    assert left[0]["n"] == 0
    assert same(source, other, tmp_path)


@pytest.mark.neo4j
def test_embedded_to_neo4j_and_back(
    shared_neo4j: Settings, home_settings: Settings, shared_embedded: Settings, tmp_path: Path
) -> None:
    with open_store(shared_embedded) as first, open_store(shared_neo4j) as neo4j, open_store(home_settings) as last:
        try:
            fill(first)
            before = content(first, tmp_path / "before")
            with pytest.raises(Interrupted):
                copy(first, neo4j, "embedded", told=interruption(2))
            assert neo4j.unfinished() == "embedded"
            there = copy(first, neo4j, "embedded")
            assert (there.written, there.equal) == (1, 2)
            assert content(neo4j, tmp_path / "there") == before
            assert copy(neo4j, last, shared_neo4j.graph)[3:] == there[3:]
            assert content(last, tmp_path / "back") == before
        finally:
            for opened in (first, neo4j):
                opened.write(WIPE)


# ---------------------------------------------------------------- the command


def test_the_command_wants_two_ends(home_settings: Settings) -> None:
    shell = CliRunner(env={"SAEOP_HOME": str(home_settings.home)})
    assert shell.invoke(main, ["copy"]).exit_code == 2
    same_ends = shell.invoke(main, ["copy", "--to", "embedded"])
    assert (same_ends.exit_code, "source and target are both embedded" in same_ends.stderr) == (2, True)
    nowhere = shell.invoke(main, ["copy", "--to", "bolt://127.0.0.1:9"])
    assert (nowhere.exit_code, "no graph server answers" in nowhere.stderr) == (1, True)


@pytest.mark.neo4j
def test_the_command_copies_and_says_what_it_did(
    shared_neo4j: Settings, home_settings: Settings, tmp_path: Path
) -> None:
    with open_store(home_settings) as store:
        store.save(Builder("빈 계획").subgraph)
    password = tmp_path / "password"
    password.write_text(shared_neo4j.graph_password + "\n", encoding="utf-8")
    shell = CliRunner(env={"SAEOP_HOME": str(home_settings.home)})
    try:
        done = shell.invoke(main, ["copy", "--to", shared_neo4j.graph, "--to-password-file", str(password)])
        assert (done.exit_code, done.stdout.count("1 documents written, 0 equal already")) == (0, 1)
        assert "compared: 2 nodes and 1 relationships in both" in done.stdout
    finally:
        with open_store(shared_neo4j, unfinished=True) as store:
            store.write(WIPE)
