"""How alike two names of programs are, and what forbids them to be one.

Letters count in pairs, rare pairs more than those that every name holds (지원, 사업): the weights are the caller's, from
the names of a document or a library. Shorthand is written out first (소부장 = 소재·부품·장비). What tells like names apart is
kept beside: editions (제12회), versions (2.0), qualifiers in brackets ((안전작업)), places.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from lexicon.places import Standpoint, find_places
from lexicon.tables import rows
from lexicon.text import squash

_YEAR_LEAD = re.compile(r"^\s*(?:\(?['’‘]?\d{2,4}\s*년도?\s*(?:제\d+회\s*)?\)?|['’‘]\d{2}\s)\s*")
_EDITION = re.compile(r"제\s*(\d+)\s*(?:회|차|기)")
_VERSION = re.compile(r"(?<!\d)(\d+\.\d+)(?!\d)")
_PHASE = re.compile(r"(\d)\s*(?:단계|차년도|차|기(?![가-힣]))(?!\s*산업)")
_QUALIFIER = re.compile(r"[(\[]([^()\[\]]+)[)\]]\s*$|_([^_]+)$")
_TAIL = re.compile(
    r"(?:\s*(?:시범|본)\s*(?:운영|사업|실시)(?:\s*(?:전환|확대))?|\s*(?:추진|개최|운영|지원|구축|조성|건립)?\s*(?:사업|프로그램|프로젝트)|\s*추진|\s*개최)$"
)


@dataclass(frozen=True)
class NameForm:
    """A name prepared for comparison: its written-out key, pairs of letters, and what tells it apart."""

    key: str
    core: str
    pairs: Counter[str] = field(compare=False, hash=False)
    edition: str = ""
    version: str = ""
    phase: str = ""
    qualifier: str = ""
    places: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@cache
def _shorthand() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for row in rows("abbreviations"):
        first = row["expansions"].split("|")[0]
        term = row["term"]
        if not term or not first or row["relation"] != "같음" or not (term.isascii() or len(term) <= 3):
            continue
        # 산단 is 산업단지, but 생산단지 is none: what goes on with the expansion's last letter is another word.
        ending = "(?![A-Za-z])" if term.isascii() else f"(?!{squash(first)[-1]})"
        pattern = rf"(?<![A-Za-z]){re.escape(term)}{ending}" if term.isascii() else re.escape(term) + ending
        found.append((re.compile(pattern, re.I), squash(first)))
    return tuple(sorted(found, key=lambda f: -len(f[0].pattern)))


@cache
def _any_shorthand() -> re.Pattern[str]:
    return re.compile("|".join(p.pattern for p, _ in _shorthand()), re.I)


@cache
def _alike_words() -> dict[str, frozenset[str]]:
    """Words that mean one thing, by their letters: 혁신거점 and 혁신허브, AI and 인공지능.

    Of the translations of an English word only long ones are one: those of *area* (면적, 지역) are not.
    """
    groups = [g for g in (row["korean"].split("|") for row in rows("english_terms")) if all(len(w) >= 4 for w in g)]
    groups += [
        [row["term"], *row["expansions"].split("|")] for row in rows("abbreviations") if row["relation"] == "같음"
    ]
    table: dict[str, set[str]] = {}
    for group in groups:
        keys = {squash(w) for w in group if squash(w)}
        for key in keys if len(keys) > 1 else ():
            table.setdefault(key, set()).update(keys)
    return {key: frozenset(words) for key, words in table.items()}


def alike_words(word: str) -> tuple[str, ...]:
    """The word's letters first, then those of words that mean the same."""
    key = squash(word)
    alike = set(_alike_words().get(key, frozenset())) | ({spelled(word)} if _INITIALS.fullmatch(word) else set())
    return (key, *sorted(alike - {key}))


_INITIALS = re.compile(r"[A-Z]{2,4}")
_HANGUL_LETTERS = (
    "에이|비|씨|디|이|에프|지|에이치|아이|제이|케이|엘|엠|엔|오|피|큐|알|에스|티|유|브이|더블유|엑스|와이|지"
)
_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _HANGUL_LETTERS.split("|"), strict=True))


def spelled(initials: str) -> str:
    """Roman initials as their letters are called: KT as 케이티."""
    return "".join(_LETTERS[c] for c in initials)


