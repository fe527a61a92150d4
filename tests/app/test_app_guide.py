"""The app hands Neo4j Browser its guide, style sheet and favourites."""

from __future__ import annotations

import pytest

from commands.guiding import ForNeo4jBrowser
from queries.browser import FOLDER, guide
from settings import Settings
from tests.app.conftest import fetched
from viewing.browse import browser_address, guide_address

EMBEDDED = Settings.from_environment({})
NEO4J = Settings.from_environment({"SAEOP_GRAPH": "neo4j://127.0.0.1:7687"})
GUIDE = "/browser/guide.html"


def asked(path: str, method: str = "GET", host: str = "localhost:8600") -> tuple[dict[str, str], bytes]:
    """What the app answers beside its pages."""
    return fetched(ForNeo4jBrowser, path, method, host)


@pytest.mark.parametrize("name", ["guide.html", "style.grass", "favourites.zip"])
def test_app_gives_browser_its_files_from_another_origin(name: str) -> None:
    headers, body = asked(f"/browser/{name}")
    assert headers["access-control-allow-origin"] == "*"
    assert int(headers["content-length"]) == len(body) > 1000
    told, nothing = asked(f"/browser/{name}", "OPTIONS")  # Browser asks first: it sends headers of its own
    assert (told["access-control-allow-headers"], nothing) == ("*", b"")
    if name != "guide.html":
        assert body == (FOLDER / name).read_bytes()


def test_app_guide_leads_back_to_the_app_that_gave_it() -> None:
    assert asked(GUIDE)[1].decode() == guide().replace("localhost:8501", "localhost:8600")
    assert asked(GUIDE, host='"><script>')[1].decode() == guide()


@pytest.mark.parametrize("path", ["/browser/", "/browser/../app.py", "/browser/none.html"])
def test_app_gives_nothing_else(path: str) -> None:
    assert asked(path)[1] == b"theirs"
    assert asked(GUIDE, "POST")[1] == b"theirs"


def test_app_opens_browser_with_the_guide() -> None:
    assert guide_address(EMBEDDED, "http://127.0.0.1:8501") == ""
    opened = f"{browser_address(NEO4J)}?cmd=guide&arg="
    assert guide_address(NEO4J, "http://127.0.0.1:8501/cypher") == f"{opened}http://localhost:8501{GUIDE}"
    named = {"SAEOP_GRAPH": "bolt://neo4j:7687", "SAEOP_BROWSER": "http://localhost:7474/browser/"}
    assert browser_address(Settings.from_environment(named)) == named["SAEOP_BROWSER"]
    assert guide_address(NEO4J, "https://app.example/cypher") == f"{opened}https://app.example{GUIDE}"
