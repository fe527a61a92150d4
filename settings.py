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
    ("SAEOP_GRAPH_READER", "", "User on that server for queries that people write (`saeop cypher`, the app): one that may only read."),
    ("SAEOP_GRAPH_READER_PASSWORD", "", "Password of that user."),
    ("SAEOP_GRAPH_READER_PASSWORD_FILE", "", "File that holds it (instead of the variable)."),
    ("SAEOP_IDLE_SECONDS", "900", "The embedded graph server ends itself after this long without a request."),
    ("SAEOP_SEARCH", "local", "`local`: the search index lies in the home; `graph`: within Neo4j, so that whoever asks keeps nothing."),
    ("SAEOP_ENCODER", "e5", "`e5` (bundled), or `sentence-transformers:NAME_OR_FOLDER` (needs the extra)."),
    ("SAEOP_SAMPLES", "1", "`0`: `./scripts/run` does not load the sample documents into a new home."),
    ("SAEOP_PORT", "8501", "Port of the app."),
    ("SAEOP_ADDRESS", "127.0.0.1", "Address that the app listens on; only this machine reaches the default."),
    ("SAEOP_READ_ONLY", "0", "`1`: the app loads, removes and corrects nothing."),
    ("SAEOP_PASSWORD", "", "Password of the app's documents page and texts, of corrections and of hidden contacts."),
    ("SAEOP_PASSWORD_FILE", "", "File that holds it (instead of the variable)."),
    ("SAEOP_HIDE_CONTACTS", "0", "`1`: the app shows names and telephone numbers of people only after signing in."),
    ("SAEOP_UPLOAD_MB", "200", "Largest file, in MiB, that the app takes."),
    ("SAEOP_READ_SECONDS", "50", "The longest that reading one file may take, of the processor; on the clock twice that."),
    ("SAEOP_READ_MB", "900", "The most memory, in MiB, that reading one file may use."),
    ("SAEOP_READERS", "0", "How many files are read at a time; `0`: one for each processor core, eight at most."),
    ("SAEOP_NODE", "node", "Node 18 or newer, for tables of PDFs that no rules draw; `0`: do without."),
    ("SAEOP_OCR", "1", "`0`: scanned PDFs are refused even where Tesseract and the extra `ocr` are installed."),
    ("SAEOP_BROWSER", "", "Address of Neo4j Browser as visitors of the app reach it (default: port 7474 of the graph's server)."),
    ("SAEOP_CACHE", "", "Folder of what set-up fetches (default: `.cache` beside the code)."),
)
# fmt: on


@dataclass(frozen=True)
class Settings:
    """The values of the ``SAEOP_*`` variables, typed. Passwords are never shown by ``repr``."""

    home: Path
    graph: str
    graph_user: str
    graph_password: str
    graph_reader: str
    graph_reader_password: str
    idle_seconds: float
    search: str
    encoder: str
    samples: bool
    port: int
    address: str
    read_only: bool
    password: str
    hide_contacts: bool
    upload_megabytes: int
    read_seconds: float
    read_megabytes: int
    readers: int
    node: str
    ocr: bool
    browser: str
    cache: Path

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
            graph_password=_secret(env, "SAEOP_GRAPH_PASSWORD"),
            graph_reader=text("SAEOP_GRAPH_READER"),
            graph_reader_password=_secret(env, "SAEOP_GRAPH_READER_PASSWORD"),
            idle_seconds=number("SAEOP_IDLE_SECONDS"),
            search=text("SAEOP_SEARCH"),
            encoder=text("SAEOP_ENCODER"),
            samples=text("SAEOP_SAMPLES") != "0",
            port=int(number("SAEOP_PORT")),
            address=text("SAEOP_ADDRESS"),
            read_only=text("SAEOP_READ_ONLY") != "0",
            password=_secret(env, "SAEOP_PASSWORD"),
            hide_contacts=text("SAEOP_HIDE_CONTACTS") != "0",
            upload_megabytes=int(number("SAEOP_UPLOAD_MB")),
            read_seconds=number("SAEOP_READ_SECONDS"),
            read_megabytes=int(number("SAEOP_READ_MB")),
            readers=int(number("SAEOP_READERS")) or min(8, _cores()),
            node="" if text("SAEOP_NODE") == "0" else text("SAEOP_NODE"),
            ocr=text("SAEOP_OCR") != "0",
            browser=text("SAEOP_BROWSER"),
            cache=Path(text("SAEOP_CACHE") or REPOSITORY / ".cache").expanduser().absolute(),
        )

    def __repr__(self) -> str:
        return f"Settings(home={str(self.home)!r}, graph={self.graph!r}, encoder={self.encoder!r})"


def _cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _secret(env: Mapping[str, str], name: str) -> str:
    """A password: from the variable, else from the file that ``NAME_FILE`` names."""
    file = env.get(f"{name}_FILE", "").strip()
    if env.get(name) or not file:
        return env.get(name, "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{name}_FILE names {file!r}, which cannot be read: {error}") from error
