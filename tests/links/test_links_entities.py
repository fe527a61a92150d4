from __future__ import annotations

import pytest

from library.links.entities import Thing, place_of, same_buildings, same_people, same_units
from library.links.model import Issue

OLD, NEW = Issue("a", "가온진흥원", "43", "2020"), Issue("b", "가온진흥원", "43", "2024")
OTHER = Issue("c", "누리재단", "47", "2024")


def old(name: str, key: str = "", **more: object) -> Thing:
    return Thing(f"a/{key or name}", OLD, name, (3,), **more)  # type: ignore[arg-type]


def new(name: str, key: str = "", document: Issue = NEW, **more: object) -> Thing:
    return Thing(f"b/{key or name}", document, name, (7,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("청주시 청원구 오창읍 양청1길 7", "충북 청주시 청원구 오창읍 양청 1길 7, 3층"),
        ("충주시 중앙로 12-3 (본관)", "충청북도 충주시 중앙로 12-3"),
        ("김천시 율곡동 804", "경북 김천시 율곡동 804번지"),
    ],
)
def test_an_address_is_one_however_written(one: str, other: str) -> None:
    assert place_of(one) == place_of(other) != ""


def test_addresses_of_two_houses_are_two() -> None:
    assert place_of("청주시 오창읍 양청1길 7") != place_of("청주시 오창읍 양청1길 71")
    assert place_of("본관 3층") == ""


def test_buildings_of_one_address_and_area_are_one_whatever_their_names() -> None:
    links = same_buildings(
        [new("본원 1관", place="양청1길7", area=7206.45)], [old("벤처관", place="양청1길7", area=7206.45)]
    )
    assert [(x.start, x.end, x.score) for x in links] == [("b/본원 1관", "a/벤처관", 0.97)]
    assert "같은 주소, 같은 면적 7,206.45㎡" in links[0].reason


def test_parts_whose_areas_add_up_are_the_whole() -> None:
    parts = [
        old(n, place="양청1길97", area=a) for n, a in (("진흥센터", 3289.88), ("융합센터", 1997.5), ("창고", 410.0))
    ]
    links = same_buildings([new("본원 2관", place="양청1길97", area=5287.38)], parts)
    assert [x.end for x in links] == ["a/진흥센터", "a/융합센터"]
    assert "3,289.88 + 1,997.50 = 5,287.38㎡" in links[0].reason
    assert same_buildings([new("본원 2관", place="양청1길97", area=5000.0)], parts) == []


def test_another_address_is_another_building_and_rooms_have_no_names_of_their_own() -> None:
    assert same_buildings([new("창업센터", place="중앙로1")], [old("창업센터", place="중앙로2")]) == []
    assert same_buildings([new("대회의실")], [old("대회의실")]) == []
    assert len(same_buildings([new("가온창업보육센터")], [old("가온창업보육센터")])) == 1
    assert same_buildings([new("가온창업보육센터", document=OTHER)], [old("가온창업보육센터")]) == []


def test_people_of_one_name_in_one_institution_are_one_namesakes_only_with_more_in_common() -> None:
    assert same_people([new("탁정우")], [old("탁정우")], set())[0].score == 0.8
    twins = [old("김도현", "1", units={"기획팀"}), old("김도현", "2", units={"총무팀"})]
    assert same_people([new("김도현")], twins, set()) == []
    links = same_people([new("김도현", units={"총무팀"}, phones={"1"})], twins, set())
    assert [(x.end, x.reason) for x in links] == [("a/2", "같은 기관의 같은 이름, 같은 부서 총무팀")]


def test_a_person_who_goes_on_with_a_program_is_surer() -> None:
    a, b = new("탁정우", programs={"b/p"}), old("탁정우", programs={"a/p"})
    assert same_people([a], [b], {("b/p", "a/p")})[0].score > same_people([a], [b], set())[0].score


def test_units_keep_their_name_or_grow() -> None:
    links = same_units(
        [new("기획팀"), new("디지털콘텐츠산업부")], [old("기획팀"), old("디지털콘텐츠부"), old("연구부")]
    )
    assert [(x.start, x.end, x.score) for x in links] == [
        ("b/기획팀", "a/기획팀", 0.95), ("b/디지털콘텐츠산업부", "a/디지털콘텐츠부", 0.6),
    ]  # fmt: skip
    assert same_units([new("디지털콘텐츠산업부"), new("디지털콘텐츠기획부")], [old("디지털콘텐츠부")]) == []
