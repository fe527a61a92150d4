"""What the readers of files make of real files, and whether a document says the same in every format.

    python bench/readers.py formats [--shared ../shared]              F1 of the facts by format
    python bench/readers.py files FOLDER… [--look 10 --seed 8]        pages, tables, letters, seconds, MB, programs of each file
    python bench/readers.py twins [--shared ../shared]                cells, rows and pages of PDFs against their HWP or HWPX

``formats``: the document of another institution as Markdown, HWPX and PDF, and the three samples as text, HWPX (written
by python-hwpx), DOCX (by python-docx) and PDF (that, printed by LibreOffice), and DOCX and PDF that LibreOffice makes
straight of the text, where it is installed; PDFs with the second reader in Node where that is installed, and without.
``files``: each in a process with limits, as ``saeop load`` reads it; ``--look`` prints tables drawn by lot, to be held
against the original.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.facts import SAMPLES, _lines
from bench.memory import read_data
from bench.scoring import Tally, score
from graph.errors import SaeopError
from lexicon.text import squash
from library.readers import Readers
from library.said import SetByPerson
from loaders.layout.model import Source
from loaders.readers.files import read_bytes
from loaders.readers.tools import NO_TOOLS, Tools
from settings import REPOSITORY as ROOT
from settings import Settings


def main() -> int:
    """Print the table asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["formats", "files", "twins"])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with gold/ and another/")
    parser.add_argument("--look", type=int, default=0, help="print so many tables drawn by lot")
    parser.add_argument("--seed", type=int, default=8, help="of the lot")
    parser.add_argument("--show", default=None, help="print what is missed or invented in this format")
    args = parser.parse_args()
    if args.what == "formats":
        formats(args.shared, args.show)
    elif args.what == "twins":
        twins(args.shared / "files")
    else:
        files(args.paths, args.look, args.seed)
    return 0


# -------------------------------------------------------------------- one document in several formats
def formats(shared: Path, show: str | None) -> None:
    """F1 of every document in every format there is."""
    settings = Settings.from_environment()
    node = Tools(settings.node, str(settings.cache / "pdf-reader"), 512, False, 120)
    has_node = bool(settings.node) and (settings.cache / "pdf-reader" / "node_modules").is_dir()
    print(f"{'document':28s}{'format':22s}   F1  programs")
    for name, gold, variants in _documents(shared):
        for form, path in variants:
            ways = [(form, NO_TOOLS)]
            if form.startswith("pdf"):
                ways = [(f"{form}, no Node", NO_TOOLS)] + ([(f"{form}, Node", node)] if has_node else [])
            for way, tools in ways:
                tally = _scored(path, gold, tools)
                if show == form:
                    print("\n".join(f"    {line}" for line in tally.told))
                print(f"{name:28.28s}{way:22s} {tally.f1:.3f}  {tally.hit['program']}", flush=True)


def _scored(path: Path, gold: Path, tools: Tools) -> Tally:
    return score(_lines(gold), read_data(path.read_bytes(), path.name, tools).programs)


def _documents(shared: Path) -> Iterator[tuple[str, Path, list[tuple[str, Path]]]]:
    another = shared / "another"
    found = [(form, another / f"document.{form}") for form in ("md", "hwpx", "pdf")]
    yield "another", another / "programs.jsonl", found
    with tempfile.TemporaryDirectory() as name:
        for key, file in SAMPLES.items():
            source = ROOT / "data" / "documents" / file
            made = list(_converted(source.read_text(encoding="utf-8"), Path(name) / key))
            yield source.stem, shared / "gold" / key / "programs.jsonl", [("text", source), *made]


