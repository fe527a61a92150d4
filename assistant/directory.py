"""What the graph's things are called, in memory: read once for each revision of the graph, asked for every question."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from assistant.chapters import Chapter, shortened, title_letters
from assistant.reading.standing import Forms, Standing
from graph.bolt import present
from graph.schema import GROUP_LEVEL
from graph.store import Store
from lexicon.labels import read_label
from lexicon.ministries import today
from lexicon.names import written_out
from lexicon.places import ancestors, find_code, find_places
from lexicon.tables import rows
from lexicon.text import squash
from queries.catalog import query

_CHAPTER_LETTERS, _DEEP_LETTERS, _GROUP_LETTERS = 4, 9, 2
"""Letters from which a heading is a name: deeper ones are mostly 추진배경, 향후계획."""


class Named(NamedTuple):
    """A thing of the graph by its names. ``document`` and ``kind`` are empty where the label has none."""

    label: str
    key: str
    document: str
    name: str
    forms: tuple[str, ...]
    kind: str = ""
    order: int = 0


@dataclass(frozen=True)
class DocumentCard:
    """A document: whose it is, for which years, of what date, and the code of the region of its institution."""

    key: str
    title: str
    file_name: str
    institution: str
    years: tuple[int, ...]
    date: str
    kind: str
    home: str
    unit: str = ""

    @property
    def year(self) -> int | None:
        """The last of its years."""
        return max(self.years) if self.years else None


_HELD_WORDS = 512
"""Words of which the programs that hold them are remembered."""
_ASKED_FOR = ("contact", "person", "phone", "manager", "address", "department")


def _names_field(title: str) -> bool:
    """Whether a heading is the very word of what people ask for of a thing: 담당자 연락처."""
    reading = read_label(title)
    return reading is not None and reading.field in _ASKED_FOR


_YEAR_LEAD = re.compile(r"^(?:19|20)\d\d(?:년도?)?")
_NAME_WORD = re.compile(r"[가-힣A-Za-z0-9]+")


class KnownRegion(NamedTuple):
    """A region that the graph refers to."""

    code: str
    name: str
    level: str


@dataclass(frozen=True)
class Directory:
    """All names at one revision. Documents are newest first (by date, then key)."""

    revision: int
    documents: tuple[DocumentCard, ...]
    programs: tuple[Named, ...]
    people: tuple[Named, ...]
    departments: tuple[Named, ...]
    facilities: tuple[Named, ...]
    institutions: tuple[Named, ...]
    ministries: Mapping[str, tuple[str, ...]]
    regions: tuple[KnownRegion, ...]
    tasks: tuple[Named, ...]
    chapters: tuple[Chapter, ...]
    parts: frozenset[str]
    """The keys of the programs that are parts of others."""

    @cached_property
    def by_key(self) -> dict[str, Named]:
        """Every named thing by its key."""
        groups = (self.programs, self.people, self.departments, self.facilities, self.institutions)
        return {n.key: n for group in groups for n in group}

    @cached_property
    def programs_of(self) -> dict[str, list[Named]]:
        """The programs of each document, by its key."""
        found: dict[str, list[Named]] = {}
        for program in self.programs:
            found.setdefault(program.document, []).append(program)
        return found

    @cached_property
    def chapters_by_head(self) -> dict[str, list[Chapter]]:
        """The chapters that a question can name, by the first letters of their titles; programs' own sections are none."""
        found: dict[str, list[Chapter]] = {}
        short = [c._replace(letters=letters) for c in self.chapters for letters in shortened(c)]
        for chapter in [*self.chapters, *short]:
            upper = chapter.level <= self._tops.get(chapter.document, 1) + 1
            least = _CHAPTER_LETTERS if upper else _GROUP_LETTERS if chapter.of_rows else _DEEP_LETTERS
            enough = len(chapter.letters) >= least
            if (
                enough
                and not _names_field(chapter.title)
                and chapter.letters not in self._covers
                and not {chapter.letters, squash(chapter.title)} & self.program_names
                and chapter.letters not in self._dated_names
            ):
                found.setdefault(chapter.letters[:3], []).append(chapter)
        return found

    @cached_property
    def _tops(self) -> dict[str, int]:
        """The level of each document's chapters: the first at which it has several headings, its title being alone above."""
        counts = Counter((c.document, c.level) for c in self.chapters if not c.of_rows)
        found: dict[str, int] = {}
        for (document, level), number in sorted(counts.items()):
            if number > 1:
                found.setdefault(document, level)
        return found

    @cached_property
    def issuing_units(self) -> dict[str, list[str]]:
        """The units that covers name behind their institution (익산시 경제산업국), with their documents."""
        found: dict[str, list[str]] = {}
        for card in self.documents:
            if card.unit:
                found.setdefault(squash(card.unit), []).append(card.key)
        return found

    @cached_property
    def _covers(self) -> frozenset[str]:
        """The letters of headings that only say whose a document is."""
        return frozenset(squash(c.institution + c.unit) for c in self.documents)

    @cached_property
    def all_names(self) -> frozenset[str]:
        """The letters of every name of programs, units, buildings and institutions."""
        groups = (self.programs, self.facilities, self.departments, self.institutions)
        return frozenset(squash(f) for group in groups for n in group for f in n.forms)

    @cached_property
    def program_names(self) -> frozenset[str]:
        """The letters of every name of every program."""
        return frozenset(squash(f) for p in self.programs for f in p.forms)

    @cached_property
    def _dated_names(self) -> frozenset[str]:
        """The letters of program names without the year before them."""
        return frozenset(_YEAR_LEAD.sub("", name) for name in self.program_names)

    @cached_property
    def _run_of_names(self) -> str:
        return "\n".join(sorted(self.program_names))

    @cached_property
    def _run_of_all_names(self) -> str:
        return "\n".join(sorted(self.all_names))

    @cached_property
    def name_words(self) -> tuple[str, ...]:
        """The words of all names, as written."""
        groups = (self.programs, self.facilities, self.departments, self.institutions)
        words = {w for group in groups for n in group for f in n.forms for w in _NAME_WORD.findall(f)}
        return tuple(sorted({w for w in words if len(w) > 1}))

    @cached_property
    def _beginnings(self) -> dict[int, frozenset[str]]:
        return {}

    def beginnings(self, size: int) -> frozenset[str]:
        """The words of names cut to ``size`` syllables, those that have so many."""
        if size not in self._beginnings:
            self._beginnings[size] = frozenset(w[:size] for w in self.name_words if len(w) >= size)
        return self._beginnings[size]

    def holds(self, letters: str) -> bool:
        """Whether some program's name holds these letters."""
        return letters in self._run_of_names

    def names_hold(self, letters: str) -> bool:
        """Whether the name of anything, a person's as well, holds these letters."""
        return letters in self._run_of_all_names or letters in self.people_by_name

    @cached_property
    def people_by_name(self) -> dict[str, list[str]]:
        """The keys of people by what they are called."""
        found: dict[str, list[str]] = {}
        for person in self.people:
            found.setdefault(person.name, []).append(person.key)
        return found

    @cached_property
    def standing_people(self) -> Standing:
        """The names of people, to be found in texts."""
        return Standing(self.people_by_name)

    @cached_property
    def standing_units(self) -> Forms:
        """The forms of departments, to be found in texts."""
        return Forms((d.forms, d.key) for d in self.departments)

    @cached_property
    def standing_institutions(self) -> Forms:
        """The forms of institutions that are no local governments, to be found in texts."""
        return Forms((i.forms, i.key) for i in self.institutions if i.kind != "지자체")

    @cached_property
    def institution_of_form(self) -> dict[str, str]:
        """The key of an institution by any of its forms."""
        return {form: i.key for i in self.institutions for form in i.forms}

    @cached_property
    def standing_surfaces(self) -> Standing:
        """What a sentence without blanks is cut at: ministries, regions, people, units and sources, the longest first."""
        names = [s for forms in self.ministries.values() for s in forms] + [r.name for r in self.regions]
        names += [n.name for group in (self.people, self.departments) for n in group]
        names += [row["token"].strip("*") for row in rows("sources")]
        names += [d.institution.rpartition(" ")[2] for d in self.documents if d.institution]
        return Standing(sorted(set(names), key=lambda n: (-len(n), n)))

    @cached_property
    def _letters_of_programs(self) -> tuple[str, list[int], list[str]]:
        """All letters of programs' names in one run, where each name begins, and whose it is."""
        names = [
            (form, p.key) for p in self.programs for form in {k for f in p.forms for k in (squash(f), written_out(f))}
        ]
        begins = list(accumulate((len(form) + 1 for form, _ in names), initial=0))
        return "\n".join(form for form, _ in names), begins, [key for _, key in names]

    @cached_property
    def _kinds(self) -> Counter[str]:
        return Counter(p.kind for p in self.programs)

    def programs_not(self, kind: str) -> int:
        """How many programs are of other kinds."""
        return len(self.programs) - self._kinds[kind]

    def programs_holding(self, letters: str) -> set[str]:
        """The keys of the programs one of whose names, as written or with shorthand written out, holds these letters."""
        if not letters:
            return {p.key for p in self.programs}
        if (known := self._held.get(letters)) is not None:
            return set(known)
        found = self._holding(letters)
        if len(self._held) >= _HELD_WORDS:
            self._held.clear()
        self._held[letters] = frozenset(found)
        return found

    @cached_property
    def _held(self) -> dict[str, frozenset[str]]:
        return {}

    def _holding(self, letters: str) -> set[str]:
        run, begins, keys = self._letters_of_programs
        found: set[str] = set()
        at = run.find(letters)
        while at >= 0:
            name = bisect_right(begins, at) - 1
            found.add(keys[name])
            at = run.find(letters, begins[name + 1])
        return found

    @cached_property
    def document(self) -> dict[str, DocumentCard]:
        """Documents by key."""
        return {d.key: d for d in self.documents}

    @cached_property
    def newness(self) -> dict[str, int]:
        """0 for the newest document, 1 for the next."""
        return {d.key: i for i, d in enumerate(self.documents)}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """All years that documents are for, newest first."""
        return tuple(sorted({y for d in self.documents for y in d.years}, reverse=True))

    @property
    def this_year(self) -> int | None:
        """The year from which 작년 and 내년 are meant: that of the newest document's date, else its last year."""
        if not self.documents:
            return None
        newest = self.documents[0]
        return int(newest.date[:4]) if newest.date[:4].isdigit() else newest.year

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The regions of the documents' institutions, newest document first."""
        return tuple(dict.fromkeys(d.home for d in self.documents if d.home))

    def regions_within(self, codes: Sequence[str]) -> list[str]:
        """The known regions that are one of ``codes`` or lie below one."""
        wanted = set(codes)
        wanted |= {m for code in codes if (region := find_code(code)) for m in region.members}
        return [r.code for r in self.regions if r.code in wanted or wanted & {a.code for a in ancestors(r.code)}]

    def regions_above(self, codes: Iterable[str]) -> list[str]:
        """The known regions above any of ``codes``, nearest first."""
        known = {r.code for r in self.regions}
        above = [a.code for code in codes for a in ancestors(code)]
        return [c for c in dict.fromkeys(above) if c in known]

    def ministries_called(self, name: str) -> list[str]:
        """The names in the graph of the ministry ``name``: itself, and those it came from or became.

        Of a ministry that was divided, only what took most of it counts: 산업통상자원부 did not become 기후에너지환경부.
        """
        kin = {name, today(name)[0]}
        return [m for m in self.ministries if m in kin or today(m)[0] in kin]


