"""A question read: what it names, which words of planning it uses, and which words are left for names to explain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.chapters import Chapter
from assistant.directory import Directory
from assistant.reading.denial import LeftOut, left_out
from assistant.reading.english import is_english, korean_of, mixed
from assistant.reading.framing import unframed
from assistant.reading.mentions import Mentions, find_mentions, with_blanks, with_shared_ends
from assistant.reading.names import Match, NameIndex
from assistant.reading.parts import (
    NamedDocuments,
    chapters_named,
    document_pointed_at,
    documents_named,
    issuers_named,
)
from assistant.reading.slots import Slots, Word, read_slots
from assistant.reading.spelling import Fix, Written, corrections, of_documents, of_names
from assistant.reading.text import from_wrong_mode, prepare
from embeddings.tokens import Morpheme, morphemes
from lexicon.boundaries import PARTICLES
from lexicon.labels import field_of
from lexicon.tables import rows
from lexicon.text import squash

_CONTENT = ("NN", "SL", "SN", "SH", "XR", "XPN", "XSN", "NR", "W_")
_NOUN_ENDINGS = ("ᆷ", "음", "기")
_VERBAL = ("VV", "VA", "VX", "VC", "MM", "MA", "NP", "IC")
_LOCATED = re.compile(r"\s*(?:소재(?:한|의)?|지역|일대|일원|관내|현지|권역)(?![가-힣])")
_PIECE = re.compile(r"[^\s,?!;:\"'“”‘’()\[\]{}<>]+")
_OPTIONAL_SLOTS = {
    "target",
    "role",
    "flag",
    "kind",
    "kind_word",
    "section",
    "duty",
    "field",
    "source",
    "parts",
    "when",
    "half",
}


@dataclass(frozen=True)
class Reading:
    """A question understood as far as words go.

    ``words`` must be explained by whatever is answered; ``helpers`` may be parts of a name (사업, 지원, 충주). ``matches`` are
    the programs and facilities whose names share most with them, best first.
    """

    question: str
    text: str
    english: bool
    mentions: Mentions
    slots: Slots
    without: LeftOut
    words: tuple[str, ...]
    helpers: tuple[str, ...]
    matches: tuple[Match, ...]
    chapters: tuple[Chapter, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    documents: tuple[str, ...] = ()
    document_words: tuple[str, ...] = ()
    corrected: tuple[Fix, ...] = ()
    pieces: tuple[str, ...] = ()


def read(
    question: str,
    directory: Directory,
    names: NameIndex,
    written: Written,
    respelt: tuple[Fix, ...] = (),
) -> Reading:
    """Read a question against the names of the graph.

    Words that no name has and that are not ``written`` in the documents are read as those they misspell; the ``respelt`` ones
    as they are given.
    """

    def known(word: str) -> bool:
        return directory.holds(squash(word)) or bool(written([word]))

    prepared = prepare(question)
    english = is_english(prepared)
    typed = korean_of(prepared, directory.holds) if english else mixed(from_wrong_mode(prepared), directory.holds)
    typed = typed if english else unframed(typed, directory.holds)
    for misspelt, right in respelt:
        typed = typed.replace(misspelt, right)
    text = typed if english else with_shared_ends(with_blanks(typed, directory), directory)
    reading = replace(_read(question, text, english, directory, names), corrected=respelt)
    pieces = [p for p in reading.pieces if len(p) > 2]
    said = [w for w in pieces if not _is_verb(w)]
    unknown = [w for w in (*said, *reading.words) if not known(w)]
    short = [w for w in unknown if len(w) <= _SHORT_WORD]  # 젼화 of 젼화번호
    unknown = [*(t for t in text.split() for w in short if len(t) > len(w) and t.startswith(w)), *unknown]
    fixes = corrections(unknown, known)
    fixed = {w for w, _ in fixes}
    parts = [p for w in unknown if w not in fixed for p in w.split()]
    parts = [p for p in parts if not known(p)]
    best = reading.matches[0].form if reading.matches else ""
    compound = [p for p in parts if _of_nouns(p, written) or known(_BARE.sub("", p))]  # 미래차, 기업이
    meant = of_names([p for p in parts if p not in compound], directory.beginnings)
    fixes += tuple((was, now) for was, now in meant if len(was) > _SHORT_WORD or squash(now).lower() in best)
    fixes += _events_apart([p for p in parts if p in reading.words], known)
    open_words = [w for p in parts if p not in {was for was, _ in fixes} for w in _KOREAN.findall(p)]
    fixes += of_documents(open_words, written)
    if reading.matches:
        done = " ".join(was for was, _ in fixes)
        fixes += tuple(
            f for f in reading.matches[0].corrected if f[0] not in done and _KOREAN.fullmatch(f[0]) and f[0] in text
        )
    if not fixes:
        return reading
    for misspelt, right in fixes:
        text = text.replace(misspelt, right)
    return replace(_read(question, text, english, directory, names), corrected=(*respelt, *fixes))


_BARE = re.compile(rf"(?:{PARTICLES})$")


def _of_nouns(word: str, written: Written) -> bool:
    """Whether a word is made of nouns, each of which was written."""
    read = morphemes(word)
    forms = [m.form for m in read]
    return len(read) > 1 and all(m.tag.startswith("NN") for m in read) and {*forms} == {*written(forms)}


def _events_apart(words: Sequence[str], known: Callable[[str], bool]) -> tuple[Fix, ...]:
    """Words that end with an event (옥정호모노레일착공) that nobody wrote so, with a blank before it."""
    found = ((word, _event_end().sub(r" \g<0>", word)) for word in words if not known(word))
    return tuple((word, apart) for word, apart in found if apart != word)


@cache
def _event_end() -> re.Pattern[str]:
    words = sorted(w for words in event_words().values() for w in words)
    return re.compile(rf"(?<=[가-힣]{{{_RUN_TOGETHER}}})(?:{'|'.join(words)})$")


_RUN_TOGETHER = 4
"""Letters of a name before an event that is written right behind it."""
_KOREAN = re.compile(r"[가-힣]{2,}")
_GLOSSED = re.compile(
    r"\b(?:the|an?|of|for|in|with|many)\s+(?P<before>(?:(?!(?:the|an?|of|for|in|with|many)\b)[\w'-]+\s+){0,6}?)"
    r"\([^()]*[가-힣]{2}[^()]*\)"
    r"(?P<after>(?:\s+(?!(?:at|in|of|for|by|from|to|is|are|was|were|will|has|have|and|or|who|that)\b)[a-z-]+){0,3})",
    re.I,
)
"""An English name with the Korean one in brackets: the tourism (관광) pledges, the (연향지구) stormwater facility."""
_ENGLISH_WORD = re.compile(r"[A-Za-z][a-z-]+")


def _without_glosses(words: tuple[str, ...], question: str, directory: Directory) -> tuple[str, ...]:
    """The words without the English ones that only say once more what stands in Korean in brackets beside them."""
    glosses = {w.lower() for m in _GLOSSED.finditer(question) for w in f"{m['before']} {m['after']}".split()}
    return tuple(
        w for w in words if w.lower() not in glosses or not _ENGLISH_WORD.fullmatch(w) or directory.holds(squash(w))
    )


def _is_verb(piece: str) -> bool:
    """Whether a piece is a verb with its endings (들어가는지, 집행하지)."""
    first, *rest = morphemes(piece)
    made = bool(rest) and first.tag == "NNG" and len(first.form) > 1 and rest[0].tag in ("XSV", "XSA") and len(rest) > 1
    return (made or first.tag.startswith(_VERBAL)) and all(m.tag.startswith(("E", "J", "V", "X")) for m in rest)


_SHORT_WORD = 2
"""Letters of a word that is only read as one of a name where the rest of that name is said as well."""


def _read(question: str, text: str, english: bool, directory: Directory, names: NameIndex) -> Reading:
    mentions = find_mentions(text, directory)
    named = _exact_names(text, names, mentions)
    mentions = mentions.outside(named)
    if _ADDED.search(text):
        mentions = mentions.without_units(lambda m: bool(directory.programs_holding(squash(m.name))))
    places = [_with_located(text, p.start, p.end) for p in mentions.places]
    chapters, headings = chapters_named(text, [*mentions.spans, *named], directory)
    without = left_out(text, [*mentions.spans, *((p.start, p.end) for p in mentions.places), *headings])
    slots = read_slots(text, [*mentions.spans, *named, *places, *headings, *without.cues])
    taken = [*mentions.spans, *slots.spans, *places, *headings, *without.cues]
    words = _words(text, taken, named, directory)
    words = _without_glosses(words, question, directory) if english else words
    helpers = _helpers(text, mentions, slots)
    documents = documents_named([*words, *slots.texts("kind"), *(p.surface for p in mentions.places)], directory)
    issuers = issuers_named(words, directory)
    pointed = document_pointed_at(text, directory)
    keys = pointed.keys or documents.keys or issuers.keys
    documents = NamedDocuments(keys, (*documents.words, *issuers.words, *pointed.words))
    words = tuple(w for w in words if w not in documents.words)
    slots.words = [w for w in slots.words if w.text not in documents.words or _parts_kinds(w, documents, directory)]
    matches = tuple(names.find(words, helpers)) if words else ()
    slots.words = [w for w in slots.words if not _in_a_name(w, text, matches)]
    return Reading(
        question=question,
        text=text,
        english=english,
        mentions=mentions,
        slots=slots,
        without=without,
        words=words,
        helpers=helpers,
        matches=matches,
        chapters=chapters,
        headings=tuple(headings),
        documents=documents.keys,
        document_words=documents.words,
        pieces=tuple(p.group() for p in _left(text, [*taken, *named])),
    )


def _parts_kinds(word: Word, documents: NamedDocuments, directory: Directory) -> bool:
    """Whether a word of a document's title is also the kind of some of its programs, but not of all: 공약사업 beside 협조 사업."""
    kinds = Counter(p.kind for p in directory.programs if p.document in documents.keys)
    return word.slot == "kind" and kinds[word.value] > 0 and kinds["사업"] > 0


