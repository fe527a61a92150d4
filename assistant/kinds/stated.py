"""Rates, quantities and whatever else a line or table says of a thing under a word of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Alternative, Item
from assistant.desk import Candidate, Desk
from assistant.facts import MONEY_UNITS, PERCENT, Fit, best_facts, facts_of, in_won, of_year, said_of, unit_asked
from assistant.kinds.part import Part
from assistant.plan import Asked
from assistant.planning.asking import MONEY
from assistant.unaccounted import unaccounted
from assistant.wording import wording
from lexicon.amounts import find_amounts
from lexicon.labels import field_of
from lexicon.text import squash


def rate(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """An execution rate as the document prints it."""
    words = [a.words for a in asked]
    fits = best_facts(desk, facts_of(desk, candidates, PERCENT), words)
    if _OF_ALL.search(desk.plan.text):  # the rows of a table before a figure in prose
        fits.sort(key=lambda f: not ("계" in str(f.row["attribute"]) and f.row["table"]))
    return told(desk, fits)


_OF_ALL = re.compile(r"합계|총계|전체")


def quantity(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """How many of something: 몇 편, 몇 명."""
    unit = unit_asked(" ".join(a.words for a in asked)) or unit_asked(desk.plan.text)
    if unit == "명" and desk.plan.target == "Person" and not any(c.missing for c in candidates[:1]):
        staff = best_facts(desk, facts_of(desk, candidates), _STAFF)
        return told(desk, sorted(staff, key=lambda f: "현원" not in squash(str(f.row["attribute"] or ""))))
    stated = _numbers(facts_of(desk, candidates), unit)
    fits = best_facts(desk, stated, unit=unit) or best_facts(desk, [x for x in stated if _is_count(x[0])])
    if not fits:
        known = desk.accounted(candidates) or candidates
        fits = best_facts(desk, _numbers(facts_of(desk, known, around=True), unit), unit=unit)
        return told(desk, [f for f in fits if f.strange <= _MOST_STRANGE or _explains(f)])
    fits = [f for f in fits if of_year(desk, f.row)]
    only = len({(f.candidate.key, f.row["number"]) for f in fits}) == 1
    return told(desk, [f for f in fits if only or f.strange <= _MOST_STRANGE or _explains(f)])


def _numbers(stated: list[tuple[dict[str, Any], Candidate]], unit: str) -> list[tuple[dict[str, Any], Candidate]]:
    """Facts that may be the number of something: where no unit is asked for (how many instructors), no amount of money is."""
    return stated if unit else [(row, candidate) for row, candidate in stated if row["unit"] not in MONEY_UNITS]


def _is_count(row: dict[str, Any]) -> bool:
    """Whether a figure without a unit is a number of something, by its label: 학생 수 2025."""
    return row["number"] is not None and not row["unit"] and bool(_NUMBER_OF.search(str(row["attribute"] or "")))


_NUMBER_OF = re.compile(r"(?:[가-힣]\s|[가-힣]{2})수(?:\s|$)")


def _explains(fit: Fit) -> bool:
    """Whether a row's attribute says a word that the names of its candidate leave over."""
    open_words = fit.candidate.left
    return bool(open_words) and len(unaccounted(open_words, [str(fit.row["attribute"] or "")])) < len(open_words)


_STAFF = ("정원", "현원", "직원 수", "인력")
_MOST_STRANGE = 2
"""Pairs of letters of an attribute that the question does not say, beyond which the figure is of something else."""


def named_fact(desk: Desk, candidates: Sequence[Candidate], asked: Sequence[Asked]) -> Part | None:
    """A fact under the word that the question names (홈페이지, 이메일, 직위)."""
    words = [a.detail or a.words for a in asked]
    fits = best_facts(desk, facts_of(desk, candidates), words)
    return told(desk, fits) or _at_a_step(desk, candidates, words)


def _at_a_step(desk: Desk, candidates: Sequence[Candidate], words: Sequence[str]) -> Part | None:
    """A figure that a dated step of a program says under the word: 공정률 74% ('24. 12.)."""
    known = {c.key: c for c in desk.accounted(candidates)}
    fits = []
    for row in said_of(desk, list(known.values()), "milestones_of"):
        for word in words:
            figure = re.search(rf"{re.escape(word)}\s*:?\s*(\d[\d,.]*)\s*([^\s\d,.)]{{0,3}})", str(row["text"]))
            year = int(str(row["date_start"])[:4]) if row["date_start"] else None
            if figure:
                fact = {**row, "attribute": word, "value": figure[1] + figure[2], "unit": figure[2],
                        "number": float(figure[1].replace(",", "")), "year": year}  # fmt: skip
                fits.append(Fit((), 0, fact, known[row["thing"]]))
    fits.sort(key=lambda f: str(f.row["date_start"] or ""), reverse=True)
    return told(desk, fits)


