"""Steps of programs as questions name them: 준공, 착공, 개소 and the other words for the same (``data/events.csv``)."""

from __future__ import annotations

from assistant.conditions import Found, Reason
from assistant.evidence import Evidence
from assistant.plan import Plan
from assistant.reading.reading import event_words, is_act

_MONTH, _YEAR = len("2024-03"), len("2024")


def same_events(text: str) -> list[str]:
    """The other words for the events that a step says: 완료 for a 준공."""
    return [w for words in event_words().values() if any(w in text for w in words) for w in words]


def is_step(word: str) -> bool:
    """Whether a word is for what is done at a date: 준공, 선정."""
    return is_act(word) or any(word in words for words in event_words().values())


def taking_step(evidence: Evidence, plan: Plan, found: Found) -> Found:
    """The programs of a selection that take the step asked about in the months or years asked about: 내년에 준공하는 사업.

    Nothing where the plan's one word is no step, or no program says its date.
    """
    word = plan.words[0] if len(plan.words) == 1 else ""
    months = [m[:_MONTH] for m in plan.values_of("month")]
    dates = months or [str(y) for y in plan.years]
    if not dates or not is_step(word):
        return {}
    met: Found = {}
    for row in evidence.rows("programs_active", dates=dates, size=_MONTH if months else _YEAR):
        if word in str(row["detail"]) and row["program"] in found:
            reason = Reason("month", row["document"], tuple(row["lines"]), str(row["detail"]))
            met.setdefault(row["program"], [*found[row["program"]]]).append(reason)
    return met
