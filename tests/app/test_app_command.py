"""How ``saeop app`` has Streamlit serve the pages."""

from __future__ import annotations

import ast
from pathlib import Path

from commands.app import options
from settings import Settings

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
