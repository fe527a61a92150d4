"""Documents for ``bench/scale.py``: the plans of ``bench/links.py`` with all that questions ask about, ten chunks a program.

Chapters and sections, ministries, regions, people, milestones, facts, and the text of a page: what reading a real plan
of a county gives, in about the same numbers.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bench.links import ACTS, OBJECTS, TARGETS, THEMES, UNITS, documents
from graph.model import Edge, Node, Ref, Subgraph, Value
from lexicon.places import regions
from lexicon.tables import rows

CHUNKS = 10
_CHAPTER = 20  # programs under a heading
_LINES = 40  # lines of the text for each program
_TEXTS = 256
"""Different directions that vectors are made of."""


@dataclass
class Named:
    """What questions can name of one program."""

    program: str
    issuer: str
    year: int
    document: str
    person: str
    ministry: str


@dataclass
class Corpus:
    """Generated documents, remembering a few programs to ask about; never more than one document in memory."""

    programs: int
    every: int
    asked: list[Named] = field(default_factory=list)

    def plans(self) -> Iterator[Subgraph]:
        """The documents, one after the other."""
        for at, plan in enumerate(documents(self.programs)):
            named = _fill(plan, random.Random(at))
            if at % self.every == 0:
                self.asked += [named[len(named) // 3], named[2 * len(named) // 3]]
            yield plan


class Given:
    """Vectors that cost nothing: of a few directions by the text's own number, as many numbers as e5 has."""

    name, dimension = "given/384", 384

    def __init__(self) -> None:
        chance = np.random.default_rng(7)
        self._bases = (3 + chance.normal(size=(_TEXTS, self.dimension))).astype(np.float32)

    def passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Three directions of the text's number, mixed."""
        numbers = np.array([zlib.crc32(text.encode()) for text in texts], np.uint64)
        made = self._bases[numbers % _TEXTS] + self._bases[numbers // 251 % _TEXTS] * np.float32(0.8)
        made += self._bases[numbers // 65_521 % _TEXTS] * np.float32(0.6)
        made += ((numbers % 9_973)[:, None] * np.arange(1, self.dimension + 1) % 101).astype(np.float32) / 101
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)

    def query(self, text: str) -> npt.NDArray[np.float32]:
        """A question as a passage."""
        return np.asarray(self.passages([text])[0], np.float32)


def _fill(plan: Subgraph, chance: random.Random) -> list[Named]:
    """Add what the plans of ``bench/links.py`` leave out."""
    document = next(n for n in plan.nodes if n.label == "Document")
    issuer = str(document.properties["institution"])
    year = int(str(document.properties["date"]))
    plan.nodes = [_stated(n) for n in plan.nodes if n.label != "Chunk"]
    plan.edges = [e for e in plan.edges if e.type != "STATED_IN"]
    filler = _Filler(plan, chance)
    named = []
    for number, at in enumerate([at for at, n in enumerate(plan.nodes) if n.label == "Program"]):
        program = plan.nodes[at]
        term = {
            "period_start": str(year),
            "period_end": str(year + number % 4),
            "period_text": f"{year}~{year + number % 4}",
        }
        plan.nodes[at] = Node("Program", program.key, {**program.properties, **term})
        person, ministry = filler.program(number, program)
        named.append(Named(str(program.properties["name"]), issuer, year, plan.document, person, ministry))
    plan.nodes += filler.nodes.values()
    plan.edges += filler.edges
    title = f"{year}년도 {issuer} 주요업무계획"
    at = plan.nodes.index(document)
    more = {"title": title, "file_name": plan.document, "kind": "주요업무계획", "date": f"{year}-01"}
    plan.nodes[at] = Node("Document", document.key, {**document.properties, **more})
    return named


def _stated(node: Node) -> Node:
    """An amount with its words, as readers give it."""
    return Node(*node.ref, {**node.properties, "as_stated": "총사업비"}) if node.label == "Budget" else node


class _Filler:
    """Adds to the programs of one plan."""

    def __init__(self, plan: Subgraph, chance: random.Random) -> None:
        self._plan, self._chance, self._key = plan, chance, plan.document
        self.nodes: dict[Ref, Node] = {}
        self.edges: list[Edge] = []
        given = [row["syllable"] for row in rows("given_syllables")]
        surnames = [row["surname"] for row in rows("surnames")]
        self._people = [chance.choice(surnames) + chance.choice(given) + chance.choice(given) for _ in UNITS]
        self._ministries = sorted({row["name"] for row in rows("ministries") if not row["valid_to"]})
        self._places = sorted(c for c, r in regions().items() if r.level == "시군구" and r.valid(2024))

    def program(self, number: int, program: Node) -> tuple[str, str]:
        """Chunks, money, place, people, steps and facts of one program; the person and the ministry."""
        line = _LINES * number + 1
        cite: dict[str, Value] = {"line_start": line, "line_end": line, "lines": [line]}
        chunks = self._text(number, str(program.properties["name"]), line)
        ministry = self._ministries[zlib.crc32(program.key.encode()) % len(self._ministries)]
        place = self._places[int(self._key.partition("_")[0]) % len(self._places)]
        person = self._people[number % len(self._people)]
        self._node("Ministry", ministry, name=ministry)
        self._node("Region", place, name=regions()[place].name, level="시군구")
        who = self._node("Person", self._owned("Person", person), name=person)
        self._edge("FUNDED_BY", program.ref, Ref("Ministry", ministry), role="지원", **cite)
        self._edge("LOCATED_IN", program.ref, Ref("Region", place), basis="위치", **cite)
        phone = f"043-210-{number:04d}"
        self._edge("CONTACT", program.ref, who, title="주무관", phone=phone, **cite)
        self._edge("STATED_IN", program.ref, chunks[0], quote=program.ref.key, line_start=line, line_end=line)
        self._more(number, program, chunks, line)
        return person, ministry

    def _more(self, number: int, program: Node, chunks: list[Ref], line: int) -> None:
        """Sources of money, milestones, facts and a period."""
        national = Ref("Budget", f"{self._owned('Budget', str(program.properties['name']))}/국비")
        amount = self._chance.randint(1, 300) * 10_000_000
        at: dict[str, Value] = {"line_start": line + 1, "line_end": line + 1}
        self._node(
            *national,
            amount_krw=amount,
            source="국비",
            scope="total",
            adopted=True,
            as_stated="국비",
            line_start=line + 1,
        )
        self._edge("HAS_BUDGET", program.ref, national, **at)
        for month in (3, 11):
            step = Ref("Milestone", f"{self._owned('Milestone', str(number))}/{month}")
            date = f"{self._key.rpartition('_')[2][:4]}-{month:02d}"
            self._node(*step, date_start=date, date_end=date, text="사업 공고", kind="plan", line_start=line + month)
            self._edge("HAS_MILESTONE", program.ref, step, line_start=line + month, line_end=line + month)
        for attribute in ("지원대상", "집행률"):
            fact = Ref("Fact", f"{self._owned('Fact', str(number))}/{attribute}")
            value = f"{self._chance.randint(1, 99)}%" if attribute == "집행률" else self._chance.choice(TARGETS)
            self._node(*fact, subject=program.properties["name"], attribute=attribute, value=value, line_start=line + 5)
            self.edges.append(Edge("ABOUT", fact, program.ref))
            self._edge("STATED_IN", fact, chunks[1], line_start=line + 5, line_end=line + 5, quote=value)

    def _text(self, number: int, name: str, line: int) -> list[Ref]:
        """A section of ten chunks under a chapter."""
        chapter = Ref("Section", self._owned("Section", f"{number // _CHAPTER}"))
        if chapter not in self.nodes:
            title = f"{number // _CHAPTER + 1}. {THEMES[number % len(THEMES)]} 분야"
            last = line + _CHAPTER * _LINES - 1
            self._node(*chapter, title=title, path=title, level=1, line_start=line, line_end=last, order=number)
            self._edge("PART_OF", chapter, Ref("Document", self._key))
        section = Ref("Section", self._owned("Section", f"{number // _CHAPTER}/{number}"))
        last = line + _LINES - 1
        self._node(*section, title=name, path=name, level=5, line_start=line, line_end=last, order=number)
        self._edge("PART_OF", section, chapter)
        found = []
        for piece in range(CHUNKS):
            ref = Ref("Chunk", self._owned("Chunk", str(number * CHUNKS + piece)))
            text = f"○ {name} : {self._sentence()}" if piece == 0 else f"- {self._sentence()}"
            at, order = line + 4 * piece, number * CHUNKS + piece
            self._node(*ref, text=text, section=name, order=order, page=number + 1, line_start=at, line_end=at)
            self._edge("PART_OF", ref, section)
            found.append(ref)
        return found

    def _sentence(self) -> str:
        pick = self._chance.choice
        words = [pick(TARGETS), pick(THEMES), pick(OBJECTS), pick(ACTS), pick(THEMES), pick(OBJECTS)]
        return " ".join([*words, f"{self._chance.randint(2, 9_000)}개소", "추진"])

    def _owned(self, label: str, name: str) -> str:
        return f"{self._key}/{label}/{name}"

    def _node(self, label: str, key: str, **properties: Value) -> Ref:
        ref = Ref(label, key)
        self.nodes.setdefault(ref, Node(label, key, properties))
        return ref

    def _edge(self, type_: str, start: Ref, end: Ref, **properties: Value) -> None:
        self.edges.append(Edge(type_, start, end, properties))
