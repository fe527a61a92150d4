"""How much speaks for a later and an earlier program being one, and the words that say so.

The name counts most; whatever else agrees or differs adds or takes away a little, so that an amount alone, a unit alone
or both together never make a link. The numbers were set on two pairs of editions and hold for others (tests/links).
"""

from __future__ import annotations

from dataclasses import dataclass

from library.links.features import Pair, shared_words
from library.links.model import Amount

SAME_NAME, LIKE_NAME = 0.97, 0.8
_SAID, _TOLD, _TOLD_FROM = 0.3, 0.12, 0.5
_AMOUNT_SAME, _AMOUNT_NEAR, _AMOUNT_LIKE = 0.10, 0.06, 0.02
_AMOUNT_FAR = ((30.0, -0.08), (10.0, -0.05), (5.0, -0.03))
_PERIOD, _UNIT, _PERSON, _AGENCY = 0.06, 0.05, 0.05, 0.05
_FUNDER, _OTHER_FUNDER = 0.03, -0.05
_PLACE, _MOVED = 0.02, -0.05
_NEW, _FOREIGN_BOTH, _FOREIGN_ONE, _NOTHING_SHARED, _RENAMED = -0.05, -0.10, -0.03, -0.10, 0.04


@dataclass(frozen=True)
class Weighed:
    """A pair with the sum of what speaks for it (about 0.5 is the least that is believed, 1 and more is sure)."""

    pair: Pair
    total: float
    reasons: tuple[str, ...]

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of the later and the earlier program."""
        return self.pair.later.key, self.pair.earlier.key

    @property
    def reason(self) -> str:
        """The words, joined."""
        return ", ".join(self.reasons)


def won(krw: int) -> str:
    """An amount as people say it: ``3.2억``, ``4,500만``."""
    if krw >= 10_000_000:
        text = f"{krw / 100_000_000:,.4f}".rstrip("0").rstrip(".")
        return f"{text if krw < 10**9 else f'{krw / 100_000_000:,.2f}'.rstrip('0').rstrip('.')}억"
    return f"{krw / 10_000:,.0f}만"


def weigh(pair: Pair) -> Weighed:
    """The sum and the reasons of a pair."""
    parts = [
        _name(pair), _amounts(pair), _period(pair), _people(pair), _funders(pair), _place(pair), _said(pair),
        _against(pair),
    ]  # fmt: skip
    return Weighed(pair, round(sum(p[0] for p in parts), 4), tuple(w for p in parts for w in p[1]))


Part = tuple[float, tuple[str, ...]]


def _name(pair: Pair) -> Part:
    name, total = pair.name, pair.name.score
    a, b = name.later.form, name.earlier.form
    words = []
    if name.changes:
        total += _RENAMED
        words.append(f"이름 바뀜({', '.join(name.changes)})")
    elif total >= SAME_NAME:
        words.append("같은 이름")
    elif total >= LIKE_NAME:
        words.append("거의 같은 이름")
    elif total >= 0.25:
        words.append("비슷한 이름")
    if a.edition and b.edition and a.edition != b.edition:
        words.append(f"제{b.edition}회 → 제{a.edition}회")
    if a.phase and b.phase and a.phase != b.phase:
        words.append(f"{b.phase}단계 → {a.phase}단계")
    return total, tuple(words)


def _amounts(pair: Pair) -> Part:
    if pair.same_amount:
        a, b = pair.same_amount
        alike = a.krw == b.krw
        return _AMOUNT_SAME, (f"같은 금액 {won(a.krw)}" if alike else f"금액 {won(b.krw)} → {won(a.krw)}",)
    if not pair.ratio:
        return 0.0, ()
    words = (f"금액 {won(pair.earlier.size)} → {won(pair.later.size)}",)
    if pair.ratio <= 1.5:
        return _AMOUNT_NEAR, words
    if pair.ratio <= 3:
        return _AMOUNT_LIKE, words
    return next((w for limit, w in _AMOUNT_FAR if pair.ratio > limit), 0.0), words


def _period(pair: Pair) -> Part:
    return (_PERIOD, ("같은 기간",)) if pair.period == "same" else (0.0, ())


def _people(pair: Pair) -> Part:
    total, words = 0.0, []
    for shared, worth, word in (
        (pair.units, _UNIT, "같은 부서"),
        (pair.people, _PERSON, "같은 담당자"),
        (pair.agencies, _AGENCY, "같은 전담기관"),
    ):
        if shared:
            total += worth
            words.append(f"{word} {min(shared)}")
    return total, tuple(words)


def _funders(pair: Pair) -> Part:
    if pair.funders == "same":
        return _FUNDER, ("같은 부처",)
    return (_OTHER_FUNDER, ("다른 부처",)) if pair.funders == "other" else (0.0, ())


def _place(pair: Pair) -> Part:
    if pair.place == "same":
        return _PLACE, ("같은 곳",)
    return (_MOVED, ("다른 곳",)) if pair.place == "moved" else (0.0, ())


def _said(pair: Pair) -> Part:
    total, words = _SAID * pair.said, []
    if pair.said >= 0.3:
        words.append("비슷한 내용")
    if pair.told > _TOLD_FROM and pair.told_line:
        total += _TOLD * (pair.told - _TOLD_FROM) / (1 - _TOLD_FROM)
        if pair.told >= 0.75:
            words.append("이름이 다른 쪽 내용에 나옴")
    return total, tuple(words)


def _against(pair: Pair) -> Part:
    total, words = 0.0, []
    if pair.later.is_new:
        total += _NEW
        words.append("신규로 표시됨")
    left = sum(bool(side) for side in pair.foreign)
    total += (0.0, _FOREIGN_ONE, _FOREIGN_BOTH)[left]
    if left == 2 and not shared_words(pair.later, pair.earlier):
        total += _NOTHING_SHARED
    return total, tuple(words)


def lines_of(pair: Pair) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The lines of both sides that the reasons stand on: the names, the amounts that agree, the telling line."""
    a, b = {pair.name.later.line}, {pair.name.earlier.line}
    if pair.same_amount:
        a.add(pair.same_amount[0].line)
        b.add(pair.same_amount[1].line)
    elif pair.ratio:
        a |= _line_of(pair.later.amounts, pair.later.size)
        b |= _line_of(pair.earlier.amounts, pair.earlier.size)
    if pair.told >= 0.75:
        (a if pair.told_by_later else b).add(pair.told_line)
    return tuple(sorted(a - {0})), tuple(sorted(b - {0}))


def _line_of(amounts: list[Amount], krw: int) -> set[int]:
    return {next((a.line for a in amounts if a.krw == krw), 0)}
