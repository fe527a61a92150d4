"""When: periods of programs, and dates of what was done or is planned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from typing import Any

from assistant.answer import Alternative, Item
from assistant.desk import Candidate, Desk
from assistant.facts import best_facts, facts_of, names_field, said_of
from assistant.kinds.deeds import acts_asked, steps_of
from assistant.kinds.part import Part
from assistant.plan import Asked
from assistant.reading.reading import event_words
from assistant.steps import is_step, same_events
from assistant.unaccounted import unaccounted
from assistant.wording import wording
from lexicon.dates import find_spans
from lexicon.text import squash

Row = dict[str, Any]


def period(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """The period of a program, of the first candidate that states one."""
    programs = desk.accounted([c for c in candidates if c.subject.label == "Program"])
    cards = desk.cards([c.key for c in programs])
    stated = [c for c in programs if cards[c.key]["period_start"] or cards[c.key]["period_end"]]
    if not stated:
        return None
    first = _most_precise(stated, cards)
    card, say = cards[first.key], wording(desk.plan)
    value = say.period(card["period_start"], card["period_end"], card["period_text"] or "")
    item = Item(
        name=first.name,
        label="사업기간",
        key=first.key,
        value=value,
        document=desk.file(first.document),
        year=desk.year_told(first.document),
        citations=(_period_line(desk, first, card),),
    )
    others = [
        Alternative(
            say.period(c["period_start"], c["period_end"], c["period_text"] or ""),
            None,
            desk.file(other.document),
            (_period_line(desk, other, c),),
            other.name,
        )
        for other in stated[:3]
        if (c := cards[other.key])["period_end"] != card["period_end"] and other.document != first.document
    ]
    text = say.stated(first.name, "사업기간", value, desk.title(first.document))
    return Part(first.name, text, (item,), tuple(others))


def _most_precise(stated: Sequence[Candidate], cards: dict[str, Row]) -> Candidate:
    """The likeliest candidate; one as likely that says the same years by the day is preferred."""

    def precision(c: Candidate) -> int:
        return len(cards[c.key]["period_start"] or "") + len(cards[c.key]["period_end"] or "")

    first = stated[0]
    years = (str(cards[first.key]["period_start"])[:4], str(cards[first.key]["period_end"])[:4])
    same = [
        c
        for c in stated
        if (str(cards[c.key]["period_start"])[:4], str(cards[c.key]["period_end"])[:4]) == years
        and c.subject.share >= first.subject.share
    ]
    return max(same, key=lambda c: (precision(c), -stated.index(c)))


def _period_line(desk: Desk, candidate: Candidate, card: Row) -> int:
    """The citation of the line that states a period: its own line, else the line of the name that holds it."""
    for row, _ in facts_of(desk, [candidate]):
        if names_field(str(row["attribute"] or ""), "사업기간"):
            return desk.evidence.cite(row["document"], row["line_start"], row["line_end"])
    first = card["mentions"][0]
    for start, end in card["mentions"]:
        if card["period_text"] and card["period_text"] in desk.evidence.text(candidate.document, start, end):
            return desk.evidence.cite(candidate.document, start, end)
    return desk.evidence.cite(candidate.document, first[0], first[1])


def date(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """The date of an event of a thing, of its opening, or the beginning and end of its period."""
    return _of_years(desk, _date(desk, candidates, asked))


def _date(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    event = next((a.detail if a.field == "when" else "open" for a in asked if a.field in ("when", "opened")), "")
    said = _event(desk, candidates) or _step_said(desk, candidates)
    if said is None and (acts := acts_asked(desk.plan.text)):
        return _done(desk, candidates, acts)  # a step of its own: the term of the whole does not say when
    return (
        said
        or _opened(desk, candidates)
        or (_happens(desk, candidates, "open") if event == "open" else None)
        or _held(desk, candidates)
        or period(desk, candidates, asked)
        or (_happens(desk, candidates, event) if event in ("start", "end") else None)
        or _scheduled(desk, candidates)
    )


_YEAR_SAID = re.compile(r"\d{2}\s*년|(?:19|20)\d\d|올해|금년|내년|후년|작년|지난해|재작년|year", re.I)


def _of_years(desk: Desk, part: Part | None) -> Part | None:
    """The part, unless the question is of years that no document is for, and its dates of programs are of others."""
    years = set(desk.plan.years)
    if (
        part is None
        or not years
        or not _YEAR_SAID.search(desk.plan.text)
        or any(years & set(d.years) for d in desk.directory.documents)
    ):
        return part
    dated = [i for i in part.items if "/Program/" in i.key]
    said = [int(y) for i in dated for y in re.findall(r"(?:19|20)\d\d", str(i.value))]
    return part if not said or any(min(said) <= y <= max(said) for y in years) else None


def _happens(desk: Desk, candidates: Sequence[Candidate], event: str) -> Part | None:
    """The dated milestone that says by any word for it (``data/events.csv``) that a thing starts, ends or opens."""
    words = event_words()[event]
    named = {c.key: c for c in desk.accounted(candidates)}
    found = [
        (_rank(desk, row, named[row["thing"]], row["text"]), row)
        for row in said_of(desk, list(named.values()), "milestones_of")
        if row["date_start"] and any(w in row["text"] for w in words)
    ]
    if not found:
        return None
    row = min(found, key=lambda f: f[0])[1]
    candidate = named[row["thing"]]
    return _dated_part(desk, row, candidate, next(w for w in words if w in row["text"]))


def _event(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """The milestone or dated fact that says what the names leave over: 준공, 개소, 착공."""
    open_ones = [c for c in candidates if c.missing]
    if not open_ones:
        return None
    if open_ones[0].missing == (_DONE,) and (whole := _completed(desk, open_ones[:1])):
        return whole
    by_key = {c.key: c for c in open_ones}
    found: list[tuple[tuple[float, ...], Row, Candidate]] = []
    alike: list[tuple[tuple[float, ...], Row, Candidate]] = []
    for row in said_of(desk, open_ones, "milestones_of"):
        candidate = by_key[row["thing"]]
        if _only_named(row, candidate):
            continue
        if not unaccounted(candidate.missing, [row["text"], *candidate.texts]):
            found.append((_rank(desk, row, candidate, row["text"]), row, candidate))
        elif not unaccounted(candidate.missing, [row["text"], *same_events(row["text"]), *candidate.texts]):
            alike.append((_rank(desk, row, candidate, row["text"]), row, candidate))
    for fact, candidate in facts_of(desk, open_ones):
        said = f"{fact['attribute'] or ''} {fact['value']}"
        if (fact["date"] or fact["attribute"]) and not unaccounted(candidate.missing, [said]) and _dated(fact):
            row = {**fact, "text": said, "date_start": fact["date"], "date_end": None}
            found.append((_rank(desk, row, candidate, said), row, candidate))
    found = found or _of_act(desk, open_ones) or alike
    if not found:
        return None
    found.sort(key=lambda f: f[0])
    row, candidate = found[0][1:]
    said = str(row["date_start"] or "")
    finer = [(r, c) for _, r, c in found if said and str(r["date_start"] or "").startswith(said)]
    return _dated_part(desk, *max(finer, key=lambda f: len(str(f[0]["date_start"])), default=(row, candidate)))


_DONE = "완료"
_OF_WHOLE = re.compile(r"준공|완공|(?:^|\s)(?:사업|공사|건립|구축|조성)\s?완료|^\W*완료")


def _completed(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """When the whole is done (언제 완료돼): a step that completes something in it (부지 매입 완료) does not say it."""
    by_key = {c.key: c for c in candidates if c.subject.label == "Program"}
    found = [
        (_rank(desk, row, by_key[row["thing"]], row["text"]), row)
        for row in said_of(desk, list(by_key.values()), "milestones_of")
        if row["date_start"] and _OF_WHOLE.search(str(row["text"]))
    ]
    if not found:
        return None
    row = min(found, key=lambda f: f[0])[1]
    return _dated_part(desk, row, by_key[row["thing"]])


def _of_act(desk: Desk, candidates: Sequence[Candidate]) -> list[tuple[tuple[float, ...], Row, Candidate]]:
    """The milestones that say the act asked about, where only the program's section says of what (주차장 준공)."""
    found = []
    for candidate in candidates:
        acts = [w for w in candidate.missing if is_step(w)]
        if not acts or len(acts) == len(candidate.missing):
            continue
        for row in said_of(desk, [candidate], "milestones_of"):
            if not unaccounted(acts, [row["text"]]) and desk.accounted([copy(candidate)]):
                found.append((_rank(desk, row, candidate, row["text"]), row, candidate))
    return found


