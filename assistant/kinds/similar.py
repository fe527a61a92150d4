"""Programs like a program or a text, and programs on a topic: names first, then what search finds in their passages."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant import past
from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.directory import Named
from assistant.evidence import Asking
from assistant.selection import LISTED_KINDS
from assistant.topics import kindred_words
from assistant.wording import wording
from lexicon.names import alike_words, written_out
from lexicon.text import squash

_MOST = 5
_HITS = 60
_WHOLE = 0.99
_NAMED, _KINDRED = 1.0, 0.35
"""What the question's words, and words of the same topics, in a program's name add to its score of search (0 to 1)."""


def answer(desk: Desk) -> Found:
    """The nearest programs, at most ``limit`` or five, more where more are named so; the program asked about itself is none.

    Where no program's name holds all the words, the lines that do come first.
    """
    say = wording(desk.plan)
    scores, named, whole_names = _scores(desk)
    topic = desk.plan.asks("topic")
    own = set() if topic else {s.key for s in desk.plan.subjects if s.share > 0.95 and s.cover > _OWN}
    ranked = sorted((k for k in scores if k not in own), key=lambda k: _order(desk, scores[k], k))
    chosen = ranked[: desk.plan.limit or _MOST]
    whole = [k for k in ranked if k in whole_names]
    by_name = any(a.field == "topic" and a.detail == "named" for a in desk.plan.asked)
    if topic and len(whole) > (not by_name) and not desk.plan.limit:
        chosen = whole if len(whole) > 1 else [*whole, *(k for k in ranked if k in named and k not in whole_names)]
    elif not desk.plan.limit:
        chosen += [k for k in ranked[_MOST:] if k in named][:_MORE]
    lines = _lines_that_say(desk) if not own and not any(scores[k] >= _NAMED for k in ranked) else []
    if not chosen and not lines:
        return Found(say.none_meets(" ".join(desk.plan.words)), reason="not_stated")
    sheets = past.sheets(Asking(desk.evidence), chosen)
    became = past.becomings(Asking(desk.evidence), chosen)
    cards = desk.cards(chosen)
    items = [_item(desk, cards[k], scores[k]) for k in chosen]
    told = [_told(desk, sheets[k], became[k]) for k in chosen]
    quoted = [say.linked(i.name, desk.title(i.key), "") for i in lines]
    return Found(say.similar(" ".join(desk.plan.words), [*quoted, *told]), (*lines, *items))


def _order(desk: Desk, score: float, key: str) -> tuple[bool, bool, float, str]:
    """The nearest first; of programs that the words name those before their activities and events."""
    named = score >= _NAMED
    return not named, named and desk.directory.by_key[key].kind not in LISTED_KINDS, -round(score, 6), key


def _item(desk: Desk, card: Mapping[str, Any], score: float) -> Item:
    return Item(
        name=card["name"],
        key=card["key"],
        value=round(score, 3),
        document=desk.file(card["document"]),
        year=desk.year_told(card["document"]),
        status=card["status"],
        citations=(desk.evidence.cite(card["document"], *card["mentions"][-1]),),
    )


def _told(desk: Desk, sheet: past.Sheet, became: Sequence[tuple[past.Sheet, past.Step]]) -> str:
    """A program in a line: its document, amount, units and ministries, and what became of it."""
    say = wording(desk.plan)
    amount = say.spoken(sheet.amount.krw) if sheet.amount else ""
    facts = [desk.title(sheet.document), amount, *sheet.funders[:1], *sheet.units[:1]]
    text = f"{sheet.name} ({' · '.join(f for f in facts if f)})"
    after = [say.linked(s.name, desk.title(s.document), "" if step.sure else say.not_sure) for s, step in became]
    return say.went_on(text, after) if after else text


def _lines_that_say(desk: Desk) -> list[Item]:
    """Short lines of the best passages that say all the words, where these are several."""
    words = telling(desk.plan.words)
    if desk.index is None or len(words) < 2:
        return []
    hits = [h.chunk_key for h in desk.index.search(" ".join(words), _PASSAGES)]
    rows = {r["key"]: r for r in desk.evidence.rows("chunk_texts", chunks=sorted(hits))}
    found: dict[str, Item] = {}
    for row in (rows[k] for k in hits if k in rows):
        for number, line in enumerate(str(row["text"]).split("\n")):
            name = _LEAD.sub("", line).strip()
            letters = squash(name)
            if len(letters) > _LINE or not all(_holds({letters, written_out(name)}, w) for w in words):
                continue
            cited = desk.evidence.cite(row["document"], row["line_start"] + number)
            file, year = desk.file(row["document"]), desk.year(row["document"])
            found.setdefault(letters, Item(name, "Chunk", row["document"], None, None, file, year, None, (cited,)))
    return list(found.values())[:_MOST_LINES]


_LEAD = re.compile(r"^[\W_]+")
_PASSAGES, _LINE, _MOST_LINES = 20, 30, 2
_OWN = 0.5
"""How much of a program's name the question says where it is the one that others are to be like."""
_MORE = 5
"""How many more programs that hold a telling word of the question follow the first."""
_TELLING = 0.6
"""The share of the worth of the rarest word from which a word is telling."""


