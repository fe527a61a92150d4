"""Tables set with blanks, as plain text files and converters leave them: from columns of blanks to cells.

A header of known words parted by two or more blanks, and rows below it that are parted alike, are a table. A row with
fewer cells than the header is settled by where its cells stand.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lexicon.labels import is_header_word, split_label
from lexicon.text import plain
from loaders.layout.markers import is_rule, read_marker
from loaders.layout.model import Table, distinct
from loaders.layout.tables import CAPTION_ALONE, is_numeric, is_row

_GAP = re.compile(r"\s{2,}")
_YEAR = re.compile(r"(?:20\d\d|['’]\d\d)\s*년?도?")
_LEAST_COLUMNS = 3
_LEAST_ROWS = 2
_MOST_CELL = 60
_LONGEST_LINE = 600
_LONGEST_TEXT = 1500
_MOST_LABEL = 12
_LABELLED_ITEM = re.compile(r"\s*[^\w\s(\[\d]\s+[가-힣\s]{2,20}:")
"""An item with a label set with blanks (❍ 담    당 : …): no row, though gaps part it."""


class Piece(NamedTuple):
    """A cell as it stands: its text, and its columns on the page (a Hangul letter takes two)."""

    text: str
    start: int
    end: int


def spaced_tables(lines: list[str]) -> dict[int, str]:
    """The rows of all such tables: line (1-based) → its cells parted by tabs."""
    found: dict[int, str] = {}
    number = 1
    while number <= len(lines):
        header = _parted_like_rows(spaced_pieces(lines[number - 1]), lines[number : number + _LOOKED_AT])
        sure = _is_header(header)
        if sure or _may_head(header):
            rows = _rows_below(lines, number, len(header))
            if len(rows) >= _LEAST_ROWS and (sure or _hold_figures(rows, len(header))):
                found |= _settled(number, header, rows)
                found |= _under(lines, number, header)
                number = max(rows)
        number += 1
    return found


_LOOKED_AT, _NEAR = 3, 1
"""Rows below a header that show its columns, and columns of the page by which a cell may end beside those above it."""


def _parted_like_rows(header: list[Piece], below: list[str]) -> list[Piece]:
    """The header with words parted that stand but one blank from each other, where the rows have a column for each: its words
    end where the figures below end (``2026 2027 이후`` over ``445.5      350.0``).
    """
    rows = [r for r in map(spaced_pieces, below) if len(r) >= _LEAST_COLUMNS]
    wanted = {len(r) for r in rows}
    if len(rows) < _LEAST_ROWS or len(wanted) != 1 or (columns := wanted.pop()) <= len(header):
        return header
    ends = [max(r[i].end for r in rows) for i in range(columns)]
    parted = [part for piece in header for part in _cut_at(piece, ends)]
    return parted if len(parted) == columns else header


def _cut_at(piece: Piece, ends: list[int]) -> list[Piece]:
    parts: list[Piece] = []
    start, text = piece.start, ""
    for word in piece.text.split(" "):
        text = f"{text} {word}" if text else word
        end = start + display_width(text)
        if any(abs(end - e) <= _NEAR for e in ends):
            parts.append(Piece(text, start, end))
            start, text = end + 1, ""
    return parts if not text else [piece]


_SPREAD = re.compile(r"(?<!\S)[가-힣](?P<gap>\s{1,4})[가-힣](?:(?P=gap)[가-힣]){0,3}(?!\S)")
_UNSPREAD = 2
"""A word that begins a row may be spread with so many blanks or fewer, if a wider gap follows: 정  원      48."""


def _closed(line: str) -> str:
    """A line with the words closed up that are spread letter by letter (성  명, 구  분); all else stays at its place."""

    def closed(match: re.Match[str]) -> str:
        word = re.sub(r"\s", "", match.group())
        behind = re.match(r"\s*", line[match.end() :])
        wide = behind is not None and len(behind.group()) > max(_UNSPREAD, len(match["gap"]))
        first = not line[: match.start()].strip() and len(match["gap"]) <= _UNSPREAD and wide
        return f"{word:<{len(match.group())}}" if first or is_header_word(word) else match.group()

    return _SPREAD.sub(closed, line)


def spaced_pieces(line: str) -> list[Piece]:
    """The parts of a line that wide gaps part; empty where there are none."""
    line = _closed(line)
    if len(line) > _LONGEST_LINE or is_row(line) or line.count("|") > 1 or not _GAP.search(line.strip()):
        return []
    pieces = []
    for match in re.finditer(r"\S+(?: \S+)*", line):
        words = match.group().split(" ")
        parts = words if len(words) > 1 and all(is_numeric(w) for w in words) else [match.group()]
        position = match.start()
        for part in parts:
            start = display_width(line[:position])
            pieces.append(Piece(part, start, start + display_width(part)))
            position += len(part) + 1
    return pieces


def display_width(text: str) -> int:
    """The columns that a text takes on a page: two for a Hangul letter."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _is_header(pieces: list[Piece]) -> bool:
    texts = [plain(p.text) for p in pieces]
    if len(texts) < _LEAST_COLUMNS or any(len(t) > 20 or ":" in t for t in texts):
        return False
    years = sum(bool(_YEAR.fullmatch(t)) for t in texts)
    if any(is_numeric(t) and not _YEAR.fullmatch(t) for t in texts):
        return False
    return 2 * (sum(is_header_word(t) for t in texts) + years) >= len(texts) > years


