"""The graph store that everything else uses: one class over the embedded graph and over a Neo4j server.

``open_store(settings)`` gives it. Reads see committed states only. Every write is one transaction that also raises
the graph's revision by one, so that whatever is derived from the graph can tell whether it is older.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from types import TracebackType
from typing import NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from graph import statements, writing
from graph.asked import SECONDS
from graph.bolt import Bolt, Login, Row, Rows, Transaction, present
from graph.cost import refuse_costly
from graph.cypher import refuse_writes
from graph.embedded import EmbeddedGraph
from graph.errors import SchemaOutdated, StoreError, StoreUnavailable
from graph.model import Subgraph
from graph.query import Query, inline
from graph.schema import LABEL_BY_NAME, SCHEMA_VERSION
from graph.server import READER, USER
from settings import Settings

ROWS = 1000
"""Rows of a user's query, unless it asks for another number."""
ENDING_SECONDS = 10.0
"""The longest that an embedded server may take to end after it stopped answering."""

Result = TypeVar("Result")


class Pools(NamedTuple):
    """Connections to one server: for our own queries, and for those that users write."""

    own: Bolt
    reading: Bolt


class Server(Protocol):
    """Where the graph is: a fixed address, or the embedded graph, which is started again when it has ended."""

    engine: str
    restarts: bool

    def connect(self) -> Pools:
        """Connections that answer."""

    def in_use(self) -> AbstractContextManager[None]:
        """Keeps the server running during the block."""

    def reading(self) -> AbstractContextManager[None]:
        """Keeps commits waiting during the block, where the engine shows them piece by piece."""

    def asking(self) -> AbstractContextManager[None]:
        """Lets a user's query in the block be ended, where the engine cannot."""

    def writing(self) -> AbstractContextManager[None]:
        """Keeps other writers waiting during the block, where the engine cannot."""

    def hold(self, stack: ExitStack, pools: Pools) -> None:
        """Keeps other writers waiting until the stack is closed, where ``writing`` does not."""


class RemoteServer:
    """A Neo4j server or cluster."""

    engine, restarts = "neo4j", False

    def __init__(self, address: str, login: Login, reader: Login) -> None:
        """``reader`` runs the queries that users write; without a name it is ``login``, held to reading by each session."""
        self._address, self._login, self._reader = address, login, reader

    def connect(self) -> Pools:
        """Connections to the address. Raises ``StoreUnavailable`` or ``AccessDenied``."""
        own = _checked(Bolt(self._address, self._login))
        return Pools(own, Bolt(self._address, self._reader) if self._reader.user else own)

    def in_use(self) -> AbstractContextManager[None]:
        """Nothing to do: the server does not depend on us."""
        return nullcontext()

    def reading(self) -> AbstractContextManager[None]:
        """Nothing to do: the server's readers are not all on this machine."""
        return nullcontext()

    def asking(self) -> AbstractContextManager[None]:
        """Nothing to do: Neo4j ends a transaction that takes too long."""
        return nullcontext()

    def writing(self) -> AbstractContextManager[None]:
        """Nothing to do: Neo4j's locks let writers queue at the Meta node."""
        return nullcontext()

    def hold(self, stack: ExitStack, pools: Pools) -> None:
        """Take the lock at which writers queue, in a transaction that changes nothing."""
        transaction = stack.enter_context(pools.own.transaction())
        transaction.run(statements.HOLD, key=statements.META)


class EmbeddedServer:
    """The embedded graph of a home folder; users' queries run as a user of it that may only read."""

    engine, restarts = "embedded", True

    def __init__(self, embedded: EmbeddedGraph) -> None:
        self._embedded = embedded

    def connect(self) -> Pools:
        """Connections to the home's server, which is started when there is none."""
        end = time.monotonic() + ENDING_SECONDS
        while True:
            server = self._embedded.server()
            address = f"bolt://127.0.0.1:{server.port}"
            try:
                own = _checked(Bolt(address, Login(USER, server.password), self._embedded.committing))
            except StoreUnavailable:
                # A server that was killed holds its lock for a moment longer than it answers.
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return Pools(own, Bolt(address, Login(READER, server.reader_password)))

    def in_use(self) -> AbstractContextManager[None]:
        """Keeps the server from ending itself."""
        return self._embedded.in_use()

    def reading(self) -> AbstractContextManager[None]:
        """No commit during the block."""
        return self._embedded.reading()

    def asking(self) -> AbstractContextManager[None]:
        """The server ends itself when the query must be ended."""
        return self._embedded.asking()

    def writing(self) -> AbstractContextManager[None]:
        """One writer at a time."""
        return self._embedded.writing()

    def hold(self, stack: ExitStack, pools: Pools) -> None:
        """Nothing to do: the one writer is who holds."""


