"""What a question asks for, as a small typed value: printable in words, equal for Korean and English.

A plan names things of the graph by key; it holds no text of a query and no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal[
    "list",
    "value",
    "contact",
    "date",
    "place",
    "count",
    "sum",
    "extreme",
    "compare",
    "lineage",
    "similar",
    "passage",
]

Across = Literal["", "both", "new", "ended", "up", "down", "same", "merged", "split", "renamed"]
"""What is asked of two editions of a plan."""

FilterKind = Literal[
    "year",
    "document",
    "ministry",
    "role",
    "region",
    "department",
    "person",
    "institution",
    "kind",
    "new",
    "competition",
    "limit",
    "starts",
    "ends",
    "month",
    "state",
    "status",
    "chapter",
    "topic",
    "renamed",
    "part_of",
    "without",
    "source",
    "only_source",
    "rate",
    "length",
    "funder",
    "task",
    "among",
]


class Filter(NamedTuple):
    """One condition. ``values`` are keys, codes, years or words, any of which may hold; ``words`` say it to people.

    ``negated``: what meets it is left out (과기부 사업이 아닌, 국비 없이).
    """

    kind: FilterKind
    values: tuple[str, ...]
    words: str
    negated: bool = False


class Subject(NamedTuple):
    """A thing that the question is about.

    ``share``: how much of the question's words its names explain, 0 to 1; ``cover``: how much of its name the
    question says; ``form``: the letters of the name that is meant; ``known_as``: the name in another year that is said.
    """

    label: str
    key: str
    name: str
    document: str
    share: float = 1.0
    cover: float = 1.0
    form: str = ""
    known_as: str = ""


class Asked(NamedTuple):
    """A field that is asked for: ``field`` is one of ours (total, period, contact …), ``words`` what the question says."""

    field: str
    words: str
    source: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Plan:
    """A question's plan.

    ``subjects`` are what it may be about, likeliest first; ``others`` explain words that the first leaves over (two programs
    side by side). ``words`` are those that an answer has to explain, ``target`` the label asked for, ``unknown`` names that no document has.
    ``outside``: it asks for what planning documents do not hold; ``unclear``: it says nothing that could be looked for;
    ``either``: one of the words is enough (저작권이나 지식재산권);
    ``year_of_money``: the year is said of the amounts (2024년 국비), not of the plan (2024년 사업);
    ``family``: programs of its family elsewhere are asked for;
    ``across``: what is asked of two editions, and ``editions`` the documents meant (later, earlier);
    ``sides``: the questions that it is made of, each a plan by itself.
    """

    kind: Kind
    target: str = "Program"
    asked: tuple[Asked, ...] = ()
    subjects: tuple[Subject, ...] = ()
    others: tuple[Subject, ...] = ()
    filters: tuple[Filter, ...] = ()
    words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    half: str = ""
    order: Literal["", "max", "min"] = ""
    change: Literal["", "up", "down", "same"] = ""
    measure: str = ""
    rank: int = 1
    limit: int | None = None
    all_years: bool = False
    english: bool = False
    unknown: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    text: str = ""
    phones: tuple[str, ...] = ()
    outside: str = ""
    unclear: bool = False
    either: bool = False
    year_of_money: bool = False
    family: bool = False
    across: Across = ""
    editions: tuple[tuple[str, str], ...] = ()
    sides: tuple[Plan, ...] = ()

    def values_of(self, kind: FilterKind) -> tuple[str, ...]:
        """All values of the filters of a kind."""
        return tuple(v for f in self.filters if f.kind == kind and not f.negated for v in f.values)

    def has(self, kind: FilterKind) -> bool:
        """Whether a filter of the kind is set that has to be met."""
        return any(f.kind == kind and not f.negated for f in self.filters)

    def asks(self, *fields: str) -> bool:
        """Whether one of the fields is asked for."""
        return any(a.field in fields for a in self.asked)

    def in_words(self) -> dict[str, object]:
        """The plan as a person can check it."""
        said: dict[str, object] = {"intent": _KINDS[self.kind], "target": _LABELS.get(self.target, self.target)}
        if self.asked:
            said["asked"] = list(dict.fromkeys(a.words for a in self.asked))
        if self.subjects:
            said["about"] = list(dict.fromkeys(s.name for s in self.subjects))
        if self.filters:
            said["filters"] = [f"{_FILTERS[f.kind]}: {f.words}{' 아님' if f.negated else ''}" for f in self.filters]
        if self.years:
            said["years"] = list(self.years)
        if self.order or self.change:
            said["order"] = _ORDERS[self.order or "max"] + (f" ({_CHANGES[self.change]})" if self.change else "")
            said["measure"] = _MEASURES.get(self.measure, "금액")
        if self.across:
            said["across"] = _ACROSS[self.across]
            said["editions"] = [f"{earlier} → {later}" for later, earlier in self.editions]
        if self.sides:
            said["sides"] = [side.in_words() for side in self.sides]
        if self.limit:
            said["limit"] = self.limit
        if self.all_years:
            said["documents"] = "모든 연도"
        if self.words and self.kind in ("passage", "similar"):
            said["words"] = list(self.words)
        return said


_KINDS: dict[str, str] = {
    "list": "목록",
    "value": "값",
    "contact": "담당자·연락처",
    "date": "날짜·기간",
    "place": "장소",
    "count": "개수",
    "sum": "합계",
    "extreme": "가장 큰 것·작은 것",
    "compare": "비교",
    "lineage": "이어진 사업",
    "similar": "비슷한 사업",
    "passage": "문서의 구절",
}
_LABELS = {
    "Program": "사업",
    "Person": "담당자",
    "Department": "부서",
    "Ministry": "부처",
    "Region": "지역",
    "Institution": "기관",
    "Facility": "시설",
    "Document": "문서",
    "Goal": "목표",
    "Task": "과제",
}
_FILTERS: dict[str, str] = {
    "year": "연도",
    "document": "문서",
    "ministry": "부처",
    "role": "부처의 역할",
    "region": "지역",
    "department": "부서",
    "person": "담당자",
    "institution": "기관",
    "kind": "종류",
    "new": "신규",
    "competition": "공모",
    "limit": "금액",
    "starts": "시작",
    "ends": "종료",
    "month": "추진 시기",
    "state": "표시된 값",
    "status": "상태",
    "chapter": "문서의 장",
    "topic": "주제",
    "renamed": "이름이 바뀐 것",
    "part_of": "상위 사업",
    "source": "재원",
    "only_source": "재원",
    "rate": "비율",
    "length": "사업기간의 길이",
    "funder": "지원 기관",
    "task": "과제",
    "without": "제외",
    "among": "앞의 답 가운데",
}
_ORDERS = {"max": "가장 큰 순", "min": "가장 작은 순"}
_MEASURES = {"duration": "기간", "start": "시작", "end": "종료", "number": "사업 수", "year": "연도"}
_CHANGES = {"up": "늘어난 폭", "down": "줄어든 폭", "same": "그대로인 것"}
_ACROSS = {
    "both": "두 문서에 다 나오는 것",
    "new": "앞 문서에 없던 것",
    "ended": "뒤 문서에 없는 것",
    "up": "늘어난 것",
    "down": "줄어든 것",
    "same": "금액이 그대로인 것",
    "merged": "하나로 합쳐진 것",
    "split": "여럿으로 나뉜 것",
    "renamed": "이름이 바뀐 것",
}
