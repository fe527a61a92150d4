"""The app in a real browser: first paint, answers, three tasks in clicks, a narrow screen, ten visitors at once.

    SAEOP_HOME=… python -m bench.app [--visitors 10] [--seconds 60]

Wants Chromium (``SAEOP_CHROMIUM``, else ``/usr/bin/chromium``), the package playwright, and a home with the sample
documents. It starts an app of its own on a free port of loopback and ends it; nothing else may be asked for by the pages.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import os
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.async_api import Browser, Page, async_playwright

from bench import sessions
from bench.browser import FLAGS, Watch, chromium, served

PAUSE = 2.0
"""Seconds that a visitor reads an answer before the next question."""
QUESTIONS = (
    "충주시에서 과학기술정보통신부가 지원하는 사업 알려줘",
    "ICT융합 청정수소 통합관리 플랫폼 개발 및 실증 담당자는?",
    "과학기술정보통신부 사업 총사업비 합계는?",
    "2024년 신규사업은 몇 개야?",
    "충북에서 총사업비가 가장 큰 사업은?",
    "달나라 사업 담당자는?",
)
WATCH = """wanted => { window.answered = new Promise((told, late) => {
  let began = null;
  addEventListener("keydown", e => { if (e.key === "Enter") began = performance.now(); }, { once: true, capture: true });
  const look = new MutationObserver(() => {
    if (began === null || !document.querySelector(wanted)) return;
    look.disconnect();
    requestAnimationFrame(() => told(performance.now() - began));
  });
  look.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => late(new Error("no answer")), 60000);
}); }"""
TELL = "() => [...performance.getEntriesByName('first-contentful-paint')].map(e => e.startTime)[0] ?? null"


def resident(pid: int) -> float:
    """MiB that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def spent(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def opened(browser: Browser, address: str, path: str = "", **options: Any) -> AsyncIterator[tuple[Page, Watch]]:
    """A visitor of their own."""
    context = await browser.new_context(locale="ko-KR", accept_downloads=True, **options)
    page = await context.new_page()
    watch = Watch(page, address)
    await page.goto(address + path)
    yield page, watch
    await context.close()


async def ask(page: Page, question: str, number: int) -> float:
    """Seconds from Enter until the sentence of the answer is on the screen, as the page itself measures them.

    The page tells by itself: to look for it at every frame would take the processor from the visitors beside it.
    """
    box = page.get_by_test_id("stChatInputTextArea")
    await box.fill(question)
    await page.evaluate(WATCH, f".st-key-sentence-{number} p, .st-key-silence-{number} p")
    await box.press("Enter")
    taken: float = await page.evaluate("window.answered")
    return taken / 1000


# ---------------------------------------------------------------- one visitor


async def paint(browser: Browser, address: str) -> dict[str, float]:
    """Milliseconds to the first paint and to the question box, of a first and of a later visitor."""
    told = {}
    for name in ("first", "second", "third"):
        async with opened(browser, address) as (page, _):
            await page.wait_for_selector('[data-testid="stChatInputTextArea"]', timeout=180_000)
            told[f"{name} question box"] = round(await page.evaluate("performance.now()"))
            told[f"{name} paint"] = round(await page.evaluate(TELL) or -1)
    return told


async def answers(browser: Browser, address: str) -> dict[str, Any]:
    """Seconds of each question the second time it is asked, of a chip, and what went wrong."""
    async with opened(browser, address) as (page, watch):
        await page.wait_for_selector(".st-key-starters button", timeout=180_000)
        for number, question in enumerate(QUESTIONS):
            await ask(page, question, number)
        warm = [await ask(page, q, len(QUESTIONS) + n) for n, q in enumerate(QUESTIONS)]
        await page.get_by_text("새 대화").click()
        await page.wait_for_selector(".st-key-starters button")
        await ask(page, QUESTIONS[0], 0)
        chips = page.locator(".st-key-turn-0").get_by_role("button", name="지역: 충주시")
        before = await page.locator(".st-key-sentence-0").inner_text()
        began = time.perf_counter()
        await chips.first.click()
        await page.wait_for_function(
            "before => document.querySelector('.st-key-sentence-0')?.innerText !== before", arg=before
        )
        chip = time.perf_counter() - began
        return {
            "warm answers": [round(w, 2) for w in warm],
            "median": round(statistics.median(warm), 2),
            "chip": round(chip, 2),
            "requests outside": watch.outside,
            "console errors": watch.errors,
        }


async def tasks(browser: Browser, address: str) -> dict[str, str]:
    """Three tasks of a new user; each press of a key or button that they need is counted."""
    told = {}
    async with opened(browser, address) as (page, _):
        await page.wait_for_selector(".st-key-starters button", timeout=180_000)
        await ask(page, "ICT융합 청정수소 통합관리 플랫폼 개발 및 실증 담당자는?", 0)
        await page.wait_for_selector('a[href^="tel:"]')
        told["whom to call"] = "1 (question)"
    async with opened(browser, address) as (page, _):
        await page.wait_for_selector(".st-key-starters button", timeout=180_000)
        await ask(page, "충북 과학기술정보통신부 사업 국비 합계는?", 0)
        async with page.expect_download() as download:
            await page.get_by_text("XLSX").first.click()
        file = await (await download.value).path()
        rows = [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(Path(file).read_bytes()))]
        told["sum of 국비, exported"] = f"2 (question, XLSX: {[len(r) for r in rows]} rows)"
    async with opened(browser, address) as (page, _):
        await page.wait_for_selector(".st-key-starters button", timeout=180_000)
        await ask(page, "2020년 충북 SW융합 클러스터 2.0 사업은 어떻게 됐어?", 0)
        answered = await page.locator(".st-key-sentence-0").count()
        told["what became of a 2020 program"] = "1 (question)" if answered else "not answered"
    return told


