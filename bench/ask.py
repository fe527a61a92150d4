"""Questions with gold, answered and judged: ``python -m bench.ask [--shared FOLDER] [--show]``.

Loads the sample documents once, and each invented one by itself, into homes of its own, and prints for each set how many
questions are wholly right, how often silence is right, and the median and 95th percentile of the time of an answer in
milliseconds (after a first round that is not counted). ``--shared`` adds the sets and the document that are no part of the
project (``eval/dev.jsonl``, ``another/``).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.assistant import Assistant
from assistant.followup import Turn
from bench.judging import Json, is_right
from graph.store import stop_embedded
from library.library import Library
from settings import Settings
from tests.links.editions import document, programs

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "tests" / "questions"
INVENTED = ROOT / "tests" / "restyle" / "documents"
SAMPLES = ("first", "second", "third", "held_samples", "siblings", "siblings_two", "siblings_three", "siblings_four",
           "siblings_five", "siblings_six", "siblings_seven", "siblings_eight", "siblings_nine", "siblings_ten", "siblings_eleven",
           "siblings_twelve", "siblings_thirteen", "siblings_fourteen", "siblings_fifteen", "siblings_sixteen",
           "siblings_seventeen", "siblings_eighteen", "siblings_nineteen", "siblings_twenty",
           "siblings_twentyone", "siblings_twentytwo", "siblings_twentythree", "siblings_twentyfour", "siblings_twentyfive",
           "siblings_twentysix", "siblings_twentyseven", "siblings_twentyeight", "siblings_twentynine",
           "held_samples_two", "everyday", "english")  # fmt: skip
STRANGERS = ("invented", "strangers", "held_strangers", "held_plans", "office_plans", "office_plans_two",
             "agency_files", "agency_files_two", "agency_files_three", "agency_files_four", "agency_files_five",
             "agency_files_six", "agency_files_seven", "agency_files_eight", "agency_files_nine", "agency_files_ten",
             "agency_files_eleven", "agency_files_twelve", "agency_files_thirteen", "agency_files_fourteen",
             "agency_files_fifteen", "agency_files_sixteen", "agency_files_seventeen", "agency_files_eighteen",
             "agency_files_nineteen", "agency_files_twenty", "agency_files_twentyone",
             "agency_files_twentytwo", "agency_files_twentythree")  # fmt: skip


def plan(file: str) -> Path:
    """Where an invented plan stands: with those whose facts are tests, or with those that only questions are about."""
    return next(p for p in (INVENTED / file, QUESTIONS / "documents" / file) if p.exists())


def questions(path: Path) -> list[Json]:
    """The questions of a JSON lines file; none where it is not there."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


@contextmanager
def filled(paths: Iterable[Path], settings: Settings) -> Iterator[Library]:
    """The documents in the graph that the settings name, indexed and linked."""
    with Library(settings) as library:
        refused = [o for o in library.load_all(paths) if not o.is_in]
        if refused:
            raise SystemExit(str(refused[0]))
        library.sync()
        library.link()
        yield library


@contextmanager
def loaded(*paths: Path, encoder: str = "") -> Iterator[Assistant]:
    """An assistant over documents in a home of its own, which ends with it."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"SAEOP_HOME": home, **({"SAEOP_ENCODER": encoder} if encoder else {})}
        settings = Settings.from_environment(environment)
        try:
            with filled(paths, settings) as library:
                yield Assistant(library.store, library.ready_index())
        finally:
            stop_embedded(settings)


@contextmanager
def two_editions(encoder: str = "") -> Iterator[Assistant]:
    """An assistant over the two editions of the invented plan of ``tests/links/editions.py``."""
    with tempfile.TemporaryDirectory() as folder:
        for year, later in ((2023, False), (2024, True)):
            text = document(year, programs(later=later))
            (Path(folder) / f"plan_{year}.md").write_text(text, encoding="utf-8")
        with loaded(Path(folder), encoder=encoder) as assistant:
            yield assistant


def answers(assistant: Assistant, asked: Iterable[Json]) -> dict[str, Json]:
    """The answers by the id of the question; a turn of a dialogue is asked after the one it names."""
    turns: dict[str, Turn] = {}
    found: dict[str, Json] = {}
    for question in asked:
        after = turns.get(question.get("after", ""))
        answer, turns[question["id"]] = assistant.ask(question["question"], known_as=question["id"], after=after)
        found[question["id"]] = answer.as_json()
    return found


def _row(name: str, asked: list[Json], assistant: Assistant, *, show: bool) -> None:
    answers(assistant, asked)
    times, right, silent, silent_right, wrong = [], 0, 0, 0, []
    turns: dict[str, Turn] = {}
    for question in asked:
        started = time.perf_counter()
        answer, turns[question["id"]] = assistant.ask(question["question"], after=turns.get(question.get("after", "")))
        times.append(1000 * (time.perf_counter() - started))
        said = answer.as_json()
        ok = is_right(question, said)
        right += ok
        silent += not said["answered"]
        silent_right += not said["answered"] and not question["expect"].get("answerable", True)
        wrong += [] if ok else [f"  - {question['id']} [{question['kind']}] {question['question']}"]
    unanswerable = sum(not q["expect"].get("answerable", True) for q in asked)
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(
        f"{name:28} {right:3}/{len(asked):<3} {100 * right / len(asked):5.1f} %   "
        f"silence right {silent_right}/{unanswerable}, of {silent} silent   {statistics.median(times):6.1f} {p95:6.1f} ms"
    )
    if show:
        print("\n".join(wrong))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="the folder with eval/ and another/")
    parser.add_argument("--show", action="store_true", help="list the questions that are not right")
    options = parser.parse_args()
    dialogues = questions(QUESTIONS / "dialogues.jsonl")
    lineage = questions(QUESTIONS / "lineage.jsonl")
    with loaded(ROOT / "data" / "documents") as assistant:
        sets = {name: questions(QUESTIONS / f"{name}.jsonl") for name in SAMPLES}
        sets["dialogues"] = [q for q in dialogues if q["set"] == "samples"]
        sets["lineage"] = [q for q in lineage if q["set"] == "samples"]
        if options.shared:
            sets["dev"] = questions(options.shared / "eval" / "dev.jsonl")
        for name, asked in sets.items():
            if asked:
                _row(name, asked, assistant, show=options.show)
    with two_editions() as assistant:
        _row("lineage, two editions", [q for q in lineage if q["set"] == "editions"], assistant, show=options.show)
    for name in STRANGERS:
        asked = questions(QUESTIONS / f"{name}.jsonl")
        for file in dict.fromkeys(q["file"] for q in asked):
            with loaded(plan(file)) as assistant:
                _row(f"{name} {file}", [q for q in asked if q["file"] == file], assistant, show=options.show)
    if options.shared:
        with tempfile.TemporaryDirectory() as folder:
            county = Path(folder) / "C.md"
            county.write_bytes((options.shared / "another" / "document.md").read_bytes())
            with loaded(county) as assistant:
                _row("another", questions(QUESTIONS / "another.jsonl"), assistant, show=options.show)
                _row(
                    "another, given",
                    questions(options.shared / "another" / "questions.jsonl"),
                    assistant,
                    show=options.show,
                )
                _row("dialogues of another", [q for q in dialogues if q["set"] == "C"], assistant, show=options.show)


if __name__ == "__main__":
    main()
