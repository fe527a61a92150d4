"""Hides names and telephone numbers of people: the same letters' places, with ○ in them.

What is shown to somebody who may not see contacts goes through ``masked`` as a whole: whatever text stands anywhere in
it, a field's or a list's, is masked; so nothing has to be remembered field by field. Masking keeps the length of a text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from lexicon.people import is_name, titles
from lexicon.phones import find_phones

SIGN = "○"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBERISH = re.compile(r"(?<![\d,.])\d{2,4}\s*[-).]\s*\d{3,4}\s*[-.]\s*\d{4}(?!\d)|(?<![\d,.])01\d\d{7,8}(?!\d)")
_CONTACT = re.compile(r"담당|연락처|문의|성명|책임자|전화|☎|☏")
_TAIL = r"(?=$|[^가-힣]|님|씨|은|는|이|가|을|를|과|와|의|에게|께|도|만"
_ENTRIES = 4000
"""Names in one pattern: a pattern of a hundred thousand would be slow to build."""

Value = TypeVar("Value")


class Masker:
    """Masks the names that the documents know, and every telephone number and mail address."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = sorted({n.strip() for n in names if len(n.strip()) >= 2}, key=lambda n: (-len(n), n))
        self._patterns = [
            re.compile("|".join(_pattern(n) for n in wanted[first : first + _ENTRIES]))
            for first in range(0, len(wanted), _ENTRIES)
        ]

    def text(self, text: str) -> str:
        """The text with names, numbers and addresses replaced letter by letter."""
        spans = [(p.start, p.end) for p in find_phones(text)]
        spans += [m.span() for pattern in (_NUMBERISH, _MAIL, *self._patterns) for m in pattern.finditer(text)]
        if _CONTACT.search(text):
            spans += _titled(text)
        letters = list(text)
        for start, end in spans:
            for at in range(start, end):
                if letters[at].isalnum():
                    letters[at] = SIGN
        return "".join(letters)

    def __call__(self, value: Value) -> Value:
        """Any value with all texts in it masked: of dataclasses, mappings, lists and tuples alike.

        Keys of things that are no people stay, because they are what links lead to.
        """
        masked: Value = _walked(value, self)
        return masked


def nobody(value: Value) -> Value:
    """Masks nothing: for those who may see contacts."""
    return value


def _walked(value: Any, masker: Masker) -> Any:
    if isinstance(value, str):
        return value if _is_key(value) else masker.text(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: _walked(getattr(value, f.name), masker) for f in dataclasses.fields(value) if f.init}
        return dataclasses.replace(value, **changes)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_walked(each, masker) for each in value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return type(value)(_walked(each, masker) for each in value)
    if isinstance(value, Mapping):
        return {_walked(k, masker): _walked(v, masker) for k, v in value.items()}
    return value


_KEY = re.compile(r"[^\n]+/(?:Program|Department|Institution|Facility|Chunk|Section|Document)/(?:(?! ~ )[^\n])+")


def _is_key(text: str) -> bool:
    return bool(_KEY.fullmatch(text))


def _pattern(name: str) -> str:
    """A name however it is spaced; one of two syllables only where it stands alone, since it may be part of a word."""
    spaced = r"\s{0,2}".join(re.escape(c) for c in name)
    if len(name) > 2:
        return spaced
    ends = "|".join(re.escape(t) for t in titles())
    return rf"(?<![가-힣]){spaced}{_TAIL}|\s?(?:{ends}))"


def _titled(text: str) -> list[tuple[int, int]]:
    """Words shaped like a name beside a title, in a line about contacts: people that no fact holds."""
    ends = set(titles())
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[가-힣]+", text)]
    found = []
    for at, (word, start, end) in enumerate(words):
        beside = {w for w, _, _ in words[max(0, at - 1) : at] + words[at + 1 : at + 2]}
        if len(word) == 3 and is_name(word) and beside & ends:
            found.append((start, end))
    return found
