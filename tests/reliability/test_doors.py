"""Doors closed: who may connect, who may read the files, and where secrets never stand."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import home
from settings import REPOSITORY, Settings

NOBODY = 65534
SECRET = "geheim-7d1f"


@pytest.fixture(scope="module")
def loose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home in a folder that everybody may enter, loaded under the loosest umask with a password around."""
    folder = tmp_path_factory.mktemp("shared")
    folder.chmod(0o777)
    environment = {"SAEOP_HOME": str(folder / "home"), "SAEOP_IDLE_SECONDS": "120", "SAEOP_PASSWORD": SECRET}
    sample = next(path for path in sorted((REPOSITORY / "data" / "documents").iterdir()) if "김천" in path.name)
    done = subprocess.run(
        [sys.executable, "-m", "cli", "load", str(sample)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        capture_output=True, text=True, umask=0,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    settings = Settings.from_environment(environment)
    yield settings
    CliRunner().invoke(main, ["stop"], env=environment)


def server(settings: Settings) -> home.ServerFile:
    found = home.ServerFile.read(settings.home / "graph")
    assert found
    return found


def listening(pid: int) -> dict[int, str]:
    """The addresses and ports on which a process listens."""
    inodes = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            inodes.add(os.readlink(handle))
        except OSError:
            continue
    found = {}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                address, port = fields[1].split(":")
                found[int(port, 16)] = address
    return found


LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}


def test_every_file_and_folder_of_a_home_is_the_owners_alone(loose: Settings) -> None:
    inside = [loose.home, *loose.home.rglob("*")]
    assert len(inside) > 20
    assert [str(p) for p in inside if stat.S_IMODE(p.stat().st_mode) & 0o077] == []


def test_the_server_listens_on_loopback_only_and_every_port_asks_for_a_password(loose: Settings) -> None:
    ports = listening(server(loose).pid)
    assert set(ports.values()) <= LOOPBACK
    assert server(loose).port in ports
    for port in set(ports) - {server(loose).port}:
        for path in (
            "/api/v1/databases",
            "/api/v1/query/saeopgil/sql/select%201",
            "/api/v1/server",
            "/api/v1/exists/x",
        ):
            with pytest.raises(urllib.error.HTTPError, match=r"40[134]"):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10)


def test_secrets_and_contacts_stand_in_no_log_and_no_list_of_processes(loose: Settings) -> None:
    known = server(loose)
    secrets = [known.password, known.reader_password, SECRET]
    lists = [Path(f"/proc/{known.pid}/cmdline").read_bytes().decode(errors="replace")]
    logs = [p.read_text(errors="replace") for p in loose.home.rglob("*") if ".log" in p.name and p.is_file()]
    for text in (*lists, *logs):
        assert not [secret for secret in secrets if secret in text]
        assert "054-" not in text  # a telephone number of the sample
    for file in (p for p in loose.home.rglob("*") if p.is_file() and p.name != home.SERVER):
        assert not [secret for secret in secrets if secret.encode() in file.read_bytes()], file


def test_secrets_stand_in_no_export_and_no_error(loose: Settings, tmp_path: Path) -> None:
    environment = {"SAEOP_HOME": str(loose.home), "SAEOP_PASSWORD": SECRET}
    assert CliRunner().invoke(main, ["export", str(tmp_path / "x")], env=environment).exit_code == 0
    known = server(loose)
    for file in (tmp_path / "x").iterdir():
        assert not [s for s in (known.password, known.reader_password, SECRET) if s.encode() in file.read_bytes()]
    wrong = {**environment, "SAEOP_GRAPH": f"bolt://127.0.0.1:{known.port}", "SAEOP_GRAPH_PASSWORD": "falsch-1234"}
    failed = CliRunner().invoke(main, ["stats"], env=wrong)
    assert failed.exit_code == 1
    assert "falsch-1234" not in failed.stderr
    assert "password" in failed.stderr
    assert SECRET not in repr(loose) + repr(known)
    assert known.password not in repr(known)


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("setpriv") is None, reason="to become another user needs root")
def test_another_user_of_the_machine_gets_in_nowhere(loose: Settings) -> None:
    def as_other(*command: str) -> subprocess.CompletedProcess[str]:
        other = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        return subprocess.run([*other, *command], capture_output=True, text=True, check=False)

    assert as_other("true").returncode == 0
    assert as_other("ls", str(loose.home)).returncode != 0
    files = [loose.home / "graph" / home.SERVER, *(loose.home / "originals").iterdir()]
    assert [f for f in files if as_other("cat", str(f)).returncode == 0] == []
    assert as_other("touch", str(loose.home / "x")).returncode != 0


def test_the_app_listens_on_loopback_by_default() -> None:
    assert Settings.from_environment({}).address == "127.0.0.1"
