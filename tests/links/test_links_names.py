from __future__ import annotations

from collections import Counter

import pytest

from lexicon.renamings import alternatives, common, later
from library.links.names import Rarity, link_name


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("자동차부품산업 경쟁력 고도화 지원사업", ("자동차부품",)),
        ("친환경 벼 재배단지 육성", ("친환경", "재배")),
        ("스마트팜 보급", ("스마트팜",)),
        ("지역특화산업 육성사업", ()),
    ],
)
def test_words_that_every_program_has_are_no_own_words(text: str, own: tuple[str, ...]) -> None:
    assert link_name(text).own == own


def test_what_tells_like_names_apart_is_kept_beside() -> None:
    name = link_name("2024년 제16회 충주시 e스포츠대회 2.0 (본선)", "43")
    assert (name.edition, name.version, name.qualifier, name.places) == (16, 2.0, "본선", frozenset({"43130"}))
    assert link_name("스마트시티 조성 2단계").phase == 2
    assert link_name("4차 산업혁명 선도기업 육성").phase == 0
    assert link_name("('24~'26) 드론 실증").key == link_name("드론 실증(24~26)").key == link_name("드론 실증").key


def test_spacing_shorthand_and_words_of_one_meaning_make_no_difference() -> None:
    assert link_name("SW 융합클러스터 조성").key == link_name("소프트웨어융합 클러스터조성").key
    assert link_name("노인 일자리").key == link_name("어르신 고용").key


def test_renamings_are_told_and_never_applied_to_what_is_new_already() -> None:
    assert later("소프트웨어성장지원").changes
    assert later("디지털성장지원").changes == ()
    assert common("귀농귀촌지원") == "귀농귀촌지원"
    assert "노인" in alternatives("어르신")


def test_rare_letters_count_more_than_those_that_every_name_has() -> None:
    rarity = Rarity(Counter({"지원": 50, "산림": 1}), 50)
    a, b, c = (dict.fromkeys(pairs, 1.0) for pairs in (("산림", "지원"), ("산림", "육성"), ("도로", "지원")))
    assert rarity.alike(Counter(a), Counter(b))[0] > rarity.alike(Counter(a), Counter(c))[0]
