"""What is installed is locked with hashes, and everything of it may be used commercially."""

from __future__ import annotations

import importlib.metadata
import re
from typing import Any

import pytest

from settings import REPOSITORY

ALLOWED = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|PSF|Python|ISC|Zlib|CC0|MPL|Mozilla Public License|Unlicense|HPND)", re.IGNORECASE
)
FORBIDDEN = re.compile(r"\b(A?GPL|SSPL|BUSL|Commons Clause|Non-?Commercial)", re.IGNORECASE)


def locked(file: str) -> dict[str, str]:
    """The packages of a locked file, each with the block of text that names its version and hashes."""
    text = (REPOSITORY / "requirements" / file).read_text(encoding="utf-8")
    return {
        block.split("==")[0].strip(): block for block in re.split(r"\n(?=\S)", text) if "==" in block.split("\n")[0]
    }


def licence(package: str) -> str:
    """The licence that a package states."""
    about: Any = importlib.metadata.metadata(package)
    classifiers = [
        c.rpartition("::")[2].strip() for c in about.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    stated = about.get("License-Expression") or "; ".join(classifiers) or about.get("License") or ""
    return " ".join(stated.split())[:2000]


@pytest.mark.parametrize("file", ["run.txt", "dev.txt"])
def test_every_package_is_locked_with_hashes(file: str) -> None:
    found = locked(file)
    assert len(found) > 30
    assert [name for name, block in found.items() if "--hash=sha256:" not in block] == []


def test_every_package_that_is_installed_may_be_used_commercially() -> None:
    unclear = []
    for name, block in locked("run.txt").items():
        try:
            said = licence(re.split(r"[\[;]", name)[0])
        except importlib.metadata.PackageNotFoundError:
            assert ";" in block.split("\\")[0] or "colorama" in name, name  # for another system
            continue
        if not ALLOWED.search(said) or FORBIDDEN.search(said):
            unclear.append((name, said[:80]))
    assert unclear == []
