"""The embedded graph's server process: started by whoever comes first, found by the others, ended when idle."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from graph import home
from graph.errors import AccessDenied, SaeopError, SchemaOutdated, StoreError, StoreUnavailable
from graph.query import inline
from graph.server import free_port
from graph.store import open_store, stop_embedded
from settings import Settings
from tests.graph.samples import plan

SAVE = """
import sys
from graph.store import open_store
from settings import Settings
from tests.graph.samples import plan
with open_store(Settings.from_environment()) as store:
    for name in sys.argv[1:]:
        store.save(plan(name, programs=20))
    print(store.revision())
"""


def folder(settings: Settings) -> Path:
    return settings.home / "graph"


def server(settings: Settings) -> home.ServerFile:
    found = home.ServerFile.read(folder(settings))
    assert found is not None
    return found


def command(settings: Settings, code: str, *arguments: str, umask: int = 0o022) -> subprocess.Popen[str]:
    """Another process, as another terminal would start it."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env={**os.environ, "SAEOP_HOME": str(settings.home), "SAEOP_IDLE_SECONDS": "120"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        umask=umask,
    )


def output(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return out


def eventually(condition: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def test_processes_that_come_at_once_share_one_server_and_lose_nothing(home_settings: Settings) -> None:
    names = [[f"문서 {process}-{i}" for i in range(2)] for process in range(4)]
    for process in [command(home_settings, SAVE, *each) for each in names]:
        output(process)
    with open_store(home_settings) as store:
        assert store.document_keys() == sorted(name for each in names for name in each)
        count = inline("count", "MATCH (:Program)-[r:LOCATED_IN]->(:Region) RETURN count(r) AS n")
        assert store.read(count) == [{"n": 8 * 20}]


def test_a_command_whose_output_is_captured_ends_though_its_server_lives_on(home_settings: Settings) -> None:
    output(command(home_settings, SAVE, "문서"))
    assert home.is_held(folder(home_settings), home.OWNER)
    assert os.getsid(server(home_settings).pid) != os.getsid(0)


def test_a_killed_server_loses_nothing_and_the_next_query_restarts_it(home_settings: Settings) -> None:
    with open_store(home_settings) as store:
        for number in range(3):
            store.save(plan(f"문서 {number}"))
            revision = store.revision()
            os.kill(server(home_settings).pid, signal.SIGKILL)
            assert store.revision() == revision
        os.kill(server(home_settings).pid, signal.SIGKILL)
        store.save(plan("문서 3"))
        assert store.document_keys() == [f"문서 {number}" for number in range(4)]


def test_a_server_killed_inside_a_transaction_leaves_the_old_state(home_settings: Settings) -> None:
    with open_store(home_settings) as store:
        store.save(plan("문서"))

        def killed() -> None:
            with store.transaction() as transaction:
                transaction.run(inline("wipe", "MATCH (n) WHERE NOT n:Meta DETACH DELETE n"))
                os.kill(server(home_settings).pid, signal.SIGKILL)

        with pytest.raises(StoreUnavailable):
            killed()
        assert store.document_keys() == ["문서"]


def test_a_read_never_sees_half_a_commit(home_settings: Settings) -> None:
    count = inline(
        "count", "MATCH (p:Program)-[r:LOCATED_IN]->(:Region) WHERE p.document = '문서' RETURN count(r) AS n"
    )
    seen: set[int] = set()
    done = Event()

    def watch() -> None:
        with open_store(home_settings) as reader:
            while not done.is_set():
                seen.add(reader.read(count)[0]["n"])

    with open_store(home_settings) as store:
        store.save(plan("문서", programs=150))
        threads = [Thread(target=watch) for _ in range(2)]
        for thread in threads:
            thread.start()
        for number in range(4):
            store.save(plan("문서", programs=100 + 50 * (number % 2)))
        done.set()
        for thread in threads:
            thread.join()
    assert seen == {100, 150}


def test_an_idle_server_ends_itself_and_a_store_that_stayed_open_starts_it_again(home_settings: Settings) -> None:
    settings = replace(home_settings, idle_seconds=0.5)
    with open_store(settings) as store:
        store.save(plan())
        assert eventually(lambda: not home.is_held(folder(settings), home.OWNER))
        assert not (folder(settings) / home.SERVER).exists()
        assert store.document_keys() == ["2024 계획"]


def test_a_server_in_use_does_not_end_itself(home_settings: Settings) -> None:
    settings = replace(home_settings, idle_seconds=0.5)
    with open_store(settings) as store, store.transaction() as transaction:
        pid = server(settings).pid
        time.sleep(1.5)
        assert transaction.run(inline("one", "RETURN 1 AS one")) == [{"one": 1}]
        assert server(settings).pid == pid


def test_stop_ends_the_server_and_says_whether_there_was_one(home_settings: Settings) -> None:
    assert not stop_embedded(home_settings)
    open_store(home_settings).close()
    assert stop_embedded(home_settings)
    assert not home.is_held(folder(home_settings), home.OWNER)
    assert not stop_embedded(home_settings)


def test_a_server_whose_home_is_removed_ends_itself(home_settings: Settings) -> None:
    open_store(home_settings).close()
    home_settings.home.rename(home_settings.home.with_name("away"))
    moved = replace(home_settings, home=home_settings.home.with_name("away"))
    assert eventually(lambda: not home.is_held(folder(moved), home.OWNER))


def test_a_stale_file_never_leads_to_another_program_on_its_port(home_settings: Settings) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        folder(home_settings).mkdir(parents=True)
        port = stranger.getsockname()[1]
        home.ServerFile(port, os.getpid(), "secret", "secret").write(folder(home_settings))
        with open_store(home_settings) as store:
            assert store.document_keys() == []
        stranger.setblocking(False)
        with pytest.raises(BlockingIOError):
            stranger.accept()


def test_a_port_that_is_taken_between_look_and_use_is_replaced_by_another(tmp_path: Path) -> None:
    code = """
import socket, sys
from pathlib import Path
from threading import Event, Thread
from graph import home, server
taken = socket.create_server(("127.0.0.1", 0))
ports = [taken.getsockname()[1], server.free_port()]
server.free_port = lambda: ports.pop(0)
server.start(Path(sys.argv[1])).stop()
print(home.ServerFile.read(Path(sys.argv[1])).port == ports or ports)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_files_are_the_owners_only_also_under_a_loose_umask(home_settings: Settings) -> None:
    output(command(home_settings, SAVE, "문서", umask=0))
    inside = [folder(home_settings), *folder(home_settings).rglob("*")]
    loose = [path for path in inside if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert loose == []
    assert folder(home_settings) / home.SERVER in inside


@pytest.mark.parametrize("place", ["file", "read-only"])
def test_a_home_that_cannot_be_written_is_one_clear_line(tmp_path: Path, place: str) -> None:
    target = tmp_path / place
    if place == "file":
        target.write_text("")
    else:
        target.mkdir(mode=0o500)
        if os.access(target, os.W_OK):
            target = Path("/proc/self")  # root may write anywhere else
    settings = Settings.from_environment({"SAEOP_HOME": str(target)})
    with pytest.raises(StoreUnavailable, match=r"cannot start.*SAEOP_HOME names another") as caught:
        open_store(settings)
    assert str(target / "graph") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_home_without_room_leaves_the_graph_as_it_was(home_settings: Settings) -> None:
    code = """
import resource
from graph.errors import StoreError
from graph.store import open_store
from settings import Settings
from tests.graph.samples import plan
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000))  # for the server as well
with open_store(Settings.from_environment()) as store:
    saved = []
    try:
        for number in range(30):
            store.save(plan(f"문서 {number:02}", programs=400))
            saved.append(f"문서 {number:02}")
    except StoreError as error:
        assert len(str(error).splitlines()) == 1
        assert store.document_keys() == saved
        print(*saved, sep="\\n")
