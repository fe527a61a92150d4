"""What belongs to the visitor and to the app: the opened library (one for all), language, unit, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from settings import Settings
from viewing.access import Rights
from viewing.conversation import Conversation
from viewing.money import UNITS, Unit
from viewing.office import Office
from viewing.words import Language, Words

PAGES = ASK, PROGRAM, EXPLORE, DOCUMENTS, CYPHER = (
    "pages/ask.py", "pages/program.py", "pages/explore.py", "pages/documents.py", "pages/cypher.py",
)  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=1, on_release=lambda office: office.close())
def office() -> Office:
    """The app's library, assistant and jobs: opened once, in a thread of its own, for all visitors."""
    return Office(Settings.from_environment()).start()


def words() -> Words:
    """The words of the visitor's language."""
    language: Language = "en" if st.session_state.get("language") == "en" else "ko"
    return Words(language)


def unit() -> Unit:
    """The unit in which the visitor reads amounts."""
    chosen = st.session_state.get("unit")
    return next((u for u in UNITS if u == chosen), UNITS[0])


def signed_in() -> bool:
    """Whether the visitor gave the password."""
    return bool(st.session_state.get("signed_in"))


def rights() -> Rights:
    """What the visitor may do."""
    return office().access.rights(signed_in=signed_in())


def mask() -> Callable[[Any], Any]:
    """What everything that is shown goes through."""
    return office().mask(rights())


def conversation() -> Conversation:
    """The visitor's conversation."""
    if "conversation" not in st.session_state:
        st.session_state["conversation"] = Conversation()
    found: Conversation = st.session_state["conversation"]
    return found


def open_program(key: str) -> None:
    """Go to the card of a program."""
    st.switch_page(PROGRAM, query_params={"program": key})


def open_text(document: str, line: int, last: int = 0) -> None:
    """Go to the text of a document at a line."""
    st.switch_page(DOCUMENTS, query_params={"document": document, "line": str(line), "to": str(last or line)})
