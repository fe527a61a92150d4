"""Loading files: choosing them, what is meant where a name is taken, and how far each job is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from graph.errors import SaeopError
from library.said import SetByPerson
from pages.parts import session
from viewing.documents import COUNTED
from viewing.jobs import FileOf, Job, Upload
from viewing.markdown import escaped
from viewing.refusals import refusal
from viewing.words import Words

_LOOK = 1.0
State = Literal["running", "complete", "error"]
_ICONS = {
    "waiting": ":material/schedule:",
    "working": ":material/sync:",
    "refused": ":red[:material/error:]",
    "removed": ":material/delete:",
}


def upload(words: Words) -> None:
    """Choose files and load them; a second try with the same box begins with an empty one."""
    number = st.session_state.setdefault("uploads", 0)
    most = session.office().settings.upload_megabytes
    with st.container(border=True, key="upload"):
        st.html(f"<style>{_own_words(words('load.choose'), words('load.largest', n=most))}</style>")
        files = st.file_uploader(
            words("load.files"), accept_multiple_files=True, key=f"files-{number}",
            max_upload_size=most, help=words("load.help"),
        )  # fmt: skip
        if not files:
            return
        uploads = [Upload(f.name, f.getvalue()) for f in files]
        name, replacing = _meant(uploads, words)
        said = _said(words) if len(uploads) == 1 else SetByPerson()
        if st.button(words("load.begin", n=len(uploads)), type="primary", icon=":material/upload:"):
            jobs = session.office().jobs
            st.session_state["uploads"] = number + 1
            begin(lambda: jobs.load(uploads, replacing=replacing, name=name, said=said), words)


def _own_words(button: str, beside: str) -> str:
    """Puts our words in the place of Streamlit's English ones."""
    box = '[data-testid="stFileUploaderDropzone"]'
    return (
        f'{box} button p, {box} [data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}'
        f'{box} button p::after {{ content: "{button}"; font-size: 0.92rem; }}'
        f'{box} [data-testid="stFileUploaderDropzoneInstructions"] span:last-child::after'
        f'{{ content: "{beside}"; font-size: 0.9rem; }}'
    )


def begin(ask: Callable[[], int], words: Words) -> None:
    """Ask for a job; where too many wait, say so."""
    try:
        ask()
    except SaeopError as error:
        st.error(escaped(refusal(error, words)), icon=":material/error:")
        return
    st.toast(words("load.begun"), icon=":material/hourglass_top:")
    st.rerun()


def _meant(uploads: Sequence[Upload], words: Words) -> tuple[str, bool]:
    """What is meant where a document of the same name and other content is loaded: another name, or its place."""
    taken = session.office().jobs.taken(uploads)
    if not taken:
        return "", False
    st.warning(escaped(words("load.taken", names=", ".join(taken))), icon=":material/file_copy:")
    if len(uploads) > 1:
        return "", st.toggle(words("load.replace"), key="replace-all")
    ways = {"replace": words("load.replace"), "as": words("load.as")}
    way = st.radio(words("load.meant"), list(ways), format_func=ways.__getitem__, horizontal=True)
    if way == "replace":
        return "", True
    return st.text_input(words("load.name"), value=_other_name(uploads[0].name), max_chars=150), False


def _other_name(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem} (2){dot}{ending}" if dot else f"{name} (2)"


def _said(words: Words) -> SetByPerson:
    """What a person says of a document where its cover does not."""
    with st.expander(words("load.said"), icon=":material/edit:"):
        st.caption(words("load.said_help"))
        title = st.text_input(words("load.title"), max_chars=200)
        institution = st.text_input(words("load.institution"), max_chars=100)
        years = st.text_input(words("load.years"), max_chars=60, placeholder="2024, 2025")
    numbers = [int(y) for y in years.replace(",", " ").split() if y.isdigit() and 1900 < int(y) < 2100]
    return SetByPerson(institution.strip(), tuple(numbers), title.strip())


# ---------------------------------------------------------------- how far it is


def jobs(words: Words) -> None:
    """The jobs of the app, whoever began them; looked at again and again while one works."""
    st.fragment(_jobs, run_every=_LOOK if session.office().jobs.busy else None)(words)


def _jobs(words: Words) -> None:
    for job in session.mask()(session.office().jobs.all()):
        _job(job, words)


def _job(job: Job, words: Words) -> None:
    bad = [f for f in job.files if f.state == "refused"]
    state: State = "error" if job.error or bad else "complete" if job.finished else "running"
    label = f"{words(f'job.{job.what}')} · {_ended(job, words) if job.finished else words('job.works')}"
    box = st.status(escaped(label), state=state, expanded=not job.finished or bool(bad))
    with box.container():  # leaving the box itself would call it complete
        if not job.finished:
            stage = words.either(f"stage.{job.stage}", "") if job.stage else ""
            st.progress(job.share, text=stage or None)
        for file in job.files[:100]:
            st.markdown(_told(file, words))
        if job.error:
            st.error(escaped(refusal(job.error, words)))
        if job.finished:
            st.caption(words("job.seconds", n=round(job.seconds, 1)))
            st.button(
                words("job.dismiss"), key=f"dismiss-{job.number}", type="tertiary",
                on_click=session.office().jobs.dismiss, args=(job.number,),
            )  # fmt: skip


def _ended(job: Job, words: Words) -> str:
    """How many files ended in which way."""
    counts = Counter(f.state for f in job.files)
    told = [words("job.count", state=words(f"state.{state}"), n=n) for state, n in counts.items()]
    return " · ".join((words("job.ended"), *told))


def _told(file: FileOf, words: Words) -> str:
    """One line on a file: where it is, what was found, or why not."""
    icon = _ICONS.get(file.state, ":material/check_circle:")
    parts = [f"{icon} **{escaped(file.name)}**", escaped(words(f"state.{file.state}"))]
    if file.state == "working" and file.stage:
        parts.append(escaped(words.either(f"stage.{file.stage}", file.stage)))
    if file.reason:
        parts.append(escaped(refusal(file.reason, words)))
    found = dict(file.found)
    counts = [f"{words(f'label.{label}')} {found[label]}" for label in COUNTED if found.get(label)]
    if counts:
        parts.append(escaped(", ".join(counts)))
    return " · ".join(parts)
