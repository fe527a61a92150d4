"""Ways of writing that plans of strangers brought, each alone: what is read of them."""

from __future__ import annotations

from typing import Any

from bench.memory import Reading, read_data

Row = dict[str, Any]


def read(text: str) -> Reading:
    return read_data(f"2026년 주요업무계획\n서림시\n\n{text}".encode(), "plan.txt")


def programs(text: str) -> dict[str, Row]:
    return {p["name"]: p for p in read(text).programs}


def money(program: Row, scope: str) -> dict[tuple[str, int | None], int]:
    """The amounts of a scope by source and year, in million won."""
    stated = [b for b in program["budgets"] if b["scope"] == scope]
    return {(b["source"], b["year"]): round(b["amount_krw"] / 10**6) for b in stated}


TASKS = """2. 세부과제 총괄표
(단위 : 백만원)
과제번호 | 세부과제명 | 주관부서 | 2026년 예산(계) | 국비 | 시비
전략 1 소계 | 2개 과제 | | 4,200 | 2,100 | 2,100
1-1-1 | 통합돌봄 체계 구축 | 복지정책과 | 3,600 | 1,800 | 1,800
1-1-2 | 치매안심마을 조성 | 건강정책과 | 600 | 300 | 300
Ⅴ. 세부과제별 시행계획
1-1-1  통합돌봄 체계 구축
주관부서 | 복지정책과(통합돌봄팀) | 협조부서 | 건강정책과
담 당 자 | 문해린 ☏ 052-229-3412 | 사업기간 | 2025~2026
□ 연차별 소요예산(단위 : 백만원)
구분 | 2025 | 2026 | 합계
계 | 2,000 | 3,600 | 5,600
국비 | 600 | 1,800 | 2,400
시비 | 1,400 | 1,800 | 3,200
□ 성과지표
지표명 | 단위 | 2025 목표 | 2026 목표
연계 인원 | 명 | 1,200 | 2,400
1-1-2  치매안심마을 조성
주관부서 | 건강정책과(치매관리팀) | 협조부서 | 보건소
담 당 자 | 선우정 ☏ 052-229-3527 | 사업기간 | 2026
"""


def test_rows_parted_by_bars_and_cards_under_numbers_of_three_levels() -> None:
    found = programs(TASKS)
    assert set(found) == {"통합돌봄 체계 구축", "치매안심마을 조성"}
    care = found["통합돌봄 체계 구축"]
    assert money(care, "year")["총사업비", 2026] == 3600
    assert money(care, "total") == {("총사업비", None): 5600, ("국비", None): 2400, ("시비", None): 3200}
    assert [c["phone"] for c in care["contacts"]] == ["052-229-3412"]
    assert [d["path"] for d in care["departments"]] == ["복지정책과 통합돌봄팀"]


SIGNS = """1. 기획과
▣ 생활인구 늘리기
❑ 사업개요
  ➊ 추진기간 : '26. 1. ~ '26. 12.
  ➋ 사 업 비 : 총 900백만원(도비 270, 시비 630)
❑ 향후계획
  - 참가자 모집(2월)
                              인구정책팀장 하○○ 내선 3012
2. 교통과
❑ 인원 : 31명
▣ 주차환경 개선
❑ 사업개요
  ➊ 추진기간 : '25. 2. ~ '26. 11.
  ➋ 사 업 비 : 총 4,800백만원(국비 2,880, 시비 1,920)
  담당: 탁영주(☎ 055-930-3206) ※ 인사발령 시까지 겸임
"""


def test_a_sign_that_stood_above_another_does_so_again_and_staff_stand_alone() -> None:
    found = programs(SIGNS)
    assert set(found) == {"생활인구 늘리기", "주차환경 개선"}
    people = [[(c["name"], c["phone"]) for c in p["contacts"]] for p in found.values()]
    assert people == [[("하○○", "3012")], [("탁영주", "055-930-3206")]]
    assert money(found["주차환경 개선"], "total")["국비", None] == 2880


def test_masked_names_are_one_person_only_where_a_number_or_unit_says_so() -> None:
    masked = SIGNS.replace("탁영주(☎ 055-930-3206)", "하○○(☎ 055-930-3206)")
    assert len(read(masked).nodes("Person")) == 2


