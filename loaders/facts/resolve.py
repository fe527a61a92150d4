"""Which mentions are one program.

Every list and every table names different programs, so two of its entries are never one. Between lists the best pairs
are joined first: alike names suffice; less alike ones need what only one program can share (the same cost, the same
amounts of a year, the same term). Equal sums alone join nothing. A stated renaming joins, and so does a comparison of
two years: the amount of the year before, in the same unit, that no other entry claims.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from lexicon.names import NameForm, Weights, form, told_apart
from lexicon.text import squash
from loaders.facts.cover import Cover
from loaders.facts.model import Mention, Program
from loaders.facts.proof import proof, years_of

_SURE = 0.86
_NEEDED = 0.80
_LEAST = 0.42
_AGAINST, _AGAINST_EQUAL = -0.2, -0.3
"""What may speak against two mentions of like and of equal names before they are two programs."""
_FEW = 60
"""A pair of letters that more programs have tells nothing."""


class _Pair(NamedTuple):
    score: float
    mention: int
    program: int
    why: str


def resolve(mentions: list[Mention], cover: Cover) -> list[Program]:
    """The programs that the mentions stand for, in document order."""
    home = cover.issuer.region if cover.issuer else ""
    weights = Weights(n.text for m in mentions for n in m.names)
    programs: list[Program] = []
    index = _Index(weights, home)
    for group in _groups(mentions):
        _assign(group, programs, weights, home, index)
    _join_programs(programs, weights, home, index)
    _join_years(programs)
    _join_programs(programs, weights, home, index)
    _join_rest(programs, weights, home, index)
    for program in programs:
        program.mentions.sort(key=lambda m: m.order)
    programs.sort(key=lambda p: p.mentions[0].order)
    _parents(programs)
    return programs


def _groups(mentions: list[Mention]) -> list[list[Mention]]:
    """The lists, those with the fullest statements first: own sections, items with amounts, tables, activities."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.listing + ("" if mention.kind not in ("활동", "행사") else ":활동")].append(mention)

    def key(group: list[Mention]) -> tuple[int, int]:
        if group[0].kind in ("활동", "행사"):
            return (3, group[0].order)
        return (0 if group[0].rank == 3 else 1, group[0].order)

    return sorted(groups.values(), key=key)


class _Index:
    """Which programs hold a pair of letters in a name: only those that share a rare one need comparing."""

    def __init__(self, weights: Weights, home: str) -> None:
        self._weights = weights
        self._home = home
        self._holders: dict[str, set[int]] = defaultdict(set)
        self.most = 24

    def add(self, program: Program) -> None:
        """Enter a program under all names of its mentions."""
        for f in _all_forms(program, self._home):
            for pair in (f"={f.key}", *self._weights.rare(f, self.most)):
                self._holders[pair].add(id(program))

    def near(self, forms: Iterable[NameForm]) -> set[int]:
        """The ``id`` of programs that are called like one of the forms, or share a pair with it that few others have."""
        found: set[int] = set()
        for f in forms:
            found |= self._holders.get(f"={f.key}", set())
            for pair in self._weights.rare(f, self.most):
                holders = self._holders.get(pair, set())
                if len(holders) <= _FEW:
                    found |= holders
        return found


def _assign(group: list[Mention], programs: list[Program], weights: Weights, home: str, index: _Index) -> None:
    pairs = []
    for i, mention in enumerate(group):
        near = index.near(_forms(mention, home))
        found = []
        for j, program in enumerate(programs):
            if id(program) not in near or _excluded(mention, program):
                continue
            score, why = _score(mention, program, weights, home)
            if score:
                found.append(_Pair(score, i, j, why))
        if not _open_choice(mention, found):
            pairs += found
    taken_mentions, taken_programs = set(), set()
    for pair in sorted(pairs, key=lambda p: (-p.score, p.mention, p.program)):
        if pair.mention in taken_mentions or pair.program in taken_programs:
            continue
        taken_mentions.add(pair.mention)
        taken_programs.add(pair.program)
        programs[pair.program].mentions.append(group[pair.mention])
        programs[pair.program].why.append(pair.why)
        index.add(programs[pair.program])
    for i, mention in enumerate(group):
        if i not in taken_mentions:
            programs.append(Program([mention]))
            index.add(programs[-1])


def _open_choice(mention: Mention, found: list[_Pair]) -> bool:
    """Whether an activity is as near to a second program as to the first: then it is neither."""
    scores = sorted((p.score for p in found), reverse=True)
    return mention.kind in ("활동", "행사") and len(scores) > 1 and scores[0] < 1.0 and scores[1] > scores[0] - 0.05


def _excluded(mention: Mention, program: Program) -> bool:
    """Entries of one list are two, and so are a part and its whole, and events of one kind that have names of their own."""
    return any(
        m.listing == mention.listing or mention.parent is m or m.parent is mention or _other_event(m, mention)
        for m in program.mentions
    ) or any(
        _before_it_began(a, b) or _earlier_phase(a, b)
        for m in program.mentions
        for a, b in ((m, mention), (mention, m))
    )


