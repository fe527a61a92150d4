"""How ``saeop app`` has Streamlit serve the pages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from commands.app import options
from commands.serving import FromMemory, first_page
from settings import Settings
from tests.app.conftest import fetched

PAGES = frozenset({"/", "/explore"})
ROOT = Path(__file__).parents[2]


def test_app_is_served_as_the_settings_say() -> None:
    told = options(Settings.from_environment({}))
    assert (told["server.address"], told["server.port"], told["server.maxUploadSize"]) == ("127.0.0.1", 8501, 200)
    assert told["browser.gatherUsageStats"] is False
    other = options(Settings.from_environment({"SAEOP_ADDRESS": "0.0.0.0", "SAEOP_PORT": "80", "SAEOP_UPLOAD_MB": "5"}))
    assert (other["server.address"], other["server.port"], other["server.maxUploadSize"]) == ("0.0.0.0", 80, 5)


def test_app_asks_nothing_of_other_machines() -> None:
    files = [f for f in ROOT.glob("pages/parts/*") if f.suffix in (".css", ".js", ".svg")]
    assert len(files) >= 6
    text = "".join(f.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "") for f in files)
    assert "http" not in text
    assert "innerHTML" not in text


def test_app_pages_show_no_stray_text() -> None:
    """A string that stands alone in a page would be shown by Streamlit."""
    for page in [ROOT / "app.py", *ROOT.glob("pages/*.py")]:
        body = ast.parse(page.read_text(encoding="utf-8")).body[1:]
        assert not [n for n in body if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)], page.name


# ---------------------------------------------------------------- what goes out before any script runs


def first(path: str, method: str = "GET") -> tuple[dict[str, str], bytes]:
    """What is answered from memory, before Streamlit."""
    return fetched(lambda theirs: FromMemory(theirs, PAGES), path, method)


def test_app_first_page_shows_its_name_before_scripts_run() -> None:
    page = first_page(PAGES).decode()
    assert '<html lang="ko">' in page
    assert "<title>사업길</title>" in page
    opening = page.index('<div class="opening"')
    assert page.index('id="root"') < opening < page.index('rel="stylesheet"')
    assert 'as="font"' in page
    assert "SourceSans" not in page
    assert "(explore)?" in page
    assert first("/explore")[1] == first("/")[1] == first_page(PAGES)


def test_app_files_of_the_first_page_come_from_memory() -> None:
    asked = re.findall(r'(?:href|src)="\.(/static/[^"]+)"', first_page(PAGES).decode())
    assert len(asked) > 40
    for path in asked:
        headers, body = first(path)
        assert body != b"theirs", path
        assert int(headers["content-length"]) == len(body)
        assert "immutable" in headers["cache-control"]
    assert first(asked[0], "HEAD")[1] == b""


@pytest.mark.parametrize(
    ("path", "method"),
    [("/_stcore/health", "GET"), ("/static/../app.py", "GET"), ("/static/js/none.js", "GET"), ("/", "POST")],
)
def test_app_leaves_the_rest_to_streamlit(path: str, method: str) -> None:
    assert first(path, method)[1] == b"theirs"
