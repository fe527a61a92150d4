"""``scripts/neo4j``: a real Neo4j with a password, from start to stop."""

from __future__ import annotations

import os
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from graph.errors import AccessDenied
from graph.query import inline
from graph.server import free_port
from graph.statements import definitions
from graph.store import open_store
from settings import REPOSITORY, Settings

pytestmark = pytest.mark.neo4j


def script(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(REPOSITORY / "scripts" / "neo4j"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)


def test_a_server_with_a_password_starts_serves_and_stops(shared_neo4j: Settings, tmp_path: Path) -> None:
    data = f"--data={tmp_path}"
    assert script("status", data).returncode == 1
    ports = [f"--bolt-port={free_port()}", f"--http-port={free_port()}"]
    try:
        started = script("start", data, *ports)
        assert (started.returncode, started.stderr) == (0, "")
        lines = [line.removeprefix("export ").split("=", 1) for line in started.stdout.splitlines() if "=" in line]
        settings = Settings.from_environment({line[0]: line[1] for line in lines if line[0].startswith("SAEOP_")})
        assert stat.S_IMODE(os.stat(tmp_path / "password").st_mode) == 0o600
        with open_store(settings) as store:
            assert store.document_keys() == []
        for password in ("wrong password", ""):
            with pytest.raises(AccessDenied, match="SAEOP_GRAPH_PASSWORD"):
                open_store(replace(settings, graph_password=password))
        again = script("start", data, *ports)
        assert (again.returncode, again.stdout.splitlines()[1:]) == (0, started.stdout.splitlines()[:3])
    finally:
        stopped = script("stop", data)
    assert (stopped.returncode, stopped.stdout) == (0, "stopped\n")
    assert script("stop", data).stdout == "not running\n"


def test_a_port_in_use_is_named(shared_neo4j: Settings, tmp_path: Path) -> None:
    port = shared_neo4j.graph.rsplit(":", 1)[1]
    refused = script("start", f"--data={tmp_path}", f"--bolt-port={port}", f"--http-port={free_port()}")
    assert refused.returncode == 1
    assert refused.stderr == f"scripts/neo4j: port {port} is in use; choose others with --bolt-port and --http-port\n"


def test_several_that_meet_a_new_graph_make_its_indexes_together(shared_neo4j: Settings) -> None:
    made = next(d for d in definitions("neo4j") if d.name == "index Section.document")
    drop = inline("drop", "DROP INDEX Section_document IF EXISTS")
    with ExitStack() as opened, ThreadPoolExecutor(4) as pool:
        stores = [opened.enter_context(open_store(shared_neo4j)) for _ in range(4)]
        for _ in range(8):
            stores[0].define(drop)
            together = Barrier(len(stores))
            list(pool.map(lambda store, b=together: (b.wait(), store.define(made)), stores))