def _before_it_began(new: Mention, other: Mention) -> bool:
    """Whether money was spent in a year before that for which a like-named program is new."""
    began = new.year if "신규" in new.marks else None
    return bool(began) and any(m.scope == "executed" and m.year and began and m.year < began for m in other.money)


def _earlier_phase(later: Mention, other: Mention) -> bool:
    """Whether a later phase (2기) begins when what is called so without it has ended."""
    phases = [{form(n.text, "").phase for n in m.names} - {""} for m in (later, other)]
    if not phases[0] or phases[1]:
        return False
    begins = [p.start[:4] for p in later.periods if p.start]
    ends = [p.end[:4] for p in other.periods if p.end]
    return bool(begins and ends) and min(begins) > max(ends)


def _other_event(a: Mention, b: Mention) -> bool:
    """Whether two events of different years are called by one word (공모전), each with another full name."""
    if a.kind != "행사" or b.kind != "행사" or a.year == b.year:
        return False
    full = [{squash(n.text) for n in m.names[1:]} for m in (a, b)]
    return bool(full[0] and full[1]) and not full[0] & full[1]


def _join_programs(programs: list[Program], weights: Weights, home: str, index: _Index) -> None:
    """Join programs that only together show that they are one, the best pair first, until none is left."""
    scored: dict[tuple[int, int], tuple[float, str]] = {}
    while True:
        best: tuple[float, int, int, str] | None = None
        near = _near_pairs(programs, home, index)
        for i, j in near:
            a, b = programs[i], programs[j]
            if (id(a), id(b)) not in scored:
                excluded = any(_excluded(m, a) for m in b.mentions)
                scored[id(a), id(b)] = (0.0, "") if excluded else _score_programs(a, b, weights, home)
        for i, j in near:
            score, why = scored[id(programs[i]), id(programs[j])]
            if score and (best is None or score > best[0]) and not _rivalled(programs[i], programs[j], score, scored):
                best = (score, i, j, why)
        if best is None:
            return
        _join(programs, best[1], best[2], best[3], index)
        scored = {k: v for k, v in scored.items() if id(programs[best[1]]) not in k}


def _rivalled(a: Program, b: Program, score: float, scored: dict[tuple[int, int], tuple[float, str]]) -> bool:
    """Whether an activity among the two is as near to a third program."""
    for activity, other in ((a, b), (b, a)):
        if only_active(activity):
            rivals = [s for k, (s, _) in scored.items() if id(activity) in k and id(other) not in k]
            if any(s > score - 0.05 for s in rivals):
                return True
    return False


def _join(programs: list[Program], i: int, j: int, why: str, index: _Index) -> None:
    programs[i].mentions += programs[j].mentions
    programs[i].why += [*programs[j].why, why]
    index.add(programs[i])
    del programs[j]


def _near_pairs(programs: list[Program], home: str, index: _Index) -> list[tuple[int, int]]:
    at = {id(p): i for i, p in enumerate(programs)}
    pairs = set()
    for i, program in enumerate(programs):
        for other in index.near(_all_forms(program, home)):
            j = at.get(other)
            if j is not None and j != i:
                pairs.add((min(i, j), max(i, j)))
    return sorted(pairs)


def _score_programs(a: Program, b: Program, weights: Weights, home: str) -> tuple[float, str]:
    if any(told_apart(x, y) for x in _all_forms(a, home) for y in _all_forms(b, home)):
        return 0.0, ""
    return max(_score(m, a, weights, home) for m in b.mentions)


def _all_forms(program: Program, home: str) -> list[NameForm]:
    return [f for m in program.mentions for f in _forms(m, home)]


def _join_rest(programs: list[Program], weights: Weights, home: str, index: _Index) -> None:
    """Join what is left over on both sides: names that begin alike and share a run of letters that no third name has,
    each the other's nearest.
    """
    found = True
    while found:
        found = False
        nearest: dict[int, tuple[float, int]] = {}
        for i, j in _near_pairs(programs, home, index):
            if _may_join(programs[i], programs[j], home):
                forms = _all_forms(programs[j], home)
                score = max(weights.alike(x, y) for x in _all_forms(programs[i], home) for y in forms)
                for a, b in ((i, j), (j, i)):
                    if score > nearest.get(a, (0.0, -1))[0]:
                        nearest[a] = (score, b)
        keys = {id(p): {f.key for f in _all_forms(p, home)} for p in programs}
        for i, (score, j) in sorted(nearest.items()):
            if nearest[j][1] != i or not (_begin_alike(keys[id(programs[i])], keys[id(programs[j])])):
                continue
            if score < _REST and not (score >= _REST_PROVEN and _proven(programs[i], programs[j])):
                continue
            others = [k for p in programs if p not in (programs[i], programs[j]) for k in keys[id(p)]]
            if _own_run(keys[id(programs[i])], keys[id(programs[j])], others):
                _join(programs, min(i, j), max(i, j), "이름의 앞과 고유한 말이 같고 달리 이어질 사업이 없음", index)
                found = True
                break