def left_over(desk: Desk, candidates: Sequence[Candidate], *, exactly: bool = False) -> Part | None:
    """A fact whose attribute is what the names leave of the question: 지원대상, 정원, 교부일. ``exactly``: called so and no more."""
    named = [c for c in candidates if c.missing]
    rows = [(r, c) for r, c in facts_of(desk, named) if _attribute_says(r, c)]
    if exactly:
        rows = [(r, c) for r, c in rows if squash(str(r["attribute"] or "")) == squash("".join(c.missing))]
    if desk.plan.asks(*MONEY, "money"):  # how much is no remark about it
        rows = [(r, c) for r, c in rows if r["unit"] in MONEY_UNITS or find_amounts(str(r["value"]))]
    return told(desk, best_facts(desk, rows))


def _attribute_says(row: dict[str, object], candidate: Candidate) -> bool:
    """Whether the attribute says a word that the names leave over, or the value says it with a figure."""
    said = [str(row["attribute"] or "")]
    if squash(str(row["value"])) in squash(said[0]):
        return False
    if said[0] and any(c.isdigit() for c in str(row["value"])):
        said.append(str(row["value"]))
    return len(unaccounted(candidate.missing, said)) < len(candidate.missing)


_UNIT_OF_LABEL = re.compile(r"\s*\((?:단위\s*:?\s*)?(?:조|억|백만|천|만)?\s?원\)")


def told(desk: Desk, fits: Sequence[Fit]) -> Part | None:
    """The likeliest of facts as a part of an answer; None where none is of the year asked for."""
    fits = [f for f in fits if of_year(desk, f.row)]
    if not fits:
        return None
    best, say = fits[0], wording(desk.plan)
    row, document = best.row, best.row["document"]
    number, unit = in_won(row)
    label, value = str(row["attribute"] or ""), str(row["value"])
    if unit == "KRW":  # 발행액(억원) 2025: told in won
        label = _UNIT_OF_LABEL.sub("", label)
    plain = label == value or not label
    if unit == "KRW" and number is not None:
        value = say.money(round(number))
    elif unit and re.fullmatch(r"[\d,.]+", value):
        value += unit
    elif row.get("date") and re.fullmatch(r"[’'‘\d.\s/-]+", value):
        value = say.period(row["date"], row.get("date_end") or row["date"], value)
    item = Item(
        name=_whose(desk, best),
        label=label,
        key=best.candidate.key,
        value=number if number is not None and unit else value,
        unit=unit or None,
        document=desk.file(document),
        year=row["year"] or desk.year_told(document),
        citations=(desk.evidence.cite(document, row["line_start"], row["line_end"]),),
    )
    title = desk.title(document)
    year = row["year"] if number is not None and row["year"] != desk.year_told(document) else None
    shown = say.of_year(year, label) if year and str(year) not in label else label
    text = say.is_stated(item.name, value, title) if plain else say.stated(item.name, shown, value, title)
    other = _contradicting(desk, best, fits)
    texts = [text, *(say.also(a.document, f"{say.number(float(a.value), a.unit or '')}", a.why) for a in other)]
    return Part(item.name, " ".join(texts), (item,), other)


def _contradicting(desk: Desk, best: Fit, fits: Sequence[Fit]) -> tuple[Alternative, ...]:
    """The other figure that the same document states for the same thing under the same words and year, where there is one."""
    row = best.row
    if row["number"] is None or best.candidate.subject.label != "Program":
        return ()
    same = (squash(str(row["attribute"] or "")), row["document"], row["year"], row["unit"])
    others = [
        f
        for f in fits
        if f.candidate.key == best.candidate.key
        and (squash(str(f.row["attribute"] or "")), f.row["document"], f.row["year"], f.row["unit"]) == same
        and f.row["number"] not in (None, row["number"])
    ]
    if len({f.row["number"] for f in others}) != 1 or row["unit"] in MONEY_UNITS:
        return ()
    first = others[0].row
    cited = desk.evidence.cite(first["document"], first["line_start"], first["line_end"])
    return (Alternative(first["number"], first["unit"], desk.file(first["document"]), (cited,), "contradicting"),)


def _whose(desk: Desk, fit: Fit) -> str:
    """Of what a fact is; of a house in a document that one of its units issued, of that unit: 정원 of ○○시 해양수산국."""
    name, card = fit.candidate.name, desk.directory.document.get(fit.row["document"])
    of_unit = card and card.unit and fit.candidate.subject.label == "Institution" and card.unit not in name
    return f"{name} {card.unit}" if card and of_unit else name


def duties(desk: Desk) -> Part | None:
    """All that a unit is said to do (담당사무), of the first that says so: 감사팀이 하는 일."""
    for candidate in desk.candidates("Department"):
        rows = [r for r, _ in facts_of(desk, [candidate]) if field_of(str(r["attribute"] or "")) == "duty"]
        rows.sort(key=lambda r: (r["line_start"], str(r["value"])))
        if not rows or candidate.missing:
            continue
        label, document = str(rows[0]["attribute"]), rows[0]["document"]
        items = tuple(
            Item(
                name=candidate.name,
                label=label,
                key=candidate.key,
                value=str(r["value"]),
                document=desk.file(document),
                year=desk.year_told(document),
                citations=(desk.evidence.cite(document, r["line_start"], r["line_end"]),),
            )
            for r in rows
        )
        told = " / ".join(str(i.value) for i in items)
        return Part(candidate.name, wording(desk.plan).stated(candidate.name, label, told, desk.title(document)), items)
    return None
