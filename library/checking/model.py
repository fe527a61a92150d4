"""What the rules of ``saeop check`` read, and what they report.

A ``Sheet`` holds a document's facts as plain rows, the same whether they come from a graph or from the reading of a file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = dict[str, Any]
KINDS = ("모순", "합계", "단위", "기간", "중복", "표기", "미확인", "누락")
"""Kinds of findings, the weightiest first: 모순 contradiction, 합계 sum, 단위 unit, 기간 term, 중복 double entry, 표기
spelling, 미확인 unknown name, 누락 missing.
"""


class Finding(NamedTuple):
    """Something that does not fit: its kind, what it is about, what is wrong, and the lines that say so."""

    kind: str
    subject: str
    text: str
    lines: tuple[int, ...]


@dataclass
class Sheet:
    """A document's facts. Every budget, step and contact names its ``program`` (a key); ``lines`` is the text."""

    document: Row
    programs: dict[str, Row] = field(default_factory=dict)
    budgets: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    contacts: list[Row] = field(default_factory=list)
    posts: list[Row] = field(default_factory=list)
    funders: list[Row] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    lines: dict[int, str] = field(default_factory=dict)

    def add_text(self, line: int, text: str) -> None:
        """Take a piece of the text that begins on a line; pieces of one line come in order."""
        for number, words in enumerate(text.split("\n"), line):
            self.lines[number] = self.lines.get(number, "") + words

    def program_at(self, line: int) -> str:
        """The name of the program in whose place a line stands, the nearest above it; empty where there is none."""
        best = max(((n, k) for k in self.programs for n in self.mentions(k) if n <= line), default=None)
        return self.name(best[1]) if best else ""

    def budgets_of(self) -> dict[str, list[Row]]:
        """The amounts of each program in order of lines."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.budgets:
            found[row["program"]].append(row)
        return found

    def name(self, program: str) -> str:
        """The name of a program."""
        return str(self.programs[program]["name"])

    def names(self, program: str) -> list[Row]:
        """All names of a program with their lines."""
        stored = self.programs[program].get("names")
        return list(json.loads(stored)) if stored else []

    def periods(self, program: str) -> list[list[Any]]:
        """All stated terms of a program: start, end, words, line."""
        stored = self.programs[program].get("periods")
        return list(json.loads(stored)) if stored else []

    def mentions(self, program: str) -> list[int]:
        """The first lines of the places where a program stands."""
        stored = self.programs[program].get("mentions")
        return sorted(int(m[0]) for m in json.loads(stored)) if stored else []


def own(label: str | None) -> str:
    """A label without our remark on its unit."""
    return re.sub(r"\s*※.*$", "", label or "")


def is_meant(row: Row) -> bool:
    """Whether an amount is our reading of a figure in a wrong unit."""
    return "※" in (row.get("label") or "")


def won(krw: int | float) -> str:
    """An amount as people write it: ``250억원``, ``1억 5천만원`` → ``1.5억원``, ``380백만원``."""
    value = int(krw)
    if abs(value) >= 10**8:
        return f"{_plain(value / 10**8)}억원"
    if abs(value) >= 10**6:
        return f"{_plain(value / 10**6)}백만원"
    return f"{value / 1000:,.0f}천원" if value % 1000 == 0 else f"{value:,}원"


def _plain(number: float) -> str:
    return f"{number:,.4f}".rstrip("0").rstrip(".")


def at(lines: Iterable[int]) -> str:
    """``(12행)``, ``(12·40행)``: the lines of a statement."""
    found = sorted(set(lines))
    return f"({'·'.join(map(str, found[:6]))}{'…' if len(found) > 6 else ''}행)" if found else ""


def finding(kind: str, subject: str, text: str, lines: Iterable[int]) -> Finding:
    """A finding with its lines in order, each once."""
    return Finding(kind, subject, text, tuple(sorted({n for n in lines if n})))
