"""Small subgraphs that have what documents have: owned and shared nodes, a chain of regions, a circle of ministries."""

from __future__ import annotations

import json

from graph.model import Edge, Keys, Node, Properties, Ref, Subgraph
from graph.schema import relationship

REGIONS = {
    "4300000000": ("충청북도", "시도", None),
    "4313000000": ("충주시", "시군구", "4300000000"),
    "4315000000": ("제천시", "시군구", "4300000000"),
}
# One name came back: a circle.
MINISTRIES = ("행정안전부", "안전행정부", "행정자치부")


class Builder:
    """Builds a subgraph node by node."""

    def __init__(self, document: str, **properties: str) -> None:
        self.keys = Keys(document)
        self.subgraph = Subgraph(document)
        self.document = self.node("Document", document, {"file_name": f"{document}.txt", **properties})
        self.chunk = self.own("Chunk", "1", {"text": "본문", "line_start": 1, "line_end": 9})
        self.edge("PART_OF", self.chunk, self.document)

    def node(self, label: str, key: str, properties: Properties) -> Ref:
        ref = Ref(label, key)
        if all(node.ref != ref for node in self.subgraph.nodes):
            self.subgraph.nodes.append(Node(label, key, properties))
        return ref

    def own(self, label: str, name: str, properties: Properties) -> Ref:
        return self.node(label, self.keys.owned(label, name), properties)

    def edge(self, type_: str, start: Ref, end: Ref, **properties: object) -> None:
        row = relationship(type_, start.label, end.label)
        lines = {"line_start": 3, "line_end": 4, "lines": [3, 7]} if row and "lines" in row.properties else {}
        self.subgraph.edges.append(Edge(type_, start, end, {**lines, **properties}))  # type: ignore[dict-item]

    def region(self, code: str) -> Ref:
        name, level, above = REGIONS[code]
        ref = self.node("Region", code, {"name": name, "level": level, "aliases": []})
        if above and not any(edge.start == ref for edge in self.subgraph.edges):
            self.edge("PART_OF", ref, self.region(above))
        return ref

    def ministry(self, name: str) -> Ref:
        for before, after in zip(MINISTRIES, (*MINISTRIES[1:], MINISTRIES[0]), strict=True):
            start, end = (self.node("Ministry", each, {"abbreviations": [each[:2]]}) for each in (before, after))
            if not any(edge.start == start for edge in self.subgraph.edges):
                self.edge("SUCCEEDED_BY", start, end, date="2014")
        return Ref("Ministry", name)

    def institution(self, name: str) -> Ref:
        return self.node("Institution", name, {"name": name, "kind": "기업", "aliases": []})

    def program(self, name: str, region: str = "", ministry: str = "", **properties: object) -> Ref:
        own: Properties = {"name": name, "names": "[]", "mentions": "[[3, 4]]", "kind": "사업", **properties}  # type: ignore[dict-item]
        ref = self.own("Program", name, own)
        self.edge("IN", ref, self.document)
        self.edge("STATED_IN", ref, self.chunk, line_start=3, quote=name)
        if region:
            self.edge("LOCATED_IN", ref, self.region(region), basis="위치")
        if ministry:
            self.edge("FUNDED_BY", ref, self.ministry(ministry), role="주관")
        return ref


def plan(document: str = "2024 계획", programs: int = 2) -> Subgraph:
    """A plan with programs in 충주, the first of 행정안전부, and a person in a department of an institution."""
    builder = Builder(document, title="주요업무계획", loaded_at="2024-01-01T00:00:00")
    institution = builder.institution("충북진흥원")
    builder.edge("ISSUED_BY", builder.document, institution)
    department = builder.own("Department", "전략팀", {"name": "전략팀", "path": "기획단 전략팀"})
    builder.edge("PART_OF", department, institution)
    person = builder.own("Person", "홍석수", {"name": "홍석수"})
    builder.edge("WORKS_IN", person, department, title="팀장", phone="043-210-0001")
    for number in range(1, programs + 1):
        program = builder.program(f"수소 플랫폼 {number}", "4313000000", "행정안전부" if number == 1 else "")
        budget: Properties = {
            "amount_krw": number * 10**9,
            "source": "국비",
            "scope": "total",
            "adopted": True,
            "line_start": 5,
        }
        builder.edge("HAS_BUDGET", program, builder.own("Budget", f"{number}/국비", budget))
        builder.edge("CONTACT", program, person, title="팀장", phone="043-210-0001", duty="총괄")
        builder.edge("MANAGED_BY", program, department)
    return builder.subgraph


def rich() -> Subgraph:
    """A program with one of everything that the flat files show."""
    builder = Builder("부자", institution="충북진흥원")
    names = json.dumps([{"name": "수소", "year": "2024", "line_start": 3, "line_end": 4}], ensure_ascii=False)
    whole = builder.program("전체 사업")
    own: dict[str, object] = {"aliases": ["수소사업"], "names": names, "status": "공모", "is_new": True}
    program = builder.program("수소 사업", "4313000000", "행정안전부", is_competition=True, period_start="2024", **own)
    builder.edge("PART_OF", program, whole)
    builder.edge("APPLIES_TO", program, builder.ministry("행정안전부"))
    builder.edge("PROPOSED_TO", program, builder.ministry("안전행정부"))
    builder.edge("MENTIONS", program, builder.ministry("행정자치부"))
    builder.edge("FUNDED_BY", program, builder.institution("충청북도"), role="지원")
    builder.edge("VIA", program, builder.institution("진흥원"))
    builder.edge("RUN_BY", program, builder.institution("테크노파크"))
    builder.edge("PARTNER", program, builder.institution("충북대"), role="참여")
    milestone: Properties = {"date_start": "2024-05", "text": "공모 신청", "kind": "plan", "line_start": 6}
    builder.edge("HAS_MILESTONE", program, builder.own("Milestone", "신청", milestone))
    for line, amount in ((8, 2), (7, 1)):
        budget: Properties = {"amount_krw": amount, "source": "국비", "scope": "total", "line_start": line}
        builder.edge("HAS_BUDGET", program, builder.own("Budget", f"국비 {amount}", budget))
    return builder.subgraph
