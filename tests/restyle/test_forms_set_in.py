"""Forms met in a city's half-year report and a plan of an institute: labels set in from the margin, lists that go on below
their label, units under a chapter, numbers before people, entries of a table told of below it, later phases.
"""

from __future__ import annotations

import pytest

from lexicon.people import read_people
from loaders.facts.extract import ProgramFacts, extract
from loaders.facts.money import find_sums
from loaders.layout.build import build_layout
from loaders.layout.model import Source

COVER = ["2026년 상반기 주요업무 추진상황", "밀양시", "2026. 7.", ""]


def _programs(*lines: str) -> dict[str, ProgramFacts]:
    return {p.name: p for p in extract(build_layout(Source([*COVER, *lines], "txt", "text"))).programs}


def _money(program: ProgramFacts, scope: str = "total") -> set[tuple[str, int]]:
    return {(m.source, m.krw) for m in program.money if m.scope == scope}


def _actors(program: ProgramFacts) -> set[tuple[str, str]]:
    return {(a.name, a.role) for a in program.actors if not a.ministry}


ROADS = (
    "Ⅱ. 안전건설국",
    "1. 도로과 (과장 함석진)",
    "(1) 산외 간 시도12호선 확포장                    【부진】",
    "   위      치   상동면 금산리",
    "   사업기간     2021년 ~ 2027년",
    "   총사업비     24,800,000천원 (도 7,440,000, 시 17,360,000)",
    "   ’26 예산     5,000,000천원",
    "   시 공 사     남명종합건설",
    " ⇒ 추진실적",
    "   ▪ ’26. 3. 9. 2공구 토공 재개",
    "   (담당 : 도로과 도로개설팀 ☎ 5811, 팀장 모승환)",
)


def test_labels_set_in_from_the_margin_make_a_form() -> None:
    road = _programs(*ROADS)["산외 간 시도12호선 확포장"]
    assert _money(road) == {("총사업비", 24_800_000_000), ("도비", 7_440_000_000), ("시비", 17_360_000_000)}
    assert ("시공사", "남명종합건설") in {(s.attribute, s.value) for s in road.statements}
    assert [(c.name, c.phone) for c in road.contacts] == [("모승환", "5811")]


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("도로과 도로개설팀 ☎ 5811, 팀장 모승환", [("모승환", "5811")]),
        ("도로과(☎ 5811), 팀장 모승환", [("모승환", "5811")]),
        ("팀장 홍길동 ☎ 5811, 주무관 김가나 ☎ 5812", [("홍길동", "5811"), ("김가나", "5812")]),
    ],
)
def test_a_number_that_stands_before_its_people_is_the_first_ones(said: str, people: list[tuple[str, str]]) -> None:
    assert [(p.name, p.phone) for p in read_people(said)] == people


CARD = (
    "Ⅳ. 농업기술센터",
    "(단위 : 백만원)",
    "",
    "1. 농정과",
    "",
    "사 업 명\t임대형 스마트팜 조성\t상태\t정상추진",
    "위    치\t삼랑진읍 임천리\t사업기간\t2024. ~ 2026.",
    "총사업비\t20,000(국비 14,000, 도비 1,800, 시비 4,200)\t’26예산\t7,000",
    "추진체계\t농림축산식품부 공모(2023. 9. 선정), 시행 한국농어촌공사 밀양지사",
    "추진실적\t▪ 2026. 3. 18. 온실 골조 설치 완료",
    "\t▪ 2026. 6. 26. 양액 설비 계약",
)


def test_a_unit_right_under_a_chapter_is_that_of_the_cards_below() -> None:
    assert ("국비", 14_000_000_000) in _money(_programs(*CARD)["임대형 스마트팜 조성"])


def test_a_list_goes_on_below_its_label() -> None:
    farm = _programs(*CARD)["임대형 스마트팜 조성"]
    assert {"2026-03-18", "2026-06-26"} <= {s.start for s in farm.steps}
    assert ("한국농어촌공사 밀양지사", "수행") in _actors(farm)


def test_entries_of_a_table_are_told_of_below_it() -> None:
    found = _programs(
        "Ⅴ. 2027년 국비 신청사업",
        "ㅇ 총 2건, 총사업비 470억원 신청",
        "(단위 : 억원)",
        "| 순번 | 사 업 명 | 기 간 | 총사업비 | 대상 부처 |",
        "|---|---|---|---:|---|",
        "| 1 | 수소 모빌리티 통합관제 실증 | ’27∼’30 | 320 | 산업통상부 |",
        "| 2 | 해양 자율운항 데이터 허브 구축 | ’27∼’31 | 150 | 해양수산부 |",
        "◇ 수소 모빌리티 통합관제 실증",
        "ㅇ 총사업비 320억원(국비 200, 시비 90, 민자 30), 상남면 일원",
        "◇ 해양 자율운항 데이터 허브 구축",
        "ㅇ 총사업비 150억원(국비 105, 시비 45), 하남읍 일원",
    )
    assert ("국비", 20_000_000_000) in _money(found["수소 모빌리티 통합관제 실증"])
    assert ("국비", 10_500_000_000) in _money(found["해양 자율운항 데이터 허브 구축"])
    assert not any("국비 신청사업" in name for name in found)


def test_a_later_phase_that_begins_when_the_first_has_ended_is_another_program() -> None:
    found = _programs(
        "Ⅲ. 세부 추진계획",
        "1. 글로벌게임센터 운영",
        "ㅇ 사업기간 : 2022. 1. ~ 2026. 12.",
        "ㅇ 총사업비 : 95억원(국비 47.5, 시비 47.5)",
        "2. 글로벌게임센터 2기(K-게임 수출허브)",
        "ㅇ 사업기간 : 2027. 1. ~ 2031. 12.",
        "ㅇ 총사업비 : 120억원(국비 60, 시비 60)",
    )
    assert len([name for name in found if "글로벌게임센터" in name]) == 2


@pytest.mark.parametrize("payer", ["입주기업 부담", "기업부담", "참여기업부담금", "농협 부담"])
def test_what_firms_bear_is_a_share_of_the_cost(payer: str) -> None:
    (whole,) = find_sums(f"2억 8,000만원(시비 2억 3,000만원, {payer} 5,000만원)", 1)
    assert ("자부담", 50_000_000) in {(p.source, p.krw) for p in whole.parts}
