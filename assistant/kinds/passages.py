"""Passages: the lines that answer what no field covers (why, how, what for), found by search and judged by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Found, Item
from assistant.desk import Desk
from assistant.facts import best_facts, facts_of, names_field
from assistant.kinds.part import Part
from assistant.kinds.silence import nothing_meant
from assistant.kinds.stated import duties, left_over, told
from assistant.unaccounted import unaccounted
from assistant.wording import wording
from embeddings.tokens import nouns
from lexicon.dates import find_years
from lexicon.labels import field_of, split_label
from lexicon.ministries import find_ministries
from lexicon.names import distinctive
from lexicon.text import plain, squash

Row = dict[str, Any]
_HITS = 12
_CHARACTERS = 500
_CAUSE = re.compile(
    r"사유|이유|원인|때문|따라|인해|(?:으로|로)\s\d+개월\s연장|인하여|로\s*인|지연|연기|미흡|부족|문제|애로|대응|소외|편중|과다|저조|악화|중복|반대|민원|한계|어려움|변경|코로나|포기|장기화"
)
_NEEDED, _FEW = 0.6, 2
"""The share of the question's words that a passage with its headings has to hold; of up to two words both."""


def answer(desk: Desk, *, headed: bool = False) -> Found:
    """The best passage, with the lines around it; ``headed``: only one whose heading names a word of the question."""
    if not desk.plan.asked and not headed:
        part = left_over(desk, desk.candidates("Facility", "Department", "Institution"))
        part = part or left_over(desk, desk.candidates("Program"), exactly=True)
        if part is not None:
            return Found(part.text, part.items)
    if desk.plan.asks("text") and not desk.plan.words and (part := duties(desk)):
        return Found(part.text, part.items)
    if desk.plan.asks("why") and (part := _reason_stated(desk)):
        return Found(part.text, part.items)
    found = _ranked(desk)
    if headed:
        found = [f for f in found if any(names_field(_title(f[1]), w) for w in desk.plan.words)]
    if not found:
        return nothing_meant(desk)
    _, row, lines = found[0]
    lines = _with_content(desk, row, lines)
    if _of_another_year(desk, [text for _, text in lines]) or _lacks_a_name(desk, [text for _, text in lines]):
        return nothing_meant(desk)
    say = wording(desk.plan)
    document = row["document"]
    quote = " ".join(plain(text).strip(" -·○□※▪◦") for _, text in lines)[:_CHARACTERS]
    item = Item(
        name=str(row["section"] or desk.title(document)).split(" > ")[-1],
        label="Chunk",
        key=row["key"],
        value=quote,
        document=desk.file(document),
        year=desk.year_told(document),
        citations=(desk.evidence.cite(document, lines[0][0], lines[-1][0]),),
    )
    return Found(say.passage(quote, desk.title(document), item.name), (item,))


def _reason_stated(desk: Desk) -> Part | None:
    """The reason that a table or a label gives of the one program that is asked about, for the state that is asked about."""
    about = _about(desk)
    if len(about.keys) != 1 or about.rest:
        return None
    candidates = [c for c in desk.candidates("Program") if c.key in about.keys]
    states = [words for pattern, words in _STATES_OF if pattern.search(desk.plan.text)]
    rows = [
        (row, one)
        for row, one in facts_of(desk, candidates)
        if _REASON.search(str(row["attribute"]))
        and any(word in str(row["attribute"]) for words in states for word in words)
    ]
    return told(desk, best_facts(desk, rows))


_REASON = re.compile(r"(?:사\s?유|이\s?유|원\s?인)$")
_STATES_OF = (
    (re.compile(r"늦|지연|못\s?[가-힣]|안\s?[되됐돼]|미[루뤄]|밀[린렸]|부진|저조|더디"), ("지연", "부진", "미달")),
    (re.compile(r"보류"), ("보류",)),
    (re.compile(r"중단|멈"), ("중단",)),
    (re.compile(r"취소|포기|폐지"), ("취소", "포기", "폐지")),
    (re.compile(r"변경|바[꾸꿔뀌뀐]"), ("변경",)),
)
"""What is asked of a program, and the words with which the label of a reason names it: 부진(보류) 사유."""


def _of_another_year(desk: Desk, texts: Sequence[str]) -> bool:
    """Whether the question is of a year that no document is for, and the lines speak of other years alone."""
    years = set(desk.plan.years)
    said = {y for text in texts for y in find_years(text)}
    covered = {y for d in desk.directory.documents for y in d.years}
    return bool(years and said) and not years & (covered | said)


