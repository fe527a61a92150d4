"""Ways of writing that three plans brought which were written blind, each alone: units, parts, people, quarters."""

from __future__ import annotations

import pytest

from lexicon.amounts import find_amounts
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


PLEDGES = """이하 금액의 단위는 억원
| 공약번호 | 공 약 명 | 주관부서 | 투자계획 |
|---|---|---|---|
| 1-1 | 서림 바이오 산업 육성 | 바이오과 | 187.5 |
| 1-2 | 서림 혁신펀드 조성 | 경제과 | 1,000 |
| 1-3 | 서림 공장 자동화 보급 | 경제과 | 420.0 |

### [공약 1-1] 서림 바이오 산업 육성
□ 주관부서 : 바이오과
□ 사업기간 : 2024. 1. ~ 2027. 12. / 투자계획 : 187.5(국비 105.0, 도비 45.0, 시비 37.5)
□ {parts}
□ 2026년 추진일정 : {steps}

### [공약 1-2] 서림 혁신펀드 조성
 - 추진상태 : 정상추진(81%) / 주관부서 : 경제과(투자팀장 진서우 ☎ 033-000-3220)
 - 2023년부터 2027년까지 총 1,000억원을 조성하며, 국비 400억원, 도비 600억원으로 이루어진다.

### [공약 1-3] 서림 공장 자동화 보급
 - 추진상태 : 정상추진(88%) / 주관부서 : 경제과(혁신팀장 구자민 ☎ 033-000-3229)
 - {term}
"""
_PARTS = "세부사업 : ① 바이오 자료처리소 구축(92.0억원, 복지부) ② 규제특구 실증지원(95.5억원)"
_STEPS = "(1/4) 자료처리소 고도화 완료 (3/4) 특구 전환, 성과 보고"
_TERM = "기간·투자 : 2022. 7. ~ 2026. 6., 420.0(국비 210.0, 도비 210.0), 중기부(중소기업기술정보진흥원)"


@pytest.mark.parametrize(
    "parts",
    [
        _PARTS,
        "세부사업 : 1) 바이오 자료처리소 구축(92.0억원, 복지부), 2) 규제특구 실증지원(95.5억원)",
        "내역사업 : (1) 바이오 자료처리소 구축(9,200백만원, 복지부) (2) 규제특구 실증지원(9,550백만원)",
    ],
)
def test_parts_that_one_line_counts_are_parts_of_the_pledge(parts: str) -> None:
    found = programs(PLEDGES.format(parts=parts, steps=_STEPS, term=_TERM))
    whole, first, second = (found[n] for n in ("서림 바이오 산업 육성", "바이오 자료처리소 구축", "규제특구 실증지원"))
    assert [p["parent"] for p in (first, second)] == [whole["key"]] * 2
    assert [money(p, "total")["총사업비", None] for p in (whole, first, second)] == [18750, 9200, 9550]
    assert [m["name"] for m in first["ministries"]] == ["보건복지부"]


@pytest.mark.parametrize(
    ("steps", "dates"),
    [
        (_STEPS, ["2026-Q1", "2026-Q3", "2026-Q3"]),
        ("[1분기] 자료처리소 고도화 완료 [3분기] 특구 전환, 성과 보고", ["2026-Q1", "2026-Q3", "2026-Q3"]),
        ("(2월) 자료처리소 고도화 완료, (9월) 특구 전환, 성과 보고", ["2026-02", "2026-09", "2026-09"]),
        ("<상반기> 자료처리소 고도화 완료 <하반기> 특구 전환, 성과 보고", ["2026-H1", "2026-H2", "2026-H2"]),
    ],
)
def test_dates_in_brackets_that_lead_what_is_done_then(steps: str, dates: list[str]) -> None:
    found = programs(PLEDGES.format(parts=_PARTS, steps=steps, term=_TERM))["서림 바이오 산업 육성"]
    told = sorted((m["date_start"], m["text"]) for m in found["milestones"])
    assert [date for date, _ in told] == dates
    assert {text.split("] ")[-1].split(") ")[-1].split("> ")[-1] for _, text in told} == {
        "자료처리소 고도화 완료",
        "특구 전환",
        "성과 보고",
    }


@pytest.mark.parametrize("term", [_TERM, _TERM.replace("기간·투자", "사업기간/투자액"), _TERM.replace("., 4", ". / 4")])
def test_term_and_money_under_one_label_and_a_term_told_in_a_sentence(term: str) -> None:
    found = programs(PLEDGES.format(parts=_PARTS, steps=_STEPS, term=term))
    assert len(found) == 5
    plants, fund = found["서림 공장 자동화 보급"], found["서림 혁신펀드 조성"]
    assert (plants["period_start"], plants["period_end"]) == ("2022-07", "2026-06")
    assert money(plants, "total") == {("총사업비", None): 42000, ("국비", None): 21000, ("도비", None): 21000}
    assert [m["name"] for m in plants["ministries"]] == ["중소벤처기업부"]
    assert (fund["period_start"], fund["period_end"]) == ("2023", "2027")


