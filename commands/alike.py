"""Programs like an idea as text and JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from assistant.likeness import Like
from assistant.past import Sheet, Step, matching, moved, won

Row = dict[str, Any]
_LINKS = {"SAME_FAMILY": "같은 계열", "LOCAL_SHARE": "부담분", "SIMILAR_TO": "비슷한 사업으로 연결됨"}
_SUMMARY = 90


def as_json(like: Like, known: Mapping[str, Sheet]) -> Row:
    """One program as plain values; ``known`` has the sheets of what it was and became."""
    sheet, amount = like.sheet, like.sheet.amount
    return {
        "key": sheet.key, "name": sheet.name, "document": sheet.document, "line": sheet.line,
        "score": like.score, "link": like.link or None, "amount_krw": amount.krw if amount else None,
        "term": sheet.term or None, "status": sheet.status or None, "summary": sheet.summary or None,
        "ministries": list(sheet.funders), "departments": list(sheet.units), "contacts": list(sheet.people),
        "shared": {k: v for k, v in dataclasses.asdict(like.shared).items() if v},
        "became": [_step(s, known[s.key]) for s in like.became], "was": [_step(s, known[s.key]) for s in like.was],
    }  # fmt: skip


def _step(step: Step, sheet: Sheet) -> Row:
    amount = sheet.amount
    return {
        "key": step.key, "name": sheet.name, "document": sheet.document, "amount_krw": amount.krw if amount else None,
        "score": step.score, "reason": step.reason,
    }  # fmt: skip


def as_text(number: int, like: Like, titles: Mapping[str, str], known: Mapping[str, Sheet]) -> list[str]:
    """Lines for people: the program, what is done in it, what it shares with the idea, and what it was and became."""
    sheet = like.sheet
    facts = [
        titles.get(sheet.document, sheet.document),
        won(sheet.amount) if sheet.amount else "",
        sheet.term,
        sheet.status,
    ]
    lines = [f"{number}. {sheet.name}  ({' · '.join(f for f in facts if f)})"]
    if sheet.summary:
        lines.append(f"   내용: {sheet.summary[:_SUMMARY]}{'…' if len(sheet.summary) > _SUMMARY else ''}")
    for words in (_who(sheet), _shared(like)):
        told = " / ".join(f"{k}: {v}" for k, v in words.items() if v)
        lines += [f"   {told}"] if told else []
    for step in like.became:
        lines.append(f"   이후: {_went(known[step.key], sheet, known[step.key], step, titles)}")
    for step in like.was:
        lines.append(f"   이전: {_went(known[step.key], known[step.key], sheet, step, titles)}")
    return lines


def _who(sheet: Sheet) -> dict[str, str]:
    """Whom to ask, and who pays."""
    return {"부처": ", ".join(sheet.funders), "부서": ", ".join(sheet.units), "담당": ", ".join(sheet.people)}


def _shared(like: Like) -> dict[str, str]:
    shared = like.shared
    return {
        "함께 나오는 말": ", ".join(shared.words), "같은 분야": ", ".join(shared.fields), "기술": ", ".join(shared.technology),
        "같은 부처": ", ".join(shared.ministries), "같은 지역": ", ".join(shared.regions), "같은 부서": ", ".join(shared.units),
        "비슷한 규모": shared.size, "겹치는 기간": shared.years, "관계": _LINKS.get(like.link, ""),
    }  # fmt: skip


def _went(other: Sheet, earlier: Sheet, later: Sheet, step: Step, titles: Mapping[str, str]) -> str:
    """An earlier or later program with the amounts side by side, and how sure the link is."""
    a, b = matching(later, earlier)
    amounts = moved(b, a) if a and b else (won(other.amount) if other.amount else "")
    sure = "" if step.sure else f"불확실: {step.reason}"
    told = ", ".join(x for x in (titles.get(other.document, other.document), amounts, sure) if x)
    return f"{other.name} ({told})"
