"""Names that stand in a question as they are: people, ministries, regions, units, institutions.

Each is found by its own authority (the graph's names, ``data/`` tables), with the place where it stands, so that what is
left over can be read as names of programs and as words of the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.directory import Directory
from assistant.reading.standing import Forms
from embeddings.tokens import morphemes, spaced
from lexicon.boundaries import PARTICLES, free_left, free_right
from lexicon.jamo import distance
from lexicon.labels import field_of
from lexicon.ministries import find_ministries, is_ministry
from lexicon.organisations import abbreviates, find_organisations, is_known
from lexicon.people import is_name, titles, usualness
from lexicon.places import Place, Standpoint, find_code, find_places, named, towns
from lexicon.text import squash

_RUN = re.compile(r"[가-힣A-Za-z0-9·]{8,}")
_SENTENCE_TAGS = ("JK", "JX", "EC", "ETM", "NP", "VV", "VA", "MM")
_TITLES = "|".join(re.escape(t) for t in titles() if not t.startswith("담당"))
_AFTER_NAME = re.compile(
    rf"\s*(?:{_TITLES}|님|씨|담당|사업|전화|연락|번호|직원|주임|과장|팀장|부장|[1-9]급)?(?:{PARTICLES})?(?![가-힣])"
    r"|\s*(?:담당|님|씨|의|이|가|은|는|에게|한테)"
)
_TITLE = re.compile(
    rf"\s*(?:[1-9]\s?급|[가-힣]{{0,8}}?(?:{_TITLES}|님|씨))(?=(?:{PARTICLES})?(?:[^가-힣]|$)|담당|사업|업무|맡|전화|연락)"
)
_PERSON_CUE = re.compile(
    rf"(?P<name>(?!담당)[가-힣]{{2,4}})\s*(?:(?:[가-힣]{{1,8}}(?:과|팀|부|실|국|단|센터))?(?:{_TITLES})|님|씨|담당자)"
)
_SHORT = re.compile(
    r"[가-힣A-Za-z]{2,8}(?:원|단|공단|공사|재단|진흥원|센터|TP|파크|사업소|보건소|본부|소방서|기술센터|도서관|시|군|구|청)"
)


class Mention(NamedTuple):
    """A name in a question. ``keys`` are the graph's things it can mean; none where the graph does not know it."""

    label: str
    name: str
    keys: tuple[str, ...]
    start: int
    end: int
    meant: str = ""


