"""Letters of a PDF put together into lines, and lines into paragraphs where they were broken only for want of room."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.layout.markers import read_marker
from loaders.readers.pdf_page import Letter

PADDING = 5.6
"""Left and right margin of a table cell together, in points, at least."""
_BLANK = 0.27  # of the letter size: a wider gap is a blank; LibreOffice sets Hangul and digits .2 apart
_BLANK_AT_BRACKET = 0.5  # of the letter size: brackets are drawn off their place
_COLUMN = 2.0  # of the letter size: a wider gap parts columns
_FLUSH = 1.5  # points
_RAISED = 0.75  # of the letter size: baselines of raised letters stand no higher
_STARTS = frozenset("《≪<〈【※*▶☞◈▣")
_LABEL = re.compile(r"[가-힣][가-힣 ]{1,9}\s?[:：]\s")
_UNIT = re.compile(r"[(\[<〈【]\s*단위")
_PARTICLES = frozenset(["을", "를", "이", "가", "은", "는", "의", "에", "와", "과", "로", "으로", "에서"])
FIGURE = re.compile(r"[△▲\-+(]?[\d,.]+\s*%?\)?")
_HOLDS_NEXT = frozenset("([「『‘“·ㆍ‧<《〈")
_HOLDS_PREVIOUS = frozenset(")]」』’”,.>》〉%")
_DOTS = frozenset("·ㆍ‧~/")
_STRETCHED, _SQUEEZED = 1.05, 0.97  # of a letter's width: from its start to the next one's
_LEAST_PAIRS = 3
_SAME_LINE = 0.45  # of the letter size: baselines no further apart are one line (raised and lowered letters)


class Word(NamedTuple):
    """A word of a line: its text, its edges, and whether a wide gap is before it."""

    text: str
    x0: float
    x1: float
    is_apart: bool


@dataclass
class Line:
    """A printed line: its text, the parts that wide gaps divide it into, and its place."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    ends_blank: bool = False
    words: list[Word] = field(default_factory=list)

    @property
    def is_marked(self) -> bool:
        """Whether it begins with a bullet, a number, or a bracket that only headings and notes have."""
        return self.text[0] in _STARTS or read_marker(self.text) is not None


def lines_of(letters: Iterable[Letter]) -> list[Line]:
    """The lines of some letters, from the top. Columns that wide gaps part are parted by tabs."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda g: (-g.y, g.x0)):
        row = rows[-1] if rows else None
        if row is not None and row[0].y - letter.y <= _SAME_LINE * max(row[0].size, letter.size):
            row.append(letter)
        else:
            rows.append([letter])
    return [line for row in _lowered(rows) if (line := _line(row)) is not None]


def _lowered(rows: list[list[Letter]]) -> list[list[Letter]]:
    """Rows, with raised letters (a star, the number of a note) put into the line that they belong to."""
    found: list[list[Letter]] = []
    raised: list[Letter] = []
    for row in rows:
        said = [g for g in row if not g.char.isspace()]
        if raised and said and raised[0].y - row[0].y < _RAISED * max(g.size for g in said):
            row = row + raised
        elif raised:
            found.append(raised)
        raised = []
        if len(said) <= 3 and not any(_is_letter(g.char) for g in said):
            raised = row
        else:
            found.append(row)
    return [*found, raised] if raised else found


def _line(row: list[Letter]) -> Line | None:
    row.sort(key=lambda g: g.x0)
    said = [g for g in row if not g.char.isspace()]
    if not said:
        return None
    size = Counter(round(g.size, 1) for g in said).most_common(1)[0][0]
    y = Counter(round(g.y, 1) for g in said).most_common(1)[0][0]
    row = _condensed(_without_references(row, y, size))
    said = [g for g in row if not g.char.isspace()]
    words: list[list[Letter]] = [[]]
    before: Letter | None = None
    blank = False
    for letter in row:
        if letter.char.isspace():
            blank = before is not None
            continue
        if before is not None:
            gap = letter.x0 - before.x1
            least = _BLANK_AT_BRACKET if _holds(before.char, letter.char) else _BLANK
            if blank or gap > least * max(before.size, letter.size):
                words.append([])
        words[-1].append(letter)
        before, blank = letter, False
    line = Line("", said[0].x0, said[-1].x1, y, size, blank)
    for n, word in enumerate(words):
        apart = n > 0 and word[0].x0 - words[n - 1][-1].x1 > _COLUMN * size
        line.words.append(Word("".join(g.char for g in word), word[0].x0, word[-1].x1, apart))
    line.text = "".join(("\t" if w.is_apart else " ") + w.text for w in line.words).strip(" ")
    return line


def _condensed(row: list[Letter]) -> list[Letter]:
    """The letters of a line as wide as they stand: where text is squeezed, a font's own widths hide the blanks."""
    shares = [
        (b.x0 - a.x0) / (a.x1 - a.x0)
        for a, b in itertools.pairwise(row)
        if _is_letter(a.char) and _is_letter(b.char) and 0 < b.x0 - a.x0 < _STRETCHED * (a.x1 - a.x0)
    ]
    share = statistics.median(shares) if len(shares) >= _LEAST_PAIRS else 1.0
    return row if share > _SQUEEZED else [g._replace(x1=g.x0 + share * (g.x1 - g.x0)) for g in row]


