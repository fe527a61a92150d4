"""More forms that plans of strangers brought, each alone: numbers left of bullets, staff with strokes, payers, rows within groups."""

from __future__ import annotations

from bench.memory import read_data
from tests.restyle.test_forms_met import facts, programs

NUMBERS_LEFT = """Ⅲ. 과별 주요업무 추진상황
1. 수도과
 □ 과 장 : 서동익(☎041-000-5100)
가. 원격검침 시스템 구축사업
 □ 사업개요
  ○ 사업기간 : '24. 1. ~ '26. 12.
  ○ 총사업비 : 4,860백만원(국비 2,430, 도비 729, 시비 1,701)
 □ 추진상황(공정률 58%)
나. 옥내급수관 개량 지원
 □ 사업개요
  ○ 사업비 : 180백만원(도비 54, 시비 126)
"""


def test_a_number_further_left_than_a_bullet_is_no_part_of_it() -> None:
    found = programs(NUMBERS_LEFT)
    assert set(found) == {"원격검침 시스템 구축사업", "옥내급수관 개량 지원"}
    assert found["원격검침 시스템 구축사업"]["period_start"] == "2024-01"
    assert {b["source"]: b["amount_krw"] for b in found["옥내급수관 개량 지원"]["budgets"]}["시비"] == 126_000_000


def test_the_rate_in_a_heading_is_the_programs() -> None:
    (rate,) = [f for f in facts(NUMBERS_LEFT) if f["attribute"] == "공정률"]
    assert (rate["subject"], rate["number"], rate["unit"]) == ("원격검침 시스템 구축사업", 58, "%")


STROKES = """1. 경영컨설팅 지원사업
- 사업기간 : 2026. 2. ~ 2026. 11.
- 사업비 : 640백만원(도비 400, 시군비 240)
[담당] 소상공인지원부 / 부장 서문혁(☎055-000-2500) / 과장 변채원(☎055-000-2512)
"""


def test_a_unit_and_its_people_are_parted_by_strokes() -> None:
    (program,) = programs(STROKES).values()
    assert {(c["name"], c["phone"]) for c in program["contacts"]} == {
        ("서문혁", "055-000-2500"),
        ("변채원", "055-000-2512"),
    }
    assert [d["name"] for d in program["departments"]] == ["소상공인지원부"]


PAYERS = """1. 성인문해교육 지원사업
- 사업기간 : 2026. 2. ~ 2026. 12.
- 사업예산 : 600,000천원(국고보조금 210,000, 도 출연금 90,000, 시군 분담금 300,000)
- 출연금 : 5,600백만원
"""


def test_payers_of_two_words_are_who_they_are_and_a_fund_paid_in_is_no_cost() -> None:
    (program,) = programs(PAYERS).values()
    whole = {b["source"]: b["amount_krw"] for b in program["budgets"] if b["scope"] == "total" and b["adopted"]}
    assert whole["총사업비"] == 600_000_000
    assert (whole["국비"], whole["도비"], whole["시군비"]) == (210_000_000, 90_000_000, 300_000_000)


SHARES = """1. 광역 응급이송체계 구축사업
- 총사업비 : 30억원(국비 15, 도비 4.5, 군비 10.5)
- 군비 분담 : 청송군 6억원, 영덕군 4.5억원
"""


def test_each_government_bears_its_own_share_of_a_line() -> None:
    (program,) = programs(SHARES).values()
    borne = {b["party"]: (b["source"], b["amount_krw"]) for b in program["budgets"] if b["scope"] == "share"}
    assert borne == {"청송군": ("군비", 600_000_000), "영덕군": ("군비", 450_000_000)}


GROUPED = """Ⅱ. 과제 총괄표
(단위 : 백만원)
번호\t과제명\t사업기간\t총사업비\t2026년
\t합 계(3개 과제)\t\t31,400\t9,500
\t전략 1. 청년이 일하는 서림\t\t30,500\t9,200
1-1\t청년창업 플랫폼 조성\t2024~2027\t12,000\t4,200
1-2\t스마트팜 임대단지 조성\t2023~2026\t18,500\t5,000
\t전략 2. 찾아오는 서림\t\t900\t300
2-1\t야간관광 특화거리 조성\t2025~2027\t900\t300
"""


def test_numbered_groups_of_rows_without_a_number_are_no_programs() -> None:
    assert set(programs(GROUPED)) == {"청년창업 플랫폼 조성", "스마트팜 임대단지 조성", "야간관광 특화거리 조성"}


INNER = """6. 예산 총괄 (단위 : 천원)
<table>
<tr><th colspan="2">구분</th><th>2025년 최종예산</th><th>2026년 예산</th></tr>
<tr><td rowspan="3">세입</td><td>계</td><td>12,900</td><td>14,100</td></tr>
<tr><td>도 출연금</td><td>6,980</td><td>7,420</td></tr>
<tr><td>국고보조금</td><td>5,920</td><td>6,680</td></tr>
<tr><td rowspan="2">세출</td><td>계</td><td>12,900</td><td>14,100</td></tr>
<tr><td>인건비</td><td>2,560</td><td>2,680</td></tr>
</table>
"""


def test_rows_within_groups_keep_their_own_names() -> None:
    stated = {f["attribute"]: f["number"] for f in facts(INNER) if f.get("year") == 2026}
    assert stated["세입 도 출연금 2026년 예산"] == 7_420_000
    assert stated["세출 인건비 2026년 예산"] == 2_680_000


MEASURED = """1. 행복대학 운영사업
- 사업기간 : 2026. 3. ~ 2026. 11.
- 사업예산 : 840,000천원(도비 560,000, 시군비 280,000)

| 수강인원(명) | 계획 | 실적 | 달성률 |
| --- | --- | --- | --- |
| 2024년 | 1,200 | 1,176 | 98.0% |
| 2025년 | 1,300 | 1,365 | 105.0% |
"""


def test_a_table_of_years_below_a_program_is_of_it_and_of_what_its_corner_names() -> None:
    stated = {f["attribute"]: (f.get("subject"), f.get("number"), f.get("unit")) for f in facts(MEASURED)}
    assert stated["수강인원 2025년 실적"] == ("행복대학 운영사업", 1365, "명")
    assert stated["수강인원 2025년 달성률"] == ("행복대학 운영사업", 105, "%")


def test_an_office_of_a_city_that_no_table_lists_is_the_issuer() -> None:
    text = "2026년 주요업무 보고\n\n운담시 맑은물사업소\n\n1. 운담시 배수지 증설사업\n- 총사업비 : 78억원\n"
    (document,) = read_data(text.encode(), "plan.txt").nodes("Document")
    assert document["institution"] == "운담시 맑은물사업소"


def test_a_former_name_stands_behind_its_sign_or_its_years() -> None:
    text = """1. 디지털 품질센터 운영사업
- 사업기간 : 2024 ~ 2027년
- 총사업비 : 640백만원(국비 320, 도비 320)
- 테스트 70건 / 舊 강원 품질지원센터
2. 꽃정원 조성사업
- 사업기간 : 2026년
- 총사업비 : 920백만원(군비 920)
- 2025년까지의 ‘남도 꽃단지 운영’을 확대하여 이름을 바꾼 사업
"""
    found = programs(text)
    assert found["디지털 품질센터 운영사업"]["aliases"] == ["강원 품질지원센터"]
    assert found["꽃정원 조성사업"]["aliases"] == ["남도 꽃단지 운영"]