def _converted(text: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """A text written as HWPX by python-hwpx, as DOCX by python-docx, that printed to PDF; as DOCX and PDF by LibreOffice."""
    import docx
    from hwpx import HwpxDocument

    folder.mkdir()
    lines = text.splitlines()
    hangul = HwpxDocument.new()
    word = docx.Document()
    for line in lines:
        hangul.add_paragraph(line)
        word.add_paragraph(line)
    with (folder / "a.hwpx").open("wb") as target:
        hangul.save_to_stream(target)
    word.save(str(folder / "a.docx"))
    yield "hwpx", folder / "a.hwpx"
    yield "docx", folder / "a.docx"
    if shutil.which("soffice"):
        (folder / "b.txt").write_text(text, encoding="utf-8")
        yield "pdf", _printed(folder / "a.docx", "pdf")
        yield "docx, office", _printed(folder / "b.txt", "docx")
        yield "pdf, office", _printed(folder / "b.txt", "pdf")


def _printed(source: Path, form: str) -> Path:
    """The file that LibreOffice makes of another one."""
    command = ["soffice", f"-env:UserInstallation=file://{source.parent}/profile", "--headless"]
    command += ["--infilter=Text (encoded):UTF8"] if source.suffix == ".txt" else []
    command += ["--convert-to", form, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return source.with_suffix(f".{form}")


# -------------------------------------------------------------------- printed and unprinted
TWINS = {
    "hwpx/x11_moel_workreport_20251211.hwpx": "pdf/p01_moel_workreport_20251211.pdf",
    "hwp/h03_nikl_workplan_2022.hwp": "pdf/p02_nikl_workplan_2022.pdf",
    "hwpx/x19_molit_ria_86712.hwpx": "pdf/p11_molit_ria_86712.pdf",
    "hwp/h05_molit_subsidy_2026.hwp": "pdf/p04_molit_subsidy_2026.pdf",
    "hwp/h23_childcenter_budget.hwp": "pdf/p22_childcenter_budget.pdf",
    "hwp/h16_moef_fiscal_stat_201011.hwp": "pdf/p14_moef_fiscal_stat_201011.pdf",
}


def twins(folder: Path) -> None:
    """Shares of the original's cells, neighbouring cells and blanks that the PDF has; lines on the same page."""
    print(f"{'PDF':42s}{'cells':>12}{'in a row':>12}{'pages':>14}{'blanks':>14}")
    sums = [0] * 6
    for original, printed in TWINS.items():
        one, two = (read_bytes((folder / name).read_bytes(), name) for name in (original, printed))
        (cells, rows), (our_cells, our_rows) = _cells(one), _cells(two)
        shares = [
            (cells & our_cells).total(),
            cells.total(),
            (rows & our_rows).total(),
            rows.total(),
            *_blanks(one, two),
        ]
        sums = [a + b for a, b in zip(sums, shares, strict=True)]
        here, there = _pages(one), _pages(two)
        both = [line for line in here.keys() & there.keys() if here[line]]
        same = sum(here[line] == there[line] for line in both)
        print(
            f"{Path(printed).name:42s}{shares[0]:6d}/{shares[1]:<5d}{shares[2]:6d}/{shares[3]:<5d}{same:8d}/{len(both):<5d}"
            f"{shares[4]:8d}/{shares[5]}"
        )
    print(f"{'all':42s}{sums[0] / sums[1]:12.3f}{sums[2] / sums[3]:12.3f}{sums[4] / sums[5]:28.3f}")


def _cells(source: Source) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """The texts of cells, and the pairs that stand beside each other in a row; blanks and marks aside."""
    cells: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for table in source.tables:
        rows: dict[int, list[tuple[int, str]]] = {}
        for cell in table.cells:
            if squash(cell.text):
                rows.setdefault(cell.row, []).append((cell.column, squash(cell.text)))
        for row in rows.values():
            texts = [text for _, text in sorted(row)]
            cells.update(texts)
            pairs.update(itertools.pairwise(texts))
    return cells, pairs


def _blanks(one: Source, two: Source) -> tuple[int, int]:
    """Of the places where one of both has a blank, in texts that they share but for blanks: those where both have."""
    here, there = (
        {squash(text): text for text in itertools.chain(source.lines, *_paragraphs(source)) if squash(text)}
        for source in (one, two)
    )
    pairs = [(_places(here[text]), _places(there[text])) for text in here.keys() & there.keys()]
    return sum(len(a & b) for a, b in pairs), sum(len(a | b) for a, b in pairs)


def _paragraphs(source: Source) -> Iterator[list[str]]:
    return (cell.text.split("\n") for table in source.tables for cell in table.cells)


def _places(text: str) -> set[int]:
    """How many letters stand before each blank."""
    words = text.split()
    return set(itertools.accumulate(len(word) for word in words[:-1]))


def _pages(source: Source) -> dict[str, int]:
    """The page of each line that stands once and is long enough to be known again; 0 where it is not known."""
    counts = Counter(squash(line) for line in source.lines)
    numbered = [(squash(line), source.page(n) or 0) for n, line in enumerate(source.lines, 1)]
    return {line: page for line, page in numbered if counts[line] == 1 and len(line) > 8}


# -------------------------------------------------------------------- real files
def files(paths: list[Path], look: int, seed: int) -> None:
    """What is read of each file, and what it costs."""
    settings = replace(Settings.from_environment(), ocr=False)
    readers = Readers(settings)
    tables: list[tuple[str, int, list[str]]] = []
    print(f"{'file':42s}{'pages':>6}{'tables':>7}{'letters':>9}{'s':>7}{'MB':>6}{'programs':>9}")
    try:
        for path in sorted(p for folder in paths for p in (folder.rglob("*") if folder.is_dir() else [folder])):
            if path.is_file():
                _file(path, readers, tables)
    finally:
        readers.close()
    for name, page, rows in random.Random(seed).sample(tables, min(look, len(tables))):
        print(f"\n--- {name}, p. {page}")
        print("\n".join(rows))


def _file(path: Path, readers: Readers, tables: list[tuple[str, int, list[str]]]) -> None:
    data = path.read_bytes()
    try:
        read = readers.document(data, path.name, SetByPerson(), str(path))
        source = read_bytes(data, path.name)
    except SaeopError as error:
        print(f"{path.name:42.42s}{error}"[:200])
        return
    for table in source.tables:
        if table.lines:
            first = table.lines[0]
            tables.append((path.name, source.page(first) or 0, [source.lines[n - 1] for n in table.lines]))
    pages = max(source.pages, default=0)
    letters = sum(len(line) for line in source.lines)
    print(f"{path.name:42.42s}{pages:6d}{len(source.tables):7d}{letters:9,d}{read.seconds:7.2f}{read.peak / 2**20:6.0f}"
          f"{read.found.get('Program', 0):9d}", flush=True)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
