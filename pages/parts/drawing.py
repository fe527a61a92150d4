"""Pictures of the graph: drawn by ``network.js``; a thing can be widened, taken out, or (a program) opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts import session
from viewing.markdown import escaped
from viewing.network import Network, grown, without_node
from viewing.words import Words

_FOLDER = Path(__file__).parent
_TALL = 460


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    component: Callable[..., Any] = st.components.v2.component(
        "saeop_network",
        html='<div class="network"></div>',
        css=(_FOLDER / "network.css").read_text(encoding="utf-8"),
        js=(_FOLDER / "network.js").read_text(encoding="utf-8"),
    )
    return component


def network(key: str, shown: Network, words: Words, *, tall: int = _TALL) -> dict[str, Any]:
    """Draw a picture; what was asked of a thing: ``grow``, ``drop`` or ``open`` with its id, or nothing."""
    labels = {n.label for n in shown.nodes.values()}
    data = {
        "title": words("network.title"),
        "tall": tall,
        "hint": words("network.hint"),
        "labels": {label: words.either(f"label.{label}", label) for label in labels},
        "words": {name: words(f"network.{name}") for name in ("grow", "open", "drop", "nearer", "farther")},
        "nodes": [n._asdict() for n in shown.nodes.values()],
        "edges": [
            {"source": e.source, "target": e.target, "caption": e.caption or words.either(f"edge.{e.type}", e.type)}
            for e in shown.edges.values()
        ],
    }
    result = _component()(key=f"drawn-{key}", data=data, on_picked_change=lambda: None)
    picked: dict[str, Any] = result.get("picked") or {}
    return picked


@st.fragment
def growing(key: str, about: object, make: Callable[[], Network], *, tall: int = _TALL) -> None:
    """A picture that a visitor widens; begun anew whenever what it is ``about`` changes."""
    words, mask = session.words(), session.mask()
    kept = st.session_state.get(f"network-{key}")
    if kept is None or kept[0] != about:
        kept = (about, make())
        st.session_state[f"network-{key}"] = kept
    now: Network = kept[1]
    if not now.nodes:
        st.caption(words("network.empty"))
        return
    picked = network(key, mask(now), words, tall=tall)
    if now.cut:
        st.caption(f":material/content_cut: {escaped(words('network.cut', n=now.cut))}")
    if "open" in picked:
        session.open_program(str(picked["open"]))
    new = _changed(now, picked)
    if new is not None and new.nodes.keys() == now.nodes.keys():
        st.toast(words("network.no_more"), icon=":material/info:")
    elif new is not None:
        st.session_state[f"network-{key}"] = (about, new)
        st.rerun()


def _changed(now: Network, picked: dict[str, Any]) -> Network | None:
    """The picture as a visitor wants it; None where nothing was asked."""
    if "drop" in picked:
        return without_node(now, [str(picked["drop"])])
    if "grow" not in picked:
        return None
    office = session.office()
    directory = office.assistant.known().directory
    return grown(now, office.reader(), directory, str(picked["grow"]), people=session.rights().contacts)
