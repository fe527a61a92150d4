"""A query that eats the machine is refused by its plan, or ended; whoever else is at work does not notice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from graph import home
from graph.cost import refuse_costly
from graph.errors import QueryFailed, RequestError, SaeopError
from graph.store import Store, open_store
from settings import Settings
from tests.graph.samples import plan
from viewing.browse import ready_queries

HERE = Path(__file__).parent
EATERS = (HERE / "eaters.cypher").read_text(encoding="utf-8").strip().split("\n")
RUNAWAY = "UNWIND range(1, 100000) AS x MATCH (a), (b), (c), (d) WHERE a.key + b.key = c.key + d.key RETURN count(x)"
"""No plan tells that it takes long on a small graph."""
ASK = f"""
from graph.store import open_store
from settings import Settings
with open_store(Settings.from_environment()) as store:
    print(flush=True)
    store.run_read({RUNAWAY!r})
"""


def test_what_would_eat_the_machine_is_refused_before_it_runs(store: Store) -> None:
    store.save(plan(programs=20))
    for text in EATERS:
        with pytest.raises(RequestError):
            pytest.fail(f"{text} gave {store.run_read(text)}")


@pytest.mark.parametrize("text", [ready.text for ready in ready_queries()])
def test_ready_queries_are_never_too_costly(text: str) -> None:
    refuse_costly(text, lambda label: 10**6)


def test_what_belongs_to_a_node_may_be_looped_over() -> None:
    for text in (
        "MATCH (p:Program) RETURN [a IN p.aliases | [c IN a | c]]",
        "MATCH (p:Program) RETURN [x IN [y IN p.aliases WHERE y <> ''] | x], reduce(n = 0, x IN p.aliases | n + size(x))",
        "MATCH (p:Program) UNWIND range(0, size(p.aliases) - 1) AS i RETURN p.aliases[i]",
        "MATCH (a:Program), (b:Program {key: 'x'}), (c {key: 'y'}) RETURN a, b, c",
        "MATCH (a:Program) MATCH (b:Person), (a)-[:CONTACT]->(b) MATCH (b)-[:WORKS_IN]->(c) RETURN a, b, c",
        "MATCH (a:Program) WITH count(a) AS n MATCH (b:Person) WITH n, count(b) AS m MATCH (c:Chunk) RETURN n, m, count(c)",
    ):
        refuse_costly(text, lambda label: 10**5)


def test_a_query_that_runs_too_long_is_ended(store: Store) -> None:
    store.save(plan(programs=20))
    with pytest.raises(QueryFailed, match="it took too long and was ended; ask for less"):
        store.run_read(RUNAWAY)
    assert store.document_keys() == ["2024 계획"]


def test_others_go_on_while_a_query_is_ended_and_one_that_nobody_waits_for_ends(home_settings: Settings) -> None:
    with open_store(home_settings) as store:
        store.save(plan(programs=20))
        environment = {**os.environ, "SAEOP_HOME": str(home_settings.home)}
        client = subprocess.Popen([sys.executable, "-c", ASK], env=environment, stdout=subprocess.PIPE)
        done, failed = Event(), list[SaeopError]()

        def work(name: str) -> None:
            try:
                with open_store(home_settings) as mine:
                    while not done.is_set():
                        mine.save(plan(name, programs=5))
                        assert name in mine.document_keys()
                        time.sleep(0.05)
            except SaeopError as error:
                failed.append(error)

        threads = [Thread(target=work, args=(f"문서 {number}",)) for number in range(2)]
        for thread in threads:
            thread.start()
        assert client.stdout
        client.stdout.readline()
        time.sleep(0.5)
        first = home.ServerFile.read(home_settings.home / "graph")
        os.kill(client.pid, signal.SIGKILL)
        client.wait()
        client.stdout.close()
        assert _ended(home_settings, first)
        done.set()
        for thread in threads:
            thread.join()
        assert failed == []
        assert store.document_keys() == ["2024 계획", "문서 0", "문서 1"]


def _ended(settings: Settings, first: home.ServerFile | None) -> bool:
    """Whether another server has taken the place of the first."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        now = home.ServerFile.read(settings.home / "graph")
        if first and now and now.pid != first.pid and home.is_held(settings.home / "graph", home.OWNER):
            return True
        time.sleep(0.1)
    return False
