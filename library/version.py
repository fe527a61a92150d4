"""The version of what reads documents: the rules (code of ``loaders`` and ``lexicon``) and the tables of ``data/``.

Each Document remembers it; when it differs from today's, the document is stale and ``saeop reload`` reads it again.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from lexicon.tables import version as tables_version

_ROOT = Path(__file__).resolve().parent.parent


@cache
def rules_version() -> str:
    """A short hash of the code that turns a file into facts."""
    digest = hashlib.sha256()
    for folder in ("lexicon", "loaders"):
        for path in sorted((_ROOT / folder).rglob("*.py")):
            digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def extractor(reader: str) -> str:
    """What a Document stores: the reader, the rules and the tables that made its facts."""
    return f"{reader}; rules {rules_version()}; tables {tables_version()}"