@dataclass(frozen=True)
class Mentions:
    """All names found in a question, in order."""

    people: tuple[Mention, ...] = ()
    ministries: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    departments: tuple[Mention, ...] = ()
    institutions: tuple[Mention, ...] = ()

    def outside(self, names: Sequence[tuple[int, int]]) -> Mentions:
        """These without what stands inside longer names: 충북과학기술혁신원 in 충북과학기술혁신원 2관, 충주 in 충주 야간관광."""

        def free(start: int, end: int) -> bool:
            return not any(s <= start and end <= e for s, e in names)

        return Mentions(
            tuple(m for m in self.people if free(m.start, m.end)),
            tuple(m for m in self.ministries if free(m.start, m.end)),
            tuple(p for p in self.places if free(p.start, p.end)),
            tuple(m for m in self.departments if free(m.start, m.end)),
            tuple(m for m in self.institutions if free(m.start, m.end)),
        )

    def without_units(self, out: Callable[[Mention], bool]) -> Mentions:
        """These without some of the units: a centre that is added to a program is meant as one."""
        return replace(self, departments=tuple(m for m in self.departments if not out(m)))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where names stand, places left out: they may be parts of other names."""
        groups = (self.people, self.ministries, self.departments, self.institutions)
        return [(m.start, m.end) for group in groups for m in group]


def with_blanks(text: str, directory: Directory) -> str:
    """The text with blanks put where sentences were written without any; names and compounds are left whole."""
    text = _MONEY_ASKED.sub(r" \g<w> ", text)
    text = _LONG.sub(lambda m: _before_label(m.group(), directory), text)
    return _RUN.sub(lambda m: _spread(m.group(), directory), text)


_MONEY_ASKED = re.compile(
    r"(?<=[가-힣]{4})(?P<w>(?:총?사업|국|도|시|군|구|지방)비|민자|자부담|총?예산|집행액)(?=(?:은|는|이|가)?얼마)"
)
"""A word for money between a name and 얼마, all written as one: …운영사업도비얼마야."""
_LONG = re.compile(r"[가-힣A-Za-z0-9·]{6,}")
_LAST = re.compile(rf"(?:{PARTICLES})$")
_SHORTEST_LABEL, _SHORTEST_NAME = 2, 3


def _before_label(piece: str, directory: Directory) -> str:
    """A name that runs on into the label of a field with a blank between them: 홍길동내선번호, 창업센터면적."""
    tail = _LAST.search(piece)
    run = piece[: tail.start()] if tail else piece
    if field_of(run) or directory.names_hold(squash(run)):
        return piece
    for at in range(_SHORTEST_NAME, len(run) - _SHORTEST_LABEL + 1):
        if field_of(run[at:]) in _ASKED and directory.names_hold(squash(run[:at])):
            return f"{run[:at]} {piece[at:]}"
    return piece


_ASKED = frozenset(
    (
        "area",
        "address",
        "location",
        "phone",
        "contact",
        "url",
        "total",
        "budget",
        "period",
        "department",
        "ministry",
        "agency",
    )
)


_SHARED = re.compile(
    r"(?P<a>[가-힣A-Za-z]{2,8}?)(?P<and>과|와|이랑|랑|하고|,|·|\svs\.?|\sand|(?<=권)(?=\s))\s*(?P<b>[가-힣A-Za-z]{2,8})\s+(?P<end>[가-힣A-Za-z]{2,14}?)(?=의|은|는|이|가|을|를|\s|$|\?)"
)


def with_shared_ends(text: str, directory: Directory) -> str:
    """``북부권과 남부권 혁신지원센터`` with the end that both names share said twice, where both are names."""

    def turn(match: re.Match[str]) -> str:
        a, b, end = match["a"], match["b"], match["end"]
        both = squash(a + end) in directory.all_names and squash(b + end) in directory.all_names
        return f"{a} {end}{match['and']} {b} {end}" if both else match.group()

    return _SHARED.sub(turn, text)


def _is_sentence(run: str) -> bool:
    """Whether a run holds a particle, pronoun, verb or ending before its last morpheme."""
    return any(m.tag.startswith(_SENTENCE_TAGS) for m in morphemes(run)[:-1])


def _spread(text: str, directory: Directory) -> str:
    """Blanks around known names and years; in a sentence also where Kiwi would write them."""
    known = _known_surfaces(text, directory) + [m.span() for m in _YEAR.finditer(text)]
    inside = {i for start, end in known for i in range(start + 1, end)}
    wanted = _blanks_of(text, spaced(text)) if _is_sentence(text) else set()
    cuts = (wanted - inside) | {start for start, _ in known if start}
    cuts |= {end for _, end in known if end < len(text) and not free_right(text, end)} - inside
    return "".join((" " if i in cuts else "") + c for i, c in enumerate(text))


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d년도?")


def _known_surfaces(text: str, directory: Directory) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for name in directory.standing_surfaces.within(text):
        at = text.find(name)
        if len(name) >= 3 and not any(s < at + len(name) and at < e for s, e in found):
            found.append((at, at + len(name)))
    return found


def _blanks_of(text: str, spread: str) -> set[int]:
    """The positions of ``text`` before which ``spread`` (the same letters) has an extra blank."""
    cuts: set[int] = set()
    i = 0
    for c in spread:
        if i < len(text) and c == text[i]:
            i += 1
        elif c == " ":
            cuts.add(i)
        else:
            return set()
    return cuts


def find_mentions(text: str, directory: Directory) -> Mentions:
    """The names of a question: ministries as of the newest document, places as the documents' institutions mean them."""
    year = directory.documents[0].year if directory.documents else None
    people = _people(text, directory)
    taken = [(m.start, m.end) for m in people]
    departments = [
        m for m in _units(text, directory.standing_units, "Department", taken) if not is_ministry(m.name)
    ]  # 환경부 in a table of ministries
    taken += [(m.start, m.end) for m in departments]
    ministries = _ministries(text, directory, year)
    taken += [(m.start, m.end) for m in ministries]
    institutions = _institutions(text, directory, taken)
    houses = {i: d for i in institutions for d in departments if _has(i, d, text, directory)}
    institutions = [i for i in institutions if i not in houses]
    departments = [d._replace(start=min([d.start, *(i.start for i in houses if houses[i] is d)])) for d in departments]
    taken += [(m.start, m.end) for m in institutions]
    places = [p for p in _places(text, directory) if not _overlaps(p.start, p.end, taken)]
    return Mentions(tuple(people), tuple(ministries), tuple(places), tuple(departments), tuple(institutions))


def _has(house: Mention, unit: Mention, text: str, directory: Directory) -> bool:
    """Whether an institution is named only as the house of the unit right behind it: 과기원 경영혁신본부."""
    documents = {key.split("/Department/")[0] for key in unit.keys}
    issuers = {d.institution for d in directory.documents if d.key in documents}
    before = house.end <= unit.start
    return before and issuers == set(house.keys) and not text[house.end : unit.start].strip(" 의")


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)


