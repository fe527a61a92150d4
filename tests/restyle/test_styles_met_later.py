"""More ways of writing that plans of strangers brought, each alone."""

from __future__ import annotations

import pytest

from lexicon.dates import find_spans
from lexicon.labels import read_label
from tests.restyle.test_styles_met import money, programs, read

REQUESTS = """1. 신규사업
(단위 : 백만원)
연번 | 사업명 | 건의부처 | 사업기간 | 총사업비 | 2026년 국비 요구액 | 담당부서
1 | 서림천 하천 정비 | 환경부 | 2026~2030 | 36,000 | 900 | 안전과
2 | 서림 창업관 건립 | 중소벤처기업부 | 2026~2028 | 12,000 | 400 | 경제과
2. 설명자료
【신규 1】 서림천 하천 정비
❍ 사업기간/사업비 : 2026 ~ 2030 / 360억원(국비 180, 시비 180)
❍ 담당 : 안전과 하천팀 주무관 진서라(063-000-5231)
【계속 2】 서림 창업관 건립
❍ 사업기간 : 2026 ~ 2028
❍ 사업비 : 120억원(국비 60, 시비 60)
❍ 담당 : 경제과 창업팀장 문해린(063-000-5311)
"""


def test_money_asked_of_a_ministry_is_no_budget_and_items_new_and_old_are_counted_through() -> None:
    found = programs(REQUESTS)
    river, house = found["서림천 하천 정비"], found["서림 창업관 건립"]
    assert money(river, "requested") == {("국비", 2026): 900}
    assert money(river, "year") == {}
    assert money(river, "total") == {("총사업비", None): 36000, ("국비", None): 18000, ("시비", None): 18000}
    assert [c["name"] for c in river["contacts"]] == ["진서라"]
    assert [c["name"] for c in house["contacts"]] == ["문해린"]
    assert money(house, "total")["국비", None] == 6000


PARTS = """전략목표별 담당
전략목표 | 담당부서 | 2026년 사업비
1. 일하는 서림 만들기 | 일자리실 | 3,230
2. 함께하는 서림 돌봄 | 가족센터 | 1,620
전략목표 1. 일하는 서림 만들기
1-1. 여성 창업 보육 (담당 : 창업팀장 옥세아 063-000-4141)
ㅇ 기간 및 예산 : 2026. 2. ~ 2026. 11. / 470백만원(도비 282, 시비 188)
ㅇ 세부사업 (단위 : 백만원)
세부사업 | 물량 | 사업비 | 추진시기
가족친화 인증 컨설팅 | 40개사 | 120 | 2026. 2. ~ 2026. 7.
여성휴게시설 개선 | 25개사 | 350 | 2026. 4. ~ 2026. 10.
계 | | 470 |
전략목표 2. 함께하는 서림 돌봄
2-1. 아이돌봄 거점 운영
ㅇ 사업기간 : 2026. 1. ~ 2026. 12.
ㅇ 사업비 : 720백만원
"""


def test_parts_of_a_program_are_its_own_and_units_of_goals_come_from_the_table_ahead() -> None:
    found = programs(PARTS)
    whole, part = found["여성 창업 보육"], found["가족친화 인증 컨설팅"]
    assert money(whole, "total")["총사업비", None] == 470
    assert [c["name"] for c in whole["contacts"]] == ["옥세아"]
    assert money(part, "total") == {("총사업비", None): 120}
    assert part["kind"] == "세부사업"
    assert [d["path"] for d in found["아이돌봄 거점 운영"]["departments"]] == ["가족센터"]


STAFF = """1. 체육과
가. 서림문화원 노후시설 개선
(시설팀 담당 서이현 ☎063-000-3112)
ㅇ 사업비 : 340백만원
ㅇ 사업기간 : 2026. 5. ~ 8.
나. 서림역 환승주차장 조성
ㅇ 사업비 : 900백만원
ㅇ 사업기간 : 2026 ~ 2028
다. 달빛공원 야간경관 조성
ㅇ 사업비 : 300백만원
ㅇ 사업기간 : 2026 ~ 2027
붙임 담당자 현황
부서 | 팀 | 직위 | 성명 | 전화번호 | 담당사업
교통과 | 주차팀 | 팀장 | 라온유 | 063-000-3605 | 서림역 환승주차장
관광과 | 관광팀 | 팀장 | 모은서 | 063-000-3501 | 달빛공원 경관, 그 밖의 업무
"""


def test_people_in_brackets_below_a_heading_and_programs_by_shortened_names() -> None:
    found = programs(STAFF)
    people = {name: [(c["name"], c["phone"]) for c in p["contacts"]] for name, p in found.items()}
    assert people["서림문화원 노후시설 개선"] == [("서이현", "063-000-3112")]
    assert people["서림역 환승주차장 조성"] == [("라온유", "063-000-3605")]
    assert people["달빛공원 야간경관 조성"] == [("모은서", "063-000-3501")]


