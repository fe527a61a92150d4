"""The other pages in a real browser: the card, exploring, Cypher; narrow screens, the keyboard, light and dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, ask, settled

HYDROGEN = "ICT융합 청정수소 통합관리 플랫폼 개발 및 실증"
PLAN = "2024년도_주요업무계획.txt"
PAGES = ("/?q=과학기술정보통신부+사업+알려줘", f"/program?program={PLAN}/Program/{HYDROGEN}", "/program", "/explore", "/documents",
         f"/documents?document={PLAN}&line=1037&to=1037", "/cypher")  # fmt: skip


def headed(page: Page) -> None:
    """Wait for a page that shows what it is for."""
    page.locator("h1, .st-key-turn-0").first.wait_for()
    settled(page)


def choose(page: Page, name: str) -> None:
    """Click one of several ways to see a page."""
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()


def test_browser_fact_is_corrected_and_the_correction_undone(visit: Visit) -> None:
    page = visit(f"/program?program={PLAN}/Program/{HYDROGEN}")
    facts = page.get_by_role("table", name="적혀 있는 사실")
    row = facts.get_by_role("row").filter(has_text="250억 원").first
    row.get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("li.cited").first).to_be_visible()
    dialog.get_by_label("금액").fill("260억원")
    dialog.get_by_label("까닭").fill("협약 변경")
    dialog.get_by_label("남기는 사람").fill("김주무")
    dialog.get_by_role("button", name="정정 남기기").click()
    expect(page.get_by_test_id("stMetric").first).to_contain_text("260억원")
    assert "260억 원" in ask(visit(), f"{HYDROGEN} 총사업비는?")
    facts.get_by_role("row").filter(has_text="260억 원").first.get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_contain_text("김주무")
    page.get_by_role("dialog").get_by_role("button", name="정정 되돌리기").click()
    expect(page.get_by_test_id("stMetric").first).to_contain_text("250억원")


def test_browser_graph_of_a_card_grows_with_a_double_click(visit: Visit) -> None:
    page = visit(f"/program?program={PLAN}/Program/{HYDROGEN}")
    nodes = page.locator("svg .node")
    nodes.first.wait_for()
    settled(page)
    before = nodes.count()
    page.get_by_role("button", name="부처: 과학기술정보통신부").locator("circle").dblclick()
    expect(nodes.nth(before)).to_be_visible()


def test_browser_filters_count_and_narrow(visit: Visit) -> None:
    page = visit("/explore")
    told = page.get_by_text(re.compile(r"^사업 \d+개"))
    before = told.inner_text()
    page.get_by_role("combobox", name="지역").fill("충주시")
    option = page.get_by_role("option", name=re.compile(r"충주시 \(\d+\)"))
    number = re.search(r"\((\d+)\)", option.inner_text())
    assert number
    option.click()
    expect(told).to_contain_text(f"사업 {number[1]}개")
    choose(page, "그림")
    expect(page.get_by_role("list", name="부처별 총사업비")).to_be_visible()
    choose(page, "그래프")
    expect(page.locator("svg .node").first).to_be_visible()
    page.get_by_role("button", name="모두 지우기").click()
    expect(told).to_have_text(before)


def test_browser_two_documents_are_compared(visit: Visit) -> None:
    page = visit("/explore")
    choose(page, "두 문서 비교")
    expect(page.get_by_role("row").filter(has_text="SW융합").first).to_be_visible()


def test_browser_cypher_reads_and_refuses_to_write(visit: Visit) -> None:
    page = visit("/cypher")
    page.get_by_role("combobox").first.click()
    page.get_by_role("option").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    page.get_by_role("textbox", name=re.compile("Cypher|질의")).fill("MATCH (n) DETACH DELETE n")
    page.get_by_role("button", name="실행").click()
    expect(page.get_by_role("alert")).to_contain_text("읽는 질의만 됩니다")


@pytest.mark.parametrize("width", [380, 1920])
def test_browser_no_page_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)
        headed(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert page.evaluate(SPILLED) == [], path


SPILLED = """() => [...document.querySelectorAll('[data-testid=stMain] p, [data-testid=stMain] button, [data-testid=stMain] h1')]
  .filter(e => e.checkVisibility() && !e.closest('.scroll'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.innerText)"""


def test_browser_narrow_screen_answers_and_opens_the_menu(visit: Visit) -> None:
    page = visit(viewport={"width": 380, "height": 740}, has_touch=True)
    assert "250억 원" in ask(page, f"{HYDROGEN} 총사업비는?")
    expect(page.locator(".st-key-sentence-0")).to_be_in_viewport()
    page.get_by_role("button", name="이 답은 틀렸어요").click()
    page.get_by_role("dialog").wait_for()
    for place in (".st-key-sentence-0 p", "[role=dialog] p"):
        assert page.locator(place).first.evaluate("e => getComputedStyle(e).wordBreak") == "keep-all"
    page.keyboard.press("Escape")
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="둘러보기").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_browser_is_used_by_keyboard_alone(visit: Visit) -> None:
    page = visit()
    page.locator(".st-key-starters button").first.wait_for()
    question = page.locator(".st-key-starters button").first.inner_text()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == question:
            break
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-question-0")).to_have_text(question)
    page.locator(".st-key-sentence-0").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_browser_follows_light_and_dark(visit: Visit, scheme: str) -> None:
    page = visit(f"/?q={HYDROGEN} 담당자는?", color_scheme=scheme)
    page.locator(".st-key-sentence-0").wait_for()
    ground, ink = page.evaluate(COLOURS)
    assert (sum(ground) > sum(ink)) == (scheme == "light")
    assert abs(sum(ground) - sum(ink)) > 500


COLOURS = """() => [getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor,
  getComputedStyle(document.querySelector('.st-key-sentence-0 p')).color].map(c => c.match(/\\d+/g).slice(0, 3).map(Number))"""


def test_browser_speaks_english(visit: Visit) -> None:
    page = visit()
    choose(page, "English")
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    assert (
        "Lim" in ask(page, "who is in charge of 청정수소 플랫폼?")
        or "임동석" in page.locator(".st-key-turn-0").inner_text()
    )
