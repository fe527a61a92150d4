"""What no plan looks like is read as far as it makes sense, and soon done."""

from __future__ import annotations

from bench.memory import read_lines
from library.check import check, of_subgraph
from loaders.layout.build import build_layout
from loaders.layout.model import Block, Source


def _depth(block: Block) -> int:
    deepest, level = 0, [block]
    while level:
        level = [c for b in level for c in b.children]
        deepest += bool(level)
    return deepest


def test_a_thousand_nested_bullets_do_not_nest_a_thousand_deep() -> None:
    lines = ["2025년 사업계획", *(" " * i + f"○ 사업 추진 {i}" for i in range(1000))]
    assert _depth(build_layout(Source(lines, "txt", "test")).root) <= 41


def test_a_very_long_line_comes_in_pieces_on_its_own_line() -> None:
    layout = build_layout(Source(["2025년 사업계획", "", "물을 끓인 뒤 소금을 넣고 저어 준다. " * 3000], "txt", "test"))
    pieces = [b for b in layout.root.walk() if b.line_start == 3]
    assert max(len(b.text) for b in pieces) <= 2000
    assert all(b.line_end == 3 for b in pieces)


def test_names_that_hardly_differ_stay_programs_of_their_own() -> None:
    rows = "\n".join(f"동네 꽃길 {i}호 조성사업\t{i + 10}\t공원녹지과" for i in range(400))
    reading = read_lines(f"2025년 사업계획\n\n사업명\t예산액(백만원)\t부서\n{rows}\n")
    assert len(reading.programs) == 400
    assert not [f for f in check(of_subgraph(reading.rows)) if f.kind in ("모순", "합계", "중복")]