def home_of(institution: str) -> str:
    """The region code that an institution's name begins with; empty where it names none."""
    places = find_places(institution) or find_places(institution[:2])
    return places[0].region.code if places else ""


def load_directory(store: Store, revision: int) -> Directory:
    """Read all names from the graph."""
    documents = sorted(
        (_card(row) for row in present(store.read(query("documents")))), key=lambda d: (d.date, d.key), reverse=True
    )
    return Directory(
        revision,
        tuple(documents),
        _named(store, "Program", "named_programs"),
        _named(store, "Person", "named_people"),
        _named(store, "Department", "named_departments"),
        _named(store, "Facility", "named_facilities"),
        _named(store, "Institution", "named_institutions"),
        {
            row["name"]: (row["name"], *(row["abbreviations"] or ()))
            for row in sorted(present(store.read(query("named_ministries"))), key=lambda r: str(r["name"]))
        },
        tuple(
            KnownRegion(row["code"], row["name"], row["level"])
            for row in sorted(present(store.read(query("named_regions"))), key=lambda r: str(r["code"]))
        ),
        (*_named(store, "Task", "named_tasks"), *_named(store, "Goal", "named_goals")),
        tuple(
            Chapter(
                r["key"],
                r["document"],
                r["title"],
                title_letters(r["title"]),
                r["level"],
                r["line_start"],
                r["line_end"],
            )
            for r in sorted(
                present(store.read(query("chapters"), group=GROUP_LEVEL)),
                key=lambda r: (str(r["document"]), r["line_start"]),
            )
        ),
        frozenset(row["key"] for row in present(store.read(query("parts")))),
    )


def _card(row: Mapping[str, Any]) -> DocumentCard:
    institution = str(row["institution"] or "")
    years: tuple[int, ...] = tuple(row["years"] or ())
    return DocumentCard(
        key=str(row["key"]),
        title=str(row["title"] or row["key"]),
        file_name=str(row["file_name"] or row["key"]),
        institution=institution,
        years=years,
        date=str(row["date"] or (max(years) if years else "")),
        kind=str(row["kind"] or ""),
        home=home_of(institution),
        unit=str(row["unit"] or ""),
    )


def _named(store: Store, label: str, name: str) -> tuple[Named, ...]:
    found = []
    for row in present(store.read(query(name))):
        extra = [*(row.get("aliases") or ())]
        if row.get("path") and row["path"] != row["name"]:
            extra.append(row["path"])
        forms = tuple(dict.fromkeys(f for f in (row["name"], *extra) if f and squash(f)))
        kind = row.get("kind") or "|".join(str(t) for t in row.get("titles") or () if t)
        found.append(
            Named(label, row["key"], row.get("document") or "", row["name"], forms, kind, row.get("order") or 0)
        )
    return tuple(sorted(found, key=lambda n: n.key))
