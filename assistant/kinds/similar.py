"""Programs like a program or a text, and programs on a topic: names first, then what search finds in their passages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.wording import wording
from lexicon.names import alike_words, written_out
from lexicon.tables import rows
from lexicon.text import squash

_MOST = 5
_HITS = 60
_NAMED, _KINDRED = 1.0, 0.35
"""What the question's words, and words of the same topics, in a program's name add to its score of search (0 to 1)."""


def answer(desk: Desk) -> Found:
    """The nearest programs, at most ``limit`` or five; the program asked about itself is none."""
    say = wording(desk.plan)
    scores = _scores(desk)
    topic = desk.plan.asks("topic")
    own = set() if topic else {s.key for s in desk.plan.subjects if s.share > 0.95 and s.cover > 0.5}
    ranked = sorted((k for k in scores if k not in own), key=lambda k: (-round(scores[k], 6), k))
    named = [k for k in ranked if scores[k] >= _NAMED]
    chosen = ranked[: desk.plan.limit or max(_MOST, len(named))]
    if not chosen:
        return Found(say.none_meets(" ".join(desk.plan.words)), reason="not_stated")
    cards = desk.cards(chosen)
    items = tuple(
        Item(
            name=cards[k]["name"],
            key=k,
            value=round(scores[k], 3),
            document=desk.file(cards[k]["document"]),
            year=desk.year_told(cards[k]["document"]),
            status=cards[k]["status"],
            citations=(desk.evidence.cite(cards[k]["document"], *cards[k]["mentions"][-1]),),
        )
        for k in chosen
    )
    lines = [f"{i.name} ({desk.title(cards[i.key]['document'])})" for i in items]
    return Found(say.similar(" ".join(desk.plan.words), lines), items)


def _scores(desk: Desk) -> dict[str, float]:
    """Programs by the best passage that names them, and by the words of the question in their names."""
    scores: dict[str, float] = {}
    words = [squash(w) for w in desk.plan.words]
    listed = {p.key: p for p in desk.directory.programs if p.kind in ("사업", "세부사업", "공약")}
    chosen = set(desk.plan.values_of("document"))
    if desk.index is not None:
        hits = desk.index.search(" ".join(desk.plan.words), _HITS)
        best = {h.chunk_key: h.score for h in hits}
        for row in desk.evidence.rows("programs_of_chunks", chunks=sorted(best)):
            for key in {row["program"], row["owner"]} & listed.keys():
                scores[key] = max(scores.get(key, 0.0), best[row["chunk"]])
    kindred = kindred_words(words)
    for key, named in listed.items():
        said = _NAMED * _named(words, named.forms) + _KINDRED * _any_of(kindred, named.forms)
        if said or key in scores:
            scores[key] = scores.get(key, 0.0) + said
    return {k: s for k, s in scores.items() if s > 0 and (not chosen or listed[k].document in chosen)}


@cache
def _topics() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(squash(w) for w in row["words"].split("|")) for row in rows("topics"))


def kindred_words(words: Sequence[str]) -> frozenset[str]:
    """The words of the topics (``data/topics.csv``) that the question's words belong to."""
    asked = set(words)
    return frozenset(w for topic in _topics() if topic & asked for w in topic) - asked


def _any_of(words: frozenset[str], forms: Sequence[str]) -> float:
    """1 where a word stands in a name: Hangul anywhere, Latin letters as a word."""
    keys = [squash(f) for f in forms]
    return float(any(w in k for w in words if not w.isascii() for k in keys))


def _named(words: Sequence[str], forms: Sequence[str]) -> float:
    """The share of the words that stand in a name, shorthand written out."""
    if not words:
        return 0.0
    keys = {k for f in forms for k in (squash(f), written_out(f))}
    held = sum(1 for w in words if any(f in k for f in {*alike_words(w), written_out(w)} for k in keys))
    return held / len(words)
