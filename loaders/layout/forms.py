"""Forms: paragraphs whose lines begin with labels at the margin, set apart by blanks or by brackets.

Set with blanks, the values stand in a column of their own with no sign before them: ``담당부서   경제과 창업팀        협업부서   도시과``
reads as ``담당부서 : 경제과 창업팀`` and ``협업부서 : 도시과``. A paragraph is a form where two of its lines or more begin with a known
label and have their values in the same column; its other lines are then read alike, so that labels that no table knows
(``재원근거``) and such as are spread out (``대    책``) are labels as well. The same is true of labels in brackets, some of which
stand alone above what they head: ``[사업기간] 2023 ~ 2025``, ``[추진실적]``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lexicon.labels import is_pair_label
from lexicon.text import squash
from loaders.layout.cells import is_row
from loaders.layout.markers import is_rule
from loaders.layout.spaced import display_width, spaced_pieces

_LEAST_LABELS = 2
_LONGEST_LABEL = 8
_LABEL = re.compile(r"[가-힣]+(?:[·/][가-힣]+)*")
_LATER = re.compile(r"\s{3,}(?=(?P<l>[가-힣](?: ?[가-힣·/]){1,7})\s{2,}\S)")
_BRACKETED = re.compile(r"\[\s*(?P<l>[가-힣][가-힣·/\s]{0,9}?)\s*\](?:\s*:)?(?:\s+(?P<v>\S.*))?")
_NEXT_BRACKETED = re.compile(r"\s+(?=\[\s*[가-힣][가-힣·/\s]{0,9}?\s*\]\s*\S)")
_NUMBERED = re.compile(
    r"\s*(?P<n>(?!그림)(?P<w>[가-힣]{2,6})\s?(?:(?P<of>\d{1,2})-)?(?P<last>\d{1,2}))(?P<gap> +)(?P<t>(?:\d+\s?)?[가-힣A-Z「‘“'\"(][^\t|]{3,80})"
)


class _Columns(NamedTuple):
    """Where labels and values begin; that of values by the width that letters have on a screen."""

    labels: int
    values: int


class _Labelled(NamedTuple):
    label: str
    value: str


def form_lines(lines: list[str]) -> dict[int, list[str]]:
    """The lines of all forms: line (1-based) → each label with its value as ``label : value``, or ``label :`` alone."""
    found: dict[int, list[str]] = {}
    for first, last in _paragraphs(lines):
        paragraph = lines[first - 1 : last]
        if barred := _barred(paragraph, first):
            found |= barred
        elif columns := _columns(paragraph):
            for number, line in enumerate(paragraph, first):
                if pairs := _pairs(line, columns):
                    found[number] = [f"{label} : {value}".rstrip() for label, value in pairs]
        else:
            found |= _bracketed(paragraph, first)
    return found | _headings(lines)


def _headings(lines: list[str]) -> dict[int, list[str]]:
    """The lines that are headed by a word and a number without brackets or a dot (``공약 1-2  청년창업 공간 건립``): one that stands
    alone behind a wide gap, or those of a word that counts through the document.
    """
    said = {n: m for n, line in enumerate(lines, 1) if (m := _NUMBERED.fullmatch(line))}
    counted: dict[str, list[int]] = {}
    for number, match in said.items():
        last = counted.setdefault(match["w"], [])
        if not last or _follows(_count(said[last[-1]]), _count(match)):
            last.append(number)
    meant = {n for numbers in counted.values() if len(numbers) >= _LEAST_COUNTED for n in numbers}
    alone = {first for first, last in _paragraphs(lines) if first == last}
    meant |= {n for n, m in said.items() if n in alone and len(m["gap"]) > 1}
    return {n: [f"[{said[n]['n']}] {said[n]['t'].strip()}"] for n in sorted(meant)}


_LEAST_COUNTED = 3
"""Headings of a word that must follow one another, so that no sentence is taken for one."""


def _count(heading: re.Match[str]) -> tuple[int, int]:
    """The number of a heading: (1, 2) of 1-2, (0, 3) of 3."""
    return int(heading["of"] or 0), int(heading["last"])


def _follows(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a number comes soon behind another: 1-2 behind 1-1, 2-1 behind 1-4; some may be headed otherwise."""
    return 0 < after[1] - before[1] <= _SKIPPED if after[0] == before[0] else after == (before[0] + 1, 1)


_SKIPPED = 3


