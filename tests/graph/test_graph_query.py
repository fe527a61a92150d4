"""Named query files, and the guard that tells a reading query from any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.bolt import Row, present
from graph.cypher import parameters, refuse_writes
from graph.errors import QueryFileError, RequestError
from graph.query import load, parse
from queries.catalog import catalog, query

FILE = """\
// Questions about programs.

// name: find_programs(name, year)
// Programs by name.
// Newest first.
MATCH (p:Program) WHERE p.name = $name AND p.url <> 'http://x/$no' // $neither
RETURN p.`$quoted` AS name, $year AS year;

// name: everything()
// All nodes.
MATCH (n)
RETURN n
"""


def test_a_file_holds_queries_with_their_documentation_and_place() -> None:
    first, second = parse(FILE, "queries/programs.cypher")
    assert (first.name, first.parameters, first.file, first.line) == (
        "find_programs",
        ("name", "year"),
        "queries/programs.cypher",
        3,
    )
    assert first.doc == "Programs by name.\nNewest first."
    assert first.text.startswith("MATCH (p:Program)")
    assert first.text.endswith("$year AS year")
    assert (second.name, second.parameters, second.text) == ("everything", (), "MATCH (n)\nRETURN n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n) RETURN n", "f.cypher:1: a query needs a line '// name: NAME(PARAMETERS)'"),
        ("// name: x\n// doc\nRETURN 1", "f.cypher:1: expected NAME(PARAMETERS) after 'name:', got 'x'"),
        ("// name: x()\nRETURN 1", "f.cypher:1: 'x' needs a '// …' line"),
        ("// name: x()\n//\nRETURN 1", "f.cypher:1: 'x' needs a '// …' line"),
        ("\n// name: x()\n// doc\n\n", "f.cypher:2: 'x' is empty"),
        ("// name: x()\n// doc\n\n  // only\n;", "f.cypher:1: 'x' is empty"),
        ("// name: x()\n// doc\nRETURN $a", "f.cypher:1: 'x': $a is used but not declared"),
        ("// name: x(a)\n// doc\nRETURN '$a'", "f.cypher:1: 'x': 'a' is declared but not used"),
        ("// name: x(a, a)\n// doc\nRETURN $a", "f.cypher:1: 'x' declares a parameter twice"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_file_and_line(text: str, message: str) -> None:
    with pytest.raises(QueryFileError) as caught:
        parse(text, "f.cypher")
    assert str(caught.value).startswith(message)


def test_a_name_is_given_once_in_a_folder(tmp_path: Path) -> None:
    for file in ("a.cypher", "b.cypher"):
        (tmp_path / file).write_text("// name: x()\n// doc\nRETURN 1\n", encoding="utf-8")
    with pytest.raises(QueryFileError, match=r"b\.cypher:1: 'x' is already the name of the query at .*a\.cypher:1"):
        load(tmp_path)


def test_the_catalog_reads_the_folders_files_and_names_what_it_does_not_have() -> None:
    assert all(found.name == name and found.doc for name, found in catalog().items())
    with pytest.raises(KeyError, match="no query 'nothing'"):
        query("nothing")


def test_parameters_stand_outside_of_strings_comments_and_quoted_names() -> None:
    assert parameters("RETURN $a, '$b', \"$c\", `$d`, $이름 /* $e */ // $f\n, $`g h`") == {"a", "이름", "g h"}


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n;",
        "match (n:Set) where n.delete = 'CREATE' return n.set, n.`create`",
        "OPTIONAL MATCH (n)-[r:LOAD]->() RETURN r // DELETE",
        "UNWIND range(1, 3) AS x RETURN x, date.truncate('month', date()), [1,2,3][0..2], 1.5",
        "CALL db.labels() YIELD label RETURN label",
        "MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN c",
        "WITH 1 AS a RETURN a UNION ALL WITH 2 AS a RETURN a",
        "MATCH (n) WHERE EXISTS { (n)--() } RETURN COUNT { (n)--() }, [x IN n.years | x + 1], n {.name, .set}",
    ],
)
def test_reading_queries_pass(text: str) -> None:
    refuse_writes(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", "the query is empty"),
        (" // nothing\n;", "the query is empty"),
        ("EXPLAIN MATCH (n) DELETE n", "'EXPLAIN'"),
        ("SHOW USERS", "'SHOW'"),
        ("MATCH (n) dEtAcH DELETE n", "'dEtAcH'"),
        ("MATCH (set) RETURN set", "needs `backticks`"),
        ("MATCH (n) RETURN n.x SET n.x = 1", "'SET'"),
        ("MATCH (n) RETURN [0..CREATE]", "'CREATE'"),
        ("MATCH (n) RETURN 1.SET", "'SET'"),
        ("MATCH (n) RETURN n; MATCH (m) RETURN m", "one statement at a time"),
        ("MATCH (n) RETURN 'open", "a quote that never ends"),
        ("MATCH (n) RETURN `open", "a quote that never ends"),
        ("CALL db.clearQueryCaches()", "'CALL db.clearQueryCaches'"),
        ("CALL `dbms`.`killQuery`('1')", "'CALL dbms.killQuery'"),
        ("CALL", "'CALL '"),
        ("MATCH (n) RETURN apoc.cypher.runFirstColumn('CREATE (n)')", "'apoc.cypher.runFirstColumn()'"),
        ("MATCH (n) RETURN '\\U0027'", "\\u escape"),
    ],
)
def test_everything_else_is_refused_with_what_was_seen(text: str, seen: str) -> None:
    with pytest.raises(RequestError) as caught:
        refuse_writes(text)
    assert seen in str(caught.value)


def test_rows_of_what_was_taken_away_while_it_was_read_are_none() -> None:
    rows: list[Row] = [{"key": None, "name": None}, {"key": "a", "name": None}]
    assert present(rows) == [{"key": "a", "name": None}]
