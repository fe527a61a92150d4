"""사업: everything on one program, each fact with the lines it stands on; whoever may can correct it."""

from __future__ import annotations

import streamlit as st

from pages.parts import drawing, facts, frame, judging, pieces, session
from viewing.card import Card, Contact, Money, Other, card, found_by_name
from viewing.filters import Bar
from viewing.markdown import escaped, with_telephones
from viewing.money import with_unit
from viewing.network import around_programs
from viewing.tables import Column, Table
from viewing.words import Words

_FOUND = 40
_NAMED = 2


def _page() -> None:
    words = session.words()
    if frame.first_run(words):
        return
    key = st.query_params.get("program", "")
    shown = card(session.office(), key, words) if key else None
    if shown is None:
        if key:
            st.info(words("program.gone"), icon=":material/search_off:")
        _search(words)
        return
    _card(session.mask()(shown), words)


def _search(words: Words) -> None:
    """Find a program by its name."""
    office = session.office()
    st.title(words("program.find"), anchor=False)
    text = st.text_input(words("program.name"), placeholder=words("program.placeholder"), key="find", max_chars=100)
    table = session.mask()(found_by_name(office.programs(), text, words, _FOUND))
    if not table.rows:
        st.info(words("program.none"), icon=":material/search_off:")
        return
    picked = pieces.table("found", table, session.unit(), words)
    if picked:
        session.open_program(picked)


# ---------------------------------------------------------------- the card


def _card(shown: Card, words: Words) -> None:
    _head(shown, words)
    _figures(shown, words)
    _who(shown, words)
    _money(shown, words)
    _steps(shown, words)
    _others(shown, words)
    st.header(words("program.graph"), anchor=False)
    office = session.office()
    people = session.rights().contacts
    directory = office.assistant.known().directory
    drawing.growing(
        "program", (shown.key, directory.revision, people),
        lambda: around_programs(office.reader(), directory, [shown.key], people=people),
    )  # fmt: skip
    facts.show(shown, words)


def _head(shown: Card, words: Words) -> None:
    st.title(escaped(shown.name), anchor=False)
    marks = [shown.status, shown.kind if shown.kind != "사업" else ""]
    marks += [words("chip.new")] * shown.is_new + [words("chip.competition")] * shown.is_competition
    with st.container(horizontal=True, gap="small"):
        for mark in dict.fromkeys(m for m in marks if m):
            st.badge(escaped(words.either(f"status.{mark}", mark)), color="blue")
    if shown.summary:
        st.markdown(escaped(shown.summary))
    if shown.aliases:
        st.caption(f"{words('program.aliases')} {escaped(', '.join(shown.aliases))}")
    lines = [line for line, _ in shown.mentions]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(escaped(shown.title), width="content")
        for line in dict.fromkeys(lines[:6]):
            if st.button(words("cited.lines", lines=line), key=f"at-{line}", type="tertiary", help=words("cited.open")):
                session.open_text(shown.document, line)
        st.page_link(session.PROGRAM, label=words("program.other"), icon=":material/search:", query_params={})


def _figures(shown: Card, words: Words) -> None:
    total = with_unit(shown.total, session.unit(), english=words.english) if shown.total is not None else "–"
    with st.grid("auto", min_column_width=140):
        st.metric(words("column.total"), total)
        st.metric(words("column.period"), shown.period or "–")
        st.metric(words("column.region"), _few(shown.regions, words))
        st.metric(words("column.department"), _few(shown.departments, words))


def _few(names: tuple[str, ...], words: Words) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _NAMED
    return (", ".join(names[:_NAMED]) + (words("program.more", n=more) if more > 0 else "")) or "–"


def _who(shown: Card, words: Words) -> None:
    told = [f"- **{escaped(role)}** {escaped(name)}" for role, name in shown.actors]
    told += [f"- **{words('column.department')}** {escaped(path)}" for path in shown.departments]
    told += [f"- **{words('column.region')}** {escaped(', '.join(shown.regions))}"] * (len(shown.regions) > _NAMED)
    parts = {"contacts": [_contact(c) for c in shown.contacts], "who": told}
    with st.grid("auto", min_column_width=320):
        for name, lines in parts.items():
            if lines:
                with st.container():
                    st.header(words(f"program.{name}"), anchor=False)
                    st.markdown("\n".join(lines))


def _contact(contact: Contact) -> str:
    rest = " · ".join(escaped(p) for p in (contact.title, contact.unit, contact.duty) if p)
    phone = with_telephones(contact.phone) if contact.phone else ""
    return "- " + " · ".join(p for p in (f"**{escaped(contact.name)}**", rest, phone) if p)


# ---------------------------------------------------------------- money and time


def _money(shown: Card, words: Words) -> None:
    if not (shown.sources or shown.years or shown.contradictions):
        return
    st.header(words("program.money"), anchor=False)
    for name, amounts in (("sources", shown.sources), ("years", shown.years)):
        if amounts:
            st.subheader(words(f"program.{name}"), anchor=False)
            _bars(name, amounts, shown, words)
    if shown.contradictions:
        with st.expander(words("program.contradictions", n=len(shown.contradictions)), icon=":material/difference:"):
            st.caption(words("program.contradictions_help"))
            columns = (Column(words("column.field")), Column(words("column.amount"), "money"),
                       Column(words("column.line"), "year"))  # fmt: skip
            rows = tuple((m.label, m.krw, m.line) for m in dict.fromkeys(shown.contradictions))
            pieces.table("contradictions", Table(words("column.amount"), columns, rows), session.unit(), words)


def _bars(name: str, amounts: tuple[Money, ...], shown: Card, words: Words) -> None:
    bars = [Bar(m.label, m.krw, 1) for m in amounts]
    picked = pieces.bars(name, words(f"program.{name}"), bars, session.unit(), words, opens=True)
    line = next((m.line for m in amounts if m.label == picked), 0)
    if line:
        session.open_text(shown.document, line)


def _steps(shown: Card, words: Words) -> None:
    if not shown.steps:
        return
    st.header(words("program.steps"), anchor=False)
    step = pieces.steps("steps", words("program.steps"), shown.steps, words)
    if step:
        session.open_text(shown.document, step.line)


# ---------------------------------------------------------------- other programs


def _others(shown: Card, words: Words) -> None:
    history = (*shown.before, *shown.after)
    beside = (*shown.whole, *shown.parts, *shown.related)
    for name, others in (("history", history), ("related", beside)):
        if others:
            st.header(words(f"program.{name}"), anchor=False)
            picked = pieces.table(name, _table(words(f"program.{name}"), others, words), session.unit(), words)
            if picked:
                session.open_program(picked)
    if not history:
        st.caption(words("program.no_history"))
    judging.show(shown, words)


def _table(title: str, others: tuple[Other, ...], words: Words) -> Table:
    names = ("name", "relation", "document", "amount", "reason")
    columns = tuple(Column(words(f"column.{n}")) for n in names)
    rows = tuple((o.name, o.relation, o.title, o.amount, o.reason) for o in others)
    return Table(title, columns, rows, tuple(o.key for o in others))


_page()
