"""What each gets, or at most: 기업당 최대 얼마까지, 1인당 한도; the money of a whole program is no answer to that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.desk import Candidate, Desk
from assistant.facts import MONEY, best_facts, facts_of
from assistant.kinds.part import Part
from assistant.kinds.stated import told
from lexicon.amounts import find_amounts

Row = dict[str, Any]
FOR_EACH = re.compile(
    r"(?:\d\s*인|명|가구|세대|기업|업체|개사|업소|팀|동|호|개소|곳|건|과제|사람|학생|농가|단체|기관|시설|마리|ha|㎡)\s*당(?![가-힣])"
    r"|한\s*(?:사람|명|가구|집|곳|팀|동|기업|업체)(?:에|당|마다)|(?:최대|최고)\s*얼마|한도"
)
_LEAD = re.compile(r"[\d가-힣]{1,6}\s?(?<![수담해충배상])당(?![가-힣])|최대|최고")  # 수당, 담당, 해당 are no shares
_BEHIND = re.compile(r"\s*(?:원)?\s*(?:한도|이내)")


def for_each(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """The first figure of the programs meant whose own words say that each gets so much, or at most."""
    known = [c for c in candidates if c.subject.label == "Program"]
    rows = facts_of(desk, desk.accounted(known), MONEY, around=True)
    return told(desk, best_facts(desk, [(each, c) for r, c in rows if (each := of_each(r))]))


def of_each(row: Row) -> Row | None:
    """A row that says what each gets, with that figure; None where it speaks of the whole."""
    if _LEAD.search(str(row["attribute"] or "")):
        return row
    value = str(row["value"] or "")
    lead = _LEAD.search(value)
    for amount in find_amounts(value):
        if (lead and lead.end() <= amount.start) or _BEHIND.match(value, amount.end):
            label = lead.group() if lead else str(row["attribute"])
            return {**row, "attribute": label, "number": float(amount.krw), "unit": "KRW"}
    return None