def _may_head(pieces: list[Piece]) -> bool:
    """Whether a line may be the header of figures, though most of its words are known to nobody: 구분  계  총무팀  기획팀."""
    texts = [plain(p.text) for p in pieces]
    short = all(len(t) <= 20 and ":" not in t and not is_numeric(t) for t in texts)
    return len(texts) > _LEAST_COLUMNS and short and is_header_word(texts[0])


def _hold_figures(rows: dict[int, list[Piece]], columns: int) -> bool:
    """Whether all rows are parted like the header, and nearly all behind their first cells are figures."""
    cells = [p.text for pieces in rows.values() for p in pieces[1:]]
    return all(len(p) == columns for p in rows.values()) and sum(map(is_numeric, cells)) >= 0.7 * len(cells)


_BESIDE = 6
"""So many columns of the page may part a word of an upper header from what it stands over."""


def _under(lines: list[str], number: int, header: list[Piece]) -> dict[int, str]:
    """Two rows of headers: years or words right above some columns of the header (2025년 over 예산(A), 증감 over 금액 and 비율)."""
    upper = spaced_pieces(lines[number - 2]) if number > 1 else []
    known = [bool(_YEAR.fullmatch(plain(p.text))) or is_header_word(plain(p.text)) for p in upper]
    if len(upper) < 2 or len(upper) >= len(header) or not all(known):
        return {}
    over = [_nearest(piece, upper) for piece in header]
    top, written = [], set()
    for piece, place in zip(header, over, strict=True):
        top.append(piece.text if place is None else "" if place in written else upper[place].text)
        written.add(place)
    below = ["" if place is None else piece.text for piece, place in zip(header, over, strict=True)]
    return {number - 1: "\t".join(top), number: "\t".join(below)}


def _nearest(piece: Piece, upper: list[Piece]) -> int | None:
    """Which word of the upper header stands over a column; None where none is near."""
    gaps = [max(u.start - piece.end, piece.start - u.end, 0) for u in upper]
    middle = [abs(u.start + u.end - piece.start - piece.end) for u in upper]
    near = [n for n, gap in enumerate(gaps) if gap <= _BESIDE]
    return min(near, key=lambda n: (gaps[n], middle[n])) if near else None


def _rows_below(lines: list[str], header: int, columns: int) -> dict[int, list[Piece]]:
    """The rows right below a header, rules between them passed over: up to a blank line, or one that is parted otherwise."""
    rows: dict[int, list[Piece]] = {}
    for number in range(header + 1, len(lines) + 1):
        if is_rule(lines[number - 1]):
            continue
        pieces = spaced_pieces(lines[number - 1])
        if _LABELLED_ITEM.match(lines[number - 1]):
            break
        if not 2 <= len(pieces) <= columns or any(len(p.text) > _MOST_CELL for p in pieces):
            break
        rows[number] = pieces
    full = sum(len(p) >= columns - 1 for p in rows.values())
    return rows if 2 * full >= len(rows) else {}


def _settled(number: int, header: list[Piece], rows: dict[int, list[Piece]]) -> dict[int, str]:
    spans = [[p.start, p.end] for p in header]
    for pieces in rows.values():
        if len(pieces) == len(header):
            for span, piece in zip(spans, pieces, strict=True):
                span[0], span[1] = min(span[0], piece.start), max(span[1], piece.end)
    found = {number: "\t".join(p.text for p in header)}
    for line, pieces in rows.items():
        cells = [""] * len(header)
        for column, piece in zip(_columns(pieces, spans), pieces, strict=True):
            cells[column] = f"{cells[column]} {piece.text}".strip()
        found[line] = "\t".join(cells)
    return found


