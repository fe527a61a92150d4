"""No injection: hostile text at each door is text, whatever it looks like."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from cli import main
from graph.cypher import tokens
from graph.errors import DocumentError
from graph.query import inline
from graph.statements import READ_META
from graph.store import Store
from library.intake import checked_name
from library.library import Library
from queries.catalog import catalog
from tests.conftest import embedded_settings
from tests.reliability.chaos import text
from viewing.chips import changed
from viewing.markdown import escaped
from viewing.tables import Column, Table, csv_file, xlsx_file
from viewing.text import number_in

HOSTILE = (
    "' OR 1=1 //", "\"}) DETACH DELETE n //", "`) MATCH (n) DETACH DELETE n //", "\\' RETURN 1 //", "${jndi:ldap://x}", "$name",
    "{{7*7}}", "%27%20OR", "; rm -rf /", "$(touch x)", "`touch x`", "| cat /etc/passwd", "../../etc/passwd", "\u0000", "\u202etxt",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://x/y)", ":material/key:",
    "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "a AND b OR (c:d~^2)", "title:*", "\"", "*", "NEAR/2",
)  # fmt: skip
hostile = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=40), st.sampled_from(HOSTILE).map(lambda h: f"수소 {h} 사업")
)
COUNT = inline("count", "MATCH (n) RETURN count(n) AS n")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with one small document."""
    folder = tmp_path_factory.mktemp("injection")
    place = embedded_settings(folder / "home")
    path = folder / "계획.txt"
    path.write_text(text(1, 4), encoding="utf-8")
    with Library(place) as library:
        library.load(path)
        library.ready_index()
        yield library
    CliRunner().invoke(main, ["stop"], env={"SAEOP_HOME": str(place.home)})


def test_the_text_of_a_question_is_never_part_of_a_query(opened: Library) -> None:
    sent: list[tuple[str, dict[str, Any]]] = []
    store, known = opened.store, {READ_META.text, *(query.text for query in catalog().values())}
    read = Store.read

    def seen(self: Store, query: Any, **values: Any) -> Any:
        sent.append((query.text, values))
        return read(self, query, **values)

    assistant = Assistant(store, opened.index)
    before = store.read(COUNT)

    @quick
    @given(hostile)
    def ask(question: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Store, "read", seen)
            assistant.ask(question)

    ask()
    assert store.read(COUNT) == before
    assert {cypher for cypher, _ in sent} <= known


@pytest.mark.parametrize("part", ["region", "ministry", "department", "document", "year", "subject", "intent"])
def test_the_value_of_a_chip_is_never_part_of_a_query(opened: Library, part: str) -> None:
    sent: list[str] = []
    assistant = Assistant(opened.store, opened.index)
    known = {READ_META.text, *(query.text for query in catalog().values())}
    plan, directory, read = assistant.plan("2022년 사업 목록"), assistant.known().directory, Store.read

    def seen(self: Store, query: Any, **values: Any) -> Any:
        sent.append(query.text)
        return read(self, query, **values)

    @quick
    @given(hostile)
    def choose(option: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Store, "read", seen)
            assistant.carry_out(changed(plan, part, option, directory))

    choose()
    assert set(sent) <= known


@quick
@given(st.one_of(hostile, st.text(alphabet="0123456789²३٣½一", max_size=12)))
def test_a_line_of_an_address_is_a_number_or_none(words: str) -> None:
    assert 0 <= number_in(words) < 10**8


def test_what_the_search_engine_gets_is_terms(opened: Library) -> None:
    @quick
    @given(hostile)
    def search(words: str) -> None:
        for hit in opened.index.search(words, 5):
            assert hit.chunk_key.startswith("계획.txt/")

    search()


@quick
@given(hostile)
def test_a_files_name_is_refused_or_a_name_and_never_a_path(name: str) -> None:
    try:
        kept = checked_name(name)
    except DocumentError:
        return
    assert kept.strip()
    assert kept not in (".", "..")
    assert not set("/\\\n\r\t\0") & set(kept)


def test_hostile_cells_and_names_are_kept_as_text(opened: Library, tmp_path: Path) -> None:
    before = opened.store.read(COUNT)
    for number, words in enumerate(HOSTILE):
        path = tmp_path / f"{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["사업명", "총사업비"], [f"{words} 사업", "10억원"]])
        if opened.load(path).is_in:
            opened.remove(path.name)
    assert opened.store.read(COUNT) == before
    assert not (tmp_path / "x").exists()


@quick
@given(hostile)
def test_a_page_shows_text_as_text(words: str) -> None:
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", escaped(words))
    assert not set(bare) & set("<>[]()!`*_:#$|~")


@quick
@given(hostile)
def test_no_spreadsheet_reads_a_cell_as_a_formula(words: str) -> None:
    table = Table("표", (Column("이름"), Column("금액", "money")), ((words, 1),))
    rows = list(csv.reader(io.StringIO(csv_file(table).decode("utf-8-sig"), newline="")))
    assert not rows[1][0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    cell = openpyxl.load_workbook(io.BytesIO(xlsx_file([table]))).worksheets[0]["A2"]
    assert cell.data_type != "f"
    assert not str(cell.value or "").startswith(("=", "+", "-", "@"))


def test_named_queries_take_values_only_as_parameters() -> None:
    for query in catalog().values():
        assert "{}" not in query.text
        assert not [t for t in tokens(query.text) if t.kind == "symbol" and t.text in "'\"`;"], query.name
