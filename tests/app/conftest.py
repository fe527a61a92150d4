"""A home with one made plan, loaded once with the encoder for tests; each test that changes it puts it back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from assistant.assistant import Assistant
from graph.store import stop_embedded
from library.library import Library
from settings import Settings
from tests.conftest import embedded_settings
from viewing.office import Office

PLAN = Path(__file__).parent.parent / "restyle" / "documents" / "agency_plan.md"
DOCUMENT = PLAN.name
MEDICAL = f"{DOCUMENT}/Program/정밀의료 빅데이터 서비스 플랫폼 구축"
APP = str(Path(__file__).parents[2] / "app.py")
Open = Callable[..., AppTest]


@pytest.fixture(scope="package")
def plan_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of a home that holds the made plan."""
    settings = embedded_settings(tmp_path_factory.mktemp("app"), SAEOP_ENCODER="hashing")
    with Library(settings) as library:
        assert library.load(PLAN).state == "loaded"
        library.sync()
    yield settings
    stop_embedded(settings)


@pytest.fixture(scope="package")
def library(plan_settings: Settings) -> Iterator[Library]:
    with Library(plan_settings) as opened:
        yield opened


@pytest.fixture(scope="package")
def assistant(library: Library) -> Assistant:
    return Assistant(library.store, library.ready_index())


@pytest.fixture(scope="package")
def office(plan_settings: Settings) -> Iterator[Office]:
    """The opened app of the made plan."""
    opened = Office(plan_settings).start()
    assert opened.wait(60) == "ready", opened.error
    yield opened
    opened.close()


@pytest.fixture
def opened(plan_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the app on the made plan, at a page and with settings; tests that set none share what is opened."""
    own: list[str] = []
    begin = PagesManager.__init__

    def as_served(self: PagesManager, *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        PagesManager.uses_pages_directory = False  # as `saeop app` has it

    monkeypatch.setattr(PagesManager, "__init__", as_served)
    monkeypatch.setenv("SAEOP_HOME", str(plan_settings.home))
    monkeypatch.setenv("SAEOP_ENCODER", plan_settings.encoder)

    def open_app(page: str = "", query: dict[str, str] | None = None, **environment: str) -> AppTest:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        if environment:
            own.extend(environment)
            st.cache_resource.clear()
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params.update(query or {})
        app.run()
        end = time.monotonic() + 30
        while app.header and "여는 중" in app.header[0].value and time.monotonic() < end:
            time.sleep(0.1)
            app.run()
        if page:
            app.switch_page(page).run()
        assert not app.exception, app.exception
        return app

    yield open_app
    if own:
        st.cache_resource.clear()


@pytest.fixture(scope="module", autouse=True)
def _let_go() -> Iterator[None]:
    yield
    st.cache_resource.clear()


def said(app: AppTest) -> str:
    """All that a page says in Markdown, without the signs that keep Markdown from obeying it."""
    return "\n".join(str(m.value) for m in app.markdown).replace("\\", "").replace("\u2060", "")


def fetched(
    before: Callable[[Any], Any], path: str, method: str = "GET", host: str = "localhost:8600"
) -> tuple[dict[str, str], bytes]:
    """What is answered to a request by what stands before Streamlit; what Streamlit is left to answer is "theirs"."""
    sent: list[Any] = []

    async def theirs(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.body", "body": b"theirs"})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nothing is to be read")

    scope = {"type": "http", "method": method, "path": path, "scheme": "http", "headers": [(b"host", host.encode())]}
    asyncio.run(before(theirs)(scope, receive, send))
    headers = {k.decode(): v.decode() for m in sent for k, v in m.get("headers", ())}
    return headers, b"".join(m.get("body", b"") for m in sent)
