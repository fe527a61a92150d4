"""묻기: a conversation with the documents."""

from __future__ import annotations

import streamlit as st

from pages.parts import frame, session, turn
from viewing.conversation import LONGEST
from viewing.markdown import escaped
from viewing.words import Words

_OPEN = 1  # exchanges that are shown whole; of earlier ones question and sentence, until a click


def _from_link() -> None:
    """Ask the questions of the address, once."""
    questions = st.query_params.get_all("q")
    if questions and st.session_state.get("replayed") != questions:
        st.session_state["replayed"] = questions
        conversation = session.conversation()
        if not conversation.exchanges or list(conversation.exchanges[-1].path) != questions:
            conversation.exchanges = []
            conversation.replay(session.office().assistant, questions)


def _ask(question: str) -> None:
    """Ask, and put the question into the address."""
    if not question.strip():
        return
    exchange = session.conversation().ask(session.office().assistant, question)
    st.session_state["replayed"] = list(exchange.path)
    st.query_params["q"] = list(exchange.path)


def _welcome(words: Words) -> None:
    office = session.office()
    directory = office.assistant.known().directory
    programs = office.programs()
    years = [y for d in directory.documents for y in d.years]
    st.title(words("ask.title"), anchor=False)
    span = f"{min(years)}–{max(years)}" if years else "–"
    st.caption(words("ask.loaded", documents=len(directory.documents), programs=len(programs), years=span))
    questions = office.questions(words)
    with st.container(key="starters"), st.grid(2, min_column_width=260):
        for at, question in enumerate(session.mask()(questions)):
            st.button(escaped(question), key=f"starter-{at}", on_click=_ask, args=(questions[at],), width="stretch")


def _page() -> None:
    words = session.words()
    if frame.first_run(words):
        return
    with st.bottom:  # put there by Streamlit itself, it would keep the end of each answer in view, not its beginning
        question = st.chat_input(words("ask.placeholder"), max_chars=LONGEST, key="question")
    _from_link()
    if question:
        _ask(question)
    conversation = session.conversation()
    if not conversation.exchanges:
        _welcome(words)
        return
    first = len(conversation.exchanges) - _OPEN
    unfolded = st.session_state.setdefault("unfolded", set())
    for number, exchange in enumerate(conversation.exchanges):
        if number >= first or id(exchange.turn) in unfolded:
            turn.show(number)
        else:
            turn.show_short(number, exchange, _unfold)
    st.button(words("ask.new"), icon=":material/add_comment:", type="tertiary", on_click=_begin_anew)


def _unfold(number: int) -> None:
    """Show an earlier exchange whole again."""
    st.session_state["unfolded"].add(id(session.conversation().exchanges[number].turn))


def _begin_anew() -> None:
    """Forget the conversation."""
    session.conversation().exchanges = []
    st.session_state["views"] = {}
    st.session_state["unfolded"] = set()
    st.query_params.clear()


_page()
