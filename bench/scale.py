"""Loading and asking with 1,000 to 100,000 programs and ten chunks each: ``python -m bench.scale ENGINE PROGRAMS``.

``ENGINE`` is ``embedded`` (search in the home) or the address of an empty Neo4j (search within the graph), whose folder
``--data`` tells sizes. The documents are generated (``bench/scale_documents.py``); vectors and tokens are given, so that
what is measured is the graph and the indexes, not the encoder and Kiwi. One run a process: memory is the process's peak.
Prints what was measured; ``--json FILE`` adds a line to a file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.remembered import set_apart
from bench.scale_documents import Corpus, Given, Named
from embeddings import tokens
from embeddings.index import IndexedChunk, SearchIndex
from embeddings.local import LocalIndex
from embeddings.within import GraphIndex
from graph.errors import SaeopError
from graph.query import inline
from graph.store import Store, open_store, stop_embedded
from queries.catalog import catalog, query
from settings import Settings

ASKED = 24  # questions of each kind
PROBES = 60  # programs to ask about
KINDS: dict[str, str] = {
    "value": "{issuer} {program} 총사업비는 얼마야?",
    "contact": "{issuer} {program} 담당자 연락처 알려줘",
    "date": "{issuer} {program} 사업기간은?",
    "place": "{issuer} {program} 위치는 어디야?",
    "ministry of one": "{issuer} {program} 지원 부처는 어디야?",
    "list, one issuer": "{issuer} {year}년 {ministry} 지원 사업은?",
    "list, one ministry": "{ministry}가 지원하는 사업은?",
    "list, one person": "{issuer} {person} 주무관이 맡은 사업은?",
    "list, a topic": "{issuer} {year}년 {theme} 관련 사업은?",
    "count, one issuer": "{issuer} {year}년 사업은 모두 몇 건이야?",
    "count, one ministry": "{ministry} 지원 사업은 모두 몇 건이야?",
    "sum, one issuer": "{issuer} {year}년 사업의 총사업비 합계는?",
    "sum, one ministry": "{ministry} 지원 사업의 총사업비 합계는?",
    "extreme, one issuer": "{issuer} {year}년 총사업비가 가장 큰 사업은?",
    "compare": "{issuer} {program}과 {other} 중 총사업비가 더 큰 사업은?",
    "lineage": "{issuer} {program} 이전에는 어떤 사업이었는지 이어진 사업을 알려줘",
    "similar": "{program}과 비슷한 사업은?",
    "passage": "{issuer} {program} 추진배경은 뭐야?",
    "nobody's": "쌍봉낙타 {theme} 사육단지 예산은 얼마야?",
}
SIZE = inline("bench size", "MATCH (n) RETURN count(n) AS n")
EDGES = inline("bench edges", "MATCH ()-[r]->() RETURN count(r) AS n")
Measured = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("engine")
    parser.add_argument("programs", type=int)
    parser.add_argument("--data", type=Path, help="the folder of the Neo4j server")
    parser.add_argument("--home", type=Path, help="keep the home here, and ask what is loaded there already")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = options.home or Path(temporary)
        environment = {"SAEOP_HOME": str(home), "SAEOP_GRAPH": options.engine, "SAEOP_IDLE_SECONDS": "3600"}
        settings = Settings.from_environment(environment)
        embedded = options.engine == "embedded"
        measured: Measured = {"engine": "embedded" if embedded else "Neo4j", "programs": options.programs}
        try:
            with open_store(settings) as store:
                index: SearchIndex = LocalIndex(home, Given()) if embedded else GraphIndex(store, Given())
                corpus = Corpus(options.programs, max(1, options.programs // (100 * PROBES // 2)))
                folder = home / "graph" if embedded else options.data
                clock = Clock(folder)
                measured |= load(store, index, corpus, clock)
                measured |= sizes(store, folder)
                measured["index_mb"] = disk(home / "index")
                measured["aggregates"] = aggregates(store)
                measured |= ask(store, index, corpus.asked, clock)
        finally:
            if not options.home:
                stop_embedded(settings)
    print(json.dumps(measured, ensure_ascii=False, indent=1))
    if options.json:
        with options.json.open("a", encoding="utf-8") as file:
            file.write(json.dumps(measured, ensure_ascii=False) + "\n")


# ---------------------------------------------------------------- loading


def load(store: Store, index: SearchIndex, corpus: Corpus, clock: Clock) -> Measured:
    """Save all documents that are not there, then index their chunks: seconds, rates and the peak of memory."""
    there = set(store.document_keys())
    saving, programs, quarters = 0.0, 0, [megabytes()]
    worked = clock.now()
    for number, plan in enumerate(corpus.plans()):
        if plan.document in there:
            continue
        started = time.perf_counter()
        store.save(plan)
        saving += time.perf_counter() - started
        programs += 100
        if number % max(1, corpus.programs // 400) == 0:
            quarters.append(megabytes())
            print(f"    {programs:,} programs, {saving:.0f} s, {quarters[-1]:.0f} MB", flush=True)
    loading, saved = megabytes(), clock.now()
    started = time.perf_counter()
    given = tokens.terms
    tokens.terms = lambda texts: [text.lower().split() for text in texts]
    try:
        synced = index.sync(chunks(store), store.revision())
    finally:
        tokens.terms = given
    indexing = time.perf_counter() - started
    return {
        "save_s": round(saving, 1), "save_rate": round(programs / saving) if saving else None,
        "index_s": round(indexing, 1), "chunks": synced.chunks,
        "save_cpu_s": saved - worked, "index_cpu_s": clock.now() - saved,
        "load_rate": round(programs / (saving + indexing)) if programs else None,
        "client_mb": [round(mb) for mb in quarters], "client_peak_loading_mb": round(loading),
        "client_peak_indexing_mb": round(megabytes()),
    }  # fmt: skip


def chunks(store: Store) -> Iterator[IndexedChunk]:
    """All chunks of the graph."""
    for document in store.document_keys():
        for row in store.read(query("chunks"), prefix=f"{document}/Chunk/"):
            yield IndexedChunk(row["key"], document, row["title"] or "", row["text"])


# ---------------------------------------------------------------- asking


def ask(store: Store, index: SearchIndex, probes: list[Named], clock: Clock) -> Measured:
    """The time of a first question, and of each kind of question once all is warm, in milliseconds."""
    assistant = Assistant(store, index)
    started = time.perf_counter()
    assistant.known()
    names = time.perf_counter() - started
    index.warm()
    assistant.ask("준비")
    set_apart()  # as the app and a batch do
    kinds = {}
    for kind, text in KINDS.items():
        questions = [filled(text, probes, at) for at in range(ASKED + 2)]
        took, answered, told, worked = [], 0, "", clock.now()
        for at, question in enumerate(questions):
            started = time.perf_counter()
            answer, _ = assistant.ask(question)
            if at >= 2:
                took.append(1000 * (time.perf_counter() - started))
                answered += answer.found.answered
                told = answer.as_json()["kind"]
        p95 = statistics.quantiles(took, n=20, method="inclusive")[18]
        kinds[kind] = {"p50": round(statistics.median(took), 1), "p95": round(p95, 1), "max": round(max(took), 1),
                       "cpu": round(1000 * (clock.now() - worked) / len(questions), 1), "answered": answered,
                       "kind": told}  # fmt: skip
        print(f"    {kind:22} {kinds[kind]}", flush=True)
    return {"names_s": round(names, 1), "client_peak_asking_mb": round(megabytes()), "kinds": kinds}


def filled(text: str, probes: list[Named], at: int) -> str:
    """A question about the ``at``-th of the programs remembered."""
    named, other = probes[at % len(probes)], probes[(2 * (at // 2) + 1 - at % 2) % len(probes)]
    theme = random.Random(at).choice(["스마트팜", "도시재생", "전통시장", "태양광", "드론", "도서관", "치매", "산림"])
    return text.format(**vars(named), other=other.program, theme=theme)


def aggregates(store: Store) -> dict[str, float | str]:
    """The ready queries, as a person's: seconds, or what went wrong."""
    found: dict[str, float | str] = {}
    for name, each in catalog().items():
        if name.startswith("ready_") and not each.parameters:
            started = time.perf_counter()
            try:
                store.run_read(each.text)
                found[name] = round(time.perf_counter() - started, 2)
            except SaeopError as error:
                found[name] = str(error)[:100]
    return found


# ---------------------------------------------------------------- sizes


def sizes(store: Store, folder: Path | None) -> Measured:
    """How large the graph is, and the memory of the server where its folder says who it is."""
    found: Measured = {"nodes": store.read(SIZE)[0]["n"], "relationships": store.read(EDGES)[0]["n"]}
    if folder:
        found |= {"graph_mb": disk(folder), "server_mb": server_memory(folder / "server.json")}
    return found


class Clock:
    """Processor seconds of this process and of the server whose folder is known: what others on the machine do not change."""

    def __init__(self, folder: Path | None) -> None:
        self._pid = json.loads((folder / "server.json").read_text(encoding="utf-8"))["pid"] if folder else 0

    def now(self) -> float:
        """Seconds up to now."""
        server = 0.0
        if self._pid:
            fields = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            server = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return round(time.process_time() + server, 2)


def disk(folder: Path) -> int:
    """Mebibytes of the files below a folder."""
    return round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / (1 << 20))


def server_memory(file: Path) -> int:
    """Mebibytes that the server holds now."""
    pid = json.loads(file.read_text(encoding="utf-8"))["pid"]
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20))


def megabytes() -> float:
    """The peak of this process's memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