"""
    saved = output(command(home_settings, code)).splitlines()
    stop_embedded(home_settings)
    with open_store(home_settings) as store:
        assert store.document_keys() == saved
        assert 0 < len(saved) < 30
        store.save(plan("새 문서"))
        assert store.document_keys() == [*saved, "새 문서"]


def test_a_server_that_cannot_start_says_why_in_one_line(home_settings: Settings) -> None:
    (folder(home_settings) / "databases").mkdir(parents=True)
    (folder(home_settings) / "databases" / "saeopgil").write_text("no folder")
    with pytest.raises(StoreUnavailable, match=r"cannot start: .*server\.log") as caught:
        open_store(home_settings)
    assert "\n" not in str(caught.value)


def test_a_wrong_password_is_named_as_such(shared_embedded: Settings) -> None:
    open_store(shared_embedded).close()
    address = f"bolt://127.0.0.1:{server(shared_embedded).port}"
    for password in ("wrong password", ""):
        settings = replace(shared_embedded, graph=address, graph_user="root", graph_password=password)
        with pytest.raises(AccessDenied, match="SAEOP_GRAPH_PASSWORD"):
            open_store(settings)


def test_a_server_that_nobody_answers_at_is_named_with_its_address() -> None:
    address = f"bolt://127.0.0.1:{free_port()}"
    started = time.monotonic()
    with pytest.raises(StoreUnavailable, match=address) as caught:
        open_store(Settings.from_environment({"SAEOP_GRAPH": address, "SAEOP_GRAPH_PASSWORD": "x"}))
    assert time.monotonic() - started < 15
    assert "\n" not in str(caught.value)


def test_a_server_that_speaks_another_language_is_unavailable() -> None:
    def answer() -> None:
        connection, _ = web.accept()
        with connection:
            connection.recv(99)
            connection.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as web:
        thread = Thread(target=answer)
        thread.start()
        with pytest.raises(StoreUnavailable, match="no graph server answers"):
            open_store(Settings.from_environment({"SAEOP_GRAPH": f"bolt://127.0.0.1:{web.getsockname()[1]}"}))
        thread.join()


@pytest.mark.parametrize("graph", ["embeded", "127.0.0.1:7687", "http://127.0.0.1:7474", "bolt://127.0.0.1:99999"])
def test_an_address_of_no_graph_server_says_what_would_be_one(graph: str) -> None:
    with pytest.raises(StoreError, match=r"bolt://127\.0\.0\.1:7687"):
        open_store(Settings.from_environment({"SAEOP_GRAPH": graph}))


@pytest.mark.parametrize(("version", "advice"), [(0, "run 'saeop reload'"), (99, "update it")])
def test_a_graph_of_another_schema_version_is_refused(home_settings: Settings, version: int, advice: str) -> None:
    with open_store(home_settings) as store:
        store.save(plan())
        store.write(inline("age", "MATCH (m:Meta) SET m.schema_version = $version"), version=version)
    with pytest.raises(SchemaOutdated, match=advice):
        open_store(home_settings)
    if version == 0:
        with open_store(home_settings, outdated=True) as store:
            assert store.document_keys() == ["2024 계획"]
            store.mark_current()
        open_store(home_settings).close()


def test_every_error_of_the_store_is_ours() -> None:
    assert issubclass(StoreError, SaeopError)
