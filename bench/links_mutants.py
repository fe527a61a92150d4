"""Links between a sample document and changed copies of it, and between made editions: ``python -m bench.links_mutants``.

A copy is next year's edition with the same programs, with other amounts, with words of its names replaced, or with its
region exchanged for another. Prints, for each, how many programs are linked rightly and wrongly.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from graph.query import inline
from graph.store import Store, open_store, stop_embedded
from library.links.linker import Linker
from library.prepare import SetByPerson, prepare
from settings import Settings
from tests.links import agency, editions

SAMPLE = Path(__file__).parent.parent / "data" / "documents" / "2024년도_주요업무계획.txt"
LINKS = inline(
    "mutant links",
    "MATCH (a:Program)-[r:CONTINUES|SAME_FAMILY|SIMILAR_TO|LOCAL_SHARE]->(b:Program) "
    "RETURN type(r) AS type, a.name AS a, b.name AS b, a.key AS start, b.key AS end, a.order AS first, b.order AS second",
)
LISTED = inline(
    "mutant programs",
    "MATCH (p:Program {document: $d}) WHERE p.kind IN ['사업', '세부사업'] RETURN p.name AS name, p.order AS place",
)
WORDS = (("인공지능", "AI"), ("소부장", "소재부품장비"), ("육성", "지원"), ("SW", "디지털"), ("컨설팅", "자문"), ("구축", "조성"),
         ("고도화", "강화"))  # fmt: skip
PLACES = (("충청북도", "전라남도"), ("충북", "전남"), ("충청권", "호남권"), ("청주", "나주"), ("충주", "목포"), ("제천", "순천"),
          ("증평", "담양"), ("진천", "곡성"), ("음성군", "구례군"), ("괴산", "고흥"), ("보은", "보성"), ("옥천", "화순"),
          ("영동", "장흥"), ("단양", "강진"))  # fmt: skip


def next_year(text: str) -> str:
    """The document as the edition of 2025."""
    return text.replace("2024년도 주요업무계획", "2025년도 주요업무계획")


def dearer(text: str) -> str:
    """With every amount in 억 times 1.7."""
    return re.sub(r"(\d+(?:\.\d+)?)(?=억)", lambda m: f"{float(m[1]) * 1.7:.2f}".rstrip("0").rstrip("."), text)


def replaced(text: str, words: tuple[tuple[str, str], ...]) -> str:
    """With words exchanged."""
    for old, new in words:
        text = text.replace(old, new)
    return text


MUTANTS: dict[str, Callable[[str], str]] = {
    "copy": next_year,
    "amounts x 1.7": lambda t: dearer(next_year(t)),
    "words of names replaced": lambda t: replaced(next_year(t), WORDS),
    "all three": lambda t: dearer(replaced(next_year(t), WORDS)),
    "moved to another region": lambda t: replaced(next_year(t), PLACES),
}


def linked(documents: dict[str, str], work: Callable[[Store], None]) -> None:
    """Load, link, look."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"SAEOP_HOME": folder, "SAEOP_IDLE_SECONDS": "600"})
        try:
            with open_store(settings) as store:
                for key, text in documents.items():
                    store.save(prepare(key, text.encode(), SetByPerson()).rows)
                Linker(store, Path(folder)).link()
                work(store)
        finally:
            stop_embedded(settings)


def mutant(name: str, change: Callable[[str], str]) -> None:
    """One changed copy: the programs of the copy stand in the order of the original, which says what is right."""

    def look(store: Store) -> None:
        orders = [{r["place"] for r in store.read(LISTED, d=d)} for d in ("a.txt", "b.txt")]
        rows = store.read(LINKS)
        found = {(r["first"], r["second"]) for r in rows if r["type"] == "CONTINUES"}
        right = sum(a == b for a, b in found)
        degree = Counter(k for r in rows if r["type"] in ("SAME_FAMILY", "SIMILAR_TO") for k in (r["start"], r["end"]))
        kinds = Counter(r["type"] for r in rows)
        print(f"{name:26} programs {len(orders[0]):3} and {len(orders[1]):3}   CONTINUES right {right:3}, other {len(found) - right:2}   "
              f"SAME_FAMILY {kinds['SAME_FAMILY']:3}  SIMILAR_TO {kinds['SIMILAR_TO']:3}  most neighbours {max(degree.values(), default=0)}")  # fmt: skip

    text = SAMPLE.read_text(encoding="utf-8")
    linked({"a.txt": text, "b.txt": change(text)}, look)


def made(name: str, module: ModuleType, years: tuple[int, int]) -> None:
    """Two made editions against the succession they were made with."""

    def look(store: Store) -> None:
        found = {(r["a"], r["b"]) for r in store.read(LINKS) if r["type"] == "CONTINUES"}
        for fate in ("kept", "renamed", "merged", "split"):
            steps = [s for s in module.STEPS if s.fate == fate]
            pairs = {(a.name, b.name) for s in steps for a in s.after for b in s.before}
            print(
                f"{name:10} {fate:8} {len(pairs & found):3} of {len(pairs):3}   missed: {sorted(pairs - found) or 'none'}"
            )
        alone = {m.name for s in module.STEPS if s.fate in ("ended", "new") for m in (*s.before, *s.after)}
        touched = alone & {n for pair in found for n in pair}
        print(
            f"{name:10} ended, new {len(alone) - len(touched):2} of {len(alone):2} stay alone   wrong pairs: {sorted(found - module.pairs()) or 'none'}"
        )

    texts = {
        f"{year}.md": module.document(year, module.programs(later=later))
        for year, later in zip(years, (False, True), strict=True)
    }
    linked(texts, look)


def main() -> None:
    made("county", editions, (2023, 2024))
    made("agency", agency, (2025, 2026))
    for name, change in MUTANTS.items():
        mutant(name, change)


if __name__ == "__main__":
    main()
