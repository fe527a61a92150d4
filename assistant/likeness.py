"""Programs like a program or like the text of an idea: what they share with it, and what became of them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant import past
from assistant.topics import kindred_words
from embeddings.index import SearchIndex
from embeddings.tokens import morphemes
from graph.store import Store
from lexicon.ministries import find_ministries
from lexicon.names import written_out
from lexicon.places import Standpoint, find_places
from lexicon.renamings import alternatives, common
from lexicon.tables import rows
from lexicon.text import squash
from queries.catalog import query

LIMIT = 5
_HITS, _PIECE, _PIECES, _SHORT = 60, 900, 5, 200
_PASSING = ("활동", "행사", "묶음", "운영비")
_UNNAMED, _PASSAGE = 0.8, 0.5
_IN_NAME, _IN_TEXT, _IN_PASSAGE, _FAMILY, _NEAR = 0.6, 0.4, 0.2, 0.6, 0.3
_KINDRED = 0.3
"""What another word of the same field of work counts."""
_NAME = 80
"""A longer text is no program's name."""
_LEAST, _LEAST_OF_BEST = 0.1, 0.2
"""Below these scores, the second as a share of the best one's, nothing is like the idea."""
_SIZE = 2.0
"""Amounts up to this factor apart are of like size."""


@dataclass(frozen=True)
class Idea:
    """What is looked for: a text, or a program (``key``, ``name``) with the text that stands for it."""

    text: str
    key: str = ""
    name: str = ""


@dataclass(frozen=True)
class Shared:
    """What a program has in common with an idea; empty where nothing is.

    ``fields``: words of the idea of whose field of work the program has another word.
    """

    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    size: str = ""
    years: str = ""


@dataclass(frozen=True)
class Like:
    """A program like the idea, how like (the best first), what they share, and what became of it."""

    sheet: past.Sheet
    score: float
    shared: Shared
    link: str
    became: tuple[past.Step, ...]
    was: tuple[past.Step, ...]


def idea_of(store: Store, text: str) -> Idea:
    """A program of this name (as written, else by its letters) or key, the newest of several; else the text itself."""
    named = store.read(query("programs_called"), name=text.strip())
    if not named and len(text) <= _NAME:
        rows_ = store.read(query("program_names"))
        letters = squash(text)
        named = [r for r in rows_ if letters in {squash(n) for n in (r["name"], *(r["aliases"] or ()))}]
    keys = sorted((str(r["document"]), str(r["key"])) for r in named)
    known = past.sheets(store, [keys[-1][1] if keys else text.strip()])
    if not known:
        return Idea(text)
    key, sheet = next(iter(known.items()))
    return Idea(f"{sheet.name}\n{sheet.summary}", key, sheet.name)


@dataclass(frozen=True)
class _Found:
    """Programs that may be like an idea, by key: their sheets, links to it, and what of its words each has."""

    sheets: Mapping[str, past.Sheet]
    links: Mapping[str, str]
    near: Mapping[str, float]
    names: Mapping[str, set[str]]
    own: Mapping[str, set[str]]
    texts: Mapping[str, set[str]]
    akin: Mapping[str, set[str]]


def similar(store: Store, index: SearchIndex, idea: Idea, limit: int = LIMIT) -> list[Like]:
    """The programs most like the idea, the best first; an idea's own program, and what it continues or became, are none."""
    wanted = words_of(idea.name or idea.text)
    found = _found(store, index, idea, wanted)
    scores = _scores(found, _worth(wanted, found.texts.values()))
    least = max(_LEAST, _LEAST_OF_BEST * max(scores.values(), default=0.0))
    best = sorted((k for k in scores if scores[k] >= least), key=lambda k: (-scores[k], k))
    chosen = _without_editions(store, best, limit)
    source = past.sheets(store, [idea.key]).get(idea.key) if idea.key else None
    shared = {}
    for key in chosen:
        own, akin = ([wanted[w] for w in wanted if w in has[key]] for has in (found.own, found.akin))
        shared[key] = _shared(idea, own, akin, source, found.sheets[key])
    return [
        Like(found.sheets[k], scores[k], shared[k], found.links.get(k, ""),
             tuple(past.after(store, k)), tuple(past.before(store, k)))
        for k in chosen
    ]  # fmt: skip


