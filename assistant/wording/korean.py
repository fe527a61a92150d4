"""Korean sentences of answers. Each method is one sentence; ``English`` has the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.plan import Asked
from assistant.wording.particles import with_particle as _p
from lexicon.amounts import spoken

ROLES = {
    "지원": "지원 확정",
    "주관": "주관 부처",
    "공모선정": "공모 선정",
    "공모": "공모 대응, 확정 전",
    "제안": "제안·건의, 확정 전",
    "언급": "언급만 됨",
}
_LABELS = {
    "Program": "사업",
    "Department": "부서",
    "Ministry": "부처",
    "Region": "지역",
    "Institution": "기관",
    "Person": "담당자",
    "Facility": "시설",
    "Goal": "전략목표",
    "Task": "이행과제",
}
_NO = "문서에 없습니다."


class Korean:
    """Sentences in Korean. Money is in won; titles are those of documents."""

    roles = ROLES
    halves: Mapping[str, str] = {
        "H1": "상반기",
        "H2": "하반기",
        "Q1": "1분기",
        "Q2": "2분기",
        "Q3": "3분기",
        "Q4": "4분기",
    }
    that = "그 내용"
    contact_word = "연락처"
    unit_word = "부서"
    amount_word = "금액"
    change_word = "증가액"
    growth = "증가율"
    increase, decrease = "증가액", "감소액"
    before = "전년도 금액"
    each = "각 금액"
    shrinkage = "감소율"
    average_word = "평균"
    sum_word = "합계"
    count_word = "개수"
    count_unit = "건"
    place_unit = "곳"
    thing_unit = "개"
    continuation_word = "이어진 사업"
    family_word = "같은 계열의 다른 사업"

    across: Mapping[str, str] = {
        "both": "두 문서에 다 나오는 사업",
        "new": "앞 문서에 없던 사업",
        "ended": "뒤 문서에 없는 사업",
        "up": "금액이 늘어난 사업",
        "down": "금액이 줄어든 사업",
        "same": "금액이 그대로인 사업",
        "merged": "하나로 합쳐진 사업",
        "split": "여럿으로 나뉜 사업",
        "renamed": "이름이 바뀐 사업",
    }
    measures: Mapping[str, str] = {"duration": "기간", "start": "시작", "end": "종료", "number": "사업 수"}
    nouns: Mapping[str, str] = {
        "date": "일정",
        "when": "일정",
        "person": "담당자",
        "contact": "담당자",
        "place": "장소",
        "money": "금액",
        "ministry": "부처",
        "department": "담당 부서",
        "agency": "전담기관",
        "executor": "수행기관",
        "partner": "참여기관",
        "why": "이유",
        "how": "진행 상황",
        "quantity": "수량",
        "nth_year": "연차별 금액",
    }

    # ------------------------------------------------------------ values

    def field(self, asked: Asked) -> str:
        """The noun for a field asked for: its own word where that is one, else the field's."""
        return self.nouns.get(asked.field, asked.words)

    def label(self, label: str) -> str:
        """A label of the graph in words."""
        return _LABELS.get(label, label)

    def money(self, krw: int) -> str:
        """An amount as people say it, with the exact figure."""
        said = spoken(krw)
        return said if krw % 10**8 == 0 else f"{said}({krw:,}원)"

    def spoken(self, krw: int) -> str:
        """An amount as people say it, without the exact figure."""
        return spoken(krw)

    def number(self, number: float, unit: str) -> str:
        """A figure with its unit."""
        return self.money(int(number)) if unit == "KRW" else f"{number:,.10g}{unit}"

    def period(self, start: str | None, end: str | None, written: str) -> str:
        """A date or period as reckoned, with what is written where that differs."""
        if not start and not end:
            return written
        if not start:
            return f"{_date(end)}까지"
        said = _date(start) if start == end or (start and not end) else f"{_date(start)} ~ {_date(end)}"
        return (
            said
            if not written or written.strip() == start or written.strip() in said
            else f"{said}(문서 표기: {written.strip()})"
        )

    # ------------------------------------------------------------ one thing

    def stated(self, name: str, label: str, value: str, title: str) -> str:
        """A field of a thing, with the document that says so."""
        return f"{name}의 {_p(label, '은')} {value}입니다({title})."

    def is_stated(self, name: str, value: str, title: str) -> str:
        """A value that stands beside a name without a label."""
        return f"{_p(name, '은')} {value}입니다({title})."

    def in_detail(self, split: str) -> str:
        """What an amount is made of."""
        return f"내역은 {split}입니다."

    def also(self, document: str, value: str, why: str) -> str:
        """What another line or document says."""
        if why == "contradicting":
            return f"같은 문서의 다른 곳에는 {_p(value, '으로')} 적혀 있습니다."
        if why == "also stated":
            return f"{value}도 적혀 있습니다."
        return f"{document}의 {_p(why, '은')} {value}입니다."

    def line(self, text: str) -> str:
        """A line quoted."""
        return f"“{text}”"

    def card(self, name: str, title: str, facts: Sequence[tuple[str, str]]) -> str:
        """A program in short."""
        return f"{name}({title})\n" + "\n".join(f"- {label}: {value}" for label, value in facts)

    def state(self, status: str) -> str:
        """The state of a program; of one that bids or is proposed that nothing is settled."""
        return self.roles[status] if status in ("공모", "제안") else status

    def places(self, name: str, lines: Sequence[str]) -> str:
        """Regions with the programs carried out there."""
        return f"{_p(name, '을')} 하는 지역입니다.\n" + "\n".join(f"- {line}" for line in lines)

    # ------------------------------------------------------------ people

    def people(self, of: str, lines: Sequence[str], title: str) -> str:
        """Whom to ask about something."""
        head = f"{of}의 담당자는" if of else "담당자는"
        if len(lines) == 1:
            return f"{head} {lines[0]}입니다({title})."
        return f"{head} 다음과 같습니다({title}).\n" + "\n".join(f"- {line}" for line in lines)

    def number_of(self, number: str, lines: Sequence[str]) -> str:
        """Whose number it is."""
        return f"{_p(number, '은')} 다음 번호입니다: " + ", ".join(lines) + "."

    def person(self, name: str, line: str, title: str, programs: Sequence[str]) -> str:
        """A person's post and number, and what to ask about."""
        about = f" 담당: {', '.join(programs)}." if programs else ""
        return f"{line}({title}).{about}"

    # ------------------------------------------------------------ lists and figures

    def programs_of(
        self, filters: Sequence[str], topics: Sequence[str], without: Sequence[str], lacking: Sequence[str]
    ) -> str:
        """What a list is of, in the words of its filters, what it leaves out, and which sources of money it lacks."""
        out = [f"{_p(', '.join(without), '을')} 제외한"] if without else []
        out += [f"{_p(words, '이')} 없는" for words in lacking]
        named = [*out, *filters, *topics]
        return " ".join(named if named and named[-1].endswith(" 사업") else [*named, "사업"])

    def listed(self, what: str, count: int, names: Sequence[str], title: str) -> str:
        """The programs of one document."""
        return f"{title}: {_p(what, '은')} {count}건입니다.\n" + "\n".join(f"- {n}" for n in names)

    def belonging(self, what: str, label: str, names: Sequence[str]) -> str:
        """Ministries, units or regions of programs."""
        return f"{what}의 {_p(label, '은')} {', '.join(names)}입니다."

    def counted(self, what: str, count: int, title: str) -> str:
        """How many."""
        return f"{title}: {_p(what, '은')} 모두 {count}건입니다."

    def counted_by_us(self, count: int) -> str:
        """Our own count, beside one that is printed."""
        return f"(사업으로 읽은 것은 {count}건이며, 위 수는 문서의 표에 적힌 값입니다.)"

    def counted_others(self, label: str, count: int) -> str:
        """How many units, ministries or regions."""
        return f"{_p(label, '은')} 모두 {count}개입니다."

    def summed(self, what: str, money: str, title: str) -> str:
        """A total that a table prints."""
        return f"{title}의 표에 적힌 {what} 합계는 {money}입니다."

    def together(self, money: str) -> str:
        """What two things come to together."""
        return f"합하면 {money}입니다."

    def not_so_many(self, said: int, found: int) -> str:
        """That the programs found are not as many as the question says."""
        return f"문서에 없습니다. 질문은 {said}개라고 하지만 조건에 맞는 사업은 {found}개입니다. 조건을 더 적어 주세요."

    def added(self, count: int, without: int, money: str, title: str, *, average: bool, of: str = "") -> str:
        """A total that was added up, with what it covers; ``of``: whose part of the money it is (국비)."""
        word = f"{of} {'평균' if average else '합계'}".strip()
        rest = f", {without}개는 금액이 적혀 있지 않습니다" if without else ""
        return f"{title}: {count}개 사업, {word} {money}{rest}."

    def without_value(self, count: int) -> str:
        """How many state no value."""
        return f"{count}개 사업은 값이 적혀 있지 않아 빠졌습니다."

    def measured(self, name: str, value: str) -> str:
        """A thing with its measure."""
        return f"{name}({value})"

    def extreme(self, among: str, label: str, smallest: bool, said: Sequence[str], title: str) -> str:
        """The first by an order."""
        order = (_ORDERS.get(label) or _ORDERS.get(label.split(" ")[-1], ("큰", "작은")))[smallest]
        return f"{title}: {among} 가운데 {_p(label, '이')} 가장 {order} 것은 {', '.join(said)}입니다."

    def namesakes(self, name: str, units: Sequence[str]) -> str:
        """That several people have a name."""
        return f"{_p(name, '은')} {len(units)}명입니다: {', '.join(units)}"

    def year(self, year: int) -> str:
        """A year."""
        return f"{year}년"

    def floor(self, floor: int) -> str:
        """A floor of a building; negative ones are below ground."""
        return f"{floor}층" if floor > 0 else f"지하 {-floor}층"

    def of_years(self, count: int) -> str:
        """So many years."""
        return f"{count}개 연도"

    def many(self, what: str, count: int, *, programs: bool) -> str:
        """So many programs, or things of another kind."""
        return f"{what} {count}{'건' if programs else '곳'}"

    def larger(self, name: str, other: str, first: int, second: int) -> str:
        """Which of two things is larger, and by how much."""
        if first == second:
            return f"두 사업의 금액은 {_p(self.money(first), '으로')} 같습니다."
        return f"{_p(name if first > second else other, '이')} {self.money(abs(first - second))} 더 많습니다."

    def greater(self, name: str) -> str:
        """Which of two things has the greater figure."""
        return f"{_p(name, '이')} 더 큽니다."

    def earlier(self, name: str) -> str:
        """Which of two things was first."""
        return f"{_p(name, '이')} 먼저입니다."

    def ranked(self, rank: int, name: str) -> str:
        """A thing that is not the first of its order."""
        return f"{rank}번째 {name}"

    def difference(self, first: int, second: int) -> str:
        """How two amounts differ."""
        if first == second:
            return f"두 값은 {_p(self.money(first), '으로')} 같습니다."
        more = "늘었습니다" if second > first else "줄었습니다"
        return f"{self.money(abs(second - first))} {more}."

    def from_text(self, words: str) -> str:
        """A list found by texts, not by names."""
        return f"‘{words}’ — 사업 이름이 아니라 내용에서 찾았습니다."

    def of_institution(self, count: int) -> str:
        """Programs that state no place of their own."""
        return f"장소가 적혀 있지 않은 {count}개 사업은 문서를 낸 기관의 지역으로 보았습니다."

    # ------------------------------------------------------------ relations

    def linked(self, name: str, title: str, reason: str) -> str:
        """A linked program."""
        return f"{name}({title}{', ' + reason if reason else ''})"

    def lineage(self, name: str, title: str, lines: Sequence[str], forward: bool) -> str:
        """What a program continues in, or comes from."""
        verb = "다음 사업으로 이어집니다" if forward else "다음 사업에서 이어졌습니다"
        return f"{_p(name, '은')}({title}) {verb}: {', '.join(lines)}."

    def of_family(self, name: str, title: str, lines: Sequence[str]) -> str:
        """Programs of one family with another."""
        return f"{_p(name, '과')}({title}) 같은 계열의 사업입니다: {', '.join(lines)}."

    def editions(self, earlier: str, later: str, what: str, count: int, unsure: int, names: Sequence[str]) -> str:
        """Programs of two editions, and how many of them are linked only probably."""
        doubt = f"(이 중 {unsure}건은 불확실)" if unsure else ""
        head = f"{earlier} → {later}: {_p(what, '은')} {count}건입니다{doubt}."
        return head + "\n" + "\n".join(f"- {n}" for n in names)

    def most_changed(self, earlier: str, later: str, what: str, of: int, said: Sequence[str]) -> str:
        """The program whose amount changed most between two editions."""
        return f"{earlier} → {later}: 금액을 견줄 수 있는 {of}건 가운데 {what} 중 폭이 가장 큰 것은 {', '.join(said)}입니다."

    def moved(self, before: int, after: int) -> str:
        """Two amounts side by side with their difference."""
        if before == after:
            return f"{spoken(before)} → {spoken(after)}(변동 없음)"
        return (
            f"{spoken(before)} → {spoken(after)}({spoken(abs(after - before))} {'증가' if after > before else '감소'})"
        )

    not_sure = "불확실"

    def went_on(self, text: str, after: Sequence[str]) -> str:
        """A program with what became of it."""
        return f"{text} → 이후: {', '.join(after)}"

    def unsure(self, reason: str) -> str:
        """That a link is not sure, and what speaks for it."""
        return f"불확실: {reason}"

    def if_unsure(self, said: Sequence[str]) -> str:
        """Larger changes over links that are not sure."""
        return f"불확실한 연결까지 보면 {', '.join(said)}도 있습니다."

    def no_edition(self) -> str:
        """There are no two editions to compare."""
        return f"{_NO} 견주어 볼 다른 해의 같은 기관 문서가 없습니다."

    def same_as(self, name: str, title: str, lines: Sequence[str]) -> str:
        """What a thing is called elsewhere."""
        return f"{_p(name, '은')}({title}) 다른 문서에서 {', '.join(lines)}입니다."

    def renamed(self, steps: Sequence[str], title: str) -> str:
        """The names of a program by year."""
        return f"이름이 바뀌었습니다({title}): " + " → ".join(steps) + "."

    def merged(self, steps: Sequence[str], title: str) -> str:
        """Programs merged into one."""
        return f"통합되었습니다({title}): " + " → ".join(steps) + "."

    def stands_in(self, name: str, title: str) -> str:
        """A program that stands in a document."""
        return f"{title}에 {_p(name, '이')} 있습니다."

    def similar(self, words: str, lines: Sequence[str]) -> str:
        """Programs like a text."""
        return f"‘{words}’{_p(words, '과')[len(words) :]} 가까운 사업입니다.\n" + "\n".join(
            f"- {line}" for line in lines
        )

    def passage(self, quote: str, title: str, section: str) -> str:
        """A passage."""
        return f"“{quote}” ({title}, {section})"

    # ------------------------------------------------------------ silence

    def not_known(self, name: str) -> str:
        """A name that no document has."""
        return f"{_NO} 불러온 문서에는 ‘{name}’에 해당하는 것이 나오지 않습니다."

    def not_stated(self, name: str, what: str) -> str:
        """A thing that is known, of which the documents do not say this."""
        return f"{_NO} {name}의 {_p(what, '은')} 문서에 적혀 있지 않습니다."

    def of_year(self, year: int, what: str) -> str:
        """A field of one year."""
        return f"{year}년 {what}"

    def none_meets(self, what: str) -> str:
        """Filters that nothing meets."""
        return f"{_NO} {what}에 해당하는 것이 없습니다."

    def question_alone(self, core: str) -> str:
        """That only a part of what was said is taken for the question."""
        return f"질문만 읽었습니다: {core}"

    def unclear(self) -> str:
        """A question that says nothing that could be looked for."""
        return "질문을 알아듣지 못했습니다. 사업 이름, 부처, 지역, 담당자, 예산처럼 찾을 것을 적어 주세요."

    def out_of_scope(self) -> str:
        """A question for other sources."""
        return f"{_NO} 불러온 사업 문서로 답할 수 있는 질문이 아닙니다."

    def near(self, name: str) -> str:
        """A name near the one asked for."""
        return f"문서에 있는 가까운 이름: {name}"


_ORDERS = {
    "집행률": ("높은", "낮은"),
    "기간": ("긴", "짧은"),
    "일자": ("늦은", "빠른"),
    "시작": ("늦은", "빠른"),
    "종료": ("늦은", "빠른"),
    "사업 수": ("많은", "적은"),
}


def _date(date: str | None) -> str:
    """``2024-06-30`` as 2024년 6월 30일, ``2025-H1`` as 2025년 상반기."""
    if not date:
        return ""
    parts = date.split("-")
    said = f"{parts[0]}년"
    for part, unit in zip(parts[1:], ("월", "일"), strict=False):
        if part[0] == "H":
            said += " 상반기" if part == "H1" else " 하반기"
        elif part[0] == "Q":
            said += f" {part[1]}분기"
        else:
            said += f" {int(part)}{unit}"
    return said
