"""The pages, run without a browser: what a visitor sees and what a click changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from settings import Settings

APP = str(Path(__file__).parents[2] / "app.py")
Open = Callable[..., AppTest]


@pytest.fixture
def opened(plan_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the app on the made plan, at a page and with settings; everything is let go of afterwards."""
    monkeypatch.setenv("SAEOP_HOME", str(plan_settings.home))
    monkeypatch.setenv("SAEOP_ENCODER", plan_settings.encoder)

    def open_app(page: str = "", query: dict[str, str] | None = None, **environment: str) -> AppTest:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
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
    st.cache_resource.clear()


def said(app: AppTest) -> str:
    """All that a page says in Markdown, without the signs that keep Markdown from obeying it."""
    return "\n".join(str(m.value) for m in app.markdown).replace("\\", "").replace("\u2060", "")


def test_app_ask_begins_with_questions_that_have_answers(opened: Open) -> None:
    app = opened()
    starters = [b for b in app.button if str(b.key).startswith("starter-")]
    assert 3 <= len(starters) <= 6
    starters[0].click().run()
    assert not app.exception
    assert "이렇게 이해했습니다" in said(app)
    assert "문서에 없습니다" not in said(app)


def test_app_ask_answers_follows_up_and_keeps_the_link(opened: Open) -> None:
    app = opened()
    app.chat_input[0].set_value("정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?").run()
    assert "198억 5,000만 원" in said(app)
    app.chat_input[0].set_value("담당자는?").run()
    assert not app.exception
    assert "정밀의료 빅데이터 서비스 플랫폼 구축" in said(app).split("담당자는")[-1]
    assert app.query_params["q"] == ["정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?", "담당자는?"]


def test_app_link_asks_its_question(opened: Open) -> None:
    app = opened(query={"q": "정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?"})
    assert "198억 5,000만 원" in said(app)


def test_app_chip_taken_out_asks_again(opened: Open) -> None:
    app = opened()
    app.chat_input[0].set_value("과기정통부 지원 사업 알려줘").run()
    before = said(app)
    chips = app.pills[0]
    assert any("과학기술정보통신부" in option for option in chips.options)
    chips.set_value([]).run()
    assert not app.exception
    assert said(app) != before


def test_app_silence_is_said_and_markup_is_only_text(opened: Open) -> None:
    app = opened()
    app.chat_input[0].set_value("<script>alert(1)</script> [x](http://x) 사업 담당자는?").run()
    assert not app.exception
    assert "문서에 없습니다" in said(app)
    assert all("<script>" not in str(m.value) for m in app.markdown)
    assert all(not h.proto.allow_html for h in app.markdown)
