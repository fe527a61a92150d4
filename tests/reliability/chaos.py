"""Kills what loads, replaces or removes a document, at any moment, and looks whether something was lost or left half.

Used by ``test_kills`` (a few moments) and by ``scripts/soak`` (many). A ``Place`` is a home on one engine; every step is
the command ``saeop``; what is killed runs in a process of its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner, Result

from cli import main
from graph import home
from graph.export import export_graph
from graph.store import open_store
from library.library import Library
from settings import REPOSITORY, Settings

THINGS = ("플랫폼", "도서관", "수목원", "체육관", "박물관")
Digest = dict[str, str]
"""The hash of each file of an export."""
OTHER, NAME = "이웃 계획.txt", "시험 계획.txt"


def text(version: int, programs: int = 12, of: int = 0) -> str:
    """A plan whose every amount tells the version: halves in won and a whole that is their sum.

    Plans ``of`` different makers share no program and no figure, so that none is taken for a copy of another.
    """
    thing = THINGS[of % len(THINGS)]
    lines = [f"{2020 + version % 5}년도 {thing} 주요업무계획", "", f"충북{thing}시험원", "", "Ⅰ. 주요사업", ""]
    for number in range(1, programs + 1):
        half = (version % 90 * 10 + of) * 100 + number  # a plan of more than 18 trillion won is none
        lines += [
            f"{number}. {'가나다라마바사아자차카타파하'[(number + of) % 14]}온 {number}호 {thing} 구축 사업",
            " ○ 사업기간 : 2024년 ~ 2026년",
            f" ○ 사 업 비 : 총 {2 * half}억원(국비 {half}억원, 도비 {half}억원)",
            " ○ 주관부처 : 산업통상자원부",
            f" ○ 위    치 : {'충주시' if version % 2 else '제천시'}",
            f" ○ 담당자 : 홍길동 팀장(043-{210 + of}-{version:04d})",
            "",
        ]
    return "\n".join(lines)


@dataclass
class Place:
    """A home on an engine: ``environment`` says which; ``restart`` brings a killed Neo4j back and gives its process."""

    folder: Path
    environment: Mapping[str, str]
    restart: Callable[[], int] | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """The settings of the place."""
        return Settings.from_environment(self.environment)

    def start(self, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        """The command ``saeop``, begun."""
        return subprocess.Popen(
            [sys.executable, "-m", "cli", *arguments],
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=before,
        )

    def run(self, *arguments: str) -> Result:
        """The command ``saeop`` in this process, which has loaded what it needs: undisturbed, and quicker."""
        return CliRunner().invoke(main, arguments, env=dict(self.environment))

    def write(self, name: str, content: str) -> Path:
        """A file to load."""
        (self.folder / "files").mkdir(parents=True, exist_ok=True)
        path = self.folder / "files" / name
        path.write_text(content, encoding="utf-8")
        return path

    def server(self) -> int:
        """The process of the graph's server; 0 where none runs."""
        if self.restart:
            return self.restart()
        found = home.ServerFile.read(self.settings.home / "graph")
        return found.pid if found and home.is_held(self.settings.home / "graph", home.OWNER) else 0

    def digest(self) -> Digest:
        """A hash of each file of an export."""
        with tempfile.TemporaryDirectory() as folder, open_store(self.settings) as store:
            export_graph(store, Path(folder) / "x")
            files = sorted((Path(folder) / "x").iterdir())
            return {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in files}

    def wrong(self) -> list[str]:
        """What is not in step, or missing."""
        with Library(self.settings) as library:
            found = ["index or links are behind"] if library.is_behind() else []
            kept = {p.name for p in (self.settings.home / "originals").iterdir()}
            found += [f"the original {x[:8]} is gone" for x in library.used_originals() - kept]
            if library.documents():
                known = {c.key for c in library.index_chunks()}
                hits = library.index.search("플랫폼 구축 사업", 50)
                found += [f"{hit.chunk_key} is found and not there" for hit in hits if hit.chunk_key not in known]
        return found


@dataclass(frozen=True)
class Action:
    """A change of the document: the command, and the version it leaves (0 for none)."""

    arguments: tuple[str, ...]
    leaves: int


def actions(place: Place, version: int) -> list[Action]:
    """What can be done when a version is loaded (0 for none)."""
    after = [v for v in (1, 2) if v != version]
    loads = [Action(("load", "--institution", "충북시험원", str(place.folder / "files" / NAME)), v) for v in after]
    return [*loads, Action(("remove", NAME), 0)] if version else loads


def states(place: Place) -> dict[int, Digest]:
    """The digests of all states there may be, by undisturbed commands; the first version stays."""
    found: dict[int, Digest] = {}
    must(place, "load", "--institution", "이웃시험원", str(place.write(OTHER, text(9, 3, of=1))))
    for version in (0, 2, 1):
        if version:
            must(place, "load", "--institution", "충북시험원", str(place.write(NAME, text(version))))
        found[version] = place.digest()
    return found


def differing(one: Digest, other: Digest) -> list[str]:
    """The files that are not the same in two exports."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def must(place: Place, *arguments: str) -> None:
    """Run a command that must not fail."""
    done = place.run(*arguments)
    if done.exit_code:
        raise AssertionError(f"{arguments}: {done.stderr}{done.exception or ''}")


@dataclass
class Kills:
    """Moments killed, one after the other; ``outcomes`` counts by victim and what was found."""

    place: Place
    chance: random.Random
    states: dict[int, Digest]
    version: int = 1
    longest: float = 4.0
    outcomes: dict[str, int] = field(default_factory=dict)

    def round(self, victim: str) -> str:
        """One change, its victim killed at some moment of it; what was wrong afterwards (empty for nothing)."""
        action = self.chance.choice(actions(self.place, self.version))
        if action.leaves:
            self.place.write(NAME, text(action.leaves))
        process = self.place.start(*action.arguments)
        began = time.monotonic()
        time.sleep(self.chance.uniform(0.2, self.longest))
        alive = process.poll() is None
        # The moments spread over a whole load, however long this machine takes for one.
        self.longest = 1.15 * self.longest if alive else max(1.0, 0.9 * (time.monotonic() - began))
        if alive and victim == "client":
            process.kill()
        elif alive and (server := self.place.server()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(server, signal.SIGKILL)
            if self.place.restart:
                while Path(f"/proc/{server}").exists():  # its lock lives as long as it
                    time.sleep(0.05)
                self.place.restart()
        process.communicate(timeout=300)
        return self._look(action, f"{victim} {'killed' if alive else 'too late'}")

    def _look(self, action: Action, what: str) -> str:
        next_ = self.place.run("ask", "1호 플랫폼 구축 사업 총사업비는?")
        now = self.place.digest()
        found = next((v for v in (self.version, action.leaves) if self.states[v] == now), None)
        wrong = self.place.wrong() + ([] if next_.exit_code == 0 else [f"the next command failed: {next_.stderr}"])
        if found is None:
            other = min((differing(self.states[v], now) for v in (self.version, action.leaves)), key=len)
            wrong.append(f"neither the old nor the new document after {action.arguments[0]}: {', '.join(other)}")
        self.version = found if found is not None else self.version
        repaired = ", repaired" if "in step again" in next_.stderr else ""
        key = f"{what}, {'WRONG' if wrong else 'new' if found == action.leaves else 'old'}{repaired}"
        self.outcomes[key] = self.outcomes.get(key, 0) + 1
        return "; ".join(wrong)
