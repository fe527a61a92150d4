"""How much: the amount of a program by part, year and scope; of an institution or unit as its lines say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Alternative, Item
from assistant.bearers import asks_share, bearer, borne_by_house, says_ours
from assistant.desk import Candidate, Desk
from assistant.facts import best_facts, facts_of, is_difference, of_year
from assistant.kinds.changes import NO_FORMER, against_before, before_change, between_years, changes
from assistant.kinds.each import each
from assistant.kinds.house_amounts import of_house, told_amount
from assistant.kinds.part import Part
from assistant.kinds.shares import FOR_EACH, for_each
from assistant.money import OTHER, WHOLE, Amount, Wish, find_amounts, is_settled, settled, wishes
from assistant.plan import Asked
from assistant.planning.asking import EACH_PROGRAM
from assistant.wording import wording
from lexicon.labels import read_label

Row = dict[str, Any]


def amount(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """The amounts asked for, of the first candidate that states any."""
    wanted = wishes(desk.plan)
    if any(a.field == "ratio" for a in asked) and not desk.plan.change:
        return _ratio(desk, candidates, wanted)
    if _names_other_field(asked, candidates):
        return None
    if FOR_EACH.search(desk.plan.text):
        return for_each(desk, candidates)
    known = [c for c in candidates if c.subject.label == "Program" and not _only_studied(desk, c)]
    if (theirs := _of_house(desk, known, wanted)) is not _NO_HOUSE:
        return theirs
    programs = desk.accounted(known)
    if any(a.field == "change" for a in asked) and (part := _changed(desk, programs)):
        return part
    if part := before_change(desk, programs) or each(desk, programs):
        return None if part is NO_FORMER else part
    if desk.plan.change and not programs:
        words = [a.words for a in asked if a.field not in ("money", "change", "ratio")] or ["예산"]
        return against_before(desk, candidates, words) or between_years(desk, candidates, words)
    rows = desk.evidence.rows("budgets_of", programs=[c.key for c in programs]) if programs else []
    of_share = wanted and (wanted[0].scope == "share" or (asks_share(desk) and wanted[0].source == WHOLE))
    of_share = of_share or _shared_out(desk, rows)
    governed = desk.plan.has("region") or (of_share and says_ours(desk))
    if governed and wanted and (of_share or (wanted[0].source != WHOLE and _told_apart(desk, rows))):
        return _borne(desk, programs, wanted[0]._replace(scope="share"), rows)
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key]
        year = None if _goes_on(desk, candidate) else desk.year(candidate.document)
        found = [(w, a) for w in wanted if (a := find_amounts(own, w, year))]
        if found and len(found) == len(wanted):
            return _stated(desk, candidate, found, [c for c in programs if c is not candidate], rows)
    bundles = [c for c in programs if desk.directory.by_key[c.key].kind == "묶음"]
    if bundles and wanted and (part := _of_parts(desk, bundles[0], wanted[0])):
        return part
    return of_house(desk, candidates, asked) or _split(desk, candidates, asked) or _of_issuer(desk, candidates, asked)


def amounts_of_each(desk: Desk, keys: Sequence[str]) -> dict[str, Amount]:
    """The amount asked for of each of several programs that states it; empty where that is not asked."""
    wanted = wishes(desk.plan) if EACH_PROGRAM.search(desk.plan.text) else []
    rows = desk.evidence.rows("budgets_of", programs=sorted(keys)) if wanted else []
    found: dict[str, Amount] = {}
    for key in keys if rows else ():
        own = [r for r in rows if r["program"] == key]
        stated = find_amounts(own, wanted[0], desk.year(own[0]["document"])) if own else []
        found |= {key: stated[0]} if stated else {}
    return found


def _of_issuer(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """상수도 예산, where programs only have the word in a longer name: what a line says of the institution under that word."""
    if not candidates or any(c.subject.label != "Program" or c.subject.cover >= _SLIGHTLY for c in candidates):
        return None
    return of_house(desk, desk.issuing(), asked)


_SLIGHTLY = 0.5
"""The share of a program's name up to which the question hardly names it."""


_BUILDING_COST = re.compile(r"공사비|건설비|건축비|건립비|조성비")
_STUDY = re.compile(r"타당성|용역|기본\s?(?:계획|구상)|조사$|설계$")


def _only_studied(desk: Desk, candidate: Candidate) -> bool:
    """Whether the cost of building is asked for, and a program is but a study of it: its money is another."""
    text = desk.plan.text
    return bool(_BUILDING_COST.search(text) and _STUDY.search(candidate.name) and not _STUDY.search(text))


_NO_HOUSE = Part("", "", ())


