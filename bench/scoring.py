"""Compares extracted programs with hand-made ones, field by field.

A program is found where one record stands for it: an equal name or alias, one that holds the other with 70 % of its
length, or one alike (0.6) on a line where the hand-made record mentions it. Each record stands for one program; a record
that is left over is an extra, unless it is an activity, an event, an umbrella or overhead.

Fields: the adopted total in won, parts as (national, local, private or other, won), the ends of the term (at least as
precise as given), ministries, 시·군, department, contacts, telephone numbers, marks; agencies and milestones count for
recall only. ``Tally.f1`` over all fields is the figure to quote.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Span = tuple[int, int]

NEEDED = {"program", "pledge", "subproject"}
OTHER_KINDS = {"묶음", "행사", "활동", "운영비"}
FIELDS = ("program", "total", "parts", "start", "end", "ministry", "region", "department", "contact", "phone", "new",
          "bid", "agency", "milestone")  # fmt: skip
RECALL_ONLY = ("agency", "milestone")
_CLASS = {"국비": "national", "도비": "local", "시비": "local", "군비": "local", "구비": "local", "시군비": "local",
          "시도비": "local", "지방비": "local", "민간": "private", "민자": "private", "자부담": "private",
          "민간부담": "private", "기업부담": "private"}  # fmt: skip
_WIDE = re.compile(r"(도|권|특별시|광역시|특별자치시|읍|면|동|리|가|구)$")
_LOCAL = re.compile(r"(특별시|광역시|도|시|군|구)$")
_TOTALS = {"총사업비", "총액", "합계", "계", "total"}


@dataclass
class Tally:
    """Hits, extras and misses by field, and what each extra or miss was."""

    hit: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    extra: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    missing: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    told: list[str] = field(default_factory=list)

    def miss(self, name: str, *words: object) -> None:
        """Count a missing value and note what it was."""
        self.missing[name] += 1
        self.told.append(" ".join(["missing", name, *map(str, words)]))

    def surplus(self, name: str, *words: object) -> None:
        """Count a value that nobody stated and note what it was."""
        self.extra[name] += 1
        self.told.append(" ".join(["extra", name, *map(str, words)]))

    def add(self, other: Tally) -> None:
        """Take in the counts of another document."""
        for mine, theirs in ((self.hit, other.hit), (self.extra, other.extra), (self.missing, other.missing)):
            for name, count in theirs.items():
                mine[name] += count
        self.told += other.told

    def scores(self, name: str = "") -> tuple[float, float, float]:
        """Precision, recall and F1 of a field, of all fields where none is named."""
        names = [name] if name else list(FIELDS)
        hit, extra, missing = (sum(d[n] for n in names) for d in (self.hit, self.extra, self.missing))
        precision = hit / (hit + extra) if hit + extra else 1.0
        recall = hit / (hit + missing) if hit + missing else 1.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0

    @property
    def f1(self) -> float:
        """F1 over all facts of all fields."""
        return self.scores()[2]


def norm(text: object) -> str:
    """Letters and digits only, NFKC, lower case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(text or "")).lower())


def score(gold: list[Row], export: list[Row]) -> Tally:
    """Compare the programs of a document with the hand-made ones."""
    tally = Tally()
    pair_of = pairs(gold, export)
    taken = set(pair_of.values())
    for j, e in enumerate(export):
        if j not in taken and e.get("kind") not in OTHER_KINDS:
            tally.surplus("program", e.get("name"), _spans(e)[:2])
    for i, g in enumerate(gold):
        if (g.get("kind") or g.get("record_type") or "program") not in NEEDED:
            continue
        facts = _gold_facts(g)
        if i in pair_of:
            tally.hit["program"] += 1
            _compare(g, facts, export[pair_of[i]], tally)
            continue
        tally.miss("program", g["name"], _spans(g)[:2])
        for name in FIELDS[1:]:
            tally.missing[name] += len(facts[name])
    return tally


def _compare(g: Row, facts: dict[str, set[Any]], e: Row, tally: Tally) -> None:
    stated = _export_facts(e)
    for name in FIELDS[1:]:
        if name in ("new", "bid") and g.get("is_new" if name == "new" else "is_competition") is None:
            continue
        rest = set(stated[name])
        for wanted in sorted(facts[name], key=str):
            found = next((x for x in sorted(rest, key=str) if _same(name, wanted, x)), None)
            if found is None:
                tally.miss(name, g["name"], "|", wanted, "| has", sorted(map(str, stated[name]))[:4])
            else:
                rest.discard(found)
                tally.hit[name] += 1
        if name in RECALL_ONLY:
            continue
        for x in rest - (facts["_ministry_ok"] if name == "ministry" else set()):
            tally.surplus(name, g["name"], "|", x)


# -------------------------------------------------------------------- which record is which
def pairs(gold: list[Row], export: list[Row]) -> dict[int, int]:
    """Which exported record stands for which hand-made one, by position."""
    alike = ((_similarity(g, e), i, j) for i, g in enumerate(gold) for j, e in enumerate(export))
    ranked = sorted((p for p in alike if p[0] > 0), reverse=True)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _similarity(g: Row, e: Row) -> float:
    names = [(norm(a), norm(b)) for a in _names(g) for b in _names(e)]
    best = max((_alike(a, b) for a, b in names), default=0.0)
    if best < 0.7 and any(a <= d and c <= b for a, b in _spans(g) for c, d in _spans(e)):
        ratio = max((difflib.SequenceMatcher(None, a, b).ratio() for a, b in names), default=0.0)
        best = max(best, 0.5 * ratio) if ratio >= 0.6 else best
    return best


