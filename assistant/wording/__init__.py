"""Sentences for answers, in the language of the question."""

from __future__ import annotations

from assistant.plan import Plan
from assistant.wording.english import English
from assistant.wording.korean import Korean

_KOREAN, _ENGLISH = Korean(), English()


def wording(plan: Plan) -> Korean:
    """The sentences of the plan's language."""
    return _ENGLISH if plan.english else _KOREAN