COLUMNS = """붙임 국비사업 담당자
사업명 | 담당부서 | 팀장 | 전화 | 담당자 | 전화
서림천 하천 정비 | 안전과 | 피강우 | 063-000-5211 | 왕시은 | 063-000-5213
서림 창업관 건립 | 경제과 | 노도율 | 063-000-5611 | 편시아 | 063-000-5613
"""


def test_numbers_stand_beside_the_names_of_their_own_columns() -> None:
    contacts = programs(COLUMNS)["서림천 하천 정비"]["contacts"]
    assert {(c["name"], c["phone"]) for c in contacts} == {("피강우", "063-000-5211"), ("왕시은", "063-000-5213")}


BOXED = """Ⅰ	일반현황
1	예산 현황
(단위 : 백만원)
구 분	2025년	2026년
계	38,420	42,615
출연금	6,300	6,800
Ⅱ	중점 추진사업
1	서림천 하천 정비
○ 사업기간 : 2025. 3. ~ 2028. 12. / 위    치 : 서림시 가람동
○ 총사업비 : 224억원(국비 112억, 시비 112억)
담당부서	하천부	담당자	황보람 책임(☎055-000-2401)
2	서림 창업관 운영(2025년 명칭 : 서림 창업마당 운영)
○ 사업기간 : 2024. 1. ~ 2026. 12. / 위    치 : 서림시 나래동
○ 총사업비 : 36억원(시비)
담당부서	경제부	담당자	설아름 선임(☎055-000-2404)
"""


def test_headings_copied_out_of_boxes_and_labels_set_wide_behind_a_slash() -> None:
    found = read(BOXED)
    named = {p["name"]: p for p in found.programs}
    assert set(named) == {"서림천 하천 정비", "서림 창업관 운영"}
    assert money(named["서림천 하천 정비"], "total")["국비", None] == 11200
    assert [c["name"] for c in named["서림 창업관 운영"]["contacts"]] == ["설아름"]
    assert "서림 창업마당 운영" in [*named["서림 창업관 운영"]["aliases"]]


UNIT = """※ 사업비 단위 : 백만원
공약 1-1. 마늘 혁신단지 조성
담당부서 | 농업과 농업팀(팀장 남궁현, ☎054-000-6211) | 이행률 | 68%
사업기간 | 2023. 3. ~ 2026. 12. | 대상 | 75세 이상 2,150명
총사업비 | 24,000(국 12,000, 도 3,600, 군 8,400) | 연차별 | 기투자 11,200 / 2025년 7,300 / 2026년 이후 5,500
"""


def test_a_note_gives_the_unit_of_bare_amounts_in_cards() -> None:
    program = programs(UNIT)["마늘 혁신단지 조성"]
    assert money(program, "total")["총사업비", None] == 24000
    assert money(program, "total")["군비", None] == 8400
    assert money(program, "year")["총사업비", 2025] == 7300


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2020년 5급 정원", "2020"),
        ("2020년 4차 산업혁명", "2020"),
        ("2024년 12 건", "2024"),
        ("2020년 5월", "2020-05"),
        ("2020. 5 착공", "2020-05"),
        ("2020. 5부터", "2020-05"),
    ],
)
def test_a_number_that_counts_things_is_no_month(text: str, start: str) -> None:
    assert find_spans(text)[0].start == start


@pytest.mark.parametrize(
    ("label", "field", "qualifier"),
    [("2026년 국비 요구액", "requested", "2026년 국비"), ("도비 확보액", "secured", "도비"), ("사업비", "budget", "")],
)
def test_a_label_may_say_whose_money_it_is(label: str, field: str, qualifier: str) -> None:
    reading = read_label(label)
    assert reading is not None
    assert (reading.field, reading.qualifier) == (field, qualifier)


def test_digits_that_look_like_a_year_are_no_year_of_a_longer_amount() -> None:
    river = programs(
        "1. 서림천 하천 구축 사업\n ○ 사업비 : 총 40202억원(국비 20101억원, 도비 20101억원)\n ○ 사업기간 : 2026년 ~ 2028년\n"
    )["서림천 하천 구축 사업"]
    assert money(river, "total") == {
        ("총사업비", None): 4_020_200,
        ("국비", None): 2_010_100,
        ("도비", None): 2_010_100,
    }


def test_a_figure_in_brackets_is_of_the_words_before_them() -> None:
    facts = read(PARTS + "- 서림권 기술혁신자문단 발족(10월, 91명)\n").nodes("Fact")
    assert [f["attribute"] for f in facts if f["value"] == "91명"] == ["서림권 기술혁신자문단 발족"]
