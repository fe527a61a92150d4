"""묻기 in a real browser: typing, following up, chips, cards, files, links, silence."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import App, Visit, ask, downloaded

QUESTION = "충주시에서 과학기술정보통신부가 지원하는 사업 알려줘"
HYDROGEN = "ICT융합 청정수소 통합관리 플랫폼 개발 및 실증"


def test_browser_first_run_offers_samples_and_shows_how_far_they_are(app: App) -> None:
    assert "아직 문서가 없습니다" in app.first_run
    assert "내 문서 올리기" in app.first_run
    assert app.stages
    assert any("/3" in told for told in app.stages)


def test_browser_question_is_answered_with_the_line_marked(visit: Visit) -> None:
    page = visit()
    assert "1건" in ask(page, QUESTION)
    turn = page.locator(".st-key-turn-0")
    expect(turn.get_by_role("row").filter(has_text=HYDROGEN)).to_have_count(1)
    expect(turn.get_by_text("이렇게 이해했습니다")).to_be_visible()
    expect(turn.get_by_role("button", name="지역: 충주시")).to_be_visible()
    expect(turn.get_by_role("button", name=re.compile("과학기술정보통신부"))).to_be_visible()
    assert turn.locator("li.cited mark").count() >= 1
    figure = turn.locator("td.figure").first
    assert figure.inner_text() == "250"
    assert figure.evaluate("cell => getComputedStyle(cell).textAlign") == "right"


def test_browser_follow_up_leans_on_the_question_before(visit: Visit) -> None:
    page = visit()
    ask(page, f"{HYDROGEN} 총사업비는?")
    assert "임동석" in ask(page, "담당자는?", 1)
    expect(page.locator(".st-key-sentence-1")).to_be_in_viewport()
    expect(page.locator(".st-key-turn-1 a[href^='tel:']").first).to_have_attribute("href", "tel:043-210-0868")
    expect(page.locator(".st-key-short-0")).to_contain_text("250억 원")
    page.locator(".st-key-short-0").get_by_role("button").click()
    expect(page.locator(".st-key-turn-0")).to_contain_text("이렇게 이해했습니다")


def test_browser_chip_taken_out_asks_again_without_a_reload(visit: Visit) -> None:
    page = visit()
    before = ask(page, QUESTION)
    page.evaluate("window.kept = true")
    page.get_by_role("button", name="지역: 충주시").click()
    expect(page.locator(".st-key-sentence-0")).not_to_have_text(before)
    expect(page.locator(".st-key-turn-0 tbody tr").nth(1)).to_be_visible()
    page.get_by_role("button", name="지역: 충주시").click()
    expect(page.locator(".st-key-sentence-0")).to_have_text(before)
    assert page.evaluate("window.kept")


def test_browser_part_of_the_question_is_set_to_another_value(visit: Visit) -> None:
    page = visit()
    before = ask(page, QUESTION)
    page.get_by_role("button", name="바꾸기").click()
    page.get_by_role("combobox", name=re.compile("지역")).fill("청주시")
    page.get_by_role("option", name="청주시", exact=True).click()
    expect(page.locator(".st-key-sentence-0, .st-key-silence-0")).not_to_have_text(before)
    expect(page.get_by_role("button", name="지역: 청주시")).to_be_visible()


def test_browser_card_opens_from_the_table(visit: Visit) -> None:
    page = visit()
    ask(page, QUESTION)
    page.get_by_role("row").filter(has_text=HYDROGEN).get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HYDROGEN)
    expect(page.locator("a[href='tel:043-210-0868']").first).to_be_visible()
    expect(page.get_by_role("list", name="재원별")).to_be_visible()
    expect(page.locator("svg [role=button], svg .node").first).to_be_visible()
    page.go_back()
    expect(page.locator(".st-key-sentence-0")).to_contain_text("1건")


def test_browser_workbook_is_read_back(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    told = ask(page, "충북 과학기술정보통신부 사업 국비 합계는?")
    file = downloaded(page, tmp_path, page.get_by_role("button", name="XLSX").first.click)
    sheets = {s.title: list(s.iter_rows(values_only=True)) for s in load_workbook(file)}
    answer, parts, evidence = sheets.values()
    (total,) = [v for v in answer[1] if isinstance(v, int) and v > 10**8]
    assert f"{total // 10**8:,}억" in told
    document = parts[0].index("문서")
    amounts = [row[1] for row in parts[1:] if row[document] == parts[1][document] and row[1]]
    assert sum(amounts) == total
    assert len(evidence) > 1
    csv = downloaded(page, tmp_path, page.get_by_role("button", name="CSV").first.click).read_text(encoding="utf-8-sig")
    assert str(amounts[0]) in csv


def test_browser_link_shows_the_same_answer_to_a_colleague(visit: Visit) -> None:
    page = visit()
    ask(page, f"{HYDROGEN} 총사업비는?")
    told = ask(page, "담당자는?", 1)
    colleague = visit(page.url.removeprefix(page.url.split("/?")[0]))
    expect(colleague.locator(".st-key-sentence-1")).to_have_text(told)


def test_browser_silence_offers_questions_that_have_answers(visit: Visit) -> None:
    page = visit()
    assert "문서에 없습니다" in ask(page, "SW융합클러스터 4.0 사업 예산은?")
    near = page.locator(".st-key-near-0").get_by_role("button").filter(has_text="클러스터 2.0")
    assert near.count() == 1
    question = near.inner_text()
    assert "사업 사업" not in question
    near.click()
    expect(page.locator(".st-key-question-1")).to_have_text(question)
    expect(page.locator(".st-key-sentence-1")).to_be_visible()
    expect(page.locator(".st-key-sentence-1")).not_to_contain_text(
        "‘SW융합클러스터 2.0’에 해당하는 것이 나오지 않습니다"
    )


def test_browser_answer_is_called_wrong(visit: Visit) -> None:
    page = visit()
    ask(page, QUESTION)
    page.get_by_role("button", name="이 답은 틀렸어요").click()
    page.get_by_label("무엇이 틀렸나요?").fill("지난해 계획과 다릅니다")
    page.get_by_role("button", name="남기기").click()
    expect(page.get_by_text("남겼습니다")).to_be_visible()
    listed = visit("/documents")
    listed.get_by_text("틀렸다고 한 답").first.click()
    expect(listed.get_by_text("지난해 계획과 다릅니다")).to_be_visible()


def test_browser_table_is_sorted_by_keyboard(visit: Visit) -> None:
    page = visit()
    ask(page, "2024년 신규사업 알려줘")
    head = page.locator(".st-key-turn-0 thead th.figure").first
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    at = head.evaluate("cell => cell.cellIndex")
    shown = [row.nth(at).inner_text() for row in cells(page)]
    figures = [float(t.replace(",", "")) for t in shown if t]
    assert figures == sorted(figures, reverse=True)
    assert len(figures) > 5


def cells(page: Page) -> list[Locator]:
    """The cells of each row of the first table."""
    rows = page.locator(".st-key-turn-0 tbody tr")
    return [rows.nth(n).locator("th, td") for n in range(rows.count())]
