"""Pictures of each page of the app in each of its states, for the docs: ``python -m bench.pictures [FOLDER]``.

Serves an app on a home of its own, empty at first, and loads the sample documents with a click. Wants Chromium and a
Korean font (fonts-nanum). The folder is ``docs/images`` unless said.
"""

from __future__ import annotations

import argparse
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from bench.browser import FLAGS, chromium, served
from graph.store import stop_embedded
from settings import Settings

ROOT = Path(__file__).parent.parent
HYDROGEN = "ICT융합 청정수소 통합관리 플랫폼 개발 및 실증"
PLAN = "2024년도_주요업무계획.txt"
CARD = f"/program?program={quote(f'{PLAN}/Program/{HYDROGEN}')}"
ANSWER = f"/?q={quote('충주시에서 과학기술정보통신부가 지원하는 사업 알려줘')}"
SUM = f"/?q={quote('충북 과학기술정보통신부 사업 국비 합계는?')}"
FOLLOW = f"/?q={quote(f'{HYDROGEN} 총사업비는?')}&q={quote('담당자는?')}"
SILENCE = f"/?q={quote('SW융합클러스터 4.0 사업 예산은?')}"
TEXT = f"/documents?document={quote(PLAN)}&line=1037&to=1037"
LOADING = re.compile("사실 찾는 중|저장하는 중|색인하는 중|이어진 사업 찾는 중")
COLOURS = 200
SIZES = {"": (1200, 860), "-380": (380, 760), "-1920": (1920, 1000)}
Do = Callable[[Page], None]


def still(page: Page) -> None:
    """Wait until nothing moves any more."""
    page.wait_for_function("!document.querySelector('[data-testid=stApp][data-test-script-state=running]')")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.wait_for_timeout(1600)