# ---------------------------------------------------------------- people


def _people(text: str, directory: Directory) -> list[Mention]:
    names = directory.people_by_name
    found: list[Mention] = []
    for name in directory.standing_people.within(text):
        keys = names[name]
        for match in re.finditer(re.escape(name), text):
            if free_left(text, match.start()) and _AFTER_NAME.match(text, match.end()):
                end = _behind_title(text, match.end())
                found.append(Mention("Person", name, tuple(sorted(keys)), match.start(), end))
    for match in _PERSON_CUE.finditer(text):
        start, end = match.start("name"), match.end("name")
        if not _overlaps(start, end, [(m.start, m.end) for m in found]):
            of_unit = any(text.startswith(d.name, start) and len(d.name) > end - start for d in directory.departments)
            of_name = of_unit or directory.holds(squash(match["name"])) or _misspells(match["name"], directory)
            mention = None if of_name else _other_person(match["name"], start, names)
            if mention is not None and free_left(text, mention.start):
                found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _misspells(word: str, directory: Directory) -> bool:
    """Whether a word before a title is a word of a name that is written wrongly: 현데화 담당자."""
    return any(len(w) == len(word) and distance(word, w) == 1 for w in directory.name_words)


def _behind_title(text: str, end: int) -> int:
    """Where a title that follows a name ends: ``한가람 선임``; the name's own end where none does."""
    title = _TITLE.match(text, end)
    return title.end() if title else end


_OF_KIND = re.compile(r"(?:사업|과제|공약|시설|기관|문서)[은는이가]")
"""A word for a kind of thing with its particle, before a title: …하는 사업은 담당자가 누구야."""


def _other_person(word: str, start: int, names: dict[str, list[str]]) -> Mention | None:
    """A name beside a title that no document has: one misspelt by a letter where nobody is called so, or a stranger's."""
    if (
        not is_name(word)
        or len(word) < 3
        or _OF_KIND.fullmatch(word)
        or (is_name(word[:-1]) is False and word.endswith("의"))
        or _is_verb(word)
        or _is_object(word)
    ):
        return None
    near = sorted((distance(word, n), n) for n in names if abs(len(n) - len(word)) <= 1)
    if not usualness(word) and near and near[0][0] == 1 and (len(near) < 2 or near[1][0] > 1):
        return Mention("Person", word, tuple(sorted(names[near[0][1]])), start, start + len(word), near[0][1])
    return Mention("Person", word, (), start, start + len(word))


def _is_verb(word: str) -> bool:
    """Whether a word is a verb that says which one is meant: 나오는 센터장."""
    read = morphemes(word)
    return len(read) > 1 and read[0].tag.startswith("V") and read[-1].tag == "ETM"


def _is_object(word: str) -> bool:
    """Whether a word is a noun with the particle of an object or of a time: 공약을 총괄하는, 이번에 강사."""
    read = morphemes(word)
    return len(read) == _NOUN_AND_PARTICLE and read[0].tag == "NNG" and read[1].tag in ("JKO", "JKB")


_NOUN_AND_PARTICLE = 2


# ---------------------------------------------------------------- ministries and places


def _ministries(text: str, directory: Directory, year: int | None) -> list[Mention]:
    found = []
    for mention in find_ministries(text, year):
        keys = tuple(directory.ministries_called(mention.name))
        gloss = _GLOSS.match(text, mention.end)
        found.append(Mention("Ministry", mention.name, keys, mention.start, gloss.end() if gloss else mention.end))
    return found


_GLOSS = re.compile(r"\s?\([A-Za-z&. ]+\)")
"""The same in English, right behind a name: 국토부(MOLIT)."""


def _places(text: str, directory: Directory) -> list[Place]:
    """Places from every standpoint that the documents have, the newest first; each place is read once."""
    found: list[Place] = _own_places(text, directory.homes)
    for home in (*directory.homes, ""):
        for place in find_places(text, Standpoint(home)):
            if text[place.end : place.end + 1] not in _OFFICES and not _overlaps(
                place.start, place.end, [(p.start, p.end) for p in found]
            ):
                found.append(place)
    return sorted(found, key=lambda p: p.start)


_OFFICES = ("수",)
"""진도군수 is a person, not a place."""