@lru_cache(maxsize=1 << 16)
def written_out(name: str) -> str:
    """The name's letters with shorthand written out: ``SW융합`` and ``소프트웨어 융합`` are one."""
    text = re.sub(r"([가-힣A-Za-z]{2,12})\(([A-Za-z&/·]{2,8})\)", r"\1", name)
    text = re.sub(r"(?<![A-Za-z])A[l1](?![A-Za-z])", "AI", text)
    for pattern, expansion in _shorthand() if _any_shorthand().search(text) else ():
        text = pattern.sub(f" {expansion} ", text)
    return squash(text)


@lru_cache(maxsize=1 << 16)
def form(name: str, home: str = "") -> NameForm:
    """The form of a name; ``home`` is the region code from which its places are meant."""
    text = _YEAR_LEAD.sub("", name)
    qualifier = _QUALIFIER.search(text)
    words = squash(qualifier[1] or qualifier[2]) if qualifier else ""
    base = text[: qualifier.start()] if qualifier and len(squash(text[: qualifier.start()])) >= 4 else text
    core = written_out(_TAIL.sub("", base))
    key = written_out(text)
    places = frozenset(p.region.code for p in find_places(text, Standpoint(home)) if p.region.level != "시도")
    edition, version, phase = (m[1] if (m := p.search(text)) else "" for p in (_EDITION, _VERSION, _PHASE))
    tokens = tuple(w for word in re.split(r"[\s·(),]+", base) if (w := written_out(word)))
    return NameForm(key, core, Counter(_pairs(key)), edition, version, phase, words, places, tokens)


def other_stage(text: str, names: Iterable[str]) -> str:
    """The stage that a text says (``3단계``) where the names of a thing say another one of the kind (2단계); else empty.

    Of a text that says several (1차와 2차) each is meant.
    """
    told = [m for name in names for m in _STAGE.finditer(name)]
    found = list(_STAGE.finditer(text)) if told else []
    for said in found:
        same = {int(m["n"]) for m in told if m["of"] == said["of"]}
        if same and not same & {int(m["n"]) for m in found if m["of"] == said["of"]}:
            return re.sub(r"\s", "", said.group())
    return ""


_STAGE = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3})\s?(?P<of>단계|공구|호선|호기|지구|공장|회(?!의)|차(?![년원종량선로도고]|\s*산업|세대))"
)


@cache
def _generic() -> re.Pattern[str]:
    words = sorted({written_out(row["word"]) for row in rows("generic_words")}, key=lambda w: (-len(w), w))
    return re.compile("|".join(re.escape(w) for w in words))


@lru_cache(maxsize=1 << 16)
def distinctive(name: str, home: str = "") -> tuple[str, ...]:
    """What is left of a name without the words that every program has (지원, 운영 …), places and numbers: its own words."""
    text = _YEAR_LEAD.sub("", name)
    for place in reversed(find_places(text, Standpoint(home))):
        text = f"{text[: place.start]} {text[place.end :]}"
    text = re.sub(r"^(?:충북|충남|전북|전남|경북|경남|강원|경기|제주)(?=[가-힣])", " ", text.strip())
    pieces = _generic().sub(" ", written_out(text)).split()
    return tuple(p for p in pieces if len(p) >= 2 and not p.isdigit())


def _pairs(key: str) -> list[str]:
    return [key[i : i + 2] for i in range(len(key) - 1)] or [key]


_LEAST_TURNED = 3
"""So many words of a name's own in another order speak for one thing: 친환경 급식 식재료, 학교급식 친환경 식재료 지원."""


