"""A home of an older schema: refused in one line that names ``saeop reload``, which rebuilds it and keeps what people said."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from assistant.corrections.kept import save_correction
from assistant.corrections.model import Correction
from assistant.corrections.statements import statements
from cli import main
from graph.export import export_graph
from graph.query import inline
from graph.schema import SCHEMA_VERSION
from graph.store import open_store
from library.originals import content_hash
from queries.catalog import query
from settings import Settings
from tests.reliability.chaos import text


def saeop(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"SAEOP_HOME": str(settings.home), "SAEOP_IDLE_SECONDS": "120"})


def exported(settings: Settings, folder: Path) -> dict[str, bytes]:
    with open_store(settings) as store:
        export_graph(store, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def name_in(content: str) -> str:
    """The name of the first program of a text."""
    return next(line for line in content.splitlines() if line.startswith("1. ")).removeprefix("1. ")


AGE = (
    "MATCH (p:Program) SET p.colour = 'of an older schema' REMOVE p.names",
    "MATCH (d:Document) REMOVE d.sketch",
    "MATCH (b:Budget) DETACH DELETE b",
    "MERGE (:Ministerium {key: 'of a label that there is no more'})",
    "MATCH (m:Meta) SET m.schema_version = 0",
)


def test_an_older_home_is_refused_and_rebuilt_with_what_people_said(home_settings: Settings, tmp_path: Path) -> None:
    paths = [tmp_path / f"계획 {number}.txt" for number in (1, 2)]
    texts = [text(number, 4, of=number) for number in (1, 2)]
    for path, content in zip(paths, texts, strict=True):
        path.write_text(content, encoding="utf-8")
    assert saeop(home_settings, "load", str(paths[0])).exit_code == 0
    with open_store(home_settings) as store:
        keys = [f"{path.name}/Program/{name_in(content)}" for path, content in zip(paths, texts, strict=True)]
        amount = next(s for s in statements(store, keys) if s.kind == "amount")
        save_correction(store, Correction(amount, {"amount_krw": 1}, "", "나", "2026-01-01", "고지서"))
        said = {
            "left": keys[0],
            "right": keys[1],
            "verdict": "same",
            "who": "나",
            "when": "2026-01-01",
            "why": "한 사업",
        }
        store.write(query("save_judgement"), key=" ~ ".join(keys), **said)
    assert saeop(home_settings, "load", str(paths[1])).exit_code == 0
    before = exported(home_settings, tmp_path / "before")
    with open_store(home_settings) as store:
        for text_ in AGE:
            store.write(inline("age", text_))

    for command in (
        ["ask", "국비는?"],
        ["stats"],
        ["load", str(paths[0])],
        ["export", str(tmp_path / "x")],
    ):
        refused = saeop(home_settings, *command)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr.endswith(
            f"has schema version 0, this program needs {SCHEMA_VERSION}: run 'saeop reload'\n"
        )
        assert len(refused.stderr.splitlines()) == 1
    reloaded = saeop(home_settings, "reload")
    assert reloaded.exit_code == 0, reloaded.stderr
    assert exported(home_settings, tmp_path / "after") == before
    assert {"Judgement.jsonl", "Correction.jsonl"} <= {name for name, content in before.items() if content}

    # Where an original is lost, the document stays as it is until that is removed.
    with open_store(home_settings) as store:
        store.write(inline("age", AGE[-1]))
    lost = content_hash(texts[0].encode())
    (home_settings.home / "originals" / lost).unlink()
    reloaded = saeop(home_settings, "reload")
    assert reloaded.exit_code == 1
    assert "계획 1.txt" in reloaded.stderr
    assert saeop(home_settings, "stats").exit_code == 1
    assert saeop(home_settings, "remove", "계획 1.txt").exit_code == 0
    assert saeop(home_settings, "reload").exit_code == 0
    assert saeop(home_settings, "stats").exit_code == 0
