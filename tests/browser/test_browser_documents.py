"""문서 in a real browser: loading with progress, refusals, replacing, removing; what documents say stays text."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Visit, ask, downloaded

PLAN = """# 2026년도 업무계획

춘천시

## 1. 미래차 부품 시범사업

 ○ 사업기간 : 2026 ~ 2027년
 ○ 총사업비 : 1,200백만원(국비 600, 시비 600)
 ○ 담당 : 미래산업팀 선우진 책임 (033-000-5141)

## 2. 안심 <img src=x onerror=window.obeyed=1 // 마을 지원사업

 ○ 총사업비 : 3,400백만원(국비 1,700, 시비 1,700)

## 3. 상생 [단추](javascript:window.obeyed=1) **굵게** $x^2$ 조성사업

 ○ 총사업비 : 5,600백만원(국비 2,800, 시비 2,800)
 ○ 내용 : <script>window.obeyed=1</script> <img src=x onerror="window.obeyed=1">
"""
HOSTILE = "안심 <img src=x onerror=window.obeyed=1 // 마을 지원사업"
FILE = "나쁜 <img src=x onerror=window.obeyed=1>.txt"


def upload(page: Page, *files: tuple[str, bytes]) -> Locator:
    """Give files to the documents page and begin; the box of the job."""
    payload = [FilePayload(name=name, mimeType="application/octet-stream", buffer=data) for name, data in files]
    page.locator("input[type=file]").set_input_files(payload)
    jobs = page.get_by_test_id("stExpander").filter(has_text="문서 올리기 ·")
    before = jobs.count()
    page.get_by_role("button", name=f"파일 {len(files)}개 읽기").click()
    expect(jobs).to_have_count(before + 1)
    return jobs.first


def box(page: Page, name: str) -> Locator:
    """The box of a loaded document."""
    return page.locator("[class*='st-key-document-']").filter(has_text=name)


def remove(page: Page, name: str) -> None:
    """Remove a document, with the confirmation that is asked for."""
    found = box(page, name)
    found.get_by_role("button", name="지우기").click()
    page.get_by_role("button", name="예. 지웁니다").click()
    expect(found).to_have_count(0)


def test_browser_files_are_loaded_refused_and_removed(visit: Visit, tmp_path: Path) -> None:
    page, other = visit("/documents"), visit("/documents")
    expect(other.get_by_role("heading", name=re.compile("올린 문서 3건"))).to_be_visible()
    job = upload(page, ("춘천 계획.txt", PLAN.encode()), ("깨진.pdf", b"%PDF-1.4 broken"))
    expect(page.get_by_test_id("stProgress").first).to_be_visible()
    expect(job).to_contain_text("끝")
    expect(other.get_by_test_id("stExpander").filter(has_text="문서 올리기 · 끝").first).to_be_visible()
    expect(job).to_contain_text("사업 3")
    expect(job).to_contain_text("열 수 없는 PDF입니다")
    for each in (page, other):
        expect(box(each, "춘천 계획.txt")).to_be_visible()
    file = downloaded(page, tmp_path, box(page, "춘천 계획.txt").get_by_role("button", name="원본").click)
    assert file.read_text(encoding="utf-8") == PLAN
    expect(upload(page, ("춘천 계획.txt", PLAN.replace("1,200", "1,500").encode()))).to_contain_text("바꿈")
    assert "15억 원" in ask(visit(), "미래차 부품 시범사업 총사업비는?")
    remove(page, "춘천 계획.txt")
    expect(box(other, "춘천 계획.txt")).to_have_count(0)
    assert "문서에 없습니다" in ask(visit(), "미래차 부품 시범사업 총사업비는?")


@pytest.fixture
def hostile(visit: Visit) -> Page:
    """A page after a document full of markup was loaded; it is removed by the test that uses it."""
    page = visit("/documents")
    expect(upload(page, (FILE, PLAN.encode()))).to_contain_text("끝")
    return page


def test_browser_markup_of_documents_is_shown_and_never_obeyed(hostile: Page, visit: Visit) -> None:
    page = visit()
    assert "34억 원" in ask(page, f"{HOSTILE} 총사업비는?")
    expect(page.locator(".st-key-question-0")).to_have_text(f"{HOSTILE} 총사업비는?")
    ask(page, "2026년 사업 알려줘", 1)
    row = page.get_by_role("row").filter(has_text=HOSTILE).first
    row.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(page.locator("svg .node").first).to_be_visible()
    shown = [page, visit("/explore"), visit(f"/documents?{urlencode({'document': FILE, 'line': '19'})}"), hostile]
    expect(shown[1].get_by_role("row").filter(has_text=HOSTILE)).to_have_count(1)
    expect(shown[2].get_by_text("<script>window.obeyed=1</script>").first).to_be_visible()
    for each in shown:
        assert each.evaluate("window.obeyed") is None
        assert each.locator("img[src=x]").count() == 0
    remove(hostile, "나쁜")


def test_browser_text_is_opened_at_the_cited_line(visit: Visit) -> None:
    page = visit()
    ask(page, "ICT융합 청정수소 통합관리 플랫폼 개발 및 실증 담당자는?")
    head = page.locator(".st-key-turn-0 section.place header").first
    assert re.search(r"\d+줄.*표 \d+.*\d+행", head.inner_text())
    head.get_by_role("button", name="본문에서 보기").click()
    line = page.locator(".pieces.reader li.cited")
    expect(line.first).to_contain_text("임동석")
    expect(line.first).to_be_in_viewport()
    assert page.locator(".fact.money").count() > 0
    page.get_by_role("button", name="문서 목록").click()
    expect(page.get_by_role("heading", name=re.compile("올린 문서"))).to_be_visible()
