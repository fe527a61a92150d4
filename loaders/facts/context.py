"""What holds for a block because of where it stands: the year and tense of its heading, the unit in charge, the field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lexicon.dates import find_years
from lexicon.labels import read_label
from lexicon.text import squash
from loaders.facts.heads import split_colon
from loaders.layout.model import Block
from loaders.layout.outline import is_numbered

_TIED = re.compile(r"실적|계획|예산|성과|추진|결산|집행|투자|사업비")
_WON = re.compile(r"확보|선정|유치|제안|신규사업|공모|비전|전략")
_PAST = re.compile(r"실적|성과|결과|경과|추진상황|현황")
_PLAN = re.compile(r"계획|방향|향후|일정|전망")
_UNIT_HEAD = re.compile(
    r"[\[【〔<]?\s*(?P<unit>[가-힣A-Za-z0-9·]{1,14}(?:과|실|국|소|단|센터|담당관|관|팀|본부|처|부|원))\s*[\]】〕>]?\s*"
    r"(?P<head>(?:[(\[〔【<〈]|(?:부서장|과장|실장|국장|소장|단장|센터장|팀장|관장|본부장|처장|부장|원장|담당관)\s).*)?"
)
_NEW = re.compile(
    r"신규\s*(?:(?:발굴|추진|제안|기획|국비|국가|도비)?\s*(?:사업|과제|시책)|(?:발굴|기획)(?:\s*\(안\))?$|기획\s*[·및,]\s*공모)"
)
_NEW_AND_BIDS = re.compile(r"신규\s*(?:사업|과제)?\s*(?:및|·|,|와|과)\s*공모")
"""A chapter of two lists, of which one is of bids: 신규사업 및 공모 대응."""
NEW_LIST = re.compile(r"(?:\d{4}년도?\s*)?신규\s*사업(?:\s*(?:확보\s*)?(?:현황|목록|내역|계획|개요))?")
"""What heads a list of nothing but new programs."""
_BESIDE_NEW = re.compile(r"\S\s*(?:및|·)\s*신규")
"""A chapter of other things as well: 예산(안) 및 신규사업."""
_BIDS = re.compile(r"공모\s*(?:사업)?\s*(?:및\s*신규\s*)?(?:대응|신청|응모|공략)")
_OVERVIEW = re.compile(
    r"(?:사업별|과제별|건별|전체)?\s*(?:총괄|준비|추진|대응|세부)?\s*(?:표|현황|상황|개요|목록|내용|내역|계획)?"
)
"""A heading that goes on with what the one above it is about: 총괄, 사업별 준비 상황."""
_PROPOSALS = re.compile(
    r"(?:국비|정책|신규\s*사업|사업|신규|공모)?\s*(?:건의|제안)\s*(?:사업|과제|사항)?(?:\s*(?:목록|현황|내역))?"
)
BACKGROUND = frozenset({"background", "issue", "effect", "basis"})


@dataclass(frozen=True)
class Context:
    """Inherited from the headings above. ``field``: the section's field (``progress``, ``plan``, ``background`` …)."""

    section: tuple[str, ...] = ()
    year: int | None = None
    years: tuple[int, ...] = ()
    tense: str = ""
    field: str = ""
    unit: str = ""
    new: bool = False
    bid: bool = False
    proposed: bool = False
    of_year: bool = False  # a table's money is of the year, whatever terms its rows state
    document_year: int | None = None  # where the document speaks of one year only

    def below(self, block: Block) -> Context:
        """The context of what stands below ``block``."""
        text = block.text
        head, value = split_colon(text)
        years = tuple(find_years(text)) if not value and len(text) <= 60 else ()
        tied = bool(_TIED.search(text)) and not _WON.search(text)
        reading = (
            read_label(re.sub(r"^\W*(?:['’‘]?\d{2,4}년?도?\s*)|\s*\([^()]*\)$", "", head)) if len(head) <= 40 else None
        )
        made = replace(self, section=(*self.section, text))
        if years and tied:
            made = replace(made, year=years[0] if len(years) == 1 else None, years=years)
        if not value and tied:
            past, plan = bool(_PAST.search(text)), bool(_PLAN.search(text))
            made = replace(made, tense="past" if past and not plan else "plan" if plan and not past else "")
        if reading:
            made = replace(made, field=reading.field)
        elif is_numbered(block.family) or block.family in ("md", "box", "square"):
            made = replace(made, field="")
        unit = unit_of_heading(block) or _unit_behind(block) or _unit_of_people(block)
        if unit:
            made = replace(made, unit=unit)
        if NEW_LIST.fullmatch(_bare(text)) or (
            _NEW.search(text)
            and not _BESIDE_NEW.search(text)
            and (is_numbered(block.family) or block.family.startswith(("md", "title")))
            and len(squash(text)) <= 16
        ):
            made = replace(made, new=True)
        proposed = bool(_PROPOSALS.fullmatch(_bare(text)))
        bid = bool(_BIDS.search(text)) and not _NEW_AND_BIDS.search(text) and not value and len(squash(text)) <= 24
        bid = bid or (self.bid and bool(_OVERVIEW.fullmatch(_bare(text))))
        if bid and "신규" not in text:
            made = replace(made, new=False)  # under 신규사업 및 공모 대응
        return replace(made, bid=bid, proposed=proposed)


