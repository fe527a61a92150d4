"""What programs were before and became after, and how two editions of a plan differ.

Reads the links that ``library.links`` has made, through named queries; computes none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.corrections.statements import Reader
from lexicon.amounts import spoken
from lexicon.text import squash
from queries.catalog import query

Row = dict[str, Any]

SURE = 0.7
"""From this score on a link is told without reserve; below it is "unclear"."""
LISTED = ("사업", "세부사업", "공약")
_STEPS = 12
_AHEAD, _BACK = "continued_in", "continues_from"


@dataclass(frozen=True)
class Amount:
    """What a program is known to cost: won, over what (``total``, or ``year`` with the year), and the line."""

    krw: int
    scope: str
    year: int | None
    line: int


@dataclass(frozen=True)
class Sheet:
    """What planners compare of a program."""

    key: str
    document: str
    name: str
    kind: str
    status: str
    line: int
    start: str
    end: str
    summary: str
    amounts: tuple[Amount, ...] = ()
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def amount(self) -> Amount | None:
        """The amount it is known by: the total, else that of the last year."""
        return self.amounts[0] if self.amounts else None

    @property
    def is_long(self) -> bool:
        """Whether it is stated to run over more than one year, so that its total is no year's amount."""
        return bool(self.start and self.end) and self.start[:4] != self.end[:4]

    @property
    def term(self) -> str:
        """The period as ``2020-04 ~ 2024-12``, a year or day alone as such, empty where none is stated."""
        if self.start == self.end:
            return self.start
        return f"{self.start} ~ {self.end}".strip()


@dataclass(frozen=True)
class Step:
    """A program reached from another over ``CONTINUES``: how sure that is over all steps, the last step's reason and lines.

    ``steps`` counts from 1; ``via`` is the program before it on the way, ``lines`` those of this one.
    """

    key: str
    via: str
    steps: int
    score: float
    reason: str
    lines: tuple[int, ...]

    @property
    def sure(self) -> bool:
        """Whether it can be told without reserve."""
        return self.score >= SURE


@dataclass(frozen=True)
class Continued:
    """A later program and an earlier one that it continues, with what changed: field → (before, after) in words.

    ``together``: the other programs of both documents that are merged or split with these, by name.
    """

    later: Sheet
    earlier: Sheet
    score: float
    reason: str
    changes: dict[str, tuple[str, str]]
    together: tuple[str, ...] = ()

    @property
    def difference(self) -> int | None:
        """Later minus earlier amount in won; None where one is unknown, of a part only, or they do not cover the same."""
        a, b = matching(self.later, self.earlier)
        return a.krw - b.krw if a and b and not self.together else None


