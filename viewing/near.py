"""What is near a question that has no answer: full questions that the documents do answer, to be asked with one click."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.answer import Answer, Suggestion
from assistant.assistant import Assistant
from assistant.directory import Directory
from lexicon.text import squash
from viewing.words import Words


class Near(NamedTuple):
    """A question that the documents do answer."""

    question: str
    why: str


def near(assistant: Assistant, answer: Answer, words: Words) -> tuple[Near, ...]:
    """The suggestions of an answer as questions; those that would be met with silence again are left out."""
    directory = assistant.known().directory
    found = []
    for suggestion in answer.found.suggestions:
        tried = _questions(suggestion, answer, directory, words)
        question = next((q for q in dict.fromkeys(tried) if assistant.ask(q)[0].found.answered), None)
        if question is not None:
            found.append(Near(question, suggestion.why))
    return tuple(dict.fromkeys(found))


def _questions(suggestion: Suggestion, answer: Answer, directory: Directory, words: Words) -> Iterator[str]:
    """What may be asked of a suggested name, the likeliest first: each that is tried takes as long as an answer."""
    name = squash(suggestion.question)
    asked = ", ".join(dict.fromkeys(a.words for a in answer.plan.asked if a.words))
    if any(squash(p.name) == name for p in directory.programs):
        if asked:
            yield words("near.field", name=_before(suggestion.question, asked), field=asked)
        yield words("near.program", name=suggestion.question)
        yield words("near.contact", name=suggestion.question)
    elif any(squash(p.name) == name for p in directory.people):
        yield words("near.person", name=suggestion.question)
    else:
        yield words("near.list", name=suggestion.question)
        yield words("near.about", name=suggestion.question)


def _before(name: str, field: str) -> str:
    """The name without its last word where the field begins with it: 클러스터 사업 + 사업 예산."""
    first, _, last = name.rpartition(" ")
    return first if first and last == field.split()[0] else name