def _bare(text: str) -> str:
    """A heading without a remark in brackets behind it: 신규사업(3건)."""
    return re.sub(r"\s*\([^()]*\)$", "", text.strip())


_UNIT_BEHIND = re.compile(
    r".*[가-힣\w]\s*[\[(〔【<〈]\s*(?P<unit>[가-힣A-Za-z0-9·]{1,14}(?:과|담당관|국|팀|본부|부))\s*[\])〕】>〉]"
)


def _unit_behind(block: Block) -> str:
    """The unit in the bracket that ends a numbered heading: ``2. 자원순환사회 전환 [자원순환과]``."""
    match = _UNIT_BEHIND.fullmatch(block.text.strip()) if is_numbered(block.family) and block.children else None
    return match["unit"] if match else ""


_UNIT_OF_PEOPLE = re.compile(
    r"(?P<unit>[가-힣A-Za-z0-9·]{1,14}(?:과|담당관|실|국|팀|본부|부|센터|사업소))\s*(?:업무|사업)?\s*(?:담당자|담당|직원|연락처|업무\s?분장|사무\s?분장)"
    r"\s*(?:현황|명단|안내|표)?"
)


def _unit_of_people(block: Block) -> str:
    """The unit of a heading over its people: ``<일자리실 담당자>``."""
    match = _UNIT_OF_PEOPLE.fullmatch(block.text.strip()) if block.children else None
    return match["unit"] if match else ""


def head_of_unit(text: str) -> str:
    """The words of a unit's heading that name who heads it: ``(과장 민선우)``, ``팀장 탁민서(255-7930)``."""
    match = _UNIT_HEAD.fullmatch(text.strip())
    words = (match["head"] or "").strip() if match else ""
    return words[1:-1] if words[:1] in "([〔【<〈" and words[-1:] in ")]〕】>〉" else words


def unit_of_heading(block: Block) -> str:
    """The unit that a heading names (``1. 기획예산과``), where its like stand beside it or a head of unit is named."""
    heading = is_numbered(block.family) or block.family.startswith(("title", "sign"))
    if not (heading or block.family in ("md", "box", "square", "circle", "target", "panel", "plain")):
        return ""
    match = _UNIT_HEAD.fullmatch(block.text.strip())
    if not match or (block.parent is None):
        return ""
    remark = block.text[match.end("unit") :] + " ".join(c.text for c in block.children[:1])
    if re.search(r"과장|실장|국장|소장|단장|센터장|팀장|관장|본부장|부장|원장|담당관|☎", remark):
        return match["unit"]
    alike = [b for b in block.parent.children if b.family == block.family]
    units = [b for b in alike if _UNIT_HEAD.fullmatch(b.text.strip())]
    if len(units) >= 3 and len(units) >= 0.7 * len(alike) and len(block.children):
        return match["unit"]
    chapters = [b for b in alike if _DIVISION.fullmatch(b.text.strip()) and b.children]
    of_office = len(chapters) == len(alike) and bool(_OFFICE.search(block.parent.text.strip()))
    return match["unit"] if (heading or of_office) and block in chapters and len(chapters) > 1 else ""


_OFFICE = re.compile(r"[가-힣](?:센터|사업소|직속기관|국|본부|보건소)$")
"""An office that has divisions of its own."""
_DIVISION = re.compile(r"[가-힣·]{2,10}(?:(?<![효성결경학사초])과|담당관|본부|팀)")
"""What names a division and can hardly name a chapter of anything else: 에너지산업과, 관광개발팀."""
