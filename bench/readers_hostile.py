"""Files meant to hurt: what is said of each, what it costs, and that the graph stays as it was.

    python bench/readers_hostile.py files [FOLDER…] [--seconds 60] [--megabytes 1024]
    python bench/readers_hostile.py fuzz FOLDER… [--number 2000]
    python bench/readers_hostile.py many FOLDER… [--number 200]

``files``: those of FOLDER and of ``tests/readers/hostile.py``, each read in a process with limits as ``saeop load`` reads
it; the exit code is 1 when one costs more than the limits, shows a traceback, or is loaded where it should be refused or
the reverse. ``fuzz``: real files with bytes changed, cut or doubled; nothing may end the process that waits. ``many``:
one load of so many files of all formats in a new home, with the memory of this process and of its children behind it.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.errors import DocumentError
from library.confine import memory_of
from library.readers import NotRead, Read, Readers
from library.said import SetByPerson
from settings import Settings
from tests.readers import hostile
from tests.readers.make import docx_of, hwpx, pdf, say, text, xlsx_of

_FINE = frozenset({"ownerpw_only.pdf", "distribution.hwp", "mislabelled_hwp5_named.hwpx", "bitflip.hwp"})
"""Of the given files, those that may be read: the last is damaged where it may not matter."""
_EITHER = frozenset({"bitflip.hwp", "text_named.hwpx"})
Case = tuple[str, bytes, bool | None]


def main() -> int:
    """Run one of the three."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["files", "fuzz", "many"])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--megabytes", type=float, default=1024)
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.what == "files":
        return files(args.folders, args.seconds, args.megabytes)
    if args.what == "fuzz":
        return fuzz(args.folders, args.number or 2000, args.seed)
    return many(args.folders, args.number or 200)


# -------------------------------------------------------------------- one by one
def files(folders: list[Path], seconds: float, megabytes: float) -> int:
    """A line for each file; 1 where one is not as it should be."""
    readers = Readers(replace(Settings.from_environment(), ocr=False))
    bad = 0
    try:
        for name, data, sound in _cases(folders):
            began = time.monotonic()
            read, said, cost = _read(readers, data, name)
            took, peak = time.monotonic() - began, cost / 2**20
            wrong = took > seconds or peak > megabytes or "Traceback" in said or "its reader failed" in said
            wrong = wrong or (sound is not None and sound != (read is not None))
            bad += wrong
            print(f"{'BAD ' if wrong else ''}{name[:34]:34s} {took:5.1f} s {peak:5.0f} MB  {said[:170]}", flush=True)
    finally:
        readers.close()
    print(f"{bad} not as they should be")
    return 1 if bad else 0


def _cases(folders: list[Path]) -> Iterator[Case]:
    for folder in folders:
        for path in sorted(folder.iterdir()):
            yield path.name, path.read_bytes(), None if path.name in _EITHER else path.name in _FINE
    for name, (make, sound) in hostile.FILES.items():
        yield name, make(), sound


def _read(readers: Readers, data: bytes, name: str) -> tuple[Read | None, str, int]:
    """What was read, what was said, and the most bytes of memory."""
    try:
        read = readers.document(data, name, SetByPerson(), name)
    except NotRead as error:
        return None, str(error), error.peak
    except DocumentError as error:
        return None, str(error), 0
    what = f"archive of {len(read.members)}" if read.rows is None else f"{len(read.rows.nodes)} nodes"
    return read, f"read: {what}", read.peak


# -------------------------------------------------------------------- changed files
def fuzz(folders: list[Path], number: int, seed: int) -> int:
    """Read changed copies of the files; the outcomes counted, slow ones and faults named."""
    sources = [p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()]
    contents = [(p.name, p.read_bytes()) for p in sources if p.stat().st_size < 2 * 2**20]
    contents += [("a.hwpx", hwpx()), ("a.docx", docx_of()), ("a.txt", text().encode()), ("a.pdf", pdf([say("가나", 50, 700)])),
                 ("a.xlsx", xlsx_of([["사업명", "예산"], ["드론", 1]]))]  # fmt: skip
    readers = Readers(replace(Settings.from_environment(), ocr=False, node=""))
    outcomes: Counter[str] = Counter()
    slowest = (0.0, "")
    try:
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            jobs = [(n, *contents[n % len(contents)]) for n in range(number)]
            for n, name, took, said in pool.map(lambda job: _one(readers, seed, *job), jobs):
                outcomes[_kind(said)] += 1
                slowest = max(slowest, (took, f"{n} {name}"))
                if _kind(said) in ("fault", "ended"):
                    print(f"{n} {name}: {said[:200]}", flush=True)
    finally:
        readers.close()
    print(dict(outcomes), f"slowest {slowest[0]:.1f} s ({slowest[1]})")
    return 1 if outcomes["fault"] else 0


