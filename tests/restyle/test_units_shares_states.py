"""Units of chapters, shares by place, rows broken over lines, cards by number, what is done, states with their rates."""

from __future__ import annotations

from typing import Any

from bench.memory import Reading, read_data

Row = dict[str, Any]

CHAPTERS = """# 2026년 주요업무계획
가람군
2026. 1.

## 1. 농업
(단위 : 백만원)

| 사업명 | 사업비 | 기간 |
|---|---|---|
| 청년농 스마트팜 조성 | 4,500 | 2025~2027 |

## 2. 복지
(금액단위 : 억원)

**공약 2-1**
공 약 명 : 장애인가족 힐링센터 건립
이행상태 : 정상추진(72%) / 구분 : 계속
사업기간 : 2022. 5. ~ 2026. 10.
사 업 비 : 165(국 33, 군 132)
**공약 2-2**
공 약 명 : 의료원 기능보강
이행상태 : 일부추진(40%) / 구분 : 계속
사업기간 : 2021 ~ 2026
사 업 비 : 846(국 423, 군 423)

## 3. 수소
| **3-1** | **장수명 수전해 평가센터 구축** | | |
|---|---|---|---|
| 사업기간 | 2025. 4. ~ 2028. 12. | 사업위치 | 북면 백련리 |
| 총사업비 | 195억원(국비 100억, 군비 95억) | 담 당 | 수소팀 명재희 ☎ 061-000-7313 |

| **3-2** | **배전망 연계형 저장장치 실증** | | |
|---|---|---|---|
| 사업기간 | 2024. 9. ~ 2026. 8. | 사업위치 | 남면 유강리 |
| 총사업비 | 56억원(국비 28억, 군비 28억) | 담 당 | 전력팀 선우빈 ☎ 061-000-7322 |

## 4. 완료공약
 - [4-1] 여객선 운임 지원 : ’23. 6. 완료, 600백만원(군비)
"""

SHARES = """# 2026년 사업계획
강빛에너지재단
2026. 1.

## 1. 신재생에너지 융복합지원사업
- 사업기간 : 2026. 1. ~ 12.
- 총사업비 : 9,840백만원(국비 4,428, 도비 886, 시군비 4,526)

(단위 : 백만원)
| 시군 | 계 | 국비 | 도비 | 시군비 |
|---|---|---|---|---|
| 정읍시 | 4,120 | 1,854 | 371 | 1,895 |
| 임실군 | 2,480 | 1,116 | 223 | 1,141 |
| 부안군 | 3,240 | 1,458 | 292 | 1,490 |

## 2. 지역 실증사업
- 사업기간 : 2024 ~ 2026
- 총사업비 : 1,000백만원
"""

BROKEN = """2026년 주요업무계획
삼척시
2026. 1.

Ⅰ. 건설과
(단위 : 백만원)
사  업  명\t사 업 량\t사     업     비\t\t\t\t기 간\t추 진 상 황
\t\t계\t국\t도\t시
호산천 지방하천 정비\tL=3.2㎞\t18,600\t9,300\t5,580\t3,720\t2023~2028\t공정 54%
정상지구 재해위험지구 정비\t펌프장 1개소
우수관로 1.8㎞\t32,000\t16,000\t4,800\t11,200\t2022~2027\t공정 88%
숙암교 재가설\tL=48m\t2,700\t-\t810\t1,890\t2026~2027\t하부공 시공중
합   계(3건)\t\t53,300\t25,300\t11,190\t16,810
※ 호산천(원덕읍 호산리), 숙암교(하장면 숙암리)
"""


def read(text: str) -> Reading:
    return read_data(text.encode(), "plan.md")


def programs(text: str) -> dict[str, Row]:
    return {p["name"]: p for p in read(text).programs}


def _total(program: Row) -> int:
    return int(
        next(
            b["amount_krw"]
            for b in program["budgets"]
            if b["source"] == "총사업비" and b["scope"] == "total" and b["adopted"]
        )
    )


def test_bare_amounts_take_the_unit_that_their_own_chapter_notes() -> None:
    found = programs(CHAPTERS)
    assert _total(found["장애인가족 힐링센터 건립"]) == 16_500_000_000
    assert _total(found["의료원 기능보강"]) == 84_600_000_000
    assert _total(found["청년농 스마트팜 조성"]) == 4_500_000_000


def test_a_card_is_named_by_the_cell_beside_its_number() -> None:
    found = programs(CHAPTERS)
    assert _total(found["장수명 수전해 평가센터 구축"]) == 19_500_000_000
    assert [c["name"] for c in found["배전망 연계형 저장장치 실증"]["contacts"]] == ["선우빈"]


def test_what_is_done_is_a_program_of_a_line_and_not_of_the_year_of_the_plan() -> None:
    done = programs(CHAPTERS)["여객선 운임 지원"]
    assert (done["status"], _total(done)) == ("완료", 600_000_000)


def test_a_state_with_its_rate_states_both() -> None:
    facts = {
        (f["subject"], f["attribute"], f["value"])
        for f in read(CHAPTERS).nodes("Fact")
        if f["attribute"] in ("추진상태", "이행률")
    }
    assert ("장애인가족 힐링센터 건립", "추진상태", "정상추진") in facts
    assert ("장애인가족 힐링센터 건립", "이행률", "72%") in facts


def test_a_table_of_places_that_makes_up_the_cost_shares_it_out() -> None:
    budgets = programs(SHARES)["신재생에너지 융복합지원사업"]["budgets"]
    shares = {(b["party"], b["source"]): b["amount_krw"] for b in budgets if b["scope"] == "share"}
    assert shares["임실군", "총사업비"] == 2_480_000_000
    assert shares["부안군", "국비"] == 1_458_000_000


def test_a_row_broken_within_a_cell_is_one_row_and_short_words_below_its_cost_are_who_pays() -> None:
    found = programs(BROKEN)
    parts = {b["source"]: b["amount_krw"] for b in found["정상지구 재해위험지구 정비"]["budgets"]}
    assert parts == {"총사업비": 32_000_000_000, "국비": 16_000_000_000, "도비": 4_800_000_000, "시비": 11_200_000_000}
    assert not any("우수관로" in name for name in found)


def test_a_note_below_a_table_places_its_rows_by_a_word_of_their_names() -> None:
    found = programs(BROKEN)
    assert "원덕읍" in {r["name"] for r in found["호산천 지방하천 정비"]["regions"]}
    assert "하장면" in {r["name"] for r in found["숙암교 재가설"]["regions"]}
