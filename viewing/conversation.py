"""A conversation: questions with their answers, chips taken out or changed, and links that can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.followup import Turn
from assistant.plan import Plan
from lexicon.text import clean
from viewing.chips import changed, without

LONGEST = 500
"""Characters of a question."""
MOST_TURNS = 12
"""Questions that a conversation keeps; the first go first."""
_MOST_IN_LINK = 8


@dataclass(frozen=True)
class Exchange:
    """A question and its answer as it stands.

    ``path``: the questions that it leans on and itself, as its link gives them. ``asked`` is the plan as the question was
    understood (or changed); ``off`` are ids of the chips that are taken out of it now.
    """

    question: str
    path: tuple[str, ...]
    asked: Plan
    answer: Answer
    turn: Turn
    off: frozenset[str] = frozenset()
    edited: bool = False

    @property
    def known(self) -> bool:
        """Whether the documents have the thing that is asked about."""
        return self.answer.found.reason != "unknown_entity"


@dataclass
class Conversation:
    """The exchanges of one visitor, oldest first."""

    exchanges: list[Exchange] = field(default_factory=list)

    def ask(self, assistant: Assistant, question: str, *, leaning: bool = True) -> Exchange:
        """Ask a question, which may lean on the exchange before it."""
        question = clean(question).strip()[:LONGEST]
        last = self.exchanges[-1] if self.exchanges and leaning else None
        answer, turn = assistant.ask(question, after=last.turn if last else None)
        leans = last is not None and _leans(assistant, question, answer)
        path = (*last.path, question)[-_MOST_IN_LINK:] if last is not None and leans else (question,)
        exchange = Exchange(question, path, answer.plan, answer, turn)
        self.exchanges = [*self.exchanges, exchange][-MOST_TURNS:]
        return exchange

    def replay(self, assistant: Assistant, questions: Iterable[str]) -> None:
        """Ask the questions of a link, one after the other."""
        for question in list(questions)[-_MOST_IN_LINK:]:
            if question.strip():
                self.ask(assistant, question)

    def put_off(self, assistant: Assistant, number: int, off: Iterable[str]) -> Exchange:
        """Ask again with these chips of an exchange taken out, and only these."""
        old = self.exchanges[number]
        return self._again(assistant, number, replace(old, off=frozenset(off)))

    def set_part(self, assistant: Assistant, number: int, part: str, option: str) -> Exchange:
        """Ask again with a part of an exchange's plan set to another value."""
        old = self.exchanges[number]
        directory = assistant.known().directory
        plan = changed(without(old.asked, directory, old.off), part, option, directory)
        return self._again(assistant, number, replace(old, asked=plan, off=frozenset(), edited=True))

    def refresh(self, assistant: Assistant, number: int) -> Exchange:
        """The answer again: after a correction, or when documents have changed."""
        return self._again(assistant, number, self.exchanges[number])

    def _again(self, assistant: Assistant, number: int, exchange: Exchange) -> Exchange:
        plan = without(exchange.asked, assistant.known().directory, exchange.off)
        answer, turn = assistant.carry_out(plan, exchange.question)
        new = replace(exchange, answer=answer, turn=turn)
        self.exchanges = [new if i == number else e for i, e in enumerate(self.exchanges)]
        return new


def _leans(assistant: Assistant, question: str, answer: Answer) -> bool:
    """Whether a question needs the one before it: asked alone it is understood otherwise."""
    return assistant.plan(question) != answer.plan


def link(address: str, path: Sequence[str]) -> str:
    """The address of the ask page with questions in it."""
    return f"{address.split('?')[0]}?{urlencode([('q', q) for q in path])}"
