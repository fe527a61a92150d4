"""The neighbours of all programs, kept in the home so that a load does not compute them anew.

``SAEOP_HOME/links/neighbours.npz`` can be thrown away at any time: it is a function of the graph and the search index.
"""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from library.links.neighbours import Lists, empty

_VERSION = 2


@dataclass
class State:
    """The lists, and for each document in them the stamp of what was read."""

    lists: Lists
    stamps: dict[str, str]


def load(home: Path, maker: str, dimension: int) -> State:
    """The state in ``home``, an empty one where there is none that ``maker`` (rules and encoder) has made."""
    try:
        with (home / "links" / "neighbours.npz").open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            said: dict[str, Any] = json.loads(bytes(file["said"]).decode())
            if said["version"] == _VERSION and said["maker"] == maker and file["vectors"].shape[1] == dimension:
                pieces = [tuple(p) for p in said["pieces"]]
                lists = Lists(said["keys"], said["issuers"], pieces, file["vectors"], file["best"])
                return State(lists, said["stamps"])
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        pass  # none, cut short, or of another version: it is made again
    return State(empty(dimension), {})


def save(home: Path, maker: str, state: State) -> None:
    """Keep the state, whole or not at all; a home that cannot be written only costs the time next time."""
    folder = home / "links"
    lists = state.lists
    said = {
        "version": _VERSION, "maker": maker, "stamps": state.stamps, "keys": lists.keys, "issuers": lists.issuers,
        "pieces": lists.pieces,
    }  # fmt: skip
    temporary = folder / f"neighbours.{os.getpid()}.npz"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = np.frombuffer(json.dumps(said, ensure_ascii=False).encode(), np.uint8)
        np.savez(temporary, said=text, vectors=lists.vectors, best=lists.best)
        temporary.replace(folder / "neighbours.npz")
    except OSError:
        temporary.unlink(missing_ok=True)
