"""Chunks: every character once, within its section, on its lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.chunks import SIZE, Chunk, split

WORDS = st.sampled_from(["충주시", "사업비 3억원을 지원한다.", "|", "\t", "- ", "다. ", "", " ", "가" * 250, "x, y; z"])
LINES = st.lists(st.lists(WORDS, max_size=8).map("".join), max_size=12)


def test_short_lines_stand_together_and_long_ones_are_cut() -> None:
    row = "사업명\t" + "\t".join(f"{number}월 추진실적 {number}건" for number in range(1, 30))
    lines = [(3, "□ 추진목적"), (4, "   "), (5, "○ 지역 산업 육성"), (6, row)]
    chunks = split([("Ⅴ. 신규사업 > 4. 수소", lines)])
    assert chunks[0].text.startswith("□ 추진목적\n\n○ 지역 산업 육성")
    assert (chunks[0].line_start, chunks[0].line_end) == (3, 5)
    assert [(chunk.line_start, chunk.line_end) for chunk in chunks[1:]] == [(6, 6)] * (len(chunks) - 1)
    assert len(chunks) > 2
    assert chunks[1].indexed_text == f"Ⅴ. 신규사업 > 4. 수소\n{chunks[1].text}"


def test_sections_are_never_mixed() -> None:
    chunks = split([("하나", [(1, "가")]), ("둘", [(2, "나")]), ("", [(3, "다")])])
    assert chunks == [Chunk("하나", "가", 1, 1, 0), Chunk("둘", "나", 2, 2, 1), Chunk("", "다", 3, 3, 2)]
    assert chunks[2].indexed_text == "다"


@pytest.mark.parametrize("sections", [[], [("제목", [])], [("제목", [(1, " "), (2, "")])]])
def test_nothing_gives_nothing(sections: list[tuple[str, list[tuple[int, str]]]]) -> None:
    assert split(sections) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=3))
def test_every_character_is_in_exactly_one_chunk(texts: list[list[str]]) -> None:
    lines = {f"절 {at}": list(enumerate(each, start=100 * at + 1)) for at, each in enumerate(texts)}
    chunks = split(lines.items())
    assert [chunk.order for chunk in chunks] == list(range(len(chunks)))
    for title, each in lines.items():
        own = [chunk for chunk in chunks if chunk.section == title]
        assert "".join("".join(chunk.text.split()) for chunk in own) == "".join(
            "".join(text.split()) for _, text in each
        )
        for chunk in own:
            assert 0 < len(chunk.text) <= SIZE
            stated = [text if text.strip() else "" for n, text in each if chunk.line_start <= n <= chunk.line_end]
            assert chunk.text in "\n".join(stated)
            assert chunk.text.count("\n") == chunk.line_end - chunk.line_start
