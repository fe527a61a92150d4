"""Which blocks are programs: by what stands in them, not by where they stand.

An item with an amount behind its name is one; so is a heading with the fields of a program below it (term, total cost,
structure …), be they in labelled lines, in lines of a year, or under 사업개요. Its like beside it without an amount are
activities. A heading of the contents, a label or a unit is none.
"""

from __future__ import annotations

import re
from itertools import pairwise

from lexicon.dates import find_spans
from lexicon.labels import field_of, read_label, split_label
from lexicon.text import squash
from loaders.facts.context import Context, unit_of_heading
from loaders.facts.fields import labelled, paired, reading_of
from loaders.facts.heads import BID_TOLD, Head, is_name, read_head, sums_up
from loaders.facts.investment import is_investment, is_split_by_row
from loaders.facts.listings import is_fact_row
from loaders.facts.model import Cite, Statement
from loaders.facts.money import find_sums
from loaders.facts.overview import listed_fields, opens_overview
from loaders.facts.prose import tells_of_program
from loaders.facts.tables import columns_of
from loaders.facts.told import told_programs
from loaders.facts.values import year_label
from loaders.layout.model import Block, Cell, distinct
from loaders.layout.outline import is_numbered

STRONG = frozenset({"period", "total", "budget", "structure", "executor", "ministry", "agency", "project_title", "share",
                    "investment", "year-money"})  # fmt: skip
WEAK = frozenset({"content", "target", "location", "scale", "partner", "progress", "plan", "progress_plan", "contact",
                  "background", "when", "goal", "name", "year-line"})  # fmt: skip
SECTION_FIELDS = frozenset({"overview", "progress", "plan", "progress_plan", "issue", "background", "effect", "investment",
                            "content", "goal", "basis", "target", "rooms"})  # fmt: skip
_STATE = re.compile(
    r"(?:\d[\d,]*\s*(?:건|명|회|개사|개소|편|개|종|식|팀|개교|과제|%|억원|백만원)?[β/,·\s]*)+|추진\s?중|추진중/\d+회|\d+\S{0,2}/추진중|완료|수시|상시|개최연기|연기|미추진|정상추진|중단|예정"
)
_OTHER_THING = re.compile(r"사망|부상|최대|최소|상금|시상|벌금|과태료|월급|단가|가격|매출|모금|수입|피해|절감|한도")
_EVENT = re.compile(
    r"대회|페스티벌|축제|공모전|박람회|행사|포럼|특강|콘서트|세미나|워크숍|설명회|간담회|교류회|전시회|경연|기념식"
)
_ENTRIES = 12
"""So many entries of a cell show what it states: 사업개요 | 기간 : …, 총사업비 : …."""
_LOOKED_AT = 80
"""So many neighbours show of what kind a list is."""
_LISTED = frozenset(
    {
        "box",
        "square",
        "circle",
        "disc",
        "diamond",
        "lozenge",
        "triangle",
        "play",
        "dash",
        "check",
        "section",
        "target",
        "double",
    }
)


def section_field(block: Block) -> str:
    """The field that a block names as a section (``□ 추진상황``), or empty; labelled lines with a value are none."""
    head, value = split_label(block.text) or (block.text, "")
    if value or len(head) > 40:
        return ""
    bare = re.sub(r"^(?:['’‘]?\d{2,4}년?도?)?\s*(?:그간|주요|그동안)?\s*(?:의\s)?", "", head)
    reading = read_label(head) or read_label(bare)
    if reading is None or not re.fullmatch(r"[가-힣\s]{0,8}", reading.qualifier):
        return ""
    return reading.field if reading.field in SECTION_FIELDS else ""


def rates_of_heading(block: Block, year: int | None) -> list[Statement]:
    """The rates that a section's heading says in brackets: ``추진상황(공정률 38%)``."""
    cite = Cite(block.line_start, block.line_end)
    return [
        Statement(m["label"], f"{m['n']}%", cite, float(m["n"]), "%", year=year)
        for m in _RATE_SAID.finditer(block.text)
    ]


_RATE_SAID = re.compile(r"[(,·]\s*(?P<label>[가-힣]{1,6}[률율])\s*:?\s*(?P<n>\d+(?:\.\d+)?)\s*%")


