"""The facts of a document without lines and words of citation: what must stay when only the style changes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

Facts = dict[str, set[Any]]


def fingerprint(programs: list[dict[str, Any]]) -> dict[str, Facts]:
    """The facts of each program by its name (a counter for equals); activities and events are left out."""
    found: dict[str, Facts] = {}
    for program in programs:
        if program["kind"] in ("활동", "행사", "묶음"):
            continue
        name = key(program["name"])
        while name in found:
            name += "'"
        found[name] = facts_of(program)
    return found


def facts_of(program: dict[str, Any]) -> Facts:
    """The facts of one program as sets of plain values."""
    budgets = [b for b in program["budgets"] if b["adopted"]]
    return {
        "money": {(b["source"], b["scope"], b["year"], b["amount_krw"]) for b in budgets},
        "period": {(program["period_start"], program["period_end"])},
        "ministries": {(m["name"], m["role"]) for m in program["ministries"]},
        "agencies": {a["name"] for a in program["agencies"]},
        "regions": {r["name"] for r in program["regions"]},
        "departments": {key(d["path"]) for d in program["departments"]},
        "contacts": {(c["name"], re.sub(r"\D", "", c["phone"] or "")) for c in program["contacts"]},
        "marks": {mark for mark in ("is_new", "is_competition") if program[mark]},
        "milestones": {m["date_start"] for m in program["milestones"]},
    }


def key(text: str) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def differences(before: dict[str, Facts], after: dict[str, Facts]) -> list[str]:
    """What was lost (``-``) and what came in (``+``), a line each."""
    found = []
    for name in before.keys() | after.keys():
        if name not in after or name not in before:
            found.append(f"{'-' if name in before else '+'} program {name}")
            continue
        for field in before[name]:
            for sign, values in (
                ("-", before[name][field] - after[name][field]),
                ("+", after[name][field] - before[name][field]),
            ):
                found += [f"{sign} {name} {field} {value}" for value in values]
    return sorted(found)
