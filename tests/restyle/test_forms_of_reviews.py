"""Forms met in reports to councils and in reviews of pledges: labels in brackets, cards under a title, items by letters."""

from __future__ import annotations

import pytest

from lexicon.amounts import find_amounts
from lexicon.people import read_people
from loaders.facts.clauses import clauses
from loaders.facts.counts import quantities
from loaders.facts.extract import ProgramFacts, extract
from loaders.facts.model import Cite
from loaders.layout.build import build_layout
from loaders.layout.legend import with_marks
from loaders.layout.model import Source

COVER = ["2026년도 주요업무계획", "서림시", "2026. 1.", ""]


def _programs(*lines: str) -> dict[str, ProgramFacts]:
    return {p.name: p for p in extract(build_layout(Source([*COVER, *lines], "md", "text"))).programs}


def _dates(program: ProgramFacts) -> list[str | None]:
    return [s.start for s in program.steps]


def test_a_label_in_brackets_that_stands_alone_heads_the_bullets_below_it() -> None:
    found = _programs(
        "☞ 공약 3-1 통합돌봄체계 구축",
        "[추진부서] 복지정책과 통합돌봄팀",
        "[사업기간] 2023 ~ 2027  [총사업비] 48억원",
        "[추진실적]",
        "  ‣ 협약 체결(2025. 4.)",
        "[향후계획] 병원 확대(2026. 9.)",
    )
    assert _dates(found["통합돌봄체계 구축"]) == ["2025-04", "2026-09"]


def test_a_column_of_two_things_is_two_columns() -> None:
    found = _programs(
        "(단위 : 백만원)",
        "| 번호 | 공약명 / 부서 | 기간·사업비 |",
        "|---|---|---|",
        "| 5-1 | 체험센터 운영 / 교육청소년과 교육지원팀 | 2023. 9. ~ 2026. 12. / 1,260(구비 860, 시비 400) |",
        "| 5-2 | 민원기동대 운영 / 민원여권과 민원기동팀 | 2022. 7. ~ 2026. 6. / 320(구비) |",
    )
    center = found["체험센터 운영"]
    assert center.department == "교육청소년과 교육지원팀"
    assert center.period is not None
    assert (center.period.start, center.period.end) == ("2023-09", "2026-12")
    assert {(m.source, m.krw) for m in center.money} == {
        ("총사업비", 1_260_000_000),
        ("구비", 860_000_000),
        ("시비", 400_000_000),
    }


def test_a_card_may_have_its_name_in_a_row_over_its_labels() -> None:
    found = _programs(
        "1. 관광 활성화",
        '<table><tr><th colspan="4">[관광-1] 남해안 공동마케팅</th></tr>'
        "<tr><td>사업기간</td><td>2026. 1. ~ 12.</td><td>총사업비</td><td>720백만원</td></tr>"
        '<tr><td>향후계획</td><td colspan="3">설명회(11월)</td></tr></table>',
    )
    assert [m.krw for m in found["남해안 공동마케팅"].money] == [720_000_000]


def test_people_by_the_letters_of_items_are_of_these_items() -> None:
    found = _programs(
        "1. 해양수산과",
        "가. 낙지 산란장 조성",
        "  - 사업기간 : 2026 ~ 2027",
        "  - 사업비 : 50억원",
        "나. 갯벌 복원",
        "  - 사업기간 : 2026 ~ 2028",
        "  - 사업비 : 12억원",
        "다. 귀어인의 집 조성",
        "  - 사업기간 : 2026. 3. ~ 11.",
        "  - 사업비 : 3억원",
        "  ※ 가 : 수산자원팀장 명하늘(061-000-5740) / 나·다 : 해양환경팀장 예성민(061-000-5750)",
    )
    assert [c.name for c in found["귀어인의 집 조성"].contacts] == ["예성민"]
    assert [c.name for c in found["낙지 산란장 조성"].contacts] == ["명하늘"]


def test_a_sign_of_the_legend_is_the_mark_that_it_stands_for() -> None:
    lines = ["※ 국=국비 / ㊔ = 심의로 추가된 신규 공약", "2-5 국가유산 야행 ㊔"]
    assert with_marks(lines) == [lines[0], "2-5 국가유산 야행  [신규] "]
    assert with_marks(["★ : 신규사업", "★ 야행", "★ 축제"])[1] == "★ 야행"  # a bullet stays


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("조건부 통과(2022. 10.) 착공(2025. 1.) 터파기 완료(2025. 12.)", 3),
        ("기록집 「섬의 말, 섬의 노래」 발간('27. 1월)", 1),
        ("방음벽 설치 64% 개통(2026. 12.)", 1),
    ],
)
def test_steps_that_follow_one_another_are_told_apart(text: str, parts: int) -> None:
    assert len(clauses(text)) == parts


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("22억 5천", [2_250_000_000]),
        ("22억 5천명", [2_200_000_000]),
        ("3억 5천원", [300_005_000]),
        ("5,250(백만원)", []),
    ],
)
def test_amounts_said_short_and_units_alone(text: str, won: list[int]) -> None:
    assert [a.krw for a in find_amounts(text)] == won


def test_a_town_is_nobody_and_its_number_is_that_of_who_stands_before_it() -> None:
    (post,) = read_people("센터장 탁현우 / 진주시 충의로 19(충무공동) 3층 / 055-000-5500")
    assert (post.name, post.phone) == ("탁현우", "055-000-5500")


def test_money_beside_sources_of_no_name_is_no_total() -> None:
    found = _programs(
        "(단위 : 천원)",
        "<table><tr><th rowspan='2'>사업명</th><th rowspan='2'>2026년 예산</th><th colspan='2'>2026년 재원</th></tr>"
        "<tr><th>국비</th><th>자체·기타</th></tr>"
        "<tr><td>제조AI 실증</td><td>5,900,000</td><td>5,500,000</td><td>400,000</td></tr>"
        "<tr><td>데이터 활용 지원</td><td>2,000,000</td><td>1,000,000</td><td>1,000,000</td></tr></table>",
    )
    assert [m.krw for m in found["제조AI 실증"].money if m.source == "총사업비"] == [5_900_000_000]


def test_the_head_of_a_division_answers_for_no_program() -> None:
    found = _programs(
        "## ① 농업정책과",
        "**과장 위성훈(☎ 061-000-5400)**",
        "가. 스마트팜 조성",
        "  - 사업기간 : 2026 ~ 2028",
        "  - 사업비 : 20억원",
        "## ② 농산유통과",
        "**과장 마준혁(☎ 061-000-5500)**",
        "가. 직매장 건립",
        "  - 사업기간 : 2026 ~ 2027",
        "  - 사업비 : 24억원",
    )
    assert {name: p.contacts for name, p in found.items()} == {"스마트팜 조성": [], "직매장 건립": []}


def test_counts_of_several_years_are_of_one_thing_each_in_its_year() -> None:
    found = quantities("관람객 : ’23년 12만 5천명, ’24년 18만 3천명 → ’25년 22만명", None, Cite(1, 1))
    assert [(s.attribute, s.year, s.number) for s in found] == [
        ("관람객", 2023, 125_000),
        ("관람객", 2024, 183_000),
        ("관람객", 2025, 220_000),
    ]