def _done(desk: Desk, candidates: Sequence[Candidate], acts: Sequence[str]) -> Part | None:
    """The milestone that says what the question says with a verb."""
    found = [(_rank(desk, row, c, row["text"]), row, c, act) for row, c, act in steps_of(desk, candidates, acts)]
    if not found:
        return None
    _, row, candidate, act = min(found, key=lambda f: f[0])
    return _dated_part(desk, row, candidate, act)


_LEAST_STEP = 3


def _step_said(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """The milestone whose own words all stand in the question, though they mean something else there as well (선정 발표)."""
    said = squash(desk.plan.text)
    known = {c.key: c for c in desk.accounted(candidates) if c.subject.label == "Program"}
    found = [
        (_rank(desk, row, known[row["thing"]], row["text"]), row)
        for row in said_of(desk, list(known.values()), "milestones_of")
        if row["date_start"]
        and len(squash(row["text"])) >= _LEAST_STEP
        and squash(row["text"]) in said
        and not _only_named(row, known[row["thing"]])
    ]
    if not found:
        return None
    row = min(found, key=lambda f: f[0])[1]
    return _dated_part(desk, row, known[row["thing"]], str(row["text"]))


def _only_named(row: Row, candidate: Candidate) -> bool:
    """Whether a list of a year only names the thing: its term says when it is."""
    return len(str(row["date_start"] or "")) == len("2018") and squash(row["text"]) in squash(candidate.name)


def _dated(fact: Row) -> bool:
    """Whether a fact gives a date; a figure of money or of a number of things is none."""
    return bool(fact["date"]) or (not fact["unit"] and any(c.isdigit() for c in str(fact["value"])))


def _rank(desk: Desk, row: Row, candidate: Candidate, text: str) -> tuple[float, ...]:
    """A row of the year asked for first, then the newest document's, then the plainest."""
    years = desk.plan.years
    of_year = any(str(y) in str(row["date_start"]) or str(y) in str(row["date_end"]) for y in years)
    return (
        -_parties(desk, text),
        -int(bool(years) and of_year),
        desk.directory.newness.get(row["document"], 99),
        len(text) + 40 * (row["date_start"] is None and row["date_end"] is None),
        row["line_start"],
    )


def _parties(desk: Desk, text: str) -> int:
    """How many of the ministries and places of the question a step says."""
    directory = desk.directory
    said = 0
    for each in desk.plan.filters:
        names = [each.words, *each.values]
        names += [a for v in each.values for a in directory.ministries.get(v, ())]
        said += each.kind in ("ministry", "region", "institution") and any(len(n) > 1 and n in text for n in names)
    return said


def _dated_part(desk: Desk, row: Row, candidate: Candidate, event: str = "") -> Part:
    say = wording(desk.plan)
    event = event or " ".join(candidate.missing)
    value = say.period(row["date_start"], row["date_end"], str(row.get("value") or ""))
    item = Item(
        name=candidate.name,
        label=event,
        key=candidate.key,
        value=value,
        document=desk.file(row["document"]),
        year=desk.year_told(row["document"]),
        citations=(desk.evidence.cite(row["document"], row["line_start"], row["line_end"]),),
    )
    text = say.stated(candidate.name, event, value, desk.title(row["document"]))
    return Part(candidate.name, f"{text} {say.line(row['text'])}", (item,))


def _opened(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """The opening of a building, where nothing else is asked of it."""
    buildings = [c for c in candidates if c.subject.label == "Facility" and not _other_event(c)]
    cards = desk.evidence.rows("facility_cards", facilities=[c.key for c in buildings]) if buildings else []
    say = wording(desk.plan)
    for candidate in buildings:
        card = next((r for r in cards if r["key"] == candidate.key and r["opened"]), None)
        if card:
            value = say.period(card["opened"], None, card["opened"])
            item = Item(
                name=candidate.name,
                label="개소",
                key=candidate.key,
                value=value,
                document=desk.file(card["document"]),
                citations=(desk.evidence.cite(card["document"], card["line_start"]),) if card["line_start"] else (),
            )
            return Part(
                candidate.name, say.stated(candidate.name, "개소일", value, desk.title(card["document"])), (item,)
            )
    return None


def _other_event(candidate: Candidate) -> bool:
    return any(w not in (*event_words()["open"], "문") for w in candidate.missing)


def opened_then(desk: Desk, documents: Sequence[str]) -> list[Row]:
    """What the histories of the documents' institutions say was opened in the years asked for, as rows of buildings."""
    houses = sorted({desk.directory.document[d].institution for d in documents if d in desk.directory.document})
    years = tuple(str(y) for y in desk.plan.years)
    found: dict[str, Row] = {}
    for row in desk.evidence.rows("milestones_of_institutions", things=houses) if years else []:
        opening = next((w for w in event_words()["open"] if w in row["text"]), "")
        if opening and str(row["date_start"] or "").startswith(years) and row["document"] in documents:
            name = str(row["text"]).split(opening)[0].strip(" -·")
            told = {**row, "key": row["thing"], "name": name, "opened": row["date_start"], "address": None}
            found.setdefault(squash(name), told)
    newness = desk.directory.newness
    return sorted(found.values(), key=lambda r: (newness.get(r["document"], 99), r["line_start"]))


_HELD = ("축제기간", "행사기간", "개최기간", "대회기간", "전시기간", "공연기간", "개최일시", "행사일시", "개최일")
_IS_HELD = re.compile(r"열리|열려|열립|열린|개최|며칠부터|\bheld\b|\btake place\b")


def _held(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """When an event takes place, where the question asks that: the time of its program is longer (축제기간, not 사업기간)."""
    if not _IS_HELD.search(desk.plan.text):
        return None
    programs = desk.accounted([c for c in candidates if c.subject.label == "Program"])
    stated = [(r, c) for r, c in facts_of(desk, programs) if squash(str(r["attribute"] or "")) in _HELD]
    fits = best_facts(desk, stated, _HELD)
    spans = find_spans(str(fits[0].row["value"]), desk.year(fits[0].candidate.document)) if fits else []
    if not spans:
        return _held_on(desk, programs)
    text = f"{fits[0].row['attribute']} : {fits[0].row['value']}"
    row = {**fits[0].row, "text": text, "date_start": spans[0].start, "date_end": spans[0].end}
    return _dated_part(desk, row, fits[0].candidate, str(fits[0].row["attribute"]))


def _held_on(desk: Desk, programs: Sequence[Candidate]) -> Part | None:
    """The days of the step that says that an event of a program is held, of the year asked about."""
    years = tuple(map(str, desk.plan.years))
    held = [
        (_rank(desk, row, c, row["text"]), row, c)
        for row, c, _ in steps_of(desk, programs, ("개최",))
        if len(row["date_start"]) == _DAY and (not years or row["date_start"].startswith(years))
    ]
    by_key = {c.key: c for c in programs}
    held = held or [
        (_rank(desk, row, by_key[row["thing"]], row["text"]), row, by_key[row["thing"]])
        for row in said_of(desk, list(programs), "milestones_of")
        if _OF_EVENT.match(str(row["text"])) and str(row["date_start"] or "").startswith(years or ("",))
    ]
    if not held:
        return None
    _, row, candidate = min(held, key=lambda h: h[0])
    return _dated_part(desk, row, candidate, "개최")


_OF_EVENT = re.compile(
    r"(?:(?:올해|금년|['’‘]?\d{2,4}년도?|제?\d{1,3}회)\s*)?(?:축제|대회|행사|박람회|엑스포|포럼|전시회|공연|콘서트|기념식)\s*[:：]"
)
"""A line that says when an event takes place under nothing but what kind of event it is: 올해 축제 : 6. 12. ~ 6. 14."""
_DAY = len("2025-03-28")
_SCHEDULES = ("일정", "일시", "개최일", "기간", "날짜")


def _scheduled(desk: Desk, candidates: Sequence[Candidate]) -> Part | None:
    """The date that a table around the name gives for it."""
    fits = best_facts(desk, facts_of(desk, candidates, around=True), _SCHEDULES)
    fits = [f for f in fits if any(c.isdigit() for c in str(f.row["value"]))]
    if not fits:
        return None
    first = fits[0]
    same = [f for f in fits if f.row["line_start"] == first.row["line_start"] and f.candidate is first.candidate]
    say = wording(desk.plan)
    document = first.row["document"]
    items = tuple(
        Item(
            name=f.candidate.name,
            label=str(f.row["attribute"]),
            key=f.candidate.key,
            value=str(f.row["value"]),
            document=desk.file(document),
            year=desk.year_told(document),
            citations=(desk.evidence.cite(document, f.row["line_start"]),),
        )
        for f in same
    )
    texts = [say.stated(i.name, i.label, str(i.value), desk.title(document)) for i in items]
    return Part(first.candidate.name, " ".join(texts), items)
