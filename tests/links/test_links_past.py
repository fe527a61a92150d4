from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant import past
from commands.comparison import as_json, as_text, plain, write_workbook
from graph.errors import RequestError
from graph.store import Store
from tests.links.editions import STEPS, document, programs
from tests.links.helpers import link, put

TITLES = {"y2022.md": "2022년 계획", "y2023.md": "2023년 계획", "y2024.md": "2024년 계획"}


@pytest.fixture
def plans(store: Store, tmp_path: Path) -> Store:
    put(store, "y2022.md", document(2022, programs(later=False)))
    put(store, "y2023.md", document(2023, programs(later=False)))
    put(store, "y2024.md", document(2024, programs(later=True)))
    link(store, tmp_path)
    return store


def test_two_editions_compared(plans: Store) -> None:
    for earlier in ("y2023.md", "y2022.md"):  # the second only over the one between
        c = past.compare(plans, "y2024.md", earlier)
        assert {s.name for s in c.new} == {m.name for s in STEPS if s.fate == "new" for m in s.after}
        assert {s.name for s in c.ended} == {m.name for s in STEPS if s.fate == "ended" for m in s.before}
        assert len(c.continued) + len(c.unclear) == sum(len(s.before) * len(s.after) for s in STEPS)
        assert all(p.score >= past.SURE for p in c.continued)
        assert all(p.score < past.SURE for p in c.unclear)
    cattle = next(p for p in c.continued if p.later.name == "횡성한우 명품화 육성")
    assert cattle.difference == 200_000_000
    assert cattle.changes["금액"] == ("20억 원", "22억 원")
    assert cattle.later.units == ("농정과",)


def test_before_and_after_go_through_all_documents(plans: Store) -> None:
    steps = past.before(plans, "y2024.md/Program/전통시장 시설현대화 사업")
    assert [(s.key, s.steps) for s in steps] == [
        ("y2023.md/Program/재래시장 환경개선사업", 1), ("y2022.md/Program/재래시장 환경개선사업", 2),
    ]  # fmt: skip
    assert steps[1].via == steps[0].key
    assert steps[1].score == steps[0].score < past.SURE
    after = past.after(plans, "y2022.md/Program/스마트팜 보급 및 청년농 육성")
    assert {s.key.rpartition("/")[2] for s in after if s.steps == 2} == {"스마트팜 보급", "청년농 육성"}
    assert past.after(plans, "y2024.md/Program/스마트팜 보급") == past.before(plans, "no such key") == []


def test_amounts_that_cover_other_things_have_no_difference() -> None:
    total, year = past.Amount(900, "total", None, 1), past.Amount(300, "year", 2024, 1)
    long = past.Sheet("k", "d", "n", "사업", "", 1, "2022", "2025", "", (total,))
    annual = past.Sheet("k", "d", "n", "사업", "", 1, "2023", "2023", "", (year,))
    assert past.matching(long, annual) == (None, None)
    assert past.matching(annual, annual) == (year, year)
    short = past.Sheet("k", "d", "n", "사업", "", 1, "2024", "2024", "", (total,))
    assert past.matching(short, annual) == (total, year)


def test_a_comparison_as_text_json_and_workbook(plans: Store, tmp_path: Path) -> None:
    c = past.compare(plans, "y2024.md", "y2023.md")
    text = "\n".join(as_text(c, TITLES))
    assert "■ 신규: 5건" in text
    assert "전통시장 시설현대화 사업 ← 재래시장 환경개선사업" in text
    assert "금액 20억 원 → 22억 원 (+2억 원)" in text
    told = as_json(c)
    assert {len(told[k]) for k in ("new", "ended")} == {5}
    write_workbook(c, TITLES, tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["이어짐", "불확실", "신규", "종료"]
    assert book["신규"].max_row == 6
    with pytest.raises(RequestError, match="cannot be written"):
        write_workbook(c, TITLES, tmp_path / "no folder" / "c.xlsx")


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert plain(text).startswith("'")


def test_cells_hold_no_character_that_breaks_a_workbook() -> None:
    assert plain("가\x01나") == "가나"
    assert plain(7) == 7


def test_merged_and_split_programs_are_one_group_with_their_sums(plans: Store) -> None:
    c = past.compare(plans, "y2024.md", "y2023.md")
    groups = {tuple(sorted(s.name for s in g.later)): g for g in past.groups((*c.continued, *c.unclear))}
    merged = groups["소교량·세천 정비",]
    assert {s.name for s in merged.earlier} == {"소교량 정비", "세천 정비"}
    assert (merged.before, merged.after, merged.difference) == (500_000_000, 500_000_000, 0)
    split = groups["스마트팜 보급", "청년농 육성"]
    assert (split.before, split.after) == (1_500_000_000, 1_500_000_000)
    assert not split.sure
    part = next(p for p in c.continued if p.later.name == "스마트팜 보급")
    assert part.together == ("청년농 육성",)
    assert part.difference is None
    assert "금액" not in part.changes
    assert sum(len(g.pairs) for g in groups.values()) == len(c.continued) + len(c.unclear)
    quick = past.compare(plans, "y2024.md", "y2023.md", alone=False)
    assert (quick.continued, quick.new, quick.ended) == (c.continued, (), ())
    assert (
        past.becomings(plans, ["y2023.md/Program/세천 정비"])["y2023.md/Program/세천 정비"][0][0].name
        == "소교량·세천 정비"
    )
