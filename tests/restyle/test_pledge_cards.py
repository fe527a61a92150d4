"""Cards of pledges in forms that strangers brought: units noted once, parts in one line, quarters in brackets."""

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
