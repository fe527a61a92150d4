"""Cleaning at the entrance of this package: what reaches Kiwi, the encoder or the index is always encodable text."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""``text`` in NFC, control characters (except \\t and \\n) as spaces, lone surrogates as U+FFFD.

    Kiwi and ONNX refuse lone surrogates, and decomposed Hangul is another text to both. Text that is NFC and holds
    none of these comes back as it is, so that positions in it stay true.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text))
