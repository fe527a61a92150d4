"""Every setting of 사업길: environment variables ``SAEOP_*``, read once, here and nowhere else.

``Settings.from_environment()`` is called by the entry points (``cli``, ``app``, the tests); everything below takes a
``Settings`` or the values it needs. The table in the README is made from ``TABLE``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent
DATA = REPOSITORY / "data"

# fmt: off
TABLE: tuple[tuple[str, str, str], ...] = (
    # variable, default, meaning
    ("SAEOP_HOME", ".saeop", "Folder of the embedded graph, the search index and the originals."),
    ("SAEOP_GRAPH", "embedded", "`embedded`, or the address of a Neo4j server (`neo4j://…`, `bolt://…`)."),
    ("SAEOP_GRAPH_USER", "neo4j", "User on that server."),
    ("SAEOP_GRAPH_PASSWORD", "", "Password on that server."),
    ("SAEOP_GRAPH_PASSWORD_FILE", "", "File that holds the password (instead of the variable)."),
    ("SAEOP_IDLE_SECONDS", "900", "The embedded graph server ends itself after this long without a request."),
    ("SAEOP_ENCODER", "e5", "`e5` (bundled), or `sentence-transformers:NAME_OR_FOLDER` (needs the extra)."),
    ("SAEOP_SAMPLES", "1", "`0`: `./scripts/run` does not load the sample documents into a new home."),
    ("SAEOP_PORT", "8501", "Port of the app, on loopback."),
)
# fmt: on


@dataclass(frozen=True)
class Settings:
    """The values of the ``SAEOP_*`` variables, typed. ``graph_password`` is never shown by ``repr``."""

    home: Path
    graph: str
    graph_user: str
    graph_password: str
    idle_seconds: float
    encoder: str
    samples: bool
    port: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from ``environment`` (default: the process's own).

        Raises ``ValueError`` naming the variable and the value seen when one cannot be read.
        """
        env = os.environ if environment is None else environment

        def text(name: str) -> str:
            default = next(row[1] for row in TABLE if row[0] == name)
            return env.get(name, "").strip() or default

        def number(name: str) -> float:
            try:
                return float(text(name))
            except ValueError:
                raise ValueError(f"{name} must be a number, got {text(name)!r}") from None

        return cls(
            home=Path(text("SAEOP_HOME")).expanduser().absolute(),
            graph=text("SAEOP_GRAPH"),
            graph_user=text("SAEOP_GRAPH_USER"),
            graph_password=_password(env),
            idle_seconds=number("SAEOP_IDLE_SECONDS"),
            encoder=text("SAEOP_ENCODER"),
            samples=text("SAEOP_SAMPLES") != "0",
            port=int(number("SAEOP_PORT")),
        )

    def __repr__(self) -> str:
        return f"Settings(home={str(self.home)!r}, graph={self.graph!r}, encoder={self.encoder!r})"


def _password(env: Mapping[str, str]) -> str:
    """The password of the Neo4j server: from the variable, else from the file it names."""
    file = env.get("SAEOP_GRAPH_PASSWORD_FILE", "").strip()
    if env.get("SAEOP_GRAPH_PASSWORD") or not file:
        return env.get("SAEOP_GRAPH_PASSWORD", "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"SAEOP_GRAPH_PASSWORD_FILE names {file!r}, which cannot be read: {error}") from error
