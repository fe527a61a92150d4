"""Histories, tables with units across, rows of totals and lists with places, each alone; and what else was met after these."""

from __future__ import annotations

import pytest

from lexicon.ministries import find_ministries
from tests.restyle.test_styles_met import money, programs, read
from tests.restyle.test_styles_met_later import PARTS

HISTORY = """가. 연 혁
연 월 일 | 주 요 내 용
2009. 3. 12. | 재단법인 서림정보원 설립
2019. 11. 5. | 서림게임센터 개소
2023 | • 4월 20일 서부분원 개소
"""


def test_a_history_is_as_exact_as_its_first_column() -> None:
    steps = read(PARTS + HISTORY).nodes("Milestone")
    assert {(s["date_start"], s["text"]) for s in steps} >= {
        ("2009-03-12", "재단법인 서림정보원 설립"),
        ("2019-11-05", "서림게임센터 개소"),
        ("2023-04-20", "서부분원 개소"),
    }


UNITS_ACROSS = """구분 | 계 | 수산과 | 섬발전과 | 건설과
정원(명) | 72 | 26 | 21 | 25
예산(백만원) | 82,840 | 38,120 | 18,470 | 26,250
"""
EXECUTED = """Ⅲ. 2025년 주요사업 집행현황
('25. 12. 31. 기준, 단위 : 백만원, %)
연번 | 부서 | 사업명 | 예산현액 | 집행액 | 집행률
1 | 수산과 | 서림 굴 껍데기 자원화시설 확충 | 3,150 | 2,016 | 64.0
2 | 수산과 | 서림 수산종자 방류 사업 | 480 | 475 | 99.0
계 | | 2건 | 3,630 | 2,491 | 68.6
"""


def test_units_in_the_header_have_the_figures_of_their_columns() -> None:
    facts = read(PARTS + UNITS_ACROSS).nodes("Fact")
    stated = {(f.get("subject"), f["attribute"]): (f.get("number"), f.get("unit")) for f in facts}
    assert stated["수산과", "정원"] == (26, "명")
    assert stated["섬발전과", "예산"] == (18_470_000_000, "KRW")
    assert (72, "명") in [v for (_, attribute), v in stated.items() if attribute == "정원 계"]


def test_the_rate_in_a_row_of_totals_is_no_money() -> None:
    (rate,) = [f for f in read(EXECUTED).nodes("Fact") if f["value"] == "68.6"]
    assert (rate["number"], rate["unit"], rate["year"]) == (68.6, "%", 2025)


DUTIES = """Ⅱ. 중점과제
□ 사회서비스 종사자 역량강화 교육
○ 기    간 : 2026. 2. ~ 11.
○ 예    산 : 210백만원(도비)
□ 시설 안전점검 지원
○ 예    산 : 185백만원(도비)
□ 고령자 리빙랩 구축
○ 예    산 : 90백만원(도비)
□ 청년 홍보 지원
○ 예    산 : 80백만원(도비)
□ 통합돌봄 리더 양성
○ 예    산 : 70백만원(도비)
□ 통합돌봄 지원단 운영
○ 예    산 : 60백만원(도비)
[붙임] 담당업무별 연락처
부서 | 담당자 | 전화 | 담당업무
민간협력팀 | 팀장 정해솔 | 033-000-4211 | 종사자 교육, 안전점검
디지털팀 | 책임 차서우 | 033-000-4231 | 리빙랩, 통합돌봄
총무팀 | 주임 최유진 | 033-000-4115 | 회계, 홍보
"""


def test_a_short_duty_names_the_only_program_that_holds_its_words() -> None:
    found = programs(DUTIES)
    named = {n: [c["name"] for c in p["contacts"]] for n, p in found.items()}
    assert named == {
        "사회서비스 종사자 역량강화 교육": ["정해솔"],
        "시설 안전점검 지원": ["정해솔"],
        "고령자 리빙랩 구축": ["차서우"],
        "청년 홍보 지원": [],
        "통합돌봄 리더 양성": [],
        "통합돌봄 지원단 운영": [],
    }
    assert [d["path"] for d in found["고령자 리빙랩 구축"]["departments"]] == ["디지털팀"]


@pytest.mark.parametrize(
    ("written", "when", "name"),
    [
        ("여성가족부", "2026-02", "성평등가족부"),
        ("여가부", 2026, "성평등가족부"),
        ("환경부", "2026-01", "기후에너지환경부"),
        ("환경부", "2025-07", "환경부"),
        ("환경부", "2025-H1", "환경부"),
        ("환경부", "2025-Q4", "기후에너지환경부"),
        ("환경부", None, "환경부"),
        ("산업통상자원부", "2026-02", "산업통상자원부"),
        ("건설교통부", "2010-05", "국토해양부"),
    ],
)
def test_the_old_name_of_a_ministry_is_read_as_that_of_the_documents_time(
    written: str, when: str | int | None, name: str
) -> None:
    assert [m.name for m in find_ministries(f"예산 : 270백만원, {written} 국고보조", when)] == [name]


