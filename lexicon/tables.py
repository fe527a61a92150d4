"""The authority tables of ``data/``, with the rows that an agency adds in ``SAEOP_HOME/tables/``.

A row there replaces the row of ``data/`` with the same first column and is added where there is none, so that a user in
another region adds a row and not an ``if``. ``version()`` names what was read: a Document remembers it.
"""

from __future__ import annotations

import csv
import hashlib
import os
from functools import cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"
_HOME_TABLES = "tables"


def home_tables() -> Path:
    """The folder of an agency's own rows, from ``SAEOP_HOME`` (the one setting that the tables depend on)."""
    return Path(os.environ.get("SAEOP_HOME", "").strip() or ".saeop").expanduser() / _HOME_TABLES


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/<name>.csv`` with the user's own, as dictionaries of the header's columns.

    Raises ``ValueError`` with file and line when a row of the user's table has other columns.
    """
    own = home_tables() / f"{name}.csv"
    merged: dict[str, list[dict[str, str]]] = {}
    for row in _read(_DATA / f"{name}.csv"):
        merged.setdefault(next(iter(row.values())), []).append(row)
    if own.is_file():
        added: dict[str, list[dict[str, str]]] = {}
        for row in _read(own):
            added.setdefault(next(iter(row.values())), []).append(row)
        merged.update(added)
    return tuple(row for group in merged.values() for row in group)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        result = []
        for row in reader:
            if None in row or any(v is None for v in row.values()):
                columns = ", ".join(reader.fieldnames or [])
                raise ValueError(f"{path.name}, line {reader.line_num}: wants the columns {columns}")
            result.append({k: v.strip() for k, v in row.items()})
        return result


@cache
def version() -> str:
    """A short hash of all tables, the user's own included."""
    digest = hashlib.sha256()
    for folder in (_DATA, home_tables()):
        for path in sorted(folder.glob("*.csv")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
