"""Ways of writing that three plans brought which were written blind, each alone: units, parts, people, quarters."""

from __future__ import annotations

import pytest

from tests.restyle.test_styles_met import money, programs

NOTED = """❍ {note}
공약 1-1. 마늘 혁신단지 조성
담당부서 | 농업과 농업팀(팀장 남궁현, ☎054-000-6211) | 이행률 | 68%
사업기간 | 2023. 3. ~ 2026. 12. | 소관부처 | 농식품부
투자계획 | 87.5(국비 45.0, 도비 22.5, 시비 20) | 대상 | 75세 이상 2,150명
□ 연도별 : 기투자 62.5, 2026년 15, 2027년 이후 10
공약 1-2. 서림천 하천 정비
 - 추진상태 : 정상추진(70%) / 주관부서 : 안전과(하천팀장 진서라 ☎ 054-000-6215)
 - 사업기간 : 2023. 3. ~ 2025. 11. / 투자액 : 96.0(국비 48.0, 시비 48.0)
"""


@pytest.mark.parametrize(
    ("note", "won"),
    [
        ("이하 금액의 단위는 억원", 100),
        ("이하 단위 : 억원", 100),
        ("금액 단위는 백만원임", 1),
        ("모든 금액은 억원 단위임", 100),
    ],
)
def test_a_unit_noted_once_is_that_of_bare_amounts_in_cards_and_labelled_lines(note: str, won: int) -> None:
    found = programs(NOTED.format(note=note))
    farm, river = found["마늘 혁신단지 조성"], found["서림천 하천 정비"]
    assert money(farm, "total") == {
        (source, None): round(n * won) for source, n in (("총사업비", 87.5), ("국비", 45), ("도비", 22.5), ("시비", 20))
    }
    assert money(farm, "year") == {("총사업비", 2026): 15 * won}
    assert money(farm, "prior") == {("총사업비", None): round(62.5 * won)}
    assert money(river, "total") == {
        (source, None): n * won for source, n in (("총사업비", 96), ("국비", 48), ("시비", 48))
    }


CHAPTER = """Ⅰ. 2026년 주요업무 추진계획
1. 해양과
1-1. 깨끗한 서림항
□ 해안쓰레기 수거·처리 : 1,720백만원(국비 688, 도비 310, 시비 722)
 - 연 3,200톤 수거
□ 소형어선 인양기 설치('26) : 450백만원(시비)
□ 서림항 부잔교 정비(신규) : 800백만원(국비 400, 시비 400), 2026. 2. ~ 2026. 10.
1-2. 2026년 예산사업
□ 서림 여객선 운임 지원 : 920백만원(도비 276, 시비 644)
□ 달빛 등대 관리 : 300백만원(도비 100, 시비 200)
"""


def test_a_chapter_called_like_the_document_ties_no_amount_to_its_year_and_short_names_with_amounts_are_no_labels() -> (
    None
):
    found = programs(CHAPTER)
    assert set(found) == {
        "해안쓰레기 수거·처리",
        "소형어선 인양기 설치",
        "서림항 부잔교 정비",
        "서림 여객선 운임 지원",
        "달빛 등대 관리",
    }
    assert money(found["해안쓰레기 수거·처리"], "total")["국비", None] == 688
    assert money(found["소형어선 인양기 설치"], "total") == {("총사업비", None): 450, ("시비", None): 450}
    assert money(found["달빛 등대 관리"], "year")["총사업비", 2026] == 300


PEOPLE = """1. 해양과
1-1. 깨끗한 서림항
{sign} 해안쓰레기 수거 사업 : 1,720백만원(국비 688, 시비 1,032)
 - 연 3,200톤 수거
{sign} 서림항 부잔교 정비 : 800백만원(국비 400, 시비 400), 2026. 2. ~ 2026. 10.
 - 부잔교 2기 교체(9월)
 - 안전난간 설치(10월)
{line}
1-2. 어업인 소득
사업명 | 2026년 예산(백만원) | 주요내용
어업인 수당 지원 | 1,560 | 5,200명
수산종자 방류 | 500 | 볼락 210만미
(수산정책팀장 민다온 ☎ 650-5212)
2. 섬과(과장 선우진 ☎ 650-5400)
□ 서림도 둘레길 정비 : 300백만원(시비)
 - 담당 : 서지안 ☎ 650-5411
□ 서림도 선착장 보수 : 200백만원(시비)
 - 담당 : 도하람 ☎ 650-5412
"""


@pytest.mark.parametrize("sign", ["□", "○", "❍"])
@pytest.mark.parametrize(
    "line",
    ["(해양환경팀장 차누리 ☎ 650-5332)", "해양환경팀장 차누리(☎ 650-5332)", "담당 : 해양환경팀 차누리 ☎ 650-5332"],
)
def test_who_is_named_alone_at_the_end_of_a_list_answers_for_all_of_it(sign: str, line: str) -> None:
    found = programs(PEOPLE.format(sign=sign, line=line))
    people = {name: [c["name"] for c in p["contacts"]] for name, p in found.items() if p["kind"] == "사업"}
    assert people == {
        "해안쓰레기 수거 사업": ["차누리"],
        "서림항 부잔교 정비": ["차누리"],
        "어업인 수당 지원": ["민다온"],
        "수산종자 방류": ["민다온"],
        "서림도 둘레길 정비": ["서지안"],
        "서림도 선착장 보수": ["도하람"],
    }


YEARS = """1. 해양과
1-1. 서림항 스마트 양장 조성
○ 사업기간 : 2026. 3. ~ 2027. 2.
○ 총사업비 : {value}
1-2. 어업인 소득
사업명 | 2026년 예산(백만원) | 재원 | 주요내용
어업인 수당 지원 | 1,560 | 도비 624, 시비 936 | 5,200명
수산종자 방류 | 500 | 시비 500 | 볼락 210만미
"""


@pytest.mark.parametrize(
    "value",
    [
        "4,000백만원(국비 2,000, 시비 2,000) - '26년 2,600, '27년 1,400",
        "40억원(국비 20, 시비 20) / 2026년 26, 2027년 14",
        "4,000,000천원(국비 2,000,000, 시비 2,000,000), 2026년 2,600,000, 2027년 1,400,000",
    ],
)
def test_a_total_with_its_years_behind_it_and_shares_beside_the_budget_of_a_year(value: str) -> None:
    found = programs(YEARS.format(value=value))
    quay = found["서림항 스마트 양장 조성"]
    assert money(quay, "total") == {("총사업비", None): 4000, ("국비", None): 2000, ("시비", None): 2000}
    assert money(quay, "year") == {("총사업비", 2026): 2600, ("총사업비", 2027): 1400}
    pay = found["어업인 수당 지원"]
    assert money(pay, "total") == {}
    assert money(pay, "year") == {("총사업비", 2026): 1560, ("도비", 2026): 624, ("시비", 2026): 936}
