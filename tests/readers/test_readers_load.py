"""Loading files and folders: what becomes of each, and that nothing else changes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.documents import load
from graph.query import inline
from graph.store import Store, stop_embedded
from library.library import How, Library
from library.outcome import NOBODY
from library.said import SetByPerson
from library.watch import Watch
from settings import REPOSITORY, Settings
from tests.conftest import embedded_settings
from tests.readers.make import LINES, TABLE, docx_of, hwpx, package, pdf, say, text, xlsx_of

ALL = inline(
    "all",
    "MATCH (n) WHERE NOT n:Meta RETURN labels(n)[0] AS label, coalesce(n.key, n.name, n.code) AS key ORDER BY label, key",
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
Put = Callable[[str, bytes], Path]


def plan(number: int) -> str:
    """A plan that is no copy of another."""
    names = [
        f"{'가나다라마바사아자차카타파하'[(number * 5 + n * 3) % 14]}{n * number % 97} 지원사업" for n in range(30)
    ]
    return f"20{number:02d}년도 업무계획\n\nⅠ. 계획\n" + "".join(
        f"□ {name} {number * 7919 % 1000}\n ○ 총사업비 : {number * 37 + n * 11}백만원\n" for n, name in enumerate(names)
    )


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def put(inbox: Path) -> Put:
    def write(name: str, data: bytes) -> Path:
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def settings(shared_embedded: Settings, tmp_path: Path) -> Settings:
    """The run's graph with originals and an index of the test's own."""
    return replace(shared_embedded, encoder="hashing", node="", ocr=False)


@pytest.fixture
def library(settings: Settings) -> Iterator[Library]:
    with Library(settings) as opened:
        yield opened
        for document in opened.documents():
            opened.store.remove(str(document["key"]))


def states(library: Library, *paths: Path, how: How | None = None) -> dict[str, str]:
    outcomes = library.load_all(paths, how or How())
    return {unicodedata.normalize("NFC", Path(o.path).name): o.state for o in outcomes}


def graph(store: Store) -> list[tuple[str, str]]:
    return [(r["label"], r["key"]) for r in store.read(ALL)]


def test_a_folder_with_a_bad_file_loads_the_rest_and_stays_in_step(library: Library, inbox: Path, put: Put) -> None:
    put("a.txt", plan(21).encode())
    put("b.hwpx", b"PK\x03\x04 broken")
    put("deep/c.txt", plan(22).encode("cp949"))
    put("ignored.png", b"\x89PNG")
    (inbox / "d.pdf").mkdir()
    assert states(library, inbox) == {"a.txt": "loaded", "b.hwpx": "refused", "c.txt": "loaded"}
    before, revision = graph(library.store), library.store.revision()
    assert states(library, inbox) == {"a.txt": "unchanged", "b.hwpx": "refused", "c.txt": "unchanged"}
    assert (graph(library.store), library.store.revision()) == (before, revision)
    put("a.txt", plan(23).encode())
    put("deep/c.txt", b"\x00\xff\x00")
    assert states(library, inbox) == {"a.txt": "replaced", "b.hwpx": "refused", "c.txt": "refused"}
    assert {d["key"] for d in library.documents()} == {"a.txt", "c.txt"}


def test_formats_of_one_document_count_once(library: Library, inbox: Path, put: Put) -> None:
    lines = [*LINES, *(f"□ 사업 {n} {n * 7919 % 1000}" for n in range(40))]
    put("a.docx", docx_of(lines, TABLE))
    put("b.hwpx", hwpx(lines, TABLE))
    put("c.txt", "\n".join([*lines, *("\t".join(row) for row in TABLE)]).encode())
    assert sorted(states(library, inbox).values()) == ["copy", "copy", "loaded"]
    (document,) = library.documents()
    before = graph(library.store)
    assert library.remove(str(document["key"])).successor
    assert [label for label, _ in graph(library.store)] == [label for label, _ in before]
    assert len(library.text("c.txt")[0]) > 40


def test_reading_again_changes_nothing_that_is_the_same(library: Library, inbox: Path, put: Put) -> None:
    for n in range(3):
        put(f"{n}.txt", plan(35 + n).encode())
    states(library, inbox, how=How(said=SetByPerson(institution="진도군")))
    before = graph(library.store)
    assert [o.state for o in library.reload("1.txt")] == ["replaced"]
    assert library.reload() == []  # nothing is stale
    stale = inline("stale", "MATCH (d:Document) SET d.extractor = 'old'")
    library.store.write(stale)
    assert [(o.document, o.state) for o in library.reload()] == [(f"{n}.txt", "replaced") for n in range(3)]
    assert graph(library.store) == before
    assert {d["institution"] for d in library.documents()} == {"진도군"}


def test_another_path_is_refused_with_the_ways_out(library: Library, put: Put) -> None:
    one, other = put("x/a.txt", plan(31).encode()), put("y/a.txt", plan(32).encode())
    assert states(library, one) == {"a.txt": "loaded"}
    (outcome,) = library.load_all([other])
    assert outcome.state == "refused"
    assert "--replace" in outcome.reason
    assert "--as NAME" in outcome.reason
    assert states(library, other, how=How(name="b.txt")) == {"a.txt": "loaded"}
    assert states(library, other, how=How(replace=True)) == {"a.txt": "replaced"}


def test_an_archive_is_its_files(library: Library, put: Put) -> None:
    inner = package({"z.txt": plan(43)})
    path = put("a.zip", package({"one/a.txt": plan(41), "../b.txt": plan(42), "c.zip": inner, "bad.pdf": b"%PDF-1.7"}))
    found = {o.document: o.state for o in library.load_all([path])}
    assert found == {"a.txt": "loaded", "b.txt": "loaded", "bad.pdf": "refused", "c.zip": "refused"}


def test_odd_paths(library: Library, inbox: Path, put: Put) -> None:
    decomposed = put(unicodedata.normalize("NFD", "계획.txt"), plan(51).encode())
    os.mkfifo(inbox / "pipe.hwp")
    (inbox / "loop.hwp").symlink_to(inbox / "loop.hwp")
    (inbox / "gone.pdf").symlink_to(inbox / "nothing.pdf")
    (inbox / "up").symlink_to(inbox)
    put("줄\n바꿈.txt", plan(52).encode())
    outcomes = library.load_all([inbox, inbox / "pipe.hwp", inbox / "loop.hwp", inbox / "gone.pdf", inbox / "none.txt"])
    assert [o.document for o in outcomes if o.is_in] == ["계획.txt"]
    assert states(library, decomposed) == {"계획.txt": "unchanged"}
    reasons = [o.reason for o in outcomes if not o.is_in]
    assert len(reasons) == 5  # each once, also where the folder is named and the file in it
    assert all("\n" not in reason for reason in reasons)
    assert any("no such file" in reason for reason in reasons)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(library: Library, inbox: Path, put: Put) -> None:
    closed = put("closed/a.txt", plan(53).encode())
    hidden = put("b.txt", plan(54).encode())
    hidden.chmod(0)
    closed.parent.chmod(0)
    try:
        assert {o.state for o in library.load_all([inbox])} == {"refused"}
    finally:
        closed.parent.chmod(0o700)


def test_what_is_no_file_in_a_folder_is_told_and_not_waited_for(library: Library, inbox: Path, put: Put) -> None:
    put("a.txt", plan(55).encode())
    os.mkfifo(inbox / "pipe.hwp")
    (inbox / "loop.hwp").symlink_to(inbox / "loop.hwp")
    (inbox / "gone.pdf").symlink_to(inbox / "nothing.pdf")
    found = {"a.txt": "loaded", "gone.pdf": "refused", "loop.hwp": "refused", "pipe.hwp": "refused"}
    assert states(library, inbox) == found


def test_the_command_tells_where_each_file_is_and_loads_the_rest(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = embedded_settings(tmp_path / "home", SAEOP_ENCODER="hashing")
    closed = put("closed.txt", plan(56).encode())
    archive = put("a.zip", package({"one/a.txt": plan(57), "two/empty.txt": ""}))
    put("deep/empty.txt", b"")
    monkeypatch.setattr(os, "access", lambda path, mode, **_: not str(path).endswith("closed.txt"))
    shell = CliRunner(env={"SAEOP_HOME": str(tmp_path / "home"), "SAEOP_ENCODER": "hashing"})
    long = "긴" * 300 + ".txt"
    try:
        result = shell.invoke(load, [str(p) for p in (archive, closed, tmp_path / "in" / "deep", long)])
        alone = shell.invoke(load, [long])
    finally:
        stop_embedded(settings)
    assert (result.exit_code, alone.exit_code) == (1, 2)
    refused = [line for line in result.stderr.splitlines() if line.startswith("refused")]
    inside, deep, name = refused
    assert inside == f"refused   {archive} › two/empty.txt: the file is empty; nothing was loaded"
    assert deep == f"refused   {tmp_path}/in/deep/empty.txt: the file is empty; nothing was loaded"
    assert "cannot be read" in name
    assert [line.split()[:2] for line in result.stdout.splitlines()] == [["loaded", "a.txt"], ["loaded", "closed.txt"]]


def test_side_by_side_or_one_by_one_gives_the_same(settings: Settings, inbox: Path, put: Put) -> None:
    for n in range(6):
        put(f"{n}.txt", plan(60 + n).encode())
    put("copy.txt", (plan(60) + "\n").encode())
    put("3.pdf", pdf(["".join(say(line, 50, 780 - 16 * n) for n, line in enumerate(text().splitlines()) if line)]))
    put("list.xlsx", xlsx_of([["사업명", "예산"], *([f"사업 {n * 31}", n] for n in range(60))]))
    found = []
    for count in (1, 4):
        with Library(replace(settings, readers=count)) as library:
            outcomes = [(o.document, o.state) for o in library.load_all([inbox])]
            found.append((outcomes, graph(library.store)))
            for document in library.documents():
                library.store.remove(str(document["key"]))
    assert found[0] == found[1]


def test_a_folder_kept_in_step(library: Library, inbox: Path, put: Put) -> None:
    put("a.txt", plan(71).encode())
    gone = put("b.txt", plan(72).encode())
    watch = Watch(library, inbox, NOBODY)
    assert [o.state for o in watch.once(patient=False)] == ["loaded", "loaded"]
    put("a.txt", plan(73).encode())
    gone.unlink()
    assert watch.once() == []  # not before it is at rest
    assert [(o.document, o.state) for o in watch.once()] == [("a.txt", "replaced"), ("b.txt", "removed")]
    assert watch.once() == []


@linux
def test_a_killed_load_leaves_no_process_and_the_graph_of_before(tmp_path: Path, put: Put) -> None:
    home = tmp_path / "home"
    settings = embedded_settings(home, SAEOP_ENCODER="hashing")
    try:
        with Library(settings) as library:
            assert states(library, put("a.txt", plan(81).encode())) == {"a.txt": "loaded"}
            before = graph(library.store)
        put("a.txt", (plan(82) * 300).encode())
        environment = {**os.environ, "SAEOP_HOME": str(home), "SAEOP_ENCODER": "hashing"}
        command = [sys.executable, "-m", "cli", "load", str(tmp_path / "in")]
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        until = time.monotonic() + 30
        while len(family := _family(process.pid)) < 2 and process.poll() is None and time.monotonic() < until:
            time.sleep(0.01)  # the reading process and its child
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(family) >= 2
        while any(map(_is_reading, family)) and time.monotonic() < until:
            time.sleep(0.02)
        assert not any(map(_is_reading, family))
        with Library(settings) as library:
            assert graph(library.store) == before
    finally:
        stop_embedded(settings)


def _family(pid: int) -> set[int]:
    """The reading processes below a process."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{one}/task").glob("*/children"):
                waiting += [int(child) for child in task.read_text("ascii").split()]
        found |= {one} if _is_reading(one) else set()
    return found


def _is_reading(pid: int) -> bool:
    try:
        return b"library.reading" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
