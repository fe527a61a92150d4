"""What the container is made of and run with holds together; Docker itself is not wanted here."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import yaml

from settings import REPOSITORY, TABLE

COMPOSE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")


def test_each_service_has_its_health_told_and_keeps_its_data() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"neo4j", "app", "admin"}
    assert services["admin"]["profiles"] == ["admin"]  # never started by itself
    assert services["neo4j"]["healthcheck"]["test"]
    assert "HEALTHCHECK" in DOCKERFILE
    assert services["app"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    for service in services.values():
        mounted = {volume.partition(":")[0] for volume in service["volumes"]}
        assert mounted <= set(COMPOSE["volumes"])
        assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"])
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_no_password_stands_in_the_environment() -> None:
    told = COMPOSE["services"]["app"]["environment"]
    assert {name for name in told if "PASSWORD" in name} == {"SAEOP_GRAPH_PASSWORD_FILE", "SAEOP_PASSWORD_FILE"}
    assert set(told) <= {row[0] for row in TABLE}
    assert all(value.startswith("/run/secrets/") for name, value in told.items() if name.endswith("_FILE"))
    assert all("file" in secret for secret in COMPOSE["secrets"].values())


def test_the_image_holds_all_that_the_app_runs_on() -> None:
    admitted = re.findall(r"^!(.+)$", (REPOSITORY / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert all((REPOSITORY / name).exists() for name in admitted)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    packages = [name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]]
    modules = [f"{name}.py" for name in project["tool"]["setuptools"]["py-modules"]]
    assert {*packages, *modules, "data", "requirements", "scripts", "pyproject.toml", ".streamlit"} <= set(admitted)
    for copied in re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE):
        assert (REPOSITORY / copied).exists()


def test_the_entry_gives_a_user_without_rights_the_passwords_but_not_their_files(tmp_path: Path) -> None:
    """As in the container, with this user in the place of its own."""
    entry = (REPOSITORY / "scripts" / "as-saeop").read_text(encoding="utf-8")
    assert (REPOSITORY / "scripts" / "as-saeop").stat().st_mode & 0o111
    assert entry.count("setpriv --reuid=saeop --regid=saeop --init-groups env HOME=/home/saeop") == 1
    script = tmp_path / "entry"
    script.write_text(entry.replace("setpriv --reuid=saeop --regid=saeop --init-groups ", ""), encoding="utf-8")
    secret = tmp_path / "secret"
    secret.write_text("geheim $HOME `x`\n", encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "SAEOP_PASSWORD_FILE": str(secret)}
    command = ["sh", str(script), "sh", "-c", 'printf %s "$SAEOP_PASSWORD|${SAEOP_PASSWORD_FILE:-none}|$HOME"']
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "geheim $HOME `x`|none|/home/saeop"
