"""Which mentions are one program.

Every list and every table names different programs, so two of its entries are never one. Between lists the best pairs
are joined first: alike names suffice; less alike ones need what only one program can share (the same cost, the same
amounts of a year, the same term). Equal sums alone join nothing. A stated renaming joins, and so does a comparison of
two years: the amount of the year before, in the same unit, that no other entry claims.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from lexicon.names import NameForm, Weights, form, told_apart
from loaders.facts.cover import Cover
from loaders.facts.model import Mention, Program
from loaders.facts.money import TOTAL

_SURE = 0.86
_NEEDED = 0.80
_LEAST = 0.42


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
    for group in _groups(mentions):
        _assign(group, programs, weights, home)
    _join_programs(programs, weights, home)
    _join_years(programs)
    _join_programs(programs, weights, home)
    _join_rest(programs, weights, home)
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


def _assign(group: list[Mention], programs: list[Program], weights: Weights, home: str) -> None:
    pairs = []
    for i, mention in enumerate(group):
        for j, program in enumerate(programs):
            if any(m.listing == mention.listing for m in program.mentions) or _nested(mention, program):
                continue
            score, why = _score(mention, program, weights, home)
            if score:
                pairs.append(_Pair(score, i, j, why))
    taken_mentions, taken_programs = set(), set()
    for pair in sorted(pairs, key=lambda p: (-p.score, p.mention, p.program)):
        if pair.mention in taken_mentions or pair.program in taken_programs:
            continue
        taken_mentions.add(pair.mention)
        taken_programs.add(pair.program)
        programs[pair.program].mentions.append(group[pair.mention])
        programs[pair.program].why.append(pair.why)
    programs += [Program([m]) for i, m in enumerate(group) if i not in taken_mentions]


def _join_programs(programs: list[Program], weights: Weights, home: str) -> None:
    """Join programs that only together show that they are one, the best pair first, until none is left."""
    while True:
        best: tuple[float, int, int, str] | None = None
        for i, a in enumerate(programs):
            lists = {m.listing for m in a.mentions}
            for j in range(i + 1, len(programs)):
                b = programs[j]
                if any(m.listing in lists for m in b.mentions) or any(_nested(m, a) for m in b.mentions):
                    continue
                score, why = _score_programs(a, b, weights, home)
                if score and (best is None or score > best[0]):
                    best = (score, i, j, why)
        if best is None:
            return
        _, i, j, why = best
        programs[i].mentions += programs[j].mentions
        programs[i].why += [*programs[j].why, why]
        del programs[j]


def _score_programs(a: Program, b: Program, weights: Weights, home: str) -> tuple[float, str]:
    scores = [_score(m, a, weights, home) for m in b.mentions]
    if any(told_apart(x, y) for x in _all_forms(a, home) for y in _all_forms(b, home)):
        return 0.0, ""
    return max(scores)


def _all_forms(program: Program, home: str) -> list[NameForm]:
    return [f for m in program.mentions for f in _forms(m, home)]


def _join_rest(programs: list[Program], weights: Weights, home: str) -> None:
    """Join what is left over on both sides: names that begin alike and share a run of letters that no third name has,
    each the other's nearest."""
    keys = {id(p): {f.key for f in _all_forms(p, home)} for p in programs}
    while True:
        nearest: dict[int, tuple[float, int]] = {}
        for i, a in enumerate(programs):
            for j, b in enumerate(programs):
                if i != j and _may_join(a, b, home):
                    score = max(weights.alike(x, y) for x in _all_forms(a, home) for y in _all_forms(b, home))
                    if score > nearest.get(i, (0.0, -1))[0]:
                        nearest[i] = (score, j)
        found = None
        for i, (score, j) in sorted(nearest.items()):
            others = [k for p in programs if p not in (programs[i], programs[j]) for k in keys[id(p)]]
            if score >= 0.4 and nearest.get(j, (0, -1))[1] == i and _own_run(keys[id(programs[i])], keys[id(programs[j])], others):
                found = (i, j)
                break
        if found is None:
            return
        i, j = sorted(found)
        programs[i].mentions += programs[j].mentions
        programs[i].why.append("이름의 앞과 고유한 말이 같고 달리 이어질 사업이 없음")
        keys[id(programs[i])] |= keys[id(programs[j])]
        del programs[j]


def _may_join(a: Program, b: Program, home: str) -> bool:
    lists = {m.listing for m in a.mentions}
    if any(m.listing in lists for m in b.mentions) or any(_nested(m, a) for m in b.mentions):
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


