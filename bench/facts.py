"""What the extraction finds of hand-made facts, field by field, and what it invents in texts on other subjects.

    python bench/facts.py --shared ../shared [--show WORD] [--json] [--mutants SEEDS]

1. Programs: precision, recall and F1 of every field (``bench/scoring.py``), for the three sample documents, the document
   of another institution, and the invented plans of ``tests/restyle/documents``.
2. The rest of the gold, share found: amounts of a year and executed amounts, roles of ministries, people (name,
   telephone, department, programs), facilities (name, address, area), facts (the value on its line).
3. Mutants (``--mutants``): every document rewritten in each way of ``tests/restyle/rewrite.py``, share with the same facts.
4. Strangers: programs found in texts that hold none (``tests/restyle/strangers``); none is right.

Everything is read in memory; nothing is stored. ``--show`` prints what is missed or invented, of all lines that hold WORD.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.memory import Reading, Row, read_file
from bench.scoring import FIELDS, Tally, norm, pairs, score

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = {"doc2024": "2024년도_주요업무계획.txt", "doc2020": "2020년도_상반기_주요업무_추진상황.txt",
           "gimcheon": "김천시_4차산업혁명_공약_실천계획.txt"}  # fmt: skip
ROLES = {
    "lead": {"주관", "지원", "공모선정"},
    "fund": {"주관", "지원", "공모선정"},
    "comp": {"공모", "공모선정"},
    "prop": {"제안"},
}
"""Ours for the beginnings of the gold's roles; ``other`` is not asked for."""


@dataclass
class Shares:
    """How many of the asked values were found, by kind, and which were not."""

    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    missed: list[str] = field(default_factory=list)

    def ask(self, kind: str, found: bool, words: object) -> None:
        """Count a value, and note it where it was not found."""
        self.asked[kind] += 1
        self.found[kind] += found
        if not found:
            self.missed.append(f"missed {kind} {words}")


def main() -> int:
    """Print the tables; the exit code is 0 also where goals are missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with gold/ and another/")
    parser.add_argument("--show", default=None, help="print misses and inventions that hold this word")
    parser.add_argument("--mutants", type=int, default=0, help="also rewrite each document so many times in each way")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    args = parser.parse_args()
    tallies: dict[str, Tally] = {}
    shares: dict[str, Shares] = {}
    seconds: dict[str, float] = {}
    for name, document, gold in _documents(args.shared):
        reading = read_file(document)
        programs = _lines(gold / "programs.jsonl") if gold.is_dir() else _lines(gold)
        tallies[name] = score(programs, reading.programs)
        seconds[name] = sum(reading.seconds.values())
        if gold.is_dir():
            shares[name] = rest_of_gold(gold, programs, reading)
    strangers = {p.stem: [r["name"] for r in read_file(p).programs] for p in sorted(STRANGERS.glob("*"))}
    if args.json:
        print(json.dumps(_summary(tallies, shares, strangers, seconds), ensure_ascii=False, indent=1))
        return 0
    _print_fields(tallies, seconds)
    _print_shares(shares)
    print(
        "\nprograms in texts on other subjects:",
        {k: v for k, v in strangers.items() if v} or "none",
        f"of {len(strangers)}",
    )
    if args.mutants:
        _print_mutants(args.mutants)
    if args.show is not None:
        for name in tallies:
            told = [*tallies[name].told, *(shares[name].missed if name in shares else [])]
            print("\n".join(f"{name}: {line}" for line in told if args.show in line))
    return 0


STRANGERS = ROOT / "tests" / "restyle" / "strangers"


def _documents(shared: Path) -> Iterator[tuple[str, Path, Path]]:
    """(name, document, gold folder or file) of everything there is to compare with."""
    for name, file in SAMPLES.items():
        if (shared / "gold" / name).is_dir():
            yield name, ROOT / "data" / "documents" / file, shared / "gold" / name
    if (shared / "another" / "document.md").is_file():
        yield "another", shared / "another" / "document.md", shared / "another"
    for path in sorted((ROOT / "tests" / "restyle" / "documents").glob("*.md")):
        yield path.stem, path, path.with_suffix(".jsonl")


def _lines(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# -------------------------------------------------------------------- the rest of the gold
def rest_of_gold(gold: Path, programs: list[Row], reading: Reading) -> Shares:
    """What a document's gold holds beside the fields of programs, and how much of it was found."""
    shares = Shares()
    match = pairs(programs, reading.programs)
    for i, g in enumerate(programs):
        e = reading.programs[match[i]] if i in match else None
        _amounts(g, e, shares)
        _roles(g, e, shares)
    ids = {g["id"]: reading.programs[match[i]]["key"] for i, g in enumerate(programs) if i in match}
    _people(_lines(gold / "people.jsonl"), reading, ids, shares)
    _facilities(_lines(gold / "facilities.jsonl"), reading, shares)
    _facts(_lines(gold / "facts.jsonl"), reading, shares)
    return shares


