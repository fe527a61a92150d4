"""The processes that read: limits, hostile files, ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import DocumentError
from library.prepare import prepare
from library.readers import Readers
from library.said import SetByPerson
from library.wire import rows_as_json
from settings import Settings
from tests.readers.hostile import FILES
from tests.readers.make import hwpx, text

NOBODY = SetByPerson()
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


def settings(**changed: float | int) -> Settings:
    return replace(Settings.from_environment({"SAEOP_OCR": "0", "SAEOP_NODE": "0"}), **changed)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers(settings())
    yield made
    made.close()


def reading() -> set[int]:
    """The reading processes of this one."""
    me = os.getpid()
    listed = "".join(task.read_text("ascii") for task in Path(f"/proc/{me}/task").glob("*/children"))
    found = set()
    for pid in map(int, listed.split()):
        with contextlib.suppress(OSError):
            if b"library.reading" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.add(pid)
    return found


def test_a_file_read_in_a_process_gives_what_it_gives_here(readers: Readers) -> None:
    data = hwpx()
    read = readers.document(data, "a.hwpx", NOBODY, "/in/a.hwpx")
    assert read.rows is not None
    assert rows_as_json(read.rows) == rows_as_json(prepare("a.hwpx", data, NOBODY, "/in/a.hwpx").rows)
    assert read.peak > 2**20
    assert readers.text(text().encode(), "a.txt")[0][0] == "2025년도 주요업무계획"


@pytest.mark.parametrize("name", FILES)
def test_what_is_meant_to_hurt(readers: Readers, name: str) -> None:
    make, sound = FILES[name]
    data = make()
    if sound:
        read = readers.document(data, name, NOBODY, name)
        assert read.rows is not None or read.members
        return
    with pytest.raises(DocumentError) as caught:
        readers.document(data, name, NOBODY, name)
    said = str(caught.value)
    assert said.startswith(f"{name}: ")
    assert "\n" not in said
    assert "its reader failed" not in said
    assert "root:" not in said


def test_time_is_up() -> None:
    slow = Readers(settings(read_seconds=0.05))
    try:
        with pytest.raises(DocumentError, match=r"a.txt: reading takes longer than 0.05 s; .*SAEOP_READ_SECONDS"):
            slow.document(FILES["pattern.txt"][0](), "a.txt", NOBODY, "")
        assert slow.text(b"2025\n", "b.txt")[0] == ["2025"]  # and the process reads on
    finally:
        slow.close()


def test_memory_is_up() -> None:
    small = Readers(settings(read_megabytes=150))
    try:
        with pytest.raises(DocumentError, match=r"a.txt: (reading needs more than 150 MiB|its reader was ended)"):
            small.document("가나다 라마바 1,234천원\n".encode() * 1_000_000, "a.txt", NOBODY, "")
    finally:
        small.close()


@linux
def test_a_killed_reader_is_replaced() -> None:
    before = reading()
    made = Readers(settings())
    try:
        made.text(b"2025\n", "a.txt")
        (child,) = reading() - before
        os.kill(child, 9)
        while Path(f"/proc/{child}/cmdline").read_bytes():
            time.sleep(0.01)
        assert made.text(b"2025\n", "a.txt")[0] == ["2025"]
    finally:
        made.close()


def test_readers_outlive_the_threads_that_ask() -> None:
    made = Readers(settings())
    try:
        for _ in range(3):
            with ThreadPoolExecutor(2) as pool:
                assert [lines for lines, _ in pool.map(made.text, [b"2025\n"] * 4, "abcd")] == [["2025"]] * 4
    finally:
        made.close()


@linux
def test_closing_leaves_nothing() -> None:
    before = reading()
    made = Readers(settings())
    made.warm(2)
    made.text(b"2025\n", "a.txt")
    assert len(reading() - before) == 2
    made.close()
    assert not reading() - before
    assert made.text(b"2025\n", "a.txt")[0] == ["2025"]
    made.close()