def _of_house(desk: Desk, programs: Sequence[Candidate], wanted: Sequence[Wish]) -> Part | None:
    """The share of the institution that the question names, None where it is not stated; ``_NO_HOUSE`` where none is asked for."""
    rows = desk.evidence.rows("budgets_of", programs=[c.key for c in programs]) if programs else []
    house, candidate, theirs = borne_by_house(desk, programs, rows)
    if not house:
        return _NO_HOUSE
    found = settled(theirs, wanted[0].year if wanted else None) if candidate else []
    wish = Wish(scope="share")
    return _stated(desk, candidate, [(wish, found)], (), rows) if candidate and found else None


def _told_apart(desk: Desk, rows: Sequence[Row]) -> bool:
    """Whether the places of the question have shares of their own in the money of a program: 군비 청송군 6억원, 영덕군 4.5억원."""
    return any(r["party"] and r["scope"] == "share" and bearer(desk, r["document"]).bears(r) for r in rows)


def _shared_out(desk: Desk, rows: Sequence[Row]) -> bool:
    """Whether a table shares a program's money out among places, that of the question among them: 임실군 사업비 of three."""
    return any(
        r["party"] and r["scope"] == "share" and r["source"] == WHOLE and bearer(desk, r["document"]).bears(r)
        for r in rows
    )


def _borne(desk: Desk, programs: Sequence[Candidate], wish: Wish, rows: Sequence[Row]) -> Part | None:
    """The share of the government that the question names; None where only another's is stated."""
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key]
        theirs = bearer(desk, candidate.document)
        stated = [r for r in own if theirs.bears(r)]
        parties = dict.fromkeys(str(r["party"]) for r in stated if r["party"])
        if len(parties) > 1:
            each_ = [(wish, settled([r for r in stated if r["party"] == p], wish.year)) for p in parties]
            return _stated(desk, candidate, each_, (), rows)
        found = find_amounts(stated, wish)
        if not found and theirs.source and (of_own := find_amounts(stated, wish._replace(source=theirs.source))):
            found = of_own  # 우리 군 몫 : 군비 …
        found = found or ([] if wish.nth else settled(stated, wish.year))
        if not found and theirs.source:
            wish = wish._replace(source=theirs.source, scope="")
            found = find_amounts(own, wish, desk.year(candidate.document))
        if found:
            return _stated(desk, candidate, [(wish, found)], (), rows)
    return None


def _of_parts(desk: Desk, bundle: Candidate, wish: Wish) -> Part | None:
    """What the programs of a bundle that states no amount itself add up to."""
    keys = sorted(r["program"] for r in desk.evidence.rows("parts_of_programs", programs=[bundle.key]))
    rows = desk.evidence.rows("budgets_of", programs=keys) if keys else []
    year = desk.year(bundle.document)
    found = {k: a[0] for k in keys if (a := find_amounts([r for r in rows if r["program"] == k], wish, year))}
    if not found:
        return None
    say, krw = wording(desk.plan), sum(a.krw for a in found.values())
    item = Item(
        name=bundle.name,
        label=say.sum_word,
        key=bundle.key,
        value=krw,
        unit="KRW",
        document=desk.file(bundle.document),
        year=desk.year_told(bundle.document),
        citations=tuple(desk.evidence.cite(a.first["document"], a.first["line_start"]) for a in found.values()),
    )
    told = say.added(len(keys), len(keys) - len(found), say.money(krw), bundle.name, average=False)
    return Part(bundle.name, told, (item,))


def _goes_on(desk: Desk, candidate: Candidate) -> bool:
    """Whether a year's money is asked of a program of several years: its total is none of a year."""
    if not desk.plan.year_of_money:
        return False
    card = desk.cards([candidate.key]).get(candidate.key)
    start, end = (str(card[f] or "")[:4] for f in ("period_start", "period_end")) if card else ("", "")
    return bool(start) and start != end


def _changed(desk: Desk, programs: Sequence[Candidate]) -> Part | None:
    """How much more or less a program gets than the year before."""
    say = wording(desk.plan)
    for candidate in programs:
        for change in changes(desk, [candidate.key], any_way=True):
            as_asked = change.size > 0 and desk.plan.change in ("up", "down")  # 얼마나 줄었어: 2억, not -2억
            label = (say.decrease if change.krw < 0 else say.increase) if as_asked else "증감액"
            krw = change.size if as_asked else change.krw
            item = Item(
                name=candidate.name,
                label=label,
                key=candidate.key,
                value=krw,
                unit="KRW",
                document=desk.file(change.document),
                year=desk.year_told(change.document),
                citations=(desk.evidence.cite(change.document, change.line),),
            )
            text = say.stated(candidate.name, label, say.money(krw), desk.title(change.document))
            beside = [replace(item, label=say.amount_word, value=v) for v in change.both or ()]
            told = f"{text} {say.moved(*change.both)}" if change.both else text
            return Part(candidate.name, told, (item, *beside))
    return None


