"""Forms met in reports of counties and bureaus: units in boxes, lists' fields, lines broken in brackets, tables set with blanks."""

from __future__ import annotations

import pytest

from loaders.facts.extract import ProgramFacts, extract
from loaders.layout.build import build_layout
from loaders.layout.model import Source

COVER = ["2026년도 주요업무계획", "강원특별자치도", "2026. 7.", ""]


def _programs(*lines: str) -> dict[str, ProgramFacts]:
    return {p.name: p for p in extract(build_layout(Source([*COVER, *lines], "md", "text"))).programs}


def _money(program: ProgramFacts, scope: str = "total") -> set[tuple[str, int]]:
    return {(m.source, m.krw) for m in program.money if m.scope == scope}


def _people(program: ProgramFacts) -> list[str]:
    return [c.name for c in program.contacts]


def test_a_box_with_a_unit_and_its_head_heads_the_programs_below() -> None:
    found = _programs(
        "# Ⅱ. 부서별 추진상황",
        "| 기획예산실 | 실장 노경섭 |",
        "|---|---|",
        "### 1 종합발전계획 수립 연구용역",
        "ㅇ 용역기간 : 2026. 4. ~ 2027. 3.",
        "ㅇ 용 역 비 : 180백만원(군비)",
        "### 2 청년 임대주택 조성",
        "ㅇ 사업기간 : 2025. 3. ~ 2026. 12.",
        "ㅇ 총사업비 : 32억원(군비)",
        "| 관광치즈과 | 과장 구본희 |",
        "|---|---|",
        "### 1 산림공원 야간경관 정비",
        "ㅇ 사업기간 : 2026. 4. ~ 2027. 3.",
        "ㅇ 총사업비 : 20억원(국비 10, 군비 10)",
    )
    assert found["종합발전계획 수립 연구용역"].department == "기획예산실"
    assert found["산림공원 야간경관 정비"].department == "관광치즈과"


@pytest.mark.parametrize(
    "people",
    [
        "**연락처** 상수도팀장 나은결 063)000-2611, 하수도팀 주무관 서다온 063)000-2612",
        "담당 ▷ 상수도팀장 나은결 ☎ 063-000-2611 ▷ 하수도팀 주무관 서다온 ☎ 063-000-2612",
    ],
)
def test_the_people_of_a_unit_may_stand_behind_its_programs(people: str) -> None:
    found = _programs(
        "# Ⅱ. 부서별 추진상황",
        "| 환경수도과 | 과장 노경섭 |",
        "|---|---|",
        "### 1 노후 상수도관 정비",
        "ㅇ 사업기간 : 2026. 4. ~ 2027. 3.",
        "ㅇ 총사업비 : 20억원(국비 10, 군비 10)",
        "### 2 하수도관 신설",
        "ㅇ 사업기간 : 2026. 4. ~ 2027. 3.",
        "ㅇ 총사업비 : 50억원(국비 25, 군비 25)",
        people,
    )
    assert {name: _people(program) for name, program in found.items()} == {
        "노후 상수도관 정비": ["나은결"],
        "하수도관 신설": ["서다온"],
    }


def test_a_cell_may_list_the_fields_of_a_program_without_labels() -> None:
    (found,) = _programs(
        "| 사업명 | 사업개요 | 추진상황 |",
        "|---|---|---|",
        "| 지역혁신 벤처펀드 조성 | 중기부, ’25~’33년, 1,056억원(국비 600, 도비 456) | 결성 완료(3월) |",
    ).values()
    assert [(p.start, p.end) for p in found.periods] == [("2025", "2033")]
    assert [a.name for a in found.actors] == ["중소벤처기업부"]
    assert ("총사업비", 105_600_000_000) in _money(found)


def test_a_line_may_break_within_a_bracket_and_within_a_name() -> None:
    (found,) = _programs(
        "3-1. 소재 클러스터 구축",
        " □ 사업개요 : 2024 ~ 2028년 / 354,800백만원(국비 198,600, 도비 67,000",
        "   민자 89,200) / 삼척시 원덕읍 일원에 거점을 조성하는 사업 / 과학기술",
        "   정보통신부",
    ).values()
    assert _money(found) >= {("국비", 198_600_000_000), ("민간", 89_200_000_000)}
    assert [a.name for a in found.actors] == ["과학기술정보통신부"]


def test_an_amount_and_its_shares_may_stand_on_two_lines_of_a_cell() -> None:
    (found,) = _programs(
        "| 사업명 | 사업개요 | 위치 |",
        "|---|---|---|",
        "| 생활거점 조성(2단계) | 40억<br>(국28, 도3.6, 시8.4) | 춘천시 |",
    ).values()
    assert _money(found) == {
        ("총사업비", 4_000_000_000),
        ("국비", 2_800_000_000),
        ("도비", 360_000_000),
        ("시비", 840_000_000),
    }


def test_a_column_of_a_source_and_others_is_not_the_whole() -> None:
    (found,) = _programs(
        "(단위 : 백만원)",
        "| 사업명 | 총사업비 | 2026년 |  |  |  |",
        "|---|---|---|---|---|---|",
        "|  |  | 계 | 국비 | 도비 | 군비 등 |",
        "| 농공단지 조성 | 24,600 | 4,500 | 1,800 | - | 2,700 |",
    ).values()
    assert _money(found, "year") == {("총사업비", 4_500_000_000), ("국비", 1_800_000_000), ("군비", 2_700_000_000)}