def _amounts(g: Row, e: Row | None, shares: Shares) -> None:
    budgets = e["budgets"] if e else []

    def has(krw: int, scopes: set[str], year: int | None, source: str = "총사업비") -> bool:
        return any(
            b["amount_krw"] == krw and b["scope"] in scopes and b["source"] == source and year in (None, b["year"])
            for b in budgets
        )

    executed = g.get("budget_2020") or {}
    for key, scope in (("allocated", "year"), ("executed", "executed"), ("balance", "balance")):
        if executed.get(key) is not None:
            shares.ask("executed amounts", has(executed[key], {scope}, 2020), (g["name"], key, executed[key]))
    for year, krw in (g.get("budget_by_year") or {}).items():
        scopes = {"future"} if "이후" in year else {"prior"} if "이전" in year else {"year", "requested", "share"}
        number = int(year[:4]) if scopes & {"year"} else None
        shares.ask("amounts of a year", bool(krw) and has(krw, scopes, number), (g["name"], year, krw))
    for row in g.get("budget_years") or []:
        for source, krw in row.items():
            if source != "year" and isinstance(krw, int) and krw and re.fullmatch(r"20\d\d", str(row.get("year"))):
                name = "총사업비" if source == "계" else source
                found = has(krw, {"year", "share", "future", "prior"}, int(row["year"]), name)
                shares.ask("amounts of a year", found, (g["name"], row["year"], source, krw))


def _roles(g: Row, e: Row | None, shares: Shares) -> None:
    for m in g.get("ministries") or []:
        wanted = next((ours for start, ours in ROLES.items() if (m.get("role") or "").startswith(start)), None)
        if wanted is None or m.get("kind") not in (None, "ministry"):
            continue
        mine = {a["role"] for a in (e["ministries"] if e else []) if norm(a["name"]) == norm(m["name_canonical"])}
        shares.ask("roles of ministries", bool(mine & wanted), (g["name"], m["name_canonical"], m["role"], mine))


def _people(gold: list[Row], reading: Reading, ids: dict[str, str], shares: Shares) -> None:
    for g in gold:
        like = [p for p in reading.people if p["name"] == g["name"]]
        words = (g["name"], g.get("phone"), g.get("department"))
        shares.ask("people: name", bool(like), words)
        if g.get("phone"):
            digits = re.sub(r"\D", "", g["phone"])[-7:]
            found = any(re.sub(r"\D", "", p["phone"] or "").endswith(digits) for p in like)
            shares.ask("people: telephone", found, words)
        if g.get("department"):
            unit = norm(g["department"])
            paths = [norm(p["department"]) for p in like]
            shares.ask("people: department", any(p and (unit in p or p in unit) for p in paths), (*words, paths))
        for program in g.get("programs") or []:
            if program in ids:
                found = any(ids[program] in p["programs"] for p in like)
                shares.ask("people: programs", found, (*words, program, ids[program]))


def _facilities(gold: list[Row], reading: Reading, shares: Shares) -> None:
    """As nodes; and wherever a Fact says it as well: what is only planned, or a site of others, is no node."""
    mine = reading.nodes("Facility")
    facts = [(norm(f"{f['attribute']} {f['value']}"), f.get("number")) for f in reading.nodes("Fact")]

    def told(words: str) -> bool:
        return any(norm(words) in text for text, _ in facts)

    texts = [norm(x) for x in reading.lines]
    for g in gold:
        names = {norm(n) for n in (g["name"], *(g.get("aliases") or []))}
        like = [f for f in mine if {norm(n) for n in (f["name"], *f.get("aliases", []))} & names]
        like = like or [f for f in mine if any(n in norm(f["name"]) or norm(f["name"]) in n for n in names)]
        if not any(n in text for n in names for text in texts):
            continue  # a name that the maker of the gold put together
        shares.ask("facilities: name", bool(like), g["name"])
        shares.ask("facilities or facts: name", bool(like) or any(map(told, names)), g["name"])
        address = g["address"]["text"] if isinstance(g.get("address"), dict) else g.get("address")
        if address:
            found = any(norm(address) in norm(f.get("address")) for f in like)
            shares.ask("facilities: address", found, (g["name"], address, [f.get("address") for f in like]))
            shares.ask("facilities or facts: address", found or told(address), (g["name"], address))
        area = g["area"]["value"] if isinstance(g.get("area"), dict) else g.get("area_m2")
        if area:
            found = any(f.get("area_m2") == area for f in like)
            shares.ask("facilities: area", found, (g["name"], area))
            shares.ask("facilities or facts: area", found or any(n == area for _, n in facts), (g["name"], area))


_DASHES = {"-", "–", "—"}


