"""One app and one Chromium for all tests of this folder; the app begins empty and loads the samples with a click.

Each test has a visitor of its own (``visit``), and fails where a page asks anything of another machine or writes an error
into its console. Without Chromium the tests are left out; ``SAEOP_STRICT=1`` (CI) makes that a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.browser import FLAGS, Watch, chromium, served
from graph.store import stop_embedded
from settings import Settings
from tests.conftest import embedded_settings

PATIENCE = 60_000
"""Milliseconds that a page may take for anything; no test asserts how long it took."""
expect.set_options(timeout=PATIENCE)
Visit = Callable[..., Page]


@dataclass
class App:
    """The served app, and what its first visitor saw while nothing was loaded yet."""

    address: str
    settings: Settings
    first_run: str = ""
    stages: list[str] = field(default_factory=list)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    if not path:
        told = "no Chromium found: install chromium and fonts-nanum, or set SAEOP_CHROMIUM"
        if os.environ.get("SAEOP_STRICT") == "1":
            pytest.fail(told, pytrace=False)
        pytest.skip(told)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home without documents, with the quick encoder of the tests."""
    settings = embedded_settings(tmp_path_factory.mktemp("browser"), SAEOP_ENCODER="hashing")
    yield settings
    stop_embedded(settings)


def environment(settings: Settings) -> dict[str, str]:
    """The variables that make an app use these settings."""
    return {"SAEOP_HOME": str(settings.home), "SAEOP_ENCODER": settings.encoder, "SAEOP_GRAPH": "embedded"}


@pytest.fixture(scope="package")
def app(home: Settings, browser: Browser) -> Iterator[App]:
    """The app with the sample documents, loaded by its first visitor."""
    with served(**environment(home)) as (address, _):
        opened = App(address, home)
        page = browser.new_page(locale="ko-KR")
        watch = Watch(page, address)
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        begin = page.get_by_role("button", name="예시 문서로 시작하기")
        begin.wait_for()
        settled(page)
        opened.first_run = page.get_by_test_id("stMain").inner_text()
        begin.click()
        starters = page.locator(".st-key-starters button")
        while not starters.count():
            told = "".join(page.get_by_test_id("stProgress").all_inner_texts())  # waits for no bar that has gone
            if told and told not in opened.stages:
                opened.stages.append(told)
            page.wait_for_timeout(200)
        page.close()
        assert not watch.outside + watch.errors
        yield opened


@pytest.fixture
def visit(app: App, browser: Browser) -> Iterator[Visit]:
    """Opens a page of the app (or of another address) as a visitor of its own."""
    opened: list[tuple[Any, Watch]] = []

    def visit(path: str = "/", *, address: str = app.address, **options: Any) -> Page:
        context = browser.new_context(locale="ko-KR", accept_downloads=True, **options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        opened.append((context, Watch(page, address)))
        page.goto(address + path)
        return page

    yield visit
    for context, _ in opened:
        context.close()
    assert [w.outside for _, w in opened if w.outside] == []
    assert [w.errors for _, w in opened if w.errors] == []


def ask(page: Page, question: str, number: int = 0) -> str:
    """Type a question and press Enter; the sentence of its answer, or of silence."""
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    told = page.locator(f".st-key-sentence-{number}, .st-key-silence-{number}")
    told.wait_for()
    return told.inner_text()


def settled(page: Page) -> None:
    """Wait until the page's script has run to its end."""
    page.wait_for_function("!document.querySelector('[data-testid=stApp][data-test-script-state=running]')")


def downloaded(page: Page, folder: Path, click: Callable[[], None]) -> Path:
    """The file that a click hands out, under the name that it comes with."""
    with page.expect_download() as download:
        click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file
