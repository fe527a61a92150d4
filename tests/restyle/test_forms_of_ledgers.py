"""Forms of ledgers and sheets: cards with a former name, money by row and by share, tables of bids and of changes, short numbers."""

from __future__ import annotations

from tests.restyle.test_forms_met import facts, programs

LEDGER = """민선8기 임실군수 공약사업 추진현황
2025. 7.
임실군
* 전화번호는 지역번호(063) 생략

Ⅰ. 공약 변경 현황
연번\t당초\t변경\t변경내용\t심의일
2\t오수 제3농공단지 조성\t오수 제2농공단지 확장\t기존 단지 확장\t2024. 4. 25.
3\t노인종합복지타운 건립\t명칭 변경 없음\t사업기간 연장\t2025. 4. 24.
Ⅱ. 공약사업 총괄표
(단위 : 억원)
연번\t공약명\t소관부서\t추진상태\t총사업비
1\t임실시장 주차타워 건립\t경제교통과\t완료\t65.0
2\t오수 제2농공단지 확장\t경제교통과\t정상추진\t140.0
3\t노인종합복지타운 건립\t주민복지과\t정상추진\t96.0
Ⅲ. 공약별 실천계획
연번\t1\t공약명\t임실시장 주차타워 건립
소관부서\t경제교통과\t추진상태\t완료\t이행률\t100%
가. 공약개요
 - 사업기간 : 2022. 10. ~ 2024. 11.
 - 총사업비 : 6,500백만원
담 당 : 지역경제팀장 노상혁(☎640-0321)
연번\t2\t공약명\t오수 제2농공단지 확장
\t\t당 초\t오수 제3농공단지 조성
소관부서\t경제교통과\t추진상태\t정상추진\t이행률\t58%
가. 공약개요
 - 사업기간 : 2023. 1. ~ 2027. 12.
 - 총사업비 : 14,000백만원
나. 연차별 투자계획(백만원)
재원\t계\t’24\t’25\t’26
계\t14,000\t4,000\t5,000\t5,000
군비\t10,000\t3,000\t3,500\t3,500
기타\t4,000\t1,000\t1,500\t1,500
  * 기타는 민간자본
담 당 : 투자유치팀장 배준기(☎640-0331), 주무관 금하윤(☎640-0334)
"""


def test_a_card_with_its_former_name_keeps_its_own_people_and_money() -> None:
    found = programs(LEDGER)
    park, tower = found["오수 제2농공단지 확장"], found["임실시장 주차타워 건립"]
    assert park["aliases"] == ["오수 제3농공단지 조성"]
    assert {c["name"] for c in park["contacts"]} == {"배준기", "금하윤"}
    assert [c["name"] for c in tower["contacts"]] == ["노상혁"]
    assert {b["source"] for b in park["budgets"] if b["scope"] == "total"} == {"총사업비", "군비", "기타"}


def test_a_change_of_something_else_is_no_other_name() -> None:
    assert programs(LEDGER)["노인종합복지타운 건립"]["aliases"] == []


def test_numbers_are_whole_where_a_note_says_what_comes_before_them() -> None:
    assert {c["phone"] for c in programs(LEDGER)["오수 제2농공단지 확장"]["contacts"]} == {
        "063-640-0331",
        "063-640-0334",
    }


def test_a_note_names_who_other_money_is_from() -> None:
    other = [b for b in programs(LEDGER)["오수 제2농공단지 확장"]["budgets"] if b["source"] == "기타"]
    assert other
    assert {b["party"] for b in other} == {"민간자본"}


SHEETS = """2026년도 주요업무계획
2026. 1.
영천시

# Ⅰ. 주요업무
### 1-1. 공설시장 노후시설 현대화 【계속사업】【역점사업】
○ 사업개요 (기간: 2024. 3. ~ 2027. 12. / 위치: 완산동 공설시장 / 사업비: 12,500백만원(국 50%, 도 15%, 시 35%))
  - 소관 : 중소벤처기업부(소상공인시장진흥공단)
### 1-2. 생태물길 조성 【신규사업】
○ 사업개요 (기간: 2026. 6. ~ 2027. 12. / 위치: 오수동 / 사업비: 총 32억 원 규모(국 16억, 시 16억))
# Ⅱ. 공모사업 대응계획
(단위 : 백만원)
| 연번 | 공 모 사 업 명 | 소관부처 | 공모시기 | 총사업비 | 국비 요청액 | 담당부서 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 스마트그린산단 촉진사업 | 산업통상부 | ’26. 3월 | 18,000 | 9,000 | 투자유치과 |
| 2 | 수소도시 조성사업 | 국토교통부 | ’26. 7월 | 29,000 | 14,500 | 미래산업과 |
# Ⅲ. 연차별 투자계획
(단위 : 백만원)
| 사 업 명 | 재원 | 총사업비 | ’25년 | ’26년 |
| --- | --- | --- | --- | --- |
| 드론 실증 테스트베드 조성 | 계 | 4,600 | 2,000 | 2,600 |
|  | 국비 | 2,300 | 1,000 | 1,300 |
|  | 시비 | 2,300 | 1,000 | 1,300 |
| 재활용품 회수센터 증설 | 계 | 900 | 300 | 600 |
|  | 시비 | 900 | 300 | 600 |
"""