class Weights:
    """What a pair of letters is worth among the given names: ``log(1 + N / names that hold it)``."""

    def __init__(self, names: Iterable[str]) -> None:
        forms = {form(n).key for n in names}
        self._count = max(1, len(forms))
        self._held: Counter[str] = Counter(pair for key in forms for pair in set(_pairs(key)))
        self._weight = {p: math.log(1 + self._count / n) for p, n in self._held.items()}
        self._rest = math.log(1 + self._count)
        self._total: dict[str, float] = {}
        self._known: dict[tuple[str, str, str, str], float] = {}

    def of(self, pair: str) -> float:
        """The weight of one pair."""
        return self._weight.get(pair, self._rest)

    def rare(self, form_: NameForm, most: int) -> list[str]:
        """The pairs of a name that at most ``most`` names hold, or its rarest four."""
        pairs = sorted(form_.pairs, key=lambda p: (self._held[p], p))
        return [p for i, p in enumerate(pairs) if i < 4 or self._held[p] <= most]

    def alike(self, a: NameForm, b: NameForm) -> float:
        """0 to 1: the shared weight over the mean weight, or over the smaller name's where it is held nearly whole."""
        names = (a.key, a.qualifier, b.key, b.qualifier)
        if names not in self._known:
            self._known[names] = self._alike(a, b)
        return self._known[names]

    def _sum(self, form_: NameForm) -> float:
        if form_.key not in self._total:
            self._total[form_.key] = sum(n * self.of(p) for p, n in form_.pairs.items())
        return self._total[form_.key]

    def _alike(self, a: NameForm, b: NameForm) -> float:
        if a.key == b.key or (a.core == b.core and len(a.core) >= 4 and a.qualifier == b.qualifier):
            return 1.0
        shared = sum(min(n, b.pairs[p]) * self.of(p) for p, n in a.pairs.items() if p in b.pairs)
        weight_a, weight_b = self._sum(a), self._sum(b)
        if not weight_a or not weight_b:
            return 0.0
        dice = 2 * shared / (weight_a + weight_b)
        held = shared / min(weight_a, weight_b)
        if _abridged(a, b) or _abridged(b, a):
            return max(dice, 0.88)
        short, long = sorted((a.core, b.core), key=len)
        if len(short) >= 4 and short in long:
            return max(dice, 0.9 if len(short) >= max(5, 0.5 * len(long)) else 0.72)
        turned = 0.8 if _turned(a, b) or _turned(b, a) else 0.0
        return max(dice, turned, 0.88 * held if held > 0.8 else 0.0)


def _turned(short: NameForm, long: NameForm) -> bool:
    """Whether all words of a name, three or more of them its own, stand in another, longer one in whatever order."""
    if len(short.key) >= len(long.key) or sum(not _generic().fullmatch(w) for w in short.words) < _LEAST_TURNED:
        return False
    rest = long.key
    for word in sorted(short.words, key=lambda w: (-len(w), w)):
        if len(word) < 2 or word not in rest:
            return False
        rest = rest.replace(word, " ", 1)
    return True


def _abridged(short: NameForm, long: NameForm) -> bool:
    """Whether a name leaves out words of another: both begin with the same word, and all words of the shorter, two or
    more of them its own, stand in the other in their order.
    """
    if len(short.key) >= len(long.key) or short.words[:1] != long.words[:1]:
        return False
    if sum(not _generic().fullmatch(w) for w in short.words) < 2:
        return False
    position = 0
    for word in short.words:
        found = long.key.find(word, position)
        if found < 0 or len(word) < 2:
            return False
        position = found + len(word)
    return True


def differ(names: Sequence[str]) -> bool:
    """Whether any two names are really other names, not shorter or misspelt forms of one (remarks in brackets aside)."""
    keys = [squash(_TAIL.sub("", re.sub(r"\([^()]*\)", "", n))) for n in names]
    return any(
        a not in b and b not in a and _shared_pairs(a, b) < _OTHER_NAME
        for i, a in enumerate(keys)
        for b in keys[i + 1 :]
    )


_OTHER_NAME = 0.6


def _shared_pairs(a: str, b: str) -> float:
    """The Dice coefficient of two names' pairs of letters."""
    left, right = Counter(_pairs(a)), Counter(_pairs(b))
    return 2 * sum((left & right).values()) / (left.total() + right.total())


def told_apart(a: NameForm, b: NameForm) -> bool:
    """Whether the names cannot mean one thing: other edition, version, phase, qualifier, places, or act."""
    for x, y in ((a.edition, b.edition), (a.version, b.version), (a.phase, b.phase)):
        if x and y and x != y:
            return True
    if a.qualifier and b.qualifier and a.qualifier != b.qualifier and not _related(a.qualifier, b.qualifier):
        return True
    if any(_BUILT.search(x.key) and _RUN.search(y.key) for x, y in ((a, b), (b, a))):
        return True
    return bool(a.places and b.places and not a.places & b.places)


_BUILT = re.compile(r"(?:건립|신축|증축)(?:사업|공사)?$")
_RUN = re.compile(r"(?<!구축)(?<!조성)운영(?:사업)?$")
"""To build a house and to run it are two programs."""


def _related(a: str, b: str) -> bool:
    if a in b or b in a:
        return True
    shared = sum(1 for c in set(a) if c in b)
    return shared >= 0.6 * min(len(set(a)), len(set(b)))