SPANS = """1. 산업과
□ 위성부품 시험평가
 ○ 사업기간 : 2024. 4. ~ 2028. 12.
 ○ 위치 : 사천시
(단위 : 백만원)
구 분\t계\t국 비\t시 비\t민 자
총사업비\t24,000\t12,000\t10,800\t1,200
2026년\t5,200\t2,600\t2,340\t260
"""


def test_rows_that_name_spans_of_time_over_sources_of_money() -> None:
    (program,) = programs(SPANS).values()
    assert money(program, "total")["국비", None] == 12_000
    assert money(program, "year")["시비", 2026] == 2340


ROLES = """1. 산업과
□ 위성부품 시험평가
 ○ 사업기간 : 2024. 4. ~ 2028. 12.
 ○ 사업비 : 총 24,000백만원(국비 12,000, 시비 12,000)
 ○ 추진체계 : (주관) 경남테크노파크 / (참여) 경상국립대학교, 한국세라믹기술원
"""


def test_roles_that_stand_before_their_institutions() -> None:
    (program,) = programs(ROLES).values()
    said = {(i["name"], i["role"]) for i in [*program["institutions"], *program["agencies"]]}
    assert {("경상국립대학교", "참여"), ("한국세라믹기술원", "참여")} <= said


PHONES = """붙임 1. 담당자 현황
본부\t팀\t사업명\t담당자\t연락처
산업본부\t부품팀\t위성부품 시험평가\t정해인 책임\t055-851-3021
산업본부\t제조팀\t정비인력 양성\t문태오 선임\t055-851-3034
"""


def test_a_column_of_numbers_beside_one_of_names() -> None:
    found = programs(PHONES)
    assert [c["phone"] for c in found["정비인력 양성"]["contacts"]] == ["055-851-3034"]
    assert [d["path"] for d in found["정비인력 양성"]["departments"]] == ["산업본부 제조팀"]


COUNTED = """3. 사업별 추진상황
□ 1. 시험센터 구축 [완료예정]
 ○ 기간/금액 : ’22. 7. ~ ’26. 12. / 315억원(국비 150, 도비 75, 삼척시 75, 민자 15)
 ○ 주관부처 : 산업부
 ○ 담당자 : 소재팀 책임 타온결(033-248-0530)
□ 2. 청년 정착 장려금
 ○ 기간/금액 : 2024 ~ 2026년 / 13억 5천만원(도비 13.5)
 ○ 담당자 : 기획팀 원 노을빛(033-248-0503)
"""


def test_numbers_behind_a_sign_are_of_the_marker_and_a_government_bears_a_share() -> None:
    found = programs(COUNTED)
    assert set(found) == {"시험센터 구축", "청년 정착 장려금"}
    assert money(found["시험센터 구축"], "total")["시비", None] == 7500
    assert money(found["청년 정착 장려금"], "total")["도비", None] == 1350
    assert [(c["name"], c["phone"]) for c in found["시험센터 구축"]["contacts"]] == [("타온결", "033-248-0530")]


STAFF_OF_SEVERAL = """1. 기능보강사업
(단위 : 천원)
사업명\t사업기간\t사업비\t재원
응급의료센터 증축\t2024. 4. ~ 2026. 8.\t9,800,000\t국비 4,900,000, 도비 4,900,000
재활병동 리모델링\t2025. 1. ~ 2025. 9.\t1,260,000\t국비 630,000, 도비 630,000
※ 응급의료센터 증축은 보건복지부 지역거점병원 공공성 강화사업으로, 2025. 5. 착공
붙임. 담당자
사업명\t담당부서\t담당자\t전화
응급의료센터 증축, 재활병동 리모델링\t시설팀\t팀장 독고준\t054-850-0130
"""


def test_a_row_of_staff_for_several_programs_is_of_each_and_a_sentence_of_its_topic() -> None:
    found = programs(STAFF_OF_SEVERAL)
    assert set(found) == {"응급의료센터 증축", "재활병동 리모델링"}
    assert [[c["name"] for c in p["contacts"]] for p in found.values()] == [["독고준"], ["독고준"]]
    assert money(found["재활병동 리모델링"], "total")["도비", None] == 630
    assert [m["name"] for m in found["응급의료센터 증축"]["ministries"]] == ["보건복지부"]


