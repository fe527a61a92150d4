"""The two searches side by side on the samples: ``python -m bench.searches --neo4j bolt://… [--shared FOLDER]``.

The server must be empty, and is emptied in the end. Loads the samples into the embedded graph and into Neo4j, asks all
questions on them with each engine and search, and prints which answers differ and which of ten first passages do.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.assistant import Assistant
from bench.ask import QUESTIONS, ROOT, SAMPLES, answers, filled, questions
from bench.judging import Json
from graph.query import inline
from graph.store import stop_embedded
from library.library import Library
from settings import Settings

SETS = (*SAMPLES, "lineage")
DIALOGUES = "dialogues"
TIMES = ("elapsed_ms", "cypher", "params")
TOP = 10


@contextmanager
def loaded(paths: list[Path], home: Path, **environment: str) -> Iterator[Library]:
    """The documents in a graph, indexed and linked."""
    with filled(paths, Settings.from_environment({"SAEOP_HOME": str(home), **environment})) as library:
        yield library


def said(library: Library, asked: list[Json]) -> dict[str, Json]:
    """What is answered, without times."""
    found = answers(Assistant(library.store, library.ready_index()), asked)
    return {key: {k: v for k, v in answer.items() if k not in TIMES} for key, answer in found.items()}


def rankings(library: Library, asked: list[Json]) -> tuple[dict[str, list[str]], list[float]]:
    """The first passages of each question, and how long each search took in milliseconds."""
    index = library.ready_index()
    index.warm()
    found, took = {}, []
    for each in asked:
        started = time.perf_counter()
        hits = index.search(each["question"], TOP)
        took.append(1000 * (time.perf_counter() - started))
        found[each["id"]] = [hit.chunk_key for hit in hits]
    return found, took


def compare(name: str, one: dict[str, Json], other: dict[str, Json], asked: list[Json]) -> None:
    differ = [key for key in one if one[key] != other[key]]
    print(f"answers {name}: {len(one) - len(differ)} of {len(one)} alike byte for byte")
    text = {each["id"]: each["question"] for each in asked}
    for key in differ:
        fields = [f for f in one[key] if one[key][f] != other[key][f]]
        print(f"    {key} {text[key]!r}: {', '.join(fields)}")


def compare_rankings(one: dict[str, list[str]], other: dict[str, list[str]]) -> None:
    same = sum(one[key] == other[key] for key in one)
    first = sum(one[key][:1] == other[key][:1] for key in one)
    shared = [len(set(one[key]) & set(other[key])) for key in one]
    print(f"rankings local | graph: the ten first alike in order {same} of {len(one)}, the first alike {first}, "
          f"shared of ten: mean {statistics.mean(shared):.2f}, least {min(shared)}")  # fmt: skip
    print(f"    shared of ten: {dict(sorted(Counter(shared).items()))}")
    for key in [key for key in one if one[key] != other[key]]:
        moved = next(at for at, pair in enumerate(zip(one[key], other[key], strict=False), 1) if pair[0] != pair[1])
        print(f"    {key}: from place {moved}, {len(set(one[key]) & set(other[key]))} of ten shared")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--neo4j", required=True)
    parser.add_argument("--shared", type=Path)
    options = parser.parse_args()
    paths = sorted((ROOT / "data" / "documents").iterdir())
    asked = [q for name in (*SETS, DIALOGUES) for q in questions(QUESTIONS / f"{name}.jsonl")]
    if options.shared:
        paths.append(options.shared / "another" / "document.pdf")
        for file in ("eval/dev.jsonl", "another/questions.jsonl"):
            asked += questions(options.shared / file)
    asked = list({each["id"]: each for each in asked}.values())
    server = {"SAEOP_GRAPH": options.neo4j}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with loaded(paths, home / "embedded") as library:
            embedded = said(library, asked)
            stop_embedded(library.settings)
        with loaded(paths, home / "local", **server) as library:
            local, local_ranks = said(library, asked), rankings(library, asked)
        with loaded(paths, home / "graph", **server, SAEOP_SEARCH="graph") as library:
            graph, graph_ranks = said(library, asked), rankings(library, asked)
            library.store.write(inline("wipe", "MATCH (n) DETACH DELETE n"))
    print(f"{len(paths)} documents, {len(asked)} questions")
    compare("embedded, local | Neo4j, local", embedded, local, asked)
    compare("Neo4j, local | Neo4j, graph", local, graph, asked)
    compare_rankings(local_ranks[0], graph_ranks[0])
    for name, (_, took) in (("local", local_ranks), ("graph", graph_ranks)):
        print(f"search {name}: p50 {statistics.median(took):.1f} ms, p95 {statistics.quantiles(took, n=20)[18]:.1f} ms")
    print(json.dumps({"documents": [p.name for p in paths]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
