"""Tables of staff: units, people, telephones and duties in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lexicon.people import Post, is_desk, read_people, titles
from lexicon.phones import mark_extensions
from lexicon.text import squash
from loaders.facts.groups import UNIT_NAME
from loaders.facts.loose import UnitPost
from loaders.facts.model import Cite
from loaders.facts.side_by_side import is_side_by_side, posts_side_by_side
from loaders.facts.staff import path_of
from loaders.facts.tables import Column, is_sum
from loaders.layout.cells import is_numeric
from loaders.layout.model import Cell, Table

PEOPLE = ("contact", "person", "manager")
"""Fields of columns that hold people."""
TELEPHONE = re.compile(r"[☎\s]*(?:0\d{1,2}[-)\s]*)?(?:\d{3,4}-)?\d{4}")
"""A cell that is a telephone number or an extension and nothing else."""
_BARE_NAME = re.compile(r"[가-힣]{2,4}")


def names_people(table: Table, columns: list[Column]) -> bool:
    """Whether a table of staff states numbers, titles or duties beside its names: a column 담당자 alone may hold anything."""
    if any(c.field in ("phone", "duty", "title", "person") for c in columns):
        return True
    cells = [row[c.index].text for _, row in table.body() for c in columns if c.field == "contact"]
    people = [p for text in cells[:200] for p in read_people(mark_extensions(text))]
    return sum(bool(p.phone or p.title) for p in people) >= 0.3 * max(1, len([c for c in cells[:200] if c]))


_QUOTA = re.compile(r"(?:정|현|결|총)원|인원|과부족|(?:직원|인력)\s?수")


def counts_people(table: Table, columns: list[Column]) -> bool:
    """Whether a column of a table of staff counts the people of its units: 정원, 현원."""
    quotas = [c.index for c in columns if _QUOTA.match(squash(c.label))]
    return any(is_numeric(row[i].text) for i in quotas for _, row in table.body())


def posts_of_staff(table: Table, columns: list[Column], outer: str) -> Iterator[UnitPost]:
    """The posts of such a table; ``outer`` is the unit of the chapter that it stands in."""
    if is_side_by_side(columns):
        yield from posts_side_by_side(table, columns)
        return
    of_units = _unit_columns(table, columns)
    units = [""] * len(of_units)
    above = ""
    for line, row in table.body():
        units = _goes_on(units, [row[c.index].text for c in of_units])
        unit = " ".join(dict.fromkeys(u for text in units if (u := _REMARK.sub("", text))))
        people, phone, duty = _of_row(row, columns)
        if not of_units and people:  # 유산보존팀장, and below who works for her
            unit = "" if people[0].unit else above
            above = people[0].unit or above
        for person in people:
            post = replace(person, phone=person.phone or phone, unit=path_of(unit, person.unit) or outer)
            yield UnitPost(post, unit or outer, Cite(line, line), False, duty or person.duty)


def _of_row(row: list[Cell], columns: list[Column]) -> tuple[list[Post], str, str]:
    """The people of a row with their titles, the telephone number beside them, and their duty."""
    cells = {c.field: row[c.index].text for c in columns if row[c.index].text}
    texts = [row[c.index].text for c in columns if c.field in ("title", *PEOPLE)]
    numbers = [t for t in [cells.get("phone", ""), *texts] if TELEPHONE.fullmatch(t)]
    people = read_people(" ".join(t for t in texts if t and not TELEPHONE.fullmatch(t)))
    if not people and _BARE_NAME.fullmatch(cells.get("person", "")):  # under 성명 also who has a rare surname
        people = [Post(cells["person"], cells.get("title", ""))]
    said = next((squash(c.label) for c in columns if c.field == "manager" and squash(c.label) in titles()), "")
    people = [replace(p, title=p.title or said) for p in people]
    code = _CODE.fullmatch(cells.get("number", "").strip())  # the number of a program is who answers for it
    return people, numbers[0].strip("☎ ") if numbers else "", cells.get("duty", "") or (code.group() if code else "")


_CODE = re.compile(r"\d{1,2}-\d{1,2}")


def _unit_columns(table: Table, columns: list[Column]) -> list[Column]:
    """The columns of units in a table of staff; one headed 구분 is one where its cells are called like units."""
    found = [c for c in columns if c.field == "department"]
    if found or columns[0].field != "group":
        return [*found, *(c for c in columns if found and c.field in PEOPLE and _holds_desks(table, c))]
    cells = [t for _, row in table.body() if (t := row[0].text) and not is_sum(t) and squash(t) not in titles()]
    return columns[:1] if cells and all(UNIT_NAME.fullmatch(t.replace(" ", "")) for t in cells) else []


def _holds_desks(table: Table, column: Column) -> bool:
    """Whether a column headed 담당 holds the desks of the units beside it, not people: 복지정책담당."""
    cells = [row[column.index].text for _, row in table.body() if row[column.index].text]
    return bool(cells) and all(is_desk(t) for t in cells)


_REMARK = re.compile(r"\s*\([^()]*\)$")
"""Behind a unit where it is (익산분원); alone in a column of teams the head of the whole, who is of none: (본부장)."""


def _goes_on(units: list[str], row: list[str]) -> list[str]:
    """The units of a row from the outer to the inner, empty cells as in the row above; another outer one ends the inner."""
    for n, text in enumerate(row):
        if text:
            units = [*units[:n], text, *([""] * (len(units) - n - 1) if text != units[n] else units[n + 1 :])]
    return units
