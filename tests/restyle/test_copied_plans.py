"""What plans copied out of viewers and PDFs brought, each alone: spread words, headings, units, sub-totals, shares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.facts.cover import Cover
from loaders.facts.model import Cite
from loaders.layout.noted import noted_unit
from loaders.layout.sections import unit_lines
from loaders.layout.spaced import labelled_pieces, spaced_tables
from tests.restyle.test_styles_met import money, programs, read
from tests.restyle.test_styles_met_later import PARTS

SPREAD = """3. 직원 현황
  성  명     직  위         담당업무                          내선
  남원석     유산보존팀장   돌봄 총괄                         7720
  진안나     선임           흰개미 피해 모니터링              7721
  윤세아     유산활용팀장   활용 총괄                         7730
  홍주원     선임           미륵사지 야간개장                 7731
4. 예산 총괄
                                            (단위 : 백만원)
             2025년      2026년           증  감
  구  분     예산(A)     예산(B)     금액(B-A)     비율
  인건비      2,700       2,860          160        5.9
  운영비        720         740           20        2.8
Ⅳ. 2026년 주요업무
유산보존팀
1. 목조건축 흰개미 피해 모니터링
  가. 기간·사업비 : 2026. 7. ~ 2028. 12., 총 900백만원 ― 국비 450,
     도비 450
2. 서림 고택 응급보수
  가. 사업비 : 600백만원
유산활용팀
3. 미륵사지 야간개장
  가. 사업비 : 1,600백만원
  나. 추진계획 : ① 안내판 제작(2026. 3.) ② 해설사 양성(2026. 4.)
경영기획팀
4. 서림 누리집 개편
  가. 사업비 : 90백만원