def _facts(gold: list[Row], reading: Reading, shares: Shares) -> None:
    """A fact is found where a node stated on its line holds the words, or the number or date, of its value; that a cell
    holds a dash, where a node says so.
    """
    stated: dict[int, list[tuple[str, set[Any]]]] = defaultdict(list)
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    dashed: set[int] = set()
    for edge in reading.rows.edges:
        first, last = edge.properties.get("line_start"), edge.properties.get("line_end")
        if isinstance(first, int) and isinstance(last, int):
            for ref in (edge.start, edge.end):
                places[ref.label, ref.key] |= set(range(first, min(last, first + 40) + 1))
    for node in reading.rows.nodes:
        if node.label in ("Chunk", "Section"):
            continue
        values = [v for v in node.properties.values() if isinstance(v, str)] + [node.key.rsplit("/", 1)[-1]]
        numbers = {v for v in node.properties.values() if isinstance(v, int | float)}
        lines = places[node.label, node.key]
        if isinstance(start := node.properties.get("line_start"), int):
            lines = lines | {start}
        dashed |= lines if node.properties.get("value") in _DASHES else set()
        for line in lines:
            stated[line].append((norm(" ".join(values)), numbers))
    for g in gold:
        wanted = [norm(v) for v in (g.get("text"), g.get("surface"), g.get("object"), g.get("date")) if v is not None]
        figures = {v for v in (g.get("value"), g.get("object")) if isinstance(v, int | float)}
        there = stated[g["line"]] if isinstance(g["line"], int) else []
        found = any(any(w and w in text for w in wanted) or numbers & figures for text, numbers in there)
        found = found or (bool({g.get("object"), g.get("text")} & _DASHES) and g["line"] in dashed)
        shares.ask("facts", found, (g["line"], g["subject"], g["predicate"], g.get("object"), g.get("text")))


# -------------------------------------------------------------------- printing
def _print_fields(tallies: dict[str, Tally], seconds: dict[str, float]) -> None:
    print(f"{'document':20s} {'all':>6s} " + " ".join(f"{name[:8]:>8s}" for name in FIELDS) + "   s")
    for name, tally in tallies.items():
        cells = [_cell(tally, f) for f in FIELDS]
        print(f"{name:20s} {tally.f1:6.3f} " + " ".join(f"{c:>8s}" for c in cells) + f" {seconds[name]:5.2f}")


def _cell(tally: Tally, name: str) -> str:
    if not tally.hit[name] + tally.extra[name] + tally.missing[name]:
        return "-"
    return f"{tally.scores(name)[2]:.3f}"


def _print_shares(shares: dict[str, Shares]) -> None:
    kinds = list(dict.fromkeys(kind for s in shares.values() for kind in s.asked))
    print(f"\n{'share found':22s} " + " ".join(f"{name:>14s}" for name in shares))
    for kind in kinds:
        cells = [
            f"{s.found[kind]}/{s.asked[kind]} {s.found[kind] / s.asked[kind]:.2f}" if s.asked[kind] else "-"
            for s in shares.values()
        ]
        print(f"{kind:22s} " + " ".join(f"{c:>14s}" for c in cells))


def _print_mutants(seeds: int) -> None:
    """How many rewritten documents give the same facts, for each way of rewriting."""
    from random import Random

    from bench.memory import read_lines
    from tests.restyle.fingerprint import differences, fingerprint
    from tests.restyle.rewrite import REWRITINGS, rewrite

    paths = [*(ROOT / "data" / "documents").glob("*.txt"), *(ROOT / "tests" / "restyle" / "documents").glob("*.md")]
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(paths)}
    facts = {name: fingerprint(read_lines(text, name).programs) for name, text in texts.items()}
    print(f"\n{'mutants':16s} {'made':>5s} {'same':>5s}  others")
    for way in sorted(REWRITINGS):
        made, others = 0, []
        for name, text in texts.items():
            mutants = {rewrite(text, [way], Random(seed)) for seed in range(seeds)} - {text}
            made += len(mutants)
            others += [name for m in mutants if differences(facts[name], fingerprint(read_lines(m, name).programs))]
        print(f"{way:16s} {made:5d} {made - len(others):5d}  {', '.join(sorted(set(others)))}")


def _summary(
    tallies: dict[str, Tally], shares: dict[str, Shares], strangers: dict[str, list[str]], seconds: dict[str, float]
) -> dict[str, Any]:
    return {
        "f1": {name: round(t.f1, 4) for name, t in tallies.items()},
        "fields": {name: {f: [t.hit[f], t.extra[f], t.missing[f]] for f in FIELDS} for name, t in tallies.items()},
        "shares": {name: {k: [s.found[k], s.asked[k]] for k in s.asked} for name, s in shares.items()},
        "strangers": strangers,
        "seconds": {name: round(s, 3) for name, s in seconds.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
