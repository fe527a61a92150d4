"""Refuses, before it runs, what a user's Cypher would take too long for: an engine cannot end everything it has begun.

Neo4j ends a query between two rows, and never inside an expression; the embedded server can only end as a whole
(``graph.server``). So loops inside of expressions are bounded by how they are written, and products of patterns by how
many rows they would have.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from graph.cypher import Token, tokens
from graph.errors import RequestError

RANGE = 100_000
"""Values that ``range`` may give, also all ranges of a query multiplied."""
ROWS = 10**9
"""Rows that a product of patterns may have."""
STEPS = 6
"""Steps of a path whose relationships have no type."""
REPEATS = 3
"""Repetitions in a pattern of text: each multiplies the time by the length of the text."""

_ONE = "{"
"""Stands for a single node."""
_OPEN, _CLOSE = "([{", ")]}"
_CLAUSES = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL", "WHERE", "UNION", "ORDER", "SKIP", "LIMIT")
_GROUPS = {"count", "sum", "avg", "min", "max", "collect"}
_QUANTIFIER = re.compile(r"(?<!\\)[*+{]")
_AGAIN = re.compile(r"\)\s*[*+{]")


class _Pattern(NamedTuple):
    """Patterns that hang together: the labels of their nodes (empty for any), and the names of all in them."""

    labels: list[str]
    names: set[str]


class _Loop(NamedTuple):
    """A loop inside of an expression: where it begins, where its list and it end, its variable, what it adds up."""

    start: int
    list_start: int
    list_end: int
    end: int
    variable: str
    sum: str = ""


def refuse_costly(text: str, count: Callable[[str], int]) -> None:
    """Raise ``RequestError`` for a query that cannot end soon; ``count`` gives the number of nodes of a label, or of all."""
    found = tokens(text)
    ends = _ends(found)
    _check_ranges(found, ends)
    _check_loops(found, list(_loops(found, ends)))
    _check_texts(found)
    _check_paths(found, ends)
    _check_products(found, ends, count)


def _ends(found: list[Token]) -> dict[int, int]:
    """Where each opened bracket closes."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(found):
        if token.kind == "symbol" and token.text in _OPEN:
            opened.append(index)
        elif token.kind == "symbol" and token.text in _CLOSE and opened:
            ends[opened.pop()] = index
    return ends


def _split(found: list[Token], start: int, end: int, ends: dict[int, int]) -> list[tuple[int, int]]:
    """The parts between commas, from ``start`` to before ``end``."""
    parts, begin, index = [], start, start
    while index < end:
        if found[index].text == "," and found[index].kind == "symbol":
            parts.append((begin, index))
            begin = index + 1
        index = ends.get(index, index) + 1
    return [*parts, (begin, end)]


# ---------------------------------------------------------------- expressions
def _check_ranges(found: list[Token], ends: dict[int, int]) -> None:
    """Refuse ranges of which it is not written how long they are, and long ones."""
    together = 1.0
    for index, token in enumerate(found[:-1]):
        if token.kind == "word" and token.text.lower() == "range" and index + 1 in ends:
            parts = _split(found, index + 2, ends[index + 1], ends)
            bounds = [_bound(found[start:end]) for start, end in parts]
            step = abs(bounds[2]) or 1 if len(bounds) > 2 else 1
            together *= max(1.0, abs(bounds[1] - bounds[0]) / step + 1) if len(bounds) > 1 else 1
            if together > RANGE:
                raise RequestError(f"the query counts to {together:,.0f} with range(); at most {RANGE:,} are counted")


def _bound(part: list[Token]) -> int:
    """The number that a bound of a range is, 0 where it is the size of something that the graph holds."""
    text = "".join(token.text for token in part)
    if re.fullmatch(r"-?\d{1,18}", text):
        return int(text)
    if re.fullmatch(r"(?i)(size|length)\([^()*^]*(\([^()*^]*\))?\)([-+]\d{1,4})?", text):
        return 0
    raise RequestError(f"range() wants numbers, or size(…) of a list: {text[:60]!r} may be any number")


def _loops(found: list[Token], ends: dict[int, int]) -> Iterator[_Loop]:
    """List comprehensions, ``reduce``, and ``all``, ``any``, ``none``, ``single``."""
    for start, end in ends.items():
        before = found[start - 1].text.lower() if start else ""
        called = found[start].text == "(" and before in ("all", "any", "none", "single", "reduce")
        if not called and found[start].text != "[":
            continue
        words = list(_inside(found, start, end, ends))
        named = [i for i in words if found[i].kind == "word" and found[i].text.upper() == "IN"]
        if not named or (before != "reduce" and named[0] != start + 2):
            continue
        parted = (i for i in words if i > named[0] and (found[i].text == "|" or found[i].text.upper() == "WHERE"))
        total = found[start + 1].text if before == "reduce" else ""
        yield _Loop(start, named[0] + 1, next(parted, end), end, found[named[0] - 1].text, total)


def _inside(found: list[Token], start: int, end: int, ends: dict[int, int]) -> Iterator[int]:
    """The tokens between two brackets that stand in no other."""
    index = start + 1
    while index < end:
        if index not in ends:
            yield index
        index = ends.get(index, index) + 1


