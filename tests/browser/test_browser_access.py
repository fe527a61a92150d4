"""For those who run it for others: hidden contacts reach no browser, and the text of documents wants the password."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.browser import served
from tests.browser.conftest import App, Visit, ask, downloaded, environment

HYDROGEN = "ICT융합 청정수소 통합관리 플랫폼 개발 및 실증"
PLAN = "2024년도_주요업무계획.txt"
SECRETS = ("임동석", "210-0868")
CITED = f"/documents?document={PLAN}&line=1037&to=1037"


@pytest.fixture(scope="module")
def closed(app: App) -> Iterator[str]:
    """The address of an app on the same documents, with a password and hidden contacts."""
    with served(**environment(app.settings), SAEOP_PASSWORD="열쇠", SAEOP_HIDE_CONTACTS="1") as (address, _):
        yield address


@pytest.fixture(scope="module")
def masked(app: App) -> Iterator[str]:
    """The address of an app on the same documents, with hidden contacts and no password to see them with."""
    with served(**environment(app.settings), SAEOP_HIDE_CONTACTS="1") as (address, _):
        yield address


def received(page: Page) -> list[bytes]:
    """All that comes to a browser from now on."""
    found: list[bytes] = []
    page.on(
        "websocket", lambda w: w.on("framereceived", lambda f: found.append(f if isinstance(f, bytes) else f.encode()))
    )
    page.reload()
    return found


def told(found: list[bytes]) -> str:
    """What was received as text, also where it was written with escapes."""
    text = b"".join(found).decode("utf-8", "ignore")
    return text + re.sub(r"\\+u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)


def walk(page: Page, address: str) -> None:
    """Go where contacts are told: an answer and its follow-up, the card, exploring, the text."""
    ask(page, f"{HYDROGEN} 담당자는?")
    ask(page, "그 사업 총사업비는?", 1)
    page.goto(f"{address}/program?program={PLAN}/Program/{HYDROGEN}")
    page.locator("svg .node").first.wait_for()
    page.goto(f"{address}/explore")
    page.get_by_role("table").first.wait_for()


def test_browser_hidden_contacts_reach_no_browser(app: App, masked: str, visit: Visit, tmp_path: Path) -> None:
    for address, seen in ((app.address, True), (masked, False)):
        page = visit(address=address)
        found = received(page)
        walk(page, address)
        page.goto(address + CITED)
        expect(page.locator(".pieces.reader li.cited").first).to_contain_text("연구기획단")
        assert {secret: secret in told(found) for secret in SECRETS} == dict.fromkeys(SECRETS, seen)
    page = visit(address=masked)
    assert "○○○" in ask(page, f"{HYDROGEN} 담당자는?")
    for name in ("CSV", "XLSX"):
        file = downloaded(page, tmp_path, page.get_by_role("button", name=name).first.click)
        assert not any(secret.encode() in _unpacked(file) for secret in SECRETS)
    page.goto(f"{masked}/documents")
    file = downloaded(page, tmp_path, page.get_by_role("button", name="가린 글 받기").first.click)
    assert not any(secret in file.read_text(encoding="utf-8") for secret in SECRETS)
    page.goto(f"{masked}/cypher")
    expect(page.get_by_text("모두 볼 수 있는 사람만")).to_be_visible()
    assert page.get_by_role("textbox").count() == 0


def _unpacked(file: Path) -> bytes:
    """The bytes of a file; those of the parts of a workbook."""
    if not zipfile.is_zipfile(file):
        return file.read_bytes()
    with zipfile.ZipFile(file) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_browser_text_behind_a_citation_opens_with_the_password(closed: str, visit: Visit) -> None:
    page = visit(address=closed)
    found = received(page)
    ask(page, f"{HYDROGEN} 담당자는?")
    page.get_by_role("button", name="본문에서 보기").first.click()
    password = page.get_by_test_id("stMain").get_by_label("비밀번호")
    password.wait_for()
    assert "투자계획" not in told(found).rpartition("문서의 목록과 본문은")[2]
    assert not any(secret in told(found) for secret in SECRETS)
    password.fill("아님")
    page.keyboard.press("Enter")
    expect(page.get_by_text("비밀번호가 맞지 않습니다")).to_be_visible()
    password.fill("열쇠")
    page.keyboard.press("Enter")
    expect(page.locator(".pieces.reader li.cited").first).to_contain_text("임동석")
