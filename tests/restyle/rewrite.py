"""Rewrites a document without changing its meaning: what stands there is the same, how it is written is another's habit.

Every rewriting takes the lines of a document and a source of chance and returns lines, or the same lines where it has
nothing to do. Facts read of the result must be those of the original (``facts.fingerprint``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from random import Random

Lines = list[str]
Rewriting = Callable[[Lines, Random], Lines]

_BULLETS = (
    "□",
    "■",
    "○",
    "●",
    "◇",
    "◆",
    "▶",
    "▷",
    "-",
    "·",
    "❍",
    "ㅇ",
    "❑",
    "▣",
    "◎",
    "•",
    "∙",
    "▪",
    "►",
    "▸",
    "◦",
    "–",
)
_RANKS = (
    ({"□", "❑"}, {"■", "▪"}, {"◆"}, {"▶", "►", "▸"}, {"▷"}, {"▣"}),
    ({"○", "❍", "ㅇ", "◦"}, {"●", "•", "∙"}, {"◇"}),
    ({"-", "–"},),
    ({"·"},),
)  # fmt: skip
_BULLET_LINE = re.compile(rf"^(\s*)([{''.join(map(re.escape, _BULLETS))}])(\s+)(\S.*)$")
_SYNONYMS = (
    ("사업기간", "추진기간"), ("총사업비", "전체사업비"), ("사업위치", "위치"), ("위치", "사업위치"), ("주관부처", "소관부처"),
    ("사업내용", "주요내용"), ("추진실적", "추진상황"), ("향후계획", "향후 추진계획"), ("담당부서", "소관부서"),
    ("전담기관", "전문기관"), ("사업대상", "지원대상"), ("기간", "사업기간"), ("담당자", "업무담당자"),
)  # fmt: skip
_DATE = re.compile(r"(?<![\d.,'’‘])(20\d\d)\. ?(\d{1,2})\.(?: ?(\d{1,2})\.)?(?!\d)")
_SHORT_DATE = re.compile(r"['’‘](\d\d)\. ?(\d{1,2})\.(?: ?(\d{1,2})\.)?(?!\d)")
_YEARS = re.compile(r"(?<![\d.,'’‘])(20\d\d)년? ?~ ?(20\d\d)(년?)(?![\d.]|\)\s*[가-힣])")
"""A term; in a bracket amid words it belongs to a name: 종합계획(2027~2036) 수립."""
_MILLIONS = re.compile(r"(?<![\d.,OolI])(\d[\d,]*(?:\.\d+)?)백만원(?![가-힣])")
_WITH_PARTS = re.compile(r"(?<![\d.,OolI])(\d[\d,]*(?:\.\d+)?)백만원( ?)([(\[])([^()\[\]]*)([)\]])")
_PARTS_ALONE = re.compile(r"(?:국비?|도비?) ?\d[\d,.]*\s?[·,/ ]\s?(?:도|군|시|구)비? ?\d")
_PHONE = re.compile(r"(?: ?☎ ?| |(?<=[^\s\d(]))(0\d{1,2})-(\d{3,4})-(\d{4})(?!\d|\))")


def _is_table(line: str) -> bool:
    return "\t" in line or line.lstrip().startswith(("|", "<t", "</t"))


def bullets(lines: Lines, chance: Random) -> Lines:
    """Give every family of bullets another sign of the same weight (□ or ■, ○ or ●), each its own."""
    used = {m[2] for line in lines if not _is_table(line) and (m := _BULLET_LINE.match(line))}
    signs: dict[str, str] = {}
    for rank in _RANKS:
        free = [f for f in rank if not f & used]
        chance.shuffle(free)
        for family in (f for f in rank if f & used):
            signs |= dict.fromkeys(family, chance.choice(sorted(free.pop() if free else family)))
    return [
        line if _is_table(line) else _BULLET_LINE.sub(lambda m: m[1] + signs[m[2]] + m[3] + m[4], line)
        for line in lines
    ]


def label_words(lines: Lines, chance: Random) -> Lines:
    """Put another word for the same field, at the head of a line and as a label in a table of labels."""
    before, after = chance.choice(_SYNONYMS)
    pattern = re.compile(rf"^(\W*|\W*\()({before})(\s*(?::|\)))")
    return [line if _is_table(line) else pattern.sub(rf"\g<1>{after}\g<3>", line) for line in lines]


def spread_labels(lines: Lines, chance: Random) -> Lines:
    """Spread the letters of some labels: ``사 업 비 :``, ``담    당 :``."""

    def spread(match: re.Match[str]) -> str:
        gap = "    " if len(match[2]) == 2 else " "
        return match[1] + gap.join(match[2]) + match[3]

    word = chance.choice(("사업비", "총사업비", "기간", "위치", "담당", "내용", "사업기간"))
    pattern = re.compile(rf"^(\W*)({word})(\s*:)")
    return [line if _is_table(line) else pattern.sub(spread, line) for line in lines]


def label_signs(lines: Lines, chance: Random) -> Lines:
    """Set labels apart in another way: ``라벨 : 값`` as ``(라벨) 값``, ``[라벨] 값`` or ``라벨: 값``."""
    words = {b for pair in _SYNONYMS for b in pair} | {"사업비", "담당", "내용", "소요예산"}
    shape = chance.choice(("({}) ", "[{}] ", "{}: ", "【{}】 "))
    pattern = re.compile(
        rf"^(\s*[{''.join(map(re.escape, _BULLETS))}]\s*)({'|'.join(sorted(words, key=len, reverse=True))})\s*:\s*"
    )
    return [line if _is_table(line) else pattern.sub(lambda m: m[1] + shape.format(m[2]), line) for line in lines]


def dates(lines: Lines, chance: Random) -> Lines:
    """Write dates as another house does: ``2025.03.05.``, ``2025년 3월 5일``, ``’25. 3. 5.``."""
    style = chance.choice(("padded", "words", "short"))

    def write(year: str, month: str, day: str | None) -> str:
        if style == "padded":
            return f"{year}.{int(month):02d}." + (f"{int(day):02d}." if day else "")
        if style == "words":
            return f"{year}년 {int(month)}월" + (f" {int(day)}일" if day else "")
        return f"’{year[2:]}. {int(month)}." + (f" {int(day)}." if day else "")

    def long(match: re.Match[str]) -> str:
        return write(match[1], match[2], match[3])

    def short(match: re.Match[str]) -> str:
        return write(f"20{match[1]}", match[2], match[3]) if style != "words" else match.group()

    head = next((i for i, line in enumerate(lines) if re.match(r"\s*(?:[ⅠI1]\s?[.]|□|##)", line)), 0)
    kept = lines[:head]  # the date of the cover stays
    return kept + [
        _SHORT_DATE.sub(short, _DATE.sub(long, line)) if "~" not in line else _both(line, long) for line in lines[head:]
    ]


def _both(line: str, write: Callable[[re.Match[str]], str]) -> str:
    """A period is rewritten only where both ends state their year."""
    return _DATE.sub(write, line) if len(_DATE.findall(line)) == 2 and line.count("~") == 1 else line


def years(lines: Lines, chance: Random) -> Lines:
    """Write terms of years in another way: ``’24~’26``, ``2024 ∼ 2026``, ``2024년 ~ 2026년``."""
    style = chance.choice(("’{a}~’{b}", "20{a} ∼ 20{b}", "20{a}년 ~ 20{b}년", "20{a}~20{b}"))
    return [_YEARS.sub(lambda m: style.format(a=m[1][2:], b=m[2][2:]), line) for line in lines]


def amounts(lines: Lines, chance: Random) -> Lines:
    """Write amounts of millions in thousands, or in 억 where that stays exact; their parts in brackets likewise."""
    style = chance.choice(("thousands", "억"))
    unit, factor, places = ("천원", Decimal(1000), 0) if style == "thousands" else ("억원", Decimal("0.01"), 3)

    if any(_PARTS_ALONE.search(line) and "백만원" not in line for line in lines):
        return lines  # bare numbers take the unit that the document writes most

    def write(number: str) -> str | None:
        value = Decimal(number.replace(",", "")) * factor
        text = f"{value:,.{places}f}"
        if Decimal(text.replace(",", "")) != value:
            return None
        return text.rstrip("0").rstrip(".") if "." in text else text

    def with_parts(match: re.Match[str]) -> str:
        head, inside = (
            write(match[1]),
            re.sub(r"(?<![\d.,’'])(\d[\d,]*(?:\.\d+)?)(?![\d%]|백만원)", lambda m: write(m[1]) or "?", match[4]),
        )
        sources = re.findall(r"[가-힣]+(?:비)?\s*\d", match[4])
        if head is None or "?" in inside or not sources or re.search(r"백만|천원|억|공모|\d차|20\d\d", match[4]):
            return match.group()
        return f"{head}{unit}{match[2]}{match[3]}{inside}{match[5]}"

    found = []
    for line in lines:
        if re.search(r"(?:국|도|시|군|구)비?\s?\d|중 |→|['’]\d\d년\s\d", _WITH_PARTS.sub("", line)):
            found.append(line)  # parts outside brackets take their unit from the amount on the line
            continue
        line = _WITH_PARTS.sub(with_parts, line)
        alone = re.compile(_MILLIONS.pattern + r"(?!\s?[(\[][^()\[\]]*\d)")
        found.append(alone.sub(lambda m: f"{w}{unit}" if (w := write(m[1])) else m.group(), line))
    return found


def phones(lines: Lines, chance: Random) -> Lines:
    """Write telephone numbers in another way: ``☎ 043-…``, ``☎043)…``, ``(043-…)``."""
    style = chance.choice((" ☎ {0}-{1}-{2}", " ☎{0}){1}-{2}", " ({0}-{1}-{2})", "(☎{0}-{1}-{2})"))
    return [line if _is_table(line) else _PHONE.sub(lambda m: style.format(*m.groups()), line) for line in lines]


def table_marks(lines: Lines, chance: Random) -> Lines:
    """Write the tables of tabs or pipes as tabs, pipes or HTML."""
    style = chance.choice(("tab", "pipe", "html"))
    found: Lines = []
    rows: list[list[str]] = []

    def flush() -> None:
        if rows:
            width = max(map(len, rows))
            found.extend(_written([row + [""] * (width - len(row)) for row in rows], style))
            rows.clear()

    for line in lines:
        if re.fullmatch(r"[\s|:\-]*-[\s|:\-]*", line) and rows:
            continue
        if "\t" in line and not line.lstrip().startswith("<t"):
            rows.append(line.split("\t"))
        elif line.startswith("|"):
            rows.append([c.strip() for c in line.strip().strip("|").split("|")])
        else:
            flush()
            found.append(line)
    flush()
    return found


def _written(rows: list[list[str]], style: str) -> Lines:
    if style == "tab":
        return ["\t".join(row) for row in rows]
    if style == "pipe":
        return ["| " + " | ".join(row) + " |" for row in rows]
    body = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return ["<table>", *body, "</table>"]


def blanks(lines: Lines, chance: Random) -> Lines:
    """Write tables of short cells under a full header of words with columns of blanks, as plain text files have them."""
    gap = chance.choice((2, 3, 5))
    found: Lines = []
    for tabbed, rows in _chunks(lines):
        cells = [row.split("\t") for row in rows]
        short = all(len(c) <= 30 and not re.search(r"\s{2}|<", c) for row in cells for c in row)
        even = len(rows) > 3 and len(cells[0]) > 3 and short and _orderly(cells)
        found += _set_in_columns(cells, gap) if tabbed and even and all(any(row) for row in cells) else rows
    return found


def _set_in_columns(cells: list[list[str]], gap: int) -> Lines:
    widths = [max(_width(row[i]) for row in cells) for i in range(len(cells[0]))]
    right = [
        sum(bool(re.fullmatch(r"[\d,.△-]+", row[i])) for row in cells) * 2 > len(cells) for i in range(len(widths))
    ]
    found = []
    for row in cells:
        parts = []
        for text, width, flush in zip(row, widths, right, strict=True):
            pad = " " * (width - _width(text))
            parts.append(pad + text if flush else text + pad)
        found.append((" " * gap).join(parts).rstrip())
    return found


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def columns(lines: Lines, chance: Random) -> Lines:
    """Put the columns of tables with one header row in another order; those up to the names stay, they may be groups.

    A document whose tables run on without their header, or with shifted cells, keeps its order.
    """
    chunks = _chunks(lines)
    ordered = [_orderly([row.split("\t") for row in rows]) for tabbed, rows in chunks if tabbed]
    if not all(ordered):
        return lines
    seed = chance.random()
    found: Lines = []
    for tabbed, rows in chunks:
        found += _shuffled([row.split("\t") for row in rows], seed) if tabbed and len(rows) > 4 else rows
    return found


def _chunks(lines: Lines) -> list[tuple[bool, Lines]]:
    """Runs of rows with tabs and of other lines, in order."""
    chunks: list[tuple[bool, Lines]] = []
    for line in lines:
        tabbed = "\t" in line and not line.lstrip().startswith("<t")
        if not chunks or chunks[-1][0] != tabbed:
            chunks.append((tabbed, []))
        chunks[-1][1].append(line)
    return chunks


def _orderly(cells: list[list[str]]) -> bool:
    """Whether every row has all cells, under a header of words."""
    header = all(c and not re.search(r"\d{2}\D|,\d", c) for c in cells[0])
    return header and len({len(c) for c in cells}) == 1 and not any(c[0] and c[-1] == "" and c[1] == "" for c in cells)


def _shuffled(cells: list[list[str]], seed: float) -> Lines:
    name = next((i for i, c in enumerate(cells[0]) if re.fullmatch(r"(?:세부)?사\s*업\s*명?|공모명", c)), 1)
    rest = [*range(name + 1, len(cells[0]))]
    Random(f"{seed}{cells[0]}").shuffle(rest)  # a header that comes back keeps its order
    return ["\t".join(c[i] for i in (*range(name + 1), *rest)) for c in cells]


def numbering(lines: Lines, chance: Random) -> Lines:
    """Number headings in another way: ``가.`` as ``A.``, ``1)`` as ``①``, ``(1)`` as ``[1]``, ``Ⅰ.`` as ``제1장``."""
    text = "\n".join(lines)
    choices: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = []
    if not re.search(r"(?m)^\s*[①-⑳]", text):
        choices.append(
            (re.compile(r"^(\s*)(\d{1,2})\) (?=\S)"), lambda m: f"{m[1]}{'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'[int(m[2]) - 1]} ")
        )
    if not re.search(r"(?m)^\s*\[\d+\]", text):
        choices.append((re.compile(r"^(\s*#*\s*)\((\d{1,2})\) (?=\S)"), lambda m: f"{m[1]}[{m[2]}] "))
    if not re.search(r"(?m)^\s*[A-H]\. ", text):
        choices.append(
            (
                re.compile(r"^(\s*#*\s*)([가나다라마바사])\. (?=\S)"),
                lambda m: f"{m[1]}{'ABCDEFG'['가나다라마바사'.index(m[2])]}. ",
            )
        )
    if not choices:
        return lines
    pattern, write = chance.choice(choices)
    return [line if _is_table(line) else pattern.sub(write, line) for line in lines]


REWRITINGS: dict[str, Rewriting] = {
    "bullets": bullets, "label_words": label_words, "spread_labels": spread_labels, "label_signs": label_signs,
    "dates": dates, "years": years, "amounts": amounts, "phones": phones, "table_marks": table_marks,
    "columns": columns, "numbering": numbering, "blanks": blanks,
}  # fmt: skip


def rewrite(text: str, names: list[str], chance: Random) -> str:
    """The text after the named rewritings, one after the other."""
    lines = text.split("\n")
    for name in names:
        lines = REWRITINGS[name](lines, chance)
    return "\n".join(lines)