class Store:
    """The graph: read it with named queries, write it one document at a time. Safe to share between threads."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._thread = threading.local()
        self._pools: Pools | None = None

    def read(self, query: Query, **values: object) -> list[Row]:
        """The rows of a named query. Raises ``TypeError`` for parameters it does not declare."""
        return self._read(lambda pools: pools.own.read(query, values))

    def run_read(self, text: str, values: Mapping[str, object] | None = None, limit: int = ROWS) -> Rows:
        """The rows of a query that a person wrote: at most ``limit``, and nothing is ever changed by it.

        Raises ``RequestError`` for anything but a single reading query that can end soon, ``QueryFailed`` with the
        engine's words, or when it had to be ended.
        """
        refuse_writes(text)
        refuse_costly(text, self._count)
        query = Query("query", text)

        def work(pools: Pools) -> Rows:
            with self._server.asking():
                return pools.reading.read_some(query, values or {}, limit, SECONDS)

        return self._read(work)

    def _count(self, label: str) -> int:
        """How many nodes have a label, or are there at all; 0 where the schema has no such label."""
        if label and label not in LABEL_BY_NAME:
            return 0
        pattern = f"n:{label}" if label else "n"
        return int(self.read(inline("count", f"MATCH ({pattern}) RETURN count(n) AS n"))[0]["n"])

    def revision(self) -> int:
        """A number that every committed write makes larger."""
        return int(self.read(statements.READ_META)[0]["revision"])

    def document_keys(self) -> list[str]:
        """The keys of all documents, sorted."""
        return sorted(row["key"] for row in present(self.read(statements.DOCUMENT_KEYS)))

    def save(self, subgraph: Subgraph) -> None:
        """Put what a document states in place of what it stated before, in one transaction.

        Raises ``ValueError`` when the subgraph does not fit the schema; then, and on any failure, the graph is as it
        was.
        """
        self._write(lambda transaction: writing.save(transaction, subgraph))

    def remove(self, document: str) -> bool:
        """Take away all that a document states; ``False`` (and nothing changed) when there is no such document."""
        if document not in self.document_keys():
            return False
        return self._write(lambda transaction: writing.remove(transaction, document))

    def write(self, query: Query, **values: object) -> list[Row]:
        """Run one writing query in its own transaction and return its rows.

        It may run again after a lost race or a lost connection: use ``MERGE``, or ``transaction``.
        """
        return self._write(lambda transaction: transaction.run(query, **values))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Several statements in one transaction: kept at the end of the block, dropped when it raises.

        ``writing.save`` and ``writing.remove`` take it as well. Nothing is repeated: a lost race is ``QueryFailed``.
        """
        with ExitStack() as stack:
            stack.enter_context(self._writer())
            yield self._retried(lambda pools: _begin(stack, pools))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Writers wait during the block, which only reads. Raises ``AccessDenied`` where this login may not write."""
        with self._writer(), ExitStack() as stack:
            self._retried(lambda pools: self._server.hold(stack, pools))
            yield

    def unfinished(self) -> str:
        """What was being copied into this graph when the copy was interrupted; empty for a whole graph."""
        state = self.read(statements.READ_META)
        return str(state[0]["copying"] or "") if state else ""

    def prepare(self, *, outdated: bool = False, unfinished: bool = False) -> None:
        """Make a new graph's constraints and indexes.

        Raises ``SchemaOutdated`` for a graph of another schema version, unless ``outdated`` (for ``saeop reload``), and
        ``StoreError`` for one into which a copy did not end, unless ``unfinished`` (for ``saeop copy``).
        """
        state = self.read(statements.READ_META)
        if state and state[0]["copying"] and not unfinished:
            raise StoreError(
                f"a copy from {state[0]['copying']} into this graph has not ended; run the same saeop copy again, it goes "
                "on where it was"
            )
        version = state[0]["schema_version"] if state else None
        if version == SCHEMA_VERSION or (outdated and version is not None and version < SCHEMA_VERSION):
            return
        if version is not None and version > SCHEMA_VERSION:
            raise SchemaOutdated(
                f"the graph has schema version {version}, this program knows {SCHEMA_VERSION}: update it"
            )
        if version is not None:
            raise SchemaOutdated(
                f"the graph has schema version {version}, this program needs {SCHEMA_VERSION}: run 'saeop reload'"
            )
        self.mark_current()

    def is_outdated(self) -> bool:
        """Whether the graph is of an older version of the schema."""
        state = self.read(statements.READ_META)
        return bool(state) and state[0]["schema_version"] != SCHEMA_VERSION

    def mark_current(self) -> None:
        """Make the constraints and indexes of this program's schema, and note its version."""
        for definition in statements.definitions(self._server.engine):
            self.define(definition)
        self.write(statements.SET_VERSION, key=statements.META, version=SCHEMA_VERSION)

    def define(self, definition: Query) -> None:
        """Make or drop an index in a transaction of its own: Neo4j does not mix that with data."""
        with self._writer():
            self._retried(lambda pools: pools.own.write(lambda transaction: transaction.run(definition)))

    def close(self) -> None:
        """Close all connections; the embedded server runs on until it is idle."""
        with self._lock:
            self._drop()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _write(self, work: Callable[[Transaction], Result]) -> Result:
        def bumped(transaction: Transaction) -> Result:
            # First, so that writers queue here instead of meeting in the middle.
            transaction.run(statements.BUMP, key=statements.META)
            return work(transaction)

        with self._writer():
            return self._retried(lambda pools: pools.own.write(bumped))

    @contextmanager
    def _writer(self) -> Iterator[None]:
        """Be the only writer. A second one in the same thread would wait for itself."""
        if getattr(self._thread, "writes", False):
            raise RuntimeError("a transaction is open in this thread: write with it")
        self._thread.writes = True
        try:
            with self._server.in_use(), self._server.writing():
                yield
        finally:
            self._thread.writes = False

    def _read(self, work: Callable[[Pools], Result]) -> Result:
        with self._server.in_use():
            return self._retried(work, self._server.reading)

    def _retried(
        self, work: Callable[[Pools], Result], guard: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> Result:
        """Do the work; when the embedded server was gone (idle, killed), once more with a new one.

        All work that comes here may be done twice: it reads, or it replaces a document by the same content.
        """
        pools = self._connected()
        try:
            with guard():
                return work(pools)
        except StoreUnavailable:
            if not self._server.restarts:
                raise
        with self._lock:
            if self._pools is pools:
                self._drop()
        pools = self._connected()
        with guard():
            return work(pools)

    def _connected(self) -> Pools:
        with self._lock:
            if self._pools is None:
                self._pools = self._server.connect()
            return self._pools

    def _drop(self) -> None:
        if self._pools is not None:
            self._pools.own.close()
            self._pools.reading.close()
            self._pools = None


def open_store(settings: Settings, *, outdated: bool = False, unfinished: bool = False) -> Store:
    """The graph that the settings name, ready for use; the embedded server is started when there is none.

    Raises ``StoreUnavailable``, ``AccessDenied``, ``SchemaOutdated`` (unless ``outdated``), or ``StoreError`` for half a
    copy (unless ``unfinished``).
    """
    store = Store(_server(settings))
    try:
        store.prepare(outdated=outdated, unfinished=unfinished)
    except BaseException:
        store.close()
        raise
    return store


def stop_embedded(settings: Settings) -> bool:
    """End the embedded graph server of the home folder; ``False`` when none was running."""
    return EmbeddedGraph(settings.home, settings.idle_seconds).stop()


def _server(settings: Settings) -> Server:
    if settings.graph == "embedded":
        return EmbeddedServer(EmbeddedGraph(settings.home, settings.idle_seconds))
    if _is_address(settings.graph):
        reader = Login(settings.graph_reader, settings.graph_reader_password)
        return RemoteServer(settings.graph, Login(settings.graph_user, settings.graph_password), reader)
    raise StoreError(
        f"SAEOP_GRAPH={settings.graph!r} is neither 'embedded' nor an address like bolt://127.0.0.1:7687 "
        "or neo4j+s://graph.example.org:7687"
    )


def _is_address(text: str) -> bool:
    """Whether the text is the address of a Bolt server; the driver itself would take port 99999 for another."""
    try:
        parts = urlsplit(text)
        return parts.scheme.partition("+")[0] in ("bolt", "neo4j") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _checked(bolt: Bolt) -> Bolt:
    try:
        bolt.check()
    except BaseException:
        bolt.close()
        raise
    return bolt


def _begin(stack: ExitStack, pools: Pools) -> Transaction:
    with ExitStack() as opening:
        transaction = opening.enter_context(pools.own.transaction())
        transaction.run(statements.BUMP, key=statements.META)
        stack.push(opening.pop_all())
    return transaction
