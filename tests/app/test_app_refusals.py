"""Refusals are told in the reader's language: each message that the app can show has its Korean."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.readers import _why
from loaders.readers import kinds
from loaders.readers.hwp import _REASONS
from settings import Settings
from viewing.refusals import in_korean, refusal
from viewing.words import Words

ROOT = Path(__file__).parents[2]
SHOWN = ("loaders/readers", "library/intake.py", "library/loading.py", "library/library.py", "library/originals.py",
         "library/readers.py", "graph/cypher.py", "graph/cost.py", "graph/bolt.py", "graph/embedded.py", "embeddings", "viewing/jobs.py",
         "viewing/documents.py", "viewing/office.py")  # fmt: skip
ERRORS = ("DocumentError", "RequestError", "SearchError", "StoreUnavailable", "AccessDenied", "SaeopError", "Refused")
PASSED_ON = {"str(error)", "status.problem", "self.error or 'the documents are being opened'", "f'{error}. {REBUILD}'",
             "f'{problem}. {REBUILD}'", "f'{name}: {_damaged(error)}'",
             "f'{name}: {_REASONS.get(error.code, _damaged(error))}'"}  # fmt: skip
"""Messages that another place has made; those are tested where they are made."""


def messages() -> Iterator[tuple[str, str]]:
    """Where each message is made, and its text with a 7 in each gap."""
    for name in SHOWN:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS and node.args:
                    said = node.args[2] if getattr(node.func, "id", "") == "Refused" else node.args[0]
                    if ast.unparse(said) not in PASSED_ON and "this is {what}" not in ast.unparse(said):
                        yield f"{file.name}:{node.lineno}", text(said)


def text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(text(v) for v in node.values)
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Call):  # _refusal(what, why)
        return "only reading queries are allowed: 'X' is not (so)"
    return "7"


def test_app_refusals_are_told_in_korean() -> None:
    found = list(messages())
    assert len(found) > 60
    assert [(where, said) for where, said in found if not re.search("[가-힣]", in_korean(said))] == []
    others = [f"a.x: this is {what}; nothing was loaded" for _, what in kinds._OTHERS]
    ends = [_why(end, Settings.from_environment({})) for end in ("time", "memory", "signal 9", "")]
    assert [said for said in (*others, *_REASONS.values(), *ends) if not in_korean(said)] == []


@pytest.mark.parametrize(
    ("message", "korean"),
    [
        ("깨진.pdf: this PDF has a password; save it without one and load it again", "비밀번호가 걸린 PDF 파일입니다"),
        ("a.7z: this is a 7-Zip archive: unpack it, or pack its files as ZIP; nothing was loaded", "7-Zip 압축 파일"),
        (
            "only reading queries are allowed: 'DELETE' is not (a query begins with one of CALL)",
            "쓸 수 없는 말: ‘DELETE’",
        ),
        ("a.txt: neither UTF-8 (byte 4) nor CP949; save it as UTF-8 text and load it again", "UTF-8로 저장"),
        ("query 'inline' failed: Unknown function 'foo'", "엔진의 말: Unknown function 'foo'"),
        ("something that nobody foresaw", "잘되지 않았습니다: something that nobody foresaw"),
        ("이름과 까닭을 적어 주세요.", "이름과 까닭을 적어 주세요."),
    ],
)
def test_app_refusal_says_what_to_do(message: str, korean: str) -> None:
    assert korean in refusal(message, Words("ko"))
    assert refusal(message, Words("en")) == message
