"""Lines that say nothing but who is in charge: ``(시설팀장 문해린 ☎ 650-5215)``, ``담당 : 지역화폐팀장 여름찬(☎ 5311)``."""

from __future__ import annotations

import re

from lexicon.people import Post, read_people, titles
from lexicon.phones import find_phones, mark_extensions

UNIT = r"[가-힣A-Za-z0-9·]+(?:담당관|실|국|과|소|단|센터|관|팀|본부|처|부|원|파트|계)"
UNIT_WORD = re.compile(UNIT)
_LONGEST = 160
_LEADS = ("담당", "담당자", "추진부서", "담당부서", "문의", "문의처", "연락처", "전화", "내선")


def people_alone(text: str) -> list[Post]:
    """The people of a line that says nothing but who is in charge: ``지역화폐팀장 여름찬(☎ 5311), 주무관 도보미(☎ 5312)``."""
    marked = mark_extensions(text) if len(text) <= _LONGEST else ""
    people = [p for p in read_people(marked) if p.phone] if find_phones(marked) else []
    rest = marked
    for phone in reversed(find_phones(marked)) if people else []:
        rest = f"{rest[: phone.start]} {rest[phone.end :]}"
    names = {p.name for p in people}
    words = re.findall(r"[가-힣A-Za-z0-9·○〇◯*]+", rest) if people else [""]
    known = (w in names or w.endswith(titles()) or UNIT_WORD.fullmatch(w) or w in _LEADS for w in words)
    return people if all(known) else []