def _found(store: Store, index: SearchIndex, idea: Idea, wanted: Mapping[str, str]) -> _Found:
    """What search finds for the idea and for the fields of its words, and what is linked with it."""
    kin = _kin(wanted)
    near, passage = _by_passages(store, index, [*_pieces(_sought(idea.text, wanted)), *_kin_pieces(kin)])
    linked = past.beside(store, [idea.key]).get(idea.key, []) if idea.key else []
    links = {r["end"]: r["type"] for r in reversed(linked)}
    same = {idea.key, *(s.key for s in past.before(store, idea.key)), *(s.key for s in past.after(store, idea.key))}
    sheets = past.sheets(store, ({*near, *links} - same) if idea.key else near)
    sheets = {k: s for k, s in sheets.items() if s.kind not in _PASSING or k in links}
    names = {k: words_in(s.name, wanted) for k, s in sheets.items()}
    own = {k: names[k] | words_in(s.summary, wanted) for k, s in sheets.items()}
    texts = {k: own[k] | words_in(passage.get(k, ""), wanted) for k in sheets}
    akin = {k: _akin(f"{s.name} {s.summary}", kin) - own[k] for k, s in sheets.items()}
    return _Found(sheets, links, near, names, own, texts, akin)


def _scores(found: _Found, worth: Mapping[str, float]) -> dict[str, float]:
    """How like the idea each program is; where some have a word of it or are linked with it, only those."""
    scores = {}
    for key in found.sheets:
        parts = ((found.names, _IN_NAME), (found.own, _IN_TEXT), (found.texts, _IN_PASSAGE), (found.akin, _KINDRED))
        words = sum(_coverage(worth, has[key]) * part for has, part in parts)
        type_ = found.links.get(key)
        link = _FAMILY if type_ in ("SAME_FAMILY", "LOCAL_SHARE") else _NEAR if type_ else 0.0
        scores[key] = round(_PASSAGE * found.near.get(key, 0.0) + words + link, 4)
    speaking = {k for k in scores if found.own[k] or found.akin[k] or k in found.links}
    return {k: v for k, v in scores.items() if k in speaking or not speaking}


