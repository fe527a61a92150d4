"""Programs named in running text, and activities that report on a program without naming it.

A clause that begins with a program's name says something of that program (``AI·메타버스 … 강화사업 선정(4월)``). A reported
activity belongs to the program whose own words it uses: a run of four letters or more that no other program's name has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from lexicon.labels import split_label
from lexicon.names import distinctive, form, told_apart
from lexicon.text import squash
from loaders.facts.actors import actors_of_text
from loaders.facts.clauses import clauses
from loaders.facts.context import BACKGROUND, Context
from loaders.facts.cover import Cover
from loaders.facts.model import Cite, Mention, Name, Program
from loaders.facts.resolve import only_active
from loaders.facts.values import read_line, year_label

_SHORTEST = 6


class Line(NamedTuple):
    """A line that stands under no program."""

    text: str
    cite: Cite
    context: Context


def apart(mentions: list[Mention]) -> list[Mention]:
    """With a mention for each program where one row of a table of people names several: ``A, B, C | 시설팀 | 팀장 …``."""
    known = [squash(n.text) for m in mentions for n in m.names if "," not in n.text]
    found: list[Mention] = []
    for mention in mentions:
        pieces = [p.strip() for p in mention.name.split(", ") if squash(p)]
        of_people = bool(mention.contacts) and not mention.money and len(pieces) > 1
        meant = sum(any(squash(p) in k for k in known) for p in pieces) if of_people else 0
        if 2 * meant < len(pieces) or not of_people:
            found.append(mention)
            continue
        for n, piece in enumerate(pieces):
            listing = mention.listing if not n else f"{mention.listing}:{n}"
            one = copy(mention)
            one.listing, one.names = listing, [Name(piece, mention.year, mention.cite)]
            one.steps, one.lines, one.asides = list(mention.steps), list(mention.lines), list(mention.asides)
            found.append(one)
    return found


def attach_lines(programs: list[Program], lines: Iterable[Line], cover: Cover) -> None:
    """Give each program the milestones of clauses elsewhere that begin with its name."""
    names = [
        (squash(n.text), p) for p in programs for m in p.mentions for n in m.names if len(squash(n.text)) >= _SHORTEST
    ]
    names += [
        (core, p) for p in programs for m in p.mentions for n in m.names if len(core := _core(n.text)) >= _SHORTEST
    ]
    names.sort(key=lambda item: -len(item[0]))
    coded = {m.code: p for p in programs for m in p.mentions if m.code}
    for line in lines:
        if of_codes := [(c, coded[c]) for c in _CODE_TOPIC.findall(line.text) if c in coded]:
            for (_code, of), rest in zip(of_codes, _CODE_TOPIC.split(line.text)[2::2], strict=False):
                _tell(of, rest.strip(" ,"), line, cover)
            continue
        if (topic := _TOPIC.match(line.text)) and (told := _named_by(squash(topic[1]), names)) is not None:
            _attach(told, line.text, line, cover)
            actors = actors_of_text(line.text, cover.when, line.cite, False)
            told.mentions[0].actors += [a for a in actors if a.role != "언급"]
            continue
        pair = split_label(line.text)
        if pair and pair[1] and (told := _named_by(squash(pair[0]), names)) is not None:
            _attach(told, pair[1], line, cover)
            actors = actors_of_text(pair[1], cover.when, line.cite, True)
            told.mentions[0].actors += [a for a in actors if a.role != "언급"]
            continue
        for clause in clauses(line.text):
            key = squash(clause)
            owner = next((p for name, p in names if key.startswith(name) or (len(name) >= 8 and name in key)), None)
            if owner is None:
                continue
            _attach(owner, clause, line, cover)


def _tell(program: Program, text: str, line: Line, cover: Cover) -> None:
    """Give a program what a note says of it by its number; a ministry whose money is spoken of gives it."""
    _attach(program, text, line, cover)
    actors = actors_of_text(text, cover.when, line.cite, True)
    paid = [a for a in actors if a.role == "언급" and (_AIDED.search(text) or text.startswith(a.surface))]
    program.mentions[0].actors += [replace(a, role="지원") if a in paid else a for a in actors]


_CODE_TOPIC = re.compile(r"(?<![\d-])(\d{1,2}-\d{1,2})(?:은|는)\s")
"""A program named by its number: 5-1은 환경부 국고보조, 5-2는 …"""
_AIDED = re.compile(r"보조|지원|국비")
_TOPIC = re.compile(r"[^\w「『]*([^,.;:]{4,40}?)(?:은|는)\s")
"""What a sentence is about."""


def _named_by(topic: str, names: list[tuple[str, Program]]) -> Program | None:
    """The one program whose name, or the beginning of whose name, a sentence is about."""
    if len(topic) < _SHORTEST:
        return None
    meant = {id(p): p for name, p in names if name == topic} or {
        id(p): p for name, p in names if name.startswith(topic)
    }
    return next(iter(meant.values())) if len(meant) == 1 else None


def _core(name: str) -> str:
    """The squashed name without a last 사업, 추진 or 개최."""
    key = squash(name)
    for tail in ("지원사업", "구축사업", "사업", "추진", "개최", "건립", "조성"):
        if key.endswith(tail) and len(key) - len(tail) >= _SHORTEST:
            return key[: -len(tail)]
    return key


def _attach(program: Program, clause: str, line: Line, cover: Cover) -> None:
    mention = program.mentions[0]
    labelled = year_label(clause)
    steps = read_line(clause if not labelled else labelled[2], line.context, cover, line.cite).steps
    if line.context.field in BACKGROUND:
        mention.asides.append((clause, line.cite))
    else:
        mention.lines.append((clause, line.cite))
    mention.steps += [s for s in steps if s not in mention.steps]


def attach_activities(programs: list[Program], home: str) -> None:
    """Make each activity a part of the program whose own words its title or its lines use."""
    budgeted = [p for p in programs if any(m.money for m in p.mentions)]
    keys = {id(p): {form(n.text).key for m in p.mentions for n in m.names} for p in budgeted}
    cores = {
        id(p): {c for m in p.mentions for n in m.names if len(c := form(n.text).core) >= _SHORTEST} for p in budgeted
    }
    words = {id(p): {w for m in p.mentions for n in m.names for w in distinctive(n.text, home)} for p in budgeted}
    for program in programs:
        if program in budgeted or program.parent is not None or not only_active(program):
            continue
        title = form(program.name).key
        lines = " ".join(form(t).key for m in program.mentions for t in _texts(m, programs))
        scored = []
        for order, candidate in enumerate(budgeted):
            others = " ".join(k for p in budgeted if p is not candidate for k in keys[id(p)])
            own = max((_run(w, title, others, 2) for w in words[id(candidate)]), default=0)
            below = max((_run(w, lines, others, 4) for w in words[id(candidate)]), default=0)
            named = max((len(c) for c in cores[id(candidate)] if c in title or c in lines), default=0)
            if any(
                told_apart(form(program.name, home), form(n.text, home)) for m in candidate.mentions for n in m.names
            ):
                continue
            if own or below or named:
                scored.append((2 * own + below + 10 * named, -order, candidate))
        if scored:
            scored.sort(key=lambda s: s[:2], reverse=True)
            if len(scored) == 1 or scored[0][0] > scored[1][0]:
                program.parent = scored[0][2]


def _texts(mention: Mention, programs: list[Program]) -> list[str]:
    """The lines of a mention and of the activities below it."""
    below = [m for p in programs for m in p.mentions if m.parent is mention]
    own = [t for t, _ in mention.lines] + [s.attribute for s in mention.statements]
    return own + [t for m in below for t in (m.name, *(x for x, _ in m.lines))]


def _run(word: str, text: str, others: str, least: int) -> int:
    """How much of a program's own word a text uses: the whole word (of ``least`` letters or more), or a run of four or
    more of its letters; 0 where another program's name has it too.
    """
    if len(word) >= least and word in text and word not in others:
        return len(word)
    best = 0
    for i in range(len(word) - 3):
        end = i + 4
        if word[i:end] not in text:
            continue
        while end < len(word) and word[i : end + 1] in text:
            end += 1
        if end - i > best and word[i:end] not in others:
            best = end - i
    return best
