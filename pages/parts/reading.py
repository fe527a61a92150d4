"""A document's text, a stretch at a time, with its facts marked and the cited lines told from the others."""

from __future__ import annotations

import streamlit as st

from pages.parts import pieces, session
from viewing.markdown import escaped
from viewing.text import Heading, headings, number_in, page_with, pages_of, text_page
from viewing.words import Words

_MARKS = ("program", "money", "person", "body", "place", "step", "fact")


def show(key: str, words: Words) -> None:
    """The text of a document at the line that the address names."""
    office, mask = session.office(), session.mask()
    document = office.assistant.known().directory.document.get(key)
    back = st.button(words("reader.back"), icon=":material/arrow_back:", type="tertiary")
    if back:
        st.query_params.clear()
        st.rerun()
    if document is None:
        st.info(words("reader.gone"), icon=":material/search_off:")
        return
    line, last = _number("line"), _number("to")
    pages, _ = pages_of(office, key)
    here = min(_number("page") or page_with(line or 1), pages)
    st.title(escaped(mask(document.title)), anchor=False)
    st.caption(escaped(key))
    _contents(mask(headings(office, key)), here, words)
    _turn(here, pages, words, "above")
    shown = mask(text_page(office, key, here, (line, max(last, line))))
    st.caption(words("reader.marks", kinds=", ".join(words(f"mark.{m}") for m in _MARKS)))
    picked = pieces.reader("reader", shown.lines, words, focus=f"{key} {line}" if line else "")
    if picked:
        session.open_program(picked)
    _turn(here, pages, words, "below")


def _number(name: str) -> int:
    """A number of the address, 0 where it is none."""
    return number_in(str(st.query_params.get(name, "")))


def _contents(found: list[Heading], here: int, words: Words) -> None:
    """Jump to a heading."""
    if not found:
        return
    names = {i: f"{'  ' * (h.level - 1)}{h.title[:60]} · {h.line}" for i, h in enumerate(found)}
    chosen = st.selectbox(
        words("reader.contents"), list(names), index=None, format_func=names.__getitem__,
        placeholder=words("reader.jump"), key=f"contents-{here}",
    )  # fmt: skip
    if chosen is not None:
        line = str(found[chosen].line)
        st.query_params.update({"line": line, "to": line})
        st.query_params.pop("page", None)
        st.rerun()


def _turn(here: int, pages: int, words: Words, where: str) -> None:
    if pages < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"turn-pages-{where}"):
        st.button(
            words("reader.before"), key=f"before-{where}", icon=":material/chevron_left:", disabled=here <= 1,
            on_click=_go, args=(here - 1,),
        )  # fmt: skip
        st.caption(f"{here} / {pages}", width="content")
        st.button(
            words("reader.after"), key=f"after-{where}", icon=":material/chevron_right:", icon_position="right",
            disabled=here >= pages, on_click=_go, args=(here + 1,),
        )  # fmt: skip


def _go(page: int) -> None:
    """Turn to a stretch."""
    for name in ("line", "to"):
        st.query_params.pop(name, None)
    st.query_params["page"] = str(page)