def _one(readers: Readers, seed: int, n: int, name: str, data: bytes) -> tuple[int, str, float, str]:
    began = time.monotonic()
    _, said, _ = _read(readers, _changed(data, random.Random(seed * 1_000_003 + n)), name)
    return n, name, time.monotonic() - began, said


def _changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 300))):
        at = chance.randrange(max(1, len(changed)))
        way = chance.randrange(5)
        if way < 2:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif way == 2:
            changed[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f"))
        elif way == 3:
            del changed[at : at + chance.choice((1, 16, 512))]
        else:
            changed[at:at] = changed[at : at + chance.choice((1, 16, 512))]
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.1 else changed)


def _kind(said: str) -> str:
    if said.startswith("read"):
        return "read"
    for words, kind in (
        ("its reader failed", "fault"),
        ("was ended by", "ended"),
        ("longer than", "time"),
        ("needs more", "memory"),
    ):
        if words in said:
            return kind
    return "refused"


# -------------------------------------------------------------------- one load of many
def many(folders: list[Path], number: int) -> int:
    """Load so many files in a new home; seconds, the slowest, and memory after 20 and after all."""
    from graph.store import stop_embedded
    from library.library import Library
    from library.outcome import How, Outcome, Told

    sources = [p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()]
    with tempfile.TemporaryDirectory() as name:
        home, inbox = Path(name) / "home", Path(name) / "in"
        inbox.mkdir()
        for n in range(number):
            _copy(n, sources, inbox)
        memory: list[int] = []

        def done(_: Outcome) -> None:
            memory.append(memory_of(os.getpid()))

        began = time.monotonic()
        settings = replace(Settings.from_environment(), home=home)
        with Library(settings) as library:
            outcomes = library.load_all([inbox], How(), Told(done=done))
            loaded = time.monotonic() - began
            library.readers.close()
            library.sync()
            library.link()
        stop_embedded(settings)
        states = Counter(o.state for o in outcomes)
        slowest = max(outcomes, key=lambda o: o.seconds)
        early, late = max(memory[:20]) / 2**20, max(memory[-20:]) / 2**20
        print(dict(states), f"{loaded:.0f} s reading and storing, {time.monotonic() - began:.0f} s in all; slowest "
              f"{slowest.seconds:.1f} s ({slowest.document}); memory {early:.0f} MB after 20, {late:.0f} MB at the end")  # fmt: skip
        for outcome in outcomes:
            if outcome.state == "refused":
                print(f"  {outcome.reason[:170]}")
    return 0


def _copy(n: int, sources: list[Path], inbox: Path) -> None:
    """The n-th file: a real one the first time, a made one of another format with other words after that."""
    if n < len(sources):
        (inbox / f"{n:03d}_{sources[n].name}").write_bytes(sources[n].read_bytes())
        return
    chance = random.Random(n)
    rows = [["사업명", "예산", "담당"]] + [
        [f"{chance.choice('가나다라마바사')}{chance.randrange(10**6)} 지원사업", str(chance.randrange(10**4)), "농정팀"] for _ in range(40)
    ]  # fmt: skip
    lines = [f"20{n % 30:02d}년도 계획 {n}", "", "Ⅰ. 추진계획", *(f"□ {r[0]} 추진 {chance.random()}" for r in rows[1:])]
    made: list[tuple[str, Callable[[], bytes]]] = [
        ("hwpx", lambda: hwpx(lines, rows)),
        ("docx", lambda: docx_of(lines, rows)),
        ("xlsx", lambda: xlsx_of(rows)),
        ("txt", lambda: "\n".join(lines + ["\t".join(r) for r in rows]).encode("cp949")),
        ("csv", lambda: "\n".join(",".join(r) for r in rows).encode("utf-8-sig")),
        ("pdf", lambda: pdf(["".join(say(line, 50, 780 - 16 * i) for i, line in enumerate(lines))])),
    ]
    kind, content = made[n % 6]
    (inbox / f"{n:03d}.{kind}").write_bytes(content())


if __name__ == "__main__":
    sys.exit(main())
