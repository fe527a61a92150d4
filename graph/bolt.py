"""The one module that knows the ``neo4j`` driver: connections, transactions, plain values, our errors.

Every write runs in an explicit transaction: on ArcadeDB an auto-commit ``UNWIND`` commits row by row. Work that may
be repeated (``write``) is repeated when the engine says that it lost a race; a lost connection is not waited for here,
because only the caller knows whether the server can be started again.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

from graph.asked import TOO_LONG
from graph.errors import AccessDenied, QueryFailed, RequestError, StoreError, StoreUnavailable
from graph.gathering import gathered
from graph.query import Query
from graph.without import without

with without("pandas", "pyarrow"):  # 0.35 s of every command, for kinds of values that we never send
    import neo4j
    from neo4j.exceptions import (
        AuthError,
        ClientError,
        ConstraintError,
        DriverError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
    )
    from neo4j.graph import Node, Path, Relationship

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it logs is raised as well
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 30.0
Row = dict[str, Any]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Login:
    """A user and password; an empty password means a server without authentication."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Rows:
    """The rows of a user's query: the names of its columns, and whether there were more rows than asked for."""

    columns: list[str]
    rows: list[Row]
    more: bool


class Transaction:
    """An open transaction: several statements that are kept together or not at all."""

    def __init__(self, transaction: neo4j.Transaction) -> None:
        self._transaction = transaction

    def run(self, query: Query, **values: object) -> list[Row]:
        """Run a query and return its rows. Raises ``QueryFailed``, or ``StoreUnavailable`` for a lost connection."""
        parameters = query.bind(values)
        with _vendor_errors(query):
            return [_row(record) for record in _send(self._transaction, query.text, parameters, query.name)]


