"""The graph's labels and relationships: one table that people can read.

Constraints, indexes, the writer, the export and ``docs/model.md`` are made from it. ``owned`` labels belong to one
document and carry its key as ``document``; the others (Ministry, Region, Institution) are shared and live as long as
something refers to them.
"""

from __future__ import annotations

from typing import NamedTuple

SCHEMA_VERSION = 1


class Label(NamedTuple):
    """A node label: the property that is its key, whether a document owns it, its other properties, its meaning.

    ``indexed`` properties have an index on both engines: only those with few equal values, because ArcadeDB walks
    through all equals to remove one.
    """

    name: str
    key: str
    owned: bool
    properties: tuple[str, ...]
    meaning: str
    indexed: tuple[str, ...] = ()


class Relationship(NamedTuple):
    """A relationship type: possible starts and ends, its properties, and which property tells equals apart."""

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    properties: tuple[str, ...]
    meaning: str
    role: str = ""


# fmt: off
_CITED = ("document", "line_start", "line_end", "lines")
_LINK = ("score", "reason", "lines_from", "lines_to")

GROUP_LEVEL = 9
"""The level of a section that is no heading but the rows of a table that one cell groups."""

STATUSES = ("확정", "공모", "제안", "계획", "완료", "연기", "미선정", "중단")
"""What a program can be at."""

LABELS: tuple[Label, ...] = (
    Label("Document", "key", True, ("title", "institution", "unit", "years", "date", "kind", "file_name", "format", "sha256",
          "extractor", "source_path", "loaded_at", "set_by_person", "linked", "page_lines", "table_lines",
          "sketch", "copies", "copies_kept"), "A planning document, known by its file name."),
    Label("Section", "key", True, ("title", "level", "path", "line_start", "line_end", "page", "order"),
          "A heading and what stands under it; with level 9 the rows of a table that one cell groups."),
    Label("Chunk", "key", True, ("text", "line_start", "line_end", "page", "order", "section"),
          "A passage of about 200 characters, the unit of search and of citations."),
    Label("Program", "key", True, ("name", "aliases", "names", "kind", "status", "is_new", "is_competition",
          "period_start", "period_end", "period_text", "periods", "total_krw", "summary", "mentions", "order"),
          "A program, pledge, event or activity.", ("name",)),
    Label("Ministry", "name", False, ("abbreviations",), "A central ministry or agency, by its official name then."),
    Label("Region", "code", False, ("name", "level", "aliases"), "A place of the administrative hierarchy.", ("name",)),
    Label("Institution", "key", False, ("name", "aliases", "kind"), "An agency, company, university, local government.",
          ("name",)),
    Label("Department", "key", True, ("name", "path"), "A unit of an institution.", ("name",)),
    Label("Person", "key", True, ("name",), "A person whom the document names.", ("name",)),
    Label("Goal", "key", True, ("name", "line_start", "order"), "A strategic goal of a plan."),
    Label("Task", "key", True, ("name", "line_start", "order"), "A task that serves a goal."),
    Label("Budget", "key", True, ("amount_krw", "source", "scope", "year", "party", "label", "as_stated", "adopted",
          "line_start", "line_end", "table"), "One stated amount of a program, in won."),
    Label("Milestone", "key", True, ("date_start", "date_end", "text", "kind", "line_start", "line_end"),
          "Something done or planned, with its date."),
    Label("Facility", "key", True, ("name", "aliases", "address", "area_m2", "site_area_m2", "floors", "opened"),
          "A building, centre or room.", ("name",)),
    Label("Fact", "key", True, ("subject", "attribute", "value", "number", "unit", "date", "year", "line_start",
          "line_end", "table"), "Whatever else a table or a `라벨 : 값` line says."),
    Label("Judgement", "key", False, ("left", "right", "verdict", "who", "when", "why"), "What a person decided."),
    Label("Correction", "key", False, ("program", "kind", "old", "new", "lines", "words", "who", "when", "why"),
          "A person's word on one fact of a program (JSON): other values, or none where it is wrong."),
    Label("Feedback", "key", False, ("question", "plan", "answer", "who", "when", "why"),
          "A person's word that an answer is wrong, with the question, its plan (JSON) and the answer."),
    Label("Meta", "key", False, ("schema_version", "revision", "linked", "copying"), "One node: the state of the graph; not exported."),
)

_THINGS = ("Program", "Institution", "Department", "Facility", "Region", "Document")