_REST, _REST_PROVEN = 0.4, 0.3
"""How alike names of what is left over are: by themselves, and where sums and units say the same."""
_PROOF = 0.15


def _proven(a: Program, b: Program) -> bool:
    return any(proof(m, a)[0] > _PROOF for m in b.mentions)


def _begin_alike(a: set[str], b: set[str]) -> bool:
    return bool({x[:3] for x in a} & {y[:3] for y in b})


def _may_join(a: Program, b: Program, home: str) -> bool:
    if any(_excluded(m, a) for m in b.mentions):
        return False
    units = [{m.department for m in p.mentions if m.department} for p in (a, b)]
    if units[0] and units[1] and not units[0] & units[1]:
        return False
    return not any(told_apart(x, y) for x in _all_forms(a, home) for y in _all_forms(b, home))


def _own_run(a: set[str], b: set[str], others: list[str]) -> bool:
    """Whether names of both begin with the same three letters and share four in a row that no other name has."""
    for x in a:
        for y in b:
            if x[:3] == y[:3] and any(
                x[i : i + 4] in y and not any(x[i : i + 4] in o for o in others) for i in range(len(x) - 3)
            ):
                return True
    return False


def _score(mention: Mention, program: Program, weights: Weights, home: str) -> tuple[float, str]:
    best = 0.0
    for a in _forms(mention, home):
        for b in chain.from_iterable(_forms(m, home) for m in program.mentions):
            if not told_apart(a, b):
                same_words = 0.12 if a.qualifier and a.qualifier == b.qualifier else 0.0
                held = _HELD if _holds_words(a, b) or _holds_words(b, a) else 0.0
                best = max(best, held, min(1.0, weights.alike(a, b) + same_words))
    numbered = bool(mention.code) and any(m.code == mention.code for m in program.mentions)
    if numbered and best >= _NUMBERED:
        return 1.0 + best, "같은 번호"
    if best < _LEAST:
        return 0.0, ""
    weight, words = proof(mention, program)
    if best >= _SURE and weight > (_AGAINST_EQUAL if best == 1.0 else _AGAINST):
        return best + weight, f"같은 이름{words}"
    if best + weight >= _NEEDED and weight > 0:
        return best + weight - 0.1, f"비슷한 이름{words}"
    return 0.0, ""


_NUMBERED = 0.25
"""As alike are the names of one number (4-1) in two places: the list says 버스 무료승차, its section 농어촌버스 무료승차."""
_HELD = 0.55
"""As alike are names of which the longer has all words of the shorter (○○동 도시재생사업): cost and term have to agree."""
_WORD_END = re.compile(r"(?<=..)(?:[동읍면리]|사업|조성|건립|구축|운영|지원|추진)$")


def _holds_words(short: NameForm, long: NameForm) -> bool:
    """Whether a name has all words of another in their order, without the ends that are often left out."""
    words = [_WORD_END.sub("", w) for w in short.words]
    pattern = ".*".join(map(re.escape, words))
    return len(words) > 1 and len("".join(words)) >= _OWN_LETTERS and re.search(pattern, long.key) is not None


_OWN_LETTERS = 6


def _forms(mention: Mention, home: str) -> list[NameForm]:
    return [form(n.text, home) for n in mention.names]


def _join_years(programs: list[Program]) -> None:
    """Join what a comparison of two years shows to be one: the later name states last year's amount, which in the same
    unit only an entry of last year has that no later list names.
    """
    for program in list(programs):
        if program not in programs:
            continue
        compared = [m for m in program.mentions if len(years_of([m])) >= 2]
        own = [m for m in program.mentions if m not in compared]
        for mention in compared:
            years = years_of([mention])
            before = min(years)
            if any(_stated_for(m, before) for m in own):
                continue
            rivals = [p for p in programs if p is not program and _only_before(p, program, before, years[before])]
            if len(rivals) == 1:
                program.mentions += rivals[0].mentions
                program.why.append("전년도 금액과 부서가 같고 달리 이어지는 사업이 없음")
                programs.remove(rivals[0])
                break


def _stated_for(mention: Mention, year: int) -> bool:
    return mention.year == year or year in years_of([mention])


def _only_before(candidate: Program, program: Program, year: int, krw: int) -> bool:
    units = {m.department for m in candidate.mentions} & {m.department for m in program.mentions}
    years = years_of(candidate.mentions)
    return bool(units - {""}) and set(years) == {year} and years[year] == krw


def _parents(programs: list[Program]) -> None:
    of = {id(m): p for p in programs for m in p.mentions}
    for program in programs:
        for mention in program.mentions:
            if mention.parent is not None and of.get(id(mention.parent)) is not program:
                program.parent = of.get(id(mention.parent))
    for program in programs:
        above = program.parent
        if above is not None and only_active(above) and not only_active(program):
            program.parent, above.parent = None, program  # the activity reports on the program, not the reverse


def only_active(program: Program) -> bool:
    """Whether nothing but activities and events is known of a program."""
    return all(m.kind in ("활동", "행사") for m in program.mentions)
