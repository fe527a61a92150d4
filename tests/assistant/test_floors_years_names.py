"""Floors of buildings, the year with the most, former names of houses, and programs that are somewhere else."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.kinds.floors import floors_in


@pytest.mark.parametrize(
    ("written", "floors"),
    [
        ("3층", {3}),
        ("3·5층", {3, 5}),
        ("지하~2층", {-1, 1, 2}),
        ("본관 11층", {11}),
        ("지하 2층", {-2}),
        ("1~3층", {1, 2, 3}),
    ],
)
def test_floors_are_read_as_written(written: str, floors: set[int]) -> None:
    assert floors_in(written) == floors


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("과기원 2관 3층에는 뭐가 있어?", {"중부정보보호지원센터", "충북국방벤처센터"}),
        ("과기원 2관 7층에는 뭐가 있어?", set()),
        ("2023년에 새로 문을 연 센터는?", {"남부권 혁신지원센터", "산업 디지털 전환(iDX) 협업지원센터",
                                  "충북블록체인진흥센터 기술융합 스페이스"}),
    ],
)  # fmt: skip
def test_what_is_on_a_floor_and_what_opened_in_a_year(samples: Assistant, question: str, names: set[str]) -> None:
    answer, _ = samples.ask(question)
    assert {i.name for i in answer.found.items} == names


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("충북국방벤처센터는 과기원 몇 관 몇 층에 있나요?", "2관 3층"),
        ("김천시 공약에서 연도별 투자액이 가장 적은 해는 언제고 얼마야?", "2019년(13억 2,500만 원"),
        ("과기원 옛날 이름이 뭐였지?", "충청북도지식산업진흥원"),
        ("과기원 정원이 2020년이랑 2024년에 몇 명씩이야?", "53명"),
        ("DX 확산 지원체계 구축사업은 규모가 얼마나 되죠?", "44억 2,000만 원"),
    ],
)
def test_the_answer_says(samples: Assistant, question: str, said: str) -> None:
    answer, _ = samples.ask(question)
    assert said in answer.found.text


@pytest.mark.parametrize(
    "question",
    ["남부권 스마트특성화 기반구축사업 사업비", "제천시 청년문화센터 총사업비", "영동 야간관광 특화도시 예산은?"],
)
def test_a_program_in_another_place_is_not_the_one_asked_for(samples: Assistant, question: str) -> None:
    answer, _ = samples.ask(question)
    assert not answer.found.answered


@pytest.mark.parametrize(
    ("question", "count", "one"),
    [
        ("과기원 2관 3층에는 어떤 센터들이 입주해 있나요?", 2, "충북국방벤처센터"),
        ("과기원 1관에는 어떤 시설들이 들어가 있나요?", 7, "SOS랩"),
    ],
)
def test_what_is_inside_a_building_called_by_its_number(
    samples: Assistant, question: str, count: int, one: str
) -> None:
    names = [i.name for i in samples.ask(question)[0].found.items]
    assert len(names) == count
    assert one in names
