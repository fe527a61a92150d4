"""What ``saeop check`` finds in the writing of a document, in its dates, and between its lists."""

from __future__ import annotations

import pytest

from bench.memory import read_lines
from library.check import check, of_subgraph
from library.checking.model import Finding

_COVER = "2025년 주요업무계획\n\n2025. 3.\n\n나 래 시\n\n"


def _found(body: str, kind: str) -> list[Finding]:
    return [f for f in check(of_subgraph(read_lines(_COVER + body).rows)) if f.kind == kind]


def _card(name: str, *lines: str) -> str:
    return "\n".join([f"□ {name}", " ○ 사업기간 : 2024. 1. ~ 2026. 12.", *(f" ○ {line}" for line in lines), ""]) + "\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("대상자 4l2명 지원", "4l2"),
        ("예산 1,3OO백만원", "1,3OO"),
        ("연면적 3,96㎡", "3,96"),
        ("운영비 12백민원 편성", "백민원"),
        ("본관 착공(4월), 별관 준공(10월", "(10월"),
    ],
)
def test_what_is_written_wrongly_is_told(line: str, told: str) -> None:
    found = _found(_card("별빛공원 조성사업", "총사업비 : 900백만원", line), "표기")
    assert [f.subject for f in found] == [told]


@pytest.mark.parametrize(
    "line",
    ["5G 단말 20대", "LED 등 1,300개", "1) 설계(4월), 2) 착공(6월)", "국비 1,200백만원", "면적 3,306㎡(1,000평)"],
)
def test_what_is_written_rightly_is_not(line: str) -> None:
    body = _card("별빛공원 조성사업", "총사업비 : 900백만원", line)
    assert not _found(body, "표기") + _found(body, "합계")


def test_an_area_in_two_measures() -> None:
    body = _card("별빛공원 조성사업", "총사업비 : 900백만원", "규모 : 829㎡(251.2평)")
    assert "250.8평" in _found(body, "합계")[0].text


def test_a_change_against_the_amounts_that_it_names() -> None:
    right = "□ 2025년 예산 : 2,600백만원(2024년 1,300백만원 대비 100% 증가)\n\n"
    wrong = "□ 2025년 예산 : 2,600백만원\n\n※ 2024년 예산 규모(1,300백만원) 대비 50% 증가\n\n"
    assert not _found(right + _card("별빛공원 조성사업", "총사업비 : 900백만원"), "합계")
    assert "+100.0%" in _found(wrong + _card("별빛공원 조성사업", "총사업비 : 900백만원"), "합계")[0].text
    unlike = "□ 2025년 예산 : 2,600백만원(전년 대비 5% 증가)\n\n"
    assert not _found(unlike + _card("별빛공원 조성사업", "총사업비 : 900백만원"), "합계")


def test_plans_that_the_date_of_the_document_has_passed() -> None:
    body = _card("별빛공원 조성사업", "총사업비 : 900백만원", "향후계획") + "  - 실시설계 착수 : 2025. 1.\n"
    found = [f for f in _found(body, "기간") if f.subject == "향후계획"]
    assert len(found) == 1
    assert "실시설계 착수" in found[0].text


def test_one_work_that_two_places_begin_a_year_apart() -> None:
    first = _card("별빛공원 조성사업", "총사업비 : 900백만원", "실시설계 : 2024. 4. ~ 2025. 10.")
    later = "Ⅱ. 현안사업\n\n" + _card(
        "별빛공원 조성사업", "총사업비 : 900백만원", "건축 설계 추진 : 2025. 4. ~ 2025. 10."
    )
    assert any("2024-04" in f.text and "2025-04" in f.text for f in _found(first + later, "모순"))


def test_headings_of_years_that_overlap() -> None:
    table = "(단위 : 백만원)\n재원별\t총사업비\t기투자(2022년 이전)\t2024년도\t향후(2024년 이후)\n국비\t900\t-\t900\t-\n시비\t0\t-\t-\t-\n"
    found = _found(_card("별빛공원 조성사업", "총사업비 : 900백만원", "투자계획") + table, "기간")
    assert len(found) == 1
    assert "빠진 해" in found[0].text
    assert "겹치는 해" in found[0].text


def test_a_list_that_leaves_out_programs_of_another() -> None:
    names = [f"{a} {b} 지원사업" for a in ("별빛", "달빛", "은빛", "금빛") for b in ("공원", "도서관", "체육관")]
    head = "(단위 : 백만원)\n사업명\t2025년 예산\n"
    short = head + "".join(f"{n}\t{i * 10}\n" for i, n in enumerate(names[:9], 3))
    kept = [*names[1:], "하늘 정원 지원사업", "바다 정원 지원사업"]
    long = head + "".join(f"{n}\t{(names.index(n) if n in names else 40) * 10 + 30}\n" for n in kept)
    found = [f for f in _found(f"1. 신규사업\n\n{short}\n2. 전체사업\n\n{long}", "누락") if "표에 없는" in f.subject]
    assert [f.text.split(" (")[0] for f in found] == [names[0]]


def test_money_behind_the_end_of_a_program() -> None:
    table = "(단위 : 백만원)\n재원별\t총사업비\t2024년\t2025년\t2027년 하반기 이후\n국비\t600\t200\t200\t200\n시비\t300\t100\t100\t100\n"
    found = _found(_card("별빛공원 조성사업", "총사업비 : 900백만원", "투자계획") + table, "기간")
    assert any("하반기 이후" in f.text for f in found)


def test_an_amount_that_its_line_says_was_changed() -> None:
    body = (
        _card("별빛공원 조성사업", "총사업비 : 900백만원")
        + "□ 조정사항\n ○ 별빛공원 조성사업 : 사업비 증액(당초 700백만원 → 900백만원)\n"
    )
    assert not _found(body, "모순")
