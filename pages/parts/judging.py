"""Whether a program's links are right: what people decided, and a form for whoever may decide."""

from __future__ import annotations

import streamlit as st

from graph.errors import SaeopError
from pages.parts import session
from viewing.card import Card
from viewing.editing import Said
from viewing.judging import Decided, decide, decided_on, open_to_judgement, undo
from viewing.markdown import escaped
from viewing.refusals import refusal
from viewing.words import Words

_VERDICTS = ("same", "family", "not")
_OTHER = ""


def show(shown: Card, words: Words) -> None:
    """What was decided, each to be undone, and the form, folded."""
    for said in decided_on(session.office(), shown.key):
        _decided(shown, said, words)
    if not session.rights().change:
        return
    with st.expander(words("judge.title"), icon=":material/rule:"):
        _form(shown, words)


def _decided(shown: Card, said: Decided, words: Words) -> None:
    told = f"{words(f'judge.{said.verdict}')}: {said.name} · {said.who} · {said.when[:10]} · {said.why}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(escaped(told), icon=":material/rule:")
        if session.rights().change and st.button(
            words("judge.undo"), key=f"unjudge-{said.other}", icon=":material/undo:"
        ):
            with st.spinner(words("judge.linking")):
                undo(session.office(), shown.key, said.other)
            st.rerun()


def _form(shown: Card, words: Words) -> None:
    names = {**open_to_judgement(shown), _OTHER: words("judge.other")}
    with st.form("judge", border=False):
        st.caption(words("judge.help"))
        picked = st.selectbox(words("judge.which"), list(names), format_func=lambda k: names[k])
        typed = st.text_input(words("judge.name"), max_chars=200)
        verdict = st.radio(
            words("judge.verdict"), _VERDICTS, format_func=lambda v: words(f"judge.{v}"), horizontal=True
        )
        why = st.text_input(words("facts.why"), max_chars=300)
        who = st.text_input(words("edit.who"), value=st.session_state.get("who", ""), max_chars=50)
        sent = st.form_submit_button(words("judge.keep"), type="primary")
    if not sent:
        return
    st.session_state["who"] = who
    try:
        with st.spinner(words("judge.linking")):
            decide(session.office(), shown.key, picked or typed.strip(), verdict, Said(who, why), words)
    except SaeopError as error:
        st.error(escaped(refusal(error, words)), icon=":material/error:")
        return
    st.rerun()
