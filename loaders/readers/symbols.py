"""Letters of the private use areas that Korean documents hold, as plain text.

Hangul draws boxed and circled numbers from its own font, and bullets from Wingdings or Symbol, whose letters Office
files and PDFs keep at U+F0xx. Unknown ones are a bullet where a line begins with them, else nothing.
"""

from __future__ import annotations

import re

_WINGDINGS = {0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•",
              0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "▶", 0xDC: "▷", 0xE0: "→", 0xE8: "⇨", 0xF0: "⇨", 0xFC: "✓",
              0xFE: "☑"}  # fmt: skip
_KNOWN = {0xF000 + low: char for low, char in _WINGDINGS.items()}
_KNOWN |= {0xF02B1 + n: chr(ord("➊") + n) for n in range(9)}  # boxed 1 to 9: apart from ①, which may stand below them
_KNOWN |= {0xF02EE + n: chr(ord("❶") + n) for n in range(9)}  # circled, white on black
_KNOWN |= {0xF0854: "「", 0xF0855: "」", 0xF53A: "한"}  # 0xF53A: the old spelling in 한글
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_TENS = "➓⓫⓬⓭⓮⓯⓰⓱⓲⓳"
_TWO_DIGITS = re.compile("\U000f02ba([\U000f02c3-\U000f02cc])")  # the halves of a boxed 10 to 19
_NUMBERED = re.compile(
    "(?m)^([ \t]*)\uf000"
)  # any boxed number, in the PDFs that Hangul prints: which one, its font keeps
_LEADING = re.compile("(?m)^([ \t]*)[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def readable(text: str) -> str:
    """The text without letters of the private use areas."""
    if not _PRIVATE.search(text):
        return text
    text = _TWO_DIGITS.sub(lambda m: _TENS[ord(m[1]) - 0xF02C3], text).translate(_KNOWN)
    return _PRIVATE.sub("", _LEADING.sub(r"\1•", _NUMBERED.sub(r"\1■", text)))