def whole(name: str) -> dict[str, int]:
    return {b["source"]: b["amount_krw"] for b in programs(SHEETS)[name]["budgets"] if b["scope"] == "total"}


def test_parts_by_their_share_are_amounts() -> None:
    parts = {"총사업비": 12_500, "국비": 6_250, "도비": 1_875, "시비": 4_375}
    assert whole("공설시장 노후시설 현대화") == {source: n * 10**6 for source, n in parts.items()}


def test_an_amount_of_a_size_keeps_its_parts() -> None:
    assert whole("생태물길 조성") == {"총사업비": 32 * 10**8, "국비": 16 * 10**8, "시비": 16 * 10**8}


def test_rows_by_source_are_of_the_program_above_them() -> None:
    assert whole("드론 실증 테스트베드 조성") == {"총사업비": 46 * 10**8, "국비": 23 * 10**8, "시비": 23 * 10**8}
    assert whole("재활용품 회수센터 증설") == {"총사업비": 9 * 10**8, "시비": 9 * 10**8}


def test_what_a_table_of_bids_lists_is_bid_for_at_its_date() -> None:
    bid = programs(SHEETS)["수소도시 조성사업"]
    assert (bid["is_competition"], bid["status"]) == (True, "공모")
    assert [(m["date_start"], m["text"]) for m in bid["milestones"]] == [("2026-07", "공모")]


def test_a_mark_of_weight_is_kept() -> None:
    assert [f["subject"] for f in facts(SHEETS) if f["attribute"] == "표시" and f["value"] == "역점"] == [
        "공설시장 노후시설 현대화"
    ]


OFFICE = """2025년 하반기 주요업무 추진상황 보고
2025. 10.
계양구

## Ⅰ. 노인장애인과
### 1. 일반현황
나. 예산 (단위 : 천원)
| 구분 | 계 | 국비 | 구비 |
|:--|--:|--:|--:|
| 예산현액 | 142,386,500 | 88,120,000 | 54,266,500 |
| 집행액 | 108,213,700 | 67,850,000 | 40,363,700 |
다. 팀별 담당사무
| 팀명 | 팀장 | 전화번호 | 주요업무 |
|:--|:--|:--|:--|
| 노인정책팀 | 하도경 | 032-009-6201 | 노인일자리 |
| 장애인시설팀 | 공석(직무대리 표은정) | 032-009-6213 | 장애인복지시설 관리 |
### 2. 시설과 장비
| 설치장소 | 장비명 | 취득연도 | 취득가(백만원) | 2025년 가동률 |
| --- | --- | --- | --- | --- |
| 본관 | 10m 전자파 챔버 | 2020 | 2,430 | 82.7% |
|  | 유세포 분석기 | 2021 | 340 | 58.2% |
| 별관 | 추출기(200L) | 2017 | 890 | 74.8% |
### 3. 주요업무
#### [일반사업] 노인장애인과 (단위 : 천원)
| 연번 | 사업명 | '25년 예산액 | 집행액 | 추진율 | 담당 |
|:--:|:--|--:|--:|--:|:--|
| 1 | 경로당 개보수 지원 | 310,000 | 232,500 | 75% | 노인정책팀장 하도경 |
| 2 | 휠체어 수리 지원 | 45,000 | 45,000 | 100% | 노인정책팀장 하도경 |
| 소계 | 2건 | 355,000 | 277,500 |  |  |
## Ⅱ. 자원순환과
### 1. 일반현황
 - 정원 27명, 현원 27명
## Ⅲ. 도시재생과
### 1. 일반현황
 - 정원 22명, 현원 21명
"""


def test_figures_under_the_heading_of_a_unit_are_of_that_unit() -> None:
    (money,) = [f for f in facts(OFFICE) if f["attribute"] == "예산현액 국비"]
    assert (money["subject"], money["number"]) == ("노인장애인과", 88_120_000_000)


def test_things_within_a_place_have_their_own_figures() -> None:
    found = {f["attribute"]: f["value"] for f in facts(OFFICE) if "가동률" in f["attribute"]}
    assert [v for a, v in found.items() if "10m 전자파 챔버" in a] == ["82.7%"]
    assert len(found) == 3


def test_a_sub_total_that_counts_its_rows_leaves_them_programs() -> None:
    found = programs(OFFICE)
    assert set(found) == {"경로당 개보수 지원", "휠체어 수리 지원"}
    assert (found["휠체어 수리 지원"]["status"], found["경로당 개보수 지원"]["status"]) == ("완료", "확정")
