"""A day's use in fast motion in one process, as the app is one: questions, loads and removals, and what is left of them."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from assistant.assistant import Assistant
from graph.query import inline
from library.library import Library
from library.outcome import How
from library.said import SetByPerson
from tests.reliability.chaos import Place, text

ORPHANS = inline(
    "orphans",
    "MATCH (n) WHERE (n:Region OR n:Ministry OR n:Institution) AND NOT (n)--() RETURN count(n) AS n",
)
QUESTIONS = (
    "{}호 플랫폼 구축 사업 총사업비는?", "{}호 플랫폼 구축 사업 담당자 전화번호는?", "산업통상자원부가 지원하는 사업은?",
    "충주시 사업은 몇 개야?", "{}호 사업의 국비는 얼마야?", "우주 정거장 사업은 언제 끝나?", "{}호 사업 기간은?",
)  # fmt: skip
GROWTH = 1.25
"""How much larger memory may be at the end than after the first tenth."""


@dataclass
class Day:
    """What was measured after each tenth, and what is wrong at the end."""

    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    measures: list[dict[str, int]] = field(default_factory=list)


def day_of(place: Place, questions: int, loads: int) -> Day:
    """So many questions between so many loads and removals."""
    day = Day()
    began = time.monotonic()
    path = place.write("하루 계획.txt", text(1))
    with Library(place.settings) as library:
        _load(library, place.write("늘 있는 계획.txt", text(8, of=1)), "늘있는시험원")
        _load(library, path, "하루시험원")
        assistant = Assistant(library.store, library.ready_index())
        asked = changed = 0
        for tenth in range(10):
            while changed < loads * (tenth + 1) // 10:
                changed += 1
                path.write_text(text(1 + changed % 5), encoding="utf-8")
                _load(library, path, "하루시험원")
                library.remove(path.name) if changed % 4 == 0 else None
                library.sync()
                library.link()
                for _ in range(questions // loads):
                    asked += 1
                    assistant.ask(QUESTIONS[asked % len(QUESTIONS)].format(1 + asked % 12))
            day.measures.append(_measured(place, library))
            day.lines.append(
                f"{asked} questions, {changed} loads: " + ", ".join(f"{v} {k}" for k, v in day.measures[-1].items())
            )
    day.lines.append(f"{time.monotonic() - began:.0f} s")
    day.wrong = _wrong(day.measures)
    return day


def _load(library: Library, path: Path, institution: str) -> None:
    (outcome,) = library.load_all([path], How(said=SetByPerson(institution)))
    if not outcome.is_in:
        raise AssertionError(outcome.reason)
    library.readers.close()


LOG_MIB = 66
"""The embedded engine begins a new log of its transactions at 64 MiB; the last one goes over."""


def _measured(place: Place, library: Library) -> dict[str, int]:
    home = place.settings.home
    files = [p for p in home.rglob("*") if p.is_file()]
    logs = [p for p in files if p.suffix == ".wal"]  # grows to LOG_MIB, then begins anew
    server = place.server()
    return {
        "MiB of the client": _resident(os.getpid()),
        "MiB of the server": _resident(server),
        "MiB on disk": sum(p.stat().st_size for p in files if p not in logs) // 2**20,
        "MiB of the graph's log": sum(p.stat().st_size for p in logs) // 2**20,
        "files": len(files),
        "handles": len(os.listdir("/proc/self/fd")),
        "handles of the server": len(os.listdir(f"/proc/{server}/fd")) if server else 0,
        "threads": threading.active_count(),
        "generations": len(list((home / "index").glob("g*"))),
        "originals": len(list((home / "originals").iterdir())),
        "orphans": int(library.store.read(ORPHANS)[0]["n"]),
    }


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    except (OSError, IndexError):
        return 0


def _wrong(measures: list[dict[str, int]]) -> list[str]:
    """What was not flat: each measure at the end against the second of ten, when all that is kept has been made."""
    first, last = measures[1], measures[-1]
    slack = {"MiB of the client": 40, "MiB of the server": 100, "MiB on disk": 10, "MiB of the graph's log": LOG_MIB,
             "files": 20, "handles": 5}  # fmt: skip
    grown = [
        f"{what}: {first[what]} → {last[what]}"
        for what in first
        if last[what] > first[what] * GROWTH + slack.get(what, 2)
    ]
    return grown + [f"{last[what]} {what}" for what in ("orphans",) if last[what]]