ENTRIES = """1. 관광과
1-1. 서림호 관광벨트 조성 (계속)
<table>
<tr><th>사업개요</th><td>위치 : 서림읍 일원<br>기간 : 2023. 4. ~ 2027. 12.<br>총사업비 : 18,000백만원(국비 9,000, 군비 9,000)</td></tr>
<tr><th>추진계획</th><td>3월 실시설계 완료 / 5월 착공</td></tr>
</table>
2. 경제과
2-1. 청년 창업센터 건립 (계속)
<table>
<tr><th>사업개요</th><td>위치 : 동천면 일원<br>기간 : 2024. 7. ~ 2027. 6.<br>총사업비 : 54억원(국비 30억원, 군비 24억원)</td></tr>
<tr><th>추진계획</th><td>6월 골조공사 완료</td></tr>
</table>
Ⅳ. 연차별 투자계획 (단위 : 백만원)
사업명 | 총사업비 | 기투자 | 2026년 | 2027년 이후
서림호 관광벨트 | 18,000 | 6,200 | 4,800 | 7,000
청년 창업센터 | 5,400 | 1,500 | 2,900 | 1,000
"""


def test_entries_of_a_cell_are_the_fields_of_the_program_above() -> None:
    found = programs(ENTRIES)
    terms = {n: (p["period_start"], p["period_end"]) for n, p in found.items()}
    assert terms == {"서림호 관광벨트 조성": ("2023-04", "2027-12"), "청년 창업센터 건립": ("2024-07", "2027-06")}


TOLD = """1. 경제과
1-1. 서림 활력타운 조성 (공모 신청)
주택을 짓는다. 2027 ~ 2030년, 총사업비 320억원(국비 160억원, 군비 160억원)이며 2월 신청서 제출, 5월 최종 발표 예정이다. 담당 봉채원(☎ 031-000-2221).
1-2. 소상공인 경영환경 개선 (계속)
간판 교체비를 업체당 최대 300만원, 50개소에 지원한다(사업비 150백만원, 전액 군비). 2월 공고, 4월 대상자 선정. 담당 경제팀 제갈윤 주무관(☎ 031-000-2216).
1-3. 서림호 꽃정원 조성 (계속)
꽃정원을 두 차례 개방한다. 2026년 예산은 9억 2천만원(군비)이며 봄 개방은 5월 23일부터 6월 14일까지다. 담당은 관광팀장 문지후(☎ 031-000-2066)이다.
1-4. 서림 창업관 건립 (계속)
2029년까지 24억원을 들여 창업관을 짓는다. 2025년 9월 공모에 선정되어 3월 착공한다. 담당은 경제팀 소이담 주무관(☎ 031-000-2384)이다.
"""


def test_months_terms_and_people_of_paragraphs() -> None:
    found = programs(TOLD)
    dates = {n: [m["date_start"] for m in p["milestones"]] for n, p in found.items()}
    assert dates == {
        "서림 활력타운 조성": ["2026-02", "2026-05"],
        "소상공인 경영환경 개선": ["2026-02", "2026-04"],
        "서림호 꽃정원 조성": ["2026-05-23"],
        "서림 창업관 건립": ["2025-09", "2026-03"],
    }
    assert [p["period_start"] for p in found.values()].count(None) == 3
    assert found["서림 활력타운 조성"]["period_end"] == "2030"
    assert [c["phone"] for c in found["소상공인 경영환경 개선"]["contacts"]] == ["031-000-2216"]


BESIDE = """Ⅲ. 2026년 과제
□ 시설 경영컨설팅
○ 기간·대상 : 2026. 3. ~ 10. / 소규모 시설 45개소, 예산 1억 3,500만원(도비)
□ 서림 청년센터 운영
 - 기    간 : 2025. 10. ~ 2027. 12.
 - 위    치 : 서림읍 무실리(5월 단구리로 이전 예정)
 - 총사업비 : 36억원(국비 18억원, 도비 18억원), 복지부 지정사업
 - 내    용 : 공모 선정(’25. 9.), 센터 개소(3월), 시스템 착수(’25. 6.), 구축(8월)
□ 어르신 일자리 양성
 - 예    산 : 640백만원(국비 320백만원, 도비 320백만원)
 - 추진체계 : 보건복지부 → 한국노인인력개발원 → 우리 시
□ 기타 연구 : 시군 보장계획 모니터링(6천만원)은 18개 시군 시행계획을 대상으로 상·하반기 각 1회 실시
"""