def fields_of(block: Block, *, told: bool = True) -> list[str]:
    """The fields that stand right below a block, through its sections (사업개요 …) but not through other blocks; ``told``:
    what sentences tell counts as well.
    """
    found: list[str] = []
    opening = {opens_overview(c.text) for c in block.children if c.table is None and split_label(c.text) is None}
    found += sorted(opening) if {"period", "budget"} <= opening else []
    several = sum(named_cell(c) is not None for c in block.children) > 1
    items = sum(_is_item(c) for c in block.children) > 1
    for child in block.children:
        if child.table is not None and several and child.table.pairs:
            continue  # each is the card of a program of its own
        if items and _is_item(child):
            continue
        if child.table is not None:
            found += _fields_of_table(child)
            continue
        pair = split_label(child.text)
        if (
            told
            and (child.family == "plain" or pair is None)
            and (fields := tells_of_program(_of_heading(child.text, block.text)))
        ):
            found += [*sorted(fields), *fields_of(child)]
        elif year := year_label(child.text):
            found.append("year-money" if _starts_with_money(year[2]) else "year-line")
        elif pair and pair[1]:
            found += _labelled_fields(*pair) or _unlabelled_fields(child.text)
        elif field := section_field(child):
            found.append(field)
            found += fields_of(child, told=told)
        else:
            found += _unlabelled_fields(child.text)
            found += fields_of(child, told=told) if BID_TOLD.search(child.text) else []
    return found


def _unlabelled_fields(text: str) -> list[str]:
    """The fields of a line without a label: its money, the label that it is, or what it lists."""
    if match := re.match(r"총\s*사\s*업\s*비|사\s*업\s*비|예산|소요예산", text):
        return ["total" if "총" in match.group() else "budget"] if find_sums(text) else []
    if reading := read_label(text) if len(text) <= _LABEL_ALONE else None:
        return [reading.field]
    listed = listed_fields(text)
    return sorted(listed) if len(listed) > 1 else []


_LABEL_ALONE = 14


def _labelled_fields(label: str, value: str) -> list[str]:
    known = [(r.field, v) for w, v in paired(label, value) or [(label, value)] if (r := reading_of(w, v))]
    found = [field for field, v in known if _is_of_kind(field, v)]
    return found + [f for field, v in known if field in _LISTING for f in listed_fields(v) - {field}]


_LISTING = ("overview", "period", "name")
"""Labels behind whose value others may stand without labels: 개요 : 2025. 4. ~ 12., 1,547백만원(국비 1,083백만원, …)."""


def _of_heading(text: str, heading: str) -> str:
    """A paragraph without the sentences that are about a program which the heading does not name."""
    told, rest = told_programs(text, None)
    key = squash(heading)
    own = [t.sentence for t in told if squash(t.head.name)[:6] in key or key in squash(t.head.name)]
    return " ".join([*own, rest]) if told else text


def _is_item(block: Block) -> bool:
    """Whether words that are no known label have an amount behind them: alone a label of money, among its like a program."""
    label, value = (split_label(block.text) if block.table is None else None) or ("", "")
    return bool(value) and read_label(label) is None and is_name(read_head(label).name) and _starts_with_money(value)


def named_cell(block: Block) -> Cell | None:
    """The name that a table of labels and values states: ``사업명 | 예당호 야간경관 조성 | …``."""
    for row in map(distinct, block.table.rows if block.table is not None and block.table.pairs else []):
        for label, value in pairwise(row):
            if field_of(label.text) == "name" and is_name(_AMOUNT_IN_NAME.sub("", value.text), heading=True):
                return value
    return None


_AMOUNT_IN_NAME = re.compile(r"\d[\d,.]*\s*(?:조|억|천만|백만)\s*원\s*")
"""What a name may be the aim of: 투자유치 40조원 달성."""


def _is_of_kind(field: str, value: str) -> bool:
    """Whether a value can be of its field: no sentence that explains what to fill in stands for a term or an amount."""
    return field not in ("period", "total", "budget") or not re.search(r"(?:니다|세요|시오|한다)[.\s]", f"{value} ")


def _starts_with_money(text: str) -> bool:
    sums = find_sums(text)
    return bool(sums) and sums[0].start <= 6


def _fields_of_table(block: Block) -> list[str]:
    table = block.table
    assert table is not None
    if table.pairs:
        readings = [read_label(c.text) for row in table.rows for c in _labels_of(distinct(row))]
        entries = [labelled(text) for row in table.rows for c in distinct(row)[1::2] for _, text in c.items[:_ENTRIES]]
        found = [r.field for r in readings if r] + [e[2].field for e in entries if e and _is_of_kind(e[2].field, e[1])]
        cells = [
            c.text for row in table.rows for label, c in pairwise(distinct(row)) if field_of(label.text) == "overview"
        ]
        return found + [f for text in cells for f in listed_fields(text)]
    if is_fact_row(table):
        return [c.field for c in columns_of(table) if c.field]
    return ["investment"] if is_investment(table) or is_split_by_row(table) else []