class Bolt:
    """A connection pool to one server; safe to share between threads."""

    def __init__(
        self, address: str, login: Login, committing: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> None:
        """``committing`` surrounds the moment of each commit."""
        self.address = address
        self._committing = committing
        self._driver = _driver(address, login)

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def check(self) -> None:
        """Raise ``StoreUnavailable`` or ``AccessDenied`` unless the server answers and lets us in."""
        with _vendor_errors(None, self.address):
            self._driver.verify_connectivity()

    def read(self, query: Query, values: Mapping[str, object]) -> list[Row]:
        """Run one reading query; a cluster answers it from any reader."""
        parameters = query.bind(values)
        text, names = gathered(query.text)

        def work() -> list[Row]:
            with self._session(neo4j.READ_ACCESS) as session:
                if not names:
                    return [_row(record) for record in _send(session, query.text, parameters, query.name)]
                return [
                    dict(zip(names, map(_plain, row), strict=True))
                    for record in _send(session, text, parameters, query.name)
                    for row in record[0]
                ]

        return _repeat(work, query, self.address)

    def read_some(self, query: Query, values: Mapping[str, object], limit: int, seconds: float) -> Rows:
        """Run a user's query: at most ``limit`` rows, at most ``seconds``, and whatever it did is rolled back.

        Raises ``RequestError`` when the engine says that it was more than a reading query.
        """
        with _vendor_errors(query, self.address), self._session(neo4j.READ_ACCESS) as session:
            transaction = session.begin_transaction(timeout=seconds)
            try:
                result = _send(transaction, query.text, dict(values), query.name)
                columns = list(result.keys())
                records = result.fetch(limit + 1)
                summary = result.consume()
                # ArcadeDB does not say what a query was of whose rows some were not fetched; its user may only read.
                if summary.query_type != "r" and (summary.query_type or len(records) <= limit):
                    raise RequestError(f"only reading queries are allowed: the engine calls it {summary.query_type!r}")
                return Rows(columns, [_row(record) for record in records[:limit]], len(records) > limit)
            finally:
                with suppress(DriverError, Neo4jError):
                    transaction.rollback()

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run ``work`` in one transaction and commit; ``work`` is repeated when the engine lost a race for it."""

        def attempt() -> Result:
            with self.transaction() as transaction:
                return work(transaction)

        return _repeat(attempt, None, self.address)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One explicit write transaction: committed at the end of the block, rolled back when the block raises."""
        with _vendor_errors(None, self.address), self._session(neo4j.WRITE_ACCESS) as session:
            transaction = session.begin_transaction()
            try:
                yield Transaction(transaction)
                with self._committing():
                    transaction.commit()
            finally:
                if not transaction.closed():
                    with suppress(DriverError, Neo4jError):
                        transaction.rollback()

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(default_access_mode=access)


def present(rows: list[Row], *columns: str) -> list[Row]:
    """The rows that hold something in the first column, which identifies them, and in ``columns``.

    Of a node that is taken away while a query reads it, Neo4j gives a row that holds nothing, or nothing from one column on.
    """
    return [
        row for row in rows if all(value is not None for value in (next(iter(row.values())), *map(row.get, columns)))
    ]


def _driver(address: str, login: Login) -> neo4j.Driver:
    """A driver that keeps quiet: no notifications (each would be a log line), no telemetry."""
    try:
        return neo4j.GraphDatabase.driver(
            address,
            auth=(login.user, login.password) if login.password else None,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS * 2,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    except (DriverError, ValueError) as error:
        raise StoreUnavailable(
            f"SAEOP_GRAPH={address!r} is no address of a graph server ({error}); "
            "use 'embedded', or an address like bolt://127.0.0.1:7687 or neo4j://HOST:7687"
        ) from error


def _send(
    runner: neo4j.Session | neo4j.Transaction, text: str, parameters: dict[str, object], name: str
) -> neo4j.Result:
    """Send a query. A value that no graph can hold (an integer beyond 64 bits, half a character) is a failed query."""
    try:
        return runner.run(text, parameters)
    except (OverflowError, UnicodeError, ValueError) as error:
        raise QueryFailed(name, str(error)) from error


def _repeat(attempt: Callable[[], Result], query: Query | None, address: str) -> Result:
    """Run ``attempt``, again after a growing pause while the engine calls its failure passing (a lost race).

    Two failures that are a lost race, though the engine does not say so, are tried once more: a constraint that two
    concurrent ``MERGE`` of one new key broke (ArcadeDB), and an index that another made meanwhile, in spite of
    ``IF NOT EXISTS`` (Neo4j).
    """
    end = time.monotonic() + RETRY_SECONDS
    pause, broken = 0.02, False
    while True:
        try:
            with _vendor_errors(query, address):
                return attempt()
        except StoreError as error:
            cause = error.__cause__
            made = isinstance(cause, Neo4jError) and str(cause.code).endswith(".EquivalentSchemaRuleAlreadyExists")
            lost = (isinstance(cause, ConstraintError) or made) and not broken
            broken = broken or lost
            # A lost connection passes in a cluster, which has other members.
            lasting = isinstance(cause, DriverError) and not address.startswith("neo4j")
            passing = isinstance(cause, (DriverError, Neo4jError)) and cause.is_retryable() and not lasting
            if not (passing or lost) or time.monotonic() > end:
                raise
        time.sleep(pause * random.uniform(0.5, 1.5))
        pause = min(pause * 2, 2.0)


@contextmanager
def _vendor_errors(query: Query | None, address: str = "") -> Iterator[None]:
    """Turn the driver's exceptions into ours; ours pass through."""
    try:
        yield
    except (DriverError, Neo4jError) as error:
        _translate(error, query, address)


def _translate(error: DriverError | Neo4jError, query: Query | None, address: str) -> NoReturn:
    if isinstance(error, (ServiceUnavailable, SessionExpired)):
        raise StoreUnavailable(f"no graph server answers at {address or 'the address'}: {_line(error)}") from error
    if isinstance(error, AuthError) or (isinstance(error, ClientError) and ".Security.Credentials" in str(error.code)):
        raise AccessDenied(
            f"the graph server at {address or 'the address'} refused the user or password "
            "(SAEOP_GRAPH_USER, SAEOP_GRAPH_PASSWORD or SAEOP_GRAPH_PASSWORD_FILE)"
        ) from error
    timed_out = isinstance(error, Neo4jError) and ".TransactionTimedOut" in str(error.code)
    raise QueryFailed(query.name if query else "transaction", TOO_LONG if timed_out else _line(error)) from error


def _line(error: Exception) -> str:
    """The engine's own words on one line."""
    text = error.message if isinstance(error, Neo4jError) and error.message else str(error)
    return " ".join(text.split())


def _row(record: neo4j.Record) -> Row:
    return {key: _plain(value) for key, value in zip(record.keys(), record.values(), strict=True)}


def _plain(value: Any) -> Any:
    """Vendor values as plain ones: a node or relationship becomes a dictionary, a date or time its ISO text."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **{key: _plain(item) for key, item in value.items()}}
    if isinstance(value, Relationship):
        return {"type": value.type, **{key: _plain(item) for key, item in value.items()}}
    if isinstance(value, Path):
        parts: list[Any] = [_plain(value.start_node)]
        for relationship in value.relationships:
            parts += [_plain(relationship), _plain(relationship.end_node)]
        return parts
    return value.iso_format() if hasattr(value, "iso_format") else str(value)
