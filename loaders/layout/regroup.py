"""Corrects the tree where only the labels tell what belongs together.

A list in which the label of a name comes back (``사업명 : A``, ``사업기간 : …``, ``사업명 : B`` …) holds one card for each name.
A number that counts behind each sign of a list (``□ 1. A``, ``□ 2. B``) is part of the marker.
Parts that one line counts (``세부사업 : ① A(92억원) ② B(95억원)``) stand below it.
A line of contacts below the last of several like entries, none of which has its own, is of them all; so is one that says
nothing but who is in charge and ends a list of signs (``□ A``, ``□ B``, ``(시설팀장 … ☎ …)``).
Entries of a table that are headings below it (``◇ A``, ``○ 총사업비 …``, ``◇ B``) stand above what follows each.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise

from lexicon.labels import field_of, split_label
from lexicon.staff_lines import people_alone
from lexicon.text import squash
from loaders.layout.model import Block

_PEOPLE = ("contact", "manager", "person")


def regroup(block: Block) -> None:
    """Correct the tree below ``block``."""
    _parts_in_line(block)
    _counted(block)
    _cards(block)
    _listed_above(block)
    for child in block.children:
        regroup(child)
    _lift(block)
    _lift_alone(block)


_NUMBER = re.compile(r"(?:\((?P<b>\d{1,2})\)|(?P<n>\d{1,2})[.)])\s+(?=\D)|(?P<c>[①-⑳])\s*")


_COUNTED_PART = re.compile(r"(?:^|(?<=[\s,/;]))(?:(?P<c>[①-⑳❶-❿➊-➓])|\(?(?P<n>\d{1,2})\))\s*(?=[가-힣A-Za-z0-9「‘(])")


def _parts_in_line(block: Block) -> None:
    """Make blocks of the things that a line counts behind the label of a name, from one on."""
    if _field(block) != "name" or block.children:
        return
    label, _, value = block.text.partition(":")
    found = list(_COUNTED_PART.finditer(value))
    numbers = [int(m["n"] or unicodedata.numeric(m["c"])) for m in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)) or value[: found[0].start()].strip():
        return
    block.text = label.strip()
    ends = [*(m.start() for m in found[1:]), len(value)]
    for match, end in zip(found, ends, strict=True):
        text = value[match.end() : end].strip(" ,/;")
        block.add(replace(block, family="circled", marker=match.group().strip(), text=text, children=[]))


def _counted(block: Block) -> None:
    """Take the numbers off entries of one sign that count from one on; months (``○ 3. 착공``, ``○ 9. 준공``) do not."""
    signed = [c for c in block.children if c.table is None and c.marker and not any(s.isalnum() for s in c.marker)]
    for family in {c.family for c in signed}:
        found = [(c, m) for c in signed if c.family == family and (m := _NUMBER.match(c.text))]
        numbers = [_number(m) for _, m in found]
        if not found:
            _take_codes([c for c in signed if c.family == family])
        if len(found) < 2 or numbers[0] != 1 or any(b - a != 1 for a, b in pairwise(numbers)):
            continue
        for child, match in found:
            child.text = child.text[match.end() :]


_CODE = re.compile(r"(?P<a>\d{1,2})-(?P<b>\d{1,2})[.)]?\s+(?=[^\d\s~])")


def _take_codes(entries: list[Block]) -> None:
    """Make markers of numbers of two parts that stand behind a sign and rise: ``◈ 1-1 A``, ``◈ 1-2 B``, ``◈ 2-1 C``."""
    found = [(c, m) for c in entries if (m := _CODE.match(c.text))]
    codes = [(int(m["a"]), int(m["b"])) for _, m in found]
    if len(found) < 2 or codes != sorted(set(codes)):
        return
    for child, match in found:
        child.marker, child.text = match.group().strip(" .)"), child.text[match.end() :]


def _number(match: re.Match[str]) -> int:
    return ord(match["c"]) - ord("①") + 1 if match["c"] else int(match["b"] or match["n"])


def _field(block: Block) -> str:
    """The field of a labelled line with a value, known by its whole label; empty for anything else."""
    pair = split_label(block.text) if block.table is None else None
    return (field_of(pair[0]) or "") if pair and pair[1] else ""


def _cards(block: Block) -> None:
    """Put the labelled lines behind each ``사업명 : …`` below it, where there are several such."""
    named = [c for c in block.children if _field(c) == "name"]
    if len(named) < 2 or any(c.children for c in named[:-1]):
        return
    kept: list[Block] = []
    card: Block | None = None
    for child in block.children:
        if child in named:
            card = child
            kept.append(child)
        elif card is not None and (child.table is not None or _field(child) or child.family == card.family):
            card.add(child)
        else:
            card = None
            kept.append(child)
    block.children = kept


def _listed_above(block: Block) -> None:
    """Make headings of the entries of a table that came to stand each at the end of the line before it."""
    last = [(c, c.children[-1]) for c in block.children if c.children]
    named = {squash(cell.text) for c in block.walk() if c.table is not None for row in c.table.rows for cell in row}
    heads = [x for c, x in last if x.family != c.family and x.text and not x.children and squash(x.text) in named]
    if len(heads) < 2 or len({x.family for x in heads}) > 1:
        return
    kept: list[Block] = []
    for child in block.children:
        kept.append(child) if not kept or kept[-1] not in heads else kept[-1].add(child)
        if child.children and child.children[-1] in heads:
            head = child.children.pop()
            head.parent = block
            kept.append(head)
    block.children = kept


def _lift(block: Block) -> None:
    """Move a last line of contacts out of the last entry of a list whose other entries have none."""
    last = block.children[-1] if block.children else None
    if last is None or last.table is not None or len(last.children) < 2:
        return
    like = [c for c in block.children if c.family == last.family and c.indent == last.indent and c.children]
    line = last.children[-1]
    if len(like) < 2 or _field(line) not in _PEOPLE or any(_has_people(c) for c in like[:-1]):
        return
    if any(_has_people(c) for c in last.children[:-1]) or line.family in {c.family for c in last.children[:-1]}:
        return
    last.children.remove(line)
    block.add(line)


def _lift_alone(block: Block) -> None:
    """Move who is in charge from the end of the last entry of a list of signs to the end of the list."""
    last = block.children[-1] if block.children else None
    if last is None or last.table is not None or not last.marker or any(s.isalnum() for s in last.marker):
        return
    like = [c for c in block.children if c.family == last.family and c.indent == last.indent]
    *_, line = last.walk()
    if len(like) < 2 or line is last or line.family != "plain" or len(people_alone(line.text)) != 1:
        return
    if line.parent is None or any(b is not line and _names_people(b) for c in like for b in c.walk()):
        return
    line.parent.children.remove(line)
    block.add(line)


def _names_people(block: Block) -> bool:
    """Whether a block itself says who is in charge."""
    if block.table is not None:
        return block.table.pairs
    return _field(block) in _PEOPLE or bool(people_alone(block.text))


def _has_people(block: Block) -> bool:
    return any(_names_people(b) for b in block.walk())
