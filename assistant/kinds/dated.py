"""Programs by the date of something that happened to them: 가장 먼저 교부된 사업, 가장 최근에 착공한 사업."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.desk import Desk
from assistant.kinds.figures import Measure
from lexicon.text import squash

_ACT = re.compile(
    r"(?:먼저|빨리|일찍|이르게|최초로|처음(?:으로)?|늦게|나중에|마지막(?:으로|에)?|최근에?)\s*"
    r"(?P<act>[가-힣]{2,4}?)(?:된|한|되는|하는|됐|했|받은|받는|예정인)(?![가-힣]{2})"
)
_OF_TERM = ("시작", "착수", "추진", "진행", "종료", "완료", "마무리")
"""Acts that are the beginning or the end of a program's term."""
_LONGEST = len("20260101")


def event_asked(text: str) -> str:
    """The act whose date is to be compared (교부, 착공); empty where it is the term's."""
    match = _ACT.search(text)
    return match["act"] if match and match["act"] not in _OF_TERM else ""


def by_event(desk: Desk, keys: Sequence[str]) -> list[Measure]:
    """The programs of which a line gives the date of the act, each with its first date."""
    act = event_asked(desk.plan.text)
    rows = [
        (str(r["attribute"] or ""), str(r["date"] or ""), str(r["value"]), r)
        for r in desk.evidence.rows("facts_about_programs", things=sorted(keys), units=[])
    ]
    rows += [
        (str(r["text"] or ""), str(r["date_start"] or ""), str(r["date_start"]), r)
        for r in desk.evidence.rows("milestones_of_programs", things=sorted(keys))
    ]
    by_key = desk.directory.by_key
    found: dict[str, Measure] = {}
    for words, date, shown, row in sorted(rows, key=lambda x: (x[1], x[3]["line_start"])):
        digits = re.sub(r"\D", "", date)
        if len(digits) < len("202601") or act not in squash(words):
            continue
        key, size = row["thing"], int(digits.ljust(_LONGEST, "0"))
        found.setdefault(
            key, Measure(key, by_key[key].name, row["document"], size, shown, "", row["line_start"], f"{act} 일자")
        )
    return list(found.values())
