"""A person: where they work, under which title, and how to reach them."""

from __future__ import annotations

from assistant.answer import Found, Item, Suggestion
from assistant.desk import Desk
from assistant.kinds.contacts import describe, person
from assistant.plan import Asked, Filter
from assistant.wording import wording
from lexicon.jamo import distance
from lexicon.text import squash


def answer(desk: Desk) -> Found:
    """What is asked of the person named, or of each where several are."""
    each = [_of_one(desk, person) for person in _one_by_one(desk)]
    told = [f for f in each if f.answered]
    if len(each) == 1 or not told:
        return each[0]
    items = tuple(i for f in told for i in f.items)
    return Found("\n".join(f.text for f in each), items)


def _one_by_one(desk: Desk) -> list[Filter]:
    """The people of the question, each with the keys under which the documents have them."""
    who = next(f for f in desk.plan.filters if f.kind == "person")
    by_key = desk.directory.by_key
    names = dict.fromkeys(by_key[k].name for k in who.values if k in by_key)
    if len(names) < 2:
        return _namesakes(desk, who)
    groups = [Filter("person", tuple(k for k in who.values if by_key[k].name == n), n) for n in names]
    return [one for group in groups for one in _namesakes(desk, group)]


def _namesakes(desk: Desk, who: Filter) -> list[Filter]:
    """People of one document who share a name, each for themselves; of these only those of the unit that is named."""
    by_key = desk.directory.by_key
    shared = _sharing(desk, who)
    if not shared:
        return [who]
    units = desk.plan.values_of("department")
    posts = desk.evidence.rows("posts_of", people=[k for k in who.values if by_key[k].document in shared])
    meant = {p["person"] for p in posts if p["unit_key"] in units}
    keys = [k for k in who.values if by_key[k].document in shared and (not meant or k in meant)]
    return [Filter("person", (k,), who.words) for k in keys]


def _sharing(desk: Desk, who: Filter) -> set[str]:
    """The documents in which several people have the name."""
    documents = [n.document for k in who.values if (n := desk.directory.by_key.get(k))]
    return {d for d in documents if documents.count(d) > 1}


def namesakes_told(desk: Desk) -> tuple[str, ...]:
    """That what is answered is of several people of one name, with their units; nothing where it is not."""
    who = next((f for f in desk.plan.filters if f.kind == "person" and not f.negated), None)
    shared = _sharing(desk, who) if who and not desk.plan.has("department") else set()
    if who is None or not shared:
        return ()
    by_key = desk.directory.by_key
    posts = desk.evidence.rows(
        "posts_of", people=[k for k in who.values if k in by_key and by_key[k].document in shared]
    )
    units = sorted({str(p["unit"]) for p in posts if p["unit"]})
    return (wording(desk.plan).namesakes(who.words, units),) if len(units) > 1 else ()


def nobody(desk: Desk, name: str) -> Found:
    """Silence on a person whom no document names; those whose names differ in one letter are offered."""
    say = wording(desk.plan)
    near = [n for n in sorted(desk.directory.people_by_name) if distance(n, name) == 1]
    offered = tuple(
        Suggestion(say.near(n), desk.plan.text.replace(name, n), desk.title(desk.directory.by_key[key].document))
        for n in near
        for key in sorted(desk.directory.people_by_name[n])[:1]
    )
    return Found(say.not_known(name), reason="unknown_entity", suggestions=offered[:_OFFERED])


_OFFERED = 3


def _of_one(desk: Desk, who: Filter) -> Found:
    """The unit or title where that is asked for, else how to reach the person."""
    say = wording(desk.plan)
    if not who.values:
        return nobody(desk, who.words)
    if desk.plan.asks("department", "title") or desk.plan.target == "Department":
        return _post(desk, who.values, who.words)
    if elsewhere := _of_another_unit(desk, who):
        return elsewhere
    other = next((a for a in desk.plan.asked if a.field in _NOT_OF_PEOPLE), None)
    if other is not None:
        return Found(say.not_stated(who.words, other.words), reason="not_stated")
    return person(desk, who.values, who.words)


def _of_another_unit(desk: Desk, who: Filter) -> Found | None:
    """Silence where the documents know the name only in other units than the one that is said; that is offered."""
    units = desk.plan.values_of("department")
    by_key = desk.directory.by_key
    posts = [p for p in desk.evidence.rows("posts_of", people=list(who.values)) if p["unit_key"]] if units else []
    said = {squash(f) for u in units if u in by_key for f in by_key[u].forms}
    own = {squash(f) for p in posts if p["unit_key"] in by_key for f in by_key[p["unit_key"]].forms}
    if not own or any(a in b or b in a for a in said for b in own):
        return None
    say = wording(desk.plan)
    named = " ".join([*dict.fromkeys(by_key[u].name for u in units if u in by_key), who.words])
    near = tuple(
        Suggestion(say.near(line), line, desk.title(d))
        for d, line in {p["document"]: describe(p) for p in posts}.items()
    )
    return Found(say.not_stated(named, say.contact_word), reason="not_stated", suggestions=near)


_NOT_OF_PEOPLE = ("field_word", "date", "when", "period", "opened", "address", "quantity")
"""What documents do not say of people."""


def _post(desk: Desk, keys: tuple[str, ...], name: str) -> Found:
    """The unit and title from the newest document of the years asked for."""
    say = wording(desk.plan)
    posts = [r for r in desk.evidence.rows("posts_of", people=list(keys)) if r["document"] and r["unit"]]
    if desk.plan.years:
        fitting = [r for r in posts if desk.year_fit(r["document"])]
        fitting.sort(key=lambda r: -desk.year_fit(r["document"]))
        posts = [r for r in fitting if desk.year_fit(r["document"]) == desk.year_fit(fitting[0]["document"])]
    posts.sort(key=lambda r: desk.directory.newness.get(r["document"], 99))
    asked = next((a for a in desk.plan.asked if a.field in ("department", "title")), Asked("department", say.unit_word))
    if not posts:
        return Found(say.not_stated(name, asked.words), reason="not_stated")
    post = posts[0]
    value = post["unit"] if asked.field == "department" else post["title"]
    item = Item(
        name=name,
        label=asked.words,
        key=post["person"],
        value=value,
        document=desk.file(post["document"]),
        year=desk.year_told(post["document"]),
        citations=desk.evidence.cite_lines(post["document"], post["lines"] or (), 1),
    )
    title = desk.title(post["document"])
    return Found(f"{say.is_stated(name, str(value), title)} {describe(post)}.", (item,))
