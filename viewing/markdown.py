"""Text of documents inside Streamlit's Markdown: every sign is shown, none is obeyed."""

from __future__ import annotations

import re

from lexicon.phones import find_phones

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_JOINER = "\u2060"
_REPLACED = re.compile(r"(:)(?=[\w+-])|(?<=[<>~-])(?=[->=])|(?<=<)(?=-)")
"""Where Streamlit would make an icon, an emoji or an arrow of plain text after Markdown was read."""


def escaped(text: str) -> str:
    """The text so that Markdown shows it letter by letter, on one line."""
    flat = " ".join(text.split())
    return _PUNCTUATION.sub(r"\\\1", _REPLACED.sub(lambda m: (m[1] or "") + _JOINER, flat))


def with_telephones(text: str) -> str:
    """The escaped text in which each telephone number can be called."""
    parts, at = [], 0
    for phone in find_phones(text):
        if phone.extension:
            continue
        digits = re.sub(r"[^\d-]", "", phone.number)
        parts.append(escaped_part(text[at : phone.start]) + f"[{escaped(text[phone.start : phone.end])}](tel:{digits})")
        at = phone.end
    return ("".join(parts) + escaped_part(text[at:])).strip()


def escaped_part(text: str) -> str:
    """A part of a line: escaped, with the spaces at its ends kept as one."""
    if not text:
        return ""
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() and text.strip() else ""
    return left + escaped(text) + right
