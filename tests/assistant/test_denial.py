"""What a question leaves out is left out, and said: never an answer to the opposite question."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.reading.denial import left_out


@pytest.mark.parametrize(
    ("text", "names", "out"),
    [
        ("보은이 아닌 곳", ("보은",), ("보은",)),
        ("보은도 옥천도 아닌 곳", ("보은", "옥천"), ("보은", "옥천")),
        ("보은과 옥천을 빼고", ("보은", "옥천"), ("보은", "옥천")),
        ("보은, 옥천 외 지역", ("보은", "옥천"), ("보은", "옥천")),
        ("보은 말고 옥천", ("보은", "옥천"), ("보은",)),
        ("보은 사업 중 교육부 빼고", ("보은", "교육부"), ("교육부",)),
        ("교육부가 지원하지 않는 사업", ("교육부",), ("교육부",)),
        ("보은 외 3개 군", ("보은",), ()),
        ("보은이 아닌가요", ("보은",), ()),
        ("not funded by MOE or MSS", ("MOE", "MSS"), ("MOE", "MSS")),
        ("in Boeun other than MOE", ("Boeun", "MOE"), ("MOE",)),
        ("outside Boeun and Okcheon", ("Boeun", "Okcheon"), ("Boeun", "Okcheon")),
    ],
)
def test_names_that_a_question_leaves_out(text: str, names: tuple[str, ...], out: tuple[str, ...]) -> None:
    spans = {(text.index(n), text.index(n) + len(n)): n for n in names}
    assert {spans[s] for s in left_out(text, spans).names} == set(out)


def _count(answer: Answer) -> int:
    return sum(int(i.value or 0) for i in answer.found.items) if answer.plan.kind == "count" else -1


@pytest.mark.parametrize(
    ("whole", "part", "rest"),
    [
        ("2024년 사업 몇 개야?", "2024년 충주 사업 몇 개야?", "2024년 충주 아닌 사업 몇 개야?"),
        ("2024년 사업 몇 개야?", "2024년 청주랑 충주 사업 몇 개야?", "2024년 청주랑 충주 빼고 사업 몇 개야?"),
        ("2020년 신규사업 몇 개야?", "2020년 과기부 신규사업 몇 개야?", "과기부 제외한 2020년 신규사업 몇 개야?"),
        ("2020년 신규사업 몇 개야?", "2020년 중기부 신규사업 몇 개야?", "2020년 신규사업 중 중기부 외 사업 몇 개야?"),
        ("2020년 사업 몇 개야?", "2020년 신규 사업 몇 개야?", "2020년 신규가 아닌 사업 몇 개야?"),
        (
            "How many programs in 2024?",
            "How many programs in Chungju in 2024?",
            "How many programs outside Chungju in 2024?",
        ),
    ],
)
def test_a_part_and_what_is_left_out_make_the_whole(samples: Assistant, whole: str, part: str, rest: str) -> None:
    asked = {q: samples.ask(q)[0] for q in (whole, part, rest)}
    counts = {q: a.found.text for q, a in asked.items()}
    assert _count(asked[part]) > 0, counts
    assert _count(asked[part]) + _count(asked[rest]) == _count(asked[whole]), counts


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2024년 사업 중 청주 빼고 몇 개야?", "청주시를 제외한"),
        ("programs in Chungju not funded by MSIT", "without 과학기술정보통신부"),
        ("완료되지 않은 사업 몇 개야?", "완료를 제외한"),
        ("심은정 말고 이재현 담당 사업", "심은정을 제외한"),
        ("2020년 신규사업 중 충청북도도 아니고 과기정통부도 아닌 사업", "충청북도, 과학기술정보통신부를 제외한"),
    ],
)
def test_an_answer_says_what_it_leaves_out(samples: Assistant, question: str, said: str) -> None:
    assert said in samples.ask(question)[0].found.text