FUNDS = """1. 경제과
(1) 서림 투자펀드 조성
① 조성기간/규모 : 2024. 1. ~ 2028. 12. / 30,000,000천원(국비 18,000,000, 도비 5,000,000, 민간 7,000,000)
② 지원기관 : 중소벤처기업부 공모 선정(2025. 11.), {agency}
③ 문제점 : 매립 협의가 늦어져 계류장 착공이 '25. 9.에서 '26. 4.로 {moved}
(2) 서림 콘텐츠마당 운영
문체부가 지원하는 사업으로 {year} 국비 8억원 등 16억원을 들여 예비창작자 320명을 교육한다. 운용은 한국벤처투자가 맡는다.
① 사업기간 : 2024. 1. ~ 2028. 12.
② 위 치 : 서림시 가람동(서림시청 옆, 서림시 소유), 서림시 나래동
"""


@pytest.mark.parametrize(
    "agency", ["전담기관 정보통신산업진흥원", "(전담) 정보통신산업진흥원", "정보통신산업진흥원 협약('26. 2.)"]
)
@pytest.mark.parametrize("moved", ["연기", "1년 늦어짐", "앞당김"])
def test_money_as_the_size_of_a_fund_agencies_without_a_colon_and_dates_put_off(agency: str, moved: str) -> None:
    fund = programs(FUNDS.format(agency=agency, moved=moved, year="2026년에는"))["서림 투자펀드 조성"]
    assert money(fund, "total")["총사업비", None] == 30000
    assert money(fund, "total")["민간", None] == 7000
    assert "정보통신산업진흥원" in {a["name"] for a in (*fund["agencies"], *fund["institutions"])}
    assert [m["date_start"] for m in fund["milestones"] if "착공" in m["text"]] == ["2026-04"]


@pytest.mark.parametrize(
    ("year", "scope", "of"), [("2026년에는", "year", 2026), ("올해는", "year", 2026), ("", "total", None)]
)
def test_an_amount_of_a_sentence_that_sets_one_year_against_others_is_of_that_year(
    year: str, scope: str, of: int | None
) -> None:
    hall = programs(FUNDS.format(agency="전담: 진흥원", moved="연기", year=year))["서림 콘텐츠마당 운영"]
    assert money(hall, scope)["총사업비", of] == 1600
    assert "한국벤처투자" in {a["name"] for a in hall["institutions"]}


TOLD = """1. 2025년 추진성과
가. {first}
진흥원은 2025년 서림게임마당 운영사업에 국비 10억원, 시비 10억원 등 모두 20억원을 투입하여 23개사를 지원하였다.
서림 웹툰마당 운영사업(2022. 3. ~ 2025. 12., 총 18억원)은 작가 64명을 배출하고 지난해 말로 종료되었다. 고객만족도는 90점이다.
나. 지역문화 분야
찾아가는 마을영화관은 2025년 예산 4천5백만원으로 42회 상영하였다. 당초 사업비는 5천만원이었다.
서림문화재단은 2025년 예산 30억원으로 운영되었다. 문화예술과는 2025년 예산 12억원을 집행하였다. 이 사업은 총사업비 3억원으로 추진한다.
올해 예산은 총 40억원이며, 전체 사업은 사업비 90억원으로 추진하였다.
2. 2026년 사업계획
(단위 : 천원)
사업명 | 2026년 사업비 | 담당자
서림게임마당 운영 | 2,100,000 | 고유진 063-000-4510
"""


@pytest.mark.parametrize("first", ["게임·영상 분야", "게임·영상 부문", "게임과 영상의 두 갈래"])
def test_sentences_that_are_about_a_program_and_its_money_name_it_and_others_do_not(first: str) -> None:
    found = programs(TOLD.format(first=first))
    assert {n for n, p in found.items() if p["kind"] == "사업"} == {
        "서림 웹툰마당 운영사업",
        "찾아가는 마을영화관",
        "서림게임마당 운영",
    }
    comics, films = found["서림 웹툰마당 운영사업"], found["찾아가는 마을영화관"]
    assert (comics["period_start"], comics["period_end"]) == ("2022-03", "2025-12")
    assert money(comics, "total") == {("총사업비", None): 1800}
    assert comics["milestones"] == []
    assert money(films, "total") == {}
    assert money(films, "year") == {("총사업비", 2025): 45}


@pytest.mark.parametrize(
    ("text", "krw"),
    [
        ("4천5백만원", 45_000_000),
        ("1억2천5백만원", 125_000_000),
        ("2천 5백30만원", 25_300_000),
        ("1조 2천5백억원", 1_250_000_000_000),
        ("5만 3천원", 53_000),
        ("13억 5천만원", 1_350_000_000),
    ],
)
def test_thousands_and_hundreds_before_a_myriad_count_it(text: str, krw: int) -> None:
    assert [a.krw for a in find_amounts(f"예산 {text}으로")] == [krw]


