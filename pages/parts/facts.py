"""All facts of a program in a table; a click shows the lines of one, and lets whoever may correct it or undo that."""

from __future__ import annotations

import streamlit as st

from graph.errors import SaeopError
from pages.parts import pieces, session
from viewing.card import Card, FactView, places_of
from viewing.editing import Field, Said, correct, fields_for, undo
from viewing.markdown import escaped
from viewing.refusals import refusal
from viewing.tables import Column, Table
from viewing.words import Words

_PLACES = 3


def show(shown: Card, words: Words) -> None:
    """The table of facts."""
    st.header(words("facts.title"), anchor=False)
    corrected = [f for f in shown.facts if f.correction]
    st.caption(words("facts.help") + (" " + words("facts.corrected_n", n=len(corrected)) if corrected else ""))
    columns = (Column(words("column.field")), Column(words("column.value")), Column(words("column.line")),
               Column(words("facts.by_person")))  # fmt: skip
    rows = tuple((f.label, f.value, ", ".join(map(str, f.lines[:4])), _note(f, words)) for f in shown.facts)
    table = Table(words("facts.title"), columns, rows, tuple(f.id for f in shown.facts))
    picked = pieces.table("facts", table, session.unit(), words)
    fact = next((f for f in shown.facts if f.id == picked), None)
    if fact:
        st.dialog(words("facts.one"), width="large")(_one)(shown, fact, words)


def _note(fact: FactView, words: Words) -> str:
    if fact.correction is None:
        return ""
    return words("facts.rejected") if fact.rejected else words("facts.corrected", old=fact.stated)


def _one(shown: Card, fact: FactView, words: Words) -> None:
    st.markdown(f"**{escaped(fact.label)}**: {escaped(fact.value)}")
    office = session.office()
    places = session.mask()(places_of(office, shown.document, fact.lines[:_PLACES]))
    place = pieces.cited("fact-lines", places, words)
    if place:
        session.open_text(place.document, place.line_start, place.line_end)
    if fact.correction is not None:
        _said(fact, words)
    rights = session.rights()
    if rights.change and rights.contacts:
        _form(fact, words)
    else:
        st.caption(words("facts.closed"))


def _said(fact: FactView, words: Words) -> None:
    """What a person said of the fact, to be undone by whoever may."""
    said = fact.correction
    if said is None:
        return
    what = words("facts.rejected") if fact.rejected else words("facts.corrected", old=fact.stated)
    st.info(escaped(f"{what} · {said.who} · {said.when[:10]} · {said.why}"), icon=":material/edit_note:")
    if session.rights().change and st.button(words("facts.undo"), icon=":material/undo:"):
        undo(session.office(), said.key)
        st.rerun()


def _form(fact: FactView, words: Words) -> None:
    fields = fields_for(session.office(), fact.id)
    if not fields:
        st.caption(words("edit.gone"))
        return
    with st.form("correct", border=True):
        st.markdown(f"**{words('facts.correct')}**")
        wrong = st.toggle(words("facts.wrong"), help=words("facts.wrong_help"))
        given = {field.name: _field(field, words) for field in fields}
        why = st.text_input(words("facts.why"), max_chars=300)
        who = st.text_input(words("edit.who"), value=st.session_state.get("who", ""), max_chars=50)
        sent = st.form_submit_button(words("facts.keep"), type="primary")
    if not sent:
        return
    st.session_state["who"] = who
    try:
        correct(session.office(), fact.id, None if wrong else given, Said(who, why), words)
    except SaeopError as error:
        st.error(escaped(refusal(error, words)), icon=":material/error:")
        return
    st.rerun()


def _field(field: Field, words: Words) -> str:
    name = words(f"edit.{field.name}")
    if not field.options:
        return st.text_input(name, value=field.value, max_chars=500)
    options = list(dict.fromkeys((field.value, *field.options)))
    return str(st.selectbox(name, options, index=0))