PER_HEAD = """1. 예술창작
가. 첫무대 지원
 - 사업기간 : 2025. 4. ~ 2025. 10.
 - 지원금 : 팀당 500만원, 대관료 전액
나. 치매안심병동 지정
 - 사업기간 : 2025. 7. ~ 2026. 12.
 - 소요예산 : 14억원(전액 국비, 보건복지부 공모 신청 예정)
"""


def test_what_each_gets_is_not_the_money_of_the_program() -> None:
    found = programs(PER_HEAD)
    assert money(found["첫무대 지원"], "total") == {}
    assert money(found["치매안심병동 지정"], "total")["국비", None] == 1400


NO_PROGRAMS = """2. 총괄
□ 조직 및 인원 : 1원 3단 2센터 11팀
□ 상반기 집행 : 153억원(집행률 46.8%)
□ 센터장 공석(’25. 4. 1.~)
추진전략\t추진과제
필수의료\t① 응급 기능 보강 ② 재활병동 확충
안전건설과 : 30명, 42,600백만원
(단위 : 천원)
사업명\t총사업비\t2026년
드론 실증\t1,000\t500
기업지원단 소계\t1,000\t500
"""


def test_headings_of_an_institution_departments_and_sub_totals_are_no_programs() -> None:
    assert set(programs(NO_PROGRAMS)) == {"드론 실증"}


FIGURES = """1. 일반현황
□ 예산 (단위 : 천원)
구분\t2024년 예산(A)\t2025년 예산(B)\t증감(B-A)
출연금\t4,000\t4,350\t350
□ 성과지표
지표명\t2025 목표\t6월말 실적
고용창출(명)\t310\t129
국비 유치(억원)\t350\t212
"""


def test_units_in_the_names_of_rows_and_letters_of_sums_in_those_of_columns() -> None:
    facts = {n["attribute"]: n for n in read(FIGURES).nodes("Fact")}
    assert facts["출연금 2025년 예산"]["number"] == 4_350_000
    assert (facts["고용창출(명) 6월말 실적"]["number"], facts["고용창출(명) 6월말 실적"]["unit"]) == (129, "명")
    assert facts["국비 유치(억원) 6월말 실적"]["number"] == 21_200_000_000


HOUSES = """1. 일반현황
□ 직원 현황
부서\t팀\t성명\t직위\t담당업무\t직통
에너지산업센터 (익산분원)\t(센터장)\t인현철\t센터장\t센터 총괄\t2300
\t해상풍력팀\t곽도훈\t팀장\t팀 총괄\t2310
\t\t편도현\t선임연구원\t시험동 구축\t2313
□ 보유시설
시설명\t소재지\t부지면적\t연면적\t준공
부품 신뢰성평가센터\t완주군 봉동읍 테크노밸리로 10\t12,000\t3,400\t2024. 5.
"""


def test_heads_of_units_are_in_no_team_and_houses_are_no_units() -> None:
    rows = read(HOUSES)
    assert {d["path"] for d in rows.nodes("Department")} == {"에너지산업센터", "에너지산업센터 해상풍력팀"}
    assert [f["name"] for f in rows.nodes("Facility")] == ["부품 신뢰성평가센터"]


BEGINNINGS = """나. 2024년도 실적
(단위 : 천원)
사업명\t예산현액\t집행액
의료취약지 소아진료 지원\t250,000\t125,000
다. 2025년도 추진계획
(1) 의료취약지 소아야간진료센터 운영 [신규]
 • 기간 : 2025. 3. ~ 2026. 2.
 • 소요예산 : 6억원(국비 3억원, 도비 3억원)
(2) 응급의료센터 증축
 • 기간 : 2024. 4. ~ 2026. 8.
 • 소요예산 : 98억원(국비 49억원, 도비 49억원)
 • 추진계획 : 2025. 5. 착공하여 2026. 8. 준공 예정
"""


