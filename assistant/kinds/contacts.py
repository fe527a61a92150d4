"""Who: whom to ask about a program, a unit, a duty or a region; whose number it is; how to reach a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Found, Item, Suggestion
from assistant.desk import Candidate, Desk
from assistant.facts import best_facts, facts_of
from assistant.kinds.part import Part
from assistant.kinds.stated import told
from assistant.plan import Asked
from assistant.wording import wording
from lexicon.people import read_people
from lexicon.phones import digits_of
from lexicon.text import squash

Row = dict[str, Any]


def contacts(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """The contacts of the first candidate that names any: a program's own, a unit's people; no mobile number is one."""
    if asks_mobile(desk):
        return None
    heads = [a.detail for a in asked if a.detail]
    if heads:
        return _heads(desk, candidates, heads)
    if _of_another_house(desk):
        return None
    if part := _main_number(desk, candidates, asked):
        return part
    programs = desk.accounted([c for c in candidates if c.subject.label == "Program"])
    chosen = desk.plan.values_of("document") if desk.plan.years else ()
    if chosen:  # whom to ask in 2024, no other year's plan says
        programs = [c for c in programs if c.document in chosen]
    rows = desk.evidence.rows("contacts_of", programs=[c.key for c in programs]) if programs else []
    need_phone = _needs_phone(desk)
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key]
        if need_phone:
            own = [r for r in own if r["phone"] or r["own_phone"]]
        if own:
            return _part(desk, candidate.name, candidate.document, own)
    return _of_units(desk, candidates, need_phone=need_phone)


def asks_mobile(desk: Desk) -> bool:
    """Whether a mobile number is asked for: offices write those of their desks."""
    return any(
        word in desk.plan.text.lower() for word in ("휴대폰", "휴대전화", "휴대 전화", "핸드폰", "mobile", "cell phone")
    )


def _main_number(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """The number under the very word of the question (대표전화), of an institution or a unit."""
    words = [squash(a.words) for a in asked if a.words.startswith("대표")]
    houses = [c for c in candidates if c.subject.label in ("Institution", "Department")]
    if not words or not houses:
        return None
    stated = [(r, c) for r, c in facts_of(desk, houses) if squash(str(r["attribute"] or "")).startswith("대표전화")]
    return told(desk, best_facts(desk, stated))


def _of_another_house(desk: Desk) -> bool:
    """Whether the people of an institution that issued no document are asked for (NIPA 담당자): a program's are the issuer's."""
    issuers = {d.institution for d in desk.directory.documents}
    for each in desk.plan.filters:
        if each.kind == "institution" and not issuers & set(each.values) and not each.negated:
            last = re.escape(each.words.split(", ")[-1])
            if re.search(rf"{last}\s*(?:의|측|쪽)?\s*(?:사업\s*)?(?:담당|직원|책임자)", desk.plan.text):
                return True
    return False


def _needs_phone(desk: Desk) -> bool:
    """Whether only a number answers: the question asks for it and not for the person."""
    return desk.plan.asks("phone") and not desk.plan.asks("contact", "person")


def _of_units(desk: Desk, candidates: Sequence[Candidate], *, need_phone: bool) -> Part | None:
    units = [c for c in candidates if c.subject.label in ("Department", "Institution") and not c.missing]
    rows = desk.evidence.rows("staff_of", units=[c.key for c in units]) if units else []
    for candidate in units:
        own = [r for r in rows if r["unit_key"] == candidate.key and (r["phone"] or not need_phone)]
        if own and candidate.subject.label == "Department":
            return _part(desk, candidate.name, candidate.document, own)
    return None


def _heads(desk: Desk, candidates: Sequence[Candidate], titles: Sequence[str]) -> Part | None:
    """The people of a unit who bear one of the titles: 인구청년과 과장."""
    units = [c for c in candidates if c.subject.label in ("Department", "Institution")]
    keys = sorted(c.key for c in units if c.subject.label == "Department")
    rows = desk.evidence.rows("staff_of", units=keys) if keys else []
    for candidate in units:
        own = [r for r in rows if r["unit_key"] == candidate.key and str(r["title"] or "").endswith(tuple(titles))]
        if _needs_phone(desk):
            own = [r for r in own if r["phone"]]
        if own:
            return _part(desk, candidate.name, candidate.document, own)
    programs = [c for c in candidates if c.subject.label == "Program" and not c.missing]
    rows = desk.evidence.rows("contacts_of", programs=[c.key for c in programs]) if programs else []
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key and str(r["title"] or "").endswith(tuple(titles))]
        if own:
            return _part(desk, candidate.name, candidate.document, own)
    if part := _of_named_post(desk, titles):
        return part
    houses = [c for c in candidates if c.subject.label == "Institution"]
    stated = [(r, c) for r, c in facts_of(desk, houses) if _names_holder(r, titles)]
    return told(desk, best_facts(desk, stated, titles))


def _of_named_post(desk: Desk, titles: Sequence[str]) -> Part | None:
    """Who bears a title that has the name of the team in it: 공약관리팀장."""
    posts = {squash(word) + title for word in desk.plan.words for title in titles}
    units = sorted(u.key for u in desk.directory.departments) if len(desk.plan.words) == 1 else []
    rows = desk.evidence.rows("staff_of", units=units) if units else []
    own = [r for r in rows if squash(str(r["title"] or "")) in posts]
    return _part(desk, next(iter(posts)), own[0]["document"], own) if own else None


def _names_holder(row: Row, titles: Sequence[str]) -> bool:
    """Whether a fact says who bears a title (대표이사 : 제3대 …), not how many do."""
    return squash(str(row["attribute"] or "")) in titles and bool(read_people(str(row["value"])))


def _part(desk: Desk, of: str, document: str, rows: Iterable[Row]) -> Part:
    say = wording(desk.plan)
    items: dict[str, Item] = {}
    lines: dict[str, str] = {}
    for row in sorted(rows, key=lambda r: (r["lines"] or [0], r["name"])):
        items.setdefault(row["person"], _item(desk, row))
        lines.setdefault(row["person"], describe(row))
    return Part(of, say.people(of, list(lines.values()), desk.title(document)), tuple(items.values()))


def _item(desk: Desk, row: Row) -> Item:
    return Item(
        name=row["name"],
        label="Person",
        key=row["person"],
        value=row.get("phone") or row.get("own_phone"),
        unit=None,
        document=desk.file(row["document"]),
        year=row.get("year") or desk.year_told(row["document"]),
        citations=desk.evidence.cite_lines(row["document"], row["lines"] or (), 1),
    )


def describe(row: Row) -> str:
    """``기획조정부 한가람 책임 ☎ 043-000-1234``, with the duty in brackets."""
    duty = f" [{row['duty']}]" if row.get("duty") else ""
    phone = row.get("phone") or row.get("own_phone")
    grade = row.get("grade") if row.get("grade") != row.get("title") else None
    parts = [row.get("unit"), row["name"], row.get("title"), grade]
    return " ".join(str(p) for p in parts if p) + duty + (f" ☎ {phone}" if phone else "")


# ---------------------------------------------------------------- numbers and people


def by_number(desk: Desk, numbers: Sequence[str]) -> Found:
    """Whose telephone number it is."""
    say = wording(desk.plan)
    digits = digits_of(numbers[0])
    rows = desk.evidence.rows("people_with_number", ending=digits)
    if not rows and len(digits) > 8:
        local = digits[-7:]
        rows = [
            r for r in desk.evidence.rows("people_with_number", ending=local) if digits.endswith(digits_of(r["phone"]))
        ]
    elif len(digits) > 8:
        rows += [
            r
            for r in desk.evidence.rows("people_with_number", ending=digits[-7:])
            if digits.endswith(digits_of(r["phone"])) and r["person"] not in {x["person"] for x in rows}
        ]
    if not rows:
        return Found(say.not_known(numbers[0]), reason="unknown_entity")
    items: dict[str, Item] = {}
    lines: dict[str, str] = {}
    units: dict[str, str] = {}
    for row in rows:
        if row["label"] == "Department":
            units.setdefault(row["person"], row["thing_name"])
    for row in sorted(rows, key=lambda r: (desk.directory.newness.get(r["document"], 99), r["lines"])):
        items.setdefault(row["person"], _item(desk, row))
        lines.setdefault(row["person"], describe({**row, "unit": units.get(row["person"])}))
    return Found(say.number_of(numbers[0], list(lines.values())), items=tuple(items.values()))


def person(desk: Desk, keys: Sequence[str], name: str) -> Found:
    """How to reach a person, from the newest document that says so."""
    say = wording(desk.plan)
    posts = [r for r in desk.evidence.rows("posts_of", people=list(keys)) if r["document"]]
    asked_about = desk.evidence.rows("contacts_by_person", people=list(keys))
    rows = [{**r, "unit": r.get("unit")} for r in [*posts, *asked_about]]
    rows.sort(
        key=lambda r: (-desk.year_fit(r["document"]), desk.directory.newness.get(r["document"], 99), not r["phone"])
    )
    if desk.plan.years:
        rows = [r for r in rows if desk.year_fit(r["document"])]
    with_phone = [r for r in rows if r["phone"] and not asks_mobile(desk)]
    if desk.plan.asks("phone") and not with_phone:
        posts_say = [describe(r) for r in rows[:1]]
        what = next(a.words for a in desk.plan.asked if a.field == "phone")
        hint = tuple(Suggestion(line, name, "what is stated instead") for line in posts_say)
        return Found(say.not_stated(name, what), reason="not_stated", suggestions=hint)
    chosen = (with_phone or rows)[:1]
    if not chosen:
        return Found(say.not_stated(name, say.contact_word), reason="not_stated")
    unit = next((r["unit"] for r in posts if r["document"] == chosen[0]["document"]), None)
    best = {**chosen[0], "unit": unit}
    programs = list(dict.fromkeys(r["program_name"] for r in asked_about if r["document"] == best["document"]))
    text = say.person(name, describe(best), desk.title(best["document"]), programs)
    return Found(text, items=(_item(desk, best),))
