"""What a word means by a glossary, the largest row of a table of places, and whose share of the money is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from bench.ask import loaded

PLAN = """2026년도 주요업무계획

가람군

□ 읍면 현황

읍면 | 인구(명) | 고령화율(%)
계 | 9,000 | 33.1
가람읍 | 5,000 | 24.5
나루면 | 2,500 | 41.2
다온면 | 1,500 | 48.7

1. 취약계층 주거상향 지원사업

- 사업기간 : 2026. 1. ~ 2026. 12.
- 총사업비 : 300백만원(국비 150, 도비 50, 군비 100)
- 담당자 : 주거팀 홍가람 ☎ 041-000-1234

부록. 용어해설

주거상향 | 쪽방 등 비주택 거주자를 공공임대주택으로 옮겨 살도록 돕는 것
탈수급률 | 기초생활수급자 가운데 소득이 늘어 수급에서 벗어난 사람의 비율
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path: Path = tmp_path_factory.mktemp("plans") / "가람군_주요업무계획.md"
    path.write_text(PLAN, encoding="utf-8")
    with loaded(path, encoder="hashing") as assistant:
        yield assistant


def said(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question)[0]


def test_a_glossary_says_what_a_word_means(county: Assistant) -> None:
    assert "비주택 거주자" in str(said(county, "주거상향이 뭔가요?").as_json()["text"])


def test_a_program_is_not_taken_for_a_word(county: Assistant) -> None:
    assert "3억" in str(said(county, "주거상향 지원사업 총사업비는?").as_json()["text"])


def test_the_largest_row_of_a_table_of_places(county: Assistant) -> None:
    answers = said(county, "고령화율이 제일 높은 면은 어디예요?").as_json()["answers"]
    assert [a["name"] for a in answers] == ["다온면"]


def test_a_name_that_runs_on_into_a_label(county: Assistant) -> None:
    assert "041-000-1234" in str(said(county, "홍가람연락처").as_json()["text"])
