"""Lines whose value is a date, or a list of dated things, as milestones."""

from __future__ import annotations

import re

from lexicon.dates import Span, find_spans
from lexicon.labels import split_label
from loaders.facts.clauses import clauses
from loaders.facts.context import Context
from loaders.facts.cover import Cover
from loaders.facts.model import Cite, Step
from loaders.facts.values import read_line, tense_of, year_label

_HALF = re.compile(r"-[HQ]\d$")


def dated_steps(text: str, context: Context, cover: Cover, cite: Cite) -> list[Step]:
    """``할 일 : '23. 8. 24.``: the milestones of a line whose value is a date, or a list of dated things."""
    if len(several := _BULLET_BETWEEN.split(text)) > 1:  # ’25. 8. 설계 완료 ‣ ’25. 11. 착공
        return [
            step
            for one in several
            for step in dated_steps(one, context, cover, cite) or read_line(one, context, cover, cite).steps
        ]
    labelled = year_label(text)
    pair = split_label(text)
    year = (labelled[0] if labelled else 0) or context.year or cover.own_year
    spans = find_spans(pair[1], year) if pair else []
    if not pair or not pair[1]:
        return []
    mostly = bool(spans) and spans[0].begin <= 3 and spans[0].stop > 0.6 * len(pair[1])
    named = [s for s in find_spans(pair[0], year) if len(s.start or s.end or "") > 4 and not mostly]
    if named and named[0].begin <= 1 and named[0].stop >= len(pair[0]) - 1:  # 2025. 2. : 실시설계 용역
        if _HALF.search(named[0].start or "") and (own := read_line(pair[1], context, cover, cite).steps):
            return own  # 하반기 : 경진대회(10. 31.), 컨퍼런스(11. 27.)
        first, *rest = clauses(pair[1])
        later = [c for c in rest if (p := split_label(c)) and p[1] and find_spans(p[0], year)]
        words = first if later else pair[1]
        return [
            step_of(words, named[0], context, cover, cite),
            *(s for c in later for s in dated_steps(c, context, cover, cite)),
        ]
    if not spans or spans[0].begin > 3:
        return []
    parts = [(c, s) for c in clauses(pair[1]) if (s := find_spans(c, year))]
    if len(parts) > 1:
        return [step_of(f"{pair[0]} : {c}", s[0], context, cover, cite) for c, s in parts]
    said = pair[0] if mostly else text  # 다음 일정 : 2026. 8. 재택의료센터 추가 지정
    return [step_of(said, spans[0], context, cover, cite)]


_BULLET_BETWEEN = re.compile(r"\s+[‣▸▹▷►•·◦∙\-–]\s+(?=(?:['’‘]?\d{2}|20\d{2})\s?[.년]\s?\d{1,2}\s?[.월]\s*(?![\d~∼]))")
"""A bullet within a line before the next date with its year."""


def step_of(text: str, span: Span, context: Context, cover: Cover, cite: Cite) -> Step:
    """A milestone of the given words and dates."""
    return Step(span.start, span.end, text, tense_of(span.start or span.end or "", context, cover), cite)
