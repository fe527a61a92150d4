"""What a question is about: the things whose names explain its words."""

from __future__ import annotations

from assistant.directory import Directory
from assistant.plan import Plan, Subject
from assistant.reading.names import Match
from assistant.reading.reading import Reading
from lexicon.text import squash

_CLOSE = 0.82
"""A name that explains this share of what the best one explains may be meant as well."""
_SUBJECTS = 8
_GOVERNMENTS = ("시", "군", "구", "도")
_LEAST_COVER = 0.12
"""One word that is less of a name than this does not name the thing: 대통령 is no name of the 대통령배 대회."""


def subjects_of(reading: Reading, directory: Directory) -> tuple[Subject, ...]:
    """The best match and those close to it, then units and institutions that are named."""
    found: list[Subject] = []
    if reading.matches:
        best = _worth(reading, reading.matches[0])
        for match in reading.matches[:_SUBJECTS]:
            share = _worth(reading, match)
            if share and share >= _CLOSE * best and (match.name_cover >= _LEAST_COVER or len(reading.words) > 1):
                found.append(_subject(match, share))
    for mention in (*reading.mentions.departments, *reading.mentions.institutions):
        for key in mention.keys:
            document = key.split(f"/{mention.label}/")[0] if "/" in key else ""
            found.append(Subject(mention.label, key, mention.name, document))
        found += _buildings(mention.name, directory)
    found += _houses_of(reading, directory)
    known = {s.key for s in found}
    units = [u for s in found if s.label == "Facility" for u in _units(s.name, directory) if u.key not in known]
    return (*found, *units)


def in_documents(reading: Reading, plan: Plan) -> tuple[Subject, ...]:
    """The subjects of a plan; where years choose documents that have none of them, with the nearest name there."""
    chosen = plan.values_of("document") if plan.years else ()
    things = [s for s in plan.subjects if s.label in ("Program", "Facility")]
    if not chosen or not things or any(s.document in chosen for s in things):
        return plan.subjects
    near = [(_worth(reading, m), m) for m in reading.matches if m.named.document in chosen]
    best = max(near, key=lambda n: n[0], default=None)
    return (*plan.subjects, _subject(best[1], best[0])) if best and best[0] > _HALF else plan.subjects


_HALF = 0.5


def _subject(match: Match, share: float) -> Subject:
    n = match.named
    return Subject(n.label, n.key, n.name, n.document, round(share, 3), round(match.name_cover, 3), match.form)


def _buildings(name: str, directory: Directory) -> list[Subject]:
    """The buildings that are called like a unit: 북부권 혁신지원센터."""
    key = squash(name)
    return [
        Subject(f.label, f.key, f.name, f.document) for f in directory.facilities if key in {squash(x) for x in f.forms}
    ]


def _houses_of(reading: Reading, directory: Directory) -> list[Subject]:
    """The house of a document that a unit issued, under the unit's name: its own document says 정원 : 98명 of no one else."""
    found = []
    for mention in reading.mentions.departments:
        for key in directory.issuing_units.get(squash(mention.name), ()):
            card = directory.document[key]
            found.append(Subject("Institution", card.institution, mention.name, key))
    return found


def _units(name: str, directory: Directory) -> list[Subject]:
    """The units that are called like a building, so that its people are found (남부권 혁신지원센터 센터장)."""
    key = squash(name)
    units = [u for u in directory.departments if key in {squash(x) for x in u.forms}]
    return [Subject(u.label, u.key, u.name, u.document) for u in units]


def complements_of(reading: Reading) -> tuple[Subject, ...]:
    """For each word that the best match leaves over, the program whose name explains it."""
    found: dict[str, Subject] = {}
    for i, _ in enumerate(reading.words):
        if not reading.matches or reading.matches[0].explained[i] > 0.5:
            continue
        programs = [m for m in reading.matches if m.named.label == "Program"]
        best = max(programs, key=lambda m: (m.explained[i], m.name_cover), default=None)
        if best is not None and best.explained[i] >= 0.9 and best.name_cover >= _LEAST_COVER:
            found.setdefault(best.named.key, _subject(best, _worth(reading, best)))
    return tuple(found.values())


def _worth(reading: Reading, match: Match) -> float:
    """The share of the question's words that a name explains, each word by its letters."""
    letters = [max(1, len(w)) for w in reading.words]
    return sum(e * n for e, n in zip(match.explained, letters, strict=True)) / sum(letters)


def names_one(plan: Plan) -> bool:
    """Whether the words name one thing: most of a name is said, or no other name in its document is as near."""
    if not plan.subjects or plan.subjects[0].share <= 0.75:
        return False
    first, *others = plan.subjects
    near = [s for s in others if s.label == first.label and s.document == first.document and s.share >= first.share]
    return first.cover > 0.5 or not near


def about_one(plan: Plan) -> bool:
    """Whether a program or building is named more than by chance."""
    things = [s for s in plan.subjects if s.label in ("Program", "Facility")]
    return bool(things) and things[0].share > 0.6


def place_in_name(reading: Reading, plan: Plan) -> bool:
    """Whether the places of the question are but words of the name that it says: 남부 3군 협력사업."""
    form = plan.subjects[0].form if plan.subjects and plan.subjects[0].cover > _MOSTLY else ""
    return bool(form) and all(squash(p.surface) in form for p in reading.mentions.places)


_MOSTLY = 0.5


def several(reading: Reading) -> bool:
    """Whether the words name several things side by side: each is explained by another name, or places tell them apart."""
    top = [m for m in reading.matches[:4] if _worth(reading, m) > 0.25]
    if len(reading.mentions.places) > 1 and len(top) > 1:
        return True
    if len(top) < 2 or not top[0].explained:
        return False
    first, second = top[0].explained, top[1].explained
    only_first = any(a > 0.8 > 0.5 > b for a, b in zip(first, second, strict=True))
    only_second = any(b > 0.8 > 0.5 > a for a, b in zip(first, second, strict=True))
    return (only_first and only_second) or bool(complements_of(reading))


def issuers(directory: Directory, plan: Plan) -> tuple[Subject, ...]:
    """The institutions of the documents, for questions that name none; where a place is named, those called by it."""
    places = [f.words for f in plan.filters if f.kind == "region"]
    known = {i.key for i in directory.institutions}
    names = dict.fromkeys(d.institution for d in directory.documents if d.institution in known)
    offices = [n for n in names if not n.endswith(_GOVERNMENTS) and any(p[:-1] in n for p in places if len(p) > 2)]
    meant = [n for n in names if not places or any(n.endswith(p) for p in places)] or offices
    return tuple(Subject("Institution", name, name, "") for name in meant)


def unknown_names(reading: Reading) -> tuple[str, ...]:
    """Names in the question that no loaded document has."""
    groups = (reading.mentions.people, reading.mentions.ministries, reading.mentions.institutions)
    return tuple(m.name for group in groups for m in group if not m.keys)
