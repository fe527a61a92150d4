"""The working place of one question: its plan, its evidence, and which of the graph's things it means.

A thing is meant only when every word of the question is accounted for: by its names, by its places, ministries, units and
document, by the field that is asked for, or by the text of its own section. A word that nothing accounts for (3.0 where the
documents say 2.0, 제13회 where they say 제12회) makes it another thing: silence, with the near one offered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.evidence import Evidence
from assistant.plan import Plan, Subject
from assistant.planning.subjects import issuers
from assistant.unaccounted import unaccounted
from embeddings.index import SearchIndex
from lexicon.names import other_stage
from lexicon.places import named
from lexicon.text import squash

_WHOLE_NAME = 0.99


@dataclass
class Candidate:
    """A thing that the question may mean.

    ``left`` are the words that its names leave over, ``missing`` those that nothing else accounts for yet, ``in_section``
    those that only the text of its section accounts for: an answer has to stand on a line that says them.
    """

    subject: Subject
    missing: tuple[str, ...]
    document: str
    left: tuple[str, ...] = ()
    texts: list[str] = field(default_factory=list)
    in_section: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The thing's key."""
        return self.subject.key

    @property
    def name(self) -> str:
        """The thing's name in its document."""
        return self.subject.name


class Desk:
    """One question being answered."""

    def __init__(self, plan: Plan, evidence: Evidence, index: SearchIndex | None) -> None:
        self.plan = plan
        self.evidence = evidence
        self.directory = evidence.directory
        self.index = index

    # ------------------------------------------------------------ which things are meant

    def candidates(self, *labels: str, fields: Sequence[str] = ()) -> list[Candidate]:
        """The things meant, likeliest first; ``fields`` are words of the field asked for, which need no other account.

        Things that leave a word unaccounted for come only when no other is there; ``missing`` tells.
        """
        subjects = [s for s in self.plan.subjects if s.label in labels]
        found = [self._candidate(s, fields) for s in subjects if self._placed(s)]
        if found and all(c.missing for c in found):
            self._read_context(found)
        complete = [c for c in found if not c.missing]
        whole = next((c.subject.form for c in complete if self._is_whole(c)), "")
        if whole:
            complete = [c for c in complete if c.subject.label != "Program" or _same_core(whole, c.subject.form)]
        if complete or "Institution" not in labels or not self.plan.words:
            chosen = self._of_documents_chosen(found, complete)
            return [*sorted(chosen, key=self._rank), *sorted(complete or found, key=self._rank)]
        return [*sorted(found, key=self._rank), *self.issuing({c.key for c in found})]

    def _is_whole(self, candidate: Candidate) -> bool:
        return candidate.subject.label == "Program" and candidate.subject.cover >= _WHOLE_NAME

    def _of_documents_chosen(self, found: Sequence[Candidate], complete: Sequence[Candidate]) -> list[Candidate]:
        """Things of the documents chosen that are named as well as the best of others, where only others account for all."""
        chosen = self.plan.values_of("document")
        if not complete or any(c.document in chosen for c in complete):
            return []
        best = max(c.subject.share for c in complete)
        there = [c for c in found if c.document in chosen and c.missing]
        return [c for c in there if c.subject.share >= best] or (self.accounted(there) if self.plan.years else [])

    def issuing(self, known: Iterable[str] = ()) -> list[Candidate]:
        """The institutions of the documents, of which a fact may say all the words (군정 만족도는 몇 점?).

        None where the question names something else.
        """
        if any(f.kind not in ("document", "year", "region") for f in self.plan.filters):
            return []
        keys = set(known)
        return [self._candidate(s, ()) for s in issuers(self.directory, self.plan) if s.key not in keys]

    def accounted(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates whose own sections account for every word that their names leave over."""
        if any(c.missing for c in candidates):
            self._read_sections([c for c in candidates if c.missing])
        return [c for c in candidates if not c.missing]

    def joint(self, *labels: str) -> list[Candidate]:
        """Several things that the words name side by side: no single one accounts for all words, all together do.

        Empty where one thing is meant, or where words stay unaccounted for.
        """
        labels = labels or ("Program",)
        subjects = {s.key: s for s in (*self.plan.subjects, *self.plan.others)}
        found = [self._candidate(s, ()) for s in subjects.values() if s.label in labels and self._placed(s)]
        if len(found) < 2 or any(not c.missing for c in found):
            return []
        chosen: list[Candidate] = []
        left = set(self.plan.words)
        for candidate in sorted(found, key=self._rank):
            explained = left - set(candidate.missing)
            if explained:
                chosen.append(candidate)
                left -= explained
        return chosen if not left and len(chosen) > 1 else []

    def _candidate(self, subject: Subject, fields: Sequence[str]) -> Candidate:
        named = self.directory.by_key.get(subject.key)
        forms = named.forms if named else (subject.name,)
        card = self.directory.document.get(subject.document)
        texts = [*forms, *fields, subject.known_as]
        if card:
            texts += [card.title, card.institution]
        left = {*unaccounted(self.plan.words, texts), *self._other_names(texts)}
        words = tuple(w for w in self.plan.words if w in left)
        words = (*words, *self.of_other_stage(subject.key))
        return Candidate(subject, words, subject.document, words)

    def of_other_stage(self, key: str) -> tuple[str, ...]:
        """The stage of the question (3단계) where a program is another one by its name (2단계); else nothing."""
        named = self.directory.by_key.get(key)
        stage = other_stage(self.plan.text, named.forms) if named and named.label == "Program" else ""
        return (stage,) if stage else ()

    def _other_names(self, texts: Sequence[str]) -> list[str]:
        """Of several words those that are the whole name of another program: only a name that holds them says them."""
        if len(self.plan.words) < 2:
            return []
        keys = [squash(t) for t in texts]
        whole = [w for w in self.plan.words if squash(w) in self.directory.program_names]
        return [w for w in whole if not any(squash(w) in k for k in keys)]

    def _rank(self, candidate: Candidate) -> tuple[float, ...]:
        return (
            len(candidate.missing),
            -self.year_fit(candidate.document),
            -round(candidate.subject.share, 1),
            self.directory.newness.get(candidate.document, len(self.directory.newness)),
        )

    def year_fit(self, document: str) -> int:
        """2 where the document is of the year asked for, 1 where that is one of its years, 0 otherwise."""
        card = self.directory.document.get(document)
        if card is None or not self.plan.years:
            return 0
        if card.year in self.plan.years:
            return 2
        return 1 if set(card.years) & set(self.plan.years) else 0

    def _placed(self, subject: Subject) -> bool:
        """Whether a thing is where the question says: its name, its places or its document's institution say so."""
        codes = self.plan.values_of("region")
        if not codes or subject.label in ("Institution", "Department"):
            return True
        if subject.label == "Facility" and subject.key in self.facilities_in(codes):
            return True
        named = self.directory.by_key.get(subject.key)
        card = self.directory.document.get(subject.document)
        within = set(self.directory.regions_within(codes)) | set(codes)
        if card and card.home and (card.home in within or any(card.home.startswith(c) for c in codes if c.isdigit())):
            return True
        names = [w for f in self.plan.filters if f.kind == "region" for w in f.words.split(", ")]
        if named and any(said in f for n in names for said in (n, _short(n)) for f in named.forms):
            return True
        rows = self.evidence.rows("places_of", programs=[subject.key])
        return any(r["code"] in within for r in rows)

    def elsewhere(self, programs: Iterable[str]) -> set[str]:
        """Those of the programs that the documents place, and in none of the regions of the question."""
        codes = self.plan.values_of("region")
        keys = sorted(set(programs))
        within = {*self.directory.regions_within(codes), *codes}
        rows = self.evidence.rows("places_of", programs=keys) if codes and keys else []
        inside = {r["program"] for r in rows if r["code"] in within or any(c.startswith(r["code"]) for c in codes)}
        return {r["program"] for r in rows} - inside

    def without_house(self, programs: Iterable[str]) -> set[str]:
        """Those of the programs in which the institutions that the question names have no part; issuers are of all."""
        issuers = {d.institution for d in self.directory.documents}
        named = [
            f for f in self.plan.filters if f.kind == "institution" and not f.negated and not issuers & set(f.values)
        ]
        keys = sorted(set(programs))
        if not named or not keys:
            return set()
        houses = sorted({v for f in named for v in f.values})
        of_theirs = {r["program"] for r in self.evidence.rows("programs_with_institutions", institutions=houses)}
        words = [squash(w) for f in named for w in (f.words.split(", ")[-1],)]
        by_key = self.directory.by_key
        called = {k for k in keys if k in by_key and any(w in squash(n) for w in words for n in by_key[k].forms)}
        return set(keys) - of_theirs - called

    def facilities_in(self, codes: Sequence[str]) -> set[str]:
        """The keys of the buildings that stand in any of the regions, or below one."""
        within = self.directory.regions_within(codes)
        return {r["facility"] for r in self.evidence.rows("facilities_in_regions", regions=within)} if within else set()

    def _read_context(self, found: Iterable[Candidate]) -> None:
        """Account for words by the places, ministries, units and people of programs."""
        programs = [c for c in found if c.subject.label == "Program"]
        keys = [c.key for c in programs]
        if not keys:
            return
        texts: dict[str, list[str]] = {k: [] for k in keys}
        for name in ("places_of", "ministries_of", "managers_of"):
            for row in self.evidence.rows(name, programs=keys):
                texts[row["program"]].append(str(row.get("path") or row["name"]))
                if name == "ministries_of":
                    texts[row["program"]] += self.directory.ministries.get(row["name"], ())
        for candidate in programs:
            candidate.texts += texts[candidate.key]
            candidate.missing = unaccounted(candidate.missing, candidate.texts)

    def _read_sections(self, found: Iterable[Candidate]) -> None:
        """Account for words by the text of the sections that are about programs."""
        best = sorted((c for c in found if c.subject.label == "Program"), key=lambda c: len(c.missing))[:4]
        rows = self.evidence.rows("program_passages", programs=[c.key for c in best]) if best else []
        for candidate in best:
            own = [r for r in rows if r["program"] == candidate.key]
            texts = [str(r["text"]) for r in own]
            for row in own:
                if row["line_start"] and row["line_end"] - row["line_start"] < _SECTION_LINES:
                    texts.append(self.evidence.text(candidate.document, row["line_start"], row["line_end"]))
            candidate.texts += texts
            before = candidate.missing
            own_words = {w for w in before if _EDITION.fullmatch(w) or self._is_elsewhere(candidate, w)}
            candidate.missing = tuple(w for w in before if w in {*unaccounted(before, texts), *own_words})
            candidate.in_section += tuple(w for w in before if w not in candidate.missing)

    def _is_elsewhere(self, candidate: Candidate, word: str) -> bool:
        """Whether a word is a place, and the program is stated to be in others alone: 진주 웹툰캠퍼스, which is in 창원."""
        region = named(word)
        if region is None or region.level not in ("시도", "시군구"):
            return False
        codes = [str(r["code"]) for r in self.evidence.rows("places_of", programs=[candidate.key])]
        codes = [c for c in codes if c.isdigit() and not any(d != c and d.startswith(c) for d in codes)]
        return bool(codes) and not any(c.startswith(region.code) or region.code.startswith(c) for c in codes)

    # ------------------------------------------------------------ what is said of things

    def cards(self, programs: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The cards of programs by key, with their mentions as lists of lines."""
        rows = self.evidence.rows("program_cards", programs=sorted(programs)) if programs else []
        for row in rows:
            row["mentions"] = json.loads(row["mentions"] or "[]")
            row["names"] = json.loads(row["names"] or "[]")
        return {row["key"]: row for row in rows}

    def title(self, document: str) -> str:
        """A document's title."""
        card = self.directory.document.get(document)
        return card.title if card else document

    def file(self, document: str) -> str:
        """A document's file name, as every output says it."""
        card = self.directory.document.get(document)
        return card.file_name if card else document

    def year(self, document: str) -> int | None:
        """The last year of a document."""
        card = self.directory.document.get(document)
        return card.year if card else None

    def year_told(self, document: str) -> int | None:
        """The year beside a result: the one asked about where the document is for it, else the document's last."""
        card = self.directory.document.get(document)
        asked = self.plan.years[0] if len(self.plan.years) == 1 else None
        return asked if card and asked in card.years else self.year(document)


def _short(place: str) -> str:
    """A place as names say it: 충남 for 충청남도, else its first two letters."""
    return place[0] + place[2] if _HALF_PROVINCE.match(place) else place[:2]


_HALF_PROVINCE = re.compile(r"(?:충청|전라|경상)[남북]도")
_EDITION = re.compile(r"\d+\.\d+|(?:제\s?)?\d+\s?(?:회|차|기|단계|공구|호선|호기|지구|공장)")
"""A version or an edition (4.0, 제13회): only a name says it, whatever figures stand in the text below."""
_SECTION_LINES = 80
"""A section longer than this is not about one program."""


def _same_core(whole: str, form: str) -> bool:
    """Whether a name goes on from a whole name that is said (스마트시티 챌린지 사업 and 충북 스마트시티 챌린지)."""
    core = _KIND_END.sub("", whole)
    return core in form or form in whole


_KIND_END = re.compile(r"(?:사업|지원사업|과제)$")