def _names_other_field(asked: Sequence[Asked], candidates: Sequence[Candidate]) -> bool:
    """Whether 얼마 asks for another field than money: a word that the names leave over is the label of one (연면적)."""
    if any(a.field != "money" for a in asked):
        return False
    left = {w for c in candidates[:1] for w in c.missing}
    return any((reading := read_label(w)) and reading.field not in _MONEY_FIELDS for w in left)


_MONEY_FIELDS = ("total", "budget", "amount", "executed", "balance", "requested", "secured", "share")


def _stated(
    desk: Desk,
    candidate: Candidate,
    found: Sequence[tuple[Wish, list[Amount]]],
    others: Sequence[Candidate],
    rows: Sequence[Row],
) -> Part:
    say = wording(desk.plan)
    title = desk.title(candidate.document)
    items, texts, alternatives = [], [], []
    for wish, amounts in found:
        first = amounts[0]
        label = amount_label(wish, first)
        items.append(_item(desk, candidate, label, first))
        texts.append(say.stated(candidate.name, label, say.money(first.krw), title))
        extra = _detail(first, say.spoken)
        texts += [say.in_detail(extra)] if extra and wish.source == WHOLE else []
        alternatives += [_alternative(desk, candidate, a) for a in amounts[1:4]]
    if added := _added(desk, found, items):
        items.append(added)
        texts.append(say.stated(candidate.name, added.label, say.money(int(str(added.value))), title))
    alternatives += _elsewhere(desk, found, others, rows)
    texts += [say.also(a.document, say.money(int(a.value)), a.why) for a in alternatives if isinstance(a.value, int)]
    return Part(candidate.name, " ".join(dict.fromkeys(texts)), tuple(dict.fromkeys(items)), tuple(alternatives))


_TOGETHER = re.compile(r"합치|합쳐|합하|합해|더하|더해|합계|합산|합이|합은|\bcombined\b|\bsum\b|\btogether\b", re.I)


def _added(desk: Desk, found: Sequence[tuple[Wish, list[Amount]]], items: Sequence[Item]) -> Item | None:
    """What several payers bear together, where the question adds them up: 국비와 도비를 더하면."""
    parts = [w.source for w, _ in found if w.source != WHOLE]
    if len(parts) < 2 or len(set(parts)) < len(found) or not _TOGETHER.search(desk.plan.text):
        return None
    cited = tuple(dict.fromkeys(c for i in items for c in i.citations))
    krw = sum(amounts[0].krw for _, amounts in found)
    return replace(items[0], label=f"{'·'.join(parts)} {wording(desk.plan).sum_word}", value=krw, citations=cited)


def amount_label(wish: Wish, found: Amount) -> str:
    """The field's word beside an amount: as asked, and what it is where that is more exact (2020년 예산)."""
    row = found.first
    parts = [str(row["year"]) + "년" if row["year"] and row["scope"] == "year" else ""]
    if wish.source != WHOLE:
        whose = str(row["party"] or "") if row["scope"] == "share" else ""
        if row["scope"] in _OWN_PARTS:  # 2024년 요구액 국비
            parts += [f"{row['year']}년" if row["year"] else "", _SCOPE_WORDS[row["scope"]]]
        parts += [whose, wish.words if wish.source == OTHER and wish.words else wish.source]
    elif row["scope"] == "total" and not (wish.scope == "share" and row["party"]):
        parts.append("총사업비")
    else:
        scope = wish.scope if row["party"] and wish.scope == "share" else row["scope"]
        shared = scope == "share" and str(row["label"] or "").rpartition(" > ")[2] in _WHOLES  # of a table by place
        parts.append(f"{row['party'] or ''} {'사업비' if shared else _SCOPE_WORDS.get(scope, '예산')}")
    return " ".join(p.strip() for p in parts if p.strip())


_WHOLES = ("계", "합계", "소계", "총계", "총액", "사업비", "총사업비", "예산", "예산액", "배분액")
_OWN_PARTS = ("executed", "balance", "requested", "secured", "future", "prior")
_SCOPE_WORDS = {
    "year": "예산",
    "executed": "집행액",
    "balance": "잔액",
    "requested": "요구액",
    "secured": "확보액",
    "share": "부담액",
    "future": "향후 투자",
    "prior": "기투자",
}


def _item(desk: Desk, candidate: Candidate, label: str, found: Amount) -> Item:
    rows = found.rows[:2]
    return Item(
        name=candidate.name,
        label=label,
        key=candidate.key,
        value=found.krw,
        unit="KRW",
        document=desk.file(candidate.document),
        year=found.first["year"] or desk.year_told(candidate.document),
        citations=tuple(desk.evidence.cite(r["document"], r["line_start"], r["line_end"]) for r in rows),
    )


