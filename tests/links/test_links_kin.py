"""One program in the documents of two institutions, and its like in other regions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graph.store import Store
from library.links.places import apart, overlap
from tests.links.editions import Made, document
from tests.links.helpers import link, links, put

PROVINCE = """# 2024년도 주요업무계획

강원특별자치도

## 산림정책과

### 1. 산림바이오 융합클러스터 조성사업

- 사업기간 : 2023 ~ 2026
- 위치 : 횡성군, 홍천군, 평창군
- 총사업비 : 13,200백만원(국비 6,600, 도비 3,300, 시군비 3,300)
- 주관부처 : 산림청
- 사업내용 : 산림바이오 소재 생산단지, 가공센터
"""
COUNTY = """# 2024년도 주요업무계획

강원특별자치도 횡성군

## 산림과

### 1. 산림바이오 융합클러스터 조성사업

- 사업기간 : 2023 ~ 2026
- 총사업비 : {amounts}
- 주관부처 : 산림청
- 사업내용 : 소재 생산단지 12ha
"""


def test_a_county_that_states_its_share_is_a_share_of_the_provinces_program(store: Store, tmp_path: Path) -> None:
    put(store, "p.md", PROVINCE)
    put(store, "c.md", COUNTY.format(amounts="13,200백만원\n- 우리 군 부담분 : 1,100백만원"))
    link(store, tmp_path)
    share = links(store)
    assert [(f.type, f.start[:1], f.end[:1], f.score) for f in share] == [("LOCAL_SHARE", "c", "p", 0.8)]
    assert "횡성군의 부담분" in share[0].reason


def test_a_county_with_less_money_for_it_has_a_share_too_but_less_surely(store: Store, tmp_path: Path) -> None:
    put(store, "p.md", PROVINCE)
    put(store, "c.md", COUNTY.format(amounts="1,100백만원(군비)"))
    link(store, tmp_path)
    assert [(f.type, f.start[:1], f.score) for f in links(store)] == [("LOCAL_SHARE", "c", 0.65)]


def test_the_same_money_is_the_same_program_in_two_documents(store: Store, tmp_path: Path) -> None:
    put(store, "p.md", PROVINCE)
    put(store, "c.md", COUNTY.format(amounts="13,200백만원"))
    link(store, tmp_path)
    assert [(f.type, f.start[:1], f.end[:1]) for f in links(store)] == [("CONTINUES", "p", "c")]


def test_one_national_program_in_many_counties_is_a_family_without_a_flood(store: Store, tmp_path: Path) -> None:
    for county in ("횡성", "영월", "평창", "정선", "홍천", "화천", "양구", "인제"):
        made = [Made("농정과", "청년농업인 스마트온실 임대농장 조성", 900 + len(county), f"{county} 온실 3동")]
        put(store, f"{county}.md", document(2024, made, county=county))
    link(store, tmp_path)
    found = links(store)
    assert {f.type for f in found} == {"SAME_FAMILY"}
    assert all("다른 지역의 같은 계열" in f.reason for f in found)
    degree = Counter(k for f in found for k in (f.start, f.end))
    assert len(degree) == 8
    assert max(degree.values()) <= 5


def test_a_common_name_that_says_little_is_no_family(store: Store, tmp_path: Path) -> None:
    for county in ("횡성", "영월"):
        put(store, f"{county}.md", document(2024, [Made("기획과", "청년 지원사업", 100, "강좌")], county=county))
    link(store, tmp_path)
    assert links(store, "CONTINUES", "SAME_FAMILY") == []


def test_places_overlap_by_the_hierarchy() -> None:
    assert overlap("43", "43110")
    assert overlap("43-북부권", "43130")
    assert not overlap("43110", "43130")
    assert apart(frozenset({"43110"}), frozenset({"47"}))
    assert not apart(frozenset({"43110"}), frozenset({"43", "47"}))
    assert not apart(frozenset(), frozenset({"47"}))