def keep(page: Page, file: Path) -> None:
    """Take a picture with few colours, which makes it small."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(file.name)


class Camera:
    """Takes pictures of one app into a folder."""

    def __init__(self, browser: Browser, address: str, folder: Path, only: list[str]) -> None:
        self._browser, self._address, self._folder, self._only = browser, address, folder, only

    @contextmanager
    def visit(self, path: str, size: str = "", **options: Any) -> Iterator[Page]:
        """A visitor of their own."""
        wide, tall = SIZES[size]
        context = self._browser.new_context(locale="ko-KR", viewport={"width": wide, "height": tall}, **options)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.goto(self._address + path)
        page.locator("h1, h2, [class*=st-key-turn-]").first.wait_for()
        yield page
        context.close()

    def take(self, name: str, path: str, do: Do | None = None, *sizes: str, dark: bool = False) -> None:
        """Pictures of a page after ``do``: of the usual size, of other ``sizes``, and in the ``dark``."""
        if not name.startswith(tuple(self._only)):
            return
        for size, scheme in [("", "light"), *((s, "light") for s in sizes), *([("", "dark")] if dark else [])]:
            with self.visit(path, size, color_scheme=scheme) as page:
                still(page)
                if do:
                    do(page)
                    still(page)
                keep(page, self._folder / f"{name}{size}{'-dark' if scheme == 'dark' else ''}.png")

    def snap(self, page: Page, name: str) -> None:
        """A picture of a page as it is."""
        keep(page, self._folder / f"{name}.png")


def scroll(selector: str) -> Do:
    """Scroll to the first thing that a selector finds."""

    def do(page: Page) -> None:
        target = page.locator(selector).first
        target.wait_for()
        target.evaluate("e => e.scrollIntoView({ block: 'start' })")

    return do


def view(name: str) -> Do:
    """Click one of the ways to see the programs."""
    return lambda page: page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()


# ---------------------------------------------------------------- an empty app, and loading


def first_run(camera: Camera) -> None:
    """What a first visitor sees until the samples are in."""
    camera.take("ask-first-run", "/", None, "-380")
    camera.take("documents-empty", "/documents")
    with camera.visit("/documents") as documents, camera.visit("/") as page:
        page.get_by_role("button", name="예시 문서로 시작하기").click()
        documents.get_by_test_id("stProgress").first.wait_for()
        documents.get_by_text(LOADING).first.wait_for()  # whichever stage the page shows next: some are over at once
        camera.snap(documents, "documents-loading")
        camera.snap(page, "ask-loading")
        page.locator(".st-key-starters button").first.wait_for(timeout=300_000)


def refused(camera: Camera) -> None:
    """Files that are refused, each with its line, beside one that is taken."""
    with camera.visit("/documents") as page:
        files = (("깨진 계획.pdf", b"%PDF-1.4 broken"), ("사진.png", b"\x89PNG\r\n"), ("빈 파일.hwp", b""))
        payload = [FilePayload(name=n, mimeType="application/octet-stream", buffer=d) for n, d in files]
        page.locator("input[type=file]").set_input_files(payload)
        page.get_by_role("button", name="파일 3개 읽기").click()
        page.get_by_text("열 수 없는 PDF").wait_for()
        still(page)
        camera.snap(page, "documents-refused")
        page.get_by_role("button", name="목록에서 지우기").click()


def fact(page: Page) -> None:
    """Open a fact of a card."""
    facts = page.get_by_role("table", name="적혀 있는 사실")
    facts.get_by_role("row").filter(has_text="250억 원").first.get_by_role("button").click()
    page.get_by_role("dialog").locator("li.cited").first.wait_for()


def nothing(page: Page) -> None:
    """Filter until nothing is left."""
    page.get_by_label("사업 이름").fill("없는 이름")
    page.keyboard.press("Enter")


def cypher(name: str) -> Do:
    """Run one of the ready queries."""

    def do(page: Page) -> None:
        page.get_by_role("combobox").first.fill(name)
        page.get_by_role("option", name=name).click()
        page.get_by_role("table").first.wait_for()

    return do


def refused_query(page: Page) -> None:
    """A query that writes."""
    page.get_by_role("textbox", name="Cypher").fill("MATCH (n) DETACH DELETE n")
    page.get_by_role("button", name="실행").click()
    page.get_by_role("alert").wait_for()


def remove(page: Page) -> None:
    """Ask to remove a document."""
    page.get_by_role("button", name="지우기").first.click()


def loaded(camera: Camera) -> None:
    """All pages with the sample documents."""
    camera.take("ask-start", "/", None, "-380", "-1920", dark=True)
    camera.take("ask-answer", ANSWER, None, "-380", "-1920", dark=True)
    camera.take("ask-sum", SUM)
    camera.take("ask-follow-up", FOLLOW, None, "-380")
    camera.take("ask-silence", SILENCE, None, "-380", dark=True)
    camera.take("ask-change", ANSWER, lambda page: page.get_by_role("button", name="바꾸기").click())
    camera.take("ask-wrong", ANSWER, lambda page: page.get_by_role("button", name="이 답은 틀렸어요").click())
    camera.take("program-find", "/program", None, "-380")
    camera.take("program-card", CARD, None, "-380", "-1920", dark=True)
    camera.take("program-money", CARD, scroll("ul.bars"))
    camera.take("program-graph", CARD, scroll(".legend"), dark=True)
    camera.take("program-fact", CARD, fact)
    camera.take("explore-list", "/explore", None, "-380", "-1920", dark=True)
    camera.take("explore-empty", "/explore", nothing)
    camera.take("explore-pictures", "/explore", lambda p: (view("그림")(p), scroll("ul.bars")(p))[0], dark=True)
    camera.take("explore-graph", "/explore", lambda p: (view("그래프")(p), scroll(".legend")(p))[0], "-1920")
    camera.take("explore-compare", "/explore", view("두 문서 비교"))
    camera.take("documents-list", "/documents", None, "-380", dark=True)
    camera.take("documents-remove", "/documents", remove)
    camera.take("documents-text", TEXT, None, "-380", dark=True)
    refused(camera)
    camera.take("cypher-start", "/cypher", None, "-380")
    camera.take("cypher-result", "/cypher", cypher("부처별 사업 수와 총사업비"))
    camera.take("cypher-graph", "/cypher", cypher("부처와 사업의 그림"), dark=True)
    camera.take("cypher-refused", "/cypher", refused_query)


def closed(camera: Camera) -> None:
    """An app with a password and hidden contacts."""
    camera.take("documents-closed", "/documents")
    camera.take("ask-hidden", FOLLOW)
    camera.take("cypher-closed", "/cypher")


def main() -> None:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "images")
    parser.add_argument("--only", nargs="+", default=[""], help="take only pictures whose names begin so")
    options = parser.parse_args()
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            with served(SAEOP_HOME=home) as (address, _):
                first_run(Camera(browser, address, folder, options.only))
                loaded(Camera(browser, address, folder, options.only))
            with served(SAEOP_HOME=home, SAEOP_PASSWORD="열쇠", SAEOP_HIDE_CONTACTS="1") as (address, _):
                closed(Camera(browser, address, folder, options.only))
            with served(SAEOP_HOME=home, SAEOP_GRAPH="bolt://127.0.0.1:9") as (address, _):
                Camera(browser, address, folder, options.only).take("ask-failed", "/")
        finally:
            stop_embedded(Settings.from_environment({"SAEOP_HOME": home}))
        browser.close()


if __name__ == "__main__":
    main()
