"""The frame of every page: title, navigation, language and unit, signing in, and what is being loaded."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.errors import SaeopError
from pages.parts import loading, session
from viewing.jobs import Job
from viewing.markdown import escaped
from viewing.money import UNITS, unit_name
from viewing.refusals import refusal
from viewing.words import LANGUAGES, Words

_STYLE = Path(__file__).with_name("style.css")
_ICON = str(Path(__file__).with_name("icon.png"))
_LOGO = str(Path(__file__).with_name("logo.svg"))
_STEPS = {"add": "upload_file", "ask": "forum", "see": "fact_check"}
"""What somebody who has loaded nothing can do, with an icon for each."""
_LOOK = 0.3
_JOB_LOOK, _CALM_LOOK = 1.0, 5.0


def begin() -> None:
    """Title, icon and style: first of all."""
    words = session.words()
    st.set_page_config(page_title=words("app.title"), page_icon=_ICON, layout="centered")
    st.logo(_LOGO, size="large", icon_image=_ICON)
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")


def navigation() -> st.Page:
    """The pages; the one to run."""
    words = session.words()
    pages = [
        st.Page(session.ASK, title=words("nav.ask"), icon=":material/forum:", default=True),
        st.Page(session.PROGRAM, title=words("nav.program"), icon=":material/article:"),
        st.Page(session.EXPLORE, title=words("nav.explore"), icon=":material/filter_alt:"),
        st.Page(session.DOCUMENTS, title=words("nav.documents"), icon=":material/folder_open:"),
        st.Page(session.CYPHER, title=words("nav.cypher"), icon=":material/hub:"),
    ]
    return st.navigation(pages, position="sidebar")


def sidebar() -> None:
    """What holds for all pages: what is being loaded, unit, language, signing in."""
    words = session.words()
    with st.sidebar:
        office = session.office()
        busy = office.state == "ready" and office.jobs.busy
        st.fragment(_work, run_every=_JOB_LOOK if busy else _CALM_LOOK)()
        unit_names = {u: unit_name(u, english=words.english) for u in UNITS}
        st.segmented_control(
            words("side.unit"), UNITS, default=UNITS[0], key="unit", required=True, format_func=unit_names.__getitem__,
            persist_state="session",
        )  # fmt: skip
        st.segmented_control(
            words("side.language"), list(LANGUAGES), default="ko", key="language", required=True,
            format_func=lambda code: LANGUAGES[code], persist_state="session",
        )  # fmt: skip
        _access(words)


def _access(words: Words) -> None:
    """Signing in or out, where there is a password."""
    if not session.office().access.can_sign_in:
        return
    if not session.signed_in():
        with st.popover(words("side.sign_in"), icon=":material/lock:", width="stretch"):
            sign_in(words, "side")
    elif st.button(words("side.sign_out"), icon=":material/logout:", width="stretch"):
        st.session_state["signed_in"] = False
        st.rerun()


def sign_in(words: Words, where: str) -> None:
    """The form that asks for the password; ``where`` tells two of a page apart."""
    access = session.office().access
    with st.form(f"sign-in-{where}", border=False):
        given = st.text_input(
            words("side.password"), type="password", autocomplete="current-password", key=f"password-{where}"
        )
        if st.form_submit_button(words("side.sign_in"), type="primary"):
            if access.sign_in(given):
                st.session_state["signed_in"] = True
                st.rerun()
            wait = access.seconds_to_wait()
            st.error(words("side.wait", n=round(wait) + 1) if wait else words("side.wrong"))


def _work() -> None:
    """What is being loaded now, on every page and for every visitor; the page is drawn anew when that begins or ends."""
    office, words = session.office(), session.words()
    jobs = office.jobs.all() if office.state == "ready" else []
    working = next((j for j in reversed(jobs) if not j.finished), None)
    ended = max((j.number for j in jobs if j.finished), default=0)
    if working:
        st.progress(working.share, text=_told(working, words))
    now = (ended, working is not None)
    if now != st.session_state.setdefault("jobs", now):
        st.session_state["jobs"] = now
        st.rerun()


def _told(job: Job, words: Words) -> str:
    at_work = next((f for f in job.files if f.state == "working"), None)
    stage = words.either(f"stage.{job.stage or (at_work.stage if at_work else '')}", words(f"job.{job.what}"))
    done = sum(1 for f in job.files if f.state not in ("waiting", "working"))
    return f"{stage} · {done}/{len(job.files)}"


def is_ready() -> bool:
    """Whether the library is open; what is happening, or went wrong, is shown where it is not."""
    office, words = session.office(), session.words()
    if office.state == "ready":
        return True
    if office.state == "failed":
        st.header(words("failed.title"))
        st.error(escaped(refusal(office.error, words)), icon=":material/error:")
        if st.button(words("failed.again"), type="primary"):
            office.start()
            st.rerun()
        return False
    _opening()
    return False


@st.fragment(run_every=_LOOK)
def _opening() -> None:
    words = session.words()
    if session.office().state != "opening":
        st.rerun()
    st.header(words("opening.title"))
    st.caption(words("opening.text"))
    st.skeleton(height=56)
    st.skeleton(height=180)


def run(page: st.Page) -> None:
    """Run a page; where the graph or the index cannot be had, say so and offer to try again."""
    try:
        page.run()
    except SaeopError as error:
        words = session.words()
        st.error(escaped(refusal(error, words)), icon=":material/error:")
        st.button(words("failed.again"), icon=":material/refresh:")


def first_run(words: Words) -> bool:
    """Whether nothing is loaded yet; says what to do then."""
    office = session.office()
    if not office.is_empty:
        return False
    st.title(words("empty.title"), anchor=False)
    st.markdown(words("empty.text"))
    if office.jobs.busy:
        st.info(words("empty.busy"), icon=":material/hourglass_top:")
        loading.jobs(words)
        return True
    with st.grid("auto", min_column_width=220):
        for step, icon in _STEPS.items():
            with st.container(border=True):
                st.markdown(f":material/{icon}: **{words(f'empty.{step}')}**")
                st.caption(words(f"empty.{step}_text"))
    if not session.rights().change:
        st.info(words("empty.closed"), icon=":material/lock:")
        return True
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(words("empty.samples"), type="primary", icon=":material/auto_stories:"):
            office.jobs.load_samples()
            st.rerun()
        st.page_link(session.DOCUMENTS, label=words("empty.own"), icon=":material/upload_file:")
    return True
