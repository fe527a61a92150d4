"""Cleaning text once, at the door, and comparing names.

Everything that enters (a document, a question, a file name) passes ``clean``; nothing behind the door normalises again.
``squash`` is the one way to compare names: letters and digits only, as ``NFKC`` and lower case.
"""

from __future__ import annotations

import html
import re
import unicodedata

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CAPITALS = re.compile(r"(?<![A-Za-z])(?:[A-Z] ){1,4}[A-Z](?![A-Za-z])")
_NOT_NAME = re.compile(r"[\W_]+")
_SPACED = re.compile(r"(?<!\S)(?:\S )+\S(?!\S)")
_BRACKETS = str.maketrans(
    {"（": "(", "）": ")", "［": "[", "］": "]", "：": ":", "，": ",", "～": "~", "〜": "~", "∼": "~"}
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def clean(text: str) -> str:
    r"""NFC text with ``\\n`` line ends, plain spaces and no control, zero-width or unpaired surrogate characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text)


def squash(name: str) -> str:
    """The letters and digits of a name, NFKC and lower case: equal names have equal squashes."""
    return _NOT_NAME.sub("", unicodedata.normalize("NFKC", name).lower())


def unspace(text: str) -> str:
    """Join letters that a converter spread out: ``나 한 결`` → ``나한결``, ``기 반 마 련 사 업`` → ``기반마련사업``.

    Only runs of three or more single characters are joined, so that ``이 건`` or ``A 등급`` stay; two Hangul
    letters alone (``국 비``, ``개 요``) are a spread-out word as well.
    """

    def join(match: re.Match[str]) -> str:
        run = match.group().split(" ")
        if len(run) >= 3 or (len(run) == 2 and match.group() == text and all("가" <= c <= "힣" for c in run)):
            return "".join(run)
        return match.group()

    return _SPACED.sub(join, _CAPITALS.sub(lambda m: m.group().replace(" ", ""), text))


def plain(text: str) -> str:
    """One line without mark-up: HTML entities and tags, bold stars, escapes and doubled spaces resolved."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    text = text.replace("**", "").replace("\\_", "_").replace("\\*", "*").replace("\\~", "~").translate(_BRACKETS)
    return re.sub(r"[ \t]+", " ", text).strip()


def indent_of(line: str) -> int:
    """The number of leading blanks; a tab counts as four."""
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))
