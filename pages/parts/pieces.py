"""Tables, cited lines, bars and timelines: drawn by ``pieces.js`` as real, accessible elements of the page.

Streamlit's own table is a canvas, which no screen reader reads and whose menu hands out files as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from viewing.answers import Cited
from viewing.card import Step
from viewing.filters import NONE, Bar
from viewing.money import Unit, with_unit
from viewing.tables import Table
from viewing.text import MarkedLine
from viewing.words import Words

_FOLDER = Path(__file__).parent
_SHOWN = 50
_LONG = 24
Picked = dict[str, Any]


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    component: Callable[..., Any] = st.components.v2.component(
        "saeop_pieces",
        html='<div class="pieces"></div>',
        css=(_FOLDER / "pieces.css").read_text(encoding="utf-8"),
        js=(_FOLDER / "pieces.js").read_text(encoding="utf-8"),
    )
    return component


def _draw(key: str, data: dict[str, Any]) -> Picked | None:
    """Draw a piece; what was clicked in this run, if anything."""
    result = _component()(key=key, data=data, on_picked_change=lambda: None)
    picked: Picked | None = result.get("picked")
    return picked


def table(key: str, shown: Table, unit: Unit, words: Words) -> str:
    """A sortable table; the key of the row whose name was clicked, empty where none was."""
    figures = ("money", "number", "year")
    long = [any(len(str(r[i] or "")) > _LONG for r in shown.rows[:_SHOWN]) for i in range(len(shown.columns))]
    heads = shown.head(unit, english=words.english)
    data = {
        "kind": "table",
        "title": shown.title,
        "columns": [
            {"name": name, "figure": column.kind in figures, "long": long[i]}
            for i, (name, column) in enumerate(zip(heads, shown.columns, strict=True))
        ],
        "rows": shown.shown(unit),
        "open": [bool(k) for k in shown.keys] or [False] * len(shown.rows),
        "shown": _SHOWN,
        "more": words("table.more"),
    }
    picked = _draw(key, data)
    return shown.keys[picked["row"]] if picked and shown.keys else ""


def cited(key: str, places: Sequence[Cited], words: Words) -> Cited | None:
    """Cited lines with those around them; the place whose text is to be opened, if one was clicked."""
    groups = [
        {
            "title": f"{c.title} {_lines(c, words)}",
            "note": c.section.split(" > ")[-1] if c.section else "",
            "open": words("cited.open"),
            "lines": [{"number": n, "text": text, "cited": hit} for n, text, hit in c.lines],
        }
        for c in places
    ]
    picked = _draw(key, {"kind": "lines", "title": words("cited.title"), "groups": groups})
    return places[picked["group"]] if picked and "group" in picked else None


def _lines(place: Cited, words: Words) -> str:
    last = f"~{place.line_end}" if place.line_end > place.line_start else ""
    printed = (("page", place.page), ("table", place.table), ("row", place.row))
    told = [words("cited.lines", lines=f"{place.line_start}{last}")]
    return ", ".join(told + [words(f"cited.{name}", n=number) for name, number in printed if number])


def reader(key: str, lines: Sequence[MarkedLine], words: Words, *, focus: str = "") -> str:
    """A stretch of a document with its facts marked; the key of the program that was clicked, if one was."""
    rows = [
        {
            "number": line.number,
            "text": line.text,
            "cited": line.cited,
            "marks": [[m.start, m.end, m.kind, words(f"mark.{m.kind}"), m.key] for m in line.marks],
        }
        for line in lines
    ]
    data = {"kind": "lines", "title": words("reader.title"), "groups": [{"title": "", "lines": rows}], "focus": focus,
            "look": "reader"}  # fmt: skip
    picked = _draw(key, data)
    return str(picked.get("key") or "") if picked else ""


def bars(key: str, title: str, shown: Sequence[Bar], unit: Unit, words: Words, *, opens: bool = False) -> str:
    """Bars of amounts; the label of the one that was clicked, if one was."""
    data = {
        "kind": "bars",
        "title": title,
        "open": opens,
        "bars": [
            {
                "label": words("explore.unstated") if b.label == NONE else b.label,
                "value": b.krw,
                "text": with_unit(b.krw, unit, english=words.english),
            }
            for b in shown
        ],
    }
    picked = _draw(key, data)
    return shown[picked["bar"]].label if picked and "bar" in picked else ""


def steps(key: str, title: str, shown: Sequence[Step], words: Words) -> Step | None:
    """A timeline; the step whose line is to be opened, if one was clicked."""
    data = {
        "kind": "steps",
        "title": title,
        "steps": [
            {
                "when": " ~ ".join(dict.fromkeys(d for d in (s.start, s.end) if d)) or words("steps.undated"),
                "text": s.text,
                "past": s.past,
                "line": words("cited.lines", lines=s.line) if s.line else "",
            }
            for s in shown
        ],
    }
    picked = _draw(key, data)
    return shown[picked["step"]] if picked and "step" in picked else None


def here(key: str, focus: str) -> None:
    """A place that the browser scrolls to, once for each ``focus``."""
    _draw(key, {"kind": "here", "title": "", "focus": focus})