_ADDED = re.compile(r"(?:이랑|랑|하고|과|와)\s.*(?:합치|합하|더하|합산|합계)")
"""Two things whose money is to be added: what is called like a program is one (지원센터랑 상담 예산 합치면)."""


def _in_a_name(word: Word, text: str, matches: Sequence[Match]) -> bool:
    """Whether a word for a kind of thing is but the beginning of the name that is meant: 지역 블록체인 센터."""
    if word.slot != "target" or not matches:
        return False
    behind = squash(text[word.end :])[:_NEXT]
    return len(behind) == _NEXT and squash(word.text + behind) in matches[0].form


_NEXT = 2
"""Letters behind a word that tell whether a name goes on."""


def _with_located(text: str, start: int, end: int) -> tuple[int, int]:
    """A place and the word behind it that only says so: ``청주시 소재``, ``북부 지역``."""
    behind = _LOCATED.match(text, end)
    return start, behind.end() if behind else end


def _exact_names(text: str, names: NameIndex, mentions: Mentions) -> list[tuple[int, int]]:
    """Where names of programs stand whole, so that their words are not read as words of the question."""
    places = [i for i, c in enumerate(text) if squash(c)]
    run = "".join(squash(text[i])[:1] for i in places)
    spans = [(places[start], _before_field(text, places[end - 1] + 1)) for start, end in names.whole_names(run)]
    return [
        span
        for span in spans
        if not any(s < span[1] and span[0] < e and not (span[0] <= s and e <= span[1]) for s, e in mentions.spans)
        and span not in mentions.spans
    ]