def _labels_of(row: list[Cell]) -> list[Cell]:
    """The cells of a row of labels and values that are labels; one that spans rows may stand before others (사업개요 | 기간 | …)."""
    behind = row[1:] if len(row) > 2 and row[0].row_span > 1 and read_label(row[1].text) else row
    return [c for c in (*row[: len(row) - len(behind)], *behind[::2]) if c.text]


def is_card(block: Block) -> bool:
    """Whether the fields below a block are those of a program."""
    fields = fields_of(block)
    strong = [f for f in fields if f in STRONG]
    return bool(strong) and (len(strong) + len({f for f in fields if f in WEAK}) >= 2)


def has_money(head: Head) -> bool:
    """Whether an amount belongs to the head: behind the colon near its start, or in a bracket of the name."""
    if not head.sums:
        return False
    if head.value and head.sums[-1].text in head.value:
        first = [s for s in head.sums if s.text in head.value]
        lead = head.value[: first[0].start] if first else head.value
        for span in reversed(find_spans(lead)):
            lead = lead[: span.begin] + lead[span.stop :]
        return len(lead) <= 30 and not re.search(r"[.]\s|대비|정도", lead) and not _OTHER_THING.search(lead)
    return True


def is_full_card(block: Block) -> bool:
    """Whether a block is a program even in a text that speaks of none: its term and its money stand below it, labelled."""
    fields = set(fields_of(block, told=False))
    return "period" in fields and bool(fields & {"total", "budget", "structure", "ministry"})


class Reading:
    """What a block is: ``kind`` empty where it is no program, and its head."""

    def __init__(self, kind: str, head: Head) -> None:
        self.kind = kind
        self.head = head


_CHAPTER = re.compile(r"제\s*\d+\s*[편부장절]")


def classify(block: Block, context: Context, owner_is_card: bool, unit: int | None = None) -> Reading:
    """Whether a block is a program, a sub-project, an activity or an event, below a card or not."""
    head = read_head(block.text, context.year or context.document_year, block.marks, unit)
    none = Reading("", head)
    if (
        block.table is not None
        or not is_name(head.name, heading=is_card(block))
        or unit_of_heading(block)
        or section_field(block)
        or _CHAPTER.match(block.marker)
    ):
        return none
    if context.field in ("background", "issue", "effect", "basis") or year_label(block.text):
        return none
    money = has_money(head)
    if (money or is_card(block)) and sums_up(head.name, head.value, with_fields=is_card(block)):
        return none
    if owner_is_card:
        termed = bool(find_spans(head.value)) or bool(head.periods)
        if is_card(block) and (is_numbered(block.family) or block.family in ("box", "square", "circle", "diamond")):
            return Reading("사업", head)
        part = money and (context.field == "name" or (termed and bool(head.value)))  # below 세부사업
        return Reading("세부사업", head) if part else none
    if is_card(block):
        return Reading("사업", head)
    if money and (head.value or _is_single(head)):
        return Reading("사업", head)
    if sums_up(head.name, head.value, with_fields=True):
        return none
    if block.family in _LISTED or is_numbered(block.family) or (block.family == "md" and head.value):
        return Reading(_activity(block, head), head)
    return none


def _is_single(head: Head) -> bool:
    """``NAME(5.6억원)``: one clause, whose name ends as those of programs do."""
    return "," not in re.sub(r"\([^()]*\)", "", head.name)


def _activity(block: Block, head: Head) -> str:
    """The kind of an item without money: an activity or event beside programs, or with a state or count behind it."""
    state = bool(head.value) and bool(_STATE.fullmatch(head.value.strip()))
    if head.value and not state:
        return ""
    if not (state and (block.family in ("box", "square", "diamond", "play", "triangle", "circle", "md"))) and not (
        block.children and _beside_programs(block)
    ):
        return ""
    return "행사" if _EVENT.search(head.name) else "활동"


def _beside_programs(block: Block) -> bool:
    if block.parent is None:
        return False
    alike = [
        b for b in block.parent.children if b is not block and b.family == block.family and b.indent == block.indent
    ]
    return any(
        is_name((h := read_head(b.text)).name)
        and not sums_up(h.name, "", with_fields=True)
        and (has_money(h) or is_card(b))
        for b in alike[:_LOOKED_AT]
    )
