"""What continued, what it was called before and after, and where else the same program runs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Found, Item
from assistant.desk import Candidate, Desk
from assistant.evidence import Asking
from assistant.facts import facts_of, said_of
from assistant.kinds.silence import nothing_meant, silent
from assistant.kinds.succession import told_by_document
from assistant.past import SURE, matching, sheets
from assistant.wording import wording
from lexicon.labels import MERGED_FROM
from lexicon.names import differ
from lexicon.text import squash

Row = dict[str, Any]


def answer(desk: Desk) -> Found:
    """The programs that continue the one asked about or are continued by it, and its names by year."""
    buildings = _buildings(desk)
    if buildings:
        return buildings
    candidates = desk.candidates("Program")
    if not candidates:
        return _house(desk) or nothing_meant(desk)
    known = desk.accounted(candidates)
    known = [c for c in known if c.subject.share >= known[0].subject.share - _AS_LIKELY]
    if not known:
        return silent(desk, candidates, ())
    starts = _starting_points(desk, known)
    if desk.plan.family:
        return _family(desk, starts)
    later = _linked(desk, starts, "continued_by")
    earlier = _linked(desk, starts, "continued_from")
    renamed = [p for c in starts if (p := names_by_year(desk, c))]
    wanted = _wanted(desk, later, earlier)
    if wanted:
        return _told(desk, starts, wanted, later is wanted)
    if renamed:
        return renamed[0]
    return _merged_from(desk, known) or told_by_document(desk, known) or _in_both(desk, known) or _nothing(desk, known)


_AS_LIKELY = 0.05
_NAMED = 0.9


def _buildings(desk: Desk) -> Found | None:
    """What a building is called in other documents, where the question names a building."""
    programs = max((s.share for s in desk.plan.subjects if s.label == "Program"), default=0.0)
    buildings = [s for s in desk.plan.subjects if s.label == "Facility" and s.share >= programs]
    named = [s for s in buildings if s.cover > _NAMED or (s.share > _NAMED and s.share > programs)]
    rows = desk.evidence.rows("same_facilities", facilities=[s.key for s in named]) if named else []
    if not rows:
        return None
    say = wording(desk.plan)
    rows.sort(key=lambda r: (desk.directory.newness.get(r["document"], 99), r["other"]))
    items = tuple(
        Item(
            name=r["name"],
            label="Facility",
            key=r["other"],
            document=desk.file(r["document"]),
            year=desk.year_told(r["document"]),
            citations=(desk.evidence.cite(r["document"], r["line_start"]),) if r["line_start"] else (),
        )
        for r in rows[:1]
    )
    lines = [say.linked(r["name"], desk.title(r["document"]), r["reason"] or "") for r in rows[:1]]
    return Found(say.same_as(named[0].name, desk.title(named[0].document), lines), items)


_FOUNDED = re.compile(r"(?P<name>[가-힣A-Za-z0-9·()\s]{4,30}?)\s*(?:개원|설립|출범|창립|창설|발족)")
_RENAMED = re.compile(r"명칭\s*변경|기관명|개칭|개명|사명\s*변경|명칭.{0,12}(?:변경|전환)")


def _house(desk: Desk) -> Found | None:
    """What an institution was called before: the steps of its history that found it and that rename it."""
    houses = [c for c in desk.candidates("Institution") if not c.missing]
    for house in houses:
        steps = [r for r in said_of(desk, [house], "milestones_of") if r["date_start"]]
        steps.sort(key=lambda r: (desk.directory.newness.get(r["document"], 99), r["date_start"], r["line_start"]))
        steps = [r for r in steps if r["document"] == steps[0]["document"]]
        renamed = [r for r in steps if _RENAMED.search(r["text"])]
        founded = [
            r for r in steps if _FOUNDED.match(r["text"]) and renamed and r["date_start"] < renamed[0]["date_start"]
        ]
        if renamed:
            return _steps_told(desk, house, [*founded[-1:], *renamed])
    return None


def _steps_told(desk: Desk, house: Candidate, steps: Sequence[Row]) -> Found:
    """The steps of a history by which a name came about, each as its line says it; the former name as the result."""
    document = steps[0]["document"]
    founded = _FOUNDED.match(steps[0]["text"])
    name = founded["name"].strip(" -·") if founded else str(steps[0]["text"])
    item = Item(
        name=name,
        label="Institution",
        key=house.key,
        document=desk.file(document),
        year=int(str(steps[0]["date_start"])[:4]),
        citations=tuple(desk.evidence.cite(r["document"], r["line_start"], r["line_end"]) for r in steps),
    )
    told = [f"{str(r['date_start'])[:4]} {r['text']}" for r in steps]
    return Found(wording(desk.plan).renamed(told, desk.title(document)), (item,))


def _starting_points(desk: Desk, known: Sequence[Candidate]) -> list[Candidate]:
    """The programs that the question starts from: those of its first year where it names two, else all as likely as the first."""
    years = desk.plan.years
    if len(years) > 1:
        first = [c for c in known if years[0] in _years(desk, c)]
        return first or list(known)
    return list(known)


def _years(desk: Desk, candidate: Candidate) -> tuple[int, ...]:
    card = desk.directory.document.get(candidate.document)
    return card.years if card else ()


def _linked(desk: Desk, starts: Sequence[Candidate], query: str) -> list[Row]:
    rows = desk.evidence.rows(query, programs=[c.key for c in starts])
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (-(r["score"] or 0), r["other"])):
        best.setdefault(row["other"], row)
    return list(best.values())


def _wanted(desk: Desk, later: list[Row], earlier: list[Row]) -> list[Row]:
    """The side that the question asks for: the year it names last, or what came before; the later where it says neither."""
    text = desk.plan.text
    if any(w in text for w in ("이전", "예전", "과거", "전신", "전에", "원래", "predecessor", "before")):
        return earlier
    if len(desk.plan.years) == 1:
        year = desk.plan.years[0]
        for side in (later, earlier):
            if any(year in _row_years(desk, r) for r in side):
                return side
        return []
    return later or earlier


def _row_years(desk: Desk, row: Row) -> tuple[int, ...]:
    card = desk.directory.document.get(row["document"])
    return card.years if card else ()


def _told(desk: Desk, starts: Sequence[Candidate], rows: Sequence[Row], forward: bool) -> Found:
    say = wording(desk.plan)
    newness = desk.directory.newness
    items, lines = [], []
    for row in sorted(rows, key=lambda r: (newness.get(r["document"], 99), -(r["score"] or 0))):
        first = json.loads(row["mentions"] or "[[1, 1]]")[0]
        items.append(
            Item(
                name=row["name"],
                key=row["other"],
                document=desk.file(row["document"]),
                year=desk.year_told(row["document"]),
                citations=(desk.evidence.cite(row["document"], first[0], first[1]),),
            )
        )
        sure = (row["score"] or 0) >= SURE
        reason = row["reason"] or ""
        lines.append(say.linked(row["name"], desk.title(row["document"]), reason if sure else say.unsure(reason)))
    shown = {i.key for i in items}
    source = next((s for s in starts if s.key not in shown), starts[0])
    text = say.lineage(source.name, desk.title(source.document), lines, forward)
    if moved := _moved(desk, rows, forward):
        text, items = (
            f"{text} {moved[0]}",
            [replace(items[0], value=moved[1], unit="KRW", citations=(*items[0].citations, *moved[2]))],
        )
    return Found(text, tuple(items))


def _moved(desk: Desk, rows: Sequence[Row], forward: bool) -> tuple[str, int, tuple[int, ...]] | None:
    """The amounts of a program and of the one that it became, side by side, where both state what covers the same; that of
    the program told of, in won; and the lines of both.

    Not where several are merged or one is split: the amount of a part is no change.
    """
    if len(rows) != 1:
        return None
    back = desk.evidence.rows("continued_from" if forward else "continued_by", programs=[rows[0]["other"]])
    ends = (rows[0]["other"], rows[0]["program"]) if forward else (rows[0]["program"], rows[0]["other"])
    known = sheets(Asking(desk.evidence), ends)
    after, before = matching(known[ends[0]], known[ends[1]])
    if len(back) != 1 or after is None or before is None:
        return None
    places = ((known[ends[1]].document, before.line), (known[ends[0]].document, after.line))
    cited = tuple(desk.evidence.cite(document, line) for document, line in places if line)
    say = wording(desk.plan)
    told = after.krw if forward else before.krw
    return f"{say.amount_word}: {say.moved(before.krw, after.krw)}.", told, cited


def _family(desk: Desk, starts: Sequence[Candidate]) -> Found:
    """The programs of one family with those asked about: the same national program in other regions or rounds."""
    say = wording(desk.plan)
    starts = _where_first_said(desk, starts)
    rows = [r for r in desk.evidence.rows("beside", keys=[c.key for c in starts]) if r["type"] in _KIN]
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (-(r["score"] or 0), r["end"])):
        if row["end"] not in {c.key for c in starts}:
            best.setdefault(row["end"], row)
    if not best:
        return Found(say.not_stated(starts[0].name, say.family_word), reason="not_stated")
    cards = desk.cards(list(best))
    items = tuple(
        Item(
            name=cards[k]["name"],
            key=k,
            document=desk.file(cards[k]["document"]),
            year=desk.year_told(cards[k]["document"]),
            citations=(desk.evidence.cite(cards[k]["document"], *cards[k]["mentions"][0]),),
        )
        for k in best
    )
    lines = [say.linked(cards[k]["name"], desk.title(cards[k]["document"]), r["reason"] or "") for k, r in best.items()]
    return Found(say.of_family(starts[0].name, desk.title(starts[0].document), lines), items)


def _where_first_said(desk: Desk, starts: Sequence[Candidate]) -> Sequence[Candidate]:
    """Of like-named programs in several places those of the place named first: 김천 것과 같은 계열로 충북에서 하는."""
    places = desk.plan.values_of("region")
    homes = {d.key: d.home for d in desk.directory.documents}
    return [c for c in starts if len(places) > 1 and homes.get(c.document) == places[0]] or starts


_KIN = ("SAME_FAMILY", "LOCAL_SHARE")


def names_by_year(desk: Desk, candidate: Candidate) -> Found | None:
    """The names that one document gives a program in different years, the one asked for first."""
    card = desk.cards([candidate.key]).get(candidate.key)
    if not card:
        return None
    dated = [n for n in card["names"] if n["year"]]
    say = wording(desk.plan)
    if len({n["year"] for n in dated}) < 2 or not differ([n["name"] for n in dated]):
        return _former_name(desk, candidate, card)
    wanted = [n for n in dated if n["year"] in desk.plan.years] or [max(dated, key=lambda n: int(n["year"]))]
    items = tuple(
        Item(
            name=n["name"],
            key=candidate.key,
            document=desk.file(candidate.document),
            year=n["year"],
            citations=(desk.evidence.cite(candidate.document, n["line_start"], n["line_end"]),),
        )
        for n in wanted[:1]
    )
    steps = [f"{n['year']} {n['name']}" for n in sorted(dated, key=lambda n: (n["year"], n["line_start"]))]
    return Found(say.renamed(steps, desk.title(candidate.document)), items)


def _former_name(desk: Desk, candidate: Candidate, card: Row) -> Found | None:
    """The name that a program has now where the question says its former one, else the former one."""
    others = [n for n in card["names"] if differ([card["name"], n["name"]])]
    if not others:
        return None
    said, meant = squash(desk.plan.text), candidate.subject.form
    former = next((n for n in others if squash(n["name"]) in said or squash(n["name"]).lower() == meant), None)
    now = next(n for n in card["names"] if not differ([card["name"], n["name"]]))
    told = now if former else others[0]
    item = Item(
        name=told["name"],
        key=candidate.key,
        document=desk.file(candidate.document),
        year=told["year"] or desk.year_told(candidate.document),
        citations=(
            desk.evidence.cite(candidate.document, (former or told)["line_start"], (former or told)["line_end"]),
        ),
    )
    steps = [(former or others[0])["name"], now["name"]]
    return Found(wording(desk.plan).renamed(steps, desk.title(candidate.document)), (item,))


def _merged_from(desk: Desk, known: Sequence[Candidate]) -> Found | None:
    """The programs that were merged into the one asked about, as the document's table of changes lists them."""
    rows = [(row, c) for row, c in facts_of(desk, known[:1]) if row["attribute"] == MERGED_FROM]
    if not rows:
        return None
    say, candidate = wording(desk.plan), known[0]
    items = tuple(
        Item(
            name=str(row["value"]),
            key=candidate.key,
            document=desk.file(row["document"]),
            year=row["year"],
            citations=(desk.evidence.cite(row["document"], row["line_start"]),),
        )
        for row, _ in sorted(rows, key=lambda r: r[0]["line_start"])
    )
    steps = [", ".join(i.name for i in items), candidate.name]
    return Found(say.merged(steps, desk.title(candidate.document)), items)


def _in_both(desk: Desk, known: Sequence[Candidate]) -> Found | None:
    """A program that stands under the same name in the document of the year asked for."""
    years = set(desk.plan.years)
    there = [c for c in known if years & set(_years(desk, c))] if years else []
    if not there:
        return None
    say = wording(desk.plan)
    cards = desk.cards([c.key for c in there])
    items = tuple(
        Item(
            name=c.name,
            key=c.key,
            document=desk.file(c.document),
            year=desk.year_told(c.document),
            status=cards[c.key]["status"],
            citations=(desk.evidence.cite(c.document, *cards[c.key]["mentions"][0]),),
        )
        for c in there[:1]
    )
    return Found(say.stands_in(there[0].name, desk.title(there[0].document)), items)


def _nothing(desk: Desk, known: Sequence[Candidate]) -> Found:
    say = wording(desk.plan)
    return Found(say.not_stated(known[0].name, say.continuation_word), reason="not_stated")