SPACED = """\
<표 4> ’27년 국비 확보 대상사업                                    (단위 : 백만원)
연                                              ’26년            ’27년 소요액
번   사  업  명               소관부처  총사업비  국비        계      국비     도비
     합 계 (3건)                         49,500     5,700  24,600   11,450   3,000
     □ 계속사업 (2건)                    31,000     5,700  17,600    8,600   2,400
1    전장부품 신뢰성 검증센터 산업부     21,000     3,200   8,200    4,000   1,700
2    AI 신약개발 지원센터     산업부     10,000     2,500   9,400    4,600     700
     □ 신규사업 (1건)                    18,500       -     7,000    2,850     600
3    텅스텐 소재 산업화       산업부     18,500       -     7,000    2,850     600
"""


def test_a_table_set_with_blanks_may_part_its_head_in_two_and_its_rows_in_groups() -> None:
    found = _programs(*SPACED.splitlines())
    assert sorted(found) == ["AI 신약개발 지원센터", "전장부품 신뢰성 검증센터", "텅스텐 소재 산업화"]
    assert [a.name for a in found["전장부품 신뢰성 검증센터"].actors] == ["산업통상부"]
    assert [found[n].is_new for n in sorted(found)] == [False, False, True]
    assert _money(found["텅스텐 소재 산업화"]) == {("총사업비", 18_500_000_000)}
    years = {(m.year, m.source, m.krw) for m in found["AI 신약개발 지원센터"].money if m.scope == "year"}
    assert years == {
        (2026, "국비", 2_500_000_000),
        (2027, "총사업비", 9_400_000_000),
        (2027, "국비", 4_600_000_000),
        (2027, "도비", 700_000_000),
    }


def test_the_words_of_a_head_may_stand_in_two_lines() -> None:
    lines = """\
 ❍ 2026년 세출예산은 전년보다 증가
<표 2> 2026년 과별 예산 및 집행 현황            (단위 : 백만원, %)
              예         산
과   명                                   집 행 액     집행률
           본예산      추경 포함 계
산업정책과      26,900      28,410      15,626      55.0
반도체산업과    61,435      64,935      38,961      60.0
에너지과        93,142      97,842      52,835      54.0
"""
    layout = build_layout(Source([*COVER, *lines.splitlines()], "text", "text"))
    (table,) = layout.tables
    assert [c.replace(" ", "") for c in table.columns] == [
        "과명",
        "예산>본예산",
        "예산>추경포함계",
        "집행액",
        "집행률",
    ]
    assert table.unit == 1_000_000


@pytest.mark.parametrize(
    ("line", "date"), [("’27년 공모 신청(8월)", "2026-08"), ("’27년 공모 신청(’27. 3월)", "2027-03")]
)
def test_what_is_asked_for_a_later_year_is_done_before_it(line: str, date: str) -> None:
    (found,) = _programs("1. 융복합지원", " □ 사업비 : 20억원", f" □ 향후계획 : {line}").values()
    assert [s.start for s in found.steps] == [date]


OF_PARTS = """\
2-1. 바이오 특화단지 육성
  가. 사업개요
    ▸ 지    정 : 산업통상부(’24. 6. 27.)
      ① 신약개발 지원센터 구축
        - 춘천시 동내면, ’25 ~ ’28년, 춘천바이오산업진흥원
        - 사업비 26,600백만원(국비 13,000, 도비 5,440, 시비 8,160)
      ② 면역치료제 생산센터 구축
        - 홍천군 북방면, 2025. 3. ~ 2027. 12., (재)스크립스코리아항체연구원
        - 사업비 16,000백만원(국비 8,000, 도비 3,200, 군비 4,800)
  나. 추진상황
    ▸ ① 설계공모 당선작 선정(’26. 3월)
    ▸ ② 착공(’26. 2월), 설비 사양 확정(’26. 5월)
    ▸ 협의체 구성(’26. 1월)
"""


def test_lines_counted_as_the_parts_are_tell_of_the_parts() -> None:
    found = _programs(*OF_PARTS.splitlines())
    steps = {name: {s.start for s in program.steps} for name, program in found.items()}
    assert steps["신약개발 지원센터 구축"] == {"2026-03"}
    assert steps["면역치료제 생산센터 구축"] == {"2026-02", "2026-05"}


def test_lines_counted_further_than_the_parts_are_of_the_whole() -> None:
    found = _programs(*OF_PARTS.splitlines(), "    ▸ ③ 성과 보고회(’26. 6월)")
    steps = {name: {s.start for s in program.steps} for name, program in found.items()}
    assert not steps["신약개발 지원센터 구축"] | steps["면역치료제 생산센터 구축"]


def test_an_institution_alone_behind_place_and_term_carries_a_program_out() -> None:
    found = _programs(*OF_PARTS.splitlines())
    assert [a.name for a in found["신약개발 지원센터 구축"].actors] == ["춘천바이오산업진흥원"]
    assert [a.name for a in found["면역치료제 생산센터 구축"].actors] == ["스크립스코리아항체연구원"]


def test_an_institution_may_stand_alone_in_a_line_of_an_overview() -> None:
    (found,) = _programs(
        "□ 액화수소 평가센터 구축",
        "  ❍ 개   요 : 삼척시 교동, 2023. 7. ~ 2026. 12., 기후에너지환경부",
        "    - 총사업비 255억원(국 110, 도 43, 시 102)",
        "    - 한국기계전기전자시험연구원(KTC)",
        "  ❍ 현   황 : 건축 준공(’26. 2. 20.)",
    ).values()
    assert "한국기계전기전자시험연구원" in {a.name for a in found.actors}