def _columns(pieces: list[Piece], spans: list[list[int]]) -> list[int]:
    """The column of each cell of a row: in turn where there are as many, else the one that it overlaps most or is next to."""
    if len(pieces) == len(spans):
        return list(range(len(spans)))
    found: list[int] = []
    for place, piece in enumerate(pieces):
        first = found[-1] + 1 if found else 0
        last = len(spans) - (len(pieces) - place - 1)  # the cells behind need columns, too
        found.append(max(range(first, last), key=lambda c: (_shared(piece, spans[c]), -c)))
    return found


def _shared(piece: Piece, span: list[int]) -> int:
    """How much of a cell lies in a column; below 0 the distance to it."""
    return min(piece.end, span[1]) - max(piece.start, span[0])


_CIRCLED = re.compile(r"[①-⑳❶-❿➀-➓⓵-⓾⓫-⓴]")
_NUMBER_CELL = re.compile(
    rf"(?:{_CIRCLED.pattern}|\d{{1,2}}(?:[-.]\d{{1,2}})*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[가나다라마바사아자차카타파하])[.)]?"
)


def pushed_captions(lines: list[str]) -> dict[int, str]:
    """Lines that hold nothing but a unit, pushed to the right margin by tabs: no rows."""
    alone = {n: line.strip() for n, line in enumerate(lines, 1) if "\t" in line and "\t" not in line.strip()}
    return {n: text for n, text in alone.items() if CAPTION_ALONE.fullmatch(text)}


def heading_in_cells(table: Table) -> str:
    """A heading set in a box, which converters leave as a table of one row; empty where it is none.

    A name alone (``① 정책기획 지원``), or with its number in a cell of its own before it (``1-1 | 청년시청 운영``,
    ``전략과제 2 | …``) and what marks it in one behind (``A-1 | 실증단지 구축 | 신규·공모``). A circled number stands in a box of
    its own there: it is none of those that count the lines below (``➊ | …`` → ``[1] …``).
    """
    cells = [c.text for c in distinct(table.rows[0]) if c.text]
    if len(table.rows) != 1 or not cells:
        return ""
    marks = _marks(cells.pop()) if len(cells) > 1 and _marks(cells[-1]) else ""
    if len(cells) == 1:
        return f"{_alone(cells[0])}{marks}" if _alone(cells[0]) else ""
    if len(cells) != 2 or is_numeric(cells[1]):
        return ""
    if _CODE_CELL.fullmatch(cells[0]):
        return f"{cells[0]}. {cells[1]}{marks}"
    if not _NUMBER_CELL.fullmatch(cells[0]):
        counted = read_marker(f"{cells[0]}. {cells[1]}") if cells[0][-1].isdigit() else None
        return f"{cells[0]}. {cells[1]}{marks}" if counted and counted.family.startswith(("word:", "part")) else ""
    return f"{_boxed(cells[0])} {cells[1]}{marks}"


def unit_in_cells(table: Table) -> str:
    """The heading of a unit set in a box with who heads it, which converters leave as a row of two cells (``기획예산실 | 실장
    노경섭``); empty where it is none.
    """
    cells = [plain(c.text) for c in distinct(table.rows[0]) if c.text]
    if (
        len(table.rows) != 1
        or len(cells) != 2
        or not (_UNIT_CELL.fullmatch(cells[0]) and _HEAD_CELL.fullmatch(cells[1]))
    ):
        return ""
    return f"{cells[0]} ({cells[1]})"


_UNIT_CELL = re.compile(r"[가-힣A-Za-z·]{2,14}(?:과|실|국|소|단|원|센터|본부|담당관|사업소|팀|부)")
_HEAD_CELL = re.compile(
    r"(?:[가-힣]{0,6}(?:장|담당관)(?:\s?(?:직무대리|직무대행))?)\s*:?\s*[가-힣]\s?[가-힣]\s?[가-힣]?[가-힣]?"
)


def _alone(text: str) -> str:
    """The heading that is all that a box holds: a name behind its number."""
    match = _NUMBERED_NAME.fullmatch(plain(text))
    return f"{_boxed(match['n'])} {match['t']}" if match else ""