@dataclass(frozen=True)
class Group:
    """Programs that are one over two editions: one and one, several merged into one, or one split into several.

    ``before`` and ``after`` are the amounts in won, those of parts added; None where one is unknown or they cover different
    things. ``score`` and ``reason`` are those of the weakest link.
    """

    pairs: tuple[Continued, ...]
    later: tuple[Sheet, ...]
    earlier: tuple[Sheet, ...]
    score: float
    reason: str
    before: int | None = None
    after: int | None = None
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def difference(self) -> int | None:
        """After minus before, where both are known."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def sure(self) -> bool:
        """Whether it can be told without reserve."""
        return self.score >= SURE


@dataclass(frozen=True)
class Comparison:
    """Two editions: what continued for sure, what is unclear, what is new and what ended."""

    later: str
    earlier: str
    continued: tuple[Continued, ...]
    unclear: tuple[Continued, ...]
    new: tuple[Sheet, ...]
    ended: tuple[Sheet, ...]


def groups(pairs: Iterable[Continued]) -> list[Group]:
    """The pairs gathered to what is one, in the order of the pairs."""
    group_of: dict[str, list[Continued]] = {}
    for pair in pairs:
        ends = (pair.later.key, pair.earlier.key)
        joined: list[Continued] = []
        for group in {id(g): g for end in ends if (g := group_of.get(end))}.values():
            joined += group
        joined.append(pair)
        group_of |= dict.fromkeys((k for p in joined for k in (p.later.key, p.earlier.key)), joined)
    return [_group(g) for g in {id(g): g for g in group_of.values()}.values()]


def _group(pairs: Sequence[Continued]) -> Group:
    """One group; its amounts are known where every pair has amounts that cover the same."""
    later = {p.later.key: p.later for p in pairs}
    earlier = {p.earlier.key: p.earlier for p in pairs}
    weakest = min(pairs, key=lambda p: (p.score, p.later.key, p.earlier.key))
    after: dict[str, Amount] = {}
    before: dict[str, Amount] = {}
    for p in pairs:
        a, b = matching(p.later, p.earlier)
        if a is None or b is None:
            return Group(tuple(pairs), tuple(later.values()), tuple(earlier.values()), weakest.score, weakest.reason)
        after.setdefault(p.later.key, a)
        before.setdefault(p.earlier.key, b)
    lines = [
        (s.document, amounts[k].line) for side, amounts in ((later, after), (earlier, before)) for k, s in side.items()
    ]
    return Group(
        tuple(pairs), tuple(later.values()), tuple(earlier.values()), weakest.score, weakest.reason,
        sum(b.krw for b in before.values()), sum(a.krw for a in after.values()), tuple(lines),
    )  # fmt: skip


def before(store: Reader, key: str) -> list[Step]:
    """The programs that a program continues, nearest first, through all documents."""
    return _walk(store, [key], _BACK).get(key, [])


def after(store: Reader, key: str) -> list[Step]:
    """The programs that continue a program, nearest first, through all documents."""
    return _walk(store, [key], _AHEAD).get(key, [])


def becomings(store: Reader, keys: Sequence[str]) -> dict[str, list[tuple[Sheet, Step]]]:
    """For each program those that continue it, nearest first, with their sheets."""
    walks = _walk(store, keys, _AHEAD)
    known = sheets(store, {s.key for steps in walks.values() for s in steps})
    return {k: [(known[s.key], s) for s in steps] for k, steps in walks.items()}


def beside(store: Reader, keys: Sequence[str]) -> dict[str, list[Row]]:
    """For each program its family, shares and nearest by content: rows with ``type``, ``end``, ``score``, ``reason``."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in store.read(query("beside"), keys=sorted(keys)):
        found[row["start"]].append(row)
    return {k: sorted(rows, key=lambda r: (r["type"], -(r["score"] or 0), r["end"])) for k, rows in found.items()}


def _walk(store: Reader, keys: Iterable[str], direction: str) -> dict[str, list[Step]]:
    """For each program all that is reached in a direction, each once, by the surest way of the fewest steps."""
    found: dict[str, dict[str, Step]] = {key: {} for key in keys}
    front = {key: {key: Step(key, "", 0, 1.0, "", ())} for key in found}
    for number in range(1, _STEPS + 1):
        ends = sorted({k for reached in front.values() for k in reached})
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in store.read(query(direction), keys=ends) if ends else []:
            rows[row["start"]].append(row)
        for key, reached in front.items():
            following: dict[str, Step] = {}
            for at in sorted(reached.values(), key=lambda s: (-s.score, s.key)):
                for row in sorted(rows[at.key], key=lambda r: (-(r["score"] or 0), r["end"])):
                    if row["end"] in found[key] or row["end"] == key or row["end"] in following:
                        continue
                    score = min(at.score, row["score"] or 0.0)
                    lines = tuple(row["lines_to"] or ())
                    following[row["end"]] = Step(row["end"], at.key, number, score, row["reason"] or "", lines)
            found[key] |= following
            front[key] = following
    return {key: sorted(steps.values(), key=lambda s: (s.steps, -s.score, s.key)) for key, steps in found.items()}


