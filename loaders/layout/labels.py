"""One way to write a label: ``(위치) 율지리``, ``[기간] …``, ``기간 2025. 3. ~ 12.`` and ``(기간/사업비) A / B`` become
``라벨 : 값``, one block each, so that no later rule asks how a document sets its labels apart.

A bracket is a label where the table of labels knows its words, or where its neighbours are; words without any sign are
one where the value is of the label's kind: a term, an amount, a place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lexicon.amounts import find_amounts
from lexicon.dates import find_spans
from lexicon.labels import field_of, is_pair_label
from lexicon.people import read_people
from lexicon.phones import mark_extensions
from lexicon.places import find_places
from lexicon.text import squash
from loaders.layout.model import Block

_BRACKETED = re.compile(
    r"[(\[<【〔「]\s*(?P<l>[가-힣][가-힣A-Za-z·/,\s]{0,18}?)\s*[)\]>】〕」]\s*:?\s*(?P<v>[^\s:].*)", re.S
)
_NAMED = re.compile(
    r"[(\[<【〔「]\s*(?P<l>[가-힣A-Za-z0-9][^()\[\]<>【】〔〕「」]{3,30})\s*[)\]>】〕」]\s*(?P<v>\S.*)", re.S
)
_NEXT_BRACKET = re.compile(r"(?:\s*[/|;,]\s*|\s+)(?=[(\[<【〔]\s*([가-힣][가-힣·/\s]{1,12}?)\s*[)\]>】〕]\s*:?\s*\S)")
_NEXT_COLON = re.compile(r"(?P<s>\s*[/|;,]\s*|\s+[-·▸▶○ㅇ※]\s*|\s+)(?=(?P<l>[가-힣][가-힣·\s]{1,9}?)\s*:\s*\S)")
_BARE = re.compile(r"(?P<l>[가-힣]{2,6}(?:\s[가-힣]{2,4})?)\s+(?P<v>[^\s:].*)", re.S)
_JOINT = re.compile(r"\s*[/·,]\s*")
_BRACKET = re.compile(r"^\s*[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]]")
_ALL_BRACKETED = re.compile(r"[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]")
_ARROWED = re.compile(r"(?P<l>[가-힣][가-힣\s]{1,8}?)\s*[⇒⇨➡]\s*(?=\S)")
_OVERVIEW = re.compile(r"([가-힣][가-힣\s]{1,6}?)\s*(?=\()")
_ALWAYS = re.compile(r"연중|상시|매년|계속")
_OF_PEOPLE = ("contact", "person", "manager")
_SHORTEST_UNPARTED = 3
"""A label that follows another without a sign between them needs so many letters: 위치 and 기간 are words as well."""


def settle_labels(block: Block) -> None:
    """Rewrite the labelled lines below ``block``; a line that holds several becomes as many blocks."""
    children: list[Block] = []
    for child in block.children:
        made = [child] if child.table is not None else _settled(child)
        children += made
    _by_neighbours(children)
    _named_in_brackets(children)
    block.children = children
    for child in children:
        child.parent = block
        settle_labels(child)


def _settled(block: Block) -> list[Block]:
    opening = _OVERVIEW.match(block.text)
    headed = opening and field_of(opening[1]) == "overview"  # 사업개요 (기간: … / 위치: … / 사업비: …)
    inside = _ALL_BRACKETED.fullmatch(block.text[opening.end() :] if opening and headed else block.text)
    if inside and (told := re.match(r"(?P<l>[가-힣][가-힣·/\s]{1,14}?)\s*:\s*\S", inside[1])) and _known(told["l"]):
        block.text = inside[1].strip()  # (담당 : …) is as plain as without its brackets
    arrow = _ARROWED.match(block.text)
    if arrow and _known(arrow["l"]):  # 향후계획 ⇒ '25. 11. : 준공
        block.text = f"{arrow['l']} : {block.text[arrow.end() :]}"
    pairs = read_pairs(block.text)
    if not pairs:
        return [block]
    blocks = [replace(block, text=f"{label} : {value}" if label else value, children=[]) for label, value in pairs]
    blocks[-1].children = block.children
    return blocks


def read_pairs(text: str) -> list[tuple[str, str]]:
    """The (label, value) pairs of a line whose labels are not plainly set, or are several; empty where it has none."""
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and _known(bracketed["l"]):
        pairs = [p for pair in _parted(text, _NEXT_BRACKET, bracketed=True) for p in _mixed(*pair)]
        return [p for pair in pairs for p in _unparted(*pair)]
    colon = re.match(r"(?P<l>[가-힣A-Za-z·/,()\s]{2,16}?)\s*:\s*\S", text)
    if colon and _known(colon["l"]):
        pairs = [p for pair in _parted(text, _NEXT_COLON, bracketed=False) for p in _unparted(*pair)]
        return pairs if len(pairs) > 1 else []
    return _list(text)


def _mixed(label: str, value: str) -> list[tuple[str, str]]:
    """``(위치) 서림시 / 사업비 : 12억원``: a later label that a colon sets apart where the first stands in brackets."""
    for match in _NEXT_COLON.finditer(value):
        if match["s"].strip() and _known(match["l"]) and not _inside_brackets(value, match.start()):
            return [
                (label, value[: match.start()].strip()),
                *_parted(value[match.end() :], _NEXT_COLON, bracketed=False),
            ]
    return [(label, value)]


def _unparted(label: str, value: str) -> list[tuple[str, str]]:
    """``사업기간 : 2027 ~ 2030 / 총사업비 150억원``: a later part whose label no colon parts from its value."""
    first, *rest = _slashed(value)
    found = [(label, first)]
    of_people = field_of(label) in _OF_PEOPLE
    for part in rest:
        bare = _BARE.fullmatch(part)
        titled = bare and of_people and field_of(bare["l"]) in _OF_PEOPLE  # 담당 : 보증사업부 / 부장 서문혁(☎ …)
        if bare and not titled and _fits(bare["l"], bare["v"]):
            found.append((bare["l"], bare["v"]))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} / {part}")
    return found


def _list(text: str) -> list[tuple[str, str]]:
    """``총사업비 300억원`` as a pair; ``(사업기간 2021~2024, 총사업비 300억원, 해수부)`` as a list of such, what has no label with an
    empty one. Without brackets a list needs two labels, so that a line that only begins with one stays whole.
    """
    inside = _ALL_BRACKETED.fullmatch(text)
    parts = _clauses(inside[1] if inside else text)
    pairs = []
    for part in parts:
        bare = _BARE.fullmatch(part)
        pairs.append((bare["l"], bare["v"]) if bare and _fits(bare["l"], bare["v"]) else ("", part))
    known = sum(bool(label) for label, _ in pairs)
    needed = 1 if inside or len(parts) == 1 else 2
    return pairs if known >= needed and (inside or pairs[0][0]) else []


def _clauses(text: str) -> list[str]:
    parts, start = [], 0
    for match in re.finditer(r",\s", text):
        if not _inside_brackets(text, match.start()):
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]


def _known(label: str) -> bool:
    """Whether every part of ``기간/총사업비`` is a known label."""
    of_years = field_of(label) == "year" and label.endswith("별")  # 연도별 : 기투자 62, 2026년 95
    return ((is_pair_label(label) or of_years) and field_of(label) is not None) or (
        "/" in label and all(is_pair_label(p) and field_of(p) for p in _JOINT.split(label))
    )


def _parted(text: str, border: re.Pattern[str], *, bracketed: bool) -> list[tuple[str, str]]:
    starts = [0]
    for match in border.finditer(text, _first_value(text)):
        label = match["l"] if "l" in match.groupdict() else match[1]
        parted = bracketed or match["s"].strip() or len(squash(label)) >= _SHORTEST_UNPARTED
        if parted and _known(label) and not _inside_brackets(text, match.start()):
            starts.append(match.end())
    found: list[tuple[str, str]] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end].strip(" /|;,")
        pair = _BRACKETED.fullmatch(piece) if bracketed else re.fullmatch(r"(?P<l>[^:]+?)\s*:\s*(?P<v>.*)", piece, re.S)
        if pair:
            found += _joint(pair["l"].strip(), pair["v"].strip())
    return found


def _first_value(text: str) -> int:
    """Where the first label of a line ends: a stroke inside it (부서/담당자) parts no labels."""
    match = re.search(r":|[)\]>】〕」]", text)
    return match.end() if match else 0


def _joint(label: str, value: str) -> list[tuple[str, str]]:
    """``기간/총사업비`` with as many values is as many pairs."""
    labels, values = _JOINT.split(label), _slashed(value)
    if len(labels) > 1 and len(labels) == len(values) and all(field_of(part) for part in labels):
        return list(zip(labels, values, strict=True))
    return [(label, value)]


def _slashed(value: str) -> list[str]:
    parts, start = [], 0
    for match in re.finditer(r"\s/\s", value):
        if not _inside_brackets(value, match.start()):
            parts.append(value[start : match.start()].strip())
            start = match.end()
    return [*parts, value[start:].strip()]


def _inside_brackets(text: str, position: int) -> bool:
    before = text[:position]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")


def _fits(label: str, value: str) -> bool:
    """Whether words that no sign parts are a label and its value: the label is known, the value of its kind."""
    field = field_of(label)
    if field == "period":
        spans = find_spans(value)
        return (bool(spans) and spans[0].begin <= 1 and spans[0].is_period) or bool(_ALWAYS.fullmatch(value))
    if field in ("total", "budget"):
        amounts = find_amounts(value)
        rest = _BRACKET.sub("", value[amounts[0].end :]) if amounts else "."
        return bool(amounts) and amounts[0].start <= 2 and not rest.split(",")[0].strip()
    if field in ("contact", "person", "manager"):
        people = read_people(mark_extensions(value))
        return bool(people) and any(p.phone for p in people)
    if field in ("location", "address"):
        places = find_places(value, in_address=True)
        return bool(places) and places[0].start == 0
    return False


def _by_neighbours(children: list[Block]) -> None:
    """A bracket with unknown words is a label among neighbours of its like whose brackets were."""
    settled = {(c.family, c.indent) for c in children if c.table is None and _was_bracket(c)}
    for child in children:
        match = _BRACKETED.fullmatch(child.text) if child.table is None else None
        if match and (child.family, child.indent) in settled and child.text[0] == "(" and len(squash(match["l"])) >= 2:
            child.text = f"{match['l'].strip()} : {match['v'].strip()}"


def _named_in_brackets(children: list[Block]) -> None:
    """``(곤충 양잠산업 육성) '26년 1,150백만원 …`` among its like: what a bracket names, with its amount behind it."""
    alike: dict[tuple[str, int], list[tuple[Block, re.Match[str]]]] = {}
    for child in children:
        match = _NAMED.fullmatch(child.text) if child.table is None else None
        if match and not _known(match["l"]) and len(squash(match["l"])) >= 4 and _begins_with_amount(match["v"]):
            alike.setdefault((child.family, child.indent), []).append((child, match))
    for found in alike.values():
        if len(found) > 1:
            for child, match in found:
                child.text = f"{match['l'].strip()} : {match['v'].strip()}"


def _begins_with_amount(text: str) -> bool:
    """Whether nothing but a date stands before the first amount."""
    amounts = find_amounts(text)
    lead = text[: amounts[0].start] if amounts else text
    for span in reversed(find_spans(lead)):
        lead = lead[: span.begin] + lead[span.stop :]
    return bool(amounts) and not re.sub(r"[\s,]|총|약|예산|사업비", "", lead)


def _was_bracket(block: Block) -> bool:
    label, _, value = block.text.partition(" : ")
    return bool(value) and _known(label)