"""


def test_words_spread_letter_by_letter_head_a_table() -> None:
    rows = spaced_tables(SPREAD.split("\n"))
    assert rows[2] == "성명\t직위\t담당업무\t내선"
    facts = {(f["attribute"], f.get("year")): f.get("number") for f in read(SPREAD).nodes("Fact")}
    assert facts["인건비 2025년 예산", 2025] == 2_700_000_000
    assert facts["인건비 2026년 예산", 2026] == 2_860_000_000


def test_a_unit_alone_on_a_line_heads_the_numbered_items_below_it() -> None:
    found = programs(SPREAD)
    units = {n: [d["name"] for d in p["departments"]] for n, p in found.items()}
    assert units["서림 고택 응급보수"] == ["유산보존팀"]
    assert units["미륵사지 야간개장"] == ["유산활용팀"]
    assert unit_lines(["유산보존팀", "1. 하나 사업", "2. 둘 사업"]) == frozenset()  # one alone is no outline


def test_who_stands_below_the_head_of_a_team_works_for_it_and_duties_name_programs() -> None:
    found = programs(SPREAD)
    people = {c["name"] for c in found["목조건축 흰개미 피해 모니터링"]["contacts"]}
    assert people == {"진안나"}
    assert {c["name"] for c in found["미륵사지 야간개장"]["contacts"]} == {"홍주원"}


def test_shares_behind_a_term_and_its_money_stay_with_the_money() -> None:
    parts = money(programs(SPREAD)["목조건축 흰개미 피해 모니터링"], "total")
    assert parts == {("총사업비", None): 900, ("국비", None): 450, ("도비", None): 450}


def test_circled_steps_of_one_line_are_each_a_milestone() -> None:
    steps = programs(SPREAD)["미륵사지 야간개장"]["milestones"]
    assert [s["date_start"] for s in steps] == ["2026-03", "2026-04"]


TABLE = """[붙임] 2026년 주요사업 집행계획
(단위 : 천원)
연번\t사업명\t담당팀\t2026년 예산액\t\t\t상반기 집행목표\t
\t\t\t계\t국비\t군비\t금액\t비율
1\t서림 산악관광 단지 조성\t관광개발팀\t9,200,000\t3,220,000\t5,980,000\t3,680,000\t40%
2\t서림강 야간관광\t관광기획팀\t2,240,000\t1,120,000\t1,120,000\t1,344,000\t60%
\t관광문화과 소계(2건)\t\t11,440,000\t4,340,000\t7,100,000\t5,024,000\t43.9%
3\t서림 산불대응센터 건립\t산림보호팀\t1,500,000\t750,000\t750,000\t750,000\t50%
4\t서림 임도 신설\t산림보호팀\t3,150,000\t2,205,000\t945,000\t1,890,000\t60%
\t산림과 소계(2건)\t\t4,650,000\t2,955,000\t1,695,000\t2,640,000\t56.8%
"""


def test_sub_totals_with_a_count_are_no_programs_and_name_the_unit_of_the_teams_before_them() -> None:
    found = programs(TABLE)
    assert sorted(found) == ["서림 산불대응센터 건립", "서림 산악관광 단지 조성", "서림 임도 신설", "서림강 야간관광"]
    paths = {n: [d["path"] for d in p["departments"]] for n, p in found.items()}
    assert paths["서림 임도 신설"] == ["산림과 산림보호팀"]
    assert paths["서림강 야간관광"] == ["관광문화과 관광기획팀"]


def test_what_is_to_be_spent_by_the_half_year_is_no_budget() -> None:
    stated = money(programs(TABLE)["서림 산악관광 단지 조성"], "year")
    assert stated == {("총사업비", 2026): 9200, ("국비", 2026): 3220, ("군비", 2026): 5980}


DETAIL = """1. 관광문화과
1-1. 서림 산악관광 단지 조성
■ 총사업비 : 48,600백만원(국비 17,010, 군비 31,590)
(담당 : 관광개발팀장 정선우 ☎ 033-000-2341)
1-2. 서림강 야간관광
■ 공    모 : 문체부·한국관광공사 「야간관광」 선정('25. 4.)
■ 사 업 비 : 5,600백만원(국비 2,800, 군비 2,000, 한국전력공사 800)
"""


def test_the_same_name_in_a_section_and_in_a_table_is_one_program_though_a_team_says_less() -> None:
    found = programs(f"{DETAIL}\n{TABLE}")
    whole = found["서림 산악관광 단지 조성"]
    assert len(whole["mentions"]) == 2
    assert money(whole, "total")["총사업비", None] == 48600


def test_a_competition_is_told_under_its_own_label_and_others_bear_shares() -> None:
    night = programs(PARTS + DETAIL)["서림강 야간관광"]
    assert night["is_competition"]
    assert [(m["name"], m["role"]) for m in night["ministries"]] == [("문화체육관광부", "공모선정")]
    borne = [(b["source"], b["party"], b["amount_krw"]) for b in night["budgets"] if b["party"]]
    assert borne == [("기타", "한국전력공사", 800_000_000)]


@pytest.mark.parametrize(
    ("lines", "won"),
    [
        (["> 기준일 : 2026. 6. 30. / 금액 단위 : 백만원(따로 적은 것은 제외)"], 10**6),
        (["4 2026년도 주요 사업                (단위 : 천원)", "4.1 소재 연구"], 10**3),
        (["5.1 재원별 예산                     (단위 : 천원)", "  재  원 | 2025년 | 2026년"], None),
        (["1 가 사업     (단위 : 천원)", "글", "2 나 사업     (단위 : 억원)", "글"], None),
    ],
)
def test_the_unit_of_bare_amounts_is_noted_among_other_things_or_behind_a_chapter(
    lines: list[str], won: int | None
) -> None:
    assert noted_unit(lines) == won


def test_figures_of_thousands_are_not_taken_for_hundred_millions() -> None:
    guessed = Cover("계획", Cite(1, 1), [2026], "", None, "계획", None, 10**8, pledge=False)
    assert guessed.unit_for("국비 155, 시비 124.5") == 10**8
    assert guessed.unit_for("국비 15,500, 시비 12,400") is None
    assert replace(guessed, noted=10**8).unit_for("국비 15,500, 시비 12,400") == 10**8


YEARS = """2-2. 서림 방제 사업
ㅇ 예산 : 2025년 1,120백만원 → 2026년 1,480백만원(국비 1,036, 시비 444)
2-3. 서림 상품권 발행
ㅇ 총사업비 : 2,400백만원(도비 720, 시비 1,680) ※ ’25년 700
2-4. 서림 예술길 조성
ㅇ 총사업비 : 8,400백만원(도비 4,200, 시비 4,200)

| 연도 | 계 | ~2024 | 2025 | 임기 후 |
|---|---|---|---|---|
| 사업비(백만원) | 8,400 | 600 | 2,300 | 5,500 |
"""


def test_amounts_of_years_are_whole_and_spans_up_to_a_year_are_what_was_spent_before() -> None:
    found = programs(PARTS + YEARS)
    assert money(found["서림 방제 사업"], "year")["총사업비", 2025] == 1120
    assert money(found["서림 상품권 발행"], "year") == {("총사업비", 2025): 700}
    assert money(found["서림 예술길 조성"], "prior") == {("총사업비", 2024): 600}
    assert money(found["서림 예술길 조성"], "year") == {("총사업비", 2025): 2300}


def test_labelled_items_of_one_line_are_parted_at_their_bullets() -> None:
    line = "○ 사업개요: 발한동 옛 위판장 / 2023~2027 ○ 추진현황: 착공(’25. 4.) ○ 향후계획: 준공(’27. 2.)"
    assert [piece.split(":")[0] for piece in labelled_pieces(line)] == ["○ 사업개요", "○ 추진현황", "○ 향후계획"]


HEADED = """1. 조직
국 | 과 | 과장 | 팀 | 정원 | 현원
항만물류국 | 항만정책과 | 이창섭(2410) | 개발팀 | 16 | 15
항만물류국 | 물류산업과 | 정은채(2450) | 북방팀 | 13 | 13
해양관광국 | 수산과 | 조병무(2510) | 수산팀 | 18 | 17
계 | 3과 | | 3팀 | 47 | 45
2. 일정
○ 추경 요구서 제출: 2026. 3. 20.까지 / 문의: 예산팀(063-000-2051)
"""


def test_figures_are_of_the_inner_unit_of_a_row_and_its_head_is_known() -> None:
    told = read(PARTS + HEADED)
    facts = {(f.get("subject"), f["attribute"]): f.get("number") for f in told.nodes("Fact")}
    assert facts["수산과", "현원"] == 17
    people = {p["name"]: p["phone"] for p in told.people}
    assert people["조병무"] == "2510"
    assert "제출" not in people
