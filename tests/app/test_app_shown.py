"""What the pages show, worked out without Streamlit."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from openpyxl import load_workbook

from assistant.plan import FilterKind, Kind
from settings import Settings
from tests.app.conftest import PLAN
from viewing.answers import AnswerView, answer_view
from viewing.browse import browser_address, ready_queries, run
from viewing.card import card, found_by_name, places_of
from viewing.chips import changed, chips, options, summary, without
from viewing.conversation import Conversation, link
from viewing.documents import documents, findings_of, original
from viewing.filters import NONE, Choice, bars, by_year, chosen, counts, listed, total
from viewing.markdown import escaped, with_telephones
from viewing.money import figure, with_unit
from viewing.network import MOST_NODES, around_programs, grown, without_node
from viewing.office import Office
from viewing.overview import Glance, overview
from viewing.starters import starters
from viewing.tables import Column, Table, csv_file, plain, xlsx_file
from viewing.text import headings, page_with, text_page
from viewing.words import Words, table

KO = Words("ko")
DOCUMENT = PLAN.name
MEDICAL = f"{DOCUMENT}/Program/정밀의료 빅데이터 서비스 플랫폼 구축"
ROOT = Path(__file__).parents[2]


def asked(office: Office, question: str) -> AnswerView:
    return answer_view(office.assistant, office.assistant.ask(question)[0], KO)


@pytest.fixture(scope="module")
def programs(office: Office) -> tuple[Glance, ...]:
    return overview(office.reader(), office.assistant.known().directory)


# ---------------------------------------------------------------- answers


def test_app_answer_has_its_line_marked_among_its_neighbours(office: Office) -> None:
    view = asked(office, "정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?")
    assert view.answered
    cited = view.cited[0]
    marked = [line.text for line in cited.lines if line.cited]
    assert any("19,850백만원" in text for text in marked)
    assert len(cited.lines) > len(marked)
    assert view.programs == ((MEDICAL, "정밀의료 빅데이터 서비스 플랫폼 구축"),)


def test_app_answer_list_is_a_table_of_amounts(office: Office) -> None:
    view = asked(office, "2025년 바이오산업팀 사업 알려줘")
    assert view.table is not None
    assert view.table_shown
    kinds = {c.name: c.kind for c in view.table.columns}
    assert kinds["총사업비"] == "money"
    assert all(key in {"", *(k for k, _ in view.programs)} or "/Program/" in key for key in view.table.keys)


def test_app_answer_sum_shows_the_programs_it_is_over(office: Office) -> None:
    view = asked(office, "중소벤처기업부 사업 총사업비 합계는?")
    assert view.parts is not None
    amounts = [row[1] for row in view.parts.rows]
    assert sum(a for a in amounts if isinstance(a, int)) == 36_950_000_000


def test_app_silence_says_so_and_cites_nothing(office: Office) -> None:
    view = asked(office, "달나라 정거장 사업 총사업비는?")
    assert not view.answered
    assert view.reason == "unknown_entity"
    assert not view.cited
    assert view.table is None


def test_app_starters_have_answers(office: Office, programs: tuple[Glance, ...]) -> None:
    for words in (KO, Words("en")):
        found = starters(office.assistant, programs, words)
        assert len(found) >= 3
        assert all(office.assistant.ask(q)[0].found.answered for q in found)


# ---------------------------------------------------------------- how a question is understood


def test_app_chips_can_be_taken_out_and_put_back(office: Office) -> None:
    talk = Conversation()
    first = talk.ask(office.assistant, "원주시 산업부 사업 알려줘")
    directory = office.assistant.known().directory
    ids = {c.text: c.id for c in chips(first.asked, directory, KO)}
    assert {"지역: 원주시"} <= set(ids)
    fewer = talk.put_off(office.assistant, 0, [ids["지역: 원주시"]])
    assert not fewer.answer.plan.has("region")
    again = talk.put_off(office.assistant, 0, [])
    assert again.answer.found.text == first.answer.found.text


def test_app_names_no_near_program_as_the_one_that_was_asked_for(office: Office) -> None:
    known, unknown = (
        Conversation().ask(office.assistant, f"정밀의료 빅데이터 서비스 플랫폼 구축{version} 총사업비는?")
        for version in ("", " 4.0")
    )
    assert "subject" in {c.id for c in summary(known.asked, KO, known=known.known)}
    assert unknown.answer.found.reason == "unknown_entity"
    assert "subject" not in {c.id for c in summary(unknown.asked, KO, known=unknown.known)}


def test_app_parts_of_a_plan_can_be_set(office: Office) -> None:
    directory = office.assistant.known().directory
    plan = office.assistant.ask("원주시 사업 알려줘")[0].plan
    offered = options(plan, directory, KO)
    assert {"intent", "region", "ministry"} <= set(offered)
    other = next(o for o in offered["region"] if o.words == "강릉시")
    answer, _ = office.assistant.carry_out(changed(plan, "region", other.id, directory))
    assert any("천연물소재" in item.name for item in answer.found.items)
    assert changed(plan, "intent", "count", directory).kind == "count"
    assert not changed(plan, "region", "", directory).has("region")
    assert without(plan, directory, []) is plan


def test_app_conversation_leans_and_links(office: Office) -> None:
    talk = Conversation()
    talk.ask(office.assistant, "정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?")
    follow = talk.ask(office.assistant, "담당자는?")
    assert "남궁연" in follow.answer.found.text
    assert len(follow.path) == 2
    again = Conversation()
    again.replay(office.assistant, follow.path)
    assert again.exchanges[-1].answer.found.text == follow.answer.found.text
    alone = talk.ask(office.assistant, "의료기기 사업화 촉진 지원 사업비는?")
    assert len(alone.path) == 1
    assert link("http://here/?q=old", ("가 나", "&")) == "http://here/?q=%EA%B0%80+%EB%82%98&q=%26"


def test_app_words_of_plans_are_all_there() -> None:
    known = table()
    assert {f"intent.{k}" for k in get_args(Kind)} <= set(known)
    assert {f"chip.{k}" for k in get_args(FilterKind)} <= set(known)


def test_app_words_used_by_pages_are_all_there() -> None:
    known = set(table())
    files = [ROOT / "app.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("viewing/*.py")]
    used = {w for f in files for w in re.findall(r"words\(\"([a-z_.]+)\"", f.read_text(encoding="utf-8"))}
    assert len(used) > 150
    assert used <= known


# ---------------------------------------------------------------- a program


def test_app_card_has_facts_with_lines(office: Office) -> None:
    shown = card(office, MEDICAL, KO)
    assert shown is not None
    assert shown.total == 19_850_000_000
    assert {m.label: m.krw for m in shown.sources} == {
        "국비": 12_000_000_000,
        "도비": 3_925_000_000,
        "시비": 3_925_000_000,
    }
    assert ("2025", 4_100_000_000) in {(m.label, m.krw) for m in shown.years}
    assert [(c.name, c.phone) for c in shown.contacts] == [("남궁연", "033-000-5121")]
    assert [s.start for s in shown.steps] == sorted(s.start for s in shown.steps)
    assert all(f.lines for f in shown.facts)
    assert card(office, "no such key", KO) is None


def test_app_programs_are_found_by_any_part_of_their_name(programs: tuple[Glance, ...]) -> None:
    found = found_by_name(programs, "빅 데이터", KO, 10)
    assert [row[0] for row in found.rows] == ["정밀의료 빅데이터 서비스 플랫폼 구축"]
    assert not found_by_name(programs, "없는 이름", KO, 10).rows
    assert len(found_by_name(programs, "", KO, 5).rows) == 5


# ---------------------------------------------------------------- exploring


def test_app_filters_count_what_each_choice_would_leave(programs: tuple[Glance, ...]) -> None:
    choice = Choice({"ministry": ("중소벤처기업부",)})
    assert len(chosen(programs, choice)) == 2
    regions = {c.value: c.number for c in counts(programs, choice, "region")}
    for value, number in regions.items():
        narrower = replace(choice, values={**choice.values, "region": (value,)})
        assert len(chosen(programs, narrower)) == number
    ministries = {c.value for c in counts(programs, choice, "ministry")}
    assert {"과학기술정보통신부", NONE} <= ministries


def test_app_filters_by_amount_and_name(programs: tuple[Glance, ...]) -> None:
    large = chosen(programs, Choice(least=30_000_000_000))
    assert large
    assert all(g.total is not None and g.total >= 30_000_000_000 for g in large)
    assert [g.name for g in chosen(programs, Choice(text="디지털 배움터"))] == ["강원 디지털배움터 운영"]


def test_app_sums_count_a_whole_or_its_parts(programs: tuple[Glance, ...]) -> None:
    found = chosen(programs, Choice())
    some = replace(found[0], key="whole", whole="", total=100)
    part = replace(some, key="part", whole="whole", total=60)
    assert total([some, part]) == (100, 1, 0, 1)
    assert total([part]) == (60, 1, 0, 0)
    years = {b.label: b.krw for b in by_year([replace(some, yearly=((2024, 5), (2025, 7)))])}
    assert years == {"2024": 5, "2025": 7}
    assert sum(b.programs for b in bars(found, "ministry")) >= len([g for g in found if g.total is not None])
    assert len(listed(found, KO).rows) == len(found)


def test_app_pictures_are_bounded_and_grow(office: Office, programs: tuple[Glance, ...]) -> None:
    directory = office.assistant.known().directory
    shown = around_programs(office.reader(), directory, [MEDICAL])
    names = {n.name for n in shown.nodes.values()}
    assert {"과학기술정보통신부", "춘천시", "남궁연"} <= names
    assert "남궁연" not in {
        n.name for n in around_programs(office.reader(), directory, [MEDICAL], people=False).nodes.values()
    }
    ministry = next(n.id for n in shown.nodes.values() if n.label == "Ministry")
    more = grown(shown, office.reader(), directory, ministry)
    assert len(more.nodes) > len(shown.nodes)
    assert ministry not in without_node(more, [ministry]).nodes
    everything = around_programs(office.reader(), directory, [g.key for g in programs] * 3)
    assert len(everything.nodes) <= MOST_NODES


# ---------------------------------------------------------------- documents


def test_app_text_marks_facts_where_they_stand(office: Office) -> None:
    lines = PLAN.read_text(encoding="utf-8").split("\n")
    number = next(i for i, line in enumerate(lines, 1) if "19,850백만원(국비" in line)
    page = text_page(office, DOCUMENT, page_with(number), (number, number))
    line = next(each for each in page.lines if each.number == number)
    assert line.cited
    marked = {line.text[m.start : m.end]: m.kind for m in line.marks}
    assert "money" in marked.values()
    assert all(a.end <= b.start for each in page.lines for a, b in zip(each.marks, each.marks[1:], strict=False))
    titles = [h.title for h in headings(office, DOCUMENT)]
    assert any("일반현황" in t for t in titles)


def test_app_documents_say_what_was_found(office: Office) -> None:
    (shown,) = documents(office)
    assert shown.key == DOCUMENT
    assert dict(shown.found)["Program"] >= 11
    assert shown.tables >= 2
    assert original(office, DOCUMENT, contacts=True).data.startswith(PLAN.read_bytes()[:500])
    assert all(f.lines is not None for f in findings_of(office, DOCUMENT))
    assert findings_of(office, "no such document") == []


# ---------------------------------------------------------------- files, text, Cypher


def test_app_files_hold_won_and_no_formula() -> None:
    shown = Table("표/1", (Column("이름"), Column("금액", "money")), (("=HYPERLINK(1)", 25 * 10**8), ("나", None)))
    rows = list(csv.reader(io.StringIO(csv_file(shown).decode("utf-8-sig"))))
    assert rows == [["이름", "금액 (원)"], ["'=HYPERLINK(1)", "2500000000"], ["나", ""]]
    sheet = load_workbook(io.BytesIO(xlsx_file([shown]))).active
    assert sheet is not None
    assert [c.value for c in sheet[2]] == ["'=HYPERLINK(1)", 2_500_000_000]
    assert shown.shown("억원")[0][1] == ("25", 2_500_000_000)
    assert plain("\x00글\ud800") == "글"


def test_app_amounts_in_the_chosen_unit() -> None:
    assert figure(1_325_000_000, "억원") == "13.25"
    assert figure(400_000, "억원") == "0.004"
    assert with_unit(2_500_000_000, "백만원") == "2,500백만원"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:1)", "**굵게** $a$ :smile: `x`", "a -> b"]
)
def test_app_text_of_documents_is_shown_letter_by_letter(text: str) -> None:
    shown = escaped(text)
    assert re.sub(r"\\(.)", r"\1", shown).replace("\u2060", "") == text
    assert not re.search(r"(?<!\\)[<*\[`$]", shown)


def test_app_telephones_can_be_called() -> None:
    assert "](tel:043-210-0868)" in with_telephones("임동석 책임 043-210-0868")


def test_app_ready_queries_all_run(office: Office) -> None:
    ready = ready_queries()
    assert len(ready) >= 10
    for each in ready:
        assert each.title(KO)
        run(office.library.store, each.text, KO)
    drawn = run(office.library.store, "MATCH (p:Program)-[r:FUNDED_BY]->(m:Ministry) RETURN p, r, m LIMIT 3", KO)
    assert drawn.picture.edges
    assert browser_address(office.settings) == ""
    neo4j = Settings.from_environment({"SAEOP_GRAPH": "neo4j+s://db.example"})
    assert browser_address(neo4j) == "https://db.example:7473/browser/"


def test_app_near_questions_are_whole_and_have_answers(office: Office) -> None:
    view = asked(office, "정밀의료 빅데이터 서비스 플랫폼 4.0 구축 예산은?")
    assert not view.answered
    assert view.near
    for near in view.near:
        assert near.question.endswith(("?", "알려줘"))
        assert office.assistant.ask(near.question)[0].found.answered


def test_app_citation_names_table_and_row(office: Office) -> None:
    answer, _ = office.assistant.ask("정밀의료 빅데이터 서비스 플랫폼 구축 담당자는?")
    view = answer_view(office.assistant, answer, KO)
    assert [(c.page, c.table, c.row) for c in view.cited] == [(c.page, c.table, c.row) for c in answer.citations]
    place = places_of(office, DOCUMENT, [view.cited[0].line_start])[0]
    assert (place.table, place.row) == (view.cited[0].table, view.cited[0].row)
