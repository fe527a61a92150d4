"""Writes the whole graph as plain files: JSON Lines for each label and relationship, GraphML, two flat files.

Equal graphs give equal bytes: everything is sorted, and times of loading are left out. The graph is read once; GraphML
and the flat files are made from the files written first.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph import flat, graphml
from graph.bolt import Row
from graph.errors import RequestError
from graph.query import inline
from graph.schema import EXPORTED_LABELS, RELATIONSHIP_TYPES, RELATIONSHIPS, SEARCHED, TIMES, Label, key_property
from graph.store import Store

MANIFEST = "export.json"
FORMAT = "saeopgil export 1"
ATTEMPTS = 5


def export_graph(store: Store, folder: Path) -> None:
    """Write the export to ``folder``: new, empty, or an earlier export, which is replaced as a whole.

    Raises ``RequestError`` for any other folder, or when it cannot be written; then it is as it was.
    """
    target = folder.resolve()
    check_replaceable(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
        try:
            write(store, fresh)
            if target.exists():
                target.rename(old)
            fresh.rename(target)
        except BaseException:
            if old.exists() and not target.exists():
                old.rename(target)
            raise
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise RequestError(
            f"cannot write the export to {folder}: {error}; choose a folder with room to write"
        ) from error


def check_replaceable(target: Path) -> None:
    """Raise ``RequestError`` unless ``target`` is free, or holds an earlier export and nothing else."""
    try:
        inside = {path.name for path in target.iterdir()}
    except FileNotFoundError:
        return
    except OSError as error:
        raise RequestError(f"cannot export to {target}: {error}; name a folder") from error
    ours: set[str] = set()
    if MANIFEST in inside:
        try:
            manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
            ours = {MANIFEST, *manifest["files"]} if manifest["format"] == FORMAT else set()
        except (OSError, ValueError, KeyError, TypeError):
            ours = set()
    others = sorted(inside - ours)
    if others:
        raise RequestError(f"{target} is not empty and no earlier export: it has {others[0]!r}; name a new folder")


def write(store: Store, folder: Path) -> None:
    """Write all files of one state of the graph into an empty folder."""
    for _ in range(ATTEMPTS):
        revision = store.revision()
        for label in EXPORTED_LABELS:
            _write_lines(folder / f"{label.name}.jsonl", _nodes(store, label))
        for type_ in RELATIONSHIP_TYPES:
            _write_lines(folder / f"{type_}.jsonl", _edges(store, type_))
        if store.revision() == revision:
            break
    else:
        raise RequestError("the graph is being written to all the time; export it when the loading has ended")
    flat.write(folder)
    graphml.write(folder)
    files = sorted(path.name for path in folder.iterdir())
    manifest = json.dumps({"format": FORMAT, "files": files}, indent=1)
    (folder / MANIFEST).write_text(manifest + "\n", encoding="utf-8")


def _nodes(store: Store, label: Label) -> list[str]:
    """One line for each node of a label, by key: the key first, then the properties in the schema's order."""
    left_out = "".join(f", {name}: null" for name in sorted(SEARCHED))
    text = f"MATCH (n:{label.name}) RETURN n {{.*{left_out}}} AS properties"
    rows = store.read(inline(f"export {label.name}", text))
    found = sorted((row["properties"] for row in rows), key=lambda properties: str(properties[label.key]))
    order = (label.key, *(["document"] if label.owned else []), *label.properties)
    return [_line({}, properties, order) for properties in found]


def _edges(store: Store, type_: str) -> list[str]:
    """One line for each relationship of a type, by its ends."""
    rows = [row for row in RELATIONSHIPS if row.type == type_]
    order = tuple(dict.fromkeys(name for row in rows for name in row.properties))
    found = []
    for start in dict.fromkeys(start for row in rows for start in row.starts):
        text = (
            f"MATCH (a:{start})-[r:{type_}]->(b) RETURN a.{key_property(start)} AS start, labels(b)[0] AS label, "
            "b.key AS key, b.name AS name, b.code AS code, properties(r) AS properties"
        )
        found += [_edge(start, row, order) for row in store.read(inline(f"export {type_} of {start}", text))]
    return [line for _, line in sorted(found)]


def _edge(start: str, row: Row, order: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The line of one relationship, and by what it is sorted."""
    end = row[key_property(row["label"])]
    ends = {"from": row["start"], "to": end, "from_label": start, "to_label": row["label"]}
    line = _line(ends, row["properties"], order)
    return (str(row["start"]), str(end), start, row["label"], line), line


def _line(ends: dict[str, Any], properties: dict[str, Any], order: tuple[str, ...]) -> str:
    """The values as one line of JSON: those the schema knows in its order, then any others."""
    names = (*order, *sorted(properties.keys() - set(order)))
    values = {name: properties[name] for name in names if properties.get(name) is not None and name not in TIMES}
    return json.dumps({**ends, **values}, ensure_ascii=False)


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
