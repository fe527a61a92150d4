"""Telephone lists that put several people side by side in a row: 부서 | 부서장 | 내선 | 팀 | 팀장 | 내선 | 담당자 | 내선."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lexicon.people import Post, read_people, titles
from lexicon.text import squash
from loaders.facts.loose import UnitPost
from loaders.facts.model import Cite
from loaders.facts.tables import Column
from loaders.layout.model import Cell, Table

_PEOPLE = ("contact", "person", "manager")
_NUMBER = re.compile(r"[\d)(-][\d)(\s-]{2,}")
_HEAD_LABEL = re.compile(r"(?:부서|과|실|국|소|단|원|본부)장|기관장")
_FEWEST = 2


def is_side_by_side(columns: Sequence[Column]) -> bool:
    """Whether people and numbers take turns in the columns: each number is of the person to the left of it."""
    kinds = ["phone" if c.field == "phone" else "person" for c in columns if c.field in ("phone", *_PEOPLE)]
    return kinds.count("phone") >= _FEWEST and kinds == ["person", "phone"] * (len(kinds) // 2)


def posts_side_by_side(table: Table, columns: Sequence[Column]) -> Iterator[UnitPost]:
    """Who each row names, with the number to the right and the units to the left; a cell over several rows once."""
    seen: set[int] = set()
    outer: dict[int, str] = {}
    for line, row in table.body():
        units: list[str] = []
        post: Post | None = None
        head = False
        for column in columns:
            cell = row[column.index]
            if column.field == "department":
                outer[column.index] = cell.text or outer.get(column.index, "")
                units.append(outer[column.index])
            elif column.field in _PEOPLE:
                head = bool(_HEAD_LABEL.fullmatch(squash(column.label)))
                post = _person(cell, column) if id(cell) not in seen else None
                seen.add(id(cell))
            elif column.field == "phone" and post is not None:
                phone = cell.text if _NUMBER.fullmatch(cell.text) else ""
                unit = " ".join(dict.fromkeys(u for u in units if u))
                yield UnitPost(replace(post, phone=post.phone or phone, unit=unit), unit, Cite(line, line), head)
                post = None


def _person(cell: Cell, column: Column) -> Post | None:
    """The person of a cell, with the title that the column's head gives."""
    people = read_people(cell.text)
    label = squash(column.label)
    said = label if label in titles() and not label.startswith("담당") else ""
    return replace(people[0], title=people[0].title or said) if people else None
