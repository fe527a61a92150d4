"""A person's word on a fact wins in answers, outlives reloading while its line is unchanged, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.corrections.kept import drop_correction, save_correction, words_at
from assistant.corrections.model import Correction, Kind, Statement, changed
from assistant.corrections.statements import statements
from assistant.evidence import ChunkMap, Evidence
from library.library import How, Library
from tests.app.conftest import PLAN

DOCUMENT = PLAN.name
MEDICAL = f"{DOCUMENT}/Program/정밀의료 빅데이터 서비스 플랫폼 구축"


@pytest.fixture
def correct(library: Library, assistant: Assistant) -> Iterator[Any]:
    """Corrects a fact of a program; what was corrected is forgotten afterwards."""
    kept = []

    def correct(program: str, kind: Kind, new: dict[str, Any] | None, **known: Any) -> Correction:
        found = [
            s for s in statements(library.store, [program])
            if s.kind == kind and all(s.values.get(k) == v for k, v in known.items())
        ]  # fmt: skip
        assert len(found) == 1, found
        text = Evidence(library.store, assistant.known().directory, ChunkMap(library.store)).text
        correction = Correction(
            found[0], changed(found[0], new) if new else None, words_at(text, found[0]), "김주무", "2026-11-03", "변경"
        )
        save_correction(library.store, correction)
        kept.append(correction.key)
        return correction

    yield correct
    for key in kept:
        drop_correction(library.store, key)


def total(assistant: Assistant) -> Any:
    answer, _ = assistant.ask("정밀의료 빅데이터 서비스 플랫폼 구축 총사업비는?")
    return answer


def test_app_correction_of_an_amount_wins_and_is_told(correct: Any, library: Library, assistant: Assistant) -> None:
    assert total(assistant).found.items[0].value == 19_850_000_000
    made = correct(MEDICAL, "amount", {"krw": 20_100_000_000}, source="총사업비", scope="total", krw=19_850_000_000)
    answer = total(assistant)
    assert answer.found.items[0].value == 20_100_000_000
    assert "198억" not in answer.found.text
    assert any("198억 5,000만 원 → 201억 원" in note and "김주무" in note for note in answer.found.assumptions)
    assert drop_correction(library.store, made.key)
    assert total(assistant).found.items[0].value == 19_850_000_000
    assert total(assistant).found.assumptions == ()


def test_app_correction_moves_a_sum(correct: Any, assistant: Assistant) -> None:
    def value() -> float:
        answer, _ = assistant.ask("중소벤처기업부 사업 총사업비 합계는?")
        return float(str(answer.found.items[0].value))

    before = value()
    name = f"{DOCUMENT}/Program/스마트팩토리 고도화 지원사업"
    correct(name, "amount", {"krw": 6_450_000_000 + 50_000_000}, source="총사업비", scope="total")
    assert value() == before + 50_000_000


def test_app_rejected_ministry_leaves_the_list(correct: Any, assistant: Assistant) -> None:
    def names() -> set[str]:
        answer, _ = assistant.ask("과기정통부 지원 사업 알려줘")
        return {i.name for i in answer.found.items}

    assert "정밀의료 빅데이터 서비스 플랫폼 구축" in names()
    correct(MEDICAL, "actor", None, name="과학기술정보통신부")
    assert "정밀의료 빅데이터 서비스 플랫폼 구축" not in names()
    assert names()


def test_app_corrected_region_moves_the_program(correct: Any, assistant: Assistant) -> None:
    def places(question: str) -> set[str]:
        answer, _ = assistant.ask(question)
        return {i.name for i in answer.found.items}

    other = next(r for r in assistant.known().directory.regions if r.name == "강릉시")
    devices = "의료기기 사업화 촉진 지원"
    correct(f"{DOCUMENT}/Program/{devices}", "region", {"code": other.code, "name": other.name}, name="원주시")
    assert devices in places("강릉시 사업 알려줘")
    assert devices not in places("원주시 사업 알려줘")


def test_app_corrected_contact_is_the_one_to_call(correct: Any, assistant: Assistant) -> None:
    correct(MEDICAL, "contact", {"name": "한가람", "title": "책임", "phone": "033-000-9999"}, name="남궁연")
    answer, _ = assistant.ask("정밀의료 빅데이터 서비스 플랫폼 구축 담당자 연락처는?")
    assert [(i.name, i.value) for i in answer.found.items] == [("한가람", "033-000-9999")]
    number, _ = assistant.ask("033-000-9999 은 누구 번호야?")
    assert [i.name for i in number.found.items] == ["한가람"]


def test_app_corrected_period_moves_the_end(correct: Any, assistant: Assistant) -> None:
    correct(MEDICAL, "period", {"start": "2022-04", "end": "2028-12"})
    answer, _ = assistant.ask("정밀의료 빅데이터 서비스 플랫폼 구축 사업기간은?")
    assert "2028" in str(answer.found.items[0].value)
    ending, _ = assistant.ask("2028년에 끝나는 사업은?")
    assert "정밀의료 빅데이터 서비스 플랫폼 구축" in {i.name for i in ending.found.items}


@pytest.mark.parametrize(
    ("edit", "stands"),
    [
        (("2025. 1.\n", "2025. 1.\n\n새로 넣은 줄\n"), True),  # the line moves
        (("19,850백만원(국비 12,000", "19,850백만원 내외(국비 12,000"), False),  # the line itself was rewritten
    ],
)
def test_app_correction_stands_while_its_line_is_unchanged(
    correct: Any, library: Library, assistant: Assistant, tmp_path: Any, edit: tuple[str, str], stands: bool
) -> None:
    correct(MEDICAL, "amount", {"krw": 20_100_000_000}, source="총사업비", scope="total", krw=19_850_000_000)
    file = tmp_path / DOCUMENT
    file.write_text(PLAN.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
    try:
        assert library.load(file, How(replace=True)).state == "replaced"
        assert total(assistant).found.items[0].value == (20_100_000_000 if stands else 19_850_000_000)
        assert [c.active for c in assistant.known().corrections] == [stands]
    finally:
        library.load(PLAN, How(replace=True))


def test_app_statements_have_lines(library: Library) -> None:
    found: list[Statement] = statements(library.store, [MEDICAL])
    assert {"amount", "period", "actor", "unit", "contact", "region"} <= {s.kind for s in found}
    assert all(s.lines for s in found), [s for s in found if not s.lines]
