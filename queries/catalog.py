"""All named queries of this folder's ``.cypher`` files, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from graph.query import Query, load


@lru_cache(maxsize=1)
def catalog() -> Mapping[str, Query]:
    """Every query by name. Raises ``QueryFileError`` when a file is not right."""
    return load(Path(__file__).parent)


def query(name: str) -> Query:
    """The query called ``name``. Raises ``KeyError`` naming the folder when there is none."""
    try:
        return catalog()[name]
    except KeyError:
        raise KeyError(f"no query {name!r} in queries/*.cypher") from None
