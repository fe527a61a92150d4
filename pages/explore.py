"""둘러보기: filters over all programs with counts, pictures, the graph of the selection, two documents side by side."""

from __future__ import annotations

from functools import partial
from typing import cast

import streamlit as st

from pages.parts import drawing, files, frame, pieces, session
from viewing.editions import editions, likely
from viewing.filters import FACETS, NONE, Choice, Facet, bars, by_year, chosen, counts, listed, total
from viewing.markdown import escaped
from viewing.money import with_unit
from viewing.network import around_programs
from viewing.overview import Glance
from viewing.words import Words

_VIEWS = ("list", "pictures", "graph", "compare")
_OK = 10**8
_IN_GRAPH = 40


def _page() -> None:
    words = session.words()
    if frame.first_run(words):
        return
    st.title(words("explore.title"), anchor=False)
    programs = session.office().programs()
    names = {v: words(f"explore.{v}") for v in _VIEWS}
    view = st.segmented_control(
        words("explore.view"), _VIEWS, default=_VIEWS[0], required=True, format_func=names.__getitem__, key="view",
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    if view == "compare":
        _compare(words)
        return
    choice = _filters(programs, words)
    found = chosen(programs, choice)
    _told(found, words)
    if not found:
        st.info(words("explore.none"), icon=":material/filter_alt_off:")
    elif view == "list":
        _list(found, words)
    elif view == "pictures":
        _pictures(found, words)
    else:
        _graph(found, words)


# ---------------------------------------------------------------- filters


def _filters(programs: tuple[Glance, ...], words: Words) -> Choice:
    """The filters, each with how many programs it would leave; what a click on a picture asked for is put in first."""
    state = st.session_state
    facet, value = state.pop("narrow", ("", ""))
    if facet:
        old = list(state.get(f"facet-{facet}", ()))
        state[f"facet-{facet}"] = [v for v in old if v != value] if value in old else [*old, value]
    now = _choice()
    with st.expander(words("explore.filters"), expanded=True, icon=":material/filter_alt:", key="filters"):
        with st.grid("auto", min_column_width=130):
            for each in FACETS:
                found = counts(programs, now, each)
                numbers = {c.value: c.number for c in found}
                st.multiselect(
                    words(f"chip.{each}"), list(numbers), key=f"facet-{each}", placeholder=words("chip.any"),
                    format_func=partial(_counted, numbers, words), persist_state="session",
                )  # fmt: skip
            st.number_input(
                words("explore.least"), min_value=0.0, value=None, step=10.0, key="least", persist_state="session"
            )
            st.number_input(
                words("explore.most"), min_value=0.0, value=None, step=10.0, key="most", persist_state="session"
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text_input(
                words("program.name"), key="named", max_chars=100, placeholder=words("program.placeholder"),
                persist_state="session",
            )  # fmt: skip
            st.toggle(words("chip.new"), key="only-new", persist_state="session")
            st.toggle(words("chip.competition"), key="only-competition", persist_state="session")
            st.button(words("explore.clear"), icon=":material/filter_alt_off:", type="tertiary", on_click=_clear)
    return _choice()


def _counted(numbers: dict[str, int], words: Words, value: str) -> str:
    """A value with how many programs it would leave."""
    return f"{words('explore.unstated') if value == NONE else value} ({numbers.get(value, 0)})"


def _choice() -> Choice:
    """What is chosen, as the widgets have it."""
    state = st.session_state
    values = {f: tuple(state.get(f"facet-{f}") or ()) for f in FACETS}
    least, most = state.get("least"), state.get("most")
    return Choice(
        {f: v for f, v in values.items() if v}, bool(state.get("only-new")), bool(state.get("only-competition")),
        round(least * _OK) if least is not None else None, round(most * _OK) if most is not None else None,
        str(state.get("named") or ""),
    )  # fmt: skip


def _clear() -> None:
    """Take every filter out."""
    for facet in FACETS:
        st.session_state[f"facet-{facet}"] = []
    st.session_state.update({"least": None, "most": None, "named": "", "only-new": False, "only-competition": False})


def _told(found: list[Glance], words: Words) -> None:
    """How many programs there are and what they come to."""
    if not found:
        return
    sum_ = total(found)
    amount = with_unit(sum_.krw, session.unit(), english=words.english)
    told = words("explore.told", n=len(found), amount=amount)
    rest = [words("explore.without", n=sum_.without)] * bool(sum_.without)
    rest += [words("explore.parts", n=sum_.parts)] * bool(sum_.parts)
    st.markdown(f"**{escaped(told)}** :small[:gray[{escaped(' · '.join(rest))}]]")


# ---------------------------------------------------------------- views


def _list(found: list[Glance], words: Words) -> None:
    table = session.mask()(listed(found, words))
    picked = pieces.table("programs", table, session.unit(), words)
    files.downloads("programs", [table], words("explore.file"), words)
    if picked:
        session.open_program(picked)


def _pictures(found: list[Glance], words: Words) -> None:
    shown = (("ministry", bars(found, "ministry")), ("region", bars(found, "region")), ("year", by_year(found)))
    for name, each in shown:
        st.subheader(words(f"explore.by_{name}"), anchor=False)
        if not each:
            st.caption(words("explore.no_amount"))
            continue
        opens = name != "year"
        picked = pieces.bars(f"bars-{name}", words(f"explore.by_{name}"), each, session.unit(), words, opens=opens)
        if picked:
            st.session_state["narrow"] = (cast(Facet, name), picked)
            st.rerun()
    st.caption(words("explore.by_help"))


def _graph(found: list[Glance], words: Words) -> None:
    office, people = session.office(), session.rights().contacts
    directory = office.assistant.known().directory
    keys = tuple(g.key for g in found[:_IN_GRAPH])
    if len(found) > len(keys):
        st.caption(f":material/content_cut: {escaped(words('explore.cut', n=len(found), shown=len(keys)))}")
    drawing.growing(
        "selection", (keys, directory.revision, people),
        lambda: around_programs(office.reader(), directory, keys, people=False), tall=620,
    )  # fmt: skip


def _compare(words: Words) -> None:
    """What went on between two documents."""
    office = session.office()
    documents = office.assistant.known().directory.documents
    known = {d.key: d.title for d in documents}
    if len(known) < 2:
        st.info(words("explore.two"), icon=":material/difference:")
        return
    keys = list(known)
    earlier, later = likely(documents)
    with st.grid("auto", min_column_width=260):
        one = st.selectbox(
            words("explore.one"), keys, index=keys.index(earlier), format_func=known.__getitem__, key="one"
        )
        other = st.selectbox(
            words("explore.other"), keys, index=keys.index(later), format_func=known.__getitem__, key="other"
        )
    if one == other:
        st.info(words("explore.same"), icon=":material/difference:")
        return
    found = session.mask()(editions(office, one, other, words))
    st.caption(escaped(f"{found.earlier} → {found.later}"))
    files.downloads("editions", list(found.tables), words("explore.file"), words)
    for table in found.tables:
        st.subheader(f"{escaped(table.title)} · {len(table.rows)}", anchor=False)
        if table.rows:
            picked = pieces.table(f"editions-{table.title}", table, session.unit(), words)
            if picked:
                session.open_program(picked)


_page()
