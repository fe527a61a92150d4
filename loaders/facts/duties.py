"""Who answers for which program where a unit names its people once: by duty, by team, and by what is left over.

A duty (``육묘·울금``) or a team (``홍보팀``) claims the programs of its unit whose names hold its words. Programs that
nobody claims go to the one person whom no claim names, never to the head of the unit.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lexicon.tables import rows
from lexicon.text import squash
from loaders.facts.contacts import contact_of
from loaders.facts.loose import UnitPost
from loaders.facts.model import Program

_NAMING = 5
"""So many letters of a duty in a program's name mean that program, wherever the list of staff stands."""
_TELLING = 3
"""So many mean the only program of the document whose name holds them, where no other unit has it."""
_GENERIC = {"사업", "업무", "관리", "지원", "운영", "행정", "담당", "총괄", "추진", "기타", "정책", "공모"}


def assign_posts(programs: list[Program], posts: list[UnitPost], sections: dict[int, str]) -> None:
    """Give the programs of each unit their contacts. ``sections`` maps a post's line to the unit of its section."""
    by_unit: dict[str, list[UnitPost]] = defaultdict(list)
    for post in posts:
        if not post.head:
            by_unit[sections.get(post.cite.start, "")].append(post)
    for unit, people in by_unit.items():
        own = [p for p in programs if unit and unit in units_of(p) and p.kind not in ("묶음",)]
        open_programs = [p for p in own if not any(m.contacts for m in p.mentions)]
        _assign(people, open_programs)
    _assign_named(programs, [p for p in posts if p.duty and not p.head])


def _assign_named(programs: list[Program], posts: list[UnitPost]) -> None:
    """Give programs without any contact the one whose duty, in whatever list, names them: ``오관지구 도시재생``."""
    pieces = [(w.strip(), post) for post in posts for w in re.split(r"[,;·/]", post.duty)]
    called = {id(p): [squash(n.text) for m in p.mentions for n in m.names] for p in programs}
    shortened = {w: p for w, _ in pieces if (p := _one_shortened(w, programs, called)) is not None}
    for program in programs:
        if program.kind == "묶음" or any(m.contacts for m in program.mentions):
            continue
        names = called[id(program)]
        codes = {m.code for m in program.mentions if m.code}
        named = [(_BY_CODE, post) for w, post in pieces if (code := _CODE.search(w)) and code[1] in codes] or [
            (len(key), post)
            for w, post in pieces
            if (len(key := squash(w)) >= _NAMING and any(key in name for name in names))
            or (shortened.get(w) is program and (len(key) >= _NAMING or _may_answer(post, program)))
        ]
        longest = max((n for n, _ in named), default=0)
        for post in {id(p): p for n, p in named if n == longest}.values():
            _give(program, post)


_CODE = re.compile(r"(?<!\d)(\d{1,2}-\d{1,2})(?!\d)")
_BY_CODE = 99
"""A duty that names a program's number names that program, whatever words stand before it: 상품권(4-2)."""


def _one_shortened(piece: str, programs: list[Program], called: dict[int, list[str]]) -> Program | None:
    """The one program whose name holds all words of a duty in their order: 문화원 시설개선 of 문화원 노후시설 개선."""
    words = [squash(w) for w in piece.split() if squash(w) not in _GENERIC]
    if sum(map(len, words)) < _TELLING:
        return None
    pattern = re.compile(".*".join(map(re.escape, words)))
    whole = [p for p in programs if p.kind not in ("묶음", "활동", "행사")]
    found = [p for p in whole if any(pattern.search(name) for name in called[id(p)])]
    return found[0] if len(found) == 1 else None


def _may_answer(post: UnitPost, program: Program) -> bool:
    """Whether a program has no unit yet, or that of the post."""
    units = units_of(program)
    return not units or any(post.unit and (post.unit in unit or unit in post.unit) for unit in units)


def units_of(program: Program) -> list[str]:
    """The units of a program's mentions, each once."""
    return list(dict.fromkeys(m.department for m in program.mentions if m.department))


def _assign(people: list[UnitPost], programs: list[Program]) -> None:
    claimed: set[int] = set()
    busy: set[int] = set()
    called = {squash(n.text): program for program in programs for m in program.mentions for n in m.names}
    for program in programs:
        scored = [(claim, i) for i, p in enumerate(people) if (claim := _claim(p, program, called))]
        if scored:
            best = max(scored)[0]
            for claim, i in scored:
                if claim == best:
                    _give(program, people[i])
                    busy.add(i)
            claimed.add(id(program))
    idle = [p for i, p in enumerate(people) if i not in busy and not p.duty]
    if len(idle) == 1:
        for program in programs:
            if id(program) not in claimed:
                _give(program, idle[0])


def _give(program: Program, post: UnitPost) -> None:
    program.mentions[0].contacts.append(contact_of(post.post, post.cite))


def _claim(post: UnitPost, program: Program, called: dict[str, Program]) -> int:
    """How many letters of a duty, or of the team's name, the program's names hold; ``called``: whose whole name a duty is."""
    names = " ".join(squash(n.text) for m in program.mentions for n in m.names)
    if post.duty:
        pieces = [w for w in re.split(r"[,;/]", post.duty) if called.get(squash(w), program) is program]
        words = [squash(w) for piece in pieces for w in re.split(r"[·\s]|및", piece)]
        hits = [len(w) for w in words if len(w) >= 2 and w not in _GENERIC and (w in names or _spread(w, names))]
        return 100 + max(hits) if hits else 0
    team = re.sub(
        r"(?:팀|계|과|실|파트|담당)$", "", post.post.unit or re.sub(r"(?:팀장|계장|과장|실장)$", "", post.post.title)
    )
    pairs = {team[i : i + 2] for i in range(len(team) - 1)} - _GENERIC
    words = [w for row in rows("duties") if row["team"] in team for w in row["words"].split("|")]
    return 2 * sum(pair in names for pair in pairs) + max((len(w) for w in words if squash(w) in names), default=0)


def _spread(word: str, names: str) -> bool:
    """A compound whose halves both stand in a name: 이동진료 in 섬 이동진료; 드론배송 in 드론 배송."""
    return len(word) >= 4 and word[:2] in names and word[2:4] in names
