"""``saeop doctor`` finds what was broken on purpose, names what mends it, and that mends it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from cli import main
from graph.query import inline
from graph.store import open_store
from settings import Settings
from tests.reliability.chaos import text


def saeop(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"SAEOP_HOME": str(settings.home), "SAEOP_IDLE_SECONDS": "120"})


def test_doctor_finds_what_is_wrong_and_names_what_mends_it(home_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "계획.txt"
    path.write_text(text(1, 3), encoding="utf-8")
    assert saeop(home_settings, "load", str(path)).exit_code == 0
    assert saeop(home_settings, "doctor").exit_code == 0

    index = home_settings.home / "index"
    newest = sorted(index.glob("g*"))[-1] / "vectors.npy"
    newest.write_bytes(newest.read_bytes()[:100])  # as a power failure leaves it
    (home_settings.home / "originals" / "0123").write_text("of no document")
    with open_store(home_settings) as store:
        store.write(inline("orphan", "MERGE (:Ministry {name: '아무도 말하지 않은 부'})"))
        store.write(inline("unlink", "MATCH (d:Document) REMOVE d.linked"))
        store.write(inline("uncite", "MATCH (:Budget)-[r:STATED_IN]->() WITH r LIMIT 1 DELETE r"))
    (home_settings.home / "work.lock").chmod(0o644)
    told = saeop(home_settings, "doctor")
    assert told.exit_code == 1
    wrong = {line.split()[1].rstrip(":") for line in told.stdout.splitlines() if line.startswith("WRONG")}
    assert wrong == {"index", "links", "originals", "orphans", "citations", "permissions"}
    assert all("→" in line for line in told.stdout.splitlines() if line.startswith("WRONG"))

    assert saeop(home_settings, "doctor", "--mend").exit_code == 1
    saeop(home_settings, "reload", "계획.txt")
    assert saeop(home_settings, "doctor").exit_code == 1  # a file that others may read is for its owner to close
    for file in home_settings.home.rglob("*"):
        file.chmod(0o700)
    assert saeop(home_settings, "doctor").exit_code == 0