def sheets(store: Reader, keys: Iterable[str]) -> dict[str, Sheet]:
    """The sheets of programs by key."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    amounts: dict[str, list[Row]] = defaultdict(list)
    ends: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in store.read(query("sheet_amounts"), keys=wanted):
        amounts[row["key"]].append(row)
    for row in store.read(query("sheet_ends"), keys=wanted):
        type_ = "FUNDED_BY" if row["type"] in ("APPLIES_TO", "PROPOSED_TO") else row["type"]
        if row["name"] and not (type_ == "LOCATED_IN" and row["basis"] == "기관"):
            ends[row["key"]][type_].add(row["name"])
    return {r["key"]: _sheet(r, amounts[r["key"]], ends[r["key"]]) for r in store.read(query("sheets"), keys=wanted)}


def _sheet(row: Row, amounts: list[Row], ends: dict[str, set[str]]) -> Sheet:
    names = json.loads(row["names"] or "[]")
    line = next((n["line_start"] for n in names if n["name"] == row["name"]), 0)
    whole = [a for a in amounts if a["source"] == "총사업비"] or amounts
    stated = tuple(
        Amount(a["krw"], a["scope"], a["year"], a["line"] or 0)
        for a in sorted(whole, key=lambda a: (a["scope"] != "total", -(a["year"] or 0), -a["krw"]))
    )
    return Sheet(
        row["key"], row["document"], row["name"] or "", row["kind"] or "사업", row["status"] or "", line,
        row["period_start"] or "", row["period_end"] or "", row["summary"] or "", stated,
        *(tuple(sorted(ends[t])) for t in ("MANAGED_BY", "CONTACT", "FUNDED_BY", "VIA", "LOCATED_IN")),
    )  # fmt: skip


def matching(later: Sheet, earlier: Sheet) -> tuple[Amount | None, Amount | None]:
    """The first amounts of both that cover the same: totals, a year each, or a year and the total of a one-year program."""
    for a in later.amounts:
        for b in earlier.amounts:
            whole = later if a.scope == "total" else earlier
            if a.scope == b.scope or not whole.is_long:
                return a, b
    return None, None


def compare(store: Reader, later: str, earlier: str, *, alone: bool = True) -> Comparison:
    """How the programs of one document differ from those of an earlier one; documents by key.

    Without ``alone`` only what continued is looked for, which is quicker.
    """
    listed = store.read(query("listed_programs"), documents=sorted((later, earlier)))
    kinds = {r["key"]: r["kind"] or "사업" for r in listed}
    mine, theirs = ([r["key"] for r in listed if r["document"] == d] for d in (later, earlier))
    walks = _walk(store, mine, _BACK)
    inside = set(theirs)
    links = [(key, step) for key in mine for step in walks[key] if step.key in inside]
    linked = {k for key, step in links for k in (key, step.key)}
    left = [k for k in (*mine, *theirs) if k not in linked and kinds[k] in LISTED] if alone else []
    known = sheets(store, [*linked, *left])
    pairs = _with_parts([_continued(known[key], known[step.key], step) for key, step in links])
    return Comparison(
        later,
        earlier,
        tuple(p for p in pairs if p.score >= SURE),
        tuple(p for p in pairs if p.score < SURE),
        tuple(known[k] for k in left if known[k].document == later),
        tuple(known[k] for k in left if known[k].document == earlier),
    )


def _with_parts(pairs: Sequence[Continued]) -> list[Continued]:
    """The pairs, each with what else is merged or split with it; of a part the whole's amount is no change."""
    others: dict[int, tuple[str, ...]] = {}
    for group in groups(pairs):
        members = [*group.later, *group.earlier]
        for p in group.pairs:
            others[id(p)] = tuple(s.name for s in members if s.key not in (p.later.key, p.earlier.key))
    return [
        replace(
            p, together=others[id(p)], changes={k: v for k, v in p.changes.items() if k != "금액" or not others[id(p)]}
        )
        for p in pairs
    ]


def _continued(later: Sheet, earlier: Sheet, step: Step) -> Continued:
    changes = {}
    a, b = matching(later, earlier)
    a, b = (a, b) if a and b else (later.amount, earlier.amount)
    if a and b and a.krw != b.krw:
        changes["금액"] = (won(b), won(a))
    for word, mine, theirs in (
        ("이름", later.name, earlier.name),
        ("부서", ", ".join(later.units), ", ".join(earlier.units)),
        ("담당자", ", ".join(later.people), ", ".join(earlier.people)),
        ("상태", later.status, earlier.status),
    ):
        if mine and theirs and squash(mine) != squash(theirs):
            changes[word] = (theirs, mine)
    terms = ((later.start, earlier.start), (later.end, earlier.end))
    each_year = not later.is_long and not earlier.is_long  # a program of every year, in its year
    if (
        later.term
        and earlier.term
        and not each_year
        and any(not (x.startswith(y) or y.startswith(x)) for x, y in terms)
    ):
        changes["기간"] = (earlier.term, later.term)
    return Continued(later, earlier, step.score, step.reason, changes)


def won(amount: Amount) -> str:
    """An amount as people say it, with what it covers: ``3억 2,000만 원``, ``4,500만 원(2020년)``."""
    text = spoken(amount.krw)
    return f"{text}({amount.year}년)" if amount.scope == "year" and amount.year else text


def signed(krw: int) -> str:
    """A difference as people say it, with its sign."""
    return f"{'+' if krw > 0 else '-'}{spoken(abs(krw))}" if krw else "변동 없음"


def moved(before: Amount, after: Amount) -> str:
    """Two amounts side by side, with their difference."""
    return f"{won(before)} → {won(after)}, {signed(after.krw - before.krw)}"