def _before_field(text: str, end: int) -> int:
    """The end of a name before a field that begins as the name ends: of SW미래채움 사업비, no 사업."""
    return end - 2 - text[end - 3].isspace() if end > _SHORT_WORD and _OF_FIELD.match(text, end - 2) else end


_OF_FIELD = re.compile(r"사업(?=[비량](?:[은는이가을를의도만로와과]|하고|야|\W|$))")


def _words(
    text: str, taken: Iterable[tuple[int, int]], names: list[tuple[int, int]], directory: Directory
) -> tuple[str, ...]:
    """The words with a meaning of their own outside the ranges taken, and the whole names."""
    found = [(s, text[s:e]) for s, e in names]
    for piece in _left(text, [*taken, *names]):
        word = _content(piece.group()) or _name_like(piece.group(), directory) or _label(piece.group())
        if word:
            found.append((piece.start(), _with_letter(word, text, piece.start())))
    return tuple(dict.fromkeys(word for _, word in sorted(found)))


def _with_letter(word: str, text: str, start: int) -> str:
    """A word with the single letter that it is of: 치유의 숲."""
    letter = _LETTER_OF.match(text, start + len(word)) if text.startswith(word, start) else None
    return f"{word}{letter[1]}" if letter else word


_LETTER_OF = re.compile(rf"(의\s[가-힣])(?=(?:{PARTICLES})?(?:\s|$|\?))")


