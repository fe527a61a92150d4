"""What a program is to one of another institution, or of another place: of one family, a share of it, or just alike.

A common name proves a family only where it says much (스퀘어, 클러스터 …) or the same ministry or agency stands behind
both; a common region proves nothing. Names are compared with even weights, so that a pair's outcome depends on nothing
but the two programs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from library.links.features import Comparer, Pair, said_pairs, shared_words
from library.links.model import Entry, Link
from library.links.names import ACT, LinkName, Rarity
from library.links.neighbours import LETTERS, LETTERS_SCALE, Lists
from library.links.places import narrow, overlap
from library.links.succession import SIMILAR_SCALE, possible
from library.links.weigh import Weighed, lines_of, weigh

FAMILY_NAME, ONE_NAME = 0.85, 0.9
_CLEARLY_LESS = 0.7
_LETTERS_ALONE, _LETTERS_BACKED = 5, 3
"""Pairs of letters, beside those of acts, that a common name needs: alone, and with a common ministry or agency."""
_SIMILAR_LETTERS = 0.3
CLOSE, CLOSE_OF_ONE = 5, 2
"""Neighbours that count, and how many of them may be of one institution."""
SIMILAR = 3


class Even(Rarity):
    """Every pair of letters is worth the same."""

    def __init__(self) -> None:
        super().__init__(Counter(), 0)

    def of(self, pair: str) -> float:
        """Always 1."""
        return 1.0


_COMPARER = Comparer(Even())


def compared(one: Entry, other: Entry) -> Weighed:
    """Two programs compared with even weights, the later document's first."""
    later, earlier = (one, other) if one.document.order > other.document.order else (other, one)
    a, b = said_pairs(later), said_pairs(earlier)
    said = len(a & b) / (len(a) * len(b)) ** 0.5 if a and b else 0.0
    return weigh(_COMPARER.compare(later, earlier, said))


def close(lists: Lists) -> Mapping[str, list[str]]:
    """For each program those of its nearest that count, nearest first."""
    issuer = dict(zip(lists.keys, lists.issuers, strict=True))
    found = {}
    for row, key in enumerate(lists.keys):
        taken: list[str] = []
        count: Counter[str] = Counter()
        for near, _ in lists.at(row):
            if len(taken) < CLOSE and count[issuer[near]] < CLOSE_OF_ONE:
                taken.append(near)
                count[issuer[near]] += 1
        found[key] = taken
    return found


def is_family(pair: Pair) -> bool:
    """Whether the names, with who stands behind them, are those of one family of programs."""
    if pair.name.score < FAMILY_NAME or pair.told_apart == "구분":
        return False
    letters = min(_telling(pair.name.later.form), _telling(pair.name.earlier.form))
    backed = pair.funders == "same" or bool(pair.agencies)
    return letters >= (_LETTERS_BACKED if backed else _LETTERS_ALONE) and pair.funders != "other"


def _telling(name: LinkName) -> int:
    return sum(worth > ACT for worth in name.pairs.values())


def kin(weighed: Weighed, rank: int, letters: float) -> Link | None:
    """The link between programs of two institutions; ``rank`` counts from 0, ``letters`` is the cosine of the names."""
    pair = weighed.pair
    if not possible(weighed) and pair.place != "other":
        return None
    if is_family(pair):
        return _one(weighed) or family(weighed)
    passing = {pair.later.kind, pair.earlier.kind} & {"활동", "행사"}
    if rank < SIMILAR and letters >= _SIMILAR_LETTERS and not passing and shared_words(pair.later, pair.earlier):
        return similar(weighed, letters)
    return None


def family(weighed: Weighed) -> Link:
    """The two as programs of one family."""
    where = "다른 지역의 같은 계열" if weighed.pair.place == "other" else "다른 기관의 같은 계열"
    if weighed.pair.later.document.issuer == weighed.pair.earlier.document.issuer:
        where = "다른 곳의 같은 계열"
    score = round(min(0.95, 0.6 + 0.35 * max(0.0, weighed.total - 0.6)), 2)
    return _link("SAME_FAMILY", weighed, score, f"{weighed.reason}, {where}")


def similar(weighed: Weighed, likeness: float) -> Link:
    """The two as neighbours by content, from the smaller key."""
    pair = weighed.pair
    words = shared_words(pair.later, pair.earlier)
    reason = f"함께 나오는 말: {', '.join(words)}" if words else "비슷한 내용"
    link = _link("SIMILAR_TO", weighed, round(min(0.99, likeness * SIMILAR_SCALE), 2), reason)
    return link if link.start < link.end else turned(link)


def turned(link: Link) -> Link:
    """The link the other way round."""
    return Link(link.type, link.end, link.start, link.score, link.reason, link.lines_to, link.lines_from, link.label)


def _one(weighed: Weighed) -> Link | None:
    """The same program in the documents of two institutions of one region: whole, or the share of one of them."""
    pair = weighed.pair
    a, b = pair.later, pair.earlier
    regions = (a.document.region, b.document.region)
    if pair.place == "other" or not all(regions) or not overlap(*regions) or pair.name.score < ONE_NAME:
        return None
    for share, whole in ((a, b), (b, a)):
        stated = _has_share(share) and not _has_share(whole) and whole.size
        if stated or _is_smaller_below(share, whole, pair):
            word = "부담분" if stated else "몫으로 보임"
            link = _link(
                "LOCAL_SHARE", weighed, 0.8 if stated else 0.65, f"{weighed.reason}, {share.document.issuer}의 {word}"
            )
            return link if share is a else turned(link)
    if pair.same_amount or {a.document.issuer} & b.runners or {b.document.issuer} & a.runners:
        reason = f"{weighed.reason}, 두 기관의 문서에 나오는 같은 사업"
        return _link("CONTINUES", weighed, round(min(0.9, 0.5 + 0.3 * weighed.total), 2), reason)
    return None


def _is_smaller_below(share: Entry, whole: Entry, pair: Pair) -> bool:
    """Whether a 시군구 has clearly less money for what its 시도 has in it, or what the same ministry pays both for."""
    inside = share.document.region in {a for a in share.ground if a.startswith(whole.document.region)}
    here = share.document.region in narrow(whole.regions) or pair.funders == "same"
    smaller = 0 < share.size <= _CLEARLY_LESS * whole.size
    return share.document.region != whole.document.region and inside and here and smaller


def _has_share(entry: Entry) -> bool:
    return any(a.scope == "share" for a in entry.amounts)


def _link(type_: str, weighed: Weighed, score: float, reason: str) -> Link:
    lines_from, lines_to = lines_of(weighed.pair)
    return Link(type_, *weighed.ends, score, reason.lstrip(", "), lines_from, lines_to)


def letters_alike(lists: Lists, one: str, other: str) -> float:
    """The cosine of two programs' letters, 0 to 1."""
    a, b = (lists.vectors[lists.row(key)][-LETTERS:].astype(np.float64) for key in (one, other))
    return float(a @ b) / LETTERS_SCALE**2
