"""What a question leaves out: 충주가 아닌, 과기부와 중기부 빼고, 청주도 충주도 아닌, not funded by, other than."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int]

_SAID_OF = (
    r"\s*(?:의|가|이|에서|에|인)?\s*(?:지원|소관|담당|주관|관련|지역|관내|상태)?\s*(?:인|한|된|하는)?\s*(?:사업|과제|것|거|건)?(?:들)?"
    r"\s*(?:이|가|도|은|는|을|를|만)?\s*"
)
"""What may stand between a name and the word that leaves it out: 과기부 지원 사업이 아닌."""
_CUE = (
    r"아(?:닌(?![가지])|니고|니며|니라)|빼고|빼면|빼(?=\s*[?.]|$)|뺀|제외(?:하고|하면|한|하|해)?|말고"
    r"|(?:이외|외)(?:의|에|에는)?(?=\s+(?!\d))|(?:되|하|받|끝나)지\s*(?:않|못)[은는한고]|안\s*(?:된|되는|한|하는|받는|받은|끝난)"
)
_BEHIND = re.compile(rf"{_SAID_OF}(?P<cue>{_CUE})")
_BEFORE = re.compile(
    r"(?:(?:^|\s)(?P<not>안|못)|\b(?P<cue>other than|except(?:\s+for)?|excluding|outside(?:\s+of)?|apart from|without"
    r"|not\s+(?:yet\s+)?(?:[a-z가-힣]+\s+){0,2}?))"
    r"\s*(?:(?:by|in|from|of|the)\s+)*$",
    re.I,
)
_JOINED = re.compile(r"(?:이나|나|와|과|이랑|랑|하고|도|및|\s+(?:and|or|nor))?\s*[,·]?\s*", re.I)


class LeftOut(NamedTuple):
    """The ranges of names that are left out, and those of the words that say so."""

    names: frozenset[Span] = frozenset()
    cues: tuple[Span, ...] = ()


def cue_of(text: str, start: int, end: int) -> Span | None:
    """Where the word stands that leaves out what stands at ``text[start:end]``; None where nothing does."""
    behind = _BEHIND.match(text, end)
    if behind:
        return behind.span("cue")
    before = _BEFORE.search(text[:start])
    return before.span("cue" if before["cue"] else "not") if before else None


def left_out(text: str, names: Iterable[Span]) -> LeftOut:
    """Which of the names a question leaves out; of names joined to such a one (청주와 충주 빼고) all."""
    inner_last = sorted(set(names), reverse=True)
    denied: list[Span] = []
    cues: list[Span] = []
    for span in inner_last:
        cue = cue_of(text, *span)
        if cue:
            cues.append(cue)
        if cue or _joined(text, span, denied):
            denied.append(span)
    forwards = [s for s in reversed(inner_last) if s not in denied and _follows(text, s, denied)]
    return LeftOut(frozenset((*denied, *forwards)), tuple(sorted(set(cues))))


def _joined(text: str, span: Span, denied: Sequence[Span]) -> bool:
    """Whether a name is followed by one that a word behind it leaves out."""
    between = [text[span[1] : s] for s, e in denied if s >= span[1] and _BEHIND.match(text, e)]
    return any(b.strip() and _JOINED.fullmatch(b) for b in between)


def _follows(text: str, span: Span, denied: Sequence[Span]) -> bool:
    """Whether a name follows one that a word before it leaves out: not in Cheongju or Chungju."""
    between = [text[e : span[0]] for s, e in denied if e <= span[0] and _BEFORE.search(text[:s])]
    return any(b.strip() and _JOINED.fullmatch(b) for b in between)