def _without_references(row: list[Letter], y: float, size: float) -> list[Letter]:
    """The letters of a line without the raised numbers that point to footnotes: ``경상수입¹⁾``."""

    def is_raised(letter: Letter) -> bool:
        return letter.size < 0.85 * size and letter.y > y + 0.12 * size and letter.char in "0123456789)"

    raised = [is_raised(letter) for letter in row]
    if not any(r and letter.char == ")" for r, letter in zip(raised, row, strict=True)):
        return row
    return [letter for r, letter in zip(raised, row, strict=True) if not r]


def _holds(before: str, after: str) -> bool:
    """Whether two letters stand together however far apart they are drawn."""
    return before in _HOLDS_NEXT or after in _HOLDS_PREVIOUS


class Joiner:
    """Joins lines that were broken for want of room, knowing the words of the whole document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words: Counter[str] = Counter()
        self._seen: set[str] = set()
        for line in lines:
            self._words.update(word.text for word in line.words[1:-1])  # the first and the last may be broken
            self._seen.update(word.text for word in line.words)
        self._blank = min(0.7, max(0.3, usual_gap(lines)))  # of the letter size

    def paragraphs(self, lines: Sequence[Line], width: float) -> list[str]:
        """The paragraphs of lines that stand in a column or cell of this width (points, without its margins)."""
        found: list[str] = []
        before: Line | None = None
        width = used_width(lines, width)
        for line in lines:
            if before is not None and self.goes_on(before, line, width - (before.x1 - before.x0)):
                found[-1] = self.join(found[-1], before, line, width - (before.x1 - before.x0))
            else:
                found.append(line.text)
            before = line
        return found

    def goes_on(self, before: Line, line: Line, room: float) -> bool:
        """Whether ``line`` is there only because ``before`` was full; ``room``: points left in it."""
        if (
            line.is_marked
            or _LABEL.match(line.text)
            or _UNIT.match(line.text)
            or (FIGURE.fullmatch(line.text) and before.text[-1] not in ",.~-/(")
        ):
            return False
        word = line.text.split("\t")[0].split(" ")[0]
        if self._broken(before.text.rsplit(None, 1)[-1], word):
            return True
        return room < _width(word, line.size) + self._blank * line.size

    def join(self, text: str, before: Line, line: Line, room: float) -> str:
        """The text with the next line behind it, a blank between where one belongs."""
        tail, head = text.rsplit(None, 1)[-1] if text.split() else "", line.text.split(None, 1)[0]
        if before.ends_blank or not tail:
            blank = True
        elif _holds(tail[-1], head[0]) or tail[-1] in "~/-" or (head[0] in _DOTS and len(head) > 1):
            blank = False
        elif _is_letter(tail[-1]) and _is_letter(head[0]):
            blank = not self._broken(tail, head) and (room > 1.35 * line.size or self._apart(tail, head))
        else:
            broken = len(before.words) == 1 and tail[-1] not in ")]%" and head[0] not in "(["  # longer than the line
            blank = not (tail[-1].isdigit() and _is_letter(head[0])) and head not in _PARTICLES and not broken
        return f"{text} {line.text}" if blank else text + line.text

    def _broken(self, tail: str, head: str) -> bool:
        """Whether the two are one word of the document, and not both words of it by themselves."""
        return tail + head in self._seen and not (self._words[tail] and self._words[head])

    def _apart(self, tail: str, head: str) -> bool:
        """Whether the document knows the two as words, and not as one."""
        if self._words[tail + head]:
            return False
        return self._words[tail] > 0 and self._words[head] > 0 and len(tail) > 1 and len(head) > 1


def usual_gap(lines: Sequence[Line]) -> float:
    """The usual width of a blank, in letter sizes."""
    gaps: Counter[float] = Counter()
    for line in lines:
        gaps.update(round((b.x0 - a.x1) / line.size, 2) for a, b in zip(line.words, line.words[1:], strict=False))
    return gaps.most_common(1)[0][0] if gaps else 0.0


def used_width(lines: Sequence[Line], width: float) -> float:
    """The width that text makes use of in a column: less than its whole where lines are set flush before its end."""
    right = max(line.x1 for line in lines) if lines else 0.0
    flush = [line for line in lines if right - line.x1 < _FLUSH]
    if len(lines) < 3 or len(flush) < 2 or 2 * len(flush) < len(lines) - 1:
        return width
    return min(width, right - min(line.x0 for line in lines) + 0.3 * lines[0].size)


def _is_letter(char: str) -> bool:
    return "가" <= char <= "힣"


def _width(word: str, size: float) -> float:
    return sum(1.0 if c >= "\u1100" else 0.55 for c in word) * size
