"""What a question says of its own asking changes nothing; what it says of its subject stays."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.reading.framing import unframed

FRAMES = [
    "과장님이 물어보시는데 {}",
    "의회 요구자료 만드는 중인데 {}",
    "회의자료에 넣게 {} 알려줘",
    "신규 직원인데요, {}",
    "한마디로 {}",
    "급한데 {} 체크 부탁해요",
    "바쁘신데 죄송합니다만 {}",
    "{} 까먹었는데 다시 알려줘",
    "내일 아침까지 국장님께 보고드려야 해서요. {}",
    "민원인이 물어보는데 {} 뭐라고 하면 돼",
    "수고하십니다. {} 문의드립니다.",
    "감사실에서 {} 달래",
    "예산팀에서 달라고 하는데 {}",
    "어제 회의에서 나온 {} 다시 확인하고 싶어요",
    "보도자료에 쓸 {} 알려주세요",
    "팀장님 지시사항입니다. {}",
]
OF_AMOUNTS = ["{} 숫자만", "{} 수치 좀", "{} 기억이 안 나는데 얼마였지"]
OF_LISTS = [
    "{} 항목을 전부 뽑아줘",
    "{} 하나도 빼지 말고 나열해줘",
    "{} 있는 대로 전부",
    "{} 빠짐없이 적어줘",
    "{} 명단",
]


@pytest.mark.parametrize("frame", [*FRAMES, *OF_AMOUNTS])
def test_an_amount_is_answered_within_any_frame(samples: Assistant, frame: str) -> None:
    bare = samples.ask("거리조성플러스사업 총사업비")[0].found
    said = samples.ask(frame.format("거리조성플러스사업 총사업비"))[0].found
    assert bare.items[0].value == 300_000_000
    assert [i.value for i in said.items] == [300_000_000]


@pytest.mark.parametrize("frame", [*FRAMES, *OF_LISTS])
def test_a_list_is_answered_within_any_frame(samples: Assistant, frame: str) -> None:
    bare = samples.ask("옥천군에서 하는 사업 목록")[0].found
    said = samples.ask(frame.format("옥천군에서 하는 사업 목록"))[0].found
    assert bare.items
    assert [i.key for i in said.items] == [i.key for i in bare.items]


def test_how_many_there_are_and_which_is_a_list(samples: Assistant) -> None:
    found = samples.ask("옥천군에서 하는 사업 몇 개 있고 뭔지")[0].found
    assert len(found.items) > 1


@pytest.mark.parametrize(
    "question",
    [
        "보고서 작성 지원 사업 예산",
        "의회 답변 자료 예산",
        "청정수소 사업 자료를 지워줘",
        "진주시에 있는데 예산이 10억 넘는 사업",
        "첨단분석시스템은 언제 개소하나요?",
        "어르신 안부 확인 사업을 하려는데 참고할 만한 거 있어?",
        "남부 3군 협력사업 문의는 어디로 해야 돼?",
        "올해 자료인데 총사업비",
        "시민이 요청한 사업 목록",
        "관광과에서 추진하는 사업 찾아줘",
        "의회에서 요구한 사업",
        "기획팀에서 요청한 공모사업 목록",
    ],
)
def test_what_a_question_is_about_stays(question: str) -> None:
    assert unframed(question, lambda _: False) == question


def test_a_name_that_ends_like_a_frame_stays() -> None:
    assert unframed("안전 정보", lambda name: name == "안전정보") == "안전 정보"
    assert unframed("진도율 정보", lambda _: False) == "진도율"