def _own_places(text: str, homes: Sequence[str]) -> list[Place]:
    """The documents' own regions by their short names (진도, 예산), and their towns before a particle (지산면에서)."""
    found: list[Place] = []
    for home in homes:
        region = find_code(home)
        names = [(n, region) for n in (region.aliases if region else ()) if region and len(n) == 2]
        names += [(town.name, town) for town in towns().get(home, {}).values()]
        for name, place in names:
            for match in re.finditer(re.escape(name), text) if name in text else ():
                if free_left(text, match.start()) and free_right(text, match.end()):
                    found.append(Place(place, match.start(), match.end(), name))
    return found


# ---------------------------------------------------------------- units and institutions


def _units(text: str, units: Forms, label: str, taken: list[tuple[int, int]]) -> list[Mention]:
    """Units by their own names where they stand free, the longest first."""
    found: list[Mention] = []
    for form in units.within(text):
        pattern = re.compile(r"\s*".join(re.escape(c) for c in form.replace(" ", "")), re.I)
        for match in pattern.finditer(text) if len(squash(form)) >= 2 else ():
            spans = [*taken, *((m.start, m.end) for m in found)]
            free = free_left(text, match.start()) and free_right(text, match.end(), _UNIT_FOLLOW)
            if free and not _overlaps(*match.span(), spans):
                found.append(Mention(label, form, tuple(sorted(set(units.keys[form]))), *match.span()))
    return sorted(found, key=lambda m: m.start)


_UNIT_FOLLOW = re.compile(
    r"장(?![가-힣])|장(?:이|은|님|의)|\s*(?:담당|사업|과장|팀장|부장|센터장|실장|국장|직원|예산|소관|전화|연락처|대표)"
)


def _institutions(text: str, directory: Directory, taken: list[tuple[int, int]]) -> list[Mention]:
    found = _units(text, directory.standing_institutions, "Institution", taken)
    known = directory.institution_of_form
    issuers = [d.institution for d in directory.documents if d.institution]
    for organisation in find_organisations(text):
        spans = [*taken, *((m.start, m.end) for m in found)]
        if _overlaps(organisation.start, organisation.end, spans) or organisation.kind == "지자체":
            continue
        key = (
            known.get(organisation.name)
            or known.get(organisation.surface)
            or _abbreviated(organisation.surface, issuers)
        )
        if key or is_known(organisation.surface) or _of_elsewhere(organisation.surface, directory):
            keys = (key,) if key else _branches(organisation.name, known)
            found.append(Mention("Institution", organisation.surface, keys, organisation.start, organisation.end))
    for match in _SHORT.finditer(text):
        spans = [*taken, *((m.start, m.end) for m in found)]
        key = None if _overlaps(*match.span(), spans) else _abbreviated(match.group(), issuers)
        if key and free_left(text, match.start()) and free_right(text, match.end(), _UNIT_FOLLOW):
            found.append(Mention("Institution", match.group(), (key,), *match.span()))
    return sorted(found, key=lambda m: m.start)


def _branches(house: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The branches of an institution that the documents name, where they never name it alone: 한국농어촌공사 전주지사."""
    return tuple(sorted({key for form, key in known.items() if form.startswith(f"{house} ")}))


_OFFICE = re.compile(r"(?:교육지원청|교육청|공사|공단|재단|진흥원|연구원|테크노파크)$")


def _of_elsewhere(surface: str, directory: Directory) -> bool:
    """Whether an office is named after a place (태안교육지원청) as none of the documents names it."""
    placed = _OFFICE.search(surface) and any(named(surface[:n]) for n in (2, 3, 4))
    key = squash(surface)
    return bool(placed) and not any(key in name for name in directory.all_names)


def _abbreviated(short: str, institutions: Sequence[str]) -> str | None:
    """The institution of a document that ``short`` abbreviates, the newest document's first."""
    letters = squash(short)
    return next(
        (
            n
            for n in dict.fromkeys(institutions)
            if abbreviates(short, n)
            or (_HOUSE.search(letters) and n.endswith(letters))
            or _placed_short(letters) == _placed_short(squash(n)) != ""
        ),
        None,
    )


def _placed_short(name: str) -> str:
    """A house's name with the place that it begins with as short as it is written: 충청남도여성가족재단 as 충남여성가족재단. Empty for a
    place alone, which is a government.
    """
    place = next((p for p in find_places(name) if p.start == 0), None)
    if place is None:
        return name
    return min((place.region.name, *place.region.aliases), key=len) + name[place.end :] if place.end < len(name) else ""


_HOUSE = re.compile(r"^[가-힣A-Za-z]{2,}(?:원|단|센터|공사|재단|TP|파크|사업소|보건소|본부|소방서|기술센터|도서관)$")
"""The end of an institution's name that stands for it in its own documents: 진흥원; a government's is its region."""
