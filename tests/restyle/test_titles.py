"""What a document is called: by its cover, else by its file, else, where nobody named the file, by what it is about."""

from __future__ import annotations

import pytest

from bench.memory import read_data

SHEET = """
임기구분\t임기내\t사업주체\t여수시
신규여부\t지속사업\t중앙정부 지원\t제도적 지원 필요
주관부서\t섬박람회과\t협업부서\t-
공약실명제\t과장 이가온(6350), 담당자 박다솔(6902)\t

□ 사업개요

- {label} : 섬 관광 활성화 기반 조성
- 사업기간 : 2022. 7. ~ 2026. 6.
- 소요예산 : 1,200백만원(국비 800, 시비 400)
"""


def title(text: str, name: str) -> str:
    (document,) = read_data(text.encode(), name).nodes("Document")
    return str(document["title"])


@pytest.mark.parametrize("name", ["003_3888df2267cd0c0c.txt", "scan0001.txt", "빈 문서 1.txt", "문서1(사본).txt"])
@pytest.mark.parametrize("label", ["사업목표", "공약명"])
def test_a_sheet_without_title_in_a_file_that_nobody_named_is_called_by_what_it_is_about(label: str, name: str) -> None:
    assert title(SHEET.format(label=label), name) == "여수시 섬 관광 활성화 기반 조성 공약 실천계획"


def test_the_name_that_somebody_gave_the_file_is_its_title_where_the_cover_has_none() -> None:
    assert title(SHEET.format(label="사업목표"), "여수시_섬_공약_실천계획.txt") == "여수시 섬 공약 실천계획"


def test_the_title_on_the_cover_comes_before_the_name_of_the_file() -> None:
    text = f"2024년 공약 추진상황 보고\n{SHEET.format(label='사업목표')}"
    assert title(text, "003_3888df2267cd0c0c.txt") == "2024년 공약 추진상황 보고"
