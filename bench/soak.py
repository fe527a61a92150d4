"""Long runs against the promises of docs/reliability.md: ``scripts/soak`` with what to run and for how long."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.query import inline
from graph.store import open_store, stop_embedded
from settings import REPOSITORY
from tests.reliability.chaos import Kills, Place, must, states, text
from tests.reliability.day import day_of
from tests.reliability.together import all_at_once

BOLT, HTTP = 37687, 37474
EATERS = (
    "MATCH p = (a)-[*1..6]-(b) RETURN count(p)",
    "MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g) RETURN count(*)",
    "MATCH (n) WITH collect(n) AS l UNWIND l AS a UNWIND l AS b UNWIND l AS c RETURN count(*)",
    "MATCH (n) WITH collect(n.key) AS l UNWIND l AS a UNWIND l AS b WITH collect(a + b) AS m RETURN size(m)",
    "UNWIND range(1, 1000) AS x UNWIND range(1, 100) AS y MATCH (n) RETURN count(n.key)",
    f"WITH 'xxxxxxxxxxxxxxxx' AS a {'WITH a+a+a+a+a+a+a+a AS a ' * 9} RETURN size(a)",
)


def main() -> int:
    """Run what was asked for; 1 when something was wrong."""
    parser = argparse.ArgumentParser(prog="scripts/soak", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=("kills", "together", "day", "eaters", "disk", "all"))
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--moments", type=int, default=50, help="moments killed")
    parser.add_argument("--seconds", type=float, default=300, help="how long all work together")
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--loads", type=int, default=200)
    options = parser.parse_args()
    runs = {"kills": kills, "together": at_once, "day": whole_day, "eaters": eaters, "disk": disk}
    chosen = list(runs) if options.what == "all" else [options.what]
    wrong = 0
    for name in chosen:
        began = time.monotonic()
        with place(options.engine) as where:
            found = runs[name](where, options)
        wrong += len(found)
        print(f"{name} on {options.engine}: {len(found)} wrong, {time.monotonic() - began:.0f} s", *found, sep="\n  ")
    return 1 if wrong else 0


@contextmanager
def place(engine: str) -> Iterator[Place]:
    """A home of its own on an engine, whose server is ended afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="saeop-soak-"))
    environment = {"SAEOP_HOME": str(folder / "home"), "SAEOP_IDLE_SECONDS": "600"}
    where = Place(folder, environment)
    try:
        if engine == "neo4j":
            data = folder / "neo4j"
            _neo4j("start", data)
            environment["SAEOP_GRAPH"] = f"bolt://127.0.0.1:{BOLT}"
            where.restart = _restarting(data)
        yield where
        if engine == "neo4j":
            _neo4j("stop", data)
        else:
            stop_embedded(where.settings)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _neo4j(command: str, data: Path) -> None:
    ports = ["--bolt-port", str(BOLT), "--http-port", str(HTTP)] if command == "start" else []
    more = ["--no-auth"] if command == "start" else []
    call = [sys.executable, str(REPOSITORY / "scripts" / "neo4j"), command, "--data", str(data), *ports, *more]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)


def _restarting(data: Path) -> Callable[[], int]:
    def process() -> int:
        _neo4j("start", data)
        return int(json.loads((data / "server.json").read_text(encoding="utf-8"))["pid"])

    return process


def kills(where: Place, options: argparse.Namespace) -> list[str]:
    """Moments of loading, replacing and removing at which the client or the server is killed."""
    seed = int.from_bytes(os.urandom(4))
    run = Kills(where, random.Random(seed), states(where))
    wrong = [f"moment {n}: {told}" for n in range(options.moments) if (told := run.round(("client", "server")[n % 2]))]
    print(f"seed {seed}", *(f"{count:4d} {what}" for what, count in sorted(run.outcomes.items())), sep="\n  ")
    return wrong


def at_once(where: Place, options: argparse.Namespace) -> list[str]:
    """3 loaders, 1 remover, 9 askers."""
    report = all_at_once(where, options.seconds)
    print(f"  {report.told()}")
    return report.wrong


def whole_day(where: Place, options: argparse.Namespace) -> list[str]:
    """A day's use in fast motion: memory, disk and handles at the end as after the first tenth."""
    report = day_of(where, options.questions, options.loads)
    print(*(f"  {line}" for line in report.lines), sep="\n")
    return report.wrong


def eaters(where: Place, options: argparse.Namespace) -> list[str]:
    """How long queries run that only an end stops."""
    wrong = []
    for path in sorted((REPOSITORY / "data" / "documents").iterdir()):
        must(where, "load", str(path))
    with open_store(where.settings) as store:
        count = store.read(inline("all", "MATCH (n) RETURN count(n) AS n"))[0]["n"]
        for query in EATERS:
            began = time.monotonic()
            try:
                told = f"gave {store.run_read(query).rows}"
                wrong.append(f"{query[:60]} {told[:60]}")
            except Exception as error:
                told = str(error)
            seconds = time.monotonic() - began
            print(f"  {seconds:5.1f} s  {query[:70]}: {told[:60]}")
            if seconds > 10:
                wrong.append(f"{query[:60]} ran for {seconds:.1f} s")
        if store.read(inline("all", "MATCH (n) RETURN count(n) AS n"))[0]["n"] != count:
            wrong.append("the graph has changed")
    return wrong


def disk(where: Place, options: argparse.Namespace) -> list[str]:
    """A home on a small tmpfs that runs full while documents come in, and gets room again. Only for root."""
    if os.geteuid() or options.engine != "embedded":
        return ["this needs root, to mount a tmpfs, and the embedded graph"]
    wrong: list[str] = []
    home = where.settings.home
    home.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(home)], check=True)
    try:
        loaded, before, failures = list[str](), where.digest(), 0
        for number in range(60):
            path = where.write(f"계획 {number:02d}.txt", text(number + 10, 40, of=number))
            done = where.run("load", "--institution", f"기관{number}", str(path))
            with open_store(where.settings) as store:
                keys = store.document_keys()
            if done.exit_code == 0:
                loaded.append(path.name)
                before = where.digest()
                continue
            failures += 1
            print(f"  {number} loaded, then: {done.stderr.strip().splitlines()[-1][:150]}")
            whole = keys == sorted(loaded) or keys == sorted([*loaded, path.name])
            wrong += [] if whole else [f"neither old nor new: {keys}"]
            wrong += [] if keys != sorted(loaded) or where.digest() == before else ["the export differs"]
            subprocess.run(["mount", "-o", "remount,size=500m", str(home)], check=True)
            again = where.run("load", "--institution", f"기관{number}", str(path))
            wrong += [] if again.exit_code == 0 else [f"not after there was room: {again.stderr}"]
            wrong += where.wrong()
            break
        print(f"  {len(loaded)} documents, full {failures} times")
        return wrong if failures else ["the disk never was full"]
    finally:
        stop_embedded(where.settings)
        subprocess.run(["umount", "-l", str(home)], check=True)


if __name__ == "__main__":
    sys.exit(main())
