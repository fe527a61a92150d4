"""The words of the app in Korean and English: one table, ``words.csv`` beside this file."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: dict[Language, str] = {"ko": "한국어", "en": "English"}


@cache
def table() -> dict[str, tuple[str, str]]:
    """Key → (Korean, English). Raises ``ValueError`` for a row that lacks one, or a key that is there twice."""
    path = Path(__file__).with_name("words.csv")
    found: dict[str, tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            key, korean, english = row["key"], row["ko"], row["en"]
            if not (key and korean and english) or key in found:
                raise ValueError(f"{path.name}, line {number}: wants a new key with ko and en, got {row}")
            found[key] = (korean.replace("\\n", "\n"), english.replace("\\n", "\n"))
    return found


class Words:
    """The words of one language: ``words("ask.title")``, ``words("table.more", n=3)``."""

    def __init__(self, language: Language = "ko") -> None:
        self.language = language
        self.english = language == "en"

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with the values put in. Raises ``KeyError`` for an unknown key."""
        korean, english = table()[key]
        text = english if self.english else korean
        return text.format(**values) if values else text

    def either(self, key: str, default: str) -> str:
        """The words of a key, or the default where the table has none: for words that documents bring."""
        return self(key) if key in table() else default
