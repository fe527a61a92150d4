"""The pages, run without a browser: what a visitor sees and what a click changes."""

from __future__ import annotations

import re

import pytest
from google.protobuf.text_format import MessageToString  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from graph.errors import SaeopError
from tests.app.conftest import DOCUMENT, MEDICAL, Open, said
from viewing.browse import ready_queries
from viewing.office import Office


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


def test_app_earlier_questions_are_folded_until_clicked(opened: Open) -> None:
    app = opened()
    for question in ("원주시 사업 알려줘", "강릉시 사업 알려줘", "춘천시 사업 알려줘", "삼척시 사업 알려줘"):
        app.chat_input[0].set_value(question).run()
    assert app.button("fold-0").label == "원주시 사업 알려줘"
    assert "의료기기 사업화" not in everything(app)
    app.button("fold-0").click().run()
    assert "의료기기 사업화" in everything(app)


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


# ---------------------------------------------------------------- other pages


def texts(app: AppTest) -> str:
    """Everything that a page says outside the pieces."""
    parts = [*app.title, *app.header, *app.subheader, *app.caption, *app.info, *app.warning, *app.error]
    return said(app) + "\n".join(str(p.value) for p in parts).replace("\\", "").replace("\u2060", "")


def test_app_program_page_finds_and_shows_a_card(opened: Open) -> None:
    app = opened("pages/program.py")
    assert "사업 찾기" in texts(app)
    app.text_input("find").set_value("없는 사업 이름").run()
    assert "그런 이름의 사업이 없습니다" in texts(app)
    app.query_params["program"] = MEDICAL
    app.run()
    assert not app.exception
    assert app.title[0].value.replace("\\", "") == "정밀의료 빅데이터 서비스 플랫폼 구축"
    assert "](tel:033-000-5121)" in said(app)
    assert {m.label: m.value for m in app.metric}["총사업비"] == "198.5억원"


def test_app_program_that_is_gone_is_said(opened: Open) -> None:
    app = opened("pages/program.py", {"program": "agency_plan.md/Program/없는 사업"})
    app.query_params["program"] = "agency_plan.md/Program/없는 사업"
    app.run()
    assert "이제 문서에 없습니다" in texts(app)


def test_app_explore_filters_and_views(opened: Open) -> None:
    app = opened("pages/explore.py")
    assert not app.exception
    app.multiselect("facet-ministry").set_value(["중소벤처기업부"]).run()
    assert "사업 2개" in said(app)
    for view in ("pictures", "graph"):
        app.segmented_control("view").set_value(view).run()
        assert not app.exception
    next(b for b in app.button if "모두 지우기" in b.label).click().run()
    assert "사업 2개" not in said(app)
    app.segmented_control("view").set_value("compare").run()
    assert "문서가 둘은 있어야" in texts(app)


def test_app_documents_page_lists_and_opens_the_text(opened: Open) -> None:
    app = opened("pages/documents.py")
    assert "올린 문서 1건" in texts(app)
    assert "2025년도 주요업무계획" in texts(app)
    app.button(f"text-{DOCUMENT}").click().run()
    assert not app.exception
    assert "밑줄" in texts(app)
    app.button("after-above").click().run()
    assert app.query_params["page"] == "2"


def test_app_cypher_page_runs_ready_queries_and_refuses_writing(opened: Open) -> None:
    app = opened("pages/cypher.py")
    app.selectbox("ready").set_value("ready_largest_programs").run()
    assert not app.exception
    assert "결과" in said(app)
    app.text_area("cypher").set_value("MATCH (n) DETACH DELETE n")
    next(b for b in app.button if "실행" in b.label).click().run()
    assert app.error
    assert not app.exception


def test_app_each_ready_query_is_shown(opened: Open) -> None:
    app = opened("pages/cypher.py")
    for ready in ready_queries():
        app.selectbox("ready").set_value(ready.name).run()
        assert not app.exception, ready.name
        assert "결과" in said(app) or "없습니다" in texts(app), ready.name


def test_app_speaks_english(opened: Open) -> None:
    app = opened()
    app.sidebar.segmented_control("language").set_value("en").run()
    assert "What would you like to know" in texts(app)
    for page in ("program", "explore", "documents", "cypher"):
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        assert not re.search(r"[가-힣]", app.title[0].value), app.title[0].value


