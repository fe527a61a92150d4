"""Whether two sets of places can be the same ground: by the hierarchy of regions, a 권역 by its members."""

from __future__ import annotations

from functools import cache, lru_cache

from lexicon.places import ancestors, find_code


@cache
def _ground(code: str) -> frozenset[str]:
    """A region, the regions that it consists of, and all above it."""
    region = find_code(code)
    inside = region.members if region else ()
    above = {a.code for a in ancestors(code) if a.level != "권역" or a.code == code}
    return frozenset({code, *inside} | above)


@cache
def overlap(a: str, b: str) -> bool:
    """Whether one of two regions lies in the other, or both are 권역 with a common member."""
    if a == b:
        return True
    ground_a, ground_b = _ground(a), _ground(b)
    if a in ground_b or b in ground_a:
        return True
    members_a, members_b = _members(a), _members(b)
    return bool(members_a & members_b) or any(m in ground_b for m in members_a) or any(m in ground_a for m in members_b)


@cache
def _members(code: str) -> frozenset[str]:
    region = find_code(code)
    return frozenset(region.members) if region else frozenset()


@lru_cache(maxsize=100_000)
def apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both sets name places, and none of one overlaps any of the other."""
    return bool(a) and bool(b) and not any(overlap(x, y) for x in a for y in b)


@lru_cache(maxsize=100_000)
def narrow(codes: frozenset[str]) -> frozenset[str]:
    """The places at or below 시군구: those that tell a program from its like next door."""
    return frozenset(c for c in codes if (r := find_code(c)) and r.level in ("시군구", "읍면동"))
