"""Writes ``docs/model.md`` from the schema table: ``python -m graph.describe``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.schema import LABELS, RELATIONSHIPS, SCHEMA_VERSION, SHARED

FILE = Path(__file__).resolve().parent.parent / "docs" / "model.md"


def markdown() -> str:
    """The graph model as two tables."""
    labels = (
        (
            label.name,
            f"`{label.key}`",
            "its document" if label.owned else "all" if label.name in SHARED else "the graph",
            ", ".join(name for name in label.properties if name != label.key),
            label.meaning,
        )
        for label in LABELS
    )
    relationships = (
        (
            f"`{row.type}`",
            ", ".join(row.starts),
            ", ".join(row.ends),
            ", ".join(f"**{name}**" if name == row.role else name for name in row.properties),
            row.meaning,
        )
        for row in RELATIONSHIPS
    )
    return "\n".join(
        (
            "# The graph model",
            "",
            f"Schema version {SCHEMA_VERSION}. Made by `python -m graph.describe` from `graph/schema.py`.",
            "",
            "## Labels",
            "",
            "A node that belongs to its document has the document's key as `document` and is removed with it.",
            "",
            *_table(("label", "key", "belongs to", "properties", "meaning"), labels),
            "",
            "## Relationships",
            "",
            "One for each pair of nodes and type, and for each value of the property in bold where there is one.",
            "",
            *_table(("type", "from", "to", "properties", "meaning"), relationships),
            "",
        )
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = (head, ("---",) * len(head), *rows)
    return [f"| {' | '.join(cell or '–' for cell in line)} |" for line in lines]


if __name__ == "__main__":
    FILE.write_text(markdown(), encoding="utf-8")
