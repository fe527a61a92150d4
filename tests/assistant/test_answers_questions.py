"""Questions that were written before they were answered: what is answered rightly stays so.

``open.txt`` lists those that are not right yet; whoever mends one takes it out.
"""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from bench.ask import QUESTIONS, SAMPLES, STRANGERS, answers, loaded, plan, questions, two_editions
from bench.judging import Json, is_right

OPEN = set((QUESTIONS / "open.txt").read_text(encoding="utf-8").split())
FILES = sorted({(name, q["file"]) for name in STRANGERS for q in questions(QUESTIONS / f"{name}.jsonl")})


def wrong(assistant: Assistant, asked: list[Json]) -> set[str]:
    said = answers(assistant, asked)
    return {q["id"] for q in asked if not is_right(q, said[q["id"]])}


def check(failed: set[str], asked: list[Json]) -> None:
    still_open = OPEN & {q["id"] for q in asked}
    assert failed - still_open == set(), "answered wrongly now"
    assert still_open - failed == set(), "answered rightly now: take them out of tests/questions/open.txt"


@pytest.mark.parametrize("name", SAMPLES)
def test_questions_on_the_samples(samples: Assistant, name: str) -> None:
    asked = questions(QUESTIONS / f"{name}.jsonl")
    check(wrong(samples, asked), asked)


def test_dialogues_on_the_samples(samples: Assistant) -> None:
    asked = [q for q in questions(QUESTIONS / "dialogues.jsonl") if q["set"] == "samples"]
    check(wrong(samples, asked), asked)


def test_questions_on_past_and_related_programs(samples: Assistant) -> None:
    asked = [q for q in questions(QUESTIONS / "lineage.jsonl") if q["set"] == "samples"]
    check(wrong(samples, asked), asked)


def test_questions_on_two_editions() -> None:
    asked = [q for q in questions(QUESTIONS / "lineage.jsonl") if q["set"] == "editions"]
    with two_editions(encoder="hashing") as assistant:
        check(wrong(assistant, asked), asked)


@pytest.mark.parametrize(("name", "file"), FILES)
def test_questions_on_documents_of_strangers(name: str, file: str) -> None:
    asked = [q for q in questions(QUESTIONS / f"{name}.jsonl") if q["file"] == file]
    with loaded(plan(file), encoder="hashing") as assistant:
        check(wrong(assistant, asked), asked)