# ---------------------------------------------------------------- for those who run it for others


def test_app_read_only_changes_nothing(opened: Open) -> None:
    app = opened("pages/documents.py", SAEOP_READ_ONLY="1")
    assert not app.get("file_uploader")
    assert not [b for b in app.button if "지웁니다" in b.label]
    asking = opened(SAEOP_READ_ONLY="1")
    asking.chat_input[0].set_value("원주시 사업 알려줘").run()
    assert not asking.text_area


def test_app_documents_page_wants_the_password(opened: Open) -> None:
    app = opened("pages/documents.py", SAEOP_PASSWORD="열쇠")
    assert "로그인한 사람만" in texts(app)
    assert "2025년도 주요업무계획" not in texts(app)
    app.text_input("password-page").set_value("틀림")
    sign_in(app)
    assert "맞지 않습니다" in str(app.error[0].value)
    app.text_input("password-page").set_value("열쇠")
    sign_in(app)
    assert "올린 문서 1건" in texts(app)


def sign_in(app: AppTest) -> None:
    next(b for b in app.main.button if b.label == "로그인").click().run()


def test_app_text_behind_a_citation_wants_the_password(opened: Open) -> None:
    """Answers cite their lines to everybody; the text around them is the documents page's, and Cypher reads it too."""
    app = opened(SAEOP_PASSWORD="열쇠")
    app.chat_input[0].set_value("정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?").run()
    assert "198억 5,000만 원" in said(app)
    app.switch_page("pages/documents.py")
    app.query_params.update({"document": DOCUMENT, "line": "58", "to": "58"})
    app.run()
    assert "로그인한 사람만" in texts(app)
    assert "19,850백만원" not in everything(app)
    app.text_input("password-page").set_value("열쇠")
    sign_in(app)
    assert "19,850백만원" in everything(app)
    closed = opened("pages/cypher.py", SAEOP_PASSWORD="열쇠")
    assert not closed.text_area


def test_app_hidden_contacts_are_on_no_page(opened: Open) -> None:
    shown = walked(opened())
    assert all("남궁연" in page and "5121" in page for page in shown)
    hidden = walked(opened(SAEOP_HIDE_CONTACTS="1"))
    assert all("남궁연" not in page and "5121" not in page for page in hidden)
    assert all(abs(len(a) - len(b)) < len(a) / 2 for a, b in zip(hidden, shown, strict=True))
    app = opened("pages/cypher.py", SAEOP_HIDE_CONTACTS="1", SAEOP_PASSWORD="열쇠")
    assert not app.text_area


def walked(app: AppTest) -> list[str]:
    """All that goes to the browser where contacts are told: an answer, a card, a text."""
    app.chat_input[0].set_value("정밀의료 빅데이터 서비스 플랫폼 구축 담당자는?").run()
    pages = [everything(app)]
    for page, query in (("program", {"program": MEDICAL}), ("documents", {"document": DOCUMENT, "line": "58"})):
        app.switch_page(f"pages/{page}.py")
        app.query_params.update(query)
        app.run()
        assert not app.exception
        pages.append(everything(app))
    return pages


def everything(app: AppTest) -> str:
    """All that goes to the browser, pieces and pictures as well."""
    protos = "\n".join(
        MessageToString(n.proto, as_utf8=True) for n in app.main if getattr(n, "proto", None) is not None
    )
    return re.sub(r"\\+u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), protos) + texts(app)


def test_app_says_in_one_line_what_cannot_be_had(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Office) -> None:
        raise SaeopError("no graph server answers at <there>: gone")

    monkeypatch.setattr(Office, "programs", gone)
    app = opened("pages/explore.py")
    assert "그래프 서버가 대답하지 않습니다" in app.error[0].value
    assert "<there>" not in app.error[0].value


def test_app_keeps_filters_on_the_way_to_a_card_and_back(opened: Open) -> None:
    app = opened("pages/explore.py")
    app.multiselect("facet-ministry").set_value(["중소벤처기업부"])
    app.toggle("only-new").set_value(False)
    app.number_input("least").set_value(100.0).run()
    assert "사업 1개" in said(app)
    app.switch_page("pages/program.py").run()
    app.switch_page("pages/explore.py").run()
    assert app.multiselect("facet-ministry").value == ["중소벤처기업부"]
    assert "사업 1개" in said(app)