def _check_loops(found: list[Token], loops: list[_Loop]) -> None:
    """Refuse loops in loops, except over what belongs to the outer one's variable, and sums that double themselves."""
    for loop in loops:
        around = [other for other in loops if other.list_end < loop.start < other.end]
        listed = [token.text for token in found[loop.list_start : loop.list_start + 3]]
        if len(around) > 1 or (around and around[0].variable not in listed):
            raise RequestError("a loop in a loop may take very long: UNWIND the lists instead, each in its own line")
        body = [token.text for token in found[loop.list_end : loop.end]]
        if loop.sum and body.count(loop.sum) > 1 and {"+", "[", "replace"} & set(body):
            raise RequestError(f"reduce() may double {loop.sum!r} with each step: name it once")


def _check_texts(found: list[Token]) -> None:
    """Refuse patterns of text that are not written as one, and those that try again and again."""
    for index, token in enumerate(found[:-2]):
        if token.text != "=" or found[index + 1].text != "~":
            continue
        pattern, after = found[index + 2], found[index + 3].text if index + 3 < len(found) else ""
        if pattern.kind not in ("string", "parameter") or after in ("+", "["):
            raise RequestError("a pattern behind =~ is written as one text in quotes; CONTAINS takes any value")
        if _AGAIN.search(pattern.text) or len(_QUANTIFIER.findall(pattern.text)) > REPEATS:
            raise RequestError(
                f"a pattern behind =~ has no repeated group and at most {REPEATS} of * + {{; use CONTAINS"
            )


# ---------------------------------------------------------------- patterns
def _check_paths(found: list[Token], ends: dict[int, int]) -> None:
    """Refuse paths of many steps over relationships of any type, except for the shortest."""
    for start, end in ends.items():
        if found[start].text != "[" or not start or found[start - 1].text != "-":
            continue
        inside = [token.text for token in found[start + 1 : end]]
        if "*" not in inside or ":" in inside[: inside.index("*")] or _is_shortest(found, start, ends):
            continue
        told = "".join(inside[inside.index("*") + 1 :])
        most = re.fullmatch(r"(?:\d*\.\.)?(\d+)", told)
        if most is None or int(most[1]) > STEPS:
            raise RequestError(
                f"a path over any relationship has at most {STEPS} steps, such as -[*1..3]-; or name types"
            )


def _is_shortest(found: list[Token], at: int, ends: dict[int, int]) -> bool:
    around = (start for start, end in ends.items() if start < at < end and start)
    return any(found[start - 1].text.lower() in ("shortestpath", "allshortestpaths") for start in around)


def _check_products(found: list[Token], ends: dict[int, int], count: Callable[[str], int]) -> None:
    """Refuse patterns side by side that nothing joins, when they make more than ``ROWS`` rows."""
    rows, bound = 1.0, set[str]()
    for word, start, end in _clauses(found, ends):
        texts = {token.text.lower() for token in found[start:end]}
        if word == "UNION" or (word == "WITH" and texts & _GROUPS):
            rows, bound = 1.0, texts
        elif word == "MATCH":
            patterns = _joined(_parts(found, start, end, ends))
            rows *= math.prod(_fewest(p.labels, count) for p in patterns if not p.names & bound)
            bound = bound.union(*(p.names for p in patterns))
        if rows > ROWS:
            raise RequestError(f"the patterns make {rows:.0e} rows: join them, so that each begins where another ends")


def _joined(patterns: Iterable[_Pattern]) -> list[_Pattern]:
    """The patterns, those that share a name as one."""
    groups: list[_Pattern] = []
    for pattern in patterns:
        near = [group for group in groups if group.names & pattern.names]
        groups = [group for group in groups if group not in near]
        groups.append(
            _Pattern(
                pattern.labels + [label for group in near for label in group.labels],
                pattern.names.union(*(group.names for group in near)),
            )
        )
    return groups


def _fewest(labels: list[str], count: Callable[[str], int]) -> float:
    """How often a pattern begins at least: at its rarest node."""
    return float(max(1, min((1 if label == _ONE else count(label) for label in labels), default=1)))


def _clauses(found: list[Token], ends: dict[int, int]) -> Iterator[tuple[str, int, int]]:
    """The clauses of the statement itself, without subqueries: word, first token behind it, end."""
    at = [i for i in _inside(found, -1, len(found), ends) if _begins(found, i)]
    for index, end in itertools.pairwise([*at, len(found)]):
        yield found[index].text.upper(), index + 1, end


def _begins(found: list[Token], index: int) -> bool:
    before = found[index - 1].text.upper() if index else ""
    return (
        found[index].kind == "word"
        and found[index].text.upper() in _CLAUSES
        and before not in (".", ":", "STARTS", "ENDS")
    )


def _parts(found: list[Token], start: int, end: int, ends: dict[int, int]) -> Iterator[_Pattern]:
    """The comma-parted patterns of a MATCH."""
    for first, last in _split(found, start, end, ends):
        labels, names = [], set()
        for index in range(first, last):
            if index in ends and found[index].text in "([" and _opens_pattern(found, index):
                inside = found[index + 1 : ends[index]]
                if inside and inside[0].kind in ("word", "quoted"):
                    names.add(inside[0].text.lower())
                if found[index].text == "(":
                    labels.append(_label(inside))
        yield _Pattern(labels, names)


def _opens_pattern(found: list[Token], index: int) -> bool:
    """Whether a bracket opens a node or a relationship: no function, no list."""
    before = found[index - 1].text
    return before in ("-", ">", ",", "=", "(") or before.upper() == "MATCH"


def _label(inside: list[Token]) -> str:
    """The label of a node pattern; one that also says a property is taken for one node."""
    if any(token.text == "{" for token in inside):
        return _ONE
    for before, token in itertools.pairwise(inside):
        if before.text == ":" and token.kind in ("word", "quoted"):
            return token.text.strip("`")
    return ""