def _nested(mention: Mention, program: Program) -> bool:
    """A part and its whole are two."""
    return any(mention.parent is m or m.parent is mention for m in program.mentions)


def _score(mention: Mention, program: Program, weights: Weights, home: str) -> tuple[float, str]:
    best = 0.0
    for a in _forms(mention, home):
        for b in chain.from_iterable(_forms(m, home) for m in program.mentions):
            if not told_apart(a, b):
                same_words = 0.12 if a.qualifier and a.qualifier == b.qualifier else 0.0
                best = max(best, min(1.0, weights.alike(a, b) + same_words))
    if best < _LEAST:
        return 0.0, ""
    proof, words = _proof(mention, program)
    if best >= _SURE and proof > -0.2:
        return best + proof, f"같은 이름{words}"
    if best + proof >= _NEEDED and proof > 0:
        return best + proof - 0.1, f"비슷한 이름{words}"
    return 0.0, ""


def _forms(mention: Mention, home: str) -> list[NameForm]:
    return [form(n.text, home) for n in mention.names]


def _proof(mention: Mention, program: Program) -> tuple[float, str]:
    """What speaks for one program beside the name (positive) or against it, and the words for it."""
    proof, words = 0.0, ""
    totals, others = _totals([mention]), _totals(program.mentions)
    if totals & others:
        proof, words = proof + 0.16, words + ", 같은 금액"
    elif totals & set(_years(program.mentions).values()) or others & set(_years([mention]).values()):
        proof, words = proof + 0.14, words + ", 같은 금액"
    elif totals and others and mention.rank == 3 and any(m.rank == 3 for m in program.mentions):
        proof -= 0.25
    years, known = _years([mention]), _years(program.mentions)
    same = [k for k in years if known.get(k) == years[k]]
    if same:
        proof, words = proof + 0.14 * min(2, len(same)), words + ", 같은 연도별 금액"
    elif any(k in known for k in years):
        proof -= 0.1
    terms, stated = _terms([mention]), _terms(program.mentions)
    if any(_same_term(a, b) for a in terms for b in stated):
        proof, words = proof + 0.1, words + ", 같은 기간"
    elif terms and stated:
        proof -= 0.06
    units = {m.department for m in program.mentions if m.department}
    if mention.department and units:
        proof += 0.06 if mention.department in units else -0.12
    if _via(mention) & {v for m in program.mentions for v in _via(m)}:
        proof, words = proof + 0.1, words + ", 같은 기관"
    places, known_places = _places([mention]), _places(program.mentions)
    if places & known_places:
        proof += 0.04
    return proof, words


def _totals(mentions: list[Mention]) -> set[int]:
    return {m.krw for x in mentions for m in x.money if m.scope == "total" and m.source == TOTAL}


def _years(mentions: list[Mention]) -> dict[int, int]:
    return {m.year: m.krw for x in mentions for m in x.money if m.scope == "year" and m.source == TOTAL and m.year}


def _terms(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(p.start, p.end) for m in mentions for p in m.periods if p.start and p.end]


def _same_term(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(a, b, strict=True))


def _via(mention: Mention) -> set[str]:
    return {a.name for a in mention.actors if a.role in ("전담", "수행")}


def _places(mentions: list[Mention]) -> set[str]:
    return {s.code for m in mentions for s in m.spots if len(s.code) >= 5}


def _join_years(programs: list[Program]) -> None:
    """Join what a comparison of two years shows to be one: the later name states last year's amount, which in the same
    unit only an entry of last year has that no later list names."""
    for program in list(programs):
        if program not in programs:
            continue
        compared = [m for m in program.mentions if len(_years([m])) >= 2]
        own = [m for m in program.mentions if m not in compared]
        for mention in compared:
            years = _years([mention])
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
    return mention.year == year or year in _years([mention])


def _only_before(candidate: Program, program: Program, year: int, krw: int) -> bool:
    units = {m.department for m in candidate.mentions} & {m.department for m in program.mentions}
    years = _years(candidate.mentions)
    return bool(units - {""}) and set(years) == {year} and years[year] == krw


def _parents(programs: list[Program]) -> None:
    of = {id(m): p for p in programs for m in p.mentions}
    for program in programs:
        for mention in program.mentions:
            if mention.parent is not None and of.get(id(mention.parent)) is not program:
                program.parent = of.get(id(mention.parent))