def test_money_dates_and_agencies_beside_other_values() -> None:
    found = programs(BESIDE)
    assert set(found) == {"시설 경영컨설팅", "서림 청년센터 운영", "어르신 일자리 양성", "시군 보장계획 모니터링"}
    assert money(found["시설 경영컨설팅"], "total") == {("총사업비", None): 135, ("도비", None): 135}
    assert money(found["시군 보장계획 모니터링"], "total") == {("총사업비", None): 60}
    centre = found["서림 청년센터 운영"]
    assert {m["date_start"] for m in centre["milestones"]} == {"2025-06", "2025-08", "2025-09", "2026-03", "2026-05"}
    assert [m["name"] for m in centre["ministries"]] == ["보건복지부"]
    assert [a["name"] for a in found["어르신 일자리 양성"]["agencies"]] == ["한국노인인력개발원"]


COMPETED = """1. 환경과
1-1. 공공용 급속충전기 확충 (신규)
환경부 브랜드 전환사업 공모에 선정(’25. 1.)되어 충전기 24기를 설치한다. 사업비 6억원(국비 3억원, 군비 3억원). 담당 탄소팀 소이담 주무관(☎ 031-000-2384).
1-2. 서림천 생태하천 복원 (계속)
2026년 6월까지 12억원(국비 6억원, 군비 6억원)을 들여 하천을 복원한다. 담당은 하천팀 길소율 주무관(☎ 031-000-2391)이다.
Ⅴ. 국비 공모사업 현황
부처 | 사업명 | 신청 국비(백만원) | 공모결과
환경부 | 브랜드 전환사업 | 300 | 선정(’25. 1.)
행정안전부 | 청년마을 만들기 | 600 | 선정(’25. 4.)
과기정통부 | 스마트빌리지 보급 | 1,400 | 미선정(2027년 재신청 검토)
"""


def test_rows_of_competitions_with_what_was_asked_for_and_whose_program_won_them() -> None:
    found = programs(COMPETED)
    assert set(found) == {"공공용 급속충전기 확충", "서림천 생태하천 복원", "청년마을 만들기", "스마트빌리지 보급"}
    assert found["공공용 급속충전기 확충"]["aliases"] == ["브랜드 전환사업"]
    assert {n for n, p in found.items() if p["is_competition"]} == set(found) - {"서림천 생태하천 복원"}
    assert money(found["청년마을 만들기"], "requested") == {("국비", None): 600}
    assert [m["role"] for m in found["스마트빌리지 보급"]["ministries"]] == ["공모"]


LISTED_FIELDS = """1. 관광과
1-1. 서림강 뱃길 관광 활성화 (계속)
<table>
<tr><th>사업개요</th><td>서림군 일원, 2024 ~ 2026년, 총사업비 6,200백만원(국비 3,100, 군비 3,100)</td></tr>
<tr><th>추진계획</th><td>4월 유람선 취항 / 9월 2단계 시범</td></tr>
</table>
1-2. 서림호 경관 조성 (신규)
<table>
<tr><th>사업개요</th><td>서림호 일원, 2026. 3. ~ 2027. 6., 총사업비 24억원(도비 12억원, 군비 12억원)</td></tr>
<tr><th>추진계획</th><td>3월 설계 / 11월 1계열 시운전</td></tr>
</table>
Ⅲ. 현안사업
부서 | 사업명 | 구분 | 총사업비(백만원) | 기간
관광과 | 뱃길 관광 활성화 | 계속 | 6,200 | 2024~2026
Ⅴ. 국비 공모사업 현황
부처 | 사업명 | 신청 국비(백만원) | 공모결과
과기정통부 | 스마트빌리지 보급 | 1,400 | 미선정(2027년 재신청 검토)
"""


def test_fields_without_labels_in_an_overview_steps_with_numbers_and_what_was_not_won() -> None:
    found = programs(LISTED_FIELDS)
    assert set(found) == {"서림강 뱃길 관광 활성화", "서림호 경관 조성", "스마트빌리지 보급"}
    dates = [m["date_start"] for n in ("서림강 뱃길 관광 활성화", "서림호 경관 조성") for m in found[n]["milestones"]]
    assert dates == ["2026-04", "2026-09", "2026-03", "2026-11"]
    assert found["스마트빌리지 보급"]["status"] == "미선정"


LISTED_WITH_PLACES = """라. 그 밖의 사업
사업명 | 주요내용 | 대상지역 | 담당자
서림 게임산업 육성 사업 | 게임 제작 12개사 | 전주시, 군산시 | 고유진
서림 체험버스 운영 사업 | 초등학교 60개교 | 순창군, 진안군 | 문수빈
"""


def test_programs_listed_with_their_places_are_no_houses() -> None:
    assert [f["name"] for f in read(LISTED_WITH_PLACES).nodes("Facility")] == []