def _detail(found: Amount, spoken: Callable[[int], str]) -> str:
    """The split in brackets behind an amount: 국비 100억, 지방비 100억; its parts with their unit where the text leaves it out."""
    row = found.first
    as_stated = str(row["as_stated"])
    start, end = as_stated.find("("), as_stated.rfind(")")
    inside = as_stated[start + 1 : end] if 0 <= start < end else ""
    if not _BARE.search(inside):
        return inside if any(c.isdigit() for c in inside) else ""
    figures = [float(m.group().replace(",", "")) for m in _FIGURE.finditer(inside)]
    if not sum(figures):
        return ""
    unit = found.krw / sum(figures)  # the parts make up the whole, in units of money as people write them
    if not any(abs(unit / u - 1) < _ROUNDED for u in _UNITS):
        return ""
    return _FIGURE.sub(lambda m: " " + spoken(round(float(m.group().replace(",", "")) * round(unit))), inside)


_FIGURE = re.compile(r"\s*\d(?:[\d,]*\d)?(?:\.\d+)?")
_UNITS = (1, 10**3, 10**4, 10**6, 10**8)
_ROUNDED = 1e-9
_BARE = re.compile(r"[\d,.]*\d(?![\d,.]*\s*(?:[조억만천원%]|백만|십억|백억))")
"""A figure without a unit, which a reader would take for won: 국비 6,624."""


def _alternative(desk: Desk, candidate: Candidate, other: Amount) -> Alternative:
    row = other.first
    why = "contradicting" if not is_settled(other) else "also stated"
    return Alternative(
        value=other.krw,
        unit="KRW",
        document=desk.file(candidate.document),
        citations=(desk.evidence.cite(row["document"], row["line_start"], row["line_end"]),),
        why=why,
    )


def _elsewhere(
    desk: Desk, found: Sequence[tuple[Wish, list[Amount]]], others: Sequence[Candidate], rows: Sequence[Row]
) -> list[Alternative]:
    """What older documents say of the same amount, where it differs."""
    told: list[Alternative] = []
    wish, amounts = found[0]
    for other in others[:3]:
        own = [r for r in rows if r["program"] == other.key]
        stated = find_amounts(own, wish, desk.year(other.document))
        if stated and stated[0].krw != amounts[0].krw and other.document != amounts[0].first["document"]:
            row = stated[0].first
            told.append(
                Alternative(
                    stated[0].krw,
                    "KRW",
                    desk.file(other.document),
                    (desk.evidence.cite(row["document"], row["line_start"], row["line_end"]),),
                    other.name,
                )
            )
    return told


def _split(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """An amount of a program that stands as a fact under a word of its own (기금, 집행 계획)."""
    programs = [c for c in candidates if c.subject.label == "Program"]
    words = [a.words for a in asked if a.field not in ("money", "source", "nth_year", "average")]
    if not words or desk.plan.asks("source", "nth_year", "share", "total"):
        return None
    rows = [(r, c) for r, c in facts_of(desk, programs, ("KRW",)) if not is_difference(desk, r)]
    fits = [f for f in best_facts(desk, rows, words) if of_year(desk, f.row)]
    fits = [f for f in fits if f.row["year"] in desk.plan.years or not _goes_on(desk, f.candidate)]
    return told_amount(desk, fits[0]) if fits else None


def _ratio(desk: Desk, candidates: Sequence[Candidate], wanted: Sequence[Wish]) -> Part | None:
    """A part's share of the whole, where one statement gives both."""
    programs = desk.accounted([c for c in candidates if c.subject.label == "Program"])
    rows = desk.evidence.rows("budgets_of", programs=[c.key for c in programs]) if programs else []
    parts = [w for w in wanted if w.source != WHOLE]
    for candidate in programs:
        own = [r for r in rows if r["program"] == candidate.key]
        for wish in parts:
            part = find_amounts(own, wish, desk.year(candidate.document))
            whole = find_amounts(own, wish._replace(source=WHOLE), desk.year(candidate.document))
            if part and whole and whole[0].krw and part[0].first["scope"] == whole[0].first["scope"]:
                return _share(desk, candidate, wish, part[0], whole[0])
    return None


def _share(desk: Desk, candidate: Candidate, wish: Wish, part: Amount, whole: Amount) -> Part:
    say = wording(desk.plan)
    percent = round(100 * part.krw / whole.krw, 1)
    label = f"{wish.source} 비율"
    item = Item(
        name=candidate.name,
        label=label,
        key=candidate.key,
        value=percent,
        unit="%",
        document=desk.file(candidate.document),
        year=part.first["year"] or desk.year_told(candidate.document),
        citations=tuple(desk.evidence.cite(r["document"], r["line_start"]) for r in (part.first, whole.first)),
    )
    reckoned = f"{percent:g}%({say.money(part.krw)} / {say.money(whole.krw)})"
    return Part(candidate.name, say.stated(candidate.name, label, reckoned, desk.title(candidate.document)), (item,))
