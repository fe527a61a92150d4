"""문서: load, look into, replace and remove documents; what is wrong with them; their text with its facts marked."""

from __future__ import annotations

import streamlit as st

from pages.parts import frame, loading, pieces, reading, session
from viewing.documents import DocumentView, complaints_of, corrections_of, documents, findings_of, original
from viewing.editing import undo
from viewing.markdown import escaped
from viewing.tables import Column, Table
from viewing.words import Words

_SHOWN = 30


def _page() -> None:
    words = session.words()
    if not session.rights().documents:
        st.title(words("nav.documents"), anchor=False)
        st.info(words("documents.closed"), icon=":material/lock:")
        frame.sign_in(words, "page")
        return
    if key := st.query_params.get("document"):
        reading.show(key, words)
        return
    st.title(words("nav.documents"), anchor=False)
    if session.rights().change:
        loading.upload(words)
    loading.jobs(words)
    _loaded(words)
    _people(words)


# ---------------------------------------------------------------- what is loaded


def _loaded(words: Words) -> None:
    office = session.office()
    found = office.at_revision("documents", lambda: documents(office))
    if not found and office.jobs.busy:
        return
    if not found:
        st.info(words("documents.none"), icon=":material/folder_open:")
        return
    st.header(words("documents.loaded", n=len(found)), anchor=False)
    stale = [d.key for d in found if d.stale]
    again = words("documents.reload_all", n=len(stale))
    if len(stale) > 1 and session.rights().change and st.button(again, icon=":material/refresh:"):
        loading.begin(lambda: office.jobs.reload(stale), words)
    text = st.text_input(words("documents.find"), key="find-document") if len(found) > _SHOWN else ""
    wanted = [d for d in found if text.strip() in d.title or text.strip() in d.key]
    for document in wanted[:_SHOWN]:
        _document(document, words)
    if len(wanted) > _SHOWN:
        st.caption(words("documents.more", n=len(wanted) - _SHOWN))


def _document(document: DocumentView, words: Words) -> None:
    key, shown = document.key, session.mask()(document)
    with st.container(border=True, key=f"document-{key}"):
        st.subheader(escaped(shown.title), anchor=False)
        years = ", ".join(map(str, shown.years))
        told = " · ".join(p for p in (shown.institution or words("documents.nobody"), years, shown.key) if p)
        st.caption(escaped(told))
        counts = [f"{words(f'label.{label}')} {n}" for label, n in shown.found if n]
        counts += [words("documents.tables", n=shown.tables)] if shown.tables else []
        st.markdown(f":small[{escaped(' · '.join(counts))}]")
        if shown.copies:
            st.caption(escaped(words("documents.copies", names=", ".join(shown.copies))))
        if shown.stale:
            st.caption(f":material/update: {words('documents.stale')}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                words("documents.text"), key=f"text-{key}", icon=":material/menu_book:", on_click=_open, args=(key,)
            )
            _download(key, words)
            if session.rights().change:
                _changes(key, shown, words)
        _findings(key, words)


def _open(document: str) -> None:
    """Show the text of a document."""
    st.query_params["document"] = document


def _download(key: str, words: Words) -> None:
    office, contacts = session.office(), session.rights().contacts
    name = key if contacts else f"{key}.masked.txt"
    st.download_button(
        words("documents.original") if contacts else words("documents.masked"),
        lambda: original(office, key, contacts=contacts).data, name, "application/octet-stream",
        key=f"original-{key}", on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _changes(key: str, shown: DocumentView, words: Words) -> None:
    jobs = session.office().jobs
    if shown.stale and st.button(words("documents.reload"), key=f"reload-{key}", icon=":material/refresh:"):
        loading.begin(lambda: jobs.reload([key]), words)
    with st.popover(words("documents.remove"), icon=":material/delete:", key=f"remove-{key}"):
        st.markdown(escaped(words("documents.sure", title=shown.title)))
        if st.button(words("documents.remove_now"), key=f"remove-now-{key}", type="primary"):
            loading.begin(lambda: jobs.remove([key]), words)


def _findings(key: str, words: Words) -> None:
    """What a careful reader would ask back, worked out when it is opened."""
    office = session.office()
    opened = st.expander(words("documents.check"), icon=":material/fact_check:", key=f"check-{key}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = session.mask()(findings_of(office, key))
        if not found:
            st.caption(words("documents.fine"))
            return
        columns = (Column(words("column.about")), Column(words("chip.kind")), Column(words("column.reason")),
                   Column(words("column.line")))  # fmt: skip
        rows = tuple((f.subject, f.kind, f.text, ", ".join(map(str, f.lines[:4]))) for f in found)
        table = Table(words("documents.check"), columns, rows, tuple(str(min(f.lines, default=0)) for f in found))
        picked = pieces.table(f"findings-{key}", table, session.unit(), words)
        if picked:
            session.open_text(key, int(picked) or 1)


# ---------------------------------------------------------------- what people said


def _people(words: Words) -> None:
    office, mask = session.office(), session.mask()
    wrong, corrected = mask(complaints_of(office)), corrections_of(office)
    if corrected:
        with st.expander(words("documents.corrections", n=len(corrected)), icon=":material/edit_note:"):
            for at, (name, correction) in enumerate(corrected):
                told = mask(correction.told(name, english=words.english))
                gone = "" if correction.active else f" :orange[{words('documents.inactive')}]"
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(escaped(told) + gone)
                    if session.rights().change and st.button(words("facts.undo"), key=f"undo-{at}", type="tertiary"):
                        undo(office, correction.key)
                        st.rerun()
    if wrong:
        with st.expander(words("documents.wrong", n=len(wrong)), icon=":material/thumb_down:"):
            for each in wrong[:_SHOWN]:
                st.markdown(f"**{escaped(each.question)}**\n\n{escaped(each.answer[:300])}")
                st.caption(escaped(" · ".join(p for p in (each.who, each.when[:10], each.why) if p)))


_page()
