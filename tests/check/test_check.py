"""What ``saeop check`` finds in a document, and what it must leave alone."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bench.memory import read_file, read_lines
from cli import main
from graph.store import Store
from library.check import check, check_document, of_subgraph
from library.checking.model import Finding
from library.library import SAMPLES
from library.prepare import SetByPerson, prepare
from queries.catalog import query
from settings import Settings

_COVER = "2025년 주요업무계획\n\n2025. 1.\n\n나 래 시\n\n"


def _found(body: str, kind: str = "") -> list[Finding]:
    sheet = of_subgraph(read_lines(_COVER + body).rows)
    return [f for f in check(sheet) if not kind or f.kind == kind]


def _card(name: str, *lines: str) -> str:
    return "\n".join([f"□ {name}", *(f" ○ {line}" for line in lines), ""]) + "\n"


def test_parts_that_do_not_add_up_are_told_with_both_sums() -> None:
    good = _card("별빛공원 조성사업", "사업기간 : 2025 ~ 2026년", "총사업비 : 900백만원(국비 450, 시비 450)")
    bad = _card("달빛도서관 건립사업", "사업기간 : 2025 ~ 2026년", "총사업비 : 900백만원(국비 450, 시비 350)")
    found = _found(good + bad, "합계")
    assert [f.subject for f in found] == ["달빛도서관 건립사업"]
    assert "9억원" in found[0].text
    assert "8억원" in found[0].text
    assert found[0].lines == (13,)


def test_a_share_of_shares_is_no_wrong_sum() -> None:
    body = _card(
        "솔밭길 정비사업", "사업기간 : 2025년", "총사업비 : 10억원(국비 5억원, 지방비 5억원(도비 2억원, 시비 3억원))"
    )
    assert not _found(body, "합계")


def test_two_totals_of_one_program_contradict_each_other() -> None:
    body = _card("갈대습지 복원사업", "사업기간 : 2025 ~ 2027년", "총사업비 : 4,000백만원(국비 2,000, 시비 2,000)")
    table = "[참고] 주요사업 목록\n\n(단위 : 백만원)\n사업명\t총사업비\t주관부처\n갈대습지 복원사업\t3,000\t환경부\n"
    found = _found(body + table, "모순")
    assert len(found) == 1
    assert "40억원" in found[0].text
    assert "30억원" in found[0].text


def test_months_of_the_year_of_a_list_do_not_contradict_a_term_of_years() -> None:
    body = _card(
        "갈대습지 복원사업", "사업기간 : 2025. 1. ~ 2027. 12.", "총사업비 : 4,000백만원(국비 2,000, 시비 2,000)"
    )
    table = "[참고] 주요사업 목록\n\n(단위 : 백만원)\n사업명\t2025년 예산\t추진시기\n갈대습지 복원사업\t1,000\t1~12월\n"
    assert not _found(body + table, "모순")


def test_a_competition_that_was_won_before_is_no_plan_of_the_past() -> None:
    body = "3. 향후계획\n" + _card(
        "별빛공원 조성사업", "사업기간 : 2025 ~ 2026년", "추진근거 : 문화재단 공모 선정(2025. 1.)"
    )
    cover = _COVER.replace("2025. 1.", "2025. 3.")
    sheet = of_subgraph(read_lines(cover + body).rows)
    assert not [f for f in check(sheet) if f.subject == "향후계획"]


def test_two_columns_of_one_row_do_not_contradict_each_other() -> None:
    head = "사업명\t2026년 국비\t2026년 국비\n\t건의액\t증액요구\n"
    body = (
        "(단위 : 백만원)\n"
        + head
        + "은하수 산책로 조성\t210\t120\n별마루 전망대 정비\t36\t36\n누리 체육관 보강\t90\t40\n"
    )
    assert not _found(body, "모순")


def test_a_whole_whose_parts_are_a_power_of_ten_off() -> None:
    parts = "".join(
        f"□ {name}({amount})\n ○ 국비를 확보하여 사업 추진\n"
        for name, amount in (
            ("별마루 전망대 정비", "2.15백만원"),
            ("누리 체육관 보강", "9.88백만원"),
            ("둘레길 쉼터 설치", "0.97백만원"),
        )
    )
    found = _found(f"1. 은하수 문화거리 조성(13억원)\n\n{parts}", "단위")
    assert [f.subject for f in found] == ["은하수 문화거리 조성"]


def _years(unit: str, rows: list[tuple[str, int]]) -> str:
    body = "".join(f"{name}\t{amount:,}\n" for name, amount in rows)
    return f"(단위 : {unit})\n사업명\t2025년 예산\n{body}합계\t{sum(a for _, a in rows):,}\n\n"


def test_a_table_in_a_wrong_unit_is_told_once_and_read_in_the_right_one() -> None:
    rows = [("은하수 산책로 조성", 1200), ("별마루 전망대 정비", 340), ("누리 체육관 보강", 560)]
    cards = "".join(_card(n, "사업기간 : 2025년", f"2025년 예산 : {a:,}백만원") for n, a in rows)
    found = _found(cards + _years("천원", rows))
    assert [f.kind for f in found if f.kind in ("단위", "모순", "합계")] == ["단위"]
    sheet = of_subgraph(read_lines(_COVER + cards + _years("천원", rows)).rows)
    total = next(f for f in sheet.facts if f["attribute"] == "2025년 예산 합계")
    assert total["number"] == 2_100_000_000


def test_a_printed_total_that_is_not_the_sum_of_its_rows() -> None:
    rows = [("은하수 산책로 조성", 1200), ("별마루 전망대 정비", 340), ("누리 체육관 보강", 560)]
    right = _years("백만원", rows)
    assert not _found(right, "합계")
    found = _found(right.replace("2,100", "2,300"), "합계")
    assert len(found) == 1
    assert "21억원" in found[0].text


def test_a_rest_and_a_rate_that_do_not_fit() -> None:
    head = "□ 예산집행 현황\n\n(단위 : 천원)\n사업명\t예산액\t집행액\t잔액\t집행률\n"
    right = "도시숲 가꾸기 사업\t200,000\t50,000\t150,000\t25.0%\n하천 정비 사업\t400,000\t100,000\t300,000\t25.0%\n"
    assert not _found(head + right, "합계")
    assert len(_found(head + right.replace("150,000", "140,000"), "합계")) == 1
    assert len(_found(head + right.replace("300,000\t25.0%", "300,000\t35.0%"), "합계")) == 1


@pytest.mark.parametrize(
    ("term", "wrong"),
    [
        ("2025. 3. ~ 2025. 12.(10개월)", False),
        ("2025. 3. ~ 2025. 12.(8개월)", True),
        ("2023 ~ 2025년(3년)", False),
        ("2022 ~ 2025년(3년)", True),
        ("2025. 9. ~ 2025. 3.", True),
    ],
)
def test_terms(term: str, wrong: bool) -> None:
    found = _found(_card("바람개비 언덕 조성사업", f"사업기간 : {term}", "총사업비 : 5억원"), "기간")
    assert bool(found) is wrong


def test_names_one_letter_apart_are_a_spelling() -> None:
    body = _card("솔잎차 가공시설 현대화", "사업기간 : 2025년", "총사업비 : 5억원")
    body += "[참고]\n\n(단위 : 백만원)\n사업명\t총사업비\n솔잎차 가공시설 현데화\t500\n"
    found = _found(body, "표기")
    assert [f.lines for f in found] == [(7, 15)]


def test_one_person_with_two_telephones() -> None:
    body = "".join(
        _card(name, "사업기간 : 2025년", f"담당 : 농정과 신도담 주무관 ☎ 043-000-{number}")
        for name, number in (("솔잎차 가공시설 현대화", 1111), ("둘레길 쉼터 설치", 2222))
    )
    found = _found(body, "모순")
    assert len(found) == 1
    assert found[0].subject == "신도담"


def test_a_text_without_programs_says_so() -> None:
    found = check(of_subgraph(read_lines("감자를 씻어 껍질을 벗긴다.\n\n물이 끓으면 소금을 넣는다.\n").rows))
    assert any(f.kind == "누락" and "사업을 찾지 못함" in f.text for f in found)


def test_a_plan_in_order_has_no_findings_but_gaps() -> None:
    rows = [("은하수 산책로 조성", 1200), ("별마루 전망대 정비", 340), ("누리 체육관 보강", 560)]
    cards = "".join(_card(n, "사업기간 : 2025년", f"2025년 예산 : {a:,}백만원") for n, a in rows)
    assert {f.kind for f in _found(cards + _years("백만원", rows))} <= {"누락"}


def test_a_stored_document_gives_the_same_findings(store: Store) -> None:
    path = SAMPLES / "2024년도_주요업무계획.txt"
    store.save(prepare(path.name, path.read_bytes(), SetByPerson()).rows)
    [document] = store.read(query("documents"))
    stored, sheet = check_document(store, document)
    assert stored == check(of_subgraph(read_file(path).rows))
    assert all(n in sheet.lines for f in stored for n in f.lines)


def test_the_command(graph_settings: Settings, store: Store) -> None:
    text = _COVER + _card("달빛도서관 건립사업", "사업기간 : 2025 ~ 2026년", "총사업비 : 900백만원(국비 450, 시비 350)")
    store.save(prepare("나래시.md", text.encode(), SetByPerson()).rows)
    shell = CliRunner(
        env={
            "SAEOP_HOME": str(graph_settings.home),
            "SAEOP_GRAPH": graph_settings.graph,
            "SAEOP_GRAPH_PASSWORD": graph_settings.graph_password,
            "SAEOP_IDLE_SECONDS": "120",
        }
    )
    told = shell.invoke(main, ["check", "나래시.md"])
    assert told.exit_code == 0
    assert "합계  달빛도서관 건립사업" in told.stdout
    assert "총사업비 : 900백만원(국비 450, 시비 350)" in told.stdout
    row = json.loads(shell.invoke(main, ["check", "--json", "--kind", "합계"]).stdout)
    assert row["citations"] == [{"line": 9, "quote": "○ 총사업비 : 900백만원(국비 450, 시비 350)"}]
    assert shell.invoke(main, ["check", "없는 문서"]).exit_code == 1
    assert shell.invoke(main, ["check", "--kind", "없음"]).exit_code == 1
