"""What a question says of the asking itself (과장님이 물어보시는데, 회의자료에 넣게, 숫자만, 한마디로), which no document can say.

Such words would have to be explained by what is answered, as every word of a question has to. They are told by their
morphemes and ``data/asking_words.csv``, not by sentences: a clause before the question goes where all its words are of the
asking (``who`` asks, the ``matter`` that it is for, verbs) and it ends as a clause does; words behind it go where they
only name what is wanted (``thing``); an ``aside`` goes wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from embeddings.tokens import Morpheme, morphemes
from lexicon.tables import rows
from lexicon.text import squash

_WORD = re.compile(r"\S+")
_CONTENT = ("NN", "NR", "XR", "SL", "SH", "SN", "NP", "MM", "VV", "VA", "W_")
_FREE = ("NNB", "VX", "MAG")
_CLAUSE_ENDS = ("EC", "EF", "SF", "SP")
_WANTED = frozenset(("얼마", "사업", "과제", "전부", "뭐", "무엇", "어떤", "것", "거", "건", "분", "개", "무슨", "다"))
"""Words of asking behind which a question may end; they stay."""


class _Token(NamedTuple):
    """A word between blanks: where it stands, and its morphemes."""

    start: int
    end: int
    read: tuple[Morpheme, ...]


def unframed(text: str, holds: Callable[[str], bool]) -> str:
    """The question without what it says of the asking; words that a name of the graph ``holds`` with those before stay."""
    tokens = _tokens(text)
    gone = _wants_it(tokens, text) or _lead(tokens, text)
    rest = [t for t in tokens if t not in gone]
    gone += [t for t in rest if text[t.start : t.end].strip(",.!?~").removesuffix("요") in _words("aside")]
    gone += _tail([t for t in rest if t not in gone], text, holds)
    if len(gone) in (0, len(tokens)):
        return text
    return " ".join(text[t.start : t.end] for t in tokens if t not in gone)


def _tokens(text: str) -> list[_Token]:
    read = morphemes(text)
    return [
        _Token(m.start(), m.end(), tuple(r for r in read if m.start() <= r.start < m.end()))
        for m in _WORD.finditer(text)
    ]


def _wants_it(tokens: Sequence[_Token], text: str) -> list[_Token]:
    """The words around a question that say who wants it: 감사실에서 … 달래."""
    if len(tokens) < _AROUND or not _SOMEBODY.fullmatch(text[tokens[0].start : tokens[0].end]):
        return []
    return [tokens[0], tokens[-1]] if _WANTS.fullmatch(text[tokens[-1].start : tokens[-1].end]) else []


_AROUND = 3
_SOMEBODY = re.compile(
    r"[가-힣]{0,8}(?:도|시|군|구|팀|실|과|국|부|처|청|원|의회|위원회|님|분|관|장)(?:에서|이|가|께서)"
)
_WANTS = re.compile(r"(?:달래|달라네|달라는데|달라고|물어보네|물어보던데|물어보시네|궁금해해)[가-힣]*[?.!~]*")


def _lead(tokens: Sequence[_Token], text: str) -> list[_Token]:
    """The clauses at the beginning that are of the asking alone."""
    told = 0
    for n, token in enumerate(tokens):
        someone = n + 1 < len(tokens) and any(m.form in _words("who") for m in tokens[n + 1].read)
        asked_by = bool(_SOMEBODY.fullmatch(text[token.start : token.end])) and _demands(tokens[n + 1 :])
        if not asked_by and not all(_of_asking(m) or (someone and m.form in _words("new")) for m in token.read):
            break
        behind = len(tokens) - n - 1
        if asked_by or not (_ends_clause(token) or (behind > 1 and _is_used_for(tokens[: n + 1]))):
            continue
        if any(_tells(m) or m.form in _DEMANDS for t in tokens[: n + 1] for m in t.read):
            told = n + 1
    return list(tokens[:told]) if told < len(tokens) else []


def _demands(tokens: Sequence[_Token]) -> bool:
    """Whether the clause at the beginning is of somebody who wants something: (예산팀에서) 달라고 하는데."""
    for token in tokens:
        if any(m.form in _DEMANDS for m in token.read):
            return True
        if _ends_clause(token) or not all(map(_of_asking, token.read)):
            return False
    return False


_DEMANDS = frozenset(("달", "달라", "요청", "문의", "요구", "독촉", "재촉", "지시", "찾", "묻", "물어보", "궁금"))


def _is_used_for(tokens: Sequence[_Token]) -> bool:
    """Whether words say what the answer is for, before what is asked: 보도자료에 쓸, 어제 회의에서 나온."""
    last = tokens[-1].read[-1] if tokens[-1].read else None
    used = last is not None and last.tag == "ETM" and any(m.form in _USES for m in tokens[-1].read)
    return used and any(m.form in _words("matter") for t in tokens[:-1] for m in t.read)


_USES = frozenset(("쓰", "넣", "나오", "올리", "붙이", "담", "적", "싣", "실리", "얘기", "말"))


def _of_asking(morpheme: Morpheme) -> bool:
    if morpheme.form == _POLITE or morpheme.tag.startswith(_FREE) or not morpheme.tag.startswith(_CONTENT):
        return True
    return any(morpheme.form in _words(role) for role in ("who", "matter", "state", "verb"))


_POLITE = "요"
"""What may end any clause, whatever it is taken for."""


def _tells(morpheme: Morpheme) -> bool:
    """Whether a word says by itself that a clause is of the asking: a verb alone (있는데) does not."""
    return morpheme.tag.startswith(_CONTENT) and any(morpheme.form in _words(r) for r in ("who", "matter", "state"))


def _ends_clause(token: _Token) -> bool:
    """Whether a clause ends with a word: by its ending (보는데, 넣게), a stop, or 데 behind a verb."""
    last = token.read[-1] if token.read else None
    if last is None:
        return False
    if (last.tag == "JX" or last.form == _POLITE) and len(token.read) > 1:  # 죄송합니다만, 있는데요
        last = token.read[-2]
    return last.tag.startswith(_CLAUSE_ENDS) or (last.form == "데" and last.tag == "NNB")


def _tail(tokens: Sequence[_Token], text: str, holds: Callable[[str], bool]) -> list[_Token]:
    """The words at the end that only name what is wanted: 숫자만, 항목을 전부 뽑아줘."""
    gone: list[_Token] = []
    for n in range(len(tokens) - 1, 0, -1):
        token = tokens[n]
        said = [m for m in token.read if m.tag.startswith(_CONTENT) and not m.tag.startswith((*_FREE, "NP"))]
        if not all(any(m.form in _words(r) for r in ("thing", "verb", "state")) or m.form in _WANTED for m in said):
            break
        behind = tokens[n + 1].read[:1] if n + 1 < len(tokens) else ()
        modifies = token.read[-1].tag == "ETM" and not any(m.form in ("분", "사람") for m in behind)  # 요청한 사업
        if said and said[0] is token.read[0] and said[0].form in _words("thing") and not modifies:
            before = squash(text[tokens[n - 1].start : tokens[n - 1].end])
            if holds(before + squash(said[0].form)):
                break
            gone = [t for t in tokens[n:] if t is token or t in gone or not _wanted(t)]
    return gone


def _wanted(token: _Token) -> bool:
    """Whether a word behind the thing wanted says what is asked for: 기억이 안 나는데 얼마였지."""
    return any(m.form in _WANTED or m.tag == "NP" for m in token.read)


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("asking_words") if row["role"] == role)