AMOUNTS_OF_YEARS = """1. 해양과
1-1. 서림항 마리나 시설 확충
○ 사업기간 : 2025. 1. ~ 2027. 12.
○ {years}
1-2. 서림천 하수관로 정비
○ 사업기간 : 2021. 1. ~ 2026. 12.
○ 사업비 : 245억원(국비 122, 시비 123)
 - 관로 31.8km, '26년 4,200백만원, 준공('26. 12.)
"""


@pytest.mark.parametrize(
    "years",
    [
        "연차별 투자계획(단위: 백만원) : 계 12,000 / 기투자 2,600 / 2026년 4,400 / 2027년 5,000",
        "연차별 투자계획(단위 : 천원) : 합계 12,000,000 / 기투자 2,600,000 / 2026년 4,400,000 / 2027년 5,000,000",
        "(위치) 서림시 도남동 / 연도별 : 계 120억원, 기투자 26억원, 2026년 44억원, 2027년 50억원",
        "위치 : 서림시 도남동 / 연도별 : 계 120억원, 기투자 26억원, 2026년 44억원, 2027년 50억원",
    ],
)
def test_amounts_of_years_behind_a_label_with_its_unit_or_another_label_or_alone_in_a_line(years: str) -> None:
    found = programs(AMOUNTS_OF_YEARS.format(years=years))
    marina, pipes = found["서림항 마리나 시설 확충"], found["서림천 하수관로 정비"]
    assert money(marina, "total") == {("총사업비", None): 12000}
    assert money(marina, "prior") == {("총사업비", None): 2600}
    assert money(marina, "year") == {("총사업비", 2026): 4400, ("총사업비", 2027): 5000}
    assert money(pipes, "year") == {("총사업비", 2026): 4200}


CODED = """※ 금액 단위 : 천원(따로 적지 않으면)
{sign} 1-1 청년창업 마당 조성
  ▷ 담당부서: 경제과 청년정책팀(팀장 노유진, 041-000-2211)
  ▷ 사업기간: 2024년 1월부터 2026년 12월까지
  ▷ 총사업비: 12,500,000(국비 6,000,000 / 시비 6,500,000)
  ▷ 세부사업
    1) 창업보육동 신축: 7,500,000(국비 4,000,000, 시비 3,500,000), 2024. 1. ~ 2026. 6.
    2) 시제품마당 구축: 5,000,000, 2025. 3. ~ 2026. 12., 중기부 공모('25. 2. 선정)
  ▷ 참여인원: 1,200, 만족도 90점
{sign} 2-1 서림 생태길 조성
  ▷ 사업기간: '23. 3. ~ '25. 12.
  ▷ 총사업비: 8,400,000(국비 4,200,000 / 시비 4,200,000)
"""


@pytest.mark.parametrize("sign", ["◈", "■", "◎"])
def test_codes_behind_signs_and_bare_amounts_of_parts_in_the_unit_of_a_note(sign: str) -> None:
    found = programs(CODED.format(sign=sign))
    assert set(found) == {"청년창업 마당 조성", "서림 생태길 조성", "창업보육동 신축", "시제품마당 구축"}
    totals = {name: money(p, "total")["총사업비", None] for name, p in found.items()}
    assert totals == {
        "청년창업 마당 조성": 12500,
        "서림 생태길 조성": 8400,
        "창업보육동 신축": 7500,
        "시제품마당 구축": 5000,
    }
    assert found["시제품마당 구축"]["parent"] == found["청년창업 마당 조성"]["key"]


UNSAID = """2. 2026년도 시정 주요업무 추진계획
가. 어업과
▣ 서림항 어구창고 신축
 ◦ 사업기간 : 2024. 3. ~ 2026. 12.
 ◦ 소요예산 : 48억원(국비 24, 시비 24)
 ◦ 연도별 투자계획

| 재원 | 2026년 | 2025년까지 | 합계 |
|---|---:|---:|---:|
| 국비 | 1,400{more} | 1,000{more} | 2,400{more} |
| 시비 | 1,400{more} | 1,000{more} | 2,400{more} |
| 소계 | 2,800{more} | 2,000{more} | 4,800{more} |

▣ 서림 카누교실 운영 : 120백만원(시비), 연중
▣ 서림 해안길 정비 : 3,600백만원(도비 1,800, 시비 1,800), '24~'27
"""


@pytest.mark.parametrize("more", ["", ",000"])
def test_a_table_without_a_unit_is_in_that_in_which_its_whole_is_the_stated_cost(more: str) -> None:
    found = programs(UNSAID.format(more=more))
    store = found["서림항 어구창고 신축"]
    assert money(store, "year")["총사업비", 2026] == 2800
    assert money(store, "prior")["국비", 2025] == 1000
    assert money(store, "total")["총사업비", None] == 4800
    assert money(found["서림 해안길 정비"], "total")["도비", None] == 1800
