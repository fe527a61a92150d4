"""The commands on links, from loading to removing, in one home."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.store import stop_embedded
from tests.conftest import embedded_settings
from tests.links.editions import document, programs


class Shell:
    def __init__(self, home: Path) -> None:
        self.home = home
        self._runner = CliRunner(env={"SAEOP_HOME": str(home), "SAEOP_IDLE_SECONDS": "120"})

    def __call__(self, *words: str) -> Result:
        return self._runner.invoke(main, list(words))

    def rows(self, *words: str) -> list[dict[str, object]]:
        result = self(*words)
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def saeop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    folder = tmp_path_factory.mktemp("commands")
    for year, later in ((2023, False), (2024, True)):
        (folder / f"plan_{year}.md").write_text(document(year, programs(later=later)), encoding="utf-8")
    shell = Shell(folder / "home")
    assert shell("load", str(folder / "plan_2023.md"), str(folder / "plan_2024.md")).exit_code == 0
    yield shell
    stop_embedded(embedded_settings(folder / "home"))


def test_loading_links(saeop: Shell) -> None:
    rows = saeop.rows("links", "--json", "--limit", "100")
    assert sum(r["type"] == "CONTINUES" for r in rows) == 37
    first = saeop("links", "--review", "--limit", "1").stdout
    assert first.startswith("CONTINUES")


def test_a_word_of_a_person_and_its_undoing(saeop: Shell) -> None:
    ends = ("가루쌀 생산단지 조성", "희망근로 지원사업")
    assert saeop("link", *ends, "--same", "--why", "담당자 확인").exit_code == 0
    top = saeop.rows("links", "--json", "--limit", "1")[0]
    assert (top["score"], top["reason"]) == (1.0, "사람이 판단함: 담당자 확인")
    assert saeop.rows("links", "--judged", "--json")[0]["why"] == "담당자 확인"
    assert saeop("reload", "plan_2023.md").exit_code == 0
    assert saeop.rows("links", "--json", "--limit", "1")[0]["score"] == 1.0
    assert saeop("link", *ends, "--undo").exit_code == 0
    assert "nothing was decided" in saeop("link", *ends, "--undo").stderr
    assert saeop("link", *ends).exit_code == 2
    assert "several programs" in saeop("link", "경로당 냉난방비 지원", ends[0], "--not").stderr


def test_similar_takes_a_name_a_text_or_a_file(saeop: Shell, tmp_path: Path) -> None:
    named = saeop.rows("similar", "어르신 안심케어 서비스", "--json")
    assert all(r["name"] != "독거노인 안부확인 서비스" for r in named), "what it continues is not similar, but the same"
    idea = "혼자 사시는 노인께 전화를 드리고 찾아가는 사업을 해 보려 합니다."
    rows = saeop.rows("similar", idea, "--json")
    assert rows[0]["name"] in ("어르신 안심케어 서비스", "독거노인 안부확인 서비스")
    (tmp_path / "idea.txt").write_text(idea, encoding="utf-8")
    assert saeop.rows("similar", str(tmp_path / "idea.txt"), "--json") == rows
    text = saeop("similar", "드론으로 산불을 감시하는 사업").output
    assert text
    assert saeop("similar", "   ").exit_code == 1


def test_compare(saeop: Shell, tmp_path: Path) -> None:
    whole = saeop.rows("compare", "plan_2024.md", "plan_2023.md", "--json")[0]
    assert (whole["earlier"], whole["later"]) == ("plan_2023.md", "plan_2024.md")
    assert "■ 종료 또는 빠짐: 5건" in saeop("compare", "plan_2023.md", "plan_2024.md").stdout
    assert saeop("compare", "plan_2023.md", "plan_2024.md", "--xlsx", str(tmp_path / "c.xlsx")).exit_code == 0
    assert (tmp_path / "c.xlsx").stat().st_size > 5000
    assert "name two" in saeop("compare", "plan_2023.md", "plan_2023.md").stderr


def test_z_removing_a_document_removes_its_links(saeop: Shell) -> None:
    assert saeop("remove", "plan_2023.md").exit_code == 0
    assert saeop("links").stdout.strip() == "there are no links"
