"""Questions that are no questions, or mean harm: an answer with a reason, never an error and never another's query."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant

NOTHING = [
    "",
    " ",
    "?",
    "…",
    "!!!",
    "ㅋㅋㅋ",
    "asdf qwer",
    "😀😀",
    "\x00\x07",
    "a" * 100_000,
    "가" * 100_000,
    "사업 " * 30_000,
    "대상사업" * 250,  # every part of it stands in some name
]
HOSTILE = [
    "MATCH (n) DETACH DELETE n",
    "사업' OR 1=1 //",
    "`}) RETURN n //",
    "title:* AND NOT (a OR b)~5",
    "사업 \\u0027 $where {$ne: null}",
    "<script>alert(1)</script> 사업",
    "../../etc/passwd 예산",
    "=cmd|' /C calc'!A0 사업비",
    "%s %d {0} {{}} 사업",
    "$documents 사업 목록",
]


@pytest.mark.parametrize("question", [*NOTHING, *HOSTILE], ids=lambda q: repr(q[:20]))
def test_what_is_no_question_gets_a_reason(samples: Assistant, question: str) -> None:
    said = samples.ask(question)[0].as_json()
    assert not said["answered"]
    assert said["reason"] in ("unclear", "unknown_entity", "not_stated", "out_of_scope")
    assert said["text"]
    assert not said["answers"]


@pytest.mark.parametrize("question", HOSTILE)
def test_hostile_text_is_no_part_of_a_query(samples: Assistant, question: str) -> None:
    said = samples.ask(question)[0].as_json()
    assert question not in said["cypher"]
    assert "DELETE" not in said["cypher"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
@example("SECOND")  # a rank in capitals
def test_any_text_is_answered_or_refused(samples: Assistant, question: str) -> None:
    said = samples.ask(question)[0].as_json()
    assert said["answered"] == (said["reason"] is None)
    assert said["text"]


def test_the_same_question_gets_the_same_answer(samples: Assistant) -> None:
    asked = "2024년 신규사업 중 국비가 가장 많은 사업은?"
    first, second = (samples.ask(asked)[0].as_json() for _ in range(2))
    assert {**first, "elapsed_ms": 0} == {**second, "elapsed_ms": 0}


def test_every_answer_cites_lines_of_a_document(samples: Assistant) -> None:
    said = samples.ask("청정수소 통합관리 플랫폼의 국비는 얼마예요?")[0].as_json()
    assert said["answers"][0]["value"] == 17_500_000_000
    cited = [said["citations"][i] for a in said["answers"] for i in a["citations"]]
    assert cited
    assert all(c["line_start"] <= c["line_end"] and c["quote"] for c in cited)