RELATIONSHIPS: tuple[Relationship, ...] = (
    Relationship("IN", ("Program",), ("Document",), _CITED, "The program stands in the document."),
    Relationship("FUNDED_BY", ("Program",), ("Ministry", "Institution"), ("role", *_CITED),
                 "Settled: 주관, 지원 or 공모선정.", "role"),
    Relationship("APPLIES_TO", ("Program",), ("Ministry", "Institution"), _CITED, "It bids in a competition."),
    Relationship("PROPOSED_TO", ("Program",), ("Ministry", "Institution"), _CITED, "The program is proposed to it."),
    Relationship("MENTIONS", ("Program",), ("Ministry", "Institution"), _CITED, "A visit, a review: no money."),
    Relationship("VIA", ("Program",), ("Institution",), _CITED, "The ministry's agency that handles it (전문기관)."),
    Relationship("RUN_BY", ("Program",), ("Institution",), _CITED, "Who carries it out."),
    Relationship("PARTNER", ("Program",), ("Institution",), ("role", *_CITED), "Who takes part.", "role"),
    Relationship("MANAGED_BY", ("Program",), ("Department",), _CITED, "The unit in charge."),
    Relationship("CONTACT", ("Program",), ("Person",), ("title", "grade", "phone", "duty", *_CITED), "Whom to ask."),
    Relationship("LOCATED_IN", ("Program",), ("Region",), ("basis", *_CITED),
                 "Where it is carried out; basis: 위치·주소·대상·내용·사업명·기관."),
    Relationship("SITE", ("Program",), ("Facility",), ("address", *_CITED), "The building of the program."),
    Relationship("SERVES", ("Program",), ("Task",), _CITED, "The task that the program serves."),
    Relationship("HAS_BUDGET", ("Program",), ("Budget",), _CITED, "An amount stated for it."),
    Relationship("HAS_MILESTONE", ("Program", "Institution", "Department", "Facility"), ("Milestone",), _CITED,
                 "Something done or planned."),
    Relationship("PART_OF", ("Program", "Task", "Region", "Department", "Facility", "Chunk", "Section"),
                 ("Program", "Goal", "Region", "Department", "Institution", "Facility", "Section", "Document"),
                 ("floor", *_CITED), "A part of a whole."),
    Relationship("CONTINUES", ("Program",), ("Program",), _LINK, "The same program of an earlier document."),
    Relationship("LOCAL_SHARE", ("Program",), ("Program",), _LINK, "From the share to the whole."),
    Relationship("SAME_FAMILY", ("Program",), ("Program",), _LINK, "One national program in several regions."),
    Relationship("SIMILAR_TO", ("Program",), ("Program",), _LINK, "A near neighbour by content."),
    Relationship("SAME_AS", ("Person", "Department", "Facility"), ("Person", "Department", "Facility"), _LINK,
                 "The same one in another document."),
    Relationship("ISSUED_BY", ("Document",), ("Institution",), (), "Whose document it is."),
    Relationship("WORKS_IN", ("Person",), ("Department", "Institution"), ("title", "grade", "phone", "year", *_CITED),
                 "A person's post.", "title"),
    Relationship("ABOUT", ("Fact",), _THINGS, (), "What the fact is about."),
    Relationship("LOCATED_IN", ("Facility",), ("Region",), _CITED, "Where the building stands."),
    Relationship("LOCATED_IN", ("Institution", "Department"), ("Facility",), ("floor", *_CITED), "Where it sits."),
    Relationship("SUCCEEDED_BY", ("Ministry", "Institution", "Department"), ("Ministry", "Institution", "Department"),
                 ("date",), "Reorganised or renamed into."),
    Relationship("STATED_IN", ("Program", "Ministry", "Region", "Institution", "Department", "Person", "Goal", "Task",
                               "Budget", "Milestone", "Facility", "Fact"), ("Chunk",),
                 ("line_start", "line_end", "quote", "name", "year", "document"), "The line that says so.",
                 "line_start"),
)

# fmt: on

LABEL_BY_NAME = {label.name: label for label in LABELS}
EXPORTED_LABELS = tuple(label for label in LABELS if label.name != "Meta")
OWNED = tuple(label.name for label in LABELS if label.owned)
SHARED = ("Ministry", "Region", "Institution")
RELATIONSHIP_TYPES = tuple(dict.fromkeys(r.type for r in RELATIONSHIPS))
SEARCHED = frozenset({"search_tokens", "search_document", "search_vector", "searched"})
"""Properties that search within Neo4j adds to chunks and documents (``graph.searching``); no document is saved with them."""
TIMES = frozenset({"loaded_at", "source_path", "linked", "sketch", "copies_kept", *SEARCHED})
"""Properties that say when something was loaded or computed, by which rules, and from where: left out of exports, so
that equal graphs are equal."""


def relationship(type_: str, start: str, end: str) -> Relationship | None:
    """The row of the table for a relationship of this type between these labels, if there is one."""
    return next((r for r in RELATIONSHIPS if r.type == type_ and start in r.starts and end in r.ends), None)


def key_property(label: str) -> str:
    """The property that holds the key of a label's nodes."""
    return LABEL_BY_NAME[label].key
