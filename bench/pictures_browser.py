"""Pictures of Neo4j Browser with the guide, colours and favourites: ``python -m bench.pictures_browser``.

Wants a Neo4j of ``scripts/neo4j start`` with documents loaded (``--browser``, ``--password-file``), ``saeop app`` on it
(``--app``), and Chromium. The folder is ``docs/images`` unless said.
"""

from __future__ import annotations

import argparse
import base64
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.browser import FLAGS, chromium
from bench.pictures import ROOT, keep
from queries.browser import FOLDER

ARRIVES, SETTLES = 2_500, 6_000
DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name));
  const target = document.querySelector('.filedrop');
  for (const kind of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
}"""


def sign_in(page: Page, password: str) -> None:
    """Connect as the user neo4j."""
    page.locator("[data-testid=username]").first.fill("neo4j")
    page.locator("[data-testid=password]").first.fill(password)
    page.locator("[data-testid=connect]").first.click()
    page.get_by_text("You are connected as user").first.wait_for()


def run(page: Page, steps: int) -> None:
    """Go on by ``steps`` in the guide and run the first query there."""
    for _ in range(steps):
        page.get_by_text("Next", exact=True).click()
    page.locator("pre.runnable").first.click()
    page.wait_for_timeout(500)
    page.locator("[data-testid=editor-Run]").click()
    page.wait_for_timeout(SETTLES)


def keep_wide(page: Page, file: Path, open_up: bool = False) -> None:
    """A picture of the newest result alone, on the whole window; ``open_up``: with what stands around its first thing."""
    page.locator("[data-testid=frame] [title=Fullscreen]").first.click()
    page.wait_for_timeout(ARRIVES)
    if open_up:
        page.locator("g.node").first.dblclick()
        page.wait_for_timeout(SETTLES)
    keep(page, file)
    page.locator("[title='Close fullscreen']").first.click()
    page.wait_for_timeout(500)


def pictures(page: Page, folder: Path, password: str) -> None:
    """The guide, two drawn results with their colours, the favourites with a result."""
    sign_in(page, password)
    page.get_by_text("색과 이름 넣기").click()
    page.wait_for_timeout(ARRIVES)
    run(page, 1)
    keep_wide(page, folder / "browser-map.png")
    run(page, 3)
    keep(page, folder / "browser-guide.png")
    run(page, 2)
    keep_wide(page, folder / "browser-evidence.png", open_up=True)
    archive = base64.b64encode((FOLDER / "favourites.zip").read_bytes()).decode()
    page.evaluate(DROP, ["favourites.zip", archive])
    page.wait_for_timeout(ARRIVES)
    page.locator("[data-testid=navigationFavorites]").click()
    page.get_by_text("사업길", exact=True).click()
    page.wait_for_timeout(ARRIVES)
    page.get_by_text("부처별 국비 합계").first.click()
    page.locator("[data-testid=editor-Run]").click()
    page.wait_for_timeout(SETTLES)
    keep(page, folder / "browser-favourites.png")


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", default="http://127.0.0.1:7474/browser/")
    parser.add_argument("--password-file", type=Path, default=ROOT / ".cache" / "neo4j" / "data" / "password")
    parser.add_argument("--app", default="http://localhost:8501")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "images")
    told = parser.parse_args()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="ko-KR")
        page.set_default_timeout(20_000)
        page.goto(f"{told.browser}?cmd=guide&arg={told.app}/browser/guide.html")
        pictures(page, told.folder, told.password_file.read_text(encoding="utf-8").strip())
        browser.close()


if __name__ == "__main__":
    main()