def _barred(paragraph: list[str], first: int) -> dict[int, list[str]]:
    """The lines of a form whose labels a drawn bar parts from their values (``순 서 │ 착공 → 준공``); a line that begins with the
    bar goes on under the label above.
    """
    said = {n: m for n, line in enumerate(paragraph, first) if (m := _BAR_BEHIND.fullmatch(line.rstrip()))}
    if sum(bool(m["l"]) for m in said.values()) < _LEAST_LABELS:
        return {}
    found, label = {}, ""
    for number, match in said.items():
        label = squash(match["l"]) if match["l"] else label
        found[number] = [f"{label} : {match['v']}"] if label else []
    return {number: lines for number, lines in found.items() if lines}


_BAR_BEHIND = re.compile(r"\s*(?P<l>[가-힣](?:\s?[가-힣·]){0,7})?\s*[│┃┊┆]\s*(?P<v>[^│┃┊┆]*[^│┃┊┆\s])")


def _bracketed(paragraph: list[str], first: int) -> dict[int, list[str]]:
    """The lines of a form in brackets: two of its labels or more are known, and one stands alone above what it heads."""
    said = {
        number: [m for piece in _NEXT_BRACKETED.split(line.rstrip()) if (m := _BRACKETED.fullmatch(piece))]
        for number, line in enumerate(paragraph, first)
        if _BRACKETED.fullmatch(line.rstrip())
    }
    labels = [m for ms in said.values() for m in ms]
    known = [m for m in labels if is_pair_label(m["l"])]
    if sum(bool(m["v"]) for m in known) < _LEAST_LABELS or all(m["v"] for m in known):
        return {}
    return {n: [f"{squash(m['l'])} : {m['v'] or ''}".rstrip() for m in ms] for n, ms in said.items()}


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """First and last line of each run of lines that no blank line, rule or row of a table parts."""
    start = 0
    for number, line in enumerate([*lines, ""], 1):
        ends = not line.strip() or is_rule(line) or is_row(line)
        if ends and start:
            yield start, number - 1
            start = 0
        elif not ends and not start:
            start = number


def _columns(paragraph: list[str]) -> _Columns | None:
    """The columns in which known labels and their values begin; None where the paragraph is no form."""
    columns: Counter[_Columns] = Counter()
    for line in paragraph:
        pieces = spaced_pieces(line)
        plain = len(pieces) > 1 and pieces[1].text.startswith((":", "："))  # 공 약 명 : …, whose sign parts it anyhow
        if len(pieces) > 1 and not plain and _is_label(pieces[0].text) and is_pair_label(pieces[0].text):
            columns[_Columns(_margin(line), pieces[1].start)] += 1
    best, count = max(columns.items(), key=lambda c: (c[1], -c[0].values), default=(None, 0))
    return best if count >= _LEAST_LABELS else None


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_label(text: str) -> bool:
    bare = text.replace(" ", "")
    return 2 <= len(bare) <= _LONGEST_LABEL and bool(_LABEL.fullmatch(bare))


def _pairs(line: str, columns: _Columns) -> list[_Labelled]:
    first = _first(line, columns)
    if first is None:
        return []
    found = [first]
    while match := next((m for m in _LATER.finditer(found[-1].value) if _is_label(m["l"])), None):
        label, value = found[-1]
        later = value[match.end() + len(match["l"]) :].strip()
        found[-1] = _Labelled(label, value[: match.start()].strip())
        found.append(_Labelled(squash(match["l"]) if " " in match["l"] else match["l"], later))
    return found


def _first(line: str, columns: _Columns) -> _Labelled | None:
    """The label at the margin of a form's line with what stands in the column of the values; None for any other line."""
    if _margin(line) != columns.labels:
        return None
    at = _index(line, columns.values)
    if at and line[at - 1] == " " and line[at : at + 1].strip() and _is_label(line[:at].lstrip()):
        return _Labelled(line[:at].replace(" ", ""), line[at:].strip())
    if _is_label(line.lstrip()) and is_pair_label(line):
        return _Labelled(line.replace(" ", ""), "")
    pieces = spaced_pieces(line)
    if len(pieces) > 1 and _is_label(pieces[0].text) and is_pair_label(pieces[0].text):
        label = pieces[0].text
        return _Labelled(label.replace(" ", ""), line[line.index(label) + len(label) :].strip())
    return None


def _index(line: str, column: int) -> int:
    """The index of the character that stands in a column, 0 where the line has none that begins there."""
    width = 0
    for index, character in enumerate(line):
        if width == column:
            return index
        width += display_width(character)
    return 0
