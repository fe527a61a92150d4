"""Who takes two names for one: our tables beside the resolvers of neo4j-graphrag and graphiti's deterministic deduplication.

    python -m bench.peers.authority SYSTEM

Pairs are in ``authority.tsv``, hand-made from the mistakes that users of such systems report and from names of ministries and
places that everybody knows. Within one document, as these resolvers work; across documents we link and never merge. Each system
runs in its own environment, with its default threshold.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

Decide = Callable[[str, str, str], bool]
WHEN = 2024
"""The year of the document that the names stand in."""


def saeopgil() -> Decide:
    """By the authority tables; programs by their letters without blanks."""
    from lexicon.ministries import resolve
    from lexicon.places import named
    from lexicon.text import squash

    def decide(kind: str, a: str, b: str) -> bool:
        if kind == "ministry":
            return resolve(a, WHEN) is not None and resolve(a, WHEN) == resolve(b, WHEN)
        if kind == "region":
            left, right = named(a), named(b)
            return left is not None and right is not None and left.code == right.code
        return squash(a) == squash(b)

    return decide


def graphrag_exact() -> Decide:
    """``SinglePropertyExactMatchResolver``: equal names."""
    return lambda kind, a, b: a == b


def graphrag_fuzzy() -> Decide:
    """``FuzzyMatchResolver`` with its own similarity and threshold."""
    from unittest.mock import MagicMock

    from neo4j_graphrag.components.resolver import FuzzyMatchResolver

    resolver = FuzzyMatchResolver(MagicMock())
    return lambda kind, a, b: resolver.compute_similarity(a, b) >= resolver.similarity_threshold


def graphiti() -> Decide:
    """The part of its deduplication that asks no model: equal names, else shingles of names that say enough."""
    from graphiti_core.utils.maintenance import dedup_helpers as helpers

    def decide(kind: str, a: str, b: str) -> bool:
        if helpers._normalize_string_exact(a) == helpers._normalize_string_exact(b):
            return True
        left, right = (helpers._normalize_name_for_fuzzy(name) for name in (a, b))
        if not (helpers._has_high_entropy(left) and helpers._has_high_entropy(right)):
            return False
        alike = helpers._jaccard_similarity(helpers._shingles(left), helpers._shingles(right))
        return bool(alike >= helpers._FUZZY_JACCARD_THRESHOLD)

    return decide


SYSTEMS: dict[str, Callable[[], Decide]] = {
    "saeopgil": saeopgil, "neo4j-graphrag-exact": graphrag_exact, "neo4j-graphrag-fuzzy": graphrag_fuzzy, "graphiti": graphiti,
}  # fmt: skip


def main() -> None:
    """Print the errors of one system."""
    decide = SYSTEMS[sys.argv[1]]()
    with open(Path(__file__).parent / "authority.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong: dict[str, list[str]] = {"merged wrongly": [], "not merged": []}
    for row in rows:
        merged = decide(row["kind"], row["a"], row["b"])
        if merged != (row["same"] == "1"):
            wrong["merged wrongly" if merged else "not merged"].append(f"{row['a']} / {row['b']}")
    print(f"{sys.argv[1]}: {sum(map(len, wrong.values()))} errors of {len(rows)}")
    for kind, pairs in wrong.items():
        print(f"  {kind}: {len(pairs)}  {'; '.join(pairs)}")


if __name__ == "__main__":
    main()
