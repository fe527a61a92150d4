"""Forms met in plans whose headings stand in boxes and in ledgers of pledges: codes, states behind names, parts in rows."""

from __future__ import annotations

import pytest

from lexicon.dates import find_spans
from lexicon.people import is_name
from loaders.facts.extract import ProgramFacts, extract
from loaders.facts.money import find_sums
from loaders.layout.build import build_layout
from loaders.layout.model import Source

COVER = ["2026년도 주요업무계획", "서림시", "2026. 6. 15.", ""]
CARD = ["□ 사업기간 : 2026. 3. ~ 2027. 12.", "□ 총사업비 : 30억원(국비 15, 도비 5, 시비 10)"]


def _programs(*lines: str) -> dict[str, ProgramFacts]:
    return {p.name: p for p in extract(build_layout(Source([*COVER, *lines], "md", "text"))).programs}


def _money(program: ProgramFacts) -> set[tuple[str, int]]:
    return {(m.source, m.krw) for m in program.money if m.scope == "total"}


@pytest.mark.parametrize(
    ("box", "marked"),
    [
        (["| A-1 | AI 제조안전 현장실증 | 신규·공모 |", "|:---:|---|:---:|"], True),
        (["| 1 | AI 제조안전 현장실증 |", "|---|---|"], False),
        (['<table border="1"><tr><td><b>① AI 제조안전 현장실증</b></td></tr></table>'], False),
        (["【안전-1】 **AI 제조안전 현장실증**"], False),
        (["▣ 안전 ❶ AI 제조안전 현장실증"], False),
    ],
)
def test_a_name_in_a_box_heads_what_stands_below_it(box: list[str], *, marked: bool) -> None:
    other = [
        line.replace("1", "2").replace("①", "②").replace("❶", "❷").replace("현장실증", "거점 조성") for line in box
    ]
    found = _programs("### 1. AI혁신센터", *box, *CARD, "", *other, "□ 사업기간 : 2026 ~ 2028", "□ 총사업비 : 12억원")
    assert ("총사업비", 3_000_000_000) in _money(found["AI 제조안전 현장실증"])
    assert (found["AI 제조안전 현장실증"].is_new, found["AI 제조안전 현장실증"].is_competition) == (marked, marked)
    assert _money(found["AI 제조안전 거점 조성"]) == {("총사업비", 1_200_000_000)}


def test_a_card_may_be_headed_by_its_number_and_name_alone() -> None:
    head = "공약번호\t1-{n}\t이행상황\t정상추진({n}2%)\n공 약 명\t{name}\n담당부서\t기업과 {n}팀\t팀장 {who}(☎041-000-731{n})\t담당 명수빈(☎041-000-732{n})"
    first = head.format(n=1, name="산단 조성", who="류지훈").split("\n")
    second = head.format(n=2, name="시험평가센터 구축", who="변도현").split("\n")
    found = _programs("Ⅱ. 추진상황", "제1장 활력있는 산업", *first, *CARD, "", *second, "□ 총사업비 : 28억원")
    assert ("총사업비", 2_800_000_000) in _money(found["시험평가센터 구축"])
    assert [c.name for c in found["시험평가센터 구축"].contacts] == ["변도현", "명수빈"]
    assert "활력있는 산업" not in found


def test_a_name_may_stand_beside_a_word_for_all_columns() -> None:
    found = _programs(
        "### 6. 기업지원단",
        "<table><tr><th>구 분</th><th>기업성장 패키지</th></tr>"
        "<tr><td>□ 사업개요</td><td>2026. 1. ~ 12. / 서산시 / 2,160백만원(도비 1,500, 시군비 660)</td></tr>"
        "<tr><td>□ 내역 ①</td><td>예비중견기업 도약 지원 : 1,200백만원(도비 900, 시군비 300), 8개사</td></tr>"
        "<tr><td>□ 내역 ②</td><td>해외규격인증 획득 지원 : 960백만원(도비 600, 시군비 360), 35건</td></tr></table>",
    )
    whole, part = found["기업성장 패키지"], found["예비중견기업 도약 지원"]
    assert _money(whole) == {("총사업비", 2_160_000_000), ("도비", 1_500_000_000), ("시군비", 660_000_000)}
    assert {s.code for s in whole.spots} >= {"44210"}
    assert part.parent is whole
    assert ("도비", 900_000_000) in _money(part)