def _alike(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    return len(short) / len(long) if short in long and len(short) >= 0.7 * len(long) else 0.0


def _names(record: Row) -> list[str]:
    title = record.get("project_title")
    text = title.get("text") if isinstance(title, dict) else title
    found = [record.get("name"), record.get("name_clean"), text, *(record.get("aliases") or [])]
    return [name for name in found if name]


def _spans(record: Row) -> list[Span]:
    found = []
    for mention in record.get("mentions") or []:
        if isinstance(mention, dict):
            start = mention.get("line") or mention.get("line_start")
            found.append((start, mention.get("end_line") or mention.get("line_end") or start))
        else:
            found.append((mention[0], mention[-1]))
    return [(int(a), int(b)) for a, b in found if a and b]


# -------------------------------------------------------------------- facts of a record
def _name_of(value: Any, *keys: str) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return next((str(value[k]) for k in keys or ("name_canonical", "name") if value.get(k)), "")


def _gold_facts(g: Row) -> dict[str, set[Any]]:
    facts: dict[str, set[Any]] = defaultdict(set)
    if g.get("budget_total_krw"):
        facts["total"].add(g["budget_total_krw"])
    facts["parts"] |= {(_CLASS.get(k, "other"), v) for k, v in (g.get("budget_parts") or {}).items() if v}
    for end in ("start", "end"):
        if (g.get("period") or {}).get(end):
            facts[end].add(str(g["period"][end]))
    for m in g.get("ministries") or []:
        aside = isinstance(m, dict) and (m.get("kind") not in (None, "ministry") or m.get("role") == "other")
        aside = aside or bool(isinstance(m, dict) and _LOCAL.search(_name_of(m)))
        facts["_ministry_ok" if aside else "ministry"].add(norm(_name_of(m)))
    facts["region"] |= {norm(_name_of(r)) for r in g.get("regions") or [] if not _WIDE.search(_name_of(r))}
    facts["agency"] |= {norm(_name_of(a, "name", "name_canonical")) for a in g.get("agencies") or []}
    if _name_of(g.get("department")):
        facts["department"].add(norm(_name_of(g["department"])))
    _people(g, facts)
    for mark, key in (("new", "is_new"), ("bid", "is_competition")):
        if g.get(key):
            facts[mark].add(True)
    facts["milestone"] |= {(m["date"], m.get("text") or "") for m in g.get("milestones") or [] if m.get("date")}
    return facts


def _export_facts(e: Row) -> dict[str, set[Any]]:
    facts: dict[str, set[Any]] = defaultdict(set)
    for b in e.get("budgets") or []:
        asked = b.get("scope") == "requested" and not b.get("year")
        if b.get("adopted") is False or not (asked or b.get("scope") in (None, "total")):
            continue
        source = b.get("source") or "총사업비"
        if source in _TOTALS:
            facts["total"].add(b["amount_krw"])
        else:
            facts["parts"].add((_CLASS.get(source, "other"), b["amount_krw"]))
    for end in ("start", "end"):
        if e.get(f"period_{end}"):
            facts[end].add(str(e[f"period_{end}"]))
    facts["ministry"] |= {norm(m["name"]) for m in e.get("ministries") or [] if m.get("role") != "언급"}
    facts["region"] |= {norm(r["name"]) for r in e.get("regions") or [] if not _WIDE.search(r["name"] or "")}
    facts["agency"] |= {norm(a["name"]) for k in ("agencies", "institutions") for a in e.get(k) or []}
    facts["department"] |= {norm(_name_of(d, "path", "name")) for d in e.get("departments") or []}
    _people(e, facts)
    for mark, key in (("new", "is_new"), ("bid", "is_competition")):
        if e.get(key):
            facts[mark].add(True)
    facts["milestone"] |= {(str(m.get("date_start") or ""), m.get("text") or "") for m in e.get("milestones") or []}
    return facts


def _people(record: Row, facts: dict[str, set[Any]]) -> None:
    for c in record.get("contacts") or []:
        facts["contact"].add(norm(c.get("name")))
        if c.get("phone"):
            facts["phone"].add((norm(c.get("name")), re.sub(r"\D", "", c["phone"])))


def _same(name: str, wanted: Any, found: Any) -> bool:
    if name in ("start", "end"):
        return bool(found.startswith(wanted))
    if name == "phone":
        long, short = found[1], wanted[1]
        tail = long.endswith(short[-7:]) or (short.endswith(long[-7:]) and len(long) >= len(short[-4:]))
        return bool(wanted[0] == found[0] and long and tail)
    if name == "department":
        return wanted in found or found in wanted
    if name == "milestone":
        a, b = norm(wanted[1]), norm(found[1])
        dated = found[0].startswith(wanted[0].split("/")[0].strip(".")[:7])
        return bool(dated and (a in b or difflib.SequenceMatcher(None, a, b).ratio() >= 0.6))
    return bool(wanted == found)