def _boxed(number: str) -> str:
    """The number of a box, as one in brackets where it is a circled one or a figure alone."""
    alone = _CIRCLED.fullmatch(number) or number.isdigit()
    return f"[{unicodedata.numeric(number) if len(number) == 1 else int(number):.0f}]" if alone else number


def _marks(cell: str) -> str:
    """What a cell behind a name marks it with (신규·공모), as marks of a heading; empty where it is no such cell."""
    words = re.split(r"\s*[·/,]\s*", re.sub(r"\([^()]*\)$", "", plain(cell)).strip())
    return "".join(f" ^{{{w}}}" for w in words) if all(w in _MARKS for w in words) else ""


_MARKS = ("신규", "계속", "공모", "공약", "확정", "제안", "완료", "기존")
_CODE_CELL = re.compile(r"[A-Z]-?\d{1,2}")
_NUMBERED_NAME = re.compile(
    rf"(?P<n>{_CIRCLED.pattern}|\d{{1,2}}[.)]|[가나다라마바사아자차카타파하][.)])\s*(?P<t>[가-힣A-Z「‘(].{{3,60}})"
)


_BULLET = re.compile(r"\s*[^\w\s(\[<「]\s*\S")
_INNER = re.compile(r"(?<=\S)\s+(?=[○◦❍▶■□▪●]\s*[가-힣][가-힣\s]{1,7}:)")
"""Between labelled items that stand on one line: ``○ 사업개요: … ○ 추진현황: …``."""
_SPACED_LABEL = re.compile(r"(?<=/\s)[가-힣](?:\s{2,}[가-힣]){1,3}(?=\s*:)")
"""A label set with wide blanks behind a slash: 사업기간 : … / 위    치 : …"""


TOLD = re.compile(
    r"\s*(?P<h>\*\*\s*(?:[①-⑳❶-❿]|\(?\d{1,2}[.)])\s*[^*]{4,60}\*\*)\s*[—–―─:]\s*(?P<t>[^*|\t]{20,})"
    r"|(?P<n>\*\*[^*|\t:]{4,60}?)\.(?P<e>\*\*)\s+(?P<p>[^*|\t]{20,})"
)
"""A name set in bold and the paragraph that tells of it, behind a dash or a full stop: **① 섬 관광 활성화** — 문체부 계획에
따라 …, **웹툰캠퍼스 운영(콘텐츠육성팀).** 창원시에 조성한 ….
"""


STATED = re.compile(
    r"(?P<h>\s*\S.*\S)\s+[▶►▷☞]\s*(?P<s>(?:정상|완료|이행|추진|보류|일부|지연|중단|진행)[^:▶►▷→]{0,40})"
)
"""A heading with the state behind it: ``[공약 2-1] 공공산후조리원 건립 ▶ 정상추진, 이행률 82%``."""


def labelled_pieces(line: str) -> list[str]:
    """``관리번호 : 1-1      공약구분 : 신규``: labels with values, parted by wide gaps, as a line each; else the line alone. A
    line as long as a chapter comes in pieces.
    """
    if len(line) > _LONGEST_TEXT:
        return _cut(line)
    if _BULLET.match(line) and len(parts := _INNER.split(line.rstrip())) > 1:
        lead = line[
            : len(line) - len(line.lstrip()) + 1
        ]  # the margin and the line's own bullet: they stand side by side
        return [parts[0], *(lead + part[1:] for part in parts[1:])]
    line = _SPACED_LABEL.sub(lambda m: re.sub(r"\s", "", m.group()), line)
    pieces = re.split(r"(?<=\S)\s{3,}(?=\S)", line.rstrip())
    pairs = [split_label(plain(p)) for p in pieces]
    if len(pieces) < 2 or not all(p and p[1] and len(p[0]) <= _MOST_LABEL for p in pairs):
        return [line]
    margin = line[: len(line) - len(line.lstrip())]
    return [pieces[0], *(margin + piece for piece in pieces[1:])]


def _cut(line: str) -> list[str]:
    """A very long line in pieces, at blanks where there are any."""
    found = []
    start = 0
    while start < len(line):
        end = min(start + _LONGEST_TEXT, len(line))
        if end < len(line) and (blank := line.rfind(" ", start + _LONGEST_TEXT // 2, end)) > 0:
            end = blank
        found.append(line[start:end])
        start = end
    return [piece for piece in found if piece.strip()]
