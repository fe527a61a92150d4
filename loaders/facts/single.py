"""Programs that no heading names: a card whose label says the name, a sheet or a plan of one program alone."""

from __future__ import annotations

import re

from lexicon.dates import find_years
from lexicon.labels import field_of, read_label, split_label
from lexicon.text import squash
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.fields import labelled
from loaders.facts.heads import is_name
from loaders.facts.listings import is_listing
from loaders.facts.model import Cite, Mention, Name
from loaders.facts.programs import STRONG, WEAK, classify, is_card, named_cell, section_field
from loaders.layout.model import Block

_PLAN_WORDS = re.compile(
    r"\s*(?:세부|추진|운영|시행|실행|종합|기본|사업|활성화)*\s*(?:추진|실행|시행|운영|사업|기본|종합)?\s*계획\s*(?:서|\(안\))?\s*$"
)
_NOT_ONE = re.compile(r"업무|시정|군정|구정|도정|경영|예산|총괄|현황|중장기|공약|신규|부서|연도별|회의|보고")
_SECTIONS = 0.6
_FEWEST_FIELDS = 3


def name_by_label(block: Block) -> str:
    """The name that a card states under a label (``사업명 : …`` below ``공모사업 개요``), or empty."""
    for child in block.children[:2]:
        named = named_cell(child)
        if named:
            return named.text
    below = [c for c in block.children if c.table is None]
    for child in [*below, *(g for c in below if section_field(c) == "overview" for g in c.children)]:
        pair = split_label(child.text) if child.table is None else None
        if pair and pair[1] and field_of(pair[0]) == "name":
            name = pair[1].strip("「」『』<>\"'“”‘’ ")
            return name if is_name(name, heading=True) else ""
    return ""


def is_other(name: str, heading: str) -> bool:
    """Whether a heading says nothing of a name: 사업번호 1, 과업 안내."""
    a, b = squash(name), squash(heading)
    return not (a in b or b in a or any(a[i : i + 4] in b for i in range(len(a) - 3)))


def document_card(root: Block, cover: Cover) -> Mention | None:
    """A sheet of one program: the fields of a program stand in no block of their own."""
    sections = [bool(section_field(b)) for b in root.children if b.children]
    if any(b.table is not None and is_listing(b.table) for b in root.walk()):
        return None
    if not cover.plan or not is_card(root) or sum(sections) < _SECTIONS * len(sections):
        return None
    return _mention(root, _labelled_name(root) or cover.title, cover)


def document_plan(root: Block, cover: Cover) -> Mention | None:
    """The plan of one program (``2025년 청년수당 사업 운영계획``): the title names it, its fields stand all over the text."""
    name = _PLAN_WORDS.sub("", re.sub(r"^\s*['’]?\d{2,4}년?도?\s*", "", cover.title)).strip()
    if not cover.plan or name == cover.title or _NOT_ONE.search(name) or not is_name(name, heading=True):
        return None
    if find_years(name) or (cover.issuer is not None and squash(name) == squash(cover.issuer.name)):
        return None
    fields = {reading[2].field for b in root.walk() if b.table is None and (reading := labelled(b.text))}
    enough = bool(fields & STRONG) and len(fields & (STRONG | WEAK)) >= _FEWEST_FIELDS
    return _mention(root, name, cover) if enough else None


def _mention(root: Block, name: str, cover: Cover) -> Mention:
    key = squash(name)
    block = next((b for b in root.walk() if key and key in squash(b.text)), root)
    cite = Cite(block.line_start, block.line_start)
    mention = Mention("document", 3, cite, [Name(name, None, cite)], ())
    mention.kind = "공약" if cover.pledge else "사업"
    return mention


def _labelled_name(root: Block) -> str:
    best: dict[str, str] = {}
    for block in root.walk():
        pair = split_label(block.text)
        reading = read_label(pair[0]) if pair and pair[1] else None
        if pair and reading and reading.field in ("name", "goal") and is_name(pair[1]):
            best.setdefault(reading.field, pair[1])
        if classify(block, Context(), False).kind:
            break
    return best.get("name") or best.get("goal") or ""
