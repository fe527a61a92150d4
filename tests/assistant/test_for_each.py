"""What each gets, or at most, is not the money of the whole program; people of another unit are not the one asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.kinds.shares import of_each
from tests.assistant.conftest import plan_loaded

PLAN = """2026년 주요업무계획
서림시
1. 서림 마음건강 상담 지원 사업
 ○ 사업기간 : 2026년 4월 ~ 12월
 ○ 예산 : 48,000천원(시비) / 1인당 최대 6회, 480천원 한도
 ○ 담당 : 복지과 상담팀 진서우 주무관(☎ 033-249-3421)
2. 서림 창업기업 성장 지원 사업
 ○ 사업기간 : 2026년 ~ 2027년
 ○ 사업비 : 920백만원
 ○ 내용 : 도약기 8개사, 기업당 최대 40,000천원
 ○ 담당 : 경제과 창업팀 문해린 주무관(☎ 033-249-3220)
3. 서림 소상공인 점포 개선 사업
 ○ 사업기간 : 2026년
 ○ 사업비 : 300백만원
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with plan_loaded(tmp_path_factory.mktemp("plan"), PLAN) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "krw"),
    [
        ("마음건강 상담은 1인당 한도가 얼마야?", 480_000),
        ("창업기업 성장 지원은 기업당 최대 얼마까지 줘?", 40_000_000),
        ("창업기업 성장 지원 사업비는 얼마야?", 920_000_000),
    ],
)
def test_what_each_gets_is_told_apart_from_the_whole(office: Assistant, question: str, krw: int) -> None:
    answer, _ = office.ask(question)
    assert [i.value for i in answer.found.items] == [krw]


@pytest.mark.parametrize(
    "question",
    [
        "점포 개선 사업은 한 곳당 최대 얼마 줘?",
        "경제과 진서우 주무관 전화번호",
        "점포 개선 사업 하는 나라는 어느 나라야?",
    ],
)
def test_what_is_not_said_of_it_is_silence(office: Assistant, question: str) -> None:
    answer, _ = office.ask(question)
    assert not answer.found.answered


@pytest.mark.parametrize(
    ("label", "value", "krw"),
    [
        ("기업당 최대", "40,000천원", 40_000_000),
        ("지원", "1인당 최대 6회, 480천원 한도", 480_000),
        ("어업인 수당", "1,260백만원", None),
        ("담당", "1,260백만원", None),
    ],
)
def test_an_allowance_is_no_share_of_each(label: str, value: str, krw: int | None) -> None:
    row = of_each({"attribute": label, "value": value, "number": float(krw or 0), "unit": "KRW"})
    assert (row and row["number"]) == krw
