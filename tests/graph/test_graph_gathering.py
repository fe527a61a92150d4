"""The rows of a reading query come in few records, and are the rows that the query itself gives."""

import pytest

from graph.errors import QueryFailed
from graph.gathering import ROWS, columns, gathered
from graph.query import inline
from graph.store import Store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MATCH (n) RETURN n", ["n"]),
        ("MATCH (n) RETURN n.key AS key, n.order AS order ORDER BY n.order LIMIT 3;", ["key", "order"]),
        ("MATCH (n) RETURN DISTINCT n.`RETURN` AS `a b`", ["a b"]),
        ("CALL () { MATCH (n) RETURN n AS x } RETURN x, [1, 2] AS y, {a: 1, b: 'RETURN z'} AS m", ["x", "y", "m"]),
        ("MATCH (n) WHERE n.return = 2 RETURN CASE WHEN n.x THEN 1 ELSE 2 END AS c // the end", ["c"]),
        ("MATCH (n) RETURN *", []),
        ("MATCH (n) RETURN n.key AS key, count(n)", []),
        ("MATCH (n) DELETE n", []),
    ],
)
def test_the_columns_of_a_query_are_read_from_its_last_return(text: str, expected: list[str]) -> None:
    assert columns(text) == expected


def test_a_query_whose_columns_only_the_engine_can_name_is_sent_as_it_is() -> None:
    assert gathered("MATCH (n) RETURN *") == ("MATCH (n) RETURN *", ())


@pytest.mark.parametrize("size", [0, 1, ROWS, 2 * ROWS + 1])
def test_gathered_rows_keep_their_number_order_and_values(store: Store, size: int) -> None:
    query = inline(
        "numbers", "UNWIND range(1, $size) AS x RETURN x AS number, [x, null] AS pair ORDER BY x DESC; // all"
    )
    assert store.read(query, size=size) == [{"number": x, "pair": [x, None]} for x in range(size, 0, -1)]


def test_a_failure_within_a_gathered_query_names_the_query(store: Store) -> None:
    with pytest.raises(QueryFailed, match="broken"):
        store.read(inline("broken", "RETURN toInteger([]) / 0 AS x"))
