"""The ready queries on both engines, and what Neo4j Browser is given of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import pytest

from graph.model import Properties, Subgraph
from graph.query import Query, inline
from graph.schema import LABELS, RELATIONSHIP_TYPES, RELATIONSHIPS
from graph.store import Store, open_store
from queries import browser
from settings import REPOSITORY, Settings
from tests.conftest import WIPE
from tests.graph.samples import Builder

LINK = inline(
    "link",
    "MATCH (a:Program {key: $a}) MATCH (b:Program {key: $b}) CREATE (a)-[:CONTINUES {score: 0.9, reason: '같은 이름'}]->(b)",
)
JUDGE = inline("judge", "MERGE (j:Judgement {key: $key}) SET j.left = 'a', j.right = 'b', j.verdict = 'same'")
RULE = re.compile(r"^(node|relationship)(?:\.(\w+))? \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)


def document(year: int) -> Subgraph:
    """A plan in which each ready query finds something."""
    builder = Builder(f"{year} 계획", title=f"{year} 계획", date=str(year))
    builder.edge("ISSUED_BY", builder.document, builder.institution("충북진흥원"))
    unit = builder.own("Department", "전략팀", {"name": "전략팀", "path": "기획단 전략팀"})
    person = builder.own("Person", "홍석수", {"name": "홍석수"})
    builder.edge("WORKS_IN", person, unit, title="팀장")
    goal = builder.own("Goal", "목표", {"name": "목표"})
    task = builder.own("Task", "과제", {"name": "과제"})
    builder.edge("PART_OF", task, goal)
    whole = builder.program("수소 사업", "4313000000", "행정안전부", total_krw=30, is_new=True, order=1)
    part = builder.program("수소 실증", "4315000000", "행정안전부", order=2)
    builder.edge("PART_OF", part, whole)
    builder.edge("SERVES", whole, task)
    builder.edge("PARTNER", whole, builder.institution("테크노파크"), role="참여")
    builder.edge("HAS_MILESTONE", whole, builder.own("Milestone", "착공", {"date_start": "2024-05", "text": "착공"}))
    fact: Properties = {"subject": "수소 사업", "attribute": "집행률", "value": "80%"}
    builder.edge("ABOUT", builder.own("Fact", "집행률", fact), whole)
    for program in (whole, part):
        builder.edge("MANAGED_BY", program, unit)
        builder.edge("CONTACT", program, person, title="팀장", phone="043-210-0001")
    for number, (program, source, amount, scope, adopted) in enumerate([
        (whole, "국비", 20, "total", True), (whole, "국비", 25, "total", False), (whole, "지방비", 10, "total", True),
        (whole, "도비", 4, "total", True), (whole, "시비", 6, "total", True), (part, "국비", 5, "total", True),
        (whole, "국비", 7, "year", True),
    ]):  # fmt: skip
        money: Properties = {
            "amount_krw": amount,
            "source": source,
            "scope": scope,
            "adopted": adopted,
            "line_start": number,
        }
        budget = builder.own("Budget", str(number), {**money, "year": year} if scope == "year" else money)
        builder.edge("HAS_BUDGET", program, budget)
        builder.edge("STATED_IN", budget, builder.chunk, line_start=number)
    return builder.subgraph


def fill(store: Store) -> None:
    for year in (2020, 2024):
        store.save(document(year))
    store.write(LINK, a="2024 계획/Program/수소 사업", b="2020 계획/Program/수소 사업")
    store.write(JUDGE, key="a b")


def rows(store: Store, each: Query) -> list[dict[str, Any]]:
    return store.run_read(each.text).rows


def test_each_ready_query_finds_something_on_each_engine(store: Store) -> None:
    fill(store)
    assert [each.name for each in browser.ready() if not rows(store, each)] == []


@pytest.mark.neo4j
def test_ready_queries_say_the_same_on_both_engines(shared_embedded: Settings, shared_neo4j: Settings) -> None:
    said = []
    for settings in (shared_embedded, shared_neo4j):
        with open_store(settings) as store:
            fill(store)
            said.append({each.name: rows(store, each) for each in browser.ready()})
            store.write(WIPE)
    assert said[0] == said[1]


def test_sums_count_nothing_twice(store: Store) -> None:
    fill(store)
    found = {each.name: rows(store, each) for each in browser.ready()}
    assert {(row["programs"], row["national_krw"]) for row in found["ready_national_money"]} == {(1, 20)}
    assert [row["total_krw"] for row in found["ready_programs_by_ministry"]] == [60]
    both = [row for row in found["ready_local_and_national"] if row["program"] == "수소 사업"]
    assert {row["local_krw"] for row in both} == {10}


def test_titles_are_korean_and_tell_apart() -> None:
    titles = [browser.titled(each).splitlines()[0] for each in browser.ready()]
    assert len(titles) == len(set(titles)) >= 15
    assert all(re.match(r"// .*[가-힣]", title) for title in titles)


def test_the_files_for_browser_are_made_from_the_ready_queries() -> None:
    assert (browser.FOLDER / "favourites.zip").read_bytes() == browser.favourites()
    assert (browser.FOLDER / "guide.html").read_text(encoding="utf-8") == browser.guide()


def test_the_archive_holds_each_query_once_in_one_folder() -> None:
    with zipfile.ZipFile(io.BytesIO(browser.favourites())) as archive:
        held = [archive.read(name).decode() for name in archive.namelist()]
        assert {name.partition("/")[0] for name in archive.namelist()} == {"사업길"}
    assert held == [browser.titled(each) for each in browser.ready()]


def test_the_guide_has_eight_steps_with_something_to_run_in_each() -> None:
    slides = re.findall(r"<slide.*?</slide>", browser.guide(), re.DOTALL)
    assert [re.search(r"<h3>(\d)/8", slide)[1] for slide in slides] == list("12345678")  # type: ignore[index]
    assert all('class="pre-scrollable code runnable"' in slide for slide in slides)
    assert "{{" not in browser.guide()


# ---------------------------------------------------------------- the style sheet


def rules(kind: str) -> dict[str, dict[str, str]]:
    text = (browser.FOLDER / "style.grass").read_text(encoding="utf-8")
    found = [
        (m[1], m[2] or "", dict(re.findall(r"^  ([\w-]+): (.*);$", m[3], re.MULTILINE))) for m in RULE.finditer(text)
    ]
    return {name: values for which, name, values in found if which == kind}


def test_each_label_has_a_colour_a_size_and_a_name_of_its_properties() -> None:
    style = rules("node")
    assert set(style) == {"", *(label.name for label in LABELS)}
    for label in LABELS:
        named = re.findall(r"\{(\w+)\}", style[label.name]["caption"])
        assert named, label.name
        assert set(named) <= {*label.properties, label.key}, label.name
        assert {"color", "diameter"} <= style[label.name].keys()
    assert style["Program"]["caption"] == "'{name}'"


def test_each_relationship_has_a_name() -> None:
    style = rules("relationship")
    assert set(style) == {"", *RELATIONSHIP_TYPES}
    for type_ in RELATIONSHIP_TYPES:
        held = {name for row in RELATIONSHIPS if row.type == type_ for name in row.properties}
        assert set(re.findall(r"\{(\w+)\}", style[type_]["caption"])) <= held


def test_colours_and_words_are_those_of_the_app() -> None:
    sheet = (REPOSITORY / "pages" / "parts" / "network.css").read_text(encoding="utf-8")
    found = re.findall(r"^(\.\w+(?:, \.\w+)*) \{ --kind: (#\w+); \}", sheet, re.MULTILINE)
    colours = {name.lstrip("."): colour for names, colour in found for name in names.split(", ")}
    assert len(colours) > 10
    assert {name: rules("node")[name]["color"] for name in colours} == colours
    with open(REPOSITORY / "viewing" / "words.csv", encoding="utf-8", newline="") as file:
        words = {row[0].removeprefix("edge."): row[1] for row in csv.reader(file) if row[0].startswith("edge.")}
    captions = {type_: rules("relationship")[type_]["caption"].strip("'") for type_ in words}
    told = {type_: caption for type_, caption in captions.items() if not caption.startswith("{")}
    assert {type_: caption.partition(" {")[0] for type_, caption in told.items()} == {t: words[t] for t in told}