def test_what_is_new_is_not_what_was_spent_on_before_and_steps_of_one_sentence_are_two() -> None:
    found = programs(BEGINNINGS)
    assert set(found) == {"의료취약지 소아진료 지원", "의료취약지 소아야간진료센터 운영", "응급의료센터 증축"}
    assert money(found["의료취약지 소아진료 지원"], "total") == {}
    assert [m["date_start"] for m in found["응급의료센터 증축"]["milestones"]] == ["2025-05", "2026-08"]


CARRIED = """2. 체험관 조성
 - 사업기간 : 2024. 3. ~ 2025. 9.
 - 총사업비 : 1,900백만원(국비 950, 시비 950)
 - 2024년 실적 : 설계 완료 / 2025년 8월 준공, 9월 개관
"""


def test_a_month_is_of_the_year_named_right_before() -> None:
    (program,) = programs(CARRIED).values()
    assert ("2025-09", "9월 개관") in {(m["date_start"], m["text"]) for m in program["milestones"]}


UNITS = """Ⅲ. 추진상황
1. 자원순환사회 전환 [자원순환과]
1-1. 자원회수시설 건립
□ 사업개요
○ 사업기간 : 2023년 ~ 2030년
○ 총사업비 : 324,000백만원(국비 129,600, 시비 194,400)
○ 담당 : 자원시설팀 홍석진 팀장(☎062-613-4361)
붙임. 예산 집행현황
(단위 : 백만원)
부서명\t사업명\t2025년 예산액\t집행액
기후대기과\t소 계\t70,100\t41,530
\t탄소중립 지원센터 운영\t500\t310
\t전기·수소차 보급\t69,600\t41,220
자원순환과\t소 계\t13,950\t4,620
\t자원회수시설 건립\t12,500\t3,750
\t다회용기 재사용 촉진\t1,450\t870
합 계\t\t84,050\t46,150
"""


def test_units_behind_headings_and_on_top_of_their_rows() -> None:
    found = {n: [d["path"] for d in p["departments"]] for n, p in programs(UNITS).items()}
    assert found["자원회수시설 건립"] == ["자원순환과 자원시설팀"]
    assert (found["다회용기 재사용 촉진"], found["전기·수소차 보급"]) == (["자원순환과"], ["기후대기과"])


SPOTS = """1. 녹지공원과
1-1. 도시숲 조성
□ 사업기간 : 2025. 2. ~ 2025. 11.
□ 총사업비 : 9,000백만원(국비 4,500, 시비 4,500)
□ 위치 : 광산구 하남산업단지 완충녹지 9ha
□ 담당 : 도시숲팀 배소연 상담사(☎062-613-4491)
"""


def test_a_spot_called_like_another_city_is_not_there_and_a_counsellor_is_a_title() -> None:
    (program,) = programs(SPOTS).values()
    assert "하남시" not in {r["name"] for r in program["regions"]}
    assert [(c["name"], c["title"]) for c in program["contacts"]] == [("배소연", "상담사")]


UNIT_COLUMN = """1. 일반현황
□ 부서별 주요업무
구 분\t과 장\t주요업무\t전화번호
기후대기과\t문성호\t탄소중립, 미세먼지\t062-613-4310
자원순환과\t양미경\t폐기물 처리, 재활용\t062-613-4350
□ 성과지표
성과지표\t단위\t2024년 실적\t2025년 목표
이용자 만족도\t점\t89.7\t91.0
외부재원 유치액\t백만원\t742\t900
"""


def test_units_of_rows_in_a_column_and_units_of_staff_under_any_head() -> None:
    rows = read(UNIT_COLUMN)
    facts = {n["attribute"]: (n.get("number"), n.get("unit")) for n in rows.nodes("Fact")}
    assert facts["이용자 만족도 2025년 목표"] == (91.0, "점")
    assert facts["외부재원 유치액 2025년 목표"] == (900_000_000, "KRW")
    assert {d["path"] for d in rows.nodes("Department")} == {"기후대기과", "자원순환과"}
    posts = {(e.start.key.split("/")[-1], e.end.key.split("/")[-1]) for e in rows.rows.edges if e.type == "WORKS_IN"}
    assert ("양미경", "자원순환과") in posts