def _kin(wanted: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each telling word that names no technology the words of its field of work, as letters."""
    found = {w: kindred_words([written]) for w, written in wanted.items() if w not in _technology()}
    return {w: frozenset(_letters(k) for k in kin) - {w} for w, kin in found.items() if kin}


def _kin_pieces(kin: Mapping[str, frozenset[str]]) -> list[str]:
    """What search is asked besides: the words of each field."""
    return [" ".join(sorted(words)) for words in dict.fromkeys(kin.values())]


def _akin(text: str, kin: Mapping[str, frozenset[str]]) -> set[str]:
    """The wanted words of whose fields a text has a word."""
    letters = _letters(text)
    return {w for w, words in kin.items() if any(len(k) > 1 and not k.isascii() and k in letters for k in words)}


def _by_passages(store: Store, index: SearchIndex, pieces: Sequence[str]) -> tuple[dict[str, float], dict[str, str]]:
    """Programs by the best passage found for the pieces that names them, or says something about them; and that passage."""
    chunks: dict[str, float] = {}
    for piece in pieces:
        for hit in index.search(piece, _HITS):
            chunks[hit.chunk_key] = max(chunks.get(hit.chunk_key, 0.0), hit.score)
    found: dict[str, tuple[float, str]] = {}
    for row in store.read(query("programs_in_passages"), chunks=sorted(chunks)) if chunks else []:
        score = chunks[row["chunk"]] * (1.0 if row["named"] else _UNNAMED)
        found[row["key"]] = max(found.get(row["key"], (0.0, "")), (score, row["text"]))
    return {k: score for k, (score, _) in found.items()}, {k: text for k, (_, text) in found.items()}


def _sought(text: str, wanted: Mapping[str, str]) -> str:
    """What search is asked: of a short text its telling words, for 하려는데 and 참고할 만한 find anything; else the text.

    Words of one meaning come along (어르신 with 노인).
    """
    others = [o for letters in wanted for o in alternatives(letters)]
    return " ".join([*wanted.values(), *others]) if wanted and len(text) <= _SHORT else text


def _pieces(text: str) -> list[str]:
    """The text in pieces that search reads whole, cut at line ends; at most the first few."""
    pieces = [""]
    for line in text.splitlines():
        if pieces[-1] and len(pieces[-1]) + len(line) >= _PIECE:
            pieces.append("")
        pieces[-1] += line[:_PIECE] + "\n"
    return [p for p in pieces if p.strip()][:_PIECES]


def _without_editions(store: Store, ranked: Sequence[str], limit: int) -> list[str]:
    """The first ``limit``, of a program in several years only the best ranked."""
    chosen: list[str] = []
    taken: set[str] = set()
    for key in ranked:
        if len(chosen) == limit:
            break
        if key not in taken:
            chosen.append(key)
            taken |= {key, *(s.key for s in past.before(store, key)), *(s.key for s in past.after(store, key))}
    return chosen


@cache
def _general() -> frozenset[str]:
    listed = {row["word"] for row in rows("act_words")}
    return frozenset({*listed, *(_letters(w) for w in listed)})


@cache
def _technology() -> frozenset[str]:
    terms = {t for r in rows("abbreviations") if r["kind"] == "기술" for t in (r["term"], *r["expansions"].split("|"))}
    return frozenset(_letters(t) for t in terms)


@lru_cache(maxsize=1 << 16)
def _letters(text: str) -> str:
    return common(written_out(text))


def words_of(text: str) -> dict[str, str]:
    """The telling words of a text by their letters, as written: nouns without those that every program has."""
    found: dict[str, str] = {}
    for noun in _nouns(text[: _PIECE * _PIECES]):
        letters = _letters(noun)
        if len(noun) >= 2 and noun not in _general() and letters not in _general() and not noun.isdigit():
            found.setdefault(letters, noun)
    return found


def _nouns(text: str) -> list[str]:
    """The nouns of a text, each with a prefix that stands before it (친환경)."""
    found, before = [], ""
    for word in morphemes(text):
        if word.tag.startswith("N") or word.tag in ("SL", "SH"):
            found.append(before + word.form)
        before = word.form if word.tag == "XPN" else ""
    return found


def words_in(text: str, wanted: Mapping[str, str]) -> set[str]:
    """Those of the wanted words that a text has: as a noun of its own, or inside one where it has three letters or more."""
    letters = _letters(text)
    own = {_letters(noun) for noun in _nouns(text)}
    return {w for w in wanted if w in own or (len(w) > 2 and w in letters)}


def _worth(wanted: Mapping[str, str], texts: Iterable[set[str]]) -> dict[str, float]:
    """What each word is worth: rare ones among the texts more."""
    all_texts = list(texts)
    held = Counter(w for words in all_texts for w in words)
    return {w: math.log(1 + len(all_texts) / (1 + held[w])) for w in wanted}


def _coverage(worth: Mapping[str, float], words: set[str]) -> float:
    whole = sum(worth.values())
    return sum(worth[w] for w in words) / whole if whole else 0.0


def _shared(
    idea: Idea, words: Sequence[str], fields: Sequence[str], source: past.Sheet | None, sheet: past.Sheet
) -> Shared:
    if source:
        ministries, regions, units = (set(x) for x in (source.funders, source.regions, source.units))
    else:
        ministries = {m.name for m in find_ministries(idea.text, None)}
        regions = {p.region.name for p in find_places(idea.text, Standpoint())}
        units = set()
    return Shared(
        tuple(words),
        tuple(fields),
        tuple(w for w in words if _letters(w) in _technology()),
        tuple(sorted(ministries & set(sheet.funders))),
        tuple(sorted(regions & set(sheet.regions))),
        tuple(sorted(units & set(sheet.units))),
        _size(source, sheet),
        _years(source, sheet),
    )


def _size(source: past.Sheet | None, sheet: past.Sheet) -> str:
    if source is None or source.amount is None or sheet.amount is None:
        return ""
    a, b = source.amount.krw, sheet.amount.krw
    return past.won(sheet.amount) if a and b and max(a, b) <= _SIZE * min(a, b) else ""


def _years(source: past.Sheet | None, sheet: past.Sheet) -> str:
    if source is None or not (source.term and sheet.term):
        return ""
    a, b = ((s.start[:4], (s.end or s.start)[:4]) for s in (source, sheet))
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return "" if first > last else first if first == last else f"{first}~{last}"


def by_document(found: Sequence[Like]) -> dict[str, list[Like]]:
    """The programs by their document, in the order found."""
    groups: dict[str, list[Like]] = defaultdict(list)
    for like in found:
        groups[like.sheet.document].append(like)
    return dict(groups)
