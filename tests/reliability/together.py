"""3 loaders, 1 remover and 9 askers on one graph: every answer is of a state that existed, and no update is lost.

Loaders and the remover are processes; each loader brings one document in ever newer versions, the remover takes any away.
Every amount tells its version (``chaos.text``), so that an answer of two versions, or of half a document, shows.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import click

from assistant.assistant import Assistant
from graph.bolt import Row
from graph.errors import SaeopError
from graph.query import inline
from graph.still import of_one_state
from graph.store import Store
from library.atwork import at_work
from library.library import Library
from library.outcome import How
from library.said import SetByPerson
from settings import REPOSITORY, Settings
from tests.reliability.chaos import THINGS, Place, text

LOADERS, ASKERS, PROGRAMS = 3, 9, 6
HUNDRED_MILLION = 10**8
AMOUNTS = inline(
    "amounts",
    "MATCH (p:Program)-[:HAS_BUDGET]->(b:Budget) WHERE p.document = $document "
    "RETURN p.name AS name, b.source AS source, b.amount_krw AS amount",
)


def name(number: int) -> str:
    """The document of a loader."""
    return f"기관{number} 계획.txt"


@dataclass
class Report:
    """What was seen."""

    loads: int = 0
    removals: int = 0
    reads: int = 0
    answers: int = 0
    memory: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        """The figures on one line."""
        megabytes = [m // 2**20 for m in self.memory]
        return (
            f"{self.loads} loads, {self.removals} removals, {self.reads} reads and {self.answers} answers checked; "
            f"server {megabytes[0] if megabytes else 0} → {megabytes[-1] if megabytes else 0} MiB"
        )


def all_at_once(place: Place, seconds: float) -> Report:
    """All at once for so long; then the last versions, held against a home that only ever had these."""
    report = Report()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), **place.environment}
    stop = place.folder / "stop"
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.together", str(place.folder), str(number)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(LOADERS + 1)
    ]  # fmt: skip
    with Library(place.settings) as library:
        assistant = Assistant(library.store, library.ready_index())
        end = time.monotonic() + seconds
        askers = [threading.Thread(target=_ask, args=(assistant, library, end, report)) for _ in range(ASKERS)]
        for asker in askers:
            asker.start()
        while time.monotonic() < end:
            time.sleep(min(5.0, seconds / 10))
            report.memory.append(_memory(place))
        stop.touch()
        for asker in askers:
            asker.join()
    for number, worker in enumerate(workers):
        out, err = worker.communicate(timeout=300)
        done, _, last = out.strip().partition(" ")
        if worker.returncode:
            report.wrong.append(f"worker {number} failed: {err.strip()[-1500:]}")
        elif number < LOADERS:
            report.loads += int(done)
            place.write(name(number), text(int(last), PROGRAMS, of=number + 1))
        else:
            report.removals += int(done)
    report.wrong += _end(place, report)
    return report


def _end(place: Place, report: Report) -> list[str]:
    """What the graph has, against a graph of the same documents that nobody disturbed."""
    fresh = Place(place.folder, {"SAEOP_HOME": str(place.folder / "fresh"), "SAEOP_IDLE_SECONDS": "60"})
    place.run("ask", "사업은 몇 건이야?")  # whoever reads brings into step what the last of them left behind
    wrong = place.wrong()
    for where in (place, fresh):
        for number in range(LOADERS):
            done = where.run("load", "--institution", f"기관{number}", str(place.folder / "files" / name(number)))
            wrong += [] if done.exit_code == 0 else [done.stderr]
    if place.digest() != fresh.digest():
        wrong.append("the export differs from that of an undisturbed home")
    fresh.run("stop")
    return wrong


def _memory(place: Place) -> int:
    try:
        return int(Path(f"/proc/{place.server()}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


# ---------------------------------------------------------------- asking
def _ask(assistant: Assistant, library: Library, end: float, report: Report) -> None:
    chance = random.Random()
    while time.monotonic() < end and len(report.wrong) < 20:
        number = chance.randrange(LOADERS)
        document = name(number)
        try:
            told = _seen(library.store, document)
            answer, _ = assistant.ask(f"{chance.randint(1, PROGRAMS)}호 {THINGS[number + 1]} 구축 사업 총사업비는?")
        except SaeopError as error:
            report.wrong.append(f"{type(error).__name__}: {error}")
            continue
        report.reads += 1
        report.wrong += [f"{document}: {told}"] if told else []
        for item in answer.as_json()["answers"]:
            report.answers += 1
            if item["value"] and (item["value"] / HUNDRED_MILLION / 2) % 100 not in range(1, PROGRAMS + 1):
                report.wrong.append(f"no version has {item['value']} for {item['name']}")


def _seen(store: Store, document: str) -> str:
    """What is wrong with a document as a reader sees it."""
    return of_one_state(store, lambda _: whole(store.read(AMOUNTS, document=document)))


def whole(rows: list[Row]) -> str:
    """What is wrong with the amounts of a document as one read saw them; empty when all are of one version."""
    versions = set()
    for row in rows:
        number = int(row["name"].split("호")[0].split()[-1])
        half = row["amount"] / HUNDRED_MILLION / (2 if row["source"] == "총사업비" else 1)
        versions.add((half - number) / 100)
    if len(versions) > 1 or len(rows) not in (0, 3 * PROGRAMS):
        return f"{len(rows)} amounts of the versions {sorted(versions)}"
    return ""


# ---------------------------------------------------------------- working
def _load(folder: Path, number: int) -> str:
    """Newer and newer versions until told to stop; how many, and the last."""
    settings, version = Settings.from_environment(), 0
    path = folder / "files" / name(number)
    path.parent.mkdir(exist_ok=True)
    with at_work(settings.home), Library(settings) as library:
        while not (folder / "stop").exists():
            version += 1
            path.write_text(text(version, PROGRAMS, of=number + 1), encoding="utf-8")
            (outcome,) = library.load_all([path], How(said=SetByPerson(f"기관{number}")))
            if not outcome.is_in:
                raise SystemExit(f"{outcome.document}: {outcome.reason}")
            library.sync()
            library.link()
    return f"{version} {version}"


def _remove(folder: Path) -> str:
    """Take documents away until told to stop; how many."""
    settings, removed = Settings.from_environment(), 0
    with at_work(settings.home), Library(settings) as library:
        while not (folder / "stop").exists():
            time.sleep(random.uniform(0.2, 2.0))
            loaded = [d["key"] for d in library.documents()]
            if loaded:
                library.remove(random.choice(loaded))
                removed += 1
                library.sync()
                library.link()
    return str(removed)


if __name__ == "__main__":
    number = int(sys.argv[2])
    folder = Path(sys.argv[1])
    click.echo(_load(folder, number) if number < LOADERS else _remove(folder))