async def narrow(browser: Browser, address: str) -> dict[str, Any]:
    """Pages at 380 px: how far each is wider than the screen, and what the keyboard reaches."""
    told: dict[str, Any] = {}
    for path in ("/?q=과학기술정보통신부+사업+알려줘", "/program", "/explore", "/documents", "/cypher"):
        async with opened(browser, address, path, viewport={"width": 380, "height": 800}) as (page, _):
            await page.wait_for_timeout(4000)
            told[path] = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    async with opened(browser, address) as (page, _):
        await page.wait_for_selector(".st-key-starters button", timeout=180_000)
        reached = []
        for _ in range(24):
            await page.keyboard.press("Tab")
            reached.append(
                await page.evaluate(
                    "document.activeElement?.innerText?.trim().slice(0, 12) || document.activeElement?.tagName"
                )
            )
        told["by Tab"] = reached
    return told


# ---------------------------------------------------------------- many visitors


@dataclass
class Crowd:
    """What visitors share: the moment when all have their page, the seconds of their answers, what went wrong."""

    ready: asyncio.Barrier
    taken: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


async def visitor(browser: Browser, address: str, seconds: float, shared: Crowd) -> None:
    """Ask one question after another, as soon as every visitor has a page."""
    async with opened(browser, address) as (page, watch):
        await page.wait_for_selector('[data-testid="stChatInputTextArea"]', timeout=180_000)
        await ask(page, QUESTIONS[0], 0)
        await page.get_by_text("새 대화").click()
        await page.wait_for_selector(".st-key-starters button")
        await shared.ready.wait()
        end, number = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            shared.taken.append(await ask(page, QUESTIONS[number % len(QUESTIONS)], number))
            number += 1
            if number == 8:
                await page.get_by_text("새 대화").click()
                await page.wait_for_selector(".st-key-starters button")
                number = 0
            await page.wait_for_timeout(1000 * PAUSE)
        shared.wrong += watch.errors + watch.outside


async def crowd(browser: Browser, address: str, pid: int, visitors: int, seconds: float) -> dict[str, Any]:
    """Answers of several visitors at once, and the memory that the app holds before and after."""
    before, began = resident(pid), spent(pid)
    shared = Crowd(asyncio.Barrier(visitors))
    await asyncio.gather(*(visitor(browser, address, seconds, shared) for _ in range(visitors)))
    await asyncio.sleep(5)
    taken = sorted(shared.taken)
    return {
        "answers": len(taken),
        "p50": round(taken[len(taken) // 2], 2),
        "p95": round(taken[int(len(taken) * 0.95)], 2),
        "processor seconds of the app": round(spent(pid) - began, 1),
        "MiB before": round(before),
        "MiB after": round(resident(pid)),
        "errors": shared.wrong[:5],
    }


async def alone(address: str, pid: int, visitors: int, seconds: float) -> dict[str, Any]:
    """The same visitors without their browsers: what the app itself needs."""
    before, began = resident(pid), spent(pid)
    taken = await sessions.crowd(address, QUESTIONS, visitors, seconds, PAUSE)
    return {
        "answers": len(taken),
        "p50": round(taken[len(taken) // 2], 3),
        "p95": round(taken[int(len(taken) * 0.95)], 3),
        "processor seconds of the app": round(spent(pid) - began, 1),
        "MiB before": round(before),
        "MiB after": round(resident(pid)),
    }


def tell(name: str, what: dict[str, Any]) -> None:
    """Print a part's figures as soon as they are known."""
    print(name, json.dumps(what, ensure_ascii=False), flush=True)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with served() as (address, pid):
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            tell("ms", await paint(browser, address))
            tell("answers", await answers(browser, address))
            tell("tasks", await tasks(browser, address))
            tell("narrow", await narrow(browser, address))
            if options.visitors:
                tell("app alone", await alone(address, pid, options.visitors, options.seconds))
                tell("crowd", await crowd(browser, address, pid, options.visitors, options.seconds))
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