def test_a_state_behind_a_heading_is_no_part_of_the_name() -> None:
    found = _programs(
        "제2장 복지",
        "[공약 2-1] 공공산후조리원 건립 ▶ 정상추진, 이행률 82%",
        "가. 사업개요",
        "  - 기간·사업비 : 2022년 9월 ~ 2026년 11월, 총 97억원",
        "나. 소관 : 보건소 모자보건팀(팀장 은수경 ☎041-000-7561, 주무관 방태민 ☎041-000-7562)",
    )
    assert [c.name for c in found["공공산후조리원 건립"].contacts] == ["은수경", "방태민"]


def test_the_total_of_a_list_of_parts_tells_who_pays() -> None:
    found = _programs(
        "◆ 4-1 공영주차장 확충",
        " ▪ 기    간 : 2022. 10월 ~ 2026. 12월",
        " ▪ 총사업비 : 21,300백만원",
        " ▪ 세부사업 현황 (단위 : 백만원)",
        "세부사업\t위치\t사업비\t\t\t\t준공",
        "\t\t계\t국비\t도비\t시비\t",
        "동문동 주차타워\t동문동\t14,200\t5,400\t1,600\t7,200\t’26. 11. 준공예정",
        "예천 노외주차장\t예천동\t7,100\t1,800\t500\t4,800\t’25. 6. 준공",
        "소   계\t\t21,300\t7,200\t2,100\t12,000\t",
    )
    parts = {("국비", 7_200_000_000), ("도비", 2_100_000_000), ("시비", 12_000_000_000)}
    assert parts <= _money(found["공영주차장 확충"])


def test_people_are_of_the_programs_that_a_note_names() -> None:
    found = _programs(
        "Ⅳ. 타 기관 협조 사업",
        "| 사업명 | 시행기관 | 사업비 | 사업기간 |",
        "|---|---|---|---|",
        "| 서산공항 건설 | 국토교통부 | 540억원(국비) | 2025 ~ 2028 |",
        "| 대산~당진 고속도로 건설 | 한국도로공사(국토교통부) | 9,073억원 | 2023 ~ 2030 |",
        "※ 서산공항, 대산~당진 고속도로 담당 : 건설과 광역교통팀 반서준 주무관(☎041-000-7671)",
    )
    assert [c.name for c in found["서산공항 건설"].contacts] == ["반서준"]
    assert [c.name for c in found["대산~당진 고속도로 건설"].contacts] == ["반서준"]
    assert "국토교통부" in {a.name for a in found["대산~당진 고속도로 건설"].actors}


def test_months_that_a_table_of_a_program_names_are_its_milestones() -> None:
    found = _programs(
        "◆ 4-3 노후 상수관망 정비",
        " ▪ 총사업비 : 294억원",
        " ▪ 기    간 : 2022년부터 2027년까지",
        " ▪ 2026년 추진상황",
        "월\t추진내용",
        "3월\t해미 블록 관로 교체 완료",
        "5월\t유수율 점검",
    )
    assert [s.start for s in found["노후 상수관망 정비"].steps] == ["2026-03", "2026-05"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("’26. 9. 16.(수) ~ 18.(금)", "2026-09-18"),
        ("9. 16. ~ 18.", "2026-09-18"),
        ("9월 16일부터 18일까지", "2026-09-18"),
        ("9. 16. ~ 10. 18.", "2026-10-18"),
        ("9. 16. ~ 18개사", "2026-09-16"),
    ],
)
def test_what_lasts_within_a_month_ends_on_a_day_of_it(text: str, end: str) -> None:
    assert find_spans(text, 2026)[0].end == end


def test_an_age_in_quotes_is_no_year() -> None:
    assert not find_spans("'75세 이상 어르신 버스 무료승차'", 2026)


def test_a_remark_behind_a_payer_says_who_pays_or_nothing() -> None:
    (said,) = find_sums("12,000백만원 〔특별교부금(국비) 6,000, 시비 4,200, 기타(충남교육청) 1,800〕")
    assert [(p.source, p.krw) for p in said.parts] == [
        ("국비", 6_000_000_000),
        ("시비", 4_200_000_000),
        ("기타", 1_800_000_000),
    ]


def test_a_city_in_short_is_nobody() -> None:
    assert not is_name("창원")
    assert is_name("김영")
