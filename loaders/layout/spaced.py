"""Tables set with blanks, as plain text files and converters leave them: from columns of blanks to cells.

A header of known words parted by two or more blanks, and rows below it that are parted alike, are a table. A row with
fewer cells than the header is settled by where its cells stand.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from lexicon.labels import is_header_word, is_money_label, is_source_word, read_label, split_label
from lexicon.text import plain
from loaders.layout.cells import is_numeric, is_row
from loaders.layout.markers import is_rule, read_marker
from loaders.layout.tables import CAPTION_ALONE

_GAP = re.compile(r"\s{2,}")
_YEAR = re.compile(r"(?:20\d\d|['’]\d\d)\s*년?도?")
_DATE = re.compile(r"(?:(?:20\d\d|['’]\d\d)\.\s)?\d{1,2}\.(?:\s\d{1,2}\.?)?")
"""A date with blanks between its figures: 2026. 2. 25., 5. 18."""
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
        if whole := _in_two_lines(header, lines[number : number + 1 + _LOOKED_AT]):
            rows = _rows_below(lines, number + 1, len(whole))
            if len(rows) >= _LEAST_ROWS and _hold_figures(rows, len(whole)):
                found |= _settled(number + 1, whole, rows) | _all_lines(lines, number, header, whole)
                number = max(rows)
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


def _in_two_lines(header: list[Piece], below: list[str]) -> list[Piece]:
    """All columns of a header whose words stand in two lines, none over another, where the rows below have a column for each:
    ``과 명 … 집행액`` over ``본예산   추경 포함 계``; empty where it is none.
    """
    if not header or len(below) <= _LEAST_ROWS or not is_header_word(plain(header[0].text)):
        return []
    lower = spaced_pieces(below[0])
    whole = sorted((*header, *lower), key=lambda p: p.start)
    if not lower or any(is_numeric(p.text) for p in whole) or any(a.end > b.start for a, b in pairwise(whole)):
        return []
    return whole if all(len(spaced_pieces(line)) == len(whole) for line in below[1:]) else []


def _all_lines(lines: list[str], number: int, header: list[Piece], whole: list[Piece]) -> dict[int, str]:
    """Both lines of such a header; a word that stands alone right above its lower columns (예    산) comes down to them."""
    upper = [p.text if p in header else "" for p in whole]
    lower = ["" if p in header else p.text for p in whole]
    line = lines[number - 2] if number > 1 else ""
    word = re.sub(r"\s", "", line)
    found: dict[int, str] = {}
    if is_header_word(word):
        over = [Piece(word, display_width(line[: len(line) - len(line.lstrip())]), display_width(line.rstrip()))]
        first = next((n for n, p in enumerate(whole) if p not in header and _nearest(p, over) is not None), None)
        if first is not None:
            upper[first], found[number - 1] = word, ""
    return found | {number: "\t".join(upper), number + 1: "\t".join(lower)}


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


_SPREAD = tuple(
    re.compile(rf"(?<!\S)[가-힣](?P<gap>\s{{1,4}})[가-힣](?:(?P=gap)[가-힣]){n}(?!\S)") for n in ("{1,3}", "{0}")
)
"""Long words before short ones: ``번   사  업  명`` is no ``번   사``."""
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

    for spread in _SPREAD:
        line = spread.sub(closed, line)
    return line


def spaced_pieces(line: str) -> list[Piece]:
    """The parts of a line that wide gaps part; empty where there are none."""
    line = _closed(line)
    if len(line) > _LONGEST_LINE or is_row(line) or line.count("|") > 1 or not _GAP.search(line.strip()):
        return []
    pieces = []
    for match in re.finditer(r"\S+(?: \S+)*", line):
        words = match.group().split(" ")
        figures = len(words) > 1 and all(is_numeric(w) for w in words) and not _DATE.fullmatch(match.group())
        parts = words if figures else [match.group()]
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
    return 2 * (sum(is_header_word(t) or is_source_word(t) for t in texts) + years) >= len(texts) > years


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
    """Two rows of headers: years or words right above some columns of the header (2025년 over 예산(A), 증감 over 금액 and 비율),
    whatever words where columns below are called alike (배분액 | 개소수 | 배분액).
    """
    upper = spaced_pieces(lines[number - 2]) if number > 1 else []
    if number > 1 and (both := _over_sources(lines[number - 2], header)):
        return {number - 1: "\t".join(both[0]), number: "\t".join(both[1])}
    alike = len({p.text for p in header}) < len(header) and not any(is_numeric(p.text) for p in upper)
    known = [bool(_YEAR.fullmatch(plain(p.text))) or is_header_word(plain(p.text)) or alike for p in upper]
    if len(upper) < 2 or len(upper) >= len(header) or not all(known):
        return {}
    over = [None if _of_all_years(piece) else _nearest(piece, upper) for piece in header]
    if len(header[0].text) == 1 or all(_shared(header[0], [u.start, u.end]) <= 0 for u in upper):
        over[0] = None  # what leads the rows
    top, written = [], set()
    for piece, place in zip(header, over, strict=True):
        top.append(piece.text if place is None else "" if place in written else upper[place].text)
        written.add(place)
    below = ["" if place is None else piece.text for piece, place in zip(header, over, strict=True)]
    if over[0] is None and len(upper[0].text) == len(header[0].text) == 1 and _shared(header[0], [*upper[0][1:]]) > 0:
        top[0] = upper[0].text + header[0].text  # 연 over 번
    return {number - 1: "\t".join(top), number: "\t".join(below)}


def _over_sources(line: str, header: list[Piece]) -> tuple[list[str], list[str]] | None:
    """Both rows of a header whose upper one is a single word for money (사    업    비) over the columns of who pays."""
    word = re.sub(r"\s", "", line)
    paid = [n for n, p in enumerate(header) if is_source_word(p.text) or p.text in ("계", "합계", "소계")]
    if len(paid) < _LEAST_ROWS or paid != list(range(paid[0], paid[-1] + 1)) or not is_money_label(word):
        return None
    middle = display_width(line[: len(line) - len(line.lstrip())]) + display_width(line.strip()) // 2
    if not header[paid[0]].start <= middle <= header[paid[-1]].end:
        return None
    top = [word if n == paid[0] else "" if n in paid else p.text for n, p in enumerate(header)]
    return top, [p.text if n in paid else "" for n, p in enumerate(header)]


def _of_all_years(piece: Piece) -> bool:
    reading = read_label(plain(piece.text))
    return reading is not None and reading.field == "total"


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
        if not pieces and _begins_name(lines[number - 1 : number + 1], columns):
            continue
        if _LABELLED_ITEM.match(lines[number - 1]):
            break
        if not 2 <= len(pieces) <= columns or any(len(p.text) > _MOST_CELL for p in pieces):
            break
        rows[number] = pieces
    full = sum(len(p) >= columns - 1 for p in rows.values())
    return rows if 2 * full >= len(rows) else {}


def _begins_name(lines: list[str], columns: int) -> bool:
    """Whether a line is the first half of the name of the row below it: 하장 광동지구 over 농촌공간정비사업   9,600   ….."""
    words = lines[0].strip()
    half = 1 < len(words) <= _MOST_OF_NAME and bool(re.search(r"[가-힣]{2}", words)) and read_marker(words) is None
    return half and len(lines) > 1 and len(spaced_pieces(lines[1])) == columns


_MOST_OF_NAME = 12
"""Letters of the half of a name that stands on a line of its own."""


def _settled(number: int, header: list[Piece], rows: dict[int, list[Piece]]) -> dict[int, str]:
    spans = [[p.start, p.end] for p in header]
    for pieces in rows.values():
        if len(pieces) == len(header):
            for span, piece in zip(spans, pieces, strict=True):
                span[0], span[1] = min(span[0], piece.start), max(span[1], piece.end)
    found = {number: "\t".join(p.text for p in header)}
    begins = {p.start for r in rows.values() if len(r) == len(header) for p in r[1:]}
    for line, row in rows.items():
        pieces = row if len(row) == len(header) else _parted_at(row, begins, len(header))
        cells = [""] * len(header)
        for column, piece in zip(_columns(pieces, spans), pieces, strict=True):
            cells[column] = f"{cells[column]} {piece.text}".strip()
        found[line] = "\t".join(cells)
    return found


def _parted_at(pieces: list[Piece], begins: set[int], columns: int) -> list[Piece]:
    """A row with its cells parted that stand but one blank from each other, where cells of other rows begin."""
    starts = {start for start in begins if not any(abs(p.start - start) <= _NEAR for p in pieces)}
    parted: list[Piece] = []
    for piece in pieces:
        words = piece.text.split(" ")
        cut = [
            (left, display_width(left))
            for left in (" ".join(words[:n]) for n in range(1, len(words)))
            if left.count("(") == left.count(")")
            and any(abs(piece.start + display_width(left) + 1 - s) <= _NEAR for s in starts)
        ]
        if len(cut) == 1:
            ((left, width),) = cut
            parted.append(Piece(left, piece.start, piece.start + width))
            parted.append(Piece(piece.text[len(left) + 1 :], piece.start + width + 1, piece.end))
        else:
            parted.append(piece)
    return parted if len(parted) <= columns else pieces


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


def pushed_captions(lines: list[str]) -> dict[int, str]:
    """Lines that hold nothing but a unit, pushed to the right margin by tabs: no rows."""
    alone = {n: line.strip() for n, line in enumerate(lines, 1) if "\t" in line and "\t" not in line.strip()}
    return {n: text for n, text in alone.items() if CAPTION_ALONE.fullmatch(text)}


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


PRICED = re.compile(
    r"\s*(?P<h>(?:\*\*\s*)?(?:[①-⑳❶-❿]|\(?\d{1,2}[.)]|[가-하]\.)\s*[^*—–|\t:]{4,60}?\s*(?:\*\*)?(?:\s*\([^()]{2,40}\))?)"
    r"\s*[—–]\s*(?P<t>[^*|\t]*[\dO]\s*(?:조|억|백만|천만|만|천)?\s*원[^*|\t]*)"
)
"""A numbered name with its money behind a dash: ``**⑤ 자원순환 마을**(舊 제로웨이스트 마을) — ’26년 240백만원(도 120, 군 120)``."""


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
