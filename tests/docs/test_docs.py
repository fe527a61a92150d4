"""What the docs say holds: settings, commands, files, folders."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click import Group

from cli import main
from settings import REPOSITORY, TABLE

PAGES = sorted([REPOSITORY / "README.md", REPOSITORY / "README.ko.md", *(REPOSITORY / "docs").glob("*.md")])


def test_the_readme_lists_every_setting_as_it_is() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for name, default, meaning in TABLE:
        assert f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |" in readme


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def commands(page: Path) -> list[list[str]]:
    """The ``saeop`` commands that stand in blocks of shell."""
    found = []
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line)
            if words[:1] == ["./scripts/run"] and len(words) > 1:
                words[0] = "saeop"
            if words[:1] == ["saeop"]:
                found.append(words)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_are_there_with_their_options(page: Path) -> None:
    assert isinstance(main, Group)
    for _, name, *rest in commands(page):
        command = main.commands.get(name)
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= known


@pytest.mark.parametrize("script", ["run", "test", "neo4j", "environment"])
def test_scripts_can_be_run(script: str) -> None:
    assert (REPOSITORY / "scripts" / script).stat().st_mode & 0o111


def test_every_package_of_the_project_has_its_reason() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    listed = project[project.index("dependencies = [") : project.index("[project.optional")]
    for package in re.findall(r'"([a-z0-9-]+)', listed):
        assert f"`{package}`" in readme or package == "numpy", package
