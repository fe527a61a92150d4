"""What every system of ``bench.peers`` is given: the same chunks with the same vectors, and questions with what is right.

    python -m bench.peers.data --shared ../shared FOLDER

*welfare* and *korquad*: a page is right, and ranks by its best chunk. *plans*: the answerable questions of dev and of another
institution's document on all four documents; a chunk on a line of evidence is right. Embedding is the same for all and is
measured here once.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.retrieval import TASKS, chunked
from embeddings.encoder import make_encoder
from graph.query import inline
from graph.store import stop_embedded
from library.library import SAMPLES, Library
from library.outcome import How
from settings import Settings

LINES = inline(
    "chunks with lines",
    "MATCH (c:Chunk) RETURN c.key AS key, c.document AS document, c.section AS section, c.text AS text, "
    "c.line_start AS first, c.line_end AS last ORDER BY key",
)
SHORT = {"2020": "2020", "2024": "2024", "김천": "gimcheon"}
"""A word of a sample's file name, and what the questions call the document."""


def pages(name: str, shared: Path) -> dict[str, Any]:
    """A task on pages."""
    task = TASKS[name](shared)
    chunks = [[c.key, c.document, c.indexed_text] for c in chunked(task)]
    return {"chunks": chunks, "questions": [[text, sorted(right)] for text, right in task.questions]}


def plans(shared: Path) -> dict[str, Any]:
    """The task on plans."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"SAEOP_HOME": f"{folder}/home"})
        try:
            with Library(settings) as library:
                library.load_all([SAMPLES], How())
                library.load_all([shared / "another" / "document.md"], How())
                rows = library.store.read(LINES)
        finally:
            stop_embedded(settings)
    chunks = [[r["key"], r["key"], f"{r['section']}\n{r['text']}" if r["section"] else r["text"]] for r in rows]
    questions = []
    for file in (shared / "eval" / "dev.jsonl", shared / "another" / "questions.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            asked = json.loads(line)
            right = sorted({r["key"] for each in asked["evidence"] for r in rows if stands_in(each, r)})
            if asked["expect"]["answerable"] and right:
                questions.append([asked["question"], right])
    return {"chunks": chunks, "questions": questions}


def stands_in(evidence: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether the line of evidence is one of the chunk's."""
    name = next((short for word, short in SHORT.items() if word in row["document"]), "C")
    return bool(evidence["doc"] == name and row["first"] <= evidence["line"] <= row["last"])


def main() -> None:
    """Write the three tasks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=600, help="at most so many a task, evenly chosen")
    parser.add_argument("folder", type=Path)
    told = parser.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    encoder = make_encoder("e5")
    encoder.query("가")
    for name in ("welfare", "korquad", "plans"):
        task = plans(told.shared) if name == "plans" else pages(name, told.shared)
        every = -(-len(task["questions"]) // told.questions)
        all_of_them, task["questions"] = len(task["questions"]), task["questions"][::every]
        started = time.perf_counter()
        vectors = encoder.passages([text for _, _, text in task["chunks"]])
        seconds = time.perf_counter() - started
        np.save(told.folder / f"{name}.npy", vectors)
        (told.folder / f"{name}.json").write_text(json.dumps(task, ensure_ascii=False), encoding="utf-8")
        print(
            f"{name}: {len(task['chunks'])} chunks embedded in {seconds:.1f} s, "
            f"{len(task['questions'])} of {all_of_them} questions",
            flush=True,
        )


if __name__ == "__main__":
    main()