def _label(piece: str) -> str:
    """A piece that is the label of a field, whatever else its letters could be: 현원."""
    word = re.sub(rf"(?:{PARTICLES})$", "", piece)
    return next((w for w in (piece, word) if field_of(w) in ("stat", "goal")), "")


def _left(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The pieces of a text outside the ranges taken."""
    letters = list(text)
    for start, end in taken:
        letters[start:end] = " " * (end - start)
    return _PIECE.finditer("".join(letters))


def _content(piece: str) -> str:
    """A piece of a sentence without its particles and endings; empty where nothing with a meaning is left."""
    last = 0
    read = morphemes(_without_beside(piece))
    if _passes_over(read):
        return ""
    for morpheme in read:
        if last and morpheme.tag == "XSN" and morpheme.form == "들":
            break
        if morpheme.tag.startswith(_CONTENT) or (last and (morpheme.tag == "NNB" or morpheme.form in _NOUN_ENDINGS)):
            last = morpheme.end
        elif morpheme.tag.startswith(_VERBAL) and not last and not (morpheme.tag == "MAG" and len(read) > 1):
            break  # an adverb may begin a name: 늘봄학교
    word = piece[:last]
    bare = re.fullmatch(rf"[가-힣]|(?:{PARTICLES})+", word)
    return word if squash(word) and not bare else ""


def _without_beside(piece: str) -> str:
    """A piece without 이랑 behind a final consonant, which 지원이랑 has and the name 지원이 with 랑 could have as well."""
    closed = len(piece) > _BESIDE and piece.endswith("이랑") and "가" <= piece[-3] <= "힣"
    return piece[:-2] if closed and (ord(piece[-3]) - ord("가")) % _FINALS else piece


_BESIDE, _FINALS = 3, 28
"""Letters of a word with 이랑 at least, and syllables that differ in their final consonant alone."""


def _name_like(piece: str, directory: Directory) -> str:
    """A piece that reads like a verb turned into a noun, where a name of the graph has it: 다이로움."""
    word = re.sub(rf"(?:{PARTICLES})$", "", piece)
    last = morphemes(word)[-1] if word else None
    nominal = last is not None and (last.tag in ("MAG", "NNG", "NNP") or last.form in _NOUN_ENDINGS)
    return word if nominal and len(word) > _SHORT_WORD and directory.holds(squash(word)) else ""


def _passes_over(read: Sequence[Morpheme]) -> bool:
    """Whether a piece is a verb made of a noun (책정되어, 제공하나요) that is no act a question may be about (취소된)."""
    if len(read) < 2 or not read[0].tag.startswith("NNG") or not read[1].tag.startswith(("XSV", "XSA")):
        return False
    return not is_act(read[0].form)


def is_act(word: str) -> bool:
    """Whether a question may be about whether or when this was done (``data/acts.csv``)."""
    return word in _acts()


@cache
def _acts() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("acts"))


@cache
def event_words() -> dict[str, tuple[str, ...]]:
    """The words for a start, an end and an opening (``data/events.csv``)."""
    return {row["event"]: tuple(row["words"].split("|")) for row in rows("events")}


def _helpers(text: str, mentions: Mentions, slots: Slots) -> tuple[str, ...]:
    weak = [w.text for w in slots.words if w.slot in _OPTIONAL_SLOTS]
    places = [text[p.start : p.end] for p in mentions.places]
    names = [text[m.start : m.end] for m in (*mentions.ministries, *mentions.institutions, *mentions.departments)]
    return tuple(dict.fromkeys([*weak, *places, *names]))
