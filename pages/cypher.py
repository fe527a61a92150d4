"""그래프: reading Cypher with ready queries, its rows as a table and a picture, and the way to Neo4j Browser."""

from __future__ import annotations

import streamlit as st

from graph.errors import SaeopError
from pages.parts import drawing, files, frame, pieces, session
from viewing.browse import LIMIT, LONGEST, Ready, Result, guide_address, ready_queries, run
from viewing.markdown import escaped
from viewing.refusals import refusal
from viewing.words import Words


def _page() -> None:
    words = session.words()
    if frame.first_run(words):
        return
    st.title(words("cypher.title"), anchor=False)
    if not session.rights().cypher:
        st.info(words("cypher.closed"), icon=":material/lock:")
        if session.office().access.can_sign_in:
            frame.sign_in(words, "page")
        return
    st.caption(words("cypher.help"))
    ready = ready_queries()
    names = {r.name: r.title(words) for r in ready}
    st.selectbox(
        words("cypher.ready"), list(names), index=None, format_func=names.__getitem__, key="ready",
        placeholder=words("cypher.choose"), on_change=_take, args=(ready,),
    )  # fmt: skip
    with st.form("cypher-form", border=False):
        text = st.text_area(words("cypher.text"), key="cypher", height=180, max_chars=LONGEST)
        asked = st.form_submit_button(words("cypher.run"), type="primary", icon=":material/play_arrow:")
    if asked or st.session_state.pop("run_now", False):
        st.session_state["asked"] = text
    if st.session_state.get("asked", "").strip():
        _result(st.session_state["asked"], words)
    _browser(words)


def _take(ready: list[Ready]) -> None:
    """Put a ready query into the box, and run it."""
    chosen = next((r for r in ready if r.name == st.session_state["ready"]), None)
    if chosen:
        st.session_state["cypher"] = chosen.text
        st.session_state["run_now"] = True


def _result(text: str, words: Words) -> None:
    try:
        result = _kept(text, words)
    except SaeopError as error:
        st.error(escaped(refusal(error, words)), icon=":material/error:")
        return
    if not result.table.rows:
        st.info(words("cypher.nothing"), icon=":material/search_off:")
        return
    st.markdown(f"**{words('cypher.rows', n=len(result.table.rows))}**")
    if result.more:
        st.caption(f":material/content_cut: {words('cypher.cut', n=LIMIT)}")
    if result.picture.nodes:
        revision = session.office().assistant.known().directory.revision
        drawing.growing("cypher", (text, revision), lambda: result.picture)
    pieces.table("result", result.table, session.unit(), words)
    files.downloads("result", [result.table], words("cypher.file"), words)


def _kept(text: str, words: Words) -> Result:
    """The result, asked for once while text and graph stay the same."""
    office = session.office()
    about = (text, words.language, office.assistant.known().directory.revision)
    kept = st.session_state.get("result_of")
    if kept is None or kept[0] != about:
        kept = (about, run(office.library.store, text, words))
        st.session_state["result_of"] = kept
    result: Result = kept[1]
    return result


def _browser(words: Words) -> None:
    """How to open the same in Neo4j Browser."""
    address = guide_address(session.office().settings, st.context.url or "")
    with st.expander(words("cypher.browser"), icon=":material/open_in_new:"):
        if not address:
            st.markdown(words("cypher.embedded"))
            st.code("saeop copy --to neo4j://127.0.0.1:7687", language="bash")
        else:
            st.link_button(words("cypher.open"), address, icon=":material/open_in_new:")
        st.markdown(words("cypher.steps"))


_page()
