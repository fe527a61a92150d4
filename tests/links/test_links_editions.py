"""The table of right and wrong over two editions of an invented plan, and over copies of it that were changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graph.store import Store
from tests.links import agency, editions
from tests.links.editions import STEPS, Made, document, pairs, programs
from tests.links.helpers import link, links, names, put


def test_the_programs_of_two_editions(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, programs(later=False)))
    put(store, "plan_2024.md", document(2024, programs(later=True)))
    link(store, tmp_path)
    found = names(store, "CONTINUES")
    assert len(programs(later=False)) == 40
    assert found - pairs() == set(), "wrong"
    assert pairs() - found == set(), "missed"


def test_what_ended_and_what_is_new_continues_nothing(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, programs(later=False)))
    put(store, "plan_2024.md", document(2024, programs(later=True)))
    link(store, tmp_path)
    linked = {name for pair in names(store, "CONTINUES") for name in pair}
    alone = {m.name for s in STEPS if s.fate in ("ended", "new") for m in (*s.before, *s.after)}
    assert len(alone) == 10
    assert linked & alone == set()


def test_every_link_has_a_score_a_reason_and_lines_of_both_sides(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, programs(later=False)))
    put(store, "plan_2024.md", document(2024, programs(later=True)))
    link(store, tmp_path)
    for found in links(store, "CONTINUES", "SAME_FAMILY", "SIMILAR_TO"):
        assert 0.3 <= found.score <= 1, found
        assert all((found.reason, found.lines_from, found.lines_to)), found
    assert all(f.start.startswith("plan_2024") for f in links(store, "CONTINUES"))
    assert all(f.start < f.end for f in links(store, "SAME_FAMILY", "SIMILAR_TO"))
    market = next(f for f in links(store, "CONTINUES") if f.a.startswith("전통시장"))
    assert "재래시장 → 전통시장" in market.reason
    assert "같은 부서 경제정책과" in market.reason


def test_a_copy_in_another_county_is_another_program(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, programs(later=False)))
    put(store, "other_2024.md", document(2024, programs(later=False), county="영월"))
    link(store, tmp_path)
    assert links(store, "CONTINUES", "LOCAL_SHARE") == []
    degree = Counter(k for f in links(store, "SAME_FAMILY", "SIMILAR_TO") for k in (f.start, f.end))
    assert degree
    assert max(degree.values()) <= 5


def test_amounts_alone_neither_make_nor_break_a_link(store: Store, tmp_path: Path) -> None:
    other = [m._replace(million=round(m.million * 1.7)) for m in programs(later=False)]
    put(store, "plan_2023.md", document(2023, programs(later=False)))
    put(store, "plan_2024.md", document(2024, other))
    link(store, tmp_path)
    assert names(store, "CONTINUES") == {(m.name, m.name) for m in programs(later=False)}


def test_one_amount_for_all_links_by_names(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, [m._replace(million=500) for m in programs(later=False)]))
    put(store, "plan_2024.md", document(2024, [m._replace(million=500) for m in reversed(programs(later=True))]))
    link(store, tmp_path)
    found = names(store, "CONTINUES")
    assert found - pairs() == set()
    assert len(found) >= len(pairs()) - 3


def test_the_same_name_at_another_place_of_one_county_is_another_program(store: Store, tmp_path: Path) -> None:
    roads = [Made("안전건설과", f"{town} 마을안길 정비", 300, "포장 1km") for town in ("둔내면", "안흥면", "청일면")]
    put(store, "plan_2023.md", document(2023, roads[:2]))
    put(store, "plan_2024.md", document(2024, roads[1:]))
    link(store, tmp_path)
    assert names(store, "CONTINUES") == {("안흥면 마을안길 정비", "안흥면 마을안길 정비")}


def test_names_of_nothing_in_common_are_not_linked_by_amount_and_unit(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, [Made("농정과", "양봉농가 꿀벌 보호", 700, "벌통 300개")]))
    put(store, "plan_2024.md", document(2024, [Made("농정과", "고랭지 배추 저장고", 700, "저온저장 2동")]))
    link(store, tmp_path)
    assert links(store, "CONTINUES", "SAME_FAMILY") == []


def test_editions_of_an_event_follow_their_years(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, [Made("문화관광과", "제18회 안개꽃축제 개최", 90, "공연")]))
    put(store, "plan_2024.md", document(2024, [Made("문화관광과", "제17회 안개꽃축제 개최", 90, "공연")]))
    link(store, tmp_path)
    assert links(store, "CONTINUES") == []
    put(store, "plan_2024.md", document(2024, [Made("문화관광과", "제19회 안개꽃축제 개최", 90, "공연")]))
    link(store, tmp_path)
    assert "제18회 → 제19회" in links(store, "CONTINUES")[0].reason


def test_three_years_are_a_chain(store: Store, tmp_path: Path) -> None:
    for year in (2022, 2023, 2024):
        put(store, f"plan_{year}.md", document(year, programs(later=False)))
    link(store, tmp_path)
    steps = {(f.start[5:9], f.end[5:9]) for f in links(store, "CONTINUES")}
    assert steps == {("2024", "2023"), ("2023", "2022")}
    store.remove("plan_2023.md")
    link(store, tmp_path)
    assert {(f.start[5:9], f.end[5:9]) for f in links(store, "CONTINUES")} == {("2024", "2022")}


def test_units_are_the_same_by_name(store: Store, tmp_path: Path) -> None:
    put(store, "plan_2023.md", document(2023, programs(later=False)))
    put(store, "plan_2024.md", document(2024, programs(later=True)))
    link(store, tmp_path)
    units = {f.a for f in links(store, "SAME_AS")}
    assert units == {
        editions.ECONOMY,
        editions.FARM,
        editions.WELFARE,
        editions.CULTURE,
        editions.SAFETY,
        editions.HEALTH,
    }


def test_a_new_name_in_the_next_edition_is_known_by_contents_and_amount(store: Store, tmp_path: Path) -> None:
    put(store, "p2025.md", agency.document(2025, agency.programs(later=False)))
    put(store, "p2026.md", agency.document(2026, agency.programs(later=True)))
    link(store, tmp_path)
    found = names(store, "CONTINUES")
    renamed = {(s.after[0].name, s.before[0].name) for s in agency.STEPS if s.fate == "renamed"}
    assert len(renamed) == 10
    assert len(renamed & found) >= 7
    assert all(f.score < 0.7 for f in links(store, "CONTINUES") if (f.a, f.b) in renamed)
    alone = {m.name for s in agency.STEPS if s.fate in ("ended", "new") for m in (*s.before, *s.after)}
    assert len(alone) == 10
    assert {name for pair in found for name in pair} & alone == set()


def test_contents_alike_of_another_size_are_another_program(store: Store, tmp_path: Path) -> None:
    put(
        store,
        "p2025.md",
        agency.document(2025, [Made("팀", "코워킹스페이스 운영", 130, "좌석 60석, 회의실 4실, 야간 개방")]),
    )
    put(
        store,
        "p2026.md",
        agency.document(2026, [Made("팀", "공유오피스 운영", 900, "좌석 64석, 회의실 5실, 야간 개방")]),
    )
    link(store, tmp_path)
    assert links(store, "CONTINUES") == []


def test_contents_that_many_programs_have_tell_nothing(store: Store, tmp_path: Path) -> None:
    said = "안내판 설치, 쉼터 {}개소"
    common = [Made("팀", f"{name} 정비", 300, said.format(4)) for name in ("송어낚시터",)]
    put(store, "p2025.md", document(2025, [*common, Made("팀", "두더지굴 탐방로 조성", 410, said.format(6))]))
    put(store, "p2026.md", document(2026, [*common, Made("팀", "유채 향기길 가꾸기", 420, said.format(7))]))
    link(store, tmp_path)
    assert names(store, "CONTINUES") == {(m.name, m.name) for m in common}