def _lacks_a_name(desk: Desk, texts: Sequence[str]) -> bool:
    """Whether the question names a ministry, a person or an institution that no program has, and the lines do not either."""
    said = " ".join(texts)
    named = {m.name for m in find_ministries(said, None)}
    return any(name not in named and squash(name) not in squash(said) for name in desk.plan.unknown)


def _with_content(desk: Desk, row: Row, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """A heading alone with the first lines under it."""
    alone = len(lines) == 1 and lines[0][0] == row["section_start"]
    if not alone or not row["section_end"] or row["section_end"] <= lines[0][0]:
        return lines
    last = min(row["section_end"], lines[0][0] + _UNDER)
    under = desk.evidence.text(row["document"], lines[0][0], last).split("\n")
    return [*lines, *((lines[0][0] + n, t) for n, t in enumerate(under[1:], start=1) if squash(t))]


_UNDER = 8
"""Lines that are shown under a heading."""

Scored = tuple[float, Row, list[tuple[int, str]]]


@dataclass(frozen=True)
class _About:
    """The programs that the question names, and the words that their names leave over."""

    keys: tuple[str, ...]
    own_words: tuple[str, ...]
    rest: tuple[str, ...]
    sections: tuple[tuple[str, int, int], ...]

    def holds(self, row: Row) -> bool:
        """Whether a passage is in a section of theirs, or says one of their own words."""
        inside = any(d == row["document"] and a <= row["line_start"] <= b for d, a, b in self.sections)
        telling = [w for w in self.own_words if not _STATE.fullmatch(w)] or self.own_words  # 공사 is many a program's
        return inside or any(squash(w) in squash(str(row["text"])) for w in telling)


def _about(desk: Desk) -> _About:
    named = [s for s in desk.plan.subjects if s.label == "Program" and s.share >= _NAMED][:3]
    forms = [f for s in named for f in desk.directory.by_key[s.key].forms]
    rest = unaccounted(desk.plan.words, forms) if named else desk.plan.words
    if desk.plan.asks("why"):  # 왜 일부추진이야: the line that tells the reason need not say the state again
        rest = tuple(w for w in rest if not _STATE.fullmatch(w))
    if desk.plan.asks("how"):  # …하는 문제는 어떻게 처리했나: the line that tells it need not call it so
        rest = tuple(w for w in rest if w not in _TROUBLED) or rest
    own = tuple(w for words in desk.plan.words if words not in rest for w in words.split() if distinctive(w))
    sections = []
    for row in desk.evidence.rows("program_passages", programs=[s.key for s in named]) if named else []:
        if row["line_end"] and row["line_end"] - row["line_start"] < _SECTION:
            sections.append((desk.directory.by_key[row["program"]].document, row["line_start"], row["line_end"]))
    return _About(tuple(s.key for s in named), own, rest, tuple(sections))


_TROUBLED = ("문제", "문제점", "지적", "지적사항", "사항", "상황")
_SECTION = 80
_NAMED = 0.5
_STATE = re.compile(r"공사|사업|추진|진행|(?:일부|정상|미)\s?추진|부진|지연|보류|중단|취소|미달|미완료")


def _ranked(desk: Desk) -> list[Scored]:
    """Passages with enough of the question's words, best first."""
    words = desk.plan.words
    if desk.index is None or not (
        words or (desk.plan.asks("text", "how", "why") and (desk.plan.subjects or desk.plan.filters))
    ):
        return []
    about = _about(desk)
    documents = desk.plan.values_of("document") or _of_home(desk) or None
    hits = desk.index.search(" ".join([*words, *_helpers(desk)]), _HITS, documents=documents)
    keys = {h.chunk_key for h in hits}
    for document, first, last in about.sections:
        keys |= set(desk.evidence.chunks_between(document, first, last))
    rank = {h.chunk_key: h.score for h in hits}
    rows = desk.evidence.rows("passages", chunks=sorted(keys))
    if documents and desk.plan.years:  # what is asked of one year is not said in the document of another
        rows = [r for r in rows if r["document"] in documents]
    scored = [s for row in rows if (s := _judge(desk, about, row, rank.get(row["key"], 0.0)))]
    return sorted(scored, key=lambda s: (-round(s[0], 6), s[1]["key"]))


def _of_home(desk: Desk) -> tuple[str, ...]:
    """The documents of the government that the question names as the one that does or says something: 김천시는 …."""
    codes = [c for f in desk.plan.filters if f.kind == "region" and not f.negated for c in f.values]
    named = [f.words for f in desk.plan.filters if f.kind == "region"]
    acting = any(re.search(rf"{re.escape(n)}(?:는|은|가|이|에서는|의)\s", desk.plan.text) for n in named)
    return tuple(d.key for d in desk.directory.documents if acting and d.home in codes)


def _helpers(desk: Desk) -> list[str]:
    names = [f.words for f in desk.plan.filters if f.kind in ("ministry", "region", "department")]
    causes = [_SEARCHED] if desk.plan.asks("why") else []
    return [*names, *causes, *(a.words for a in desk.plan.asked if a.field in ("text", "how"))]


_SEARCHED = "지연 문제점 사유"


def _judge(desk: Desk, about: _About, row: Row, found: float) -> Scored | None:
    """A passage's score and its best lines; None where it leaves too much of the question out."""
    theirs = about.holds(row)
    if not theirs and not _of_place(desk, row):
        return None
    words = about.rest if theirs else desk.plan.words
    asked = _ASKED_OF.search(desk.plan.text)
    if asked and asked["n"] in words and squash(asked["n"]) not in squash(str(row["text"])):
        return None  # 시공사는 어느 업체: a passage that names no such thing
    if _FIRM_ASKED.search(desk.plan.text) and not _FIRM.search(str(row["text"])):
        return None
    held = _held(words, [f"{row['path'] or ''} {desk.title(row['document'])}", str(row["text"])])
    if held < (_NEEDED if theirs or len(words) > _FEW else 1.0):
        return None
    lines = _lines(row)
    best = max(range(len(lines)), key=lambda i: (_line_score(desk, about, lines[i][1], words), -i))
    chosen = lines[max(0, best - 2) : best + 3]
    inside = _held(words, [str(row["text"])])
    headed = _HEADED * any(names_field(_title(row), w) for w in _heading_words(desk, words))
    placed = _PLACED * any(_surface_in(desk, n, str(row["path"] or "")) for n in _place_names(desk))
    score = (
        headed + placed + held + inside + _line_score(desk, about, lines[best][1], words) + 0.5 * found + 0.5 * theirs
    )
    return score, row, chosen


def _of_place(desk: Desk, row: Row) -> bool:
    """Whether a passage says the place of the question, or stands in the document of its government, or of a wider one."""
    named = [f for f in desk.plan.filters if f.kind == "region" and not f.negated]
    home = next((d.home for d in desk.directory.documents if d.key == row["document"]), "")
    said = f"{row['path'] or ''} {desk.title(row['document'])} {row['text']}"
    return all(
        not home
        or any(code.startswith(home) or home.startswith(code) for code in f.values)
        or any(_surface_in(desk, n, said) or squash(n[:2]) in squash(said) for n in f.words.split(", "))
        for f in named
    )


_PLACED = 0.6
"""What a passage gains under a heading that names the place or ministry of the question."""
_HEADED = 1.5
"""What a passage gains under a heading that names what is asked for: 문제점 및 대책, 추진배경."""


def _heading_words(desk: Desk, words: Sequence[str]) -> list[str]:
    """The words of headings that would answer: those asked for; the background where a reason is asked and nothing else,
    what went wrong where the reason of that is asked, and what was done where the state is.
    """
    asked = [w for a in desk.plan.asked if a.field in ("text", "how") for w in [a.words, *nouns(a.words)]]
    if desk.plan.asks("why"):
        asked += _TROUBLE if _WENT_WRONG.search(desk.plan.text) else _BACKGROUND
    if desk.plan.asks("how"):
        asked += _REMEDY if _SOLVED.search(desk.plan.text) else _DONE
    return asked


_BACKGROUND = ("추진배경", "필요성", "목적")
_TROUBLE = ("문제점", "미흡", "부진", "지연 사유", "원인")
_WENT_WRONG = re.compile(
    r"못\s?[가-힣]|안\s?[되됐돼]|늦|늘[리려]|연장|바[꾸꿔뀌뀐]|미[루뤄]|지연|미달|미흡|부진|저조|중단|늘어|늘었|증가|초과|줄어|줄었|감소|밀[린렸]|연기|취소|떨어"
)
_REMEDY = ("문제점", "대책", "대응", "개선방안", "해결", "처리결과", "지적사항")
_SOLVED = re.compile(
    r"어떻게\s*(?:풀|푼|해결|처리|조치|시정|대응|대처|극복|해소|개선|보완)|떨어지면|탈락하면|안\s*되면|않으면"
)
_DONE = ("추진상황", "추진실적", "추진현황", "추진경과", "주요성과")


def _title(row: Row) -> str:
    """The heading right above a passage."""
    return str(row["path"] or "").split(" > ")[-1]


def _held(words: Sequence[str], texts: Sequence[str]) -> float:
    """The share of the words' letters that the texts hold; 1 where there are no words."""
    letters = sum(len(w) for w in words)
    return 1 - sum(len(w) for w in unaccounted(words, texts)) / letters if letters else 1.0


def _lines(row: Row) -> list[tuple[int, str]]:
    lines = [(row["line_start"] + i, t) for i, t in enumerate(str(row["text"]).split("\n"))]
    return [(n, t) for n, t in lines if squash(t)] or lines[:1]


def _line_score(desk: Desk, about: _About, line: str, words: Sequence[str]) -> float:
    """How much of the words a line holds; where a cause is asked for, a line that names one counts, a heading less."""
    named = sum(0.3 for n in _place_names(desk) if _surface_in(desk, n, line))
    own = 0.3 if any(w in squash(line) for w in about.own_words) else 0.0
    said = sum(0.3 for a in desk.plan.asked for w in nouns(a.words) if squash(w) and squash(w) in squash(line))
    said += _LABELLED * any(_labelled(line, a.words) for a in desk.plan.asked if a.field == "text")
    cause = float(bool(_IF_NOT.search(desk.plan.text) and _IN_THAT_CASE.search(line)))
    if desk.plan.asks("why"):
        causes = set(_CAUSE.findall(line)) - {squash(w) for w in words}
        cause -= _CELLS * (line.count("\t") > 1 or line.count("|") > _BARS)  # a row of a table tells no reason
        cause += 0.6 * bool(causes) - 0.4 * bool(_HEADING.match(line)) + 0.9 * bool(_TOLD_CAUSE.match(line))
    return _held(words, [line]) + named + own + said + cause


_CELLS, _BARS = 0.5, 2
_ASKED_OF = re.compile(r"(?P<n>[가-힣A-Za-z]{2,})(?:은|는|이|가)\s+(?:어느|누구|누가)(?=\s|[가-힣]|\?|$)")
_FIRM_ASKED = re.compile(r"(?:어느|어떤|무슨)\s*(?:업체|회사|기업)(?=[가이는은]?\s)")
_FIRM = re.compile(r"\(주\)|㈜|주식회사|건설|건축사|설계사|엔지니어링|컨소시엄|업체\s*[:：]")
_LABELLED = 0.6
"""What a line gains whose label is the word that is asked for: 문 제 점 : …"""


def _labelled(line: str, word: str) -> bool:
    """Whether a line gives something under a word."""
    pair = split_label(line)
    if pair is None or not pair[1]:
        return False
    label = re.sub(r"\W", "", squash(pair[0]))
    field = field_of(label)
    return label == squash(word) or (field is not None and field == field_of(word))  # 향후계획 : … for 계획


_IF_NOT = re.compile(r"(?:떨어지|탈락하|실패하|안\s*되|못\s*되|않으)면")
_IN_THAT_CASE = re.compile(r"(?:미선정|탈락|부결|불가|미확보|실패)\s*(?:될\s*)?(?:시|경우)")
_TOLD_CAUSE = re.compile(
    r"[^\w(]*(?:문제점(?:\s?(?:·|및)\s?(?:대책|대응)(?:계획|방안)?)?|[가-힣]{0,4}\s?사유|원인|이유)\s*[:：\]】〕)|]\s*\S"
)
_HEADING = re.compile(r"\s*(?:#{1,6}\s|[□■◆]\s*[^:]{2,40}\s*:)")


def _place_names(desk: Desk) -> list[str]:
    """The ministries and regions of the question."""
    return [n for f in desk.plan.filters if f.kind in ("ministry", "region") for n in f.words.split(", ")]


def _surface_in(desk: Desk, name: str, text: str) -> bool:
    return any(squash(s) in squash(text) for s in desk.directory.ministries.get(name, (name,)))
