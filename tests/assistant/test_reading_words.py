"""Words of questions as their slots, and texts made ready: what the tables say of whole groups of wordings."""

from __future__ import annotations

import pytest

from assistant.reading.english import korean_of
from assistant.reading.slots import Limit, read_slots
from assistant.reading.text import prepare


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("센터는 어째서 늦어졌나요?", "ask", "why"),
        ("하천 정비를 어찌하여 미뤘습니까?", "ask", "why"),
        ("센터 넓이가 얼마야?", "field_word", "면적"),
        ("재단의 실제 근무 인원은 몇 명인가요?", "field_word", "현원"),
        ("작년에 하기로 했다가 미뤄진 사업은?", "status", "연기"),
        ("총사업비 중 기타 재원", "source", "기타"),
        ("민원이 느는 문제는 어떻게 해결하겠다고 하나요?", "ask", "how"),
        ("준공은 몇일이야?", "ask", "date"),
        ("Did the budget shrink?", "change", "down"),
    ],
)
def test_a_wording_is_read_as_its_slot(text: str, slot: str, value: str) -> None:
    assert read_slots(text, []).has(slot, value)


def test_what_several_pay_together_is_no_splitting_of_a_program() -> None:
    assert not read_slots("박람회 사업비는 얼마씩 나눠 내나요?", []).has("across")
    assert read_slots("창업 사업은 어떤 사업으로 나눠졌나요?", []).has("across", "split")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("총사업비 200억 넘거나 같고 청주에서 하는 사업", Limit(">=", 20_000_000_000)),
        ("사업비가 3억원보다 적은 사업", Limit("<", 300_000_000)),
        ("사업비가 3억원 작거나 같은 사업", Limit("<=", 300_000_000)),
    ],
)
def test_limits_say_their_own_bound(text: str, limit: Limit) -> None:
    assert [found._replace(at=0) for found in read_slots(text, []).limits] == [limit]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("이공이일년 국비", "2021년 국비"),
        ("이천이십일년 국비", "2021년 국비"),
        ("개소가 며칠이었ㅈㅣ", "개소가 며칠이었지"),
    ],
)
def test_texts_are_made_ready(typed: str, read: str) -> None:
    assert prepare(typed) == read


def test_an_english_genitive_leaves_nothing_behind() -> None:
    assert korean_of("the ministry's open call") == "the 부처 공모"
