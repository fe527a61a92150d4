"""Measures one system of ``bench.peers`` in its environment: ``python -m bench.peers.run SYSTEM FOLDER``; ``table`` shows all.

nDCG@10 and Recall@5 (of what is right, found among the first five), a question's time with its embedding, the time of
indexing without the embedding of the chunks (which is the same for all), and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from bench.peers.systems import SYSTEMS
from embeddings.e5 import OnnxE5

TASKS = ("welfare", "korquad", "plans")
DEPTH = 10


def measures(ranked: list[str], right: set[str]) -> tuple[float, float]:
    """nDCG@10 and Recall@5 of one question."""
    ideal = sum(1 / math.log2(place + 2) for place in range(min(len(right), DEPTH)))
    gain = sum(1 / math.log2(place + 2) for place, page in enumerate(ranked[:DEPTH]) if page in right)
    return gain / ideal, len(right & set(ranked[:5])) / min(len(right), 5)


def run(name: str, folder: Path, encoder: OnnxE5, rest: list[str]) -> Iterable[dict[str, Any]]:
    """The figures of each task."""
    for task in TASKS:
        held = json.loads((folder / f"{task}.json").read_text(encoding="utf-8"))
        chunks, vectors = [tuple(c) for c in held["chunks"]], np.load(folder / f"{task}.npy")
        page_of = {key: page for key, page, _ in chunks}
        system = SYSTEMS[name](encoder, *rest)
        started = time.perf_counter()
        system.build(chunks, vectors)
        build = time.perf_counter() - started
        system.search(held["questions"][0][0])
        found, times, failed = [], [], 0
        for question, right in held["questions"]:
            started = time.perf_counter()
            try:
                keys = system.search(question)
            except Exception:  # a question that a system cannot take counts as nothing found, and is told
                keys, failed = [], failed + 1
            times.append(1000 * (time.perf_counter() - started))
            found.append(measures(list(dict.fromkeys(page_of[key] for key in keys)), set(right)))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield {
            "system": name, "task": task, "questions": len(found), "failed": failed, "build_s": round(build, 2),
            "ndcg": round(float(np.mean([n for n, _ in found])), 4), "recall": round(float(np.mean([r for _, r in found])), 4),
            "p50_ms": round(float(np.percentile(times, 50)), 2), "p95_ms": round(float(np.percentile(times, 95)), 2),
            "memory_mb": round(memory),
        }  # fmt: skip


def table(folder: Path) -> None:
    """All results as one table; ratios of time to ours."""
    rows = [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    latest = {(row["task"], row["system"]): row for row in rows}
    print("| task | system | nDCG@10 | Recall@5 | p50 ms (of the fastest) | p95 ms | index s | memory MB | failed |")
    print("|---|---|---|---|---|---|---|---|---|")
    for task in TASKS:
        of_task = [row for (which, _), row in latest.items() if which == task]
        fastest = min(row["p50_ms"] for row in of_task)
        for row in sorted(of_task, key=lambda r: -r["ndcg"]):
            print(
                f"| {task} | {row['system']} | {row['ndcg']:.4f} | {row['recall']:.4f} | {row['p50_ms']:.1f} "
                f"({row['p50_ms'] / fastest:.1f}) | {row['p95_ms']:.1f} | {row['build_s']:.1f} | {row['memory_mb']} | {row['failed']} |"
            )


def main() -> None:
    """Measure, or show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("system", choices=[*SYSTEMS, "table"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--encoder", type=Path, help="where the encoder's conversion is kept")
    parser.add_argument("--neo4j", default="", help="address of an empty Neo4j without a password")
    told = parser.parse_args()
    if told.system == "table":
        table(told.folder)
        return
    rest = [told.neo4j] if told.system == "neo4j-graphrag" else []
    for row in run(told.system, told.folder, OnnxE5(told.encoder), rest):
        print(json.dumps(row), flush=True)
        with open(told.folder / "results.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
