"""One question with its answer: the sentence, how it was understood, the table, the cited lines, what is near."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from graph.errors import SaeopError
from pages.parts import files, pieces, session
from viewing.answers import AnswerView, answer_view, evidence_table
from viewing.chips import CHANGEABLE, chips, chosen, options, summary, without
from viewing.conversation import Exchange, link
from viewing.editing import Said, complain
from viewing.markdown import escaped, with_telephones
from viewing.refusals import refusal
from viewing.words import Words

_CITED = 2
"""Cited places that are shown at once; the others open with a click."""


def view_of(number: int, exchange: Exchange, words: Words) -> AnswerView:
    """The view of an exchange as this visitor may see it; worked out once for each answer."""
    kept = st.session_state.setdefault("views", {})
    seen = (exchange.answer, words.language)
    if number not in kept or kept[number][0] is not seen[0] or kept[number][1] != seen[1]:
        kept[number] = (*seen, answer_view(session.office().assistant, exchange.answer, words))
    view: AnswerView = session.mask()(kept[number][2])
    return view


@st.fragment
def show(number: int) -> None:
    """Show an exchange; what is done in it draws only this exchange anew."""
    exchange = session.conversation().exchanges[number]
    words = session.words()
    view = view_of(number, exchange, words)
    with st.container(key=f"turn-{number}"):
        if number == len(session.conversation().exchanges) - 1:
            pieces.here(f"here-{number}", view.question)
        with (
            st.container(horizontal=True, horizontal_alignment="right"),
            st.container(key=f"question-{number}", width="content"),
        ):
            st.markdown(escaped(view.question))
        _sentence(number, view)
        _understood(number, exchange, words)
        if view.answered:
            _tables(number, view, words)
            _evidence(number, view, words)
        _beside(number, view, words)
        _actions(number, exchange, view, words)


def show_short(number: int, exchange: Exchange, unfold: Callable[[int], None]) -> None:
    """Show an earlier exchange as its question, which opens it again, and its sentence."""
    question, told = session.mask()((exchange.question, exchange.answer.found.text))
    with st.container(key=f"short-{number}", gap="xsmall"):
        st.button(
            escaped(question), key=f"fold-{number}", icon=":material/unfold_more:", type="tertiary",
            on_click=unfold, args=(number,),
        )  # fmt: skip
        st.markdown(with_telephones(told.partition("\n")[0]))


def _sentence(number: int, view: AnswerView) -> None:
    with st.container(key=f"{'sentence' if view.answered else 'silence'}-{number}"):
        icon = "" if view.answered else ":material/chat_info: "
        st.markdown("\n\n".join(icon * (not i) + with_telephones(p) for i, p in enumerate(view.paragraphs)))
        if view.bullets:
            st.markdown("\n".join(f"- {with_telephones(b)}" for b in view.bullets))


# ---------------------------------------------------------------- how it was understood


def _understood(number: int, exchange: Exchange, words: Words) -> None:
    """What the question was taken to mean; chips can be switched off, and parts set to other values."""
    if exchange.asked.unclear:
        return
    directory, mask = session.office().assistant.known().directory, session.mask()
    parts = {c.id: mask(c) for c in chips(exchange.asked, directory, words)}
    fixed = mask(summary(exchange.asked, words, known=exchange.known))
    with st.container(key=f"understood-{number}", horizontal=True, vertical_alignment="center", gap="small"):
        told = " · ".join(escaped(c.value) for c in fixed)
        st.markdown(f":small[:gray[{words('ask.understood')}]] :small[**{told}**]", width="content")
        if parts:
            key = f"chips-{number}-{abs(hash(tuple(parts)))}"
            st.pills(
                f"{words('ask.chips')}: {words('ask.chips_help')}", list(parts), selection_mode="multi", width="content", key=key,
                default=[i for i in parts if i not in exchange.off], format_func=lambda i: escaped(parts[i].text),
                label_visibility="collapsed", on_change=_put_off, args=(number, key, parts),
            )  # fmt: skip
        _change(number, exchange, words)


def _change(number: int, exchange: Exchange, words: Words) -> None:
    """Set a part of the plan to another value; what there is to choose is worked out when it is opened."""
    opened = st.popover(
        words("ask.change"), icon=":material/tune:", type="tertiary", key=f"change-{number}", on_change="rerun"
    )
    if not opened.open:
        return
    directory, mask = session.office().assistant.known().directory, session.mask()
    plan = without(exchange.asked, directory, exchange.off)
    offered = options(plan, directory, words)
    with opened:
        for part in (p for p in CHANGEABLE if p in offered):
            names = {o.id: mask(o.words) for o in offered[part]}
            now = chosen(plan, part, directory)
            ids = list(names)
            key = f"part-{number}-{part}-{now}"
            st.selectbox(
                words(f"chip.{part}"), ids, index=ids.index(now) if now in ids else 0, format_func=names.__getitem__,
                key=key, on_change=_set_part, args=(number, part, key),
            )  # fmt: skip


def _put_off(number: int, key: str, parts: Iterable[str]) -> None:
    """Ask again without the chips that are switched off."""
    off = frozenset(parts) - frozenset(st.session_state[key])
    session.conversation().put_off(session.office().assistant, number, off)


def _set_part(number: int, part: str, key: str) -> None:
    """Ask again with what was chosen for a part of the plan."""
    session.conversation().set_part(session.office().assistant, number, part, str(st.session_state[key] or ""))


# ---------------------------------------------------------------- what was found


def _tables(number: int, view: AnswerView, words: Words) -> None:
    unit = session.unit()
    if view.table is not None and view.table_shown:
        picked = pieces.table(f"table-{number}", view.table, unit, words)
        if picked:
            session.open_program(picked)
    if view.parts is not None:
        with st.expander(words("table.parts_n", n=len(view.parts.rows)), icon=":material/list_alt:"):
            picked = pieces.table(f"parts-{number}", view.parts, unit, words)
            if picked:
                session.open_program(picked)


def _evidence(number: int, view: AnswerView, words: Words) -> None:
    if not view.cited:
        return
    st.markdown(f":small[:gray[{words('cited.title')}]]")
    place = pieces.cited(f"cited-{number}", view.cited[:_CITED], words)
    rest = view.cited[_CITED:]
    if rest:
        with st.expander(words("cited.more", n=len(rest))):
            place = pieces.cited(f"rest-{number}", rest, words) or place
    if place:
        session.open_text(place.document, place.line_start, place.line_end)


def _beside(number: int, view: AnswerView, words: Words) -> None:
    """Notes, other values, near questions and cards."""
    for note in view.notes:
        st.caption(f":material/info: {escaped(note)}")
    for other in view.alternatives:
        st.caption(f":material/difference: {words('ask.also')} {escaped(other)}")
    if view.near:
        st.markdown(f":small[:gray[{words('ask.near')}]]")
        with st.container(horizontal=True, key=f"near-{number}"):
            for at, near in enumerate(view.near):
                why = words.either(f"why.{near.why}", near.why)
                if st.button(escaped(near.question), key=f"near-{number}-{at}", help=escaped(why) or None):
                    session.conversation().ask(session.office().assistant, near.question, leaning=False)
                    st.rerun()
    if view.programs and not view.table_shown:
        with st.container(horizontal=True, key=f"programs-{number}"):
            for key, name in view.programs:
                if st.button(
                    escaped(name), key=f"open-{number}-{key}", icon=":material/article:", help=words("ask.card")
                ):
                    session.open_program(key)


# ---------------------------------------------------------------- what can be done with it


def _actions(number: int, exchange: Exchange, view: AnswerView, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"actions-{number}"):
        if view.table is not None:
            tables = [t for t in (view.table, view.parts) if t is not None]
            all_ = [*tables, evidence_table(view, words)]
            files.downloads(str(number), all_, words("ask.file"), words, csv=tables[-1])
        if st.button(words("ask.link"), icon=":material/link:", type="tertiary", key=f"link-{number}"):
            st.dialog(words("ask.link"))(_link)(exchange, words)
        if not session.office().settings.read_only and st.button(
            words("wrong.button"), icon=":material/thumb_down:", type="tertiary", key=f"wrong-{number}"
        ):
            st.dialog(words("wrong.button"))(_wrong)(number, exchange, words)
        st.caption(words("ask.elapsed", ms=round(view.elapsed_ms)), width="content")


def _link(exchange: Exchange, words: Words) -> None:
    """The address that opens this question, to be sent to a colleague."""
    st.caption(words("ask.link_edited") if exchange.edited or exchange.off else words("ask.link_help"))
    st.code(link(str(st.context.url or ""), exchange.path), language=None, wrap_lines=True)


def _wrong(number: int, exchange: Exchange, words: Words) -> None:
    """Keep that an answer is wrong, for whoever looks after the documents."""
    with st.form(f"wrong-form-{number}", border=False, clear_on_submit=True):
        why = st.text_area(words("wrong.why"), max_chars=500)
        who = st.text_input(words("edit.who"), value=st.session_state.get("who", ""), max_chars=50)
        sent = st.form_submit_button(words("wrong.send"), type="primary")
    if sent:
        st.session_state["who"] = who
        try:
            complain(session.office(), exchange.answer, Said(who, why))
        except SaeopError as error:
            st.error(escaped(refusal(error, words)), icon=":material/error:")
        else:
            st.success(words("wrong.kept"), icon=":material/check:")