def _scores(desk: Desk) -> tuple[dict[str, float], set[str], set[str]]:
    """Programs by the best passage that names them, and by the words of the question in their names.

    Then those that a telling word names, and those whose names hold all the words.

    Activities and events count only where their names hold all the words.
    """
    scores: dict[str, float] = {}
    words = telling(desk.plan.words)
    known = desk.directory.by_key
    held = {w: _held(desk, w) for w in words}
    for joint, word in zip(desk.plan.words, words, strict=True):
        if not held[word]:  # 지재권·저작권: either will do
            held[word] = {k for each in _JOINT.split(joint) if len(each) > 1 for k in _held(desk, squash(each))}
    worth = _worth(held, desk.directory.programs_not("운영비"))
    named = _named(worth, held)
    whole = {k for k, share in named.items() if share > _WHOLE}

    def listed(key: str | None) -> bool:
        named = known.get(key or "")
        return named is not None and named.label == "Program" and (named.kind in LISTED_KINDS or named.key in whole)

    chosen = set(desk.plan.values_of("document"))
    if desk.index is not None:
        hits = desk.index.search(" ".join(desk.plan.words), _HITS)
        best = {h.chunk_key: h.score for h in hits}
        for row in desk.evidence.rows("programs_of_chunks", chunks=sorted(best)):
            for key in filter(listed, {row["program"], row["owner"]}):
                scores[key] = max(scores.get(key, 0.0), best[row["chunk"]])
    kindred = {k for w in kindred_words(words) if not w.isascii() for k in desk.directory.programs_holding(w)}
    for key in filter(listed, named.keys() | kindred | scores.keys()):
        said = _NAMED * named.get(key, 0.0) + _KINDRED * (key in kindred)
        if said or key in scores:
            scores[key] = scores.get(key, 0.0) + said
    telling_most = {k for w in worth if worth[w] > _TELLING * max(worth.values()) for k in held[w]}
    found = {k: s for k, s in scores.items() if s > 0 and (not chosen or known[k].document in chosen)}
    return found, {k for k in found if scores[k] >= _NAMED or k in telling_most}, found.keys() & whole


_JOINT = re.compile(r"[·/]")


def _held(desk: Desk, word: str) -> set[str]:
    """The programs, running costs apart, whose names hold a form of a word."""
    keys = {k for f in _forms(word) for k in desk.directory.programs_holding(f)}
    return {k for k in keys if _counts(desk.directory.by_key[k])}


def telling(words: Sequence[str]) -> list[str]:
    """The words by their letters, without 들 of many."""
    letters = [squash(w) for w in words]
    return [w.removesuffix("들") if len(w) > 2 else w for w in letters]


def _counts(program: Named) -> bool:
    return program.kind != "운영비"


def _worth(held: Mapping[str, set[str]], programs: int) -> dict[str, float]:
    """What each word is worth: those that many names hold (기업) less, those that none does nothing."""
    return {w: math.log(1 + programs / (1 + len(keys))) if keys else 0.0 for w, keys in held.items()}


def _forms(word: str) -> set[str]:
    return {*alike_words(word), written_out(word)}


def _holds(keys: set[str], word: str) -> bool:
    return any(f in k for f in _forms(word) for k in keys)


def _named(worth: Mapping[str, float], held: Mapping[str, set[str]]) -> dict[str, float]:
    """How much of the words' worth stands in the names of programs, shorthand written out; nothing where none does."""
    whole = sum(worth.values())
    said: dict[str, float] = {}
    for word, value in worth.items():
        for key in held[word] if value else ():
            said[key] = said.get(key, 0.0) + value
    return {key: value / whole for key, value in said.items()}
