"""People of one document who share a name: the number of one is never told for the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 주요업무계획
서림시
1. 서림 정밀의료 산업 육성 사업
 ○ 사업기간 : 2026년 ~ 2028년
 ○ 사업비 : 187억원(국비 105억원, 시비 82억원)
 ○ 담당 : 바이오팀장 진서우(☎ 033-249-3421)
2. 서림 혁신펀드 조성 사업
 ○ 사업기간 : 2026년 ~ 2027년
 ○ 사업비 : 100억원(국비 40억원, 시비 60억원)
 ○ 담당 : 투자유치팀장 진서우(☎ 033-249-3220)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("plan"), PLAN) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("투자유치팀 진서우 번호", {"033-249-3220"}),
        ("바이오팀 진서우 연락처", {"033-249-3421"}),
        ("진서우 번호 알려줘", {"033-249-3421", "033-249-3220"}),
    ],
)
def test_each_has_a_number_of_his_own(office: Assistant, question: str, numbers: set[str]) -> None:
    answer, _ = office.ask(question)
    assert {str(i.value) for i in answer.found.items} == numbers
    assert answer.found.text.count("담당:") == len(numbers)


def test_a_list_of_both_says_so(office: Assistant) -> None:
    answer, _ = office.ask("진서우가 맡은 사업은?")
    assert len(answer.found.items) == 2
    assert any("2명" in note for note in answer.found.assumptions)
