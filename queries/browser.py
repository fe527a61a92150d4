"""What Neo4j Browser is given, made from the ready queries: ``python -m queries.browser`` writes ``docs/browser/``.

``favourites.zip`` holds a file for each ready query, because Browser makes one favourite of each file of an archive (of a
file by itself it makes a single one); ``guide.html`` is ``guide.html`` beside this module with the queries in their places.
``style.grass`` in the same folder is written by hand.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

from graph.query import Query
from queries.catalog import catalog, query

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "browser"
_READY = "ready_"
_TITLE = "사업길"
_MADE = (2026, 1, 1, 0, 0, 0)
"""The time of every file in the archive: equal queries give equal bytes."""
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def ready() -> list[Query]:
    """The ready queries in the order of their file; each runs as it is."""
    found = [q for q in catalog().values() if q.name.startswith(_READY)]
    return sorted(found, key=lambda q: (q.file, q.line))


def titled(each: Query) -> str:
    """A ready query with its Korean title as the first line, which Browser shows as its name."""
    return f"// {each.doc.partition(chr(10))[0]}\n{each.text};\n"


def favourites() -> bytes:
    """The archive that Browser imports when it is dropped onto its window."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, each in enumerate(ready(), start=1):
            name = f"{_TITLE}/{number:02} {each.name.removeprefix(_READY)}.cypher"
            archive.writestr(zipfile.ZipInfo(name, _MADE), titled(each))
    return target.getvalue()


def guide() -> str:
    """The guide of eight steps. Raises ``KeyError`` for a query that is not there."""
    page = (Path(__file__).parent / "guide.html").read_text(encoding="utf-8")
    return _PLACE.sub(lambda match: _runnable(query(match[1])), page)


def _runnable(each: Query) -> str:
    return f'<pre class="pre-scrollable code runnable">{html.escape(titled(each).rstrip(), quote=False)}</pre>'


def write(folder: Path) -> None:
    """Write the files that are made."""
    (folder / "favourites.zip").write_bytes(favourites())
    (folder / "guide.html").write_text(guide(), encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
