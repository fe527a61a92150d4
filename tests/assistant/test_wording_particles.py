"""Particles follow the last sound as it is read aloud."""

from __future__ import annotations

import pytest

from assistant.wording.particles import particle_for, with_particle

CLOSED = (
    "사업",
    "센터장",
    "충북",
    "구축",
    "10억",
    "3억",
    "1",
    "3",
    "6",
    "7",
    "8",
    "100",
    "1000",
    "21",
    "33",
    "2020년",
    "이상",
    "L",
    "M",
    "N",
    "R",
    "혁신원",
    "(재)혁신원",
    "권역",
    "부담금",
    "실증",
    "백억원",
    "60명",
    "30건",
    "2.1",
    "0.8",
    "AI빌딩",
    "A동",
    "국민은행",
    "2관",
    "3층",
    "5km당",
    "“사업”",
    "『계획』",
    "운영(안)사업",
    "1,000",
    "20만",
    "5천만",
    "XL",
    "12월",
    "31일",
    "동남권",
    "관광공단",
    "플랫폼",
    "특강",
    "스마트팜",
    "클러스터링",
    "데이터셋",
    "5G망",
    "메타버스관",
)
OPENED = (
    "청주",
    "센터",
    "사업비",
    "2",
    "4",
    "5",
    "9",
    "22",
    "45",
    "0.2",
    "30㎡",
    "7,206.45㎡",
    "AI",
    "ICT",
    "A",
    "B",
    "C",
    "5G",
    "KTX",
    "지원사업비",
    "허브(Hub)",
    "혁신도시(충북)",
    "개소",
    "5호",
    "12개소",
    "4차",
    "네트워크",
    "인프라",
    "SW",
    "국비",
    "도비",
    "시비",
    "군비",
    "연구자",
    "담당자",
    "1위",
    "2조",
    "과기정통부",
    "중기부",
    "행안부",
    "(주)케이티",
    "바이오",
    "헬스케어",
    "콘텐츠",
    "스포츠",
    "플라자",
    "캠퍼스",
    "로봇고",
    "트라우마",
    "치유농가",
    "3.0테라",
    "3.5%",
    "12.5%",
)
RIEUL = ["서울", "건물", "파일", "1", "7", "8", "L", "R", "메일", "드론길"]


@pytest.mark.parametrize("word", CLOSED)
def test_behind_a_consonant(word: str) -> None:
    assert [particle_for(word, p) for p in ("은", "이", "을", "과")] == ["은", "이", "을", "과"]


@pytest.mark.parametrize("word", OPENED)
def test_behind_a_vowel(word: str) -> None:
    assert [particle_for(word, p) for p in ("은", "이", "을", "과", "으로")] == ["는", "가", "를", "와", "로"]


@pytest.mark.parametrize("word", RIEUL)
def test_behind_rieul_it_is_ro(word: str) -> None:
    assert particle_for(word, "으로") == "로"
    assert particle_for(word, "은") == "은"


def test_the_word_stays_as_it_is() -> None:
    assert with_particle("사업(안)", "은") == "사업(안)은"


@pytest.mark.parametrize("number", range(1, 101))
def test_behind_a_number_by_its_reading(number: int) -> None:
    closed = number % 10 in (0, 1, 3, 6, 7, 8)  # 십 백 일 삼 육 칠 팔; 이 사 오 구 end in a vowel
    assert particle_for(str(number), "은") == ("은" if closed else "는")
    assert particle_for(f"{number}개소", "이") == "가"
    assert particle_for(f"{number}건", "을") == "을"
